//! Figures that sentences and pictures need beside those of the plan and the round: how far from the plan, how many need
//! the board, what a forecast rests on. Each has its key, its words and how it is counted, in one line of the list.
//!
//! A document lists those that it prints. They are in no pack's signature. **Not here.** The figures of a plan and of a
//! round, which the core counts.

use crate::document::{Block, Inline};
use crate::ground::Ground;
use onpace_core::claim::ClaimVerdict;
use onpace_core::falling_due;
use onpace_core::figure::{Counted, Figure, FigureDefinition, FigureValue, Rows};
use onpace_core::forecast::Forecast;
use onpace_core::ids::RowKey;
use onpace_core::plan::held::Held;
use onpace_core::policy::Tone;
use onpace_core::quantity::Percent;
use onpace_core::survey::Survey;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A figure that is worked out from others, or from what was found.
pub(crate) struct DerivedFigure {
    of: FigureDefinition,
    count: fn(&Ground<'_>) -> Option<Counted>,
}

impl DerivedFigure {
    const fn new(
        key: &'static str,
        label: &'static str,
        definition: &'static str,
        count: fn(&Ground<'_>) -> Option<Counted>,
    ) -> Self {
        Self { of: FigureDefinition::fixed(key, label, definition), count }
    }
}

/// Every one of them.
pub(crate) static FIGURES: [DerivedFigure; 13] = [
    DerivedFigure::new(
        "need_board",
        "that need the board",
        "Actions whose finish has passed before they were complete, or whose status is red.",
        |ground| Some(Counted::rows(need_board(&ground.assessment.survey))),
    ),
    DerivedFigure::new(
        "points_from_plan",
        "percentage points from the plan",
        "The difference of what is planned by now and what is reported complete, both by working days and as they are printed.",
        |ground| Some(of_plan(ground, FigureValue::Points(points_from_plan(&ground.assessment.survey)?))),
    ),
    DerivedFigure::new(
        "most_due",
        "that finish in the busiest month or quarter",
        "Actions that finish in the month, or for a long plan the quarter, in which most do.",
        |ground| most_due(&ground.assessment.survey).map(Counted::rows),
    ),
    DerivedFigure::new(
        "durations",
        "rows with a duration",
        "Rows of the source that say how many working days they take.",
        |ground| {
            let rows = ground.assessment.survey.plan.rows.iter().enumerate();
            Some(Counted::rows(rows.filter(|(_, row)| row.duration.is_some()).map(|(at, _)| at).collect()))
        },
    ),
    DerivedFigure::new(
        "durations_with_holidays",
        "durations that count bank holidays",
        "Rows whose duration is right only where bank holidays are working days.",
        |ground| {
            let found = ground.assessment.of_rule("holidays-counted");
            Some(Counted::names(found.map(|one| one.subject.as_deref().unwrap_or_default().into()).collect()))
        },
    ),
    DerivedFigure::new(
        "forecast_earned_days",
        "working days of work done",
        "Working days from the start of the plan to the day on which, by plan, today\u{2019}s progress should have been reached.",
        |ground| Some(of_plan(ground, FigureValue::Days(forecast(ground)?.earned_days))),
    ),
    DerivedFigure::new(
        "forecast_gone_days",
        "working days gone",
        "Working days from the start of the plan to the day of the report.",
        |ground| Some(of_plan(ground, FigureValue::Days(forecast(ground)?.gone_days))),
    ),
    DerivedFigure::new(
        "forecast_pace",
        "pace",
        "Working days of work done over working days gone: 100% is on pace.",
        |ground| Some(of_plan(ground, FigureValue::Percent(Some(forecast(ground)?.pace)))),
    ),
    DerivedFigure::new(
        "numbers_agree",
        "numbers of the document that agree",
        "Numbers in the prose and the tables of figures of the source that its rows, or its other numbers, bear out.",
        |ground| Some(numbers(ground, ClaimVerdict::Agrees)),
    ),
    DerivedFigure::new(
        "numbers_disagree",
        "numbers of the document that disagree",
        "Numbers in the prose and the tables of figures of the source that its rows, or its other numbers, contradict.",
        |ground| Some(numbers(ground, ClaimVerdict::Disagrees)),
    ),
    DerivedFigure::new(
        "numbers_not_counted",
        "numbers of the document that cannot be counted",
        "Numbers in the prose and the tables of figures of the source that nothing in it counts.",
        |ground| Some(numbers(ground, ClaimVerdict::NotCounted)),
    ),
    DerivedFigure::new(
        "numbers_no_claim",
        "numbers of the document that claim nothing",
        "Numbers in the prose of the source that name or date something: a page, a clause, a phone number.",
        |ground| Some(numbers(ground, ClaimVerdict::NoClaim)),
    ),
    DerivedFigure::new(
        "round_waiting",
        "answers not looked at",
        "Answers that nobody had looked at when the figures were frozen.",
        |ground| {
            let frozen = ground.frozen.as_ref()?;
            let round = frozen.round;
            let waiting = round.standing().filter(|answer| answer.moderated.is_none() && !answer.late);
            let name = |row: &RowKey| frozen.state.row(row).map_or_else(|| row.to_string(), Held::name).into();
            Some(Counted::names(waiting.map(|answer| name(&answer.row)).collect()))
        },
    ),
];

/// So many numbers of the document came to a verdict.
fn numbers(ground: &Ground<'_>, verdict: ClaimVerdict) -> Counted {
    let statements = &ground.assessment.survey.account().statements;
    let found = statements.iter().flat_map(|statement| &statement.numbers).filter(|number| number.verdict == verdict);
    Counted::names(found.map(|number| Arc::from(number.text.as_str())).collect())
}

/// The figure of a key, where it can be counted.
pub(crate) fn figure(ground: &Ground<'_>, key: &str) -> Option<Figure> {
    let names = |at: usize| ground.assessment.survey.plan.rows.get(at).map(|row| Arc::from(row.name()));
    let one = FIGURES.iter().find(|one| one.of.key == key)?;
    Some((one.count)(ground)?.figure(one.of.clone(), &names))
}

/// Those that a document prints, each once, in the order of the list.
pub(crate) fn used(ground: &Ground<'_>, blocks: &[Block]) -> Vec<Figure> {
    let keys = keys(blocks);
    FIGURES.iter().filter(|one| keys.contains(&*one.of.key)).filter_map(|one| figure(ground, &one.of.key)).collect()
}

/// The figures that stand in sentences.
pub(crate) fn keys(blocks: &[Block]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Callout { body: inlines, .. } => note(inlines, &mut keys),
            Block::List { items, .. } => items.iter().for_each(|item| note(item, &mut keys)),
            Block::Chart(chart) => note(&chart.title, &mut keys),
            Block::Headline(_) | Block::Heading { .. } | Block::Table(_) | Block::Key => {}
        }
    }
    keys
}

