//! What a clause says of the rows that it counts: where, whose, at which status, due when. **Not here.** The quantity
//! ([`super::clause`]); the counting ([`super::counted`]).

mod finishes;
mod frames;
mod nouns;
mod said;
mod whole;

use super::clause::{Clause, Head};
use super::lexicon::{Lexicon, Sense};
use super::number::Unit;
use super::set::{Filter, filter_of};
use super::sign::{Bound, Sign, What};
use super::token::{Spoken, Token};
use super::words::{english, is_one};
use crate::day::Date;
pub(super) use said::Predicates;
use std::ops::Range;

/// What a clause says.
pub(super) fn predicates_of(clause: &Clause, signs: &[Sign], tokens: &[Token], lexicon: &Lexicon<'_>) -> Predicates {
    predicates_after(clause, None, signs, tokens, lexicon)
}

/// What a clause says behind another: "three are due in May and two in June".
pub(super) fn predicates_after(
    clause: &Clause,
    before: Option<&Predicates>,
    signs: &[Sign],
    tokens: &[Token],
    lexicon: &Lexicon<'_>,
) -> Predicates {
    let is_due_before = before.is_some_and(|before| before.time.is_some() && before.filters.is_empty());
    let mut reading = Reading {
        is_due_before,
        signs,
        tokens,
        lexicon,
        said: Predicates { own_scope_is_empty: true, only_modifiers: true, ..Predicates::default() },
    };
    reading.read(clause);
    reading.said
}

struct Reading<'r, 'l> {
    /// Whether the clause before said what is due when.
    is_due_before: bool,
    signs: &'r [Sign],
    tokens: &'r [Token],
    lexicon: &'r Lexicon<'l>,
    said: Predicates,
}

/// What a run of statuses says, and whether it is denied.
struct Run {
    filters: Vec<Filter>,
    denied: bool,
    from: usize,
    /// The sign behind the last of them.
    until: usize,
}

/// What is known so far on the way through a clause.
#[expect(clippy::struct_excessive_bools, reason = "each is said by itself")]
#[derive(Default)]
struct Walk {
    runs: Vec<Run>,
    times: Vec<(Spoken, usize)>,
    unknown: Vec<usize>,
    /// How many brackets are open.
    open: usize,
    denied: bool,
    is_due: bool,
    /// "It was noted that …": what is told as past is of today.
    is_told: bool,
    /// Due on a day that is still to come.
    is_later: bool,
    /// "Will": what is due may be told so.
    is_to_come: bool,
    /// Where it says that they were due to start.
    starts: Option<usize>,
    is_to_do: bool,
}

/// With these it is told what is to come.
const TO_COME: [&str; 4] = ["will", "expected", "planned", "should"];
/// What is told as an average.
pub(super) const OF_AN_AVERAGE: [&str; 10] =
    ["progress", "completion", "way", "complete", "there", "figure", "score", "rate", "mean", "level"];
/// What people do to tell something, of which the past tense is of today.
const TELLING: [&str; 17] = [
    "noted",
    "heard",
    "told",
    "reported",
    "advised",
    "informed",
    "said",
    "confirmed",
    "explained",
    "observed",
    "acknowledged",
    "stated",
    "recognised",
    "pleased",
    "reminded",
    "understood",
    "assured",
];

/// Where a clause's parts stand.
struct Shape<'c> {
    clause: &'c Clause,
    head: Option<&'c Head>,
    noun: Option<usize>,
    /// The verb behind a whole: what follows is said of what is counted.
    verb: Option<usize>,
}

