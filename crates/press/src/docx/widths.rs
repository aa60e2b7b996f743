//! How wide the columns of a table are: as wide as their longest word needs, then by their shares.
//!
//! **Not here.** What stands in the cells ([`super::cell::words`]).

use super::cell::words;
use onpace_report::document::{ColumnKind, Table};

/// A letter is about so many hundredths of its size wide, bold ones included.
const LETTER: u64 = 58;
/// The space at both sides of a cell's words, with a little to spare.
const PADDING: u64 = 220;

/// The widths that fill a page of so many twentieths of a point; letters of so many half points.
pub(super) fn of(table: &Table, page: u32, letter_size: u32) -> Vec<u32> {
    let page = u64::from(page);
    let needs: Vec<u64> = (0..table.columns.len()).map(|at| need(table, at, page, u64::from(letter_size))).collect();
    let needed: u64 = needs.iter().sum();
    if needed >= page {
        return spread(page, &needs, &vec![0; needs.len()]);
    }
    let shares: u64 = table.columns.iter().map(|column| u64::from(column.width)).sum::<u64>().max(1);
    let wishes: Vec<u64> = table
        .columns
        .iter()
        .zip(&needs)
        .map(|(column, need)| (page * u64::from(column.width) / shares).saturating_sub(*need))
        .collect();
    spread(page - needed, &wishes, &needs)
}

/// So much shared out by weight, on top of what each has.
fn spread(amount: u64, weights: &[u64], have: &[u64]) -> Vec<u32> {
    let whole = weights.iter().sum::<u64>();
    let evenly = amount / weights.len().max(1) as u64;
    let part = |weight: u64| (amount * weight).checked_div(whole).unwrap_or(evenly);
    weights.iter().zip(have).map(|(weight, have)| u32::try_from(have + part(*weight)).unwrap_or(u32::MAX)).collect()
}

/// What a column needs so that no word of it is broken; no more than two fifths of the page.
fn need(table: &Table, at: usize, page: u64, letter_size: u64) -> u64 {
    let Some(column) = table.columns.get(at) else { return 0 };
    let whole = matches!(column.kind, ColumnKind::Number | ColumnKind::Date | ColumnKind::Status);
    let cells = table.rows.iter().filter_map(|row| row.cells.get(at)).map(words);
    let in_cells = cells.map(|words| if whole { words.chars().count() } else { longest_word(&words) }).max();
    let letters = in_cells.unwrap_or(0).max(longest_word(&column.label)).max(2) as u64;
    (letters * letter_size * 10 * LETTER / 100 + PADDING).min(page * 2 / 5)
}

fn longest_word(words: &str) -> usize {
    words.split([' ', '\n', '\t', '-']).map(|word| word.chars().count()).max().unwrap_or(0)
}
