//! Numbers in words, and what stands behind numbers: "two hundred and forty", "two thirds", "one in five", "per cent".
//! **Not here.** Numbers in digits ([`super::lexer`]).

use super::number::{Exact, Number, Unit};
use super::token::{Kind, Token};
use super::words::{english, is_one};
use num_rational::Ratio;
use num_traits::Zero;

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// Fractions by their bottom; the second form is of several.
const FRACTIONS: [(&str, &str, i128); 11] = [
    ("half", "halves", 2),
    ("third", "thirds", 3),
    ("quarter", "quarters", 4),
    ("fifth", "fifths", 5),
    ("sixth", "sixths", 6),
    ("seventh", "sevenths", 7),
    ("eighth", "eighths", 8),
    ("ninth", "ninths", 9),
    ("tenth", "tenths", 10),
    ("twelfth", "twelfths", 12),
    ("twentieth", "twentieths", 20),
];
/// A "third" or "quarter" is a share where one of these follows.
const AFTER_A_SHARE: [&str; 13] =
    ["of", "are", "is", "were", "was", "have", "has", "had", "the", "our", "its", "their", "complete"];
/// Before "one" where it stands for a thing.
const BEFORE_ONE_THING: [&str; 11] =
    ["the", "no", "any", "each", "every", "this", "that", "another", "some", "only the", "good"];

fn unit(word: &str) -> Option<i128> {
    UNITS.iter().position(|known| *known == word).map(|at| at as i128)
}

fn ten(word: &str) -> Option<i128> {
    TENS.iter().position(|known| *known == word).map(|at| 20 + 10 * at as i128)
}

/// Whether a word is a number, in digits or not.
pub(super) fn is_a_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() <= 3
        || unit(word).is_some()
        || ten(word).is_some()
        || is_of_numbers(word)
}

/// Whether a hyphened word is made of numbers: "twenty-four", "two-thirds".
pub(super) fn is_of_numbers(word: &str) -> bool {
    let mut parts = word.split('-');
    let first = parts.next().is_some_and(|part| unit(part).is_some() || ten(part).is_some());
    first
        && parts
            .all(|part| unit(part).is_some() || ten(part).is_some() || fraction(part).is_some() || part == "hundred")
}

/// The bottom of a fraction, and whether its word is of several.
fn fraction(word: &str) -> Option<(i128, bool)> {
    FRACTIONS
        .iter()
        .find(|(one, many, _)| *one == word || *many == word)
        .map(|(_, many, bottom)| (*bottom, *many == word))
}

/// Joins words that are a number, and numbers with what stands behind them.
pub(super) fn join(tokens: &mut Vec<Token>) {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let (kind, length) = read(tokens, at, joined.last()).unwrap_or((tokens[at].kind, 1));
        let last = &tokens[(at + length - 1).min(tokens.len() - 1)];
        let word = match kind {
            Kind::Number(_) => tokens[at..at + length]
                .iter()
                .filter(|token| token.kind == Kind::Word || token.number().is_some())
                .map(|token| token.word.as_str())
                .collect::<Vec<_>>()
                .join(" "),
            _ => tokens[at].word.clone(),
        };
        joined.push(Token { kind, word, to: last.to, ..tokens[at].clone() });
        at += length;
    }
    *tokens = joined;
}

/// The number that begins at a token, and how many tokens it takes.
fn read(tokens: &[Token], at: usize, before: Option<&Token>) -> Option<(Kind, usize)> {
    let word_at = |at: usize| tokens.get(at).filter(|token| token.kind == Kind::Word).map(|token| token.word.as_str());
    // "One action in five", "a single action".
    if let Some(found) = one_in(tokens, at) {
        return Some(found);
    }
    let (mut number, mut length) = match tokens[at].kind {
        Kind::Number(number) => (number, 1),
        Kind::Word => match cardinal(tokens, at, before) {
            Some((value, length)) => (Number::count(value), length),
            None => return share_alone(tokens, at, before),
        },
        _ => return None,
    };
    if number.unit != Unit::Count {
        return None;
    }
    if let Some(top) = number.whole()
        && let Some((bottom, is_many)) = word_at(at + length).and_then(fraction)
        && (top == 1) != is_many
        && tokens[at].kind == Kind::Word
    {
        return Some((Kind::Number(Number::share(i128::from(top), bottom)?), length + 1));
    }
    if tokens.get(at + length).is_some_and(|next| next.is_mark('%')) {
        number = rounded(number, Unit::Percent);
        length += 1;
    } else if word_at(at + length) == Some("per") && word_at(at + length + 1) == Some("cent") {
        number = rounded(number, Unit::Percent);
        length += 2;
    } else if matches!(word_at(at + length), Some("percent" | "pc")) {
        number = rounded(number, Unit::Percent);
        length += 1;
    }
    let is_share = number.unit == Unit::Percent;
    match (word_at(at + length), word_at(at + length + 1)) {
        (Some("percentage"), Some("point" | "points")) => {
            return Some((Kind::Number(rounded(number, Unit::Points)), length + 2));
        }
        (Some("points" | "point" | "pp" | "ppt" | "ppts"), _) => {
            return Some((Kind::Number(rounded(number, Unit::Points)), length + 1));
        }
        _ if is_share => return Some((Kind::Number(number), length)),
        _ => {}
    }
    // "One in twelve"; "nine out of ten" is nine of ten things.
    let of = match (word_at(at + length), word_at(at + length + 1)) {
        (Some("in"), Some("every")) => at + length + 2,
        (Some("in"), _) => at + length + 1,
        _ => return Some((Kind::Number(number), length)),
    };
    let bottom = match tokens.get(of).map(|token| token.kind) {
        Some(Kind::Number(bottom))
            if bottom.unit == Unit::Count && !tokens.get(of + 1).is_some_and(|next| next.is_mark('%')) =>
        {
            Some((bottom.whole().map(i128::from), 1))
        }
        Some(Kind::Word) => cardinal(tokens, of, None).map(|(value, length)| (Some(value), length)),
        _ => None,
    };
    if let Some((Some(bottom), more)) = bottom
        && let Some(top) = number.whole().map(i128::from)
        && top > 0
        && top < bottom
        && bottom <= 1_000
    {
        return Some((Kind::Number(Number::share(top, bottom)?), of + more - at));
    }
    Some((Kind::Number(number), length))
}

