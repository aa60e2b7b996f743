//! `/admin/incoming`: mail of senders whom no plan knows. Who runs the installation sees who wrote about what, never
//! what is said, and gives it to a plan.

use super::{paging, sort, title, waits_in_folder};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form::{self, Errors};
use crate::parts::who;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_office::inbox::{InboxPart, Kept, UNREADABLE};

pub(in crate::pages) const ROUTES: &[Route] =
    &[get("/admin/incoming", Act::Administer, list), post("/admin/incoming/{message}", Act::Administer, give)];

fn list(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, &Errors::new())
}

fn page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    let desk = visit.house.desk();
    let (waiting, plans) = (desk.inbox_page("", InboxPart::Others, super::number(visit, "others"))?, desk.plans()?);
    let plans: Vec<(String, String)> = plans.into_iter().map(|head| (head.name.clone(), head.name)).collect();
    let answer = Answer::page(
        "Mail that belongs to no plan",
        html! {
            a.govuk-back-link href="/admin/mail" { "Mail" }
            (form::summary(errors))
            h1.govuk-heading-l { "Mail that belongs to no plan" }
            p.govuk-body { "No plan knows who sent these. Give each to the plan that it is for. You do not see what it says." }
            @if waiting.count == 0 { p.govuk-body { "There is none." } }
            @for kept in &waiting.messages { (one(visit, kept, &plans, errors)) }
            (paging(visit, "/admin/incoming", "Mail that belongs to no plan", "others", &waiting))
            (waits_in_folder(&desk.inbox_held("")?))
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn one(visit: &Visit<'_>, kept: &Kept, plans: &[(String, String)], errors: &Errors) -> Markup {
    let mut choices = vec![(String::new(), "Choose a plan".to_owned())];
    choices.extend_from_slice(plans);
    // Only the form that was sent shows its own error.
    let is_sent = visit.part("message") == kept.number.to_string();
    let label = format!("Plan for message {}", kept.number);
    html! {
        h2.govuk-heading-m { "Message " (kept.number) ": " (title(kept)) }
        p.govuk-body {
            (sort(kept)) @if !kept.incoming.sender.is_empty() { " from " (kept.incoming.sender) } ", " (who::instant(kept.incoming.came_at)) "."
            @if kept.incoming.kind == UNREADABLE { " " (kept.incoming.words) }
        }
        (form::form(visit, &format!("/admin/incoming/{}", kept.number), &html! {
            div.govuk-form-group id=[is_sent.then_some("give")] {
                @if is_sent && !errors.is_empty() { p.govuk-error-message { span.govuk-visually-hidden { "Error: " } "Choose a plan" } }
                label.govuk-label for={ "plan-" (kept.number) } { (label) }
                select.govuk-select id={ "plan-" (kept.number) } name="plan" { @for (value, words) in &choices { option value=(value) { (words) } } }
            }
            (form::second_button(&format!("Give message {} to the plan", kept.number)))
        }))
    }
}

fn give(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let number = visit.part("message").parse().map_err(|_| Failure::NotFound)?;
    let Some(plan) = visit.form.said("plan") else {
        return page(visit, &vec![("give", "Choose a plan".to_owned())]);
    };
    visit.house.desk().give_incoming(number, plan, &visit.seat())?;
    Ok(Answer::saved("/admin/incoming"))
}
