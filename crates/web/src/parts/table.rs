//! A table: what its columns are called and how their cells are set, and its rows. It scrolls by itself where it is
//! wider than the screen, and whoever uses a keyboard can reach it to scroll.
//!
//! **Not here.** What stands in the cells; the tables of actions and times, whose headings sort.

use maud::{Markup, html};

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// As text, which runs on over lines.
    Text,
    /// As a long text, which is given room.
    Title,
    /// As words that are not broken.
    Word,
    /// As a day, on one line.
    Day,
    /// As numbers, to the right.
    Number,
}

/// A column: what it is called, and how its cells are set.
pub(crate) type Column = (&'static str, Setting);

/// A table. The first cell of each row names it.
pub(crate) struct Table<'a> {
    /// By which the page knows it: one word, unique on the page.
    pub(crate) id: &'a str,
    /// What it shows.
    pub(crate) caption: &'a str,
    /// Its columns, from the left.
    pub(crate) columns: &'a [Column],
}

impl Table<'_> {
    /// The table with its rows: as many cells each as there are columns.
    pub(crate) fn of(&self, rows: impl IntoIterator<Item = Vec<Markup>>) -> Markup {
        let id = format!("{}-caption", self.id);
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby=(id) {
                table.govuk-table."govuk-table--small-text-until-tablet" {
                    caption.govuk-table__caption."govuk-table__caption--m" id=(id) { (self.caption) }
                    thead.govuk-table__head { tr.govuk-table__row {
                        @for (words, set) in self.columns {
                            @if words.is_empty() { td.govuk-table__header {} }
                            @else { th class={ "govuk-table__header" (set.of_heading()) } scope="col" { (words) } }
                        }
                    } }
                    tbody.govuk-table__body { @for cells in rows { (self.row(&cells)) } }
                }
            }
        }
    }

    fn row(&self, cells: &[Markup]) -> Markup {
        html! {
            tr.govuk-table__row {
                @for (at, (cell, (_, set))) in cells.iter().zip(self.columns).enumerate() {
                    @if at == 0 { th class={ "govuk-table__header" (set.of_cell()) } scope="row" { (cell) } }
                    @else { td class={ "govuk-table__cell" (set.of_cell()) } { (cell) } }
                }
            }
        }
    }
}

impl Setting {
    const fn of_heading(self) -> &'static str {
        match self {
            Self::Number => " word number",
            Self::Text | Self::Title | Self::Word | Self::Day => " word",
        }
    }

    const fn of_cell(self) -> &'static str {
        match self {
            Self::Text => "",
            Self::Title => " title",
            Self::Word => " word",
            Self::Day => " date",
            Self::Number => " number",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_names_its_rows_and_can_be_reached_to_scroll() {
        let columns = [("File", Setting::Text), ("Taken", Setting::Word), ("Bytes", Setting::Number)];
        let table = Table { id: "backups", caption: "The newest first", columns: &columns };
        let made = table.of([vec![html! { "a<b" }, html! { "1 May" }, html! { (12) }]]).into_string();
        for part in [
            "role=\"region\" tabindex=\"0\" aria-labelledby=\"backups-caption\"",
            "id=\"backups-caption\">The newest first<",
            "<th class=\"govuk-table__header word\" scope=\"col\">Taken</th>",
            "<th class=\"govuk-table__header\" scope=\"row\">a&lt;b</th>",
            "<td class=\"govuk-table__cell word\">1 May</td>",
            "<td class=\"govuk-table__cell number\">12</td>",
        ] {
            assert!(made.contains(part), "{part}: {made}");
        }
    }
}
