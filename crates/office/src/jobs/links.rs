//! Links to sign in go out.

use super::{Job, Lane};
use crate::post;
use std::time::Duration;

pub(super) const JOB: Job = Job {
    done: "links to sign in sent",
    lane: Lane::Links,
    every: Duration::from_millis(500),
    needs_post: true,
    work: |with| with.post.map_or(Ok(0), |post| post::send_links(with.desk, post, with.now)),
};
