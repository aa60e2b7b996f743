//! What must not be read by everybody: people's names in running text become their posts, addresses go, what still
//! looks like a person is asked about, and counts of so few people that somebody could be known by them are not shown.
//!
//! Below stand `addresses`, `names` (what is certain), `suspects` (what is asked about), `counts`, and `pages` (every
//! text of a document). **Not here.** How names are spelt, which the core says; which pages are public.

mod addresses;
mod counts;
mod names;
mod pages;
mod suspects;

pub use counts::{FEWEST_SHOWN, ShownFigures, figures, is_of_names};
pub use names::{Former, HiddenNames};
pub use suspects::{Suspect, suspects};

use crate::document::Document;

/// A document with every name that is certain and every address taken out of all its texts.
#[must_use]
pub fn document(document: Document, names: &HiddenNames) -> Document {
    pages::mapped(document, &|text| names.out_of(text))
}
