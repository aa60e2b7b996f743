//! Mail that comes in: taken from a mail folder, told apart, kept for who runs the plan, and gone some time after.
//!
//! Nothing that comes in is ever answered, so that two programs never write to each other for ever; nothing of it
//! is in an event or a log line. What it says becomes an answer of a round only by the hand of who runs it.
//! **Not here.** Recording that answer ([`crate::rounds`]).

pub mod folder;
mod listed;
mod message;

pub use crate::held_mail::MOST_AN_HOUR;
pub use listed::{InboxPage, InboxPart};
pub use message::own_words;
pub use onpace_store::inbox::{Filed, Incoming, Kept};

use crate::desk::Desk;
use crate::problem::{Kind, Problem};
use crate::seat::Seat;
use crate::{asking, held_mail, post};
use message::{Read, Returned};
use onpace_core::access::Act;
use onpace_core::ids::{PersonId, RowKey};
use onpace_core::instant::Instant;
use onpace_core::ledger::state::State;
use onpace_core::rounds::refusal::RoundRefusal;
use onpace_core::rounds::round::Round;
use onpace_store::inbox::IncomingFilter;
use onpace_store::post::LetterState;
use onpace_store::{Accounts as _, Directory as _, Inbox as _, Ledger as _, Letters as _};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// What was dealt with is kept for so long: 30 days.
const KEPT_FOR: i64 = 30 * 86_400_000_000;
/// So many letters to an address are looked at for the one that came back.
const MOST_LETTERS: u32 = 100;
/// So many messages are read at a time.
const AT_ONCE: usize = 20;
/// So many messages are listed without pages.
const MOST_LISTED: u32 = 200;

/// The word of a message that somebody wrote.
pub const MESSAGE: &str = "message";
/// Of a program that answers for somebody who is away.
pub const AWAY: &str = "away";
/// Of one that cannot be read.
pub const UNREADABLE: &str = "unreadable";

impl Desk {
    /// Takes in what came, and lets go what is old; says how much was taken in. Of a sender of whom much came within
    /// the hour the rest stays in the folder until later. `from` is the sender of our own letters.
    ///
    /// # Errors
    /// A folder that cannot be read; the disk.
    pub fn receive(&self, folder: &Path, from: &str, now: Instant) -> Result<usize, Problem> {
        let names = folder::came(folder)?;
        self.held.keep(&names);
        let mut lately =
            if names.is_empty() { HashMap::new() } else { self.store().incoming_since(now - held_mail::HOUR)? };
        let is_full = |lately: &HashMap<String, u32>, of: &str| lately.get(of).is_some_and(|n| *n >= MOST_AN_HOUR);
        let (mut looked_at, mut taken) = (0, 0);
        for name in &names {
            if self.held.sender_of(name).is_some_and(|sender| is_full(&lately, &sender)) {
                continue;
            }
            if looked_at == AT_ONCE {
                break;
            }
            looked_at += 1;
            let read = folder::bytes(folder, name)?.map_or_else(too_large, |bytes| message::read(&bytes));
            if let Some(incoming) = self.understood(name, read, from, now)? {
                if is_full(&lately, &incoming.sender) {
                    self.held.hold(name, &incoming.sender);
                    continue;
                }
                *lately.entry(incoming.sender.clone()).or_default() += 1;
                let plans = self.plans_of_sender(&incoming.sender)?;
                let of = |plan| Incoming { plan, ..incoming.clone() };
                self.store().take_in(plans.into_iter().map(of).collect())?;
            }
            folder::taken(folder, name)?;
            taken += 1;
        }
        folder::remove(folder, &self.store().drop_filed(now - KEPT_FOR)?);
        Ok(taken)
    }

