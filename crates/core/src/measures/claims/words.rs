//! The words of prose about measures: ways, better and worse, numbers in words, periods. **Not here.** What a sentence comes
//! to ([`super::read`]).

use crate::day;
use crate::measures::period::{Period, PeriodKind};
use crate::measures::value::MeasureValue;

/// A word of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ProseWord {
    /// In small letters, without what stands around it.
    pub(super) text: String,
    /// The number that it is, and whether it is a percentage.
    pub(super) number: Option<(MeasureValue, bool)>,
}

/// The words of a sentence.
pub(super) fn words_of(sentence: &str) -> Vec<ProseWord> {
    let spaced = sentence.replace(['\u{2019}', '\u{2018}'], "'").replace("per cent", "%").replace(" percent", " %");
    let mut words: Vec<ProseWord> = Vec::new();
    for piece in spaced.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ';' | ':' | '"')) {
        let bare = piece.trim_matches(|c: char| matches!(c, ',' | '.' | '!' | '?' | '\''));
        if bare.is_empty() {
            continue;
        }
        let small = bare.to_lowercase();
        if small == "%" {
            if let Some((_, is_percent)) = words.last_mut().and_then(|last| last.number.as_mut()) {
                *is_percent = true;
            }
            continue;
        }
        let text = small.strip_suffix("'s").map_or(small.clone(), str::to_owned);
        let digits = text.trim_start_matches('\u{a3}');
        let number = if digits.starts_with(|c: char| c.is_ascii_digit()) { MeasureValue::parse(digits) } else { None };
        words.push(ProseWord { number: number.map(|number| (number, text.ends_with('%'))), text });
    }
    words
}

const UP: [&str; 16] = [
    "rose",
    "risen",
    "rises",
    "rise",
    "rising",
    "increased",
    "increase",
    "increases",
    "increasing",
    "up",
    "grew",
    "grown",
    "climbed",
    "jumped",
    "higher",
    "surged",
];
const DOWN: [&str; 17] = [
    "fell",
    "fallen",
    "falls",
    "fall",
    "falling",
    "decreased",
    "decrease",
    "decreases",
    "decreasing",
    "down",
    "dropped",
    "drops",
    "dropping",
    "declined",
    "declining",
    "lower",
    "reduced",
];
const BETTER: [&str; 7] = ["improve", "improves", "improved", "improving", "improvement", "improvements", "better"];
const WORSE: [&str; 9] = [
    "worse",
    "worsen",
    "worsens",
    "worsened",
    "worsening",
    "deteriorate",
    "deteriorated",
    "deteriorating",
    "deteriorates",
];
const DENIES: [&str; 9] = ["not", "no", "never", "neither", "unchanged", "hasn't", "haven't", "didn't", "without"];

/// Whether a word says up, or down.
pub(super) fn way(word: &str) -> Option<bool> {
    if UP.contains(&word) { Some(true) } else { DOWN.contains(&word).then_some(false) }
}

/// Whether a word says better, or worse.
pub(super) fn better(word: &str) -> Option<bool> {
    if BETTER.contains(&word) { Some(true) } else { WORSE.contains(&word).then_some(false) }
}

/// Whether a word denies.
pub(super) fn denies(word: &str) -> bool {
    DENIES.contains(&word)
}

/// A small number in words.
pub(super) fn count(word: &str) -> Option<i64> {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    words.iter().position(|one| *one == word).and_then(|at| i64::try_from(at).ok()).filter(|count| *count > 0)
}

/// A period in a sentence, with how many words name it. A month without a year has none yet.
pub(super) fn period(words: &[ProseWord]) -> Option<(SaidPeriod, usize)> {
    let first = words.first()?;
    let joined = |more: usize| {
        let all: Vec<&str> = words.iter().take(more + 1).map(|word| word.text.as_str()).collect();
        Period::parse(&all.join(" "), PeriodKind::FinancialYear)
    };
    if let Some(period) = joined(2).filter(|period| period.kind() == PeriodKind::Term) {
        return Some((SaidPeriod::Whole(period), 3));
    }
    // "May" begins a sentence as a verb, too.
    if let Some(month) = day::month_named(&first.text).filter(|_| first.text.len() >= 3) {
        return Some(match joined(1).filter(|period| period.kind() == PeriodKind::Month) {
            Some(period) => (SaidPeriod::Whole(period), 2),
            None => (SaidPeriod::MonthOf(month), 1),
        });
    }
    if let Some(period) = joined(1).filter(|period| period.kind() == PeriodKind::Quarter) {
        return Some((SaidPeriod::Whole(period), 2));
    }
    let one = joined(0).filter(|period| !matches!(period.kind(), PeriodKind::Day | PeriodKind::CalendarYear))?;
    Some((SaidPeriod::Whole(one), 1))
}

/// A period as prose names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SaidPeriod {
    /// With its year.
    Whole(Period),
    /// A month of a year that is not said.
    MonthOf(i8),
}
