//! What a clause says, taken apart: whose rows, in which state, due when, and what makes it no count. **Not here.** Finding it
//! in the words ([`super`]).

use crate::claim::lexicon::Lexicon;
use crate::claim::set::Filter;

/// What a clause says, taken apart.
#[expect(clippy::struct_excessive_bools, reason = "each is said by itself")]
#[derive(Clone, Debug, Default)]
pub(in crate::claim) struct Predicates {
    pub(in crate::claim) areas: Vec<usize>,
    pub(in crate::claim) people: Vec<usize>,
    /// What columns say of them that plans do not have.
    pub(in crate::claim) attributes: Vec<(usize, usize)>,
    /// Where the last of those stands.
    pub(in crate::claim) subject_until: usize,
    /// What is said; all of it holds.
    pub(in crate::claim) filters: Vec<Filter>,
    /// What is said of the whole: "of the 4 late actions".
    pub(in crate::claim) of_whole: Vec<Filter>,
    /// Other ways of reading the time.
    pub(in crate::claim) other_times: Vec<Filter>,
    pub(in crate::claim) time: Option<Filter>,
    /// Words that are not understood.
    pub(in crate::claim) unknown: Vec<usize>,
    /// Whether those stand only before the quantity, or between it and the word for a row.
    pub(in crate::claim) only_modifiers: bool,
    /// Whether the word for a row stands in it.
    pub(in crate::claim) has_noun: bool,
    /// Whether a word says who has them.
    pub(in crate::claim) has_verb: bool,
    /// Whether it points back.
    pub(in crate::claim) these: bool,
    pub(in crate::claim) others: bool,
    pub(in crate::claim) is_of_areas: bool,
    pub(in crate::claim) is_of_people: bool,
    /// Whether it may point back without saying so: "three were due in May, and two are done".
    pub(in crate::claim) may_be_of_these: bool,
    /// Whether it is said of another day, or compares.
    pub(in crate::claim) is_not_counted: bool,
    pub(in crate::claim) own_scope_is_empty: bool,
    pub(in crate::claim) is_of_completion: bool,
    /// "Three more": those of which nothing was told yet.
    pub(in crate::claim) is_more: bool,
    /// Whether it is told as past.
    pub(in crate::claim) is_past: bool,
    /// Numbers that say of which rows: "half done or better".
    pub(in crate::claim) told_with: Vec<usize>,
    /// Whether it says how many there are in each area.
    pub(in crate::claim) is_of_each: bool,
    /// Whether it speaks of the average.
    pub(in crate::claim) is_average: bool,
}

impl Predicates {
    pub(in crate::claim) fn is_empty(&self) -> bool {
        self.filters.is_empty() && self.time.is_none()
    }

    /// The areas, people and kinds as filters.
    pub(in crate::claim) fn scope(&self) -> Vec<Filter> {
        let mut scope = Vec::new();
        if !self.areas.is_empty() {
            scope.push(Filter::Areas(self.areas.clone()));
        }
        if !self.people.is_empty() {
            scope.push(Filter::People(self.people.clone()));
        }
        if !self.attributes.is_empty() {
            let any = self.attributes.iter().map(|(column, value)| Filter::Attribute(*column, *value));
            scope.push(Filter::Any(any.collect()));
        }
        scope
    }

    /// Whether it says no more than "complete".
    pub(in crate::claim) fn is_of_completion(&self) -> bool {
        self.is_of_completion
    }

    /// Whether it asks for something of rows, denied or not.
    pub(in crate::claim) fn asks_for(&self, wanted: &Filter) -> bool {
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
    pub(in crate::claim) fn by_scale(&self) -> Self {
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
    pub(in crate::claim) fn ways(&self, lexicon: &Lexicon<'_>) -> Vec<Vec<Filter>> {
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
            // "Not implemented" may be a status of the plan's.
            for (status, meant) in [(lexicon.not_complete, Filter::Complete), (lexicon.not_started, Filter::Started)] {
                let denied = Filter::Not(Box::new(meant));
                if let Some(status) = status.filter(|_| self.filters.contains(&denied)) {
                    let plainly =
                        |filter: &Filter| if *filter == denied { Filter::Status(status) } else { filter.clone() };
                    ways.push(self.filters.iter().map(plainly).collect());
                }
            }
            // What has not started may be meant of what was due to have.
            if self.filters == [Filter::Not(Box::new(Filter::Started))] {
                ways.push(self.filters.iter().cloned().chain([Filter::DueToStart]).collect());
            }
        }
        ways
    }
}
