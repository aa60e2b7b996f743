//! The pages, one file each. **Not here.** Anything that two pages share, which is in `parts/`.

mod account;
mod action;
mod actions;
mod front;
mod import;
mod legal;
mod overview;
mod people;
mod person;
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
    import::upload::ROUTES,
    import::columns::ROUTES,
    import::check::ROUTES,
    import::changes::ROUTES,
    people::ROUTES,
    person::ROUTES,
    legal::ROUTES,
];
