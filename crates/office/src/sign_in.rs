//! Signing in: by a link that is mailed, holds for ten minutes, in one browser, once; with a second
//! factor where the account has one. Sessions, and their end.
//!
//! Mail programs open links, and some press buttons; so following a link does nothing, and the button
//! behind it works only in the browser that asked. **Not here.** Cookies and pages.

use crate::desk::Desk;
use crate::gate::Visitor;
use crate::problem::{Kind, Problem};
use crate::seat::Seat;
use crate::{letters, secrets};
use onpace_core::access::Act;
use onpace_core::house::event::AdministeredChange;
use onpace_core::house::refusal::HouseRefusal;
use onpace_core::instant::Instant;
use onpace_store::accounts::{Account, AccountDetails, Session, SignInLink};
use onpace_store::{Accounts as _, Administration as _, AskLinks as _, Factors as _};
use totp_rs::{Builder, Totp};

pub use onpace_store::factors::Factor;

/// A link holds for so long, in microseconds: ten minutes (OWASP ASVS 5.0, 6.5.5).
pub const LINK_HOLDS: i64 = 10 * 60 * 1_000_000;
/// A session lasts at most so long: twelve hours.
pub const SESSION_LASTS: i64 = 12 * 3_600 * 1_000_000;
/// And ends after so long without use: two hours.
pub const SESSION_RESTS: i64 = 2 * 3_600 * 1_000_000;
/// That a session was used is noted at most so often: five minutes.
const NOTED_EVERY: i64 = 5 * 60 * 1_000_000;
/// A code holds for so many seconds.
const CODE_HOLDS: u64 = 30;

/// What such a line says.
pub const REFUSED: &str = "sign-in refused";

/// A link that whoever has the data folder made for somebody is bound to no browser.
const ANY_BROWSER: [u8; 32] = [0; 32];
/// And holds for so long: a day.
const MADE_LINK_HOLDS: i64 = 24 * 3_600 * 1_000_000;

/// Somebody signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Who.
    pub visitor: Visitor,
    /// Their session.
    pub session: Session,
    /// Whether a second factor is still to be shown.
    pub needs_factor: bool,
}

impl SignedIn {
    /// When the session ends, where nothing more is asked of it.
    #[must_use]
    pub fn ends_at(&self) -> Instant {
        self.session.ends_at.min(self.session.seen_at + SESSION_RESTS)
    }
}

impl Desk {
    /// Sends a link to an address, where it is somebody's. Whether it is cannot be told from outside, neither
    /// by the answer nor by how long it takes.
    ///
    /// # Errors
    /// What cannot be an address; the disk.
    pub fn ask_link(&self, email: &str, browser: &str, now: Instant) -> Result<(), Problem> {
        let email = crate::accounts::address(email)?;
        let known = self.store().account_of(&email)?.filter(|account| !account.details.disabled);
        let account = known.unwrap_or_else(|| nobody(email));
        let link = SignInLink {
            number: 0,
            account: account.id.clone(),
            browser: secrets::hash(browser),
            ends_at: now + LINK_HOLDS,
            used_at: None,
        };
        self.store().ask_link(&link, letters::sign_in(&account), now)?;
        Ok(())
    }

    /// Makes a link for somebody without any mail, as only who has the data folder can; its secret.
    ///
    /// # Errors
    /// No such account; the disk.
    pub fn make_link(&self, account: &str, now: Instant) -> Result<String, Problem> {
        let secret = secrets::new()?;
        let link = SignInLink {
            number: 0,
            account: self.account(account)?.id,
            browser: ANY_BROWSER,
            ends_at: now + MADE_LINK_HOLDS,
            used_at: None,
        };
        self.store().make_link(&link, secrets::hash(&secret), now)?;
        Ok(secret)
    }

    /// A session for who follows a link: its secret, to be kept by the browser.
    ///
    /// # Errors
    /// A link that is unknown, used, older than ten minutes, or asked for by another browser.
    pub fn follow_link(&self, secret: &str, browser: &str, now: Instant) -> Result<String, Problem> {
        let refused = || Problem::refused(Kind::NotAllowed, HouseRefusal::LinkDoesNotHold);
        let link = self.store().link(secrets::hash(secret))?.ok_or_else(refused)?;
        let is_theirs = link.browser == ANY_BROWSER || link.browser == secrets::hash(browser);
        let holds = link.used_at.is_none() && link.ends_at >= now && is_theirs;
        let account = self.store().account(&link.account)?;
        if !holds || account.details.disabled || !self.store().use_link(link.number, now)? {
            return Err(refused());
        }
        self.begin_session(&link.account, now)
    }

