//! What a tone and a mark look like: the one place where colours and shapes are decided.
//!
//! The tones were chosen so that red, amber and green keep apart under the three colour-vision
//! deficiencies and in grey; the shape and the word say the same again. **Not here.** What a level
//! means ([`onpace_core::policy::level`]), where it is drawn.

use maud::{Markup, Render, html};
use onpace_core::policy::level::{Mark, Tone};

/// Text, and lines that must be seen.
pub const INK: &str = "#0b0c0c";
/// Behind everything.
pub const PAPER: &str = "#ffffff";
/// Text of the second rank; 7:1 on white.
pub const QUIET: &str = "#4c5357";
/// Lines that only guide the eye.
pub const GUIDE: &str = "#d3d7d9";
/// Headings, headers of tables, bars of groups.
pub const BRAND: &str = "#1b3a4b";
/// The line of what was planned, drawn dashed.
pub const PLANNED: &str = "#12436d";
/// The line of what was reported, drawn solid.
pub const REPORTED: &str = "#801650";
/// A value that is better than chance; a diamond.
pub const IMPROVING: &str = "#12436d";
/// A value that is worse than chance; a square with a dark edge.
pub const CONCERN: &str = "#ffd166";
/// Between the limits of a measure.
pub const USUAL: &str = "#eef2f5";
/// The part of a bar that is still to do.
pub const REMAINING: &str = "#dfe7ee";

/// The colours that a tone is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colours {
    /// Behind the word.
    pub fill: &'static str,
    /// The word and the shape.
    pub ink: &'static str,
    /// The line around it.
    pub border: &'static str,
    /// Whether that line is broken.
    pub dashed: bool,
}

/// A tone's colours. The word is at least 4.5:1 on its fill, the border 3:1 on white.
#[must_use]
pub const fn colours(tone: Tone) -> Colours {
    let (fill, ink, border) = match tone {
        Tone::Red => ("#8b0f1c", PAPER, "#8b0f1c"),
        Tone::Amber => ("#ffd166", INK, INK),
        Tone::Green => ("#2a9d8f", INK, "#2a9d8f"),
        Tone::Blue => ("#12436d", PAPER, "#12436d"),
        Tone::Plain | Tone::Unknown => (PAPER, INK, INK),
    };
    Colours { fill, ink, border, dashed: matches!(tone, Tone::Unknown) }
}

/// A tone's name in class names.
#[must_use]
pub const fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Red => "red",
        Tone::Amber => "amber",
        Tone::Green => "green",
        Tone::Blue => "blue",
        Tone::Plain => "plain",
        Tone::Unknown => "unknown",
    }
}

/// Every tone, in order.
pub const TONES: [Tone; 6] = [Tone::Red, Tone::Amber, Tone::Green, Tone::Blue, Tone::Plain, Tone::Unknown];

/// A mark as one character, for media that hold only text.
#[must_use]
pub const fn glyph(mark: Mark) -> char {
    match mark {
        Mark::Triangle => '▲',
        Mark::Diamond => '◆',
        Mark::Circle => '●',
        Mark::Tick => '✓',
        Mark::Dash => '–',
        Mark::Question => '?',
    }
}

/// The side of the square that [`shape`] draws in.
pub const SHAPE_SIDE: f64 = 16.0;

/// A mark as an SVG shape in a square of [`SHAPE_SIDE`], without any font.
#[must_use]
pub fn shape(mark: Mark, ink: &str) -> Markup {
    let solid = |path: &str| html! { path d=(path) fill=(ink) {} };
    let stroke = |path: &str| {
        html! { path d=(path) fill="none" stroke=(ink) stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" {} }
    };
    match mark {
        Mark::Triangle => solid("M8 1.5L15.5 14.5H.5z"),
        Mark::Diamond => solid("M8 .5L15.5 8 8 15.5.5 8z"),
        Mark::Circle => html! { circle cx="8" cy="8" r="6.5" fill=(ink) {} },
        Mark::Tick => stroke("M2.8 8.8l3.5 3.6L13.2 4"),
        Mark::Dash => stroke("M3 8h10"),
        Mark::Question => html! {
            (stroke("M4.9 5.2a3.2 3.2 0 1 1 4.9 2.7C8.6 8.6 8 9.2 8 10.4"))
            circle cx="8" cy="14" r="1.6" fill=(ink) {}
        },
    }
}

/// A mark as an SVG of its own, beside a word in running text; the word says what it means.
pub(crate) struct Icon(pub(crate) Mark);

impl Render for Icon {
    fn render(&self) -> Markup {
        html! {
            svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true" focusable="false" { (shape(self.0, "currentColor")) }
        }
    }
}
