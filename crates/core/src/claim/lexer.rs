//! A sentence taken apart: which of its numbers count, which name, which are days. **Not here.** Numbers in words
//! ([`super::in_words`]); what the parts say together ([`super::counted`], [`super::relations`]).

use super::in_words;
use super::notes::{is_raised, note};
use super::number::{Number, Unit};
use super::spoken;
use super::token::{Kind, Token};
use super::words::{english, is_one};
use crate::day::Date;
use std::collections::HashMap;

/// No sentence is read that has more parts; what comes after is not looked at.
pub(super) const MOST_TOKENS: usize = 400;

/// No title in quotation marks is longer, in bytes.
const LONGEST_QUOTED: usize = 300;

/// The codes of a plan's rows, as codes are compared, their titles, and the day by which a day without a year is read.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) codes: HashMap<String, usize>,
    /// Titles that one row has, in small letters.
    pub(super) titles: HashMap<String, usize>,
    pub(super) on: Date,
}

/// The parts of a sentence.
pub(super) fn tokens_of(sentence: &str, known: &Known) -> Vec<Token> {
    let mut tokens = scan(sentence, known);
    spoken::join(&mut tokens, sentence, known.on);
    in_words::join(&mut tokens);
    name(&mut tokens);
    tokens
}

/// The words of a name, as those of a sentence are told apart.
pub(super) fn words_of(name: &str, known: &Known) -> Vec<String> {
    scan(name, known).into_iter().filter(|token| !matches!(token.kind, Kind::Mark(_))).map(|token| token.word).collect()
}

fn scan(sentence: &str, known: &Known) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    if let Some(length) = titled(sentence, &mut tokens, known) {
        at = length;
    }
    while let Some(first) = sentence.get(at..).and_then(|rest| rest.chars().next()) {
        if tokens.len() >= MOST_TOKENS {
            break;
        }
        let rest = &sentence[at..];
        let length = match first {
            '[' => note(rest),
            '\u{201c}' | '"' => quoted(rest, at, &mut tokens, known).unwrap_or(first.len_utf8()),
            '\u{a3}' => money(rest, at, &mut tokens),
            _ if vulgar(first).is_some() => fraction(first, at, &mut tokens),
            _ if first.is_alphanumeric() && !is_raised(first) => run(rest, at, &mut tokens, known),
            '(' | ')' | ',' | ';' | ':' | '=' | '|' | '%' | '.' | '?' | '/' => mark(first, first, at, &mut tokens),
            '\u{2013}' | '\u{2014}' | '-' | '\u{2212}' => mark(first, '-', at, &mut tokens),
            _ => first.len_utf8(),
        };
        at += length;
    }
    tokens
}

/// The title of a row that a sentence begins with and of which it tells something: "Write a handbook has been closed".
fn titled(sentence: &str, tokens: &mut Vec<Token>, known: &Known) -> Option<usize> {
    const TELLS: [&str; 13] =
        ["has", "is", "was", "will", "must", "stands", "remains", "should", "had", "(", "are", "were", "have"];
    if known.titles.is_empty() || !sentence.starts_with(char::is_uppercase) {
        return None;
    }
    let blanks = sentence.match_indices(' ').map(|(at, _)| at).take_while(|at| *at < LONGEST_QUOTED);
    let found = blanks.filter(|at| TELLS.iter().any(|word| sentence[at + 1..].starts_with(word)));
    let row_of = |at: usize| {
        let title = sentence[..at].to_lowercase();
        let bare = title.strip_prefix("the ").and_then(|title| known.titles.get(title));
        known.titles.get(&title).or(bare).copied()
    };
    let (length, row) = found.filter_map(|at| Some((at, row_of(at)?))).last()?;
    // "Write a handbook (2.4) is late" names the row by its code.
    if sentence[length + 1..].starts_with('(') {
        return Some(length);
    }
    push(tokens, Kind::Code(row), sentence[..length].to_lowercase(), 0, length, true);
    Some(length)
}

