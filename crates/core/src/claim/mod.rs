//! Claims.
/// Claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim;
