//! Letters to a mail server, RFC 5321, with TLS where the address says so.

use super::carrier::{Carrier, CarrierFailure, Message};
use crate::problem::{Kind, Problem};
use lettre::{SmtpTransport, Transport as _};
use std::time::Duration;

/// No server is waited for longer.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

/// The server.
pub(super) struct Smtp {
    transport: SmtpTransport,
}

// The address may hold a password, so nothing of it is shown.
impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Smtp")
    }
}

impl Smtp {
    pub(super) fn new(address: &str, patience: Duration) -> Result<Self, Problem> {
        let built = SmtpTransport::from_url(address).map_err(|e| {
            Problem::new(Kind::NotAccepted, format!("the mail server\u{2019}s address is not understood: {e}"))
        })?;
        Ok(Self { transport: built.timeout(Some(patience)).build() })
    }
}

impl Carrier for Smtp {
    fn name(&self) -> &'static str {
        "a mail server"
    }

    fn carry(&self, message: &Message) -> Result<(), CarrierFailure> {
        let mail = message.formatted()?;
        self.transport.send(&mail).map(|_| ()).map_err(|error| {
            let what = match error.status() {
                Some(code) => format!("the mail server answered {code}"),
                None if error.is_timeout() => "the mail server did not answer in time".to_owned(),
                None => "the mail server could not be reached".to_owned(),
            };
            CarrierFailure {
                what,
                for_good: error.status().is_some_and(|code| is_about_the_mailbox(&code.to_string())),
            }
        })
    }
}

/// Whether an answer says that this mailbox takes no letter, now or later (RFC 5321, 4.2.3). Any other one that is
/// for good, such as a password that has changed, is the administrator's to mend, and the letter waits for that.
fn is_about_the_mailbox(code: &str) -> bool {
    code.starts_with("55")
}
