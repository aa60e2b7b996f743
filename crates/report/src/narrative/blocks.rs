//! The blocks that a narrative's Markdown makes. **Not here.** Its numbers.

use crate::document::{Block, Inline};
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

/// The blocks of a narrative whose numbers are filled in.
pub(super) fn of(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut inlines: Vec<Inline> = Vec::new();
    let mut items: Option<(bool, Vec<Vec<Inline>>)> = None;
    let (mut strong, mut link, mut level) = (false, None::<String>, 2u8);
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::List(first)) => items = Some((first.is_some(), Vec::new())),
            Event::Start(Tag::Strong) => strong = true,
            Event::End(TagEnd::Strong) => strong = false,
            Event::Start(Tag::Link { dest_url, .. }) => link = Some(dest_url.to_string()),
            Event::End(TagEnd::Link) => link = None,
            Event::Start(Tag::Heading { level: found, .. }) => level = if found <= HeadingLevel::H2 { 2 } else { 3 },
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) | Event::Html(words) => {
                let text = words.to_string();
                inlines.push(match &link {
                    Some(href) if href.starts_with("http") => Inline::Link { text, href: href.clone() },
                    _ if strong => Inline::Strong(text),
                    _ => Inline::Text(text),
                });
            }
            Event::SoftBreak | Event::HardBreak => inlines.push(Inline::Text(" ".to_owned())),
            Event::End(TagEnd::Heading(_)) => {
                let text = std::mem::take(&mut inlines).into_iter().map(words_of).collect();
                blocks.push(Block::Heading { level, text });
            }
            Event::End(TagEnd::Paragraph) if items.is_none() => {
                blocks.push(Block::Paragraph(std::mem::take(&mut inlines)));
            }
            Event::End(TagEnd::Item) => {
                if let Some((_, list)) = &mut items {
                    list.push(std::mem::take(&mut inlines));
                }
            }
            Event::End(TagEnd::List(_)) => {
                if let Some((ordered, items)) = items.take() {
                    blocks.push(Block::List { ordered, items });
                }
            }
            _ => {}
        }
    }
    blocks
}

fn words_of(inline: Inline) -> String {
    match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Link { text, .. } | Inline::Figure { text, .. } => text,
        Inline::Status(level) => level.label,
    }
}
