//! `/p/{plan}/people/table`: who everybody in the plan is, in one table that one press saves, all of it or nothing. Rows
//! pasted from a spreadsheet fill it and save nothing. **Not here.** How rows are read (`people_paste` of the office).

use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form::{self, Errors, Field};
use crate::parts::link;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::house::refusal::HouseRefusal;
use onpace_core::ids::PersonId;
use onpace_office::people::Person;
use onpace_office::people_paste::{self, Doubled, PasteWhy, Pasted, Unused};
use onpace_office::people_table::{COLUMNS, PeopleColumn, PersonEntry};
use onpace_office::problem::Kind;
use std::collections::BTreeMap;

pub(super) const ROUTES: &[Route] = &[
    get("/p/{plan}/people/table", Act::ManagePeople, show),
    post("/p/{plan}/people/table", Act::ManagePeople, save),
    post("/p/{plan}/people/table/fill", Act::ManagePeople, fill),
];

/// The field of what was pasted.
const PASTE: &str = "paste";
/// The caption of the table.
const CAPTION: &str = "people-caption";

/// What the page shows.
#[derive(Default)]
struct View<'a> {
    /// Everybody, with what stands in their row.
    rows: Vec<(&'a Person, PersonEntry)>,
    /// What stands in the box to paste into.
    paste: &'a str,
    /// What the paste came to, where one was made.
    pasted: Option<Pasted>,
    /// What is wrong: the field, and a sentence.
    errors: Vec<(String, String)>,
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let people = everybody(visit)?;
    let rows = people.iter().map(|person| (person, offered(person))).collect();
    Ok(page(visit, &View { rows, ..View::default() }))
}

fn everybody(visit: &Visit<'_>) -> Result<Vec<Person>, Failure> {
    Ok(visit.house.desk().people(Some(visit.plan()))?)
}

/// What stands in a row that nobody has typed in: what is known, else what the plan's key says.
fn offered(person: &Person) -> PersonEntry {
    PersonEntry::from_key(&person.details).unwrap_or_else(|| PersonEntry::of(&person.details))
}

fn field(column: PeopleColumn, person: &Person) -> String {
    format!("{}-{}", column.word(), person.id)
}

/// The field that says what stood in a row when the page was made.
fn seen_field(person: &Person) -> String {
    format!("seen-{}", person.id)
}

/// That somebody else has changed a row, and to what.
fn changed_since(known: &PersonEntry) -> String {
    let now = in_words(known);
    format!("Someone else changed this row while you were typing. It is now: {now}. Save again to keep yours instead")
}

/// What a row says, cell after cell.
fn in_words(entry: &PersonEntry) -> String {
    let cells: Vec<&str> =
        COLUMNS.into_iter().map(|column| entry.get(column)).filter(|cell| !cell.is_empty()).collect();
    if cells.is_empty() { "empty".to_owned() } else { cells.join(", ") }
}

/// Whether the form has a row of somebody. Whose name stands for somebody else has none.
fn has_row(visit: &Visit<'_>, person: &Person) -> bool {
    person.details.same_as.is_none() && COLUMNS.into_iter().any(|column| visit.form.has(&field(column, person)))
}

/// What was typed into a row; a cell that the form does not have stays as it is known.
fn typed(visit: &Visit<'_>, person: &Person) -> PersonEntry {
    let mut entry = PersonEntry::of(&person.details);
    for column in COLUMNS {
        let name = field(column, person);
        if visit.form.has(&name) {
            entry.set(column, visit.form.get(&name));
        }
    }
    entry
}

/// The rows of the form, what was typed into them kept.
fn rows_of<'a>(visit: &Visit<'_>, people: &'a [Person]) -> Vec<(&'a Person, PersonEntry)> {
    let entry = |person| if has_row(visit, person) { typed(visit, person) } else { offered(person) };
    people.iter().map(|person| (person, entry(person))).collect()
}

/// What was pasted, blanks at its ends included: the first cell of a row may be empty.
fn paste_of<'a>(visit: &'a Visit<'_>) -> &'a str {
    visit.form.0.iter().find(|(name, _)| name == PASTE).map_or("", |(_, text)| text)
}

