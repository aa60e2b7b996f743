//! `/p/{plan}/settings/school-holidays`: when schools are closed, so that nobody who works in one is reminded then.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::parts::asked::{Asked, By, Form};
use crate::parts::form::Errors;
use crate::parts::link;
use crate::parts::settings::back;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_office::school_holidays::line;

pub(super) const ROUTES: &[Route] = &[
    get("/p/{plan}/settings/school-holidays", Act::ChangePlan, show),
    post("/p/{plan}/settings/school-holidays", Act::ChangePlan, save),
];

/// The form; the holidays as they are known, one a line.
struct Holidays(String);

impl Holidays {
    fn of(visit: &Visit<'_>) -> Result<Self, Failure> {
        Ok(Self(visit.state()?.school_holidays.iter().map(line).collect::<Vec<_>>().join("\n")))
    }
}

impl Form for Holidays {
    /// The lines; the office reads them.
    type Read = String;

    fn heading(&self) -> String {
        "School holidays".to_owned()
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        back(visit)
    }

    fn lead(&self) -> Markup {
        html! {
            p.govuk-body { "People who work in a school get no reminder on these days. Everybody else does. You say who works in a school on the page of each person." }
            p.govuk-body { "When you plan a round, you see which of these days fall into the time to answer." }
        }
    }

    fn fields(&self) -> Vec<Asked> {
        let hint = "Write one holiday on each line. For example, 25 July 2022 to 2 September 2022, summer holiday.";
        let lines = Asked::new("holidays", "When are schools closed?", By::Lines(8)).hinted(hint);
        vec![lines.holding(&self.0), Asked::reason_if_any()]
    }

    fn read(&self, sent: &Fields, _: &mut Errors) -> Option<String> {
        Some(sent.get("holidays").to_owned())
    }
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &Holidays::of(visit)?, &Errors::new()))
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Answer::of_sent(visit, &Holidays::of(visit)?, &link::plan(visit.plan(), "settings"), |lines| {
        visit.house.desk().set_school_holidays(visit.plan(), &lines, &visit.seat()).map(drop)
    })
}