impl Reading<'_, '_> {
    fn read(&mut self, clause: &Clause) {
        let head = clause.head.as_ref();
        let noun = head.and_then(|head| self.noun(head.signs.end, clause.signs.end));
        let of_whole = head.filter(|head| head.whole.is_some());
        let verb = of_whole.and_then(|head| self.verb_of_whole(head, clause.signs.end));
        let whole = self.whole(clause, noun, verb);
        let shape = Shape { clause, head, noun, verb };
        let mut walk = Walk::default();
        for at in clause.signs.clone() {
            let is_head = head.is_some_and(|head| head.signs.contains(&at) && head.whole.is_none());
            if !is_head && !self.take(at, &shape, &mut walk) {
                break;
            }
        }
        walk.is_due |= walk.is_to_do && !walk.times.is_empty();
        walk.is_due |= self.is_due_before && !walk.times.is_empty() && walk.runs.is_empty() && walk.starts.is_none();
        if walk.is_to_do && !walk.is_due {
            let open = Filter::Not(Box::new(Filter::Complete));
            let end = clause.signs.end;
            walk.runs.push(Run { filters: vec![open], denied: false, from: end, until: end });
        }
        if let Some(head) = head {
            let all_but = head.bound == Bound::AllBut;
            let is_between = |run: &Run| run.from >= head.signs.end && noun.is_some_and(|noun| run.from < noun);
            let before_noun = walk.runs.iter().any(is_between);
            let is_foreign = noun.is_none() && self.is_foreign(head.signs.end, clause.signs.end);
            let is_else = self.is_of_change(head.signs.start) || self.is_of_people_told(head);
            self.said.is_not_counted |= is_else || is_foreign || all_but && before_noun;
        }
        let own_title = self.lexicon.survey.plan.title.to_lowercase();
        let is_of_title = |at: &usize| {
            let token = self.tokens.get(self.signs[*at].at);
            token.is_some_and(|token| own_title.split_whitespace().any(|word| word == token.word))
        };
        walk.unknown.retain(|at| !is_of_title(at));
        // "Section two, Advice from partners".
        if !self.said.areas.is_empty() {
            let numbers_it = |at: &usize| self.signs[*at].what == What::Name && *at > 0 && self.is_label(*at - 1);
            let labels: Vec<usize> = walk.unknown.iter().copied().filter(|at| numbers_it(at)).collect();
            walk.unknown.retain(|at| !labels.contains(at) && !labels.contains(&(at + 1)));
        }
        self.of_part_of_a_title(&mut walk, head, noun);
        if self.said.is_average {
            walk.unknown.retain(|at| !self.is(*at, &OF_AN_AVERAGE));
        }
        if let Some(head) = head {
            let was_told = self.contains(clause.signs.start, head.signs.start);
            let next = self.signs.get(head.signs.end).and_then(|sign| self.tokens.get(sign.at));
            let is_row = next.is_some_and(|next| is_one(&english().actions_by_heading, &next.word));
            self.said.has_noun |= was_told && is_row;
            if was_told && (noun.is_some() || is_row) {
                // "A report that brought together 17 recommendations": how many there are, whatever is said of them.
                walk = Walk::default();
                self.said.is_not_counted = false;
            }
        }
        let noun = noun.unwrap_or(0);
        let is_modifier =
            |at: &usize| head.is_some_and(|head| *at < head.signs.start || head.signs.end <= *at && *at < noun);
        self.said.only_modifiers = head.is_some() && walk.unknown.iter().all(is_modifier);
        self.said.unknown = std::mem::take(&mut walk.unknown);
        self.settle(walk, &whole);
    }

    /// Takes a sign; whether what follows is still said.
    fn take(&mut self, at: usize, shape: &Shape<'_>, walk: &mut Walk) -> bool {
        let sign = self.signs[at];
        let is_before = shape.head.is_some_and(|head| at < head.signs.start);
        let is_behind = shape.head.is_some_and(|head| at >= head.signs.end);
        let (begins, ends) = (shape.clause.signs.start, shape.clause.signs.end);
        match sign.what {
            What::Open => walk.open += 1,
            What::Close => walk.open = walk.open.saturating_sub(1),
            _ if walk.open > 0 => {}
            // "It was tight, although five are late": the quantity is told behind it.
            What::Aside if is_before => {
                // "When the board met, three were done": of another day.
                self.said.is_not_counted |= self.is(at, &["when"]);
                walk.unknown.clear();
                walk.runs.clear();
            }
            What::Aside if at > begins => {
                self.said.is_not_counted |= self.tells_aside(at, shape.clause.signs.end);
                return false;
            }
            What::Elsewhen if self.is(at, &TO_COME) => walk.is_to_come = true,
            What::Elsewhen | What::Code(_) => self.said.is_not_counted = true,
            What::Not => walk.denied = true,
            // "Two dates have been missed: 31 May and 31 August" lists them.
            What::When(_) if self.is_listed(at, shape) => {}
            What::When(spoken) => walk.times.push((spoken, at)),
            // "A further six", of those of which nothing was told yet.
            What::Filler if is_before && self.is(at, &["further", "another", "additional"]) => {
                self.said.is_more |= at + 1 == shape.head.map_or(at, |head| head.signs.start);
            }
            What::Direction | What::To | What::From => self.compares(at, shape),
            What::Sense(sense) => self.sense(at, sense, shape, walk),
            What::Reaching(reach) => {
                let is_number = |at: &usize| self.tokens.get(*at).is_some_and(|token| token.number().is_some());
                self.said.told_with.extend((sign.at..sign.at + sign.length).filter(is_number));
                self.says(at, Filter::Reaches(reach), walk);
            }
            What::Owning => self.said.has_verb = true,
            What::Comma if is_behind => {
                let is_told = !walk.runs.is_empty() || walk.is_due || self.said.has_noun && walk.unknown.is_empty();
                return !self.explains(at, ends, is_told);
            }
            What::That => {
                walk.is_told |= (begins..at).any(|at| self.is(at, &TELLING));
                walk.unknown.clear();
            }
            // "Looking ahead, six actions".
            What::Comma if is_before && self.is_aside_before(begins, at) => walk.unknown.clear(),
            // "Figure 1: 24 actions" names a picture.
            What::Colon if is_before => walk.unknown.retain(|at| !self.is_label(*at)),
            What::Apiece => self.said.is_of_each = true,
            What::ApieceOfLeads => (self.said.is_of_each, self.said.is_of_people) = (true, true),
            // "2.4 The team …": the number of a paragraph.
            What::Name if at == 0 => {}
            // "T Adeyemi", "Cllr Marsh" before the name that is known.
            What::Word | What::Name if self.is_of_a_name(at) => {}
            What::Word | What::Name => walk.unknown.push(at),
            What::Filler => {
                let is_until_today = self.signs[at..ends].iter().any(|sign| self.is_today(sign));
                self.filler(sign, walk.is_told || is_until_today);
            }
            _ => {}
        }
        true
    }

