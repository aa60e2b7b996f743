//! Days in a sentence: "Friday 15 May 2025", "the end of August", "2022/23", "30 September". **Not here.** Days in cells
//! ([`crate::day`]), which are read whole.

use super::number::Unit;
use super::token::{Kind, Part, Spoken, Token};
use super::words::{english, is_one};
use crate::day::{self, Date, DayOrder, Precision, Weekday, When};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Joins the tokens of days.
pub(super) fn join(tokens: &mut Vec<Token>, sentence: &str, on: Date) {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let reading = Reading { tokens, sentence, on };
        let (token, length) = match reading.spoken(at) {
            Some((spoken, length)) => {
                let last = &tokens[(at + length - 1).min(tokens.len() - 1)];
                (Token { kind: Kind::When(spoken), to: last.to, ..tokens[at].clone() }, length)
            }
            None => (tokens[at].clone(), 1),
        };
        joined.push(token);
        at += length;
    }
    *tokens = joined;
}

struct Reading<'a> {
    tokens: &'a [Token],
    sentence: &'a str,
    on: Date,
}

impl Reading<'_> {
    /// What is spoken of from a token on, and how many tokens say so.
    fn spoken(&self, at: usize) -> Option<(Spoken, usize)> {
        let token = self.tokens.get(at)?;
        if token.kind == Kind::Word {
            let part = match token.word.as_str() {
                "end" | "close" => Some(Part::End),
                "rest" | "remainder" => Some(Part::Rest),
                _ => None,
            };
            if let Some(part) = part
                && self.word(at + 1) == Some("of")
            {
                let skip = usize::from(self.word(at + 2) == Some("the"));
                let (spoken, length) = self.alone(at + 2 + skip)?;
                return Some((Spoken { part, ..spoken }, length + 2 + skip));
            }
        }
        self.alone(at)
    }

    /// "July to September 2026": from one month to another.
    fn months(&self, at: usize) -> Option<(Spoken, usize)> {
        let first = self.month(at)?;
        let (year, joint) = self.year(at + 1).map_or((None, at + 1), |year| (Some(year), at + 2));
        let between = self.tokens.get(joint)?;
        let last = self.month(joint + 1)?;
        // "Between January and March", "July and August".
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let is_between = before.is_some_and(|before| before.is_word("between"));
        let is_and = between.is_word("and") && (is_between || last == first % 12 + 1);
        if !(between.is_mark('-') || between.is_one_of(&["to", "until"]) || is_and) {
            return None;
        }
        // "From June to July it rose" compares.
        let compares = before.is_some_and(|before| before.is_word("from"));
        let ends = self.year(joint + 2).filter(|_| !compares)?;
        let begins = year.unwrap_or(if first > last { ends - 1 } else { ends });
        let when = When {
            first: When::month(begins, first)?.first,
            last: When::month(ends, last)?.last,
            precision: Precision::Months,
        };
        let spoken = Spoken { when: Some(when), weekday: None, has_year: true, part: Part::Whole, last_day: None };
        Some((spoken, joint + 3 - at))
    }

    fn alone(&self, at: usize) -> Option<(Spoken, usize)> {
        if let Some(found) = self.months(at) {
            return Some(found);
        }
        if let Some(weekday) = self.weekday(at) {
            let mut next = at + 1;
            while self
                .tokens
                .get(next)
                .is_some_and(|token| token.is_mark(',') || token.is_mark('.') || token.is_word("the"))
            {
                next += 1;
            }
            let (spoken, length) = self.date(next)?;
            let is_day = spoken.when.is_none_or(|when| when.precision == Precision::Day);
            return is_day.then_some((Spoken { weekday: Some(weekday), ..spoken }, next + length - at));
        }
        self.date(at)
    }

    fn word(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).filter(|token| token.kind == Kind::Word).map(|token| token.word.as_str())
    }

    fn weekday(&self, at: usize) -> Option<Weekday> {
        let token = self.tokens.get(at).filter(|token| token.kind == Kind::Word && token.capital)?;
        let is = |name: &str| {
            name == token.word || token.word.len() >= 3 && token.word.len() <= 5 && name.starts_with(&*token.word)
        };
        WEEKDAYS.iter().find(|(name, _)| is(name)).map(|(_, weekday)| *weekday)
    }

    /// A day, a month or a year.
    fn date(&self, at: usize) -> Option<(Spoken, usize)> {
        let token = self.tokens.get(at)?;
        let after = |at: usize| self.tokens.get(at);
        if let Some(day) = self.day_number(at) {
            let mut next = at + 1;
            if self.word(next) == Some("of") {
                next += 1;
            }
            if let Some(month) = self.month(next) {
                let comma = usize::from(
                    after(next + 1).is_some_and(|token| token.is_mark(',')) && self.year(next + 2).is_some(),
                );
                let dot = usize::from(
                    after(next + 1).is_some_and(|token| token.is_mark('.')) && self.year(next + 2).is_some(),
                );
                return match self.year(next + 1 + comma + dot) {
                    Some(year) => Some((Self::day(year, month, day, true), next + 2 + comma + dot - at)),
                    None => Some((Self::day(self.nearest(month, day), month, day, false), next + 1 - at)),
                };
            }
        }
        if let Some(month) = self.month(at) {
            // "March 14, 2025" is written with the month first.
            if let Some(day) = self.day_number(at + 1)
                && after(at + 2).is_some_and(|token| token.is_mark(','))
                && let Some(year) = self.year(at + 3)
            {
                return Some((Self::day(year, month, day, true), 4));
            }
            // "May 25" is of 2025, or a day of May: either way no count.
            if let Some(number) = self.day_number(at + 1).filter(|_| {
                !after(at + 2).is_some_and(|next| {
                    next.is_mark('%') || next.is_one_of(&["of"]) || is_one(&english().actions, &next.word)
                })
            }) {
                let year = 2_000 + i16::from(number);
                let spoken = if number > 19 {
                    Spoken {
                        when: When::month(year, month),
                        weekday: None,
                        has_year: true,
                        part: Part::Whole,
                        last_day: None,
                    }
                } else {
                    Self::day(self.nearest(month, number), month, number, false)
                };
                return Some((spoken, 2));
            }
            let (year, has_year) = self.year(at + 1).map_or((self.on.year(), false), |year| (year, true));
            let when = When::month(year, month)?;
            return Some((
                Spoken { when: Some(when), weekday: None, has_year, part: Part::Whole, last_day: None },
                1 + usize::from(has_year),
            ));
        }
        let text = self.sentence.get(token.from..token.to).unwrap_or_default();
        if token.kind == Kind::Name && token.word.starts_with(|letter: char| letter.is_ascii_digit()) {
            return Self::in_digits(text).map(|spoken| (spoken, 1));
        }
        let year = self.year(at)?;
        let when = When {
            first: Date::new(year, 1, 1).ok()?,
            last: Date::new(year, 12, 31).ok()?,
            precision: Precision::Months,
        };
        Some((Spoken { when: Some(when), weekday: None, has_year: true, part: Part::Whole, last_day: None }, 1))
    }

    /// "14/04/2025", "2025-04-14", "2022/23".
    fn in_digits(text: &str) -> Option<Spoken> {
        let spoken = |when| Spoken { when, weekday: None, has_year: true, part: Part::Whole, last_day: None };
        let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
        if let [from, to] = parts[..]
            && let (Ok(from), Ok(to)) = (from.parse::<i16>(), to.parse::<i16>())
            && (1980..=2079).contains(&from)
            && (to == from + 1 || to == (from + 1) % 100)
        {
            let when = When {
                first: Date::new(from, 4, 1).ok()?,
                last: Date::new(from + 1, 3, 31).ok()?,
                precision: Precision::Months,
            };
            return Some(spoken(Some(when)));
        }
        let [first, month, third] = parts[..] else { return None };
        let is_days = [first, month, third].iter().all(|part| part.parse::<i16>().is_ok()) && month.len() <= 2;
        if !is_days {
            return None;
        }
        if let Ok(dated) = day::parse(text, DayOrder::DayFirst) {
            return Some(spoken(Some(dated.when)));
        }
        let (year, day) = if first.len() == 4 { (first, third) } else { (third, first) };
        let year: i16 = year.parse().ok().map(|year: i16| if year < 100 { 2_000 + year } else { year })?;
        let (month, day): (i8, i8) = (month.parse().ok()?, day.parse().ok()?);
        (1..=12).contains(&month).then(|| Self::day(year, month, day, true))
    }

    fn day(year: i16, month: i8, day: i8, has_year: bool) -> Spoken {
        let when = Date::new(year, month, day).ok().map(When::day);
        let last_day =
            if when.is_none() { Date::new(year, month, 1).ok().map(|first| first.last_of_month().day()) } else { None };
        Spoken { when, weekday: None, has_year, part: Part::Whole, last_day }
    }

    /// The year in which a day without one is nearest to the report's.
    fn nearest(&self, month: i8, day: i8) -> i16 {
        let year = self.on.year();
        let away = |year: &i16| {
            let day = Date::new(*year, month, 1)
                .ok()
                .and_then(|first| Date::new(*year, month, day.min(first.last_of_month().day())).ok());
            day.map_or(i32::MAX, |day| day::days_between(self.on, day).abs())
        };
        [year - 1, year, year + 1].into_iter().min_by_key(away).unwrap_or(year)
    }

    /// "15", "11th".
    fn day_number(&self, at: usize) -> Option<i8> {
        let token = self.tokens.get(at)?;
        let is_count = token.number().is_some_and(|number| number.unit == Unit::Count);
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|ending| token.word.strip_suffix(ending));
        let digits = ordinal.unwrap_or(&token.word);
        let digits =
            if is_count || token.kind == Kind::Name && digits.len() < token.word.len() { digits } else { return None };
        digits.parse().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)
    }

    /// A month by its name: "may" and "march" are other words in small letters.
    fn month(&self, at: usize) -> Option<i8> {
        let token = self.tokens.get(at).filter(|token| token.kind == Kind::Word && token.capital)?;
        let may_be_a_name = !matches!(token.word.as_str(), "mar" | "marc" | "dec" | "jan" | "jun" | "augu")
            || self.year(at + 1).is_some()
            || self.day_number(at.wrapping_sub(1)).is_some();
        let modal =
            token.word == "may" && at == 0 && self.word(1).is_some_and(|next| matches!(next, "i" | "we" | "they"));
        day::month_named(&token.word).filter(|_| may_be_a_name && !modal)
    }

    /// "2025": four digits without a comma.
    fn year(&self, at: usize) -> Option<i16> {
        let token = self.tokens.get(at)?;
        let text = self.sentence.get(token.from..token.to)?;
        token.number().filter(|number| number.unit == Unit::Count)?;
        let is_share = self.tokens.get(at + 1).is_some_and(|next| next.is_mark('%'));
        let year: i16 = text.parse().ok().filter(|_| text.len() == 4 && !is_share)?;
        (1900..=2099).contains(&year).then_some(year)
    }
}
