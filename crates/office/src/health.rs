//! Whether a data folder is in good health, in a list that a person can work through.

use crate::desk::Desk;
use crate::problem::Problem;

/// One thing looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
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
    pub fn health(&self, now: i64) -> Result<Vec<Look>, Problem> {
        let look = |what, well, found: String| Look { what, well, found };
        let mut looks = Vec::new();
        let folder = self.store().folder().display();
        looks.push(look("data folder", true, format!("{folder}, on a disk of this machine")));
        let verdict = self.verify(None)?;
        looks.push(match &verdict.fault {
            None => look("history", true, format!("{} events, all as they were written", verdict.checkpoint.size)),
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
}
