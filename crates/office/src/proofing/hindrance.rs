//! Why a file that was kept cannot be made again as it was: records and names that somebody erased, as they may have had to,
//! or another release of this program. It is no forgery for that. **Not here.** Erasing ([`crate::history`],
//! [`crate::people`]).

use crate::assessed::Plans;
use crate::packs::Made;
use crate::problem::{Kind, Problem};
use crate::signing::RELEASE;
use onpace_core::house::event::HouseEvent;
use onpace_core::ledger::event::Event;
use onpace_core::ledger::stream::Stream;
use onpace_core::{day, local_time};
use onpace_exchange::read::said::Discrepancy;
use onpace_store::{Ledger as _, StoreError, Stored};
use std::collections::BTreeSet;

/// Something for which a file cannot be made again as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// A record was erased, which figures may rest on.
    Record(Byline),
    /// The name of somebody was erased, by their id.
    Person(Byline, String),
    /// Whoever signed the pack off is called otherwise since.
    Signer(Byline),
    /// The pack was signed off with this release; an early one did not say which it was.
    Release(String),
}

/// When something was done, and by whom, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byline {
    /// The day.
    pub on: String,
    /// Who.
    pub by: String,
}

impl Hindrance {
    pub(super) const fn is_record(&self) -> bool {
        matches!(self, Self::Record(_))
    }

    /// What it is, in words: "one record erased on 3 June 2026, by Jane White".
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Record(Byline { on, by }) => format!("one record erased on {on}, by {by}"),
            Self::Person(Byline { on, by }, _) => format!("one person’s name erased on {on}, by {by}"),
            Self::Signer(Byline { on, by }) => {
                format!("the name of the person who signed the pack off changed on {on}, by {by}")
            }
            Self::Release(then) => {
                let then = if then.is_empty() { "an earlier Onpace".to_owned() } else { format!("Onpace {then}") };
                format!("the pack was signed off with {then}, and Onpace {RELEASE} may word or draw it in another way")
            }
        }
    }
}

impl Plans {
    /// Why a pack cannot be made again as it was, in the order in which that came about.
    pub(super) fn hindrances(&self, plan: &str, made: &Made) -> Result<Vec<Hindrance>, Problem> {
        let (mut gone, mut all) = (BTreeSet::new(), Vec::new());
        for stored in self.desk().store().read(Stream::Plan(plan), 0, usize::MAX)? {
            let seq = stored.recorded.seq;
            // What was erased before the pack was made is in no file of it.
            let is_since = seq > made.pack.seq;
            match &stored.recorded.event {
                None if seq <= made.freeze.seq => drop(gone.insert(seq)),
                Some(Event::House(HouseEvent::Erased { of })) if is_since && gone.contains(of) => {
                    all.push(Hindrance::Record(self.byline(&stored)?));
                }
                Some(Event::House(HouseEvent::Forgotten { person })) if is_since => {
                    all.push(Hindrance::Person(self.byline(&stored)?, person.to_string()));
                }
                _ => {}
            }
        }
        let Some(signed) = &made.pack.signed else { return Ok(all) };
        let later = |stored: &Stored| stored.recorded.recorded_at >= signed.step.at;
        // A folder in which nothing was administered has no such stream.
        let administered = match self.desk().store().read(Stream::House, 0, usize::MAX) {
            Err(StoreError::NotFound(_)) => Vec::new(),
            other => other?,
        };
        for stored in administered.into_iter().filter(later) {
            if let Some(Event::House(HouseEvent::Administered { about, changes })) = &stored.recorded.event
                && *about == signed.step.by
                && changes.iter().any(|change| change.what == "name")
            {
                all.push(Hindrance::Signer(self.byline(&stored)?));
            }
        }
        if signed.seal.release != RELEASE {
            all.push(Hindrance::Release(signed.seal.release.clone()));
        }
        Ok(all)
    }

    fn byline(&self, stored: &Stored) -> Result<Byline, Problem> {
        let by = match self.desk().account(&stored.actor) {
            Ok(account) => account.details.name,
            Err(problem) if problem.kind == Kind::NotFound => stored.actor.clone(),
            Err(problem) => return Err(problem),
        };
        Ok(Byline { on: day::in_full(local_time::day_of(stored.recorded.recorded_at)), by })
    }
}

