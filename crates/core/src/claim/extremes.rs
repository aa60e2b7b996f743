//! The first and the last day of the plan: "the last date in the tracker is 31 March 2026", "the next action to fall due is
//! AT10", "deadlines run from April to June". **Not here.** How many are due when ([`super::counted`]); when one row ends
//! ([`super::single`]).

use super::lexicon::{Lexicon, Sense};
use super::number::{Exact, Unit};
use super::phrases::signs_of;
use super::set::filter_of;
use super::set::{Filter, rows_of};
use super::sign::{Sign, What};
use super::token::{Kind, Spoken, Token};
use super::verdict::{Contradiction, Outcome};
use crate::day::{self, When};
use crate::quantity::Percent;

/// Which end is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
    /// The first that is still to come.
    Next,
}

/// Words that name an end of the plan.
const ENDS: [(&str, End); 8] = [
    ("first", End::First),
    ("earliest", End::First),
    ("soonest", End::First),
    ("next", End::Next),
    ("last", End::Last),
    ("latest", End::Last),
    ("final", End::Last),
    ("furthest", End::Last),
];
/// What has such an end, beside the words for a row.
const DATES: [&str; 11] =
    ["date", "dates", "deadline", "deadlines", "finish", "end", "due", "completion", "timescale", "target", "targets"];
/// Words that may stand around it and say nothing more.
const AROUND: [&str; 39] = [
    "log",
    "tracker",
    "table",
    "those",
    "not",
    "closed",
    "schedule",
    "programme",
    "strategy",
    "the",
    "of",
    "in",
    "to",
    "for",
    "is",
    "are",
    "was",
    "on",
    "at",
    "by",
    "be",
    "its",
    "our",
    "any",
    "all",
    "a",
    "and",
    "with",
    "set",
    "comes",
    "will",
    "falls",
    "fall",
    "current",
    "revised",
    "being",
    "one",
    "it",
    "plan",
];
/// Before the word that names an end.
const OPENS: [&str; 12] = ["the", "our", "its", "and", "while", "with", "is", "was", "being", "are", "has", "carries"];

/// What a sentence says of the ends of the plan.
pub(super) fn judge(tokens: &[Token], lexicon: &Lexicon<'_>) -> Vec<Outcome> {
    if !lexicon.has_all_rows {
        return Vec::new();
    }
    let named = |token: &Token| {
        ENDS.iter().find(|(word, _)| token.kind == Kind::Word && token.word == *word).map(|(_, end)| *end)
    };
    let is_run =
        tokens.windows(2).any(|pair| pair[0].is_one_of(&["run", "range", "runs", "ranges"]) && pair[1].is_word("from"));
    if !is_run && !tokens.iter().any(|token| named(token).is_some()) {
        return Vec::new();
    }
    let signs = signs_of(tokens, lexicon);
    let mut outcomes = Vec::new();
    if is_run {
        outcomes.extend(from_to(&signs, tokens, lexicon));
        outcomes.extend(percents(&signs, tokens, lexicon));
    }
    let mut is_of_dates = false;
    for (at, sign) in signs.iter().enumerate() {
        let Some(end) = named(&tokens[sign.at]) else { continue };
        // "In the last week": it must begin what is told.
        let mut before = signs[..at].iter().rev();
        let mut begins = before.find(|sign| !tokens[sign.at].is_one_of(&OPENS));
        // "Among the open actions the earliest deadline is".
        let is_preface = |sign: &Sign| {
            sign.is_filler()
                || matches!(sign.what, What::Sense(sense) if sense == Sense::Action || filter_of(sense).is_some())
        };
        let mut preface = Vec::new();
        if tokens[signs[0].at].is_one_of(&["among", "of"]) && signs[1..at].iter().all(is_preface) {
            preface = signs[..at]
                .iter()
                .filter_map(|sign| if let What::Sense(sense) = sign.what { filter_of(sense) } else { None })
                .collect();
            begins = None;
        }
        // "R14 has the latest deadline, 30 September 2026."
        let owner = begins.and_then(|sign| match sign.what {
            What::Code(row)
                if signs[..at].iter().any(|sign| tokens[sign.at].is_one_of(&["has", "carries", "with"])) =>
            {
                Some((row, sign.at))
            }
            _ => None,
        });
        let begins = begins.is_none_or(|sign| matches!(sign.what, What::Comma | What::Stop));
        if begins || owner.is_some() {
            outcomes.extend(outcome(&signs[at..], tokens, lexicon, (end, owner, preface), &mut is_of_dates));
        }
    }
    outcomes.extend(row_by_row(&signs, tokens, lexicon));
    // "…by 30 June 2026, the latest date in the plan."
    outcomes.extend(told_behind(&signs, tokens, lexicon));
    outcomes
}

