//! Who waits for a PDF: one is made at a time, and whoever leaves while they wait leaves the queue. So nobody who asks for
//! the PDF of a large plan, again and again, keeps the others from their pages.
//!
//! **Not here.** Making one; how large one may be, which the office says.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// So many wait at most; more are told to come back.
const LONGEST_QUEUE: usize = 8;

/// The queue.
#[derive(Debug)]
pub(crate) struct Queue {
    press: Arc<Semaphore>,
    waiting: AtomicUsize,
}

impl Default for Queue {
    fn default() -> Self {
        Self { press: Arc::new(Semaphore::new(1)), waiting: AtomicUsize::new(0) }
    }
}

/// Somebody who waits; whose request ends waits no more.
struct Waiting<'q>(&'q Queue);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Queue {
    /// A turn at the press, once those before are done; none where too many wait already.
    pub(crate) async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        let before = self.waiting.fetch_add(1, Ordering::SeqCst);
        let _waiting = Waiting(self);
        if before >= LONGEST_QUEUE {
            return None;
        }
        Arc::clone(&self.press).acquire_owned().await.ok()
    }
}

/// Whether one of these words asks for a PDF.
pub(crate) fn is_for_pdf(words: [Option<&str>; 2]) -> bool {
    words.into_iter().flatten().any(|medium| medium.eq_ignore_ascii_case("pdf"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn one_turn_at_a_time_and_who_leaves_does_not_wait() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let queue = Queue::default();
            let first = queue.turn().await.unwrap();
            let soon = Duration::from_millis(20);
            for _ in 0..3 * LONGEST_QUEUE {
                // Each gives up while they wait, and leaves no place taken behind.
                assert!(tokio::time::timeout(soon, queue.turn()).await.is_err());
            }
            assert_eq!(queue.waiting.load(Ordering::SeqCst), 0);
            let mut all: Vec<_> = (0..LONGEST_QUEUE).map(|_| Box::pin(queue.turn())).collect();
            for one in &mut all {
                assert!(tokio::time::timeout(soon, one.as_mut()).await.is_err(), "they wait");
            }
            assert!(queue.turn().await.is_none(), "the queue is full");
            drop(first);
            assert!(tokio::time::timeout(soon, all.remove(0)).await.unwrap().is_some(), "the next has its turn");
        });
    }
}
