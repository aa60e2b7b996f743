//! From one value to another, and what is said of the way: "rose from 18 to 27, by 9", "from 52% to 61%, a gain of nine
//! points", "doubled, from 65 to 130".

use super::Sentence;
use crate::claim::number::{Exact, Number, Unit, distance, in_unit, middle, per_cent};
use crate::claim::token::{Token, find};
use crate::claim::verdict::{Contradiction, Outcome};
use crate::claim::words::{Family, english, is_one};
use num_traits::{Signed, Zero};
use std::cmp::Ordering;

/// Two values in their order of time, by their tokens.
struct Way {
    from: (usize, Number),
    to: (usize, Number),
    /// Where "from" stands.
    opens: usize,
    /// What stands behind both.
    after: usize,
}

pub(super) fn judge(sentence: &Sentence<'_>) -> Vec<Outcome> {
    let Some(way) = way_of(sentence) else { return Vec::new() };
    let mut outcomes = Vec::new();
    let amounts: Vec<(usize, Number)> = amounts_of(sentence, &way);
    let verb = verb_of(sentence, way.opens);
    match verb {
        Some(Verb::Times(top, bottom)) => outcomes.push(times(&way, top, bottom)),
        Some(Verb::To(order)) => outcomes.push(direction(&way, order)),
        Some(Verb::Any) if amounts.is_empty() => {
            let why = "nothing says by how much".to_owned();
            outcomes.push(Outcome::of(true, Contradiction::Change, vec![way.from.0, way.to.0], why, String::new()));
        }
        _ => {}
    }
    outcomes.extend(amounts.into_iter().filter_map(|amount| size(&way, amount)));
    outcomes
}

/// "From A to B", or "to B from A".
fn way_of(sentence: &Sentence<'_>) -> Option<Way> {
    let at = |words: &[&str]| (0..sentence.tokens.len()).filter(|at| sentence.is(*at, words)).collect::<Vec<_>>();
    for opens in at(&["from"]) {
        let Some(from) = sentence.number_within(opens + 1, 2) else { continue };
        for close in at(&["to"]) {
            let Some(to) = sentence.number_within(close + 1, 2).filter(|to| to.1.unit == from.1.unit) else {
                continue;
            };
            let (low, high) = if close > from.0 { (from.0 + 1, close) } else { (to.0 + 1, opens) };
            let is_near =
                low <= high && high - low <= 5 && (low..high).all(|between| sentence.number(between).is_none());
            if is_near {
                let after = from.0.max(to.0) + 1;
                return Some(Way { from, to, opens: opens.min(close), after });
            }
        }
    }
    None
}

/// How a change is said.
enum Verb {
    To(Ordering),
    Times(i128, i128),
    Any,
}

/// The verb that stands last before "from".
fn verb_of(sentence: &Sentence<'_>, opens: usize) -> Option<Verb> {
    let english = english();
    let tokens = &sentence.tokens[..opens];
    let times = [
        (&english.doubled, (2, 1)),
        (&english.trebled, (3, 1)),
        (&english.quadrupled, (4, 1)),
        (&english.halved, (1, 2)),
    ];
    if let Some((_, (top, bottom))) = times.iter().find(|(family, _)| find(tokens, 0..opens, family).is_some()) {
        return Some(Verb::Times(*top, *bottom));
    }
    let last =
        |family: &Family| (0..opens).rev().find(|at| crate::claim::token::longest_at(tokens, *at, family).is_some());
    let (rise, fall) = (last(&english.rise), last(&english.fall));
    match (rise, fall) {
        (Some(rise), Some(fall)) => Some(Verb::To(if rise > fall { Ordering::Greater } else { Ordering::Less })),
        (Some(_), None) => Some(Verb::To(Ordering::Greater)),
        (None, Some(_)) => Some(Verb::To(Ordering::Less)),
        (None, None) => last(&english.moves).map(|_| Verb::Any),
    }
}

fn direction(way: &Way, order: Ordering) -> Outcome {
    let really = way.to.1.value.cmp(&way.from.1.value);
    let word = |order: Ordering| match order {
        Ordering::Greater => "an increase (it rose, is up)",
        Ordering::Less => "a decrease (it fell, is down)",
        Ordering::Equal => "no change",
    };
    let agrees = really == order;
    let (from, to) = (in_unit(way.from.1.value, way.from.1.unit), in_unit(way.to.1.value, way.to.1.unit));
    Outcome::of(
        agrees,
        Contradiction::Change,
        vec![way.from.0, way.to.0],
        format!("from {from} to {to} is {}", word(really)),
        word(really).to_owned(),
    )
}

