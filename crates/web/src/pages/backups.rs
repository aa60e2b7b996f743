//! `/admin/backups`: those there are, one now, whether one is sound, and a drill that proves a restore.

use super::admin::{back, when};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form;
use crate::parts::table::{Column, Setting, Table};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_office::backups::KeptBackup;
use onpace_office::history::hex;
use onpace_office::problem::{Kind, Problem};

pub(super) const ROUTES: &[Route] = &[
    get("/admin/backups", Act::Administer, list),
    post("/admin/backups", Act::Administer, take),
    post("/admin/backups/drill", Act::Administer, drill),
    post("/admin/backups/verify", Act::Administer, verify),
];

fn list(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let desk = visit.house.desk();
    let (kept, proved) = (desk.backups()?, desk.restore_proved()?);
    Ok(Answer::page(
        "Backups",
        html! {
            (back("/admin", "Administration"))
            h1.govuk-heading-l { "Backups" }
            @if let Some(at) = proved {
                p.govuk-body { "A restore was last proved on " strong { (when(at)) } "." }
            } @else {
                div.govuk-warning-text {
                    span.govuk-warning-text__icon aria-hidden="true" { "!" }
                    strong.govuk-warning-text__text { span.govuk-visually-hidden { "Warning " } "No backup has been restored yet. Prove now that one can be." }
                }
            }
            (form::form(visit, "/admin/backups", &form::button("Take a backup now")))
            h2.govuk-heading-m { "Prove a restore" }
            p.govuk-body { "This takes a backup to another place, restores it there, checks its history, compares every plan with what is held, and removes it again. Nothing that is held changes." }
            (form::form(visit, "/admin/backups/drill", &form::second_button("Prove a restore")))
            h2.govuk-heading-m { "Backups there are" }
            @if kept.is_empty() {
                p.govuk-body { "There is no backup yet. Take one now, and copy it to another machine." }
            } @else { (table(visit, &kept)) }
        },
    ))
}

fn table(visit: &Visit<'_>, kept: &[KeptBackup]) -> Markup {
    const COLUMNS: [Column; 4] =
        [("File", Setting::Text), ("Taken", Setting::Word), ("Bytes", Setting::Number), ("Check", Setting::Text)];
    let row = |(at, one): (usize, &KeptBackup)| {
        let fields = html! {
            input type="hidden" name="file" value=(one.name());
            button.govuk-button.govuk-button--secondary type="submit" data-module="govuk-button" { "Verify" span.govuk-visually-hidden { " backup " (at + 1) } }
        };
        let check = form::form(visit, "/admin/backups/verify", &fields);
        vec![html! { (one.name()) }, html! { (when(one.written)) }, html! { (one.bytes) }, check]
    };
    Table { id: "backups", caption: "The newest first", columns: &COLUMNS }.of(kept.iter().enumerate().map(row))
}

fn take(visit: &Visit<'_>) -> Result<Answer, Failure> {
    visit.house.desk().back_up(None, &visit.seat(), &mut |_, _| {})?;
    Ok(Answer::go("/admin/backups"))
}

fn drill(visit: &Visit<'_>) -> Result<Answer, Failure> {
    match visit.house.desk().drill(&visit.seat(), visit.today()) {
        Ok(checkpoint) => Ok(result(
            &html! {
                h1.govuk-heading-l { "A restore works" }
                p.govuk-body { "A backup of " (checkpoint.size) " events was taken, restored, checked and compared. It is the same as what is held." }
            },
            "A restore works",
        )),
        Err(problem) => bad(problem, "The restore could not be proved"),
    }
}

fn verify(visit: &Visit<'_>) -> Result<Answer, Failure> {
    match visit.house.desk().verify_backup(visit.form.get("file"), &visit.seat()) {
        Ok(checkpoint) => Ok(result(
            &html! {
                h1.govuk-heading-l { "The backup is sound" }
                p.govuk-body { (visit.form.get("file")) " is a backup of this service. It holds " (checkpoint.size) " events, and each agrees with its hash." }
                p.govuk-body { "Root " code { (hex(&checkpoint.root)) } }
            },
            "The backup is sound",
        )),
        // Chosen on a page that was open for long; it is the choice that cannot be accepted.
        Err(problem) if problem.kind == Kind::NotFound => {
            Err(Failure::Refused(Problem::new(Kind::NotAccepted, words::of(&problem))))
        }
        Err(problem) => bad(problem, "There is a problem with this backup"),
    }
}

/// Says what failed, where it is the backup and not the request.
fn bad(problem: Problem, title: &'static str) -> Result<Answer, Failure> {
    if !matches!(problem.kind, Kind::Integrity | Kind::NotAccepted) {
        return Err(problem.into());
    }
    Ok(result(&html! {
        h1.govuk-heading-l { (title) }
        p.govuk-body { (crate::failure::sentence(&words::of(&problem))) }
        p.govuk-body { "Do not rely on this backup. Keep it as it is, take another, and prove a restore with that." }
    }, title).with_status(500))
}

fn result(body: &Markup, title: &str) -> Answer {
    Answer::page(title, html! { (back("/admin/backups", "Backups")) (body) })
}
