//! A run chart: the median, and Anhøj's two rules, for series that are too short for limits.
//!
//! A run is longer than chance allows where it has more than round(log2 n) + 3 points, and there are too few crossings where
//! a fair coin, tossed n − 1 times, shows fewer in less than one of twenty series (Anhøj and Olesen, 2014). n counts the points
//! beside the median. **Not here.** Limits ([`super::xmr`]).

use super::value::{MeasureValue, rounded};

/// With fewer points beside the median nothing is said.
pub const FEWEST_FOR_RUNS: usize = 10;
/// So many points are looked at, the last ones; the coin's sums stay exact.
const MOST_POINTS: usize = 120;

/// A run chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunChart {
    /// The median of its points.
    pub median: MeasureValue,
    /// Points beside it.
    pub useful: usize,
    /// How many of them the longest run has, and how many one may have.
    pub longest: usize,
    /// As above.
    pub longest_allowed: usize,
    /// How often the line crosses the median, and how often at least it should.
    pub crossings: usize,
    /// As above.
    pub crossings_expected: usize,
}

impl RunChart {
    /// The run chart of values, in order; none without one.
    #[must_use]
    pub fn of(values: &[MeasureValue]) -> Option<Self> {
        let values = values.get(values.len().saturating_sub(MOST_POINTS)..)?;
        let mut sorted: Vec<MeasureValue> = values.to_vec();
        sorted.sort_by(|one, other| one.cmp_value(*other));
        let middle = sorted.len() / 2;
        let (low, high) = (sorted.get((sorted.len().checked_sub(1)?) / 2)?, sorted.get(middle)?);
        let both = i128::from(low.millionths()) + i128::from(high.millionths());
        // A half needs a place more.
        let half = rounded(both, 2)?;
        let is_exact = |places: &u8| half % 10_i128.pow(6 - u32::from(*places)) == 0;
        let places = (low.places().max(high.places())..6).find(is_exact).unwrap_or(6);
        let median = MeasureValue::of_millionths(half, places)?;
        // Twice, so that a half is exact.
        let sides: Vec<bool> = values
            .iter()
            .map(|value| (i128::from(value.millionths()) * 2).cmp(&both))
            .filter(|side| side.is_ne())
            .map(std::cmp::Ordering::is_gt)
            .collect();
        let (mut longest, mut length) = (0, 0);
        for (at, side) in sides.iter().enumerate() {
            length = if at > 0 && sides.get(at - 1) == Some(side) { length + 1 } else { 1 };
            longest = longest.max(length);
        }
        Some(Self {
            median,
            useful: sides.len(),
            longest,
            longest_allowed: log2_rounded(sides.len()) + 3,
            crossings: sides.windows(2).filter(|pair| pair[0] != pair[1]).count(),
            crossings_expected: fewest_crossings(sides.len()),
        })
    }

    /// Whether something other than chance is at work; none where there are too few points to say.
    #[must_use]
    pub const fn has_signal(&self) -> Option<bool> {
        if self.useful < FEWEST_FOR_RUNS {
            return None;
        }
        Some(self.longest > self.longest_allowed || self.crossings < self.crossings_expected)
    }
}

/// The binary logarithm of a number, rounded: k where n² lies between 2 to the 2k − 1 and 2 to the 2k + 1.
fn log2_rounded(number: usize) -> usize {
    let square = number.saturating_mul(number);
    (1..64)
        .find(|k| square < 1_usize.checked_shl(2 * k + 1).unwrap_or(usize::MAX))
        .map_or(0, |k| usize::try_from(k).unwrap_or(0))
        .max(usize::from(number > 1))
}

/// The 5 % quantile of heads among n − 1 tosses of a fair coin.
fn fewest_crossings(points: usize) -> usize {
    let tosses = u32::try_from(points.saturating_sub(1)).unwrap_or(0);
    let all = 1_u128 << tosses;
    let (mut ways, mut sum) = (1_u128, 0_u128);
    for heads in 0..=tosses {
        sum += ways;
        // sum / 2^n ≥ 1 / 20
        if sum >= all.div_ceil(20) {
            return usize::try_from(heads).unwrap_or(0);
        }
        ways = ways * u128::from(tosses - heads) / u128::from(heads + 1);
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_allow_what_their_paper_says() {
        // Anhøj & Olesen 2014, table 1.
        for (useful, longest, crossings) in [
            (10, 6, 2),
            (11, 6, 2),
            (12, 7, 3),
            (15, 7, 4),
            (20, 7, 6),
            (22, 7, 7),
            (23, 8, 7),
            (24, 8, 8),
            (40, 8, 14),
        ] {
            assert_eq!((log2_rounded(useful) + 3, fewest_crossings(useful)), (longest, crossings), "{useful} points");
        }
    }

    #[test]
    fn a_run_and_too_few_crossings_are_signals_and_points_on_the_median_are_skipped() {
        let of = |numbers: &[i32]| {
            let values: Vec<MeasureValue> = numbers.iter().map(|number| MeasureValue::whole(*number)).collect();
            RunChart::of(&values)
        };
        assert_eq!(of(&[]), None);
        let steady = of(&[5, 3, 6, 2, 7, 1, 8, 2, 6, 3]).unwrap();
        assert_eq!((steady.median.to_string().as_str(), steady.has_signal()), ("4", Some(false)));
        let risen = of(&[1, 1, 1, 1, 1, 9, 9, 9, 9, 9]).unwrap();
        assert_eq!((risen.median.to_string().as_str(), risen.crossings, risen.has_signal()), ("5", 1, Some(true)));
        let flat = of(&[4; 12]).unwrap();
        assert_eq!((flat.useful, flat.has_signal()), (0, None));
        assert_eq!(of(&[1, 2]).unwrap().median.to_string(), "1.5");
    }
}
