//! What the cells of a column look like, whatever its heading says: days, people, words of a status, shares, prose.
//! **Not here.** What a heading means ([`super::meaning`]); reading a cell ([`super::cells`]).

use super::percents::percent_in;
use crate::field::Field;
use crate::grid::{CellValue, GridRow};
use onpace_core::day::{self, DateWording, DayOrder};
use onpace_core::vocabulary::Vocabulary;
use std::collections::HashSet;

/// What looks like a code is no longer, in bytes.
const LONGEST_CODE: usize = 12;
/// So many rows are looked at: a column is of one kind.
const ROWS: usize = 200;

/// How many cells of a column look like what.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Looks {
    /// Cells that say anything.
    pub(super) said: usize,
    days: usize,
    shares: usize,
    numbers: usize,
    statuses: usize,
    answers: usize,
    fills: usize,
    letters: usize,
    words: usize,
    lone: usize,
    ranks: usize,
    rows: usize,
    distinct: usize,
    /// How often another value begins than the one before.
    runs: usize,
    /// Cells of digits alone, three at most, with a full stop perhaps.
    whole: usize,
    /// Cells that look like codes: short, no blank, a digit and something else.
    codes: usize,
}

impl Looks {
    /// Whether it numbers the rows: a number of its own in each.
    pub(super) const fn number_rows(&self) -> bool {
        self.said >= 2 && self.said * 4 >= self.rows * 3 && self.whole == self.said && self.distinct == self.said
    }

    /// Whether it names the rows: a code of its own in each.
    pub(super) const fn name_rows(&self) -> bool {
        self.said >= 3
            && self.said * 4 >= self.rows * 3
            && self.codes == self.said
            && self.distinct == self.said
            && self.days == 0
    }

    /// Whether it says words or marks of statuses, a few again and again, and hardly anything else.
    pub(super) const fn are_statuses(&self) -> bool {
        self.said >= 3 && self.statuses * 10 >= self.said * 9 && self.days == 0 && self.answers == 0
    }

    /// Whether it may say statuses that are its own: a few words again and again, most of which are known.
    pub(super) const fn may_be_statuses(&self) -> bool {
        self.said >= 6
            && self.said * 4 >= self.rows * 3
            && self.distinct >= 2
            && self.distinct <= 8
            && self.distinct * 2 <= self.said
            && self.statuses * 2 > self.said
            && self.ranks == 0
            && self.days == 0
            && self.answers == 0
    }

    /// Whether it parts the rows into groups, one behind another: a value in every row, the same ones side by side.
    pub(super) fn are_groups(&self) -> bool {
        let others = [self.days, self.ranks, self.shares, self.statuses, self.numbers, self.answers];
        self.said >= 6
            && self.said == self.rows
            && self.distinct >= 2
            && self.distinct * 2 <= self.said
            && self.runs == self.distinct
            && self.breadth() <= 60
            && others.into_iter().all(|some| some == 0)
    }

    /// Whether it says numbers and nothing else.
    pub(super) const fn are_numbers(&self) -> bool {
        self.said > 0 && self.numbers == self.said
    }

    /// Whether it has a day.
    pub(super) const fn has_days(&self) -> bool {
        self.days > 0
    }

