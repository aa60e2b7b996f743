//! Where each plan stands in a few figures, for the page that lists them all. Nothing is checked or forecast for it, and
//! a plan that did not change is not counted again, so that the list of a hundred plans is there at once.
//!
//! **Not here.** Which cards there are ([`crate::front`]).

use onpace_core::calendar::WorkingCalendar;
use onpace_core::day::Date;
use onpace_core::instant::Instant;
use onpace_core::ledger::state::State;
use onpace_core::plan::outline::Label;
use onpace_core::policy::Policy;
use onpace_core::walk;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The figures of a card, by key.
const FIGURES: [&str; 4] = ["actions", "started", "complete", "past_finish"];
/// So many cards are kept, of a few hundred bytes each.
const MOST_KEPT: usize = 4_096;

/// Where a plan stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What it is called.
    pub title: String,
    /// The day.
    pub on: Date,
    /// Figures: the value and what it counts.
    pub figures: Vec<(String, String)>,
}

/// Which plan, on which day, as known by which instant.
pub type CardOf = (String, Option<Date>, Option<Instant>);

/// The cards that were made, each with the number of the plan's last event and the day on which it was made.
#[derive(Debug, Default)]
pub(crate) struct Cards(Mutex<Made>);

type Made = HashMap<CardOf, (u64, Date, Arc<Card>)>;

impl Cards {
    /// A card that was made of the same events on the same day.
    pub(crate) fn find(&self, of: &CardOf, seq: u64, today: Date) -> Option<Arc<Card>> {
        let made = self.lock();
        let (_, _, card) = made.get(of).filter(|(made_at, day, _)| *made_at == seq && *day == today)?;
        Some(Arc::clone(card))
    }

    /// Keeps a card.
    pub(crate) fn keep(&self, of: CardOf, seq: u64, today: Date, card: &Arc<Card>) {
        let mut made = self.lock();
        if made.len() >= MOST_KEPT {
            made.clear();
        }
        made.insert(of, (seq, today, Arc::clone(card)));
    }

    fn lock(&self) -> MutexGuard<'_, Made> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Card {
    /// Of a plan on a day; why not, where its calendar or its policy cannot be read.
    pub(crate) fn of(state: &State, on: Date) -> Result<Self, String> {
        let calendar = WorkingCalendar::chosen(state.calendar()).map_err(|e| e.to_string())?;
        let policy = Policy::chosen(state.policy()).map_err(|e| e.to_string())?;
        // Nobody is named on a card.
        let unnamed = |id: &str| Label { written: id.to_owned(), described: String::new() };
        let (plan, _) = state.plan(&unnamed);
        let survey = walk::survey(&plan, on, &calendar, &policy);
        let figures = FIGURES.iter().filter_map(|key| survey.figure(key));
        let figures = figures.map(|figure| (figure.value.to_string(), figure.of.label.to_string())).collect();
        Ok(Self { title: plan.title.clone(), on, figures })
    }
}
