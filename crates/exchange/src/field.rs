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
    /// The day on which it was done.
    Completed,
    /// Percentage complete.
    Percent,
    /// Reported status.
    Status,
    /// What was said.
    Notes,
    /// Codes referred to.
    References,
    /// What a row waits for.
    Predecessors,
    /// A number beside the code, by which other rows name it as what they wait for.
    Number,
    /// A dated point.
    Milestone,
    /// How deep a row stands: 1 for the top.
    Level,
    /// The sum of rows below.
    Summary,
    /// The row's name in the ledger, in a file that was written from there.
    Key,
}

const ALL: [Field; 22] = [
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
    Field::Completed,
    Field::Percent,
    Field::Status,
    Field::Notes,
    Field::References,
    Field::Predecessors,
    Field::Number,
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

    /// Every field, in the order in which people are offered them.
    #[must_use]
    pub const fn all() -> &'static [Self] {
        &ALL
    }

    /// The field of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        ALL.into_iter().find(|field| field.word() == word)
    }

    /// What such a column holds, in plain words.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Code => "Code of the action",
            Self::Title => "What is to be done",
            Self::FocusArea => "Focus area",
            Self::Kind => "Focus area or action",
            Self::Parent => "Code of the action it is part of",
            Self::Officers => "Officers, lead and accountable",
            Self::Lead => "Lead officer",
            Self::Accountable => "Accountable officer",
            Self::Duration => "Duration in working days",
            Self::Start => "Start",
            Self::Finish => "Finish",
            Self::Completed => "Day on which it was done",
            Self::Percent => "Percentage complete",
            Self::Status => "Reported status",
            Self::Notes => "Notes",
            Self::References => "Codes it refers to",
            Self::Predecessors => "Codes of what it waits for",
            Self::Number => "Number by which others wait for it",
            Self::Milestone => "Milestone, yes or no",
            Self::Level => "Level in the outline",
            Self::Summary => "Summary row, yes or no",
            Self::Key => "Onpace\u{2019}s own key of the row",
        }
    }

    /// Whether several columns may hold it: a finish and a revised finish, a status a month.
    #[must_use]
    pub const fn may_be_several(self) -> bool {
        matches!(
            self,
            Self::Start
                | Self::Finish
                | Self::Completed
                | Self::Status
                | Self::Notes
                | Self::Lead
                | Self::Accountable
                | Self::Officers
        )
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
