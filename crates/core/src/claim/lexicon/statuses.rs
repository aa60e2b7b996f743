//! The plan's own words for how rows stand, and those of columns that plans do not have. **Not here.** Names
//! ([`super::names`]).

use super::{Lexicon, Sense, Spoken, plain};
use crate::claim::words::{english, is_one};
use crate::plan::Lifecycle;
use crate::vocabulary::{Rating, Vocabulary};
use std::collections::BTreeMap;

impl Lexicon<'_> {
    /// The plan's own statuses, the colours that its letters stand for, and other words of its scale.
    pub(super) fn add_statuses(&mut self) {
        let british = Vocabulary::british();
        let mut own: BTreeMap<String, Option<Rating>> = BTreeMap::new();
        let is_computed = self.survey.plan.headings.status_is_computed;
        for (at, row) in self.survey.plan.actions() {
            let computed = self.survey.level_of(at).map(|level| level.label.as_str()).filter(|_| is_computed);
            let reported = row.status.as_deref().filter(|_| !is_computed);
            if let Some(status) = computed.or(reported) {
                own.entry(plain(status)).or_insert_with(|| british.read(status).rating);
            }
        }
        let english = english();
        let families = [&english.complete, &english.started, &english.not_started, &english.stopped];
        // "Started" and "complete" are what every figure counts by, whatever a status is called.
        let is_of_all = |status: &str| {
            families.iter().any(|family| family.iter().any(|word| word == status))
                || ["not started", "not begun", "not complete"].contains(&status)
        };
        self.not_started = own
            .keys()
            .find(|status| british.read(status).lifecycle == Some(Lifecycle::NotStarted))
            .map(|status| vec![status.clone()])
            .map(|own| self.speak_of(own));
        let denies = |status: &String| status.strip_prefix("not ").is_some_and(|word| is_one(&english.complete, word));
        if let Some(status) = own.keys().find(|status| denies(status)) {
            self.not_complete = Some(self.speak_of(vec![status.clone()]));
        }
        for status in own.keys().filter(|status| !is_of_all(status)) {
            let is_letter = status.chars().count() == 1;
            let at = self.speak_of(vec![status.clone()]);
            self.add(status, Sense::Status(at), is_letter);
            // "Five are behind" where that is "Open - behind"; "six need attention" where it is "Needs attention".
            if let Some((_, tail)) = status.split_once(" - ").or_else(|| status.split_once(" \u{2013} ")) {
                let alike: Vec<String> = own.keys().filter(|other| other.ends_with(tail)).cloned().collect();
                let at = self.speak_of(alike);
                self.add(tail, Sense::Status(at), false);
            }
            if let Some((verb, rest)) = status.split_once(' ')
                && let Some(stem) = verb.strip_suffix('s').filter(|stem| stem.len() > 3)
            {
                for form in [stem.to_owned(), format!("{stem}ing"), format!("{stem}ed")] {
                    self.add(&format!("{form} {rest}"), Sense::Status(at), false);
                }
            }
            // "Three reds".
            if !status.contains(' ') && status.len() > 2 {
                self.add(&format!("{status}s"), Sense::Status(at), false);
            }
            // "Off-course actions".
            self.add(&status.replace(' ', "-"), Sense::Status(at), is_letter);
        }
        let letters = [("red", "r"), ("amber", "a"), ("green", "g"), ("blue", "b"), ("yellow", "y")];
        let has_colours =
            own.keys().any(|status| letters.iter().any(|(colour, letter)| status == colour || status == letter));
        for (colour, letter) in letters {
            let of_plan: Vec<String> = own.keys().filter(|status| *status == letter).cloned().collect();
            if (!of_plan.is_empty() || has_colours) && !own.contains_key(colour) {
                let at = self.speak_of(of_plan);
                self.add(colour, Sense::Status(at), false);
                self.add(&format!("{colour}s"), Sense::Status(at), false);
            }
        }
        let is_rated = own.values().any(Option::is_some);
        for phrase in ["on track", "at risk", "off track", "delayed", "on target", "on schedule", "behind schedule"] {
            let rating = british.read(phrase).rating;
            if is_rated && !own.contains_key(phrase) && rating.is_some() {
                let of_plan = own.iter().filter(|(_, own)| **own == rating).map(|(status, _)| status.clone()).collect();
                let at = self.speak_of(of_plan);
                self.add(phrase, Sense::Status(at), false);
            }
        }
    }

    /// "High", "high risk", "high-priority", "rated high": the few words of a column that plans do not have.
    pub(super) fn add_attributes(&mut self) {
        let attributes = std::mem::take(&mut self.attributes);
        for (nth, attribute) in attributes.iter().enumerate() {
            let nouns: Vec<&str> =
                attribute.heading.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.len() > 2).collect();
            for (at, (value, _)) in attribute.values.iter().enumerate() {
                let sense = Sense::Attribute(nth, at);
                for noun in &nouns {
                    self.add(&format!("{value} {noun}"), sense, false);
                    self.add(&format!("{value}-{noun}"), sense, false);
                    self.add(&format!("rated {value}"), sense, false);
                }
                if !is_said_otherwise(value) {
                    self.add(value, sense, value.len() < 3);
                }
            }
        }
        self.attributes = attributes;
    }

    pub(super) fn speak_of(&mut self, of_plan: Vec<String>) -> usize {
        self.statuses.push(Spoken { of_plan });
        self.statuses.len() - 1
    }
}

/// Whether a word of a column says something else in sentences.
fn is_said_otherwise(word: &str) -> bool {
    let words = english();
    let families =
        [&words.fillers, &words.complete, &words.open, &words.due, &words.bodies, &words.people, &words.actions];
    word.len() < 2 || families.iter().any(|family| is_one(family, word))
}
