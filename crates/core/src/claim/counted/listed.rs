//! Rows that are told by their codes: "the red actions are W3 and S3", "two are late: 1.2 and 2.4", "N5 is the one action past
//! its deadline". What is said of them must be said of these rows, and of no others. **Not here.** How many they are
//! ([`super`]); what is said of one row ([`crate::claim::single`]).

use super::{Lexicon, Sign, Token, What};
use crate::claim::clause::clauses_of;
use crate::claim::lexicon::Sense;
use crate::claim::number::Unit;
use crate::claim::predicate::predicates_of;
use crate::claim::set::filter_of;
use crate::claim::set::rows_of;
use crate::claim::verdict::{Contradiction, Outcome};
use std::ops::Range;

/// The rows of a list, and the signs that say what they have in common.
pub(super) struct Listed {
    /// In the plan's order.
    rows: Vec<usize>,
    /// The tokens of their codes.
    at: Vec<usize>,
    /// What is said of them.
    pub(super) signs: Vec<Sign>,
    /// Whether all such rows are told.
    is_whole: bool,
}

/// "The items not started are 2 and 7": numbers at the end that are codes of rows.
pub(super) fn numbers_as_codes(signs: &mut [Sign], tokens: &[Token], lexicon: &Lexicon<'_>) {
    let is = |sign: &Sign, words: &[&str]| tokens.get(sign.at).is_some_and(|token| token.is_one_of(words));
    let last = signs.iter().rposition(|sign| sign.number().is_some());
    let Some(last) = last.filter(|last| signs[last + 1..].iter().all(Sign::is_filler)) else { return };
    let is_joint = |sign: &Sign| {
        matches!(sign.what, What::And | What::Comma) || sign.number().is_some_and(|number| number.unit == Unit::Count)
    };
    let first = signs[..last].iter().rposition(|sign| !is_joint(sign)).map_or(0, |at| at + 1);
    let behind_be = first > 0 && is(&signs[first - 1], &["are", "is", "were", "was"]);
    let the = signs.first().is_some_and(|sign| is(sign, &["the", "those", "our"]));
    let row_of = |sign: &Sign| {
        let token = tokens.get(sign.at)?;
        token
            .word
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| lexicon.known.codes.get(&token.word).copied())
            .flatten()
    };
    let numbers: Vec<usize> = (first..=last).filter(|at| signs[*at].number().is_some()).collect();
    if !behind_be || !the || numbers.len() < 2 {
        return;
    }
    let rows: Option<Vec<usize>> = numbers.iter().map(|at| row_of(&signs[*at])).collect();
    for (at, row) in numbers.into_iter().zip(rows.unwrap_or_default()) {
        signs[at].what = What::Code(row);
    }
}

/// Takes a list out of a sentence, where it has one.
pub(super) fn listed_in(signs: &[Sign], tokens: &[Token], lexicon: &Lexicon<'_>) -> Option<Listed> {
    let is_action = |row: &usize| lexicon.survey.plan.rows.get(*row).is_some_and(crate::claim::lexicon::is_action);
    let row_of = |sign: &Sign| match sign.what {
        What::Code(row) => Some(row),
        _ => None,
    };
    let codes: Vec<(usize, usize)> =
        signs.iter().enumerate().filter_map(|(at, sign)| Some((at, row_of(sign).filter(is_action)?))).collect();
    let around = Around { signs, tokens, first: codes.first()?.0, last: codes.last()?.0 };
    // "The longest overdue action is 3.2" tells of one of several.
    let superlatives = &crate::claim::words::english().superlatives;
    let is_superlative =
        |sign: &Sign| tokens.get(sign.at).is_some_and(|token| crate::claim::words::is_one(superlatives, &token.word));
    if signs.iter().any(is_superlative) {
        return None;
    }
    let open = ["including", "such", "example", "eg", "among", "notably", "especially", "like", "particularly"];
    if (0..signs.len()).any(|at| around.is(at, &open)) {
        return None;
    }
    let (part, is_whole) = around.behind_a_colon().or_else(|| around.said())?;
    let mut rows: Vec<usize> = codes.iter().map(|(_, row)| *row).collect();
    rows.sort_unstable();
    rows.dedup();
    let at = codes.iter().map(|(at, _)| signs[*at].at).collect();
    Some(Listed { rows, at, signs: signs[part].to_vec(), is_whole })
}

/// A sentence around the codes that it lists, from the first to the last.
struct Around<'s> {
    signs: &'s [Sign],
    tokens: &'s [Token],
    first: usize,
    last: usize,
}

