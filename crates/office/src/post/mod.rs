//! The post: takes the letters that are due and hands them to a carrier; again later where that fails.
//!
//! At most one letter about the same thing is ever seen: it is put in once, by name, and its
//! `Message-ID` is made of that name, so that even a second delivery is the same message. **Not
//! here.** The words ([`crate::letters`]).

mod carrier;
mod maildir;
mod smtp;

pub use carrier::{Carrier, CarrierFailure, Message};

use crate::desk::Desk;
use crate::problem::{Kind, Problem};
use crate::seat::Seat;
use crate::secrets;
use onpace_core::access::Act;
use onpace_core::house::refusal::HouseRefusal;
use onpace_core::instant::Instant;
use onpace_store::ask_links::AskLinkDraft;
use onpace_store::leaf::hex;
pub use onpace_store::post::{Letter, LetterState, Tried};
use onpace_store::{Accounts as _, AskLinks as _, Letters as _};
use std::collections::HashSet;
use std::time::Duration;

/// Letters that are taken at a time; their links are made in one look at the disk.
const AT_ONCE: u32 = 50;
/// A carrier that refused so many in a row for now is left alone for a while.
const MOST_REFUSED: usize = 5;
/// So many times a second's turn takes letters while more are due, before other work of its lane.
const TURNS: usize = 40;
/// Links to sign in that are handed over at the same time.
const LINKS_AT_ONCE: u32 = 16;
/// Waits between tries, in minutes; after the last a letter has failed. In all three days.
const WAITS: [i64; 8] = [1, 5, 15, 60, 240, 720, 1_440, 1_440];

/// Where mail goes and what it says of itself.
#[derive(Debug)]
pub struct PostOffice {
    /// Who carries it.
    pub carrier: Box<dyn Carrier>,
    /// The sender, an address.
    pub from: String,
    /// How links begin: `https://plan.example.org`.
    pub base: String,
}

/// The carrier of an address: `smtp://…`, `smtps://…`, `maildir:PATH`.
///
/// # Errors
/// Another form, or a folder that cannot be made.
pub fn carrier(address: &str) -> Result<Box<dyn Carrier>, Problem> {
    patient_carrier(address, smtp::PATIENCE)
}

/// The same, which waits for no server longer than so.
///
/// # Errors
/// As [`carrier`].
pub fn patient_carrier(address: &str, patience: Duration) -> Result<Box<dyn Carrier>, Problem> {
    if let Some(path) = address.strip_prefix("maildir:") {
        return Ok(Box::new(maildir::Maildir::new(path)?));
    }
    if address.starts_with("smtp://") || address.starts_with("smtps://") {
        return Ok(Box::new(smtp::Smtp::new(address, patience)?));
    }
    let accepted = "smtp://USER:PASSWORD@HOST:PORT, smtps://… or maildir:FOLDER";
    Err(Problem::new(Kind::NotAccepted, format!("mail cannot go that way; accepted are {accepted}")))
}

/// Sends what is due, links to sign in first; says how many letters went out.
///
/// # Errors
/// The disk.
pub fn send_due(desk: &Desk, post: &PostOffice, now: Instant) -> Result<usize, Problem> {
    Ok(send_links(desk, post, now)? + send_others(desk, post, now)?)
}

/// Sends the links to sign in that are due, for each of which somebody waits: all at once, so that none waits for
/// what a server does with another. Says how many went out.
///
/// # Errors
/// The disk.
pub fn send_links(desk: &Desk, post: &PostOffice, now: Instant) -> Result<usize, Problem> {
    let letters = desk.store().letters_due_of(true, now, LINKS_AT_ONCE)?;
    std::thread::scope(|scope| {
        let tries: Vec<_> =
            letters.iter().map(|letter| scope.spawn(move || try_one(desk, post, letter, now))).collect();
        let mut sent = 0;
        for one in tries {
            let done = one.join().map_err(|_| Problem::new(Kind::Unexpected, "a letter stopped on its way"))?;
            sent += usize::from(done?);
        }
        Ok(sent)
    })
}