/// The title of a row in quotation marks stands for the row.
fn quoted(rest: &str, at: usize, tokens: &mut Vec<Token>, known: &Known) -> Option<usize> {
    let opens = rest.chars().next()?.len_utf8();
    let inner = rest.get(opens..)?;
    let close = inner.find(['\u{201d}', '"']).filter(|close| *close < LONGEST_QUOTED)?;
    let title = inner[..close].trim_matches([' ', ',', '.']).to_lowercase();
    let row = known.titles.get(&title)?;
    let length = opens + close + inner[close..].chars().next()?.len_utf8();
    push(tokens, Kind::Code(*row), title, at, length, true);
    Some(length)
}

/// "½": one sign for a fraction.
fn vulgar(letter: char) -> Option<(i128, i128)> {
    Some(match letter {
        '\u{bd}' => (1, 2),
        '\u{bc}' => (1, 4),
        '\u{be}' => (3, 4),
        '\u{2153}' => (1, 3),
        '\u{2154}' => (2, 3),
        '\u{2155}' => (1, 5),
        '\u{215b}' => (1, 8),
        _ => return None,
    })
}

/// A mark; every dash is one mark.
fn mark(written: char, mark: char, at: usize, tokens: &mut Vec<Token>) -> usize {
    let to = at + written.len_utf8();
    tokens.push(Token { kind: Kind::Mark(mark), word: String::new(), from: at, to, capital: false });
    written.len_utf8()
}

fn fraction(letter: char, at: usize, tokens: &mut Vec<Token>) -> usize {
    let number = vulgar(letter).and_then(|(top, bottom)| Number::share(top, bottom));
    push(tokens, number.map_or(Kind::Unread, Kind::Number), letter.to_string(), at, letter.len_utf8(), false);
    letter.len_utf8()
}

/// "£1,240", "£2.08m", "£3 billion".
fn money(rest: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
    let sign = '\u{a3}'.len_utf8();
    let digits = digits_of(&rest[sign..]);
    if digits.is_empty() {
        return sign;
    }
    let mut length = sign + digits.len();
    let (scale, letters) = scale_of(&rest[length..]);
    length += letters;
    let kind = Number::digits(digits, scale, Unit::Money).map_or(Kind::Unread, Kind::Number);
    tokens.push(Token { kind, word: digits.to_owned(), from: at, to: at + length, capital: false });
    length
}

/// Words and letters behind a number that scale it, and whether they may stand apart.
const SCALES: [(&str, i128, bool); 8] = [
    ("billion", 1_000_000_000, true),
    ("million", 1_000_000, true),
    ("thousand", 1_000, true),
    ("bn", 1_000_000_000, true),
    ("mn", 1_000_000, true),
    ("m", 1_000_000, false),
    ("k", 1_000, false),
    ("b", 1_000_000_000, false),
];

/// What stands behind a sum: its scale, and how many bytes say so.
fn scale_of(rest: &str) -> (i128, usize) {
    let behind = rest.trim_start_matches([' ', '\u{a0}']);
    let gap = rest.len() - behind.len();
    let is_it = |(word, _, may_stand_apart): &&(&str, i128, bool)| {
        let begins = behind.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        let ends = behind.get(word.len()..).is_some_and(|after| !after.starts_with(char::is_alphanumeric));
        begins && ends && (gap == 0 || *may_stand_apart && gap <= 2)
    };
    SCALES.iter().find(is_it).map_or((1, 0), |(word, scale, _)| (*scale, gap + word.len()))
}

/// The digits, with thousands and decimals, that a text begins with.
fn digits_of(text: &str) -> &str {
    let mut end = 0;
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(end) {
        let is_inner = matches!(byte, b',' | b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) && end > 0;
        if !(byte.is_ascii_digit() || is_inner) {
            break;
        }
        end += 1;
    }
    &text[..end]
}

/// "7/16 actions": so many of so many, where a word follows and it is no day, no code and no year.
fn of_a_whole(rest: &str, whole: &str, at: usize, tokens: &mut Vec<Token>, known: &Known) -> Option<usize> {
    let (part, all) = whole.split_once('/')?;
    let (part_is, all_is): (u32, u32) = (part.parse().ok()?, all.parse().ok()?);
    let word = rest[whole.len()..].strip_prefix(' ')?.split(|letter: char| !letter.is_alphabetic()).next()?;
    let words = english();
    let is_noun = is_one(&words.actions, word)
        || is_one(&words.actions_by_heading, word)
        || is_one(&words.areas, word)
        || word == "areas";
    let is_it = is_noun && part_is <= all_is && part.len() <= 3 && all.len() <= 3 && !known.codes.contains_key(whole);
    let count = |text: &str| Number::digits(text, 1, Unit::Count).map_or(Kind::Unread, Kind::Number);
    is_it.then(|| {
        push(tokens, count(part), part.to_owned(), at, part.len(), false);
        push(tokens, Kind::Word, "of".to_owned(), at + part.len(), 1, false);
        push(tokens, count(all), all.to_owned(), at + part.len() + 1, all.len(), false);
        whole.len()
    })
}

