//! Sentences about single rows: "3.5 is green", "2.1 is due on 30 June", "Action 1D is finished". **Not here.** Counts
//! ([`super::counted`]).

use super::lexicon::{Lexicon, Sense};
use super::number::Unit;
use super::phrases::signs_of;
use super::set::Filter;
use super::set::filter_of;
use super::sign::Reach;
use super::sign::{Bound, Much, Sign, What};
use super::token::{Part, Spoken, Token};
use super::verdict::{ClaimVerdict, Contradiction, Outcome};
use crate::day;
use crate::plan::Row;

/// Between "is to be" and the day stand no more signs.
const LONGEST_TO_BE: usize = 10;

/// What a sentence says of the rows that it names.
pub(super) fn judge(text: &str, tokens: &[Token], lexicon: &Lexicon<'_>) -> Vec<Outcome> {
    let signs = signs_of(tokens, lexicon);
    if !lexicon.has_rows || !signs.iter().any(|sign| matches!(sign.what, What::Code(_))) {
        return Vec::new();
    }
    // A line that tells a row itself, "1.1: Complete a review", says nothing about it.
    let text = text.to_lowercase();
    let tells = |row: usize| {
        lexicon
            .survey
            .plan
            .rows
            .get(row)
            .is_some_and(|row| row.title.len() > 3 && tells_title(&text, &row.title.to_lowercase()))
    };
    if signs.iter().any(|sign| matches!(sign.what, What::Code(row) if tells(row))) {
        return Vec::new();
    }
    let mut reading = Reading {
        tokens,
        lexicon,
        rows: Vec::new(),
        told: Vec::new(),
        said: None,
        outcomes: Vec::new(),
        denied: false,
        due: false,
        starts: false,
    };
    let mut until = 0;
    for (at, sign) in signs.iter().enumerate() {
        if at < until {
            continue;
        }
        if let Some(when) = reading.is_to_be(at, &signs) {
            reading.due = true;
            until = when;
            continue;
        }
        if let Some(close) = reading.passes(at, &signs) {
            until = close + 1;
            continue;
        }
        if reading.ends(sign) {
            // "It has improved since May and is now green."
            let now = (at + 1..signs.len()).find(|now| tokens[signs[*now].at].is_word("now"));
            match now.filter(|_| !reading.rows.is_empty()) {
                Some(now) => until = now,
                None => break,
            }
            continue;
        }
        reading.take(at, sign, &signs);
    }
    reading.outcomes
}

/// Whether a line tells the title of a row, and does not name the row by it: "1.1: Complete a review", but not "1.1 (Complete a
/// review) is late".
fn tells_title(text: &str, title: &str) -> bool {
    text.match_indices(title).any(|(at, _)| {
        let before = text[..at].trim_end();
        let before = if matches!(before, "the" | "our" | "a" | "an") { "" } else { before }.chars().next_back();
        let after = text[at + title.len()..].chars().next();
        // What it begins with and tells something of.
        let tells = before.is_none() && text[at + title.len()..].split_whitespace().count() > 1;
        let is_aside = tells
            || matches!(before, Some('(' | ',' | '\u{201c}' | '"'))
                && matches!(after, Some(')' | ',' | '\u{201d}' | '"'));
        !is_aside
    })
}

struct Reading<'r, 'l> {
    tokens: &'r [Token],
    lexicon: &'r Lexicon<'l>,
    /// The rows named that wait for what is said of them.
    rows: Vec<usize>,
    /// Those of which something was told already: "2.2, due on 31 May, is red".
    told: Vec<usize>,
    /// What was said last, for "as is 2.1".
    said: Option<(Filter, bool)>,
    outcomes: Vec<Outcome>,
    denied: bool,
    due: bool,
    starts: bool,
}

impl Reading<'_, '_> {
    fn is_to_come(&self, sign: &Sign) -> bool {
        self.tokens
            .get(sign.at)
            .is_some_and(|token| token.is_one_of(&["will", "expected", "expect", "planned", "should"]))
    }

    fn is_of_name(&self, sign: &Sign) -> bool {
        let name = ["target", "baseline", "ambition", "forecast", "aim", "expect", "will", "expected"];
        self.tokens.get(sign.at).is_some_and(|token| token.is_one_of(&name))
    }

