//! The description beside a file of published statistics, `NAME.meta.csv`: which columns are indicators, in what unit, and
//! which are groups; without one, what the columns themselves show. **Not here.** Reading values ([`super::ees`]).

use std::collections::{BTreeMap, BTreeSet};

/// Columns that say when and where, as every such file has them.
const OF_TIME_AND_PLACE: [&str; 3] = ["time_period", "time_identifier", "geographic_level"];
/// Endings of columns that name places.
const OF_PLACE: [&str; 5] = ["_code", "_name", "_urn", "_ukprn", "location"];
/// Endings of columns that head a column of groups.
const HEADINGS_OF_GROUPS: [&str; 3] = ["_topic", "_grouping", "_group"];
/// So many rows show what a column holds.
const ROWS_LOOKED_AT: usize = 1_000;

/// A column of groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EesFilter {
    /// The column.
    pub column: String,
    /// What it is called.
    pub label: String,
    /// The column that heads it: `breakdown_topic`.
    pub heading: Option<String>,
}

/// A column of numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EesIndicator {
    /// What it is called.
    pub label: String,
    /// "%", "pp", "\u{a3}"; empty for a count.
    pub unit: String,
}

/// What columns are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EesMeta {
    /// Columns of groups.
    pub filters: Vec<EesFilter>,
    /// Columns of numbers; none where no description was there.
    pub indicators: BTreeMap<String, EesIndicator>,
}

impl EesMeta {
    /// Reads a description.
    ///
    /// # Errors
    /// What is none, in words.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let head = reader.headers().map_err(|e| e.to_string())?.clone();
        let at = |name: &str| {
            head.iter().position(|one| one.trim_start_matches('\u{feff}').trim().eq_ignore_ascii_case(name))
        };
        let (Some(column), Some(kind)) = (at("col_name"), at("col_type")) else {
            return Err("it has no columns col_name and col_type".to_owned());
        };
        let (label, unit, heading) = (at("label"), at("indicator_unit"), at("filter_grouping_column"));
        let mut meta = Self::default();
        for record in reader.records() {
            let record = record.map_err(|e| e.to_string())?;
            let text = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().trim().to_owned();
            let name = text(Some(column)).to_lowercase();
            if text(Some(kind)).eq_ignore_ascii_case("filter") {
                let heading = Some(text(heading).to_lowercase()).filter(|heading| !heading.is_empty());
                meta.filters.push(EesFilter { column: name, label: text(label), heading });
            } else if !name.is_empty() {
                meta.indicators.insert(name, EesIndicator { label: text(label), unit: text(unit) });
            }
        }
        Ok(meta)
    }

    /// What the columns of a file show by themselves: those that hold words are groups.
    ///
    /// # Errors
    /// A file that is no CSV.
    pub fn of_columns(bytes: &[u8], is_value: fn(&str) -> bool) -> Result<Self, String> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let head = reader.headers().map_err(|e| e.to_string())?;
        let names: Vec<String> =
            head.iter().map(|one| one.trim_start_matches('\u{feff}').trim().to_lowercase()).collect();
        let mut wordy: BTreeSet<usize> = BTreeSet::new();
        for record in reader.records().take(ROWS_LOOKED_AT) {
            let record = record.map_err(|e| e.to_string())?;
            let holds_words = |(_, text): &(usize, &str)| !text.trim().is_empty() && !is_value(text.trim());
            wordy.extend(record.iter().enumerate().filter(holds_words).map(|(at, _)| at));
        }
        let is_place =
            |name: &str| OF_TIME_AND_PLACE.contains(&name) || OF_PLACE.iter().any(|ending| name.ends_with(ending));
        let groups: Vec<&String> =
            wordy.iter().filter_map(|at| names.get(*at)).filter(|name| !is_place(name)).collect();
        let heads = |name: &str| {
            let of = HEADINGS_OF_GROUPS.iter().find_map(|ending| name.strip_suffix(ending))?;
            groups.iter().find(|one| one.as_str() == of).map(|one| one.as_str())
        };
        let headed: BTreeMap<&str, &str> =
            groups.iter().filter_map(|name| Some((heads(name)?, name.as_str()))).collect();
        let filter = |name: &&&String| {
            let column = (**name).clone();
            EesFilter {
                label: column.replace('_', " "),
                heading: headed.get(name.as_str()).map(|one| (*one).to_owned()),
                column,
            }
        };
        let filters = groups.iter().filter(|name| heads(name).is_none()).map(|name| filter(&name)).collect();
        Ok(Self { filters, indicators: BTreeMap::new() })
    }

    /// Columns of numbers with what they are called, for who names one that is not there.
    #[must_use]
    pub fn known(&self) -> Vec<String> {
        self.indicators.iter().map(|(name, one)| format!("{name} ({})", one.label)).collect()
    }
}
