//! Judging an action by a policy: an ordered list of rules, as data; the first that holds decides.
//!
//! A policy computes a status beside the reported one and never overwrites it. Every verdict says why
//! and by which version of which policy. **Not here.** Colours ([`level`] only names tones).

pub mod level;

pub use level::{Level, Mark, Tone};

use crate::day::{self, Date};
use crate::plan::{Lifecycle, shortened};
use crate::quantity::Percent;
use crate::schedule::Stretch;
use serde::Deserialize;
use thiserror::Error;

/// The names of the policies that ship, as `--policy` takes them.
pub const SHIPPED: [&str; 2] = ["pace", "started"];

/// The code of the level of an action that nothing can be said of.
pub const UNKNOWN: &str = "unknown";

/// The code of the level of an action that was put on hold or given up.
pub const STOPPED: &str = "stopped";

/// Whether a level is of actions that no rule judges: it is listed only where there are any.
#[must_use]
pub fn is_beside_the_scale(level: &str) -> bool {
    matches!(level, UNKNOWN | STOPPED)
}

/// Why a policy file could not be used; the sentence is for its author.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{0}")]
pub struct PolicyProblem(String);

/// A status scale and the rules that choose among its levels.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// As `--policy` takes it.
    pub name: String,
    /// For pages.
    pub title: String,
    /// What it looks at, in a sentence.
    pub about: String,
    /// Counts up when a rule changes.
    pub version: u32,
    /// The level where no rule holds.
    pub default: String,
    /// The levels, in the order in which they are listed.
    #[serde(rename = "level")]
    pub levels: Vec<Level>,
    /// The rules, the first that holds first.
    #[serde(rename = "rule")]
    rules: Vec<Rule>,
}

/// Before or after the day of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Side {
    Before,
    After,
}

/// All conditions that are given must hold.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    level: String,
    percent_at_least: Option<u8>,
    percent_at_most: Option<u8>,
    start: Option<Side>,
    finish: Option<Side>,
    days_gone_at_least: Option<u16>,
    points_behind_at_least: Option<u8>,
    reason: String,
}

/// What a verdict is made from.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// The day of the report.
    pub on: Date,
    /// Its start, where it has one.
    pub start: Option<Date>,
    /// Its finish, where it has one.
    pub finish: Option<Date>,
    /// Both, where they are known or follow.
    pub stretch: Option<Stretch>,
    /// Working days gone.
    pub gone: i32,
    /// Planned share, where it has dates.
    pub planned: Option<Percent>,
    /// Reported share, where anybody reported.
    pub percent: Option<Percent>,
    /// How far it is by what its plan says in words.
    pub lifecycle: Option<Lifecycle>,
    /// Whether it has started ([`crate::plan::Row::has_started`]).
    pub started: bool,
    /// How much is done ([`crate::plan::Row::done`]).
    pub done: Option<Percent>,
}

/// A computed status with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Which of the policy's levels, by code; or [`UNKNOWN`].
    pub level: String,
    /// Why, as half a sentence.
    pub reason: String,
}

impl Policy {
    /// One of [`SHIPPED`], by name.
    #[must_use]
    pub fn shipped(name: &str) -> Option<Self> {
        let text = match name.to_ascii_lowercase().as_str() {
            "pace" => include_str!("pace.toml"),
            "started" => include_str!("started.toml"),
            _ => return None,
        };
        Self::from_toml(text).ok()
    }

    /// The policy that a plan chose: one of [`SHIPPED`] by name, or TOML.
    ///
    /// # Errors
    /// Neither a known name nor a policy.
    pub fn chosen(text: &str) -> Result<Self, PolicyProblem> {
        match Self::shipped(text) {
            Some(policy) => Ok(policy),
            None if text.contains('\n') => Self::from_toml(text),
            None => Err(PolicyProblem(format!("there is no policy \u{201c}{}\u{201d}", shortened(text, 40)))),
        }
    }

