//! Counting what was guessed, so that one finding tells of it. **Not here.** Guessing.

use super::Draft;
use onpace_core::checks::reading;
use onpace_core::checks::rule::counted;
use onpace_core::finding::Finding;
use onpace_core::place::Place;
use std::sync::Arc;

/// All that was guessed: one finding a kind, for a colour may stand for the status of every row.
#[derive(Default)]
pub(super) struct Guesses {
    pub(super) colours: Guess,
    pub(super) serials: Guess,
    pub(super) banners: Guess,
    /// Rows that have a name and nothing else.
    pub(super) sections: Guess,
    /// Rows that are no actions.
    pub(super) beside: Guess,
    pub(super) start_words: WordsOfDates,
    pub(super) finish_words: WordsOfDates,
}

impl Guesses {
    pub(super) fn tell(&self, draft: &mut Draft) {
        for (guess, one, what, remedy) in [
            (
                &self.colours,
                "status was read from the colour of its cell",
                "statuses were read from the colour of their cells",
                "the status in words",
            ),
            (
                &self.serials,
                "date was read from a serial number, as spreadsheets count days",
                "dates were read from serial numbers, as spreadsheets count days",
                "a day such as 13/04/2022",
            ),
            (
                &self.beside,
                "row that is a total, a note or has no action was left out",
                "rows that are totals, notes or have no action were left out",
                "a row an action",
            ),
            (
                &self.banners,
                "row that is one cell over the whole width was taken as a focus area",
                "rows that are one cell over the whole width were taken as focus areas",
                "\u{201c}Focus Area 1 - Title\u{201d}",
            ),
            (
                &self.sections,
                "focus area was read from a row that has a name and nothing else",
                "focus areas were read from rows that have a name and nothing else",
                "\u{201c}Focus Area 1 - Title\u{201d}",
            ),
        ] {
            if guess.count > 0 {
                let finding = reading::GUESSED.finding(counted(guess.count, one, what));
                draft.findings.push(finding.at(guess.first.clone()).expected(remedy).meanwhile("took them so"));
            }
        }
        let headings = &draft.plan.headings;
        let told = [
            self.start_words.finding("start", headings.start.as_ref()),
            self.finish_words.finding("finish", headings.finish.as_ref()),
        ];
        draft.findings.extend(told.into_iter().flatten());
    }
}

/// What was guessed, so many times, first here.
#[derive(Default)]
pub(super) struct Guess {
    pub(super) count: usize,
    pub(super) first: Place,
}

impl Guess {
    pub(super) fn add(&mut self, place: &Place) {
        if self.count == 0 {
            self.first = place.clone();
        }
        self.count += 1;
    }
}

/// So many are quoted; the others are counted.
const MOST_QUOTED: usize = 12;
/// What would be read.
const EXPECTED: &str = "a day such as 13/04/22, or a month such as April 2022";
/// What is done meanwhile.
const MEANWHILE: &str = "kept the words, and no date";

/// Words that stand where a date was looked for, of one column.
#[derive(Default)]
pub(super) struct WordsOfDates {
    count: usize,
    first: Place,
    /// Rows with their words.
    quoted: Vec<(String, String)>,
}

impl WordsOfDates {
    /// Takes the words of a row.
    pub(super) fn add(&mut self, place: &Place, row: &str, words: &str) {
        if self.count == 0 {
            self.first = place.clone();
        }
        self.count += 1;
        if self.quoted.len() < MOST_QUOTED {
            self.quoted.push((row.to_owned(), words.to_owned()));
        }
    }

    /// One finding for the column.
    pub(super) fn finding(&self, what: &str, heading: Option<&Arc<str>>) -> Option<Finding> {
        let (row, words) = self.quoted.first()?;
        if self.count == 1 {
            let message = format!("\u{201c}{words}\u{201d} is not a date that can be read");
            let finding = reading::UNREADABLE_VALUE.finding(message).about(row).at(self.first.in_column(heading));
            return Some(finding.found(format!("\u{201c}{words}\u{201d}")).expected(EXPECTED).meanwhile(MEANWHILE));
        }
        let rows = counted(self.count, "row has", "rows have");
        let quoted = self.quoted.iter().map(|(row, words)| format!("\u{201c}{words}\u{201d} ({row})"));
        let others = match self.count - self.quoted.len() {
            0 => String::new(),
            others => format!(" and {others} others"),
        };
        let quoted = quoted.collect::<Vec<_>>().join(", ");
        let message = format!("{rows} words where the {what} should be: {quoted}{others}");
        let place = Place { row: None, line: None, ..self.first.clone() };
        let finding = reading::UNREADABLE_VALUE.finding(message).at(place.in_column(heading));
        Some(finding.found(quoted).expected(EXPECTED).meanwhile(MEANWHILE))
    }
}
