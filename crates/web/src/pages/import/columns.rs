//! `…/{id}/columns`: what each column of the file holds, and how dates and percentages are written;
//! changing it reads the file again.

use super::{Going, caption, going, unknown, way_out};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::fields::Fields;
use crate::parts::form::{self, Errors, Field as FormField};
use crate::parts::table::{Column, Setting, Table};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::plan::{Plan, Row, shortened};
use onpace_office::mappings::{self, DateOrder, Field, Holds, Mapping, PercentForm};
use onpace_office::plans::{ColumnAccount, Draft};
use onpace_office::problem::Kind;
use onpace_office::status_words::{self, Meaning, StatusShown};

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/import/{id}/columns", Act::ChangePlan, show),
    post("/p/{plan}/import/{id}/columns", Act::ChangePlan, change),
    get("/plans/new/{id}/columns", Act::BeginPlan, show),
    post("/plans/new/{id}/columns", Act::BeginPlan, change),
];

/// No file's form has more columns.
const MOST_COLUMNS: usize = 200;

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let going = going(visit)?;
    match visit.house.desk().read_upload(&going.upload) {
        Ok(draft) => Ok(page(visit, &going, &draft, &Errors::new())),
        Err(problem) if problem.kind == Kind::NotAccepted => unknown::show(visit, &going),
        Err(problem) => Err(problem.into()),
    }
}

