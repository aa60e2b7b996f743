//! What any store of events must do. The suite in `tests/it/conformance/` says it as tests, and a
//! second store must pass the same.

use crate::error::StoreError;
use crate::post::{LetterDraft, Post};
use jiff::civil::Date;
use onpace_core::house::area::AreaKey;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event, Recorded};
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::merkle::Hash;
use onpace_core::ledger::stream::Stream;
use onpace_core::ledger::subject::Subject;

/// Something to append.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The day from which it holds; `None` for always.
    pub effective: Option<Date>,
    /// Who: the id of a person, or a word for a machine. Never a name.
    pub actor: String,
    /// By which way.
    pub channel: Channel,
    /// Why, where somebody said.
    pub reason: Option<String>,
    /// What.
    pub event: Event,
}

/// Where a plan must stand for something to be appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stand {
    /// At this event.
    At(u64),
    /// Anywhere: for what no other event can contradict.
    Anywhere,
    /// Anywhere, as long as nothing about these came in after this event.
    Untouched {
        /// The last event that the decision knew of.
        since: u64,
        /// What it rests on.
        on: Vec<Subject>,
    },
}

/// Where events went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The sequence number of the first.
    pub first: u64,
    /// Of the last; one less than the first where there were none.
    pub last: u64,
    /// When they were recorded.
    pub recorded_at: Instant,
}

/// A plan that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanHead {
    /// Its name.
    pub name: String,
    /// Its last sequence number.
    pub seq: u64,
    /// When that was recorded.
    pub recorded_at: Instant,
}

/// An event as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// What the fold needs.
    pub recorded: Recorded,
    /// Who.
    pub actor: String,
    /// The kind, which stays when the content is erased.
    pub kind: String,
    /// The leaf in the tree over all plans, from 0.
    pub position: u64,
}

/// A state kept so that a fold need not begin at the beginning. A cache: it may vanish any time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The last event in it.
    pub seq: u64,
    /// When that was recorded.
    pub recorded_at: Instant,
    /// The latest day from which anything in it holds.
    pub latest: Option<Date>,
    /// The state.
    pub body: Vec<u8>,
}

/// A store of events: the ledger of one area, which holds no other's.
pub trait Ledger: Send + Sync {
    /// The area that it is of.
    fn area(&self) -> &AreaKey;

    /// Every plan, by name.
    ///
    /// # Errors
    /// The disk.
    fn plans(&self) -> Result<Vec<PlanHead>, StoreError>;

    /// One plan, by its name in any case; the same as out of the list of all, without the others.
    ///
    /// # Errors
    /// The disk.
    fn head(&self, plan: &str) -> Result<Option<PlanHead>, StoreError>;

    /// Appends to a stream, which must stand at `expected` (0 for one that is new); all or nothing.
    /// When it returns, the events are on the disk.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] says what came in between; nothing was appended then, or on any error.
    fn append(
        &self,
        stream: Stream<'_>,
        expected: u64,
        now: Instant,
        entries: Vec<Entry>,
    ) -> Result<Appended, StoreError>;

    /// Appends to a stream where it stands as it must, and puts letters into the post in the same transaction.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where it does not stand so; the disk. Nothing was appended and no letter put in
    /// then.
    fn append_where(
        &self,
        stream: Stream<'_>,
        stand: Stand,
        now: Instant,
        entries: Vec<Entry>,
        post: Post,
    ) -> Result<Appended, StoreError>;

    /// Appends to a stream as [`crate::Ledger::append`] does, and puts letters into the post in the same
    /// transaction. They go out at `due_at` at the earliest; to one address at most one of a kind a day.
    ///
    /// # Errors
    /// As there; nothing was appended and no letter put in then.
    fn append_and_post(
        &self,
        stream: Stream<'_>,
        expected: u64,
        now: Instant,
        entries: Vec<Entry>,
        letters: Vec<LetterDraft>,
        due_at: Instant,
    ) -> Result<Appended, StoreError> {
        self.append_where(stream, Stand::At(expected), now, entries, Post { letters, due_at })
    }

    /// Appends to a stream wherever it stands, for what no other event can contradict.
    ///
    /// # Errors
    /// No such stream; the disk. Nothing was appended then.
    fn append_anywhere(&self, stream: Stream<'_>, now: Instant, entries: Vec<Entry>) -> Result<Appended, StoreError> {
        self.append_where(stream, Stand::Anywhere, now, entries, Post::default())
    }

    /// The events of a stream after a sequence number, in order, at most so many.
    ///
    /// # Errors
    /// No such stream; a record that cannot be understood.
    fn read(&self, stream: Stream<'_>, after: u64, most: usize) -> Result<Vec<Stored>, StoreError>;

    /// The events of a stream after a sequence number, in order, that a fold of it could need: all that
    /// it takes, and whatever else was known that may stand in for something else. It may hand out
    /// more; it is for not reading two years in order to fold the first month.
    ///
    /// # Errors
    /// No such stream; a record that cannot be understood.
    fn read_for(&self, stream: Stream<'_>, after: u64, until: Until) -> Result<Vec<Recorded>, StoreError> {
        self.read_some_for(stream, after, until, usize::MAX)
    }

    /// The same, at most so many: for folding a long history without holding it.
    ///
    /// # Errors
    /// As there.
    fn read_some_for(
        &self,
        stream: Stream<'_>,
        after: u64,
        until: Until,
        most: usize,
    ) -> Result<Vec<Recorded>, StoreError>;

    /// Erases the content of an event and records that, with who and why.
    ///
    /// # Errors
    /// No such event, or one that is erased.
    fn erase(
        &self,
        stream: Stream<'_>,
        seq: u64,
        now: Instant,
        actor: &str,
        reason: &str,
    ) -> Result<Appended, StoreError>;

    /// The hashes of all leaves, in order.
    ///
    /// # Errors
    /// The disk.
    fn leaves(&self) -> Result<Vec<Hash>, StoreError>;

    /// The newest snapshot recorded by an instant in which nothing holds after a day.
    ///
    /// # Errors
    /// The disk.
    fn snapshot(
        &self,
        stream: Stream<'_>,
        as_at: Option<Date>,
        known_by: Option<Instant>,
    ) -> Result<Option<Snapshot>, StoreError>;

    /// The number of the event that the newest snapshot of a plan ends with, and how many bytes it has, without reading
    /// it; zeros where there is none.
    ///
    /// # Errors
    /// The disk.
    fn last_snapshot(&self, stream: Stream<'_>) -> Result<(u64, u64), StoreError>;

    /// Every snapshot of a plan, oldest first.
    ///
    /// # Errors
    /// The disk.
    fn snapshots(&self, stream: Stream<'_>) -> Result<Vec<Snapshot>, StoreError>;

    /// Keeps a snapshot, unless something was erased since.
    ///
    /// # Errors
    /// The disk; nothing is lost then.
    fn keep_snapshot(&self, stream: Stream<'_>, snapshot: Snapshot) -> Result<(), StoreError> {
        self.keep_snapshots(stream, vec![snapshot])
    }

    /// Keeps several, but for those before something that was erased.
    ///
    /// # Errors
    /// The disk; nothing is lost then.
    fn keep_snapshots(&self, stream: Stream<'_>, snapshots: Vec<Snapshot>) -> Result<(), StoreError>;
}
