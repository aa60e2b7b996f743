//! The jobs of the service go round: each lane by itself, each job when its time has come.
//!
//! **Not here.** What the jobs are (`onpace_office::jobs`).

use crate::house::House;
use onpace_office::jobs::{JOBS, Job, LANES, Lane, Surroundings};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// How often it is looked whether a job's time has come.
const ROUND: Duration = Duration::from_millis(500);

/// Does every job again and again, in each area. Nothing is done in a folder that is only looked at.
pub(crate) async fn go_round(mut houses: Vec<Arc<House>>) {
    houses.retain(|house| house.desk().can_record());
    let houses: Arc<[Arc<House>]> = houses.into();
    let mut lanes = JoinSet::new();
    for lane in LANES {
        let jobs: Vec<&'static Job> = JOBS.iter().filter(|job| job.lane == lane).collect();
        // Each thread that works keeps memory of its own, so none is begun for letters that cannot go out.
        if houses.iter().any(|house| jobs.iter().any(|job| is_for(job, house))) {
            lanes.spawn(go_along(Arc::clone(&houses), lane, jobs));
        }
    }
    while lanes.join_next().await.is_some() {}
}

/// Whether a job can be done in an area: letters go out only where a way for mail was named.
fn is_for(job: &Job, house: &House) -> bool {
    house.post.is_some() || !job.needs_post
}

async fn go_along(houses: Arc<[Arc<House>]>, lane: Lane, jobs: Vec<&'static Job>) {
    let mut round = tokio::time::interval(ROUND);
    round.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    for number in 0_u64.. {
        round.tick().await;
        let (houses, jobs) = (Arc::clone(&houses), jobs.clone());
        let done = tokio::task::spawn_blocking(move || {
            houses.iter().for_each(|house| work_in(house, &jobs, number));
        });
        if done.await.is_err() {
            tracing::error!(?lane, "a job stopped; it is done again in the next round");
        }
    }
}

/// Does the jobs of an area whose time has come.
fn work_in(house: &House, jobs: &[&'static Job], round: u64) {
    // A disk that was full is looked at again, so that pages stop saying so once it is not.
    if house.unsaved_since().is_some() && !house.can_save() {
        return;
    }
    jobs.iter().filter(|job| is_for(job, house) && is_due(job, round)).for_each(|job| work(house, job));
}

/// Whether a job's time has come in a round.
fn is_due(job: &Job, round: u64) -> bool {
    let rounds = job.every.as_millis() / ROUND.as_millis();
    u128::from(round).is_multiple_of(rounds.max(1))
}

/// Does a job. One that fails keeps none of the others.
fn work(house: &House, job: &Job) {
    let with = Surroundings {
        desk: house.desk(),
        post: house.post.as_ref(),
        mail: house.settings.inbox.as_deref(),
        read_only: house.settings.read_only,
        now: house.now(),
    };
    match job.work(&with) {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "{}", job.done),
        Err(problem) => tracing::warn!(%problem, job = job.done, "a job could not be done"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_job_is_done_as_often_as_it_says() {
        for job in &JOBS {
            let times = (0..240).filter(|round| is_due(job, *round)).count() as u128;
            let expected = ROUND.as_millis() * 240 / job.every.as_millis();
            assert_eq!(times, expected, "{}", job.done);
        }
    }
}