fn page(visit: &Visit<'_>, going: &Going, draft: &Draft, errors: &Errors) -> Answer {
    let mapping = going.upload.mapping.clone().unwrap_or_default();
    // What was typed is kept where it could not be read.
    let typed = |name: &str, known: String| {
        if errors.is_empty() { known } else { visit.form.get(name).to_owned() }
    };
    let row = typed("heading_row", mapping.heading_row.map(|row| row.to_string()).unwrap_or_default());
    let dates = typed("dates", mapping.dates.map(date_word).unwrap_or_default().to_owned());
    let percent = typed("percent", mapping.percent.map(percent_word).unwrap_or_default().to_owned());
    let sheets = sheets(visit, going, draft);
    let choices =
        |all: &[(&str, &str)]| all.iter().map(|(v, w)| ((*v).to_owned(), (*w).to_owned())).collect::<Vec<_>>();
    let field = |name, label, hint, value, width| FormField { name, label, hint, value, width };
    let fields = html! {
        (columns(visit, draft, errors))
        (statuses(visit, draft, errors))
        @if sheets.len() > 1 { (form::checkboxes("sheet", "Sheets to read", "", &sheets)) }
        (form::input(&field("heading_row", "Row of the headings", "Leave this empty where the columns above are right.", &row, 5), "text", "off", errors))
        (form::select(&field("dates", "Dates such as 03/04/22 are", "", &dates, 0), &choices(&[("", "As the file itself shows"), ("day-first", "3 April 2022 (day first)"), ("month-first", "4 March 2022 (month first)")]), errors))
        (form::select(&field("percent", "A percentage such as 0.05 is", "", &percent, 0), &choices(&[("", "As the file itself shows"), ("share", "5% (a share of 1)"), ("percent", "0.05%")]), errors))
        div.govuk-button-group {
            button.govuk-button type="submit" name="go" value="on" data-module="govuk-button" { "Continue" }
            button.govuk-button.govuk-button--secondary type="submit" name="go" value="again" data-module="govuk-button" { "Read the file again" }
            @if going.upload.mapping.is_some() {
                button.govuk-button.govuk-button--secondary type="submit" name="go" value="forget" data-module="govuk-button" { "Forget what was said" }
            }
        }
    };
    let answer = Answer::page(
        "What the columns hold",
        html! {
            (form::summary(errors))
            (caption(going, 2))
            h1.govuk-heading-l { "What the columns hold" }
            p.govuk-body { "Change what is wrong. What you say here is remembered for the next file of this plan, and for files with the same columns." }
            @if let Some(name) = &draft.account.mapping { p.govuk-body { "We read this file as you or a colleague said before, for \u{201c}" (name) "\u{201d}." } }
            @for what in &draft.account.left_out { p.govuk-body { "We left out " (what) "." } }
            (form::form(visit, &format!("{}/columns", going.base), &fields))
            (way_out(going))
        },
    );
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

/// Every column once, however many tables have it.
fn distinct(draft: &Draft) -> Vec<&ColumnAccount> {
    let mut all: Vec<&ColumnAccount> = Vec::new();
    for column in draft.account.tables.iter().flat_map(|table| &table.columns) {
        let blank = column.heading.trim().is_empty();
        if !blank
            && !all.iter().any(|known| plain(&known.heading) == plain(&column.heading))
            && all.len() < MOST_COLUMNS
        {
            all.push(column);
        }
    }
    all
}

fn plain(heading: &str) -> String {
    heading.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn columns(visit: &Visit<'_>, draft: &Draft, errors: &Errors) -> Markup {
    const COLUMNS: [Column; 3] =
        [("Heading", Setting::Text), ("Holds", Setting::Text), ("First values", Setting::Text)];
    let all = distinct(draft);
    // Of several columns for one field the first is the one that was read.
    let is_first = |at: usize, field: Field| !all.iter().take(at).any(|one| one.field == Some(field));
    let row = |(at, column): (usize, &ColumnAccount)| {
        let id = format!("column-{at}");
        let known = column.field.map_or_else(|| "ignore".to_owned(), Field::word);
        let typed = visit.form.said(&id).filter(|_| !errors.is_empty());
        let chosen = typed.unwrap_or(&known);
        let holds = html! {
            input type="hidden" name={ "heading-" (at) } value=(column.heading);
            select.govuk-select id=(id) name=(id) {
                option value="ignore" selected[chosen == "ignore"] { "Leave it out" }
                @for field in Field::all() { @let word = field.word(); option value=(word) selected[chosen == word] { (field.in_words()) } }
            }
        };
        vec![
            html! { label for=(id) { (shortened(&column.heading, 60)) } },
            holds,
            html! {
                (column.samples.join("; "))
                @if let Some(read) = column.field.filter(|field| is_first(at, *field)).and_then(|field| example(&draft.plan, field)).filter(|read| !column.samples.iter().any(|sample| sample == read)) {
                    br; "Read as: " (read)
                }
            },
        ]
    };
    let table = Table { id: "columns", caption: "Columns of the file", columns: &COLUMNS };
    table.of(all.iter().copied().enumerate().map(row))
}

/// What the file's words for how an action stands are taken to mean, each to be changed.
fn statuses(visit: &Visit<'_>, draft: &Draft, errors: &Errors) -> Markup {
    const COLUMNS: [Column; 3] =
        [("Status", Setting::Text), ("Actions", Setting::Number), ("How far the action is", Setting::Text)];
    let row = |(at, one): (usize, &StatusShown)| {
        let id = format!("status-{at}");
        let typed = visit.form.said(&id).filter(|_| !errors.is_empty());
        let chosen = typed.unwrap_or(one.means.word());
        let means = html! {
            input type="hidden" name={ "status-word-" (at) } value=(one.word);
            select.govuk-select id=(id) name=(id) {
                @for means in Meaning::ALL { option value=(means.word()) selected[chosen == means.word()] { (capital(means.in_words())) } }
            }
        };
        vec![html! { label for=(id) { (one.word) } }, html! { (one.rows) }, means]
    };
    let all = status_words::of_plan(&draft.plan);
    html! {
        @if !all.is_empty() {
            p.govuk-body { "A status can say how far an action is. That counts where the file gives no percentage. We keep the word as it is written." }
            (Table { id: "statuses", caption: "What the statuses mean", columns: &COLUMNS }.of(all.iter().enumerate().map(row)))
        }
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default() + letters.as_str()
}

/// The first value of a field that the plan has, so that somebody sees whether it was understood.
fn example(plan: &Plan, field: Field) -> Option<String> {
    let date = |dated: &Option<day::Dated>| dated.as_ref().map(|dated| day::when_in_words(dated.when));
    let of = |row: &Row| match field {
        Field::Code => Some(row.code.to_string()).filter(|code| !code.is_empty()),
        Field::Title => Some(shortened(&row.title, 60)),
        Field::FocusArea => row.focus_area.map(|at| shortened(&plan.rows[at].title, 60)),
        Field::Officers | Field::Lead | Field::Accountable => {
            Some(row.officer_names()).filter(|names| !names.is_empty())
        }
        Field::Start => date(&row.start),
        Field::Finish => date(&row.finish),
        Field::Percent => row.percent.map(|percent| percent.to_string()),
        Field::Status => row.status.as_deref().map(str::to_owned),
        _ => None,
    };
    plan.actions().find_map(|(_, row)| of(row))
}

/// Every sheet with a table, and whether it is read.
fn sheets(visit: &Visit<'_>, going: &Going, draft: &Draft) -> Vec<(String, String, bool)> {
    let names = |draft: &Draft| {
        let mut names: Vec<String> = Vec::new();
        for name in draft.account.tables.iter().filter_map(|table| table.name.clone()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let chosen = names(draft);
    let mapping = going.upload.mapping.as_ref().filter(|mapping| !mapping.sheets.is_empty());
    let all = mapping.and_then(|mapping| {
        let every = Mapping { sheets: Vec::new(), ..mapping.clone() };
        visit.house.desk().read_upload_by(&going.upload, Some(&every)).ok().map(|draft| names(&draft))
    });
    let all = all.unwrap_or_else(|| chosen.clone());
    all.into_iter().map(|name| (name.clone(), name.clone(), chosen.contains(&name))).collect()
}

fn change(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let going = going(visit)?;
    let draft = match visit.house.desk().read_upload(&going.upload) {
        Ok(draft) => draft,
        Err(problem) if problem.kind == Kind::NotAccepted => return unknown::change(visit, &going),
        Err(problem) => return Err(problem.into()),
    };
    if visit.form.get("go") == "forget" {
        visit.house.desk().unmap_upload(&going.upload)?;
        return Ok(Answer::go(format!("{}/columns", going.base)));
    }
    let known = going.upload.mapping.clone();
    let preset = || draft.account.mapping.as_deref().and_then(mappings::preset);
    let before = known.clone().or_else(preset).unwrap_or_default();
    let mut errors = Errors::new();
    let all_sheets = sheets(visit, &going, &draft);
    let after = said(&visit.form, &before, &draft, &all_sheets, &going.upload.plan, &mut errors);
    if !errors.is_empty() {
        return Ok(page(visit, &going, &draft, &errors));
    }
    if after != before {
        match visit.house.desk().map_upload(&going.upload, after) {
            Ok(_) => {}
            Err(problem) if problem.kind == Kind::NotAccepted => {
                errors.push(("column-0", sentence(&words::of(&problem))));
                return Ok(page(visit, &going, &draft, &errors));
            }
            Err(problem) => return Err(problem.into()),
        }
    }
    let next = if visit.form.get("go") == "again" { "columns" } else { "check" };
    Ok(Answer::go(format!("{}/{next}", going.base)))
}

/// The mapping that the form says, on top of the one before. Only what was changed is said, so that
/// what headings say goes on counting.
fn said(
    form: &Fields,
    before: &Mapping,
    draft: &Draft,
    all_sheets: &[(String, String, bool)],
    plan: &str,
    errors: &mut Errors,
) -> Mapping {
    let mut mapping = before.clone();
    for (at, column) in distinct(draft).into_iter().enumerate() {
        let is_same = form.get(&format!("heading-{at}")) == column.heading.trim();
        let Some(word) = form.said(&format!("column-{at}")).filter(|_| is_same) else { continue };
        let field = Field::of_word(word);
        if field != column.field && (field.is_some() || word == "ignore") {
            mapping.set(&column.heading, field.map_or(Holds::Ignore, Holds::Field));
        }
    }
    let all = distinct(draft);
    // What is said of "RAG" is not said of "RAG (2)".
    for column in &all {
        let first = column.heading.rsplit_once(" (").map(|(first, _)| first);
        let is_said = |name: &str| mapping.columns.keys().any(|known| plain(known) == plain(name));
        if first.is_some_and(|first| is_said(first) && all.iter().any(|other| plain(&other.heading) == plain(first)))
            && !is_said(&column.heading)
        {
            mapping.set(&column.heading, column.field.map_or(Holds::Ignore, Holds::Field));
        }
    }
    errors.extend(twice(form, draft));
    for (at, one) in status_words::of_plan(&draft.plan).iter().enumerate() {
        let is_same = form.get(&format!("status-word-{at}")) == one.word;
        let means = form.said(&format!("status-{at}")).filter(|_| is_same).and_then(Meaning::typed);
        if let Some(means) = means.filter(|means| *means != one.means) {
            mapping.words.retain(|word, _| !status_words::is_same(word, &one.word));
            mapping.words.insert(one.word.clone(), means);
        }
    }
    let ticked: Vec<String> = form.all("sheet").map(str::to_owned).collect();
    if all_sheets.len() > 1 {
        if ticked.is_empty() {
            errors.push(("sheet", "Select the sheets to read".to_owned()));
        }
        let is_all = all_sheets.iter().all(|(name, ..)| ticked.contains(name));
        mapping.sheets = if is_all { Vec::new() } else { ticked };
    }
    match form.said("heading_row").map(str::parse::<u32>) {
        None => mapping.heading_row = None,
        Some(Ok(row)) if row > 0 => mapping.heading_row = Some(row),
        Some(_) => errors.push(("heading_row", "The row of the headings must be a number, such as 4".to_owned())),
    }
    mapping.dates = match form.get("dates") {
        "day-first" => Some(DateOrder::DayFirst),
        "month-first" => Some(DateOrder::MonthFirst),
        _ => None,
    };
    mapping.percent = match form.get("percent") {
        "share" => Some(PercentForm::Share),
        "percent" => Some(PercentForm::Percent),
        _ => None,
    };
    if mapping != *before && mapping.name.is_empty() {
        plan.clone_into(&mut mapping.name);
    }
    mapping
}

/// A field that two columns of one table are said to hold, where only one can.
fn twice(form: &Fields, draft: &Draft) -> Option<(&'static str, String)> {
    let all = distinct(draft);
    let chosen = |column: &ColumnAccount| {
        let at = all.iter().position(|known| plain(&known.heading) == plain(&column.heading))?;
        form.said(&format!("column-{at}")).map_or(column.field, Field::of_word)
    };
    for table in &draft.account.tables {
        let mut fields: Vec<Field> = Vec::new();
        for field in table.columns.iter().filter_map(chosen).filter(|field| !field.may_be_several()) {
            if fields.contains(&field) {
                return Some(("column-0", format!("Only one column can hold \u{201c}{}\u{201d}", field.in_words())));
            }
            fields.push(field);
        }
    }
    None
}

const fn date_word(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayFirst => "day-first",
        DateOrder::MonthFirst => "month-first",
    }
}

const fn percent_word(form: PercentForm) -> &'static str {
    match form {
        PercentForm::Share => "share",
        PercentForm::Percent => "percent",
    }
}
