//! Names in running text, in every spelling that people use, and what stands in their place: whoever is named whole, by
//! initials, or by title and surname is certain; a first name or a surname alone is asked about.
//!
//! **Not here.** Words that look like a name of somebody whom nobody knows (`suspects`).

use super::addresses;
use onpace_core::spelling::{
    self, SOMEBODY, Spelling, SpellingForm, Word, exact_key, is_a_word_too, is_of_the_office, is_title,
};
use std::collections::HashMap;

/// The most words of one name that are looked up together.
const MOST_WORDS: usize = 6;
/// The most words of a surname or first name alone.
const MOST_ALONE: usize = 3;
/// The longest stretch between two words of one name, in letters.
const LONGEST_GAP: usize = 6;

/// Names that were forgotten or changed: the salt, and what stands for each hash.
#[derive(Clone, Debug, Default)]
pub struct Former {
    /// The salt of the installation.
    pub salt: String,
    /// What stands for a spelling, by its hash.
    pub stands_for: HashMap<[u8; 32], String>,
    /// The most words of one of them.
    pub most_words: usize,
}

/// Names of people, and what stands in their place.
#[derive(Clone, Debug, Default)]
pub struct HiddenNames {
    known: HashMap<SpellingForm, HashMap<String, String>>,
    former: Former,
    /// Posts, word by word: what stands in a name's place is no name.
    posts: Vec<Vec<String>>,
}

/// A stretch of a text that names somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found<'a> {
    /// Its first byte.
    pub(super) from: usize,
    /// The byte after its last.
    pub(super) to: usize,
    /// What stands in its place; none where somebody must say whether it is a name.
    pub(super) post: Option<&'a str>,
}

impl HiddenNames {
    /// The spellings of everybody, each with the post that stands in its place, and names that were forgotten.
    #[must_use]
    pub fn of(people: Vec<(Vec<Spelling>, String)>, former: Former) -> Self {
        let mut names = Self { former, ..Self::default() };
        for (spellings, post) in &people {
            for one in spellings {
                let of = names.known.entry(one.form).or_default();
                // Of two people who are called the same, neither is told.
                let known = of.entry(one.key.clone()).or_insert_with(|| post.clone());
                if known != post {
                    SOMEBODY.clone_into(known);
                }
            }
        }
        names.spare(people.into_iter().map(|(_, post)| post));
        names
    }

    /// Posts stay where they stand; one that names somebody does not stand for anybody.
    fn spare(&mut self, posts: impl Iterator<Item = String>) {
        let (mut spared, mut unfit) = (vec![folded_words(SOMEBODY)], Vec::new());
        for post in posts {
            if addresses::out_of(&post) == post && !self.is_named_in(&post) {
                spared.push(folded_words(&post));
            } else {
                unfit.push(post);
            }
        }
        for post in self.known.values_mut().flat_map(HashMap::values_mut).filter(|post| unfit.contains(post)) {
            SOMEBODY.clone_into(post);
        }
        spared.sort_by_key(|post| std::cmp::Reverse(post.len()));
        spared.dedup();
        self.posts = spared;
    }

    /// Whether a text names somebody whole. The plan's own initials may be a word of it, as in "IT Director".
    fn is_named_in(&self, text: &str) -> bool {
        let all = spelling::words(text);
        (0..all.len()).any(|at| {
            let from = &all[at..];
            let is_whole =
                |words: &[Word]| self.known(SpellingForm::Whole, &key(words), words.len()).is_some() && !is_idle(words);
            stretches(text, from, MOST_WORDS).any(is_whole) || self.titled(text, from, leading(text, from)).is_some()
        })
    }

