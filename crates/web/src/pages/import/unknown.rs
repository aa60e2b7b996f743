//! `…/{id}/columns` of a file whose headings nobody knows: its columns as they stand, each with its first
//! values, for somebody to say what it holds. **Not here.** Columns that are known ([`super::columns`]).

use super::{Going, caption, way_out};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::form::{self, Errors, Field as FormField};
use crate::parts::table::{Setting, Table};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_office::mappings::{self, Field, Holds, Mapping};
use onpace_office::problem::{Kind, Problem};
use onpace_office::uploads::{Glimpse, GlimpseRow};

/// So many values of a column are shown.
const VALUES: usize = 3;

/// The table and the heading row that somebody looks at.
struct Look<'a> {
    tables: &'a [Glimpse],
    table: usize,
    heading: &'a GlimpseRow,
}

/// A column of it.
struct Column<'a> {
    /// Its heading, or what tells it apart.
    heading: String,
    values: Vec<&'a str>,
}

impl<'a> Look<'a> {
    /// The table and row that are asked for, else those that look likeliest.
    fn of(tables: &'a [Glimpse], table: &str, row: Option<u32>) -> Option<Self> {
        let table = table.parse().ok().filter(|at| *at < tables.len()).unwrap_or(0);
        let shown = tables.get(table)?;
        let asked = row.and_then(|row| shown.rows.iter().find(|one| one.number == row));
        Some(Self { tables, table, heading: asked.or_else(|| shown.likely_heading())? })
    }

    /// The columns that have a heading or hold anything.
    fn columns(&self) -> Vec<Column<'a>> {
        let below = || self.tables[self.table].rows.iter().filter(|row| row.number > self.heading.number);
        let column = |(at, heading): (usize, String)| {
            let values =
                below().filter_map(|row| row.cells.get(at)).map(String::as_str).filter(|cell| !cell.is_empty());
            Column { heading, values: values.take(VALUES).collect() }
        };
        let names = mappings::told_apart(self.heading.cells.iter().map(String::as_str));
        let all = names.into_iter().enumerate().map(column);
        let is_named = |at: usize| self.heading.cells.get(at).is_some_and(|heading| !heading.is_empty());
        all.enumerate()
            .filter(|(at, column)| is_named(*at) || !column.values.is_empty())
            .map(|(_, column)| column)
            .collect()
    }
}

pub(super) fn show(visit: &Visit<'_>, going: &Going) -> Result<Answer, Failure> {
    let tables = visit.house.desk().glimpse_upload(&going.upload)?;
    let look = Look::of(&tables, "", None).ok_or_else(nothing)?;
    Ok(page(visit, going, &look, &Errors::new()))
}

fn nothing() -> Problem {
    Problem::new(Kind::NotAccepted, "no table was found in this file; upload another")
}

