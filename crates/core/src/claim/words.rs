//! The words by which prose is told, as data: `english.toml`. **Not here.** The plan's own words ([`super::lexicon`]).

use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Phrases that say one thing, found by their first word.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Family {
    phrases: Vec<String>,
    by_first: HashMap<String, Vec<usize>>,
}

impl From<Vec<String>> for Family {
    fn from(phrases: Vec<String>) -> Self {
        let mut by_first: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, phrase) in phrases.iter().enumerate() {
            let first = phrase.split(' ').next().unwrap_or_default();
            by_first.entry(first.to_owned()).or_default().push(at);
        }
        Self { phrases, by_first }
    }
}

impl Family {
    /// All phrases.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(String::as_str)
    }

    /// Those that begin with a word.
    pub(super) fn beginning(&self, word: &str) -> impl Iterator<Item = &str> {
        self.by_first.get(word).into_iter().flatten().filter_map(|at| self.phrases.get(*at)).map(String::as_str)
    }
}

/// The families of words; each is a list of phrases in small letters.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) labels: Family,
    pub(super) spans: Family,
    pub(super) fillers: Family,
    pub(super) asides: Family,
    pub(super) elsewhen: Family,
    pub(super) actions: Family,
    pub(super) actions_by_heading: Family,
    pub(super) areas: Family,
    pub(super) people: Family,
    pub(super) complete: Family,
    pub(super) open: Family,
    pub(super) started: Family,
    pub(super) under_way: Family,
    pub(super) not_started: Family,
    pub(super) stopped: Family,
    pub(super) reported: Family,
    pub(super) late: Family,
    pub(super) due: Family,
    pub(super) due_to_start: Family,
    pub(super) deadlines: Family,
    pub(super) due_later: Family,
    pub(super) moved_dates: Family,
    pub(super) to_do: Family,
    pub(super) past_what: Family,
    pub(super) these: Family,
    pub(super) others: Family,
    pub(super) rise: Family,
    pub(super) fall: Family,
    pub(super) moves: Family,
    pub(super) widths: Family,
    pub(super) above: Family,
    pub(super) below: Family,
    pub(super) results: Family,
    pub(super) parts: Family,
    pub(super) away: Family,
    pub(super) owning: Family,
    pub(super) containing: Family,
    pub(super) bodies: Family,
    pub(super) superlatives: Family,
    pub(super) at_least: Family,
    pub(super) over: Family,
    pub(super) under: Family,
    pub(super) at_most: Family,
    pub(super) about: Family,
    pub(super) doubled: Family,
    pub(super) trebled: Family,
    pub(super) quadrupled: Family,
    pub(super) halved: Family,
}

static ENGLISH: LazyLock<Words> = LazyLock::new(|| toml::from_str(include_str!("english.toml")).unwrap_or_default());

/// The words of English.
pub(super) fn english() -> &'static Words {
    &ENGLISH
}

/// Whether a word is one of a family.
pub(super) fn is_one(family: &Family, word: &str) -> bool {
    family.beginning(word).any(|phrase| phrase == word)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_file_of_words_is_read() {
        assert!(super::is_one(&super::english().labels, "section"));
    }
}