    /// What stands for a post on a page: itself, unless it names somebody.
    #[must_use]
    pub fn fit<'a>(&self, post: &'a str) -> &'a str {
        if self.posts.contains(&folded_words(post)) { post } else { SOMEBODY }
    }

    /// The text without addresses, with each name that is certain replaced.
    #[must_use]
    pub fn out_of(&self, text: &str) -> String {
        let text = addresses::out_of(text);
        let (mut made, mut at) = (String::with_capacity(text.len()), 0);
        for found in self.found(&text) {
            if let Some(post) = found.post {
                made.push_str(text.get(at..found.from).unwrap_or_default());
                made.push_str(post);
                at = found.to;
            }
        }
        made.push_str(text.get(at..).unwrap_or_default());
        made
    }

    /// The same of words with bound figures, whose keys stay: `{{started}}`.
    #[must_use]
    pub fn out_of_bound(&self, words: &str) -> String {
        let (mut made, mut rest) = (String::with_capacity(words.len()), words);
        while let Some((at, end)) = rest.find("{{").and_then(|at| Some((at, at + rest[at..].find("}}")? + 2))) {
            made.push_str(&self.out_of(&rest[..at]));
            made.push_str(&rest[at..end]);
            rest = &rest[end..];
        }
        made.push_str(&self.out_of(rest));
        made
    }

    /// Every stretch that names somebody, or may.
    pub(super) fn found(&self, text: &str) -> Vec<Found<'_>> {
        let all = spelling::words(text);
        let (mut found, mut at) = (Vec::new(), 0);
        while at < all.len() {
            if let Some(post) = self.posts.iter().find(|post| begins_with(&all[at..], post)) {
                at += post.len();
                continue;
            }
            match self.at(text, &all, at) {
                Some((words, post)) => {
                    found.push(Found { from: all[at].from, to: all[at + words - 1].to, post });
                    at += words;
                }
                None => at += 1,
            }
        }
        found
    }

    /// How many words from a place on name somebody, and what stands for them.
    fn at(&self, text: &str, all: &[Word], at: usize) -> Option<(usize, Option<&str>)> {
        let lead = leading(text, &all[at..]);
        let certain = self.whole(text, &all[at..]).or_else(|| {
            let (words, post) = self.titled(text, &all[at..], lead)?;
            Some((lead + words, post))
        });
        match certain {
            Some((words, post)) => Some((words, Some(post))),
            None => self.alone(text, all, at).map(|words| (words, None)),
        }
    }

    /// A whole name, or one letter for letter as the plan writes it.
    fn whole(&self, text: &str, from: &[Word]) -> Option<(usize, &str)> {
        stretches(text, from, MOST_WORDS).find_map(|words| {
            let post = self.known(SpellingForm::Whole, &key(words), words.len()).filter(|_| !is_idle(words));
            let exact = || self.known(SpellingForm::Exact, &exact_key(words), words.len());
            Some((words.len(), post.or_else(exact)?))
        })
    }

    /// A name, surname or first name behind titles and initials.
    fn titled(&self, text: &str, from: &[Word], lead: usize) -> Option<(usize, &str)> {
        if lead == 0 || !is_joined(text, from.get(..=lead)?) {
            return None;
        }
        let forms = [SpellingForm::Whole, SpellingForm::Surname, SpellingForm::First];
        stretches(text, &from[lead..], MOST_WORDS).find_map(|words| {
            let post = forms.into_iter().find_map(|form| self.known(form, &key(words), words.len()));
            // "a doctor will": what is no name but for its capital needs it.
            Some((words.len(), post.filter(|_| !is_idle(words))?))
        })
    }

    /// A first name or surname alone: how many words of it.
    fn alone(&self, text: &str, all: &[Word], at: usize) -> Option<usize> {
        stretches(text, &all[at..], MOST_ALONE).find_map(|words| {
            let key = key(words);
            let forms = [SpellingForm::Surname, SpellingForm::First, SpellingForm::Whole];
            forms.into_iter().find_map(|form| self.known(form, &key, words.len()))?;
            let is_short = key.chars().count() < 3;
            let is_asked = if is_of_the_office(&key) {
                false
            } else if is_a_word_too(&key) {
                is_capital(&words[0]) && !begins_sentence(text, words[0].from)
            } else {
                !is_short || is_capital(&words[0])
            };
            is_asked.then_some(words.len())
        })
    }

    fn known(&self, form: SpellingForm, key: &str, words: usize) -> Option<&str> {
        let now = self.known.get(&form).and_then(|of| of.get(key)).map(String::as_str);
        now.or_else(|| {
            // One word more, for "O Brien" is O'Brien.
            let may_be = !self.former.stands_for.is_empty() && words <= self.former.most_words + 1;
            let found = may_be.then(|| self.former.stands_for.get(&spelling::hash(&self.former.salt, form, key)));
            found.flatten().map(String::as_str)
        })
    }
}