/// A run of letters and digits: a code, a number, a word, a reference.
fn run(rest: &str, at: usize, tokens: &mut Vec<Token>, known: &Known) -> usize {
    let whole = run_of(rest);
    if let Some(length) = of_a_whole(rest, whole, at, tokens, known) {
        return length;
    }
    let trimmed = whole.trim_end_matches(['.', ',', '-', '/', ':']);
    let code = trimmed.strip_suffix("'s").or_else(|| trimmed.strip_suffix("\u{2019}s")).unwrap_or(trimmed);
    // "3(e)".
    let inner = rest[trimmed.len()..]
        .strip_prefix('(')
        .and_then(|inner| inner.find(')').filter(|end| (1..=3).contains(end)).map(|end| end + 2));
    if let Some(length) = inner
        && let Some(whole) = rest.get(..trimmed.len() + length)
        && let Some(row) = known.codes.get(&whole.to_ascii_uppercase())
    {
        push(tokens, Kind::Code(*row), whole.to_lowercase(), at, whole.len(), true);
        return whole.len();
    }
    let next = rest[trimmed.len()..].chars().next();
    let is_number = code.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_share = next == Some('%');
    // A plain number is a code only behind the word for one row: "of 29 actions 3 have started" counts.
    let behind = tokens.last().is_some_and(|before| {
        let families = [&english().actions, &english().areas, &english().actions_by_heading];
        let is_one_row = !before.word.ends_with('s') || before.capital && tokens.len() == 1;
        is_one_row && families.iter().any(|family| is_one(family, &before.word))
    });
    let is_plain = code.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(row) = known.codes.get(&code.to_ascii_uppercase())
        && !(is_number && is_share)
        && (!is_plain || behind)
        && code.bytes().any(|byte| byte.is_ascii_digit())
    {
        push(tokens, Kind::Code(*row), code.to_lowercase(), at, code.len(), true);
        return trimmed.len();
    }
    if rest.starts_with(|letter: char| letter.is_ascii_digit()) {
        return numeral(rest, trimmed, at, tokens);
    }
    word(rest, at, tokens)
}

fn push(tokens: &mut Vec<Token>, kind: Kind, word: String, at: usize, length: usize, capital: bool) {
    tokens.push(Token { kind, word, from: at, to: at + length, capital });
}

/// Letters, digits, and what stands between two of them without a blank.
fn run_of(text: &str) -> &str {
    let mut end = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let joins = matches!(letter, '.' | ',' | '/' | '-' | '\'' | '\u{2019}' | ':');
        let goes_on = letters.peek().is_some_and(|(_, next)| next.is_alphanumeric() && !is_raised(*next));
        if !(letter.is_alphanumeric() && !is_raised(letter) || joins && goes_on) {
            break;
        }
        end = at + letter.len_utf8();
    }
    &text[..end]
}

fn numeral(rest: &str, run: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
    let digits = digits_of(rest);
    let tail = &run[digits.len().min(run.len())..];
    let after = &rest[digits.len()..];
    // Days written in numbers, years over two years, and stretches of days are left for those who read days.
    if tail.is_empty() || tail.starts_with(|letter: char| letter.is_alphabetic()) && scale_of(after).1 == tail.len() {
        if digits.len() > 3 && digits.starts_with('0') && !digits.contains('.') {
            return phone(rest, at, tokens);
        }
        let (scale, letters) = scale_of(after);
        let length = digits.len() + letters;
        let kind = Number::digits(digits, scale, Unit::Count).map_or(Kind::Unread, Kind::Number);
        push(tokens, kind, digits.to_owned(), at, length, false);
        return length;
    }
    // "2\u{bd}".
    let whole = tail.chars().next().and_then(vulgar).zip(digits.parse::<i128>().ok());
    let kind = match whole {
        Some(((top, bottom), whole)) if tail.chars().count() == 1 && digits.len() < 7 => {
            let share = Number::share(whole * bottom + top, bottom);
            share.map_or(Kind::Unread, |share| Kind::Number(Number { unit: Unit::Count, ..share }))
        }
        _ => Kind::Name,
    };
    push(tokens, kind, run.to_lowercase(), at, run.len(), false);
    run.len()
}

