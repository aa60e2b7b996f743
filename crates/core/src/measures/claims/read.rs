//! Reading prose for what it claims of measures: which measure a sentence names, and what it says of it. What names none is
//! left alone, and told as not checked. **Not here.** Judging ([`crate::measures::checks`]).

use super::sentence::{ClaimedTrend, ClaimedValue, MeasureClaim};
use super::words::{ProseWord, SaidPeriod, better, count, denies, period, way, words_of};
use crate::measures::assessed::MeasureAssessment;
use crate::measures::definition::MeasureUnit;
use crate::measures::period::{Period, PeriodKind};
use crate::measures::value::MeasureValue;

/// No text is read further.
const MOST_LETTERS: usize = 400_000;
/// Letters that two words have in common to be of one stem.
const STEM: usize = 5;

/// What prose claims: claims, and sentences that speak of figures and name no measure.
#[derive(Clone, Debug, Default)]
pub struct MeasureClaims<'m> {
    /// The claims.
    pub claims: Vec<MeasureClaim<'m>>,
    /// Sentences that may claim something of a measure and name none, or several.
    pub unchecked: Vec<String>,
}

/// Reads prose.
#[must_use]
pub fn claims_of<'m>(text: &str, seen: &'m [MeasureAssessment<'m>]) -> MeasureClaims<'m> {
    let mut found = MeasureClaims::default();
    let text: String = text.chars().take(MOST_LETTERS).collect();
    for sentence in sentences(&text) {
        let words = words_of(sentence);
        match named(&words, seen) {
            Some(one) => {
                let claim = claim(sentence, &words, one);
                if !claim.claims_nothing() {
                    found.claims.push(claim);
                }
            }
            None if speaks_of_change(&words) => found.unchecked.push(sentence.to_owned()),
            None => {}
        }
    }
    found
}

/// Sentences of a text: at full stops that end one, and at ends of lines.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut from = 0;
        for (at, _) in line.match_indices(['.', '!', '?']) {
            let behind = line.get(at + 1..).unwrap_or_default();
            let ends = behind.is_empty() || behind.starts_with([' ', '\u{a0}', '"', '\u{201d}']);
            if ends {
                found.extend(line.get(from..=at));
                from = at + 1;
            }
        }
        found.extend(line.get(from..));
    }
    found.into_iter().map(str::trim).filter(|sentence| !sentence.is_empty()).collect()
}

fn speaks_of_change(words: &[ProseWord]) -> bool {
    words.iter().any(|word| better(&word.text).is_some())
        || words.iter().any(|word| word.number.is_some()) && words.iter().any(|word| way(&word.text).is_some())
}

