//! Rows of a file that came back which somebody must look at before they are taken: of another person than who sent it,
//! with an id that no row of the plan has, or with one that stands twice.
//!
//! **Not here.** What the file changes ([`crate::imports`]); values that can be read in two ways, which reading tells.

use crate::desk::Desk;
use crate::plans::Draft;
use crate::problem::Problem;
use onpace_core::ids::PersonId;
use onpace_core::intake::Offer;
use onpace_core::place::Place;
use onpace_core::plan::held::Held;
use onpace_core::plan::{Row, shortened};
use std::collections::{HashMap, HashSet};

/// No id is repeated longer, in letters.
const LONGEST_ID: usize = 60;

/// What to look at about one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The row's code, or the beginning of its title, as an offer names it.
    pub row: String,
    /// Its title.
    pub title: String,
    /// Where it stands in the file.
    pub place: Place,
    /// What was found.
    pub words: String,
    /// What would be accepted.
    pub accepted: &'static str,
}

impl Desk {
    /// What to look at in a file that came back. `senders` are the people of the plan who sent it, where that is known;
    /// of rows that it does not change nothing is said of whose they are.
    ///
    /// # Errors
    /// No such plan; a damaged directory.
    pub fn remarks(
        &self,
        plan: &str,
        draft: &Draft,
        offers: &[Offer],
        senders: Option<&[PersonId]>,
    ) -> Result<Vec<Remark>, Problem> {
        let state = self.as_of_now(plan)?.state;
        let mut times: HashMap<&str, usize> = HashMap::new();
        for key in draft.plan.rows.iter().filter_map(|row| row.key.as_deref()) {
            *times.entry(key).or_default() += 1;
        }
        let addresses = self.addresses(plan)?;
        let address = |id: &str| addresses.get(id).cloned().flatten().map(|email| email.to_lowercase());
        let is_sender = |senders: &[PersonId], id: &str| {
            senders.iter().any(|one| one == id || address(one).is_some_and(|email| address(id) == Some(email)))
        };
        let is_theirs = |senders: &[PersonId], held: &Held| {
            held.facts.officers.iter().any(|officer| is_sender(senders, &officer.person))
        };
        let changed = offers.iter().filter(|offer| !offer.events.is_empty());
        let changed: HashSet<(&str, &str)> = changed.map(|offer| (&*offer.row, &*offer.title)).collect();
        let is_changed = |row: &Row| changed.contains(&(row.name().as_str(), &*row.title));
        let mut all = Vec::new();
        for row in &draft.plan.rows {
            let key = row.key.as_deref();
            let held = || key.and_then(|key| state.row(key)).or_else(|| state.called(row.code.as_str()));
            let id = || shortened(key.unwrap_or_default(), LONGEST_ID);
            if let Some(count) = key.and_then(|key| times.get(key)).filter(|count| **count > 1) {
                let words = format!("{count} rows of the file have its ID \u{201c}{}\u{201d}", id());
                all.push(remark(row, words, "each ID once, and no ID for a new row"));
            }
            if key.is_some_and(|key| state.row(key).is_none()) {
                let words = format!("no row of this plan has its ID \u{201c}{}\u{201d}", id());
                all.push(remark(row, words, "the ID as it was sent out, and no ID for a new row"));
            }
            if let Some(senders) = senders
                && is_changed(row)
                && held().is_some_and(|held| !is_theirs(senders, held))
            {
                let words = "it belongs to someone other than whoever sent the file".to_owned();
                all.push(remark(row, words, "changes to rows that the sender leads"));
            }
        }
        Ok(all)
    }
}

/// What to look at, by the row and the title that an offer names.
#[must_use]
pub fn rows_of(remarks: &[Remark]) -> HashSet<(&str, &str)> {
    remarks.iter().map(|remark| (&*remark.row, &*remark.title)).collect()
}

fn remark(row: &Row, words: String, accepted: &'static str) -> Remark {
    Remark { row: row.name(), title: row.title.to_string(), place: row.place.clone(), words, accepted }
}
