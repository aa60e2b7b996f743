//! The words of each mail: one message, one job; plain text; nothing attached, nothing counted.
//! **Not here.** Sending.

use onpace_core::instant::Instant;
use onpace_core::local_time;
use onpace_store::accounts::Account;
use onpace_store::post::LetterDraft;

/// A link to sign in with. The link itself is made as the letter goes out.
#[must_use]
pub fn sign_in(account: &Account) -> LetterDraft {
    LetterDraft {
        about: String::new(),
        recipient: account.email.clone(),
        subject: "Your link to sign in to Onpace".to_owned(),
        body: format!(
            "{},\n\nuse this link to sign in to Onpace. It works for 10 minutes, once, in the browser in which you \
             asked for it:\n\n  {{link}}\n\nIf you did not ask for it, you can ignore this email. Nobody can sign in \
             without opening it.\n",
            account.details.name
        ),
    }
}

/// A letter by which an administrator sees that mail works.
#[must_use]
pub fn trial(recipient: &str, now: Instant) -> LetterDraft {
    LetterDraft {
        about: format!("trial-{}", now.micros()),
        recipient: recipient.to_owned(),
        subject: "Onpace can send email".to_owned(),
        body: "This is the email that you asked for to see that Onpace can send email. There is nothing to do.\n"
            .to_owned(),
    }
}

/// That what somebody signs in with has changed: to them, so that they find out where it was not them.
#[must_use]
pub fn factor_changed(account: &Account, kind: &str, is_new: bool, now: Instant) -> LetterDraft {
    let what = if kind == "passkey" { "A passkey" } else { "An app that makes security codes" };
    let done = if is_new { "added to" } else { "removed from" };
    LetterDraft {
        about: String::new(),
        recipient: account.email.clone(),
        subject: "How you sign in to Onpace has changed".to_owned(),
        body: format!(
            "{},\n\n{what} was {done} your Onpace account on {}.\n\nIf this was you, or an administrator did it for \
             you, there is nothing to do. If not, tell your administrator now: someone else may be able to sign in in \
             your name.\n",
            account.details.name,
            local_time::in_full(now)
        ),
    }
}