    /// Reads a policy file.
    ///
    /// # Errors
    /// Says which entry is not understood and what would be accepted.
    pub fn from_toml(text: &str) -> Result<Self, PolicyProblem> {
        let mut policy: Self = toml::from_str(text)
            .map_err(|e| PolicyProblem(format!("the policy is not as expected: {}", e.to_string().trim_end())))?;
        let known = policy.levels.iter().map(|level| level.code.clone()).collect::<Vec<_>>();
        let named = policy.rules.iter().map(|rule| &rule.level).chain([&policy.default]);
        for level in named {
            if !known.contains(level) {
                return Err(PolicyProblem(format!(
                    "a rule leads to the level \u{201c}{level}\u{201d}, which is not among the levels: {}",
                    known.join(", ")
                )));
            }
        }
        for level in [unknown_level(), stopped_level()] {
            if !known.contains(&level.code) {
                policy.levels.push(level);
            }
        }
        Ok(policy)
    }

    /// A level by its code.
    #[must_use]
    pub fn level(&self, code: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.code == code)
    }

    /// Judges one action.
    #[must_use]
    pub fn judge(&self, facts: &Facts) -> Verdict {
        let done = facts.done == Some(Percent::HUNDRED);
        let verdict = |level: &str, reason: String| Verdict { level: level.to_owned(), reason };
        if facts.lifecycle == Some(Lifecycle::Stopped) && !done {
            return verdict(STOPPED, "it was put on hold or given up".to_owned());
        }
        if facts.finish().is_none() && !done {
            return verdict(UNKNOWN, "it has no finish to judge it by".to_owned());
        }
        let Some(rule) = self.rules.iter().find(|rule| rule.holds(facts)) else {
            return verdict(&self.default, "no rule of the policy says otherwise".to_owned());
        };
        let reason = match facts.finish() {
            _ if done && facts.percent.is_none() => "it is said to be complete".to_owned(),
            // What the rule says of days gone has no ground.
            Some(finish) if facts.stretch.is_none() && rule.reason.contains("{planned}") => {
                format!(
                    "its finish, {}, has not passed; it has no start by which to tell its pace",
                    day::in_words(finish)
                )
            }
            _ => reason_in_words(&rule.reason, facts),
        };
        verdict(&rule.level, reason)
    }
}

impl Facts {
    fn start(&self) -> Option<Date> {
        self.stretch.map(|stretch| stretch.start).or(self.start)
    }

    fn finish(&self) -> Option<Date> {
        self.stretch.map(|stretch| stretch.finish).or(self.finish)
    }
}

fn stopped_level() -> Level {
    Level {
        code: STOPPED.to_owned(),
        label: "Stopped".to_owned(),
        meaning: "It was put on hold or given up, so it is not judged.".to_owned(),
        mark: Mark::Dash,
        tone: Tone::Plain,
    }
}

fn unknown_level() -> Level {
    Level {
        code: UNKNOWN.to_owned(),
        label: "Not known".to_owned(),
        meaning: "It has no finish, so it cannot be judged.".to_owned(),
        mark: Mark::Question,
        tone: Tone::Unknown,
    }
}

impl Rule {
    fn holds(&self, facts: &Facts) -> bool {
        let percent = facts.done.unwrap_or_default();
        let side = |wanted: Option<Side>, date: Option<Date>| match (wanted, date) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(Side::Before), Some(date)) => date < facts.on,
            (Some(Side::After), Some(date)) => date > facts.on,
        };
        let behind = facts.planned.map(|planned| planned.minus(percent));
        // What has started without a percentage is not at 0%, whatever else is known of it.
        let at_most = |most: u8| percent <= Percent::whole(i32::from(most)) && !(most == 0 && facts.started);
        self.percent_at_least.is_none_or(|least| percent >= Percent::whole(i32::from(least)))
            && self.percent_at_most.is_none_or(at_most)
            && side(self.start, facts.start())
            && side(self.finish, facts.finish())
            && self.days_gone_at_least.is_none_or(|least| facts.gone >= i32::from(least))
            && self
                .points_behind_at_least
                .is_none_or(|least| behind.is_some_and(|b| b >= Percent::whole(i32::from(least))))
    }
}

