//! "Across the three areas", "between 6 and 9 apiece": words that speak of every area, and count no rows themselves.
//! **Not here.** Counting in each ([`super::counted`]).

use super::lexicon::Sense;
use super::sign::{Bound, Much, Sign, What};
use super::token::Token;

/// "The only amber action", "the one red task" tells that there is one; "both red tasks", that there are two, all of them so.
pub(super) fn sole(signs: &mut [Sign], tokens: &[Token]) {
    let is = |sign: &Sign, words: &[&str]| tokens.get(sign.at).is_some_and(|token| token.is_one_of(words));
    for at in 1..signs.len() {
        let is_theirs = matches!(signs[at - 1].what, What::Sense(Sense::Person(_) | Sense::Area(_)));
        let is_sole = is(&signs[at], &["only", "sole", "lone"]);
        let is_the = is(&signs[at - 1], &["the", "our", "its", "their"]);
        if !(is_sole && is_theirs || is_the && (is_sole || is(&signs[at], &["one"]))) {
            continue;
        }
        let noun = (at + 1..signs.len().min(at + 5)).find(|noun| {
            signs[*noun].what == What::Sense(Sense::Action)
                || is(&signs[*noun], &["one"]) && !is(&signs[*noun - 1], &["only"])
        });
        let is_between = |sign: &Sign| matches!(sign.what, What::Sense(_) | What::Filler | What::Word | What::Not);
        let Some(noun) = noun.filter(|noun| signs[at + 1..*noun].iter().all(is_between)) else { continue };
        let is_single = tokens.get(signs[noun].at).is_some_and(|token| !token.word.ends_with('s'));
        if is_single {
            signs[at].what = What::Number(super::number::Number::count(1));
        }
    }
}

/// "Moss has not finished a single task" is "Moss has finished none".
pub(super) fn not_a_single(signs: &mut [Sign], tokens: &[Token]) {
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.word == word);
    for at in 1..signs.len() {
        let is_single = is(signs[at].at, "single") || is(signs[at].at, "a single");
        let denied = (0..at).rev().find(|before| signs[*before].what == What::Not);
        let parts = |sign: &Sign| matches!(sign.what, What::Stop | What::Comma);
        if let Some(not) = denied.filter(|not| is_single && !signs[*not..at].iter().any(parts)) {
            signs[not].what = What::Filler;
            signs[at].what = What::Much(Much::None);
        }
    }
}

/// "Nine steps are complete out of 20" is "nine out of 20 steps are complete".
pub(super) fn out_of(signs: &mut Vec<Sign>, tokens: &[Token]) {
    let is_count = |sign: &Sign| sign.number().is_some_and(|number| number.unit == super::number::Unit::Count);
    // "Two closed out of three": the last word of what is said.
    let ends_so = |sign: &Sign| tokens.get(sign.at + sign.length - 1).is_some_and(|token| token.is_word("out"));
    let is_of = |at: &usize| {
        signs[*at].what == What::Of && ends_so(&signs[*at - 1]) && signs.get(*at + 1).is_some_and(is_count)
    };
    let Some(of) = (2..signs.len()).find(is_of) else { return };
    let parts = |sign: &Sign| matches!(sign.what, What::Stop | What::Comma | What::Colon | What::And | What::Joint);
    let begins = signs[..of].iter().rposition(parts).map_or(0, |at| at + 1);
    let mut numbers = (begins..of).filter(|at| signs[*at].number().is_some());
    let (Some(number), None) = (numbers.next(), numbers.next()) else { return };
    if is_count(&signs[number]) && number + 1 < of - usize::from(signs[of - 1].is_filler()) {
        let moved: Vec<Sign> = signs.drain(of..=of + 1).collect();
        signs.splice(number + 1..=number, moved);
    }
}

