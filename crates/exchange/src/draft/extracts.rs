//! Lists that say rows of the plan again, held against the plan: what differs, and what the plan does not have. **Not
//! here.** Which tables are such lists ([`super::kinds`]).

use super::Draft;
use super::cells::Conventions;
use super::kinds::{Apart, Kind};
use super::meaning::meanings;
use super::names::{Name, Names};
use super::rows::Builder;
use super::tables::Table;
use crate::account::RowCounts;
use crate::field::{Field, plain};
use onpace_core::checks::reading;
use onpace_core::checks::rule::counted;
use onpace_core::day::{Dated, when_in_words};
use onpace_core::finding::Finding;
use onpace_core::plan::{Headings, Row};
use onpace_core::quantity::Percent;
use std::sync::Arc;

/// So many rows of one list that the plan does not have are named.
const MOST_NAMED: usize = 20;
/// A share is written to the whole point, or to a tenth.
const POINT: f64 = 0.5;
const TENTH: f64 = 0.05;

/// Holds tables against the plan that was read, takes what they alone say of its rows, and says what became of them.
/// `builder` makes rows as the plan's were; `said` are the fields that the plan's own tables have.
pub(super) fn check(
    apart: &[Apart<'_>],
    said: &[Field],
    conventions: Conventions,
    builder: impl Fn() -> Builder,
    draft: &mut Draft,
) {
    if apart.is_empty() {
        return;
    }
    let mut findings = Vec::new();
    let mut known = Names::default();
    for row in &draft.plan.rows {
        known.add(Name::new(row.code.as_str(), &row.title));
    }
    let mut taken: Vec<(usize, Row)> = Vec::new();
    for group in apart {
        let from = findings.len();
        let tables = group.tables.iter().filter(|_| matches!(group.kind, Kind::Extract | Kind::More));
        for (_, table) in tables {
            let compared = Compared::of(table, &draft.plan.headings);
            for (name, row) in rows_of(table, conventions, builder()) {
                match known.alike(&name).next().and_then(|at| Some((at, draft.plan.rows.get(at)?))) {
                    Some((at, known)) => {
                        compared.findings(&row, known, &mut findings);
                        taken.push((at, row));
                    }
                    None => findings.push(not_there(&row)),
                }
            }
        }
        findings.truncate(from + MOST_NAMED);
        draft.account.left_out.push(what_became(group));
    }
    for (at, row) in taken {
        if let Some(known) = draft.plan.rows.get_mut(at) {
            take(known, row, said);
        }
    }
    draft.findings.append(&mut findings);
}

/// Takes what a list says of a row and the plan's own tables have no column for.
fn take(known: &mut Row, row: Row, said: &[Field]) {
    let is_new = |fields: &[Field]| !said.iter().any(|field| fields.contains(field));
    if is_new(&[Field::Start]) && known.start.is_none() {
        (known.start, known.start_words) = (row.start, row.start_words);
    }
    if is_new(&[Field::Finish]) && known.finish.is_none() {
        (known.finish, known.finish_words) = (row.finish, row.finish_words);
    }
    if is_new(&[Field::Percent]) && known.percent.is_none() {
        known.percent = row.percent;
    }
    if is_new(&[Field::Status]) && known.status.is_none() {
        known.status = row.status;
        known.lifecycle = known.lifecycle.or(row.lifecycle);
    }
    if is_new(&[Field::Notes]) && known.notes.is_none() {
        known.notes = row.notes;
    }
    if is_new(&[Field::Officers, Field::Lead, Field::Accountable]) && known.officers.is_empty() {
        known.officers = row.officers;
    }
}

/// The rows of a table, read as those of the plan are, with what each is called. What was guessed to be a title beside a
/// code is what is said of the row.
fn rows_of(table: &Table<'_>, conventions: Conventions, mut builder: Builder) -> Vec<(Name, Row)> {
    let mut scratch = Draft::default();
    let mut counts = RowCounts::default();
    builder.begin(table, None);
    for (nth, row) in table.body.iter().enumerate() {
        builder.take((nth, row), table, conventions, &mut scratch, &mut counts);
    }
    let by_code = table.columns.guessed_title().is_some() && table.columns.of_field(Field::Code).is_some();
    let named = builder.into_rows().into_iter().map(|mut row| {
        if by_code {
            let said = std::mem::take(&mut row.title);
            row.notes = row.notes.take().or_else(|| Some(said).filter(|said| !said.is_empty()));
        }
        (Name::new(row.code.as_str(), &row.title), row)
    });
    named.collect()
}

/// What of a list is to be the same in the plan: what both say under headings that mean the same.
struct Compared(Vec<Field>);

impl Compared {
    fn of(table: &Table<'_>, plan: &Headings) -> Self {
        let heading = |field| table.columns.of_field(field).map(|at| table.heading(at));
        let same = |field, plan: &Option<Arc<str>>| {
            heading(field).zip(plan.as_deref()).is_some_and(|(ours, plans)| plain(ours) == plain(plans))
        };
        // "Due date" is the "Finish"; the "Original finish" need not be.
        let is_bare = |heading: &str, field: Field| {
            meanings(heading).iter().any(|meaning| meaning.field == field && meaning.rank == 0)
        };
        let means = |field, plan: &Option<Arc<str>>| {
            let both = heading(field).zip(plan.as_deref());
            same(field, plan) || both.is_some_and(|(ours, plans)| is_bare(ours, field) && is_bare(plans, field))
        };
        let compared = [
            (Field::Start, means(Field::Start, &plan.start)),
            (Field::Finish, means(Field::Finish, &plan.finish)),
            (Field::Percent, means(Field::Percent, &plan.percent)),
            // A status by a rule is none that was reported.
            (Field::Status, same(Field::Status, &plan.status)),
        ];
        Self(compared.into_iter().filter(|(_, is_compared)| *is_compared).map(|(field, _)| field).collect())
    }

    fn has(&self, field: Field) -> bool {
        self.0.contains(&field)
    }

    fn findings(&self, row: &Row, plan: &Row, findings: &mut Vec<Finding>) {
        let name = plan.name();
        let mut say = |what: &str, here: String, there: String| {
            let message = format!("a list gives {name} the {what} {here}; the plan says {there}");
            let finding = reading::EXTRACT_DISAGREES.finding(message).about(&name).at(row.place.clone());
            findings.push(finding.found(here).expected(there).meanwhile("took what the plan says"));
        };
        let days = |what: &str, ours: Option<&Dated>, plans: Option<&Dated>| {
            let (ours, plans) = (ours?.when, plans?.when);
            let is_same = ours.first <= plans.last && plans.first <= ours.last;
            (!is_same).then(|| (what.to_owned(), when_in_words(ours), when_in_words(plans)))
        };
        let start = days("start", row.start.as_ref(), plan.start.as_ref()).filter(|_| self.has(Field::Start));
        let finish = days("finish", row.finish.as_ref(), plan.finish.as_ref()).filter(|_| self.has(Field::Finish));
        for (what, here, there) in [start, finish].into_iter().flatten() {
            say(&what, here, there);
        }
        if let (Some(ours), Some(plans)) = (row.percent, plan.percent)
            && self.has(Field::Percent)
            && !is_same_share(ours, plans)
        {
            say("percentage", ours.to_string(), plans.to_string());
        }
        if let (Some(ours), Some(plans)) = (row.status.as_deref(), plan.status.as_deref())
            && self.has(Field::Status)
            && plain(ours) != plain(plans)
        {
            say("status", ours.to_owned(), plans.to_owned());
        }
    }
}

/// Whether two shares are one, where one of them was rounded.
fn is_same_share(one: Percent, other: Percent) -> bool {
    let (one, other) = (one.to_one_decimal(), other.to_one_decimal());
    let is_whole = |share: f64| (share - share.round()).abs() < f64::EPSILON;
    let within = if is_whole(one) || is_whole(other) { POINT } else { TENTH };
    (one - other).abs() <= within
}

/// The finding that a list has a row that the plan has not.
fn not_there(row: &Row) -> Finding {
    let message = format!("a list of rows of the plan has {}, which the plan has not", row.name());
    let finding = reading::EXTRACT_DISAGREES.finding(message).about(row.name()).at(row.place.clone());
    finding.found(&row.title).expected("a row of the plan").meanwhile("left it out; the list was held against the plan")
}

/// What became of a table that is not the plan.
fn what_became(group: &Apart<'_>) -> String {
    let rows = counted(group.tables.iter().map(|(_, table)| table.body.len()).sum(), "row", "rows");
    let first = group.tables.first();
    let sheet = first.and_then(|(grid, _)| grid.sheet.as_deref());
    let place = first.and_then(|(_, table)| table.account.headings_at.as_ref()).map(ToString::to_string);
    let name = match (sheet, place) {
        (Some(sheet), _) => format!("sheet {sheet}"),
        (None, Some(place)) => format!("the table at {place}"),
        (None, None) => "a table".to_owned(),
    };
    let why = match group.kind {
        Kind::Other(register) => return format!("{name}, which lists {} ({rows})", register.in_words()),
        Kind::Extract => "which lists rows of the plan again; it was held against the plan, and no row was added",
        Kind::More => "which says more of rows of the plan; what only it says stands there now",
        Kind::Earlier => "which is the plan as it stood before",
        Kind::Summary => "which sums up rows of the plan",
    };
    format!("{name}, {why} ({rows})")
}
