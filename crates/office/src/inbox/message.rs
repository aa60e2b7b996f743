//! One message: its bytes read within limits, and what it is. Total: whatever comes is at least unreadable.
//!
//! | what it is | by what |
//! |---|---|
//! | a letter that came back | a delivery report (RFC 3464) that says "failed" |
//! | of no account | a delivery report of anything else |
//! | somebody is away | `Auto-Submitted` other than "no" (RFC 3834), `X-Autoreply`, `Precedence`, an empty sender |
//! | a message | everything else |
//!
//! **Not here.** Whose it is, and what becomes of it.

use mail_parser::{HeaderName, Message, MessageParser, MimeHeaders as _, PartType};
use onpace_core::legible::steers;
use onpace_core::plan::shortened;

/// No message is larger, in bytes.
pub(super) const LARGEST: u64 = 20 * 1024 * 1024;
/// No message has more parts: what is nested deeper is made by nobody who has something to say.
const MOST_PARTS: usize = 200;
/// So many letters of the words are kept.
const MOST_WORDS: usize = 20_000;
/// And so many of a subject, or the name of a file.
const MOST_LINE: usize = 200;
/// So many files of a message are named.
const MOST_FILES: usize = 20;

/// What a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Something that somebody wrote.
    Message,
    /// A program answers for somebody who is away.
    Away,
    /// A letter came back.
    Returned(Returned),
    /// Nothing that anybody needs to see.
    Nothing,
    /// It cannot be read; why.
    Unreadable(String),
}

/// A letter that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Returned {
    /// Who did not get it: an address in small letters.
    pub(crate) recipient: String,
    /// What the server said, in three digits.
    pub(crate) code: String,
    /// The `Message-ID` of the letter, without brackets, where the report has it.
    pub(crate) of: Option<String>,
}

/// A message as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Read {
    /// What it is.
    pub(crate) kind: Kind,
    /// The sender's address, in small letters; empty where there is none.
    pub(crate) sender: String,
    /// Its subject, on one line.
    pub(crate) subject: String,
    /// Its words.
    pub(crate) words: String,
    /// The names of the files in it.
    pub(crate) files: Vec<String>,
}

/// Reads a message.
pub(crate) fn read(bytes: &[u8]) -> Read {
    let Some(message) = parsed(bytes) else {
        return Read {
            kind: Kind::Unreadable("It is no email, or is built in a way that no mail program builds one.".to_owned()),
            sender: String::new(),
            subject: String::new(),
            words: String::new(),
            files: Vec::new(),
        };
    };
    let sender = message.from().and_then(|from| from.first()).and_then(|one| one.address()).unwrap_or_default();
    let sender: String = sender.chars().filter(|c| !c.is_whitespace() && !steers(*c)).take(254).collect();
    let words = message.body_text(0).unwrap_or_default();
    let mut read = Read {
        kind: kind(&message),
        sender: sender.to_lowercase(),
        subject: line(message.subject().unwrap_or_default()),
        words: legible(&words),
        files: files(&message).map(|(name, _)| name).take(MOST_FILES).collect(),
    };
    if read.kind == Kind::Message && read.sender.is_empty() {
        read.kind = Kind::Unreadable("It does not say who sent it.".to_owned());
    }
    read
}

/// A file in a message, by its place among those that [`Read::files`] names.
pub(crate) fn file(bytes: &[u8], at: usize) -> Option<(String, Vec<u8>)> {
    let message = parsed(bytes)?;
    files(&message).take(MOST_FILES).nth(at).map(|(name, bytes)| (name, bytes.to_vec()))
}

/// What somebody wrote themselves: the words before those that their program quotes.
#[must_use]
pub fn own_words(words: &str) -> &str {
    let quotes = |line: &str| {
        let line = line.trim();
        line.starts_with('>')
            || line.starts_with("-----Original Message")
            || line.starts_with("________________")
            || (line.starts_with("On ") && line.ends_with("wrote:"))
            || (line.starts_with("From:") && line.contains('@'))
    };
    let mut end = 0;
    for line in words.split_inclusive('\n') {
        if quotes(line) {
            break;
        }
        end += line.len();
    }
    let own = words[..end].trim();
    if own.is_empty() { words.trim() } else { own }
}

