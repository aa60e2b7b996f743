//! `onpace backup` and `onpace doctor`.

use super::{folder, now, pretty, today};
use crate::arguments::BackupCommand;
use crate::stop::Stop;
use crate::terminal::{progress, say, styled};
use onpace_office::areas::AreaPlace;
use onpace_office::history::{self, Checkpoint, hex};
use onpace_office::{Desk, backups};
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;

/// How to take a backup of another installation, after what was refused.
const WAY_OUT: &str = "; choose another file, or add --another-installation if you mean this one";

pub(super) fn run(command: &BackupCommand, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let (told, words, json) = match command {
        BackupCommand::Create { out, json } => {
            let desk = Desk::to_read(folder(data)?)?;
            let mut told = |done, all| progress("pages copied", done, all);
            let (path, checkpoint) = desk.back_up(out.as_deref().map(Path::new), &super::operator()?, &mut told)?;
            let words = format!("{}: {} events, verified\n", path.display(), checkpoint.size);
            (json!({ "file": path, "size": checkpoint.size, "root": hex(&checkpoint.root) }), words, json)
        }
        BackupCommand::List { json } => {
            let kept = Desk::to_read(folder(data)?)?.backups()?;
            let one = |kept: &backups::KeptBackup| json!({ "file": kept.path, "bytes": kept.bytes, "written_at": history::instant(kept.written) });
            let line = |kept: &backups::KeptBackup| {
                format!("{:.19}  {:>10} bytes  {}\n", history::instant(kept.written), kept.bytes, kept.path.display())
            };
            let words = if kept.is_empty() {
                "There is no backup here yet. onpace backup create takes one.\n".to_owned()
            } else {
                kept.iter().map(line).collect::<Vec<_>>().concat()
            };
            (kept.iter().map(one).collect(), words, json)
        }
        BackupCommand::Verify { file, another_installation, json } => {
            let of = data.filter(|_| !another_installation).map(|place| place.folder.as_path());
            let checkpoint = backups::verify(Path::new(file), of, WAY_OUT)?;
            let (size, origin) = (checkpoint.size, &checkpoint.origin);
            let words = format!("{file}: {size} events of the installation {origin}; each agrees with its hash\n");
            (sound(&checkpoint), words, json)
        }
        BackupCommand::Restore { file, another_installation, json } => {
            let to = &folder(data)?.folder;
            let checkpoint = backups::restore(Path::new(file), to, *another_installation, WAY_OUT)?;
            let (size, origin, to) = (checkpoint.size, &checkpoint.origin, to.display());
            let words = format!("Restored {size} events of the installation {origin} into {to}, verified.\n");
            (sound(&checkpoint), words, json)
        }
        BackupCommand::Drill { json } => {
            let checkpoint = Desk::to_read(folder(data)?)?.drill(&super::operator()?, today())?;
            let words = format!("A backup of {} events was taken, restored, verified and compared.\n", checkpoint.size);
            (sound(&checkpoint), words, json)
        }
    };
    say(&if *json { pretty(&told) } else { words })?;
    Ok(ExitCode::SUCCESS)
}

/// A backup that was verified, and whose it is.
fn sound(checkpoint: &Checkpoint) -> Value {
    json!({ "ok": true, "origin": checkpoint.origin, "size": checkpoint.size, "root": hex(&checkpoint.root) })
}

pub(super) fn doctor(json: bool, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let looks = Desk::to_read(folder(data)?)?.health(now())?;
    let well = looks.iter().all(|look| look.well);
    if json {
        let one = |look: &onpace_office::health::HealthCheck| json!({ "what": look.what, "well": look.well, "found": look.found });
        say(&pretty(&json!({ "ok": well, "looks": looks.iter().map(one).collect::<Vec<_>>() })))?;
    } else {
        for look in &looks {
            let mark = if look.well { styled("well", "1;32") } else { styled("look", "1;33") };
            say(&format!("{mark}  {:<12} {}\n", look.what, look.found))?;
        }
    }
    let altered = looks.iter().any(|look| look.what == "history" && !look.well);
    Ok(ExitCode::from(if altered { 7 } else { u8::from(!well) * 4 }))
}
