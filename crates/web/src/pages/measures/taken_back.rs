//! `/p/{plan}/measures/import/{brought}/back`: taking back whole what a file brought. **Not here.** Bringing it in
//! ([`super::bring`]).

use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::parts::asked::{Asked, Form};
use crate::parts::form::Errors;
use crate::parts::link;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::{day, local_time};
use onpace_office::measures::taking_back::MeasuresBrought;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/measures/import/{brought}/back", Act::EnterMeasures, show).below("measures"),
    post("/p/{plan}/measures/import/{brought}/back", Act::EnterMeasures, take_back),
];

/// So many of the last imports are shown.
const MOST_SHOWN: usize = 10;

/// The last files that brought figures, each with a way to take it back.
pub(super) fn list(visit: &Visit<'_>) -> Result<Markup, Failure> {
    let all = visit.house.desk().measures_brought()?;
    Ok(html! {
        @if !all.is_empty() {
            h2.govuk-heading-m { "What was brought in before" }
            ul.govuk-list {
                @for one in all.iter().take(MOST_SHOWN) {
                    li {
                        (brought(one)) ". "
                        a.govuk-link href=(address(visit, one.event)) { "Take it back" span.govuk-visually-hidden { ": " (one.file) } }
                    }
                }
            }
        }
    })
}

/// What a file brought, in words.
fn brought(one: &MeasuresBrought) -> Markup {
    let on = day::in_words(local_time::day_of(one.recorded_at));
    html! { (one.standing) @if one.standing == 1 { " figure" } @else { " figures" } " from " span.of-plan { (one.file) } " on " (on) }
}

fn address(visit: &Visit<'_>, event: u64) -> String {
    format!("{}/{event}/back", link::plan(visit.plan(), "measures/import"))
}

/// The form that takes it back.
struct TakeBack(MeasuresBrought);

impl TakeBack {
    fn of(visit: &Visit<'_>) -> Result<Self, Failure> {
        let event: u64 = visit.part("brought").parse().map_err(|_| Failure::NotFound)?;
        let all = visit.house.desk().measures_brought()?;
        all.into_iter().find(|one| one.event == event).map(Self).ok_or(Failure::NotFound)
    }
}

impl Form for TakeBack {
    type Read = String;

    fn heading(&self) -> String {
        "Take figures back".to_owned()
    }

    fn titled(&self) -> String {
        format!("Take figures back: {}, event {}", self.0.file, self.0.event)
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        html! { a.govuk-back-link href=(link::plan(visit.plan(), "measures/import")) { "Back to bringing in figures" } }
    }

    fn lead(&self) -> Markup {
        html! {
            p.govuk-body { (brought(&self.0)) "." }
            p.govuk-body { "New figures go. Figures that it revised become what they were before. Figures that were changed since then stay. The history keeps all of it." }
        }
    }

    fn fields(&self) -> Vec<Asked> {
        vec![Asked::reason()]
    }

    fn button(&self) -> &'static str {
        "Take them back"
    }

    fn cancel(&self, visit: &Visit<'_>) -> Option<String> {
        Some(link::plan(visit.plan(), "measures/import"))
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<String> {
        let why = sent.get("reason").trim().to_owned();
        if why.is_empty() {
            errors.push(("reason", "Enter why you take them back.".to_owned()));
        }
        Some(why)
    }
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &TakeBack::of(visit)?, &Errors::new()))
}

fn take_back(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let form = TakeBack::of(visit)?;
    let event = form.0.event;
    Answer::of_sent(visit, &form, &link::plan(visit.plan(), "measures"), |why| {
        visit.house.desk().take_back_import(visit.plan(), &visit.seat(), visit.today(), event, &why).map(drop)
    })
}
