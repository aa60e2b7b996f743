//! A mail server for tests, on this machine only: RFC 5321 as far as a client needs it, each letter kept, and
//! the troubles that real servers make, to order.
//!
//! **Not here.** TLS, and sending anything on.

use std::collections::{HashMap, VecDeque};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server does with one try to send to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerAct {
    /// Takes the letter.
    Take,
    /// Refuses the recipient: `550 5.1.1 no such user`.
    Refuse(&'static str),
    /// Takes the letter, and answers so much later.
    TakeLate(Duration),
    /// Takes the letter, and breaks the connection before it says so.
    TakeAndBreak,
    /// Says nothing for so long, then breaks the connection; no letter is taken.
    Silence(Duration),
}

/// A letter as it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The recipient of the envelope.
    pub to: String,
    /// Head and body, lines ended by CR LF.
    pub text: String,
}

impl Mail {
    /// The value of a head line, folded lines joined; empty where there is none.
    #[must_use]
    pub fn head(&self, name: &str) -> String {
        let head = self.text.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ").replace("\r\n\t", " ");
        let line = head.lines().find(|line| line.to_lowercase().starts_with(&format!("{}:", name.to_lowercase())));
        line.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    }
}

/// The server; it ends with the process.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    acts: Mutex<HashMap<String, VecDeque<ServerAct>>>,
    mails: Mutex<Vec<Mail>>,
    tries: Mutex<Vec<String>>,
}

impl Server {
    /// Starts one.
    ///
    /// # Panics
    /// Where no port is free.
    #[must_use]
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, shared) = (listener.local_addr().unwrap(), Arc::new(Shared::default()));
        let kept = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&kept);
                // A client that goes away is no trouble of the server.
                std::thread::spawn(move || drop(speak(stream, &shared)));
            }
        });
        Self { address, shared }
    }

    /// As mail is told where to go: `smtp://127.0.0.1:PORT`.
    #[must_use]
    pub fn way(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// What it does with the next tries to an address, in order; after them it takes every letter.
    ///
    /// # Panics
    /// Where a connection's thread has.
    pub fn when(&self, to: &str, acts: impl IntoIterator<Item = ServerAct>) {
        self.shared.acts.lock().unwrap().insert(to.to_lowercase(), acts.into_iter().collect());
    }

    /// Every letter that was taken, in order.
    ///
    /// # Panics
    /// Where a connection's thread has.
    #[must_use]
    pub fn mails(&self) -> Vec<Mail> {
        self.shared.mails.lock().unwrap().clone()
    }

    /// How often somebody tried to send to an address.
    ///
    /// # Panics
    /// Where a connection's thread has.
    #[must_use]
    pub fn tries(&self, to: &str) -> usize {
        self.shared.tries.lock().unwrap().iter().filter(|one| one.eq_ignore_ascii_case(to)).count()
    }
}

/// One connection, to its end.
fn speak(stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    let (mut reader, mut out) = (BufReader::new(stream.try_clone()?), stream);
    let mut say = |line: &str| out.write_all(format!("{line}\r\n").as_bytes());
    say("220 testkit ESMTP")?;
    let (mut to, mut act) = (String::new(), ServerAct::Take);
    let mut line = String::new();
    while {
        line.clear();
        reader.read_line(&mut line)?
    } > 0
    {
        match line.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
            "EHLO" | "HELO" | "MAIL" | "RSET" | "NOOP" => say("250 2.0.0 ok")?,
            "RCPT" => {
                line.split(['<', '>']).nth(1).unwrap_or_default().clone_into(&mut to);
                shared.tries.lock().unwrap().push(to.clone());
                let mut acts = shared.acts.lock().unwrap();
                act = acts.get_mut(&to.to_lowercase()).and_then(VecDeque::pop_front).unwrap_or(ServerAct::Take);
                drop(acts);
                match &act {
                    ServerAct::Refuse(why) => say(why)?,
                    ServerAct::Silence(time) => {
                        std::thread::sleep(*time);
                        return Ok(());
                    }
                    _ => say("250 2.1.5 ok")?,
                }
            }
            "DATA" => {
                say("354 go on")?;
                let text = data(&mut reader)?;
                shared.mails.lock().unwrap().push(Mail { to: to.clone(), text });
                match &act {
                    ServerAct::TakeAndBreak => return Ok(()),
                    ServerAct::TakeLate(time) => std::thread::sleep(*time),
                    _ => {}
                }
                say("250 2.0.0 taken")?;
            }
            "QUIT" => return say("221 2.0.0 bye"),
            _ => say("502 5.5.1 not here")?,
        }
    }
    Ok(())
}

/// The text up to the line with a single point; points that were doubled on the way are single again.
fn data(reader: &mut impl std::io::BufRead) -> std::io::Result<String> {
    let (mut text, mut line) = (String::new(), String::new());
    while {
        line.clear();
        reader.read_line(&mut line)?
    } > 0
        && line != ".\r\n"
    {
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
    Ok(text)
}
