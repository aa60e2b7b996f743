//! The columns of the tracker: how each is headed, how wide it is, and what to write into it.
//!
//! Headings are words that the reader knows. **Not here.** Cells.

use super::super::names::references;
use onpace_core::plan::Plan;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Key,
    Code,
    Title,
    Kind,
    FocusArea,
    Parent,
    Lead,
    Accountable,
    Officers,
    Start,
    Finish,
    Duration,
    Percent,
    Status,
    Milestone,
    Notes,
    References,
    Summary,
    Waits,
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) holds: Holds,
    pub(super) heading: &'static str,
    /// In letters.
    pub(super) width: u8,
    /// What to write into it, for people.
    pub(super) advice: &'static str,
}

const fn column(holds: Holds, heading: &'static str, width: u8, advice: &'static str) -> Column {
    Column { holds, heading, width, advice }
}

const ALWAYS: [Column; 16] = [
    column(
        Holds::Key,
        "Onpace id",
        8,
        "By this Onpace finds the row again. Leave it as it is, and leave it empty in a new row.",
    ),
    column(Holds::Code, "Code", 7, "What the plan calls the row, such as 1A.6. It may be changed."),
    column(Holds::Title, "Title", 42, "What is to be done."),
    column(Holds::Kind, "Kind", 11, "Choose from the list: an action, or the plan\u{2019}s word for a top row."),
    column(Holds::FocusArea, "Focus area", 7, "The code of the top row that the action belongs to."),
    column(Holds::Parent, "Parent", 8, "The code of the action that this one is a part of, where there is one."),
    column(Holds::Lead, "Lead", 9, "Who does the work and reports on it: initials or names, with / between several."),
    column(Holds::Accountable, "Accountable", 12, "Who is held to account for it."),
    column(Holds::Officers, "Officers", 9, "Officers of whom the plan does not say which of the two they are."),
    column(Holds::Start, "Start", 11, "A day, such as 13/04/2022. A month: 'April 2022, with the apostrophe."),
    column(Holds::Finish, "Finish", 11, "The last day that is still worked; a day or a month, as for the start."),
    column(Holds::Duration, "Duration (days)", 9, "Working days, both ends counted."),
    column(Holds::Percent, "% complete", 10, "From 0% to 100%."),
    column(Holds::Status, "Reported status", 10, "Choose from the list, or write the plan\u{2019}s own word."),
    column(Holds::Milestone, "Milestone", 10, "Yes for a dated point rather than a stretch of work."),
    column(Holds::Notes, "Notes", 42, "What happened, and what comes next."),
];

/// The columns of a plan. Three are only there where the plan has something for them.
pub(super) fn of(plan: &Plan) -> Vec<Column> {
    let mut columns = ALWAYS.to_vec();
    if plan.rows.iter().any(|row| !references(row).is_empty()) {
        columns.push(column(Holds::References, "See also", 10, "Codes of other rows, with a blank between them."));
    }
    if plan.rows.iter().any(|row| !row.links.is_empty()) {
        let advice = "Rows that it waits for, with commas between: 3A must be done first; 3AFS+5 days, and five \
                      working days later; 3ASS, it starts with it; 3AFF, it ends with it.";
        columns.push(column(Holds::Waits, "Waits for", 12, advice));
    }
    if plan.rows.iter().any(|row| row.summary) {
        let advice = "Yes for a row that sums up the rows below it and does not count by itself.";
        columns.push(column(Holds::Summary, "Summary", 10, advice));
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{columns::Columns, headings::field_of};

    #[test]
    fn the_reader_knows_every_heading_and_each_as_something_else() {
        let headings = ALWAYS.iter().map(|column| column.heading).chain(["See also", "Waits for", "Summary"]);
        assert!(headings.clone().all(|heading| field_of(heading).is_some()));
        assert_eq!(Columns::of(&headings.collect()).unwrap().count(), 19);
    }

    #[test]
    fn no_line_of_advice_is_taken_for_headings() {
        for one in ALWAYS {
            assert_eq!(Columns::of(&[one.heading, one.advice].iter().collect()), None, "{}", one.heading);
        }
    }
}