    /// "The roof is to be repaired by 31 May", "the lease should have been renewed by June": where the day stands.
    fn is_to_be(&self, at: usize, signs: &[Sign]) -> Option<usize> {
        let is = |at: usize, words: &[&str]| {
            signs.get(at).and_then(|sign| self.tokens.get(sign.at)).is_some_and(|token| token.is_one_of(words))
        };
        let is_told = is(at, &["is", "are", "was", "were"]) && is(at + 1, &["to"]) && is(at + 2, &["be", "have"])
            || is(at, &["should", "must"]) && is(at + 1, &["have", "be"])
            || is(at, &["to"]) && is(at + 1, &["be", "have"]) && at > 0 && is(at - 1, &["is", "are", "was", "were"]);
        if self.rows.is_empty() || !is_told {
            return None;
        }
        let by = (at + 2..signs.len().min(at + LONGEST_TO_BE)).find(|by| is(*by, &["by"]))?;
        let plain = |sign: &Sign| {
            !matches!(sign.what, What::Code(_) | What::When(_) | What::Number(_) | What::Stop | What::Comma)
        };
        let is_when = signs.get(by + 1).is_some_and(|sign| matches!(sign.what, What::When(_)));
        (is_when && signs[at..by].iter().all(plain)).then_some(by + 1)
    }

    /// Where what stands aside of a row ends: "task 4, which depends on others, has", "G3 (standards outcomes) is", "YJ8, the
    /// audit of custody, has".
    fn passes(&self, at: usize, signs: &[Sign]) -> Option<usize> {
        let is_code = |sign: &Sign| matches!(sign.what, What::Code(_));
        if signs[at].what == What::Open {
            let close = (at + 1..signs.len()).find(|close| signs[*close].what == What::Close)?;
            return (!signs[at..close].iter().any(is_code)).then_some(close);
        }
        let behind_a_row =
            at > 0 && (is_code(&signs[at - 1]) || signs[at - 1].what == What::Close) && !self.rows.is_empty();
        if signs[at].what != What::Comma || self.rows.is_empty() {
            return None;
        }
        let close = (at + 1..signs.len()).find(|close| signs[*close].what == What::Comma)?;
        let is_relative = [1, 2].iter().any(|next| {
            self.tokens.get(signs[at].at + next).is_some_and(|token| token.is_one_of(&["which", "who", "whose"]))
        });
        let names_it = behind_a_row && signs[at + 1..close].iter().any(|sign| sign.what == What::Word);
        let says = signs[at + 1..close]
            .iter()
            .any(|sign| is_code(sign) || matches!(sign.what, What::When(_)) || sign.number().is_some());
        (is_relative || names_it && !says).then_some(close)
    }

    /// What is said from here on is of another day, or explains.
    fn ends(&self, sign: &Sign) -> bool {
        match sign.what {
            // "The inspection target (E-03)" names the row; "we expect to finish G7 by May" says when.
            What::Elsewhen => {
                !self.rows.is_empty() && !self.is_to_come(sign) || self.rows.is_empty() && !self.is_of_name(sign)
            }
            What::Aside => self
                .tokens
                .get(sign.at)
                .is_none_or(|token| !token.is_one_of(&["although", "though", "while", "whereas", "even"])),
            _ => false,
        }
    }

