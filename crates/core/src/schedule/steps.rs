//! Numbers in order, and how many of them are below another: found in a step or two where they lie evenly, by a binary
//! search at worst.
//!
//! **Not here.** What the numbers mean ([`super::hours`] keeps days and amounts of work in them).

/// So many marks a number: more find it sooner and take room.
const MARKS: usize = 4;

/// How many numbers lie below each of evenly spaced marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Steps {
    first: i64,
    shift: u32,
    below: Box<[u32]>,
    count: usize,
}

impl Steps {
    /// Of numbers that stand in order.
    pub(super) fn of(numbers: &[i64]) -> Self {
        let (Some(first), Some(last)) = (numbers.first().copied(), numbers.last()) else { return Self::default() };
        let span = last.saturating_sub(first).max(0);
        let most = i64::try_from(numbers.len() * MARKS).unwrap_or(i64::MAX);
        let shift = (0..63).find(|shift| span >> shift <= most).unwrap_or(63);
        let marks = (0..=(span >> shift) + 1).map(|n| first.saturating_add(n << shift));
        let below =
            marks.map(|mark| u32::try_from(numbers.partition_point(|number| *number < mark)).unwrap_or(u32::MAX));
        Self { first, shift, below: below.collect(), count: numbers.len() }
    }

    /// How many are below a number; `is_below` says of the one at a place whether it is.
    pub(super) fn below(&self, number: i64, is_below: impl Fn(usize) -> bool) -> usize {
        if self.count == 0 || number <= self.first {
            return 0;
        }
        let mark = usize::try_from(number.saturating_sub(self.first) >> self.shift).unwrap_or(usize::MAX);
        let Some(until) = self.below.get(mark.saturating_add(1)) else { return self.count };
        let (mut low, mut high) = (self.below[mark] as usize, *until as usize);
        while low < high {
            let middle = low + (high - low) / 2;
            if is_below(middle) { low = middle + 1 } else { high = middle }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_are_below_as_a_count_says() {
        let far = [i64::MIN / 4, -7, -7, 0, 1, 2, 3, 1_000, i64::MAX / 4];
        let even: Vec<i64> = (0..500).map(|n| n * 45 - 3_000).collect();
        for numbers in [&far[..], &even, &[5], &[5, 5, 5], &[]] {
            let steps = Steps::of(numbers);
            let around = numbers.iter().flat_map(|number| [number - 1, *number, number + 1]);
            for wanted in around.chain([i64::MIN, -1_000_000, 0, 21, 1_000_000, i64::MAX]) {
                let counted = numbers.iter().filter(|number| **number < wanted).count();
                assert_eq!(steps.below(wanted, |at| numbers[at] < wanted), counted, "{wanted} in {numbers:?}");
            }
        }
    }
}
