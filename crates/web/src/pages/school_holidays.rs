//! `/p/{plan}/settings/school-holidays`: when schools are closed, so that nobody who works in one is reminded then.

use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::form::{self, Errors, Field};
use crate::parts::link;
use crate::parts::settings::back;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::html;
use onpace_core::access::Act;
use onpace_office::problem::Kind;
use onpace_office::school_holidays::line;

pub(super) const ROUTES: &[Route] = &[
    get("/p/{plan}/settings/school-holidays", Act::ChangePlan, show),
    post("/p/{plan}/settings/school-holidays", Act::ChangePlan, save),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, &Errors::new())
}

fn page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    let known = visit.state()?.school_holidays.iter().map(line).collect::<Vec<_>>().join("\n");
    let typed = if errors.is_empty() { known.as_str() } else { visit.form.get("holidays") };
    let holidays = Field {
        name: "holidays",
        label: "When are schools closed?",
        hint: "Write one holiday on each line. For example, 25 July 2022 to 2 September 2022, summer holiday.",
        value: typed,
        width: 0,
    };
    let fields = html! {
        (form::textarea(&holidays, 8, errors))
        (form::why(visit, errors))
        (form::button("Save"))
    };
    let answer = Answer::page(
        "School holidays",
        html! {
            (back(visit))
            (form::summary(errors))
            h1.govuk-heading-l { "School holidays" }
            p.govuk-body { "People who work in a school get no reminder on these days. Everybody else does. You say who works in a school on the page of each person." }
            p.govuk-body { "When you plan a round, you see which of these days fall into the time to answer." }
            (form::form(visit, &visit.path, &fields))
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    match visit.house.desk().set_school_holidays(visit.plan(), visit.form.get("holidays"), &visit.seat()) {
        Ok(_) => Ok(Answer::saved(link::plan(visit.plan(), "settings"))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            page(visit, &vec![("holidays", sentence(&words::of(&problem)))])
        }
        Err(problem) => Err(problem.into()),
    }
}
