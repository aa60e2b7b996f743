//! "More actions are complete than late", "Repairs has as many red steps as Voids", "three times as many as": two sets of rows
//! beside each other. **Not here.** By how many two areas are apart ([`super::ranked`]).

use super::{Lexicon, Sign, Token, What};
use crate::claim::lexicon::Sense;
use crate::claim::number::{Exact, Unit};
use crate::claim::set::{Filter, filter_of, rows_of};
use crate::claim::sign::Bound;
use crate::claim::verdict::{Contradiction, Outcome};
use std::ops::Range;

/// How one set is to the other.
#[derive(Clone, Copy)]
enum Weight {
    More,
    Fewer,
    /// So many times as many, with the token of the number.
    Times(Exact, Option<usize>),
}

/// One of two sides.
#[derive(Default)]
struct Side {
    whose: Vec<Filter>,
    filters: Vec<Filter>,
    is_denied: bool,
}

/// Words between which a comparison says nothing more.
const BESIDE: [&str; 8] = ["many", "exactly", "just", "precisely", "times", "as", "twice", "half"];

/// Whether one set has more rows than another, where the sentence says no more than that.
pub(super) fn weigh(signs: &[Sign], tokens: &[Token], lexicon: &Lexicon<'_>) -> Option<Outcome> {
    let (weight, at, second) = weight_of(signs, tokens)?;
    let opens = match weight {
        Weight::Times(..) => (0..at).rev().find(|before| !is_beside(&signs[*before], tokens)).map_or(0, |one| one + 1),
        _ => at,
    };
    let mut left = Side::default();
    left.take(signs, 0..opens, tokens)?;
    left.take(signs, at + 1..second, tokens)?;
    let mut right = Side::default();
    right.take(signs, second + 1..signs.len(), tokens)?;
    // "More are complete than not."
    if right.is_denied && right.filters.is_empty() {
        right.filters = left.filters.iter().map(|filter| Filter::Not(Box::new(filter.clone()))).collect();
    }
    if right.whose.is_empty() && right.filters.is_empty() {
        return None;
    }
    if right.whose.is_empty() {
        right.whose.clone_from(&left.whose);
    } else if left.whose.is_empty() {
        return None;
    }
    if right.filters.is_empty() {
        right.filters.clone_from(&left.filters);
    } else if left.filters.is_empty() {
        return None;
    }
    let rows = |side: &Side| rows_of(&[side.whose.clone(), side.filters.clone()].concat(), lexicon);
    let (counted, beside) = (rows(&left), rows(&right));
    let exact = |rows: &[usize]| i128::try_from(rows.len()).map(Exact::from_integer).ok();
    let (one, other) = (exact(&counted)?, exact(&beside)?);
    let (agrees, number) = match weight {
        Weight::More => (one > other, None),
        Weight::Fewer => (one < other, None),
        Weight::Times(times, number) => (one == other * times, number),
    };
    let found = format!("{} and {}", counted.len(), beside.len());
    let why = format!("{}they are {found}", if agrees { "" } else { "in the plan " });
    let expected = if number.is_some() { counted.len().to_string() } else { found };
    let mut outcome = Outcome::of(agrees, Contradiction::Count, number.into_iter().collect(), why, expected);
    outcome.rows = counted;
    Some(outcome)
}

/// How the sides are compared, the sign that says so, and the sign that parts them.
fn weight_of(signs: &[Sign], tokens: &[Token]) -> Option<(Weight, usize, usize)> {
    let is = |at: usize, words: &[&str]| {
        signs
            .get(at)
            .is_some_and(|sign| sign.length == 1 && tokens.get(sign.at).is_some_and(|one| one.is_one_of(words)))
    };
    let behind = |from: usize, word: &str| (from..signs.len()).find(|at| is(*at, &[word]));
    for at in 0..signs.len() {
        let has_number = at > 0 && signs[at - 1].number().is_some();
        if is(at, &["more", "fewer"]) && !has_number {
            let weight = if is(at, &["more"]) { Weight::More } else { Weight::Fewer };
            return behind(at + 1, "than").map(|than| (weight, at, than));
        }
        if is(at, &["many"]) && at > 0 && is(at - 1, &["as"]) {
            let before = at.checked_sub(2);
            let times = match before {
                Some(twice) if is(twice, &["twice"]) => Weight::Times(Exact::from_integer(2), Some(signs[twice].at)),
                Some(half) if is(half, &["half"]) => Weight::Times(Exact::new(1, 2), Some(signs[half].at)),
                Some(times) if is(times, &["times"]) => {
                    let sign = times.checked_sub(1).and_then(|at| signs.get(at))?;
                    let number = sign.number().filter(|number| number.unit == Unit::Count)?;
                    Weight::Times(number.value, Some(sign.at))
                }
                _ => Weight::Times(Exact::from_integer(1), None),
            };
            return behind(at + 1, "as").map(|second| (times, at, second));
        }
    }
    None
}

/// Whether a sign belongs to "three times as many".
fn is_beside(sign: &Sign, tokens: &[Token]) -> bool {
    let is_word = tokens.get(sign.at).is_some_and(|token| token.is_one_of(&BESIDE));
    is_word || sign.number().is_some() || matches!(sign.what, What::Bound(Bound::Exactly))
}

impl Side {
    /// Takes signs; nothing where one of them says more than whose rows are meant, and which.
    fn take(&mut self, signs: &[Sign], range: Range<usize>, tokens: &[Token]) -> Option<()> {
        for sign in &signs[range] {
            match sign.what {
                What::Sense(Sense::Area(area)) => self.whose.push(Filter::Areas(vec![area])),
                What::Sense(Sense::Person(person)) => self.whose.push(Filter::People(vec![person])),
                What::Sense(Sense::Attribute(column, value)) => self.whose.push(Filter::Attribute(column, value)),
                What::Sense(Sense::Action | Sense::AreaNoun | Sense::PersonNoun)
                | What::Filler
                | What::Owning
                | What::Stop
                | What::Direction
                | What::Of => {}
                What::Not => self.is_denied = true,
                What::Sense(sense) => {
                    let filter = filter_of(sense)?;
                    let is_denied = std::mem::take(&mut self.is_denied);
                    self.filters.push(if is_denied { Filter::Not(Box::new(filter)) } else { filter });
                }
                // An initial says nothing.
                What::Word if tokens.get(sign.at)?.word.len() == 1 => {}
                _ => return None,
            }
        }
        (self.whose.len() <= 1).then_some(())
    }
}
