//! The areas of an installation: which there are, beginning one, naming one, taking away one that holds nothing.
//!
//! Each is opened by a desk of its own, so whatever is asked at one desk is asked of one area.
//! **Not here.** Where areas are kept (`onpace_store::areas`); which area an address is of, which is the service's.

use crate::desk::Desk;
use crate::problem::{Kind, Problem};
use crate::seat::Seat;
use onpace_core::access::Act;
use onpace_core::house::area::AreaKey;
use onpace_core::house::event::{AdministeredChange, HouseEvent};
use onpace_core::house::refusal::HouseRefusal;
use onpace_core::ledger::event::Event;
use onpace_store::Administration as _;
use std::path::{Path, PathBuf};

pub use onpace_store::areas::{AreaPlace, all};

/// What is recorded of the installation when an area is named, and as what.
const ABOUT: &str = "installation";
const NAME: &str = "the area's name";
/// The longest name of an area, in letters.
const LONGEST_NAME: usize = 100;

/// An area of an installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedArea {
    /// Where it is kept, and its key.
    pub place: AreaPlace,
    /// What it is called; empty where nobody said.
    pub name: String,
    /// How many plans it holds.
    pub plans: usize,
    /// How many people may sign in.
    pub users: usize,
}

/// An area that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BegunArea {
    /// Where it is kept, and its key.
    pub place: AreaPlace,
    /// The backup of the first area that was taken before, where the installation had no other yet.
    pub backup: Option<PathBuf>,
}

/// The key that somebody typed.
///
/// # Errors
/// Anything that no area can be called.
pub fn key(text: &str) -> Result<AreaKey, Problem> {
    AreaKey::parse(text)
        .ok_or_else(|| HouseRefusal::NotAnAreaKey { text: onpace_core::plan::shortened(text, 64) }.into())
}

/// Where an area is kept that is there.
///
/// # Errors
/// No such area; those there are named.
pub fn find(data: &Path, area: AreaKey) -> Result<AreaPlace, Problem> {
    let place = AreaPlace::of(data, area);
    if place.area.is_first() || place.is_begun() {
        return Ok(place);
    }
    let held = all(data)?.into_iter().map(|place| place.area.to_string()).collect();
    let refusal = HouseRefusal::NoSuchArea { area: place.area.to_string(), held };
    Err(Problem::refused(Kind::NotFound, refusal))
}

/// Every area of an installation that holds something, with what it is called and how much it holds.
///
/// # Errors
/// No data folder there; one that is not sound.
pub fn listed(data: &Path) -> Result<Vec<ListedArea>, Problem> {
    let places = all(data)?;
    // A host may hold nothing in the first area.
    let is_told = |place: &AreaPlace| place.is_begun() || places.len() == 1;
    places.iter().filter(|place| is_told(place)).map(|place| told(place.clone())).collect()
}

fn told(place: AreaPlace) -> Result<ListedArea, Problem> {
    let desk = Desk::to_read(&place)?;
    let (name, plans, users) = (desk.area_name()?, desk.plans()?.len(), desk.accounts()?.len());
    Ok(ListedArea { place, name, plans, users })
}

/// Begins an area. Where it is the second, the first is backed up before, into its folder of backups: from then on the
/// data folder is that of an installation with several.
///
/// # Errors
/// The key of an area that is there; a name that is too long; the disk.
pub fn begin_area(data: &Path, area: AreaKey, name: &str, seat: &Seat) -> Result<BegunArea, Problem> {
    seat.may_of_house(Act::Administer)?;
    let name = named(name)?;
    let place = AreaPlace::of(data, area);
    if place.area.is_first() || place.is_begun() {
        return Err(HouseRefusal::AreaTaken { area: place.area.to_string() }.into());
    }
    let before = all(data)?;
    let backup = match before.first().filter(|first| before.len() == 1 && first.is_begun()) {
        Some(first) => Some(Desk::to_read(first)?.back_up(None, seat, &mut |_, _| {})?.0),
        None => None,
    };
    Desk::to_begin(&place)?.name_area(&name, seat)?;
    Ok(BegunArea { place, backup })
}

/// Takes an area away that holds nothing: no plan, and nobody who may sign in.
///
/// # Errors
/// The first area; one that holds anything; the disk.
pub fn take_area_away(place: &AreaPlace, seat: &Seat) -> Result<(), Problem> {
    seat.may_of_house(Act::Administer)?;
    if place.area.is_first() {
        return Err(HouseRefusal::FirstAreaStays.into());
    }
    // Opened to write, so that nobody writes to it meanwhile.
    let desk = Desk::to_record(place)?;
    let (plans, users) = (desk.plans()?.len(), desk.accounts()?.len());
    if plans > 0 || users > 0 {
        let (area, folder) = (place.area.to_string(), place.folder.display().to_string());
        return Err(HouseRefusal::AreaHolds { area, plans, users, folder }.into());
    }
    drop(desk);
    std::fs::remove_dir_all(&place.folder)
        .map_err(|e| Problem::new(Kind::Temporary, format!("{} could not be taken away: {e}", place.folder.display())))
}

fn named(name: &str) -> Result<String, Problem> {
    let name = name.trim();
    if name.chars().count() > LONGEST_NAME || name.contains(char::is_control) {
        return Err(HouseRefusal::AreaNameTooLong { most: LONGEST_NAME }.into());
    }
    Ok(name.to_owned())
}

impl Desk {
    /// What its area is called; empty where nobody said.
    ///
    /// # Errors
    /// The disk.
    pub fn area_name(&self) -> Result<String, Problem> {
        let named = |event: Event| match event {
            Event::House(HouseEvent::Administered { about, changes }) if about == ABOUT => {
                changes.into_iter().find(|change| change.what == NAME).map(|change| change.after)
            }
            _ => None,
        };
        // It is in the record and nowhere else, so it cannot be another than was recorded.
        let all = self.store().administered()?.into_iter().rev();
        Ok(all.filter_map(|one| one.recorded.event).find_map(named).unwrap_or_default())
    }

    /// Names its area.
    ///
    /// # Errors
    /// A name that is too long or on several lines; the disk.
    pub fn name_area(&self, name: &str, seat: &Seat) -> Result<(), Problem> {
        let by = seat.may_of_house(Act::Administer)?;
        let (before, after) = (self.area_name()?, named(name)?);
        if before == after {
            return Ok(());
        }
        let change = AdministeredChange { what: NAME.to_owned(), before, after };
        Ok(self.store().note(&by.hand(), ABOUT, vec![change])?)
    }
}
