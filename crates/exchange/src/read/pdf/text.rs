//! The words of a page with their places, and the level lines that are drawn on it.
//!
//! One walk over the page's operators, and over those of the forms that it draws, within a budget for
//! the whole file. PDF 2.0, sections 8.4 and 9.4. **Not here.** What belongs to one row or column.

use super::font::{Font, number};
use super::tokens::{Token, Tokens};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::HashMap;
use std::rc::Rc;

/// Letters that follow each other this close are one word, as a share of their height.
const GAP_IN_A_WORD: f64 = 0.15;
/// Forms stand in each other at most so deep.
const DEEPEST_FORM: usize = 8;
/// States that are kept, and marks that are open, at one time.
const MOST_KEPT: usize = 256;
/// Parts of a path that are looked at.
const LONGEST_PATH: usize = 1_000;
/// A drawn line is no thicker.
const THICKEST_LINE: f64 = 2.5;

/// What may be spent on one file.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bytes of contents, unpacked.
    pub(super) bytes: usize,
    /// Operators.
    pub(super) operators: usize,
    /// Letters, and lines drawn.
    pub(super) letters: usize,
    /// Forms drawn.
    pub(super) forms: usize,
    /// Codes of all fonts.
    pub(super) codes: usize,
}

/// More than the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spent(pub(super) &'static str);

/// A word: from the left, down from the top, in points.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    pub(super) left: f64,
    pub(super) right: f64,
    /// Where its letters stand on.
    pub(super) base: f64,
    pub(super) size: f64,
    pub(super) is_bold: bool,
    /// Part of a running head or foot, by the file's own word.
    pub(super) is_artifact: bool,
    pub(super) text: String,
}

/// A level line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) down: f64,
}

/// What stands on a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) words: Vec<Word>,
    pub(super) rules: Vec<Rule>,
    /// Letters of which nobody knows what they say.
    pub(super) lost: usize,
}

/// Moves points: x, y become ax + cy + e, bx + dy + f.
pub(super) type Matrix = [f64; 6];

/// A place on the page.
type Point = (f64, f64);

/// First the one, then the other.
fn then(m: Matrix, n: Matrix) -> Matrix {
    [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]
}

fn moved(m: Matrix, x: f64, y: f64) -> (f64, f64) {
    (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
}

/// The matrix that six numbers are.
fn matrix(numbers: &[f64]) -> Matrix {
    numbers.try_into().unwrap_or(SAME)
}

const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Fonts that were read, by the object that holds them.
pub(super) type Fonts = HashMap<ObjectId, Rc<Font>>;

#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_gap: f64,
    word_gap: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// The walk over a page.
pub(super) struct Walk<'a> {
    pub(super) pdf: &'a Document,
    pub(super) fonts: &'a mut Fonts,
    pub(super) budget: &'a mut Budget,
    pub(super) page: Page,
    state: State,
    kept: Vec<State>,
    line: Matrix,
    text: Matrix,
    /// Whether each open mark is that of a running head or foot.
    marks: Vec<bool>,
    /// The path under way: pieces, and whether each is a rectangle.
    path: Vec<(Point, Point, bool)>,
    pen: (f64, f64),
}

