//! What a page says of what was refused: one table a domain, for the person who reads it, who can do something about it.
//!
//! A page says what is the matter and what to do, never a command or what a program accepts. Sentences stand without
//! their last full stop, as errors beside a field do. **Not here.** The codes (`onpace_core::ledger::refusal`).

mod house;
mod measures;
mod packs;
mod plan;
mod rounds;

use onpace_core::ledger::refusal::Refusal;
use onpace_office::problem::{Matter, Problem};

/// A problem, as a page says it.
#[must_use]
pub(crate) fn of(problem: &Problem) -> String {
    match &problem.matter {
        Matter::Refused(refusal) => of_refusal(refusal),
        Matter::Said(message) => message.clone(),
    }
}

/// A refusal, as a page says it.
#[must_use]
pub(crate) fn of_refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Plan(refusal) => plan::words(refusal),
        Refusal::Round(refusal) => rounds::words(refusal),
        Refusal::Pack(refusal) => packs::words(refusal),
        Refusal::Measure(refusal) => measures::words(refusal),
        Refusal::House(refusal) => house::words(refusal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No page speaks like a program, names a command, or says nothing.
    #[test]
    fn every_refusal_has_words_of_a_page() {
        for refusal in Refusal::each() {
            let words = of_refusal(&refusal);
            let code = refusal.code();
            assert!(words.chars().next().is_some_and(|first| !first.is_lowercase()), "{code}: {words}");
            assert!(!words.ends_with('.') && words.len() > 10, "{code}: {words}");
            for machine in ["accepted", "onpace", "--", "`", "event"] {
                assert!(!words.contains(machine), "{code} says \u{201c}{machine}\u{201d}: {words}");
            }
        }
    }
}