/// "01632 960 417": groups of digits.
fn phone(rest: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
    let mut end = 0;
    for (nth, letter) in rest.char_indices() {
        let is_group = letter == ' ' && rest[nth + 1..].starts_with(|next: char| next.is_ascii_digit());
        if !letter.is_ascii_digit() && !is_group {
            break;
        }
        end = nth + letter.len_utf8();
    }
    push(tokens, Kind::Name, rest[..end].to_owned(), at, end, false);
    end
}

/// A word; one that numbers make up with a hyphen is taken apart.
fn word(rest: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
    let mut whole = run_of(rest);
    if let Some(cut) = whole.find(['.', ',', ':', '/']) {
        whole = &whole[..cut];
    }
    let capital = whole.starts_with(char::is_uppercase);
    let plain = whole.strip_suffix("'s").or_else(|| whole.strip_suffix("\u{2019}s")).unwrap_or(whole);
    let lower = plain.to_lowercase();
    if lower.contains('-') && in_words::is_of_numbers(&lower) {
        let mut from = at;
        for part in lower.split('-') {
            push(tokens, Kind::Word, part.to_owned(), from, part.len(), capital);
            from += part.len() + 1;
        }
    } else {
        let has_digit = lower.bytes().any(|byte| byte.is_ascii_digit());
        push(tokens, if has_digit { Kind::Name } else { Kind::Word }, lower, at, plain.len(), capital);
    }
    whole.len()
}

/// Numbers that name: behind a label, before a length of time.
fn name(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let Some(number) = tokens[at].number() else { continue };
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let is_in_digits = tokens[at].word.starts_with(|letter: char| letter.is_ascii_digit());
        let is_label = before.is_some_and(|before| {
            before.kind == Kind::Word
                && is_one(&english().labels, &before.word)
                && number.unit == Unit::Count
                && (is_in_digits && !matches!(before.word.as_str(), "no" | "number") || before.word == "year")
        });
        // "Section two, Advice from partners".
        let is_label = is_label
            || number.unit == Unit::Count
                && !is_in_digits
                && before.is_some_and(|before| {
                    before.capital
                        && before.kind == Kind::Word
                        && is_one(&english().labels, &before.word)
                        && !before.word.ends_with('s')
                })
                && number.whole().is_some_and(|number| number <= 12);
        let dotted_no = is_in_digits
            && at >= 2
            && tokens[at - 1].is_mark('.')
            && tokens[at - 2].is_one_of(&["no", "nos", "nr", "fig", "para", "paras", "ref"]);
        let after = tokens.get(at + 1);
        let is_span = number.unit == Unit::Count
            && (after.is_some_and(|after| after.kind == Kind::Word && is_one(&english().spans, &after.word))
                || after.is_some_and(|after| after.is_one_of(&["working", "school", "calendar", "clock"]))
                    && tokens.get(at + 2).is_some_and(|next| is_one(&english().spans, &next.word)));
        // A length of time dates something, or bounds it; what takes 28 weeks is measured.
        let is_measure = is_span && !dates_something(tokens, at);
        let is_span = is_span && !is_measure;
        // "18(2)", "4-9", "chapter 9, paragraph 9.61".
        let is_of_a_run = number.unit == Unit::Count
            && before.is_some_and(|before| {
                before.kind == Kind::Name && !(at == 1 && tokens[1].capital)
                    || before.is_mark('(') && {
                        at >= 2 && tokens[at - 2].kind == Kind::Name && tokens[at - 2].to == before.from
                    }
            });
        // "1. Publish the offer": a number of a list.
        // "2.4  The team …", "1.2 Progress": the number of a paragraph.
        let begins = at == 0 && is_in_digits && after.is_some_and(|after| after.capital);
        let is_paragraph =
            begins && (tokens[0].word.contains('.') || after.is_some_and(|after| after.from > tokens[0].to + 1));
        let is_marker = at == 0
            && is_in_digits
            && after.is_some_and(|after| (after.is_mark('.') || after.is_mark(')')) && after.from == tokens[0].to)
            && tokens.len() > 2;
        if is_label || dotted_no || is_span || is_of_a_run || is_marker || is_paragraph {
            tokens[at].kind = Kind::Name;
        } else if is_measure {
            tokens[at].kind = Kind::Number(Number { unit: Unit::Measure, ..number });
        }
    }
}

