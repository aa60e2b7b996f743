//! Cells of tables of figures, and what their column says of them: pounds, thousands, shares. **Not here.** What they come
//! to together ([`super::arithmetic`]).

use crate::claim::FigureRow;
use crate::claim::number::{Exact, Number, Unit, printed};

/// A column: its heading and what its numbers measure.
pub(super) struct Column {
    pub(super) heading: String,
    pub(super) unit: Unit,
    scale: i128,
    /// Whether it says how far two others are apart.
    pub(super) is_difference: bool,
}

/// A number in a cell.
#[derive(Clone, Debug)]
pub(super) struct CellText {
    pub(super) number: Number,
    pub(super) written: String,
    scale: i128,
    decimals: u32,
}

impl CellText {
    /// A value as the column writes it.
    pub(super) fn in_own(&self, value: Exact) -> String {
        let share = if self.number.unit == Unit::Percent { "%" } else { "" };
        format!("{}{share}", printed(value / Exact::from_integer(self.scale), self.decimals))
    }
}

pub(super) type Cell = CellText;

/// Headings of columns that say how far two others are apart.
const DIFFERENCES: [&str; 9] =
    ["variance", "over", "under", "difference", "in year", "in-year", "movement", "overspend", "change"];

impl Column {
    pub(super) fn of(at: usize, headings: &[&FigureRow], title: &str) -> Self {
        let heading: Vec<&str> = headings
            .iter()
            .filter_map(|row| row.cells.get(at))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        let heading = heading.join(" ");
        let said = |text: &str| {
            let lower = text.to_lowercase().replace('\u{2019}', "'");
            let scale = if lower.contains("\u{a3}m") || lower.contains("\u{a3} m") || lower.contains("\u{a3} million") {
                Some(1_000_000)
            } else if lower.contains("\u{a3}000")
                || lower.contains("\u{a3}'000")
                || lower.contains("\u{a3}k")
                || lower.contains("\u{a3} 000")
            {
                Some(1_000)
            } else if lower.contains('\u{a3}') {
                Some(1)
            } else {
                None
            };
            (scale, lower.contains('%'))
        };
        let (scale, is_share) = said(&heading);
        let of_title = said(title).0;
        let (unit, scale) = match (scale, is_share, of_title) {
            (_, true, _) => (Unit::Percent, 1),
            (Some(scale), ..) | (None, false, Some(scale)) => (Unit::Money, scale),
            _ => (Unit::Count, 1),
        };
        let lower = heading.to_lowercase();
        Self { is_difference: DIFFERENCES.iter().any(|word| lower.contains(word)), heading, unit, scale }
    }

    /// The words of its heading by which sentences speak of it.
    pub(super) fn words(&self) -> impl Iterator<Item = String> + '_ {
        self.heading
            .split_whitespace()
            .map(str::to_lowercase)
            .filter(|word| word.len() > 3 && word.chars().all(char::is_alphabetic))
    }

    /// The number in a cell.
    pub(super) fn cell(&self, text: &str) -> Option<Cell> {
        let written = text.trim();
        let bare = written.trim_end_matches('%').trim();
        let negative = bare.starts_with(['-', '\u{2212}', '\u{2013}', '(']);
        let digits = bare.trim_matches(|letter: char| {
            matches!(letter, '(' | ')' | '-' | '\u{2212}' | '\u{2013}' | '\u{a3}' | '+') || letter.is_whitespace()
        });
        let (digits, scale) = match digits.strip_suffix(['m', 'M']) {
            Some(digits) if written.contains('\u{a3}') => (digits, 1_000_000),
            _ => match digits.strip_suffix(['k', 'K']) {
                Some(digits) if written.contains('\u{a3}') => (digits, 1_000),
                _ => (digits, self.scale),
            },
        };
        let plain = !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
            && digits.matches('.').count() < 2
            && !digits.ends_with([',', '.']);
        if !plain {
            return None;
        }
        let unit = if written.ends_with('%') {
            Unit::Percent
        } else if written.contains('\u{a3}') {
            Unit::Money
        } else {
            self.unit
        };
        let scale = if unit == Unit::Money { scale } else { 1 };
        let decimals = digits.split_once('.').map_or(0, |(_, part)| u32::try_from(part.len()).unwrap_or(0));
        let number = Number::digits(digits, scale, unit)?;
        let number = if negative { Number { value: -number.value, ..number } } else { number };
        Some(CellText { number, written: written.to_owned(), scale, decimals })
    }
}

/// Whether a row is of numbers rather than headings.
pub(super) fn is_of_numbers(row: &FigureRow) -> bool {
    let plain = Column { heading: String::new(), unit: Unit::Count, scale: 1, is_difference: false };
    row.cells.len() > 1 && row.cells.iter().skip(1).any(|cell| plain.cell(cell).is_some())
}

/// Whether a label says that a row is the total of those above.
pub(super) fn is_total(label: &str) -> bool {
    let lower = label.to_lowercase();
    ["total", "grand total", "totals", "all", "in all", "overall", "all actions", "sum"]
        .contains(&lower.trim_end_matches(':').trim())
        || lower.starts_with("total ")
}
