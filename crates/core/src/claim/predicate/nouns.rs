//! What is counted: the word for a row behind a quantity, whose rows they are, and words that say who has them. **Not here.**
//! What is said of them ([`super`]).

use super::Reading;
use crate::claim::lexicon::Sense;
use crate::claim::set::Filter;
use crate::claim::set::filter_of;
use crate::claim::sign::{Sign, What};

impl Reading<'_, '_> {
    /// The word for a row, an area or somebody that a quantity counts, behind it.
    pub(super) fn noun(&self, from: usize, until: usize) -> Option<usize> {
        for at in from..until {
            match self.signs[at].what {
                What::Sense(Sense::Action | Sense::AreaNoun | Sense::PersonNoun | Sense::FinishDay) => return Some(at),
                What::Sense(Sense::Area(_) | Sense::Person(_))
                | What::Filler
                | What::Word
                | What::Direction
                | What::Of
                | What::Name => {}
                What::Sense(sense) if filter_of(sense).is_some() => {}
                _ => return None,
            }
            // A verb ends what a quantity can count.
            let is_verb = self.tokens.get(self.signs[at].at).is_some_and(|token| {
                token.is_one_of(&[
                    "is", "are", "was", "were", "has", "have", "had", "make", "makes", "in", "at", "with", "for", "on",
                    "by",
                ])
            });
            if is_verb {
                return None;
            }
        }
        None
    }

    /// Whether what is counted is something else: "seventy families".
    pub(super) fn is_foreign(&self, from: usize, until: usize) -> bool {
        let next = (from..until).find(|at| !self.signs[*at].is_filler() && self.signs[*at].what != What::Direction);
        next.is_some_and(|at| matches!(self.signs[at].what, What::Word | What::Name))
    }

    pub(super) fn scope(&mut self, at: usize, sense: Sense, is_said: bool) {
        if is_said {
            self.said.filters.push(match sense {
                Sense::Area(area) => Filter::Areas(vec![area]),
                Sense::Person(person) => Filter::People(vec![person]),
                _ => return,
            });
            return;
        }
        match sense {
            Sense::Area(area) => self.said.areas.push(area),
            Sense::Person(person) => self.said.people.push(person),
            _ => {}
        }
        self.said.own_scope_is_empty = false;
        self.said.subject_until = at;
    }

    /// A word that restricts nothing may still say when, and who has them.
    pub(super) fn filler(&mut self, sign: Sign, is_told: bool) {
        let Some(token) = self.tokens.get(sign.at) else { return };
        self.said.is_past |= token.is_word("had") && !is_told;
        self.said.is_average |= token.is_one_of(&["average", "mean"]);
        self.said.has_verb |= token.is_one_of(&["has", "have", "owns", "carries", "leads", "holds", "lead"]);
    }
}
