//! Imports: a plan is taken over from a file; a later file is compared, and what is accepted applied.

use crate::desk::{Desk, check_name};
use crate::names::{Names, named_in};
use crate::problem::{Kind, Problem};
use crate::recording::entries;
use crate::seat::Seat;
use crate::{shelf, status_words, taken};
use onpace_core::access::{Act, Role};
use onpace_core::day::Date;
use onpace_core::instant::Instant;
use onpace_core::intake::{Offer, adopt, reconcile};
use onpace_core::ledger::apply::apply;
use onpace_core::ledger::event::{Channel, Event, Recorded};
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::plan::Code;
use onpace_core::plan::command::Command;
use onpace_core::plan::decide::decide;
use onpace_core::plan::event::PlanNames as GivenNames;
use onpace_core::plan::facts::DocumentFacts;
use onpace_core::plan::refusal::PlanRefusal;
use onpace_exchange::Draft;
use onpace_store::{Accounts as _, Appended, Directory as _, Ledger as _};

/// What an import found, before anything is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportPreview {
    /// The plan is not held yet: all of the file would be taken over.
    New {
        /// Focus areas.
        areas: usize,
        /// Actions.
        actions: usize,
        /// People.
        people: usize,
    },
    /// The plan is held: this is what the file would change.
    Held(Vec<Offer>),
}

impl ImportPreview {
    /// Whether there is nothing to accept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Held(offers) if offers.iter().all(|offer| offer.events.is_empty()))
    }
}

/// What an import recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// How many events it made.
    pub events: usize,
    /// Where they stand; `None` for a trial, or where there were none.
    pub appended: Option<Appended>,
}

impl Desk {
    /// What a draft would do to the plan of a name.
    ///
    /// # Errors
    /// A name that no plan can have.
    pub fn preview(&self, plan: &str, draft: &Draft) -> Result<ImportPreview, Problem> {
        check_name(plan)?;
        if !self.holds(plan)? {
            return Ok(ImportPreview::New {
                areas: draft.plan.focus_areas().count(),
                actions: draft.plan.actions().count(),
                people: draft.plan.officer_names().len(),
            });
        }
        let names = self.known_names(plan)?;
        Ok(ImportPreview::Held(self.offers(plan, draft, &names)?.0))
    }

    /// The names of a plan that is held.
    fn known_names(&self, plan: &str) -> Result<Names, Problem> {
        let (state, _) = shelf::state(self.store(), plan, Until::default())?;
        Ok(Names::of(self.store(), plan)?.with_forgotten(&state))
    }

    /// The same, with those whom a file names taken in; who was forgotten is nobody new.
    fn taken_names(&self, plan: &str, draft: &Draft) -> Result<Names, Problem> {
        if !self.holds(plan)? {
            return Ok(Names::from(self.store().name_people(plan, named_in(&draft.plan))?));
        }
        let (state, _) = shelf::state(self.store(), plan, Until::default())?;
        let known = Names::of(self.store(), plan)?.with_forgotten(&state);
        let new = named_in(&draft.plan).into_iter().filter(|(written, _)| !known.is_forgotten(written));
        Ok(Names::from(self.store().name_people(plan, new.collect())?).with_forgotten(&state))
    }

    fn holds(&self, plan: &str) -> Result<bool, Problem> {
        Ok(self.store().head(plan)?.is_some())
    }

    fn offers(&self, plan: &str, draft: &Draft, names: &Names) -> Result<(Vec<Offer>, u64), Problem> {
        let (state, seq) = shelf::state(self.store(), plan, Until::default())?;
        let label = |id: &str| {
            // In a trial, somebody new has no id yet and stands for themselves.
            let mut label = names.label(id);
            if let Some(written) = id.strip_prefix("new:") {
                written.clone_into(&mut label.written);
            }
            label
        };
        Ok((reconcile(&state, &draft.plan, &draft.findings, &|name| names.id(name), &label), seq))
    }

    /// Applies a draft: takes the plan over, or applies what it changes; of the rows in `only` where
    /// that is given. `on` is the day from which changes hold where the document names none.
    ///
    /// # Errors
    /// A name that no plan can have; a code in `only` that the file changes nothing about.
    pub fn import(
        &self,
        plan: &str,
        draft: &Draft,
        only: Option<&[Code]>,
        on: Option<Date>,
        today: Date,
        seat: &Seat,
    ) -> Result<Imported, Problem> {
        check_name(plan)?;
        let is_new = !self.holds(plan)?;
        let by = seat.may(if is_new { Act::BeginPlan } else { Act::ChangePlan }, plan)?.of_file();
        if is_new && only.is_some() {
            return Err(PlanRefusal::WholeFileOnly { plan: plan.to_owned() }.into());
        }
        let names = if by.is_trial() {
            if is_new { Names::default() } else { self.known_names(plan)? }
        } else {
            self.taken_names(plan, draft)?
        };
        let person = |name: &str| names.id(name);
        let (expected, decided) = if is_new {
            let decided = adopt(&draft.plan, &draft.findings, on, &person);
            let mut decided: Vec<_> = decided.into_iter().map(|one| (one.effective, one.event)).collect();
            decided.extend(status_words::taken(&State::default(), &draft.words)?.map(|event| (None, event)));
            (0, decided)
        } else {
            let (offers, seq) = self.offers(plan, draft, &names)?;
            let document = DocumentFacts::of(&draft.plan, &draft.findings, &person);
            let effective = on.or(document.data_date()).unwrap_or(today);
            let (state, _) = shelf::state(self.store(), plan, Until::default())?;
            let mut events = taken::of_codes(offers, only)?;
            events.extend(status_words::taken(&state, &draft.words)?);
            (seq, events.into_iter().map(|event| (Some(effective), event)).collect::<Vec<_>>())
        };
        let events = decided.len();
        let appended = if events == 0 { None } else { self.record(plan, expected, &by, decided)? };
        Ok(Imported { events, appended })
    }

