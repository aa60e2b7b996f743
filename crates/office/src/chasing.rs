//! Chasing: who has not answered yet, what became of their last letter, and writing to one of them by hand.
//!
//! **Not here.** Reminders by the calendar, and the words of letters ([`crate::asking`]).

use crate::asking::{self, REMIND};
use crate::desk::{By, Desk};
use crate::problem::{Kind, Problem};
use onpace_core::ledger::RoundCommand;
use onpace_core::ledger::round::Round;
use onpace_store::post::{Letter, LetterState};

/// Somebody with rows that nobody has answered about.
#[derive(Clone, Debug)]
pub struct Silent {
    /// Who.
    pub person: String,
    /// The rows, most pressing first.
    pub rows: Vec<String>,
    /// Their address, where one is known.
    pub email: Option<String>,
    /// The last letter about rounds to it.
    pub letter: Option<Letter>,
}

/// Where a letter stands, in the words of GOV.UK Notify.
#[must_use]
pub fn delivery(letter: &Letter) -> &'static str {
    let problem = letter.problem.as_deref().unwrap_or_default();
    let answered = problem.rsplit(' ').next().unwrap_or_default();
    // RFC 5321: 552 is a mailbox that is full, even where the server will not be asked again.
    let is_full = answered.starts_with('4') || answered == "552";
    match letter.state {
        LetterState::Sent => "Delivered to the mail server",
        LetterState::Unneeded => "Not needed: they had answered",
        LetterState::Waiting if letter.tries == 0 => "Sending",
        LetterState::Waiting if is_full => "Inbox not accepting messages; it is tried again",
        LetterState::Waiting => "Technical failure; it is tried again",
        LetterState::Failed if is_full => "Inbox not accepting messages",
        LetterState::Failed if answered.starts_with("55") => "Email address does not exist",
        LetterState::Failed => "Technical failure",
    }
}

impl Desk {
    /// Those of a round who have rows without an answer, in the order of its asks.
    ///
    /// # Errors
    /// A damaged directory.
    pub fn silent(&self, plan: &str, round: &Round) -> Result<Vec<Silent>, Problem> {
        let known = self.addresses(plan)?;
        let mut all: Vec<Silent> = Vec::new();
        for ask in round.facts.asks.iter().filter(|ask| !round.is_answered(&ask.row)) {
            if let Some(one) = all.iter_mut().find(|one| one.person == ask.person) {
                one.rows.push(ask.row.clone());
                continue;
            }
            let email = known.get(&ask.person).cloned().flatten();
            let letter = match &email {
                Some(email) => self.store().newest_letter(&asking::named(asking::ASK, email))?,
                None => None,
            };
            all.push(Silent { person: ask.person.clone(), rows: vec![ask.row.clone()], email, letter });
        }
        Ok(all)
    }

    /// Puts a reminder to one person into the post, at once, and says so in the history.
    ///
    /// # Errors
    /// Nobody knows their address; they have a letter of today already.
    pub fn remind_one(&self, plan: &str, round: &str, person: &str, by: &By) -> Result<(), Problem> {
        let plan = self.plan_named(plan)?.name;
        let email = self.address_of(&plan, person)?;
        if self.store().has_letter_of_day(&asking::named(REMIND, &email), by.now)? {
            let what = "They have a letter of today already. Nobody gets two a day, so try again tomorrow";
            return Err(Problem::new(Kind::NotAccepted, what));
        }
        let command = RoundCommand::Remind { round: round.to_owned(), person: person.to_owned() };
        self.note_of_round(&plan, &command, asking::drafts(REMIND, std::iter::once(&email)), by)
    }

    /// Takes every link of a person back, puts a letter with a new one into the post, at once, and says so and why
    /// in the history.
    ///
    /// # Errors
    /// Nobody knows their address; no reason.
    pub fn new_link(&self, plan: &str, round: &str, person: &str, by: &By) -> Result<(), Problem> {
        if by.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
            return Err(Problem::new(Kind::NotAccepted, "Enter why the links are taken back"));
        }
        let plan = self.plan_named(plan)?.name;
        let email = self.address_of(&plan, person)?;
        // First the links: one that is lost must not work on because the history could not be written.
        self.revoke_asks(&email.to_lowercase(), by.now)?;
        let command = RoundCommand::TakeLinksBack { round: round.to_owned(), person: person.to_owned() };
        let mut letters = asking::drafts(REMIND, std::iter::once(&email));
        for letter in &mut letters {
            // Beside the one letter a day: without it they could not answer at all.
            letter.about = format!("{}/new-{}", letter.about, by.now);
        }
        self.note_of_round(&plan, &command, letters, by)
    }

    fn address_of(&self, plan: &str, person: &str) -> Result<String, Problem> {
        let email = self.addresses(plan)?.get(person).cloned().flatten();
        let refused = |what: &str| Problem::new(Kind::NotAccepted, what);
        let missing = "Nobody has given an email address for them. Give one on their page, or telephone them";
        let email = email.ok_or_else(|| refused(missing))?;
        if self.is_reached(&email)? {
            return Ok(email);
        }
        let what = "No letter of this round reaches their address. Give another one on their page, or telephone them";
        Err(refused(what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onpace_store::post::Draft;

    #[test]
    fn where_a_letter_stands_is_told_in_plain_words() {
        use LetterState::{Failed, Sent, Unneeded, Waiting};
        for (state, tries, problem, words) in [
            (Waiting, 0, None, "Sending"),
            (Waiting, 2, Some("the mail server answered 452"), "Inbox not accepting messages; it is tried again"),
            (Waiting, 1, Some("the mail server could not be reached"), "Technical failure; it is tried again"),
            (Sent, 1, None, "Delivered to the mail server"),
            (Failed, 1, Some("the mail server answered 550"), "Email address does not exist"),
            (Failed, 1, Some("the mail server answered 552"), "Inbox not accepting messages"),
            (Waiting, 1, Some("the mail server answered 535"), "Technical failure; it is tried again"),
            (Failed, 9, Some("the mail server answered 452"), "Inbox not accepting messages"),
            (Failed, 9, Some("the mail server did not answer in time"), "Technical failure"),
            (Unneeded, 1, None, "Not needed: they had answered"),
        ] {
            let letter = Letter {
                number: 1,
                draft: Draft::default(),
                state,
                tries,
                due_at: 0,
                made_at: 0,
                sent_at: None,
                problem: problem.map(str::to_owned),
            };
            assert_eq!(delivery(&letter), words, "{state:?} {problem:?}");
        }
    }
}
