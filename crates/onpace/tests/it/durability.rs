//! What was "saved" is there afterwards: killed processes, failing disks, full disks, power cuts.
//!
//! The client keeps its own ledger of what was acknowledged; after each misfortune the program is
//! asked what it holds. What a machine cannot do (no `strace`, not root) is skipped with a line.

use crate::{EXAMPLE, onpace, read, run};
use onpace_testkit::skips::{Missing, skipped};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A folder with the example as the plan "send".
fn held(folder: &Path) -> String {
    let data = folder.join("data").to_string_lossy().into_owned();
    assert_eq!(run(&["import", EXAMPLE, "--plan", "send", "--data", &data]).code, 0);
    data
}

/// How often each note stands in the log; the history must verify.
pub(crate) fn notes(data: &str, row: &str) -> BTreeMap<String, usize> {
    let verified = run(&["verify", "--data", data]);
    assert_eq!(verified.code, 0, "{}", verified.err);
    let log: Value = serde_json::from_str(&run(&["log", "send", row, "--data", data, "--json"]).out).unwrap();
    let mut notes = BTreeMap::new();
    for line in log.as_array().unwrap() {
        let words = line["words"].as_str().unwrap();
        if let Some((_, note)) = words.split_once("note \u{201c}n") {
            *notes.entry(note.trim_end_matches('\u{201d}').to_owned()).or_default() += 1;
        }
    }
    notes
}

fn update(data: &str, n: usize) -> Command {
    let note = format!("n{n}");
    onpace(&["update", "add", "send", "1A", "--percent", "7", "--on", "2022-06-01", "--note", &note, "--data", data])
}

/// Every acknowledged note stands there once; what was not acknowledged, at most once.
fn check(data: &str, acknowledged: &[usize], tried: usize) {
    let notes = notes(data, "1A");
    for n in acknowledged {
        assert_eq!(notes.get(&n.to_string()), Some(&1), "update {n} was acknowledged");
    }
    assert!(notes.values().all(|times| *times == 1) && notes.len() <= tried, "{notes:?}");
}

pub(crate) fn has(program: &str, arguments: &[&str]) -> bool {
    let run = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}

#[test]
fn what_was_acknowledged_is_there_after_200_kills() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let mut acknowledged = Vec::new();
    let mut killed = 0;
    // How long an update takes here; kills fall at all times within it. The machine may have other work
    // meanwhile, so the time follows: about as many are to be killed as are to answer.
    let since = std::time::Instant::now();
    assert!(update(&data, 0).output().unwrap().status.success());
    let mut whole = since.elapsed().max(Duration::from_millis(4));
    for n in 1..=200usize {
        let mut process = update(&data, n).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let part = u32::try_from(n * 7_919 % 1_000).unwrap();
        std::thread::sleep(whole * part / 800);
        let _ = process.kill();
        // What the program printed before it was killed is what the client saw.
        let output = process.wait_with_output().unwrap();
        if String::from_utf8_lossy(&output.stdout).starts_with("Saved:") {
            acknowledged.push(n);
            whole = whole * 19 / 20;
        } else {
            killed += 1;
            whole = (whole * 20 / 19).min(Duration::from_secs(5));
        }
    }
    println!("{killed} killed before they answered, {} acknowledged", acknowledged.len());
    assert!(killed > 20 && acknowledged.len() > 20, "{killed} killed, {} acknowledged", acknowledged.len());
    check(&data, &acknowledged, 201);
}

#[test]
fn a_disk_that_fails_at_any_moment_loses_nothing_that_was_acknowledged() {
    if !has("strace", &["-e", "trace=none", "true"]) {
        skipped(Missing::Right, "strace is not here or may not trace, so no disk was made to fail");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let (mut acknowledged, mut failed, mut tried) = (Vec::new(), 0, 0);
    for (calls, error) in
        [("fsync,fdatasync", "EIO"), ("pwrite64,write", "ENOSPC"), ("pwrite64", "EIO"), ("ftruncate", "EIO")]
    {
        // From the n-th call on everything fails, for all n until an update needs no more.
        for n in 1.. {
            tried += 1;
            let plain = update(&data, tried);
            let mut traced = Command::new("strace");
            traced.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("inject={calls}:error={error}:when={n}+")]);
            traced.arg(plain.get_program()).args(plain.get_args());
            let run = read(&traced.output().unwrap());
            if run.out.starts_with("Saved:") {
                acknowledged.push(tried);
            }
            if run.code == 0 {
                break;
            }
            // Where even standard output fails, it may be saved and nobody told.
            failed += 1;
            assert!(n < 200, "{calls}: an update still fails after {n} calls: {}", run.err);
            assert_eq!(run.code, 8, "{calls} {n}: {}", run.err);
        }
    }
    println!("{failed} updates met a failing disk, {} were acknowledged", acknowledged.len());
    assert!(failed > 4);
    check(&data, &acknowledged, tried);
}

