//! Passkeys: signing in by a device that knows its owner, instead of a mailed link (`WebAuthn` Level 3).
//!
//! A passkey answers a challenge that was made for one browser and holds for five minutes; challenges are
//! kept in memory only, for a service that starts anew asks again. The device has checked its owner, by
//! finger, face or number, so such a session needs no second factor. **Not here.** Pages, and the script
//! that talks to the browser.

use crate::desk::Desk;
use crate::letters;
use crate::problem::{Kind, Problem};
use crate::seat::Seat;
use crate::secrets;
use onpace_core::house::refusal::HouseRefusal;
use onpace_core::instant::Instant;
use onpace_core::ledger::merkle::Hash;
use onpace_store::factors::Factor;
use onpace_store::{Accounts as _, Factors as _};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url,
    Uuid, Webauthn, WebauthnBuilder,
};
use webauthn_rs_proto::ResidentKeyRequirement;

/// A challenge holds for so long, in microseconds: five minutes.
const HOLDS: i64 = 5 * 60 * 1_000_000;
/// So many challenges are open at once at most; who asks for one more waits until some have ended.
const MOST_OPEN: usize = 10_000;
/// The kind of such a factor.
const KIND: &str = "passkey";

/// What passkeys are checked with; none where the address of the service allows none.
#[derive(Default)]
pub struct Passkeys {
    checks: Option<Webauthn>,
    open: Mutex<HashMap<Hash, (Instant, Challenge)>>,
}

enum Challenge {
    ToAdd(PasskeyRegistration),
    ToSignIn(DiscoverableAuthentication),
}

impl Passkeys {
    /// For a service at an address. Browsers take passkeys only for a name, not for a number such as
    /// 127.0.0.1, and only by `https` or on the same machine.
    #[must_use]
    pub fn of(base: &str, organisation: &str) -> Self {
        let checks = Url::parse(base).ok().and_then(|origin| {
            let host = origin.domain()?;
            let is_safe = origin.scheme() == "https" || host == "localhost";
            let builder = WebauthnBuilder::new(host, &origin).ok().filter(|_| is_safe)?;
            let name = if organisation.is_empty() { "Onpace".to_owned() } else { format!("Onpace, {organisation}") };
            builder.rp_name(&name).build().ok()
        });
        Self { checks, open: Mutex::default() }
    }

    /// Whether this service can take passkeys.
    #[must_use]
    pub const fn are_offered(&self) -> bool {
        self.checks.is_some()
    }

    fn checks(&self) -> Result<&Webauthn, Problem> {
        self.checks.as_ref().ok_or_else(|| Problem::refused(Kind::NotFound, HouseRefusal::NoPasskeys))
    }