    /// A message as it is kept; nothing of one that nobody needs to see.
    fn understood(&self, name: &str, read: Read, from: &str, now: Instant) -> Result<Option<Incoming>, Problem> {
        // Our own letter, sent round by some program: nobody needs to see it.
        let own = from.rsplit(['<', ' ']).next().unwrap_or_default().trim_end_matches('>');
        if !own.is_empty() && read.sender.eq_ignore_ascii_case(own) {
            return Ok(None);
        }
        let (kind, words) = match read.kind {
            message::Kind::Nothing => return Ok(None),
            message::Kind::Returned(returned) => {
                if self.came_back(&returned, from)? {
                    return Ok(None);
                }
                // A report about a letter that was never ours marks nobody's address.
                (UNREADABLE, "It says that an email came back, and it is none that Onpace sent.".to_owned())
            }
            message::Kind::Away => (AWAY, read.words),
            message::Kind::Message => (MESSAGE, read.words),
            message::Kind::Unreadable(why) => (UNREADABLE, why),
        };
        Ok(Some(Incoming {
            plan: String::new(),
            file: name.to_owned(),
            kind: kind.to_owned(),
            sender: read.sender,
            subject: read.subject,
            words,
            files: read.files.join("\n"),
            came_at: now,
        }))
    }

    /// Notes that a letter of ours came back; false where it is none of ours. Only who got the letter knows its
    /// `Message-ID`, so that nobody else can stop somebody's mail.
    fn came_back(&self, returned: &Returned, from: &str) -> Result<bool, Problem> {
        for kind in [asking::ASK, asking::RECEIPT] {
            let about = asking::named(kind, &returned.recipient);
            for letter in self.store().letters_about(&about, MOST_LETTERS)? {
                let id = post::message_id(&letter, from);
                if returned.of.as_deref() == Some(id.trim_matches(['<', '>'])) {
                    if letter.state == LetterState::Sent {
                        let problem = format!("the mail server answered {}", returned.code);
                        self.store().letter_returned(letter.number, problem)?;
                    }
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The plans that a sender has to do with: as somebody of the plan, or by a role in it. Of somebody whom no
    /// plan knows: the only plan there is, else nobody's.
    fn plans_of_sender(&self, sender: &str) -> Result<Vec<String>, Problem> {
        let mut known: BTreeSet<String> = self.people_by_plan(sender)?.into_keys().collect();
        let roles = self.store().account_of(sender)?.map(|account| account.roles).unwrap_or_default();
        for plan in roles.into_iter().filter_map(|(plan, _)| plan) {
            known.extend(self.store().head(&plan)?.map(|head| head.name));
        }
        if !known.is_empty() {
            return Ok(known.into_iter().collect());
        }
        let all = self.plans()?;
        Ok(vec![if all.len() == 1 { all[0].name.clone() } else { String::new() }])
    }

    /// The people of a plan whose address it is.
    ///
    /// # Errors
    /// A damaged directory.
    pub fn people_at(&self, plan: &str, email: &str) -> Result<Vec<PersonId>, Problem> {
        let all = self.store().people_with_email(email)?;
        Ok(all.into_iter().filter(|one| one.plan.eq_ignore_ascii_case(plan)).map(|one| one.id).collect())
    }

    /// The messages of a plan, those that wait first; nobody's where it is empty.
    ///
    /// # Errors
    /// The disk.
    pub fn inbox(&self, plan: &str) -> Result<Vec<Kept>, Problem> {
        Ok(self.store().incoming(plan, MOST_LISTED)?)
    }

    /// How many messages of a plan wait.
    ///
    /// # Errors
    /// The disk.
    pub fn inbox_waits(&self, plan: &str) -> Result<usize, Problem> {
        Ok(self.store().incoming_waiting(plan)?)
    }

    /// A message of a plan.
    ///
    /// # Errors
    /// None of that number.
    pub fn incoming(&self, plan: &str, number: i64) -> Result<Kept, Problem> {
        let gone = || Problem::refused(Kind::NotFound, RoundRefusal::MessageIsGone);
        self.store().incoming_one(plan, number)?.ok_or_else(gone)
    }

    /// Notes what became of a message, or why it was put aside.
    ///
    /// # Errors
    /// None of that number; no word of what became of it.
    pub fn file_incoming(&self, plan: &str, number: i64, what: &str, seat: &Seat) -> Result<(), Problem> {
        let by = seat.may(Act::RunRounds, plan)?;
        if what.trim().is_empty() {
            return Err(RoundRefusal::PutAsideWithoutReason.into());
        }
        let kept = self.incoming(plan, number)?;
        let what = onpace_core::plan::shortened(what.trim(), 500);
        let filed = Filed { at: by.now(), by: by.actor().to_owned(), what };
        let mut all = vec![number];
        if kept.incoming.kind == AWAY {
            // Each letter brings one that says the same.
            let senders = Some((vec![kept.incoming.sender.clone()], true));
            let same = IncomingFilter { plan: plan.to_owned(), senders, is_filed: false, kind: Some(AWAY.to_owned()) };
            all.extend(self.store().incoming_page(&same, 0, usize::MAX)?.iter().map(|one| one.number));
            all.sort_unstable();
            all.dedup();
        }
        for number in all {
            self.store().file_incoming(plan, number, filed.clone())?;
        }
        Ok(())
    }

    /// Gives a message that is nobody's to a plan.
    ///
    /// # Errors
    /// No such plan; a message that is not there, or is a plan's already.
    pub fn give_incoming(&self, number: i64, plan: &str, seat: &Seat) -> Result<(), Problem> {
        seat.may_of_house(Act::Administer)?;
        let plan = self.plan_named(plan)?.name;
        if self.store().give_incoming(number, &plan)? {
            return Ok(());
        }
        Err(Problem::refused(Kind::NotFound, RoundRefusal::MessageHasAPlan))
    }

    /// A file in a message, by its place among those that are named: its name and bytes.
    ///
    /// # Errors
    /// A message or a file that is not there any more.
    pub fn incoming_file(&self, folder: &Path, kept: &Kept, at: usize) -> Result<(String, Vec<u8>), Problem> {
        let gone = || Problem::refused(Kind::NotFound, RoundRefusal::MessageFileIsGone);
        let bytes = folder::kept(folder, &kept.incoming.file).map_err(|_| gone())?.ok_or_else(gone)?;
        message::file(&bytes, at).ok_or_else(gone)
    }

    /// Lets every message of an address go, with its files.
    ///
    /// # Errors
    /// The disk.
    pub fn forget_sender(&self, email: &str, folder: Option<&Path>) -> Result<(), Problem> {
        let gone = self.store().drop_incoming_of(email)?;
        let held = self.held.let_go(&email.to_lowercase());
        if let Some(folder) = folder {
            folder::remove(folder, &gone);
            folder::remove_new(folder, &held);
        }
        Ok(())
    }
}

/// The asks that a message may answer, as person and row: of its sender, those first whose codes it names; and of
/// anybody where its sender is asked nothing and it names a code.
#[must_use]
pub fn may_answer(words: &str, people: &[PersonId], round: &Round, state: &State) -> Vec<(PersonId, RowKey)> {
    let named = codes(words, state);
    let pair = |ask: &onpace_core::rounds::facts::AskFact| (ask.person.clone(), ask.row.clone());
    let asks = &round.facts.asks;
    let mut own: Vec<_> = asks.iter().filter(|ask| people.contains(&ask.person)).map(pair).collect();
    if own.is_empty() {
        own = asks.iter().filter(|ask| named.contains(&ask.row)).map(pair).collect();
    }
    own.sort_by_key(|(_, row)| !named.contains(row));
    own
}

/// The rows whose codes stand in a text.
fn codes(words: &str, state: &State) -> Vec<RowKey> {
    let parts = words.split(|c: char| !c.is_alphanumeric() && c != '.').map(|word| word.trim_matches('.'));
    let mut found: Vec<RowKey> = parts
        .filter(|word| {
            word.len() <= 12 && word.contains(|c: char| c.is_ascii_digit()) && word.contains(char::is_alphabetic)
        })
        .take(2_000)
        .filter_map(|word| state.called(word).map(|held| held.key.clone()))
        .collect();
    found.sort();
    found.dedup();
    found
}

fn too_large() -> Read {
    Read {
        kind: message::Kind::Unreadable("It is larger than 20 MB. It is in the mail folder.".to_owned()),
        sender: String::new(),
        subject: String::new(),
        words: String::new(),
        files: Vec::new(),
    }
}
