//! How text stands in a column: how wide it is, where its lines end, how tall they are.
//!
//! A table's rows get their heights from here, so that they need not be laid out only to be measured.
//! Words are shaped by the shaper and in the faces that set them. **Not here.** Which columns there are
//! ([`super::columns`]), which characters can be set ([`super::glyphs`]).

use std::collections::HashMap;
use std::sync::LazyLock;

use rustybuzz::{Direction, Feature, ShapePlan, UnicodeBuffer, script, ttf_parser::Tag};
use typst::foundations::{Dict, dict};
use typst::layout::Abs;
use typst::text::{Font, FontInstance, FontStyle, FontVariations};

use super::world;

/// The size of a table's letters, in points.
pub(super) const SIZE: f64 = 9.0;
/// The room between two lines, in letter sizes.
pub(super) const LEADING: f64 = 0.5;
/// The room above and below a cell's words, in points.
pub(super) const ABOVE: f64 = 4.2;
/// What a status has beside its word, in letter sizes: the pill's two ends, the mark and the gap behind it.
const AROUND_STATUS: f64 = 2.0 * 0.45 + 0.72 + 0.38;
/// What shaping a whole line may add at each space to what its words need alone, in letter sizes.
const AT_SPACE: f64 = 0.02;
/// What stands in a line without words, so that it is as tall as others.
const BLANK: char = '\u{A0}';

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// What most cells are set in.
    Regular,
    /// What names its row or its column.
    Semibold,
    /// What names a group.
    Bold,
}

/// A face, ready to shape words, and the widths of those that it has shaped.
struct Measure {
    face: &'static Ready,
    known: HashMap<String, f64>,
}

/// A face with what its shaper has to work out only once.
struct Ready {
    font: FontInstance,
    plan: ShapePlan,
}

/// Measures words, each once.
pub(super) struct Typesetter {
    faces: [Measure; 3],
}

static FACES: LazyLock<Option<[Ready; 3]>> = LazyLock::new(|| Some([ready(400)?, ready(600)?, ready(700)?]));

/// The figures of a table stand below each other.
const TABULAR: [Feature; 1] = [Feature { tag: Tag::from_bytes(b"tnum"), value: 1, start: 0, end: u32::MAX }];

fn ready(weight: u16) -> Option<Ready> {
    let fits = |font: &&Font| {
        let variant = font.info().variant;
        variant.weight.to_number() == weight && variant.style == FontStyle::Normal
    };
    let font = world::fonts().iter().find(fits)?;
    let font = font.clone().instantiate(font.info().variant, Abs::pt(SIZE), &FontVariations::default());
    let plan = ShapePlan::new(font.rusty(), Direction::LeftToRight, Some(script::LATIN), None, &TABULAR);
    Some(Ready { font, plan })
}

impl Typesetter {
    /// In the typeface of the reports; none where it lacks a weight.
    pub(super) fn new() -> Option<Self> {
        let faces = FACES.as_ref()?.each_ref().map(|face| Measure { face, known: HashMap::new() });
        Some(Self { faces })
    }

    /// How wide a stretch is in one line, in points.
    pub(super) fn width(&mut self, stretch: &str, weight: Weight) -> f64 {
        let Measure { face, known } = &mut self.faces[weight as usize];
        if let Some(width) = known.get(stretch) {
            return *width;
        }
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(stretch);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        let shaped = rustybuzz::shape_with_plan(face.font.rusty(), &face.plan, buffer);
        let units: i32 = shaped.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
        let width = face.font.to_em(units).get() * SIZE;
        known.insert(stretch.to_owned(), width);
        width
    }

    /// How wide a text is in one line, as [`Typesetter::broken`] counts it: a column that is so wide does not break it.
    pub(super) fn one_line(&mut self, text: &str, weight: Weight) -> f64 {
        let space = self.space(weight);
        let words: f64 = text.split_ascii_whitespace().flat_map(parts).map(|part| self.width(part, weight)).sum();
        words + space * text.split_ascii_whitespace().skip(1).map(|_| 1.0).sum::<f64>()
    }

    fn space(&mut self, weight: Weight) -> f64 {
        self.width(" ", weight) + AT_SPACE * SIZE
    }

    /// How wide a status stands, with its pill and mark.
    pub(super) fn of_status(&mut self, label: &str) -> f64 {
        self.width(label, Weight::Semibold) + AROUND_STATUS * SIZE
    }

    /// How far so many lines reach down from the top of their cell to the last one's base, in points.
    pub(super) fn height(&self, lines: usize) -> f64 {
        let capitals = self.capitals();
        (0..lines).map(|n| if n == 0 { ABOVE + capitals } else { LEADING * SIZE + capitals }).sum()
    }

    /// What the template sets lines with, so that they come out as tall: how far a line reaches up from its
    /// base, and what is between two. The room above a cell's words is part of their lines.
    pub(super) fn line(&self) -> Dict {
        dict! { "top" => Abs::pt(self.capitals() + ABOVE), "gap" => Abs::pt(LEADING * SIZE - ABOVE) }
    }

    fn capitals(&self) -> f64 {
        self.faces[Weight::Regular as usize].face.font.metrics().cap_height.get() * SIZE
    }

