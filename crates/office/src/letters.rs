//! The words of each mail: one message, one job; plain text; nothing attached, nothing counted.
//! **Not here.** Sending.

use onpace_store::accounts::Account;
use onpace_store::post::Draft;

/// A link to sign in with. The link itself is made as the letter goes out.
#[must_use]
pub fn sign_in(account: &Account) -> Draft {
    Draft {
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
pub fn trial(recipient: &str, now: i64) -> Draft {
    Draft {
        about: format!("trial-{now}"),
        recipient: recipient.to_owned(),
        subject: "Onpace can send email".to_owned(),
        body: "This is the email that you asked for to see that Onpace can send email. There is nothing to do.\n"
            .to_owned(),
    }
}
