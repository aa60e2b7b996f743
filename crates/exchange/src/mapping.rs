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
//! ```
//!
//! A preset is a mapping that ships with the program and is known by its headings.

use crate::field::{Field, plain};
use crate::problem::ReadProblem;
use serde::Deserialize;
use std::collections::BTreeMap;
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
    let texts = [include_str!("../presets/planner.toml"), include_str!("../presets/project-web.toml")];
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
            let accepted = format!(
                "name, sheets, heading-row, dates, percent, and [columns] with \u{201c}heading\u{201d} = one of {}",
                Field::words().join(", ")
            );
            ReadProblem::new(path, found, accepted)
        })?;
        Ok(made)
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

    /// Whether a sheet is to be read.
    #[must_use]
    pub fn takes_sheet(&self, name: Option<&str>) -> bool {
        self.sheets.is_empty()
            || name.is_none_or(|name| self.sheets.iter().any(|sheet| sheet.trim().eq_ignore_ascii_case(name.trim())))
    }

    /// Whether headings are those of the files that it is for.
    #[must_use]
    pub fn is_for<'a>(&self, headings: impl Iterator<Item = &'a str>) -> bool {
        let headings: Vec<String> = headings.map(plain).collect();
        !self.recognise.is_empty() && self.recognise.iter().all(|one| headings.contains(&plain(one)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_read() {
        assert_eq!(presets().len(), 2);
        assert!(presets().iter().all(|preset| !preset.recognise.is_empty() && !preset.name.is_empty()));
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