fn note(inlines: &[Inline], keys: &mut BTreeSet<String>) {
    keys.extend(inlines.iter().filter_map(|inline| match inline {
        Inline::Figure { key, .. } => Some(key.clone()),
        Inline::Text(_) | Inline::Strong(_) | Inline::Status(_) | Inline::Link { .. } => None,
    }));
}

/// Actions past their finish, and those at a status that is red.
pub(crate) fn need_board(survey: &Survey<'_>) -> Vec<usize> {
    survey.actions_where(|row, state| {
        let level = state.verdict.as_ref().and_then(|verdict| survey.policy.level(&verdict.level));
        survey.is_past_finish(row, state) || level.is_some_and(|level| level.tone == Tone::Red)
    })
}

/// How far what is reported is from what is planned, either way, as both are printed.
pub(crate) fn points_from_plan(survey: &Survey<'_>) -> Option<Percent> {
    let (complete, planned) = (survey.percent_of("percent_complete")?, survey.percent_of("percent_planned")?);
    Some(Percent::tenths((planned.in_tenths() - complete.in_tenths()).abs()))
}

/// The actions of the month or quarter in which most finish, of the first where several have as many.
pub(crate) fn most_due(survey: &Survey<'_>) -> Option<Vec<usize>> {
    let grid = falling_due::grid(survey)?;
    let due = |slot: usize| -> Vec<usize> {
        grid.rows.iter().filter_map(|row| row.cells.get(slot)).flatten().copied().collect()
    };
    (0..grid.slots.len()).map(due).rev().max_by_key(Vec::len)
}

fn forecast<'a>(ground: &'a Ground<'_>) -> Option<&'a Forecast> {
    ground.assessment.forecast.as_ref().ok()
}

/// A value that is worked out from the dates and the percentages of all actions.
fn of_plan(ground: &Ground<'_>, value: FigureValue) -> Counted {
    let actions = ground.assessment.survey.plan.actions().map(|(at, _)| at).collect();
    Counted { value, rows: Rows::OfPlan(actions) }
}