/// "One is in Repairs and the other in Voids": the other is one. "Five are done; the others are on track": all of them.
pub(super) fn the_other(signs: &mut Vec<Sign>, tokens: &[Token]) {
    let is_one = |sign: &Sign| sign.number().and_then(super::number::Number::whole) == Some(1);
    let parts = |sign: &Sign| matches!(sign.what, What::And | What::Stop | What::Comma);
    let is_be = |sign: &Sign| tokens.get(sign.at).is_some_and(|token| token.is_one_of(&["are", "have"]));
    let are_all = (1..signs.len()).find(|at| {
        signs[*at].what == What::Sense(Sense::Others) && parts(&signs[*at - 1]) && signs.get(*at + 1).is_some_and(is_be)
    });
    if let Some(at) = are_all {
        signs.insert(at + 1, Sign { what: What::Much(Much::All), at: signs[at].at, length: 1 });
        return;
    }
    for at in 1..signs.len() {
        let is_single = signs[at].what == What::Sense(Sense::Others)
            && tokens.get(signs[at].at + 1).is_some_and(|token| token.is_word("other"));
        if is_single && parts(&signs[at - 1]) && signs[..at].iter().any(is_one) {
            signs[at].what = What::Number(super::number::Number::count(1));
        }
    }
}

/// "All of them complete but one" is "all but one of them complete".
pub(super) fn all_but(signs: &mut Vec<Sign>, tokens: &[Token]) {
    let is = |sign: &Sign, words: &[&str]| tokens.get(sign.at).is_some_and(|token| token.is_one_of(words));
    let Some(all) = signs.iter().position(|sign| sign.what == What::Much(Much::All)) else { return };
    let ends = |sign: &Sign| matches!(sign.what, What::Stop | What::Number(_) | What::Much(_));
    let until = signs[all + 1..].iter().position(ends).map_or(signs.len(), |at| all + 1 + at);
    let Some(but) = (all + 1..until).find(|at| is(&signs[*at], &["but", "bar", "except", "save"])) else { return };
    if but + 1 != until || signs.get(until).is_none_or(|sign| sign.number().is_none()) {
        return;
    }
    // "But for one".
    let mut but = signs.remove(but);
    but.what = What::Bound(Bound::AllBut);
    let number = signs.remove(until - 1);
    signs.splice(all..=all, [but, number]);
}

/// Makes signs of what speaks of all areas.
pub(super) fn spread(signs: &mut [Sign], tokens: &[Token], (areas, people): (usize, usize)) {
    let is = |sign: &Sign, words: &[&str]| tokens.get(sign.at).is_some_and(|token| token.is_one_of(words));
    let is_noun = |sign: &Sign| matches!(sign.what, What::Sense(Sense::AreaNoun));
    for at in 0..signs.len() {
        // "Across the three areas", where there are three.
        let number = signs[at].number().and_then(super::number::Number::whole);
        let is_all = number.is_some() && number == i64::try_from(areas).ok();
        let before = |back: usize| at.checked_sub(back).map(|before| &signs[before]);
        let opens = before(1).is_some_and(|sign| is(sign, &["the", "our", "all", "its"]))
            && before(2).is_some_and(|sign| {
                is(
                    sign,
                    &["across", "in", "over", "under", "between", "within", "among", "throughout", "all", "spanning"],
                )
            });
        let closes = signs.get(at + 1).is_some_and(is_noun);
        if is_all && opens && closes {
            for sign in &mut signs[at - 2..=at + 1] {
                sign.what = What::Filler;
            }
            signs[at].what = What::Across;
        }
    }
    // "Eight under each of its four headings", "each of the three themes has at least two".
    for at in 0..signs.len() {
        let is_lead = |sign: &Sign| sign.what == What::Sense(Sense::PersonNoun);
        let nouns = (at + 1..signs.len().min(at + 5)).find(|noun| is_noun(&signs[*noun]) || is_lead(&signs[*noun]));
        let Some(noun) = nouns else { continue };
        let number = signs[at + 1..noun].iter().find_map(Sign::number).and_then(super::number::Number::whole);
        let of_leads = is_lead(&signs[noun]);
        let is_all = number.is_some() && number == i64::try_from(if of_leads { people } else { areas }).ok();
        let is_between = |sign: &Sign| sign.is_filler() || sign.what == What::Of || sign.number().is_some();
        let is_of_each = is(&signs[at], &["each", "every"]) && signs[at + 1..noun].iter().all(is_between);
        // "Under each of its four headings", where the plan has not four: what they are is not known.
        if is_of_each && number.is_some() && !is_all {
            signs[at].what = What::Word;
            return;
        }
        if is_of_each && is_all {
            for sign in &mut signs[at..=noun] {
                sign.what = What::Filler;
            }
            signs[at].what = if of_leads { What::ApieceOfLeads } else { What::Apiece };
            return;
        }
    }
    // "Every priority has at least two".
    for at in 0..signs.len().saturating_sub(1) {
        if is(&signs[at], &["every", "each"]) && is_noun(&signs[at + 1]) {
            signs[at].what = What::Apiece;
            signs[at + 1].what = What::Filler;
            return;
        }
    }
    each_of_named(signs, tokens);
    each_of_leads(signs, tokens, people);
    let last = signs.iter().rposition(|sign| is(sign, &["apiece", "each"]) && !matches!(sign.what, What::Much(_)));
    let has_areas = signs.iter().any(is_noun);
    if let Some(at) = last.filter(|_| has_areas) {
        let ends = signs[at + 1..]
            .iter()
            .all(|sign| matches!(sign.what, What::Filler | What::Comma | What::Stop | What::Sense(Sense::AreaNoun)));
        if ends {
            signs[at].what = What::Apiece;
        }
    }
}

