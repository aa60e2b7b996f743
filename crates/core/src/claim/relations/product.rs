//! So many at so much: "forty places at £18,500 each cost £740,000", "240 checks, sixty in each of four teams".

use super::Sentence;
use crate::claim::number::{Number, Unit, in_unit, plainly};
use crate::claim::verdict::{Contradiction, Outcome};

pub(super) fn judge(sentence: &Sentence<'_>) -> Vec<Outcome> {
    [at_so_much(sentence), in_each_of(sentence)].into_iter().flatten().collect()
}

/// Words behind the price of one.
const EACH: [&str; 6] = ["each", "apiece", "per", "a", "every", "p.a"];

fn at_so_much(sentence: &Sentence<'_>) -> Option<Outcome> {
    let money = sentence.of_unit(Unit::Money);
    let price = money.iter().find(|(at, _)| sentence.is(at + 1, &EACH))?;
    let total = money.iter().find(|(at, _)| at != &price.0 && *at > price.0)?;
    let count = sentence.of_unit(Unit::Count).into_iter().rev().find(|(at, _)| *at < price.0)?;
    let says = (price.0 + 1..total.0).any(|at| {
        sentence.is(
            at,
            &[
                "cost", "costs", "come", "comes", "came", "make", "makes", "total", "totals", "is", "was", "would",
                "amount", "amounts", "be",
            ],
        )
    });
    says.then(|| outcome((count, *price), *total)).flatten()
}

fn in_each_of(sentence: &Sentence<'_>) -> Option<Outcome> {
    let counts = sentence.of_unit(Unit::Count);
    let at = counts.windows(2).position(|pair| {
        let (one, other) = (pair[0].0, pair[1].0);
        let words: Vec<&str> = sentence.tokens[one + 1..other].iter().map(|token| token.word.as_str()).collect();
        matches!(
            words.as_slice(),
            [.., "in" | "for" | "from" | "to" | "by", "each", "of"]
                | [.., "in" | "for" | "from" | "by", "each", "of", "the" | "our"]
        ) && words.len() <= 6
    })?;
    let total = counts.get(at.checked_sub(1)?)?;
    outcome((counts[at], counts[at + 1]), *total)
}

fn outcome((count, each): ((usize, Number), (usize, Number)), total: (usize, Number)) -> Option<Outcome> {
    let (low, high) = each.1.range()?;
    let times = count.1.value;
    let agrees = total.1.meets(low * times, high * times);
    let unit = total.1.unit;
    let product = in_unit(each.1.value * times, unit);
    let by = if each.1.unit == Unit::Count && times > crate::claim::number::Exact::from_integer(0) {
        format!(
            "; {} by {} would be {}",
            in_unit(total.1.value, unit),
            plainly(times),
            in_unit(total.1.value / times, unit)
        )
    } else {
        String::new()
    };
    let why = if agrees {
        format!("that comes to {product}")
    } else {
        format!("{} times {} is {product}{by}", plainly(times), in_unit(each.1.value, each.1.unit))
    };
    Some(Outcome::of(agrees, Contradiction::Sum, vec![count.0, each.0, total.0], why, product))
}
