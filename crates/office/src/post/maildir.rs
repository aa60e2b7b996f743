//! Letters into a folder, a file each, in the form that mail programs read: for trials, for machines
//! without mail, and for tests.

use super::carrier::{Carrier, CarrierFailure, Message};
use crate::problem::{Kind, Problem};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The folder.
#[derive(Debug)]
pub(super) struct Maildir {
    folder: PathBuf,
}

impl Maildir {
    pub(super) fn new(path: &str) -> Result<Self, Problem> {
        let folder = PathBuf::from(path);
        for part in ["tmp", "new", "cur"] {
            onpace_store::folder::make_private_folder(&folder.join(part)).map_err(|e| {
                Problem::new(Kind::NotAccepted, format!("the mail folder {path} could not be made: {e}"))
            })?;
        }
        Ok(Self { folder })
    }
}

impl Carrier for Maildir {
    fn name(&self) -> &'static str {
        "a folder"
    }

    fn carry(&self, message: &Message) -> Result<(), CarrierFailure> {
        let bytes = message.formatted()?.formatted();
        let id: String = message.id.chars().filter(char::is_ascii_alphanumeric).collect();
        let name = format!("{:016}.{}.onpace", message.at.micros(), id.get(..32).unwrap_or(&id));
        let (beside, place) = (self.folder.join("tmp").join(&name), self.folder.join("new").join(&name));
        let written = write_private(&beside, &bytes).and_then(|()| std::fs::rename(&beside, place));
        written.map_err(|e| CarrierFailure { what: format!("the mail folder cannot be written: {e}"), for_good: false })
    }
}

/// A letter may hold a link to sign in by, so only the owner reads its file.
fn write_private(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(file)?.write_all(bytes)
}
