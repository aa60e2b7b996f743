//! "On average the three open actions are 57% complete": how far rows are together. **Not here.** Shares of rows ([`super`]).

use super::fits::is_near;
use super::{Clause, Lexicon, Sign, Token, What};
use crate::claim::clause::clauses_of;
use crate::claim::lexicon::Sense;
use crate::claim::number::{Exact, Unit, in_unit};
use crate::claim::predicate::{OF_AN_AVERAGE, predicates_of};
use crate::claim::set::rows_of;
use crate::claim::sign::Bound;
use crate::claim::verdict::{Contradiction, Outcome};
use crate::quantity::Percent;

/// What a sentence says of the average of rows, and the signs without it.
pub(super) fn judge(signs: &mut Vec<Sign>, tokens: &[Token], lexicon: &Lexicon<'_>) -> Option<Outcome> {
    let is = |sign: &Sign, words: &[&str]| tokens.get(sign.at).is_some_and(|token| token.is_one_of(words));
    signs.iter().find(|sign| is(sign, &["average", "mean", "averages", "averaged", "averaging"]))?;
    let mut percents = signs
        .iter()
        .enumerate()
        .filter_map(|(at, sign)| Some((at, sign.number().filter(|number| number.unit == Unit::Percent)?)));
    let (at, number) = percents.next()?;
    if percents.next().is_some() {
        return None;
    }
    let token = signs[at].at;
    let bound =
        signs[..at].iter().rev().find(|sign| !sign.is_filler()).map_or(Bound::Exactly, |sign| match sign.what {
            What::Bound(bound) => bound,
            _ => Bound::Exactly,
        });
    // What is left says of which rows.
    let mut left: Vec<Sign> = signs.clone();
    for (nth, sign) in left.iter_mut().enumerate() {
        let is_tail =
            nth > at && nth <= at + 3 && matches!(sign.what, What::Sense(Sense::Complete) | What::Reaching(_));
        if nth == at
            || is_tail
            || matches!(sign.what, What::Bound(_)) && nth + 1 >= at
            || is(sign, &["average"])
            || is(sign, &OF_AN_AVERAGE) && !matches!(sign.what, What::Sense(_))
        {
            sign.what = What::Filler;
        }
    }
    // "Taken across the whole plan, …" says nothing of which.
    if let Some(comma) = left.iter().position(|sign| sign.what == What::Comma).filter(|comma| *comma < at)
        && left[..comma].iter().all(|sign| !matches!(sign.what, What::Sense(_) | What::Number(_) | What::Much(_)))
    {
        left.drain(..=comma);
    }
    let clauses: Vec<Clause> = clauses_of(&left);
    let [clause] = clauses.as_slice() else { return None };
    let said = predicates_of(clause, &left, tokens, lexicon);
    if !said.unknown.is_empty() || said.is_not_counted || said.is_past || said.these || said.others || said.is_of_areas
    {
        return None;
    }
    let rows = rows_of(&[said.scope(), said.of_whole.clone(), said.filters.clone()].concat(), lexicon);
    let plan = lexicon.survey.plan;
    let done: Vec<Percent> = rows.iter().filter_map(|row| plan.rows.get(*row)?.done()).collect();
    if done.len() != rows.len() || rows.is_empty() {
        return None;
    }
    let tenths = |percent: Percent| Exact::new(i128::from(percent.in_tenths()), 1_000);
    let mean = tenths(Percent::weighted_mean(done.into_iter().map(|percent| (percent, 1)))?);
    let weighted = crate::survey::complete_of(plan, &lexicon.survey.rows, &rows).map(tenths);
    let agrees = is_near(number, mean, bound) || weighted.is_some_and(|mean| is_near(number, mean, bound));
    let found = in_unit(mean, Unit::Share);
    let why =
        if agrees { format!("on average it is {found}") } else { format!("in the plan it is {found} on average") };
    let mut outcome = Outcome::of(agrees, Contradiction::Share, vec![token], why, found);
    outcome.rows = rows;
    *signs = left;
    Some(outcome)
}
