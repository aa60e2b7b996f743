//! What is counted of other things than rows: totals of what was counted before, areas and people, "that is a quarter of the
//! plan". **Not here.** Counting rows ([`super`]).

use super::fits::{self, fits, is_near};
use super::{Bound, Clause, Contradiction, Exact, Head, Outcome, Predicates, Sentence, Unit, What, is_share};

impl Sentence<'_, '_> {
    /// "…: eighteen" and "26 in all" behind counts are their total.
    pub(super) fn total(&self, clause: &Clause, head: &Head, said: &Predicates) -> Option<Outcome> {
        let (number, sign) = head.number.filter(|(number, _)| number.unit == Unit::Count)?;
        let is_bare = said.filters.is_empty()
            && !said.has_noun
            && said.unknown.is_empty()
            && said.own_scope_is_empty
            && !said.these
            && !said.others;
        let opens = self
            .signs
            .get(clause.signs.start)
            .is_some_and(|sign| matches!(sign.what, What::Colon | What::Comma | What::And));
        let says_all = (clause.signs.clone()).any(|at| {
            let sign = self.signs[at];
            sign.is_filler() && sign.length == 2
                || self.tokens.get(sign.at).is_some_and(|token| token.is_one_of(&["altogether", "total", "together"]))
        });
        // "…: 26", and nothing between.
        let colon = self.signs.get(clause.signs.start).is_some_and(|sign| sign.what == What::Colon)
            && head.signs.start == clause.signs.start + 1;
        let is_result = self.is_result(head);
        if !is_bare
            || self.values.len() < 2
            || self.values.len() != self.seen
            || !(opens && says_all || colon || is_result)
        {
            return None;
        }
        let total: i64 = self.values.iter().filter_map(|value| value.whole()).sum();
        let said = self.text(sign);
        let agrees = number.whole() == Some(total);
        let why = if agrees {
            format!("the parts come to {total}")
        } else {
            format!("it says {said} in all; its parts come to {total}")
        };
        Some(Outcome::of(agrees, Contradiction::Sum, vec![self.signs[sign].at], why, total.to_string()))
    }

    /// Whether a quantity is what others come to: "… and one to start make 18".
    pub(super) fn is_result(&self, head: &Head) -> bool {
        let before = head.signs.start.checked_sub(1).and_then(|before| self.tokens.get(self.signs[before].at));
        before.is_some_and(|token| {
            token.is_one_of(&["make", "makes", "made", "total", "totals", "totalling", "making", "equals"])
        })
    }

    /// "That is a quarter of the plan": the share of those that were counted last.
    pub(super) fn that_is(&self, clause: &Clause, head: &Head, said: &Predicates) -> Option<Outcome> {
        let (number, sign) = head.number.filter(|_| is_share(head) && self.seen == 0)?;
        let first = (clause.signs.start..head.signs.start).map(|at| &self.tokens[self.signs[at].at]);
        let first =
            first.filter(|token| !token.is_mark(',')).find(|token| token.kind == crate::claim::token::Kind::Word)?;
        let is_plain =
            said.is_empty() && said.unknown.is_empty() && said.own_scope_is_empty && !said.these && !said.others;
        let last =
            self.told.last.as_ref().filter(|_| is_plain && first.is_one_of(&["that", "this", "which", "they"]))?;
        let all = self.lexicon.survey.plan.actions().count();
        let share = fits::share(last, all)?;
        let agrees = is_near(number, share, head.bound);
        let found = crate::claim::number::in_unit(share, Unit::Share);
        let why = format!("{}{} of {all} is {found}", if agrees { "" } else { "in the plan " }, last.len());
        Some(Outcome::of(agrees, Contradiction::Share, vec![self.signs[sign].at], why, found))
    }

    /// "Four priorities", "three leads".
    pub(super) fn nouns(&self, head: &Head, said: &Predicates) -> Option<Outcome> {
        let (number, sign) = head.number.filter(|(number, _)| number.unit == Unit::Count)?;
        if !said.filters.is_empty()
            || !said.unknown.is_empty()
            || !said.areas.is_empty()
            || !said.people.is_empty()
            || said.these
            || said.others
        {
            return None;
        }
        let (count, noun) = if said.is_of_areas {
            (self.lexicon.survey.areas.len(), "focus areas")
        } else {
            (self.lexicon.people.len(), "people who lead actions")
        };
        let count_exact = Exact::from_integer(i128::try_from(count).ok()?);
        // "Under four priorities" says where, not how many.
        let agrees = number.value == count_exact || fits(number, head, count_exact) && head.bound != Bound::Under;
        let why = if agrees {
            format!("the plan has {count} {noun}")
        } else {
            format!("it says {}; the plan has {count} {noun}", self.text(sign))
        };
        Some(Outcome::of(agrees, Contradiction::Count, vec![self.signs[sign].at], why, count.to_string()))
    }

    /// "Low: three": whose, where or of what kind stands before a colon.
    pub(super) fn is_labelled(&self, clause: &Clause, head: &Head, said: &Predicates) -> bool {
        let has_scope = !said.areas.is_empty() || !said.people.is_empty() || !said.attributes.is_empty();
        let is_colon = |at: usize| self.signs[at].what == What::Colon;
        has_scope && !said.own_scope_is_empty && (clause.signs.start..head.signs.start).any(is_colon)
    }

    pub(super) fn is_figure(&self, at: usize) -> bool {
        self.tokens.get(self.signs[at].at).is_some_and(|token| token.is_one_of(&["figure", "number", "total"]))
    }

    /// Whether a clause ends with a verb that leaves out what was said before: "and 28 of those have".
    pub(super) fn is_elliptic(&self, clause: &Clause, head: &Head) -> bool {
        let ends = |at: &usize| matches!(self.signs[*at].what, What::Open | What::Stop);
        let end = (head.signs.end..clause.signs.end).find(ends).unwrap_or(clause.signs.end);
        let last = end.checked_sub(1).filter(|at| clause.signs.contains(at)).and_then(|at| self.signs.get(at));
        let token = last.and_then(|sign| self.tokens.get(sign.at + sign.length - 1));
        token.is_some_and(|token| token.is_one_of(&["have", "has", "had", "did", "do", "are", "is", "were", "was"]))
    }
}
