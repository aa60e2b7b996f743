//! Sentences that count the plan's rows: a quantity, a set, what is said of it. Each is a question that the rows answer; a
//! sentence disagrees only where it is understood to its last word and no way of reading it agrees. **Not here.** What
//! needs no rows ([`super::relations`]); sentences about single rows ([`super::single`]).

mod comparing;
mod average;
mod carried;
mod fits;
mod in_each;
mod listed;
mod multiple;
mod ranked;
mod settle;
mod tally;
mod totals;
mod weighed;

use super::clause::{Clause, Head, clauses_of};
use super::lexicon::Lexicon;
use super::number::{Exact, Number, Unit};
use super::phrases::signs_of;
use super::predicate::{Predicates, predicates_after};
use super::set::{Filter, rows_of};
use super::sign::{Bound, Much, Sign, What};
use super::token::Token;
use super::verdict::{Contradiction, Outcome};
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
    /// Whether it stands in a cell beside a row: then it is of the plan only where it says so.
    pub(super) is_beside_a_row: bool,
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
    let mut signs = signs_of(tokens, lexicon);
    if let Some(outcomes) = tally::judge(&signs, lexicon) {
        return outcomes;
    }
    if let Some(outcome) = ranked::apart(&signs, tokens, lexicon) {
        return vec![outcome];
    }
    if let Some(outcome) = weighed::weigh(&signs, tokens, lexicon) {
        return vec![outcome];
    }
    let ranked = ranked::ranks(&signs, tokens, lexicon);
    let average = average::judge(&mut signs, tokens, lexicon);
    // "1.4  Both red steps": the number of a paragraph.
    if signs.first().is_some_and(|sign| sign.what == What::Name) {
        signs.remove(0);
    }
    listed::numbers_as_codes(&mut signs, tokens, lexicon);
    let listed = listed::listed_in(&signs, tokens, lexicon);
    if let Some(listed) = &listed {
        signs.clone_from(&listed.signs);
    }
    let clauses = clauses_of(&signs);
    let mut predicates: Vec<Predicates> = Vec::with_capacity(clauses.len());
    for clause in &clauses {
        predicates.push(predicates_after(clause, predicates.last(), &signs, tokens, lexicon));
    }
    settle::between(&clauses, &mut predicates, &signs);
    let mut sentence = Sentence::of(tokens, &signs, lexicon, told);
    let mut outcomes: Vec<Outcome> = average.into_iter().chain(ranked).collect();
    outcomes.extend(listed.and_then(|listed| listed.judge(tokens, lexicon)));
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
    /// The kinds that it is about.
    kinds: Vec<(usize, usize)>,
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
    /// Whether it said last how many rows there are: "Assurance has five actions and finance four".
    counts_rows: bool,
    /// Whether what follows is of something that was not understood.
    blocked: bool,
    /// The areas and people of which the clause before spoke.
    scoped: (Vec<usize>, Vec<usize>),
}

/// One way of reading a clause: the rows that it is about, and those that it counts.
struct Reading {
    base: Vec<usize>,
    rows: Vec<usize>,
}

