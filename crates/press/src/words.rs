//! How typed values read in media for people: the same words on a page and in Markdown.
//!
//! **Not here.** Media for machines, which write values in their own types; sentences (the report's).

use onpace_core::day::{Precision, When, in_short};
use onpace_core::quantity::{Percent, WorkingDays};
use onpace_report::document::{Block, Cell, Document};
use std::sync::Arc;

/// The plan's name where it stands beside the title; nothing where the title says it already.
pub(crate) fn plan_beside(document: &Document) -> &str {
    if document.title.contains(&document.plan) { "" } else { &document.plan }
}

/// A cell in words; a status is its label alone.
pub(crate) fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => signed(*count),
        Cell::Days(days) => WorkingDays(*days).to_string(),
        Cell::Percent(percent) => percent.to_string(),
        Cell::Points(points) => points_in_words(*points),
        Cell::Date(when) => when_in_short(*when),
        Cell::Status(level) => level.label.clone(),
    }
}

fn signed(count: i64) -> String {
    if count < 0 { format!("\u{2212}{}", count.unsigned_abs()) } else { count.to_string() }
}

/// "−10 points", "1 point": a difference of percentages is not itself a percentage.
fn points_in_words(points: Percent) -> String {
    let number = points.to_string();
    let number = number.trim_end_matches('%');
    let unit = if points.in_tenths().abs() == 10 { "point" } else { "points" };
    format!("{number} {unit}")
}

/// "13 Apr 2022" or "Apr 2022".
fn when_in_short(when: When) -> String {
    let day = in_short(when.first);
    match when.precision {
        Precision::Day => day,
        Precision::Month => day.split_once(' ').map_or_else(String::new, |(_, month)| month.to_owned()),
        Precision::Months | Precision::Days => onpace_core::day::when_in_words(when),
    }
}

const ROWS_SHOWN: usize = 60;

/// The codes of the rows that a figure was counted from: the first of them, and how many more.
pub(crate) fn rows(codes: &[Arc<str>]) -> String {
    let shown = codes.iter().take(ROWS_SHOWN).map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
    match codes.len() {
        0 => "none".to_owned(),
        n if n > ROWS_SHOWN => format!("{shown} and {} more", n - ROWS_SHOWN),
        _ => shown,
    }
}

/// An address that a page may lead to; anything but `http` and `https` is not one.
pub(crate) fn web_address(href: &str) -> Option<&str> {
    let scheme = href.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase())?;
    let sound = !href.contains(|c: char| c.is_control() || c.is_whitespace());
    (sound && matches!(scheme.as_str(), "http" | "https")).then_some(href)
}

/// A text without characters that XML cannot hold and no reader can see. Most have none, and are given back as they are:
/// a page of many rows is not copied.
pub(crate) fn printable(text: String) -> String {
    let is_unseen = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(is_unseen) { text.replace(is_unseen, "\u{fffd}") } else { text }
}

/// Each block with the level that a heading of its own would have: one below the heading it stands under.
pub(crate) fn with_levels(blocks: &[Block]) -> impl Iterator<Item = (&Block, u8)> {
    let mut level = 1;
    blocks.iter().map(move |block| {
        if let Block::Heading { level: own, .. } = block {
            level = (*own).clamp(2, 3);
            return (block, level);
        }
        (block, level + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_led_to() {
        for (href, sound) in [
            ("https://example.org/a?b=c", true),
            ("HTTP://example.org", true),
            ("javascript://example.org/%0aalert(1)", false),
            ("javascript:alert(1)", false),
            ("//example.org", false),
            ("https://example.org/a b", false),
            ("ht\ntps://example.org", false),
            ("", false),
        ] {
            assert_eq!(web_address(href).is_some(), sound, "{href}");
        }
    }

    #[test]
    fn values_read_with_their_unit() {
        for (value, words) in [
            (Cell::Points(Percent::whole(-10)), "\u{2212}10 points"),
            (Cell::Points(Percent::whole(1)), "1 point"),
            (Cell::Points(Percent::tenths(-5)), "\u{2212}0.5 points"),
            (Cell::Days(1), "1 day"),
            (Cell::Count(-3), "\u{2212}3"),
            (Cell::Percent(Percent::tenths(71)), "7.1%"),
            (Cell::Date(When::month(2022, 5).unwrap()), "May 2022"),
        ] {
            assert_eq!(cell(&value), words);
        }
    }

    #[test]
    fn long_lists_of_rows_say_how_many_more() {
        let codes: Vec<Arc<str>> = (0..61).map(|n| format!("{n}A").into()).collect();
        assert!(rows(&codes).ends_with(", 59A and 1 more"));
        assert_eq!(rows(&codes[..2]), "0A, 1A");
        assert_eq!(rows(&[]), "none");
    }
}
