//! A seat at the desk: who does something, by which door they came, when and why, and the leave to record that it
//! gives once it was asked whether they may.
//!
//! A page takes the seat of its visitor, a command that of the operator, a job that of the machine. Every verb that
//! changes something takes a seat, and nothing is recorded without a [`By`], which only a seat makes, and only for
//! an act. So the routes of pages are the second lock and not the only one. **Not here.** Who somebody is
//! ([`crate::gate`], [`crate::sign_in`]); which act a command is, which the command says itself.

use crate::desk::{Desk, check_actor};
use crate::gate::{self, Visitor};
use crate::measures::reach::{brings, reaches};
use crate::problem::Problem;
use onpace_core::access::{Act, Reach};
use onpace_core::day::Date;
use onpace_core::ids::MeasureKey;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_core::ledger::state::State;
use onpace_core::measures::command::MeasureCommand;
use onpace_core::measures::state::MeasuresHeld;
use onpace_core::packs::command::PackCommand;
use onpace_core::plan::command::Command;
use onpace_core::rounds::command::RoundCommand;
use onpace_store::Entry;
use onpace_store::administration::Hand;
use onpace_store::directory::Person;
use std::collections::BTreeSet;

/// What is done when nobody is there to press a button is done by this word.
const MACHINE: &str = "onpace";

/// Somebody at the desk.
#[derive(Clone, Debug)]
pub struct Seat {
    sitter: Sitter,
    by: By,
}

/// Who sits there, and so what is theirs to do.
#[derive(Clone, Debug)]
enum Sitter {
    /// Whoever runs the program on the machine: everything.
    Operator,
    /// Somebody who came by a page: what their roles grant.
    Visitor(Box<Visitor>),
    /// Who follows a letter's link, as one plan's directory knows them: to answer for themselves.
    Asked(String),
}

/// Leave to record, for an act that somebody may: made by a seat and by nobody else.
#[derive(Clone, Debug)]
pub(crate) struct By {
    actor: String,
    channel: Channel,
    reason: Option<String>,
    now: Instant,
    dry_run: bool,
}

impl Seat {
    /// Whoever runs the program on the machine, under the id that they give.
    ///
    /// # Errors
    /// A name or an address where an id belongs.
    pub fn operator(actor: &str, channel: Channel, now: Instant) -> Result<Self, Problem> {
        check_actor(actor)?;
        Ok(Self::of(Sitter::Operator, actor, channel, now))
    }

    /// Somebody who came by a page.
    #[must_use]
    pub fn visitor(visitor: &Visitor, now: Instant) -> Self {
        let actor = visitor.actor().to_owned();
        Self::of(Sitter::Visitor(Box::new(visitor.clone())), &actor, Channel::Web, now)
    }

    /// Who follows a letter's link, as the plan's directory knows them.
    pub(crate) fn person(person: &str, now: Instant) -> Self {
        Self::of(Sitter::Asked(person.to_owned()), person, Channel::Web, now)
    }

    /// What is due and done by the program itself.
    #[must_use]
    pub fn machine(now: Instant) -> Self {
        Self::of(Sitter::Operator, MACHINE, Channel::Api, now)
    }

    /// The program itself, which notes that it let somebody not in at a page.
    pub(crate) fn refusing(now: Instant) -> Self {
        Self::of(Sitter::Operator, MACHINE, Channel::Web, now)
    }

    fn of(sitter: Sitter, actor: &str, channel: Channel, now: Instant) -> Self {
        Self { sitter, by: By { actor: actor.to_owned(), channel, reason: None, now, dry_run: false } }
    }