/// "W3 finishes last and W2 first."
fn row_by_row(signs: &[Sign], tokens: &[Token], lexicon: &Lexicon<'_>) -> Vec<Outcome> {
    let says_finish = signs.iter().any(|sign| tokens[sign.at].is_one_of(&["finishes", "ends", "finish", "due", "end"]));
    let end_of = |sign: &Sign| ENDS.iter().find(|(word, _)| tokens[sign.at].is_word(word)).map(|(_, end)| *end);
    let mut outcomes = Vec::new();
    for pair in signs.windows(3) {
        let What::Code(row) = pair[0].what else { continue };
        let is_finish = tokens[pair[1].at].is_one_of(&["finishes", "ends", "is"]);
        let end = if is_finish { end_of(&pair[2]) } else { end_of(&pair[1]) };
        if let Some(end) = end.filter(|_| says_finish) {
            outcomes.extend(of_row(row, pair[0].at, end, &[], lexicon));
        }
    }
    outcomes
}

/// What stands behind the word that names an end: a day, a row, or both.
fn outcome(
    signs: &[Sign],
    tokens: &[Token],
    lexicon: &Lexicon<'_>,
    (end, owner, preface): (End, Option<(usize, usize)>, Vec<Filter>),
    is_of_dates: &mut bool,
) -> Vec<Outcome> {
    let is_original = signs.iter().take(3).any(|sign| tokens[sign.at].is_one_of(&["original", "agreed"]));
    let (mut filters, mut open, mut said, mut denied) = (preface, 0, Vec::new(), false);
    let mut code = owner;
    for sign in &signs[1..] {
        let token = &tokens[sign.at];
        match sign.what {
            What::Open => open += 1,
            What::Close => open -= 1,
            _ if open > 0 => {}
            What::When(spoken) => {
                said.push((spoken, sign.at));
                break;
            }
            What::Code(row) if code.is_none() && *is_of_dates => code = Some((row, sign.at)),
            What::Sense(Sense::Action | Sense::Due | Sense::ToDo | Sense::FinishDay) => *is_of_dates = true,
            What::Sense(Sense::Area(area)) => filters.push(Filter::Areas(vec![area])),
            What::Sense(Sense::Person(person)) => filters.push(Filter::People(vec![person])),
            What::Sense(Sense::Open) => filters.push(Filter::Not(Box::new(Filter::Complete))),
            // "Of those not closed."
            What::Not => denied = true,
            What::Sense(Sense::Complete) if denied => filters.push(Filter::Not(Box::new(Filter::Complete))),
            What::Sense(Sense::These) => {}
            What::Comma if code.is_none() && said.is_empty() => break,
            What::Comma if owner.is_some() && !*is_of_dates => break,
            What::Stop => break,
            _ if token.is_one_of(&DATES) => *is_of_dates = true,
            _ if token.is_one_of(&["original", "agreed"]) => {}
            What::Colon | What::Filler | What::Of | What::By | What::Comma | What::To | What::And => {}
            _ if token.is_one_of(&AROUND) => {}
            _ if code.is_some() => break,
            _ => return Vec::new(),
        }
    }
    if !*is_of_dates {
        return Vec::new();
    }
    let days = said.into_iter().filter_map(|(spoken, at)| of_day(spoken, at, (end, is_original), &filters, lexicon));
    let rows = code.into_iter().filter_map(|(row, at)| of_row(row, at, end, &filters, lexicon));
    days.chain(rows).collect()
}

