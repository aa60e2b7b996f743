//! Plans kept folded: the state of a plan on a day, as it was known at an instant.
//!
//! A fold begins at the newest state that was kept and is still right for what is asked; what came
//! after it goes on top. So a question about one day costs what happened since the last kept state,
//! not the whole history.

use crate::problem::Problem;
use crate::shelved;
use onpace_core::day::Date;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Recorded;
use onpace_core::ledger::fold;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::ledger::stream::Stream;
use onpace_core::local_time;
use onpace_store::{Appended, Ledger, Snapshot};
use std::sync::Mutex;

/// A state is kept again once so many events stand behind the last one kept, or more, where a state is large: as many
/// as take about the room that it takes. So keeping states stays in proportion to what happens.
pub const EVERY: u64 = 256;
/// About what an event takes, in bytes, packed as states are.
const OF_AN_EVENT: u64 = 128;
/// So many states are kept about evenly along a history that is folded whole.
const KEPT_ON_THE_WAY: u64 = 128;
/// So many bytes of them are held until they are written.
const MOST_HELD: u64 = 32 * 1024 * 1024;
/// So many events are held while it is.
const AT_A_TIME: usize = 4_096;
/// And that is looked at once in so many.
const LOOKED_AT: u64 = 64;

/// The state of a plan, and its last sequence number as of now.
///
/// # Errors
/// No such plan, or a record that cannot be read.
pub fn state(ledger: &dyn Ledger, plan: &str, until: Until) -> Result<(State, u64), Problem> {
    let (state, (seq, _)) = folded(ledger, plan, until)?;
    Ok((state, seq))
}

/// A state with the number of the last event and the instant of its recording.
type Folded = (State, (u64, Instant));

/// The same, with the last sequence number and the instant of its recording.
pub(crate) fn folded(ledger: &dyn Ledger, plan: &str, until: Until) -> Result<Folded, Problem> {
    let head = |events: &[Recorded], before| events.last().map_or(before, |last| (last.seq, last.recorded_at));
    let mut as_at = until.as_at;
    // Something back-dated spoils the newest kept state; an older one may still serve.
    for _ in 0..3 {
        let Some(kept) = ledger.snapshot(Stream::Plan(plan), as_at, until.known_by)? else { break };
        let later = ledger.read_for(Stream::Plan(plan), kept.seq, until)?;
        let Some(state) = shelved::state(&kept.body) else { break };
        if let Some(state) = fold::continued(&state, &later, until) {
            return Ok((state, head(&later, (kept.seq, kept.recorded_at))));
        }
        let back = later.iter().filter(|event| until.takes(event)).map(|event| event.effective).min().flatten();
        match back {
            Some(day) if as_at.is_none_or(|before| day < before) => as_at = Some(day),
            _ => break,
        }
    }
    if let Some(folded) = from_the_beginning(ledger, plan, until)? {
        return Ok(folded);
    }
    let events = ledger.read_for(Stream::Plan(plan), 0, until)?;
    Ok((fold::fold(&events, until), head(&events, (0, Instant::EPOCH))))
}

/// A whole history folded some events at a time, so that a long one need not be held; none where it reaches back behind
/// what was folded before. On the way states are kept, where that can be: so a history is folded whole once only, and no
/// earlier day is far from a kept state.
fn from_the_beginning(ledger: &dyn Ledger, plan: &str, until: Until) -> Result<Option<Folded>, Problem> {
    let all = ledger.head(plan)?.map_or(0, |head| head.seq);
    let every = EVERY.max(all / KEPT_ON_THE_WAY);
    let (mut state, mut at) = (State::default(), (0, Instant::EPOCH));
    let mut keeps = until == Until::default() && all > 2 * every;
    let (mut kept, mut held, mut next) = (Vec::new(), 0, every);
    loop {
        let some = ledger.read_some_for(Stream::Plan(plan), at.0, until, AT_A_TIME)?;
        let Some(last) = some.last() else { break };
        let Some(more) = fold::continued(&state, &some, until) else {
            // What was kept on the way is right as far as it goes.
            let _ = ledger.keep_snapshots(Stream::Plan(plan), kept);
            return Ok(None);
        };
        (state, at) = (more, (last.seq, last.recorded_at));
        if keeps && at.0 >= next {
            let made = snapshot(&state, at)?;
            let bytes = made.body.len() as u64;
            (next, held) = (at.0 + every.max(bytes / OF_AN_EVENT), held + bytes);
            kept.push(made);
            if held > MOST_HELD {
                held = 0;
                keeps = ledger.keep_snapshots(Stream::Plan(plan), std::mem::take(&mut kept)).is_ok();
            }
        }
    }
    // Of a folder that is open to be read, nothing can be kept, and that is no fault of what was folded.
    let _ = if kept.is_empty() { Ok(()) } else { ledger.keep_snapshots(Stream::Plan(plan), kept) };
    Ok(Some((state, at)))
}

