//! Who is asked about which row and why: what is under way, due to start, overdue, or finished without
//! anything to show it. What is finished and shown, was stopped, or starts later is left in peace.
//!
//! **Not here.** Who a name is, and their address, which the directory knows.

use crate::calendar::WorkingCalendar;
use crate::day::Date;
use crate::ids::{PersonId, RowKey};
use crate::ledger::state::State;
use crate::plan::Lifecycle;
use crate::plan::facts::{DateFact, RoleFact};
use crate::plan::held::Held;
use crate::quantity::Percent;
use crate::rounds::facts::{AskFact, Why};

/// Whom to ask, most pressing first for each person, and the rows that want an answer and name nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Who is asked about what.
    pub asks: Vec<AskFact>,
    /// Rows without anybody beside them, with why they would be asked about.
    pub unowned: Vec<(RowKey, Why)>,
}

/// The scope of a round on the day on which it opens, for a board that meets on another.
#[must_use]
pub fn of(state: &State, opens: Date, board: Date, calendar: &WorkingCalendar) -> Scope {
    let mut scope = Scope::default();
    for held in state.standing() {
        let Some(why) = why(held, opens, board, calendar) else { continue };
        let people = leads(held);
        if people.is_empty() {
            scope.unowned.push((held.key.clone(), why));
        }
        scope.asks.extend(people.into_iter().map(|person| AskFact { person, row: held.key.clone(), why }));
    }
    // Stable: within a reason the rows keep the order of the plan.
    scope.asks.sort_by_key(|ask| ask.why);
    scope
}

/// Those who lead; where the plan does not say who does, everybody beside it who is not only accountable.
fn leads(held: &Held) -> Vec<PersonId> {
    let of = |roles: &[RoleFact]| -> Vec<PersonId> {
        held.facts.officers.iter().filter(|one| roles.contains(&one.role)).map(|one| one.person.clone()).collect()
    };
    let leads = of(&[RoleFact::Lead]);
    if !leads.is_empty() {
        return leads;
    }
    let unstated = of(&[RoleFact::Unstated]);
    if unstated.is_empty() { of(&[RoleFact::Accountable]) } else { unstated }
}

/// Why a row is asked about; nothing where it is not.
#[must_use]
pub fn why(held: &Held, opens: Date, board: Date, calendar: &WorkingCalendar) -> Option<Why> {
    if held.facts.focus_area || held.facts.summary {
        return None;
    }
    let percent = held.report.done().unwrap_or(Percent::ZERO);
    if held.report.lifecycle == Some(Lifecycle::Stopped) {
        return None;
    }
    if percent >= Percent::HUNDRED {
        return held.evidence.is_empty().then_some(Why::Unverified);
    }
    let first = |fact: &DateFact| fact.dated().map(|dated| dated.when.first);
    let start = held.facts.start.as_ref().and_then(first);
    let finish = held.facts.finish.as_ref().and_then(DateFact::last);
    if finish.is_some_and(|finish| finish < opens) {
        return Some(Why::Overdue);
    }
    if held.report.has_started() {
        return Some(Why::InProgress);
    }
    // A start on a day off is one on the working day after it.
    let starts =
        start.map(|start| if calendar.is_working(start) { start } else { calendar.add(start, 1).unwrap_or(start) });
    starts.is_none_or(|start| start <= board).then_some(Why::DueToStart)
}