fn fill(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let people = everybody(visit)?;
    let mut rows = rows_of(visit, &people);
    let row_chosen = |person: &Person| visit.form.get(&format!("row-{}", person.id)).parse::<usize>().ok();
    let chosen: BTreeMap<PersonId, usize> =
        people.iter().filter_map(|person| Some((person.id.clone(), row_chosen(person)?))).collect();
    let paste = paste_of(visit);
    let pasted = match people_paste::read(paste, &people, &chosen) {
        Ok(pasted) => pasted,
        Err(problem) => {
            let errors = vec![(PASTE.to_owned(), words::of(&problem))];
            return Ok(page(visit, &View { rows, paste, errors, pasted: None }));
        }
    };
    for (person, entry) in &mut rows {
        if let Some((_, said)) = pasted.filled.iter().find(|(id, _)| *id == person.id) {
            *entry = entry.filled_by(said);
        }
    }
    // What is asked about is read once more with its answer.
    let paste = if pasted.doubled.is_empty() { "" } else { paste };
    Ok(page(visit, &View { rows, paste, pasted: Some(pasted), errors: Vec::new() }))
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let people = everybody(visit)?;
    let paste = paste_of(visit);
    let (mut changed, mut errors) = (Vec::new(), Vec::new());
    if !paste.trim().is_empty() {
        let what =
            "The rows you pasted are not in the table yet. Select \u{201c}Fill in the table\u{201d}, or empty the box";
        errors.push((PASTE.to_owned(), what.to_owned()));
    }
    for person in people.iter().filter(|person| has_row(visit, person)) {
        let (entry, known) = (typed(visit, person), PersonEntry::of(&person.details));
        let seen = visit.form.said(&seen_field(person)).map_or_else(|| known.mark(), str::to_owned);
        // A row that nobody touched says nothing, also where somebody else has changed it since.
        if entry == known || entry.mark() == seen {
            continue;
        }
        let named = |column, words: String| (field(column, person), format!("{}: {words}", person.written));
        let said = |(column, refusal): (PeopleColumn, HouseRefusal)| named(column, words::of_refusal(&refusal.into()));
        errors.extend(entry.faults().into_iter().map(said));
        if seen != known.mark() {
            errors.push(named(PeopleColumn::Name, changed_since(&known)));
        }
        changed.push((person.clone(), entry.applied(&person.details)));
    }
    if errors.is_empty() {
        match visit.house.desk().set_people(&changed, &visit.seat()) {
            Err(problem) if problem.kind == Kind::NotAccepted => errors.push((CAPTION.to_owned(), words::of(&problem))),
            done => done?,
        }
    }
    if !errors.is_empty() {
        return Ok(page(visit, &View { rows: rows_of(visit, &people), paste, errors, pasted: None }));
    }
    // As the page of one person does.
    visit.house.desk().pass_on(visit.plan(), &visit.seat())?;
    Ok(Answer::saved(link::plan(visit.plan(), "people")))
}

fn page(visit: &Visit<'_>, view: &View<'_>) -> Answer {
    let title = "Enter everyone in one table";
    let address = link::plan(visit.plan(), "people/table");
    let body = html! {
        (paste_box(&address, view))
        (table(view))
        (form::button("Save everyone"))
    };
    let answer = Answer::page(
        title,
        html! {
            (form::summary(&view.errors))
            a.govuk-back-link href=(link::plan(visit.plan(), "people")) { "Back to people" }
            h1.govuk-heading-l { (title) }
            @if view.rows.is_empty() {
                p.govuk-body { "The plan does not name anyone yet. Name the lead and accountable officers of its actions first." }
            } @else { (form::form(visit, &address, &body)) }
        },
    );
    if view.errors.is_empty() { answer } else { answer.with_status(422) }
}

fn paste_box(address: &str, view: &View<'_>) -> Markup {
    let errors: Errors =
        view.errors.iter().filter(|(name, _)| name == PASTE).map(|(_, words)| (PASTE, words.clone())).collect();
    let paste = Field {
        name: PASTE,
        label: "Paste from Excel (optional)",
        hint: "Copy the rows in Excel and paste them here, with the initials that the plan uses in one column. Headings help but are not needed. You can also paste CSV. Nothing is saved until you select \u{201c}Save everyone\u{201d}.",
        value: view.paste,
        width: 0,
    };
    html! {
        (form::textarea(&paste, 6, &errors))
        @if let Some(pasted) = &view.pasted { (told(view, pasted)) }
        button.govuk-button.govuk-button--secondary type="submit" formaction=(format!("{address}/fill")) data-module="govuk-button" { "Fill in the table" }
    }
}

/// What the paste came to: how many rows it filled, what is asked, what was not used.
fn told(view: &View<'_>, pasted: &Pasted) -> Markup {
    let filled = pasted.filled.len();
    html! {
        div.govuk-inset-text role="status" {
            p.govuk-body {
                @if filled == 1 { "1 person is filled in below." } @else { (filled) " people are filled in below." }
                " Check the table, then select \u{201c}Save everyone\u{201d}."
            }
            @if !pasted.unused.is_empty() {
                p.govuk-body { "These rows were not used:" }
                ul.govuk-list.govuk-list--bullet { @for one in &pasted.unused { li { (not_used(one)) } } }
            }
            @if !pasted.ignored.is_empty() {
                p.govuk-body { "These columns were not used: " (pasted.ignored.join(", ")) "." }
            }
        }
        @for one in &pasted.doubled { (which_row(view, one)) }
    }
}

