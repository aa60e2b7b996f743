//! Which column holds what, known by its heading in the field's many words.

use crate::field::{Field, plain};
use crate::grid::Cells;
use crate::mapping::{Holds, Mapping};
use std::collections::HashMap;
use std::sync::LazyLock;

const WORDS: &[(Field, &[&str])] = &[
    (
        Field::Code,
        &[
            "code",
            "ref",
            "reference",
            "ref no",
            "action ref",
            "action code",
            "no",
            "number",
            "id",
            "action no",
            "action number",
            "action id",
            "item",
            "wbs",
            "wbs code",
        ],
    ),
    (
        Field::Title,
        &[
            "task name",
            "task",
            "action",
            "actions",
            "title",
            "name",
            "description",
            "activity",
            "what",
            "what we will do",
            "action description",
            "key action",
            "key actions",
            "deliverable",
            "what will we do",
            "action required",
            "action title",
            "actions required",
            "task description",
            "improvement action",
            "step",
            "steps",
        ],
    ),
    (
        Field::FocusArea,
        &[
            "focus area",
            "priority",
            "pillar",
            "workstream",
            "work stream",
            "theme",
            "weakness",
            "area",
            "objective",
            "outcome",
            "strand",
            "area for improvement",
            "focus area code",
        ],
    ),
    (Field::Kind, &["kind", "row kind", "row type", "type"]),
    (Field::Parent, &["parent", "parent action", "parent code"]),
    (
        Field::Officers,
        &[
            "lo ao",
            "lead ao",
            "lead sro",
            "lead officer accountable officer",
            "officers",
            "officer",
            "owner",
            "owners",
            "who",
            "responsible",
            "responsibility",
            "by whom",
            "person responsible",
            "assigned to",
            "resource names",
            "resources",
            "leads",
            "action owner",
            "responsible officer s",
            "initials lo ao",
            "lead accountable",
        ],
    ),
    (
        Field::Lead,
        &[
            "lead",
            "lo",
            "lead officer",
            "lead officers",
            "action lead",
            "responsible officer",
            "lead person",
            "lead agency",
            "delivery lead",
        ],
    ),
    (
        Field::Accountable,
        &[
            "accountable",
            "ao",
            "accountable officer",
            "accountable officers",
            "senior responsible officer",
            "sro",
            "accountable lead",
        ],
    ),
    (Field::Duration, &["duration", "duration days", "days", "working days"]),
    (Field::Start, &["start", "start date", "from", "begin", "begins", "start by", "planned start", "commence"]),
    (
        Field::Finish,
        &[
            "finish",
            "finish date",
            "end",
            "end date",
            "due",
            "due date",
            "by when",
            "deadline",
            "target date",
            "completion date",
            "complete by",
            "planned finish",
            "timescale",
            "date due",
            "to",
            "when",
            "by",
            "target",
            "target finish",
            "target completion",
            "target completion date",
            "finish by",
            "end by",
            "timescales",
            "time scale",
            "timeframe",
        ],
    ),
    (
        Field::Percent,
        &[
            "work complete",
            "percent work complete",
            "complete",
            "percent complete",
            "percentage complete",
            "progress percent",
            "completion",
            "done",
            "pct complete",
            "progress",
        ],
    ),
    (
        Field::Status,
        &[
            "rag",
            "status",
            "rag status",
            "rag rating",
            "brag",
            "brag rating",
            "reported status",
            "rating",
            "delivery rag",
            "current rag",
            "brag status",
            "overall rag",
            "action rag",
            "current status",
        ],
    ),
    (
        Field::Notes,
        &[
            "notes",
            "note",
            "update",
            "updates",
            "comment",
            "comments",
            "progress update",
            "progress comment",
            "narrative",
            "commentary",
            "progress to date",
        ],
    ),
    (Field::References, &["references", "cross references", "cross refs", "links", "see also"]),
    (
        Field::Predecessors,
        &[
            "predecessors",
            "predecessor",
            "waits for",
            "depends on",
            "dependencies",
            "dependency",
            "blocked by",
            "pred",
            "preds",
        ],
    ),
    (Field::Milestone, &["milestone", "is milestone"]),
    (Field::Level, &["outline level", "level"]),
    (Field::Summary, &["summary", "is summary"]),
    (Field::Key, &["onpace id"]),
];

/// Beside a code, a column of these names numbers the rows.
const NUMBERS: [&str; 4] = ["id", "no", "number", "item"];

/// The words of [`WORDS`] with what they name.
static FIELDS: LazyLock<HashMap<&str, Field>> =
    LazyLock::new(|| WORDS.iter().rev().flat_map(|(field, names)| names.iter().map(|name| (*name, *field))).collect());

