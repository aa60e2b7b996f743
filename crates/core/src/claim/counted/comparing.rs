//! Holding what a clause says against the rows that it counts: its number, its whole, what stands in brackets. **Not here.**
//! Which rows those are ([`super`]).

use super::fits::{fits, is_near, of_written, share};
use super::{Reading, Sentence};
use crate::claim::clause::Head;
use crate::claim::lexicon::Sense;
use crate::claim::number::{Exact, Unit, in_unit};
use crate::claim::predicate::Predicates;
use crate::claim::set::{Filter, filter_of, rows_of};
use crate::claim::sign::{Bound, Much, Sign, What};
use crate::claim::token::Token;
use crate::claim::verdict::{Contradiction, Outcome};
use crate::quantity::Percent;

impl Sentence<'_, '_> {
    pub(super) fn compare(&self, head: &Head, said: &Predicates, readings: &[Reading]) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        let Some(first) = readings.first() else { return outcomes };
        let written = head.number.map(|(_, sign)| self.text(sign));
        let holds_all = self.has_all(head, said);
        let agreeing = readings.iter().find(|reading| holds_all || self.holds(head, said, reading));
        let numbers: Vec<usize> =
            [head.number, head.upto].into_iter().flatten().map(|(_, sign)| self.signs[sign].at).collect();
        let filled = readings.iter().max_by_key(|reading| reading.rows.len());
        let shown = agreeing.or(filled.filter(|_| said.asks_for(&Filter::Late))).unwrap_or(first);
        let is_share = head.number.is_some_and(|(number, _)| number.unit != Unit::Count);
        let (count, of) = (shown.rows.len(), shown.base.len());
        let (rule, expected) = if is_share {
            (Contradiction::Share, self.share_of(said, shown))
        } else {
            (
                Contradiction::Count,
                if head.bound == Bound::AllBut { of.saturating_sub(count).to_string() } else { count.to_string() },
            )
        };
        let named = self.named(&shown.rows);
        let alone = self.alone(head, said, shown);
        let why = match (agreeing.is_some(), &written, head.much) {
            (true, ..) => format!("the plan has {count} of {of}{named}"),
            (false, Some(written), _) if said.is_average => {
                format!("it says {written}; on average it is {}", self.share_of(said, shown))
            }
            (false, Some(written), _) if is_share => {
                format!("it says {written}; in the plan it is {count} of {of}, {}{named}", self.share_of(said, shown))
            }
            (false, Some(written), _) if head.bound == Bound::AllBut => {
                format!("it says all but {written}; in the plan it is all but {}", of.saturating_sub(count))
            }
            (false, Some(_), _) if alone.is_some() => {
                let (name, state) = alone.clone().unwrap_or_default();
                format!("in the plan {name} is {state}")
            }
            (false, Some(written), _) => format!("it says {written}; the plan has {count}{named}"),
            (false, None, Some(Much::Both)) => format!("it speaks of both; in the plan it is {count} of {of}{named}"),
            (false, None, Some(Much::All)) => {
                let others: Vec<usize> =
                    shown.base.iter().copied().filter(|row| shown.rows.binary_search(row).is_err()).collect();
                format!(
                    "it speaks of all; in the plan it is {count} of {of}, not{}",
                    self.named(&others).replacen(':', "", 1)
                )
            }
            (false, None, Some(Much::None)) => format!("it speaks of none; the plan has {count}{named}"),
            (false, None, _) => format!("in the plan it is {count} of {of}, {}", self.share_of(said, shown)),
        };
        let all = head.much == Some(Much::All);
        let expected =
            if all || head.much.is_some_and(|much| much != Much::None) { format!("{count} of {of}") } else { expected };
        let expected = alone.map_or(expected, |(_, state)| state);
        let numbers = numbers.into_iter().chain(said.told_with.iter().copied()).collect();
        let mut main = Outcome::of(agreeing.is_some(), rule, numbers, why, expected);
        main.rows.clone_from(&shown.rows);
        let main_agrees = agreeing.is_some();
        outcomes.push(main);
        outcomes.extend(self.whole(head, said, shown));
        outcomes.extend(self.beside(head, said, shown, main_agrees));
        outcomes
    }

    /// "Moss holds both of the red steps", "all the late steps are Hale's": whether all such rows are theirs.
    fn has_all(&self, head: &Head, said: &Predicates) -> bool {
        let scope = said.scope();
        let is_all = matches!(head.much, Some(Much::All | Much::Both));
        let tells = |sign: &Sign| match sign.what {
            What::Sense(sense) => filter_of(sense).is_some(),
            _ => false,
        };
        let is_behind = said.subject_until <= head.signs.start && self.signs[head.signs.end..].iter().any(tells);
        if !is_all
            || !is_behind
            || !said.has_verb
            || scope.is_empty()
            || said.filters.is_empty()
            || said.time.is_some()
            || said.these
        {
            return false;
        }
        let filters = [said.filters.clone(), said.of_whole.clone()].concat();
        let rows = rows_of(&filters, self.lexicon);
        let is_theirs = |row: &usize| scope.iter().all(|filter| filter.takes(*row, self.lexicon));
        !rows.is_empty() && (head.much == Some(Much::All) || rows.len() == 2) && rows.iter().all(is_theirs)
    }

    /// "Her only action is late", where it is another: its name, and how it stands.
    fn alone(&self, head: &Head, said: &Predicates, reading: &Reading) -> Option<(String, String)> {
        let is_one = head.number.and_then(|(number, _)| number.whole()) == Some(1);
        let [row] = reading.base.as_slice() else { return None };
        let row = self.lexicon.survey.plan.rows.get(*row)?;
        let is_told = is_one && reading.rows.is_empty() && !said.filters.is_empty() && said.time.is_none();
        is_told.then(|| (row.name(), row.status.as_deref().unwrap_or("without a status").to_owned()))
    }

    /// Whether a share is said of the plan as a whole: "a third of the plan".
    pub(super) fn is_of_plan(&self, head: &Head) -> bool {
        let mut behind = self.signs[head.signs.end..].iter().filter_map(|sign| self.tokens.get(sign.at));
        let is_next = |token: Option<&Token>, words: &[&str]| token.is_some_and(|token| token.is_one_of(words));
        is_next(behind.next(), &["of"])
            && is_next(behind.next(), &["the", "our", "this"])
            && is_next(behind.next(), &["plan", "programme", "list", "total", "whole", "workload"])
    }

    /// "Ada Moss has a third of the plan": the share of all rows that somebody or an area has.
    pub(super) fn held(&self, head: &Head, said: &Predicates, reading: &Reading) -> Option<Outcome> {
        let (number, sign) = head.number.filter(|(number, _)| matches!(number.unit, Unit::Percent | Unit::Share))?;
        if said.areas.is_empty() && said.people.is_empty() {
            return None;
        }
        let all = self.lexicon.survey.plan.actions().count();
        let exact = share(&reading.rows, all)?;
        let agrees = is_near(number, exact, head.bound);
        let (count, found) = (reading.rows.len(), in_unit(exact, Unit::Share));
        let why = if agrees {
            format!("the plan has {count} of {all}")
        } else {
            format!("it says {}; in the plan it is {count} of {all}, {found}", self.text(sign))
        };
        let mut outcome = Outcome::of(agrees, Contradiction::Share, vec![self.signs[sign].at], why, found);
        outcome.rows.clone_from(&reading.rows);
        Some(outcome)
    }

    /// The whole that is written beside a count.
    fn whole(&self, head: &Head, said: &Predicates, reading: &Reading) -> Option<Outcome> {
        let (number, sign) = head.whole?;
        let count = reading.base.len();
        // "She holds six of the sixteen": those of the plan.
        let all = self.lexicon.survey.plan.actions().count();
        let is_scoped = !said.areas.is_empty() || !said.people.is_empty();
        // "Access has two of the three green actions": those of the plan that are green.
        let alike = rows_of(&said.of_whole, self.lexicon).len();
        let found = if is_scoped && !said.of_whole.is_empty() { alike } else { count };
        let agrees = [Some(count), Some(all).filter(|_| is_scoped), Some(alike).filter(|_| is_scoped)]
            .into_iter()
            .flatten()
            .any(|count| number.whole() == i64::try_from(count).ok());
        let why = if agrees {
            format!("the plan has {count}")
        } else {
            format!("it says of {}; the plan has {found}", self.text(sign))
        };
        let mut outcome = Outcome::of(agrees, Contradiction::Count, vec![self.signs[sign].at], why, found.to_string());
        outcome.rows.clone_from(&reading.base);
        Some(outcome)
    }

    /// What stands in brackets: "8 (32%)", "26% (4)", "(3 of 10)".
    fn beside(&self, head: &Head, said: &Predicates, reading: &Reading, main_agrees: bool) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        let mut counts = 0;
        let main_is_count = head.number.is_some_and(|(number, _)| number.unit == Unit::Count);
        for (number, sign) in &head.beside {
            let at = vec![self.signs[*sign].at];
            match number.unit {
                Unit::Percent | Unit::Share => {
                    // A share beside a count that is wrong is the share of that count.
                    let written =
                        head.number.and_then(|(main, _)| main.whole()).filter(|_| main_is_count).zip(self.told.written);
                    if head.whole.is_some() || main_is_count && !main_agrees && written.is_none() {
                        continue;
                    }
                    if let Some((part, before)) = written.filter(|(part, before)| !main_agrees && part <= before) {
                        outcomes.extend(of_written(*number, part, before, at));
                        continue;
                    }
                    let all = self.lexicon.survey.plan.actions().count();
                    // "27 were due. 26 have started (97%)": the share of those.
                    let before = self
                        .told
                        .written
                        .and_then(|before| usize::try_from(before).ok())
                        .filter(|before| *before >= reading.rows.len());
                    let of_before = before.and_then(|before| share(&reading.rows, before));
                    let shares = [share(&reading.rows, reading.base.len()), share(&reading.rows, all), of_before];
                    let agrees = shares.iter().flatten().any(|share| is_near(*number, *share, Bound::Exactly));
                    let found =
                        of_before.map_or_else(|| self.share_of(said, reading), |share| in_unit(share, Unit::Share));
                    let (count, of) = (reading.rows.len(), before.unwrap_or(reading.base.len()));
                    let why = if agrees {
                        format!("{count} of {of}")
                    } else {
                        format!("it says {}; {count} of {of} is {found}", in_unit(number.value, number.unit))
                    };
                    outcomes.push(Outcome::of(agrees, Contradiction::Share, at, why, found));
                }
                Unit::Count if !main_is_count => {
                    counts += 1;
                    let count = if counts == 1 { reading.rows.len() } else { reading.base.len() };
                    let agrees = number.whole() == i64::try_from(count).ok();
                    let why = if agrees {
                        format!("the plan has {count}")
                    } else {
                        format!("it says {}; the plan has {count}", self.text(*sign))
                    };
                    outcomes.push(Outcome::of(agrees, Contradiction::Count, at, why, count.to_string()));
                }
                _ => {}
            }
        }
        outcomes
    }

    fn holds(&self, head: &Head, said: &Predicates, reading: &Reading) -> bool {
        let (count, of) = (reading.rows.len(), reading.base.len());
        let exact = |count: usize| i128::try_from(count).map_or(Exact::from_integer(-1), Exact::from_integer);
        match (head.number, head.much) {
            (_, Some(Much::All)) => count == of && of > 0,
            // "Both red steps" are all that are red; of "both of her steps" both are as is said.
            (_, Some(Much::Both)) => {
                let is_of_all = of == self.lexicon.survey.plan.actions().count();
                count == 2 && (of == 2 || is_of_all)
            }
            (_, Some(Much::None)) => count == 0,
            (_, Some(Much::Most)) => count * 2 > of,
            (_, Some(Much::Few)) => count * 2 < of,
            (Some((number, _)), None) if number.unit == Unit::Count => {
                if head.bound == Bound::AllBut {
                    return exact(of.saturating_sub(count)) == number.value;
                }
                if let Some((upto, _)) = head.upto {
                    return number.value <= exact(count) && exact(count) <= upto.value;
                }
                fits(number, head, exact(count))
            }
            (Some((number, _)), None) => {
                let all = self.lexicon.survey.plan.actions().count();
                let mut shares = if said.is_average { Vec::new() } else { vec![share(&reading.rows, of)] };
                if !said.is_average && head.whole.is_none() && said.areas.is_empty() && said.people.is_empty() {
                    shares.push(share(&reading.rows, all));
                }
                let is_of_plan =
                    !said.has_noun && said.areas.is_empty() && said.people.is_empty() && head.whole.is_none();
                let has_percents = self.lexicon.survey.plan.rows.iter().any(|row| row.percent.is_some());
                // "Half of the actions are done" counts; "the actions are 52% done" does not.
                let next = self.signs.get(head.signs.end).map(|sign| sign.what);
                let is_measured = next == Some(What::Sense(Sense::Complete));
                if has_percents && said.is_of_completion() && (is_measured || !said.has_noun)
                    || is_of_plan && said.asks_for(&Filter::Reported)
                {
                    shares.extend(self.means(&reading.base));
                }
                let upto = head.upto.map(|(upto, _)| upto);
                shares.into_iter().flatten().any(|share| match upto {
                    Some(upto) => number.of_one() <= share && share <= upto.of_one(),
                    None => is_near(number, share, head.bound),
                })
            }
            _ => false,
        }
    }

    /// How complete rows are on average: plainly, and as the plan rolls them up.
    fn means(&self, rows: &[usize]) -> Vec<Option<Exact>> {
        let survey = self.lexicon.survey;
        let done: Vec<Percent> = rows
            .iter()
            .filter_map(|row| survey.plan.rows.get(*row))
            .map(|row| row.done().unwrap_or_default())
            .collect();
        let tenths = |percent: Percent| Exact::new(i128::from(percent.in_tenths()), 1_000);
        let mean = Percent::weighted_mean(done.into_iter().map(|percent| (percent, 1))).map(tenths);
        vec![mean, crate::survey::complete_of(survey.plan, &survey.rows, rows).map(tenths)]
    }

    fn share_of(&self, said: &Predicates, reading: &Reading) -> String {
        if let Some(mean) = self.means(&reading.base).first().copied().flatten().filter(|_| said.is_average) {
            return in_unit(mean, Unit::Share);
        }
        share(&reading.rows, reading.base.len()).map_or_else(|| "none".to_owned(), |share| in_unit(share, Unit::Share))
    }

    /// ": 1A, 2B and 3C", where there are few.
    fn named(&self, rows: &[usize]) -> String {
        let names = self.lexicon.names(rows);
        match names.len() {
            0 => String::new(),
            _ => format!(": {}", crate::checks::rule::named(&names)),
        }
    }
}
