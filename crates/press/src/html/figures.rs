//! The annex: how each figure was counted, and from which rows. Every number on the page leads here.

use crate::words;
use maud::{Markup, html};
use onpace_report::document::Document;

/// The annex's place in the page.
pub(super) const ID: &str = "figures";
/// Its heading.
pub(super) const TITLE: &str = "How each figure was counted";

/// Writes the annex; nothing where the document uses no figures.
pub(super) fn annex(document: &Document) -> Markup {
    html! {
        @if !document.figures.is_empty() {
            h2 id=(ID) { (TITLE) }
            div.scroll role="region" tabindex="0" aria-labelledby="figures-caption" {
                table.figures {
                    caption #figures-caption { span { "Each figure, its definition, and the codes of the rows it was counted from" } }
                    thead { tr {
                        th.text scope="col" { "Figure" }
                        th.number scope="col" { "Value" }
                        th.text scope="col" { "How it is counted" }
                        th.text scope="col" { "Rows" }
                    } }
                    tbody {
                        @for figure in &document.figures {
                            tr id={ "figure-" (figure.of.key) } {
                                th.text scope="row" { (figure.of.label) }
                                td.number { (figure.value) }
                                td.text { (figure.of.definition) }
                                td.text { (words::rows(&figure.rows)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
