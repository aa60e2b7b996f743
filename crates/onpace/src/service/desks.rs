//! Opening a data folder to record: by oneself, or, in the service, the one that is open already; where another process
//! serves the folder, it is asked. **Not here.** How it is asked ([`super::asked`]).

use super::asked;
use crate::stop::Stop;
use onpace_office::Desk;
use onpace_office::areas::AreaPlace;
use onpace_web::House;
use std::cell::RefCell;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open data folder.
pub(crate) enum Opened {
    /// Opened for this command.
    Own(Box<Desk>),
    /// The service's.
    Served(Arc<House>),
}

impl Deref for Opened {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        match self {
            Self::Own(desk) => desk,
            Self::Served(house) => house.desk(),
        }
    }
}

/// Where a command is done.
#[derive(Default)]
struct Place {
    /// What is open already, where the service does it.
    served: Option<Arc<House>>,
    /// Where the command was typed, where the service does it.
    typed_at: Option<PathBuf>,
}

thread_local! {
    static PLACE: RefCell<Place> = RefCell::default();
}

/// Does something as the service, in whose process it is.
pub(super) fn as_service<T>(house: &Arc<House>, typed_at: &Path, act: impl FnOnce() -> T) -> T {
    PLACE.set(Place { served: Some(Arc::clone(house)), typed_at: Some(typed_at.to_owned()) });
    let done = act();
    PLACE.take();
    done
}

/// The path of a file that was named where the command was typed.
pub(crate) fn path(named: &str) -> String {
    let from = PLACE.with_borrow(|place| place.typed_at.clone());
    from.map_or_else(|| named.to_owned(), |from| from.join(named).to_string_lossy().into_owned())
}

/// The same of what may be a file or a word.
pub(crate) fn path_or_word(named: &str) -> String {
    let path = path(named);
    if Path::new(&path).is_file() { path } else { named.to_owned() }
}

/// To record.
pub(crate) fn to_record(place: &AreaPlace) -> Result<Opened, Stop> {
    open(place, |place| Desk::to_record(place))
}

/// To import; a trial records nothing.
pub(crate) fn to_import(place: &AreaPlace, dry_run: bool) -> Result<Opened, Stop> {
    if dry_run {
        return Ok(Opened::Own(Box::new(Desk::to_import(place, true)?)));
    }
    open(place, |place| Desk::to_import(place, false))
}

/// To look.
pub(crate) fn to_read(place: &AreaPlace) -> Result<Opened, Stop> {
    Ok(Opened::Own(Box::new(Desk::to_read(place)?)))
}

/// Whether two ways to name a folder lead to one.
fn is_same(one: &Path, other: &Path) -> bool {
    one == other || std::fs::canonicalize(one).ok().is_some_and(|one| std::fs::canonicalize(other).ok() == Some(one))
}

fn open(
    place: &AreaPlace,
    alone: impl FnOnce(&AreaPlace) -> Result<Desk, onpace_office::Problem>,
) -> Result<Opened, Stop> {
    let known =
        PLACE.with_borrow(|here| here.served.clone().filter(|house| is_same(house.desk().folder(), &place.folder)));
    if let Some(house) = known {
        return Ok(Opened::Served(house));
    }
    let is_service = PLACE.with_borrow(|here| here.typed_at.is_some());
    if let Some(service) = asked::service_of(&place.folder).filter(|_| !is_service) {
        return Err(Stop::AtService(service));
    }
    Ok(Opened::Own(Box::new(alone(place)?)))
}
