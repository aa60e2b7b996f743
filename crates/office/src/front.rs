//! The list of plans: a card of each, several made at the same time. **Not here.** What stands on a card
//! ([`crate::cards`]).

use crate::assessed::Plans;
pub use crate::cards::{Card, CardOf};
use crate::problem::{Kind, Problem};
use crate::shelf;
use onpace_core::day::Date;
use onpace_core::ledger::fold::Until;
use onpace_core::plan::refusal::PlanRefusal;
use std::sync::Arc;

/// So many plans are counted at the same time.
const AT_ONCE: usize = 4;

impl Plans {
    /// The cards of some plans, in their order.
    ///
    /// # Errors
    /// No such plan, or nothing known of it by then; of the first.
    pub fn cards(&self, asked: &[CardOf], today: Date) -> Result<Vec<Arc<Card>>, Problem> {
        let each = asked.len().div_ceil(AT_ONCE).max(1);
        let made: Vec<_> = std::thread::scope(|scope| {
            let make = |some: &[CardOf]| some.iter().map(|one| self.card(one, today)).collect::<Result<Vec<_>, _>>();
            let parts: Vec<_> = asked.chunks(each).map(|some| scope.spawn(move || make(some))).collect();
            let stopped = || Err(Problem::new(Kind::Unexpected, "counting a plan stopped"));
            parts.into_iter().map(|part| part.join().unwrap_or_else(|_| stopped())).collect()
        });
        made.into_iter().collect::<Result<Vec<Vec<_>>, _>>().map(|parts| parts.concat())
    }

    fn card(&self, of: &CardOf, today: Date) -> Result<Arc<Card>, Problem> {
        let head = self.desk().plan_named(&of.0)?;
        if let Some(card) = self.made_cards().find(of, head.seq, today) {
            return Ok(card);
        }
        let card = Arc::new(self.counted(of, today)?);
        self.made_cards().keep(of.clone(), head.seq, today, &card);
        Ok(card)
    }

    fn counted(&self, (plan, as_at, known_by): &CardOf, today: Date) -> Result<Card, Problem> {
        let known = match known_by {
            None => self.state(plan)?,
            // Folded anew: what was erased since must not stand on a card.
            Some(_) => Arc::new(shelf::state(self.desk().store(), plan, Until { as_at: None, known_by: *known_by })?.0),
        };
        if !known.is_open() {
            return Err(Problem::refused(Kind::NotFound, PlanRefusal::NothingKnownThen { plan: plan.clone() }));
        }
        let on = as_at.unwrap_or_else(|| shelf::day_of(*known_by, today));
        let state = if known.latest <= Some(on) {
            known
        } else {
            let until = Until { as_at: Some(on), known_by: *known_by };
            Arc::new(shelf::state(self.desk().store(), plan, until)?.0)
        };
        Card::of(&state, on).map_err(|what| Problem::new(Kind::Unexpected, what))
    }
}
