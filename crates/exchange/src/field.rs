//! What a column of a plan can hold. **Not here.** The headings by which it is known.

use serde::Deserialize;

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// "1A.6".
    Code,
    /// What is to be done; may begin with the code.
    Title,
    /// The focus area that a row belongs to.
    FocusArea,
    /// Focus area or action.
    Kind,
    /// The action that a row hangs from.
    Parent,
    /// Lead and accountable officers in one column.
    Officers,
    /// Lead officers.
    Lead,
    /// Accountable officers.
    Accountable,
    /// Working days.
    Duration,
    /// First day.
    Start,
    /// Last day.
    Finish,
    /// Percentage complete.
    Percent,
    /// Reported status.
    Status,
    /// What was said.
    Notes,
    /// Codes referred to.
    References,
    /// A dated point.
    Milestone,
    /// How deep a row stands: 1 for the top.
    Level,
    /// The sum of rows below.
    Summary,
    /// The row's name in the ledger, in a file that was written from there.
    Key,
}

const ALL: [Field; 19] = [
    Field::Code,
    Field::Title,
    Field::FocusArea,
    Field::Kind,
    Field::Parent,
    Field::Officers,
    Field::Lead,
    Field::Accountable,
    Field::Duration,
    Field::Start,
    Field::Finish,
    Field::Percent,
    Field::Status,
    Field::Notes,
    Field::References,
    Field::Milestone,
    Field::Level,
    Field::Summary,
    Field::Key,
];

impl Field {
    /// The words by which mappings call fields, and "ignore".
    #[must_use]
    pub fn words() -> Vec<String> {
        ALL.iter().map(|field| field.word()).chain(["ignore".to_owned()]).collect()
    }

    /// Its word in a mapping: "focus-area".
    #[must_use]
    pub fn word(self) -> String {
        let mut word = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_ascii_uppercase() && !word.is_empty() {
                word.push('-');
            }
            word.push(letter.to_ascii_lowercase());
        }
        word
    }
}

/// A heading's words: in small letters, without marks.
#[must_use]
pub fn plain(heading: &str) -> String {
    let plain: String = heading.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