impl<'s, 'l> Sentence<'s, 'l> {
    fn of(tokens: &'s [Token], signs: &'s [Sign], lexicon: &'s Lexicon<'l>, told: &'s mut Told) -> Self {
        Self {
            tokens,
            signs,
            lexicon,
            told,
            subject: (Vec::new(), Vec::new()),
            kinds: Vec::new(),
            base: None,
            sets: Vec::new(),
            values: Vec::new(),
            has_verb: false,
            predicates: None,
            seen: 0,
            counts_rows: false,
            blocked: false,
            scoped: (Vec::new(), Vec::new()),
        }
    }
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
        let were_due = self.predicates.as_ref().is_some_and(|before| before.time.is_some());
        self.about(head, &mut said);
        let scoped = std::mem::replace(&mut self.scoped, (said.areas.clone(), said.people.clone()));
        let has_scope = |scope: &(Vec<usize>, Vec<usize>)| !scope.0.is_empty() || !scope.1.is_empty();
        let may_be_of =
            said.areas.is_empty() && said.people.is_empty() && has_scope(&scoped) && !said.these && !said.others;
        // "…, the largest being Repairs with five actions": those of Repairs.
        let is_with = self.signs.get(clause.signs.start).is_some_and(|sign| sign.what == What::Joint);
        if may_be_of && is_with {
            (said.areas, said.people) = scoped.clone();
        }
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
        if is_bare && (opens_total || self.seen > 0 && self.is_result(head)) {
            return;
        }
        let has_own = self.carry(head, &mut said, (is_bare, has_own));
        if has_own || !said.of_whole.is_empty() {
            self.predicates = Some(said.clone());
        }
        if said.these && said.filters.is_empty() && self.is_elliptic(clause, head) {
            // "29 were due to have started; 28 of those have".
            if !self.predicates.as_ref().is_some_and(|before| before.asks_for(&Filter::DueToStart)) {
                return;
            }
            said.filters.push(Filter::Started);
        }
        // "…; the figure is now six": what was told of another day.
        let tells_now = (clause.signs.start..head.signs.start).any(|at| self.is_figure(at));
        self.blocked &= !tells_now;
        if let Some(outcome) = self.that_is(clause, head, &said) {
            outcomes.push(outcome);
            return;
        }
        // "Ada Moss has a third of the plan".
        let is_held = said.has_noun || self.is_of_plan(head);
        let has_scope = !said.own_scope_is_empty && is_held && head.number.is_some();
        let is_bare_share =
            is_share(head) && said.filters.is_empty() && said.is_empty() && head.much != Some(Much::None) && !has_scope;
        if said.is_of_each {
            outcomes.extend(self.in_each(head, &said));
            return;
        }
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
        // "Three were due in May, and two have been done": of those.
        let is_alone = said.own_scope_is_empty && !said.has_noun && !said.these && !said.others;
        if were_due && is_alone && said.time.is_none() && !said.filters.is_empty() && head.whole.is_none() {
            said.may_be_of_these = self.told.last.is_some() && !self.sets.is_empty();
        }
        let of_before = Some(scoped).filter(|_| may_be_of && !is_with && !said.has_noun);
        self.look(clause, head, (said, is_bare, has_own), of_before, outcomes);
    }

    /// Looks at the rows, where all of it is understood.
    fn look(
        &mut self,
        clause: &Clause,
        head: &Head,
        (mut said, is_bare, has_own): (Predicates, bool, bool),
        of_before: Option<(Vec<usize>, Vec<usize>)>,
        outcomes: &mut Vec<Outcome>,
    ) {
        let unit = head.number.map(|(number, _)| number.unit);
        if said.asks_for(&Filter::Started) && self.tells_by_scale() {
            said = said.by_scale();
        }
        let mut readings = self.readings(head, &said);
        // "Half of the Repairs actions are done and a third are late": perhaps a third of those.
        if let Some(scope) = of_before {
            let mut of_these = said.clone();
            (of_these.areas, of_these.people) = scope;
            readings.extend(self.readings(head, &of_these));
        }
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
            || is_bare && !said.filters.is_empty()
            || said.is_average && unit == Some(Unit::Percent)
            || self.is_labelled(clause, head, &said)
            || self.counts_rows && !said.areas.is_empty() && !said.own_scope_is_empty;
        self.counts_rows = is_anchored
            && (said.has_noun && !has_own && said.of_whole.is_empty() || self.counts_rows && !said.own_scope_is_empty);
        let is_anchored =
            is_anchored && (!self.told.is_beside_a_row || said.has_noun && (has_own || head.whole.is_some()));
        if is_anchored {
            self.count(head, &said, &readings, outcomes);
        }
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
        let is_held = is_share(head) && said.is_empty() && said.of_whole.is_empty();
        match self.held(head, said, first).filter(|_| is_held) {
            Some(outcome) => outcomes.push(outcome),
            None => outcomes.extend(self.compare(head, said, readings)),
        }
        let count = head.number.and_then(|(number, _)| number.whole().filter(|_| number.unit == Unit::Count));
        self.told.written = self.told.written.or(count);
    }

    /// Whose and of which area a clause speaks: its own, or those that the sentence is about.
    fn about(&mut self, head: &Head, said: &mut Predicates) {
        let is_subject = said.subject_until <= head.signs.start;
        if said.attributes.is_empty() {
            said.attributes.clone_from(&self.kinds);
        } else if is_subject {
            self.kinds.clone_from(&said.attributes);
        }
        for (own, subject) in [(&mut said.areas, &mut self.subject.0), (&mut said.people, &mut self.subject.1)] {
            if own.is_empty() {
                own.clone_from(subject);
            } else if is_subject {
                subject.clone_from(own);
            }
        }
    }

    /// Whether every word is understood; of "officers signed off three of the 8 recovery actions" the 8 says that all are
    /// meant.
    fn is_understood(&self, head: &Head, said: &Predicates) -> bool {
        let all = i64::try_from(self.lexicon.survey.plan.actions().count()).ok();
        let whole = head.whole.or(head.number.filter(|_| head.leads));
        let of_all = whole.is_some_and(|(number, _)| number.whole() == all);
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
        if said.filters.iter().any(Filter::asks_how_far) {
            return rows().all(|row| row.done().is_some()) && rows().any(|row| row.percent.is_some());
        }
        if said.asks_for(&Filter::DueToStart) {
            return rows().any(|row| row.start.is_some());
        }
        if said.asks_for(&Filter::Started) || said.asks_for(&Filter::UnderWay) {
            return rows().all(|row| knows(row) || row.status.is_none())
                && self.lexicon.survey.plan.actions().any(|(_, row)| knows(row));
        }
        !said.asks_for(&Filter::Complete)
            || rows().any(knows)
            || self.lexicon.survey.plan.actions().any(|(_, row)| knows(row))
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
            // The whole that was told first is no part of it.
            let is_part = |set: &&Vec<usize>| set.len() < base.len() || !base.iter().all(|row| set.contains(row));
            let told = if self.sets.is_empty() { &self.told.sets } else { &self.sets };
            let counted: BTreeSet<usize> = told.iter().filter(is_part).flatten().copied().collect();
            // "That leaves seven still to be done" says of which rows by itself.
            if counted.is_empty() && said.filters.is_empty() {
                return Vec::new();
            }
            base.retain(|row| !counted.contains(row));
        } else if said.these || said.may_be_of_these {
            let Some(last) = pointed else { return Vec::new() };
            base.retain(|row| last.binary_search(row).is_ok());
        } else if let Some(whole) = self.base.as_ref().filter(|_| !head.leads) {
            base.retain(|row| whole.binary_search(row).is_ok());
        }
        base.retain(|row| said.of_whole.iter().all(|filter| filter.takes(*row, self.lexicon)));
        let count = |filters: &[Filter]| {
            base.iter().copied().filter(|row| filters.iter().all(|filter| filter.takes(*row, self.lexicon))).collect()
        };
        let mut readings: Vec<Reading> = said
            .ways(self.lexicon)
            .iter()
            .map(|filters| Reading { base: base.clone(), rows: count(filters) })
            .collect();
        // "That leaves eighteen still to be finished", whatever was told before.
        if (said.others || said.may_be_of_these) && !said.filters.is_empty() {
            let mut plainly = said.clone();
            (plainly.others, plainly.may_be_of_these) = (false, false);
            readings.extend(self.readings(head, &plainly));
        }
        readings
    }
}
