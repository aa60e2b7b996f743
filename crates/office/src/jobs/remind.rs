//! Who has not answered is reminded, on the days that the round names.

use super::{Job, Lane};
use std::time::Duration;

pub(super) const JOB: Job = Job {
    done: "reminders put into the post",
    lane: Lane::Errands,
    every: Duration::from_mins(1),
    needs_post: true,
    work: |with| with.desk.remind(with.now).map(|()| 0),
};
