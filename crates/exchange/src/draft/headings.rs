//! Headings that are known whole, in the field's many words. **Not here.** Headings that are read word by word
//! ([`super::meaning`]).

use crate::field::{Field, plain};
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
            "card name",
            "subject",
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
            "key issue",
            "key priority",
            "key theme",
            "section column",
            "weakness",
            "area",
            "objective",
            "outcome",
            "strand",
            "area for improvement",
            "focus area code",
        ],
    ),
    (Field::Kind, &["kind", "row kind", "row type", "type", "issue type", "item type", "tracker", "work item type"]),
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
    (Field::Duration, &["duration", "duration days", "duration in days", "days", "working days"]),
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
