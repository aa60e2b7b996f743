//! What is left: "of 31 questions 19 were answered; the remaining 12 will be", "fourteen of 22 were new and the other eight".

use super::Sentence;
use crate::claim::number::{Exact, Number, Unit, plainly};
use crate::claim::verdict::{Contradiction, Outcome};
use num_traits::Zero;

const LEFT: [&str; 4] = ["other", "remaining", "rest", "remainder"];

pub(super) fn judge(sentence: &Sentence<'_>) -> Vec<Outcome> {
    let counts = sentence.of_unit(Unit::Count);
    let Some((word, left)) = (0..sentence.tokens.len())
        .filter(|at| sentence.is(*at, &LEFT))
        .find_map(|at| Some((at, sentence.number_within(at + 1, 2)?)))
    else {
        return Vec::new();
    };
    let before: Vec<(usize, Number)> = counts.into_iter().filter(|(at, _)| *at < word).collect();
    of_whole(sentence, &before, left).into_iter().collect()
}

fn of_whole(sentence: &Sentence<'_>, before: &[(usize, Number)], left: (usize, Number)) -> Option<Outcome> {
    if left.1.unit != Unit::Count {
        return None;
    }
    let (first, others) = before.split_first()?;
    // "Fourteen of 22": the second is the whole; "of 31, 19": the first is.
    let is_of = |from: usize, to: usize| to - from <= 5 && (from + 1..to).any(|at| sentence.is(at, &["of"]));
    let leads = (1..=3.min(first.0)).any(|back| sentence.is(first.0 - back, &["of"]));
    let (whole, parts): (Number, Vec<(usize, Number)>) = match others {
        [second, rest @ ..] if is_of(first.0, second.0) => {
            (second.1, std::iter::once(*first).chain(rest.iter().copied()).collect())
        }
        [_, ..] if leads => (first.1, others.to_vec()),
        [second]
            if sentence.is(second.0 + 1, &["of"])
                && sentence.is(second.0 + 2, &["which", "them", "these", "those", "whom"]) =>
        {
            (first.1, others.to_vec())
        }
        _ => return None,
    };
    let used = parts.iter().fold(Exact::zero(), |sum, (_, part)| sum + part.value);
    let really = whole.value - used;
    if really < Exact::zero() {
        return None;
    }
    let agrees = really == left.1.value;
    let (of, used, really) = (plainly(whole.value), plainly(used), plainly(really));
    let why = if agrees {
        format!("{of} less {used} leaves {really}")
    } else {
        format!("{of} less {used} leaves {really}, not {}", plainly(left.1.value))
    };
    Some(Outcome::of(agrees, Contradiction::Sum, vec![left.0], why, really))
}
