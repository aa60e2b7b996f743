//! When rows finish that are due "by the end of August", "in the rest of 2025", "in May". **Not here.** Other things that a
//! clause says ([`super`]).

use super::Reading;
use crate::claim::set::{Filter, rows_of};
use crate::claim::sign::What;
use crate::claim::token::{Part, Spoken};
use crate::day::{Date, Precision, When};

impl Reading<'_, '_> {
    /// The stretches of days in which rows may finish that are due then.
    pub(super) fn finishes(&self, spoken: Spoken, at: usize) -> Vec<Filter> {
        let Some(when) = spoken.when else { return Vec::new() };
        let on = self.lexicon.survey.on;
        let tomorrow = on.tomorrow().unwrap_or(on);
        let behind =
            |words: &[&str]| self.signs.get(at + 1).is_some_and(|or| or.what == What::Or) && self.is(at + 2, words);
        if behind(&["earlier", "before", "sooner"]) {
            return vec![Filter::Finish(Date::MIN, when.last)];
        }
        if behind(&["later", "after", "beyond"]) {
            return vec![Filter::Finish(when.first, Date::MAX)];
        }
        let is = |words: &[&str]| {
            (1..=4)
                .filter_map(|back| at.checked_sub(back))
                .take_while(|before| self.signs[*before].what != What::Comma)
                .any(|before| self.tokens_of(before).iter().any(|token| token.is_one_of(words)))
        };
        if is(&["by", "before"]) {
            let to_come = Filter::Finish(tomorrow, when.last);
            return if self.said.is_more { vec![to_come] } else { vec![Filter::Finish(Date::MIN, when.last), to_come] };
        }
        if is(&["now", "today", "report", "meeting"]) {
            return vec![Filter::Finish(tomorrow, when.last), Filter::Finish(on, when.last)];
        }
        if is(&["after", "beyond", "since"]) {
            return vec![Filter::Finish(when.last.tomorrow().unwrap_or(when.last), Date::MAX)];
        }
        match spoken.part {
            Part::Rest => return vec![Filter::Finish(tomorrow, when.last)],
            Part::End => return vec![Filter::Finish(when.last, when.last), Filter::Finish(when.first, when.last)],
            Part::Whole => {}
        }
        let whole = Filter::Finish(when.first, when.last);
        if spoken.has_year || when.precision != Precision::Month {
            return vec![whole];
        }
        // "In August" is this year's, or where nothing ends then, the nearest.
        let year = when.first.year();
        let others = [year + 1, year - 1].into_iter().filter_map(|year| When::month(year, when.first.month()));
        let all = std::iter::once(whole).chain(others.map(|when| Filter::Finish(when.first, when.last)));
        let some: Vec<Filter> =
            all.filter(|filter| !rows_of(std::slice::from_ref(filter), self.lexicon).is_empty()).collect();
        if some.is_empty() { vec![Filter::Finish(when.first, when.last)] } else { some.into_iter().take(1).collect() }
    }
}
