//! What a plan means by the word, letter, sign or colour with which it says how an action stands: a vocabulary, as data.
//!
//! One is shipped; a document's own key ("Amber = under way as planned") goes before it, word by word. How far an action
//! is ([`Lifecycle`]) and how well it goes ([`Rating`]) are told apart: "on track" says nothing of how far. **Not here.**
//! Where in a document its key stands (`onpace-exchange`); judging ([`crate::policy`]).

mod standing;
mod tokens;

use crate::day::month_named;
use crate::plan::lifecycle::Lifecycle;
use crate::plan::lifecycle::Meaning;
use serde::Deserialize;
pub use standing::{Rating, Standing};
use std::collections::HashMap;
use std::sync::LazyLock;
use tokens::{clauses, plain_words};

/// The file of a vocabulary.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    title: String,
    version: u32,
    complete: Vec<String>,
    started: Vec<String>,
    not_started: Vec<String>,
    stopped: Vec<String>,
    partial: Vec<String>,
    negative: Vec<String>,
    red: Vec<String>,
    amber: Vec<String>,
    green: Vec<String>,
    alone: HashMap<String, String>,
}

/// A vocabulary: phrases and what they say.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Its name.
    pub name: String,
    /// For people.
    pub title: String,
    /// Counts up when a word changes.
    pub version: u32,
    phrases: HashMap<String, Standing>,
    partial: Vec<String>,
    negative: Vec<String>,
    alone: HashMap<String, String>,
    /// Words that a document's own key explains, with what they say there.
    own: Vec<(String, Standing)>,
}

/// The vocabulary that ships.
static BRITISH: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::parse(include_str!("british.toml")).unwrap_or_default());

/// Names of colours, which a key explains rather than uses.
const COLOURS: [&str; 12] =
    ["red", "amber", "yellow", "orange", "green", "blue", "purple", "white", "grey", "gray", "black", "pink"];
/// Words after a status that leave it what it is: "Not started yet".
const AFTER: [&str; 7] = ["yet", "now", "already", "on", "in", "too", "tick"];
/// Words before a status that leave it what it is: "Action now fully complete".
const BEFORE: [&str; 18] = [
    "fully", "now", "all", "action", "actions", "task", "work", "this", "is", "has", "been", "have", "are", "was",
    "100%", "the", "it", "status",
];
/// Words after "complete" that say of what it is not.
const LIMITS: [&str; 12] =
    ["except", "but", "apart", "once", "if", "until", "subject", "pending", "awaiting", "although", "however", "other"];
/// Phrases that say something only where they stand alone: "New contract let", "Open evening held".
const WEAK: [&str; 8] = ["new", "open", "active", "planned", "future", "hold", "a", "open to"];
/// No phrase has more words.
const LONGEST_PHRASE: usize = 5;
/// A status has at most so many words; what is longer is prose, of which its sentences are looked at.
const LONGEST_STATUS: usize = 8;

/// "2 - Under way" of a list that sorts by its numbers is "Under way".
fn without_number(status: &str) -> &str {
    let rest = status.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = status.len() - rest.len();
    let parted = rest.trim_start().strip_prefix(['-', '\u{2013}', '.', ')', ':']).map(str::trim_start);
    match parted {
        Some(word) if (1..=2).contains(&digits) && word.starts_with(char::is_alphabetic) => word,
        _ => status,
    }
}

