//! What was changed on a measure, in words. **Not here.** The words of each event ([`crate::words`]).

use super::reach::reaches;
use crate::desk::Desk;
use crate::gate::Visitor;
use crate::problem::Problem;
use crate::seat::Seat;
use crate::words;
use onpace_core::access::Act;
use onpace_core::house::refusal::HouseRefusal;
use onpace_core::ids::MeasureKey;
use onpace_core::instant::Instant;
use onpace_core::ledger::domain::DomainEvent as _;
use onpace_core::ledger::event::Event;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::stream::Stream;
use onpace_core::measures::event::MeasureEvent;
use onpace_store::{Appended, Ledger as _, StoreError};

/// One line of a measure's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureLine {
    /// Its number.
    pub seq: u64,
    /// When.
    pub recorded_at: Instant,
    /// By whom.
    pub actor: String,
    /// What kind of change.
    pub kind: String,
    /// What happened, in words.
    pub words: String,
    /// Why, where somebody said.
    pub reason: Option<String>,
}

impl Desk {
    /// Erases the content of an event of measures; that it happened, by whom and why it was erased, stays.
    ///
    /// # Errors
    /// Not theirs to do; no reason; no such event; the disk.
    pub fn erase_measure_event(&self, event: u64, seat: &Seat) -> Result<Option<Appended>, Problem> {
        let by = seat.may_of_house(Act::Administer)?;
        let reason = by.reason().ok_or(HouseRefusal::ErasedWithoutReason)?;
        if by.is_trial() {
            return Ok(None);
        }
        Ok(Some(self.store().erase(Stream::Measures, event, by.now(), by.actor(), reason)?))
    }

    /// What was changed on a measure, newest first, as somebody sees it who came by a page: a number that may be small stands
    /// in it for who sees exact numbers only.
    ///
    /// # Errors
    /// A record that cannot be read; a damaged directory.
    pub fn measure_history(
        &self,
        plan: &str,
        visitor: &Visitor,
        key: &MeasureKey,
    ) -> Result<Vec<MeasureLine>, Problem> {
        let held = self.measures(Until::default())?;
        let hides = held.measure(key).is_none_or(|one| one.definition.small_numbers.hides().is_some());
        let is_exact = !hides || reaches(self, visitor, Act::SeeExactNumbers, plan, &held, &[key])?;
        let all = match self.store().read(Stream::Measures, 0, usize::MAX) {
            Err(StoreError::NotFound(_)) => Vec::new(),
            all => all?,
        };
        let is_of = |event: &MeasureEvent| match (event.measure(), event.earlier()) {
            (Some(measure), _) => measure == key,
            (None, Some(of)) => held.value_of(of).is_some_and(|(measure, ..)| measure.key == *key),
            (None, None) => false,
        };
        let mut lines = Vec::new();
        for stored in all.into_iter().rev() {
            let Some(Event::Measure(event)) = &stored.recorded.event else { continue };
            if !is_of(event) {
                continue;
            }
            let words = match event {
                MeasureEvent::Observed { period, .. } if !is_exact => period.to_string(),
                MeasureEvent::ValueCorrected { why, .. } if !is_exact => why.clone(),
                _ => words::measures::words(event),
            };
            lines.push(MeasureLine {
                seq: stored.recorded.seq,
                recorded_at: stored.recorded.recorded_at,
                actor: stored.actor,
                kind: words::kind(&stored.kind),
                words,
                reason: stored.recorded.reason,
            });
        }
        Ok(lines)
    }
}
