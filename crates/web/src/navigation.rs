//! The navigation of a plan in two levels, as data: its parts, and which page stands in which. A new domain is at home in
//! a part, and adds a line beside its route.
//!
//! **Not here.** How it looks ([`crate::parts::menu`]); where each page stands, which its route says.

use onpace_core::access::Act;

/// The parts of a plan's pages: the first level of its navigation, in this order. A new domain is at home in one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Where the plan is.
    Overview,
    /// What is to be done, by when, and how it goes.
    Plan,
    /// Asking for updates, and what comes in.
    Updates,
    /// What a board reads and decides.
    Board,
    /// What shows that it makes a difference.
    Evidence,
    /// Who.
    People,
    /// What was recorded, by whom.
    Record,
    /// How the plan is run.
    Settings,
}

/// Every part, in order.
pub const PARTS: [Part; 8] = [
    Part::Overview,
    Part::Plan,
    Part::Updates,
    Part::Board,
    Part::Evidence,
    Part::People,
    Part::Record,
    Part::Settings,
];

impl Part {
    /// Its word on screen.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Plan => "Plan",
            Self::Updates => "Updates",
            Self::Board => "Board",
            Self::Evidence => "Evidence",
            Self::People => "People",
            Self::Record => "Record",
            Self::Settings => "Settings",
        }
    }
}

/// Where a page stands in the navigation of its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Not in it: a form, a file, a page below one that is listed, which its address says.
    Nowhere,
    /// In a part, under words.
    Listed(Part, &'static str),
    /// Below the page whose address has that section: `timeline`.
    Below(&'static str),
}

/// A page in the navigation.
#[derive(Clone, Copy, Debug)]
pub struct MenuEntry {
    /// Its part.
    pub part: Part,
    /// Its words.
    pub words: &'static str,
    /// The section of its address: `actions`; nothing for the plan's own page.
    pub section: &'static str,
    /// What somebody must be allowed to do to see it.
    pub act: Act,
}

/// All of it.
#[derive(Debug, Default)]
pub struct Navigation {
    /// The pages, in order.
    pub entries: Vec<MenuEntry>,
    /// Sections that stand below the page of another.
    pub below: Vec<(&'static str, &'static str)>,
}

impl Navigation {
    /// The section of the page in the navigation to which a section of an address belongs.
    #[must_use]
    pub fn section_of<'s>(&self, section: &'s str) -> &'s str {
        self.below.iter().find(|(own, _)| *own == section).map_or(section, |(_, other)| other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::PAGES;
    use crate::route::navigation;
    use std::collections::BTreeSet;

    #[test]
    fn every_page_of_a_plan_stands_in_the_navigation_or_below_one_that_does() {
        let all = navigation(PAGES);
        let sections: BTreeSet<&str> = all.entries.iter().map(|entry| entry.section).collect();
        assert_eq!(sections.len(), all.entries.len(), "each once");
        for section in PAGES.iter().copied().flatten().filter_map(crate::route::Route::section) {
            // A list as a file, `actions.csv`, is of its page.
            let page = section.split('.').next().unwrap_or_default();
            assert!(sections.contains(all.section_of(page)), "{section} is in no part");
        }
        for part in PARTS {
            let pages: Vec<&str> =
                all.entries.iter().filter(|entry| entry.part == part).map(|entry| entry.words).collect();
            assert!(!pages.is_empty(), "{part:?} has no page");
        }
    }
}
