//! The log of the service: lines of JSON on standard error, written by a thread of their own.
//!
//! A disk that is full, a pipe that nobody reads or that is closed must neither hold up a page nor end it. So a line is
//! handed over and never waited for; what cannot be written is dropped and counted. **Not here.** What is logged; what
//! is said to a person ([`crate::terminal`]).

use std::io::Write;
use std::panic::PanicHookInfo;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;
use tracing_subscriber::EnvFilter;

/// So many lines wait to be written at most.
const MOST_WAITING: usize = 1_024;
/// A line is at most so long, in bytes.
const LONGEST: usize = 16 * 1024;
/// How long the last lines may take once the service has ended.
const LAST: Duration = Duration::from_secs(1);

/// The log, to be written to.
#[derive(Clone)]
pub(crate) struct Log {
    jobs: SyncSender<Job>,
    lost: Arc<AtomicU64>,
}

enum Job {
    Line(Vec<u8>),
    /// Says that all lines before it are written.
    Answer(SyncSender<()>),
}

impl Log {
    /// Begins to log what `ONPACE_LOG` asks for (`info`, `debug`; else warnings), panics too.
    pub(crate) fn begin() -> Self {
        let (jobs, waiting) = sync_channel(MOST_WAITING);
        let log = Self { jobs, lost: Arc::default() };
        let lost = Arc::clone(&log.lost);
        // Where no thread can be had every line is lost, and counted.
        let _ = std::thread::Builder::new().name("onpace-log".to_owned()).spawn(move || write_out(&waiting, &lost));
        let filter = EnvFilter::try_from_env("ONPACE_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
        let writer = log.clone();
        let lines = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(move || writer.clone());
        let _ = lines.try_init();
        let of_panics = log.clone();
        std::panic::set_hook(Box::new(move |panic| of_panics.put(&panicked(panic))));
        log
    }

    /// How many lines were lost.
    pub(crate) fn lost(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.lost)
    }

    /// Waits a moment for the last lines.
    pub(crate) fn end(&self) {
        let (answer, written) = sync_channel(1);
        if self.jobs.try_send(Job::Answer(answer)).is_ok() {
            let _ = written.recv_timeout(LAST);
        }
    }

    fn put(&self, line: &[u8]) {
        let is_kept = line.len() <= LONGEST && self.jobs.try_send(Job::Line(line.to_vec())).is_ok();
        if !is_kept {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Each line comes whole, in one piece. It never fails, for who logs would complain of that on standard error.
impl Write for Log {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        self.put(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A panic's line: where it was, and not its words, which can hold what somebody typed.
fn panicked(panic: &PanicHookInfo<'_>) -> Vec<u8> {
    let place = panic.location().map_or_else(String::new, ToString::to_string);
    line("ERROR", &serde_json::json!({ "message": "a thread panicked", "place": place }))
}

fn line(level: &str, fields: &serde_json::Value) -> Vec<u8> {
    let now = jiff::Timestamp::now().to_string();
    format!("{}\n", serde_json::json!({ "timestamp": now, "level": level, "fields": fields })).into_bytes()
}

/// Writes what comes; as soon as that works again it says how much was lost meanwhile.
fn write_out(waiting: &Receiver<Job>, lost: &AtomicU64) {
    let mut told = 0;
    while let Ok(job) = waiting.recv() {
        let text = match job {
            Job::Line(text) => text,
            Job::Answer(answer) => {
                let _ = answer.send(());
                continue;
            }
        };
        let count = lost.load(Ordering::Relaxed);
        let mut errors = std::io::stderr().lock();
        if count > told {
            let missed = line("WARN", &serde_json::json!({ "message": "lines of the log were lost", "count": count }));
            if errors.write_all(&missed).is_ok() {
                told = count;
            }
        }
        if errors.write_all(&text).is_err() {
            lost.fetch_add(1, Ordering::Relaxed);
        }
    }
}
