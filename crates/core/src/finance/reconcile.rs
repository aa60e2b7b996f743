//! What numbers are claimed to come to, held against what they can stand for: a sum, a share, a change. What rounding explains
//! is no finding. **Not here.** Reading claims out of prose; what each number stands for ([`super::rounding`]).

use super::rounding::{CouldBe, PrintedNumber};

/// What is claimed of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimedKind {
    /// They add up; a difference has a part below nothing.
    Sum,
    /// The first is so many hundredths of the second.
    Percent,
    /// The first is so many hundredths more than the second.
    Change,
}

/// How a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReconcileVerdict {
    /// It is right.
    Agrees,
    /// It is right for numbers that these can stand for.
    WithinRounding,
    /// It is right for none of them.
    Disagrees,
}

impl ReconcileVerdict {
    /// Its words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::WithinRounding => "agrees within rounding",
            Self::Disagrees => "disagrees",
        }
    }
}

/// A claim held against its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reconciled {
    /// How it stands.
    pub verdict: ReconcileVerdict,
    /// What the numbers come to as they are printed, in millionths, halves away from zero.
    pub computed: i128,
    /// What they can come to, in halves of a millionth.
    pub could_be: CouldBe,
}

/// Holds a claim against its numbers; none where there are too few, or something is divided by nothing.
#[must_use]
pub fn reconciled(kind: ClaimedKind, parts: &[PrintedNumber], stated: PrintedNumber) -> Option<Reconciled> {
    let (computed, could_be) = match kind {
        ClaimedKind::Sum => {
            let computed = parts.iter().map(|part| part.millionths()).sum();
            let could_be = parts.iter().map(|part| part.could_be()).reduce(CouldBe::plus)?;
            (computed, could_be)
        }
        ClaimedKind::Percent | ClaimedKind::Change => shares(kind, parts)?,
    };
    let is_right = match kind {
        ClaimedKind::Sum => computed == stated.millionths(),
        // A share is right where it rounds to what is printed.
        _ => nearest(computed, stated.places()) == stated.millionths(),
    };
    let printed = CouldBe { low: stated.millionths() * 2 - half(stated), high: stated.millionths() * 2 + half(stated) };
    let meets = if kind == ClaimedKind::Sum { could_be.meets(stated.could_be()) } else { could_be.meets(printed) };
    let verdict = if is_right {
        ReconcileVerdict::Agrees
    } else if meets {
        ReconcileVerdict::WithinRounding
    } else {
        ReconcileVerdict::Disagrees
    };
    Some(Reconciled { verdict, computed, could_be })
}

/// Half a unit of the last place of a share, which is never exact.
const fn half(stated: PrintedNumber) -> i128 {
    10_i128.pow(6 - stated.places())
}

/// A share of counts in hundredths, and all that it can be.
fn shares(kind: ClaimedKind, parts: &[PrintedNumber]) -> Option<(i128, CouldBe)> {
    let [part, whole] = parts else { return None };
    let of = |part: i128, whole: i128| {
        let over = if kind == ClaimedKind::Change { part - whole } else { part };
        quotient(over.checked_mul(100_000_000)?, whole)
    };
    let computed = of(part.millionths(), whole.millionths())?;
    let (parts, wholes) = (part.could_be(), whole.could_be());
    if wholes.low <= 0 {
        return None;
    }
    let ends = [(parts.low, wholes.low), (parts.low, wholes.high), (parts.high, wholes.low), (parts.high, wholes.high)];
    let all: Option<Vec<i128>> = ends.iter().map(|(part, whole)| of(*part, *whole).map(|share| share * 2)).collect();
    let all = all?;
    Some((computed, CouldBe { low: all.iter().copied().min()?, high: all.iter().copied().max()? }))
}

/// A quotient, halves away from zero.
fn quotient(over: i128, by: i128) -> Option<i128> {
    if by == 0 {
        return None;
    }
    let size = (over.abs() * 2 + by.abs()) / (by.abs() * 2);
    Some(if (over < 0) == (by < 0) { size } else { -size })
}

fn nearest(millionths: i128, places: u32) -> i128 {
    let unit = 10_i128.pow(6 - places);
    quotient(millionths, unit).unwrap_or(0) * unit
}
