//! How far rows are said to be: "half done or better", "at 60%", "have not got past 30%", "60% of the way there". One sign
//! stands for all its words, so that its number is no count. **Not here.** Shares of rows ([`super::counted`]).

use super::lexicon::Sense;
use super::number::{Exact, Unit};
use super::sign::{Bound, Reach, Sign, What, bounds};
use super::token::{Token, longest_at};
use num_traits::Zero;

/// Before the percentage that rows are at.
const LEADS: [&str; 9] = ["at", "reached", "reach", "reaches", "past", "beyond", "passed", "hit", "exceeded"];
/// Behind a percentage that tells how far rows are.
const TAILS: [&str; 8] = ["complete", "completed", "done", "finished", "delivered", "there", "through", "progress"];
/// Verbs that say that rows are so far.
const VERBS: [&str; 9] = ["is", "are", "was", "were", "be", "been", "being", "now", "still"];

/// Makes one sign of each phrase that says how far rows are.
pub(super) fn join(signs: &mut Vec<Sign>, tokens: &[Token]) {
    if !signs
        .iter()
        .any(|sign| matches!(sign.what, What::Sense(Sense::Action) | What::Code(_) | What::Number(_) | What::Much(_)))
    {
        return;
    }
    // "On average": how far they are together.
    if tokens.iter().any(|token| token.is_one_of(&["average", "mean", "overall"])) {
        return;
    }
    let mut at = 0;
    while at < signs.len() {
        if let Some((reach, from, until)) = found(signs, tokens, at) {
            let first = signs[from].at;
            let last = &signs[until - 1];
            let length = last.at + last.length - first;
            signs.splice(from..until, [Sign { what: What::Reaching(reach), at: first, length }]);
            at = from;
        }
        at += 1;
    }
}

/// What is said at a number, from which sign to which.
fn found(signs: &[Sign], tokens: &[Token], at: usize) -> Option<(Reach, usize, usize)> {
    let token = |sign: usize| signs.get(sign).and_then(|sign| tokens.get(sign.at));
    let is = |sign: usize, words: &[&str]| token(sign).is_some_and(|token| token.is_one_of(words));
    let percent = match signs[at].what {
        What::Number(number) if matches!(number.unit, Unit::Percent | Unit::Share) => {
            number.of_one() * Exact::from_integer(100)
        }
        // "Stand at nothing".
        What::Much(_) if is(at, &["nothing", "none"]) => Exact::zero(),
        What::Number(number) if number.value.is_zero() => Exact::zero(),
        // "Below half way".
        _ if is(at, &["halfway", "half-way", "midway"]) || is(at, &["half"]) && is(at + 1, &["way"]) => {
            Exact::from_integer(50)
        }
        _ => return None,
    };
    // What is counted stands before: rows with their number, or one row.
    let subject = (0..at).rev().find(|before| {
        matches!(signs[*before].what, What::Sense(Sense::Action | Sense::These) | What::Code(_))
            || before + 1 < at && matches!(signs[*before].what, What::Number(_) | What::Much(_))
    })?;
    let (mut bound, mut from) = (Bound::Exactly, at);
    let mut lead = None;
    while from > subject + 1 {
        let before = from - 1;
        if let What::Bound(found) = signs[before].what {
            bound = found;
        } else if let Some(found) = bound_of(tokens, signs[before]) {
            bound = found;
        } else if is(before, &LEADS) {
            lead = lead.or_else(|| token(before).map(|token| token.word.as_str()));
        } else if !is(before, &["the", "a", "only", "just", "exactly", "still", "now", "mark"]) {
            break;
        }
        from = before;
    }
    let is_reached = matches!(lead, Some("reached" | "reach" | "reaches" | "hit")) && bound == Bound::Exactly;
    if is_reached {
        bound = Bound::AtLeast;
    }
    if matches!(lead, Some("past" | "beyond" | "passed" | "exceeded")) && bound == Bound::Exactly {
        bound = Bound::Over;
    }
    let verb = from > 0 && (is(from - 1, &VERBS) || signs[from - 1].what == What::Not);
    let mut until = at + 1;
    let mut has_tail = false;
    while let Some(next) = signs.get(until) {
        let is_way = is(until, &["of", "the", "way", "mark", "point", "at", "all"]) && behind_way(signs, tokens, until);
        if is(until, &TAILS) || is_way {
            has_tail |= is(until, &TAILS) || is(until, &["way"]);
            until += 1;
        } else if next.what == What::Or || next.what == What::And {
            let Some(open) = open_end(tokens, next.at + 1) else { break };
            bound = open;
            has_tail = true;
            until += 2;
        } else {
            break;
        }
    }
    let is_way = tokens.get(signs[at].at + 1).is_some_and(|token| token.is_one_of(&["way"]))
        || is(at, &["halfway", "half-way", "midway"]);
    has_tail |= is_way;
    let is_share_of = is(until, &["of"]) || signs.get(until).is_some_and(|sign| sign.what == What::Of);
    let is_bounded = bound != Bound::Exactly && verb;
    ((lead.is_some() || verb && has_tail || is_bounded)
        && !is_share_of
        && (has_tail || lead.is_some() || is_way || is_bounded))
        .then_some((Reach { percent, bound, is_reached }, from, until))
}

/// Whether "of the way", "mark" or "at all" stands at a place.
fn behind_way(signs: &[Sign], tokens: &[Token], at: usize) -> bool {
    let from = signs[at].at;
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    match word(from) {
        "of" => word(from + 1) == "the" && word(from + 2) == "way",
        "the" => word(from + 1) == "way",
        "at" => word(from + 1) == "all",
        "all" => from > 0 && word(from - 1) == "at",
        _ => true,
    }
}

/// "Or more", "and above": what a percentage then bounds.
fn open_end(tokens: &[Token], at: usize) -> Option<Bound> {
    let token = tokens.get(at)?;
    if token.is_one_of(&["more", "better", "above", "over", "higher", "beyond", "further", "up", "upwards"]) {
        return Some(Bound::AtLeast);
    }
    token.is_one_of(&["less", "below", "under", "lower", "fewer"]).then_some(Bound::AtMost)
}

/// "More than", "below", where they were not taken for a number's.
fn bound_of(tokens: &[Token], sign: Sign) -> Option<Bound> {
    let is_whole = |length: usize| length == sign.length;
    bounds()
        .into_iter()
        .find(|(family, _)| longest_at(tokens, sign.at, family).is_some_and(is_whole))
        .map(|(_, bound)| bound)
}
