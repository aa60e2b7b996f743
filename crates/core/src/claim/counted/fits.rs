//! Whether a count or a share is what a number says with the words before it. **Not here.** Counting.

use crate::claim::clause::Head;
use crate::claim::number::{Exact, Number, Unit, in_unit, per_cent};
use crate::claim::sign::Bound;
use crate::claim::verdict::{Contradiction, Outcome};

/// One of so many, as a share of one.
pub(super) fn share(rows: &[usize], of: usize) -> Option<Exact> {
    let (part, whole) = (i128::try_from(rows.len()).ok()?, i128::try_from(of).ok()?);
    per_cent(part.into(), whole.into()).map(|share| share / Exact::from_integer(100))
}

/// A share of two counts as they are written.
pub(super) fn of_written(number: Number, part: i64, whole: i64, at: Vec<usize>) -> Option<Outcome> {
    let exact =
        per_cent(Exact::from_integer(part.into()), Exact::from_integer(whole.into()))? / Exact::from_integer(100);
    let (agrees, found) = (is_near(number, exact, Bound::Exactly), in_unit(exact, Unit::Share));
    let why = if agrees {
        format!("{part} of {whole}")
    } else {
        format!("it says {}; {part} of {whole} is {found}", in_unit(number.value, number.unit))
    };
    Some(Outcome::of(agrees, Contradiction::Share, at, why, found))
}

/// Whether a count is what a number says with the words before it.
pub(super) fn fits(number: Number, head: &Head, count: Exact) -> bool {
    match head.bound {
        Bound::Exactly | Bound::AllBut => number.value == count,
        Bound::AtLeast => count >= number.value,
        Bound::Over => count > number.value,
        Bound::Under => count < number.value,
        Bound::AtMost => count <= number.value,
        Bound::About => {
            let tenth = number.value / Exact::from_integer(10);
            let tolerance = tenth.max(Exact::from_integer(1));
            number.value - tolerance <= count && count <= number.value + tolerance
        }
    }
}

/// Whether a share is what a number says.
pub(in crate::claim) fn is_near(number: Number, share: Exact, bound: Bound) -> bool {
    let written = number.of_one();
    match bound {
        Bound::Exactly | Bound::AllBut if number.unit == Unit::Share => written == share,
        Bound::Exactly | Bound::AllBut => number.can_be(share * Exact::from_integer(100)),
        Bound::AtLeast => share >= written,
        Bound::Over => share > written,
        Bound::Under => share < written,
        Bound::AtMost => share <= written,
        Bound::About => {
            let tolerance = if number.unit == Unit::Share { Exact::new(3, 40) } else { Exact::new(3, 100) };
            written - tolerance <= share && share <= written + tolerance
        }
    }
}