    /// Takes a plan over that is not held yet, and makes an account its manager, in one: whatever happens meanwhile,
    /// there is no plan that nobody can open.
    ///
    /// # Errors
    /// A name that no plan can have, or that one has already; no such account.
    pub fn take_over(
        &self,
        plan: &str,
        draft: &Draft,
        called: GivenNames,
        manager: &str,
        seat: &Seat,
    ) -> Result<Imported, Problem> {
        let by = seat.may(Act::BeginPlan, plan)?;
        check_name(plan)?;
        if self.holds(plan)? {
            return Err(Problem::refused(Kind::Conflict, PlanRefusal::PlanNameTaken { plan: plan.to_owned() }));
        }
        let names = Names::from(self.store().name_people(plan, named_in(&draft.plan))?);
        let decided = adopt(&draft.plan, &draft.findings, None, &|name: &str| names.id(name));
        let mut decided: Vec<_> = decided.into_iter().map(|one| (one.effective, one.event)).collect();
        decided.extend(named(&decided, called)?);
        decided.extend(status_words::taken(&State::default(), &draft.words)?.map(|event| (None, event)));
        let events = decided.len();
        if by.is_trial() {
            return Ok(Imported { events, appended: None });
        }
        let entries = entries(&by.of_file(), decided);
        let appended = self.store().begin_plan(plan, entries, manager, Role::Manager, &by.hand())?;
        shelf::keep_after(self.store(), plan, appended);
        Ok(Imported { events, appended: Some(appended) })
    }

    /// Applies what was ticked of a preview: the places of offers in it. `seen` is how many events the
    /// plan had when it was made, for it speaks of no other state.
    ///
    /// # Errors
    /// No such plan; one that changed since; a row without the new row that it stands under.
    pub fn take(
        &self,
        plan: &str,
        draft: &Draft,
        ticked: &[usize],
        seen: u64,
        today: Date,
        seat: &Seat,
    ) -> Result<Imported, Problem> {
        let by = seat.may(Act::ChangePlan, plan)?.of_file();
        let plan = self.plan_named(plan)?.name;
        let changed = || Problem::refused(Kind::Conflict, PlanRefusal::PlanChangedMeanwhile);
        if self.size_of(&plan)? != seen {
            return Err(changed());
        }
        let names = self.taken_names(&plan, draft)?;
        let (offers, seq) = self.offers(&plan, draft, &names)?;
        if seq != seen {
            return Err(changed());
        }
        let document = DocumentFacts::of(&draft.plan, &draft.findings, &|name: &str| names.id(name));
        let effective = document.data_date().unwrap_or(today);
        let (state, _) = shelf::state(self.store(), &plan, Until::default())?;
        let mut events = taken::ticked(offers, ticked)?;
        events.extend(status_words::taken(&state, &draft.words)?);
        let decided: Vec<_> = events.into_iter().map(|event| (Some(effective), event)).collect();
        let events = decided.len();
        let appended = if events == 0 { None } else { self.record(&plan, seq, &by, decided)? };
        Ok(Imported { events, appended })
    }

    /// How many events of a plan there are.
    ///
    /// # Errors
    /// The disk.
    pub fn size_of(&self, plan: &str) -> Result<u64, Problem> {
        Ok(self.store().head(plan)?.map_or(0, |head| head.seq))
    }
}

/// What a plan that is taken over is called, where it is not what the file says; it holds always.
fn named(opened: &[(Option<Date>, Event)], called: GivenNames) -> Result<Option<(Option<Date>, Event)>, Problem> {
    let mut state = State::default();
    for (at, (_, event)) in (1..).zip(opened.iter().take(1)) {
        let (channel, event) = (Channel::Import, Some(event.clone()));
        apply(
            &mut state,
            &Recorded { seq: at, recorded_at: Instant::EPOCH, effective: None, channel, reason: None, event },
        );
    }
    let boards = called.boards.filter(|boards| !boards.is_empty());
    let called = GivenNames { title: called.title.filter(|title| *title != state.title), boards, ..called };
    if called == GivenNames::default() {
        return Ok(None);
    }
    let events = decide(&state, &Command::Name(called))?;
    Ok(events.into_iter().next().map(|event| (None, event)))
}
