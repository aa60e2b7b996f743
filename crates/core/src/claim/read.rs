//! Reading claims out of sentences.
//!
//! A claim is a number followed, within its clause, by words of a known meaning ("have been
//! started"); a percentage in the clause belongs to the number before it. Everything else in a
//! sentence is left alone: a number that is not understood is not a claim.

use super::{Claim, ClaimKind};
use crate::day::{self, DayOrder, When};
use crate::place::Place;
use crate::quantity::Percent;

/// Words that give a clause its meaning, the more particular first.
const MEANINGS: [(&str, ClaimKind); 30] = [
    ("due to have started", ClaimKind::DueToStart),
    ("due to start", ClaimKind::DueToStart),
    ("due to be started", ClaimKind::DueToStart),
    ("due to commence", ClaimKind::DueToStart),
    ("should have started", ClaimKind::DueToStart),
    ("not been started", ClaimKind::NotStarted),
    ("not yet started", ClaimKind::NotStarted),
    ("not started", ClaimKind::NotStarted),
    ("yet to start", ClaimKind::NotStarted),
    ("past their finish", ClaimKind::PastFinish),
    ("past its finish", ClaimKind::PastFinish),
    ("overdue", ClaimKind::PastFinish),
    ("been reported", ClaimKind::Reported),
    ("were reported", ClaimKind::Reported),
    ("are reported", ClaimKind::Reported),
    ("reported on", ClaimKind::Reported),
    ("been started", ClaimKind::Started),
    ("have started", ClaimKind::Started),
    ("has started", ClaimKind::Started),
    ("are started", ClaimKind::Started),
    ("were started", ClaimKind::Started),
    ("under way", ClaimKind::Started),
    ("underway", ClaimKind::Started),
    ("been completed", ClaimKind::Complete),
    ("are complete", ClaimKind::Complete),
    ("is complete", ClaimKind::Complete),
    ("complete", ClaimKind::Complete),
    ("focus areas", ClaimKind::FocusAreas),
    ("actions in", ClaimKind::Actions),
    ("actions are listed", ClaimKind::Actions),
];

/// Words of numbers up to twelve, as prose writes them.
const NUMBER_WORDS: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// A paragraph is read up to here; longer ones are not prose.
const LONGEST_PARAGRAPH: usize = 20_000;

/// The claims in one paragraph.
#[must_use]
pub fn claims_in(paragraph: &str, place: &Place) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    if paragraph.len() > LONGEST_PARAGRAPH {
        return claims;
    }
    for sentence in sentences_of(paragraph) {
        for clause in clauses_of(sentence) {
            if let Some(claim) = claim_in(clause, sentence, place, &claims) {
                claims.push(claim);
            }
        }
    }
    claims
}

/// Full stops end a sentence unless a digit follows at once ("96.3").
fn sentences_of(paragraph: &str) -> impl Iterator<Item = &str> {
    paragraph
        .split_inclusive(['.', '!', '?', '\n'])
        .scan(0usize, |_, part| Some(part))
        .fold(Vec::new(), |mut sentences: Vec<(usize, usize)>, part| {
            let from = sentences.last().map_or(0, |(_, end)| *end);
            let end = from + part.len();
            let joined = sentences.last().is_some_and(|(start, at)| {
                paragraph.get(*start..*at).is_some_and(|text| {
                    text.ends_with('.') && text[..text.len() - 1].ends_with(|c: char| c.is_ascii_digit())
                }) && part.starts_with(|c: char| c.is_ascii_digit())
            });
            match sentences.last_mut() {
                Some(last) if joined => last.1 = end,
                _ => sentences.push((from, end)),
            }
            sentences
        })
        .into_iter()
        .map(|(from, to)| paragraph.get(from..to).unwrap_or("").trim())
}

/// Clauses are parted by commas, semicolons and "and": one number each.
fn clauses_of(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split([',', ';']).flat_map(|part| part.split(" and ")).map(str::trim).filter(|c| !c.is_empty())
}

fn claim_in(clause: &str, sentence: &str, place: &Place, before: &[Claim]) -> Option<Claim> {
    let lower = clause.to_ascii_lowercase();
    let (words, kind) = MEANINGS.iter().find(|(words, _)| lower.contains(words))?;
    let meaning_at = lower.find(words)?;
    let numbers = numbers_of(&lower);
    let mut counts = numbers.iter().filter(|n| !n.percent && n.at < meaning_at);
    let (first, second) = (counts.next()?, counts.next());
    // "Of 29 actions 28 have started" and "28 of 29 actions have started" say the same.
    let is_whole_first = lower.get(..first.at).is_some_and(|before| before.split_whitespace().last() == Some("of"));
    let (first, of) = match second {
        Some(second) if is_whole_first => (second, Some(first)),
        _ => (first, second.filter(|n| parts_of(&lower, first.end, n.at))),
    };
    let share = numbers.iter().find(|n| n.percent);
    let denominator = of.map(|n| n.value).or_else(|| share.and(due_before(before)));
    Some(Claim {
        kind: *kind,
        count: first.value,
        of: denominator,
        percent: share.and_then(|n| Percent::parse(&n.text, false)),
        percent_decimals: share.map_or(0, |n| n.decimals),
        within: within(clause, meaning_at + words.len()),
        text: sentence.into(),
        place: place.clone(),
    })
}

