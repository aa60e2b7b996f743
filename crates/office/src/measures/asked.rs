//! Figures that their owners are asked for in a round of updates, in the same letter and on the same page as their actions.
//! **Not here.** The letter ([`crate::asking`]); taking a figure ([`super::giving`]).

use crate::desk::Desk;
use crate::problem::Problem;
use crate::seat::Seat;
use onpace_core::day::Date;
use onpace_core::ids::PersonId;
use onpace_core::instant::Instant;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::measures::assessed::MeasureAssessment;
use onpace_core::measures::due::DueState;
use onpace_core::measures::period::Period;
use onpace_core::measures::state::HeldMeasure;
use std::collections::HashSet;
use std::sync::Arc;

/// So many periods of one measure are asked for at once, the last ones.
const MOST_PERIODS: usize = 3;

/// A figure that somebody is asked for; only who brings it is given it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FigureAsk {
    /// The plan whose round asks.
    pub plan: String,
    /// What the plan calls itself.
    pub plan_title: String,
    /// Who brings it, as that plan's directory knows them.
    pub person: PersonId,
    /// The measure.
    pub measure: Arc<HeldMeasure>,
    /// The period.
    pub period: Period,
    /// Whether it was due already.
    pub is_late: bool,
    /// The days of the round: when answers are due, the board meets, the figures are frozen.
    pub due: Date,
    /// As above.
    pub board: Date,
    /// As above.
    pub freezes: Date,
}

impl FigureAsk {
    /// The seat of who is asked, for the measures that they bring.
    #[must_use]
    pub fn seat(&self, now: Instant) -> Seat {
        Seat::person(&self.person, now)
    }

    /// The last three figures, the newest first, in words.
    #[must_use]
    pub fn last_three(&self) -> Vec<String> {
        let values = self.measure.series.get("").into_iter().flatten().rev().take(3);
        let words = |(period, value): (&Period, &onpace_core::measures::state::HeldValue)| {
            let number = self.measure.number(&value.said).map(|number| self.measure.definition.unit.shown(number));
            let shown = number.or_else(|| value.said.mark.map(|mark| mark.words().to_owned())).unwrap_or_default();
            format!("{period}: {shown}")
        };
        values.map(words).collect()
    }
}

impl Desk {
    /// Every figure that an address is asked for on a day, by rounds that are not frozen: those of its measures that are
    /// due or late, that nobody explained. Who has left is asked nothing.
    ///
    /// # Errors
    /// A damaged record.
    pub fn figures_asked_of(
        &self,
        email: &str,
        today: Date,
        state: &dyn Fn(&str) -> Result<Arc<State>, Problem>,
    ) -> Result<Vec<FigureAsk>, Problem> {
        let held = self.measures(Until::default())?;
        let (mut all, mut seen) = (Vec::new(), HashSet::new());
        if held.measures.is_empty() {
            return Ok(all);
        }
        for (plan, people) in self.people_by_plan(email)? {
            let state = state(&plan)?;
            let Some(round) = state.rounds.last().filter(|round| !round.is_frozen) else { continue };
            let presences = self.presences(&plan)?;
            let has_left = |person: &PersonId| presences.get(person).is_some_and(|one| one.has_left(today));
            for measure in held.measures.iter().filter(|one| one.is_live()) {
                let owner =
                    measure.definition.owner.as_ref().filter(|owner| people.contains(owner) && !has_left(owner));
                let Some(person) = owner.filter(|_| seen.insert(measure.key.clone())) else { continue };
                let ask = |(period, is_late)| FigureAsk {
                    plan: plan.clone(),
                    plan_title: state.title.clone(),
                    person: person.clone(),
                    measure: Arc::clone(measure),
                    period,
                    is_late,
                    due: round.facts.due,
                    board: round.facts.board,
                    freezes: round.facts.freezes,
                };
                all.extend(open_periods(measure, today).into_iter().map(ask));
            }
        }
        Ok(all)
    }

    /// The addresses of those who bring a measure in use, among the people of a plan: they get the round's letter.
    pub(crate) fn figure_owners(&self, plan: &str) -> Result<Vec<String>, Problem> {
        let held = self.measures(Until::default())?;
        let known = self.addresses(plan)?;
        let owners = held.live().filter_map(|one| one.definition.owner.as_ref());
        Ok(owners.filter_map(|owner| known.get(owner).cloned().flatten()).collect())
    }
}

/// Periods of a measure whose figures are due or late, the earliest first, each with whether it is late.
fn open_periods(measure: &HeldMeasure, today: Date) -> Vec<(Period, bool)> {
    let seen = MeasureAssessment::of(measure, "", today);
    let open = seen
        .wanted
        .iter()
        .rev()
        .filter(|one| one.is_missing() || matches!(one.state, DueState::Due(_)) && one.explained.is_none());
    let mut open: Vec<(Period, bool)> =
        open.take(MOST_PERIODS).map(|one| (one.period, matches!(one.state, DueState::Missing(_)))).collect();
    open.reverse();
    open
}