/// The measure that a sentence names: the longest name that stands in it, where one does alone.
fn named<'m>(words: &[ProseWord], seen: &'m [MeasureAssessment<'m>]) -> Option<&'m MeasureAssessment<'m>> {
    let mut best: Option<(usize, &MeasureAssessment<'m>)> = None;
    let mut is_alone = true;
    for one in seen {
        let Some(length) = fits(words, one) else { continue };
        match best {
            Some((most, _)) if length < most => {}
            Some((most, other)) if length == most && other.held.key != one.held.key => is_alone = false,
            _ => {
                is_alone = true;
                best = Some((length, one));
            }
        }
    }
    best.filter(|_| is_alone).map(|(_, one)| one)
}

/// How many letters of a measure's names stand in a sentence; none where none does.
fn fits(words: &[ProseWord], seen: &MeasureAssessment<'_>) -> Option<usize> {
    let definition = &seen.held.definition;
    let key = seen.held.key.replace('-', " ");
    let part = seen.series.split_once(": ").map_or("", |(_, part)| part);
    if !part.is_empty() && !stands_in(words, part) {
        return None;
    }
    let names = [definition.name.as_str(), &definition.plain, &key]
        .into_iter()
        .chain(definition.also.iter().map(String::as_str));
    let length = names.filter(|name| !name.is_empty() && stands_in(words, name)).map(str::len).max()?;
    Some(length + part.len() * 100)
}

/// Whether every word of a name that says something stands in a sentence, in whatever form.
fn stands_in(words: &[ProseWord], name: &str) -> bool {
    let small = ["of", "the", "a", "an", "in", "for", "to", "and", "who", "at", "with", "per", "by", "were", "is"];
    let bare = name.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let says: Vec<&str> =
        bare.filter(|word| !word.is_empty() && !small.contains(&word.to_lowercase().as_str())).collect();
    // "EHC plans" are "plans" to whoever writes of nothing else.
    let is_short_form = |word: &str| word.len() <= 5 && word.chars().all(|c| c.is_ascii_uppercase());
    let mut wanted = says.iter().filter(|word| says.len() < 3 || !is_short_form(word)).map(|word| word.to_lowercase());
    let stands = |wanted: String| words.iter().any(|word| is_of_one_stem(&word.text, &wanted));
    !says.is_empty() && wanted.all(stands)
}

fn is_of_one_stem(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let shorter = one.chars().count().min(other.chars().count());
    one == other
        || common >= STEM && common + 3 >= shorter
        || common == shorter && shorter >= 4 && one.len().abs_diff(other.len()) <= 2
}

/// A number or a period where it stands.
struct Standing {
    at: usize,
    period: Option<Period>,
    value: Option<MeasureValue>,
}

fn claim<'m>(sentence: &str, words: &[ProseWord], seen: &'m MeasureAssessment<'m>) -> MeasureClaim<'m> {
    let has = |all: &[&str]| {
        words.windows(all.len()).any(|window| window.iter().zip(all).all(|(word, wanted)| word.text == *wanted))
    };
    let is_denied = words.iter().any(|word| denies(&word.text));
    let periods = periods_of(words, seen);
    let numbers = numbers_of(words, seen, &periods);
    let mut found = MeasureClaim {
        text: sentence.to_owned(),
        seen,
        values: Vec::new(),
        change: None,
        periods: None,
        way: words.iter().find_map(|word| way(&word.text)).filter(|_| !is_denied),
        trend: None,
        beyond_usual: None,
        promised: None,
        counts: counts_of(words, seen, &numbers),
        asked_about: None,
        jumped_in: None,
        like: None,
        against: None,
    };
    let trend = words.iter().find_map(|word| better(&word.text)).filter(|_| !is_denied);
    found.trend = trend.map(|is_better| if is_better { ClaimedTrend::Better } else { ClaimedTrend::Worse });
    if has(&["usual"]) && !is_denied {
        let side = |word: &ProseWord| match word.text.as_str() {
            "above" | "over" | "beyond" => Some(true),
            "below" | "under" => Some(false),
            _ => None,
        };
        found.beyond_usual = words.iter().find_map(side);
    }
    let promises = has(&["on", "track"])
        || has(&["on", "course"])
        || has(&["will", "be", "met"])
        || has(&["will", "reach"])
        || has(&["will", "meet"])
        || has(&["expect", "to", "reach"])
        || has(&["will", "be", "reached"]);
    if promises && !is_denied {
        found.promised = numbers
            .last()
            .and_then(|number| number.value)
            .or_else(|| seen.target.as_ref().and_then(|target| target.value));
        return found;
    }
    let asks =
        ["exception", "escalate", "escalated", "explain", "explained", "why", "investigate", "question", "questioned"];
    if words.iter().any(|word| asks.contains(&word.text.as_str())) {
        found.asked_about = periods.first().and_then(|one| one.period);
    }
    if has(&["than"]) && words.iter().any(|word| theirs(&word.text, seen)) {
        found.against = numbers.last().and_then(|number| number.value);
        return found;
    }
    if let Some(like) = like_of(words, &has, &periods) {
        found.like = Some(like);
        return found;
    }
    told_numbers(words, numbers, &periods, &mut found);
    found
}

/// "13% higher than a year before".
fn like_of(
    words: &[ProseWord],
    has: &dyn Fn(&[&str]) -> bool,
    periods: &[Standing],
) -> Option<(Option<Period>, MeasureValue, bool)> {
    let of_year =
        has(&["year", "before"]) || has(&["year", "earlier"]) || has(&["year", "ago"]) || has(&["last", "year"]);
    let at = words.iter().position(|word| way(&word.text).is_some())?;
    let near = words.get(at.saturating_sub(2)..(at + 4).min(words.len()))?;
    let percent = near.iter().find_map(|word| word.number.filter(|(_, is_percent)| *is_percent))?;
    let has_change = has(&["from"]) || !of_year;
    let is_up = words.get(at).and_then(|word| way(&word.text))?;
    (!has_change).then(|| (periods.first().and_then(|one| one.period), percent.0, is_up))
}

/// Values and changes, with their periods.
fn told_numbers(words: &[ProseWord], mut numbers: Vec<Standing>, periods: &[Standing], found: &mut MeasureClaim<'_>) {
    let from = words.iter().position(|word| word.text == "from");
    let to = from.and_then(|from| words.iter().skip(from).position(|word| word.text == "to").map(|to| from + to));
    if let Some((from, to)) = from.zip(to) {
        let first = numbers.iter().find(|number| number.at > from && number.at < to);
        let second = numbers.iter().find(|number| number.at > to);
        if let Some((first, second)) = first.zip(second) {
            found.change = first.value.zip(second.value);
            let within = |from: usize, to: usize| {
                periods.iter().find(|one| one.at > from && one.at < to).and_then(|one| one.period)
            };
            let (began, ended) = (within(first.at, second.at), within(second.at, usize::MAX));
            found.periods = began.zip(ended);
            let (one, other) = (first.value, second.value);
            let told = [(one, began), (other, ended)]
                .into_iter()
                .filter_map(|(value, period)| Some(ClaimedValue { value: value?, period }));
            found.values = told.collect();
            return;
        }
    }
    let is_jump =
        words.iter().any(|word| matches!(word.text.as_str(), "jumped" | "soared" | "plunged" | "shot" | "leapt"));
    numbers.retain(|number| number.value.is_some());
    // The nearest period, where there is one for each.
    let nearest = |number: &Standing| {
        let distance = |one: &&Standing| one.at.abs_diff(number.at);
        periods.iter().min_by_key(distance).and_then(|one| one.period)
    };
    let is_clear = periods.len() == 1 && numbers.len() == 1 || periods.len() == numbers.len();
    found.values = numbers
        .iter()
        .filter_map(|number| Some(ClaimedValue { value: number.value?, period: nearest(number).filter(|_| is_clear) }))
        .collect();
    if is_jump {
        found.jumped_in = found.values.first().and_then(|one| one.period);
    }
}

/// Whether a word names another area that the measure is held against.
fn theirs(word: &str, seen: &MeasureAssessment<'_>) -> bool {
    ["england", "national", "nationally", "regional", "neighbours"].contains(&word)
        || seen.held.benchmarks.iter().any(|one| one.name.to_lowercase().split(' ').next() == Some(word))
}

/// Periods, in order; a month without a year is the last such one that has a value, or of the year that another has.
fn periods_of(words: &[ProseWord], seen: &MeasureAssessment<'_>) -> Vec<Standing> {
    let mut found: Vec<(usize, SaidPeriod)> = Vec::new();
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        match period(rest) {
            Some((one, taken)) => {
                found.push((at, one));
                at += taken;
            }
            None => at += 1,
        }
    }
    let years = found.iter().rev().find_map(|(_, one)| match one {
        SaidPeriod::Whole(period) => Some(period.first().year()),
        SaidPeriod::MonthOf(_) => None,
    });
    let latest = |month: i8| {
        let values = seen.held.series.get(&seen.series)?;
        values
            .keys()
            .rev()
            .find(|period| period.kind() == PeriodKind::Month && period.first().month() == month)
            .copied()
    };
    let whole = |one: &SaidPeriod| match (one, years) {
        (SaidPeriod::Whole(period), _) => Some(*period),
        (SaidPeriod::MonthOf(month), Some(year)) => Period::month(year, *month),
        (SaidPeriod::MonthOf(month), None) => latest(*month),
    };
    found.iter().map(|(at, one)| Standing { at: *at, period: whole(one), value: None }).collect()
}