    fn take(&mut self, at: usize, sign: &Sign, signs: &[Sign]) {
        match sign.what {
            What::Code(row) => {
                let is_action = self.lexicon.survey.plan.rows.get(row).is_some_and(super::lexicon::is_action);
                self.told.clear();
                if !is_action {
                    return;
                }
                // "The target for 2.2 is 31 May."
                let word = |back: usize| sign.at.checked_sub(back).and_then(|at| self.tokens.get(at));
                self.due |= word(1).is_some_and(|token| token.is_one_of(&["for", "of"]))
                    && word(2).is_some_and(|token| token.is_one_of(&["target", "date", "deadline", "timescale"]));
                match self.said.clone().filter(|_| self.is_as(at, signs)) {
                    Some((filter, denied)) => self.judge_row(row, &filter, denied),
                    None => self.rows.push(row),
                }
            }
            What::Not | What::Much(Much::None) => self.denied = true,
            What::Sense(Sense::Due | Sense::ToDo) => self.due = true,
            What::Sense(Sense::DueToStart) => self.starts = true,
            What::When(spoken) if self.starts => self.starts_on(spoken, sign.at),
            What::When(spoken) if self.due => self.finishes(spoken, sign.at),
            What::When(spoken) => {
                // "3.5 was red in March" is of another day.
                let on = self.lexicon.survey.on;
                if spoken.when.is_some_and(|when| on < when.first || when.last < on) {
                    self.rows.clear();
                }
            }
            What::Number(number) if number.unit == Unit::Percent => self.percent(number.value, sign.at),
            // "2.2 is red and two others are amber."
            What::Number(_) | What::Much(_) | What::Sense(Sense::These | Sense::Others | Sense::Action) => {
                self.told.clear();
            }
            What::Reaching(reach) => self.reaches(reach, sign),
            What::Sense(sense @ (Sense::Person(_) | Sense::Attribute(..))) => self.belongs(at, sense, signs),
            // "Was green in the last report and is now red."
            What::Sense(sense) if filter_of(sense).is_some() && self.was_so(at, signs) => {}
            What::Sense(sense) => {
                if let Some(filter) = filter_of(sense).filter(|_| !Self::is_between_colours(at, signs)) {
                    // A percentage before "complete" says how far it is.
                    let is_share = at > 0 && signs[at - 1].number().is_some();
                    let denied = std::mem::take(&mut self.denied);
                    let named = self.named();
                    for row in &named {
                        if !is_share {
                            self.judge_row(*row, &filter, denied);
                        }
                    }
                    self.told = named;
                    self.said = Some((filter, denied));
                }
            }
            // Rows in other words are not what is told of.
            What::Word
                if self.tokens.get(sign.at).is_some_and(|token| {
                    token.is_one_of(&[
                        "reached",
                        "got",
                        "stood",
                        "improved",
                        "worsened",
                        "slipped",
                        "recovered",
                        "must",
                        "agreed",
                        "needs",
                        "put",
                    ])
                }) => {}
            What::Word | What::From => {
                self.rows.clear();
                self.told.clear();
            }
            _ => {}
        }
    }

    /// "2.4 is led by Ada Moss", "A05 was rated medium": whose a row is, and what else its columns say.
    fn belongs(&mut self, at: usize, sense: Sense, signs: &[Sign]) {
        let is = |sign: &Sign, words: &[&str]| self.tokens.get(sign.at).is_some_and(|token| token.is_one_of(words));
        let says_so = |words: &[&str]| signs[..at].iter().rev().take(5).any(|sign| is(sign, words));
        let is_said = match sense {
            Sense::Person(_) => {
                says_so(&["by", "with", "to"])
                    && says_so(&["led", "owned", "held", "assigned", "allocated", "delivered", "sits", "run"])
            }
            _ => says_so(&["is", "was", "rated", "are", "graded", "marked"]),
        };
        if !is_said || self.rows.is_empty() {
            return;
        }
        let filter = match sense {
            Sense::Person(person) => Filter::People(vec![person]),
            Sense::Attribute(column, value) => Filter::Attribute(column, value),
            _ => return,
        };
        let denied = std::mem::take(&mut self.denied);
        for row in std::mem::take(&mut self.rows) {
            let agrees = filter.takes(row, self.lexicon) != denied;
            let found = match sense {
                Sense::Attribute(column, _) => self.lexicon.attributes.get(column).and_then(|column| {
                    column.values.iter().find(|(_, rows)| rows.contains(&row)).map(|(value, _)| value.clone())
                }),
                _ => self.row(row).map(Row::officer_names),
            };
            let (found, name) = (found.unwrap_or_default(), self.row(row).map(Row::name).unwrap_or_default());
            let is = if matches!(sense, Sense::Person(_)) { "is with" } else { "is" };
            let why = format!("{}{name} {is} {found}", if agrees { "" } else { "in the plan " });
            self.push(row, agrees, why, found);
        }
    }

    /// Whether it is told of another day, and what is so now is told behind.
    fn was_so(&self, at: usize, signs: &[Sign]) -> bool {
        let is = |sign: &Sign, words: &[&str]| self.tokens.get(sign.at).is_some_and(|token| token.is_one_of(words));
        let before = signs[..at].iter().rev().take(3).any(|sign| is(sign, &["was", "were", "had"]));
        before && signs[at..].iter().any(|sign| is(sign, &["now"]))
    }

