//! Sentences that count the plan's rows: a quantity, a set, what is said of it. Each is a question that the rows answer; a
//! sentence disagrees only where it is understood to its last word and no way of reading it agrees. **Not here.** What
//! needs no rows ([`super::relations`]); sentences about single rows ([`super::single`]).

mod comparing;
mod fits;
mod multiple;

use super::clause::{Clause, Head, clauses_of};
use super::lexicon::Lexicon;
use super::number::{Exact, Number, Unit};
use super::predicate::{Predicates, predicates_of};
use super::set::{Filter, rows_of};
use super::sign::{Bound, Much, Sign, What, signs_of};
use super::token::Token;
use super::verdict::{Contradiction, Outcome};
use fits::fits;
pub(super) use fits::is_near;
pub(super) use multiple::multiple;
use std::collections::BTreeSet;

/// What was told before, to which a sentence may point back.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// The rows that were counted last.
    last: Option<Vec<usize>>,
    /// The sets that were counted in the sentence.
    sets: Vec<Vec<usize>>,
    /// The first count of the paragraph, as it is written: the whole of which its later shares may be.
    written: Option<i64>,
}

impl Told {
    /// A paragraph begins.
    pub(super) fn begin_paragraph(&mut self) {
        self.written = None;
        self.last = None;
    }
}

/// What a sentence's clauses say of the plan's rows.
pub(super) fn judge(tokens: &[Token], lexicon: &Lexicon<'_>, told: &mut Told) -> Vec<Outcome> {
    if !lexicon.has_all_rows {
        return Vec::new();
    }
    let signs = signs_of(tokens, lexicon);
    let clauses = clauses_of(&signs);
    let mut predicates: Vec<Predicates> =
        clauses.iter().map(|clause| predicates_of(clause, &signs, tokens, lexicon)).collect();
    // "A minority of actions, 8 of 24, are blue": what is said stands behind the second.
    for at in (1..predicates.len()).rev() {
        let (Some(first), Some(second)) = (&clauses[at - 1].head, &clauses[at].head) else { continue };
        // "Six of them, a quarter, are" tells one thing twice.
        let is_again = is_share(first) || is_share(second) && !predicates[at].these && !first.leads;
        if predicates[at - 1].is_empty()
            && is_again
            && !predicates[at].is_empty()
            && predicates[at].areas.is_empty()
            && predicates[at].people.is_empty()
        {
            let filters = predicates[at].filters.clone();
            predicates[at - 1].filters = filters;
        }
    }
    // "Three actions in the four areas are late": what is said behind the second is said of the first.
    for at in 1..predicates.len() {
        let leads = clauses[at - 1].head.as_ref().is_some_and(|head| head.leads);
        if clauses[at - 1].runs_on && !leads && !predicates[at].is_empty() {
            predicates[at - 1].is_not_counted = true;
            predicates[at].is_not_counted = true;
        }
    }
    // "It may be 22% or 28%": neither is told as it is.
    for at in 1..predicates.len() {
        let is_or = signs.get(clauses[at].signs.start).is_some_and(|sign| sign.what == What::Or);
        let before = clauses[at].head.as_ref().and_then(|head| signs.get(head.signs.start.checked_sub(1)?));
        let goes_on = is_or || before.is_some_and(|sign| sign.what == What::Or) || clauses[at - 1].runs_on;
        if predicates[at - 1].is_not_counted && goes_on {
            predicates[at].is_not_counted = true;
        }
    }
    let mut sentence = Sentence {
        tokens,
        signs: &signs,
        lexicon,
        told,
        subject: (Vec::new(), Vec::new()),
        base: None,
        sets: Vec::new(),
        values: Vec::new(),
        has_verb: false,
        predicates: None,
        seen: 0,
        blocked: false,
    };
    let mut outcomes = Vec::new();
    for (clause, predicates) in clauses.iter().zip(predicates) {
        sentence.clause(clause, predicates, &mut outcomes);
    }
    let sets = std::mem::take(&mut sentence.sets);
    if !sets.is_empty() {
        told.sets = sets;
    }
    outcomes
}

fn is_share(head: &Head) -> bool {
    head.much.is_some() || head.number.is_some_and(|(number, _)| matches!(number.unit, Unit::Share | Unit::Percent))
}

struct Sentence<'s, 'l> {
    tokens: &'s [Token],
    signs: &'s [Sign],
    lexicon: &'s Lexicon<'l>,
    told: &'s mut Told,
    /// The areas and people that the sentence is about.
    subject: (Vec<usize>, Vec<usize>),
    /// The whole of which the next clauses speak.
    base: Option<Vec<usize>>,
    sets: Vec<Vec<usize>>,
    /// What was counted so far, for a total.
    values: Vec<Number>,
    /// Whether a word said who has them.
    has_verb: bool,
    /// What the sentence said of those that it counted last.
    predicates: Option<Predicates>,
    /// Counts that were written so far, understood or not.
    seen: usize,
    /// Whether what follows is of something that was not understood.
    blocked: bool,
}

