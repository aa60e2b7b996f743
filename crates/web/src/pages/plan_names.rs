//! `/p/{plan}/settings/names`: what the plan, the area and the boards are called, on every page and report; changed with
//! a history. **Not here.** The short name in addresses, which stays.

use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::form::{self, Errors, Field};
use crate::parts::link;
use crate::parts::settings::back;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::plan::command::Command;
use onpace_core::plan::event::PlanNames;
use onpace_office::problem::Kind;

pub(super) const ROUTES: &[Route] =
    &[get("/p/{plan}/settings/names", Act::ChangePlan, show), post("/p/{plan}/settings/names", Act::ChangePlan, save)];

/// The names typed into a form; what is empty is not said, but for the boards, which may be none.
pub(super) fn typed(visit: &Visit<'_>) -> PlanNames {
    let said = |name: &str| visit.form.said(name).map(str::to_owned);
    let boards = visit.form.get("boards").lines().map(str::trim).filter(|line| !line.is_empty());
    // A long title may be typed on several lines; it is one all the same.
    let title = said("title").map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    PlanNames { title, area: said("area"), boards: Some(boards.map(str::to_owned).collect()) }
}

/// The fields for the names of a plan.
pub(super) fn fields(title: &str, area: &str, boards: &str, errors: &Errors) -> Markup {
    let field = |name, label, hint, value| Field { name, label, hint, value, width: 0 };
    html! {
        (form::textarea(&field("title", "Title of the plan", "As readers know it, for example, SEND written statement of action. It stands on every page and report.", title), 2, errors))
        (form::input(&field("area", "Local area (optional)", "For example, Torbay.", area), "text", "off", errors))
        (form::textarea(&field("boards", "Boards that the plan is reported to (optional)", "One on each line, first the one that the monthly updates are for. For example, SEND Improvement Board.", boards), 3, errors))
    }
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, &Errors::new())
}

fn page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    let state = visit.state()?;
    let typed =
        |name: &'static str, kept: String| if errors.is_empty() { kept } else { visit.form.get(name).to_owned() };
    let (title, area) = (typed("title", state.title.clone()), typed("area", state.area.clone()));
    let boards = typed("boards", state.boards.join("\n"));
    let fields = html! {
        (fields(&title, &area, &boards, errors))
        (form::why(visit, errors))
        (form::button("Save"))
    };
    let answer = Answer::page(
        "Names",
        html! {
            (back(visit))
            (form::summary(errors))
            h1.govuk-heading-l { "Names" }
            p.govuk-body { "Board packs that are finalised keep the names that they had." }
            (form::form(visit, &visit.path, &fields))
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    if visit.form.said("title").is_none() {
        return page(visit, &vec![("title", "Enter a title for the plan".to_owned())]);
    }
    match visit.house.desk().command(visit.plan(), &Command::Name(typed(visit)), visit.today(), &visit.seat()) {
        Ok(_) => Ok(Answer::saved(link::plan(visit.plan(), "settings"))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            page(visit, &vec![("title", sentence(&words::of(&problem)))])
        }
        Err(problem) => Err(problem.into()),
    }
}
