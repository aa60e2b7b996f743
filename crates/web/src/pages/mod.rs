//! The pages, one file each. **Not here.** Anything that two pages share, which is in `parts/`.
#![expect(clippy::unnecessary_wraps, reason = "a page answers or fails; one that never fails is still a page")]

mod account;
mod action;
mod actions;
mod admin;
mod administered;
mod backups;
mod event;
mod changes;
mod confirm;
mod findings;
mod front;
mod history;
mod heat_map;
mod import;
mod inbox;
mod legal;
mod mail;
mod measures;
mod my_updates;
mod overview;
mod packs;
mod passkeys;
mod pace;
mod public;
mod reports;
mod rounds;
mod rules;
mod plan_names;
mod school_holidays;
mod status_words;
mod settings;
mod people;
mod people_table;
mod person;
mod setup;
mod sign_in;
mod sign_off;
mod statements;
mod stay;
mod users;
mod what_if;
mod timeline;

use crate::route::Route;

/// Every page. A new one is a file and a line here.
pub(crate) static PAGES: &[&[Route]] = &[
    front::ROUTES,
    setup::ROUTES,
    sign_in::ROUTES,
    account::ROUTES,
    confirm::ROUTES,
    passkeys::ROUTES,
    stay::ROUTES,
    my_updates::start::ROUTES,
    my_updates::list::ROUTES,
    my_updates::hand_over::ROUTES,
    my_updates::done::ROUTES,
    overview::ROUTES,
    actions::ROUTES,
    action::ROUTES,
    timeline::ROUTES,
    what_if::ROUTES,
    heat_map::ROUTES,
    pace::ROUTES,
    changes::ROUTES,
    findings::ROUTES,
    settings::ROUTES,
    rules::ROUTES,
    plan_names::ROUTES,
    school_holidays::ROUTES,
    status_words::ROUTES,
    action::add::ROUTES,
    action::edit::ROUTES,
    action::place::ROUTES,
    action::links::ROUTES,
    action::update::ROUTES,
    action::finish::ROUTES,
    action::by_hand::ROUTES,
    action::impact::ROUTES,
    action::evidence::ROUTES,
    import::upload::ROUTES,
    import::columns::ROUTES,
    import::check::ROUTES,
    import::changes::ROUTES,
    people::ROUTES,
    people_table::ROUTES,
    person::ROUTES,
    rounds::list::ROUTES,
    rounds::plan::ROUTES,
    rounds::progress::ROUTES,
    rounds::phone::ROUTES,
    rounds::moderate::ROUTES,
    rounds::record::ROUTES,
    rounds::hand_over::ROUTES,
    rounds::freeze::ROUTES,
    packs::list::ROUTES,
    packs::show::ROUTES,
    packs::edit::ROUTES,
    packs::read::ROUTES,
    packs::trace::ROUTES,
    measures::list::ROUTES,
    measures::enter::ROUTES,
    measures::bring::ROUTES,
    measures::taken_back::ROUTES,
    measures::others::ROUTES,
    measures::milestones::ROUTES,
    measures::starter::ROUTES,
    measures::release::ROUTES,
    measures::define::ROUTES,
    measures::show::ROUTES,
    measures::give::ROUTES,
    measures::limits::ROUTES,
    measures::attach::ROUTES,
    measures::history::ROUTES,
    measures::thread::ROUTES,
    reports::ROUTES,
    public::ROUTES,
    sign_off::ROUTES,
    rounds::workbook::ROUTES,
    inbox::list::ROUTES,
    inbox::message::ROUTES,
    inbox::unclaimed::ROUTES,
    legal::ROUTES,
    statements::ROUTES,
    history::ROUTES,
    event::ROUTES,
    admin::ROUTES,
    administered::ROUTES,
    users::ROUTES,
    mail::ROUTES,
    backups::ROUTES,
];
