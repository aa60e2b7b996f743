//! What an account signs in with besides mailed links: apps that make codes, and passkeys. **Not here.**
//! Making and checking them, which is the office's.

use crate::administration::Hand;
use crate::error::StoreError;
use crate::post::LetterDraft;

/// Something to sign in with besides the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// Its number.
    pub number: i64,
    /// `totp` or `passkey`.
    pub kind: String,
    /// What its owner calls it.
    pub name: String,
    /// What it is checked with.
    pub secret: String,
    /// How far it was used: of codes the step of the last one that counted, of a passkey when, in microseconds.
    pub used_up_to: Option<i64>,
}

/// What people sign in with besides links.
pub trait Factors: Send + Sync {
    /// What an account signs in with besides links.
    ///
    /// # Errors
    /// The disk.
    fn factors(&self, account: &str) -> Result<Vec<Factor>, StoreError>;

    /// Adds one, and puts a letter that says so into the post.
    ///
    /// # Errors
    /// The disk.
    fn add_factor(&self, account: &str, factor: Factor, letter: LetterDraft, hand: &Hand) -> Result<(), StoreError>;

    /// Notes that one was used; false where it was used so far before, so that no code counts twice.
    ///
    /// # Errors
    /// The disk.
    fn use_factor(&self, factor: i64, up_to: i64, secret: Option<String>) -> Result<bool, StoreError>;

    /// Takes one of an account away, and puts a letter that says so into the post; neither where it is not there.
    ///
    /// # Errors
    /// The disk.
    fn drop_factor(&self, account: &str, factor: i64, letter: LetterDraft, hand: &Hand) -> Result<(), StoreError>;
}
