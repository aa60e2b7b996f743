//! What rules find in measures: of those that are held, of the rows of a plan, and of what a text claims. **Not here.** The
//! rules (`onpace_core::measures::checks`).

use crate::desk::Desk;
use crate::problem::Problem;
use onpace_core::day::Date;
use onpace_core::finding::Finding;
use onpace_core::ids::PersonId;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::measures::assessed::MeasureAssessment;
use onpace_core::measures::checks::measure_rule::{MeasureGround, MeasuredRow};
use onpace_core::measures::checks::{findings, of_claim, seen_of};
use onpace_core::measures::claims::read::claims_of;
use onpace_core::measures::state::HeldMeasure;
use onpace_core::plan::held::Held;
use std::collections::HashMap;

/// What a text claims of measures: how many claims were read, what is wrong with them, what was not checked.
#[derive(Clone, Debug, Default)]
pub struct ClaimsFound {
    /// How many claims were held against a chart.
    pub claims: usize,
    /// What is wrong with them.
    pub findings: Vec<Finding>,
    /// Sentences that may claim something and name no measure.
    pub unchecked: Vec<String>,
}

/// The rows of a plan as measures are attached to them.
#[must_use]
pub fn rows_of(state: &State) -> Vec<MeasuredRow> {
    let area_of = |held: &Held| area_of(state, held);
    let row = |held: &Held| MeasuredRow {
        name: held.name(),
        title: held.facts.title.clone(),
        is_area: held.facts.focus_area,
        area: area_of(held),
        measures: held.measures.clone(),
    };
    state.standing().map(row).collect()
}

/// The key of the focus area in which a row lies: its own where it is one or lies in none.
fn area_of(state: &State, held: &Held) -> String {
    let mut at = held;
    // Rows hang from rows that stand before them; a damaged record must not turn round for ever.
    for _ in 0..state.rows.len() {
        if let Some(area) = at.spot.area.as_ref().filter(|_| !at.facts.focus_area) {
            return area.to_string();
        }
        let Some(parent) = at.spot.parent.as_deref().and_then(|parent| state.row(parent)) else { break };
        at = parent;
    }
    at.key.to_string()
}

/// What is wrong with what a text claims of measures.
#[must_use]
pub fn claims_in<'m>(text: &str, all: impl Iterator<Item = &'m HeldMeasure>, on: Date) -> ClaimsFound {
    let of = |held: &'m HeldMeasure| {
        held.definition.series().into_iter().map(move |series| MeasureAssessment::of(held, &series, on))
    };
    let seen: Vec<MeasureAssessment<'_>> = all.flat_map(of).collect();
    let read = claims_of(text, &seen);
    ClaimsFound {
        claims: read.claims.len(),
        findings: read.claims.iter().filter_map(of_claim).collect(),
        unchecked: read.unchecked,
    }
}

impl Desk {
    /// What rules find in the measures on a day; with a plan, in its focus areas as well.
    ///
    /// # Errors
    /// No such plan; a record that cannot be read.
    pub fn measure_findings(&self, plan: Option<&str>, until: Until, today: Date) -> Result<Vec<Finding>, Problem> {
        let (all, on) = self.measures_on(until, today)?;
        let rows = plan.map(|plan| Ok::<_, Problem>(rows_of(&self.state(plan, Until::default())?))).transpose()?;
        let posts = self.in_post_until()?;
        let seen = seen_of(all.live(), on);
        let until = |person: &PersonId| posts.get(person).copied();
        let ground = MeasureGround { held: &all, seen: &seen, on, rows: rows.as_deref(), until: &until };
        Ok(findings(&ground))
    }

    /// Until when everybody whom the directory knows is in post.
    fn in_post_until(&self) -> Result<HashMap<PersonId, Option<Date>>, Problem> {
        let day = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<Date>().ok());
        Ok(self.people(None)?.into_iter().map(|person| (person.id, day(&person.details.until))).collect())
    }
}
