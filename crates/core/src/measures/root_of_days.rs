//! Days as their root of 3.6 and back: of events that come by chance the days between them are skewed, their root is not.
//! **Not here.** The chart of such roots ([`super::between`]).

use super::value::MeasureValue;

/// The root that evens gaps out (Nelson, 1994).
const ROOT: f64 = 3.6;

/// Rounded to a millionth, so that rules compare whole numbers.
pub(super) fn root(days: i32) -> MeasureValue {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gap_of_a_century_comes_back_from_its_root() {
        for days in 0..36_525 {
            assert!(days_of(root(days)).cmp_value(MeasureValue::whole(days)).is_eq(), "{days}");
        }
    }
}
