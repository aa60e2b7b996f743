//! Which counts a printed percentage allows: 12.0 % of 25 is 3, and nothing else. **Not here.** Tables of counts
//! ([`super::choose`]).

use crate::measures::value::{MeasureValue, rounded};

/// The least and the largest count of a whole that is printed as a percentage; none where no count is.
#[must_use]
pub fn counts_of(percent: MeasureValue, whole: u64) -> Option<(u64, u64)> {
    let unit = 10_i128.pow(6 - u32::from(percent.places().min(6)));
    let (twice, whole) = (2 * i128::from(percent.millionths()), i128::from(whole));
    // count · 100 · 10^6 / whole lies within half a unit of the last place.
    let at_least = ceiling((twice - unit) * whole, 200_000_000);
    let at_most = ((twice + unit) * whole).div_euclid(200_000_000);
    let prints_so = |count: &i128| {
        let millionths = rounded(*count * 100_000_000, whole).unwrap_or(-1);
        MeasureValue::of_millionths(millionths, 6).map(|value| value.to_places(percent.places())) == Some(percent)
    };
    let range = at_least.max(0)..=at_most.min(whole);
    let least = range.clone().find(prints_so)?;
    let most = range.rev().find(prints_so)?;
    Some((u64::try_from(least).ok()?, u64::try_from(most).ok()?))
}

fn ceiling(part: i128, by: i128) -> i128 {
    -(-part).div_euclid(by)
}
