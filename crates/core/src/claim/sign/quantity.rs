//! Quantities in words: "all", "none of", "both red steps", "not one", and what stands before a number. **Not here.** Numbers
//! ([`crate::claim::in_words`]); the other words of a sentence ([`super`]).

use super::{Bound, Much, What, bounds};
use crate::claim::lexicon::{Lexicon, Sense};
use crate::claim::token::{Kind, Token, longest_at, phrase_at};
use crate::claim::words::{english, is_one};

/// "Neither Moss nor Hale": two areas or people of whom nothing holds.
fn is_pair_denied(tokens: &[Token], at: usize, lexicon: &Lexicon<'_>) -> bool {
    let is_whose = |at: usize| {
        let at = at + usize::from(tokens.get(at).is_some_and(|token| token.is_word("the")));
        match lexicon.sense_at(tokens, at) {
            Some((Sense::Area(_) | Sense::Person(_), length)) => Some(at + length),
            _ => None,
        }
    };
    let nor = is_whose(at + 1).filter(|nor| tokens.get(*nor).is_some_and(|token| token.is_word("nor")));
    nor.and_then(|nor| is_whose(nor + 1)).is_some()
}

/// Whether the word for a row stands at a place, with no more than an area, a person or a status before it.
fn is_noun_behind(tokens: &[Token], at: usize, lexicon: &Lexicon<'_>) -> bool {
    match lexicon.sense_at(tokens, at) {
        Some((Sense::Action, _)) => true,
        Some((Sense::Area(_) | Sense::Person(_) | Sense::Status(_) | Sense::Open | Sense::Attribute(..), length)) => {
            matches!(lexicon.sense_at(tokens, at + length), Some((Sense::Action, _)))
        }
        _ => false,
    }
}

/// "Both of the Head of ICT's items", "both red steps": rows, and no two things that are told beside each other.
fn is_counted_by_both(tokens: &[Token], at: usize, lexicon: &Lexicon<'_>) -> bool {
    let mut next = at + 1;
    for _ in 0..6 {
        match lexicon.sense_at(tokens, next) {
            Some((Sense::Action, _)) => return true,
            Some((_, length)) => next += length,
            None if tokens
                .get(next)
                .is_some_and(|token| token.is_one_of(&["of", "the", "our", "its", "s", "their"])) =>
            {
                next += 1;
            }
            None => return false,
        }
    }
    false
}

/// What stands before a number and says how it is meant.
fn before_a_number(tokens: &[Token], at: usize) -> Option<(What, usize)> {
    let before_number = |length: usize| {
        let next = (at + length..)
            .take(2)
            .find(|next| !tokens.get(*next).is_some_and(|token| token.is_one_of(&["a", "the", "of"])));
        next.and_then(|next| tokens.get(next)).is_some_and(|token| token.number().is_some())
    };
    // "Four more than the six" compares.
    let compares =
        at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| before.number().is_some());
    // "Asked about the five actions" says of what.
    // "In the table below six are closed."
    let is_place = tokens[at].is_one_of(&["below", "above", "over", "under"])
        && at.checked_sub(1).is_some_and(|before| {
            is_one(&english().labels, &tokens[before].word)
                || is_one(&english().bodies, &tokens[before].word)
                || tokens[before].is_one_of(&["plan", "list"])
        });
    if is_place {
        return Some((What::Filler, 1));
    }
    let is_asked = tokens[at].is_word("about")
        && at.checked_sub(1).is_some_and(|before| {
            tokens[before].is_one_of(&[
                "asked",
                "told",
                "talked",
                "spoke",
                "heard",
                "concerned",
                "worried",
                "question",
                "questions",
                "asks",
                "discussion",
                "concern",
                "concerns",
            ])
        });
    if is_asked {
        return Some((What::That, 1));
    }
    for (family, bound) in bounds().into_iter().filter(|_| !compares) {
        if let Some(length) = longest_at(tokens, at, family).filter(|length| before_number(*length)) {
            return Some((What::Bound(bound), length));
        }
    }
    if phrase_at(tokens, at, "all but").is_some() && before_number(2) {
        return Some((What::Bound(Bound::AllBut), 2));
    }
    let is_between = tokens[at].is_word("between") && before_number(1);
    is_between.then_some((What::Between, 1))
}

