//! One address of the service, and what somebody must be allowed to do to use it.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::navigation::{Menu, MenuEntry, Navigation, Part};
use crate::visit::Visit;
use onpace_core::access::Act;

/// What a page does.
pub type PageFn = fn(&Visit<'_>) -> Result<Answer, Failure>;

/// How an address is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// To look.
    Get,
    /// To do something.
    Post,
}

/// One address.
pub struct Route {
    /// How it is used.
    pub method: Method,
    /// The address: `/p/{plan}/actions/{code}`. `{plan}` names the plan in which the act must be allowed.
    pub path: &'static str,
    /// What somebody must be allowed to do.
    pub act: Act,
    /// Whether files may come with it.
    pub files: bool,
    /// Where it stands in the navigation of its plan.
    pub menu: Menu,
    /// Whether it is for everybody: the same for whoever asks, without a cookie, to be kept and found by others.
    pub public: bool,
    /// What it does.
    pub page: PageFn,
}

impl Route {
    /// The same, in the navigation of its plan.
    #[must_use]
    pub const fn listed(self, part: Part, words: &'static str) -> Self {
        Self { menu: Menu::Listed(part, words), ..self }
    }

    /// The same, below another page.
    #[must_use]
    pub const fn below(self, section: &'static str) -> Self {
        Self { menu: Menu::Below(section), ..self }
    }

    /// The section of a plan's page: `actions` of `/p/{plan}/actions/{code}`, nothing of the plan's own page; none of a
    /// page that is of no plan.
    #[must_use]
    pub fn section(&self) -> Option<&'static str> {
        let rest = self.path.strip_prefix("/p/{plan}")?;
        Some(rest.trim_start_matches('/').split('/').next().unwrap_or_default())
    }
}

/// A page to look at.
#[must_use]
pub const fn get(path: &'static str, act: Act, page: PageFn) -> Route {
    Route { method: Method::Get, path, act, files: false, menu: Menu::Nowhere, public: false, page }
}

/// A form to send.
#[must_use]
pub const fn post(path: &'static str, act: Act, page: PageFn) -> Route {
    Route { method: Method::Post, path, act, files: false, menu: Menu::Nowhere, public: false, page }
}

/// A form to send with files.
#[must_use]
pub const fn upload(path: &'static str, act: Act, page: PageFn) -> Route {
    Route { method: Method::Post, path, act, files: true, menu: Menu::Nowhere, public: false, page }
}

/// A page for everybody to look at.
#[must_use]
pub const fn public(path: &'static str, page: PageFn) -> Route {
    Route { method: Method::Get, path, act: Act::Anything, files: false, menu: Menu::Nowhere, public: true, page }
}

/// The navigation of a plan, as its pages say where they stand in it.
#[must_use]
pub fn navigation(pages: &[&'static [Route]]) -> Navigation {
    let routes = || pages.iter().copied().flatten();
    let entry = |route: &'static Route| match route.menu {
        Menu::Listed(part, words) => Some(MenuEntry { part, words, section: route.section()?, act: route.act }),
        Menu::Below(_) | Menu::Nowhere => None,
    };
    let below = |route: &'static Route| match route.menu {
        Menu::Below(other) => Some((route.section()?, other)),
        Menu::Listed(..) | Menu::Nowhere => None,
    };
    Navigation { entries: routes().filter_map(entry).collect(), below: routes().filter_map(below).collect() }
}
