//! One action as labels and values tell it, and the table that several make. **Not here.** Where labels stand: in cards
//! ([`super::cards`]), in lines ([`super::labelled`]), behind a bullet ([`super::bullets`]).

use super::headings::field_of;
use super::meaning::{is_beside, surely};
use crate::field::{Field, plain};
use crate::grid::{Cells, Grid, GridRow};
use onpace_core::place::Place;
use onpace_core::vocabulary::Vocabulary;

/// A label has at most so many words.
pub(super) const LONGEST_LABEL: usize = 10;
/// No action is told by more labels.
const MOST_VALUES: usize = 60;

/// One action.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) title: String,
    pub(super) area: String,
    pub(super) values: Vec<(String, String)>,
    pub(super) place: Place,
}

impl Entry {
    pub(super) fn says(&self, field: Field) -> bool {
        self.values.iter().any(|(label, _)| means(label) == Some(field))
    }
}

/// What a label surely means.
pub(super) fn means(label: &str) -> Option<Field> {
    surely(label).or_else(|| field_of(label))
}

/// Whether a text is a label: its words say what stands beside it, be it of a plan or not.
pub(super) fn is_label(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', '?']);
    // "On track: two of three are out" has no label.
    if matches!(surely(text), None | Some(Field::Status)) && !Vocabulary::british().read(text).is_empty() {
        return false;
    }
    let words = text.split_whitespace().count();
    (1..=24).contains(&words)
        && text.chars().count() <= 160
        && (means(text).is_some() || words <= LONGEST_LABEL && is_beside(text))
}

/// Takes a label with its value; of two labels for one thing the first holds.
pub(super) fn put(entry: &mut Entry, label: &str, value: &str) {
    let label = label.trim().trim_end_matches(':').trim();
    match means(label) {
        Some(Field::Title) if entry.title.is_empty() => value.clone_into(&mut entry.title),
        Some(Field::FocusArea) if entry.area.is_empty() => value.clone_into(&mut entry.area),
        Some(Field::Title | Field::FocusArea) | None => {}
        Some(_) if entry.values.len() < MOST_VALUES => entry.values.push((label.to_owned(), value.to_owned())),
        Some(_) => {}
    }
}

/// A table of entries: an action a row, a column a label.
pub(super) fn table_of(entries: Vec<Entry>) -> Option<Grid> {
    let mut labels: Vec<String> = Vec::new();
    for (label, _) in entries.iter().flat_map(|entry| &entry.values) {
        if !labels.iter().any(|known| plain(known) == plain(label)) {
            labels.push(label.clone());
        }
        if labels.len() > MOST_VALUES {
            return None;
        }
    }
    if entries.is_empty() {
        return None;
    }
    let has_areas = entries.iter().any(|entry| !entry.area.is_empty());
    let place = entries.first().map(|entry| entry.place.clone()).unwrap_or_default();
    let fixed = if has_areas { &["Area", "Action"][..] } else { &["Action"][..] };
    let heads: Cells = fixed.iter().copied().chain(labels.iter().map(String::as_str)).collect();
    let mut rows = vec![GridRow::new(place, heads)];
    for entry in entries {
        let mut cells = Cells::default();
        if has_areas {
            cells.push(&entry.area);
        }
        cells.push(&entry.title);
        for label in &labels {
            let value = entry.values.iter().find(|(known, _)| plain(known) == plain(label));
            cells.push(value.map_or("", |(_, value)| value));
        }
        rows.push(GridRow::new(entry.place, cells));
    }
    Some(Grid { rows, ..Grid::default() })
}
