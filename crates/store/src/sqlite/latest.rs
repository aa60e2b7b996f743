//! Where plans stand, for who reads: as the writer said last, so that a page asks the disk only where something came.
//!
//! Only a folder that is open to record has it: of one that is read, somebody else may be the writer. **Not here.**
//! Where plans stand for the writer ([`super::heads`]).

use crate::error::StoreError;
use crate::ledger::PlanHead;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Heads of plans, by name in small letters.
#[derive(Debug, Default)]
pub(super) struct Latest(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    heads: HashMap<String, PlanHead>,
    /// How often all was forgotten: what was asked of the disk before must not be kept after.
    forgotten: u64,
}

impl Latest {
    /// The head of a plan; the disk is asked where it is not known.
    pub(super) fn of(
        &self,
        plan: &str,
        ask: impl FnOnce() -> Result<Option<PlanHead>, StoreError>,
    ) -> Result<Option<PlanHead>, StoreError> {
        let key = plan.to_ascii_lowercase();
        let before = {
            let known = self.lock();
            if let Some(head) = known.heads.get(&key) {
                return Ok(Some(head.clone()));
            }
            known.forgotten
        };
        let found = ask()?;
        if let Some(head) = &found {
            let mut known = self.lock();
            if known.forgotten == before {
                // What the writer said meanwhile is newer than what was asked.
                known.heads.entry(key).or_insert_with(|| head.clone());
            }
        }
        Ok(found)
    }

    /// Takes in where a plan stands after a commit.
    pub(super) fn moved(&self, head: PlanHead) {
        self.lock().heads.insert(head.name.to_ascii_lowercase(), head);
    }

    /// Forgets everything, where something may have been written that nobody said.
    pub(super) fn forget(&self) {
        let mut known = self.lock();
        known.heads.clear();
        known.forgotten += 1;
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onpace_core::instant::Instant;

    fn at(seq: u64) -> PlanHead {
        PlanHead { name: "Send".to_owned(), seq, recorded_at: Instant::EPOCH }
    }

    fn seq(latest: &Latest, disk: u64) -> u64 {
        latest.of("SEND", || Ok(Some(at(disk)))).unwrap().unwrap().seq
    }

    #[test]
    fn the_disk_is_asked_once_and_what_the_writer_said_meanwhile_stands() {
        let latest = Latest::default();
        assert_eq!(seq(&latest, 5), 5);
        assert_eq!(seq(&latest, 99), 5, "known");
        latest.moved(at(6));
        assert_eq!(seq(&latest, 99), 6);
        latest.forget();
        let found = latest.of("send", || {
            latest.moved(at(8));
            Ok(Some(at(7)))
        });
        assert_eq!((found.unwrap().unwrap().seq, seq(&latest, 99)), (7, 8));
        latest.forget();
        latest
            .of("send", || {
                latest.forget();
                Ok(Some(at(8)))
            })
            .unwrap();
        assert_eq!(seq(&latest, 9), 9, "asked before it was forgotten");
    }
}