    /// Keeps a challenge for who holds a secret: their browser, or their session.
    fn keep(&self, whose: &str, challenge: Challenge, now: Instant) -> Result<(), Problem> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= MOST_OPEN {
            open.retain(|_, (ends_at, _)| *ends_at >= now);
        }
        if open.len() >= MOST_OPEN {
            return Err(Problem::refused(Kind::Temporary, HouseRefusal::TooManySigningIn));
        }
        open.insert(secrets::hash(whose), (now + HOLDS, challenge));
        Ok(())
    }

    /// Takes it back, once.
    fn take(&self, whose: &str, now: Instant) -> Option<Challenge> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.remove(&secrets::hash(whose)).filter(|(ends_at, _)| *ends_at >= now).map(|(_, challenge)| challenge)
    }

    /// What a browser must know to make a passkey for an account, as JSON.
    ///
    /// # Errors
    /// A service without passkeys; no such account.
    pub fn begin_adding(&self, desk: &Desk, account: &str, session: &str, now: Instant) -> Result<String, Problem> {
        let owner = desk.account(account)?;
        let known = held(desk, account)?.into_iter().map(|(_, key)| key.cred_id().clone()).collect();
        let whose = handle(desk, account)?;
        let begun = self.checks()?.start_passkey_registration(whose, &owner.email, &owner.details.name, Some(known));
        let (mut options, state) = begun.map_err(unexpected)?;
        // So that the device can name its owner: who signs in types no address, and nobody can try which there are.
        if let Some(wanted) = &mut options.public_key.authenticator_selection {
            wanted.resident_key = Some(ResidentKeyRequirement::Required);
            wanted.require_resident_key = true;
        }
        self.keep(session, Challenge::ToAdd(state), now)?;
        serde_json::to_string(&options.public_key).map_err(unexpected)
    }

    /// Adds the passkey that a browser made.
    ///
    /// # Errors
    /// An answer to no challenge of theirs, or a wrong one.
    pub fn add(
        &self,
        desk: &Desk,
        account: &str,
        session: &str,
        name: &str,
        answer: &str,
        seat: &Seat,
    ) -> Result<(), Problem> {
        let by = seat.may_of_account(account)?;
        let Some(Challenge::ToAdd(state)) = self.take(session, by.now()) else { return Err(refused()) };
        let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| refused())?;
        let key = self.checks()?.finish_passkey_registration(&answer, &state).map_err(|_| refused())?;
        let secret = serde_json::to_string(&key).map_err(unexpected)?;
        let name = onpace_core::plan::shortened(name.trim(), 60);
        let factor = Factor { number: 0, kind: KIND.to_owned(), name, secret, used_up_to: None };
        let letter = letters::factor_changed(&desk.account(account)?, KIND, true, by.now());
        Ok(desk.store().add_factor(account, factor, letter, &by.hand())?)
    }

    /// What a browser must know to show a passkey, as JSON; the same for everybody.
    ///
    /// # Errors
    /// A service without passkeys.
    pub fn begin_sign_in(&self, browser: &str, now: Instant) -> Result<String, Problem> {
        let (options, state) = self.checks()?.start_discoverable_authentication().map_err(unexpected)?;
        self.keep(browser, Challenge::ToSignIn(state), now)?;
        serde_json::to_string(&options.public_key).map_err(unexpected)
    }

    /// A session for whose passkey answers; its secret.
    ///
    /// # Errors
    /// An answer to no challenge of this browser, a passkey of nobody, or of somebody who may not sign in.
    pub fn sign_in(&self, desk: &Desk, browser: &str, answer: &str, now: Instant) -> Result<String, Problem> {
        let account = self.shown(desk, browser, answer, now)?;
        let session = desk.begin_session(&account, now)?;
        desk.store().touch_session(secrets::hash(&session), now, true)?;
        Ok(session)
    }

    /// Whose passkey answers: the id of their account.
    ///
    /// # Errors
    /// As [`Passkeys::sign_in`].
    pub fn shown(&self, desk: &Desk, browser: &str, answer: &str, now: Instant) -> Result<String, Problem> {
        let Some(Challenge::ToSignIn(state)) = self.take(browser, now) else { return Err(refused()) };
        let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|_| refused())?;
        let checks = self.checks()?;
        let (whose, id) = checks.identify_discoverable_authentication(&answer).map_err(|_| refused())?;
        for account in desk.accounts()? {
            if account.details.disabled || handle(desk, &account.id)? != whose {
                continue;
            }
            let known = held(desk, &account.id)?.into_iter().find(|(_, key)| key.cred_id().as_slice() == id);
            let (factor, mut key) = known.ok_or_else(refused)?;
            let shown = checks.finish_discoverable_authentication_v2(&answer, state, &key).map_err(|_| refused())?;
            key.update_credential(&shown);
            let secret = serde_json::to_string(&key).map_err(unexpected)?;
            desk.store().use_factor(factor.number, now.micros(), Some(secret))?;
            return Ok(account.id);
        }
        Err(refused())
    }
}

/// The passkeys of an account.
fn held(desk: &Desk, account: &str) -> Result<Vec<(Factor, Passkey)>, Problem> {
    let all = desk.factors(account)?.into_iter().filter(|factor| factor.kind == KIND);
    all.map(|factor| {
        let key = serde_json::from_str(&factor.secret).map_err(unexpected)?;
        Ok((factor, key))
    })
    .collect()
}

/// By what a device knows an account: nothing that says who it is, and another in each data folder.
fn handle(desk: &Desk, account: &str) -> Result<Uuid, Problem> {
    let hash = secrets::hash(&format!("passkey of {account} in {}", desk.store().id()?));
    let mut half = [0; 16];
    half.copy_from_slice(hash.get(..16).unwrap_or(&[0; 16]));
    Ok(Uuid::from_bytes(half))
}

fn refused() -> Problem {
    HouseRefusal::PasskeyNotTaken.into()
}

fn unexpected(problem: impl std::fmt::Display) -> Problem {
    Problem::new(Kind::Unexpected, problem)
}