fn times(way: &Way, top: i128, bottom: i128) -> Outcome {
    let factor = Exact::new(top, bottom);
    let scaled = Number { value: way.from.1.value * factor, slack: way.from.1.slack * factor, ..way.from.1 };
    let agrees = scaled.range().is_some_and(|(low, high)| way.to.1.meets(low, high));
    let really = if way.from.1.value.is_zero() { Exact::zero() } else { way.to.1.value / way.from.1.value };
    let word = [(2, 1, "doubled, twice as many"), (3, 1, "trebled"), (4, 1, "quadrupled"), (1, 2, "halved")]
        .into_iter()
        .find(|(top, bottom, _)| really == Exact::new(*top, *bottom))
        .map_or_else(
            || format!("{} times as many", crate::claim::number::plainly(really)),
            |(.., word)| word.to_owned(),
        );
    let (from, to) = (in_unit(way.from.1.value, way.from.1.unit), in_unit(way.to.1.value, way.to.1.unit));
    Outcome::of(
        agrees,
        Contradiction::Change,
        vec![way.from.0, way.to.0],
        format!("from {from} to {to} is {word}"),
        word,
    )
}

/// The numbers behind both that say by how much.
fn amounts_of(sentence: &Sentence<'_>, way: &Way) -> Vec<(usize, Number)> {
    let english = english();
    let is_amount = |at: usize| {
        let before = |words: &[&str]| at > 0 && sentence.is(at - 1, words);
        let widths = |at: usize| sentence.tokens.get(at).is_some_and(|token| is_one(&english.widths, &token.word));
        let after = |token: Option<&Token>| {
            token.is_some_and(|token| is_one(&english.above, &token.word) || is_one(&english.below, &token.word))
        };
        before(&["by", "up", "down"])
            || before(&["of"]) && at >= 2 && (widths(at - 2) || at >= 3 && widths(at - 3))
            || sentence.is(at + 1, &["up", "down"])
            || after(sentence.tokens.get(at + 1))
            || sentence.tokens.get(at + 1).is_some_and(|token| is_one(&english.widths, &token.word))
    };
    sentence.numbers().filter(|(at, _)| *at >= way.after && is_amount(*at)).take(2).collect()
}

/// Whether an amount leads from one value to the other.
fn size(way: &Way, (at, amount): (usize, Number)) -> Option<Outcome> {
    let (from, to) = (way.from.1, way.to.1);
    let is_relative = amount.unit == Unit::Percent || amount.unit == Unit::Share;
    let apart = distance(to, from)?;
    let as_difference = amount.meets(apart.0, apart.1);
    let relative = if is_relative { relative_change(from, to, amount) } else { None };
    let unit = if amount.unit == Unit::Points { Unit::Points } else { from.unit };
    let (agrees, found) = match relative {
        Some((agrees, found)) if from.unit != Unit::Percent => {
            (agrees, format!("{}%", crate::claim::number::printed(found, 1)))
        }
        Some((agrees, _)) => (agrees || as_difference, in_unit(middle(apart)?, Unit::Points)),
        None if amount.unit == Unit::Points || amount.unit == from.unit => {
            (as_difference, in_unit(middle(apart)?, unit))
        }
        None => return None,
    };
    let (from, to) = (in_unit(from.value, from.unit), in_unit(to.value, to.unit));
    let why = format!("from {from} to {to} is a change of {found}");
    Some(Outcome::of(agrees, Contradiction::Change, vec![at], why, found))
}

/// How much of a hundred the change is of where it began, and whether that is what is written.
fn relative_change(from: Number, to: Number, amount: Number) -> Option<(bool, Exact)> {
    let (from_low, from_high) = from.range()?;
    let (to_low, to_high) = to.range()?;
    let ends = [per_cent(to_low - from_high, from_high)?.abs(), per_cent(to_high - from_low, from_low)?.abs()];
    let (low, high) = if ends[0] <= ends[1] { (ends[0], ends[1]) } else { (ends[1], ends[0]) };
    let written = Number { value: amount.of_one() * Exact::from_integer(100), ..amount };
    Some((written.meets(low, high), per_cent(to.value - from.value, from.value)?.abs()))
}