/// The message, where it is within limits.
fn parsed(bytes: &[u8]) -> Option<Message<'_>> {
    // Each part has a head of its own that says what it holds. Counted first, for reading is as deep as they nest.
    let says = b"content-type:";
    let parts = bytes.windows(says.len()).filter(|window| window.eq_ignore_ascii_case(says)).take(MOST_PARTS + 1);
    if parts.count() > MOST_PARTS {
        return None;
    }
    MessageParser::default().parse(bytes).filter(|message| !message.parts.is_empty() && !message.headers().is_empty())
}

/// The files in a message, with names.
fn files<'m>(message: &'m Message<'_>) -> impl Iterator<Item = (String, &'m [u8])> {
    message.attachments().filter_map(|part| {
        let name = part.attachment_name()?;
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        Some((line(name), part.contents())).filter(|(name, _)| !name.is_empty())
    })
}

fn kind(message: &Message<'_>) -> Kind {
    if let Some(report) = part(message, "message", "delivery-status") {
        return returned(message, &report).map_or(Kind::Nothing, Kind::Returned);
    }
    let head =
        |name: &'static str| message.header_raw(HeaderName::from(name)).map(|value| value.trim().to_ascii_lowercase());
    let by_program = head("Auto-Submitted").filter(|value| value != "no");
    let in_bulk = head("Precedence").is_some_and(|value| ["bulk", "junk", "list", "auto_reply"].contains(&&*value));
    let from_nobody = message.header_raw(HeaderName::ReturnPath).is_some_and(|path| path.trim() == "<>");
    let says_so = ["X-Autoreply", "X-Autorespond", "X-Autogenerated"].into_iter().any(|name| head(name).is_some());
    let subject = message.subject().unwrap_or_default().trim().to_lowercase();
    let titled =
        ["automatic reply:", "autoreply:", "auto:", "out of office"].iter().any(|word| subject.starts_with(word));
    if by_program.is_some() || in_bulk || from_nobody || says_so || titled { Kind::Away } else { Kind::Message }
}

/// The contents of the first part of a type, as text.
fn part(message: &Message<'_>, kind: &str, sort: &str) -> Option<String> {
    let found = message.parts.iter().find(|part| part.is_content_type(kind, sort))?;
    Some(String::from_utf8_lossy(found.contents()).into_owned())
}

/// A delivery report that says that a letter failed: blocks of fields, one of the report, one a recipient.
fn returned(message: &Message<'_>, report: &str) -> Option<Returned> {
    let report = report.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
    let field = |block: &str, name: &str| {
        let line = block.lines().find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:")));
        line.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned())
    };
    let failed = report
        .split("\n\n")
        .find(|block| field(block, "action").is_some_and(|action| action.eq_ignore_ascii_case("failed")))?;
    let address = field(failed, "original-recipient").or_else(|| field(failed, "final-recipient"))?;
    let recipient = address.rsplit(';').next().unwrap_or_default().trim().trim_matches(['<', '>']).to_lowercase();
    let said = field(failed, "diagnostic-code").unwrap_or_default();
    let digits = said.split(|c: char| !c.is_ascii_digit()).find(|word| word.len() == 3).map(str::to_owned);
    let code = digits.unwrap_or_else(|| code_of(&field(failed, "status").unwrap_or_default()).to_owned());
    Some(Returned { recipient, code, of: original(message) })
}

/// The three digits that stand for a status of RFC 3463.
fn code_of(status: &str) -> &'static str {
    match status {
        "5.2.2" => "552",
        _ if status.starts_with("5.1") || status.starts_with("5.2") => "550",
        _ if status.starts_with('4') => "452",
        _ => "554",
    }
}

/// The `Message-ID` of the letter that a report is about: it brings the letter, or its head.
fn original(message: &Message<'_>) -> Option<String> {
    let within = message.parts.iter().find_map(|part| match &part.body {
        PartType::Message(letter) => letter.message_id().map(str::to_owned),
        _ => None,
    });
    within.or_else(|| {
        let head = part(message, "text", "rfc822-headers")?;
        let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with("message-id:"))?;
        Some(line.split_once(':')?.1.trim().trim_matches(['<', '>']).to_owned())
    })
}

/// A text without what steers a page, on one line.
fn line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).collect();
    let text: String = text.chars().filter(|c| !steers(*c)).collect();
    shortened(text.trim(), MOST_LINE)
}

/// Words without what steers a page, lines as they are.
fn legible(words: &str) -> String {
    let kept = words.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !steers(*c)).take(MOST_WORDS);
    kept.collect::<String>().trim().to_owned()
}
