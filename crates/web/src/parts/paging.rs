//! A long list on several pages: a hundred of it each, and a way to all on one page, which is what somebody prints or
//! searches through. **Not here.** Lists that grow with time and are read from the newest on (the history, the inbox).

use crate::visit::Visit;
use maud::{Markup, html};

/// So many stand on a page.
const EACH: usize = 100;
/// The field of the address that says which page.
pub(crate) const FIELD: &str = "page";
/// What it says for all of them.
const ALL: &str = "all";

/// Which of a list stand on the page.
pub(crate) struct Paging {
    count: usize,
    /// The page, from 1; none where all stand on one.
    page: Option<usize>,
}

impl Paging {
    /// The page that the address asks for, of so many; the first where it asks for none that is there.
    pub(crate) fn of(visit: &Visit<'_>, count: usize) -> Self {
        Self::asked(visit.query.said(FIELD), count)
    }

    fn asked(asked: Option<&str>, count: usize) -> Self {
        if count <= EACH || asked == Some(ALL) {
            return Self { count, page: None };
        }
        let page = asked.and_then(|text| text.parse().ok()).filter(|page| (1..=count.div_ceil(EACH)).contains(page));
        Self { count, page: Some(page.unwrap_or(1)) }
    }

    /// Those of the list that stand on it.
    pub(crate) fn slice<'r, T>(&self, rows: &'r [T]) -> &'r [T] {
        let Some(page) = self.page else { return rows };
        let first = ((page - 1) * EACH).min(rows.len());
        &rows[first..(first + EACH).min(rows.len())]
    }

    /// Which these are, and the way to all: "1 to 100 of 5,000 are shown."; nothing of a list on one page. `address` is
    /// that of the list, `things` what it lists: "actions".
    pub(crate) fn says(&self, visit: &Visit<'_>, address: &str, things: &str) -> Markup {
        let Some(page) = self.page else { return html! {} };
        let (first, last) = ((page - 1) * EACH + 1, (page * EACH).min(self.count));
        let all = format!("{address}{}", visit.query.with(FIELD, Some(ALL)));
        html! {
            p.govuk-body {
                "This page shows " (first) " to " (last) " of " (self.count) ". "
                a.govuk-link href=(all) { "Show all " (self.count) " " (things) " on one page" } ", to print or search them."
            }
        }
    }

    /// The ways to the pages before and behind.
    pub(crate) fn nav(&self, visit: &Visit<'_>, address: &str, things: &str) -> Markup {
        let Some(page) = self.page else { return html! {} };
        let pages = self.count.div_ceil(EACH);
        let to = |page: usize| format!("{address}{}", visit.query.with(FIELD, Some(&page.to_string())));
        html! {
            nav.govuk-pagination aria-label={ "Pages of " (things) } {
                @if page > 1 { div.govuk-pagination__prev { a.govuk-link.govuk-pagination__link href=(to(page - 1)) rel="prev" { "Previous page" } } }
                p.govuk-body { "Page " (page) " of " (pages) }
                @if page < pages { div.govuk-pagination__next { a.govuk-link.govuk-pagination__link href=(to(page + 1)) rel="next" { "Next page" } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_stands_on_one_page_and_what_is_asked_for_wrongly_is_the_first() {
        for count in [0, 1, 100, 101, 250] {
            let rows: Vec<usize> = (0..count).collect();
            let pages: Vec<usize> = (1..=count.div_ceil(EACH).max(1))
                .flat_map(|page| Paging::asked(Some(&page.to_string()), count).slice(&rows).to_vec())
                .collect();
            assert_eq!(pages, rows, "{count}");
            for asked in [None, Some("0"), Some("99"), Some("x"), Some("-1"), Some("18446744073709551615")] {
                assert_eq!(Paging::asked(asked, count).slice(&rows), &rows[..count.min(EACH)], "{asked:?}");
            }
            assert_eq!(Paging::asked(Some(ALL), count).slice(&rows), rows);
        }
    }
}