/// Sends what else is due, some at a time; says how many letters went out.
///
/// # Errors
/// The disk.
pub fn send_others(desk: &Desk, post: &PostOffice, now: Instant) -> Result<usize, Problem> {
    let (mut sent, mut problem) = (0, None);
    for _ in 0..TURNS {
        let due = desk.store().letters_due_of(false, now, AT_ONCE)?;
        let turn = send_some(desk, post, &due, now)?;
        sent += turn.sent;
        problem = problem.or(turn.problem);
        // A server that takes none is not asked again and again, and others wait for this.
        if turn.is_refused || turn.left == 0 && due.len() < AT_ONCE as usize {
            break;
        }
    }
    problem.map_or(Ok(sent), Err)
}

/// How a turn of letters went.
struct Turn {
    /// How many went out.
    sent: usize,
    /// How many are left for the next turn.
    left: usize,
    /// Whether the carrier refused several in a row, so that the rest was not tried.
    is_refused: bool,
    /// Why a letter could not be written.
    problem: Option<Problem>,
}

/// Sends some letters, to each address one: what is due to it still is looked at again when that is noted.
fn send_some(desk: &Desk, post: &PostOffice, due: &[Letter], now: Instant) -> Result<Turn, Problem> {
    let mut addresses = HashSet::new();
    let mut turn: Vec<(&Letter, Option<Message>)> = Vec::new();
    let (mut links, mut problem) = (Vec::new(), None);
    for letter in due.iter().filter(|letter| addresses.insert(letter.draft.recipient.to_lowercase())) {
        match message(desk, post, letter, now, &mut links) {
            Ok(message) => turn.push((letter, message)),
            // One that cannot be written waits, and keeps none of the others from going out.
            Err(why) => {
                desk.store().letters_tried(vec![failed(letter, false, why.to_string(), now)], now)?;
                problem = problem.or(Some(why));
            }
        }
    }
    let left = due.len() - addresses.len();
    desk.store().make_ask_links(links, now)?;
    let (sent, is_refused) = hand_over_all(desk, post, &turn, now)?;
    Ok(Turn { sent, left, is_refused, problem })
}

/// Hands letters over, one after the other. What became of each is noted beside the next, so that of what went out only a
/// letter or two are not noted yet, whenever this ends. How many went out, and whether the carrier refused several in a
/// row: then the rest waits for another time.
fn hand_over_all(
    desk: &Desk,
    post: &PostOffice,
    turn: &[(&Letter, Option<Message>)],
    now: Instant,
) -> Result<(usize, bool), Problem> {
    let (done, noted) = std::sync::mpsc::channel::<Tried>();
    std::thread::scope(|scope| {
        let noting = scope.spawn(move || {
            let mut sent = 0;
            while let Ok(first) = noted.recv() {
                let tried: Vec<Tried> = std::iter::once(first).chain(noted.try_iter()).collect();
                sent += tried.iter().filter(|one| one.state == LetterState::Sent).count();
                desk.store().letters_tried(tried, now)?;
            }
            Ok::<usize, Problem>(sent)
        });
        let mut refused = 0;
        for (letter, message) in turn {
            let tried = hand_over(post, letter, message.as_ref(), now);
            refused = if tried.state == LetterState::Waiting { refused + 1 } else { 0 };
            // Where nothing can be noted any more, nothing goes out any more.
            if done.send(tried).is_err() || refused == MOST_REFUSED {
                break;
            }
        }
        drop(done);
        let noted =
            noting.join().map_err(|_| Problem::new(Kind::Unexpected, "noting what became of letters stopped"))?;
        Ok((noted?, refused == MOST_REFUSED))
    })
}

/// Hands one letter over by itself, and notes what became of it; whether it went out.
fn try_one(desk: &Desk, post: &PostOffice, letter: &Letter, now: Instant) -> Result<bool, Problem> {
    let mut links = Vec::new();
    let message = message(desk, post, letter, now, &mut links)?;
    desk.store().make_ask_links(links, now)?;
    let tried = hand_over(post, letter, message.as_ref(), now);
    link_of(letter).filter(|_| tried.state != LetterState::Waiting).inspect(|link| desk.under_way.forget(*link));
    let is_sent = tried.state == LetterState::Sent;
    desk.store().letters_tried(vec![tried], now)?;
    Ok(is_sent)
}

/// A letter that did not go out: tried again later, as long as there is any sense in it.
fn failed(letter: &Letter, for_good: bool, what: String, now: Instant) -> Tried {
    let wait = WAITS.get(letter.tries as usize).filter(|_| !for_good);
    let state = if wait.is_some() { LetterState::Waiting } else { LetterState::Failed };
    let due_at = now + wait.copied().unwrap_or(0) * 60_000_000;
    Tried { number: letter.number, state, due_at, problem: Some(what) }
}

