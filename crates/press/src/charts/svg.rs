//! What every picture is made of: its frame, text that fits its place, marks, tags.
//!
//! Text is measured by a table of rough widths that errs on the wide side, because the font that a
//! reader's machine picks is not known here.

use crate::palette::{self, Colours, INK, PAPER, SHAPE_SIDE};
use crate::typeface::FAMILY;
use crate::words;
use maud::{Markup, html};
use onpace_core::policy::level::{Level, Mark};
use onpace_report::document::Chart;

/// A finished drawing that still lacks its frame.
pub(super) struct Drawing {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) body: Markup,
}

impl Drawing {
    /// Puts the drawing on paper, with its title and description for who can't see it.
    pub(super) fn framed(&self, chart: &Chart) -> String {
        let (width, height) = (round(self.width), round(self.height));
        let page = html! {
            svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height)
                role="img" aria-labelledby={ (chart.id) "-title" } aria-describedby={ (chart.id) "-desc" }
                font-family={ (FAMILY) ", system-ui, sans-serif" } {
                title id={ (chart.id) "-title" } { (chart.message()) }
                desc id={ (chart.id) "-desc" } { (chart.description) }
                rect width=(width) height=(height) fill=(PAPER) {}
                (self.body)
            }
        };
        words::printable(page.into_string())
    }
}

/// A tenth of a unit is finer than any eye, and short to write.
pub(super) fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0 + 0.0
}

/// So many steps of a size.
pub(super) fn steps(count: usize, size: f64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) * size
}

/// A line of text at a place: its left end, unless told otherwise, on its baseline.
#[derive(Clone, Copy)]
pub(super) struct Text {
    x: f64,
    y: f64,
    size: f64,
    anchor: &'static str,
    weight: &'static str,
    ink: &'static str,
}

impl Text {
    pub(super) fn at(x: f64, y: f64) -> Self {
        Self { x, y, size: 14.0, anchor: "start", weight: "400", ink: INK }
    }

    pub(super) fn size(self, size: f64) -> Self {
        Self { size, ..self }
    }

    pub(super) fn middle(self) -> Self {
        Self { anchor: "middle", ..self }
    }

    pub(super) fn end(self) -> Self {
        Self { anchor: "end", ..self }
    }

    pub(super) fn bold(self) -> Self {
        Self { weight: "700", ..self }
    }

    pub(super) fn ink(self, ink: &'static str) -> Self {
        Self { ink, ..self }
    }

    pub(super) fn says(self, words: &str) -> Markup {
        html! {
            text x=(round(self.x)) y=(round(self.y)) font-size=(self.size) font-weight=(self.weight)
                text-anchor=(self.anchor) fill=(self.ink) { (words) }
        }
    }
}

/// How wide a text is at most, in any of the fonts it may be set in.
pub(super) fn width_of(words: &str, size: f64) -> f64 {
    words.chars().map(|c| width_of_character(c) * size).sum()
}

/// A bold text is wider by this.
pub(super) const BOLD: f64 = 1.12;

fn width_of_character(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | '\'' | '|' | ':' | ';' | '!' | 'I' => 0.32,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '[' | ']' | '-' | '/' => 0.41,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 0.94,
        'A'..='Z' | '&' | '#' | '–' => 0.73,
        c if c.is_ascii() => 0.61,
        c if ('\u{1100}'..='\u{11ff}').contains(&c) || c >= '\u{2e80}' => 1.05,
        _ => 0.75,
    }
}

/// A text on one line no wider than its place: whole, or cut between words and ended by "…".
pub(super) fn fit(words: &str, size: f64, room: f64) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if width_of(&line, size) <= room {
        return line;
    }
    let room = room - width_of("…", size);
    let mut used = 0.0;
    let end = line.char_indices().find(|(_, c)| {
        used += width_of_character(*c) * size;
        used > room
    });
    let head = &line[..end.map_or(line.len(), |(at, _)| at)];
    let whole_words = head.rfind(' ').filter(|at| at * 2 > head.len()).map_or(head, |at| &head[..at]);
    format!("{}…", whole_words.trim_end_matches([' ', ',', '.', ';', ':', '-', '(']))
}

/// A text on at most two lines: the first as full as whole words fill it, the second cut where it must be.
pub(super) fn fit_two(words: &str, size: f64, room: f64) -> (String, Option<String>) {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let breaks = line.match_indices(' ').map(|(at, _)| at);
    let fits = |at: &usize| width_of(&line[..*at], size) <= room;
    match breaks.take_while(fits).last() {
        Some(at) if width_of(&line, size) > room => (line[..at].to_owned(), Some(fit(&line[at..], size, room))),
        _ => (fit(&line, size, room), None),
    }
}

/// A mark centred on a place.
pub(super) fn mark(mark: Mark, x: f64, y: f64, side: f64, ink: &str) -> Markup {
    let (left, top) = (round(x - side / 2.0), round(y - side / 2.0));
    let scale = (side / SHAPE_SIDE * 100.0).round() / 100.0;
    html! { g transform={ "translate(" (left) " " (top) ") scale(" (scale) ")" } { (palette::shape(mark, ink)) } }
}

/// A box in a tone's colours; its border lies inside its edges.
pub(super) fn tile(colours: Colours, x: f64, y: f64, width: f64, height: f64) -> Markup {
    let line = 2.0;
    let dashes = colours.dashed.then_some("4 3");
    html! {
        rect x=(round(x + line / 2.0)) y=(round(y + line / 2.0)) width=(round(width - line)) height=(round(height - line))
            rx="3" fill=(colours.fill) stroke=(colours.border) stroke-width=(line) stroke-dasharray=[dashes] {}
    }
}

/// The height of a [`tag`].
pub(super) const TAG_HEIGHT: f64 = 22.0;

/// How wide a tag becomes, at most `room`.
pub(super) fn width_of_tag(level: &Level, room: f64) -> f64 {
    (width_of(&level.label, 13.0) * BOLD + 31.0).min(room)
}

/// A status as shape, word and colour, by its left edge and middle.
pub(super) fn tag(level: &Level, x: f64, middle: f64, room: f64) -> Markup {
    let colours = palette::colours(level.tone);
    html! {
        (tile(colours, x, middle - TAG_HEIGHT / 2.0, width_of_tag(level, room), TAG_HEIGHT))
        (mark(level.mark, x + 13.0, middle, 11.0, colours.ink))
        (Text::at(x + 23.0, middle + 4.6).size(13.0).bold().ink(colours.ink).says(&fit(&level.label, 13.0 * BOLD, room - 31.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_does_not_fit_is_cut_between_words() {
        assert_eq!(fit("JSNA", 14.0, 100.0), "JSNA");
        assert_eq!(fit("All stakeholders to be committed to working together", 14.0, 200.0), "All stakeholders to be…");
        assert_eq!(fit("Unbreakableunbreakableunbreakable", 14.0, 100.0), "Unbreakabl…");
        assert_eq!(fit("two\n lines", 14.0, 200.0), "two lines");
        assert_eq!(fit("anything", 14.0, 0.0), "…");
    }

    #[test]
    fn a_second_line_takes_what_the_first_cannot() {
        let two = |words| fit_two(words, 14.0, 160.0);
        assert_eq!(two("JSNA"), ("JSNA".into(), None));
        assert_eq!(two("Joint commissioning of services"), ("Joint commissioning".into(), Some("of services".into())));
        assert_eq!(
            two("All stakeholders to be committed to working together"),
            ("All stakeholders to".into(), Some("be committed to…".into()))
        );
        assert_eq!(two("Unbreakableunbreakable words"), ("Unbreakableunbreak…".into(), None));
    }
}