/// "The three officers have seven actions each".
fn each_of_leads(signs: &mut [Sign], tokens: &[Token], people: usize) {
    let is_all = |sign: &Sign| sign.number().and_then(super::number::Number::whole) == i64::try_from(people).ok();
    let leads =
        (1..signs.len()).find(|at| signs[*at].what == What::Sense(Sense::PersonNoun) && is_all(&signs[*at - 1]));
    let Some(leads) = leads.filter(|_| people > 1) else { return };
    let is_each = |sign: &Sign| tokens.get(sign.at).is_some_and(|token| token.is_one_of(&["each", "apiece"]));
    let Some(each) = (leads + 1..signs.len()).find(|at| is_each(&signs[*at])) else { return };
    signs[leads].what = What::Filler;
    signs[leads - 1].what = What::Filler;
    signs[each].what = What::ApieceOfLeads;
}

/// "Repairs and Voids have three actions each", "Ada Moss and Ben Hale each lead two": so many in each of those named.
fn each_of_named(signs: &mut [Sign], tokens: &[Token]) {
    let is_whose =
        |sign: &Sign| matches!(sign.what, What::Sense(Sense::Area(_) | Sense::Person(_) | Sense::Attribute(..)));
    let parts = |sign: &Sign| matches!(sign.what, What::Stop | What::Aside);
    for at in 0..signs.len() {
        let is_each = tokens.get(signs[at].at).is_some_and(|token| token.is_one_of(&["each", "apiece"]));
        if !is_each || matches!(signs[at].what, What::Much(_) | What::Apiece) {
            continue;
        }
        let begins = signs[..at].iter().rposition(parts).map_or(0, |part| part + 1);
        let first = (begins..at).rev().find(|one| is_whose(&signs[*one]));
        let Some(last) = first else { continue };
        let is_list = |sign: &Sign| is_whose(sign) || sign.is_filler() || matches!(sign.what, What::And | What::Comma);
        let from = (begins..last).rev().find(|one| !is_list(&signs[*one])).map_or(begins, |one| one + 1);
        let named = signs[from..=last].iter().filter(|sign| is_whose(sign)).count();
        let has_and = signs[from..last].iter().any(|sign| sign.what == What::And);
        if named > 1 && has_and {
            signs[at].what = What::Apiece;
        }
    }
}