    /// What a word of the plan, or of how rows stand, says.
    fn sense(&mut self, at: usize, sense: Sense, shape: &Shape<'_>, walk: &mut Walk) {
        match sense {
            Sense::Area(_) | Sense::Person(_) => {
                // "All of the red actions belong to Ada Moss" says whose they are.
                let is_behind = shape.head.filter(|head| is_of_a_part(head)).is_some_and(|head| {
                    let from = shape.noun.unwrap_or(head.signs.end);
                    (from..at).any(|at| {
                        self.is_verb(at) || matches!(self.signs[at].what, What::Owning | What::Sense(Sense::These))
                    })
                });
                self.scope(at, sense, is_behind || shape.verb.is_some_and(|verb| at > verb));
            }
            Sense::Attribute(column, value)
                if !(shape.clause.signs.start..at).any(|at| self.is_verb(at))
                    && (shape.noun.is_some_and(|noun| at < noun)
                        || shape.head.is_some_and(|head| at < head.signs.start)) =>
            {
                self.said.attributes.push((column, value));
                self.said.own_scope_is_empty = false;
                self.said.subject_until = at;
            }
            Sense::Action => self.said.has_noun = true,
            Sense::FinishDay => (self.said.has_noun, walk.is_due, walk.denied) = (true, true, false),
            Sense::DueLater => walk.is_later = true,
            Sense::These => self.said.these = true,
            Sense::Others => self.said.others = true,
            Sense::Due => (walk.is_due, walk.denied) = (true, false),
            Sense::DueToStart => walk.starts = walk.starts.or(Some(at)),
            Sense::ToDo => walk.is_to_do = true,
            Sense::AreaNoun | Sense::PersonNoun => {
                let is_counted = shape.noun == Some(at);
                self.said.is_of_areas |= is_counted && sense == Sense::AreaNoun;
                self.said.is_of_people |= is_counted && sense == Sense::PersonNoun;
                self.said.has_verb |= sense == Sense::PersonNoun;
            }
            _ => {
                let Some(filter) = filter_of(sense) else { return };
                self.said.is_of_completion |= sense == Sense::Complete;
                self.says(at, filter, walk);
            }
        }
    }

    /// What is said of rows at a sign, with what was said at once before.
    fn says(&self, at: usize, filter: Filter, walk: &mut Walk) {
        let denied = std::mem::take(&mut walk.denied);
        // "Late and not complete" is both.
        let is_or = |run: &Run| (run.until..at).any(|at| self.signs[at].what == What::Or);
        // "Past their date and still open" is both; "blue and green" are two.
        let is_of_scale = |filter: &Filter| {
            matches!(
                filter,
                Filter::Status(_) | Filter::Complete | Filter::UnderWay | Filter::Stopped | Filter::Attribute(..)
            )
        };
        let are_two = |run: &Run| {
            is_or(run) || is_of_scale(&filter) && run.filters.iter().all(is_of_scale) || run.filters == [filter.clone()]
        };
        let joins = walk
            .runs
            .last()
            .is_some_and(|run| self.joins(run.until, at) && are_two(run) && (!denied || run.denied || is_or(run)));
        match walk.runs.last_mut().filter(|_| joins) {
            Some(run) => {
                // "Emerging or not begun".
                let is_other = denied && !run.denied;
                run.filters.push(if is_other { Filter::Not(Box::new(filter)) } else { filter });
                run.until = at + 1;
            }
            None => walk.runs.push(Run { filters: vec![filter], denied, from: at, until: at + 1 }),
        }
    }

