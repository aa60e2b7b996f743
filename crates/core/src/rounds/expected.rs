//! How far a row that somebody is asked about should be: of that row alone, so that asking a thousand people costs no
//! assessment each. **Not here.** The same of all rows of a plan ([`crate::survey`]).

use crate::calendar::WorkingCalendar;
use crate::day::Date;
use crate::plan::facts::DateFact;
use crate::plan::held::Held;
use crate::quantity::Percent;
use crate::schedule::between;

/// The share that the calendar says should be done by the end of a day; `None` of a row without dates.
#[must_use]
pub fn by(held: &Held, on: Date, calendar: &WorkingCalendar) -> Option<Percent> {
    let facts = &held.facts;
    let start = facts.start.as_ref()?.dated()?.when.first;
    let finish = facts.finish.as_ref().and_then(DateFact::last);
    Some(between(start, finish, facts.duration, calendar)?.planned(on, calendar))
}
