//! The service as a process of its own, and clients that speak HTTP to it byte by byte.
//! **Not here.** What is asked of it.

use crate::{EXAMPLE, onpace, run};
use onpace_core::access::Role;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_office::Desk;
use onpace_office::Seat;
use onpace_office::accounts::AccountDetails;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

/// A folder with the example as the plan "send", and an account that may do everything in it.
pub(crate) fn held(folder: &Path) -> String {
    let data = folder.join("data").to_string_lossy().into_owned();
    assert_eq!(run(&["import", EXAMPLE, "--plan", "send", "--data", &data]).code, 0);
    let desk = Desk::to_begin(Path::new(&data)).unwrap();
    let hand = Seat::operator("test", Channel::Cli, now()).unwrap();
    let account = |name: &str| AccountDetails { name: name.to_owned(), disabled: false };
    desk.set_account("admin@here.invalid", &account("The administrator"), &[(None, Role::Admin)], &hand).unwrap();
    let of_plan = [(Some("send".to_owned()), Role::Manager)];
    desk.set_account("manager@here.invalid", &account("The manager"), &of_plan, &hand).unwrap();
    data
}

/// The secret of a session of the manager, begun at an instant while nothing serves the folder.
pub(crate) fn session(data: &str, at: Instant) -> String {
    let desk = Desk::to_begin(Path::new(data)).unwrap();
    let accounts = desk.accounts().unwrap();
    let manager = accounts.iter().find(|account| account.email == "manager@here.invalid").unwrap();
    desk.begin_session(&manager.id, at).unwrap()
}

/// The instant of the machine's clock.
pub(crate) fn now() -> Instant {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Instant::from_micros(i64::try_from(since.as_micros()).unwrap())
}

/// A running service; killed when dropped.
pub(crate) struct Service {
    pub(crate) child: Child,
    pub(crate) at: SocketAddr,
    pub(crate) metrics: Option<SocketAddr>,
    told: Option<JoinHandle<String>>,
}

impl Service {
    pub(crate) fn start(data: &str) -> Self {
        Self::start_by(onpace(&["serve", "--listen", "127.0.0.1:0", "--data", data]))
    }

    /// Starts it by a command of one's own.
    pub(crate) fn start_by(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut errors = child.stderr.take().unwrap();
        // Read all the time, for a full pipe would hold it up.
        let told = std::thread::spawn(move || {
            let mut told = Vec::new();
            let _ = errors.read_to_end(&mut told);
            String::from_utf8_lossy(&told).into_owned()
        });
        Self::of(child, Some(told))
    }

    /// Starts it by a command that says where its errors go; nobody reads them.
    pub(crate) fn start_unheard(mut command: Command) -> Self {
        Self::of(command.stdout(Stdio::piped()).spawn().unwrap(), None)
    }

    fn of(mut child: Child, told: Option<JoinHandle<String>>) -> Self {
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let Ok(said) = serde_json::from_str::<serde_json::Value>(&line) else {
            let told = told.map(|told| told.join().unwrap());
            panic!("the service did not start: {line} {}", told.unwrap_or_default());
        };
        let address = |name: &str| said[name].as_str().map(|at| at.parse().unwrap());
        Self { at: address("listening").unwrap(), metrics: address("metrics"), child, told }
    }

    /// What it told on standard error, once it has ended.
    pub(crate) fn told(&mut self) -> String {
        self.kill();
        self.told.take().unwrap().join().unwrap()
    }

    /// Asks it to stop; gives how it ended.
    pub(crate) fn stop(&mut self) -> ExitStatus {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.child.wait().unwrap()
    }

    pub(crate) fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.kill();
    }
}

/// An answer; status 0 where none came, or not all of its head.
#[derive(Debug, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) text: String,
}

/// Sends one request and reads what comes.
pub(crate) fn send(at: SocketAddr, request: &str) -> Reply {
    let Ok(mut stream) = TcpStream::connect(at) else { return Reply::default() };
    stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
    let mut all = Vec::new();
    if stream.write_all(request.as_bytes()).is_ok() {
        let _ = stream.read_to_end(&mut all);
    }
    let text = String::from_utf8_lossy(&all).into_owned();
    let has_head = text.contains("\r\n\r\n");
    let status = text.split(' ').nth(1).and_then(|code| code.parse().ok()).filter(|_| has_head).unwrap_or(0);
    Reply { status, text }
}

/// Somebody with a session.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) session: String,
    pub(crate) token: String,
    seen: String,
}

impl Client {
    /// With a session; the token comes from a page.
    pub(crate) fn new(at: SocketAddr, session: String) -> Self {
        let mut client = Self { session, token: String::new(), seen: String::new() };
        let page = client.get(at, "/account");
        assert_eq!(page.status, 200, "{}", page.text);
        client.token = field(&page.text, "token").unwrap();
        client
    }

    pub(crate) fn get(&self, at: SocketAddr, path: &str) -> Reply {
        let cookie = format!("Cookie: __Host-session={}", self.session);
        send(at, &format!("GET {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n{cookie}\r\n\r\n"))
    }

    pub(crate) fn post(&self, at: SocketAddr, path: &str, form: &str) -> Reply {
        let body = format!("token={}&{form}", self.token);
        let heads = format!(
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nCookie: __Host-session={}",
            body.len(),
            self.session
        );
        send(at, &format!("POST {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n{heads}\r\n\r\n{body}"))
    }

    /// Records an update of a row, having seen what is there; where somebody was faster, looks again.
    pub(crate) fn update(&mut self, at: SocketAddr, row: &str, note: &str) -> Reply {
        let path = format!("/p/send/actions/{row}/update");
        for _ in 0..20 {
            if self.seen.is_empty() {
                self.seen = field(&self.get(at, &path).text, "seen").unwrap_or_default();
            }
            let reply = self.post(at, &path, &format!("percent=7&note={note}&on=1+June+2022&seen={}", self.seen));
            if reply.status != 409 {
                return reply;
            }
            self.seen.clear();
        }
        Reply::default()
    }
}

/// The value of a hidden field of a page.
pub(crate) fn field(page: &str, name: &str) -> Option<String> {
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1)?;
    Some(after.split('"').next()?.to_owned())
}