    /// The same, saying why; a reason of blanks is none.
    #[must_use]
    pub fn because(mut self, reason: Option<&str>) -> Self {
        self.by.reason = reason.map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned);
        self
    }

    /// The same, to try something and record nothing.
    #[must_use]
    pub fn on_trial(mut self, is_trial: bool) -> Self {
        self.by.dry_run = is_trial;
        self
    }

    /// The same, of what came by mail.
    #[must_use]
    pub fn told_by_mail(mut self) -> Self {
        self.by.channel = Channel::Mail;
        self
    }

    /// The same, at another instant, as a history that is told has it.
    #[must_use]
    pub fn at(mut self, now: Instant) -> Self {
        self.by.now = now;
        self
    }

    /// When.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.by.now
    }

    /// Why, where they say.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.by.reason()
    }

    /// Whether it only tries.
    #[must_use]
    pub const fn is_trial(&self) -> bool {
        self.by.dry_run
    }

    /// Leave for an act in a plan, on all of its rows.
    ///
    /// # Errors
    /// Not theirs to do, of who may not, or for rows of their own only.
    pub(crate) fn may(&self, act: Act, plan: &str) -> Result<By, Problem> {
        self.leave(match &self.sitter {
            Sitter::Operator => true,
            Sitter::Visitor(visitor) => visitor.reach(act, Some(plan)) == Reach::All,
            Sitter::Asked(_) => false,
        })
    }

    /// Leave to say who people are, in every plan that names one of them.
    ///
    /// # Errors
    /// Not theirs to do.
    pub(crate) fn may_of_people<'p>(&self, all: impl Iterator<Item = &'p Person>) -> Result<By, Problem> {
        let plans: BTreeSet<&str> = all.map(|person| person.plan.as_str()).collect();
        plans.into_iter().try_for_each(|plan| self.may(Act::ManagePeople, plan).map(|_| ()))?;
        Ok(self.by.clone())
    }

    /// Leave for what is of no plan.
    ///
    /// # Errors
    /// Not theirs to do.
    pub(crate) fn may_of_house(&self, act: Act) -> Result<By, Problem> {
        self.may(act, "")
    }

    /// Leave for what somebody does to their own account, as whoever manages users may to all.
    ///
    /// # Errors
    /// Not theirs to do.
    pub(crate) fn may_of_account(&self, account: &str) -> Result<By, Problem> {
        let is_own = |visitor: &Visitor| visitor.account.as_ref().is_some_and(|own| own.id == account);
        match &self.sitter {
            Sitter::Visitor(visitor) if is_own(visitor) => self.leave(true),
            _ => self.may_of_house(Act::Administer),
        }
    }

    /// Leave to make the first account, where there is none who could give it; then, to manage them.
    ///
    /// # Errors
    /// Not theirs to do.
    pub(crate) fn may_of_accounts(&self, desk: &Desk) -> Result<By, Problem> {
        if desk.is_set_up()? { self.may_of_house(Act::Administer) } else { self.leave(true) }
    }

    /// Leave for a command of a plan, on the row that it is about.
    ///
    /// # Errors
    /// Not theirs to do, of who may not or not for that row; the disk.
    pub(crate) fn may_do(&self, desk: &Desk, plan: &str, state: &State, command: &Command) -> Result<By, Problem> {
        let allowed = match &self.sitter {
            Sitter::Operator => true,
            Sitter::Visitor(visitor) => gate::reaches(desk, visitor, command.act(), plan, command.row(state))?,
            Sitter::Asked(_) => false,
        };
        self.leave(allowed)
    }

    /// Leave for a command of a round: who is asked has it for themselves.
    ///
    /// # Errors
    /// Not theirs to do.
    pub(crate) fn may_round(&self, plan: &str, command: &RoundCommand) -> Result<By, Problem> {
        match &self.sitter {
            Sitter::Asked(person) => self.leave(command.own() == Some(person.as_str())),
            _ => self.may(command.act(), plan),
        }
    }

    /// Whether they follow a letter's link, and so answer for themselves only.
    pub(crate) const fn is_asked(&self) -> bool {
        matches!(self.sitter, Sitter::Asked(_))
    }

    /// Whether they see the exact numbers of measures; what cannot be found out is not seen.
    pub(crate) fn sees_exact(&self, desk: &Desk, plan: &str, held: &MeasuresHeld, keys: &[&MeasureKey]) -> bool {
        match &self.sitter {
            Sitter::Operator | Sitter::Asked(_) => true,
            Sitter::Visitor(visitor) => reaches(desk, visitor, Act::SeeExactNumbers, plan, held, keys).unwrap_or(false),
        }
    }

    /// Whether they may do something to measures at all, be it only to those that they bring: asked before anything is read.
    ///
    /// # Errors
    /// Not theirs to do.
    pub(crate) fn may_of_measures(&self, act: Act, plan: &str) -> Result<(), Problem> {
        let allowed = match &self.sitter {
            Sitter::Operator => true,
            Sitter::Visitor(visitor) => visitor.may(act, Some(plan)),
            Sitter::Asked(_) => false,
        };
        self.leave(allowed).map(|_| ())
    }

    /// Leave for a command about measures, in the plan by which somebody came: who brings a measure has it for that one.
    ///
    /// # Errors
    /// Not theirs to do; a damaged directory.
    pub(crate) fn may_measure(
        &self,
        desk: &Desk,
        plan: &str,
        held: &MeasuresHeld,
        command: &MeasureCommand,
    ) -> Result<By, Problem> {
        let keys = command.measures();
        let allowed = match &self.sitter {
            Sitter::Operator => true,
            Sitter::Visitor(visitor) => reaches(desk, visitor, command.act(), plan, held, &keys)?,
            Sitter::Asked(person) => {
                let brings_values = matches!(command, MeasureCommand::Give { .. } | MeasureCommand::Explain { .. });
                brings_values && brings(held, &keys, &|owner| owner == person)
            }
        };
        self.leave(allowed)
    }

    /// Leave for a command of a pack.
    ///
    /// # Errors
    /// Not theirs to do.
    pub(crate) fn may_pack(&self, plan: &str, command: &PackCommand) -> Result<By, Problem> {
        self.may(command.act(), plan)
    }

    fn leave(&self, allowed: bool) -> Result<By, Problem> {
        if allowed { Ok(self.by.clone()) } else { Err(gate::not_theirs()) }
    }
}

impl By {
    pub(crate) fn actor(&self) -> &str {
        &self.actor
    }

    pub(crate) fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    pub(crate) const fn now(&self) -> Instant {
        self.now
    }

    pub(crate) const fn is_trial(&self) -> bool {
        self.dry_run
    }

    /// The same of what came by a file: whoever takes it over, and wherever, a later file is held against it, so
    /// that what people changed since stays.
    pub(crate) fn of_file(&self) -> Self {
        Self { channel: Channel::Import, ..self.clone() }
    }

    /// The same, for what is of no plan.
    pub(crate) fn hand(&self) -> Hand {
        Hand { actor: self.actor.clone(), channel: self.channel, reason: self.reason.clone(), now: self.now }
    }

    /// An event, as it is appended; `reason` where it has another than all of them.
    pub(crate) fn entry(&self, effective: Option<Date>, reason: Option<String>, event: Event) -> Entry {
        Entry { effective, actor: self.actor.clone(), channel: self.channel, reason, event }
    }
}