    /// Of a column of some rows.
    pub(super) fn of(rows: &[GridRow], column: usize, vocabulary: &Vocabulary) -> Self {
        let mut looks = Self::default();
        let mut seen = HashSet::new();
        let mut last = String::new();
        for row in rows.iter().take(ROWS) {
            looks.rows += usize::from(!row.cells.are_blank());
            looks.fills += usize::from(row.fill(column).is_some());
            let text = row.cells.get(column).unwrap_or_default().trim();
            if text.is_empty() || row.is_carried(column) {
                continue;
            }
            looks.said += 1;
            let small = text.to_lowercase();
            looks.runs += usize::from(small != last);
            last.clone_from(&small);
            seen.insert(small);
            let value = row.cells.value(column);
            let is_bool = matches!(
                text.to_ascii_lowercase().as_str(),
                "true" | "false" | "yes" | "no" | "y" | "n" | "\u{2610}" | "\u{2611}" | "\u{2612}"
            );
            looks.answers += usize::from(is_bool);
            looks.days += usize::from(matches!(value, Some(CellValue::Day(_))) || is_day(text));
            let share = matches!(value, Some(CellValue::Share(_))) || text.contains('%') && text.len() < 20;
            looks.shares += usize::from(share);
            looks.numbers += usize::from(share || percent_in(text, false).is_some());
            let count = text.split_whitespace().count();
            looks.statuses += usize::from(count <= 6 && !vocabulary.read(text).is_empty());
            looks.letters += text.chars().count().min(500);
            looks.words += count;
            looks.lone += usize::from(count == 1);
            let digits = text.trim_end_matches('.');
            looks.whole +=
                usize::from((1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()));
            let has = |kind: fn(&u8) -> bool| text.bytes().any(|byte| kind(&byte));
            let is_code =
                count == 1 && text.len() <= LONGEST_CODE && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic);
            looks.codes += usize::from(is_code);
            looks.ranks += usize::from(
                ["high", "medium", "med", "low", "critical", "urgent", "h", "m", "l", "normal"]
                    .contains(&&*text.to_ascii_lowercase()),
            );
        }
        looks.distinct = seen.len();
        looks
    }

    /// Whether several rows say the same, or leave it out where it is as above: what groups rows.
    pub(super) fn repeats(&self) -> bool {
        self.distinct < self.said || self.said < self.rows
    }

    /// Letters of a cell, about.
    pub(super) fn breadth(&self) -> usize {
        self.letters / self.said.max(1)
    }

    /// How much of the rows it fills, from 0 to 5.
    pub(super) fn filled(&self) -> u16 {
        u16::try_from(self.said * 5 / self.rows.max(1)).unwrap_or(5)
    }

    fn most(&self, some: usize) -> bool {
        some * 2 > self.said
    }

    /// How well the cells suit a field, from 0 (they do not) to 100; a column that says nothing suits any a little.
    pub(super) fn suit(&self, field: Field) -> u8 {
        if self.said == 0 {
            let coloured = self.fills > 0 && matches!(field, Field::Status);
            return if coloured { 100 } else { 45 };
        }
        let share = |some: usize| u8::try_from(some * 100 / self.said).unwrap_or(100);
        match field {
            Field::Start | Field::Finish | Field::Completed => match share(self.days) {
                0 if self.most(self.numbers) => 0,
                0 if self.breadth() > 40 => 5,
                0 => 25,
                days => 40 + days / 5 * 3,
            },
            Field::Percent => match share(self.numbers) {
                0 => 0,
                _ if self.most(self.days) => 0,
                shares => shares.max(60),
            },
            Field::Status => match share(self.statuses.max(self.answers)) {
                _ if self.most(self.days) => 5,
                _ if self.most(self.ranks) => 5,
                _ if self.breadth() > 60 => 5,
                0 if self.fills > 0 => 60,
                0 if self.most(self.numbers) => 0,
                0 => 30,
                share => 50 + share / 2,
            },
            Field::Notes => match self.breadth() {
                _ if self.most(self.days) || self.most(self.answers) => 10,
                0..=12 if self.most(self.statuses) => 20,
                0..=6 if self.most(self.numbers) => 0,
                0..=12 if self.most(self.numbers) => 10,
                _ => 80,
            },
            Field::Title => match self.breadth() {
                // What is mostly left out names nothing.
                _ if self.said * 2 < self.rows => 10,
                _ if self.most(self.days) || self.most(self.numbers) => 0,
                _ if self.most(self.statuses) => 10,
                0..=3 => 10,
                _ => 80,
            },
            Field::Code => match self.breadth() {
                0..=12 => 90,
                13..=24 => 40,
                _ => 0,
            },
            Field::Lead | Field::Accountable | Field::Officers => {
                if self.most(self.days) || self.most(self.numbers) || self.breadth() > 160 { 0 } else { 80 }
            }
            Field::FocusArea => {
                let others = [self.days, self.ranks, self.shares, self.statuses];
                if others.into_iter().any(|some| self.most(some)) { 0 } else { 70 }
            }
            Field::Summary | Field::Milestone => {
                if self.most(self.answers.max(self.lone)) && self.breadth() <= 5 {
                    90
                } else {
                    0
                }
            }
            Field::Level => {
                if self.most(self.numbers) {
                    90
                } else {
                    0
                }
            }
            _ => 60,
        }
    }
}

/// Whether a text is a day, or has one among its words.
fn is_day(text: &str) -> bool {
    let wording = DateWording { order: DayOrder::DayFirst, school_year: Some(2023) };
    text.split_whitespace().count() <= 5
        && (!matches!(day::among_words(text, wording), Ok(None)) || day::is_month_first(text))
}
