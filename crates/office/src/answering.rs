//! Answering a round without an account: the link of a letter, and who holds it.
//!
//! A link lets somebody answer about the rows that they are asked about, and nothing else. It works until its
//! round is frozen, again and again; following it changes nothing, and each change needs a choice that is not
//! on the page. **Not here.** Pages; the letters ([`crate::asking`]).

use crate::asking::{OpenAsk, States};
use crate::desk::Desk;
use crate::measures::asked::FigureAsk;
use crate::problem::Problem;
use crate::seat::Seat;
use crate::secrets;
use onpace_core::day::Date;
use onpace_core::instant::Instant;
use onpace_core::local_time;
use onpace_core::rounds::command::RoundCommand;
use onpace_core::rounds::presence::To;
use onpace_store::AskLinks as _;
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
    /// Who it was sent to has left.
    Left {
        /// Whether others are asked about all of their rows by now.
        passed: bool,
    },
    /// It holds.
    Holds(Box<Answering>),
}

/// Who answers, by a link: only following one makes this.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Answering {
    /// Their address.
    pub email: String,
    /// The number of the link: who they are in the log until they are known by another name.
    pub link: i64,
    /// Everything that they are asked about, most pressing first.
    pub asks: Vec<OpenAsk>,
    /// Every figure that they are asked for.
    pub figures: Vec<FigureAsk>,
}

impl Desk {
    /// What the secret of a letter opens. Mail programs add marks to the end of links; they are borne.
    ///
    /// # Errors
    /// The disk.
    pub fn follow_ask(&self, secret: &str, now: Instant, state: States<'_>) -> Result<Followed, Problem> {
        let secret = secret.trim_end_matches(['.', ',', ')', '>', '=', ';', '!']);
        let Some(link) = self.store().link_to_answer(secrets::hash(secret))? else { return Ok(Followed::Unknown) };
        if link.revoked_at.is_some() || link.ends_at < now {
            return Ok(Followed::Ended);
        }
        self.followed(&link, now, state)
    }

    /// Begins to answer by a link: what the browser is to keep.
    ///
    /// # Errors
    /// The disk.
    pub fn begin_answering(&self, answering: &Answering, now: Instant) -> Result<String, Problem> {
        let secret = secrets::new()?;
        self.store().begin_answering(secrets::hash(&secret), answering.link, now, now + LASTS)?;
        Ok(secret)
    }

    /// Who answers in a browser, by what it keeps; [`Followed::Ended`] where it keeps nothing that holds.
    ///
    /// # Errors
    /// The disk.
    pub fn answering(&self, kept: &str, now: Instant, state: States<'_>) -> Result<Followed, Problem> {
        let link = self.store().answering(secrets::hash(kept), now)?;
        match link.filter(|link| link.revoked_at.is_none() && link.ends_at >= now) {
            Some(link) => self.followed(&link, now, state),
            None => Ok(Followed::Ended),
        }
    }

    /// What a link opens that has not ended.
    fn followed(&self, link: &AskLink, now: Instant, state: States<'_>) -> Result<Followed, Problem> {
        let (email, today) = (link.email.as_str(), local_time::day_of(now));
        if self.has_left(email, today)? {
            return Ok(Followed::Left { passed: self.is_passed_on(email, today, state)? });
        }
        let asks = self.asks_of(email, true, today, state)?;
        let figures = self.figures_asked_of(email, today, state)?;
        Ok(Followed::Holds(Box::new(Answering { email: email.to_owned(), link: link.number, asks, figures })))
    }

    /// Whether no open row waits for somebody in the place of an address whose people have left.
    fn is_passed_on(&self, email: &str, today: Date, state: States<'_>) -> Result<bool, Problem> {
        for (plan, people) in self.people_by_plan(email)? {
            let state = state(&plan)?;
            let Some(round) = state.rounds.last().filter(|round| !round.is_frozen) else { continue };
            let leaving = self.leaving(&plan, &state, round, today)?;
            if leaving.iter().any(|one| one.to == To::Nobody && people.contains(&one.from)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes every link of who answers back, because it was not them, and says so in each plan that asks them.
    ///
    /// # Errors
    /// The disk.
    pub fn not_me(&self, answering: &Answering, now: Instant) -> Result<(), Problem> {
        // First the links: they must not work on because the history could not be written.
        self.revoke_asks(&answering.email, now)?;
        for (plan, people) in self.people_by_plan(&answering.email)? {
            let state = self.as_of_now(&plan)?.state;
            let Some(round) = state.rounds.last() else { continue };
            for person in people.into_iter().filter(|person| round.has_asked(person)) {
                let seat =
                    Seat::person(&person, now).because(Some("They say that somebody else answered in their name"));
                let command = RoundCommand::TakeLinksBack { round: round.facts.name.clone(), person };
                self.note_of_round(&plan, &command, Vec::new(), &seat, || Ok(()))?;
            }
        }
        Ok(())
    }

    /// Takes every link of an address back.
    ///
    /// # Errors
    /// The disk.
    pub(crate) fn revoke_asks(&self, email: &str, now: Instant) -> Result<(), Problem> {
        Ok(self.store().revoke_ask_links(email, Instant::LAST, now)?)
    }
}
