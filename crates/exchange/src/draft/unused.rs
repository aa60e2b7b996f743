//! What is said of columns: those that hold something and were not taken, and fields that several columns hold. **Not
//! here.** Choosing columns ([`super::columns`]).

use super::derived::is_counted;
use super::tables::Table;
use crate::field::{Field, plain};
use onpace_core::checks::reading;
use onpace_core::finding::Finding;
use onpace_core::place::Place;
use onpace_core::plan::shortened;

/// So many columns are named.
const MOST_NAMED: usize = 12;
/// A heading is quoted up to here, in letters.
const LONGEST: usize = 60;

impl Table<'_> {
    /// The findings about the columns of a table with headings of its own; a table that was written from here, and a
    /// schedule, say by themselves what they hold.
    pub(super) fn columns_left_out(&self) -> Vec<Finding> {
        let is_schedule = self.body.first().is_some_and(|row| row.task().is_some());
        if !self.has_own_headings() || self.columns.of_field(Field::Key).is_some() || is_schedule {
            return Vec::new();
        }
        // What a mapping leaves out is left out on purpose.
        let ignored: Vec<String> = self
            .account
            .columns
            .iter()
            .filter(|one| one.mapped && one.field.is_none())
            .map(|one| plain(&one.heading))
            .collect();
        let mut left_out: Vec<String> = Vec::new();
        for (at, heading) in self.headings().iter().enumerate() {
            let says = self.body.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.trim().is_empty()));
            let is_counted = is_counted(heading);
            if says
                && !is_counted
                && self.columns.at(at).is_none()
                && !plain(heading).is_empty()
                && !ignored.contains(&plain(heading))
            {
                left_out.push(quoted(heading));
            }
        }
        let mut findings = Vec::new();
        if !left_out.is_empty() {
            let others = left_out.len().saturating_sub(MOST_NAMED);
            left_out.truncate(MOST_NAMED);
            let others = if others > 0 { format!(" and {others} others") } else { String::new() };
            let message = format!("columns that hold something were not taken: {}{others}", left_out.join(", "));
            findings.push(self.about_columns(message, "left them out"));
        }
        if let Some(at) = self.columns.guessed_title() {
            let message =
                format!("no column is headed as what is to be done; {} holds most text", quoted(self.heading(at)));
            findings.push(
                reading::GUESSED
                    .finding(message)
                    .at(self.sheet())
                    .expected("a column headed Action")
                    .meanwhile("took it so"),
            );
        }
        for field in [Field::Start, Field::Finish, Field::Status] {
            findings.extend(self.several(field));
        }
        findings
    }

    /// That several columns hold a field, and which counts.
    fn several(&self, field: Field) -> Option<Finding> {
        let all: Vec<usize> = self.columns.all_of(field).collect();
        let (first, others) = all.split_first().filter(|(_, others)| !others.is_empty())?;
        let what = field.in_words().to_lowercase();
        let name = |at: usize| format!("{} (column {})", quoted(self.heading(at)), at + 1);
        let others = others.iter().map(|at| name(*at)).collect::<Vec<_>>().join(", ");
        let message = format!("{} is taken as the {what} before the other columns for it: {others}", name(*first));
        Some(self.about_columns(message, "took of each row the first of them that says anything"))
    }

    fn about_columns(&self, message: String, meanwhile: &str) -> Finding {
        let finding = reading::COLUMNS_LEFT_OUT.finding(message).at(self.sheet());
        finding.expected("what each column holds, said at the import or in a mapping").meanwhile(meanwhile)
    }

    fn sheet(&self) -> Place {
        Place { sheet: self.account.headings_at.as_ref().and_then(|place| place.sheet.clone()), ..Place::default() }
    }
}

fn quoted(heading: &str) -> String {
    format!("\u{201c}{}\u{201d}", shortened(heading.trim(), LONGEST))
}