fn not_used(one: &Unused) -> String {
    let Unused { row, said, why } = one;
    match why {
        PasteWhy::NoInitials => format!("Row {row} ({said}): it has no initials"),
        PasteWhy::NotInPlan => format!("Row {row} ({said}): the plan has no one with these initials"),
        PasteWhy::SeveralAlike => {
            format!("Row {row} ({said}): several people have these initials. Use the same capitals as the plan")
        }
        PasteWhy::SameAs(other) => format!("Row {row} ({said}): the same person as {other}. Use {other} instead"),
    }
}

/// Which of several rows of one person is right.
fn which_row(view: &View<'_>, one: &Doubled) -> Markup {
    let written =
        view.rows.iter().find(|(person, _)| person.id == one.person).map_or("", |(person, _)| &person.written);
    let name = format!("row-{}", one.person);
    html! {
        div.govuk-form-group {
            label.govuk-label for=(name) { (one.rows.len()) " rows are for " (written) ". Which one is right?" }
            div.govuk-hint id={ (name) "-hint" } { "Choose a row, then select \u{201c}Fill in the table\u{201d} again." }
            select.govuk-select id=(name) name=(name) aria-describedby={ (name) "-hint" } {
                option value="" { "Choose a row" }
                @for (row, entry) in &one.rows { option value=(row) { "Row " (row) ": " (in_words(entry)) } }
            }
        }
    }
}

fn table(view: &View<'_>) -> Markup {
    html! {
        div.scroll role="region" tabindex="0" aria-labelledby=(CAPTION) {
            table.govuk-table.govuk-table--small-text-until-tablet {
                caption.govuk-table__caption.govuk-table__caption--m id=(CAPTION) { "Everyone named in the plan" }
                thead.govuk-table__head { tr.govuk-table__row {
                    th.govuk-table__header scope="col" { "In the plan" }
                    @for column in COLUMNS { th.govuk-table__header scope="col" { (column.title()) } }
                } }
                tbody.govuk-table__body { @for (person, entry) in &view.rows { (row(view, person, entry)) } }
            }
        }
    }
}

fn row(view: &View<'_>, person: &Person, entry: &PersonEntry) -> Markup {
    let same = person.details.same_as.as_ref();
    let other = |id: &PersonId| {
        view.rows.iter().find(|(one, _)| one.id == *id).map_or_else(|| id.to_string(), |(one, _)| one.written.clone())
    };
    html! {
        tr.govuk-table__row {
            th.govuk-table__header.word scope="row" {
                (person.written)
                @if same.is_none() { input type="hidden" name=(seen_field(person)) value=(PersonEntry::of(&person.details).mark()); }
                @if let Some(note) = note(person, entry) { div.govuk-hint { (note) } }
            }
            @if let Some(same) = same { td.govuk-table__cell colspan="5" { "The same person as " (other(same)) } }
            @else { @for column in COLUMNS { td.govuk-table__cell { (cell(view, person, column, entry.get(column))) } } }
        }
    }
}

/// Whether a row has what nobody has saved yet.
fn note(person: &Person, entry: &PersonEntry) -> Option<&'static str> {
    if person.details.same_as.is_some() || *entry == PersonEntry::of(&person.details) {
        None
    } else if PersonEntry::from_key(&person.details).as_ref() == Some(entry) {
        Some("From the plan\u{2019}s key, not saved yet")
    } else {
        Some("Not saved yet")
    }
}

fn cell(view: &View<'_>, person: &Person, column: PeopleColumn, value: &str) -> Markup {
    let name = field(column, person);
    let error = view.errors.iter().find(|(known, _)| *known == name).map(|(_, words)| words);
    let described = error.map(|_| format!("{name}-error"));
    let kind = match column {
        PeopleColumn::Email => "email",
        PeopleColumn::Phone => "tel",
        PeopleColumn::Name | PeopleColumn::Post | PeopleColumn::Organisation => "text",
    };
    html! {
        @if let Some(words) = error {
            p.govuk-error-message id={ (name) "-error" } { span.govuk-visually-hidden { "Error: " } (words) }
        }
        input.govuk-input.govuk-input--width-10.govuk-input--error[error.is_some()] id=(name) name=(name) type=(kind) value=(value)
            aria-label={ (column.title()) " of " (person.written) } aria-describedby=[described] autocomplete="off"
            spellcheck=[(column == PeopleColumn::Email).then_some("false")];
    }
}
