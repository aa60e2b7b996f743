//! The areas of an installation: the first in the data folder itself, each other one in a data folder of its own
//! within it, `areas/KEY`. Where an area is kept says its key, so nothing in its files does.
//!
//! Each is whole: moved elsewhere, it is a data folder like any other, and so is one that is put here.
//! **Not here.** What a key may be ([`onpace_core::house::area`]); what an area's folder holds ([`crate::folder`]).

use crate::error::StoreError;
use crate::folder;
use onpace_core::house::area::AreaKey;
use std::path::{Path, PathBuf};

/// The folder of the areas but the first, in the data folder.
pub const AREAS: &str = "areas";

/// Where an area is kept, and which it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaPlace {
    /// Its data folder.
    pub folder: PathBuf,
    /// Its key.
    pub area: AreaKey,
}

impl AreaPlace {
    /// Where an area of an installation is kept, be it there or not.
    #[must_use]
    pub fn of(data: &Path, area: AreaKey) -> Self {
        let folder = if area.is_first() { data.to_owned() } else { data.join(AREAS).join(area.as_str()) };
        Self { folder, area }
    }

    /// Whether anything is kept there yet.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        folder::database(&self.folder).exists()
    }
}

/// A data folder that nobody says more of holds the first area of an installation.
impl From<&Path> for AreaPlace {
    fn from(data: &Path) -> Self {
        Self::of(data, AreaKey::first())
    }
}

impl From<&PathBuf> for AreaPlace {
    fn from(data: &PathBuf) -> Self {
        Self::from(data.as_path())
    }
}

impl From<&Self> for AreaPlace {
    fn from(place: &Self) -> Self {
        place.clone()
    }
}

/// Every area of an installation: the first, be it begun or not, then the others by their keys.
///
/// # Errors
/// A folder that cannot be read.
pub fn all(data: &Path) -> Result<Vec<AreaPlace>, StoreError> {
    let within = data.join(AREAS);
    let failed = |e: &std::io::Error| StoreError::Temporary(format!("{} could not be read: {e}", within.display()));
    let mut others = Vec::new();
    match std::fs::read_dir(&within) {
        Ok(entries) => {
            for entry in entries {
                let name = entry.map_err(|e| failed(&e))?.file_name();
                let place = name.to_str().and_then(AreaKey::parse).map(|key| AreaPlace::of(data, key));
                // What is no area, such as a file that somebody left there, is nobody's data.
                others.extend(place.filter(|place| !place.area.is_first() && place.is_begun()));
            }
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
        Err(e) => return Err(failed(&e)),
    }
    others.sort_by(|one, other| one.area.cmp(&other.area));
    others.insert(0, AreaPlace::from(data));
    Ok(others)
}
