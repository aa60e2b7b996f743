//! The rules of the installation that administrators choose: how each is kept, and how a change of it is recorded.
//! **Not here.** Keeping them ([`crate::settings`]).

/// A rule of the installation that administrators choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HouseRule {
    /// The setting that keeps whether it holds: "yes" or "no".
    pub key: &'static str,
    /// As what a change of it is recorded.
    pub what: &'static str,
}

/// Whether administrators need a second factor to do anything.
pub const ADMINISTRATORS_NEED_FACTOR: HouseRule =
    HouseRule { key: "administrators_need_factor", what: "administrators need a second factor" };

/// All of them.
pub const RULES: [HouseRule; 1] = [ADMINISTRATORS_NEED_FACTOR];