/// "One action in five": a share with its noun inside; "a single action": one.
fn one_in(tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    let is_noun = |at: usize| {
        let words = english();
        tokens.get(at).is_some_and(|token| {
            token.kind == Kind::Word
                && (is_one(&words.actions, &token.word) || is_one(&words.actions_by_heading, &token.word))
        })
    };
    if tokens[at].is_word("a") && tokens.get(at + 1).is_some_and(|next| next.is_word("single")) {
        return is_noun(at + 2).then_some((Kind::Number(Number::count(1)), 2));
    }
    let top = cardinal(tokens, at, None).or_else(|| Some((i128::from(tokens[at].number()?.whole()?), 1)));
    let (top, length) = top.filter(|(top, _)| (1..=9).contains(top))?;
    if !is_noun(at + length) || !tokens.get(at + length + 1)?.is_word("in") {
        return None;
    }
    let of = at + length + 2;
    let bottom = match tokens.get(of)?.number().and_then(Number::whole) {
        Some(bottom) => Some((i128::from(bottom), 1)),
        None => cardinal(tokens, of, None),
    };
    let (bottom, more) = bottom.filter(|(bottom, _)| top < *bottom && *bottom <= 20)?;
    // "One action in two areas" says where.
    let ends = tokens.get(of + more).is_none_or(|next| {
        next.is_mark('.')
            || next.is_mark(',')
            || next.is_one_of(&["is", "are", "has", "have", "was", "were", "remains", "remain"])
    });
    ends.then(|| Some((Kind::Number(Number::share(top, bottom)?), length + 2 + more))).flatten()
}

/// A whole number of a hundred stands for what rounds to it.
fn rounded(number: Number, unit: Unit) -> Number {
    let slack = if number.slack.is_zero() { Ratio::new(1, 2) } else { number.slack };
    Number { slack: if number.value.is_integer() { Exact::from(slack) } else { number.slack }, unit, ..number }
}

/// "Half", "a third of", "one quarter".
fn share_alone(tokens: &[Token], at: usize, before: Option<&Token>) -> Option<(Kind, usize)> {
    let word_at = |at: usize| tokens.get(at).filter(|token| token.kind == Kind::Word).map(|token| token.word.as_str());
    let word = word_at(at)?;
    if word == "half" {
        let is_of_time = matches!(word_at(at + 1), Some("term" | "year" | "way" | "day" | "past" | "an"))
            || before.is_some_and(|before| before.is_one_of(&["first", "second", "other", "last", "this", "latter"]));
        return (!is_of_time).then(|| Some((Kind::Number(Number::share(1, 2)?), 1))).flatten();
    }
    if word != "a" {
        return None;
    }
    let (bottom, is_many) = word_at(at + 1).and_then(fraction)?;
    let follows = word_at(at + 2).is_none_or(|next| AFTER_A_SHARE.contains(&next));
    (!is_many && (bottom == 2 || follows)).then(|| Some((Kind::Number(Number::share(1, bottom)?), 2))).flatten()
}

/// A whole number in words, and how many tokens it takes.
fn cardinal(tokens: &[Token], at: usize, before: Option<&Token>) -> Option<(i128, usize)> {
    let word_at = |at: usize| tokens.get(at).filter(|token| token.kind == Kind::Word).map(|token| token.word.as_str());
    let first = word_at(at)?;
    let is_many = matches!(word_at(at + 1), Some("hundred" | "thousand" | "million"));
    if first == "one" && !is_many && before.is_some_and(|before| before.is_one_of(&BEFORE_ONE_THING)) {
        return None;
    }
    if first == "a" && !matches!(word_at(at + 1), Some("hundred" | "thousand" | "million" | "dozen")) {
        return None;
    }
    let (mut total, mut part, mut length, mut last) = (0_i128, 0_i128, 0, 0);
    while let Some(word) = word_at(at + length) {
        if let Some(value) = unit(word) {
            let fits = length == 0
                || last == 0 && part % 100 == 0
                || part % 100 >= 20 && part % 10 == 0 && value < 10 && value > 0 && last == 10;
            if !fits {
                break;
            }
            (part, last) = (part + value, 1);
        } else if let Some(value) = ten(word) {
            if !(length == 0 || last == 0 && part % 100 == 0) {
                break;
            }
            (part, last) = (part + value, 10);
        } else {
            match word {
                "a" if length == 0 => part = 1,
                "hundred" if length > 0 && part < 100 => (part, last) = (part * 100, 0),
                "dozen" if length > 0 && part < 100 => (part, last) = (part * 12, 2),
                "thousand" if length > 0 && part > 0 => (total, part, last) = (total + part * 1_000, 0, 0),
                "million" if length > 0 && part > 0 => (total, part, last) = ((total + part) * 1_000_000, 0, 0),
                "and" if length > 0 && last == 0 => {
                    if !word_at(at + length + 1).is_some_and(|next| unit(next).is_some() || ten(next).is_some()) {
                        break;
                    }
                }
                _ => break,
            }
        }
        length += 1;
        if total + part > 1_000_000_000_000 {
            return None;
        }
    }
    (length > 0).then_some((total + part, length))
}
