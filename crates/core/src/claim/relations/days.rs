//! A weekday that is another, a day that there is not.

use super::Sentence;
use crate::claim::verdict::{Contradiction, Outcome};
use crate::day::{self, Date};

pub(super) fn judge(sentence: &Sentence<'_>) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for (at, token) in sentence.tokens.iter().enumerate() {
        let Some(spoken) = token.time() else { continue };
        let Some(when) = spoken.when else {
            let last =
                spoken.last_day.map_or_else(|| "a day that there is".to_owned(), |day| format!("day {day} or before"));
            outcomes.push(Outcome::of(
                false,
                Contradiction::Day,
                vec![at],
                "there is no such day; it does not exist".to_owned(),
                last,
            ));
            continue;
        };
        let Some(weekday) = spoken.weekday else {
            if spoken.has_year && when.first == when.last {
                outcomes.push(Outcome::of(
                    true,
                    Contradiction::Day,
                    vec![at],
                    "there is such a day".to_owned(),
                    String::new(),
                ));
            }
            continue;
        };
        let is_so = |date: Date| date.weekday() == weekday;
        // Without a year, any year near is good.
        let years = if spoken.has_year { 0..=0 } else { -1..=1 };
        let agrees = years
            .filter_map(|away| Date::new(when.first.year() + away, when.first.month(), when.first.day()).ok())
            .any(is_so);
        let name = day::weekday_name(when.first.weekday());
        let why = if agrees {
            format!("it is a {name}")
        } else {
            format!("{} is a {name}, not a {}", day::in_words(when.first), day::weekday_name(weekday))
        };
        outcomes.push(Outcome::of(agrees, Contradiction::Day, vec![at], why, name.to_owned()));
    }
    outcomes
}
