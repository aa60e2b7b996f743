//! `/p/{plan}/measures/import`: figures out of a spreadsheet, pasted or sent as a file: each is shown as new, revised, the same
//! or asked, and nothing is taken before somebody says so. What was read stays in the page until then.

use super::look::back;
use super::taken_back;
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::form::{self, Errors, Field};
use crate::parts::link;
use crate::parts::table::{Column, Setting, Table};
use crate::route::{Route, get, upload};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::{Act, Reach};
use onpace_core::ids::MeasureKey;
use onpace_core::ledger::fold::Until;
use onpace_office::Problem;
use onpace_office::measures::importing::{ImportLine, ImportVerdict, ImportWish, MeasureImport, as_text};
use onpace_office::problem::Kind;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/measures/import", Act::EnterMeasures, show).below("measures"),
    upload("/p/{plan}/measures/import", Act::EnterMeasures, send),
];

const COLUMNS: [Column; 5] = [
    ("Measure", Setting::Text),
    ("Period", Setting::Word),
    ("Figure", Setting::Word),
    ("What becomes of it", Setting::Text),
    ("Where", Setting::Word),
];
/// What is pasted is of no file.
const PASTED: &str = "pasted.csv";
/// So many lines are shown; all of them are taken.
const MOST_SHOWN: usize = 400;

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, ("", PASTED, ""), None, &Errors::new())
}

fn send(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let sent = |name: &str| visit.files.iter().find(|file| file.field == name && !file.bytes.is_empty());
    let file = sent("file");
    let described = match sent("meta") {
        Some(meta) => String::from_utf8_lossy(&meta.bytes).into_owned(),
        None => visit.form.get("described").to_owned(),
    };
    let text = match file {
        Some(file) => match as_text(&file.bytes, &file.name) {
            Ok(text) => text,
            Err(problem) => {
                return page(visit, ("", PASTED, ""), None, &vec![("file", sentence(&words::of(&problem)))]);
            }
        },
        None => visit.form.get("text").to_owned(),
    };
    if text.trim().is_empty() {
        return page(visit, ("", PASTED, ""), None, &vec![("text", "Paste the figures, or choose a file.".to_owned())]);
    }
    let maps: Vec<String> =
        visit.form.get("maps").lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let own = visit.form.said("own");
    let beside = (!described.is_empty()).then_some(described.as_bytes());
    let wish = ImportWish {
        maps: &maps,
        own,
        on: Some(visit.today()),
        described: beside,
        defines: visit.form.get("define") == "yes" && visit.may(Act::DefineMeasures),
    };
    let desk = visit.house.desk();
    let name = file.map_or_else(|| visit.form.said("name").unwrap_or(PASTED), |file| file.name.as_str());
    let found = match desk.measure_import(text.as_bytes(), name, &wish) {
        Ok(found) => found,
        Err(problem) if problem.kind == Kind::NotAccepted => {
            return page(visit, (&text, name, &described), None, &vec![("text", sentence(&words::of(&problem)))]);
        }
        Err(problem) => return Err(problem.into()),
    };
    if visit.form.get("take") != "yes" {
        return page(visit, (&text, name, &described), Some(&found), &Errors::new());
    }
    let is_meant = visit.form.get("meant") == "yes";
    match desk.take_measure_import(visit.plan(), &visit.seat(), visit.today(), &found, is_meant) {
        Ok(_) => Ok(Answer::saved(link::plan(visit.plan(), "measures"))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            page(visit, (&text, name, &described), Some(&found), &vec![("text", sentence(&words::of(&problem)))])
        }
        Err(problem) => Err(problem.into()),
    }
}

