//! The post: letters that wait to be sent, written in the same transaction as what caused them, so that
//! neither is there without the other.
//!
//! A letter is about one thing, by name; a second about the same is not put in. **Not here.** The words
//! of any letter; sending.

use crate::error::StoreError;
use onpace_core::instant::Instant;

/// A letter to be put into the post.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LetterDraft {
    /// What it is about, by name: `link-7`. Nothing is sent twice about the same.
    pub about: String,
    /// To whom, an address.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// Its words. `{link}` stands for a link that is made as the letter goes out.
    pub body: String,
}

/// Letters that go into the post together, to go out at an instant at the earliest; to one address at most one
/// of a kind a day.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Post {
    /// The letters.
    pub letters: Vec<LetterDraft>,
    /// From when on.
    pub due_at: Instant,
}

/// A letter in the post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its number.
    pub number: i64,
    /// What it says.
    pub draft: LetterDraft,
    /// Where it stands.
    pub state: LetterState,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried next.
    pub due_at: Instant,
    /// When it was put in.
    pub made_at: Instant,
    /// When it was sent.
    pub sent_at: Option<Instant>,
    /// What the last try said.
    pub problem: Option<String>,
}

/// Where a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterState {
    /// It waits, for the first time or after a try.
    Waiting,
    /// It was handed over.
    Sent,
    /// It cannot be sent.
    Failed,
    /// What it was about is done; it did not go out.
    Unneeded,
}

impl LetterState {
    /// Its word in the table and on pages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Unneeded => "unneeded",
        }
    }
}

/// What became of a letter that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Its number.
    pub number: i64,
    /// Where it stands now.
    pub state: LetterState,
    /// When it is tried again, where it waits.
    pub due_at: Instant,
    /// Why it did not go out, where it did not.
    pub problem: Option<String>,
}

/// Letters that wait, in one transaction with what caused them.
pub trait Letters: Send + Sync {
    /// Puts a letter into the post.
    ///
    /// # Errors
    /// The disk.
    fn put_letter(&self, draft: LetterDraft, now: Instant) -> Result<(), StoreError>;

    /// Puts in letters of which each address gets one a day ([`Self::append_and_post`]).
    ///
    /// # Errors
    /// The disk.
    fn put_letters_by_day(&self, letters: Vec<LetterDraft>, now: Instant, due_at: Instant) -> Result<(), StoreError>;

    /// Puts in letters of which each address gets one a day, where it has none of that day yet, whatever
    /// became of it; says how many were put in. `about` ends with the day's number.
    ///
    /// # Errors
    /// The disk.
    fn put_letters_of_day(&self, letters: Vec<LetterDraft>, now: Instant, due_at: Instant)
    -> Result<usize, StoreError>;

    /// Whether another letter of those whose name begins so was sent at an instant or later.
    ///
    /// # Errors
    /// The disk.
    fn is_sent_since(&self, about: &str, since: Instant, other_than: i64) -> Result<bool, StoreError>;

    /// Whether an address has a letter of a kind on the day of an instant, whatever became of it.
    ///
    /// # Errors
    /// The disk.
    fn has_letter_of_day(&self, about: &str, at: Instant) -> Result<bool, StoreError>;

    /// The newest letter of those whose name begins so; one that was not needed only where there is no other, for it
    /// says nothing of what somebody got.
    ///
    /// # Errors
    /// The disk.
    fn newest_letter(&self, about: &str) -> Result<Option<Letter>, StoreError>;

    /// The newest letters of those whose name begins so.
    ///
    /// # Errors
    /// The disk.
    fn letters_about(&self, about: &str, most: u32) -> Result<Vec<Letter>, StoreError>;

    /// Notes that a letter that had gone out came back. False where none had.
    ///
    /// # Errors
    /// The disk.
    fn letter_returned(&self, number: i64, problem: String) -> Result<bool, StoreError>;

    /// The letters to be tried by now, the oldest first.
    ///
    /// # Errors
    /// The disk.
    fn letters_due(&self, now: Instant, most: u32) -> Result<Vec<Letter>, StoreError>;

    /// The links to sign in that are to be tried by now, or all other letters; the oldest first.
    ///
    /// # Errors
    /// The disk.
    fn letters_due_of(&self, are_links: bool, now: Instant, most: u32) -> Result<Vec<Letter>, StoreError>;

    /// The newest letters.
    ///
    /// # Errors
    /// The disk.
    fn letters(&self, most: u32) -> Result<Vec<Letter>, StoreError>;

    /// Notes what became of letters that were tried, all or nothing.
    ///
    /// # Errors
    /// The disk.
    fn letters_tried(&self, tried: Vec<Tried>, at: Instant) -> Result<(), StoreError>;

    /// Puts a letter that failed back among those that wait; false where there is none that failed.
    ///
    /// # Errors
    /// The disk.
    fn letter_again(&self, number: i64, now: Instant) -> Result<bool, StoreError>;

    /// The numbers of letters that wait and go to no address that an account or the directory has, or bring a link
    /// to sign in that is not of that address. An address may have changed since; no event holds one, so this is
    /// worth a look and is no proof.
    ///
    /// # Errors
    /// The disk.
    fn letters_without_cause(&self) -> Result<Vec<i64>, StoreError>;
}
