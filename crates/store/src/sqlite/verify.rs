//! That history is as it was recorded: in SQLite. **Not here.** The values ([`crate::verify`]).

use super::Store;
use super::export;
use super::{accounted, directory, published, schema};
use crate::error::StoreError;
use crate::leaf::{Head, content_hash};
use crate::ledger::Ledger as _;
use crate::verify::{Checkpoint, Fault, HistoryVerdict, Inclusion, Proofs};
use onpace_core::instant::Instant;
use onpace_core::ledger::merkle;
use onpace_core::ledger::merkle::{Hash, Tree};
use onpace_core::ledger::stream::Stream;
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// One record as the file has it.
struct Kept {
    position: u64,
    plan_number: i64,
    plan: Option<String>,
    seq: u64,
    version: u32,
    kind: String,
    recorded_at: Instant,
    effective: Option<String>,
    actor: String,
    channel: String,
    content: Vec<u8>,
    leaf: Hash,
    payload: Option<(Vec<u8>, String)>,
    /// The leaf that is said to have erased it.
    erased_by: Option<u64>,
}

const RECORDS: &str = "
SELECT e.position, e.plan, plan.name, e.seq, e.version, e.kind, e.recorded_at, e.effective, e.actor, e.channel,
       e.content, e.leaf, e.salt, e.body, x.by_position
FROM event e
LEFT JOIN plan ON plan.number = e.plan
LEFT JOIN erasure x ON x.position = e.position
ORDER BY e.position";

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept {
        position: row.get(0)?,
        plan_number: row.get(1)?,
        plan: row.get(2)?,
        seq: row.get(3)?,
        version: row.get(4)?,
        kind: row.get(5)?,
        recorded_at: Instant::from_micros(row.get(6)?),
        effective: row.get(7)?,
        actor: row.get(8)?,
        channel: row.get(9)?,
        content: row.get(10)?,
        leaf: row.get(11)?,
        payload: match row.get::<_, Option<Vec<u8>>>(12)? {
            Some(salt) => Some((salt, row.get(13)?)),
            None => None,
        },
        erased_by: row.get(14)?,
    })
}

/// What is wrong with a record, where anything is.
fn wrong(kept: &Kept, expected_position: u64, expected_seq: u64) -> Option<String> {
    if kept.position != expected_position {
        return Some(format!("the record of leaf {expected_position} is missing before it"));
    }
    let Some(plan) = &kept.plan else { return Some("its plan is missing".to_owned()) };
    if kept.seq != expected_seq {
        return Some(format!("event {expected_seq} of its plan was expected there"));
    }
    let head = Head {
        plan,
        seq: kept.seq,
        version: kept.version,
        kind: &kept.kind,
        recorded_at: kept.recorded_at,
        effective: kept.effective.as_deref(),
        actor: &kept.actor,
        channel: &kept.channel,
        content: &kept.content,
    };
    if head.leaf() != kept.leaf {
        return Some("who, when or what kind it was has been altered, or its leaf has".to_owned());
    }
    match &kept.payload {
        Some((salt, body)) if content_hash(salt, body)[..] != kept.content[..] => {
            Some("its content has been altered".to_owned())
        }
        None if matches!(kept.kind.as_str(), "erased" | "administered") => {
            Some("its content is missing, and content of its kind is never erased".to_owned())
        }
        None if kept.erased_by.is_none() => Some("its content is missing, and nobody recorded why".to_owned()),
        _ => None,
    }
}

/// Content that is gone, and the later events that say so: each must be there for the other.
#[derive(Default)]
struct Erasures {
    /// Events without content; each names the leaf that took it.
    gone: Vec<Part>,
    /// Events that tell of an erasure; each names the event, by its number in the plan.
    told: Vec<Part>,
}

/// One event's part in an erasure.
struct Part {
    position: u64,
    plan_number: i64,
    plan: Option<String>,
    seq: u64,
    names: Option<u64>,
}

impl Erasures {
    /// Notes a record.
    fn note(&mut self, found: &Kept) {
        let part = |names| {
            let Kept { position, plan_number, seq, .. } = *found;
            Part { position, plan_number, plan: found.plan.clone(), seq, names }
        };
        match &found.payload {
            None => self.gone.push(part(found.erased_by)),
            Some((_, body)) if found.kind == "erased" => {
                let body: Option<Value> = serde_json::from_str(body).ok();
                self.told.push(part(body.and_then(|body| body["event"]["erased"]["of"].as_u64())));
            }
            Some(_) => {}
        }
    }

