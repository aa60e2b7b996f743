//! What the service does by itself, again and again: a job a file, and [`JOBS`] is the list.
//!
//! **Not here.** When a second has passed, and on which thread a job is done, which is the service's; what a verb
//! does that a job calls.

mod links;
mod letters;
mod pass_on;
mod receive;
mod remind;

use crate::desk::Desk;
use crate::post::PostOffice;
use crate::problem::Problem;
use onpace_core::instant::Instant;
use std::path::Path;
use std::time::Duration;

/// What a job is done with.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The plans.
    pub desk: &'a Desk,
    /// The post, where a way for mail was named.
    pub post: Option<&'a PostOffice>,
    /// The folder out of which mail is taken in, where one was named.
    pub mail: Option<&'a Path>,
    /// Whether plans are only shown.
    pub read_only: bool,
    /// The instant.
    pub now: Instant,
}

/// Jobs of one lane wait for one another; no lane waits for another, so that a mail server that says nothing holds
/// back neither the link to sign in, nor mail that came, nor a reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Letters that people wait for.
    Links,
    /// All other letters.
    Letters,
    /// What makes letters, and what comes in.
    Errands,
}

/// Every lane.
pub const LANES: [Lane; 3] = [Lane::Links, Lane::Letters, Lane::Errands];

/// Something that is done again and again.
pub struct Job {
    /// What it does, for the log: "letters sent".
    pub done: &'static str,
    /// In which lane.
    pub lane: Lane,
    /// How often.
    pub every: Duration,
    /// Whether it is done where letters go out only.
    pub needs_post: bool,
    work: fn(&Surroundings<'_>) -> Result<usize, Problem>,
}

impl Job {
    /// Does it, and says of how many things.
    ///
    /// # Errors
    /// As the verb that it calls. Other jobs go on, and so does it when its time comes again.
    pub fn work(&self, with: &Surroundings<'_>) -> Result<usize, Problem> {
        (self.work)(with)
    }
}

/// Every job; those of a lane in the order in which they are done.
pub static JOBS: [Job; 5] = [links::JOB, letters::JOB, receive::JOB, pass_on::JOB, remind::JOB];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lane_has_a_job_and_a_letter_goes_out_soon() {
        for lane in LANES {
            assert!(JOBS.iter().any(|job| job.lane == lane), "{lane:?}");
        }
        for job in JOBS.iter().filter(|job| job.lane != Lane::Errands) {
            assert!(job.needs_post && job.every <= Duration::from_secs(1), "{}", job.done);
        }
    }
}
