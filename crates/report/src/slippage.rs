//! Actions against the dates that were frozen: when each runs, when it was to run, how far it slipped and can slip.

use crate::document::{Bar, Chart, ColumnKind, Picture, Table, Timeline};
use crate::sentences::text;
use crate::tables::column;
use onpace_core::day::{self, Date};
use onpace_core::plan::facts::DateFact;
use onpace_core::plan::held::HeldBaseline;
use onpace_core::schedule::dependencies::Dependencies;
use onpace_core::survey::Survey;

/// Bars of one picture.
pub const MOST_BARS: usize = 40;

/// When one row runs, and was to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlippageLine {
    /// The row of the plan.
    pub row: usize,
    /// First and last day; none without dates.
    pub now: Option<(Date, Date)>,
    /// The same in the baseline.
    pub then: Option<(Date, Date)>,
    /// Working days that the finish slipped, later being positive.
    pub slip: Option<i32>,
    /// Working days by which it can slip without putting off the end of the plan; none where it is complete, or where
    /// it waits for nothing and nothing for it.
    pub slack: Option<i32>,
}

impl SlippageLine {
    /// Whether any slip of it puts off the end of the plan.
    #[must_use]
    pub fn is_critical(&self) -> bool {
        self.slack.is_some_and(|days| days <= 0)
    }
}

/// The lines of some rows.
#[must_use]
pub fn lines(survey: &Survey<'_>, rows: &[usize], baseline: Option<&HeldBaseline>) -> Vec<SlippageLine> {
    let then = |at: usize| {
        let key = survey.plan.rows[at].key.as_deref()?;
        let frozen = baseline?.rows.iter().find(|frozen| frozen.row == key)?;
        let finish = frozen.finish.as_ref()?.dated()?.when.last;
        let start = frozen.start.as_ref().and_then(DateFact::dated).map_or(finish, |start| start.when.first);
        Some((start.min(finish), finish))
    };
    let slack = Dependencies::of(survey.plan, survey.calendar).map(|waits| waits.slack()).unwrap_or_default();
    let line = |at: &usize| {
        let now = survey.rows[*at].stretch.map(|s| (s.start, s.finish));
        let then = then(*at);
        let slip = now.zip(then).map(|((_, now), (_, then))| survey.calendar.between(then, now));
        SlippageLine { row: *at, now, then, slip, slack: slack.get(at).copied() }
    };
    rows.iter().map(line).collect()
}

/// The picture of at most [`MOST_BARS`] lines; none where none has dates. Its table twin is empty: who
/// shows the picture writes the lines beside it.
#[must_use]
pub fn picture(survey: &Survey<'_>, lines: &[SlippageLine], title: &str) -> Option<Chart> {
    let bar = |line: &SlippageLine| {
        let row = &survey.plan.rows[line.row];
        let (start, finish) = line.now?;
        Some(Bar {
            code: row.code.to_string(),
            label: row.title.to_string(),
            group: false,
            start,
            finish,
            percent: row.percent,
            status: survey.level_of(line.row).cloned(),
            baseline: line.then,
            critical: line.is_critical(),
        })
    };
    let bars: Vec<Bar> = lines.iter().take(MOST_BARS).filter_map(bar).collect();
    let starts = bars.iter().flat_map(|b| [Some(b.start), b.baseline.map(|(start, _)| start)]).flatten();
    let finishes = bars.iter().flat_map(|b| [Some(b.finish), b.baseline.map(|(_, finish)| finish)]).flatten();
    let (from, to) = (starts.min()?, finishes.max()?);
    let against =
        if bars.iter().any(|bar| bar.baseline.is_some()) { ", and below it the outline of its baseline" } else { "" };
    let edge = if bars.iter().any(|bar| bar.critical) { " A thick edge marks the critical path." } else { "" };
    Some(Chart {
        id: "timeline".to_owned(),
        title: vec![text(title)],
        description: format!(
            "One bar for each action from its start to its finish, filled as far as reported{against}; a line at {}.{edge} The table has the same dates.",
            day::in_words(survey.on)
        ),
        picture: Picture::Timeline(Timeline { from, to, as_at: survey.on, bars }),
        table: Table {
            id: "timeline-data".to_owned(),
            caption: title.to_owned(),
            columns: vec![column("Action", ColumnKind::Text, 1)],
            row_header: 0,
            rows: Vec::new(),
            note: None,
        },
    })
}