/// Whether that explains why a file says something else. Where a record is gone any figure may be another, and another
/// release may word anything in another way; where a name is gone, all else in a place must be as it was.
pub(super) fn explain(hindrances: &[Hindrance], differences: &[Discrepancy]) -> bool {
    if hindrances.iter().any(|one| matches!(one, Hindrance::Record(_) | Hindrance::Release(_))) {
        return true;
    }
    let id = |one: &'_ Hindrance| if let Hindrance::Person(_, id) = one { Some(id.clone()) } else { None };
    let mut ids: Vec<String> = hindrances.iter().filter_map(id).collect();
    // "person-1" begins "person-14".
    ids.sort_by_key(|id| std::cmp::Reverse(id.len()));
    let has_signer = hindrances.iter().any(|one| matches!(one, Hindrance::Signer(_)));
    !hindrances.is_empty()
        && differences.iter().all(|one| {
            // How a page is drawn and where its lines break follows from its words, which the record beside them tells.
            let is_of_page = one.place.starts_with("page ");
            let (Some(ours), Some(found)) = (&one.ours, &one.found) else { return is_of_page };
            is_of_page
                || fits(ours, &ids, found)
                || is_list(ours, &ids, found)
                || has_signer && is_signature(ours, found)
        })
}

/// Whether a text is ours but for the ids of people, in whose place names may stand.
fn fits(ours: &str, ids: &[String], found: &str) -> bool {
    let mut parts = vec![ours];
    for id in ids {
        parts = parts.into_iter().flat_map(|part| part.split(id.as_str())).collect();
    }
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let Some(mut rest) = found.strip_prefix(first) else { return false };
    if parts.len() == 1 {
        return rest.is_empty();
    }
    for part in parts.get(1..parts.len() - 1).unwrap_or_default() {
        let Some(at) = rest.find(part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or_default();
    }
    rest.ends_with(last) && !rest.is_empty()
}

/// Whether two lists hold the same but for the ids of people, in whose place names may stand: lists are in order, and a name
/// has another place than an id.
fn is_list(ours: &str, ids: &[String], found: &str) -> bool {
    let (mut rest, mut left): (Vec<&str>, usize) = (found.split(", ").collect(), 0);
    for one in ours.split(", ") {
        if ids.iter().any(|id| id == one) {
            left += 1;
        } else if let Some(at) = rest.iter().position(|other| *other == one) {
            rest.swap_remove(at);
        } else {
            return false;
        }
    }
    left > 0 && rest.len() == left && rest.iter().all(|name| !name.bytes().any(|byte| byte.is_ascii_digit()))
}

/// Whether two lines say when a pack was signed off, and the same but for the name.
fn is_signature(ours: &str, found: &str) -> bool {
    let parts = |text: &str| {
        let (before, after) = text.split_once("signed off by ")?;
        let (_, day) = after.split_once(" on ")?;
        Some((before.to_owned(), day.to_owned()))
    };
    parts(ours).is_some_and(|ours| Some(ours) == parts(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_stand_where_an_id_does_and_nothing_else_may_change() {
        for (ours, found, is) in [
            ("person-3/BB", "JC/BB", true),
            ("person-3/BB", "JC/DD", false),
            ("led by person-3 and person-4", "led by JC and BB", true),
            ("led by person-3, 5%", "led by JC, 95%", false),
            ("5%", "95%", false),
            ("person-34/BB", "JC/BB", true),
            ("person-3", "", false),
        ] {
            assert_eq!(
                fits(ours, &["person-34".to_owned(), "person-3".to_owned(), "person-4".to_owned()], found),
                is,
                "{ours} {found}"
            );
        }
    }

    #[test]
    fn a_list_may_have_a_name_in_the_place_of_an_id_wherever_it_stands() {
        let ids = ["person-3".to_owned()];
        assert!(is_list("AC, BB, person-3", &ids, "AC, BA, BB"));
        assert!(!is_list("AC, BB, person-3", &ids, "AC, BA"));
        assert!(!is_list("AC, BB, person-3", &ids, "AC, BA, DD"));
        assert!(!is_list("AC, BB, person-3", &ids, "AC, BB, 95%"));
        assert!(!is_list("AC, BB", &ids, "BB, AC, DD"));
    }

    #[test]
    fn whoever_signed_may_be_called_otherwise_and_the_day_may_not_change() {
        let ours = "Sign-off: signed off by Ann Smith on Monday 6 June 2022, 10:00";
        assert!(is_signature(ours, "Sign-off: signed off by Ann Jones on Monday 6 June 2022, 10:00"));
        assert!(!is_signature(ours, "Sign-off: signed off by Ann Jones on Tuesday 7 June 2022, 10:00"));
        assert!(!is_signature(ours, "Sign-off: a draft"));
    }
}
