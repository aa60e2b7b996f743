//! Statements that write. Only the writer's thread calls them.

use super::content::{Content, snapshot_checksum};
use super::heads::{Head, Heads};
use super::plan::{head, no_plan, number_of};
use crate::error::StoreError;
use crate::leaf::content_hash;
use crate::ledger::{Appended, Entry, Snapshot, Stand};
use onpace_core::house::event::HouseEvent;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event, VERSION};
use onpace_core::ledger::merkle;
use onpace_core::ledger::stream::Stream;
use onpace_core::ledger::subject::Subject;
use rusqlite::{Connection, OptionalExtension as _, params};

/// An append that waits, with all done beforehand that needs no turn: content written, salted, hashed.
pub(crate) struct Request {
    plan: String,
    stand: Stand,
    now: Instant,
    records: Vec<Record>,
    /// What else is written in the same transaction.
    beside: Option<Beside>,
}

/// Something that is written in the same transaction as events.
pub(crate) type Beside = Box<dyn Fn(&Connection) -> Result<(), StoreError> + Send>;

struct Record {
    kind: &'static str,
    subject: Option<Subject>,
    effective: Option<String>,
    actor: String,
    channel: &'static str,
    salt: [u8; 16],
    body: String,
    content: merkle::Hash,
}

impl Request {
    /// Prepares an append.
    ///
    /// # Errors
    /// A name that is not one line; no randomness for salts.
    pub(super) fn prepare(
        stream: Stream<'_>,
        stand: Stand,
        now: Instant,
        entries: Vec<Entry>,
    ) -> Result<Self, StoreError> {
        check(stream, &entries)?;
        let mut records = Vec::with_capacity(entries.len());
        for Entry { effective, actor, channel, reason, event } in entries {
            let mut salt = [0u8; 16];
            getrandom::fill(&mut salt)
                .map_err(|e| StoreError::Temporary(format!("nothing was saved: no randomness: {e}")))?;
            let (kind, subject) = (event.kind(), event.subject());
            let body = serde_json::to_string(&Content { reason, event })
                .map_err(|e| StoreError::NotAccepted(format!("an event could not be written: {e}")))?;
            let content = content_hash(&salt, &body);
            let (effective, channel) = (effective.map(|day| day.to_string()), channel.word());
            records.push(Record { kind, subject, effective, actor, channel, salt, body, content });
        }
        Ok(Self { plan: stream.name().to_owned(), stand, now, records, beside: None })
    }

    /// The stream that it is for.
    pub(super) fn plan(&self) -> &str {
        &self.plan
    }

    /// With something else, which is written with it or not at all.
    pub(super) fn with(self, beside: Option<Beside>) -> Self {
        Self { beside, ..self }
    }
}

/// Appends within the transaction that is open. A conflict is found before anything is written.
pub(super) fn append(connection: &Connection, heads: &mut Heads, request: &Request) -> Result<Appended, StoreError> {
    let position = heads.next(connection)?;
    let head = heads.of(connection, &request.plan, request.stand == Stand::At(0))?;
    if let Some(expected) = head.contradicts(&request.stand) {
        let came_between = came_between(connection, head.number, expected)?;
        return Err(StoreError::Conflict { expected, found: head.seq, came_between });
    }
    // Within a plan the recorded time never goes back, even where the machine's clock does, and never stands
    // still: an instant by which something was known means the same events for ever.
    let recorded_at = request.now.max(head.recorded_at.next());
    write(connection, head, position, recorded_at, request)?;
    let first = head.seq + 1;
    for (seq, record) in (first..).zip(&request.records) {
        head.touch(record.subject.as_ref(), seq);
    }
    let number = request.records.len() as u64;
    head.seq += number;
    head.recorded_at = recorded_at;
    let last = head.seq;
    heads.moved_to(position + number);
    Ok(Appended { first, last, recorded_at })
}

fn write(
    connection: &Connection,
    head: &Head,
    position: u64,
    recorded_at: Instant,
    request: &Request,
) -> Result<(), StoreError> {
    let mut insert = connection
        .prepare_cached("INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)")?;
    for ((position, seq), record) in (position..).zip(head.seq + 1..).zip(&request.records) {
        let text = crate::leaf::Head {
            plan: &head.name,
            seq,
            version: VERSION,
            kind: record.kind,
            recorded_at,
            effective: record.effective.as_deref(),
            actor: &record.actor,
            channel: record.channel,
            content: &record.content,
        };
        insert.execute(params![
            position,
            head.number,
            seq,
            VERSION,
            record.kind,
            recorded_at.micros(),
            record.effective,
            record.actor,
            record.channel,
            record.content,
            text.leaf(),
            record.salt,
            record.body
        ])?;
    }
    // How far the record goes, so that an end that was cut off is missed.
    connection
        .prepare_cached("INSERT INTO meta VALUES ('end', ?1) ON CONFLICT (key) DO UPDATE SET value = excluded.value")?
        .execute([(position + request.records.len() as u64).to_string()])?;
    request.beside.as_ref().map_or(Ok(()), |beside| beside(connection))
}

/// Appends the first events of a stream that is not there yet, within a transaction of something else.
pub(crate) fn begin_within(
    connection: &Connection,
    stream: Stream<'_>,
    now: Instant,
    entries: Vec<Entry>,
) -> Result<Appended, StoreError> {
    append(connection, &mut Heads::default(), &Request::prepare(stream, Stand::At(0), now, entries)?)
}

