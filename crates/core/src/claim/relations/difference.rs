//! One value beside another and how far apart they are: "142, 23 more than the 119 of a year before", "£140,000 better than
//! the plan of £2.00m".

use super::Sentence;
use crate::claim::number::{Number, Unit, distance, in_unit, middle};
use crate::claim::verdict::{Contradiction, Outcome};
use crate::claim::words::{Family, english, is_one};
use std::cmp::Ordering;

/// What is better where it is more.
const GOOD: [&str; 8] = ["income", "saving", "savings", "surplus", "underspend", "attendance", "receipts", "grant"];

pub(super) fn judge(sentence: &Sentence<'_>) -> Vec<Outcome> {
    sentence.numbers().filter_map(|(at, apart)| of_one(sentence, at, apart)).collect()
}

fn of_one(sentence: &Sentence<'_>, at: usize, apart: Number) -> Option<Outcome> {
    let english = english();
    let is = |family: &Family, at: usize| sentence.tokens.get(at).is_some_and(|token| is_one(family, &token.word));
    let (word_at, above) = (at + 1..=at + 2).find_map(|at| {
        let is_on = sentence.is(at + 1, &["on"]);
        if is(&english.above, at) || is_on && sentence.is(at, &["up"]) {
            Some((at, true))
        } else if is(&english.below, at) || is_on && sentence.is(at, &["down"]) {
            Some((at, false))
        } else {
            None
        }
    })?;
    let word = sentence.tokens[word_at].word.as_str();
    // The other value behind: "than the 119", "above its budget of £1,000k"; or before: "against a plan of £1.2m".
    let behind = (word_at + 1..=word_at + 7)
        .find_map(|at| Some((at, sentence.number(at)?)))
        .filter(|(_, other)| other.unit == apart.unit || apart.unit == Unit::Points && other.unit == Unit::Percent);
    let before: Vec<(usize, Number)> = sentence
        .numbers()
        .filter(|(before, number)| {
            *before < at && (number.unit == apart.unit || apart.unit == Unit::Points && number.unit == Unit::Percent)
        })
        .collect();
    let (one, other) = match (behind, before.as_slice()) {
        (Some(other), [.., one])
            if (word_at + 1..other.0)
                .any(|at| sentence.is(at, &["than", "its", "the", "his", "her", "their", "plan", "budget"])) =>
        {
            (*one, other)
        }
        (None, [.., one, other])
            if (one.0..other.0).any(|at| sentence.is(at, &["against", "compared", "versus", "vs"])) =>
        {
            (*one, *other)
        }
        _ => return None,
    };
    let range = distance(one.1, other.1)?;
    let size_agrees = apart.meets(range.0, range.1);
    let really = one.1.value.cmp(&other.1.value);
    let order = match word {
        "better" | "worse" if apart.unit != Unit::Money => really,
        "better" | "worse" => {
            let more_is_good = sentence.tokens.iter().any(|token| GOOD.contains(&token.word.as_str()));
            if (word == "better") == more_is_good { Ordering::Greater } else { Ordering::Less }
        }
        _ if above => Ordering::Greater,
        _ => Ordering::Less,
    };
    let direction_agrees = order == really;
    let found = in_unit(middle(range)?, if apart.unit == Unit::Points { Unit::Points } else { apart.unit });
    let (one_text, other_text) = (in_unit(one.1.value, one.1.unit), in_unit(other.1.value, other.1.unit));
    let opposite = match (word, really) {
        ("better" | "worse", Ordering::Greater) if order == Ordering::Less => "worse (more, over)",
        ("better" | "worse", _) => "better (less, under)",
        (_, Ordering::Greater) => "above (more, over)",
        (_, Ordering::Less) => "below (less, under)",
        (_, Ordering::Equal) => "the same",
    };
    let (agrees, expected) = match (size_agrees, direction_agrees) {
        (true, true) => (true, found.clone()),
        (true, false) => (false, opposite.to_owned()),
        (false, _) => (false, found.clone()),
    };
    let why = if size_agrees && !direction_agrees {
        format!("{one_text} beside {other_text} is {opposite}")
    } else {
        format!("{one_text} and {other_text} are {found} apart")
    };
    Some(Outcome::of(agrees, Contradiction::Change, vec![at, one.0], why, expected))
}