    /// The first content that is gone untold, or is told to be gone and is there.
    fn fault(&self) -> Option<Fault> {
        let told: HashMap<u64, &Part> = self.told.iter().map(|one| (one.position, one)).collect();
        let is_told = |gone: &&Part| {
            let by = gone.names.filter(|by| *by > gone.position).and_then(|by| told.get(&by));
            by.is_some_and(|told| told.plan_number == gone.plan_number && told.names == Some(gone.seq))
        };
        let gone: HashSet<(i64, Option<u64>)> = self.gone.iter().map(|one| (one.plan_number, Some(one.seq))).collect();
        let fault = |one: &Part, what: &str| {
            let (position, plan, seq) = (Some(one.position), one.plan.clone(), Some(one.seq));
            Fault { position, plan, seq, what: what.to_owned() }
        };
        let untold = self.gone.iter().find(|one| !is_told(one)).map(|one| {
            fault(
                one,
                "its content is missing, and no later event of its plan says that it was erased, by whom and why",
            )
        });
        let idle = || self.told.iter().find(|one| !gone.contains(&(one.plan_number, one.names)));
        untold.or_else(|| idle().map(|one| fault(one, "it says that content was erased which is there")))
    }
}

type Walked = (Tree, Option<Hash>, Option<Fault>);

/// Walks every leaf with its record; on the way takes the root at a size that somebody saved.
fn walk(connection: &Connection, saved: Option<u64>) -> Result<Walked, StoreError> {
    let mut tree = Tree::default();
    let mut next_seq = HashMap::new();
    let mut erasures = Erasures::default();
    let mut saved_root = (saved == Some(0)).then(|| tree.root());
    let mut fault = None;
    let mut statement = connection.prepare(RECORDS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let found = match kept(row) {
            Ok(found) => found,
            Err(error) => {
                let what = format!("a value is not of its kind: {error}");
                return Ok((tree.clone(), None, Some(Fault { position: Some(tree.size()), ..Fault::of(what) })));
            }
        };
        let seq = next_seq.entry(found.plan_number).or_insert(0);
        *seq += 1;
        if let Some(what) = wrong(&found, tree.size(), *seq).filter(|_| fault.is_none()) {
            fault = Some(Fault { position: Some(tree.size()), plan: found.plan.clone(), seq: Some(found.seq), what });
        }
        *seq = found.seq;
        erasures.note(&found);
        tree.push(found.leaf);
        if saved == Some(tree.size()) {
            saved_root = Some(tree.root());
        }
    }
    Ok((tree, saved_root, fault.or_else(|| erasures.fault())))
}