fn page(
    visit: &Visit<'_>,
    (text, name, described): (&str, &str, &str),
    found: Option<&MeasureImport>,
    errors: &Errors,
) -> Result<Answer, Failure> {
    let area = |name, label, hint, value| Field { name, label, hint, value, width: 0 };
    let hint = "Copy the table in your spreadsheet with its headings and paste it here.";
    let maps = "One line for each, like ehc-20-weeks=T1. For published statistics, name the columns of the part and of the whole: ehc-20-weeks=part/whole.";
    let defines = visit.may(Act::DefineMeasures);
    let fields = html! {
        input type="hidden" name="name" value=(name);
        @if !described.is_empty() { input type="hidden" name="described" value=(described); }
        (form::textarea(&area("text", "The figures", hint, text), 10, errors))
        div.govuk-form-group {
            label.govuk-label for="file" { "Or a file" }
            div.govuk-hint #file-hint { "A spreadsheet, a CSV file or a Word document with a table." }
            input.govuk-file-upload type="file" name="file" id="file" aria-describedby="file-hint";
        }
        div.govuk-form-group {
            label.govuk-label for="meta" { "What describes it, for published statistics (optional)" }
            div.govuk-hint #meta-hint { "The file that ends in .meta.csv." }
            input.govuk-file-upload type="file" name="meta" id="meta" aria-describedby="meta-hint";
        }
        (form::textarea(&area("maps", "Which measure is which row? (optional)", maps, visit.form.get("maps")), 3, errors))
        (form::input(&area("own", "Code of your area, for published statistics (optional)", "", visit.form.get("own")), "text", "off", errors))
        @if defines { (form::checkboxes("define", "Rows that are no measure yet", "", &[("yes".to_owned(), "Make a new measure of each".to_owned(), visit.form.get("define") == "yes")])) }
        @if let Some(found) = found {
            (told(visit, found)?)
            @if found.count("asked") > 0 {
                (form::checkboxes("meant", "Figures we asked about", "", &[("yes".to_owned(), "Take them as well: they are what I mean".to_owned(), false)]))
            }
            div.govuk-button-group {
                button.govuk-button name="take" value="yes" { "Take these figures" }
                button."govuk-button govuk-button--secondary" name="take" value="no" { "Look again" }
            }
        } @else { (form::button("Show what it brings")) }
    };
    let answer = Answer::page(
        "Bring in figures",
        html! {
            (back(visit))
            (form::summary(errors))
            h1.govuk-heading-l { "Bring in figures" }
            p.govuk-body { "Nothing is taken before you have seen it. Files with a row for each child are refused." }
            (form::upload(visit, &visit.path, &fields))
            @if found.is_none() { (taken_back::list(visit)?) }
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

/// What the file brings.
fn told(visit: &Visit<'_>, found: &MeasureImport) -> Result<Markup, Failure> {
    let is_exact = visit.reach(Act::SeeExactNumbers) == Reach::All;
    let held = visit.house.desk().measures(Until::default())?;
    let named = |key: &MeasureKey| {
        let to_be = found.defines.iter().find(|one| one.key == *key).map(|one| one.definition.name.clone());
        to_be.or_else(|| Some(held.measure(key)?.definition.name.clone())).unwrap_or_else(|| key.to_string())
    };
    let row = |line: &ImportLine| {
        let becomes = match &line.verdict {
            ImportVerdict::New => "New".to_owned(),
            ImportVerdict::Same => "The same as before".to_owned(),
            // Who may not see small numbers learns none by bringing others.
            ImportVerdict::Revised(was) if is_exact => format!("Revised, was {was}"),
            ImportVerdict::Revised(_) => "Revised".to_owned(),
            ImportVerdict::Asked(question) => format!("Asked: {question}"),
            ImportVerdict::Refused(why) => {
                format!("Not taken: {}", sentence(&words::of(&Problem::from((**why).clone()))))
            }
        };
        let part = if line.given.series.is_empty() { String::new() } else { format!(", {}", line.given.series) };
        vec![
            html! { (named(&line.given.measure)) (part) },
            html! { (line.given.period) },
            html! { (line.written) },
            html! { (becomes) },
            html! { (line.place) },
        ]
    };
    Ok(html! {
        h2.govuk-heading-m { "What it brings" }
        p.govuk-body { (found.count("new")) " new, " (found.count("revised")) " revised, " (found.count("same")) " the same, " (found.count("asked")) " asked" @if found.count("refused") > 0 { ", " (found.count("refused")) " not taken" } "." }
        (Table { id: "lines", caption: "Figure by figure", columns: &COLUMNS }.of(found.lines.iter().take(MOST_SHOWN).map(row)))
        @if !found.unmatched.is_empty() {
            p.govuk-body { "We do not know what measure these are, so they are left out:" }
            ul.govuk-list { @for one in &found.unmatched { li { (one) } } }
        }
        @if !found.left_out.is_empty() || !found.findings.is_empty() {
            p.govuk-body { "We noticed:" }
            ul."govuk-list"."govuk-list--bullet" {
                @for one in &found.left_out { li { (one) " is left out" } }
                @for one in &found.findings { li { (one.message) } }
            }
        }
    })
}