/// Hands one letter over, where there is anything to say still; what became of it.
fn hand_over(post: &PostOffice, letter: &Letter, message: Option<&Message>, now: Instant) -> Tried {
    let number = letter.number;
    let Some(message) = message else {
        return Tried { number, state: LetterState::Unneeded, due_at: letter.due_at, problem: None };
    };
    let (state, due_at, problem) = match post.carrier.carry(message) {
        Ok(()) => (LetterState::Sent, letter.due_at, None),
        Err(failure) => return failed(letter, failure.for_good, failure.what, now),
    };
    Tried { number, state, due_at, problem }
}

/// The message of a letter; nothing where what it is about is done. A link by which somebody answers is put among
/// `links`, to be made before the letter goes out.
fn message(
    desk: &Desk,
    post: &PostOffice,
    letter: &Letter,
    now: Instant,
    links: &mut Vec<AskLinkDraft>,
) -> Result<Option<Message>, Problem> {
    let (mut subject, mut body) = (letter.draft.subject.clone(), letter.draft.body.clone());
    let mut reply_to = None;
    if let Some(number) = link_of(letter) {
        let secret = desk.under_way.secret(number, secrets::new)?;
        desk.store().arm_link(number, secrets::hash(&secret))?;
        body = body.replace("{link}", &format!("{}/sign-in/{secret}", post.base));
    }
    if crate::asking::is_one(&letter.draft.about) {
        let written = desk.write_ask(letter, &post.base, now, links)?;
        let Some(written) = written else { return Ok(None) };
        (subject, body, reply_to) = (written.subject, written.body, written.reply_to);
    }
    Ok(Some(Message {
        id: message_id(letter, &post.from),
        from: post.from.clone(),
        to: letter.draft.recipient.clone(),
        reply_to,
        subject,
        body,
        at: now,
    }))
}

/// The number of the link to sign in that a letter carries.
fn link_of(letter: &Letter) -> Option<i64> {
    letter.draft.about.strip_prefix("link-")?.parse().ok()
}

/// The `Message-ID` of a letter, the same at every try: made of its name, which nobody outside knows.
#[must_use]
pub fn message_id(letter: &Letter, from: &str) -> String {
    let host = from.rsplit_once('@').map_or("onpace.invalid", |(_, host)| host.trim_end_matches('>'));
    let name = hex(&secrets::hash(&format!("{}-{}", letter.draft.about, letter.made_at.micros())));
    format!("<{}@{host}>", &name[..32])
}

impl Desk {
    /// The newest letters, and where each stands.
    ///
    /// # Errors
    /// The disk.
    pub fn letters(&self, most: u32) -> Result<Vec<Letter>, Problem> {
        Ok(self.store().letters(most)?)
    }

    /// Puts a letter into the post by which an administrator sees that mail works.
    ///
    /// # Errors
    /// What cannot be an address; the disk.
    pub fn try_mail(&self, recipient: &str, seat: &Seat) -> Result<(), Problem> {
        let now = seat.may_of_house(Act::Administer)?.now();
        let recipient = crate::accounts::address(recipient)?;
        Ok(self.store().put_letter(crate::letters::trial(&recipient, now), now)?)
    }

    /// Puts a letter that failed back among those that wait, to be tried at once.
    ///
    /// # Errors
    /// A letter that is not there or did not fail; a link to sign in, which has stopped to hold.
    pub fn send_again(&self, number: i64, seat: &Seat) -> Result<(), Problem> {
        let now = seat.may_of_house(Act::Administer)?.now();
        let letters = self.letters(u32::MAX)?;
        let Some(letter) = letters.iter().find(|letter| letter.number == number) else {
            return Err(Problem::refused(Kind::NotFound, HouseRefusal::NoSuchLetter { letter: number }));
        };
        if is_link(letter) {
            return Err(HouseRefusal::LinkNotSentAgain.into());
        }
        if !self.store().letter_again(number, now)? {
            return Err(HouseRefusal::LetterDidNotFail.into());
        }
        Ok(())
    }
}

/// Whether a letter brings a link to sign in.
#[must_use]
pub fn is_link(letter: &Letter) -> bool {
    letter.draft.about.starts_with("link-")
}
