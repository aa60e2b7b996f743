//! Which column is what, said by a person (or a preset) where headings do not say it.
//!
//! ```toml
//! name = "Partner X"
//! sheets = ["Plan"]            # only these
//! heading-row = 4              # where headings stand, where that is not seen
//! dates = "day-first"          # or "month-first": what 03/04/22 means
//! percent = "share"            # 0.05 is 5%; or "percent": 0.05 is 0.05%
//! [columns]
//! "Who's on it" = "lead"
//! "Budget" = "ignore"
//! "RAG (2)" = "ignore"         # the second column of that name
//! "Column 3" = "notes"         # one without a heading
//! [words]                      # what words of a status say: complete, started, not_started, stopped, nothing
//! "Embedded" = "complete"
//! ```
//!
//! A preset is a mapping that ships with the program and is known by its headings.

use crate::field::{Field, plain};
use crate::problem::ReadProblem;
use onpace_core::plan::lifecycle::Meaning;
use onpace_core::plan::status_words::StatusWord;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// A mapping.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Mapping {
    /// What people call it.
    pub name: String,
    /// Headings that are all there in a file that it is for; a preset is found by these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recognise: Vec<String>,
    /// The sheets to read, by name; all where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<String>,
    /// The row or line of the headings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading_row: Option<u32>,
    /// What the first number of 03/04/22 is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateOrder>,
    /// What 0.05 is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<PercentForm>,
    /// What each column holds, by its heading.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, Holds>,
    /// What words of a status say of how far an action is.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, Meaning>,
}

/// Which number of a date comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// The day.
    DayFirst,
    /// The month.
    MonthFirst,
}

/// How percentages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PercentForm {
    /// As shares of 1.
    Share,
    /// As percent.
    Percent,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// Nothing of the plan.
    Ignore,
    /// A field.
    #[serde(untagged)]
    Field(Field),
}

/// The mappings that ship with the program.
static PRESETS: LazyLock<Vec<Mapping>> = LazyLock::new(|| {
    let texts = [
        include_str!("../presets/asana.toml"),
        include_str!("../presets/azure-devops.toml"),
        include_str!("../presets/ganttproject.toml"),
        include_str!("../presets/gitlab.toml"),
        include_str!("../presets/jira.toml"),
        include_str!("../presets/planner.toml"),
        include_str!("../presets/project-web.toml"),
        include_str!("../presets/redmine.toml"),
        include_str!("../presets/todoist.toml"),
        include_str!("../presets/trello.toml"),
    ];
    texts.iter().filter_map(|text| toml::from_str(text).ok()).collect()
});

/// The mappings that ship with the program.
#[must_use]
pub fn presets() -> &'static [Mapping] {
    &PRESETS
}

impl Mapping {
    /// Reads a mapping. `path` is how messages name its file.
    ///
    /// # Errors
    /// A text that is no mapping: the line, what was found, what would be accepted.
    pub fn parse(text: &str, path: &str) -> Result<Self, ReadProblem> {
        let made: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| text.get(..span.start).unwrap_or(text).lines().count().max(1));
            let found = match line {
                Some(line) => format!("on line {line}: {}", error.message()),
                None => error.message().to_owned(),
            };
            let meanings = Meaning::ALL.map(Meaning::word).join(", ");
            let accepted = format!(
                "name, sheets, heading-row, dates, percent, [columns] with \u{201c}heading\u{201d} = one of {}, and [words] with \u{201c}status\u{201d} = one of {meanings}",
                Field::words().join(", ")
            );
            ReadProblem::new(path, found, accepted)
        })?;
        Ok(made)
    }

    /// Writes it as its file, which [`Mapping::parse`] reads.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        if !self.name.is_empty() {
            let _ = writeln!(text, "name = {}", quoted(&self.name));
        }
        for (key, all) in [("recognise", &self.recognise), ("sheets", &self.sheets)] {
            if !all.is_empty() {
                let all: Vec<String> = all.iter().map(|one| quoted(one)).collect();
                let _ = writeln!(text, "{key} = [{}]", all.join(", "));
            }
        }
        if let Some(row) = self.heading_row {
            let _ = writeln!(text, "heading-row = {row}");
        }
        if let Some(order) = self.dates {
            let word = if order == DateOrder::DayFirst { "day-first" } else { "month-first" };
            let _ = writeln!(text, "dates = \"{word}\"");
        }
        if let Some(form) = self.percent {
            let word = if form == PercentForm::Share { "share" } else { "percent" };
            let _ = writeln!(text, "percent = \"{word}\"");
        }
        if !self.columns.is_empty() {
            text.push_str("[columns]\n");
        }
        for (heading, holds) in &self.columns {
            let word = match holds {
                Holds::Ignore => "ignore".to_owned(),
                Holds::Field(field) => field.word(),
            };
            let _ = writeln!(text, "{} = \"{word}\"", quoted(heading));
        }
        if !self.words.is_empty() {
            text.push_str("[words]\n");
        }
        for (word, means) in &self.words {
            let _ = writeln!(text, "{} = \"{}\"", quoted(word), means.word());
        }
        text
    }

    /// What it says of words of a status.
    #[must_use]
    pub fn status_words(&self) -> Vec<StatusWord> {
        self.words.iter().map(|(word, means)| StatusWord { word: word.clone(), means: *means }).collect()
    }

    /// Says what a column holds; whatever was said of the same heading before goes.
    pub fn set(&mut self, heading: &str, holds: Holds) {
        let same = plain(heading);
        self.columns.retain(|known, _| plain(known) != same);
        self.columns.insert(heading.to_owned(), holds);
    }

    /// What a heading's column holds, where the mapping says so.
    #[must_use]
    pub fn of(&self, heading: &str) -> Option<Holds> {
        if self.columns.is_empty() {
            return None;
        }
        let heading = plain(heading);
        self.columns.iter().find(|(known, _)| plain(known) == heading).map(|(_, holds)| *holds)
    }

    /// The same of each column of a heading row, from the left: a second column of one name by its own name, else as
    /// the first.
    #[must_use]
    pub fn of_all<'a>(&self, headings: impl Iterator<Item = &'a str>) -> Vec<Option<Holds>> {
        if self.columns.is_empty() {
            return headings.map(|_| None).collect();
        }
        let headings: Vec<&str> = headings.collect();
        let names = told_apart(headings.iter().copied());
        let pairs = headings.iter().zip(&names);
        pairs
            .map(|(heading, name)| self.of(name).or_else(|| self.of(heading).filter(|_| !plain(heading).is_empty())))
            .collect()
    }

    /// Whether a sheet is to be read.
    #[must_use]
    pub fn takes_sheet(&self, name: Option<&str>) -> bool {
        self.sheets.is_empty()
            || name.is_none_or(|name| self.sheets.iter().any(|sheet| sheet.trim().eq_ignore_ascii_case(name.trim())))
    }

    /// Whether headings are those of the files that it is for.
    #[must_use]
    pub fn is_for<'a>(&self, headings: impl Iterator<Item = &'a str>) -> bool {
        if self.recognise.is_empty() {
            return false;
        }
        let headings: Vec<String> = told_apart(headings).iter().map(|name| plain(name)).collect();
        !self.recognise.is_empty() && self.recognise.iter().all(|one| headings.contains(&plain(one)))
    }
}

