//! The key of a document: what its own words, letters and colours mean, wherever it says so. **Not here.** What words mean
//! without one ([`onpace_core::vocabulary`]).

use crate::field::plain;
use crate::grid::{Contents, Grid, GridRow};
use crate::mapping::Mapping;
use onpace_core::vocabulary::Vocabulary;
use std::collections::HashSet;

/// A key has at least so many entries.
const FEWEST: usize = 2;
/// And at most so many, wherever it stands.
const MOST: usize = 200;
/// No mark is longer, in bytes, with what stands around it.
const LONGEST_MARK: usize = 14;
/// A longer text explains nothing in a word.
const LONGEST: usize = 160;

/// What a document says that its marks mean.
#[derive(Debug, Default)]
pub(super) struct Key {
    pub(super) vocabulary: Vocabulary,
    /// The rows that say it, which are no rows of the plan.
    rows: HashSet<*const GridRow>,
}

impl Key {
    /// The key of a document, over the vocabulary that ships.
    /// What a mapping says goes before both.
    pub(super) fn of(contents: &Contents, mapping: Option<&Mapping>) -> Self {
        let mut key = Self::written_in(contents);
        for (word, means) in mapping.into_iter().flat_map(|mapping| &mapping.words) {
            key.vocabulary = key.vocabulary.meaning(word, *means);
        }
        key
    }

    fn written_in(contents: &Contents) -> Self {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut rows = HashSet::new();
        for grid in &contents.grids {
            if let Some(found) = of_table(grid) {
                rows.extend(grid.rows.iter().map(std::ptr::from_ref));
                pairs.extend(found);
                continue;
            }
            for row in &grid.rows {
                let found = of_row(row);
                if !found.is_empty() {
                    rows.insert(std::ptr::from_ref(row));
                    pairs.extend(found);
                }
            }
        }
        for paragraph in &contents.prose {
            pairs.extend(of_text(&paragraph.text));
        }
        // A table of such entries and nothing else is no key.
        if pairs.len() > MOST {
            pairs.clear();
        }
        let words: HashSet<String> = pairs.iter().map(|(word, _)| word.to_lowercase()).collect();
        let british = Vocabulary::british();
        let says_something = pairs.iter().any(|(_, meaning)| !british.clone().with("x", meaning).read("x").is_empty());
        if words.len() < FEWEST || !says_something {
            return Self { vocabulary: british.clone(), rows: HashSet::new() };
        }
        let mut vocabulary = british.clone();
        for (word, meaning) in pairs {
            vocabulary = vocabulary.with(&word, &meaning);
        }
        Self { vocabulary, rows }
    }

    /// Whether a row is of the key.
    pub(super) fn has(&self, row: &GridRow) -> bool {
        self.rows.contains(&std::ptr::from_ref(row))
    }
}

/// Whether a text is a mark of a scale: a colour, a letter or two, a sign.
fn is_mark(text: &str) -> bool {
    let colours = [
        "red",
        "amber",
        "yellow",
        "orange",
        "green",
        "blue",
        "purple",
        "white",
        "grey",
        "gray",
        "black",
        "pink",
        "clear",
        "no colour",
    ];
    let text = text.trim();
    let letters = text.chars().count();
    let is_short =
        letters > 0 && letters <= 2 && text.chars().all(|letter| letter.is_uppercase() || !letter.is_ascii());
    is_short || colours.contains(&text.to_lowercase().as_str())
}

/// "Green – on track", "B = complete", "Red: will miss its date".
fn pair(text: &str) -> Option<(String, String)> {
    let text = text.trim().trim_start_matches(['\u{2022}', '-', ' ']);
    if text.chars().count() > LONGEST {
        return None;
    }
    // "\u{2705} finished".
    if let Some((sign, meaning)) = text.split_once(' ')
        && !sign.chars().any(|letter| letter.is_alphanumeric() || letter.is_ascii())
        && meaning.chars().any(char::is_alphabetic)
    {
        return Some((sign.to_owned(), meaning.to_owned()));
    }
    // No mark is longer than a colour, so most cells are known by their beginning.
    if text.find(['=', ':', '-', '\u{2013}', '\u{2014}']).is_none_or(|at| at > LONGEST_MARK) {
        return None;
    }
    let ends = ["=", ":", " \u{2013} ", " - ", " \u{2014} ", "\u{2013}", "\u{2014}"];
    let (at, end) = ends.iter().filter_map(|end| Some((text.find(end)?, *end))).min()?;
    let (mark, meaning) = (text.get(..at)?.trim(), text.get(at + end.len()..)?.trim());
    let mark = mark.strip_suffix(')').map_or(mark, |mark| mark.trim_start_matches('('));
    let is_digit = mark.len() == 1 && mark.bytes().all(|byte| byte.is_ascii_digit()) && end == "=";
    ((is_mark(mark) || is_digit) && meaning.chars().any(char::is_alphabetic))
        .then(|| (mark.to_owned(), meaning.to_owned()))
}

