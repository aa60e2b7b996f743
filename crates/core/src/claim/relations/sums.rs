//! Parts and their total: "37: 19 about delay, 11 about content and 7 about conduct", "£310k, £145k and £95k come to £550k",
//! "£5.8m brought forward and £1.1m in the year make £6.9m", "with 48 to come and 19 to end there will be 2,335".

use super::Sentence;
use crate::claim::number::{Exact, Number, Unit, in_unit, middle};
use crate::claim::sign::Bound;
use crate::claim::token::{find, longest_at};
use crate::claim::verdict::{Contradiction, Outcome};
use crate::claim::words::english;
use num_traits::Zero;

pub(super) fn judge(sentence: &Sentence<'_>) -> Vec<Outcome> {
    [split(sentence), come_to(sentence), in_all(sentence)].into_iter().flatten().collect()
}

/// "T, made up of a, b and c"; "T: a, b and c".
fn split(sentence: &Sentence<'_>) -> Option<Outcome> {
    let tokens = sentence.tokens;
    let all = 0..tokens.len();
    let by_words = find(tokens, all.clone(), &english().parts);
    let by_colon = all.clone().find(|at| sentence.mark(*at, &[':'])).map(|at| (at, at + 1));
    let (opens, closes) = by_words.or(by_colon)?;
    let parts: Vec<(usize, Number)> = sentence
        .numbers()
        .filter(|(at, number)| *at >= closes && matches!(number.unit, Unit::Count | Unit::Money))
        .collect();
    let unit = parts.first()?.1.unit;
    // "Has three parts" counts the parts.
    let counts_parts =
        |at: usize| sentence.is(at + 1, &["parts", "elements", "components", "strands", "things", "reasons"]);
    let total = (0..opens).rev().find_map(|at| {
        Some((at, sentence.number(at)?)).filter(|(at, number)| number.unit == unit && !counts_parts(*at))
    })?;
    if total.1.unit == Unit::Count && by_words.is_none() && opens - total.0 > 4 {
        return None;
    }
    let listed = is_list(sentence, &parts) && parts.len() >= 2 && parts.iter().all(|(_, part)| part.unit == unit);
    (listed && is_plain(sentence, total.0)).then(|| outcome(&parts, total, sentence))?
}

/// "a, b and c come to T".
fn come_to(sentence: &Sentence<'_>) -> Option<Outcome> {
    let tokens = sentence.tokens;
    let (from, after) = (0..tokens.len()).rev().find_map(|at| {
        let length = longest_at(tokens, at, &english().results)?;
        sentence.number_within(at + length, 2).map(|_| (at, at + length))
    })?;
    let total =
        sentence.number_within(after, 2).filter(|(_, total)| matches!(total.unit, Unit::Count | Unit::Money))?;
    let parts: Vec<(usize, Number)> =
        sentence.numbers().filter(|(at, number)| *at < from && number.unit == total.1.unit).collect();
    if parts.len() < 2 || !is_plain(sentence, total.0) {
        return None;
    }
    let strong = [
        "come", "comes", "came", "add", "adds", "added", "total", "totals", "totalled", "sum", "sums", "amount",
        "amounts",
    ];
    let goes = parts.windows(2).map(|pair| pair[0].0..pair[1].0).chain(std::iter::once(parts.last()?.0..from));
    let away: Vec<bool> = goes.map(|between| find(tokens, between, &english().away).is_some()).collect();
    let comes =
        (0..from).any(|at| sentence.is(at, &["come", "join", "joining", "new", "start", "added", "opening", "open"]));
    let is_sum = match total.1.unit {
        Unit::Money => true,
        _ => away.iter().any(|away| *away) && comes || sentence.is(from, &strong) && is_list(sentence, &parts),
    };
    let of_others = parts.iter().any(|(at, _)| {
        sentence.is(at + 1, &["of", "each"])
            || sentence.is(at + 2, &["each"])
            || *at > 0 && sentence.is(at - 1, &["from", "than", "against", "at"])
    });
    if !is_sum || of_others {
        return None;
    }
    let signed: Vec<(usize, Number)> = parts
        .iter()
        .zip(&away)
        .enumerate()
        .map(|(nth, ((at, part), away))| {
            (
                *at,
                if *away && nth > 0 && total.1.unit == Unit::Count {
                    Number { value: -part.value, ..*part }
                } else {
                    *part
                },
            )
        })
        .collect();
    outcome(&signed, total, sentence)
}

/// "a, b and c, 25 in all".
fn in_all(sentence: &Sentence<'_>) -> Option<Outcome> {
    let unit = sentence.numbers().last()?.1.unit;
    if !matches!(unit, Unit::Count | Unit::Money) {
        return None;
    }
    let counts = sentence.of_unit(unit);
    let (total, parts) = counts.split_last()?;
    let says = sentence.is(total.0 + 1, &["in"]) && sentence.is(total.0 + 2, &["all", "total"])
        || sentence.is(total.0 + 1, &["altogether"]);
    let counted = parts.len() >= 2 && is_list(sentence, parts) && says && counts.len() == sentence.numbers().count();
    counted.then(|| outcome(parts, *total, sentence))?
}

/// Numbers parted by commas, semicolons or "and", none of them of a whole of its own.
fn is_list(sentence: &Sentence<'_>, parts: &[(usize, Number)]) -> bool {
    let parted = parts.windows(2).all(|pair| {
        (pair[0].0 + 1..pair[1].0).any(|at| sentence.mark(at, &[',', ';']) || sentence.is(at, &["and"]))
            && pair[1].0 - pair[0].0 <= 12
    });
    let alone = parts.iter().enumerate().all(|(nth, (at, part))| {
        let of_more = sentence.is(at + 1, &["more", "fewer"])
            || sentence.is(at + 1, &["of"])
                && (part.unit == Unit::Count || sentence.number_within(at + 2, 2).is_some())
            || part.unit == Unit::Count && sentence.is(at + 1, &["in"]);
        let behind = nth > 0 && *at > 0 && sentence.is(at - 1, &["of", "than", "by", "from", "to", "at"]);
        !of_more && !behind
    });
    parted && alone
}

/// Whether a total is meant to the last.
fn is_plain(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(sentence.bound(at), Bound::Exactly)
}

fn outcome(parts: &[(usize, Number)], total: (usize, Number), sentence: &Sentence<'_>) -> Option<Outcome> {
    if parts.iter().any(|(at, _)| sentence.bound(*at) != Bound::Exactly) {
        return None;
    }
    let mut range = (Exact::zero(), Exact::zero());
    for (_, part) in parts {
        let (low, high) = part.range()?;
        range = (range.0 + low, range.1 + high);
    }
    let agrees = total.1.meets(range.0, range.1);
    let unit = total.1.unit;
    let (sum, written) = (in_unit(middle(range)?, unit), in_unit(total.1.value, unit));
    let why =
        if agrees { format!("the parts come to {sum}") } else { format!("the parts come to {sum}, not to {written}") };
    let numbers = parts.iter().map(|(at, _)| *at).chain([total.0]).collect();
    Some(Outcome::of(agrees, Contradiction::Sum, numbers, why, sum))
}