/// "…by 30 June 2026, the latest date in the plan": the day stands before.
fn told_behind(signs: &[Sign], tokens: &[Token], lexicon: &Lexicon<'_>) -> Option<Outcome> {
    let comma = signs.iter().rposition(|sign| sign.what == What::Comma)?;
    let What::When(spoken) = signs.get(comma.checked_sub(1)?)?.what else { return None };
    let [the, end, date, rest @ ..] = signs.get(comma + 1..)? else { return None };
    let end = ENDS.iter().find(|(word, _)| tokens[end.at].is_word(word)).map(|(_, end)| *end)?;
    let is_date = tokens[date.at].is_one_of(&DATES);
    let is_of_plan =
        rest.iter().all(|sign| sign.is_filler() || tokens[sign.at].is_one_of(&AROUND) || sign.what == What::Of);
    (tokens[the.at].is_word("the") && is_date && is_of_plan)
        .then(|| of_day(spoken, signs[comma - 1].at, (end, false), &[], lexicon))
        .flatten()
}

/// "Deadlines run from 30 April 2025 to 30 June 2026."
fn from_to(signs: &[Sign], tokens: &[Token], lexicon: &Lexicon<'_>) -> Vec<Outcome> {
    let says_days = signs.iter().any(|sign| {
        matches!(sign.what, What::Sense(Sense::FinishDay | Sense::Due)) || tokens[sign.at].is_one_of(&DATES)
    });
    let is_known = |sign: &Sign| {
        sign.is_filler()
            || matches!(
                sign.what,
                What::When(_)
                    | What::From
                    | What::To
                    | What::Direction
                    | What::Sense(Sense::FinishDay | Sense::Due | Sense::Action)
                    | What::Owning
            )
            || tokens[sign.at].is_one_of(&DATES)
            || tokens[sign.at].is_one_of(&AROUND)
            || tokens[sign.at].is_one_of(&["run", "runs", "range"])
    };
    let days: Vec<(Spoken, usize)> = signs
        .iter()
        .filter_map(|sign| match sign.what {
            What::When(spoken) => Some((spoken, sign.at)),
            _ => None,
        })
        .collect();
    let [first, last] = days[..] else { return Vec::new() };
    if !says_days || !signs.iter().all(is_known) {
        return Vec::new();
    }
    [(first, End::First), (last, End::Last)]
        .into_iter()
        .filter_map(|((spoken, at), end)| of_day(spoken, at, (end, false), &[], lexicon))
        .collect()
}

/// "Progress on the open actions runs from 30% to 80%": the least and the most that rows are done.
fn percents(signs: &[Sign], tokens: &[Token], lexicon: &Lexicon<'_>) -> Vec<Outcome> {
    let (mut filters, mut said, mut says_progress) = (Vec::new(), Vec::new(), false);
    for sign in signs {
        let token = &tokens[sign.at];
        says_progress |= token.is_one_of(&["progress", "completion", "percentage", "percentages"]);
        match sign.what {
            What::Number(number) if number.unit == Unit::Percent => said.push((number, sign.at)),
            What::Sense(Sense::Area(area)) => filters.push(Filter::Areas(vec![area])),
            What::Sense(Sense::Person(person)) => filters.push(Filter::People(vec![person])),
            What::Sense(sense) => filters.extend(filter_of(sense)),
            What::Filler
            | What::From
            | What::To
            | What::Direction
            | What::Comma
            | What::Of
            | What::Owning
            | What::Stop => {}
            _ if token.is_one_of(&[
                "progress",
                "completion",
                "percentage",
                "percentages",
                "run",
                "runs",
                "range",
                "ranges",
            ]) => {}
            _ => return Vec::new(),
        }
    }
    let [least, most] = said[..] else { return Vec::new() };
    let rows = rows_of(&filters, lexicon);
    let done: Option<Vec<Percent>> = rows.iter().map(|row| lexicon.survey.plan.rows.get(*row)?.done()).collect();
    let done = done.filter(|_| says_progress).unwrap_or_default();
    let exact = |percent: Percent| Exact::new(i128::from(percent.in_tenths()), 10);
    [(least, done.iter().min()), (most, done.iter().max())]
        .into_iter()
        .filter_map(|((number, at), end)| {
            let end = *end?;
            let agrees = number.can_be(exact(end));
            let why = format!("{}{end}", if agrees { "the plan has " } else { "in the plan it is " });
            Some(Outcome::of(agrees, Contradiction::Share, vec![at], why, end.to_string()))
        })
        .collect()
}

