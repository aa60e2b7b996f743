//! Arithmetic that needs no table: what the numbers of one sentence say of each other, within their rounding. One file a
//! relation, one line in [`RELATIONS`]. **Not here.** Counting rows ([`super::counted`]).

mod change;
mod days;
mod difference;
mod hundred;
mod product;
mod remaining;
mod shares;
mod sums;

use super::number::{Number, Unit};
use super::sign::{Bound, bounds};
use super::token::{Token, longest_at};
use super::verdict::Outcome;

/// A sentence, and the one before it.
pub(super) struct Sentence<'s> {
    pub(super) tokens: &'s [Token],
    pub(super) before: &'s [Token],
}

/// What a relation makes of a sentence.
type Relation = fn(&Sentence<'_>) -> Vec<Outcome>;

/// Every relation.
const RELATIONS: [Relation; 8] = [
    days::judge,
    shares::judge,
    hundred::judge,
    change::judge,
    difference::judge,
    sums::judge,
    product::judge,
    remaining::judge,
];

/// What the numbers of a sentence say of each other.
pub(super) fn judge(sentence: &Sentence<'_>) -> Vec<Outcome> {
    RELATIONS.iter().flat_map(|relation| relation(sentence)).collect()
}

impl Sentence<'_> {
    /// The numbers with their tokens.
    fn numbers(&self) -> impl Iterator<Item = (usize, Number)> {
        self.tokens.iter().enumerate().filter_map(|(at, token)| Some((at, token.number()?)))
    }

    /// The numbers of a unit.
    fn of_unit(&self, unit: Unit) -> Vec<(usize, Number)> {
        self.numbers().filter(|(_, number)| number.unit == unit).collect()
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_one_of(words))
    }

    fn mark(&self, at: usize, marks: &[char]) -> bool {
        self.tokens.get(at).is_some_and(|token| marks.iter().any(|mark| token.is_mark(*mark)))
    }

    fn number(&self, at: usize) -> Option<Number> {
        self.tokens.get(at)?.number()
    }

    /// The words that stand before a number and say how it is to be taken.
    fn bound(&self, at: usize) -> Bound {
        for back in 1..=4 {
            let Some(from) = at.checked_sub(back) else { break };
            for (family, bound) in bounds() {
                if let Some(length) = longest_at(self.tokens, from, family)
                    && (from + length..at).all(|between| self.is(between, &["a", "the", "of"]))
                {
                    return bound;
                }
            }
            if self.number(from).is_some() {
                break;
            }
        }
        Bound::Exactly
    }

    /// The first number from a token on, with no more than so many tokens before it.
    fn number_within(&self, from: usize, most: usize) -> Option<(usize, Number)> {
        (from..=from + most).find_map(|at| Some((at, self.number(at)?)))
    }
}
