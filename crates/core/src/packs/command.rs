//! What can be asked of a pack. **Not here.** What becomes of it ([`crate::packs::decide`]).

use crate::access::Act;
use crate::packs::facts::PackFacts;
use crate::packs::seal::Seal;
use std::collections::BTreeMap;

/// Something asked of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackCommand {
    /// Prepare a new pack, or change one.
    Prepare {
        /// Its number; none for a new one.
        number: Option<u32>,
        /// By whom, the id of an account.
        by: String,
        /// What it is made of.
        facts: Box<PackFacts>,
        /// The event by which it stood when they began; 0 for a new one.
        seen: u64,
    },
    /// Sign one off.
    Sign {
        /// Which.
        number: u32,
        /// The event by which it stood when they read it.
        of: u64,
        /// By whom, the id of an account.
        by: String,
        /// What is signed.
        seal: Box<Seal>,
    },
    /// Publish one.
    Publish {
        /// Which.
        number: u32,
        /// By whom, the id of an account.
        by: String,
        /// The hash of each file, by its ending.
        files: BTreeMap<String, String>,
    },
    /// Take one back.
    Withdraw {
        /// Which.
        number: u32,
    },
    /// Say whether packs are signed off by a second person.
    ChooseSignOff {
        /// By a second person?
        second_person: bool,
    },
}

impl PackCommand {
    /// What somebody must be allowed to do for it.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Prepare { .. } => Act::PreparePacks,
            Self::Sign { .. } | Self::Publish { .. } | Self::Withdraw { .. } => Act::SignPacks,
            Self::ChooseSignOff { .. } => Act::ChangePlan,
        }
    }

    /// Whether it must say why.
    #[must_use]
    pub const fn needs_reason(&self) -> bool {
        matches!(self, Self::Withdraw { .. })
    }
}
