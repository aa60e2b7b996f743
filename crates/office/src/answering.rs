//! Answering a round without an account: the link of a letter, and who holds it.
//!
//! A link lets somebody answer about the rows that they are asked about, and nothing else. It works until its
//! round is frozen, again and again; following it changes nothing, and each change needs a choice that is not
//! on the page. **Not here.** Pages; the letters ([`crate::asking`]).

use crate::asking::{OpenAsk, States};
use crate::desk::Desk;
use crate::problem::Problem;
use crate::secrets;
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
        Ok(Followed::Holds(Box::new(self.answering_by(&link, state)?)))
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
        link.map(|link| self.answering_by(&link, state)).transpose()
    }

    /// Takes every link of an address back.
    ///
    /// # Errors
    /// The disk.
    pub fn revoke_asks(&self, email: &str, now: i64) -> Result<(), Problem> {
        Ok(self.store().revoke_ask_links(email, i64::MAX, now)?)
    }

    fn answering_by(&self, link: &AskLink, state: States<'_>) -> Result<Answering, Problem> {
        Ok(Answering { email: link.email.clone(), link: link.number, asks: self.asks_of(&link.email, true, state)? })
    }
}
