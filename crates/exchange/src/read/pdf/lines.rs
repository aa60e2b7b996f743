//! The lines of a page: words that stand on one height, parted where there is room for a column.
//! **Not here.** Which lines are rows of a table.

use super::text::Word;

/// Words of one line stand this close in height, as a share of their size.
const SLANT: f64 = 0.4;
/// More room than this between words parts them, as a share of their size: a blank has a quarter.
pub(super) const ROOM: f64 = 0.6;
/// And more than this between headings, where columns stand close.
pub(super) const LITTLE_ROOM: f64 = 0.34;

/// A line.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Which one of its page, from 1.
    pub(super) number: u32,
    pub(super) base: f64,
    pub(super) size: f64,
    pub(super) is_bold: bool,
    pub(super) words: Vec<Word>,
}

/// Words without room between them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) text: String,
}

impl Line {
    /// Its words, joined where there is no room between them.
    pub(super) fn stretches(&self) -> Vec<Stretch> {
        self.parted(ROOM)
    }

    /// Its words, joined where there is no more room between them than this.
    pub(super) fn parted(&self, room: f64) -> Vec<Stretch> {
        let mut all: Vec<Stretch> = Vec::new();
        for word in &self.words {
            match all.last_mut().filter(|last| word.left - last.right <= room * self.size) {
                Some(last) => {
                    last.text.push(' ');
                    last.text.push_str(&word.text);
                    last.right = last.right.max(word.right);
                }
                None => all.push(Stretch { left: word.left, right: word.right, text: word.text.clone() }),
            }
        }
        all
    }

    /// Its whole text.
    pub(super) fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// The lines of a page, from the top.
pub(super) fn lines_of(mut words: Vec<Word>) -> Vec<Line> {
    for word in &mut words {
        // A line end marked the word as done.
        word.text.truncate(word.text.trim_end().len());
    }
    words.retain(|word| !word.text.is_empty());
    // Running heads and feet go where the file marks them; a file that marks all as such marks nothing.
    if words.iter().any(|word| !word.is_artifact) {
        words.retain(|word| !word.is_artifact);
    }
    words.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    let mut lines: Vec<Line> = Vec::new();
    for word in words {
        match lines.last_mut().filter(|line| word.base - line.base <= SLANT * line.size.max(word.size)) {
            Some(line) => {
                line.size = line.size.max(word.size);
                line.words.push(word);
            }
            None => lines.push(Line { base: word.base, size: word.size, words: vec![word], ..Line::default() }),
        }
    }
    for (number, line) in (1..).zip(&mut lines) {
        line.number = number;
        line.words.sort_by(|a, b| a.left.total_cmp(&b.left));
        line.is_bold = line.words.iter().all(|word| word.is_bold);
    }
    lines
}
