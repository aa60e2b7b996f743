//! Whether a data folder is in good health, in a list that a person can work through.

use crate::asking::{ASK, RECEIPT, is_one, named};
use crate::desk::Desk;
use crate::problem::Problem;
use onpace_core::instant::Instant;
use onpace_store::Letters as _;
use onpace_store::post::LetterDraft;

/// One thing looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthCheck {
    /// What.
    pub what: &'static str,
    /// Whether it is well.
    pub well: bool,
    /// What was found, and where it is not well what to do.
    pub found: String,
}

/// A backup older than this many days is not well.
const OLDEST_BACKUP_DAYS: i64 = 7;
const DAY: i64 = 86_400_000_000;

impl Desk {
    /// Looks at everything.
    ///
    /// # Errors
    /// A folder that cannot be read at all.
    pub fn health(&self, now: Instant) -> Result<Vec<HealthCheck>, Problem> {
        let look = |what, well, found: String| HealthCheck { what, well, found };
        let mut looks = Vec::new();
        let folder = self.store().folder().display();
        looks.push(look("data folder", true, format!("{folder}, on a disk of this machine")));
        let verdict = self.verify(None)?;
        looks.push(match &verdict.fault {
            None => look("history", true, sound(verdict.checkpoint.size)),
            Some(fault) => look("history", false, format!("{}; restore a backup", fault.what)),
        });
        let plans = self.plans()?;
        looks.push(look("plans", true, format!("{} held", plans.len())));
        let open = self.people(None)?.iter().filter(|person| person.details.is_a_question()).count();
        looks.push(look(
            "people",
            open == 0,
            if open == 0 {
                "everybody is known".to_owned()
            } else {
                format!("nobody has said who {open} of the names are; `onpace person list` shows them")
            },
        ));
        let odd = self.letters_without_cause()?;
        looks.push(look("emails", odd.is_empty(), waiting(&odd)));
        let newest = self.backups()?.into_iter().next();
        looks.push(match newest {
            None => look("backup", false, "there is none; `onpace backup create` takes one".to_owned()),
            Some(kept) => {
                let days = (now - kept.written).div_euclid(DAY);
                let found = format!("{}, {days} days old", kept.path.display());
                look("backup", days <= OLDEST_BACKUP_DAYS, found)
            }
        });
        Ok(looks)
    }

    /// The numbers of letters that wait and that nothing held explains: they go to an address of no user and no
    /// person, or are about another address than they go to. No event holds an address, so that is no proof.
    fn letters_without_cause(&self) -> Result<Vec<i64>, Problem> {
        let mut odd = self.store().letters_without_cause()?;
        for letter in self.store().letters_due(Instant::LAST, u32::MAX)? {
            let LetterDraft { about, recipient, .. } = &letter.draft;
            let is_theirs = [ASK, RECEIPT].iter().any(|kind| about.starts_with(&named(kind, recipient)));
            if is_one(about) && !is_theirs {
                odd.push(letter.number);
            }
        }
        odd.sort_unstable();
        odd.dedup();
        Ok(odd)
    }
}

fn sound(events: u64) -> String {
    format!(
        "{events} events agree with their hashes, users and roles with the record of changes; only `onpace verify \
         --against` a saved fingerprint shows that no one rewrote all of it"
    )
}

fn waiting(odd: &[i64]) -> String {
    if odd.is_empty() {
        return "every email that waits goes to a user or a person in a plan".to_owned();
    }
    let numbers: Vec<String> = odd.iter().map(ToString::to_string).collect();
    format!(
        "nothing here explains who gets the waiting emails with the numbers {}; find out who sent them before they go",
        numbers.join(", ")
    )
}