/// The days that an end of the plan may be meant to be, the likeliest first.
fn ends(end: End, is_original: bool, filters: &[Filter], lexicon: &Lexicon<'_>) -> Vec<When> {
    let on = lexicon.survey.on;
    let days = |filters: &[Filter], to_come: bool| -> Vec<When> {
        let rows = rows_of(filters, lexicon);
        let finish = |row: &usize| {
            let row = lexicon.survey.plan.rows.get(*row)?;
            let first = row.original_finish.as_ref().filter(|_| is_original);
            Some(first.or(row.finish.as_ref())?.when)
        };
        rows.iter().filter_map(finish).filter(|when| !to_come || on <= when.last).collect()
    };
    let open = [filters, &[Filter::Not(Box::new(Filter::Complete))]].concat();
    let first = |days: Vec<When>| days.into_iter().min_by_key(|when| when.last);
    let last = |days: Vec<When>| days.into_iter().max_by_key(|when| when.last);
    let found = match end {
        End::First => vec![first(days(filters, false)), first(days(&open, false)), first(days(&open, true))],
        End::Last => vec![last(days(filters, false)), last(days(&open, false))],
        End::Next => vec![first(days(&open, true)), first(days(filters, true))],
    };
    found.into_iter().flatten().collect()
}

fn of_day(
    spoken: Spoken,
    at: usize,
    (end, is_original): (End, bool),
    filters: &[Filter],
    lexicon: &Lexicon<'_>,
) -> Option<Outcome> {
    let said = spoken.when?;
    let found = ends(end, is_original, filters, lexicon);
    let is_it = |when: &&When| {
        said.first <= when.last && when.first <= said.last
            || !spoken.has_year && (said.last.month(), said.last.day()) == (when.last.month(), when.last.day())
    };
    let agreeing = found.iter().find(is_it);
    let shown = day::when_in_full(*agreeing.or(found.first())?);
    let why = if agreeing.is_some() { format!("the plan has {shown}") } else { format!("in the plan it is {shown}") };
    Some(Outcome::of(agreeing.is_some(), Contradiction::Day, vec![at], why, shown))
}

/// Whether a row stands at an end of the plan.
fn of_row(row: usize, at: usize, end: End, filters: &[Filter], lexicon: &Lexicon<'_>) -> Option<Outcome> {
    let finish = lexicon.survey.plan.rows.get(row)?.finish.as_ref()?.when;
    let found = ends(end, false, filters, lexicon);
    let agrees = found.iter().any(|when| when.last == finish.last);
    let first = found.first()?;
    let there: Vec<usize> = rows_of(filters, lexicon)
        .into_iter()
        .filter(|row| {
            lexicon
                .survey
                .plan
                .rows
                .get(*row)
                .and_then(|row| row.finish.as_ref())
                .is_some_and(|finish| finish.when.last == first.last)
        })
        .collect();
    let named = crate::checks::rule::named(&lexicon.names(&there));
    let why = format!("in the plan it is {named}");
    let mut outcome = Outcome::of(agrees, Contradiction::Row, vec![at], why, named);
    outcome.rows = there;
    Some(outcome)
}
