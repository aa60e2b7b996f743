//! Tables that stand beside plans and list something else: measures, risks, money, things and cases. They are told by several of
//! their headings together, and never where a heading names what is to be done. **Not here.** Tables that list the plan again
//! ([`super::kinds`]).

use super::tables::Table;
use crate::field::Field;

/// What a table lists that is no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Register {
    /// Indicators with their baselines and targets.
    Measures,
    /// Risks with their scores.
    Risks,
    /// Budgets and spending.
    Money,
    /// Things that are owned, or cases that came in.
    Cases,
    /// Counts and shares of something that each row names.
    Counts,
}

impl Register {
    /// What it lists, in words.
    pub(super) const fn in_words(self) -> &'static str {
        match self {
            Self::Measures => "measures",
            Self::Risks => "risks",
            Self::Money => "money",
            Self::Cases => "things or cases",
            Self::Counts => "counts",
        }
    }

    /// Whether such a table may hold a plan where a file has no other.
    pub(super) const fn may_be_a_plan(self) -> bool {
        matches!(self, Self::Risks | Self::Measures | Self::Money)
    }
}

/// Words of headings that name what is to be done.
const ACTS: &[&str] = &[
    "action",
    "actions",
    "task",
    "tasks",
    "activity",
    "activities",
    "deliverable",
    "deliverables",
    "milestone",
    "milestones",
    "recommendation",
    "recommendations",
    "step",
    "steps",
    "improvement",
    "improvements",
    "commitment",
    "initiative",
    "intervention",
    "project",
    "objective",
];
const MEASURES: &[&str] = &["indicator", "indicators", "kpi", "kpis", "metric", "metrics", "measure", "measures"];
const TARGETS: &[&str] = &["baseline", "target", "targets", "benchmark", "trend", "actual", "national"];
const SCORES: &[&str] = &[
    "likelihood",
    "impact",
    "score",
    "mitigation",
    "mitigations",
    "inherent",
    "residual",
    "control",
    "controls",
    "probability",
    "severity",
];
const AMOUNTS: &[&str] =
    &["budget", "forecast", "variance", "spend", "spent", "outturn", "amount", "allocation", "income", "expenditure"];
const CASES: &[&str] = &[
    "asset",
    "serial",
    "warranty",
    "purchase",
    "purchased",
    "supplier",
    "model",
    "complaint",
    "complainant",
    "received",
    "invoice",
    "vehicle",
    "mileage",
    "upheld",
    "case",
    "applicant",
    "patient",
    "pupil",
    "attendee",
];

/// What a table lists, where its headings say that it is no plan.
pub(super) fn of(table: &Table<'_>) -> Option<Register> {
    let words: Vec<String> = table
        .headings()
        .iter()
        .flat_map(|heading| heading.split(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let count = |all: &[&str]| all.iter().filter(|word| words.iter().any(|said| said == *word)).count();
    let has_day = [Field::Start, Field::Finish].into_iter().any(|field| table.columns.of_field(field).is_some());
    let is_of_risks = words.iter().any(|word| word == "risk" || word == "risks") && count(SCORES) >= 2;
    match () {
        () if is_of_risks && count(ACTS) < 2 => Some(Register::Risks),
        () if count(ACTS) > 0 => None,
        () if count(MEASURES) > 0 && count(TARGETS) > 0 => Some(Register::Measures),
        () if count(AMOUNTS) >= 2 && !has_day => Some(Register::Money),
        () if count(CASES) >= 2 => Some(Register::Cases),
        () if is_of_counts(table) => Some(Register::Counts),
        () => None,
    }
}

/// Fields of which a plan has one beside its codes.
const OF_PLANS: [Field; 6] =
    [Field::Title, Field::Start, Field::Finish, Field::Lead, Field::Officers, Field::Accountable];

/// Whether a table names something in its first column and counts it in all others: "Amber | 5 | 19%".
fn is_of_counts(table: &Table<'_>) -> bool {
    let says_more = OF_PLANS
        .iter()
        .any(|field| table.columns.of_field(*field).is_some_and(|at| table.columns.guessed_title() != Some(at)));
    let is_count = |cell: &str| {
        let bare = cell.trim().trim_end_matches('%').trim();
        bare.is_empty() || bare.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
    };
    let counts = |row: &&crate::grid::GridRow| {
        let mut cells = row.cells.iter();
        row.cells.len() > 1
            && cells.next().is_some_and(|name| !name.trim().is_empty() && !is_count(name))
            && cells.all(is_count)
    };
    !says_more && table.body.len() > 1 && table.body.iter().all(counts)
}