/// Keeps the state of a plan where enough has happened since the last one kept. A cache: what goes
/// wrong here loses nothing and is nobody's problem.
///
/// # Errors
/// The disk, or a record that cannot be read.
pub fn keep(ledger: &dyn Ledger, plan: &str) -> Result<(), Problem> {
    let Some(last) = ledger.head(plan)? else { return Ok(()) };
    if !is_due(ledger, plan, last.seq)? {
        return Ok(());
    }
    let (state, (seq, recorded_at)) = folded(ledger, plan, Until::default())?;
    put(ledger, plan, &state, (seq, recorded_at))
}

/// The same of a plan that is known already.
pub(crate) fn keep_known(
    ledger: &dyn Ledger,
    plan: &str,
    state: &State,
    (seq, recorded_at): (u64, Instant),
) -> Result<(), Problem> {
    if is_due(ledger, plan, seq)? { put(ledger, plan, state, (seq, recorded_at)) } else { Ok(()) }
}

fn is_due(ledger: &dyn Ledger, plan: &str, seq: u64) -> Result<bool, Problem> {
    let (kept, bytes) = ledger.last_snapshot(Stream::Plan(plan))?;
    Ok(seq >= kept + EVERY.max(bytes / OF_AN_EVENT))
}

fn put(ledger: &dyn Ledger, plan: &str, state: &State, at: (u64, Instant)) -> Result<(), Problem> {
    Ok(ledger.keep_snapshot(Stream::Plan(plan), snapshot(state, at)?)?)
}

fn snapshot(state: &State, (seq, recorded_at): (u64, Instant)) -> Result<Snapshot, Problem> {
    Ok(Snapshot { seq, recorded_at, latest: state.latest, body: shelved::pack(state)? })
}

/// Keeps the state of a plan after an append; it is looked at only now and then whether enough has happened.
pub(crate) fn keep_after(ledger: &dyn Ledger, plan: &str, appended: Appended) {
    if appended.last / LOOKED_AT != (appended.first - 1) / LOOKED_AT {
        // One of many who answer at once does it; to the others there is no need to wait.
        static KEEPING: Mutex<()> = Mutex::new(());
        let Ok(_one) = KEEPING.try_lock() else { return };
        // It is saved; that no state could be kept beside it must not look as if it were not.
        let _ = keep(ledger, plan);
    }
}

/// Folds the events again up to every state that was kept, and gives the sequence number of the first
/// that is not what they make.
///
/// # Errors
/// No such plan, or a record that cannot be read.
pub fn check(ledger: &dyn Ledger, plan: &str) -> Result<Option<u64>, Problem> {
    let kept = ledger.snapshots(Stream::Plan(plan))?;
    let Some(last) = kept.last() else { return Ok(None) };
    let mut events: Vec<Recorded> = ledger.read_for(Stream::Plan(plan), 0, Until::default())?;
    events.retain(|event| event.seq <= last.seq);
    let (mut state, mut done) = (State::default(), 0);
    for snapshot in &kept {
        let upto = events.partition_point(|event| event.seq <= snapshot.seq);
        let made = fold::continued(&state, &events[done..upto], Until::default());
        state = made.unwrap_or_else(|| fold::fold(&events[..upto], Until::default()));
        done = upto;
        let found = shelved::state(&snapshot.body);
        let is_right = found.is_some_and(|found| found == state) && snapshot.latest == state.latest;
        if !is_right {
            return Ok(Some(snapshot.seq));
        }
    }
    Ok(None)
}

/// The day to speak of when none is asked for: today, or the day of the instant by which things were known. What was
/// last heard of an action carries a day of its own.
#[must_use]
pub fn day_of(known_by: Option<Instant>, today: Date) -> Date {
    known_by.map_or(today, |instant| local_time::day_of(instant).min(today))
}
