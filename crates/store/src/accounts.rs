//! Accounts: who may sign in, with which roles.
//!
//! Beside the directory, outside the ledger: an event names an account by its id only, so all of this
//! can go. Secrets are kept as their SHA-256, which is enough for 256 random bits. **Not here.** What they sign in
//! with besides links ([`crate::factors`]); what a role may do (`onpace_core::access`); making secrets, which is
//! the office's.

use crate::administration::Hand;
use crate::error::StoreError;
use crate::ledger::{Appended, Entry};
use onpace_core::access::Role;
use onpace_core::instant::Instant;
use onpace_core::ledger::merkle::Hash;
use serde::{Deserialize, Serialize};

/// Somebody who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// `user-3`.
    pub id: String,
    /// The address that links are sent to.
    pub email: String,
    /// The rest.
    pub details: AccountDetails,
    /// Plan and role; no plan for a role of the whole installation.
    pub roles: Vec<(Option<String>, Role)>,
}

/// What is known of an account.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountDetails {
    /// The name.
    pub name: String,
    /// Whether it may not sign in any more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub disabled: bool,
}

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The account's id.
    pub account: String,
    /// When it began.
    pub made_at: Instant,
    /// When it was last used.
    pub seen_at: Instant,
    /// When it ends whatever happens.
    pub ends_at: Instant,
    /// Whether a second factor was shown.
    pub assured: bool,
}

/// A link to sign in with, as asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInLink {
    /// Its number.
    pub number: i64,
    /// The account's id; empty for an address that is nobody's.
    pub account: String,
    /// The hash of what the browser that asked was given.
    pub browser: Hash,
    /// When it stops to hold.
    pub ends_at: Instant,
    /// When it was used.
    pub used_at: Option<Instant>,
}

/// Who may sign in, who is signed in, and the links that let them.
pub trait Accounts: Send + Sync {
    /// Begins a plan with its first events, gives an account a role in it and notes that: all or nothing, so that no
    /// plan is ever nobody's.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where a plan has that name; no such account; the disk. No such plan is there then.
    fn begin_plan(
        &self,
        plan: &str,
        entries: Vec<Entry>,
        account: &str,
        role: Role,
        hand: &Hand,
    ) -> Result<Appended, StoreError>;

    /// Every account, in the order in which they were made.
    ///
    /// # Errors
    /// A damaged record.
    fn accounts(&self) -> Result<Vec<Account>, StoreError>;

    /// The account of an id.
    ///
    /// # Errors
    /// None of that id.
    fn account(&self, id: &str) -> Result<Account, StoreError>;

    /// The account of an address, in any case.
    ///
    /// # Errors
    /// A damaged record.
    fn account_of(&self, email: &str) -> Result<Option<Account>, StoreError>;

    /// Makes an account, or changes the one of that address; its roles become these. Sessions end where
    /// it is disabled.
    ///
    /// # Errors
    /// The disk.
    fn set_account(
        &self,
        email: &str,
        details: &AccountDetails,
        roles: &[(Option<String>, Role)],
        hand: &Hand,
    ) -> Result<String, StoreError>;

    /// Changes an account: its address too. Sessions and links end where the address is another, for what
    /// was sent to the old one must not let anybody in, and where it is disabled.
    ///
    /// # Errors
    /// No such account; an address that another has.
    fn change_account(
        &self,
        id: &str,
        email: &str,
        details: &AccountDetails,
        roles: &[(Option<String>, Role)],
        hand: &Hand,
    ) -> Result<(), StoreError>;

    /// Begins a session.
    ///
    /// # Errors
    /// The disk.
    fn begin_session(&self, hash: Hash, session: &Session) -> Result<(), StoreError>;

    /// The session of a secret, by its hash.
    ///
    /// # Errors
    /// The disk.
    fn session(&self, hash: Hash) -> Result<Option<Session>, StoreError>;

    /// Notes that a session was used, and whether a second factor was shown in it.
    ///
    /// # Errors
    /// The disk.
    fn touch_session(&self, hash: Hash, seen_at: Instant, assured: bool) -> Result<(), StoreError>;

    /// Ends a session; or all of an account but that one.
    ///
    /// # Errors
    /// The disk.
    fn end_sessions(&self, hash: Hash, others_of: Option<&str>) -> Result<(), StoreError>;

    /// Notes that a browser asked for a link to sign in, and puts the letter with it into the post, in
    /// one. The link has no secret until the letter goes out ([`Self::arm_link`]).
    ///
    /// Where it is nobody's, without an account, the same is written and taken out again in the same transaction, so
    /// that how long it takes does not tell who has one.
    ///
    /// # Errors
    /// The disk.
    fn ask_link(&self, link: &SignInLink, letter: crate::post::LetterDraft, now: Instant) -> Result<i64, StoreError>;

    /// Makes a link that has its secret already, by its hash, and goes out in no letter.
    ///
    /// # Errors
    /// The disk.
    fn make_link(&self, link: &SignInLink, hash: Hash, now: Instant) -> Result<(), StoreError>;

    /// Gives a link its secret, by its hash, as its letter goes out; an earlier one stops to hold. A link that is gone
    /// stays gone.
    ///
    /// # Errors
    /// The disk.
    fn arm_link(&self, link: i64, hash: Hash) -> Result<(), StoreError>;

    /// The link of a secret, by its hash.
    ///
    /// # Errors
    /// The disk.
    fn link(&self, hash: Hash) -> Result<Option<SignInLink>, StoreError>;

    /// Uses a link up; false where it was used before.
    ///
    /// # Errors
    /// The disk.
    fn use_link(&self, link: i64, now: Instant) -> Result<bool, StoreError>;
}
