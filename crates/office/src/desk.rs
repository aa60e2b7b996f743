//! A data folder open on the desk: which plans it holds, and how they stand. **Not here.** Recording
//! ([`crate::recording`]).

use crate::held_mail::Held;
use crate::kept::{Kept, Known};
use crate::measures::kept::MeasuresKept;
use crate::milestones::Milestones;
use crate::problem::{Kind, Problem};
use crate::roll::Roll;
use crate::shelf;
use crate::under_way::UnderWay;
use onpace_core::day::Date;
use onpace_core::house::area::AreaKey;
use onpace_core::house::refusal::HouseRefusal;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Event;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::ledger::stream::Stream;
use onpace_core::plan::refusal::PlanRefusal;
use onpace_core::quantity::Percent;
use onpace_exchange::Draft;
use onpace_store::backup::Drill;
use onpace_store::{Access, Appended, AreaPlace, HouseSettings as _, Ledger as _, PlanHead, Store, StoreError, Work};

/// A plan that is held.
pub type Head = PlanHead;

/// What a command made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The day from which they hold; `None` for always.
    pub effective: Option<Date>,
    /// The events.
    pub events: Vec<Event>,
    /// Where they stand; `None` for a trial that recorded nothing.
    pub appended: Option<Appended>,
}

/// The open data folder of an area.
#[derive(Debug)]
pub struct Desk {
    store: Store,
    kept: Kept,
    pub(crate) under_way: UnderWay,
    milestones: Milestones,
    pub(crate) measures_kept: MeasuresKept,
    pub(crate) held: Held,
    pub(crate) roll: Roll,
    // After the store, so that its files are closed before the folder goes.
    _trial: Option<Drill>,
}

impl Desk {
    /// Opens a data folder to look.
    ///
    /// # Errors
    /// No data folder there, or one that is not sound.
    pub fn to_read(place: impl Into<AreaPlace>) -> Result<Self, Problem> {
        Ok(Self::over(Store::open(place, Access::Read)?, None))
    }

    /// Opens a data folder to record; waits a while for another that does.
    ///
    /// # Errors
    /// No data folder there, one that is not sound, or one that another goes on writing.
    pub fn to_record(place: impl Into<AreaPlace>) -> Result<Self, Problem> {
        let place = place.into();
        if place.is_begun() { Self::to_begin(place) } else { Self::to_read(place) }
    }

    /// The same, and makes the folder where it is not there.
    ///
    /// # Errors
    /// As [`Desk::to_record`].
    pub fn to_begin(place: impl Into<AreaPlace>) -> Result<Self, Problem> {
        Ok(Self::over(Store::open(place, Access::Write)?, None))
    }

    /// Opens a data folder to show it and change nothing of its plans. Where its disk can be written, that somebody is
    /// signed in is noted still.
    ///
    /// # Errors
    /// As [`Desk::to_record`].
    pub fn to_show(place: impl Into<AreaPlace>) -> Result<Self, Problem> {
        let place = place.into();
        if onpace_store::folder::can_be_written(&place.folder) { Self::to_begin(place) } else { Self::to_read(place) }
    }

    /// To import: a trial on a folder that is not there makes one elsewhere, which goes when it is done.
    ///
    /// # Errors
    /// As [`Desk::to_record`].
    pub fn to_import(place: impl Into<AreaPlace>, dry_run: bool) -> Result<Self, Problem> {
        let place = place.into();
        if !dry_run {
            return Self::to_begin(place);
        }
        if place.is_begun() {
            return Self::to_read(place);
        }
        let trial = Drill::beside(&std::env::temp_dir())?;
        let store = Store::open(&trial.path().join("data"), Access::Write)?;
        Ok(Self::over(store, Some(trial)))
    }

    fn over(store: Store, trial: Option<Drill>) -> Self {
        Self {
            store,
            kept: Kept::default(),
            under_way: UnderWay::default(),
            milestones: Milestones::default(),
            measures_kept: MeasuresKept::default(),
            held: Held::default(),
            roll: Roll::default(),
            _trial: trial,
        }
    }

    pub(crate) const fn store(&self) -> &Store {
        &self.store
    }

    /// What was reported complete by the finalised figures of rounds before a day, in order of days.
    pub(crate) fn reported_before(&self, plan: &str, state: &State, on: Date) -> Result<Vec<(Date, Percent)>, Problem> {
        self.milestones.reported_before(&self.store, plan, state, on)
    }

    /// A plan as it was known last; others may have come since.
    pub(crate) fn known(&self, plan: &str) -> Result<Known, Problem> {
        self.known_at(plan, Some(0))
    }

    /// A plan as of now.
    pub(crate) fn as_of_now(&self, plan: &str) -> Result<Known, Problem> {
        self.known_at(plan, None)
    }

