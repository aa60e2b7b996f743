//! Letters into a folder, a file each, in the form that mail programs read: for trials, for machines
//! without mail, and for tests.

use super::carrier::{Carrier, Failure, Message};
use crate::problem::{Kind, Problem};
use std::path::PathBuf;

/// The folder.
#[derive(Debug)]
pub(super) struct Maildir {
    folder: PathBuf,
}

impl Maildir {
    pub(super) fn new(path: &str) -> Result<Self, Problem> {
        let folder = PathBuf::from(path);
        for part in ["tmp", "new", "cur"] {
            std::fs::create_dir_all(folder.join(part)).map_err(|e| {
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

    fn carry(&self, message: &Message) -> Result<(), Failure> {
        let bytes = message.formatted()?.formatted();
        let id: String = message.id.chars().filter(char::is_ascii_alphanumeric).collect();
        let name = format!("{:016}.{}.onpace", message.at, id.get(..32).unwrap_or(&id));
        let (beside, place) = (self.folder.join("tmp").join(&name), self.folder.join("new").join(&name));
        let written = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, place));
        written.map_err(|e| Failure { what: format!("the mail folder cannot be written: {e}"), for_good: false })
    }
}
