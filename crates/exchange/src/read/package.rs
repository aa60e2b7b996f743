//! The zip containers of office files, opened within limits: a small file can hold a very large one.
//!
//! Nothing is ever written out, so names that point outside harm nobody; they are refused all the
//! same, for no office program writes them. **Not here.** What the parts say.

use crate::problem::ReadProblem;
use std::cell::{Cell, RefCell};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// Parts of a container.
const MOST_ENTRIES: usize = 2_000;
/// One part, unpacked.
const LARGEST_PART: u64 = 64 * 1024 * 1024;
/// All parts that are read, unpacked.
const LARGEST_WHOLE: u64 = 128 * 1024 * 1024;
/// What is unpacked may be so many times what it was packed to; office files stay below 20.
const MOST_RATIO: u64 = 200;
/// Small parts may be packed as tightly as they like.
const RATIO_FROM: u64 = 1024 * 1024;

/// An open container.
pub struct Package<'a> {
    path: &'a str,
    archive: RefCell<ZipArchive<Cursor<&'a [u8]>>>,
    names: Vec<String>,
    left: Cell<u64>,
}

impl std::fmt::Debug for Package<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Package").field("path", &self.path).field("names", &self.names).finish_non_exhaustive()
    }
}

impl<'a> Package<'a> {
    /// Opens a container.
    ///
    /// # Errors
    /// One that is damaged, encrypted, has too many parts, or names that point outside.
    pub(super) fn open(bytes: &'a [u8], path: &'a str) -> Result<Self, ReadProblem> {
        let damaged = |_| {
            let accepted = "the whole file; open it in the program that made it and save it again";
            ReadProblem::new(path, "a zip container that is damaged or cut off", accepted)
        };
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let refused = |found: String, accepted: &str| Err(ReadProblem::new(path, found, accepted));
        if archive.len() > MOST_ENTRIES {
            return refused(format!("a container of {} parts", archive.len()), "an office file of at most 2,000 parts");
        }
        if archive.has_overlapping_files().map_err(damaged)? {
            return refused("a container whose parts lie over each other".into(), "a file as office programs save it");
        }
        let names: Vec<String> = archive
            .file_names()
            .map(|name| name.map(std::borrow::Cow::into_owned))
            .collect::<Result<_, _>>()
            .map_err(damaged)?;
        let points_out = |name: &&String| {
            name.starts_with(['/', '\\']) || name.contains(':') || name.split(['/', '\\']).any(|part| part == "..")
        };
        if let Some(name) = names.iter().find(points_out) {
            let name = onpace_core::plan::shortened(name, 80);
            let found = format!("a container with a part named \u{201c}{name}\u{201d}, which points outside it");
            return refused(found, "a file as office programs save it");
        }
        Ok(Self { path, archive: RefCell::new(archive), names, left: Cell::new(LARGEST_WHOLE) })
    }

    /// The parts' names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether there is a part in a folder, named with its slash.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.names().any(|name| super::marks::begins(name, folder))
    }

    /// Whether there is a part of a name, whatever its case.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names().any(|one| one.eq_ignore_ascii_case(name))
    }

    /// The text of a part; `None` where there is none of the name.
    ///
    /// # Errors
    /// A part beyond the limits, or damaged, or no text.
    pub(super) fn part(&self, name: &str) -> Result<Option<String>, ReadProblem> {
        let Some(bytes) = self.unpacked(name)? else { return Ok(None) };
        super::marks::text_with_mark(bytes).map(Some).ok_or_else(|| {
            let found = format!("a part, {name}, that is no text");
            ReadProblem::new(self.path, found, "a file as office programs save it")
        })
    }

    /// The bytes of a part; `None` where there is none of the name.
    ///
    /// # Errors
    /// A part beyond the limits, or damaged.
    pub(super) fn unpacked(&self, name: &str) -> Result<Option<Vec<u8>>, ReadProblem> {
        let Some(name) = self.names().find(|one| one.eq_ignore_ascii_case(name)).map(str::to_owned) else {
            return Ok(None);
        };
        let refused = |found: String, accepted: &str| ReadProblem::new(self.path, found, accepted);
        let mut archive = self.archive.borrow_mut();
        let entry = archive.by_name(&name).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                refused("a container locked with a password".into(), "the same file saved without a password")
            }
            _ => refused(format!("a damaged part, {name}"), "the file saved again by the program that made it"),
        })?;
        let packed = entry.compressed_size();
        // What the file says of its size may be forged; what comes out of it is counted.
        let most = LARGEST_PART.min(self.left.get());
        let most = most.min(packed.saturating_mul(MOST_RATIO).max(RATIO_FROM));
        let mut bytes = Vec::with_capacity(usize::try_from(entry.size().min(most)).unwrap_or(0));
        let read = entry.take(most + 1).read_to_end(&mut bytes);
        let is_bomb = bytes.len() as u64 > most;
        if is_bomb {
            let found = format!("a part, {name}, that unpacks to more than {} MB", most / 1024 / 1024);
            return Err(refused(
                found,
                "an office file of a plan: parts of at most 64 MB, 128 MB in all, packed no tighter than 200 to 1",
            ));
        }
        read.map_err(|_| {
            refused(format!("a damaged part, {name}"), "the file saved again by the program that made it")
        })?;
        self.left.set(self.left.get() - bytes.len() as u64);
        Ok(Some(bytes))
    }
}
