//! The calendar of schools and of budgets: terms and their halves, half terms, Easter and Christmas, financial and
//! academic years. **Not here.** Quarters and terms written in full ([`super::stretch`]).
//!
//! A term is known to the month. Where no year stands beside it the school year of the document tells it.

use super::stretch::{financial_year, months, quarter};
use super::{When, month_named};

/// Words that say nothing of which term or half is meant.
const BESIDE: [&str; 21] = [
    "by", "the", "of", "in", "during", "before", "at", "to", "for", "a", "half", "halfterm", "term", "school",
    "holiday", "holidays", "break", "from", "and", "year", "within",
];

/// The month in which a season's halves lie: from, its middle, to.
fn season(word: &str) -> Option<(i8, i8, i8)> {
    match word {
        "autumn" => Some((9, 10, 12)),
        "spring" => Some((1, 2, 4)),
        "summer" => Some((4, 5, 7)),
        _ => None,
    }
}

/// A stretch of months within the year that a term belongs to.
fn within(year: i16, from: i8, to: i8) -> Option<When> {
    if from == to { When::month(year, from) } else { months((year, from), (year, to)) }
}

/// A term, half a term, a half term's holiday, Easter or Christmas; `school_year` is the year in which the document's
/// school year begins.
pub(super) fn term(text: &str, school_year: Option<i16>) -> Option<When> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let (mut named, mut month, mut feast, mut halves, mut year, mut edge) = (None, None, None, Vec::new(), None, None);
    let is_half = words.windows(2).any(|pair| pair == ["half", "term"]) || words.contains(&"halfterm");
    for (at, word) in words.iter().enumerate() {
        match *word {
            word if season(word).is_some() && named.is_none() => named = season(word).map(|season| (word, season)),
            "1" | "2" if named.is_some() => halves.push(*word),
            "easter" => feast = Some((3, 4)),
            "christmas" | "xmas" => feast = Some((12, 12)),
            "end" | "late" => edge = Some(true),
            "start" | "beginning" | "early" => edge = Some(false),
            word if word.len() == 4 && word.starts_with("20") => year = word.parse().ok(),
            // "Summer 2 24", "Autumn 23".
            word if word.len() == 2 && at + 1 == words.len() && word.bytes().all(|byte| byte.is_ascii_digit()) => {
                year = word.parse().ok().map(|short: i16| 2000 + short);
            }
            word if is_half && month_named(word).is_some() => month = month_named(word),
            word if BESIDE.contains(&word) => {}
            _ => return None,
        }
    }
    // Autumn, and what lies in it, is of the year in which the school year begins.
    let year_of = |month: i8| year.or_else(|| school_year.map(|begins| if month >= 9 { begins } else { begins + 1 }));
    if let Some(month) = month {
        return When::month(year_of(month)?, month);
    }
    if let Some((from, to)) = feast.filter(|_| named.is_none()) {
        return within(year_of(from)?, from, to);
    }
    let (name, (from, middle, to)) = named?;
    let year = year_of(from)?;
    if is_half {
        let month = match name {
            "autumn" => 10,
            "spring" => 2,
            _ => 5,
        };
        return When::month(year, month);
    }
    match (halves.as_slice(), edge) {
        (["1"], _) => within(year, from, middle),
        (["2"] | [] | ["1", "2"], Some(true)) => When::month(year, to),
        (["2"], _) => within(year, middle, to),
        ([], Some(false)) => When::month(year, from),
        _ => within(year, from, to),
    }
}

/// "FY 24/25", "2024-25", "AY 2023/24", "Q1 24/25", "end of Q1 24/25".
pub(super) fn year(text: &str) -> Option<When> {
    let text = text.trim();
    let mut rest = text;
    let mut is_academic = false;
    for (words, academic) in [
        ("academic year", true),
        ("school year", true),
        ("ay", true),
        ("financial year", false),
        ("fiscal year", false),
        ("fy", false),
        ("year", false),
    ] {
        if let Some(after) = text.strip_prefix(words) {
            (rest, is_academic) = (after.trim_start(), academic);
            break;
        }
    }
    if let Some(when) = quarter(rest) {
        return Some(when);
    }
    let begins = financial_year(rest)?;
    let ends = begins.checked_add(1)?;
    if is_academic { months((begins, 9), (ends, 8)) } else { months((begins, 4), (ends, 3)) }
}
