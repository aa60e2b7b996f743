//! Settings of the installation, a key and a value each; and those that say whether a rule holds, with a record of each
//! change. **Not here.** Which rules there are ([`crate::rules`]).

use crate::administration::Hand;
use crate::error::StoreError;
use crate::rules::HouseRule;

/// Settings of the installation.
pub trait HouseSettings: Send + Sync {
    /// A setting of the installation.
    ///
    /// # Errors
    /// The disk.
    fn setting(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// Sets one that says whether a rule holds, and notes what it was and became. None holds that was never set.
    ///
    /// # Errors
    /// The disk.
    fn set_rule(&self, rule: HouseRule, holds: bool, hand: &Hand) -> Result<(), StoreError>;

    /// Sets one.
    ///
    /// # Errors
    /// The disk.
    fn set_setting(&self, key: &str, value: &str) -> Result<(), StoreError>;
}