    /// "1.4 is complete, as is 2.1."
    fn is_as(&self, at: usize, signs: &[Sign]) -> bool {
        let word =
            |back: usize| at.checked_sub(back).and_then(|at| signs.get(at)).and_then(|sign| self.tokens.get(sign.at));
        word(2).is_some_and(|token| token.is_one_of(&["as", "so"]))
            && word(1).is_some_and(|token| token.is_one_of(&["is", "are", "was", "has"]))
    }

    /// "From red to amber", "red or amber" say no one status.
    fn is_between_colours(at: usize, signs: &[Sign]) -> bool {
        let is = |at: usize, one: What| signs.get(at).is_some_and(|sign| sign.what == one);
        // "Has moved to green", "from red to amber": where it moved to is where it is.
        let moved = signs[..at].iter().any(|sign| sign.what == What::Direction);
        is(at.wrapping_sub(1), What::From)
            || is(at.wrapping_sub(1), What::To) && !moved
            || is(at.wrapping_sub(1), What::Or)
            || is(at + 1, What::To)
            || is(at + 1, What::Or)
    }

    fn row(&self, at: usize) -> Option<&Row> {
        self.lexicon.survey.plan.rows.get(at)
    }

    fn judge_row(&mut self, at: usize, filter: &Filter, denied: bool) {
        let agrees = filter.takes(at, self.lexicon) != denied;
        let Some(row) = self.row(at) else { return };
        let state = Self::state_of(row);
        let alike = if denied { Vec::new() } else { self.alike(filter, at) };
        let (why, expected) = if agrees {
            (format!("the plan says so of {}", row.name()), state.clone())
        } else if matches!(filter, Filter::Late) {
            let finish = row.finish.as_ref().map(|finish| day::when_in_full(finish.when));
            (
                format!(
                    "in the plan {} is to finish on {}, and is {state}",
                    row.name(),
                    finish.clone().unwrap_or_else(|| "no day".to_owned())
                ),
                finish.unwrap_or(state),
            )
        } else {
            let others = if alike.is_empty() {
                String::new()
            } else {
                format!("; like that are {}", crate::checks::rule::named(&alike))
            };
            (format!("in the plan {} is {state}{others}", row.name()), state)
        };
        self.push(at, agrees, why, expected);
    }

    /// Rows of which what is said is so.
    fn alike(&self, filter: &Filter, near: usize) -> Vec<String> {
        let area = self.row(near).and_then(|row| row.focus_area);
        let rows = super::set::rows_of(std::slice::from_ref(filter), self.lexicon);
        let mut named: Vec<(bool, usize)> =
            rows.into_iter().map(|at| (self.row(at).and_then(|row| row.focus_area) != area, at)).collect();
        named.sort_unstable();
        named.into_iter().filter_map(|(_, at)| self.row(at)).map(Row::name).take(3).collect()
    }

    /// How a row stands, in the plan's own words.
    fn state_of(row: &Row) -> String {
        let percent = row.percent.map(|percent| percent.to_string());
        match (&row.status, percent) {
            (Some(status), Some(percent)) => format!("{status}, {percent} complete"),
            (Some(status), None) => status.to_string(),
            (None, Some(percent)) => format!("{percent} complete"),
            (None, None) => "not said to be anything".to_owned(),
        }
    }

    /// "2.2 is to begin on 1 May".
    fn starts_on(&mut self, spoken: Spoken, token: usize) {
        self.starts = false;
        let Some(when) = spoken.when else { return };
        self.told.clone_from(&self.rows);
        for at in std::mem::take(&mut self.rows) {
            let Some((start, name)) = self.row(at).and_then(|row| Some((row.start.as_ref()?.when, row.name()))) else {
                continue;
            };
            let same_day = when.first.month() == start.first.month() && when.first.day() == start.first.day();
            let agrees = start.first <= when.last && when.first <= start.last || !spoken.has_year && same_day;
            let found = day::when_in_full(start);
            let why = format!("{}{name} starts on {found}", if agrees { "" } else { "in the plan " });
            self.push(at, agrees, why, found);
            if let Some(last) = self.outcomes.last_mut() {
                last.numbers = vec![token];
            }
        }
    }

