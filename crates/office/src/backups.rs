//! Backups: take one, list them, verify one, restore one, and a drill of all that.

use crate::desk::Desk;
use crate::problem::{Kind, Problem};
use crate::seat::Seat;
use onpace_core::access::Act;
use onpace_core::house::refusal::HouseRefusal;
use onpace_core::instant::Instant;
use onpace_store::HouseSettings as _;
use onpace_store::backup::{self, Drill};
use onpace_store::folder::BACKUPS;
use onpace_store::verify::Checkpoint;
use std::path::{Path, PathBuf};

/// The setting that keeps when a restore was last proved.
const PROVED_AT: &str = "restore-proved-at";

/// A backup in the folder of backups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptBackup {
    /// Where.
    pub path: PathBuf,
    /// How large, in bytes.
    pub bytes: u64,
    /// When it was written.
    pub written: Instant,
}

impl Desk {
    /// Takes a backup into a file, or into the folder of backups under the name of the instant.
    ///
    /// # Errors
    /// A file that is there, a disk that is full.
    pub fn back_up(
        &self,
        to: Option<&Path>,
        seat: &Seat,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(PathBuf, Checkpoint), Problem> {
        let by = seat.may_of_house(Act::Administer)?;
        let to = if let Some(to) = to {
            to.to_owned()
        } else {
            let folder = self.store().folder().join(BACKUPS);
            onpace_store::folder::make(&folder)?;
            folder.join(format!("{}.db", crate::history::instant(by.now()).replace(':', "")))
        };
        let checkpoint = self.store().back_up(&to, progress)?;
        Ok((to, checkpoint))
    }

    /// The backups in the folder of backups, newest first.
    ///
    /// # Errors
    /// The disk.
    pub fn backups(&self) -> Result<Vec<KeptBackup>, Problem> {
        let folder = self.store().folder().join(BACKUPS);
        let Ok(all) = std::fs::read_dir(&folder) else { return Ok(Vec::new()) };
        let mut kept = Vec::new();
        for path in all.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "db")) {
            let failed = |e: std::io::Error| Problem::new(Kind::Temporary, format!("{}: {e}", path.display()));
            let found = std::fs::metadata(&path).map_err(failed)?;
            let since = found.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
            let written = since.and_then(|since| i64::try_from(since.as_micros()).ok()).unwrap_or(0);
            kept.push(KeptBackup { bytes: found.len(), written: Instant::from_micros(written), path });
        }
        kept.sort_by(|a, b| b.written.cmp(&a.written).then_with(|| b.path.cmp(&a.path)));
        Ok(kept)
    }

    /// Takes a backup to a temporary place, restores it, verifies it and compares every plan with what
    /// is held. What is held may grow meanwhile; its beginning must be the same.
    ///
    /// # Errors
    /// Any step that fails: then backups cannot be relied on.
    pub fn drill(&self, seat: &Seat, today: onpace_core::day::Date) -> Result<Checkpoint, Problem> {
        let drill = Drill::beside(self.store().folder())?;
        let file = drill.path().join("backup.db");
        let (_, taken) = self.back_up(Some(&file), seat, &mut |_, _| {})?;
        let place = drill.path().join("restored");
        let restored = backup::restore(&file, &place)?;
        let again = Self::to_read(&place)?;
        let differs = |what: &str| Problem::new(Kind::Integrity, format!("the restored backup differs: {what}"));
        if restored != taken || self.verify(Some(&restored))?.fault.is_some() {
            return Err(differs("its history is another"));
        }
        for plan in again.plans()? {
            let draft = |desk: &Self| desk.draft(&plan.name, None, Some(plan.recorded_at), today);
            if self.size_of(&plan.name)? == plan.seq {
                let (held, restored) = (draft(self)?, draft(&again)?);
                if held.0.plan != restored.0.plan || held.1 != restored.1 {
                    return Err(differs(&format!("the plan {}", plan.name)));
                }
            }
        }
        if self.people(None)? != again.people(None)? {
            return Err(differs("the directory of people"));
        }
        // A folder opened only to look keeps no note of it; the drill was none the worse.
        let _ = self.store().set_setting(PROVED_AT, &seat.now().micros().to_string());
        Ok(restored)
    }

    /// When a restore was last proved by a drill; none where it never was.
    ///
    /// # Errors
    /// The disk.
    pub fn restore_proved(&self) -> Result<Option<Instant>, Problem> {
        Ok(self.store().setting(PROVED_AT)?.and_then(|at| at.parse().ok()).map(Instant::from_micros))
    }

    /// Verifies a backup in the folder of backups, by the name of its file.
    ///
    /// # Errors
    /// No such backup; one whose history was altered; one of another installation.
    pub fn verify_backup(&self, name: &str, seat: &Seat) -> Result<Checkpoint, Problem> {
        seat.may_of_house(Act::Administer)?;
        let kept = self.backups()?.into_iter().find(|kept| kept.name() == name);
        let kept = kept.ok_or_else(|| Problem::refused(Kind::NotFound, HouseRefusal::NoSuchBackup))?;
        verify(&kept.path, Some(self.store().folder()), "")
    }
}

impl KeptBackup {
    /// The name of its file.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// Verifies a backup; where a data folder is named, also that it is of the same installation. `way_out` says how to
/// take it all the same.
///
/// # Errors
/// A file that is no backup, or whose history was altered, or that is of another installation.
pub fn verify(file: &Path, of: Option<&Path>, way_out: &str) -> Result<Checkpoint, Problem> {
    of.map_or(Ok(()), |folder| refuse_another(file, folder, way_out))?;
    Ok(backup::verify(file)?)
}

/// Restores a backup into a new folder; unless `another` is meant, not one of another installation beside what is
/// left of this one.
///
/// # Errors
/// A folder that holds plans, or backups of another installation; a file that is no backup, or whose history was
/// altered.
pub fn restore(file: &Path, to: &Path, another: bool, way_out: &str) -> Result<Checkpoint, Problem> {
    if !another {
        refuse_another(file, to, way_out)?;
    }
    Ok(backup::restore(file, to)?)
}

fn refuse_another(file: &Path, folder: &Path, way_out: &str) -> Result<(), Problem> {
    let Some((its, ours)) = backup::of_another(file, folder) else { return Ok(()) };
    let (file, folder) = (file.display().to_string(), folder.display().to_string());
    Err(HouseRefusal::BackupOfAnother { file, its, folder, ours, way_out: way_out.to_owned() }.into())
}
