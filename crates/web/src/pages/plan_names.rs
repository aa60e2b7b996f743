//! `/p/{plan}/settings/names`: what the plan, the area and the boards are called, on every page and report; changed with
//! a history. **Not here.** The short name in addresses, which stays.

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
use onpace_core::plan::command::Command;
use onpace_core::plan::event::PlanNames;

pub(super) const ROUTES: &[Route] =
    &[get("/p/{plan}/settings/names", Act::ChangePlan, show), post("/p/{plan}/settings/names", Act::ChangePlan, save)];

/// The names in a form that was sent; what is empty is not said, but for the boards, which may be none.
pub(super) fn typed(sent: &Fields) -> PlanNames {
    let said = |name: &str| sent.said(name).map(str::to_owned);
    let boards = sent.get("boards").lines().map(str::trim).filter(|line| !line.is_empty());
    // A long title may be typed on several lines; it is one all the same.
    let title = said("title").map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    PlanNames { title, area: said("area"), boards: Some(boards.map(str::to_owned).collect()) }
}

/// The fields for the names of a plan.
pub(super) fn fields(title: &str, area: &str, boards: &str) -> Vec<Asked> {
    let hint = "As readers know it, for example, SEND written statement of action. It stands on every page and report.";
    let title = Asked::new("title", "Title of the plan", By::Lines(2)).hinted(hint).holding(title);
    let area = Asked::new("area", "Local area (optional)", By::Line(0)).hinted("For example, Torbay.").holding(area);
    let hint = "One on each line, first the one that the monthly updates are for. For example, SEND Improvement Board.";
    let label = "Boards that the plan is reported to (optional)";
    vec![title, area, Asked::new("boards", label, By::Lines(3)).hinted(hint).holding(boards)]
}

/// The form; what is called how now.
struct Names {
    title: String,
    area: String,
    boards: String,
}

impl Names {
    fn of(visit: &Visit<'_>) -> Result<Self, Failure> {
        let state = visit.state()?;
        Ok(Self { title: state.title.clone(), area: state.area.clone(), boards: state.boards.join("\n") })
    }
}

impl Form for Names {
    type Read = PlanNames;

    fn heading(&self) -> String {
        "Names".to_owned()
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        back(visit)
    }

    fn lead(&self) -> Markup {
        html! { p.govuk-body { "Board packs that are finalised keep the names that they had." } }
    }

    fn fields(&self) -> Vec<Asked> {
        let mut all = fields(&self.title, &self.area, &self.boards);
        all.push(Asked::reason_if_any());
        all
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<PlanNames> {
        if sent.said("title").is_none() {
            errors.push(("title", "Enter a title for the plan".to_owned()));
        }
        Some(typed(sent))
    }
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &Names::of(visit)?, &Errors::new()))
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Answer::of_sent(visit, &Names::of(visit)?, &link::plan(visit.plan(), "settings"), |names| {
        visit.house.desk().command(visit.plan(), &Command::Name(names), visit.today(), &visit.seat()).map(drop)
    })
}
