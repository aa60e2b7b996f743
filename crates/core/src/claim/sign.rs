//! What each part of a sentence says of counting: signs, made from tokens with the plan's own words. **Not here.** How signs
//! stand together ([`super::clause`]).

mod quantity;

use super::lexicon::{Lexicon, Sense};
use super::number::{Exact, Number};
use super::token::{Kind, Spoken, Token, longest_at};
use super::words::{Family, english, is_one};
use std::cmp::Ordering;

/// How a number is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    Exactly,
    AtLeast,
    Over,
    Under,
    AtMost,
    About,
    AllBut,
}

/// What stands before a number, and how it is then to be taken.
pub(super) fn bounds() -> [(&'static Family, Bound); 5] {
    let english = english();
    [
        (&english.at_least, Bound::AtLeast),
        (&english.at_most, Bound::AtMost),
        (&english.over, Bound::Over),
        (&english.under, Bound::Under),
        (&english.about, Bound::About),
    ]
}

/// A bound on how complete a row is, in hundredths of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    /// The percentage that is written.
    pub(super) percent: Exact,
    /// How it is meant.
    pub(super) bound: Bound,
    /// "Has reached 80%": one row is there, several are there or beyond.
    pub(super) is_reached: bool,
}

impl Reach {
    /// Whether a row that is so complete is meant.
    pub(super) fn takes(self, percent: Exact) -> bool {
        let order = percent.cmp(&self.percent);
        match self.bound {
            Bound::Exactly | Bound::About | Bound::AllBut => order == Ordering::Equal,
            Bound::AtLeast => order != Ordering::Less,
            Bound::AtMost => order != Ordering::Greater,
            Bound::Over => order == Ordering::Greater,
            Bound::Under => order == Ordering::Less,
        }
    }
}

/// A quantity without a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Much {
    All,
    /// Two, and all there are.
    Both,
    None,
    Most,
    Few,
}

/// What one part says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    Sense(Sense),
    Number(Number),
    Much(Much),
    Bound(Bound),
    Between,
    When(Spoken),
    /// How far rows are.
    Reaching(Reach),
    Code(usize),
    Not,
    And,
    Or,
    Of,
    /// A comma.
    Comma,
    /// What parts clauses more than a comma.
    Stop,
    /// A colon, a dash, "=".
    Colon,
    Open,
    Close,
    /// "To", which may part two numbers.
    To,
    /// "By" and "before".
    By,
    /// "From" and "than".
    From,
    /// A word of change or comparison.
    Direction,
    /// "While", "with", "but".
    Joint,
    /// "That", after which is told what somebody said.
    That,
    /// What begins an explanation.
    Aside,
    /// What is said of another day.
    Elsewhen,
    /// A number that names.
    Name,
    /// A word that says nothing of what is counted.
    Filler,
    /// A word that says who has them.
    Owning,
    /// "Each", "apiece": so many in every area.
    Apiece,
    /// "Each of the four teams": so many for everybody who leads.
    ApieceOfLeads,
    /// "Across the three areas": all of them.
    Across,
    /// A word that is not understood.
    Word,
}

/// One part, with its tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign {
    pub(super) what: What,
    /// Its first token.
    pub(super) at: usize,
    /// How many tokens.
    pub(super) length: usize,
}

impl Sign {
    /// Whether it says nothing by itself.
    pub(super) fn is_filler(&self) -> bool {
        self.what == What::Filler
    }