/// A mount that is taken away again.
pub(crate) struct Mount(pub(crate) PathBuf);

impl Mount {
    pub(crate) fn new(at: &Path, arguments: &[&str]) -> Option<Self> {
        std::fs::create_dir_all(at).ok()?;
        let place = at.to_str()?;
        has("mount", &[arguments, &[place]].concat()).then(|| Self(at.to_owned()))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_saves_nothing_says_so_and_recovers() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Mount::new(&folder.path().join("small"), &["-t", "tmpfs", "-o", "size=1m", "tmpfs"]) else {
        skipped(Missing::Right, "no small disk could be mounted here, so none was filled");
        return;
    };
    let data = held(&disk.0);
    let filler = disk.0.join("filler");
    let _ = std::fs::write(&filler, vec![7; 2_000_000]);
    let (mut acknowledged, mut refused) = (Vec::new(), String::new());
    for n in 1..200 {
        let run = read(&update(&data, n).output().unwrap());
        if run.code != 0 {
            assert_eq!(run.code, 8, "{}", run.err);
            refused = run.err;
            break;
        }
        acknowledged.push(n);
    }
    assert!(refused.contains("nothing was saved") && refused.contains("full"), "{refused}");
    assert_eq!(run(&["plan", "show", "send", "--data", &data]).code, 0, "what is held can still be read");
    std::fs::remove_file(filler).unwrap();
    acknowledged.push(500);
    let again = read(&update(&data, 500).output().unwrap());
    assert_eq!(again.code, 0, "{}", again.err);
    check(&data, &acknowledged, 201);
}

/// Copies the image as the disk has it at one moment, in the middle of an update: a copy that was made while blocks still
/// went down is of several moments, which no power cut leaves behind, and is made again.
fn whole_copy(image: &Path, copy: &Path) {
    for _ in 0..50 {
        let before = std::fs::read(image).unwrap();
        std::fs::write(copy, &before).unwrap();
        if std::fs::read(image).unwrap() == before {
            return;
        }
    }
    panic!("the disk does not come to rest");
}

#[test]
fn a_power_cut_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let image = folder.path().join("disk.img");
    let image = image.to_str().unwrap();
    let made = has("truncate", &["-s", "64M", image]) && has("mkfs.ext4", &["-q", "-F", image]);
    let disk = if made { Mount::new(&folder.path().join("disk"), &["-o", "loop", image]) } else { None };
    let Some(disk) = disk else {
        skipped(Missing::Right, "no disk image could be mounted here, so no power was cut");
        return;
    };
    let data = held(&disk.0);
    for cut in 1..=3usize {
        let (stop, running) = (AtomicBool::new(false), Mutex::new(None));
        let copy = folder.path().join(format!("cut-{cut}.img"));
        let acknowledged = std::thread::scope(|scope| {
            let writer = scope.spawn(|| {
                let mut acknowledged = Vec::new();
                for n in cut * 1_000.. {
                    let mut process = {
                        let mut running = running.lock().unwrap();
                        if stop.load(Ordering::SeqCst) {
                            break;
                        }
                        let process = update(&data, n).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
                        *running = Some(process.id().to_string());
                        process
                    };
                    if process.wait().unwrap().success() {
                        acknowledged.push((n, std::time::Instant::now()));
                    }
                }
                acknowledged
            });
            std::thread::sleep(Duration::from_millis(400));
            let cut_at = std::time::Instant::now();
            let pid = running.lock().unwrap().clone().unwrap();
            let signal = |name: &str| has("kill", &[name, &pid]);
            signal("-STOP");
            stop.store(true, Ordering::SeqCst);
            whole_copy(Path::new(image), &copy);
            signal("-CONT");
            let all = writer.join().unwrap();
            all.into_iter().filter(|(_, at)| *at < cut_at).map(|(n, _)| n).collect::<Vec<_>>()
        });
        assert!(acknowledged.len() > 3, "{}", acknowledged.len());
        let Some(after) =
            Mount::new(&folder.path().join(format!("after-{cut}")), &["-o", "loop", copy.to_str().unwrap()])
        else {
            skipped(Missing::Right, "the copied disk image could not be mounted");
            return;
        };
        let after = after.0.join("data").to_string_lossy().into_owned();
        check(&after, &acknowledged, 100_000);
    }
}
