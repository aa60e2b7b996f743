//! What the pages of measures share: the measures as a visitor may see them on their day, verdicts with their marks, the way
//! back. **Not here.** Any page.

use crate::failure::Failure;
use crate::parts::link;
use crate::visit::Visit;
use crate::window::Window;
use maud::{Markup, html};
use onpace_core::day::Date;
use onpace_core::ledger::fold::Until;
use onpace_core::measures::assessed::MeasureAssessment;
use onpace_core::measures::decide::measure_called;
use onpace_core::measures::impact::ImpactStatus;
use onpace_core::measures::state::{HeldMeasure, MeasuresHeld};
use onpace_core::measures::verdict::Variation;
use std::sync::Arc;

/// The measures of a visit's day.
pub(super) struct MeasuresOfDay {
    /// All that are held.
    pub(super) all: Arc<MeasuresHeld>,
    /// The day.
    pub(super) on: Date,
}

impl MeasuresOfDay {
    /// The measures on the day asked for, as known by the instant asked for.
    pub(super) fn of(visit: &Visit<'_>) -> Result<Self, Failure> {
        if visit.window().is_empty() {
            return Err(Failure::NothingYet);
        }
        let until = Until { as_at: visit.as_at(), known_by: visit.known_by() };
        let (all, on) = visit.house.desk().measures_on(until, visit.today())?;
        Ok(Self { all, on })
    }

    /// The measure of the address, as the visitor may see it.
    pub(super) fn asked(&self, visit: &Visit<'_>) -> Result<HeldMeasure, Failure> {
        let held = measure_called(&self.all, visit.part("measure")).map_err(|_| Failure::NotFound)?;
        self.seen(visit, held)
    }

    /// A measure, as the visitor may see it: who sees no more than packs sees what a board may.
    pub(super) fn seen(&self, visit: &Visit<'_>, held: &HeldMeasure) -> Result<HeldMeasure, Failure> {
        let desk = visit.house.desk();
        Ok(desk.measure_seen(visit.plan(), &visit.who, &self.all, held)?.into_owned())
    }

    /// Those that this plan's pages show: all that are live or being prepared; to who sees packs only, the live ones.
    pub(super) fn shown(&self, visit: &Visit<'_>) -> Result<Vec<HeldMeasure>, Failure> {
        let is_reader = matches!(visit.window(), Window::Snapshots(_));
        let wanted = self.all.measures.iter().filter(|one| !is_reader || one.is_live());
        wanted.map(|one| self.seen(visit, one)).collect()
    }
}

/// The address of a measure's page.
pub(super) fn address(visit: &Visit<'_>, key: &str, page: &str) -> String {
    let below = if page.is_empty() { String::new() } else { format!("/{page}") };
    format!("{}/{}{below}", link::plan(visit.plan(), "measures"), link::part(key))
}

/// The way back to all measures.
pub(super) fn back(visit: &Visit<'_>) -> Markup {
    html! { a.govuk-back-link href={ (link::plan(visit.plan(), "measures")) (visit.times()) } { "Back to the measures" } }
}

/// The way back to one.
pub(super) fn back_to(visit: &Visit<'_>, held: &HeldMeasure) -> Markup {
    html! { a.govuk-back-link href=(address(visit, &held.key, "")) { "Back to " (held.definition.name) } }
}

/// A verdict: its shape and its words, so that no colour is needed.
pub(super) fn verdict(impact: ImpactStatus, variation: Variation) -> Markup {
    let shape = match variation {
        Variation::Improving(_) => "\u{25c6}",
        Variation::Concern(_) => "\u{25a0}",
        Variation::Neutral(_) => "\u{25b2}",
        Variation::CommonCause => "\u{25cf}",
        Variation::TooFewPoints => "\u{25cb}",
    };
    html! { span aria-hidden="true" { (shape) } " " (impact.words()) }
}

/// The last value with its period.
pub(super) fn latest(seen: &MeasureAssessment<'_>) -> Markup {
    let Some(latest) = &seen.latest else { return html! { "No figures yet" } };
    let value = match (latest.value, latest.held.said.mark) {
        (Some(value), _) => seen.held.definition.unit.shown(value),
        (None, Some(onpace_core::measures::facts::ValueMark::Hidden)) => "Too few to show".to_owned(),
        (None, Some(mark)) => mark.words().to_owned(),
        (None, None) => String::new(),
    };
    html! { strong { (value) } br; (latest.period) }
}

/// The target in force.
pub(super) fn target(seen: &MeasureAssessment<'_>) -> String {
    let value = seen.target.as_ref().and_then(|target| target.value);
    value.map_or_else(|| "None".to_owned(), |value| seen.held.definition.unit.shown(value))
}
