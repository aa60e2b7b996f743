//! `/p/{plan}/settings/status-words`: what the words say with which people report how an action stands.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::parts::asked::{Asked, By, Form};
use crate::parts::form::Errors;
use crate::parts::link;
use crate::parts::settings::back;
use crate::parts::table::{Column, Setting, Table};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_office::status_words::{self, StatusShown, line};

pub(super) const ROUTES: &[Route] = &[
    get("/p/{plan}/settings/status-words", Act::ChangePlan, show),
    post("/p/{plan}/settings/status-words", Act::ChangePlan, save),
];

/// The form: the words as they are known, one a line, and the statuses of the plan.
struct Words {
    lines: String,
    statuses: Vec<StatusShown>,
}

impl Words {
    fn of(visit: &Visit<'_>) -> Result<Self, Failure> {
        let lines = visit.state()?.status_words.iter().map(line).collect::<Vec<_>>().join("\n");
        let day = visit.day()?;
        let statuses = status_words::of_plan(&day.ground().draft.plan);
        Ok(Self { lines, statuses })
    }
}

impl Form for Words {
    /// The lines; the office reads them.
    type Read = String;

    fn heading(&self) -> String {
        "What status words mean".to_owned()
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        back(visit)
    }

    fn lead(&self) -> Markup {
        const COLUMNS: [Column; 3] =
            [("Status", Setting::Text), ("Actions", Setting::Number), ("Taken to mean", Setting::Text)];
        let row =
            |one: &StatusShown| vec![html! { (one.word) }, html! { (one.rows) }, html! { (one.means.in_words()) }];
        html! {
            p.govuk-body { "Some words say how far an action is: complete, started, not started or stopped. They count where there is no percentage. Words such as Green or On track say nothing of it." }
            @if self.statuses.is_empty() {
                p.govuk-body { "No action of this plan has a status yet." }
            } @else {
                (Table { id: "statuses", caption: "The statuses in this plan now", columns: &COLUMNS }.of(self.statuses.iter().map(row)))
            }
        }
    }

    fn fields(&self) -> Vec<Asked> {
        let hint = "Write one word on each line, and what it means in this plan: complete, started, not started, stopped, or says nothing of it. For example, Embedded = complete.";
        let lines = Asked::new("words", "Which words mean something else here?", By::Lines(8)).hinted(hint);
        vec![lines.holding(&self.lines), Asked::reason_if_any()]
    }

    fn read(&self, sent: &Fields, _: &mut Errors) -> Option<String> {
        Some(sent.get("words").to_owned())
    }
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &Words::of(visit)?, &Errors::new()))
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Answer::of_sent(visit, &Words::of(visit)?, &link::plan(visit.plan(), "settings"), |lines| {
        visit.house.desk().set_status_words(visit.plan(), &lines, &visit.seat()).map(drop)
    })
}
