//! What the command line says of what was refused: what is the matter, and what would be accepted, one table a domain.
//!
//! **Not here.** The codes (`onpace_core::ledger::refusal`), which `--json` says beside these words.

mod house;
mod measures;
mod packs;
mod plan;
mod rounds;

use onpace_core::ledger::refusal::Refusal;
use onpace_office::problem::{Matter, Problem};
use serde_json::{Value, json};

/// A problem, as the command line says it.
pub(crate) fn of(problem: &Problem) -> String {
    match &problem.matter {
        Matter::Refused(refusal) => of_refusal(refusal),
        Matter::Said(message) => message.clone(),
    }
}

/// The same for a program: its code and arguments, which stay, beside the words, which may change.
pub(crate) fn as_json(problem: &Problem) -> Value {
    let args = problem.refusal().and_then(|refusal| serde_json::to_value(refusal).ok());
    let args = args.and_then(|value| value.get("args").cloned()).unwrap_or_else(|| json!({}));
    json!({ "problem": { "code": problem.code(), "args": args, "field": problem.field(), "words": of(problem) } })
}

fn of_refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Plan(refusal) => plan::words(refusal),
        Refusal::Round(refusal) => rounds::words(refusal),
        Refusal::Pack(refusal) => packs::words(refusal),
        Refusal::Measure(refusal) => measures::words(refusal),
        Refusal::House(refusal) => house::words(refusal),
    }
}

/// Names in a row; a word for none.
fn listed(all: &[String], none: &str) -> String {
    if all.is_empty() { none.to_owned() } else { all.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_words_and_a_code_that_is_its_own() {
        let mut codes = std::collections::BTreeSet::new();
        for refusal in Refusal::each() {
            let (code, words) = (refusal.code(), of_refusal(&refusal));
            assert!(codes.insert(code), "{code} stands twice");
            assert!(onpace_core::checks::rule_named(code).is_none(), "{code} is a rule's name");
            assert!(!words.is_empty() && !words.ends_with('.') && !words.contains("(s)"), "{code}: {words}");
            assert!(!refusal.meaning().is_empty(), "{code} has no meaning");
        }
        assert!(codes.len() > 100, "{}", codes.len());
    }
}
