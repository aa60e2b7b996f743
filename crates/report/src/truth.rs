//! One truth in a document: a number that stands in a sentence or a tile is that of its figure, and no two figures of
//! one name differ. A document that breaks this is refused before anybody reads it.
//!
//! **Not here.** Numbers that people type ([`crate::narrative`]); what a figure counts, which the core says.

use crate::document::{Block, Document, Inline, Tile};
use crate::narrative::NarrativeProblem;
use onpace_core::figure::Figure;

/// The document, where all its numbers agree.
///
/// # Errors
/// Two numbers of one name that differ: a defect of the program, and better no paper than two truths.
pub(crate) fn told(document: Document) -> Result<Document, NarrativeProblem> {
    let problem = same_names(&document.figures).or_else(|| document.blocks.iter().find_map(|b| block(&document, b)));
    match problem {
        Some(what) => Err(NarrativeProblem(format!(
            "  found     {what}\n  accepted  one value for one name; this is a mistake of the program, so please report it"
        ))),
        None => Ok(document),
    }
}

/// Two figures of one key or one label whose values differ.
fn same_names(figures: &[Figure]) -> Option<String> {
    figures.iter().enumerate().find_map(|(at, one)| {
        let is_same = |other: &&Figure| one.of.key == other.of.key || one.of.label == other.of.label;
        let other = figures.iter().skip(at + 1).filter(is_same).find(|other| other.value != one.value)?;
        Some(format!("{} is {} and {}", one.of.label, one.value, other.value))
    })
}

fn block(document: &Document, block: &Block) -> Option<String> {
    let all = |inlines: &[Inline]| inlines.iter().find_map(|one| inline(document, one));
    match block {
        Block::Paragraph(inlines) | Block::Callout { body: inlines, .. } => all(inlines),
        Block::List { items, .. } => items.iter().find_map(|item| all(item)),
        Block::Headline(tiles) => tiles.iter().find_map(|one| tile(document, one)),
        Block::Chart(chart) => all(&chart.title),
        Block::Heading { .. } | Block::Table(_) | Block::Key => None,
    }
}

fn value(document: &Document, key: &str) -> Option<String> {
    document.figures.iter().find(|figure| figure.of.key == key).map(|figure| figure.value.to_string())
}

fn inline(document: &Document, inline: &Inline) -> Option<String> {
    let Inline::Figure { key, text } = inline else { return None };
    disagrees(document, key, text, value(document, key))
}

fn tile(document: &Document, tile: &Tile) -> Option<String> {
    let own = value(document, &tile.key);
    let said = match &tile.whole {
        None => own,
        Some(whole) => own.zip(value(document, whole)).map(|(own, whole)| format!("{own} of {whole}")),
    };
    disagrees(document, &tile.key, &tile.value, said)
}

fn disagrees(document: &Document, key: &str, printed: &str, counted: Option<String>) -> Option<String> {
    match counted {
        Some(counted) if counted == printed => None,
        Some(counted) => Some(format!("{key} is printed as {printed} and counted as {counted}")),
        None => {
            Some(format!("{key} is printed as {printed}, and \u{201c}{}\u{201d} counts no such figure", document.title))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onpace_core::figure::{FigureDefinition, FigureValue};

    fn figure(key: &'static str, label: &'static str, count: i64) -> Figure {
        Figure { of: FigureDefinition::fixed(key, label, ""), value: FigureValue::Count(count), rows: Vec::new() }
    }

    fn document(figures: Vec<Figure>, blocks: Vec<Block>) -> Document {
        Document {
            report: "board",
            title: "Board report".to_owned(),
            plan: String::new(),
            details: Vec::new(),
            blocks,
            figures,
            one_page: false,
            levels: Vec::new(),
            as_at: "2022-05-22".parse().unwrap(),
            checkpoint: None,
            assessment: serde_json::Value::Null,
        }
    }

    fn tile(key: &str, whole: Option<&str>, value: &str) -> Block {
        let (key, whole) = (key.to_owned(), whole.map(str::to_owned));
        Block::Headline(vec![Tile { key, whole, value: value.to_owned(), label: String::new(), status: None }])
    }

    #[test]
    fn a_number_that_is_not_its_figures_is_no_paper() {
        let figures = || vec![figure("started", "started", 28), figure("due_to_start", "due", 29)];
        let inline = |key: &str, text: &str| {
            Block::Paragraph(vec![Inline::Figure { key: key.to_owned(), text: text.to_owned() }])
        };
        for (block, says) in [
            (inline("started", "28"), None),
            (inline("started", "29"), Some("started is printed as 29 and counted as 28")),
            (inline("missing", "1"), Some("missing is printed as 1")),
            (tile("started", Some("due_to_start"), "28 of 29"), None),
            (tile("started", Some("due_to_start"), "27 of 29"), Some("counted as 28 of 29")),
            (tile("started", None, "28"), None),
        ] {
            let told = told(document(figures(), vec![block.clone()]));
            match says {
                None => assert!(told.is_ok(), "{block:?}"),
                Some(words) => assert!(told.unwrap_err().0.contains(words), "{block:?}"),
            }
        }
    }

    #[test]
    fn one_name_has_one_value() {
        let one = |other| document(vec![figure("started", "have started", 28), other], Vec::new());
        assert!(told(one(figure("round_started", "have started", 29))).unwrap_err().0.contains("28 and 29"));
        assert!(told(one(figure("round_started", "asked about and started", 29))).is_ok());
        assert!(told(one(figure("round_started", "have started", 28))).is_ok());
    }
}
