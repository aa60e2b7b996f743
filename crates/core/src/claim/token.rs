//! What a sentence is made of: words, numbers, days, codes, names and marks. **Not here.** Telling them apart
//! ([`super::lexer`]).

use super::number::Number;
use super::words::Family;
use crate::day::{Weekday, When};

/// What one part of a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word.
    Word,
    /// A number that may claim something.
    Number(Number),
    /// A day or a stretch of days.
    When(Spoken),
    /// The code of a row, by its index.
    Code(usize),
    /// A number that names: a section, a telephone, an age.
    Name,
    /// A number beyond those that are read.
    Unread,
    /// A mark of punctuation.
    Mark(char),
}

/// A day, or a stretch of days, as it is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    /// What it is; `None` for a day that there is not.
    pub(super) when: Option<When>,
    /// The weekday beside it.
    pub(super) weekday: Option<Weekday>,
    /// Whether its year was written.
    pub(super) has_year: bool,
    /// Which part of it is meant.
    pub(super) part: Part,
    /// The last day of the month that it names, where there is no such day.
    pub(super) last_day: Option<i8>,
}

/// Which part of a stretch of days is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// Its last day.
    End,
    /// What is left of it.
    Rest,
}

/// A part of a sentence, with the bytes that it stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// In small letters; of a possessive, without its ending.
    pub(super) word: String,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
}

impl Token {
    /// The number, where it is one.
    pub(super) fn number(&self) -> Option<Number> {
        match self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The time, where it is one.
    pub(super) fn time(&self) -> Option<Spoken> {
        match self.kind {
            Kind::When(spoken) => Some(spoken),
            _ => None,
        }
    }

    /// Whether it is a word.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.word == word
    }

    /// Whether it is one of some words.
    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        self.kind == Kind::Word && words.contains(&self.word.as_str())
    }

    /// Whether it is a mark.
    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// How many tokens from `at` are a phrase: its words, in their order.
pub(super) fn phrase_at(tokens: &[Token], at: usize, phrase: &str) -> Option<usize> {
    let mut length = 0;
    for word in phrase.split(' ') {
        let token = tokens.get(at + length)?;
        if token.word != word || !matches!(token.kind, Kind::Word) {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// The longest phrase of a family at `at`, as the number of its tokens.
pub(super) fn longest_at(tokens: &[Token], at: usize, family: &Family) -> Option<usize> {
    let first = tokens.get(at)?;
    family.beginning(&first.word).filter_map(|phrase| phrase_at(tokens, at, phrase)).max()
}

/// Where a phrase of a family stands in a range: its first token, and the one after its last.
pub(super) fn find(tokens: &[Token], within: std::ops::Range<usize>, family: &Family) -> Option<(usize, usize)> {
    within.clone().find_map(|at| {
        let length = longest_at(tokens, at, family)?;
        (at + length <= within.end).then_some((at, at + length))
    })
}