    /// Makes filters of what was said: of the whole, of what is counted, of time.
    fn settle(&mut self, walk: Walk, of_whole: &Range<usize>) {
        for run in walk.runs {
            let filter =
                if run.filters.len() == 1 { run.filters.into_iter().next() } else { Some(Filter::Any(run.filters)) };
            let filter = filter.map(|filter| if run.denied { Filter::Not(Box::new(filter)) } else { filter });
            let place = if of_whole.contains(&run.from) { &mut self.said.of_whole } else { &mut self.said.filters };
            place.extend(filter);
        }
        // What is late was due; on which day it is said to be is another question.
        let is_late = self.said.filters.iter().any(|filter| matches!(filter, Filter::Late | Filter::PastOriginal));
        let (is_due, times) = (walk.is_due && !is_late, walk.times);
        let on = self.lexicon.survey.on;
        // "Six will finish in May" says when they are due; "six will be green" says nothing of today.
        self.said.is_not_counted |= walk.is_to_come && (!is_due || times.is_empty());
        if walk.is_later && times.is_empty() {
            let tomorrow = on.tomorrow().unwrap_or(on);
            self.said.time = Some(Filter::Finish(tomorrow, Date::MAX));
            self.said.other_times = vec![Filter::Finish(on, Date::MAX)];
        } else if is_due && times.iter().all(|(_, at)| of_whole.contains(at)) && !times.is_empty() {
            // "Every action with a deadline before March has been closed": of those.
            let first = times.iter().find_map(|(spoken, at)| self.finishes(*spoken, *at).into_iter().next());
            self.said.of_whole.extend(first);
            self.said.is_past = false;
        } else if is_due {
            // "No action had a deadline in July."
            self.said.is_past &= times.is_empty();
            let ways: Vec<Filter> = times.iter().flat_map(|(spoken, at)| self.finishes(*spoken, *at)).collect();
            let mut ways = ways.into_iter();
            match ways.next() {
                Some(first) => {
                    self.said.time = Some(first);
                    self.said.other_times = ways.collect();
                }
                // What is due without a day is no question that rows answer.
                None => self.said.is_not_counted = true,
            }
        } else if let Some(at) = walk.starts {
            let stretch = times.iter().find_map(|(spoken, _)| spoken.when);
            let place = if of_whole.contains(&at) { &mut self.said.of_whole } else { &mut self.said.filters };
            place.push(stretch.map_or(Filter::DueToStart, |when| Filter::Start(when.first, when.last)));
        } else if !times.is_empty() {
            let is_today =
                |(spoken, _): &(Spoken, usize)| spoken.when.is_some_and(|when| when.first <= on && on <= when.last);
            self.said.is_not_counted |= !times.iter().any(is_today);
        }
    }

    /// The tokens of a sign.
    fn tokens_of(&self, at: usize) -> &[Token] {
        self.signs.get(at).and_then(|sign| self.tokens.get(sign.at..sign.at + sign.length)).unwrap_or_default()
    }

    /// Whether a sign begins with one of some words.
    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.signs.get(at).and_then(|sign| self.tokens.get(sign.at)).is_some_and(|token| token.is_one_of(words))
    }

    /// Whether a sign names an area or somebody.
    fn is_whose(&self, at: usize) -> bool {
        matches!(self.signs[at].what, What::Sense(Sense::Area(_) | Sense::Person(_)))
    }

    /// Whether a sign says something of rows.
    fn tells(&self, at: usize) -> bool {
        match self.signs[at].what {
            What::Sense(Sense::Due | Sense::DueToStart | Sense::DueLater) | What::Reaching(_) => true,
            What::Sense(sense) => filter_of(sense).is_some(),
            _ => false,
        }
    }

    fn is_verb(&self, at: usize) -> bool {
        let token = self.signs.get(at).and_then(|sign| self.tokens.get(sign.at));
        token.is_some_and(|token| token.is_one_of(&["is", "are", "was", "were", "has", "have", "had", "been"]))
    }

    fn next(&self, at: usize, until: usize) -> Option<usize> {
        (at + 1..until).find(|next| !self.signs[*next].is_filler())
    }

    /// Whether two statuses are one question: "blue, green or amber".
    fn joins(&self, from: usize, to: usize) -> bool {
        let is_or = (from..to).any(|at| self.signs[at].what == What::Or);
        // "Embedded or are developing".
        let is_again = |at: usize| is_or && self.is(at, &["are", "is", "have", "has", "been", "were", "was", "being"]);
        from < to
            && (from..to)
                .all(|at| matches!(self.signs[at].what, What::Comma | What::Or | What::And | What::Not) || is_again(at))
    }
}

/// Whether a quantity is a part of what stands behind it: "half", "all", "none".
fn is_of_a_part(head: &Head) -> bool {
    head.much.is_some() || head.number.is_some_and(|(number, _)| matches!(number.unit, Unit::Percent | Unit::Share))
}
