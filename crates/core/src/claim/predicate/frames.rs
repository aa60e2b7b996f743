//! Words around what is counted that say nothing of it, or that it is no count: openings, titles of people, other days,
//! comparisons. **Not here.** What restricts the rows ([`super`]).

use super::{Reading, Shape, Walk};
use crate::claim::clause::Head;
use crate::claim::lexicon::Sense;
use crate::claim::number::Unit;
use crate::claim::set::filter_of;
use crate::claim::sign::{Sign, What};
use crate::claim::token::{Kind, Spoken, Token, longest_at};
use crate::claim::words::{english, is_one};
use std::ops::Range;

/// An opening with one of these says how far on things are, and of which rows nothing.
const WHERE_IN_TIME: [&str; 12] = [
    "point",
    "mid-point",
    "midpoint",
    "stage",
    "life",
    "halfway",
    "midway",
    "mid-way",
    "writing",
    "moment",
    "juncture",
    "summing-up",
];

impl Reading<'_, '_> {
    /// "By the end of February", where that is today.
    pub(super) fn is_today(&self, sign: &Sign) -> bool {
        let on = self.lexicon.survey.on;
        matches!(sign.what, What::When(Spoken { when: Some(when), .. }) if when.first <= on && on <= when.last)
    }

    /// "The three safety actions": an area by one word of its title that no other has.
    pub(super) fn of_part_of_a_title(&mut self, walk: &mut Walk, head: Option<&Head>, noun: Option<usize>) {
        let (Some(head), Some(noun)) = (head, noun) else { return };
        let survey = self.lexicon.survey;
        let between: Vec<usize> =
            walk.unknown.iter().copied().filter(|at| head.signs.end <= *at && *at < noun).collect();
        let areas_of = |at: usize| -> Vec<usize> {
            let word =
                self.signs.get(at).and_then(|sign| self.tokens.get(sign.at)).map_or("", |token| token.word.as_str());
            let titles = survey
                .areas
                .iter()
                .filter_map(|area| survey.plan.rows.get(area.row))
                .map(|row| row.title.to_lowercase());
            let has = |title: &String| {
                word.len() > 3 && title.split(|letter: char| !letter.is_alphanumeric()).any(|part| part == word)
            };
            titles.enumerate().filter(|(_, title)| has(title)).map(|(nth, _)| nth).collect()
        };
        let found: Vec<Vec<usize>> = between.iter().map(|at| areas_of(*at)).collect();
        let Some([area]) = found.first().map(Vec::as_slice) else { return };
        if self.said.areas.is_empty() && found.iter().all(|one| one == &[*area]) {
            self.said.areas.push(*area);
            self.said.own_scope_is_empty = false;
            walk.unknown.retain(|at| !between.contains(at));
        }
    }

    /// Whether a word is an initial or a title before the name of somebody.
    pub(super) fn is_of_a_name(&self, at: usize) -> bool {
        // "Dr N. Farouk".
        let behind = (at + 1..self.signs.len()).find(|next| {
            let word = self.tokens_of(*next).first().map_or("", |token| token.word.as_str());
            !(word.is_empty() || word.len() == 1)
        });
        let next =
            behind.is_some_and(|next| next <= at + 4 && matches!(self.signs[next].what, What::Sense(Sense::Person(_))));
        let is_initial = |token: &Token| {
            token.word.len() == 1
                || matches!(
                    token.word.as_str(),
                    "mr" | "mrs" | "ms" | "miss" | "dr" | "cllr" | "prof" | "councillor" | "sir"
                )
        };
        next && self.tokens_of(at).iter().all(is_initial)
    }

    /// Whether words speak of another day than the plan's.
    pub(super) fn tells_another_day(&self, within: Range<usize>) -> bool {
        let on = self.lexicon.survey.on;
        within.into_iter().any(|at| match self.signs[at].what {
            What::Elsewhen => true,
            What::When(spoken) => spoken.when.is_some_and(|when| on < when.first || when.last < on),
            _ => self.is(at, &["last", "then", "previous", "met", "looked"]),
        })
    }

    /// "Up 25%", "an increase of 9": no count of rows.
    pub(super) fn is_of_change(&self, at: usize) -> bool {
        let before = |back: usize| at.checked_sub(back).and_then(|before| self.signs.get(before));
        let of = before(1).is_some_and(|before| before.what == What::Of);
        let by = before(1).is_some_and(|before| before.what == What::By);
        before(1).is_some_and(|before| before.what == What::Direction)
            || by && before(2).is_some_and(|before| before.what == What::Direction)
            || of
                && before(2)
                    .and_then(|before| self.tokens.get(before.at))
                    .is_some_and(|token| is_one(&english().widths, &token.word))
    }

    /// "The two of them" are no rows.
    pub(super) fn is_of_people_told(&self, head: &Head) -> bool {
        let number = head.number.map_or(head.signs.start, |(_, at)| at);
        let the =
            number.checked_sub(1).and_then(|before| self.signs.get(before)).and_then(|sign| self.tokens.get(sign.at));
        the.is_some_and(|token| token.is_word("the"))
            && self.signs.get(head.signs.end).is_some_and(|sign| sign.what == What::Sense(Sense::These))
    }