impl<'a> Walk<'a> {
    pub(super) fn new(pdf: &'a Document, fonts: &'a mut Fonts, budget: &'a mut Budget, page: Matrix) -> Self {
        let state = State {
            page,
            font: None,
            size: 0.0,
            letter_gap: 0.0,
            word_gap: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let (page, kept, marks, path) = (Page::default(), Vec::new(), Vec::new(), Vec::new());
        Self { pdf, fonts, budget, page, state, kept, line: SAME, text: SAME, marks, path, pen: (0.0, 0.0) }
    }

    /// Goes over contents, with the resources that hold from the nearest on.
    pub(super) fn over(&mut self, contents: &[u8], resources: &[&'a Dictionary], depth: usize) -> Result<(), Spent> {
        self.budget.bytes =
            self.budget.bytes.checked_sub(contents.len()).ok_or(Spent("contents of more than 64 MB, unpacked"))?;
        let (mut tokens, mut operands) = (Tokens::new(contents), Vec::new());
        let bottom = self.kept.len();
        while let Some(operator) = tokens.next(&mut operands) {
            self.budget.operators =
                self.budget.operators.checked_sub(1).ok_or(Spent("more drawing than any plan has"))?;
            match operator {
                b"q" if self.kept.len() < MOST_KEPT => self.kept.push(self.state.clone()),
                b"Q" if self.kept.len() > bottom => self.state = self.kept.pop().unwrap_or_else(|| self.state.clone()),
                b"Do" => self.draw(&operands, resources, depth)?,
                b"Tf" => self.choose(&operands, resources)?,
                _ => self.text_operator(operator, &operands)?,
            }
        }
        if let Some(state) = self.kept.get(bottom).cloned() {
            self.kept.truncate(bottom);
            self.state = state;
        }
        Ok(())
    }

    fn text_operator(&mut self, operator: &[u8], operands: &[Token]) -> Result<(), Spent> {
        let numbers = numbers(operands);
        let state = &mut self.state;
        match (operator, &numbers[..], operands) {
            (b"cm", &[_, _, _, _, _, _], _) => state.page = then(matrix(&numbers), state.page),
            (b"Tc", &[gap], _) => state.letter_gap = gap,
            (b"Tw", &[gap], _) => state.word_gap = gap,
            (b"Tz", &[percent], _) => state.stretch = percent / 100.0,
            (b"TL", &[leading], _) => state.leading = leading,
            (b"Ts", &[rise], _) => state.rise = rise,
            (b"BT", ..) => (self.line, self.text) = (SAME, SAME),
            (b"Tm", &[_, _, _, _, _, _], _) => (self.line, self.text) = (matrix(&numbers), matrix(&numbers)),
            (b"Td", &[x, y], _) => self.next_line(x, y),
            (b"TD", &[x, y], _) => {
                state.leading = -y;
                self.next_line(x, y);
            }
            (b"T*", ..) => self.next_line(0.0, -self.state.leading),
            (b"Tj", _, [Token::Text(text), ..]) => self.show(text)?,
            (b"'", _, [Token::Text(text), ..]) => {
                self.next_line(0.0, -self.state.leading);
                self.show(text)?;
            }
            (b"\"", _, [Token::Number(word), Token::Number(letter), Token::Text(text)]) => {
                (state.word_gap, state.letter_gap) = (*word, *letter);
                self.next_line(0.0, -self.state.leading);
                self.show(text)?;
            }
            (b"TJ", _, [Token::List(all), ..]) => {
                for item in all {
                    match item {
                        Token::Text(text) => self.show(text)?,
                        Token::Number(back) => self.advance(-back / 1000.0 * self.state.size * self.state.stretch),
                        _ => {}
                    }
                }
            }
            (b"BMC" | b"BDC", ..) => {
                let is_artifact = matches!(operands.first(), Some(Token::Name(name)) if name == b"Artifact");
                if self.marks.len() < MOST_KEPT {
                    self.marks.push(is_artifact);
                }
            }
            (b"EMC", ..) => {
                self.marks.pop();
            }
            _ => self.path_operator(operator, &numbers)?,
        }
        Ok(())
    }

    fn path_operator(&mut self, operator: &[u8], numbers: &[f64]) -> Result<(), Spent> {
        let at = |x, y| moved(self.state.page, x, y);
        let (strokes, fills) = match operator {
            b"S" | b"s" => (true, false),
            b"f" | b"F" | b"f*" => (false, true),
            b"B" | b"B*" | b"b" | b"b*" => (true, true),
            b"n" => (false, false),
            _ => {
                let room = self.path.len() < LONGEST_PATH;
                match (operator, numbers) {
                    (b"m", &[x, y]) => self.pen = at(x, y),
                    (b"l", &[x, y]) => {
                        let to = at(x, y);
                        if room {
                            self.path.push((self.pen, to, false));
                        }
                        self.pen = to;
                    }
                    (b"re", &[x, y, width, height]) if room => {
                        self.path.push((at(x, y), at(x + width, y + height), true));
                    }
                    _ => {}
                }
                return Ok(());
            }
        };
        for (from, to, is_box) in std::mem::take(&mut self.path) {
            let (left, right) = (from.0.min(to.0), from.0.max(to.0));
            let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
            let is_thin = bottom - top <= THICKEST_LINE;
            let is_drawn = if is_thin { strokes || fills && is_box } else { is_box && strokes };
            if right - left < 10.0 || !is_drawn {
                continue;
            }
            self.budget.letters = self.budget.letters.checked_sub(1).ok_or(Spent("more drawing than any plan has"))?;
            self.page.rules.push(Rule { down: top });
            if !is_thin {
                self.page.rules.push(Rule { down: bottom });
            }
        }
        Ok(())
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = then([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn advance(&mut self, by: f64) {
        self.text = then([1.0, 0.0, 0.0, 1.0, by, 0.0], self.text);
    }

    /// Sets letters, codes of one byte or two.
    fn show(&mut self, text: &[u8]) -> Result<(), Spent> {
        let Some(font) = self.state.font.clone() else { return Ok(()) };
        let State { size, letter_gap, word_gap, stretch, rise, .. } = self.state;
        let is_artifact = self.marks.contains(&true);
        for code in text.chunks(if font.is_wide { 2 } else { 1 }) {
            self.budget.letters = self.budget.letters.checked_sub(1).ok_or(Spent("more text than any plan has"))?;
            let value = code.iter().fold(0, |value, byte| value << 8 | u32::from(*byte));
            let width = font.width(value) * size * stretch;
            let place = then(self.text, self.state.page);
            match font.letters(value) {
                Some(letters) => self.put(letters, place, width, rise, font.is_bold, is_artifact),
                None => self.page.lost += 1,
            }
            let gap = if code == b" " { letter_gap + word_gap } else { letter_gap };
            self.advance(width + gap * stretch);
        }
        Ok(())
    }

    /// Puts letters at the end of the word that they touch, or begins one. What does not stand upright is no
    /// table's text.
    fn put(&mut self, letters: &str, place: Matrix, width: f64, rise: f64, is_bold: bool, is_artifact: bool) {
        let (left, base) = moved(place, 0.0, rise);
        let (right, end) = moved(place, width, rise);
        let size = self.state.size.abs() * place[2].hypot(place[3]);
        let is_level = place[0] > 0.0 && place[1].abs() <= 0.1 * place[0] && place[3] < 0.0 && (end - base).abs() < 5.0;
        let is_sound = [left, right, base, size].iter().all(|number| number.is_finite() && number.abs() < 1e6);
        if !is_level || !is_sound || size < 1.0 {
            return;
        }
        let is_blank = letters.chars().all(|letter| letter.is_whitespace() || letter.is_control());
        let last = self.page.words.last_mut().filter(|word| {
            let gap = left - word.right;
            !word.text.ends_with('\n')
                && (base - word.base).abs() < 0.1 * size
                && gap < GAP_IN_A_WORD * size
                && gap > -0.5 * size
                && (word.size - size).abs() < 0.1
                && word.is_bold == is_bold
        });
        match last {
            // A line end that is taken away below marks a word as done.
            Some(word) if is_blank => word.text.push('\n'),
            Some(word) => {
                word.text.push_str(letters);
                word.right = word.right.max(right);
            }
            None if is_blank => {}
            None => {
                let text = letters.to_owned();
                self.page.words.push(Word { left, right, base, size, is_bold, is_artifact, text });
            }
        }
    }

    fn choose(&mut self, operands: &[Token], resources: &[&'a Dictionary]) -> Result<(), Spent> {
        let [Token::Name(name), Token::Number(size)] = operands else { return Ok(()) };
        self.state.size = *size;
        let Some((id, font)) = self.resource(resources, b"Font", name) else { return Ok(()) };
        let Ok(font) = font.as_dict() else { return Ok(()) };
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            self.state.font = Some(known.clone());
            return Ok(());
        }
        let made = Rc::new(Font::of(self.pdf, font));
        // A font that stands in the page itself is read again each time, and counts each time.
        self.budget.codes =
            self.budget.codes.checked_sub(made.codes() + 256).ok_or(Spent("more fonts than any plan has"))?;
        if let Some(id) = id {
            self.fonts.insert(id, made.clone());
        }
        self.state.font = Some(made);
        Ok(())
    }

    fn resource(&self, all: &[&'a Dictionary], kind: &[u8], name: &[u8]) -> Option<(Option<ObjectId>, &'a Object)> {
        all.iter().find_map(|resources| {
            let named = resources.get_deref(kind, self.pdf).and_then(Object::as_dict).ok()?;
            self.pdf.dereference(named.get(name).ok()?).ok()
        })
    }

    /// Goes over a form that the page draws.
    fn draw(&mut self, operands: &[Token], resources: &[&'a Dictionary], depth: usize) -> Result<(), Spent> {
        let [Token::Name(name), ..] = operands else { return Ok(()) };
        let Some((_, object)) = self.resource(resources, b"XObject", name) else { return Ok(()) };
        let Ok(form) = object.as_stream() else { return Ok(()) };
        let is_form = form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
        if !is_form || depth >= DEEPEST_FORM {
            return Ok(());
        }
        self.budget.forms =
            self.budget.forms.checked_sub(1).ok_or(Spent("more drawings in drawings than any plan has"))?;
        let contents = contents_of(form, self.budget)?;
        let kept = self.state.clone();
        if let Some(matrix) = matrix_of(self.pdf, &form.dict) {
            self.state.page = then(matrix, self.state.page);
        }
        let own = form.dict.get_deref(b"Resources", self.pdf).and_then(Object::as_dict).ok();
        let all: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).take(DEEPEST_FORM + 64).collect();
        let (line, text) = (self.line, self.text);
        self.over(&contents, &all, depth + 1)?;
        (self.state, self.line, self.text) = (kept, line, text);
        Ok(())
    }
}

/// The contents of a stream, unpacked; nothing where they are damaged.
pub(super) fn contents_of(stream: &Stream, budget: &Budget) -> Result<Vec<u8>, Spent> {
    match stream.get_plain_content_with_limit(budget.bytes) {
        Ok(contents) => Ok(contents),
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            Err(Spent("contents of more than 64 MB, unpacked"))
        }
        Err(_) => Ok(Vec::new()),
    }
}

fn matrix_of(pdf: &Document, form: &Dictionary) -> Option<Matrix> {
    let matrix = form.get_deref(b"Matrix", pdf).and_then(Object::as_array).ok()?;
    let numbers: Vec<f64> = matrix.iter().take(6).filter_map(|one| number(pdf, one)).collect();
    numbers.try_into().ok()
}

fn numbers(operands: &[Token]) -> Vec<f64> {
    operands
        .iter()
        .take(6)
        .filter_map(|token| if let Token::Number(number) = token { Some(*number) } else { None })
        .collect()
}
