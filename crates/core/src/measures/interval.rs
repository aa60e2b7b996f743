//! How sure a proportion, a rate or a difference is: 95 % intervals by Wilson, Byar and Newcombe. The only place of measures
//! with floating point; nothing is compared for equality behind it. **Not here.** Limits of a chart ([`super::xmr`]).

/// The normal deviate of 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// An estimate with its interval, in the unit of the estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The estimate.
    pub estimate: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Whether it holds nothing: "could be chance".
    #[must_use]
    pub fn holds_zero(&self) -> bool {
        self.low <= 0.0 && 0.0 <= self.high
    }

    /// How it lies to another value: wholly above, wholly below, or neither.
    #[must_use]
    pub fn beside(&self, value: f64) -> BesideBenchmark {
        if self.low > value {
            BesideBenchmark::Above
        } else if self.high < value {
            BesideBenchmark::Below
        } else {
            BesideBenchmark::Similar
        }
    }

    fn times(self, by: f64) -> Self {
        Self { estimate: self.estimate * by, low: self.low * by, high: self.high * by }
    }
}

/// How an interval lies to a benchmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BesideBenchmark {
    /// All of it is above.
    Above,
    /// All of it is below.
    Below,
    /// It holds it.
    Similar,
}

#[expect(clippy::cast_precision_loss, reason = "counts of people are far inside f64's exact range")]
fn float(count: u64) -> f64 {
    count as f64
}

/// A proportion, in hundredths, by Wilson's score; none of nothing, or of more than all.
#[must_use]
pub fn wilson(part: u64, whole: u64) -> Option<Interval> {
    if whole == 0 || part > whole {
        return None;
    }
    let (low, high) = wilson_of_one(part, whole);
    Some(Interval { estimate: float(part) / float(whole), low, high }.times(100.0))
}

fn wilson_of_one(part: u64, whole: u64) -> (f64, f64) {
    let (x, n, square) = (float(part), float(whole), Z * Z);
    let middle = 2.0_f64.mul_add(x, square);
    let half = Z * (square + 4.0 * x * (1.0 - x / n)).sqrt();
    let below = 2.0 * (n + square);
    let low = if part == 0 { 0.0 } else { (middle - half) / below };
    let high = if part == whole { 1.0 } else { (middle + half) / below };
    (low.max(0.0), high.min(1.0))
}

/// A rate of events among so many, a `per`, by Byar's approximation; none of nobody.
#[must_use]
pub fn byar(events: u64, among: u64, per: u64) -> Option<Interval> {
    if among == 0 {
        return None;
    }
    let (x, by) = (float(events), float(per) / float(among));
    let end = |count: f64, sign: f64| count * (1.0 - 1.0 / (9.0 * count) + sign * Z / (3.0 * count.sqrt())).powi(3);
    let low = if events == 0 { 0.0 } else { end(x, -1.0) };
    Some(Interval { estimate: x, low, high: end(x + 1.0, 1.0) }.times(by))
}

/// The second proportion less the first, in points, by Newcombe's hybrid score; none where either is none.
#[must_use]
pub fn newcombe(first: (u64, u64), second: (u64, u64)) -> Option<Interval> {
    let (a, b) = (wilson(first.0, first.1)?, wilson(second.0, second.1)?);
    let difference = b.estimate - a.estimate;
    let low = difference - (b.estimate - b.low).hypot(a.high - a.estimate);
    let high = difference + (b.high - b.estimate).hypot(a.estimate - a.low);
    Some(Interval { estimate: difference, low, high })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_no_interval_and_the_ends_stay_inside() {
        assert_eq!((wilson(1, 0), wilson(3, 2), byar(1, 0, 100), newcombe((1, 0), (1, 2))), (None, None, None, None));
        for (part, whole) in [(0, 1), (1, 1), (0, 1_000_000), (u64::MAX / 2, u64::MAX)] {
            let found = wilson(part, whole).unwrap();
            assert!(
                0.0 <= found.low && found.low <= found.estimate && found.estimate <= found.high && found.high <= 100.0
            );
        }
        assert!(newcombe((9, 20), (12, 20)).unwrap().holds_zero());
        assert_eq!(wilson(11, 25).unwrap().beside(80.0), BesideBenchmark::Below);
    }
}