/// One way of reading a clause: the rows that it is about, and those that it counts.
struct Reading {
    base: Vec<usize>,
    rows: Vec<usize>,
}

impl Sentence<'_, '_> {
    fn clause(&mut self, clause: &Clause, said: Predicates, outcomes: &mut Vec<Outcome>) {
        let Some(head) = &clause.head else { return };
        let counted = self.values.len();
        let unknown_before = said.unknown.iter().any(|at| *at < head.signs.start);
        self.judge(clause, head, said, outcomes);
        let is_count = head.number.is_some_and(|(number, _)| number.unit == Unit::Count);
        self.seen += usize::from(is_count);
        if self.values.len() == counted && is_count {
            self.told.last = None;
            // What was not understood before a quantity is what the sentence is about.
            self.blocked |= head.leads || unknown_before;
        }
    }

    fn judge(&mut self, clause: &Clause, head: &Head, mut said: Predicates, outcomes: &mut Vec<Outcome>) {
        let unit = head.number.map(|(number, _)| number.unit);
        self.about(head, &mut said);
        let has_own = !said.is_empty();
        // "There are now 10": what was said before is meant.
        let is_bare =
            !has_own && !said.has_noun && !said.is_of_areas && !said.is_of_people && !said.these && !said.others;
        if let Some(total) = self.total(clause, head, &said) {
            outcomes.push(total);
            return;
        }
        let opens_total =
            self.signs.get(clause.signs.start).is_some_and(|sign| sign.what == What::Colon) && self.seen > 0;
        if is_bare && opens_total {
            return;
        }
        if is_bare
            && (head.whole.is_some() || said.people.is_empty() && said.areas.is_empty())
            && let Some(before) = &self.predicates
        {
            said.filters.clone_from(&before.filters);
        }
        if has_own {
            self.predicates = Some(said.clone());
        }
        if said.these && said.filters.is_empty() && self.is_elliptic(clause, head) {
            // "29 were due to have started; 28 of those have".
            if !self.predicates.as_ref().is_some_and(|before| before.asks_for(&Filter::DueToStart)) {
                return;
            }
            said.filters.push(Filter::Started);
        }
        let is_bare_share =
            is_share(head) && said.filters.is_empty() && said.is_empty() && head.much != Some(Much::None);
        if self.is_of_each(head)
            || matches!(unit, Some(Unit::Money | Unit::Points | Unit::Measure))
            || said.is_not_counted
            || said.is_past
            || self.blocked
            || is_bare_share
        {
            return;
        }
        if said.is_of_areas || said.is_of_people {
            outcomes.extend(self.nouns(head, &said));
            return;
        }
        if said.asks_for(&Filter::Started) && self.tells_by_scale() {
            said = said.by_scale();
        }
        let readings = self.readings(head, &said);
        if !readings.iter().all(|reading| self.is_countable(&said, reading)) {
            return;
        }
        if !self.is_understood(head, &said) {
            self.told.last = None;
            return;
        }
        self.has_verb |= said.has_verb;
        // Nothing says that it is about the plan.
        let is_anchored = said.has_noun
            || has_own
            || said.these
            || said.others
            || head.whole.is_some()
            || !said.people.is_empty() && self.has_verb
            || is_bare && !said.filters.is_empty();
        if is_anchored {
            self.count(head, &said, &readings, outcomes);
        }
    }

    /// Whether a clause ends with a verb that leaves out what was said before: "and 28 of those have".
    fn is_elliptic(&self, clause: &Clause, head: &Head) -> bool {
        let ends = |at: &usize| matches!(self.signs[*at].what, What::Open | What::Stop);
        let end = (head.signs.end..clause.signs.end).find(ends).unwrap_or(clause.signs.end);
        let last = end.checked_sub(1).filter(|at| clause.signs.contains(at)).and_then(|at| self.signs.get(at));
        let token = last.and_then(|sign| self.tokens.get(sign.at + sign.length - 1));
        token.is_some_and(|token| token.is_one_of(&["have", "has", "had", "did", "do", "are", "is", "were", "was"]))
    }

    /// "At exactly 5%", "as 100% done": how far each of them is.
    fn is_of_each(&self, head: &Head) -> bool {
        let before = (0..head.signs.start).rev().find(|at| !self.is_measured_so(*at));
        let token = before.and_then(|at| self.tokens.get(self.signs[at].at));
        head.number.is_some_and(|(number, _)| number.unit == Unit::Percent)
            && token.is_some_and(|token| token.is_one_of(&["at", "as"]))
    }

    /// Whether a sign says how nearly a number is meant.
    fn is_measured_so(&self, at: usize) -> bool {
        let is_word = |token: &Token| token.is_one_of(&["exactly", "about", "only", "just", "roughly", "nearly"]);
        matches!(self.signs[at].what, What::Bound(_)) || self.tokens.get(self.signs[at].at).is_some_and(is_word)
    }