    /// A session of an account.
    ///
    /// # Errors
    /// The disk.
    pub fn begin_session(&self, account: &str, now: Instant) -> Result<String, Problem> {
        let secret = secrets::new()?;
        let session = Session {
            account: account.to_owned(),
            made_at: now,
            seen_at: now,
            ends_at: now + SESSION_LASTS,
            assured: false,
        };
        self.store().begin_session(secrets::hash(&secret), &session)?;
        Ok(secret)
    }

    /// Who holds a session; nobody where it has ended.
    ///
    /// # Errors
    /// The disk.
    pub fn signed_in(&self, secret: &str, now: Instant) -> Result<Option<SignedIn>, Problem> {
        let hash = secrets::hash(secret);
        let Some(mut session) = self.store().session(hash)? else { return Ok(None) };
        let account = self.store().account(&session.account)?;
        if !holds(&session, now) || account.details.disabled {
            return Ok(None);
        }
        if self.can_record() && now > session.seen_at + NOTED_EVERY {
            self.store().touch_session(hash, now, session.assured)?;
            session.seen_at = now;
        }
        let has_codes = || Ok::<_, Problem>(self.factors(&account.id)?.iter().any(|factor| factor.kind == "totp"));
        let needs_factor = !session.assured && has_codes()?;
        Ok(Some(SignedIn { visitor: Visitor { account: Some(account) }, session, needs_factor }))
    }