    fn finishes(&mut self, spoken: Spoken, token: usize) {
        let Some(when) = spoken.when else { return };
        self.due = false;
        let rows = if self.rows.is_empty() {
            self.outcomes.last().map(|last| last.rows.clone()).unwrap_or_default()
        } else {
            std::mem::take(&mut self.rows)
        };
        self.told.clone_from(&rows);
        for at in rows {
            let Some((finish, name)) = self.row(at).and_then(|row| Some((row.finish.as_ref()?.when, row.name())))
            else {
                continue;
            };
            let same_day =
                |when: day::When| when.first.month() == finish.last.month() && when.first.day() == finish.last.day();
            // "Was due in June and is now due in May": the first may be of what was set first.
            let was = token >= 1
                && self.tokens[..token]
                    .iter()
                    .rev()
                    .take(4)
                    .any(|token| token.is_one_of(&["was", "were", "agreed", "originally", "first"]));
            let first = self.row(at).and_then(|row| row.original_finish.as_ref()).map(|first| first.when);
            let goes_on = self.tokens[token..]
                .iter()
                .any(|token| token.is_one_of(&["now", "moved", "revised", "extended", "put"]));
            if was && (goes_on || first.is_some_and(|first| first.first <= when.last && when.first <= first.last)) {
                self.rows.push(at);
                continue;
            }
            let agrees = match spoken.part {
                Part::End => finish.last == when.last || finish.first <= when.last && when.first <= finish.last,
                _ => finish.first <= when.last && when.first <= finish.last || !spoken.has_year && same_day(when),
            };
            let found = day::when_in_full(finish);
            let why = if agrees {
                format!("{name} finishes on {found}")
            } else {
                format!("in the plan {name} finishes on {found}")
            };
            self.push(at, agrees, why, found);
            if let Some(last) = self.outcomes.last_mut() {
                last.numbers = vec![token];
            }
        }
    }

    /// The rows of which a sentence speaks, taken.
    fn named(&mut self) -> Vec<usize> {
        let (rows, told) = (std::mem::take(&mut self.rows), std::mem::take(&mut self.told));
        if rows.is_empty() { told } else { rows }
    }

    fn percent(&mut self, value: super::number::Exact, token: usize) {
        for at in self.named() {
            let Some((percent, name)) = self.row(at).and_then(|row| Some((row.done()?, row.name()))) else { continue };
            let agrees = super::number::Exact::new(i128::from(percent.in_tenths()), 10) == value;
            let why = if agrees {
                format!("{name} is {percent} complete")
            } else {
                format!("in the plan {name} is {percent} complete")
            };
            self.push(at, agrees, why, percent.to_string());
            if let Some(last) = self.outcomes.last_mut() {
                last.numbers = vec![token];
            }
        }
    }

    /// "Task 13 is half done", "2.4 has not got past 30%".
    fn reaches(&mut self, reach: Reach, sign: &Sign) {
        let denied = std::mem::take(&mut self.denied);
        let number = (sign.at..sign.at + sign.length).find(|at| self.tokens[*at].number().is_some());
        for at in self.named() {
            let Some((percent, name)) = self.row(at).and_then(|row| Some((row.done()?, row.name()))) else { continue };
            let exact = Reach { bound: if reach.is_reached { Bound::Exactly } else { reach.bound }, ..reach };
            let agrees = Filter::Reaches(exact).takes(at, self.lexicon) != denied;
            let why = format!("{}{name} is {percent} complete", if agrees { "" } else { "in the plan " });
            self.push(at, agrees, why, percent.to_string());
            if let Some(last) = self.outcomes.last_mut() {
                last.numbers = number.into_iter().collect();
            }
        }
    }

    fn push(&mut self, row: usize, agrees: bool, why: String, expected: String) {
        let verdict = if agrees { ClaimVerdict::Agrees } else { ClaimVerdict::Disagrees };
        self.outcomes.push(Outcome {
            numbers: Vec::new(),
            verdict,
            kind: Contradiction::Row,
            why,
            expected,
            rows: vec![row],
        });
    }
}
