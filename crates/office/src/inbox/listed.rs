//! The messages of a plan as they are listed: those of its people apart from those of anybody else, a page at a time, so
//! that nobody's many hide another's one.
//!
//! **Not here.** Taking mail in, and what becomes of a message ([`crate::inbox`]).

use super::AWAY;
use crate::desk::Desk;
use crate::problem::Problem;
use onpace_store::Inbox as _;
use onpace_store::inbox::{IncomingFilter, Kept};
use std::collections::BTreeSet;

/// So many messages are on a page.
pub(super) const A_PAGE: usize = 50;
/// So many senders with more in the folder are named.
const MOST_SENDERS: usize = 20;

/// A part of the messages of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InboxPart {
    /// Those that wait, of people of the plan and of who has a role in it.
    People,
    /// Those that wait, of anybody else.
    Others,
    /// Those that were dealt with.
    Done,
}

/// A page of messages, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxPage {
    /// The messages on it.
    pub messages: Vec<Kept>,
    /// How many there are on all pages.
    pub count: usize,
    /// Which page it is, from 1.
    pub number: usize,
    /// How many pages there are.
    pub pages: usize,
}

impl Desk {
    /// A page of a part of a plan's messages, nobody's where it is empty; the nearest there is.
    ///
    /// # Errors
    /// The disk; a damaged directory.
    pub fn inbox_page(&self, plan: &str, part: InboxPart, number: usize) -> Result<InboxPage, Problem> {
        let wanted = self.wanted(plan, part)?;
        let count = self.store().incoming_count(&wanted)?;
        let pages = count.div_ceil(A_PAGE).max(1);
        let number = number.clamp(1, pages);
        let messages = self.store().incoming_page(&wanted, (number - 1) * A_PAGE, A_PAGE)?;
        Ok(InboxPage { messages, count, number, pages })
    }

    /// The automatic replies of people of a plan that wait, newest first; and how many other messages wait, of them and
    /// of anybody else.
    ///
    /// # Errors
    /// The disk; a damaged directory.
    pub fn inbox_told(&self, plan: &str) -> Result<(Vec<Kept>, usize, usize), Problem> {
        let people = self.wanted(plan, InboxPart::People)?;
        let away = IncomingFilter { kind: Some(AWAY.to_owned()), ..people.clone() };
        let (all, away_count) = (self.store().incoming_count(&people)?, self.store().incoming_count(&away)?);
        let others = self.store().incoming_count(&self.wanted(plan, InboxPart::Others)?)?;
        Ok((self.store().incoming_page(&away, 0, A_PAGE)?, all.saturating_sub(away_count), others))
    }

    /// Senders that a plan has to do with, of whom more is in the mail folder than is taken in within an hour, and how
    /// much; nobody's where the plan is empty.
    ///
    /// # Errors
    /// A damaged directory.
    pub fn inbox_held(&self, plan: &str) -> Result<Vec<(String, usize)>, Problem> {
        let mut all = Vec::new();
        for (sender, count) in self.held.by_sender() {
            if all.len() < MOST_SENDERS && self.plans_of_sender(&sender)?.iter().any(|of| of.eq_ignore_ascii_case(plan))
            {
                all.push((sender, count));
            }
        }
        Ok(all)
    }

    fn wanted(&self, plan: &str, part: InboxPart) -> Result<IncomingFilter, Problem> {
        let senders = match part {
            InboxPart::People | InboxPart::Others => Some((self.senders(plan)?, part == InboxPart::People)),
            InboxPart::Done => None,
        };
        Ok(IncomingFilter { plan: plan.to_owned(), senders, is_filed: part == InboxPart::Done, kind: None })
    }

    /// The addresses of a plan's people, and of who has a role in it, in small letters.
    fn senders(&self, plan: &str) -> Result<Vec<String>, Problem> {
        let is_here = |of: &Option<String>| of.as_ref().is_some_and(|of| of.eq_ignore_ascii_case(plan));
        let accounts = self.accounts()?.into_iter().filter(|one| one.roles.iter().any(|(of, _)| is_here(of)));
        let mut all: BTreeSet<String> = accounts.map(|one| one.email.to_lowercase()).collect();
        all.extend(self.addresses(plan)?.into_values().flatten().map(|email| email.to_lowercase()));
        Ok(all.into_iter().collect())
    }
}
