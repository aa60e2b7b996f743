//! The one thread that writes. Appends that wait at the same time share one commit, and so one wait
//! for the disk: *group commit*.

use super::append::{self, Request};
use super::heads::Heads;
use super::latest::Latest;
use crate::error::StoreError;
use crate::folder::Hold;
use crate::ledger::Appended;
use rusqlite::Connection;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::thread::JoinHandle;

/// So many appends share a commit at most; those after them wait for the next.
const LARGEST_GROUP: usize = 1_024;

type Reply<T> = std::sync::mpsc::SyncSender<Result<T, StoreError>>;
type Act = Box<dyn FnOnce(&mut Connection, &mut Heads) + Send>;

enum Job {
    Append(Request, Reply<Appended>),
    Act(Act),
}

/// The thread's other end.
#[derive(Debug)]
pub(super) struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(connection: Connection, hold: Hold, latest: Arc<Latest>) -> Result<Self, StoreError> {
        let (jobs, waiting) = channel();
        let work = move || {
            let mut connection = connection;
            run(&mut connection, &waiting, Heads::telling(latest));
            drop(connection);
            drop(hold);
        };
        let thread = std::thread::Builder::new().name("onpace-writer".to_owned()).spawn(work);
        let thread = thread.map_err(|e| StoreError::Temporary(format!("no thread could be started: {e}")))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    pub(super) fn append(&self, request: Request) -> Result<Appended, StoreError> {
        let (reply, answer) = sync_channel(1);
        self.send(Job::Append(request, reply))?;
        answer.recv().unwrap_or_else(|_| Err(gone()))
    }

    pub(super) fn act<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = sync_channel(1);
        self.send(Job::Act(Box::new(move |connection, heads| {
            let done = act(connection);
            // Before anybody hears of it.
            heads.look_again(connection);
            let _ = reply.send(done);
        })))?;
        answer.recv().unwrap_or_else(|_| Err(gone()))
    }

    fn send(&self, job: Job) -> Result<(), StoreError> {
        self.jobs.as_ref().and_then(|jobs| jobs.send(job).ok()).ok_or_else(gone)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn gone() -> StoreError {
    StoreError::Temporary("nothing was saved: the writer has ended".to_owned())
}

fn run(connection: &mut Connection, waiting: &Receiver<Job>, mut heads: Heads) {
    let mut next = waiting.recv().ok();
    while let Some(job) = next.take() {
        match job {
            Job::Act(act) => act(connection, &mut heads),
            Job::Append(request, reply) => {
                let mut group = vec![(request, reply)];
                while group.len() < LARGEST_GROUP {
                    match waiting.try_recv() {
                        Ok(Job::Append(request, reply)) => group.push((request, reply)),
                        Ok(act) => {
                            next = Some(act);
                            break;
                        }
                        Err(_) => break,
                    }
                }
                commit(connection, &mut heads, group);
            }
        }
        if next.is_none() {
            next = waiting.recv().ok();
        }
    }
}

/// One transaction for all; each append by itself all or nothing, for a conflict is found before it
/// writes, and any other failure ends the transaction. Nobody hears "saved" before the commit has
/// returned.
fn commit(connection: &mut Connection, heads: &mut Heads, group: Vec<(Request, Reply<Appended>)>) {
    let mut results = Vec::with_capacity(group.len());
    let committed = (|| {
        let all = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        for (request, _) in &group {
            match append::append(&all, heads, request) {
                Err(problem @ (StoreError::Temporary(_) | StoreError::Integrity(_))) => return Err(problem),
                other => results.push(other),
            }
        }
        all.commit()?;
        Ok::<(), StoreError>(())
    })();
    let Err(problem) = committed else {
        heads.tell(group.iter().map(|(request, _)| request.plan()));
        let replies = group.into_iter().map(|(_, reply)| reply);
        for (reply, result) in replies.zip(results) {
            let _ = reply.send(result);
        }
        return;
    };
    heads.forget();
    let replies = group.into_iter().map(|(_, reply)| reply);
    let message = problem.to_string();
    for reply in replies {
        let same = match &problem {
            StoreError::Integrity(_) => StoreError::Integrity(message.clone()),
            _ => StoreError::Temporary(message.clone()),
        };
        let _ = reply.send(Err(same));
    }
}
