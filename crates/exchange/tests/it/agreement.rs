//! Schedules worked out again, against the dates that Microsoft Project itself worked out and stored: agreement is
//! told field by field, and every task that differs has a cause with a name. **Not here.** Reading the files.

use onpace_core::schedule::hours::WorkInstant;
use onpace_core::schedule::network::{Dates, Network};
use onpace_exchange::read;
use onpace_exchange::schedule::network::instant;
use onpace_exchange::schedule::{Schedule, Task};
use onpace_testkit::skips::{Missing, skipped};
use std::path::PathBuf;

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/plans");

/// Why stored dates differ: the file, the tasks by number (none for all of them), the cause.
const CAUSES: [Cause; 7] = [
    ("CreateProject.xml", &[0], "written by another program, which does not schedule"),
    ("Project.xml", &[0], "written by another program, which does not schedule"),
    ("not-updated.xml", &[], "written by another program, which does not schedule: as its name says"),
    ("MoveTask.mpp", &[0], "rows were moved by another program, and the sum was not worked out again"),
    ("OzBuild-16-Orig.mpp", &[20, 22], "who is assigned works five days a week, the plan six"),
    ("Splits.mpp", &[0, 1], "the task is split: work stops for a day in the middle of it"),
    (
        "Software-Development-Plan-1.mpp",
        &[],
        "the plan\u{2019}s start was moved, and nothing scheduled again: from the first stored start all agree",
    ),
];

/// The same for late dates, beside those.
const LATE_CAUSES: [Cause; 1] = [(
    "MoveTask.mpp",
    &[],
    "rows were moved by another program: the plan ends two days later than when late dates were stored",
)];

type Cause = (&'static str, &'static [i64], &'static str);

fn cause(causes: &[Cause], file: &str, uid: i64) -> Option<&'static str> {
    let is_it = |(name, uids, _): &&Cause| *name == file && (uids.is_empty() || uids.contains(&uid));
    causes.iter().find(is_it).map(|(.., cause)| *cause)
}

fn told(at: WorkInstant) -> String {
    let (hour, minute) = (at.minute() / 60, at.minute() % 60);
    at.date().map_or_else(|| "never".to_owned(), |date| format!("{date} {hour:02}:{minute:02}"))
}

/// The stored start and finish.
fn stored(task: &Task) -> Option<(WorkInstant, WorkInstant)> {
    let [start, finish] = [&task.start, &task.finish].map(|text| text.as_deref().and_then(instant));
    start.zip(finish)
}

/// What differs: the task's number, and both versions.
fn differences(schedule: &Schedule, network: &Network, count: &mut [usize; 3]) -> Vec<(i64, String)> {
    let scheduled = network.schedule();
    let mut all = Vec::new();
    for (task, Dates { start, finish, .. }) in schedule.tasks.iter().zip(&scheduled.dates) {
        let Some((their_start, their_finish)) = stored(task) else { continue };
        count[0] += 1;
        count[1] += usize::from(their_start == *start);
        count[2] += usize::from(their_finish == *finish);
        if (their_start, their_finish) != (*start, *finish) {
            let [from, to, own_from, own_to] = [their_start, their_finish, *start, *finish].map(told);
            all.push((task.uid, format!("{from} to {to} there, {own_from} to {own_to} here")));
        }
    }
    all
}

#[test]
fn stored_dates_are_worked_out_again() {
    let Ok(entries) = std::fs::read_dir(SAMPLES) else {
        skipped(Missing::Material, "no sample plans beside the project");
        return;
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let (mut unexplained, mut count) = (Vec::new(), [0; 3]);
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let schedule = read::schedule(&std::fs::read(&path).unwrap(), &name).unwrap();
        let mut network = schedule.network();
        for (uid, both) in differences(&schedule, &network, &mut count) {
            match cause(&CAUSES, &name, uid) {
                Some(cause) => println!("{name}, task {uid}: {both}\n    {cause}"),
                None => unexplained.push(format!("{name}, task {uid}: {both}")),
            }
        }
        if name == "Software-Development-Plan-1.mpp" {
            network.start = schedule.tasks.iter().filter_map(stored).map(|(start, _)| start).min().unwrap();
            assert_eq!(differences(&schedule, &network, &mut [0; 3]), [], "from the first stored start all agree");
        }
    }
    let [all, starts, finishes] = count;
    println!("{all} tasks: {starts} starts and {finishes} finishes are as Project stored them");
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
    assert!(starts >= 658 && finishes >= 655, "agreement has become less: {starts}, {finishes} of {all}");
}

/// How late tasks may be is stored as well, in Project's own files only.
#[test]
fn stored_late_dates_are_worked_out_again() {
    let Ok(entries) = std::fs::read_dir(SAMPLES) else {
        skipped(Missing::Material, "no sample plans beside the project");
        return;
    };
    let is_plan = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "mpp");
    let (mut all, mut starts, mut finishes, mut unexplained) = (0, 0, 0, Vec::new());
    for path in entries.flatten().map(|entry| entry.path()).filter(is_plan) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let schedule = read::schedule(&bytes, &name).unwrap();
        let scheduled = schedule.network().schedule();
        let plan = onpace_mpp::read(&bytes).unwrap();
        for (task, ours) in plan.tasks().zip(&scheduled.dates).filter(|(task, _)| task.uid != 0) {
            let late = [task.late_start, task.late_finish].map(|at| instant(&at?.to_string()));
            let [Some(start), Some(finish)] = late else { continue };
            all += 1;
            starts += usize::from(start == ours.late_start);
            finishes += usize::from(finish == ours.late_finish);
            let uid = i64::from(task.uid);
            let known = cause(&CAUSES, &name, uid).or_else(|| cause(&LATE_CAUSES, &name, uid));
            if (start, finish) != (ours.late_start, ours.late_finish) && known.is_none() {
                let [from, to, own_from, own_to] = [start, finish, ours.late_start, ours.late_finish].map(told);
                unexplained.push(format!("{name}, task {uid}: {from} to {to} there, {own_from} to {own_to} here"));
            }
        }
    }
    println!("{all} tasks: {starts} late starts and {finishes} late finishes are as Project stored them");
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
}
