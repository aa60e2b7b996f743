//! Deciding about rounds by what is known, recording it where nothing came in between about what it rests on,
//! and deciding again where something did.

use crate::desk::{By, Desk, Done};
use crate::problem::{Kind, Problem};
use crate::shelf;
use onpace_core::day::Date;
use onpace_core::ledger::event::Event;
use onpace_core::ledger::state::State;
use onpace_core::ledger::subject::Subject;
use onpace_core::local_time;
use onpace_store::post::Post;
use onpace_store::{Entry, Stand, StoreError};

/// It is decided again so often when others come in between.
const TRIES: usize = 20;

/// What was decided.
pub(crate) struct Decision {
    /// What it rests on; `None` for the whole plan.
    pub(crate) rests_on: Option<Vec<Subject>>,
    /// What goes into the post with it.
    pub(crate) post: Post,
    /// The events, each with the day from which it holds and why it came, where somebody said.
    pub(crate) events: Vec<(Option<Date>, Option<String>, Event)>,
}

impl Desk {
    /// Decides, and records what was decided. `decide` is asked with the plan and with today, which is never
    /// earlier than the last event: a round's events are folded by their days, and one that came after another
    /// must not be folded before it because a clock was set back.
    ///
    /// # Errors
    /// No such plan; what `decide` refuses; the disk.
    pub(crate) fn decided(
        &self,
        plan: &str,
        by: &By,
        decide: impl Fn(&State, Date) -> Result<Decision, Problem>,
    ) -> Result<Done, Problem> {
        let mut known = if by.dry_run { self.as_of_now(plan)? } else { self.known(plan)? };
        for _ in 0..TRIES {
            let today = local_time::day_of(by.now.max(known.recorded_at));
            let decision = match decide(&known.state, today) {
                Ok(decision) => decision,
                Err(refused) => {
                    // What came since may allow it; of many who are refused at once, one looks.
                    let newer = self.known_at(plan, Some(known.seq + 1))?;
                    if newer.seq == known.seq {
                        return Err(refused);
                    }
                    known = newer;
                    continue;
                }
            };
            let events = decision.events.iter().map(|(.., event)| event.clone()).collect();
            let effective = Some(today);
            if by.dry_run {
                return Ok(Done { effective, events, appended: None });
            }
            let since = known.seq;
            let stand = decision.rests_on.map_or(Stand::At(since), |on| Stand::Untouched { since, on });
            let entry = |(effective, reason, event)| Entry {
                effective,
                actor: by.actor.clone(),
                channel: by.channel,
                reason,
                event,
            };
            let entries = decision.events.into_iter().map(entry).collect();
            match self.store().append_where(&known.plan, stand, by.now, entries, decision.post) {
                Err(StoreError::Conflict { found, .. }) => known = self.known_at(plan, Some(found))?,
                Err(problem) => return Err(problem.into()),
                Ok(appended) => {
                    shelf::keep_after(self.store(), &known.plan, appended);
                    return Ok(Done { effective, events, appended: Some(appended) });
                }
            }
        }
        Err(Problem::new(Kind::Conflict, format!("others go on changing {plan}; nothing was saved, so repeat it")))
    }
}
