//! Shares that are told as all there is and do not come to a hundred: "12.5% outstanding, 45.8% good, …".

use super::Sentence;
use crate::claim::number::{Exact, Unit, middle, plainly, sum};
use crate::claim::sign::Bound;
use crate::claim::verdict::{Contradiction, Outcome};

/// Fewer shares are no list of all there is.
const FEWEST: usize = 3;
/// What is further away from a hundred is no list of all there is.
const FURTHEST: i128 = 10;

pub(super) fn judge(sentence: &Sentence<'_>) -> Vec<Outcome> {
    let shares = sentence.of_unit(Unit::Percent);
    let (Some(first), Some(last)) = (shares.first(), shares.last()) else { return Vec::new() };
    let between = first.0..last.0;
    let is_list = shares.len() >= FEWEST
        && shares.windows(2).all(|pair| {
            (pair[0].0..pair[1].0).any(|at| sentence.mark(at, &[',', ';']) || sentence.is(at, &["and", "or"]))
        })
        && !between.clone().any(|at| sentence.is(at, &["from", "to", "than", "of", "against", "compared", "was"]))
        && shares.iter().all(|(at, _)| sentence.bound(*at) == Bound::Exactly);
    let Some(range) = sum(shares.iter().map(|(_, share)| *share)).filter(|_| is_list) else { return Vec::new() };
    let hundred = Exact::from_integer(100);
    let Some(total) = middle(range) else { return Vec::new() };
    let away = if total > hundred { total - hundred } else { hundred - total };
    if away > Exact::from_integer(FURTHEST) {
        return Vec::new();
    }
    let agrees = range.0 <= hundred && hundred <= range.1;
    let total = plainly(total);
    let why = if agrees {
        "the shares come to 100 within their rounding".to_owned()
    } else {
        format!("the shares come to {total}%, not to 100%")
    };
    vec![Outcome::of(agrees, Contradiction::Sum, shares.iter().map(|(at, _)| *at).collect(), why, "100%".to_owned())]
}
