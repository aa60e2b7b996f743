//! An area's value beside those of its statistical neighbours: rank, ties, middle and ends, and how many say nothing. **Not
//! here.** Which areas those are.

use super::series::Better;
use super::value::{MeasureValue, rounded};

/// Where an area stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmongNeighbours {
    /// From the best, the first is 1; those that are level share it.
    pub rank: usize,
    /// How many have a figure, with the area itself.
    pub of: usize,
    /// How many neighbours are level with it.
    pub level_with: usize,
    /// The middle of the neighbours that have one.
    pub median: MeasureValue,
    /// Their lowest and highest.
    pub lowest: MeasureValue,
    /// As above.
    pub highest: MeasureValue,
    /// Neighbours with and without a figure.
    pub with_a_value: usize,
    /// As above.
    pub without: usize,
}

/// Where a value stands among its neighbours'; none where none of them has one.
#[must_use]
pub fn among(ours: MeasureValue, neighbours: &[Option<MeasureValue>], better: Better) -> Option<AmongNeighbours> {
    let mut theirs: Vec<MeasureValue> = neighbours.iter().flatten().copied().collect();
    theirs.sort_by(|one, other| one.cmp_value(*other));
    let (lowest, highest) = (*theirs.first()?, *theirs.last()?);
    let (low, high) = (theirs.get((theirs.len() - 1) / 2)?, theirs.get(theirs.len() / 2)?);
    let both = i128::from(low.millionths()) + i128::from(high.millionths());
    let places = low.places().max(high.places()).max(u8::from(both % 2_000_000 != 0));
    let is_better = |value: &&MeasureValue| match better {
        Better::Down => value.cmp_value(ours).is_lt(),
        Better::Up | Better::Neither => value.cmp_value(ours).is_gt(),
    };
    Some(AmongNeighbours {
        rank: theirs.iter().filter(is_better).count() + 1,
        of: theirs.len() + 1,
        level_with: theirs.iter().filter(|value| value.cmp_value(ours).is_eq()).count(),
        median: MeasureValue::of_millionths(rounded(both, 2)?, places)?,
        lowest,
        highest,
        with_a_value: theirs.len(),
        without: neighbours.len() - theirs.len(),
    })
}
