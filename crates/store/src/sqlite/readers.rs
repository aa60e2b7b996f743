//! Connections that read beside the one that writes: a few, each used by one thread at a time.
//!
//! **Not here.** How a connection is made, which whoever opens the folder says.

use crate::error::StoreError;
use rusqlite::Connection;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, TryLockError};

/// So many are open at most, with a cache of two megabytes each; whoever comes then waits.
const MOST: usize = 8;

type Connect = Box<dyn Fn() -> Result<Connection, StoreError> + Send + Sync>;

/// The connections of an open folder, each opened when it is first needed.
pub(super) struct Readers {
    connect: Connect,
    all: [OnceLock<Mutex<Connection>>; MOST],
    /// For which of them the next waits where all are in use.
    turn: AtomicUsize,
}

impl Readers {
    /// Opens the first, so that a folder that cannot be read is refused at once.
    pub(super) fn open(
        connect: impl Fn() -> Result<Connection, StoreError> + Send + Sync + 'static,
    ) -> Result<Self, StoreError> {
        let readers =
            Self { connect: Box::new(connect), all: [const { OnceLock::new() }; MOST], turn: AtomicUsize::new(0) };
        drop(readers.lend()?);
        Ok(readers)
    }

    /// One that nobody uses. Whoever holds one must not ask for a second: all others may be waiting for theirs.
    pub(super) fn lend(&self) -> Result<MutexGuard<'_, Connection>, StoreError> {
        for slot in &self.all {
            let Some(one) = slot.get() else {
                let connection = (self.connect)()?;
                return Ok(wait_for(slot.get_or_init(|| Mutex::new(connection))));
            };
            match one.try_lock() {
                Ok(free) => return Ok(free),
                Err(TryLockError::Poisoned(left)) => return Ok(left.into_inner()),
                Err(TryLockError::WouldBlock) => {}
            }
        }
        let turn = self.turn.fetch_add(1, Ordering::Relaxed) % MOST;
        self.all[turn].get().map(wait_for).ok_or_else(|| StoreError::Temporary("nothing was read; repeat".to_owned()))
    }
}

/// A panic elsewhere leaves a connection as sound as it was.
fn wait_for(one: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    one.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let open = self.all.iter().filter(|slot| slot.get().is_some()).count();
        f.debug_struct("Readers").field("open", &open).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::AtomicUsize;

    #[test]
    fn one_is_enough_for_who_come_one_after_another_and_no_more_than_a_few_are_opened() {
        let opened = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&opened);
        let readers = Readers::open(move || {
            count.fetch_add(1, Ordering::SeqCst);
            Ok(Connection::open_in_memory()?)
        })
        .unwrap();
        for _ in 0..100 {
            drop(readers.lend().unwrap());
        }
        assert_eq!(opened.load(Ordering::SeqCst), 1);
        let held: Vec<_> = (0..MOST).map(|_| readers.lend().unwrap()).collect();
        assert_eq!(opened.load(Ordering::SeqCst), MOST);
        std::thread::scope(|scope| {
            let waits = scope.spawn(|| readers.lend().unwrap().query_row("SELECT 7", [], |row| row.get::<_, i64>(0)));
            drop(held);
            assert_eq!(waits.join().unwrap().unwrap(), 7);
        });
        assert_eq!(opened.load(Ordering::SeqCst), MOST);
    }

    #[test]
    fn one_that_cannot_be_opened_is_told_and_the_others_stay() {
        let left = AtomicUsize::new(1);
        let readers =
            Readers::open(move || match left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1)) {
                Ok(_) => Ok(Connection::open_in_memory()?),
                Err(_) => Err(StoreError::Temporary("no more files may be open".to_owned())),
            })
            .unwrap();
        let held = readers.lend().unwrap();
        assert!(readers.lend().unwrap_err().to_string().contains("no more files"));
        drop(held);
        drop(readers.lend().unwrap());
    }
}
