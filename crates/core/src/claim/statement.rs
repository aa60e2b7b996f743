//! What a sentence or a row of a table of figures came to, number by number. **Not here.** Coming to it
//! ([`super::account`]).

use super::verdict::{ClaimVerdict, Contradiction, Outcome};
use crate::place::Place;
use std::ops::Range;

/// What one sentence, or one row of a table of figures, came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its words.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// What became of it: of its numbers the gravest.
    pub verdict: ClaimVerdict,
    /// Why, for people.
    pub why: String,
    /// What contradicts it, one of each kind.
    pub contradictions: Vec<Contradicted>,
    /// The names of the rows that it counts.
    pub rows: Vec<String>,
    /// What it says, where it says a number.
    pub found: String,
    /// What would agree, where that is known.
    pub expected: String,
    /// Its numbers, each with what became of it: where they stand in its words, and what would agree.
    pub numbers: Vec<NumberSaid>,
}

/// One way in which a statement is contradicted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradicted {
    /// What kind.
    pub kind: Contradiction,
    /// The sentence that a person needs.
    pub why: String,
    /// What would agree.
    pub expected: String,
}

impl Contradicted {
    /// Those of outcomes that disagree, one of each kind.
    pub(super) fn of<'o>(outcomes: impl Iterator<Item = &'o Outcome>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for outcome in outcomes.filter(|outcome| outcome.verdict == ClaimVerdict::Disagrees) {
            match all.iter_mut().find(|one| one.kind == outcome.kind) {
                Some(one) => {
                    if !one.why.contains(&outcome.why) {
                        one.why = format!("{}; {}", one.why, outcome.why);
                        one.expected = format!("{}; {}", one.expected, outcome.expected);
                    }
                }
                None => {
                    all.push(Self { kind: outcome.kind, why: outcome.why.clone(), expected: outcome.expected.clone() });
                }
            }
        }
        all
    }
}

/// One number of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberSaid {
    /// As it is written.
    pub text: String,
    /// What became of it.
    pub verdict: ClaimVerdict,
    /// Whether it is a day.
    pub is_day: bool,
    /// The bytes of its paragraph at which it stands; nothing of a table's.
    pub at: Range<usize>,
    /// What would agree, where that is known.
    pub expected: String,
    /// The names of the rows that it counts, where it counts rows.
    pub rows: Vec<String>,
}

/// Why outcomes came to what they did, and what would agree: each said once.
pub(super) fn told(outcomes: &[&Outcome]) -> (String, String) {
    let once = |texts: &mut dyn Iterator<Item = &str>| {
        let mut said: Vec<String> = Vec::new();
        for text in texts {
            if !text.is_empty() && !said.iter().any(|known| known == text) {
                said.push(text.to_owned());
            }
        }
        said.join("; ")
    };
    let why = once(&mut outcomes.iter().map(|outcome| outcome.why.as_str()));
    (why, once(&mut outcomes.iter().map(|outcome| outcome.expected.as_str())))
}