/// Whether what stands between two numbers makes the second the whole of the first.
fn parts_of(lower: &str, from: usize, to: usize) -> bool {
    lower.get(from..to).is_some_and(|between| between.trim().starts_with("of") || between.contains(" of "))
}

/// A share without its whole is a share of those that were due, if the text said how many.
fn due_before(before: &[Claim]) -> Option<i64> {
    before.iter().rev().find(|claim| claim.kind == ClaimKind::DueToStart).map(|claim| claim.count)
}

/// "in April 2022" and "by 30 April 2022" after the meaning.
fn within(clause: &str, from: usize) -> Option<When> {
    let rest = clause.get(from..)?.trim_start();
    let rest = rest.strip_prefix("in ").or_else(|| rest.strip_prefix("by ")).or_else(|| rest.strip_prefix("on "))?;
    let rest = rest.strip_prefix("the end of ").unwrap_or(rest).trim_end_matches(['.', ')']);
    let words: Vec<&str> = rest.split_whitespace().take(4).collect();
    (1..=words.len())
        .rev()
        .find_map(|n| day::parse(&words.get(..n)?.join(" "), DayOrder::DayFirst).ok())
        .map(|dated| dated.when)
}

struct NumberAt {
    at: usize,
    end: usize,
    value: i64,
    percent: bool,
    decimals: u8,
    text: String,
}

fn numbers_of(lower: &str) -> Vec<NumberAt> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(rest) = lower.get(at..).filter(|rest| !rest.is_empty()) {
        let is_digit = rest.starts_with(|c: char| c.is_ascii_digit());
        let end = rest
            .find(|c: char| if is_digit { !(c.is_ascii_digit() || c == '.') } else { !c.is_alphabetic() })
            .unwrap_or(rest.len());
        let word = rest[..end].trim_end_matches('.');
        if is_digit {
            let (whole, part) = word.split_once('.').unwrap_or((word, ""));
            let after = rest[end..].trim_start();
            let percent = after.starts_with('%') || after.starts_with("per cent") || after.starts_with("percent");
            if let Ok(value) = whole.parse() {
                let decimals = u8::try_from(part.len()).unwrap_or(u8::MAX);
                numbers.push(NumberAt { at, end: at + end, value, percent, decimals, text: word.to_owned() });
            }
        } else if let Some(value) = NUMBER_WORDS.iter().position(|number| *number == word) {
            numbers.push(NumberAt {
                at,
                end: at + end,
                value: i64::try_from(value).unwrap_or(0),
                percent: false,
                decimals: 0,
                text: word.to_owned(),
            });
        }
        at += end.max(rest.chars().next().map_or(1, char::len_utf8));
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(ClaimKind, i64, Option<i64>, Option<String>)> {
        claims_in(text, &Place::default())
            .into_iter()
            .map(|c| (c.kind, c.count, c.of, c.percent.map(|p| p.to_string())))
            .collect()
    }

    #[test]
    fn the_paragraph_of_june_2022_is_three_counts_and_a_share() {
        let text = "27 actions were due to have started in April 2022, of which 27 have been reported. 26 have been started (97%). For all those actions where we have an update, meeting dates and future actions have been identified.";
        assert_eq!(
            read(text),
            [
                (ClaimKind::DueToStart, 27, None, None),
                (ClaimKind::Reported, 27, None, None),
                (ClaimKind::Started, 26, Some(27), Some("97%".into())),
            ]
        );
        let within = claims_in(text, &Place::default())[0].within.unwrap();
        assert_eq!(within, When::month(2022, 4).unwrap());
    }

    #[test]
    fn other_wordings_are_understood_and_the_rest_is_left_alone() {
        assert_eq!(
            read("64 of 114 are complete (56.1%)."),
            [(ClaimKind::Complete, 64, Some(114), Some("56.1%".into()))]
        );
        assert_eq!(
            read("Four actions are overdue, and two have not started."),
            [(ClaimKind::PastFinish, 4, None, None), (ClaimKind::NotStarted, 2, None, None)]
        );
        assert_eq!(
            read("Of 29 actions 28 have started (96.6%)."),
            [(ClaimKind::Started, 28, Some(29), Some("96.6%".into()))]
        );
        assert_eq!(read("In 2022 the board met 12 times. The work of 2C continues."), []);
        assert_eq!(read(&"9".repeat(60)), []);
    }
}