    /// Counts what was understood, and keeps what later clauses may point at.
    fn count(&mut self, head: &Head, said: &Predicates, readings: &[Reading], outcomes: &mut Vec<Outcome>) {
        let Some(first) = readings.first() else { return };
        self.sets.push(first.rows.clone());
        self.told.last = Some(first.rows.clone());
        if head.leads {
            self.base = Some(first.rows.clone());
        }
        if let Some((number, _)) = head.number.filter(|(number, _)| number.unit == Unit::Count) {
            self.values.push(number);
        }
        outcomes.extend(self.compare(head, said, readings));
        let count = head.number.and_then(|(number, _)| number.whole().filter(|_| number.unit == Unit::Count));
        self.told.written = self.told.written.or(count);
    }

    /// Whose and of which area a clause speaks: its own, or those that the sentence is about.
    fn about(&mut self, head: &Head, said: &mut Predicates) {
        let is_subject = said.subject_until <= head.signs.start;
        for (own, subject) in [(&mut said.areas, &mut self.subject.0), (&mut said.people, &mut self.subject.1)] {
            if own.is_empty() {
                own.clone_from(subject);
            } else if is_subject {
                subject.clone_from(own);
            }
        }
    }

    /// Whether every word is understood; of "three of the 8 recovery actions" the 8 says that all are meant.
    fn is_understood(&self, head: &Head, said: &Predicates) -> bool {
        let all = i64::try_from(self.lexicon.survey.plan.actions().count()).ok();
        let of_all = head.whole.is_some_and(|(number, _)| number.whole() == all);
        said.unknown.is_empty() || of_all && said.only_modifiers
    }

    /// Whether rows that say nothing of how far they are stand on a scale that has a word for "not started".
    fn tells_by_scale(&self) -> bool {
        let actions = || self.lexicon.survey.plan.actions().map(|(_, row)| row);
        let knows = |row: &crate::plan::Row| row.percent.is_some() || row.lifecycle.is_some();
        !actions().all(knows)
            && actions().all(|row| knows(row) || row.status.is_some())
            && actions().any(|row| row.lifecycle == Some(crate::plan::Lifecycle::NotStarted))
    }

    /// Whether the rows say enough for what is asked of them: how far each is, where that is asked.
    fn is_countable(&self, said: &Predicates, reading: &Reading) -> bool {
        let rows = || reading.base.iter().filter_map(|row| self.lexicon.survey.plan.rows.get(*row));
        let knows = |row: &crate::plan::Row| row.percent.is_some() || row.lifecycle.is_some();
        if said.asks_for(&Filter::Started) || said.asks_for(&Filter::UnderWay) {
            return rows().all(|row| knows(row) || row.status.is_none())
                && self.lexicon.survey.plan.actions().any(|(_, row)| knows(row));
        }
        !said.asks_for(&Filter::Complete)
            || rows().any(knows)
            || self.lexicon.survey.plan.actions().any(|(_, row)| knows(row))
    }

    /// "…: eighteen" and "26 in all" behind counts are their total.
    fn total(&self, clause: &Clause, head: &Head, said: &Predicates) -> Option<Outcome> {
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
        if !is_bare || self.values.len() < 2 || self.values.len() != self.seen || !(opens && says_all || colon) {
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

    /// A number as it is written.
    fn text(&self, sign: usize) -> String {
        let token = self.signs.get(sign).and_then(|sign| self.tokens.get(sign.at));
        token.map_or_else(String::new, |token| {
            let is_share = token.number().is_some_and(|number| number.unit == Unit::Percent);
            format!("{}{}", token.word, if is_share && !token.word.contains("cent") { "%" } else { "" })
        })
    }

    /// The ways of reading a clause, the likeliest first.
    fn readings(&self, head: &Head, said: &Predicates) -> Vec<Reading> {
        let scope: Vec<Filter> = said.scope();
        let mut base = rows_of(&scope, self.lexicon);
        let pointed = self.told.last.clone();
        if said.others {
            let counted: BTreeSet<usize> = if self.sets.is_empty() {
                self.told.sets.iter().flatten().copied().collect()
            } else {
                self.sets.iter().flatten().copied().collect()
            };
            if counted.is_empty() {
                return Vec::new();
            }
            base.retain(|row| !counted.contains(row));
        } else if said.these {
            let Some(last) = pointed else { return Vec::new() };
            base.retain(|row| last.binary_search(row).is_ok());
        } else if let Some(whole) = self.base.as_ref().filter(|_| !head.leads) {
            base.retain(|row| whole.binary_search(row).is_ok());
        }
        base.retain(|row| said.of_whole.iter().all(|filter| filter.takes(*row, self.lexicon)));
        let count = |filters: &[Filter]| {
            base.iter().copied().filter(|row| filters.iter().all(|filter| filter.takes(*row, self.lexicon))).collect()
        };
        said.ways().iter().map(|filters| Reading { base: base.clone(), rows: count(filters) }).collect()
    }

    /// "Four priorities", "three leads".
    fn nouns(&self, head: &Head, said: &Predicates) -> Option<Outcome> {
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
}
