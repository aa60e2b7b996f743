//! What is found while a file is read, before there is a plan to survey. The reader makes these
//! findings; here stand their names and their stories.

use super::rule::Rule;
use crate::finding::Severity;

/// A date with two honest readings.
pub static AMBIGUOUS_DATE: Rule = Rule {
    name: "ambiguous-date",
    severity: Severity::Error,
    finds: "A date that can be read two ways.",
    why: "3 April or 4 March: a guess would be wrong for half of its readers, silently.",
    remedy: "Write the month as a word, or the year first with four digits.",
    check: None,
};

/// A cell that does not hold what its column does.
pub static UNREADABLE_VALUE: Rule = Rule {
    name: "unreadable-value",
    severity: Severity::Warning,
    finds: "A cell that does not hold what its column is for: no such day, a percentage in words.",
    why: "The value is left out rather than guessed, and the row is judged without it.",
    remedy: "Correct the cell; the finding says what would be read.",
    check: None,
};

/// A row in a table that is neither a focus area nor an action.
pub static UNREAD_ROW: Rule = Rule {
    name: "unread-row",
    severity: Severity::Warning,
    finds: "A row of the table that could not be taken as a focus area or an action.",
    why: "What was not read must be said, or a count would be quietly short.",
    remedy: "Give it a title, or take it out.",
    check: None,
};

/// A title cut by a page break.
pub static TITLE_JOINED: Rule = Rule {
    name: "title-joined",
    severity: Severity::Info,
    finds: "A title that runs on in the next row, after a page break.",
    why: "The two were joined; a row counted twice would change every figure.",
    remedy: "Nothing, unless the join is wrong.",
    check: None,
};

/// Something that was read and not written there in so many words.
pub static GUESSED: Rule = Rule {
    name: "guessed",
    severity: Severity::Info,
    finds: "Values that were not written in so many words: a status by its colour, a day by its serial number.",
    why: "A guess that nobody is told of passes for what somebody wrote.",
    remedy: "Nothing, unless the guess is wrong; then write the value into the cell.",
    check: None,
};

/// Columns of text that nobody knows.
pub static COLUMNS_LEFT_OUT: Rule = Rule {
    name: "columns-left-out",
    severity: Severity::Info,
    finds: "Columns that hold something and were left out, and several columns for one thing.",
    why: "What a table says and a plan does not have must be said, or it is lost in silence.",
    remedy: "Say what the columns hold, at the import or with a mapping; or leave them out.",
    check: None,
};

/// A list of rows of the plan that says something else than the plan.
pub static EXTRACT_DISAGREES: Rule = Rule {
    name: "extract-disagrees",
    severity: Severity::Error,
    finds: "A list of some of the plan\u{2019}s rows, in the same file, that says something else of them than the plan does.",
    why: "Whoever reads the list and not the plan has other dates, percentages or statuses in mind.",
    remedy: "Correct whichever is wrong; a list that is made from the plan cannot differ from it.",
    check: None,
};

/// A plan that was read from a PDF.
pub static READ_FROM_PDF: Rule = Rule {
    name: "read-from-pdf",
    severity: Severity::Warning,
    finds: "A plan that was read from a PDF, whose columns and rows are told from where its words stand.",
    why: "A PDF does not say what is a column or a row; a word in the wrong column is a wrong date or a wrong name.",
    remedy: "Look at every row, or import the document that the PDF was made from.",
    check: None,
};

/// Their list.
pub static READING_RULES: &[&Rule] = &[
    &AMBIGUOUS_DATE,
    &UNREADABLE_VALUE,
    &UNREAD_ROW,
    &TITLE_JOINED,
    &GUESSED,
    &COLUMNS_LEFT_OUT,
    &EXTRACT_DISAGREES,
    &READ_FROM_PDF,
];
