//! "The number completed has trebled since May, when it was 5": a count of today beside one of another day.

use crate::claim::clause::Clause;
use crate::claim::lexicon::Lexicon;
use crate::claim::number::{Exact, Unit};
use crate::claim::phrases::signs_of;
use crate::claim::predicate::predicates_of;
use crate::claim::set::rows_of;
use crate::claim::token::{Token, find};
use crate::claim::verdict::{Contradiction, Outcome};
use crate::claim::words::english;

/// "The number completed has trebled since May, when it was 5".
pub(in crate::claim) fn multiple(tokens: &[Token], lexicon: &Lexicon<'_>) -> Option<Outcome> {
    let english = english();
    let times = [
        (&english.doubled, (2, 1), "doubled"),
        (&english.trebled, (3, 1), "trebled"),
        (&english.quadrupled, (4, 1), "quadrupled"),
        (&english.halved, (1, 2), "halved"),
    ];
    let (family, (top, bottom), _) =
        times.into_iter().find(|(family, ..)| find(tokens, 0..tokens.len(), family).is_some())?;
    let (verb, _) = find(tokens, 0..tokens.len(), family)?;
    let mut numbers = tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| Some((at, token.number().filter(|number| number.unit == Unit::Count)?)));
    let (at, before) = numbers.next()?;
    if numbers.next().is_some() || !lexicon.has_all_rows {
        return None;
    }
    let signs = signs_of(tokens, lexicon);
    let clause = Clause { signs: 0..signs.iter().position(|sign| sign.at >= verb)?, head: None, runs_on: false };
    let said = predicates_of(&clause, &signs, tokens, lexicon);
    if said.filters.is_empty() || !said.unknown.is_empty() {
        return None;
    }
    let rows = rows_of(&[said.scope(), said.filters.clone()].concat(), lexicon);
    let now = Exact::from_integer(i128::try_from(rows.len()).ok()?);
    let agrees = now == before.value * Exact::new(top, bottom);
    let ratio = now / before.value.max(Exact::new(1, 1));
    let really =
        times.iter().find(|(_, (top, bottom), _)| ratio == Exact::new(*top, *bottom)).map_or("", |(.., word)| word);
    let why = if agrees {
        format!("the plan has {} now", rows.len())
    } else {
        let really = if really.is_empty() { String::new() } else { format!("; that is {really}") };
        format!("it says {} from {}; the plan has {}{really}", tokens[verb].word, tokens[at].word, rows.len())
    };
    Some(Outcome::of(agrees, Contradiction::Change, vec![at], why, rows.len().to_string()))
}
