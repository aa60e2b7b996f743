//! Days between rare events: a chart of each gap, judged on a scale on which such gaps lie evenly (a t-chart). Of events that
//! come by chance the days between them are skewed; their root of 3.6 is not, so the rules of every other chart hold of it.
//! **Not here.** Those rules ([`super::xmr`]); twelve months together, where only months are known ([`super::assessed`]).

use super::period::Period;
use super::series::{Better, MeasurePoint};
use super::value::MeasureValue;
use super::xmr::{ChartRules, XmrChart};

/// The root that evens gaps out (Nelson, 1994).
const ROOT: f64 = 3.6;
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

/// Rounded to a millionth, so that rules compare whole numbers.
fn root(days: i32) -> MeasureValue {
    scaled(f64::from(days.max(0)).powf(1.0 / ROOT), 6)
}

/// Days out of their root; below nothing there is none.
pub(super) fn days_of(root: MeasureValue) -> MeasureValue {
    #[expect(clippy::cast_precision_loss, reason = "a root of days is a small number")]
    let root = root.millionths() as f64 / 1_000_000.0;
    scaled(root.max(0.0).powf(ROOT), 1)
}

#[expect(clippy::cast_possible_truncation, reason = "days of a century are far inside it")]
fn scaled(number: f64, places: u8) -> MeasureValue {
    let by = 10_f64.powi(i32::from(places));
    let millionths = (number * by).round() * 10_f64.powi(6 - i32::from(places));
    MeasureValue::of_millionths(millionths as i128, places).unwrap_or(MeasureValue::whole(0))
}

/// Which way is better for the days between: the fewer events, the more days.
pub(super) const fn better(of_events: Better) -> Better {
    match of_events {
        Better::Up => Better::Down,
        Better::Down => Better::Up,
        Better::Neither => Better::Neither,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gap_of_a_century_comes_back_from_its_root() {
        for days in 0..36_525 {
            assert_eq!(days_of(root(days)), MeasureValue::whole(days), "{days}");
        }
    }
}