fn page(visit: &Visit<'_>, going: &Going, look: &Look<'_>, errors: &Errors) -> Answer {
    let title = "Say what the columns hold";
    let number = look.heading.number.to_string();
    let typed = visit.form.said("heading_row").filter(|_| !errors.is_empty()).unwrap_or(&number);
    let row = FormField {
        name: "heading_row",
        label: "Row of the headings",
        hint: "The number of the row or line in the file.",
        value: typed,
        width: 5,
    };
    let fields = html! {
        (columns(visit, look, errors))
        @if look.tables.len() > 1 { (choice(look, errors)) }
        (form::input(&row, "text", "off", errors))
        input type="hidden" name="shown_table" value=(look.table);
        input type="hidden" name="shown_row" value=(number);
        div.govuk-button-group {
            button.govuk-button type="submit" name="go" value="on" data-module="govuk-button" { "Continue" }
            button.govuk-button.govuk-button--secondary type="submit" name="go" value="again" data-module="govuk-button" { "Show the columns again" }
        }
    };
    let answer = Answer::page(
        title,
        html! {
            (form::summary(errors))
            (caption(going, 2))
            h1.govuk-heading-l { (title) }
            p.govuk-body { "The headings of this file are not known here. Say which column holds what is to be done or its code, and at least one more: officers, start, finish, percentage complete or status." }
            p.govuk-body { "What you say is remembered for the next file of this plan." }
            (form::form(visit, &format!("{}/columns", going.base), &fields))
            (way_out(going))
        },
    );
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

fn choice(look: &Look<'_>, errors: &Errors) -> Markup {
    let name = |(at, table): (usize, &Glimpse)| {
        (at.to_string(), table.name.clone().unwrap_or_else(|| format!("Table {}", at + 1)))
    };
    let choices: Vec<_> = look.tables.iter().enumerate().map(name).collect();
    let value = look.table.to_string();
    let field = FormField { name: "table", label: "Sheet or table of the plan", hint: "", value: &value, width: 0 };
    form::select(&field, &choices, errors)
}

fn columns(visit: &Visit<'_>, look: &Look<'_>, errors: &Errors) -> Markup {
    let error = errors.iter().find(|(field, _)| *field == "column-0").map(|(_, words)| words.as_str());
    let asked = [("Heading", Setting::Text), ("Holds", Setting::Text), ("First values", Setting::Text)];
    let columns = look.columns();
    let row = |(at, column): (usize, &Column<'_>)| {
        let id = format!("column-{at}");
        let known = mappings::field_of(&column.heading).filter(|_| !visit.form.has(&id)).map(Field::word);
        let typed = known.as_deref().unwrap_or_else(|| visit.form.get(&id));
        let holds = html! {
            select.govuk-select id=(id) name=(id) aria-describedby=[error.filter(|_| at == 0).map(|_| "column-0-error")] {
                option value="" selected[typed.is_empty()] { "Leave it out" }
                @for field in Field::all() { @let word = field.word(); option value=(word) selected[typed == word] { (field.in_words()) } }
            }
        };
        vec![html! { label for=(id) { (column.heading) } }, holds, html! { (column.values.join("; ")) }]
    };
    let table = Table { id: "columns", caption: "Columns of the file", columns: &asked };
    html! {
        @if let Some(words) = error { p.govuk-error-message #column-0-error { span.govuk-visually-hidden { "Error: " } (words) } }
        (table.of(columns.iter().enumerate().map(row)))
    }
}

/// Takes what was said of the columns that were shown; shows others where another table or row is asked for.
pub(super) fn change(visit: &Visit<'_>, going: &Going) -> Result<Answer, Failure> {
    let desk = visit.house.desk();
    let tables = desk.glimpse_upload(&going.upload)?;
    let asked = visit.form.get("heading_row").parse().ok();
    let look = Look::of(&tables, visit.form.get("table"), asked).ok_or_else(nothing)?;
    let mut errors = Errors::new();
    if asked != Some(look.heading.number) {
        let words = "The row of the headings must be the number of a row near the top of the table, such as 4";
        errors.push(("heading_row", words.to_owned()));
        return Ok(page(visit, going, &look, &errors));
    }
    let is_shown = visit.form.get("shown_table") == look.table.to_string()
        && visit.form.get("shown_row") == look.heading.number.to_string();
    if visit.form.get("go") == "again" || !is_shown {
        return Ok(page(visit, going, &look, &errors));
    }
    let mapping = match said(visit, going, &look) {
        Ok(mapping) => mapping,
        Err(words) => {
            errors.push(("column-0", words));
            return Ok(page(visit, going, &look, &errors));
        }
    };
    // The row is only said where headings do not say it, for next month's file may have it elsewhere.
    let numbered = Mapping { heading_row: Some(look.heading.number), ..mapping.clone() };
    let read = desk.map_upload(&going.upload, mapping).or_else(|_| desk.map_upload(&going.upload, numbered));
    match read {
        Ok(_) => Ok(Answer::go(format!("{}/check", going.base))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            errors.push(("column-0", sentence(&words::of(&problem))));
            Ok(page(visit, going, &look, &errors))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// The mapping that the form says, or what is missing.
fn said(visit: &Visit<'_>, going: &Going, look: &Look<'_>) -> Result<Mapping, String> {
    let mut mapping = Mapping { name: going.upload.plan.clone(), ..Mapping::default() };
    let mut fields: Vec<Field> = Vec::new();
    for (at, column) in look.columns().iter().enumerate() {
        let Some(field) = Field::of_word(visit.form.get(&format!("column-{at}"))) else {
            mapping.set(&column.heading, Holds::Ignore);
            continue;
        };
        if fields.contains(&field) && !field.may_be_several() {
            return Err(format!("Only one column can hold \u{201c}{}\u{201d}", field.in_words()));
        }
        fields.push(field);
        mapping.set(&column.heading, Holds::Field(field));
    }
    let names = |field: &Field| matches!(field, Field::Title | Field::Code);
    if !fields.iter().any(names) || fields.iter().all(names) {
        return Err("Say which column holds what is to be done or its code, and at least one more".to_owned());
    }
    // Where there are other sheets, theirs are no rows of the plan.
    let sheet = look.tables[look.table].name.clone();
    mapping.sheets = sheet.into_iter().filter(|_| look.tables.len() > 1).collect();
    Ok(mapping)
}