/// Appends one entry to a stream wherever it stands, within a transaction of something else.
pub(crate) fn append_within(
    connection: &Connection,
    stream: Stream<'_>,
    now: Instant,
    entry: Entry,
) -> Result<(), StoreError> {
    let mut heads = Heads::default();
    let number = number_of(connection, stream.name(), false)?;
    let expected = number.map_or(Ok(0), |(number, _)| head(connection, number).map(|(seq, _)| seq))?;
    append(connection, &mut heads, &Request::prepare(stream, Stand::At(expected), now, vec![entry])?)?;
    Ok(())
}

/// The parts of a record's head must each be one line of sensible length.
fn check(stream: Stream<'_>, entries: &[Entry]) -> Result<(), StoreError> {
    if !stream.is_named_well() {
        return Err(StoreError::NotAccepted("the name of a plan does not begin with @".to_owned()));
    }
    if let Some(other) = entries.iter().find(|entry| !stream.takes(&entry.event)) {
        let (kind, stream) = (other.event.kind(), stream.name());
        return Err(StoreError::NotAccepted(format!("an event of the kind \u{201c}{kind}\u{201d} is not of {stream}")));
    }
    let one_line = |text: &str| !text.is_empty() && text.chars().count() <= 64 && !text.contains(char::is_control);
    if !one_line(stream.name()) || entries.iter().any(|entry| !one_line(&entry.actor)) {
        return Err(StoreError::NotAccepted(
            "the name of a plan or of who records is not one line of 1 to 64 letters".to_owned(),
        ));
    }
    Ok(())
}

fn came_between(connection: &Connection, plan: i64, after: u64) -> Result<String, StoreError> {
    let mut kinds =
        connection.prepare_cached("SELECT seq, kind FROM event WHERE plan = ?1 AND seq > ?2 ORDER BY seq LIMIT 5")?;
    let told: Vec<String> = kinds
        .query_map(params![plan, after], |row| Ok(format!("{} {}", row.get::<_, u64>(0)?, row.get::<_, String>(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(if told.is_empty() { "nothing".to_owned() } else { told.join(", ") })
}

/// Erases the content of an event: records who and why, then takes the content away.
pub(super) fn erase(
    connection: &mut Connection,
    plan: &str,
    seq: u64,
    now: Instant,
    actor: &str,
    reason: &str,
) -> Result<Appended, StoreError> {
    let act = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let (number, _) = number_of(&act, plan, false)?.ok_or_else(|| no_plan(plan))?;
    let found: Option<(u64, String)> = act
        .query_row("SELECT position, kind FROM event WHERE plan = ?1 AND seq = ?2", params![number, seq], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let Some((position, kind)) = found else {
        return Err(StoreError::NotFound(format!("{plan} has no event {seq}; `onpace log {plan}` lists them")));
    };
    // Without these the rows of a plan would not be known any more, nor why other content is gone, nor who may sign in.
    if matches!(kind.as_str(), "opened" | "added" | "erased" | "administered" | "measure_defined") {
        return Err(StoreError::NotAccepted(format!(
            "event {seq} is of the kind \u{201c}{kind}\u{201d}, which others stand on; accepted are updates, changes, documents and decisions"
        )));
    }
    let gone = act.query_row("SELECT 1 FROM erasure WHERE position = ?1", [position], |_| Ok(())).optional()?;
    if gone.is_some() {
        return Err(StoreError::NotAccepted(format!("the content of event {seq} is erased already")));
    }
    let (expected, _) = head(&act, number)?;
    let entry = Entry {
        effective: None,
        actor: actor.to_owned(),
        channel: Channel::Cli,
        reason: Some(reason.to_owned()),
        event: Event::House(HouseEvent::Erased { of: seq }),
    };
    let mut heads = Heads::default();
    let appended =
        append(&act, &mut heads, &Request::prepare(Stream::Plan(plan), Stand::At(expected), now, vec![entry])?)?;
    act.execute("INSERT INTO erasure VALUES (?1, ?2)", params![position, heads.next(&act)? - 1])?;
    act.execute("UPDATE event SET salt = NULL, body = NULL WHERE position = ?1", [position])?;
    // A state that was kept holds what was erased.
    act.execute("DELETE FROM snapshot WHERE plan = ?1", [number])?;
    act.commit()?;
    // The write-ahead log holds the old page until it is emptied.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(appended)
}

/// Keeps a snapshot of a plan.
pub(super) fn keep_snapshots(
    connection: &mut Connection,
    plan: &str,
    snapshots: &[Snapshot],
) -> Result<(), StoreError> {
    let act = connection.transaction()?;
    let Some((number, _)) = number_of(&act, plan, false)? else { return Ok(()) };
    let Some(first) = snapshots.iter().map(|snapshot| snapshot.seq).min() else { return Ok(()) };
    // One made before an erasure and kept after it would bring back what was erased.
    let erased: Option<u64> = act.query_row(
        "SELECT MAX(seq) FROM event WHERE plan = ?1 AND seq > ?2 AND kind = 'erased'",
        params![number, first],
        |row| row.get(0),
    )?;
    for snapshot in snapshots.iter().filter(|snapshot| erased.is_none_or(|erased| snapshot.seq >= erased)) {
        let latest = snapshot.latest.map(|day| day.to_string());
        let checksum = snapshot_checksum(snapshot.seq, snapshot.recorded_at, latest.as_deref(), &snapshot.body);
        act.execute(
            "INSERT OR REPLACE INTO snapshot VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![number, snapshot.seq, snapshot.recorded_at.micros(), latest, checksum, snapshot.body],
        )?;
    }
    Ok(act.commit()?)
}
