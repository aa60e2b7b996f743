//! The pages, one file each. **Not here.** Anything that two pages share, which is in `parts/`.

mod account;
mod action;
mod actions;
mod changes;
mod findings;
mod front;
mod heat_map;
mod legal;
mod overview;
mod pace;
mod reports;
mod rules;
mod settings;
mod setup;
mod sign_in;
mod timeline;

use crate::route::Route;

/// Every page. A new one is a file and a line here.
pub(crate) static PAGES: &[&[Route]] = &[
    front::ROUTES,
    setup::ROUTES,
    sign_in::ROUTES,
    account::ROUTES,
    overview::ROUTES,
    actions::ROUTES,
    action::ROUTES,
    timeline::ROUTES,
    heat_map::ROUTES,
    pace::ROUTES,
    changes::ROUTES,
    findings::ROUTES,
    reports::ROUTES,
    settings::ROUTES,
    rules::ROUTES,
    legal::ROUTES,
];
