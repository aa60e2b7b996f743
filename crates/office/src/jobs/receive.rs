//! Mail that came is taken in.

use super::{Job, Lane};
use std::time::Duration;

pub(super) const JOB: Job = Job {
    done: "messages taken in",
    lane: Lane::Errands,
    every: Duration::from_secs(1),
    needs_post: false,
    work: |with| match with.mail.filter(|_| !with.read_only) {
        Some(folder) => with.desk.receive(folder, with.post.map_or("", |post| &post.from), with.now),
        None => Ok(0),
    },
};