    /// A text with a line feed where a line of at most so many points ends, and how many lines that makes.
    /// A line ends at a space or behind a hyphen or a stroke; a longer stretch is cut where it must be.
    pub(super) fn broken(&mut self, text: &str, weight: Weight, across: f64) -> (String, usize) {
        let space = self.space(weight);
        let mut page = Lines { text: String::with_capacity(text.len() + 8), count: 0, across, at: 0.0 };
        for paragraph in text.split('\n') {
            page.begin();
            let mut words = paragraph.split_ascii_whitespace().peekable();
            while let Some(word) = words.next() {
                let after = if words.peek().is_some() { space } else { 0.0 };
                page.word(word, [space, after], |stretch| self.width(stretch, weight));
            }
            if page.at <= 0.0 {
                page.text.push(BLANK);
            }
        }
        (page.text, page.count)
    }
}

/// Lines as they fill.
struct Lines {
    text: String,
    count: usize,
    /// How long a line may be.
    across: f64,
    /// How long the last one is by now.
    at: f64,
}

impl Lines {
    fn begin(&mut self) {
        if self.count > 0 {
            self.text.push('\n');
        }
        self.count += 1;
        self.at = 0.0;
    }

    /// Adds a word, behind a space where it is not the line's first. The space stays also where the line
    /// ends there, so that who listens to the text or copies it gets words; there must be room for it.
    fn word(&mut self, word: &str, [space, after]: [f64; 2], mut width: impl FnMut(&str) -> f64) {
        let mut gap = if self.at > 0.0 { space } else { 0.0 };
        if gap > 0.0 {
            self.text.push(' ');
        }
        for part in parts(word) {
            let wide = width(part);
            if self.at > 0.0 && self.at + gap + wide + after > self.across {
                self.begin();
                gap = 0.0;
            }
            self.at += gap;
            gap = 0.0;
            if wide <= self.across {
                self.text.push_str(part);
                self.at += wide;
            } else {
                self.torn(part, &mut width);
            }
        }
    }

    /// A stretch that is longer than a line, letter by letter.
    fn torn(&mut self, stretch: &str, width: &mut impl FnMut(&str) -> f64) {
        let mut letter = [0; 4];
        for one in stretch.chars() {
            let wide = width(one.encode_utf8(&mut letter)) + AT_SPACE * SIZE;
            if self.at > 0.0 && self.at + wide > self.across {
                self.begin();
            }
            self.text.push(one);
            self.at += wide;
        }
    }
}

/// A word in the parts between which a line may end: behind what joins two letters.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let joins = |one: char| matches!(one, '-' | '/' | '–' | '—' | '@' | '_' | '=' | '.');
    let mut rest = word;
    std::iter::from_fn(move || {
        let is_end = |(at, one): &(usize, char)| {
            let (before, after) = (&rest[..*at], &rest[at + one.len_utf8()..]);
            joins(*one) && before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic)
        };
        let end = rest.char_indices().find(is_end).map_or(rest.len(), |(at, one)| at + one.len_utf8());
        let (part, after) = rest.split_at(end);
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, across: f64) -> Vec<String> {
        let (text, count) = Typesetter::new().unwrap().broken(text, Weight::Regular, across);
        let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        assert_eq!(lines.len(), count);
        lines
    }

    #[test]
    fn lines_end_between_words_behind_hyphens_and_only_else_within_a_word() {
        for (text, across, expected) in [
            ("agree the joint plan", 200.0, vec!["agree the joint plan"]),
            ("agree the joint plan", 50.0, vec!["agree the ", "joint plan"]),
            ("co-production", 45.0, vec!["co-", "production"]),
            ("of -5 by 2022-05-22", 60.0, vec!["of -5 by ", "2022-05-22"]),
            ("one\n\ntwo", 90.0, vec!["one", "\u{A0}", "two"]),
            ("  spaces   fall  ", 90.0, vec!["spaces fall"]),
            ("", 90.0, vec!["\u{A0}"]),
            ("Wwwwwwww", 21.0, vec!["Www", "www", "ww"]),
        ] {
            assert_eq!(lines(text, across), expected, "{text:?}");
        }
        assert_eq!(lines("anything", 0.0).concat(), "anything");
    }

    #[test]
    fn what_a_column_is_as_wide_as_is_not_broken_in_it() {
        let mut typesetter = Typesetter::new().unwrap();
        for weight in [Weight::Regular, Weight::Semibold, Weight::Bold] {
            for text in ["13 Apr 2022", "31 July 2023", "NW/DA/SW/LB", "co-production", "AVA To. Va", "1,204 days"] {
                let wide = typesetter.one_line(text, weight) + 0.01;
                assert_eq!(typesetter.broken(text, weight, wide), (text.to_owned(), 1), "{text} {weight:?}");
            }
        }
    }

    #[test]
    fn words_are_as_wide_as_the_typeface_draws_them() {
        let mut typesetter = Typesetter::new().unwrap();
        let mut width = |word, weight| typesetter.width(word, weight);
        assert!(width("WWW", Weight::Regular) > 2.0 * width("ill", Weight::Regular));
        assert!(width("Leadership", Weight::Bold) > width("Leadership", Weight::Regular));
        assert!(
            (width("11:11", Weight::Regular) - width("08:08", Weight::Regular)).abs() < 1e-9,
            "figures of one width"
        );
    }
}
