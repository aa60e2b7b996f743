//! The pages, one file each. **Not here.** Anything that two pages share, which is in `parts/`.
#![expect(clippy::unnecessary_wraps, reason = "a page answers or fails; one that never fails is still a page")]

mod account;
mod action;
mod actions;
mod front;
mod legal;
mod overview;
mod setup;
mod sign_in;

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
    legal::ROUTES,
];