/// The entries of one text, which may begin with "Key:".
fn of_text(text: &str) -> Vec<(String, String)> {
    if text.chars().count() > 600 {
        return Vec::new();
    }
    let rest = match text.split_once(':') {
        Some((before, after)) if is_title_of_key(before) => after,
        _ => text,
    };
    let parts: Vec<_> = rest.split([';', '\u{b7}', '|', '\n', '\u{2022}']).filter_map(pair).collect();
    let signs = at_signs(rest);
    if signs.len() > parts.len() { signs } else { parts }
}

/// The entries of a text in which each begins with a sign: "\u{1f311} no progress \u{1f315} finished".
fn at_signs(text: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for word in text.split_whitespace() {
        let is_sign = !word.chars().any(|letter| letter.is_alphanumeric() || letter.is_ascii_punctuation())
            && word.chars().any(|letter| !matches!(letter, '\u{2013}' | '\u{2014}' | '\u{2022}'));
        match all.last_mut() {
            _ if is_sign => all.push((word.to_owned(), String::new())),
            Some((_, meaning)) => {
                meaning.push_str(if meaning.is_empty() { "" } else { " " });
                meaning.push_str(word.trim_end_matches([',', ';']));
            }
            None => {}
        }
    }
    all.retain(|(_, meaning)| meaning.chars().any(char::is_alphabetic));
    if all.len() < FEWEST { Vec::new() } else { all }
}

fn is_title_of_key(text: &str) -> bool {
    let words = plain(text);
    words.len() <= 40 && words.split(' ').any(|word| matches!(word, "key" | "legend"))
}

/// The entries of a row: cells that explain a mark, or that are coloured beside the word "Key".
fn of_row(row: &GridRow) -> Vec<(String, String)> {
    let cells: Vec<(usize, &str)> =
        row.cells.iter().enumerate().map(|(at, cell)| (at, cell.trim())).filter(|(_, cell)| !cell.is_empty()).collect();
    let Some((_, first)) = cells.first() else { return Vec::new() };
    let is_key = is_title_of_key(first) && first.chars().count() <= 40;
    if is_key {
        let coloured =
            |(at, cell): &(usize, &str)| row.fill(*at).map(|fill| (fill.word().to_owned(), (*cell).to_owned()));
        let found: Vec<_> = cells.iter().skip(1).filter_map(coloured).collect();
        if found.len() >= FEWEST {
            return found;
        }
    }
    // In a row of a plan one cell may look so; of a key all do.
    let mut found = Vec::new();
    for (_, cell) in cells.iter().skip(usize::from(is_key && of_text(first).is_empty())) {
        let explained = of_text(cell);
        if explained.is_empty() {
            return Vec::new();
        }
        found.extend(explained);
    }
    found
}

/// A table of two columns: marks and what they mean.
fn of_table(grid: &Grid) -> Option<Vec<(String, String)>> {
    let rows: Vec<Vec<&str>> = grid
        .rows
        .iter()
        .map(|row| row.cells.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>())
        .filter(|cells| !cells.is_empty())
        .collect();
    if rows.len() < FEWEST || rows.len() > 15 || rows.iter().any(|cells| cells.len() != 2) {
        return None;
    }
    let is_entry = |cells: &&Vec<&str>| cells.first().is_some_and(|mark| is_mark(mark));
    let entries: Vec<_> = rows.iter().filter(is_entry).collect();
    let heads = rows.len() - entries.len();
    if entries.len() < FEWEST || heads > 1 {
        return None;
    }
    entries.into_iter().map(|cells| Some(((*cells.first()?).to_owned(), (*cells.get(1)?).to_owned()))).collect()
}
