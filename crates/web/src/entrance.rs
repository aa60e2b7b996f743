//! How much is held at once of all forms that are on their way in, and of those of one sender; given back when they are
//! answered. **Not here.** Reading a form ([`crate::arriving`]).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// So many bytes of forms are held at once, by all who send them.
const ROOM: usize = 128 * 1024 * 1024;
/// So many of them by one sender: room for a file and some forms.
const ROOM_OF_SENDER: usize = 32 * 1024 * 1024;
/// So many forms of one sender may be on their way at once. Those that are here and wait for their answer are not counted:
/// everybody in a council may come by one address, and their forms come within a moment.
const FORMS_OF_SENDER: usize = 40;

/// What is held of forms until they are answered.
#[derive(Debug)]
pub(crate) struct Entrance {
    room: Arc<Semaphore>,
    shares: Mutex<HashMap<String, Share>>,
}

/// What one sender has of it.
#[derive(Debug, Default)]
struct Share {
    forms: usize,
    bytes: usize,
}

impl Default for Entrance {
    fn default() -> Self {
        Self { room: Arc::new(Semaphore::new(ROOM)), shares: Mutex::default() }
    }
}

impl Entrance {
    fn shares(&self) -> MutexGuard<'_, HashMap<String, Share>> {
        self.shares.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What one form takes, given back when it is dropped.
pub(crate) struct Held {
    entrance: Arc<Entrance>,
    sender: String,
    is_on_its_way: bool,
    bytes: usize,
    room: Option<OwnedSemaphorePermit>,
}

impl Held {
    /// None where its sender has as many as one may.
    pub(crate) fn begin(entrance: &Arc<Entrance>, sender: String) -> Option<Self> {
        let mut shares = entrance.shares();
        let share = shares.entry(sender.clone()).or_default();
        if share.forms >= FORMS_OF_SENDER {
            return None;
        }
        share.forms += 1;
        drop(shares);
        Some(Self { entrance: Arc::clone(entrance), sender, is_on_its_way: true, bytes: 0, room: None })
    }

    /// Takes so many bytes more; none where there is no room for them.
    pub(crate) fn take(&mut self, length: usize) -> Option<()> {
        let room = Arc::clone(&self.entrance.room);
        let more = room.try_acquire_many_owned(u32::try_from(length).ok()?).ok()?;
        let mut shares = self.entrance.shares();
        let share = shares.entry(self.sender.clone()).or_default();
        if share.bytes + length > ROOM_OF_SENDER {
            return None;
        }
        share.bytes += length;
        drop(shares);
        self.bytes += length;
        match &mut self.room {
            Some(room) => room.merge(more),
            None => self.room = Some(more),
        }
        Some(())
    }

    /// Notes that all of it is here.
    pub(crate) fn arrived(&mut self) {
        if std::mem::take(&mut self.is_on_its_way) {
            self.give_back(1, 0);
        }
    }

    /// Gives back the bytes.
    pub(crate) fn let_go(&mut self) {
        let bytes = std::mem::take(&mut self.bytes);
        self.give_back(0, bytes);
        self.room = None;
    }

    fn give_back(&self, forms: usize, bytes: usize) {
        let mut shares = self.entrance.shares();
        if let Some(share) = shares.get_mut(&self.sender) {
            share.forms = share.forms.saturating_sub(forms);
            share.bytes = share.bytes.saturating_sub(bytes);
            if share.forms == 0 && share.bytes == 0 {
                shares.remove(&self.sender);
            }
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.let_go();
        self.arrived();
    }
}