    /// A plan as of an event or a later one; of none, as of now.
    pub(crate) fn known_at(&self, plan: &str, seq: Option<u64>) -> Result<Known, Problem> {
        self.kept.at_least(&self.store, plan, seq, || self.plan_named(plan).map(|head| head.name))
    }

    /// Where the folder of its area is.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        self.store.folder()
    }

    /// The area that it is opened for: it sees nothing of any other.
    #[must_use]
    pub fn area(&self) -> &AreaKey {
        self.store.area()
    }

    /// How often this desk wrote to the directory, so that names made before are known to be old.
    #[must_use]
    pub fn directory_writes(&self) -> u64 {
        self.store.directory_writes()
    }

    /// How much was read through this desk.
    #[must_use]
    pub fn work(&self) -> Work {
        self.store.work()
    }

    /// Whether it was opened to record.
    #[must_use]
    pub const fn can_record(&self) -> bool {
        self.store.can_record()
    }

    /// Whether something can be written, tried by writing.
    ///
    /// # Errors
    /// A folder opened to be read, a disk that is full or failing.
    pub fn can_write(&self, now: Instant) -> Result<(), Problem> {
        Ok(self.store.set_setting("written-at", &now.micros().to_string())?)
    }

    /// The plans held, by name.
    ///
    /// # Errors
    /// The disk.
    pub fn plans(&self) -> Result<Vec<PlanHead>, Problem> {
        Ok(self.store.plans()?)
    }

    /// The plan of a name, as it was first written.
    ///
    /// # Errors
    /// No such plan; those there are named.
    pub fn plan_named(&self, name: &str) -> Result<PlanHead, Problem> {
        if let Some(head) = self.store.head(name)? {
            return Ok(head);
        }
        let all = self.plans()?;
        let held = all.into_iter().map(|head| head.name).collect();
        Err(Problem::refused(Kind::NotFound, PlanRefusal::NoSuchPlan { plan: name.to_owned(), held }))
    }

    /// The state of a plan.
    ///
    /// # Errors
    /// No such plan.
    pub fn state(&self, plan: &str, until: Until) -> Result<State, Problem> {
        self.plan_named(plan)?;
        Ok(shelf::state(&self.store, plan, until)?.0)
    }

    /// A plan as at a day as known by an instant, in the same form as one read from a file; and the
    /// day, which is today where none is given.
    ///
    /// # Errors
    /// No such plan, or nothing known of it by that instant.
    pub fn draft(
        &self,
        plan: &str,
        as_at: Option<Date>,
        known_by: Option<Instant>,
        today: Date,
    ) -> Result<(Draft, Date), Problem> {
        let plan = self.plan_named(plan)?.name;
        let known = self.state(&plan, Until { as_at: None, known_by })?;
        if !known.is_open() {
            return Err(Problem::refused(Kind::NotFound, PlanRefusal::NothingKnownThen { plan }));
        }
        let day = as_at.unwrap_or_else(|| shelf::day_of(known_by, today));
        let state =
            if known.latest <= Some(day) { known } else { self.state(&plan, Until { as_at: Some(day), known_by })? };
        let names = self.names(&plan)?;
        let (plan, findings) = state.plan(&|id| names.label(id));
        Ok((Draft { plan, findings, ..Draft::default() }, day))
    }

    /// An event of a plan, as recorded.
    ///
    /// # Errors
    /// No such event.
    pub fn event(&self, plan: &str, seq: u64) -> Result<onpace_store::Stored, Problem> {
        let found = self
            .store
            .read(Stream::Plan(plan), seq.saturating_sub(1), 1)?
            .into_iter()
            .find(|event| event.recorded.seq == seq);
        found.ok_or_else(|| {
            let what = format!("{plan} has no event {seq}; `onpace log {plan}` lists them");
            Problem::from(StoreError::NotFound(what))
        })
    }
}

/// Refuses a name that a plan cannot have, or that could be a file.
///
/// # Errors
/// Anything but 1 to 64 letters, digits, blanks, points, hyphens and underscores.
pub fn check_name(name: &str) -> Result<(), Problem> {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_');
    let is_one = !name.is_empty() && name.chars().count() <= 64 && name.chars().all(fits);
    if is_one && name.trim() == name && !name.starts_with(['.', '-']) {
        return Ok(());
    }
    Err(PlanRefusal::NotAPlanName { text: onpace_core::plan::shortened(name, 64) }.into())
}

/// Refuses a name or an address where the id of a person belongs: names never go into an event.
///
/// # Errors
/// Anything but one word of small letters, digits, points and hyphens.
pub fn check_actor(actor: &str) -> Result<(), Problem> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    if !actor.is_empty() && actor.len() <= 64 && actor.chars().all(fits) {
        return Ok(());
    }
    Err(HouseRefusal::NotAnActor.into())
}