    /// Its number.
    pub(super) fn number(&self) -> Option<Number> {
        match self.what {
            What::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// The signs of a sentence, each by itself.
pub(super) fn single_signs(tokens: &[Token], lexicon: &Lexicon<'_>) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let (what, length) = read(tokens, at, &signs, lexicon);
        signs.push(Sign { what, at, length });
        at += length;
    }
    framed(&mut signs, tokens, lexicon.survey.on);
    signs
}

/// "On 9 June 2022, 4 actions were late": the day of which a sentence speaks, which is the plan's or another.
fn framed(signs: &mut [Sign], tokens: &[Token], on: crate::day::Date) {
    let is_on = |sign: &Sign| tokens.get(sign.at).is_some_and(|token| token.is_one_of(&["on", "at"]));
    let [first, day, ..] = signs else { return };
    let What::When(Spoken { when: Some(when), .. }) = day.what else { return };
    if is_on(first) && when.precision == crate::day::Precision::Day {
        day.what = if when.first == on { What::Filler } else { What::Elsewhen };
    }
}

fn read(tokens: &[Token], at: usize, before: &[Sign], lexicon: &Lexicon<'_>) -> (What, usize) {
    let token = &tokens[at];
    match token.kind {
        Kind::Number(number) => return (What::Number(number), 1),
        Kind::When(spoken) => return (What::When(spoken), 1),
        Kind::Mark(mark) => {
            let what = match mark {
                ',' => What::Comma,
                ';' => What::Stop,
                ':' | '=' | '-' | '|' => What::Colon,
                '(' => What::Open,
                ')' => What::Close,
                _ => What::Filler,
            };
            return (what, 1);
        }
        _ => {}
    }
    // "Three had an August 2025 target."
    let is_when = before.last().is_some_and(|sign| matches!(sign.what, What::When(_)));
    if is_when && token.is_one_of(&["target", "targets", "deadline", "deadlines", "date", "dates"]) {
        return (What::Sense(Sense::Due), 1);
    }
    // "In Moss's name".
    let of_somebody = before.last().is_some_and(|sign| matches!(sign.what, What::Sense(Sense::Person(_))));
    if of_somebody && token.is_one_of(&["name", "names"]) {
        return (What::Filler, 1);
    }
    if let Some(length) = longest_at(tokens, at, &english().owning) {
        return (What::Owning, length);
    }
    // "The list runs to 16 actions"; "3.1 runs to 28 November" says when.
    if let Some(length) = longest_at(tokens, at, &english().containing).filter(|length| *length > 1)
        && tokens.get(at + length).is_some_and(|next| next.number().is_some())
    {
        return (What::Owning, length);
    }
    if let Some(found) = quantity::quantity(tokens, at, lexicon) {
        return found;
    }
    if let Some(length) = past_date(tokens, at) {
        let is_first = |token: &Token| token.is_one_of(&["original", "originally", "first", "initial", "agreed"]);
        let is_original = tokens[at..at + length].iter().any(is_first) && lexicon.has_original_days;
        return (What::Sense(if is_original { Sense::LateByOriginal } else { Sense::Late }), length);
    }
    if let Some(found) = of_plan(tokens, at, before, lexicon) {
        return found;
    }
    match token.kind {
        Kind::Code(row) => (What::Code(row), 1),
        Kind::Name | Kind::Unread => (What::Name, 1),
        _ => word(tokens, at),
    }
}

/// What a word says with the plan's own words.
fn of_plan(tokens: &[Token], at: usize, before: &[Sign], lexicon: &Lexicon<'_>) -> Option<(What, usize)> {
    let token = &tokens[at];
    let sense = lexicon.sense_at(tokens, at);
    let letter = token.word.chars().count() == 1;
    // A letter is a status only where something says that it is one.
    let is_said = before.last().is_none_or(|sign| sign.what != What::Word)
        && !before.is_empty()
        && tokens.get(at.wrapping_sub(1)).is_some_and(|before| {
            before.is_one_of(&["rated", "at", "is", "are", "as", "or", "and", "marked", "status"])
        });
    // "Reported as 80% complete" says no more than "80% complete".
    let next = sense.and_then(|(_, length)| tokens.get(at + length));
    let is_only_told = sense.is_some_and(|(sense, _)| sense == Sense::Reported)
        && next.is_some_and(|next| next.is_one_of(&["as", "at", "that", "to", "in", "by"]));
    sense.filter(|_| (!letter || is_said) && !is_only_told).map(|(sense, length)| (What::Sense(sense), length))
}

/// What a word of English says.
fn word(tokens: &[Token], at: usize) -> (What, usize) {
    let token = &tokens[at];
    let english = english();
    // "Three that the assessor would call emerging" tells of today.
    let is_naming = |token: &Token| token.is_one_of(&["call", "describe", "class", "rate", "count", "regard"]);
    if token.is_one_of(&["would", "might", "could"]) && tokens.iter().skip(at + 1).take(3).any(is_naming)
        || is_naming(token)
    {
        return (What::Filler, 1);
    }
    // "After December", "before June" say when.
    let is_the = usize::from(tokens.get(at + 1).is_some_and(|next| next.is_word("the")));
    let is_when = tokens.get(at + 1 + is_the).is_some_and(|next| next.time().is_some());
    if is_when && token.is_one_of(&["after", "before", "until", "beyond"]) {
        return (What::By, 1);
    }
    // "By 31 December or earlier."
    if at > 0 && tokens[at - 1].is_word("or") && token.is_one_of(&["earlier", "before", "sooner", "later", "after"]) {
        return (What::Filler, 1);
    }
    // "Put off to next year" says to when, and nothing of another day's figures.
    let is_until = at > 0 && tokens[at - 1].is_one_of(&["to", "until", "till", "into"]);
    if let Some(length) = longest_at(tokens, at, &english.elsewhen).filter(|_| is_until && token.is_word("next")) {
        return (What::Filler, length);
    }
    for (family, what) in
        [(&english.asides, What::Aside), (&english.elsewhen, What::Elsewhen), (&english.bodies, What::Filler)]
    {
        if let Some(length) = longest_at(tokens, at, family) {
            return (what, length);
        }
    }
    // "More actions than anyone else".
    if let Some(length) = than_any_other(tokens, at) {
        return (What::Filler, length);
    }
    if let Some(length) = longest_at(tokens, at, &english.fillers).filter(|length| *length > 1) {
        return (What::Filler, length);
    }
    let of_change = [&english.moves, &english.rise, &english.fall, &english.doubled, &english.trebled, &english.halved];
    let what = match token.word.as_str() {
        "not" | "without" | "neither" | "nor" | "never" | "isn't" | "aren't" | "hasn't" | "haven't" => What::Not,
        "and" | "&" => What::And,
        "or" => What::Or,
        "of" => What::Of,
        "to" => What::To,
        "by" | "before" => What::By,
        "from" | "than" => What::From,
        "while" | "whereas" | "with" | "but" => What::Joint,
        "that" | "whether" | "why" | "how" => What::That,
        "reported" | "figure" => What::Filler,
        // "Three out of five".
        "out" if tokens.get(at + 1).is_some_and(|next| next.is_word("of")) => What::Filler,
        // "On or off course": not all of it is understood.
        "on" | "off" | "in" if is_cut_short(tokens, at) => What::Word,
        "against" if tokens.get(at + 1).is_some_and(|next| next.number().is_some()) => What::Joint,
        word if of_change.iter().any(|family| is_one(family, word)) => What::Direction,
        word if is_one(&english.fillers, word) || is_one(&english.superlatives, word) => What::Filler,
        _ => What::Word,
    };
    (what, 1)
}

/// "More actions than anyone else", "fewer than any other section": what ranks, and counts nothing.
fn than_any_other(tokens: &[Token], at: usize) -> Option<usize> {
    tokens.get(at).filter(|token| token.is_one_of(&["more", "fewer", "most"]))?;
    let than = (at + 1..=at + 3).find(|than| tokens.get(*than).is_some_and(|token| token.is_word("than")))?;
    tokens.get(than + 1).filter(|token| token.is_one_of(&["any", "anyone", "anybody", "everyone", "all", "the"]))?;
    let last = (than + 1..=than + 3).rev().find(|last| {
        tokens.get(*last).is_some_and(|token| {
            token.is_one_of(&[
                "else", "other", "others", "lead", "area", "section", "officer", "theme", "priority", "rest",
            ])
        })
    })?;
    Some(last + 1 - at)
}

/// "On or off", "in or out": what is said of both stands behind the second only.
fn is_cut_short(tokens: &[Token], at: usize) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    matches!(word(at + 1), "or" | "and") && matches!(word(at + 2), "on" | "off" | "in" | "out" | "under" | "over")
}

/// "Past their finish date": how many tokens say that a day has gone by.
fn past_date(tokens: &[Token], at: usize) -> Option<usize> {
    const GOING: [&str; 9] = ["run", "runs", "ran", "gone", "go", "goes", "went", "slipped", "drifted"];
    let is_going = tokens.get(at).is_some_and(|token| token.is_one_of(&GOING));
    let at = at + usize::from(is_going);
    tokens.get(at).filter(|token| {
        token.is_one_of(&["past", "beyond"]) || !is_going && token.is_one_of(&["passed", "overrun", "missed"])
    })?;
    let behind = tokens[at + 1..]
        .iter()
        .take_while(|token| token.kind == Kind::Word && is_one(&english().past_what, &token.word))
        .count();
    let is_whole = behind > 0 && !tokens[at + behind].is_one_of(&["their", "its", "the", "by"]);
    is_whole.then_some(behind + 1 + usize::from(is_going))
}