/// Whether a length of time only dates or bounds: "forty years ago", "within 20 weeks", "aged 16 years".
fn dates_something(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let bounds = before.is_some_and(|before| {
        before.is_one_of(&["within", "every", "aged", "next", "last", "past", "in", "the", "first"])
    });
    let ago = tokens
        .iter()
        .skip(at + 1)
        .take(3)
        .any(|token| token.is_one_of(&["ago", "old", "earlier", "later", "after", "before"]));
    bounds || ago
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<String> {
        let known = Known {
            titles: HashMap::new(),
            codes: HashMap::from([("3.5".to_owned(), 7), ("2C".to_owned(), 8)]),
            on: Date::constant(2025, 3, 31),
        };
        tokens_of(text, &known)
            .iter()
            .filter_map(|token| match token.kind {
                Kind::Number(number) => {
                    Some(format!("{}:{:?}", super::super::number::plainly(number.value), number.unit))
                }
                Kind::When(spoken) => {
                    Some(spoken.when.map_or("no day".to_owned(), |when| format!("{}..{}", when.first, when.last)))
                }
                Kind::Code(row) => Some(format!("row {row}")),
                Kind::Name => Some("name".to_owned()),
                Kind::Unread => Some("unread".to_owned()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn numbers_are_told_from_names_and_days() {
        for (text, expected) in [
            ("1,240 of the 1,550 plans (80%)", vec!["1,240:Count", "1,550:Count", "80:Percent"]),
            (
                "One hundred and twelve of a hundred and sixty (70 per cent)",
                vec!["112:Count", "160:Count", "70:Percent"],
            ),
            ("Twenty-four actions, two thirds of them, one in twelve", vec!["24:Count", "0.67:Share", "0.08:Share"]),
            (
                "\u{a3}2.080m, \u{a3}868k and \u{a3}3.3bn of \u{a3}294.25 million",
                vec!["2,080,000:Money", "868,000:Money", "3,300,000,000:Money", "294,250,000:Money"],
            ),
            (
                "section 27 of the Act 2014, regulation 18(2), page 6",
                vec!["name", "2014-01-01..2014-12-31", "name", "name", "name"],
            ),
            ("3.5 is green; 3.5% are; 2C too", vec!["row 7", "3.5:Percent", "row 8"]),
            (
                "Friday 15 May 2025, 14/04/2025 and the end of August 2025",
                vec!["2025-05-15..2025-05-15", "2025-04-14..2025-04-14", "2025-08-01..2025-08-31"],
            ),
            ("29 February 2025 and 31 April 2025", vec!["no day", "no day"]),
            ("Questions to 01632 960 417, reference SP/25/09", vec!["name", "name"]),
            ("Forty years ago, paper 8b, version 3.2, aged 4-9", vec!["name", "name", "name", "name"]),
            ("2.8 percentage points and eleven points", vec!["2.8:Points", "11:Points"]),
            (
                "There are 6\u{b9} of \u{2153}, 2\u{bd} [^2] [^7 more]",
                vec!["6:Count", "0.33:Share", "2.5:Count", "7:Count"],
            ),
            ("\u{a3}5\u{212a}\u{e9}\u{e9}\u{e9}", vec!["5:Money"]),
            ("\u{a3}9999999999999bn", vec!["unread"]),
            ("in 2022/23 and May was", vec!["2022-04-01..2023-03-31", "2025-05-01..2025-05-31"]),
        ] {
            assert_eq!(kinds(text), expected, "{text}");
        }
    }
}