fn folded_words(text: &str) -> Vec<String> {
    spelling::words(text).into_iter().map(|word| word.folded).collect()
}

pub(super) fn begins_with(words: &[Word], post: &[String]) -> bool {
    !post.is_empty() && post.len() <= words.len() && words.iter().zip(post).all(|(word, post)| word.folded == *post)
}

/// The words from a place on that may be one name, the longest first.
fn stretches<'a>(text: &'a str, from: &'a [Word], most: usize) -> impl Iterator<Item = &'a [Word]> {
    (1..=most.min(from.len())).rev().map(move |many| &from[..many]).filter(move |words| is_joined(text, words))
}

fn key(words: &[Word]) -> String {
    words.iter().map(|word| word.folded.as_str()).collect()
}

/// Whether between words stands nothing that parts one name from another.
pub(super) fn is_joined(text: &str, words: &[Word]) -> bool {
    let is_of_it =
        |c: char| c.is_whitespace() || ".,-_*'()\"`\\\u{2019}\u{2018}\u{201c}\u{201d}".contains(c) || is_dash(c);
    words.windows(2).all(|pair| {
        let between = text.get(pair[0].to..pair[1].from).unwrap_or_default();
        // What shows possession ends a name.
        !between.starts_with(['\'', '\u{2019}'])
            && between.chars().count() <= LONGEST_GAP
            && between.chars().all(is_of_it)
    })
}

const fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

pub(super) fn is_capital(word: &Word) -> bool {
    word.written.chars().next().is_some_and(char::is_uppercase)
}

/// Whether words that could be a name are all ordinary ones, and not written as a name.
fn is_idle(words: &[Word]) -> bool {
    words.iter().all(|word| is_a_word_too(&word.folded)) && !words.iter().all(is_capital)
}

/// How many titles and initials stand at the beginning.
fn leading(text: &str, from: &[Word]) -> usize {
    let is_initial = |word: &Word| {
        let letter = (word.written.chars().count() == 1).then(|| word.written.chars().next()).flatten();
        let has_point = text.get(word.to..).is_some_and(|rest| rest.starts_with('.'));
        letter.is_some_and(|letter| letter.is_uppercase() && (has_point || !matches!(letter, 'A' | 'I')))
    };
    let is_titled = |word: &Word| is_title(&word.folded) && (is_capital(word) || word.folded.len() <= 3);
    from.iter().take(MOST_WORDS).take_while(|word| is_titled(word) || is_initial(word)).count()
}

