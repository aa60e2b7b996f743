//! What a clause says of the rows that it counts: where, whose, at which status, due when. **Not here.** The quantity
//! ([`super::clause`]); the counting ([`super::counted`]).

mod finishes;

use super::clause::{Clause, Head};
use super::lexicon::{Lexicon, Sense};
use super::set::Filter;
use super::sign::{Bound, Sign, What};
use super::token::{Kind, Spoken, Token};
use super::words::{english, is_one};
use std::ops::Range;

/// What a clause says, taken apart.
#[expect(clippy::struct_excessive_bools, reason = "each is said by itself")]
#[derive(Clone, Debug, Default)]
pub(super) struct Predicates {
    pub(super) areas: Vec<usize>,
    pub(super) people: Vec<usize>,
    /// Where the last of those stands.
    pub(super) subject_until: usize,
    /// What is said; all of it holds.
    pub(super) filters: Vec<Filter>,
    /// What is said of the whole: "of the 4 late actions".
    pub(super) of_whole: Vec<Filter>,
    /// Other ways of reading the time.
    other_times: Vec<Filter>,
    time: Option<Filter>,
    /// Words that are not understood.
    pub(super) unknown: Vec<usize>,
    /// Whether those stand only before the word for a row.
    pub(super) only_modifiers: bool,
    /// Whether the word for a row stands in it.
    pub(super) has_noun: bool,
    /// Whether a word says who has them.
    pub(super) has_verb: bool,
    /// Whether it points back.
    pub(super) these: bool,
    pub(super) others: bool,
    pub(super) is_of_areas: bool,
    pub(super) is_of_people: bool,
    /// Whether it is said of another day, or compares.
    pub(super) is_not_counted: bool,
    pub(super) own_scope_is_empty: bool,
    is_of_completion: bool,
    /// "Three more": those of which nothing was told yet.
    is_more: bool,
    /// Whether it is told as past.
    pub(super) is_past: bool,
    /// Whether it speaks of the average.
    pub(super) is_average: bool,
}

impl Predicates {
    pub(super) fn is_empty(&self) -> bool {
        self.filters.is_empty() && self.time.is_none()
    }

    /// The areas and people as filters.
    pub(super) fn scope(&self) -> Vec<Filter> {
        let mut scope = Vec::new();
        if !self.areas.is_empty() {
            scope.push(Filter::Areas(self.areas.clone()));
        }
        if !self.people.is_empty() {
            scope.push(Filter::People(self.people.clone()));
        }
        scope
    }

    /// Whether it says no more than "complete".
    pub(super) fn is_of_completion(&self) -> bool {
        self.is_of_completion
    }

    /// Whether it asks for something of rows, denied or not.
    pub(super) fn asks_for(&self, wanted: &Filter) -> bool {
        fn has(filter: &Filter, wanted: &Filter) -> bool {
            filter == wanted
                || match filter {
                    Filter::Any(filters) => filters.iter().any(|filter| has(filter, wanted)),
                    Filter::Not(filter) => has(filter, wanted),
                    _ => false,
                }
        }
        self.filters.iter().chain(&self.of_whole).any(|filter| has(filter, wanted))
    }

    /// The same, where how far rows are is told by a scale of statuses.
    pub(super) fn by_scale(&self) -> Self {
        fn changed(filter: &Filter) -> Filter {
            match filter {
                Filter::Started => Filter::StartedByScale,
                Filter::Any(filters) => Filter::Any(filters.iter().map(changed).collect()),
                Filter::Not(filter) => Filter::Not(Box::new(changed(filter))),
                other => other.clone(),
            }
        }
        let all = |filters: &[Filter]| filters.iter().map(changed).collect();
        Self { filters: all(&self.filters), of_whole: all(&self.of_whole), ..self.clone() }
    }

    /// The ways of reading it, the likeliest first.
    pub(super) fn ways(&self) -> Vec<Vec<Filter>> {
        let times = self.time.iter().chain(&self.other_times);
        let mut ways: Vec<Vec<Filter>> = Vec::new();
        for time in times {
            let with = |more: Option<Filter>| {
                self.filters.iter().cloned().chain([time.clone()]).chain(more).collect::<Vec<_>>()
            };
            ways.push(with(None));
            ways.push(with(Some(Filter::Not(Box::new(Filter::Complete)))));
        }
        if ways.is_empty() {
            ways.push(self.filters.clone());
            // What is paused may be told as late.
            if self.asks_for(&Filter::Late) {
                let plainly =
                    |filter: &Filter| if *filter == Filter::Late { Filter::PastFinish } else { filter.clone() };
                ways.push(self.filters.iter().map(plainly).collect());
            }
            // What has not started may be meant of what was due to have.
            if self.filters == [Filter::Not(Box::new(Filter::Started))] {
                ways.push(self.filters.iter().cloned().chain([Filter::DueToStart]).collect());
            }
        }
        ways
    }
}

