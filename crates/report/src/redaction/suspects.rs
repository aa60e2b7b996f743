//! What still looks like a person once every certain name is gone: a first name or surname of somebody who is known, a
//! title with a name, two names in a row. Somebody must look at these before they are published.
//!
//! **Not here.** Who looks, and what is remembered of it.

use super::names::{HiddenNames, begins_sentence, is_capital, is_joined};
use super::pages;
use crate::document::Document;
use onpace_core::spelling::{self, Word, is_a_word_too, is_of_the_office, is_title};

/// Words that look like a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suspect {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub place: String,
}

/// Everything in a document that looks like a person, each words once a place. `terms` are words of the plan, such as
/// the names of bodies and posts: what is part of one is no person.
#[must_use]
pub fn suspects(document: &Document, names: &HiddenNames, terms: &[String]) -> Vec<Suspect> {
    let terms: Vec<String> = terms.iter().map(|term| spelling::folded(term)).collect();
    let mut all = Vec::new();
    for text in pages::texts(document) {
        for found in in_text(&text.words, names) {
            let is_term = terms.iter().any(|term| term.contains(&spelling::folded(&found)));
            let one = Suspect { text: found, place: text.place.clone() };
            if !is_term && !all.contains(&one) {
                all.push(one);
            }
        }
    }
    all
}

fn in_text(text: &str, names: &HiddenNames) -> Vec<String> {
    let words = spelling::words(text);
    let mut spans: Vec<(usize, usize)> = names.found(text).into_iter().map(|found| (found.from, found.to)).collect();
    let mut at = 0;
    while at < words.len() {
        let many = titled(text, &words[at..]).max(in_a_row(text, &words, at));
        if many > 0 {
            spans.push((words[at].from, words[at + many - 1].to));
        }
        at += many.max(1);
    }
    spans.sort_unstable();
    spans.dedup();
    // What is within another is told with it.
    let is_within = |(from, to): (usize, usize)| spans.iter().any(|(a, b)| *a <= from && to <= *b && b - a > to - from);
    let all = spans.iter().filter(|span| !is_within(**span)).filter_map(|(from, to)| text.get(*from..*to));
    all.map(str::to_owned).collect()
}

/// How many words are a title and a name.
fn titled(text: &str, from: &[Word]) -> usize {
    let is_name = |word: &&Word| is_capital(word) && !is_of_the_office(&word.folded) && word.folded.len() >= 2;
    match from {
        [title, name, ..] if is_title(&title.folded) && is_capital(title) && is_joined(text, &from[..2]) => {
            // "Ms May" is somebody, whatever else a word is.
            let is_one = is_capital(name) && (title.folded.len() <= 4 || !is_of_the_office(&name.folded));
            if is_one {
                2 + from[2..].iter().take_while(is_name).take(2).count().min(joined(text, &from[1..]))
            } else {
                0
            }
        }
        _ => 0,
    }
}

/// How many words behind the first are joined to it.
fn joined(text: &str, from: &[Word]) -> usize {
    (1..from.len()).take_while(|at| is_close(text, &from[*at - 1], &from[*at])).count()
}

/// How many words in a row look like a name; fewer than two are none.
fn in_a_row(text: &str, words: &[Word], at: usize) -> usize {
    let is_name = |word: &Word| {
        let has_small = word.written.chars().any(char::is_lowercase);
        is_capital(word) && has_small && word.folded.chars().count() >= 2 && !is_of_the_office(&word.folded)
    };
    // The capital of a sentence's first word says nothing of an ordinary one.
    let begins = |word: &Word| begins_sentence(text, word.from) && is_a_word_too(&word.folded);
    if !is_name(&words[at]) || begins(&words[at]) {
        return 0;
    }
    let more = (at + 1..words.len())
        .take_while(|next| is_name(&words[*next]) && is_close(text, &words[*next - 1], &words[*next]));
    match more.count() {
        0 => 0,
        more => more + 1,
    }
}

/// Whether nothing but blanks or a hyphen stands between two words.
fn is_close(text: &str, one: &Word, other: &Word) -> bool {
    let between = text.get(one.to..other.from).unwrap_or_default();
    between.chars().count() <= 2
        && between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'))
}

#[cfg(test)]
mod tests {
    use super::super::names::Former;
    use super::*;
    use onpace_core::spelling::spellings;

    #[test]
    fn what_looks_like_a_person_is_asked_about_and_other_words_are_not() {
        let people = vec![(spellings("DHd", Some("Dana Harris"), None), "Head of SEND".to_owned())];
        let names = HiddenNames::of(people, Former::default());
        for (text, expected) in [
            ("We met Dana there.", vec!["Dana"]),
            ("with Ms Okafor and Mr May", vec!["Ms Okafor", "Mr May"]),
            ("and Siobhan Kelly agreed", vec!["Siobhan Kelly"]),
            ("Siobhan Kelly agreed", vec!["Siobhan Kelly"]),
            ("the Virtual School Head Siobhan Kelly", vec!["Siobhan Kelly"]),
            ("The School Forum and the Parent Carer Forum met on Monday 4 July in Torbay.", vec![]),
            ("Written Statement of Action, Annual Review, EHCP", vec![]),
            ("The Head of SEND met the Lead officer", vec![]),
        ] {
            assert_eq!(in_text(text, &names), expected, "{text}");
        }
    }
}