/// Whether a sentence begins at a place.
pub(super) fn begins_sentence(text: &str, at: usize) -> bool {
    let is_between = |c: char| c.is_whitespace() || "*_\"'(\u{201c}\u{2018}#>-\u{2022}".contains(c);
    let before = text.get(..at).unwrap_or_default().trim_end_matches(is_between);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use onpace_core::spelling::spellings;

    fn people() -> Vec<(Vec<Spelling>, String)> {
        let of = |written: &str, name: Option<&str>, email: Option<&str>, post: &str| {
            (spellings(written, name, email), post.to_owned())
        };
        vec![
            of("DHd", Some("Dana Harris"), Some("dana@here.invalid"), "Head of SEND"),
            of("RS", None, None, SOMEBODY),
            of("SO", Some("Siobh\u{e1}n O\u{2019}Brien-Jones"), None, "IT Director"),
            of("IT", Some("Will Young"), None, "Youth lead"),
            of("K", None, None, "nobody"),
        ]
    }

    fn names() -> HiddenNames {
        HiddenNames::of(people(), Former::default())
    }

    /// The same people, all forgotten.
    fn forgotten() -> HiddenNames {
        let all: Vec<Spelling> = people().into_iter().flat_map(|(all, _)| all).collect();
        let most_words = all.iter().map(|one| one.words).max().unwrap_or(0);
        let hashed = |one: &Spelling| (spelling::hash("salt", one.form, &one.key), SOMEBODY.to_owned());
        let former = Former { salt: "salt".to_owned(), stands_for: all.iter().map(hashed).collect(), most_words };
        HiddenNames::of(Vec::new(), former)
    }

    /// The thirteen that were tried by strangers, of which ten passed, and more of their kinds.
    const SPELLINGS: [&str; 30] = [
        "Dana Harris",
        "DHd",
        "dana harris",
        "DANA HARRIS",
        "Dana  Harris",
        "Dana\u{a0}Harris",
        "Dana\nHarris",
        "Harris, Dana",
        "HARRIS, Dana",
        "Ms Harris",
        "Ms. Harris",
        "ms harris",
        "D. Harris",
        "D Harris",
        "Dr D. Harris",
        "Ms Dana Harris",
        "Miss Dana",
        "Dana-Harris",
        "D\u{e0}na Harris",
        "Da\u{300}na Harris",
        "Da\u{200b}na Harris",
        "DanaHarris",
        "dana_harris",
        "dana@here.invalid",
        "Dana.Harris@elsewhere.org",
        "Siobhan O'Brien-Jones",
        "SIOBH\u{c1}N OBRIEN JONES",
        "Siobh\u{e1}n O Brien Jones",
        "Mrs O\u{2019}Brien Jones",
        "Will Young",
    ];

    #[test]
    fn a_name_is_taken_out_however_it_is_spelt_also_once_it_is_forgotten() {
        for (names, posts) in
            [(names(), &["Head of SEND", "IT Director", "Youth lead"][..]), (forgotten(), &[SOMEBODY][..])]
        {
            for spelling in SPELLINGS {
                for (before, after) in [("We met ", " there."), ("", ""), ("(", "\u{2019}s own words)")] {
                    let made = names.out_of(&format!("{before}{spelling}{after}"));
                    let is_one = |words: &&str| made == format!("{before}{words}{after}");
                    assert!(posts.iter().chain(&["an email address"]).any(is_one), "{spelling}: {made}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_name_stays() {
        for text in [
            "VERSION of FIRST ADHd",
            "RSRS is no RSx",
            "K stays: one letter is no name",
            "This will young people like",
            "A plan (Plan B) for it, or the danafarm",
            "The Head of SEND and the IT Director met the Lead officer",
            "",
        ] {
            assert_eq!(names().out_of(text), text);
        }
        assert_eq!(names().out_of("**Dana** Harris"), "**Head of SEND", "however it is set");
        assert_eq!(names().out_of("IT helps"), "Youth lead helps", "as the plan writes it, and only so");
    }

    #[test]
    fn part_of_a_name_is_asked_about() {
        let names = names();
        for (text, asked) in [
            ("we saw Dana there", vec!["Dana"]),
            ("Harris was late, so was o'brien jones", vec!["Harris", "o'brien jones"]),
            ("as Will said, he will", vec!["Will"]),
            ("Will you come?", vec![]),
            ("young people", vec![]),
        ] {
            let found: Vec<&str> = names.found(text).into_iter().map(|one| &text[one.from..one.to]).collect();
            assert_eq!(found, asked, "{text}");
            assert_eq!(names.out_of(text), text, "only asked about");
        }
    }

    #[test]
    fn a_post_that_names_somebody_stands_for_nobody() {
        let all = vec![(spellings("DHd", Some("Dana Harris"), None), "Deputy of Dana Harris".to_owned())];
        let names = HiddenNames::of(all, Former::default());
        assert_eq!(names.out_of("DHd came"), "Lead officer came");
        assert_eq!(names.fit("Deputy of Dana Harris"), SOMEBODY);
    }

    #[test]
    fn figures_keep_their_keys() {
        let all = vec![(spellings("round", Some("Started Asked"), None), "Post".to_owned())];
        let made = HiddenNames::of(all, Former::default()).out_of_bound("{{round}} round, {{ started }} {{asked}} {{");
        assert_eq!(made, "{{round}} Post, {{ started }} {{asked}} {{");
    }
}
