//! All other letters go out.

use super::{Job, Lane};
use crate::post;
use std::time::Duration;

pub(super) const JOB: Job = Job {
    done: "letters sent",
    lane: Lane::Letters,
    every: Duration::from_millis(500),
    needs_post: true,
    work: |with| with.post.map_or(Ok(0), |post| post::send_others(with.desk, post, with.now)),
};
