//! What the service promises to whoever opens it, asked over a real connection. One binary, one file a subject.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod actions;
mod administered;
mod alike;
mod areas;
mod factors;
mod first_steps;
mod forms;
mod hardening;
mod happened;
mod hostile;
mod house;
mod import_words;
mod imports;
mod inbox;
mod links;
mod matrix;
mod matrix_house;
mod measures;
mod my_updates;
mod odd;
mod packs;
mod paging;
mod people;
mod people_table;
mod post;
mod presence;
mod published;
mod recorded;
mod rounds;
mod rounds_post;
mod rounds_told;
mod slow;
mod town;
mod session;
mod views;
