//! Points of signals that an area sets itself, in place of a preset's. **Not here.** The presets ([`super::xmr`]).

use super::xmr::Preset;
use serde::{Deserialize, Serialize};

/// So many points in a row at least: fewer than four come by chance all the time.
const FEWEST: u8 = 4;
/// And at most.
const MOST: u8 = 20;

/// How many points make a signal, as an area sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnSignals {
    /// So many points, each above (below) the one before.
    pub trend: u8,
    /// So many points on one side of the mean.
    pub shift: u8,
}

impl OwnSignals {
    /// Reads them from TOML: `trend = 6` and `shift = 8`.
    ///
    /// # Errors
    /// What cannot be read, or numbers of points that signal nothing, in words.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        let read: Self = toml::from_str(text).map_err(|problem| problem.message().to_owned())?;
        if read.is_sound() {
            Ok(read)
        } else {
            Err(format!(
                "trend is {} and shift is {}; each can be a whole number from {FEWEST} to {MOST}",
                read.trend, read.shift
            ))
        }
    }

    /// Whether both are numbers of points that can signal something.
    #[must_use]
    pub fn is_sound(self) -> bool {
        [self.trend, self.shift].iter().all(|points| (FEWEST..=MOST).contains(points))
    }

    /// As the rules of a chart take them.
    #[must_use]
    pub fn preset(self) -> Preset {
        Preset { name: "own", trend: usize::from(self.trend), shift: usize::from(self.shift) }
    }
}