    /// Whose forms those of a session are, or of a browser that answers by the link of a letter; nobody's where both
    /// have ended. Looks only, and says nothing of what they may do.
    ///
    /// # Errors
    /// The disk.
    pub fn sender(&self, session: &str, answering: &str, now: Instant) -> Result<Option<String>, Problem> {
        if !session.is_empty()
            && let Some(session) = self.store().session(secrets::hash(session))?.filter(|session| holds(session, now))
        {
            return Ok(Some(session.account));
        }
        if answering.is_empty() {
            return Ok(None);
        }
        let link = self.store().answering(secrets::hash(answering), now)?;
        let link = link.filter(|link| link.revoked_at.is_none() && link.ends_at >= now);
        Ok(link.map(|link| format!("link-{}", link.number)))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// The disk.
    pub fn sign_out(&self, secret: &str) -> Result<(), Problem> {
        Ok(self.store().end_sessions(secrets::hash(secret), None)?)
    }

    /// Ends all other sessions of who holds this one.
    ///
    /// # Errors
    /// The disk.
    pub fn sign_out_elsewhere(&self, account: &str, secret: &str) -> Result<(), Problem> {
        Ok(self.store().end_sessions(secrets::hash(secret), Some(account))?)
    }

    /// What an account shows besides a link.
    ///
    /// # Errors
    /// The disk.
    pub fn factors(&self, account: &str) -> Result<Vec<Factor>, Problem> {
        Ok(self.store().factors(account)?)
    }

    /// A new secret for an app that makes codes, and the address that such apps read.
    ///
    /// # Errors
    /// A machine without randomness.
    pub fn new_code_secret(&self, email: &str) -> Result<(String, String), Problem> {
        let mut bytes = [0u8; 20];
        getrandom::fill(&mut bytes).map_err(|e| Problem::new(Kind::Temporary, format!("no randomness: {e}")))?;
        let secret = onpace_store::leaf::hex(&bytes);
        let totp = codes(&secret, email)?;
        let address = totp.to_url().map_err(|e| Problem::new(Kind::Unexpected, e))?;
        Ok((secret, address))
    }

    /// Adds such an app, once a code of it was typed.
    ///
    /// # Errors
    /// A code that the secret does not make now.
    pub fn add_code_app(
        &self,
        account: &str,
        name: &str,
        secret: &str,
        code: &str,
        seat: &Seat,
    ) -> Result<(), Problem> {
        let by = seat.may_of_account(account)?;
        // The secret comes back with the form, so it can be anything.
        let codes = codes(secret, "").map_err(|_| wrong_code())?;
        if step_of(&codes, code, by.now()).is_none() {
            return Err(wrong_code());
        }
        let name = onpace_core::plan::shortened(name.trim(), 60);
        let factor = Factor { number: 0, kind: "totp".to_owned(), name, secret: secret.to_owned(), used_up_to: None };
        let letter = letters::factor_changed(&self.account(account)?, "totp", true, by.now());
        Ok(self.store().add_factor(account, factor, letter, &by.hand())?)
    }

    /// Takes a factor away; its owner hears of it.
    ///
    /// # Errors
    /// The disk.
    pub fn drop_factor(&self, account: &str, factor: i64, seat: &Seat) -> Result<(), Problem> {
        let by = seat.may_of_account(account)?;
        let Some(known) = self.factors(account)?.into_iter().find(|known| known.number == factor) else {
            return Ok(());
        };
        let letter = letters::factor_changed(&self.account(account)?, &known.kind, false, by.now());
        Ok(self.store().drop_factor(account, factor, letter, &by.hand())?)
    }

    /// Takes all factors of an account away, for somebody who has lost what they were on.
    ///
    /// # Errors
    /// No such account; the disk.
    pub fn drop_factors(&self, account: &str, seat: &Seat) -> Result<(), Problem> {
        seat.may_of_account(account)?;
        self.account(account)?;
        self.factors(account)?.iter().try_for_each(|factor| self.drop_factor(account, factor.number, seat))
    }

    /// Leaves a line in the history of what was administered: somebody was refused, of an account where that can be
    /// told, and why.
    ///
    /// # Errors
    /// The disk.
    pub fn note_refusal(&self, account: Option<&str>, why: &str, now: Instant) -> Result<(), Problem> {
        let hand = Seat::refusing(now).may_of_house(Act::Administer)?.hand();
        let change = AdministeredChange { what: REFUSED.to_owned(), before: String::new(), after: why.to_owned() };
        Ok(self.store().note(&hand, account.unwrap_or("unknown"), vec![change])?)
    }

    /// The account that a link to sign in was made for, whether it works still or not.
    ///
    /// # Errors
    /// The disk.
    pub fn owner_of_link(&self, secret: &str) -> Result<Option<String>, Problem> {
        Ok(self.store().link(secrets::hash(secret))?.map(|link| link.account))
    }

    /// Takes a code for the second factor of a session. No code counts twice.
    ///
    /// # Errors
    /// A code that no app of the account makes now, or that was used.
    pub fn show_code(&self, account: &str, secret: &str, code: &str, now: Instant) -> Result<(), Problem> {
        for factor in self.store().factors(account)?.iter().filter(|factor| factor.kind == "totp") {
            let Some(step) = step_of(&codes(&factor.secret, "")?, code, now) else { continue };
            if self.store().use_factor(factor.number, step, None)? {
                return Ok(self.store().touch_session(secrets::hash(secret), now, true)?);
            }
        }
        Err(wrong_code())
    }
}

/// Whether a session has not ended. A clock that was set back must not make one immortal.
fn holds(session: &Session, now: Instant) -> bool {
    now <= session.ends_at && now <= session.seen_at + SESSION_RESTS && now >= session.made_at - NOTED_EVERY
}

/// Whose account an address is that is nobody's: the same is done for it, and nothing of that is left.
fn nobody(email: String) -> Account {
    let details = AccountDetails { name: "Somebody".to_owned(), disabled: false };
    Account { id: String::new(), email, details, roles: Vec::new() }
}

fn wrong_code() -> Problem {
    HouseRefusal::WrongCode.into()
}

fn codes(secret: &str, email: &str) -> Result<Totp, Problem> {
    let digit = |at: usize| secret.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let bytes: Option<Vec<u8>> = (0..secret.len()).step_by(2).map(digit).collect();
    let refused = |e: &dyn std::fmt::Display| Problem::new(Kind::Unexpected, e);
    let bytes = bytes.ok_or_else(|| refused(&"the secret of an app is damaged"))?;
    let built = Builder::new().with_secret(bytes).with_step_duration(CODE_HOLDS).with_issuer(Some("Onpace"));
    built.with_account_name(email.replace(':', " ")).build().map_err(|e| refused(&e))
}

/// The stretch of 30 seconds whose code it is, one before and one after now included.
fn step_of(totp: &Totp, code: &str, now: Instant) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let seconds = u64::try_from(now.seconds()).ok()?;
    totp.check(&code, seconds).and_then(|step| i64::try_from(step).ok())
}
