//! What a plan means by a word of its own with which somebody reports how an action stands: "Embedded" is complete here.
//! What somebody said goes before the vocabulary that ships. **Not here.** That vocabulary ([`crate::vocabulary`]).

use crate::plan::lifecycle::{Lifecycle, Meaning, plain};
use crate::vocabulary::Vocabulary;
use serde::{Deserialize, Serialize};

/// A word of a status, and what it says here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StatusWord {
    /// As it is written.
    pub word: String,
    /// What it says.
    pub means: Meaning,
}

/// Whether two statuses are one word.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// What words say of a status, where it is one of them.
#[must_use]
pub fn said(words: &[StatusWord], status: &str) -> Option<Meaning> {
    if words.is_empty() {
        return None;
    }
    let status = plain(status);
    words.iter().find(|one| plain(&one.word) == status).map(|one| one.means)
}

/// How far an action is by its status, by these words and else by the vocabulary that ships.
#[must_use]
pub fn lifecycle(words: &[StatusWord], status: &str) -> Option<Lifecycle> {
    match said(words, status) {
        Some(means) => means.lifecycle(),
        None => Vocabulary::british().read(status).lifecycle,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_plan_goes_before_the_vocabulary() {
        let words = [
            StatusWord { word: "Blue".to_owned(), means: Meaning::Stopped },
            StatusWord { word: "Fully  Embedded".to_owned(), means: Meaning::Complete },
            StatusWord { word: "Closed".to_owned(), means: Meaning::Nothing },
        ];
        for (status, expected) in [
            ("blue", Some(Lifecycle::Stopped)),
            (" fully embedded ", Some(Lifecycle::Complete)),
            ("Closed", None),
            ("Complete", Some(Lifecycle::Complete)),
            ("embedded", Vocabulary::british().read("embedded").lifecycle),
        ] {
            assert_eq!(lifecycle(&words, status), expected, "{status}");
        }
    }
}
