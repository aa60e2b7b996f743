//! Stretches of whole months, as plans write them: quarters of a financial year, school terms.
//!
//! A financial year of a council begins in April, so "Q2 22/23" is July to September 2022; "Q2 2022"
//! could be of either year and is not read. A school term is known to the month.

use super::{Precision, When};
use jiff::civil::Date;

/// What a text means, where it names a quarter or a term with its year.
pub(super) fn read(text: &str) -> Option<When> {
    let plain = text.to_lowercase();
    iso(&plain).or_else(|| quarter(&plain)).or_else(|| half(&plain)).or_else(|| term(&plain))
}

/// "h2 25/26": October to March.
fn half(text: &str) -> Option<When> {
    let rest = text.strip_prefix('h')?;
    let (number, rest) = rest.split_at_checked(1)?;
    let year = financial_year(rest.trim_start_matches([' ', ',', '-', '(']).trim_end_matches(')'))?;
    match number {
        "1" => months((year, 4), (year, 9)),
        "2" => months((year, 10), (year.checked_add(1)?, 3)),
        _ => None,
    }
}

/// From the first day of one month to the last of another.
pub(super) fn months(from: (i16, i8), to: (i16, i8)) -> Option<When> {
    let (first, last) = (Date::new(from.0, from.1, 1).ok()?, Date::new(to.0, to.1, 1).ok()?.last_of_month());
    (first < last).then_some(When { first, last, precision: Precision::Months })
}

/// "2022-07/2022-09" and "2022-07-04/2022-07-08", as we write them.
fn iso(text: &str) -> Option<When> {
    let month = |text: &str| {
        let (year, month) = text.split_once('-')?;
        (year.len() == 4 && month.len() == 2).then_some(())?;
        Some((year.parse().ok()?, month.parse().ok()?))
    };
    let (from, to) = text.split_once('/')?;
    let day = |text: &str| text.parse::<Date>().ok().filter(|_| text.len() == 10);
    match (day(from), day(to)) {
        (Some(from), Some(to)) => When::days(from, to),
        _ => months(month(from)?, month(to)?),
    }
}

/// "q2 22/23", "quarter 2 2022-23", "q4 of 2022/2023".
pub(super) fn quarter(text: &str) -> Option<When> {
    let rest = text.strip_prefix("quarter").or_else(|| text.strip_prefix('q'))?.trim_start();
    let (number, rest) = rest.split_at_checked(1)?;
    let number: i8 = number.parse().ok().filter(|number| (1..=4).contains(number))?;
    let year =
        financial_year(rest.trim_start_matches([' ', ',', '-', '(']).trim_start_matches("of ").trim_end_matches(')'))?;
    // January to March are of the next year.
    let first = if number == 4 { (year.checked_add(1)?, 1) } else { (year, 3 * number + 1) };
    months(first, (first.0, first.1 + 2))
}

/// The year in which "22/23", "2022/23" or "2022-2023" begins.
pub(super) fn financial_year(text: &str) -> Option<i16> {
    let (from, to) = text.trim().split_once(['/', '-', '\u{2013}'])?;
    let year = |text: &str| -> Option<i16> {
        let digits = text.trim();
        let year: i16 = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
        match digits.len() {
            2 => Some(2000 + year),
            4 => Some(year),
            _ => None,
        }
    };
    let (from, to) = (year(from)?, year(to)?);
    (to == from.checked_add(1)?).then_some(from)
}

/// "autumn term 2022", "end of spring term 2023", "by the end of the summer term 2023".
fn term(text: &str) -> Option<When> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let known =
        ["by", "the", "end", "of", "in", "during", "start", "beginning", "half", "term", "autumn", "spring", "summer"];
    let (year, words) = words.split_last()?;
    let year: i16 = year.parse().ok().filter(|_| year.len() == 4)?;
    let has = |word: &str| words.contains(&word);
    if !has("term") || !words.iter().all(|word| known.contains(word)) {
        return None;
    }
    let (from, to) = match (has("autumn"), has("spring"), has("summer")) {
        (true, false, false) => (9, 12),
        (false, true, false) => (1, 4),
        (false, false, true) => (4, 7),
        _ => return None,
    };
    match (has("end"), has("start") || has("beginning")) {
        (true, false) => When::month(year, to),
        (false, true) => When::month(year, from),
        (false, false) => months((year, from), (year, to)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_and_terms() {
        for (text, iso) in [
            ("Q2 22/23", Some("2022-07/2022-09")),
            ("q1 2022/23", Some("2022-04/2022-06")),
            ("Quarter 4 2022-2023", Some("2023-01/2023-03")),
            ("Q4 (22/23)", Some("2023-01/2023-03")),
            ("Q2 2022", None),
            ("Q5 22/23", None),
            ("Q2 22/24", None),
            ("Q2", None),
            ("Autumn term 2022", Some("2022-09/2022-12")),
            ("End of autumn term 2022", Some("2022-12")),
            ("by the end of the summer term 2023", Some("2023-07")),
            ("Start of spring term 2023", Some("2023-01")),
            ("end of autumn term", None),
            ("2022-07/2022-09", Some("2022-07/2022-09")),
            ("2022-09/2022-07", None),
            ("2022-09-05/2022-09-09", Some("2022-09-05/2022-09-09")),
            ("2022-09-09/2022-09-05", None),
            ("1/2", None),
            ("\u{e9}\u{e9}\u{e9}", None),
        ] {
            assert_eq!(read(text).map(|when| when.to_string()).as_deref(), iso, "{text}");
        }
    }
}
