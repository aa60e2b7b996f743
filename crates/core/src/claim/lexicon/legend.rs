//! What the paper says that its statuses stand for: "B stands for complete, G for on course", "Key: R red, A amber". **Not
//! here.** The statuses themselves ([`super::statuses`]).

use super::{Lexicon, Sense, plain};
use std::collections::BTreeSet;

/// So many paragraphs are looked through.
const MOST_SAID: usize = 400;
/// A legend explains so many statuses.
const FEWEST_EXPLAINED: usize = 2;
/// A scale has no more statuses; a column of notes has.
const MOST_STATUSES: usize = 20;
/// No explanation has more words.
const MOST_WORDS: usize = 5;
/// What stands between a status and what it means.
const MEANS: [&str; 12] = [
    "stands for",
    "means that it is",
    "means",
    "meaning",
    "denotes",
    "shows",
    "indicates",
    "is for",
    "is",
    "are",
    "for",
    "=",
];

impl Lexicon<'_> {
    /// Adds the phrases by which a legend in the prose explains the plan's statuses.
    pub(super) fn add_legends(&mut self) {
        let plan = self.survey.plan;
        let own: BTreeSet<String> = plan.actions().filter_map(|(_, row)| row.status.as_deref()).map(plain).collect();
        if own.len() > MOST_STATUSES {
            return;
        }
        let said: Vec<&str> = plan.paper.said.iter().take(MOST_SAID).map(|said| &*said.text).collect();
        for text in said {
            let explained = explained_in(text, &own);
            let known: BTreeSet<&String> = explained.iter().map(|(status, _)| status).collect();
            if known.len() < FEWEST_EXPLAINED {
                continue;
            }
            for (status, phrase) in &explained {
                let at = self.speak_of(vec![status.clone()]);
                self.add(phrase, Sense::Status(at), false);
            }
        }
    }
}

/// The statuses of a text, each with what it says that they mean.
fn explained_in(text: &str, own: &BTreeSet<String>) -> Vec<(String, String)> {
    let text = plain(text);
    let parts = text.split([',', ';', '.', '\n', '|']).flat_map(|part| part.split(" and "));
    parts.filter_map(|part| explained(part.trim(), own)).collect()
}

/// "B stands for complete", "g: on course", "amber - some delay".
fn explained(part: &str, own: &BTreeSet<String>) -> Option<(String, String)> {
    let part = part.strip_prefix("key:").or_else(|| part.strip_prefix("where ")).unwrap_or(part).trim();
    let status = own.iter().filter(|status| part.starts_with(status.as_str())).max_by_key(|status| status.len())?;
    let rest = part.get(status.len()..)?;
    let sign = rest.trim_start().starts_with([':', '-', '\u{2013}', '=', '(']);
    let rest = rest.trim_start_matches([' ', ':', '-', '\u{2013}', '=', '(']).trim_end_matches([')', ' ']);
    let means = MEANS.iter().find(|word| rest.strip_prefix(**word).is_some_and(|rest| rest.starts_with(' ')));
    let phrase = means.and_then(|word| rest.strip_prefix(word)).unwrap_or(rest).trim();
    // A letter may be told beside its word alone: "R red".
    let is_told = means.is_some() || sign || status.chars().count() == 1;
    let words = phrase.split_whitespace().count();
    let is_word = phrase.chars().all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '-' | '\''));
    (is_told && (1..=MOST_WORDS).contains(&words) && is_word && phrase != status)
        .then(|| (status.clone(), phrase.to_owned()))
}