/// Whether the record ends where it once did: by what was noted of its end, and by states that were kept of later events.
fn end(connection: &Connection, size: u64) -> Result<Option<Fault>, StoreError> {
    let noted: Option<String> =
        connection.query_row("SELECT value FROM meta WHERE key = 'end'", [], |row| row.get(0)).optional()?;
    // An earlier release notes nothing, so the record may go further than what was noted.
    if let Some(end) = noted.and_then(|end| end.parse::<u64>().ok()).filter(|end| *end > size) {
        let what = format!("the record had {end} events and has only {size}: the end of the history is gone");
        return Ok(Some(Fault::of(what)));
    }
    let later = "SELECT plan.name, snapshot.seq FROM snapshot JOIN plan ON plan.number = snapshot.plan
         WHERE snapshot.seq > (SELECT coalesce(max(seq), 0) FROM event WHERE event.plan = snapshot.plan) LIMIT 1";
    let found = connection.query_row(later, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(found.map(|(plan, seq): (String, u64)| Fault {
        plan: Some(plan),
        seq: Some(seq),
        ..Fault::of("a state was kept of this event, and the event is gone: the end of the history is missing")
    }))
}

/// What stands beside the records: erasures, people, who may sign in, the file's own rules and structure.
fn beside(connection: &Connection) -> Result<Option<Fault>, StoreError> {
    let erased: u64 = connection.query_row(
        "SELECT COUNT(*) FROM erasure x LEFT JOIN event e ON e.position = x.position AND e.body IS NULL
         WHERE e.position IS NULL",
        [],
        |row| row.get(0),
    )?;
    if erased > 0 {
        return Ok(Some(Fault::of(format!("{erased} contents are recorded as erased and are not"))));
    }
    if let Err(problem) = directory::all(connection, None) {
        return Ok(Some(Fault::of(problem.to_string())));
    }
    if let Some(difference) = schema::difference(connection)? {
        return Ok(Some(Fault::of(format!("the file's own rules were altered: {difference}"))));
    }
    if let Some(difference) = accounted::difference(connection)? {
        return Ok(Some(Fault { plan: Some(Stream::House.name().to_owned()), ..Fault::of(difference) }));
    }
    if let Some(difference) = published::difference(connection)? {
        return Ok(Some(Fault::of(difference)));
    }
    let structure: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if structure != "ok" {
        return Ok(Some(Fault::of(format!("the file's structure: {structure}"))));
    }
    Ok(None)
}

fn against(saved: &Checkpoint, now: &Checkpoint, root_then: Option<&Hash>) -> Option<Fault> {
    if saved.origin != now.origin {
        return Some(Fault::of("the saved checkpoint is of another data folder"));
    }
    match root_then {
        None => Some(Fault::of(format!(
            "the saved checkpoint has {} events and the ledger only {}: the end of the history is gone",
            saved.size, now.size
        ))),
        Some(root) if *root != saved.root => Some(Fault::of(format!(
            "the first {} events are not those of the saved checkpoint: history was rewritten",
            saved.size
        ))),
        Some(_) => None,
    }
}

impl Proofs for Store {
    fn checkpoint(&self) -> Result<Checkpoint, StoreError> {
        let tree: Tree = self.leaves()?.into_iter().collect();
        Ok(Checkpoint { origin: self.id()?, size: tree.size(), root: tree.root() })
    }

    fn checkpoint_after(&self, stream: Stream<'_>, seq: u64) -> Result<Checkpoint, StoreError> {
        let found = self.read(stream, seq.saturating_sub(1), 1)?.into_iter().find(|stored| stored.recorded.seq == seq);
        let plan = stream.name();
        let missing = || StoreError::NotFound(format!("{plan} has no event {seq}; `onpace log {plan}` lists them"));
        let last = found.ok_or_else(missing)?.position;
        let tree = self.tree_of(last + 1)?;
        Ok(Checkpoint { origin: self.id()?, size: tree.size(), root: tree.root() })
    }

    fn verify(&self, saved: Option<&Checkpoint>) -> Result<HistoryVerdict, StoreError> {
        let origin = self.id()?;
        let reader = self.reader()?;
        // All of one moment: others write meanwhile.
        let connection = reader.unchecked_transaction()?;
        let (tree, saved_root, mut fault) = walk(&connection, saved.map(|saved| saved.size))?;
        let checkpoint = Checkpoint { origin, size: tree.size(), root: tree.root() };
        if fault.is_none() {
            fault = match end(&connection, checkpoint.size)? {
                None => beside(&connection)?,
                gone => gone,
            };
        }
        if let Some(saved) = saved.filter(|_| fault.is_none()) {
            fault = against(saved, &checkpoint, saved_root.as_ref());
        }
        Ok(HistoryVerdict { checkpoint, fault })
    }

    fn prove(&self, stream: Stream<'_>, seq: u64) -> Result<Inclusion, StoreError> {
        let found = self.read(stream, seq.saturating_sub(1), 1)?.into_iter().find(|stored| stored.recorded.seq == seq);
        let plan = stream.name();
        let missing = || StoreError::NotFound(format!("{plan} has no event {seq}; `onpace log {plan}` lists them"));
        let position = found.ok_or_else(missing)?.position;
        let leaves = self.leaves()?;
        let at = usize::try_from(position).unwrap_or(usize::MAX);
        let path = merkle::inclusion(&leaves, at).ok_or_else(missing)?;
        let tree: Tree = leaves.iter().copied().collect();
        let checkpoint = Checkpoint { origin: self.id()?, size: tree.size(), root: tree.root() };
        Ok(Inclusion { position, leaf: leaves[at], path, checkpoint })
    }

    fn prove_since(&self, size: u64) -> Result<(Vec<Hash>, Checkpoint), StoreError> {
        let leaves = self.leaves()?;
        let at = usize::try_from(size).unwrap_or(usize::MAX);
        let path = merkle::consistency(&leaves, at).ok_or_else(|| {
            StoreError::NotFound(format!("the history has {} events, and never had {size}", leaves.len()))
        })?;
        let tree: Tree = leaves.into_iter().collect();
        Ok((path, Checkpoint { origin: self.id()?, size: tree.size(), root: tree.root() }))
    }

    fn export(&self, plan: &str) -> Result<String, StoreError> {
        export::lines(self, plan)
    }
}
