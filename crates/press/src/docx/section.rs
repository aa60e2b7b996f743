//! Sections: A4 upright, and A4 on its side for what is too wide for that.
//!
//! **Not here.** What is written in a section.

use super::xml::Xml;
use onpace_report::document::{Block, Table};

/// A table of so many columns is read on a page turned on its side.
const WIDE: usize = 8;
const SHORT_EDGE: u32 = 11_906;
const LONG_EDGE: u32 = 16_838;
const MARGIN: u32 = 1_020;

/// Which way a page is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Upright.
    Portrait,
    /// On its side.
    Landscape,
}

impl Turn {
    /// The width between the margins, in twentieths of a point.
    pub(super) fn width(self) -> u32 {
        self.size().0 - 2 * MARGIN
    }

    fn size(self) -> (u32, u32) {
        match self {
            Self::Portrait => (SHORT_EDGE, LONG_EDGE),
            Self::Landscape => (LONG_EDGE, SHORT_EDGE),
        }
    }
}

/// Blocks that stand in one section.
#[derive(Debug)]
pub(super) struct Stretch<'a> {
    /// Which way its pages are turned.
    pub(super) turn: Turn,
    /// What stands there.
    pub(super) blocks: &'a [Block],
}

/// The blocks, cut where the page has to be turned. There is always one stretch.
pub(super) fn stretches(blocks: &[Block]) -> Vec<Stretch<'_>> {
    let turns = turns(blocks);
    let mut found: Vec<Stretch<'_>> = Vec::new();
    let mut from = 0;
    for at in 1..=blocks.len() {
        if turns.get(at) != turns.get(from) {
            let turn = turns.get(from).copied().unwrap_or(Turn::Portrait);
            found.push(Stretch { turn, blocks: blocks.get(from..at).unwrap_or_default() });
            from = at;
        }
    }
    if found.first().is_none_or(|first| first.turn == Turn::Landscape) {
        found.insert(0, Stretch { turn: Turn::Portrait, blocks: &[] });
    }
    found
}

/// A wide table takes its heading with it, and whatever short stands between the two.
fn turns(blocks: &[Block]) -> Vec<Turn> {
    let mut turns = vec![Turn::Portrait; blocks.len()];
    for (at, block) in blocks.iter().enumerate() {
        if is_wide(block) {
            let from = blocks.get(..at).and_then(start_of_lead).unwrap_or(at);
            for turn in turns.iter_mut().take(at + 1).skip(from) {
                *turn = Turn::Landscape;
            }
        }
    }
    turns
}

fn is_wide(block: &Block) -> bool {
    match block {
        Block::Table(table) => has_many_columns(table),
        Block::Chart(chart) => has_many_columns(&chart.table),
        _ => false,
    }
}

fn has_many_columns(table: &Table) -> bool {
    table.columns.len() >= WIDE
}

fn start_of_lead(before: &[Block]) -> Option<usize> {
    let lead =
        before.iter().rposition(|block| !matches!(block, Block::Paragraph(_) | Block::Key | Block::Heading { .. }));
    let from = lead.map_or(0, |at| at + 1);
    let heading = before.iter().skip(from).rposition(|block| matches!(block, Block::Heading { level: 0..=2, .. }));
    let any = before.iter().skip(from).position(|block| matches!(block, Block::Heading { .. }));
    heading.or(any).map(|at| from + at)
}

/// Ends a section: what was written since the last one has its pages turned so.
pub(super) fn end_here(xml: &mut Xml, turn: Turn) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", "Break")]);
            properties(xml, turn);
        });
    });
}

/// How the pages of a section are turned, and what stands at their head and foot.
pub(super) fn properties(xml: &mut Xml, turn: Turn) {
    let (width, height) = turn.size();
    let (width, height, margin) = (width.to_string(), height.to_string(), MARGIN.to_string());
    xml.within("w:sectPr", &[], |xml| {
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", "header")]);
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "footer")]);
        xml.empty("w:type", &[("w:val", "nextPage")]);
        match turn {
            Turn::Portrait => xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]),
            Turn::Landscape => {
                xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height), ("w:orient", "landscape")]);
            }
        }
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", "1304"),
                ("w:right", &margin),
                ("w:bottom", "1134"),
                ("w:left", &margin),
                ("w:header", "567"),
                ("w:footer", "510"),
                ("w:gutter", "0"),
            ],
        );
    });
}