impl Around<'_> {
    fn is(&self, at: usize, words: &[&str]) -> bool {
        let token = self.signs.get(at).and_then(|sign| self.tokens.get(sign.at));
        token.is_some_and(|token| token.is_one_of(words))
    }

    fn the(&self, at: usize) -> bool {
        self.is(at, &["the", "our", "both", "only", "its", "those"])
    }

    fn is_be(&self, at: usize) -> bool {
        self.is(at, &["is", "are", "was", "were"])
    }

    fn is_comma(&self, at: usize) -> bool {
        self.signs.get(at).is_some_and(|sign| sign.what == What::Comma)
    }

    fn has_number(&self, until: usize) -> bool {
        self.signs[..until].iter().any(|sign| sign.number().is_some())
    }

    /// "Two actions are overdue: the development day (R1c) and the victim worker (R3a)."
    fn behind_a_colon(&self) -> Option<(Range<usize>, bool)> {
        let says = |sign: &Sign| match sign.what {
            What::Sense(sense) => filter_of(sense).is_some(),
            What::Number(_) | What::Much(_) | What::When(_) | What::Reaching(_) => true,
            _ => false,
        };
        let colon = (1..self.first).rev().find(|at| self.signs[*at].what == What::Colon)?;
        let is_list = !self.signs[colon..].iter().any(says);
        is_list.then(|| (0..colon, self.the(0) || self.has_number(colon)))
    }

    /// Where stands what is said of a list, which has only codes and what joins them.
    fn said(&self) -> Option<(Range<usize>, bool)> {
        let is_noun = |at: usize| self.signs[at].what == What::Sense(Sense::Action);
        let is_joint = |at: usize| {
            is_noun(at)
                || matches!(
                    self.signs[at].what,
                    What::Code(_) | What::And | What::Comma | What::Filler | What::Open | What::Close
                )
        };
        if !(self.first..=self.last).all(is_joint) {
            return None;
        }
        let closes = |at: usize| self.signs[at].is_filler() || matches!(self.signs[at].what, What::Close | What::Stop);
        // "…, R4, which is overdue."
        let explains = self.is_comma(self.last + 1)
            && self.tokens.get(self.signs[self.last + 1].at + 1).is_some_and(|token| token.is_word("which"));
        let ends = explains || (self.last + 1..self.signs.len()).all(closes);
        // "The red actions are W3 and S3."
        let before = (0..self.first).rev().find(|at| !is_noun(*at) || self.is_be(*at));
        if let Some(be) = before.filter(|at| ends && self.is_be(*at)) {
            return (self.the(0) || self.has_number(be)).then_some((0..be, true));
        }
        let parted = before.filter(|at| matches!(self.signs[*at].what, What::Open | What::Comma));
        match parted {
            // "Two are late (1.2 and 2.4)", "only one action is red, 2.4".
            Some(comma) if ends => return self.has_number(comma).then_some((0..comma, true)),
            // "Both red steps, 2e and 3a, sit with the council."
            Some(comma) if self.the(0) && self.is_comma(self.last + 1) && self.is_comma(comma) => {
                return Some((0..comma, true));
            }
            _ => {}
        }
        // "Only 1.2 has missed its date": no other has.
        let is_only = |at: usize| self.is(at, &["only", "just"]);
        let says = |at: usize| match self.signs[at].what {
            What::Sense(sense) => filter_of(sense).is_some(),
            _ => false,
        };
        if self.first > 0
            && (0..self.first).all(|at| self.signs[at].is_filler())
            && is_only(self.first - 1)
            && (self.last + 1..self.signs.len()).any(says)
        {
            return Some((self.last + 1..self.signs.len(), true));
        }
        let tells_which = self.the(self.last + 2) && !self.is(self.last + 2, &["both"]);
        if !(0..self.first).all(|at| self.signs[at].is_filler() || is_noun(at)) || !tells_which {
            return None;
        }
        // "G6 and G10, the two delayed actions, are late", "N5 is the one action past its deadline".
        let from = self.last + 2;
        if self.is_comma(self.last + 1) {
            let close = (from..self.signs.len()).find(|at| self.is_comma(*at))?;
            return Some((from..close, true));
        }
        self.is_be(self.last + 1).then_some((from..self.signs.len(), true))
    }
}

impl Listed {
    /// Whether the rows that are told are those of which it is said.
    pub(super) fn judge(self, tokens: &[Token], lexicon: &Lexicon<'_>) -> Option<Outcome> {
        let clauses = clauses_of(&self.signs);
        let [clause] = clauses.as_slice() else { return None };
        let said = predicates_of(clause, &self.signs, tokens, lexicon);
        let says = !said.is_empty() || !said.areas.is_empty() || !said.people.is_empty();
        if !says || !said.unknown.is_empty() || said.is_not_counted || said.is_past || said.these || said.others {
            return None;
        }
        let ways: Vec<Vec<usize>> = said
            .ways(lexicon)
            .into_iter()
            .map(|filters| rows_of(&[said.scope(), said.of_whole.clone(), filters].concat(), lexicon))
            .collect();
        let number = clause.head.as_ref().and_then(|head| head.number).filter(|(number, _)| number.unit == Unit::Count);
        let number = number.and_then(|(number, _)| number.whole());
        let has_as_many =
            |rows: &&Vec<usize>| number.is_none_or(|number| i64::try_from(rows.len()).ok() == Some(number));
        let agrees = ways.contains(&self.rows);
        // Where they are not so many, that alone is told; the rows must then be some of them.
        let some = ways.iter().any(|rows| self.rows.iter().all(|row| rows.contains(row)));
        let enough = ways.iter().find(has_as_many);
        if !agrees && (!self.is_whole || enough.is_none()) && some {
            return None;
        }
        let meant = enough.or(ways.first())?;
        let rows = lexicon.names(meant);
        let named = if rows.is_empty() { "none".to_owned() } else { crate::checks::rule::named(&rows) };
        let why = match (agrees, meant.len()) {
            (true, _) => format!("the plan has {named}"),
            (false, 0) => "in the plan there are none".to_owned(),
            (false, 1) => format!("in the plan it is {named}"),
            (false, _) => format!("in the plan they are {named}"),
        };
        let mut outcome = Outcome::of(agrees, Contradiction::Row, self.at, why, named);
        outcome.rows.clone_from(meant);
        Some(outcome)
    }
}
