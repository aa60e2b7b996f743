//! Days between rare events: a chart of each gap, judged on a scale on which such gaps lie evenly (a t-chart). Of events that
//! come by chance the days between them are skewed; their root of 3.6 is not, so the rules of every other chart hold of it.
//! **Not here.** Those rules ([`super::xmr`]); twelve months together, where only months are known ([`super::assessed`]).

use super::period::Period;
use super::root_of_days::root;
use super::series::{Better, MeasurePoint};
use super::xmr::{ChartRules, XmrChart};

/// So many events of one day are points of their own.
const MOST_OF_A_DAY: i64 = 20;

/// The chart of the days between events. `given` has how many happened on each day on which any did.
#[must_use]
pub(super) fn chart(given: &[MeasurePoint], rules: &ChartRules<'_>) -> XmrChart {
    XmrChart::of(&gaps(given), rules).in_days()
}

/// The root of the days behind the event before, at each event but the first.
fn gaps(given: &[MeasurePoint]) -> Vec<MeasurePoint> {
    let mut points: Vec<MeasurePoint> = Vec::new();
    let mut before: Option<Period> = None;
    for point in given {
        let events = point.counted().map_or(0, |value| value.millionths() / 1_000_000);
        if events < 1 {
            continue;
        }
        let mut add = |days: i32| points.push(MeasurePoint { value: Some(root(days)), counts: None, ..*point });
        if let Some(before) = before {
            add((point.period.first() - before.first()).get_days());
        }
        // Two on one day have no day between them.
        (1..events.min(MOST_OF_A_DAY)).for_each(|_| add(0));
        before = Some(point.period);
    }
    points
}

/// Which way is better for the days between: the fewer events, the more days.
pub(super) const fn better(of_events: Better) -> Better {
    match of_events {
        Better::Up => Better::Down,
        Better::Down => Better::Up,
        Better::Neither => Better::Neither,
    }
}
