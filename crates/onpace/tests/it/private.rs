//! What is written on the disk is its owner's alone: the data folder, mail folders, backups, exports. Where the system
//! knows owners, so only on Unix.
#![cfg(unix)]

use crate::service::{Service, held};
use crate::{onpace, read};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The files of a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect()
}

/// Case OPS-02.
#[test]
fn only_the_owner_reads_the_files_whatever_the_process_leaves_to_others() {
    let folder = tempfile::tempdir().unwrap();
    let (data, mail) = (folder.path().join("data"), folder.path().join("mail"));
    // A folder that was made before, open to all.
    std::fs::create_dir(&data).unwrap();
    let program = env!("CARGO_BIN_EXE_onpace");
    let mut shell = Command::new("sh");
    let inbox = folder.path().join("inbox");
    let script = format!(
        "umask 000; exec {program} serve --listen 127.0.0.1:0 --data \"$1\" --mail \"maildir:$2\" --inbox \"maildir:$3\""
    );
    shell.args(["-c", &script, "sh"]).arg(&data).arg(&mail).arg(&inbox);
    let service = Service::start_by(shell);
    let kept = files(&data);
    assert!(kept.len() >= 3, "{kept:?}");
    for path in kept {
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{} is {mode:o}", path.display());
    }
    for folder in [&mail, &inbox] {
        for part in ["", "tmp", "new", "cur"] {
            let mode = std::fs::metadata(folder.join(part)).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{} {part} is {mode:o}", folder.display());
        }
    }
    drop(service);
    let text = data.to_string_lossy().into_owned();
    assert_eq!(read(&onpace(&["backup", "create", "--data", &text]).output().unwrap()).code, 0);
    let backups = files(&data.join("backups"));
    assert!(!backups.is_empty());
    for path in backups {
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0, "{}", path.display());
    }
}

/// Case OPS-02: what is written for somebody names people too.
#[test]
fn only_the_owner_reads_what_is_exported_unless_they_let_others() {
    let folder = tempfile::tempdir().unwrap();
    let data = held(folder.path());
    let program = env!("CARGO_BIN_EXE_onpace");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for (name, command) in [
        ("send.jsonl", "plan export send"),
        ("send.xlsx", "plan export send"),
        ("board.html", "report build board send"),
    ] {
        let out = folder.path().join(name);
        let export = || {
            let script = format!("umask 000; exec {program} {command} --data \"$1\" -o \"$2\"");
            let done = Command::new("sh").args(["-c", &script, "sh", &data]).arg(&out).output().unwrap();
            assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
        };
        export();
        assert_eq!(mode(&out), 0o600, "{name}");
        std::fs::set_permissions(&out, std::fs::Permissions::from_mode(0o644)).unwrap();
        export();
        assert_eq!(mode(&out), 0o644, "{name}: it is still for those whom its owner let read it");
    }
}