/// What a heading names; `None` where it is none of these.
#[must_use]
pub fn field_of(heading: &str) -> Option<Field> {
    // No heading is longer; a cell of a whole update need not be looked at.
    if heading.len() > 200 {
        return None;
    }
    let words = plain(heading);
    if words.is_empty() || words.len() > 40 {
        return None;
    }
    let named = |words: &str| FIELDS.get(words).copied();
    // "Lead officer(s)" is "Lead officer" unless it has a meaning of its own.
    named(&words).or_else(|| words.strip_suffix(" s").and_then(named))
}

/// The columns of a table, by what they hold; an earlier column wins over a later one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    at: Vec<(Field, usize)>,
}

impl Columns {
    /// The columns of a header row; `None` where a row is none.
    #[must_use]
    pub fn of(cells: &Cells) -> Option<Self> {
        Self::mapped(cells, None)
    }

    /// The same, where a mapping says of some headings what they are.
    #[must_use]
    pub fn mapped(cells: &Cells, mapping: Option<&Mapping>) -> Option<Self> {
        let mut columns = Self::default();
        let said = |cell: &str| mapping.and_then(|mapping| mapping.of(cell));
        if mapping.is_some_and(|mapping| !mapping.columns.is_empty()) {
            for (at, cell) in cells.iter().enumerate() {
                if let Some(Holds::Field(field)) = said(cell).filter(|holds| *holds != Holds::Ignore) {
                    columns.take(field, at);
                }
            }
        }
        for (at, cell) in cells.iter().enumerate() {
            if let Some(field) = field_of(cell).filter(|_| said(cell).is_none()) {
                // "WBS | ID": what is waited for is named by the second, in Project's tables.
                let has_code = field == Field::Code && columns.of_field(Field::Code).is_some();
                let is_number = has_code && NUMBERS.contains(&plain(cell).as_str());
                columns.take(if is_number { Field::Number } else { field }, at);
            }
        }
        if columns.of_field(Field::Predecessors).is_none() {
            columns.at.retain(|(field, _)| *field != Field::Number);
        }
        // "Milestone" beside a title marks dated points; alone, it is what plans of milestones call a row.
        if columns.of_field(Field::Title).is_none() {
            for (field, _) in columns.at.iter_mut().filter(|(field, _)| *field == Field::Milestone) {
                *field = Field::Title;
            }
        }
        // "Ref | Action" and "Pillar | Action" are headings; two words in a row of values are not.
        let names_row = columns.of_field(Field::Title).is_some() || columns.of_field(Field::Code).is_some();
        let rest = columns.at.iter().filter(|(field, _)| !matches!(field, Field::Title | Field::Code)).count();
        (names_row && rest >= 1).then_some(columns)
    }

    /// Takes a column, unless an earlier one holds the same.
    fn take(&mut self, field: Field, at: usize) {
        if self.of_field(field).is_none() {
            self.at.push((field, at));
        }
    }

    /// What a column holds.
    #[must_use]
    pub fn at(&self, column: usize) -> Option<Field> {
        self.at.iter().find(|(_, at)| *at == column).map(|(field, _)| *field)
    }

    /// Where the known columns stand.
    pub fn all(&self) -> impl Iterator<Item = usize> {
        self.at.iter().map(|(_, at)| *at)
    }

    /// The leftmost cell that is a heading, of those known.
    #[must_use]
    pub fn first(&self) -> Option<usize> {
        self.at.iter().map(|(_, at)| *at).min()
    }

    /// How many columns are known.
    #[must_use]
    pub fn count(&self) -> usize {
        self.at.len()
    }

    /// The same columns, with one of them left aside.
    #[must_use]
    pub fn without(mut self, field: Field) -> Self {
        self.at.retain(|(known, _)| *known != field);
        self
    }

    /// Which column holds a field.
    #[must_use]
    pub fn of_field(&self, field: Field) -> Option<usize> {
        self.at.iter().find(|(known, _)| *known == field).map(|(_, at)| *at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_the_words_of_real_plans() {
        for (heading, field) in [
            ("Task Name", Field::Title),
            ("LO/AO", Field::Officers),
            ("% Work Complete", Field::Percent),
            ("RAG", Field::Status),
            ("By when?", Field::Finish),
            ("Responsible officer(s)", Field::Officers),
            ("duration_days", Field::Duration),
            ("focus_area", Field::FocusArea),
            ("Ref.", Field::Code),
            ("Start date", Field::Start),
            ("Lead Officer", Field::Lead),
        ] {
            assert_eq!(field_of(heading), Some(field), "{heading}");
        }
        assert_eq!(field_of("Budget code 7"), None);
    }
}