impl Vocabulary {
    /// The vocabulary that ships.
    #[must_use]
    pub fn british() -> &'static Self {
        &BRITISH
    }

    fn parse(text: &str) -> Option<Self> {
        let file: File = toml::from_str(text).ok()?;
        let said = [
            (&file.green, Standing::well(Rating::Green)),
            (&file.amber, Standing::well(Rating::Amber)),
            (&file.red, Standing::well(Rating::Red)),
            (&file.complete, Standing::far(Lifecycle::Complete)),
            (&file.started, Standing::far(Lifecycle::Started)),
            (&file.not_started, Standing::far(Lifecycle::NotStarted)),
            (&file.stopped, Standing::far(Lifecycle::Stopped)),
        ];
        let phrases = said.into_iter().flat_map(|(words, says)| words.iter().map(move |word| (word.clone(), says)));
        Some(Self {
            phrases: phrases.collect(),
            name: file.name,
            title: file.title,
            version: file.version,
            partial: file.partial,
            negative: file.negative,
            alone: file.alone,
            own: Vec::new(),
        })
    }

    /// The same, with a word of a document's own key and what the key says that it means.
    #[must_use]
    pub fn with(mut self, word: &str, meaning: &str) -> Self {
        let says = self.meant_by(meaning);
        // A letter that the key explains is itself, whatever it stands for elsewhere.
        let plain = plain_words(word);
        let is_letter = plain.len() == 1 && plain.iter().all(|word| word.chars().all(char::is_alphanumeric));
        let word = if is_letter { plain.join(" ") } else { self.words_of(word).join(" ") };
        // A sign that stands for no word is itself.
        let word = if word.is_empty() { plain.join(" ") } else { word };
        if !word.is_empty() {
            self.own.retain(|(known, _)| *known != word);
            self.own.push((word, says));
        }
        self
    }

    /// The same, with what somebody says that a word means.
    #[must_use]
    pub fn meaning(mut self, word: &str, means: Meaning) -> Self {
        let rating = self.read(word).rating;
        let words = [plain_words(word).join(" "), self.words_of(word).join(" ")];
        for word in words.into_iter().filter(|word| !word.is_empty()) {
            self.own.retain(|(known, _)| *known != word);
            self.own.push((word, Standing { lifecycle: means.lifecycle(), rating }));
        }
        self
    }

    /// The words that a document's own key explains.
    pub fn own(&self) -> impl Iterator<Item = (&str, Standing)> {
        self.own.iter().map(|(word, says)| (word.as_str(), *says))
    }

    /// The words of a text: small letters, signs and lone letters as the words that they stand for.
    fn words_of(&self, text: &str) -> Vec<String> {
        let mut words = plain_words(text);
        let is_alone = words.len() == 1;
        for word in &mut words {
            let is_sign = !word.chars().any(char::is_alphanumeric);
            if (is_alone && !self.own.iter().any(|(own, _)| own == word) || is_sign)
                && let Some(stands_for) = self.alone.get(word.as_str())
            {
                stands_for.clone_into(word);
            }
        }
        words.retain(|word| word.chars().any(char::is_alphanumeric));
        words
    }

    /// What a status says: a cell of a word or a few.
    #[must_use]
    pub fn read(&self, status: &str) -> Standing {
        let status = without_number(status.trim());
        if status.is_empty() || status.len() > 400 {
            return Standing::default();
        }
        // "A. Command and control" is no letter of a scale.
        let mut letters = status.chars();
        if letters.next().is_some_and(char::is_alphanumeric) && letters.next() == Some('.') && letters.next().is_some()
        {
            return Standing::default();
        }
        let own = |words: &[String]| {
            let all = words.join(" ");
            self.own.iter().find(|(word, _)| *word == all).map(|(_, says)| *says)
        };
        let words = self.words_of(status);
        if let Some(says) = own(&words).or_else(|| words.is_empty().then(|| own(&plain_words(status))).flatten()) {
            return says;
        }
        // "Green \u{2013} 310 letters sent", "Cancelled \u{2013} merged with 1", "Green \u{2191}".
        let mut all = clauses(status);
        let head = self.words_of(all.next().unwrap_or_default());
        if let Some(says) = own(&head) {
            return says;
        }
        // "Complete, except training" is not; "Complete?" is a question.
        let next = all.next().map(|clause| self.words_of(clause)).unwrap_or_default();
        let is_limited = next.first().is_some_and(|word| LIMITS.contains(&word.as_str()));
        if status.ends_with('?') {
            return Standing::default();
        }
        let says = self.status(&head);
        if is_limited && says.lifecycle == Some(Lifecycle::Complete) {
            return Standing::far(Lifecycle::Started);
        }
        if !says.is_empty() || head.len() == words.len() || words.len() > LONGEST_STATUS {
            return says;
        }
        self.status(&words)
    }

    /// What the words of a status say: all of them, with what may stand beside a phrase; or, of what is not "complete",
    /// how it begins.
    fn status(&self, words: &[String]) -> Standing {
        let whole = self.exactly(words);
        if !whole.is_empty() {
            return whole;
        }
        let has = |all: &[&str]| words.iter().any(|word| all.contains(&word.as_str()));
        let says_done = (0..words.len())
            .any(|at| self.found(words, at).is_some_and(|(_, says)| says.lifecycle == Some(Lifecycle::Complete)));
        let is_in_part = words.windows(2).any(|pair| matches!(pair, [one, other] if one == "in" && other == "part"));
        if says_done {
            return match words.first().map(String::as_str) {
                Some("nothing" | "none") => Standing::far(Lifecycle::NotStarted),
                Some("near" | "nearing" | "approaching") => Standing::far(Lifecycle::Started),
                // "Three of six done".
                _ if is_in_part || has(&["of"]) && !has(&["all"]) => Standing::far(Lifecycle::Started),
                _ => Standing::default(),
            };
        }
        match self.found(words, 0) {
            Some((length, says)) if words.len() <= LONGEST_STATUS => {
                let phrase = words.get(..length).unwrap_or_default().join(" ");
                if WEAK.contains(&phrase.as_str()) { Standing::default() } else { says }
            }
            _ => Standing::default(),
        }
    }

    /// What prose says outright: a sentence that is a status and no more ("Complete."), or begins with one and a day
    /// ("Finished 20 Feb").
    #[must_use]
    pub fn stated(&self, prose: &str) -> Option<Lifecycle> {
        if !prose.contains(char::is_alphabetic) {
            return None;
        }
        // "Complete: five held".
        let head = prose.split_once([':', '\u{2013}']).map(|(head, _)| self.words_of(head));
        let head = head.filter(|words| (1..=3).contains(&words.len()));
        let mut found = head.and_then(|words| self.exactly(&words).lifecycle);
        for sentence in prose.split(['.', ';', ',', '\n', '!']).take(200) {
            let words = self.words_of(sentence);
            let said = words.iter().take_while(|word| !word.starts_with(|c: char| c.is_ascii_digit())).count();
            let is_dated = said < words.len() && words.len() <= said + 3;
            let is_whole = said == words.len();
            if (1..=3).contains(&said) && (is_whole || is_dated) {
                found = self.exactly(words.get(..said).unwrap_or_default()).lifecycle.or(found);
            }
        }
        found
    }

    /// What the sentence of a key says that a word means.
    fn meant_by(&self, meaning: &str) -> Standing {
        let mut says = Standing::default();
        let all: Vec<Vec<String>> = clauses(meaning).map(|clause| self.words_of(clause)).collect();
        for words in &all {
            // "B \u{2013} Blue: on hold" says what blue means after it.
            if all.len() > 1 && words.len() == 1 && words.iter().all(|word| COLOURS.contains(&word.as_str())) {
                continue;
            }
            let one = self.says(words);
            says.lifecycle = says.lifecycle.or(one.lifecycle);
            says.rating = says.rating.or(one.rating);
        }
        says
    }

    /// A phrase that is a whole text, with what may stand beside it: "Now fully implemented", "Completed on 3 May".
    fn exactly(&self, words: &[String]) -> Standing {
        if let Some((length, says)) = self.found(words, 0)
            && length == words.len()
        {
            return says;
        }
        let [first, rest @ ..] = words else { return Standing::default() };
        let Some((last, before)) = words.split_last().filter(|_| !rest.is_empty()) else { return Standing::default() };
        let is_date = last.starts_with(|letter: char| letter.is_ascii_digit()) || month_named(last).is_some();
        if is_date && last != "100" || AFTER.contains(&last.as_str()) {
            return self.exactly(before);
        }
        if BEFORE.contains(&first.as_str()) {
            return self.exactly(rest);
        }
        let qualifies = self.partial.contains(first) || self.negative.contains(first);
        if qualifies { self.qualified(self.exactly(rest), first) } else { Standing::default() }
    }

    /// The longest phrase that begins at a word, and its length.
    fn found(&self, words: &[String], at: usize) -> Option<(usize, Standing)> {
        let most = LONGEST_PHRASE.min(words.len() - at);
        (1..=most).rev().find_map(|length| {
            let phrase = words.get(at..at + length)?.join(" ");
            let own = self.own.iter().find(|(word, _)| *word == phrase).map(|(_, says)| *says);
            let says = own.or_else(|| self.phrases.get(&phrase).copied())?;
            // A letter in a sentence is none of a scale.
            (phrase.len() > 1 || words.len() == 1).then_some((length, says))
        })
    }

    /// The first phrase of a clause, with what stands before it.
    fn says(&self, words: &[String]) -> Standing {
        let is_negative = |word: &String| self.negative.iter().any(|no| no == word);
        let mut at = 0;
        while at < words.len() {
            if let Some((_, says)) = self.found(words, at) {
                let before = words.get(..at).unwrap_or_default();
                if before.iter().any(is_negative) {
                    return match before.last() {
                        Some(last) => self.qualified(says, last),
                        None => says,
                    };
                }
                if let Some(partial) = before.iter().rev().find(|word| self.partial.contains(word)) {
                    return self.qualified(says, partial);
                }
                // "50% complete" and "3 complete" say how much, not that all is.
                let counts = before.last().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
                let is_all = before.last().is_some_and(|word| word.starts_with("100"));
                if counts && !is_all && says.lifecycle == Some(Lifecycle::Complete) {
                    return Standing::default();
                }
                return says;
            }
            at += 1;
        }
        Standing::default()
    }

    /// What a phrase says with a word before it that qualifies it.
    fn qualified(&self, says: Standing, before: &str) -> Standing {
        if self.partial.iter().any(|word| word == before) {
            return match says.lifecycle {
                Some(Lifecycle::Complete) => Standing::far(Lifecycle::Started),
                _ => says,
            };
        }
        if self.negative.iter().any(|word| word == before) {
            // "To be started" has not started; "to be completed" says nothing of what has.
            let has_not = says.lifecycle == Some(Lifecycle::Started);
            return if has_not { Standing::far(Lifecycle::NotStarted) } else { Standing::default() };
        }
        says
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_real_plans_say_how_far() {
        use Lifecycle::{Complete, NotStarted, Started, Stopped};
        let british = Vocabulary::british();
        for (word, says) in [
            ("Complete", Some(Complete)),
            ("COMPLETED \u{2713}", Some(Complete)),
            ("\u{2705}", Some(Complete)),
            ("Blue", Some(Complete)),
            ("B", Some(Complete)),
            ("Closed (9 February)", Some(Complete)),
            ("Fully implemented", Some(Complete)),
            ("100% complete", Some(Complete)),
            ("Partially complete", Some(Started)),
            ("Substantially complete", Some(Started)),
            ("Partly implemented", Some(Started)),
            ("In progress", Some(Started)),
            ("Under way", Some(Started)),
            ("Not started", Some(NotStarted)),
            ("Not yet due", Some(NotStarted)),
            ("To be started", Some(NotStarted)),
            ("Yet to commence", Some(NotStarted)),
            ("On hold", Some(Stopped)),
            ("Cancelled \u{2013} merged with 1", Some(Stopped)),
            ("No longer required", Some(Stopped)),
            ("Paused until July", Some(Stopped)),
            ("Nothing done yet", Some(NotStarted)),
            ("Delivered in part", Some(Started)),
            ("Nearing completion", Some(Started)),
            ("Three of six done", Some(Started)),
            ("Complete, except training", Some(Started)),
            ("Now fully implemented", Some(Complete)),
            ("Completed on 3 May 2024", Some(Complete)),
            ("Complete by March", None),
            ("Complete?", None),
            ("Draft complete", None),
            ("Met with provider", None),
            ("Closed to new referrals", None),
            ("Not complete", None),
            ("To be completed", None),
            ("50% complete", None),
            ("Green", None),
            ("On track to be completed", None),
            ("A", None),
            ("", None),
        ] {
            assert_eq!(british.read(word).lifecycle, says, "{word}");
        }
    }

    #[test]
    fn how_well_it_goes_is_another_question() {
        let british = Vocabulary::british();
        for (word, says) in [
            ("G", Some(Rating::Green)),
            ("On track", Some(Rating::Green)),
            ("Amber \u{2013} one worker off sick", Some(Rating::Amber)),
            ("\u{1f534}", Some(Rating::Red)),
            ("Overdue", Some(Rating::Red)),
            ("Complete", None),
        ] {
            assert_eq!(british.read(word).rating, says, "{word}");
        }
    }

    #[test]
    fn the_key_of_a_document_goes_before() {
        let own = Vocabulary::british()
            .clone()
            .with("Green", "done and embedded")
            .with("Amber", "under way as planned")
            .with("Red", "not begun")
            .with("Blue", "timeline reconsidered")
            .with("C", "on course")
            .with("Purple", "dropped by agreement");
        for (word, says) in [
            ("Green", Some(Lifecycle::Complete)),
            ("amber", Some(Lifecycle::Started)),
            ("Red", Some(Lifecycle::NotStarted)),
            ("Blue", None),
            ("C", None),
            ("Purple", Some(Lifecycle::Stopped)),
            ("Complete", Some(Lifecycle::Complete)),
        ] {
            assert_eq!(own.read(word).lifecycle, says, "{word}");
        }
        for (meaning, says) in [
            ("will not be done in time", None),
            ("action done, change seen in audits", Some(Lifecycle::Complete)),
            ("On track to deliver", None),
            ("Delivered", Some(Lifecycle::Complete)),
        ] {
            let own = Vocabulary::british().clone().with("X", meaning);
            assert_eq!(own.read("X").lifecycle, says, "{meaning}");
        }
    }

    #[test]
    fn prose_states_only_what_it_says_outright() {
        let british = Vocabulary::british();
        for (prose, says) in [
            ("Complete. Published 30 June 2025.", Some(Lifecycle::Complete)),
            ("Named on 22 November. Complete", Some(Lifecycle::Complete)),
            ("Finished 20 Feb, see minutes", Some(Lifecycle::Complete)),
            ("Two meetings were held and the terms were agreed.", None),
            ("The work is not complete.", None),
            ("First draft done.", None),
            ("Report completed, training to follow", None),
            ("On track: two of three issues out.", None),
        ] {
            assert_eq!(british.stated(prose), says, "{prose}");
        }
    }
}