/// What a clause says.
pub(super) fn predicates_of(clause: &Clause, signs: &[Sign], tokens: &[Token], lexicon: &Lexicon<'_>) -> Predicates {
    let mut reading = Reading {
        signs,
        tokens,
        lexicon,
        said: Predicates { own_scope_is_empty: true, only_modifiers: true, ..Predicates::default() },
    };
    reading.read(clause);
    reading.said
}

struct Reading<'r, 'l> {
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
#[derive(Default)]
struct Walk {
    runs: Vec<Run>,
    times: Vec<(Spoken, usize)>,
    unknown: Vec<usize>,
    /// How many brackets are open.
    open: usize,
    denied: bool,
    is_due: bool,
    /// Where it says that they were due to start.
    starts: Option<usize>,
    is_to_do: bool,
}

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
        let verb = of_whole.and_then(|head| (head.signs.end..clause.signs.end).find(|at| self.is_verb(*at)));
        // "Of the 4 late actions": between the whole and the word for a row.
        let whole = of_whole.zip(noun).map_or(0..0, |(head, noun)| head.signs.end..verb.unwrap_or(noun).max(noun));
        let shape = Shape { clause, head, noun, verb };
        let mut walk = Walk::default();
        for at in clause.signs.clone() {
            let is_head = head.is_some_and(|head| head.signs.contains(&at) && head.whole.is_none());
            if !is_head && !self.take(at, &shape, &mut walk) {
                break;
            }
        }
        walk.is_due |= walk.is_to_do && !walk.times.is_empty();
        if walk.is_to_do && !walk.is_due {
            let open = Filter::Not(Box::new(Filter::Complete));
            let end = clause.signs.end;
            walk.runs.push(Run { filters: vec![open], denied: false, from: end, until: end });
        }
        if let Some(head) = head {
            let all_but = head.bound == Bound::AllBut;
            let before_noun = noun.is_some_and(|noun| walk.runs.iter().any(|run| run.from < noun));
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
        let noun = noun.unwrap_or(0);
        let is_modifier = |at: &usize| head.is_some_and(|head| head.signs.end <= *at && *at < noun);
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
            What::Aside if at > begins => return false,
            What::Elsewhen | What::Code(_) => self.said.is_not_counted = true,
            What::Not => walk.denied = true,
            What::When(spoken) => walk.times.push((spoken, at)),
            What::Direction => {
                let compares = self.next(at, ends).is_some_and(|next| self.signs[next].what == What::From);
                self.said.is_not_counted |= compares;
                self.said.is_more |= is_behind && !compares;
            }
            What::From => {
                // "From 6" and "than the six" are no counts of today.
                let next = (at + 1..ends).find(|next| !self.signs[*next].is_filler());
                let is_head = |next| shape.head.is_some_and(|head| head.signs.contains(&next));
                self.said.is_not_counted |= next.is_some_and(is_head);
            }
            What::Sense(sense) => self.sense(at, sense, shape, walk),
            What::Owning => self.said.has_verb = true,
            What::Comma if is_behind => {
                let is_told = !walk.runs.is_empty() || walk.is_due || self.said.has_noun && walk.unknown.is_empty();
                return !self.explains(at, ends, is_told);
            }
            What::That => walk.unknown.clear(),
            // "Looking ahead, six actions".
            What::Comma if is_before && self.is_aside_before(begins) => walk.unknown.clear(),
            // "Figure 1: 24 actions" names a picture.
            What::Colon if is_before => walk.unknown.retain(|at| !self.is_label(*at)),
            What::Word | What::Name => walk.unknown.push(at),
            What::Filler => self.filler(sign),
            _ => {}
        }
        true
    }

    /// A word that restricts nothing may still say when, and who has them.
    fn filler(&mut self, sign: Sign) {
        let Some(token) = self.tokens.get(sign.at) else { return };
        self.said.is_past |= token.is_word("had");
        self.said.is_average |= token.is_word("average");
        self.said.has_verb |= token.is_one_of(&["has", "have", "owns", "carries", "leads", "holds", "lead"]);
    }

    /// What a word of the plan, or of how rows stand, says.
    fn sense(&mut self, at: usize, sense: Sense, shape: &Shape<'_>, walk: &mut Walk) {
        match sense {
            Sense::Area(_) | Sense::Person(_) => self.scope(at, sense, shape.verb.is_some_and(|verb| at > verb)),
            Sense::Action => self.said.has_noun = true,
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
                let denied = std::mem::take(&mut walk.denied);
                let joins = walk.runs.last().is_some_and(|run| self.joins(run.until, at));
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
        let times = walk.times;
        let on = self.lexicon.survey.on;
        if walk.is_due {
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

    /// "Up 25%", "an increase of 9": no count of rows.
    fn is_of_change(&self, at: usize) -> bool {
        let before = |back: usize| at.checked_sub(back).and_then(|before| self.signs.get(before));
        let of = before(1).is_some_and(|before| before.what == What::Of);
        before(1).is_some_and(|before| before.what == What::Direction)
            || of
                && before(2)
                    .and_then(|before| self.tokens.get(before.at))
                    .is_some_and(|token| is_one(&english().widths, &token.word))
    }

    /// "The two of them" are no rows.
    fn is_of_people_told(&self, head: &Head) -> bool {
        let number = head.number.map_or(head.signs.start, |(_, at)| at);
        let the =
            number.checked_sub(1).and_then(|before| self.signs.get(before)).and_then(|sign| self.tokens.get(sign.at));
        the.is_some_and(|token| token.is_word("the"))
            && self.signs.get(head.signs.end).is_some_and(|sign| sign.what == What::Sense(Sense::These))
    }

    /// Whether a clause begins with words that only lead over: "Looking ahead", "Taken together", "Since the board last sat".
    fn is_aside_before(&self, from: usize) -> bool {
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
        first.is_some_and(|token| {
            LEADS.contains(&token.word.as_str()) || token.word.len() > 4 && token.word.ends_with("ing")
        })
    }

    /// Whether what stands behind a comma only explains: it has words that are not understood, and says no more of rows.
    fn explains(&self, comma: usize, until: usize, is_told: bool) -> bool {
        let behind = || (comma + 1..until).map(|at| self.signs[at].what);
        let says = behind()
            .any(|what| matches!(what, What::Sense(sense) if filter_of(sense).is_some() || sense == Sense::Due));
        is_told && !says && behind().any(|what| matches!(what, What::Word | What::Aside | What::Elsewhen))
    }

    /// The name of a picture, a table, a page.
    fn is_label(&self, at: usize) -> bool {
        let token = self.signs.get(at).and_then(|sign| self.tokens.get(sign.at));
        token.is_some_and(|token| token.kind == Kind::Name || is_one(&english().labels, &token.word))
    }

    fn is_verb(&self, at: usize) -> bool {
        let token = self.signs.get(at).and_then(|sign| self.tokens.get(sign.at));
        token.is_some_and(|token| token.is_one_of(&["is", "are", "was", "were", "has", "have", "had", "been"]))
    }

    fn scope(&mut self, at: usize, sense: Sense, is_said: bool) {
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

    /// The word for a row, an area or somebody that a quantity counts, behind it.
    fn noun(&self, from: usize, until: usize) -> Option<usize> {
        for at in from..until {
            match self.signs[at].what {
                What::Sense(Sense::Action | Sense::AreaNoun | Sense::PersonNoun) => return Some(at),
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
    fn is_foreign(&self, from: usize, until: usize) -> bool {
        let next = (from..until).find(|at| !self.signs[*at].is_filler() && self.signs[*at].what != What::Direction);
        next.is_some_and(|at| matches!(self.signs[at].what, What::Word | What::Name))
    }

    fn next(&self, at: usize, until: usize) -> Option<usize> {
        (at + 1..until).find(|next| !self.signs[*next].is_filler())
    }

    /// Whether two statuses are one question: "blue, green or amber".
    fn joins(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| matches!(self.signs[at].what, What::Comma | What::Or | What::And | What::Not)) && from < to
    }
}

/// What a word says of rows, as a filter.
pub(super) fn filter_of(sense: Sense) -> Option<Filter> {
    let not = |filter| Filter::Not(Box::new(filter));
    Some(match sense {
        Sense::Status(status) => Filter::Status(status),
        Sense::Complete => Filter::Complete,
        Sense::Open => not(Filter::Complete),
        Sense::Started => Filter::Started,
        Sense::UnderWay => Filter::UnderWay,
        Sense::NotStarted => not(Filter::Started),
        Sense::Stopped => Filter::Stopped,
        Sense::Reported => Filter::Reported,
        Sense::Late => Filter::Late,
        _ => return None,
    })
}
