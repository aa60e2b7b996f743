//! What in an answer wants a second look before it goes into a report. A flag is a question for who
//! moderates, never a verdict on who wrote. **Not here.** What is done about it.

use crate::calendar::WorkingCalendar;
use crate::day::Date;
use crate::ledger::state::State;
use crate::plan::facts::DateFact;
use crate::plan::held::Held;
use crate::quantity::Percent;
use crate::rounds::facts::Choice;
use crate::rounds::round::{HeldAnswer, Round};
use crate::schedule::Stretch;
use std::sync::Arc;

/// A reason to look twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flag {
    /// It cannot be done as planned: somebody has to decide.
    CannotBeDone,
    /// There is progress, the plan has the action at nothing, and how much is not said.
    ProgressUnsaid,
    /// Nothing has changed, and it is far behind.
    UnchangedBehind {
        /// What should be done by the calendar.
        planned: Percent,
        /// What is reported.
        percent: Percent,
    },
    /// Finished, and nothing shows it.
    FinishedWithoutEvidence,
    /// Its finish has passed, and nothing is said of another.
    FinishPassed,
    /// Less is done than was said before.
    PercentFell {
        /// What was said before.
        from: Percent,
        /// What is said now.
        to: Percent,
    },
    /// The same words for the third month or longer.
    SameWords,
    /// It looks like something about one person: the text that does.
    PersonalData(String),
}

impl Flag {
    /// In words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::CannotBeDone => "It cannot be done as planned: this needs a decision".to_owned(),
            Self::ProgressUnsaid => "There is progress, and the percentage is still 0".to_owned(),
            Self::UnchangedBehind { planned, percent } => {
                format!("Nothing has changed, and {percent} is reported where {planned} should be done by now")
            }
            Self::FinishedWithoutEvidence => "Finished, and no evidence is given".to_owned(),
            Self::FinishPassed => "Its finish has passed, and no other is asked for".to_owned(),
            Self::PercentFell { from, to } => format!("Percent complete fell from {from} to {to}"),
            Self::SameWords => "The same words for three months".to_owned(),
            Self::PersonalData(text) => format!("\u{201c}{text}\u{201d} may be about one person"),
        }
    }
}

/// So many points behind the calendar are far.
const FAR_BEHIND: Percent = Percent::whole(25);

/// The flags of an answer; `on` is the round's data date, by which days of `calendar` are counted, and `earlier` the
/// rounds before it, the latest last.
#[must_use]
pub fn of(
    answer: &HeldAnswer,
    state: &State,
    on: Date,
    calendar: &WorkingCalendar,
    earlier: &[Arc<Round>],
) -> Vec<Flag> {
    let held = state.row(&answer.row);
    let facts = &answer.facts;
    let mut flags = of_choice(answer, held, on, calendar);
    let says = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    if facts.choice == Choice::Finished && !says(&facts.evidence) && held.is_none_or(|held| held.evidence.is_empty()) {
        flags.push(Flag::FinishedWithoutEvidence);
    }
    let finish = held.and_then(|held| held.facts.finish.as_ref()).and_then(DateFact::last);
    let is_open =
        facts.choice != Choice::Finished && held.is_none_or(|held| held.report.done() < Some(Percent::HUNDRED));
    if is_open && finish.is_some_and(|finish| finish < on) && facts.finish.is_none() {
        flags.push(Flag::FinishPassed);
    }
    if let (Some(to), Some(from)) = (facts.percent, held.and_then(|held: &Held| held.report.percent))
        && to < from
    {
        flags.push(Flag::PercentFell { from, to });
    }
    if has_same_words(answer, earlier) {
        flags.push(Flag::SameWords);
    }
    let texts = [&facts.happened, &facts.next, &facts.reason, &facts.evidence];
    flags.extend(texts.into_iter().flatten().filter_map(|text| personal(text)).map(Flag::PersonalData));
    flags
}

/// What the choice alone makes worth a second look, beside how the action stands.
fn of_choice(answer: &HeldAnswer, held: Option<&Held>, on: Date, calendar: &WorkingCalendar) -> Vec<Flag> {
    let said = answer.facts.percent.or(held.and_then(|held| held.report.percent)).unwrap_or_default();
    match answer.facts.choice {
        Choice::NotAsPlanned => vec![Flag::CannotBeDone],
        Choice::Progress if said == Percent::ZERO => vec![Flag::ProgressUnsaid],
        Choice::Unchanged => {
            let planned = held.and_then(|held| planned(held, on, calendar));
            let far = planned.filter(|planned| planned.minus(said) >= FAR_BEHIND);
            far.map(|planned| Flag::UnchangedBehind { planned, percent: said }).into_iter().collect()
        }
        Choice::Progress | Choice::Finished => Vec::new(),
    }
}