    /// Whether a clause begins with words that only lead over: "Looking ahead", "Taken together", "Since the board last sat".
    pub(super) fn is_aside_before(&self, from: usize, comma: usize) -> bool {
        const LEADS: [&str; 12] = [
            "since",
            "as",
            "overall",
            "happily",
            "sadly",
            "encouragingly",
            "importantly",
            "notably",
            "today",
            "taken",
            "again",
            "thus",
        ];
        let first = self.signs.get(from).and_then(|sign| self.tokens.get(sign.at));
        let leads = first.is_some_and(|token| {
            let is_adverb = comma == from + 1 && token.word.ends_with("ly");
            LEADS.contains(&token.word.as_str()) || token.word.len() > 4 && token.word.ends_with("ing") || is_adverb
        });
        leads || (from..comma).any(|at| self.is(at, &WHERE_IN_TIME))
    }

    /// Whether what stands behind a comma only explains: it has words that are not understood, and says no more of rows.
    pub(super) fn explains(&self, comma: usize, until: usize, is_told: bool) -> bool {
        let behind = || (comma + 1..until).map(|at| self.signs[at].what);
        let says = behind()
            .any(|what| matches!(what, What::Sense(sense) if filter_of(sense).is_some() || sense == Sense::Due));
        is_told && !says && behind().any(|what| matches!(what, What::Word | What::Aside | What::Elsewhen))
    }

    /// The name of a picture, a table, a page.
    pub(super) fn is_label(&self, at: usize) -> bool {
        let token = self.signs.get(at).and_then(|sign| self.tokens.get(sign.at));
        token.is_some_and(|token| token.kind == Kind::Name || is_one(&english().labels, &token.word))
    }

    /// Whether the plan is said to contain what stands behind: "the programme was broken down into".
    pub(super) fn contains(&self, from: usize, until: usize) -> bool {
        let is_verb = |at: usize| {
            let tokens = self.tokens_of(at);
            longest_at(tokens, 0, &english().containing) == Some(tokens.len())
        };
        let verb = (from..until).rev().find(|at| !self.signs[*at].is_filler() || is_verb(*at));
        let body = |at: usize| {
            let is_one_of_them = |token: &Token| {
                is_one(&english().bodies, &token.word)
                    || token.is_one_of(&[
                        "plan",
                        "report",
                        "paper",
                        "plans",
                        "schedule",
                        "it",
                        "audit",
                        "review",
                        "log",
                        "inspection",
                        "register",
                    ])
            };
            self.tokens_of(at).iter().any(is_one_of_them)
        };
        // "A strategy of 22 commitments".
        let is_of = |at: usize| self.is(at, &["of"]) && at > from && body(at - 1);
        verb.is_some_and(|at| is_verb(at) && (from..at).any(body) || is_of(at))
            && !(from..until).any(|at| matches!(self.signs[at].what, What::Elsewhen | What::When(_)))
    }

    /// Whether what stands aside says that it is of another day, or restricts: "were blue when the board last met", "closed
    /// since the last report", "incomplete although the date has gone by".
    pub(super) fn tells_aside(&self, at: usize, until: usize) -> bool {
        let stop = (at..self.signs.len()).find(|end| self.signs[*end].what == What::Stop);
        let ends = stop.unwrap_or(self.signs.len()).min(until);
        let is_since = self.is(at, &["since"]) && (at + 1..ends).all(|at| self.signs[at].is_filler());
        let is_both = self.is(at, &["although", "though", "even"]) && (at..ends).any(|at| self.tells(at));
        is_both || is_since || self.is(at, &["when", "since"]) && self.tells_another_day(at + 1..ends)
    }

    /// Words of change: "two up on the four", "from 25% to 80%", "than the six".
    pub(super) fn compares(&mut self, at: usize, shape: &Shape<'_>) {
        let ends = shape.clause.signs.end;
        let is_before = shape.head.is_some_and(|head| at < head.signs.start);
        let is_behind = shape.head.is_some_and(|head| at >= head.signs.end);
        match self.signs[at].what {
            What::Direction => {
                // "Two up on the four reported in May".
                let next = self.next(at, ends);
                let is_on =
                    is_behind && self.tokens.get(self.signs[at].at + 1).is_some_and(|token| token.is_word("on"));
                // "Four more actions done than delayed", "…, five fewer".
                let than = is_behind && self.signs[at..ends].iter().any(|sign| sign.what == What::From);
                let is_apart = is_behind && self.is(at, &["fewer", "less"]);
                let compares =
                    is_on || than || is_apart || next.is_some_and(|next| self.signs[next].what == What::From);
                self.said.is_not_counted |= compares;
                self.said.is_more |= is_behind && !compares;
            }
            // "From 25% to 80%".
            What::To if is_before && at + 1 == shape.head.map_or(at, |head| head.signs.start) => {
                let is_range = self.signs[..at].iter().rev().take(4).any(|sign| sign.what == What::From);
                let number = shape.head.and_then(|head| head.number);
                let is_share = number.is_some_and(|(number, _)| number.unit == Unit::Percent);
                self.said.is_not_counted |= is_range && is_share;
            }
            What::From => {
                // "From 6" and "than the six" are no counts of today.
                let next = (at + 1..ends).find(|next| !self.signs[*next].is_filler());
                let is_head = |next| shape.head.is_some_and(|head| head.signs.contains(&next));
                self.said.is_not_counted |= next.is_some_and(is_head);
            }
            _ => {}
        }
    }

    /// Whether a day stands in a list behind a colon, and the quantity before it.
    pub(super) fn is_listed(&self, at: usize, shape: &Shape<'_>) -> bool {
        let from = shape.head.map_or(at, |head| head.signs.end);
        (from..at).any(|between| self.signs[between].what == What::Colon)
    }
}