/// The names by which the columns of a heading row are told apart: "RAG", "RAG (2)"; one without a heading by its number.
#[must_use]
pub fn told_apart<'a>(headings: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    let names = headings.enumerate().map(|(at, heading)| {
        let same = plain(heading);
        let before = seen.iter().filter(|known| **known == same).count();
        seen.push(same);
        match (heading.trim(), before) {
            ("", _) => format!("Column {}", at + 1),
            (heading, 0) => heading.to_owned(),
            (heading, before) => format!("{heading} ({})", before + 1),
        }
    });
    names.collect()
}

/// A text in quotes, with every letter that TOML wants escaped.
fn quoted(text: &str) -> String {
    let mut made = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => made.push_str("\\\""),
            '\\' => made.push_str("\\\\"),
            control if control.is_control() => {
                let _ = write!(made, "\\u{:04X}", u32::from(control));
            }
            letter => made.push(letter),
        }
    }
    made.push('"');
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_read() {
        assert_eq!(presets().len(), 10);
        assert!(presets().iter().all(|preset| !preset.recognise.is_empty() && !preset.name.is_empty()));
    }

    #[test]
    fn a_mapping_is_read_as_it_was_written() {
        let mut mapping =
            Mapping { name: "Partner \u{201c}X\u{201d}".to_owned(), heading_row: Some(4), ..Mapping::default() };
        mapping.sheets = vec!["Plan \\ 1".to_owned()];
        (mapping.dates, mapping.percent) = (Some(DateOrder::MonthFirst), Some(PercentForm::Share));
        for heading in ["Who's \"on\" it", "two\nlines\u{7f}", "a.b = c", ""] {
            mapping.set(heading, Holds::Field(Field::FocusArea));
        }
        mapping.set("Budget", Holds::Ignore);
        assert_eq!(Mapping::parse(&mapping.text(), "map.toml").unwrap(), mapping);
        assert_eq!(Mapping::parse(&Mapping::default().text(), "map.toml").unwrap(), Mapping::default());
        for preset in presets() {
            assert_eq!(&Mapping::parse(&preset.text(), "preset").unwrap(), preset);
        }
        mapping.set(" BUDGET ", Holds::Field(Field::Notes));
        assert_eq!(mapping.of("Budget"), Some(Holds::Field(Field::Notes)));
    }

    #[test]
    fn a_mapping_says_what_is_wrong_with_it() {
        let mapping =
            Mapping::parse("[columns]\n\"Who's on it\" = \"lead\"\nBudget = \"ignore\"\n", "map.toml").unwrap();
        assert_eq!(mapping.of("  who\u{2019}s ON it "), Some(Holds::Field(Field::Lead)));
        assert_eq!(mapping.of("Budget"), Some(Holds::Ignore));
        assert_eq!(mapping.of("Start"), None);
        for text in ["[columns]\nWho = \"leader\"\n", "colums = 1", "heading-row = \"four\"", "[columns"] {
            let problem = Mapping::parse(text, "map.toml").unwrap_err();
            assert!(problem.found.contains("line") && problem.accepted.contains("lead"), "{problem}");
        }
    }
}