/// What should be done of a row by the calendar.
fn planned(held: &Held, on: Date, calendar: &WorkingCalendar) -> Option<Percent> {
    let start = held.facts.start.as_ref()?.dated()?.when.first;
    let finish = held.facts.finish.as_ref().and_then(DateFact::last).filter(|finish| *finish >= start)?;
    Some(Stretch { start, finish, days: calendar.count(start, finish) }.planned(on, calendar))
}

/// Whether the two rounds before say the same of the row, word for word.
fn has_same_words(answer: &HeldAnswer, earlier: &[Arc<Round>]) -> bool {
    let words = |one: &HeldAnswer| one.facts.happened.as_deref().map(|text| text.trim().to_lowercase());
    let Some(said) = words(answer).filter(|text| !text.is_empty()) else { return false };
    let before: Vec<_> = earlier.iter().rev().take(2).map(|round| round.answer(&answer.row).and_then(words)).collect();
    before.len() == 2 && before.iter().all(|one| one.as_deref() == Some(said.as_str()))
}

/// The first words of a text that look like an NHS number, a date of birth, a pupil number or a child's name.
///
/// An NHS number is ten digits whose last is a check digit, modulus 11 (NHS Data Dictionary, NHS NUMBER); a
/// unique pupil number a letter and twelve digits (Department for Education, UPN guide).
#[must_use]
pub fn personal(text: &str) -> Option<String> {
    let numbers = runs(text, |c| c.is_ascii_digit() || c == ' ' || c == '-');
    let digits = |run: &str| run.chars().filter(char::is_ascii_digit).collect::<String>();
    if let Some(number) = numbers.iter().find(|run| is_nhs_number(&digits(run))) {
        return Some(number.trim().to_owned());
    }
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let is_upn = |word: &&&str| {
        let mut letters = word.chars();
        word.len() == 13
            && letters.next().is_some_and(|c| c.is_ascii_uppercase())
            && letters.all(|c| c.is_ascii_digit())
    };
    if let Some(word) = words.iter().find(is_upn) {
        return Some((*word).to_owned());
    }
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    for (at, word) in lower.iter().enumerate() {
        let is_born = word == "dob" || word == "born" && lower.get(at + 1).is_some_and(|next| next == "on");
        let next = words.get(at + 1).copied().unwrap_or_default();
        let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase) && word.len() > 2;
        let is_child = matches!(word.as_str(), "child" | "pupil" | "boy" | "girl" | "son" | "daughter" | "student");
        if is_born || is_child && is_name(next) && !next.chars().all(char::is_uppercase) {
            return Some(format!("{} {next}", words[at]).trim().to_owned());
        }
    }
    None
}

/// The stretches of a text made of such letters, with a digit in them.
fn runs(text: &str, takes: impl Fn(char) -> bool) -> Vec<&str> {
    text.split(|c: char| !takes(c)).filter(|run| run.chars().any(|c| c.is_ascii_digit())).collect()
}

fn is_nhs_number(digits: &str) -> bool {
    let values: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    if values.len() != 10 || values.iter().all(|value| *value == values[0]) {
        return false;
    }
    let sum: u32 = values.iter().take(9).zip((2..=10).rev()).map(|(value, weight)| value * weight).sum();
    let check = (11 - sum % 11) % 11;
    check != 10 && check == values[9]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_one_person_is_shown_and_what_does_not_is_not() {
        // 943 476 5919 is the example of the NHS Data Dictionary.
        for (text, found) in [
            ("We met the family of 943 476 5919 again.", Some("943 476 5919")),
            ("Number 9434765919", Some("9434765919")),
            ("Number 9434765918", None),
            ("UPN A123456789012 was checked", Some("A123456789012")),
            ("The pupil Jamie has a new plan", Some("pupil Jamie")),
            ("DOB 4 May 2015", Some("DOB 4")),
            ("Born on 4 May", Some("Born on")),
            ("The child EHCP audit is done; pupil numbers rose to 1,234", None),
            ("Call 01803 200200 on 22 May 2022", None),
        ] {
            assert_eq!(personal(text).as_deref(), found, "{text}");
        }
    }
}