/// Numbers that can be values of the measure: of its unit, and no part of its name, a period or a span of time.
fn numbers_of(words: &[ProseWord], seen: &MeasureAssessment<'_>, periods: &[Standing]) -> Vec<Standing> {
    let unit = seen.held.definition.unit;
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    let is_value = |at: usize, word: &ProseWord| {
        let Some((value, is_percent)) = word.number else { return false };
        let behind = text(at + 1);
        let before = at.checked_sub(1).map_or("", text);
        let is_time = ["week", "weeks", "day", "days", "months", "month", "years", "year"].contains(&behind);
        let is_year = value.places() == 0 && (1_900..2_200).contains(&(value.millionths() / 1_000_000)) && !is_percent;
        let in_period = periods.iter().any(|one| one.at == at || one.at + 1 == at && is_year);
        match unit {
            _ if in_period || before == "within" || behind == "year" => false,
            MeasureUnit::Percent => is_percent,
            MeasureUnit::Weeks | MeasureUnit::Days => is_time && !is_percent,
            _ => !is_percent && !is_time && !is_year,
        }
    };
    let all = words.iter().enumerate().filter(|(at, word)| is_value(*at, word));
    all.map(|(at, word)| Standing { at, period: None, value: word.number.map(|(value, _)| value) }).collect()
}

/// Counts of people: of a measure that counts them, in figures and in words.
fn counts_of(words: &[ProseWord], seen: &MeasureAssessment<'_>, numbers: &[Standing]) -> Vec<i64> {
    if seen.held.definition.unit != MeasureUnit::Count {
        return Vec::new();
    }
    let people = [
        "child", "children", "pupil", "pupils", "young", "people", "person", "students", "learners", "family",
        "families", "cases", "were", "was",
    ];
    let followed = |at: usize| words.iter().skip(at + 1).take(3).any(|word| people.contains(&word.text.as_str()));
    let in_words = words.iter().enumerate().filter(|(at, _)| followed(*at)).filter_map(|(_, word)| count(&word.text));
    let whole = |number: &Standing| {
        number.value.filter(|value| value.places() == 0).map(|value| value.millionths() / 1_000_000)
    };
    in_words.chain(numbers.iter().filter_map(whole)).collect()
}
