//! Plans kept folded: the state of a plan on a day, as it was known at an instant.
//!
//! A fold begins at the newest state that was kept and is still right for what is asked; what came
//! after it goes on top. So a question about one day costs what happened since the last kept state,
//! not the whole history.

use crate::problem::{Kind, Problem};
use onpace_core::day::Date;
use onpace_core::ledger::fold::{self, Until};
use onpace_core::ledger::{Recorded, State};
use onpace_store::{Ledger, Snapshot};

/// A state is kept again once so many events stand behind the last one kept.
pub const EVERY: u64 = 4_096;

/// The state of a plan, and its last sequence number as of now.
///
/// # Errors
/// No such plan, or a record that cannot be read.
pub fn state(ledger: &dyn Ledger, plan: &str, until: Until) -> Result<(State, u64), Problem> {
    let (state, (seq, _)) = folded(ledger, plan, until)?;
    Ok((state, seq))
}

/// The same, with the last sequence number and the instant of its recording.
fn folded(ledger: &dyn Ledger, plan: &str, until: Until) -> Result<(State, (u64, i64)), Problem> {
    let head = |events: &[Recorded], before| events.last().map_or(before, |last| (last.seq, last.recorded_at));
    let mut as_at = until.as_at;
    // Something back-dated spoils the newest kept state; an older one may still serve.
    for _ in 0..3 {
        let Some(kept) = ledger.snapshot(plan, as_at, until.known_by)? else { break };
        let later = recorded(ledger, plan, kept.seq)?;
        let Ok(state) = serde_json::from_slice::<State>(&kept.body).map(State::indexed) else { break };
        if let Some(state) = fold::continued(&state, &later, until) {
            return Ok((state, head(&later, (kept.seq, kept.recorded_at))));
        }
        let back = later.iter().filter(|event| until.takes(event)).map(|event| event.effective).min().flatten();
        match back {
            Some(day) if as_at.is_none_or(|before| day < before) => as_at = Some(day),
            _ => break,
        }
    }
    let events = recorded(ledger, plan, 0)?;
    Ok((fold::fold(&events, until), head(&events, (0, 0))))
}

fn recorded(ledger: &dyn Ledger, plan: &str, after: u64) -> Result<Vec<Recorded>, Problem> {
    Ok(ledger.read(plan, after, usize::MAX)?.into_iter().map(|stored| stored.recorded).collect())
}

/// Keeps the state of a plan where enough has happened since the last one kept. A cache: what goes
/// wrong here loses nothing and is nobody's problem.
///
/// # Errors
/// The disk, or a record that cannot be read.
pub fn keep(ledger: &dyn Ledger, plan: &str) -> Result<(), Problem> {
    let last = ledger.plans()?.into_iter().find(|head| head.name.eq_ignore_ascii_case(plan));
    let Some(last) = last else { return Ok(()) };
    let kept = ledger.snapshot(plan, None, None)?.map_or(0, |kept| kept.seq);
    if last.seq < kept + EVERY {
        return Ok(());
    }
    let (state, (seq, recorded_at)) = folded(ledger, plan, Until::default())?;
    let body = serde_json::to_vec(&state).map_err(|e| Problem::new(Kind::Unexpected, e))?;
    let snapshot = Snapshot { seq, recorded_at, latest: state.latest, body };
    ledger.keep_snapshot(plan, snapshot)?;
    Ok(())
}

/// The day to speak of when none is asked for: that of the latest report, else of the document's
/// data, else `today`.
#[must_use]
pub fn day_of(state: &State, today: Date) -> Date {
    let data = state.document.as_ref().and_then(onpace_core::ledger::facts::DocumentFacts::data_date);
    state.latest_report.max(data).unwrap_or(today)
}
