//! The pages, one file each. **Not here.** Anything that two pages share, which is in `parts/`.

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
    action::add::ROUTES,
    action::edit::ROUTES,
    action::place::ROUTES,
    action::links::ROUTES,
    action::update::ROUTES,
    action::finish::ROUTES,
    action::by_hand::ROUTES,
    action::evidence::ROUTES,
    legal::ROUTES,
];
