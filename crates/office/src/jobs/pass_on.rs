//! Rows of people who have left are passed on to who follows them.

use super::{Job, Lane};
use std::time::Duration;

pub(super) const JOB: Job = Job {
    done: "rows of people who have left passed on",
    lane: Lane::Errands,
    every: Duration::from_mins(1),
    needs_post: false,
    work: |with| if with.read_only { Ok(0) } else { with.desk.pass_on_all(with.now).map(|()| 0) },
};
