//! What carries a letter. **Not here.** Any one carrier, and their list.

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder};
use onpace_core::instant::Instant;
use std::fmt::Debug;

/// A letter as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its `Message-ID`.
    pub id: String,
    /// The sender.
    pub from: String,
    /// The recipient.
    pub to: String,
    /// Who reads what is replied to it: a name and an address; nobody where it is the sender.
    pub reply_to: Option<(String, String)>,
    /// The subject.
    pub subject: String,
    /// The words.
    pub body: String,
    /// When.
    pub at: Instant,
}

/// Why a letter was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarrierFailure {
    /// In words, without the address.
    pub what: String,
    /// Whether trying again is in vain.
    pub for_good: bool,
}

/// One way for letters.
pub trait Carrier: Send + Sync + Debug {
    /// Its name on pages.
    fn name(&self) -> &'static str;
    /// Hands a letter over.
    ///
    /// # Errors
    /// Where it was not taken.
    fn carry(&self, message: &Message) -> Result<(), CarrierFailure>;
}

impl Message {
    /// The letter as mail programs have it. What people typed cannot add a header to it.
    pub(super) fn formatted(&self) -> Result<lettre::Message, CarrierFailure> {
        let for_good = |what: &str| CarrierFailure { what: what.to_owned(), for_good: true };
        let from: Mailbox = self.from.parse().map_err(|_| for_good("the sender's address is not one"))?;
        let to: Mailbox = self.to.parse().map_err(|_| for_good("the recipient's address is not one"))?;
        let seconds = u64::try_from(self.at.seconds()).unwrap_or(0);
        let date = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        let header =
            |name: &'static str, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
        let subject = one_line(&self.subject);
        let mut message = MessageBuilder::new().from(from).to(to);
        // An address that is none must not keep the letter from going out.
        if let Some((name, address)) = &self.reply_to
            && let Ok(address) = address.parse()
        {
            message = message.reply_to(Mailbox::new(Some(one_line(name)), address));
        }
        message
            .date(date)
            .subject(subject)
            .message_id(Some(self.id.clone()))
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .raw_header(header("X-Auto-Response-Suppress", "All"))
            .header(ContentType::TEXT_PLAIN)
            .body(self.body.clone())
            .map_err(|_| for_good("the letter could not be put together"))
    }
}

/// A text without what would begin another line, or another head line.
fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}