fn reason_in_words(pattern: &str, facts: &Facts) -> String {
    let date = |date: Option<Date>| date.map(day::in_words).unwrap_or_default();
    let behind = |planned: Percent| planned.points_above(facts.done.unwrap_or_default());
    let value = |name: &str| match name {
        "percent" => Some(facts.percent.map_or_else(|| "no percentage".to_owned(), |p| p.to_string())),
        "planned" => Some(facts.planned.map(|p| p.to_string()).unwrap_or_default()),
        "behind" => Some(facts.planned.map(behind).unwrap_or_default()),
        "gone" => Some(facts.gone.to_string()),
        "start" => Some(date(facts.start())),
        "finish" => Some(date(facts.finish())),
        _ => None,
    };
    let mut words = String::with_capacity(pattern.len() + 24);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        words.push_str(before);
        if let Some((value, tail)) = after.split_once('}').and_then(|(name, tail)| Some((value(name)?, tail))) {
            words.push_str(&value);
            rest = tail;
        } else {
            words.push('{');
            rest = after;
        }
    }
    words + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::WorkingCalendar;
    use jiff::civil::date;

    fn facts(start: Date, finish: Date, percent: Option<i32>) -> Facts {
        let calendar = WorkingCalendar::weekdays();
        let on = date(2022, 5, 22);
        let stretch = Stretch { start, finish, days: calendar.count(start, finish) };
        Facts {
            on,
            start: Some(start),
            finish: Some(finish),
            stretch: Some(stretch),
            gone: stretch.gone(on, &calendar),
            planned: Some(stretch.planned(on, &calendar)),
            percent: percent.map(Percent::whole),
            lifecycle: None,
            done: percent.map(Percent::whole),
            started: percent.is_some_and(|percent| percent > 0),
        }
    }

    #[test]
    fn pace_takes_the_first_rule_that_holds() {
        let pace = Policy::shipped("pace").unwrap();
        let (april, june) = (date(2022, 4, 13), date(2022, 6, 30));
        for (row, start, finish, percent, level) in [
            ("2A done late or early", april, date(2022, 4, 29), Some(100), "complete"),
            ("not begun, not due", date(2022, 5, 23), june, Some(0), "not_due"),
            ("begun before its start", date(2022, 5, 23), june, Some(5), "green"),
            ("10E past its finish", april, date(2022, 5, 16), Some(90), "red"),
            ("10B never begun", april, date(2022, 7, 29), Some(0), "red"),
            ("nothing heard", april, date(2022, 7, 29), None, "red"),
            ("2A.1 49 points behind", april, june, Some(5), "red"),
            ("2A.5 18 points behind", april, date(2022, 9, 30), Some(5), "amber"),
            ("just due, nothing done", date(2022, 5, 16), june, Some(0), "amber"),
            ("2C two points behind", april, date(2023, 9, 29), Some(5), "green"),
        ] {
            assert_eq!(pace.judge(&facts(start, finish, percent)).level, level, "{row}");
        }
    }

    #[test]
    fn without_dates_nothing_is_judged() {
        let pace = Policy::shipped("pace").unwrap();
        let percent = Some(Percent::whole(5));
        let nothing = Facts {
            on: date(2022, 5, 22),
            start: None,
            finish: None,
            stretch: None,
            gone: 0,
            planned: None,
            percent,
            lifecycle: None,
            started: true,
            done: percent,
        };
        assert_eq!(pace.judge(&nothing).level, UNKNOWN);
        // With a finish and no start it is judged by that; with a word and no dates, by the word.
        for (finish, lifecycle, level) in [
            (Some(date(2022, 5, 21)), None, "red"),
            (Some(date(2022, 5, 23)), None, "green"),
            (Some(date(2022, 5, 21)), Some(Lifecycle::Stopped), STOPPED),
            (None, Some(Lifecycle::Complete), UNKNOWN),
        ] {
            assert_eq!(pace.judge(&Facts { finish, lifecycle, ..nothing }).level, level, "{finish:?} {lifecycle:?}");
        }
        let said =
            Facts { percent: None, done: Some(Percent::HUNDRED), lifecycle: Some(Lifecycle::Complete), ..nothing };
        let verdict = pace.judge(&said);
        assert_eq!((verdict.level.as_str(), verdict.reason.as_str()), ("complete", "it is said to be complete"));
    }

    #[test]
    fn a_policy_that_cannot_be_used_says_why() {
        let broken = include_str!("pace.toml").replace("default = \"green\"", "default = \"greenish\"");
        assert!(
            Policy::from_toml(&broken)
                .unwrap_err()
                .to_string()
                .contains("\u{201c}greenish\u{201d}, which is not among the levels: complete")
        );
        assert!(Policy::from_toml("name = 1").is_err());
    }
}
