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
}

impl Register {
    /// What it lists, in words.
    pub(super) const fn in_words(self) -> &'static str {
        match self {
            Self::Measures => "measures",
            Self::Risks => "risks",
            Self::Money => "money",
            Self::Cases => "things or cases",
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
        () => None,
    }
}
