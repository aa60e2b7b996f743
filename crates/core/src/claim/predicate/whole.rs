//! Where it is told of which whole a quantity is a part: "of the 4 late actions", "half of the red ones", "every action still to
//! be done". **Not here.** What is said of the part ([`super`]).

use super::{Clause, Head, Reading, is_of_a_part};
use crate::claim::sign::{Bound, What};
use std::ops::Range;

impl Reading<'_, '_> {
    /// The signs that say which whole is meant.
    pub(super) fn whole(&self, clause: &Clause, noun: Option<usize>, verb: Option<usize>) -> Range<usize> {
        let head = clause.head.as_ref();
        let of_whole = head.filter(|head| head.whole.is_some());
        // "Of the 4 late actions": between the whole and the word for a row.
        // "Four of the ten that are open are late": up to the verb.
        let is_relative = |head: &Head| {
            (head.signs.end..clause.signs.end)
                .find(|at| !self.signs[*at].is_filler() && Some(*at) != noun)
                .is_some_and(|at| self.signs[at].what == What::That || self.is(at, &["which", "who"]))
        };
        let end_of_whole = |head: &Head| match (noun, verb) {
            (Some(noun), verb) => Some(verb.unwrap_or(noun).max(noun)),
            (None, Some(verb)) if is_relative(head) => Some(verb),
            _ => None,
        };
        let mut whole = of_whole.and_then(|head| Some(head.signs.end..end_of_whole(head)?)).unwrap_or(0..0);
        // "Half of the red actions are late": the share is of those that are red.
        let part = head.filter(|head| head.whole.is_none() && (is_of_a_part(head) || head.bound == Bound::AllBut));
        if let (Some(head), Some(noun)) = (part, noun)
            && (noun + 1..clause.signs.end).any(|at| self.tells(at) || self.is_whose(at))
        {
            // "Every action still to be done is late".
            let ends = |at: &usize| self.is_verb(*at) || self.signs[*at].what == What::Owning;
            let verb = (noun + 1..clause.signs.end).find(ends);
            let says = |at: usize| self.tells(at) || self.is_whose(at);
            let until =
                verb.filter(|verb| (noun + 1..*verb).any(|at| self.tells(at)) && (*verb..clause.signs.end).any(says));
            whole = head.signs.end..until.unwrap_or(noun);
        }
        whole
    }

    /// The verb behind a whole; of "four of the ten that are open are late" the second.
    pub(super) fn verb_of_whole(&self, head: &Head, until: usize) -> Option<usize> {
        let verb = |from: usize| (from..until).find(|at| self.is_verb(*at));
        let first = verb(head.signs.end)?;
        let is_relative = (head.signs.end..first).any(|at| self.is(at, &["that", "which", "who"]));
        let second = || (first + 1..until).find(|at| self.is_verb(*at) && (first..*at).any(|at| self.tells(at)));
        if is_relative { second().or(Some(first)) } else { Some(first) }
    }
}
