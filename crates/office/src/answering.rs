//! Answering a round without an account: the link of a letter, and who holds it.
//!
//! A link lets somebody answer about the rows that they are asked about, and nothing else. It works until its
//! round is frozen, again and again; following it changes nothing, and each change needs a choice that is not
//! on the page. **Not here.** Pages; the letters ([`crate::asking`]).

use crate::asking::{OpenAsk, States};
use crate::desk::{By, Desk};
use onpace_core::ledger::RoundCommand;
use crate::problem::Problem;
use crate::secrets;
use onpace_core::local_time;
use onpace_store::ask_links::AskLink;

/// Who has begun to answer goes on for so long: twelve hours.
pub const LASTS: i64 = 12 * 3_600 * 1_000_000;

/// What a link opens.
#[derive(Debug)]
pub enum Followed {
    /// No such link.
    Unknown,
    /// It has ended, or a newer one took its place.
    Ended,
    /// It holds.
    Holds(Box<Answering>),
}

/// Who answers, by a link.
#[derive(Clone, Debug)]
pub struct Answering {
    /// Their address.
    pub email: String,
    /// The number of the link: who they are in the log until they are known by another name.
    pub link: i64,
    /// Everything that they are asked about, most pressing first.
    pub asks: Vec<OpenAsk>,
}

impl Desk {
    /// What the secret of a letter opens. Mail programs add marks to the end of links; they are borne.
    ///
    /// # Errors
    /// The disk.
    pub fn follow_ask(&self, secret: &str, now: i64, state: States<'_>) -> Result<Followed, Problem> {
        let secret = secret.trim_end_matches(['.', ',', ')', '>', '=', ';', '!']);
        let Some(link) = self.store().link_to_answer(secrets::hash(secret))? else { return Ok(Followed::Unknown) };
        if link.revoked_at.is_some() || link.ends_at < now {
            return Ok(Followed::Ended);
        }
        // Who has left is told what everybody is told whose link is over.
        if self.has_left(&link.email, local_time::day_of(now))? {
            return Ok(Followed::Ended);
        }
        Ok(Followed::Holds(Box::new(self.answering_by(&link, now, state)?)))
    }

    /// Begins to answer by a link: what the browser is to keep.
    ///
    /// # Errors
    /// The disk.
    pub fn begin_answering(&self, answering: &Answering, now: i64) -> Result<String, Problem> {
        let secret = secrets::new()?;
        self.store().begin_answering(secrets::hash(&secret), answering.link, now, now + LASTS)?;
        Ok(secret)
    }

    /// Who answers in a browser, by what it keeps; nobody where that has ended.
    ///
    /// # Errors
    /// The disk.
    pub fn answering(&self, kept: &str, now: i64, state: States<'_>) -> Result<Option<Answering>, Problem> {
        let link = self.store().answering(secrets::hash(kept), now)?;
        let link = link.filter(|link| link.revoked_at.is_none() && link.ends_at >= now);
        match link {
            Some(link) if !self.has_left(&link.email, local_time::day_of(now))? => {
                self.answering_by(&link, now, state).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Takes every link of who answers back, because it was not them, and says so in each plan that asks them.
    ///
    /// # Errors
    /// The disk.
    pub fn not_me(&self, answering: &Answering, by: &By) -> Result<(), Problem> {
        self.revoke_asks(&answering.email, by.now)?;
        let mut told = std::collections::HashSet::new();
        for ask in answering.asks.iter().filter(|ask| told.insert((ask.plan.as_str(), ask.person.as_str()))) {
            let (round, person) = (ask.round.clone(), ask.person.clone());
            let reason = Some("They say that somebody else answered in their name".to_owned());
            let by = By { actor: person.clone(), reason, ..by.clone() };
            self.note_of_round(&ask.plan, &RoundCommand::TakeLinksBack { round, person }, Vec::new(), &by)?;
        }
        Ok(())
    }

    /// Takes every link of an address back.
    ///
    /// # Errors
    /// The disk.
    pub fn revoke_asks(&self, email: &str, now: i64) -> Result<(), Problem> {
        Ok(self.store().revoke_ask_links(email, i64::MAX, now)?)
    }

    fn answering_by(&self, link: &AskLink, now: i64, state: States<'_>) -> Result<Answering, Problem> {
        let asks = self.asks_of(&link.email, true, local_time::day_of(now), state)?;
        Ok(Answering { email: link.email.clone(), link: link.number, asks })
    }
}
