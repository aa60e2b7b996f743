//! What is doubtful of a value, and asked before it is taken: beyond a hundred, on another scale than its neighbours, ten
//! times what they are. Who means it says so. **Not here.** What cannot be at all ([`super::decide`]).

use super::definition::{MeasureDefinition, MeasureUnit};
use super::facts::ObservedValue;
use super::period::Period;
use super::state::HeldMeasure;
use super::value::MeasureValue;

/// What is doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueDoubt {
    /// A percentage over a hundred.
    OverHundred,
    /// A share of one among percentages: 0.35 beside 31.
    OtherScale,
    /// About ten, a hundred or a thousand times its neighbours, or that part of them.
    TenFold {
        /// What it may have been meant to be.
        meant: MeasureValue,
    },
    /// The whole moved by more than a fifth.
    WholeMoved {
        /// What it was.
        from: i64,
        /// What it is.
        to: i64,
    },
}

impl ValueDoubt {
    /// The rule by which it is found of a value that is held.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::OverHundred => "percent-over-hundred",
            Self::OtherScale => "scale-mixed",
            Self::TenFold { .. } => "ten-fold",
            Self::WholeMoved { .. } => "denominator-changed",
        }
    }

    /// As it is asked.
    #[must_use]
    pub fn question(self, definition: &MeasureDefinition, value: MeasureValue) -> String {
        let shown = |value: MeasureValue| definition.unit.shown(value);
        match self {
            Self::OverHundred => format!("{} is more than all of them. Is this what you meant?", shown(value)),
            Self::OtherScale => {
                let hundred =
                    MeasureValue::of_millionths(i128::from(value.millionths()) * 100, value.places().saturating_sub(2));
                let meant = hundred.map(shown).unwrap_or_default();
                format!("{meant}, or {}?", shown(value))
            }
            Self::TenFold { meant } => {
                format!("{} or {}? Values near it are like the second.", shown(value), shown(meant))
            }
            Self::WholeMoved { from, to } => format!("It is out of {to}, and was out of {from}. Is that right?"),
        }
    }
}

/// What is doubtful of a value beside those around it.
#[must_use]
pub fn doubts(held: &HeldMeasure, series: &str, period: Period, said: &ObservedValue) -> Vec<ValueDoubt> {
    let Some(value) = held.number(said) else { return Vec::new() };
    let near = near(held, series, period);
    let mut doubts = Vec::new();
    let definition = &held.definition;
    if definition.unit == MeasureUnit::Percent && !definition.may_pass_hundred && value.millionths() > 100_000_000 {
        doubts.push(ValueDoubt::OverHundred);
    }
    let numbers: Vec<i64> = near.iter().filter_map(|said| held.number(said)).map(MeasureValue::millionths).collect();
    if let Some(middle) = middle(numbers) {
        doubts.extend(beside(definition, value, middle));
    }
    let before = held.series.get(series).and_then(|values| values.range(..period).next_back());
    let whole_before = before.and_then(|(_, before)| before.said.denominator);
    if let Some((from, to)) = whole_before.zip(said.denominator)
        && (to - from).abs().saturating_mul(5) > from
        && from >= FEW
        && definition.resets.is_none()
        && !held.breaks.iter().any(|one| one.from == period)
    {
        doubts.push(ValueDoubt::WholeMoved { from, to });
    }
    doubts
}

/// Wholes of fewer move by more than a fifth by themselves.
const FEW: i64 = 50;

/// Values around a period, three on either side.
fn near<'m>(held: &'m HeldMeasure, series: &str, period: Period) -> Vec<&'m ObservedValue> {
    let Some(values) = held.series.get(series) else { return Vec::new() };
    let before = values.range(..period).rev().take(3);
    let behind = values.range(period..).filter(|(other, _)| **other != period).take(3);
    before.chain(behind).map(|(_, value)| &value.said).collect()
}

/// The middle of three values or more.
fn middle(mut numbers: Vec<i64>) -> Option<i64> {
    numbers.sort_unstable();
    if numbers.len() < 2 { None } else { numbers.get(numbers.len() / 2).copied() }
}

fn beside(definition: &MeasureDefinition, value: MeasureValue, middle: i64) -> Option<ValueDoubt> {
    let (ours, middle) = (i128::from(value.millionths()), i128::from(middle));
    // A running count falls and grows by itself.
    if definition.resets.is_some() || ours == 0 || middle == 0 || (ours < 0) != (middle < 0) {
        return None;
    }
    let is_share = definition.unit == MeasureUnit::Percent && ours <= 1_000_000 && middle > 5_000_000;
    if is_share {
        return Some(ValueDoubt::OtherScale);
    }
    // Small counts are ten times others by chance.
    if middle.abs() < 10_000_000 && ours.abs() < 100_000_000 && definition.unit != MeasureUnit::Percent {
        return None;
    }
    for factor in [10, 100, 1_000] {
        let (up, down) = (rounded_ratio(ours, middle * factor), rounded_ratio(ours * factor, middle));
        if up {
            let part = ours / factor;
            let meant = MeasureValue::of_millionths(part, places_of(part, value.places()))?;
            return Some(ValueDoubt::TenFold { meant });
        }
        if down {
            let meant = MeasureValue::of_millionths(ours * factor, value.places())?;
            return Some(ValueDoubt::TenFold { meant });
        }
    }
    None
}

/// So many places as it takes to write it exactly, and no fewer than the value was given with.
fn places_of(millionths: i128, least: u8) -> u8 {
    (least..6).find(|places| millionths % 10_i128.pow(6 - u32::from(*places)) == 0).unwrap_or(6)
}

/// Whether two are about the same: within a quarter.
fn rounded_ratio(one: i128, other: i128) -> bool {
    (one - other).abs() * 4 <= other.abs()
}