/// A quantity in words, or what stands before a number.
pub(super) fn quantity(tokens: &[Token], at: usize, lexicon: &Lexicon<'_>) -> Option<(What, usize)> {
    if let Some(found) = before_a_number(tokens, at) {
        return Some(found);
    }
    let word = tokens[at].word.as_str();
    let next = tokens.get(at + 1);
    if tokens[at].kind != Kind::Word {
        return None;
    }
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let is_of = next.is_some_and(|next| next.is_one_of(&["of"]));
    let is_noun = |from: usize| matches!(lexicon.sense_at(tokens, from), Some((Sense::Action, _)));
    let is_row = is_noun(at + 1) || next.is_some_and(|next| next.is_one_of(&["the", "our", "its"])) && is_noun(at + 2);
    let is_said_of = |at: usize| {
        let from = at + usize::from(tokens.get(at).is_some_and(|token| token.is_one_of(&["are", "is", "of"])));
        lexicon.sense_at(tokens, from).is_some_and(|(sense, _)| sense.tells_of_rows())
    };
    match word {
        "in" | "at" if next.is_some_and(|next| next.is_word("all")) => Some((What::Filler, 2)),
        // "Two thirds of all actions", "all 22 actions".
        "all" if before.is_some_and(|before| before.is_word("of")) && !is_of => Some((What::Filler, 1)),
        "all" | "every" | "each" if is_of || is_row && before.is_none_or(|before| !before.is_word("in")) => {
            Some((What::Much(Much::All), 1))
        }
        // "Safety and quality: all on target".
        "all"
            if before.is_some_and(|before| before.is_mark(':') || before.is_mark(',') || before.is_mark('-'))
                && is_said_of(at + 1) =>
        {
            Some((What::Much(Much::All), 1))
        }
        "both"
            if is_of
                && tokens.get(at + 2).is_some_and(|token| token.is_one_of(&["them", "these", "those", "which"])) =>
        {
            Some((What::Much(Much::Both), 1))
        }
        "both"
            if !before.is_some_and(|before| before.is_one_of(&["have", "has", "are", "is", "were", "of", "they"]))
                && is_counted_by_both(tokens, at, lexicon) =>
        {
            Some((What::Much(Much::Both), 1))
        }
        "everything" => Some((What::Much(Much::All), 1)),
        "most"
            if is_of
                || (is_row || is_noun_behind(tokens, at + 1, lexicon))
                    && !before.is_some_and(|before| before.is_one_of(&["the", "has", "have"])) =>
        {
            Some((What::Much(Much::Most), 1))
        }
        "few" if is_of || is_row && !before.is_some_and(|before| before.is_word("a")) => {
            Some((What::Much(Much::Few), 1))
        }
        "majority" if is_of => Some((What::Much(Much::Most), 1)),
        "minority" if is_of => Some((What::Much(Much::Few), 1)),
        _ => nothing(tokens, at, lexicon),
    }
}

/// "None", "not one", "neither of", "no red steps": what denies of all.
fn nothing(tokens: &[Token], at: usize, lexicon: &Lexicon<'_>) -> Option<(What, usize)> {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.word.as_str()));
    let none = |length: usize| Some((What::Much(Much::None), length));
    match tokens[at].word.as_str() {
        "none" | "nothing" => none(1),
        // "Neither Moss nor Hale has a blue action."
        "neither" if is_pair_denied(tokens, at, lexicon) => none(1),
        // "Two are due, and neither is done."
        "neither" if is(at + 1, &["is", "has", "are", "have", "was"]) => none(1),
        "nor" if tokens[..at].iter().any(|token| token.is_word("neither")) => Some((What::And, 1)),
        // "Supply is free of delayed actions."
        "free" | "neither" if is(at + 1, &["of"]) => none(1),
        "not" if is(at + 1, &["one", "a"]) && is(at + 2, &["of", "single"]) => none(2),
        // "Not one Repairs task".
        "not" if is(at + 1, &["one"]) && is_noun_behind(tokens, at + 2, lexicon) => none(2),
        "no" if is_noun_behind(tokens, at + 1, lexicon) => none(1),
        "no" if is(at + 1, &["longer"]) => Some((What::Not, 2)),
        _ => None,
    }
}
