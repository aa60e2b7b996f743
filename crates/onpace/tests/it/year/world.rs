//! The world around the service for a year: a clock that the test sets, a mail server, browsers, and SIGKILL.

use crate::onpace;
use crate::service::{Client, Reply, Service, field, send};
use jiff::civil::Date;
use onpace_core::instant::Instant;
use onpace_core::local_time;
use onpace_office::Desk;
use onpace_testkit::smtp::Server;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The instant of a time of day, as clocks in the United Kingdom show it.
pub(crate) fn at(day: Date, hour: i8) -> Instant {
    Instant::from_micros((local_time::instant(day, hour, 0).unwrap()).micros())
}

/// Who runs rounds, and who signs off.
pub(crate) struct Team {
    pub(crate) manager: Client,
    pub(crate) approver: Client,
}

pub(crate) struct World {
    _folder: tempfile::TempDir,
    pub(crate) data: String,
    clock: PathBuf,
    pub(crate) mail: Server,
    service: Option<Service>,
    pub(crate) now: Instant,
    pub(crate) kills: usize,
}

impl World {
    /// With an empty folder, and nothing running.
    pub(crate) fn new(now: Instant) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data").to_string_lossy().into_owned();
        let clock = folder.path().join("clock");
        let mut world = Self { _folder: folder, data, clock, mail: Server::start(), service: None, now, kills: 0 };
        world.set(now);
        world
    }

    /// Sets the clock, forward or back.
    pub(crate) fn set(&mut self, now: Instant) {
        self.now = now;
        let next = self.clock.with_extension("next");
        std::fs::write(&next, onpace_office::history::instant(now)).unwrap();
        std::fs::rename(next, &self.clock).unwrap();
    }

    /// The service, running.
    pub(crate) fn serve(&mut self) -> SocketAddr {
        if self.service.is_none() {
            let way = self.mail.way();
            let mut command = onpace(&["serve", "--listen", "127.0.0.1:0", "--test-mode", "--data", &self.data]);
            command.args(["--mail", &way, "--mail-from", "onpace@here.invalid"]);
            command.env("ONPACE_TEST_CLOCK", &self.clock);
            self.service = Some(Service::start_by(command));
        }
        self.service.as_ref().unwrap().at
    }

    /// SIGKILL, as when the power goes.
    pub(crate) fn kill(&mut self) {
        if let Some(mut service) = self.service.take() {
            service.kill();
            self.kills += 1;
        }
    }

    /// The folder, while nothing serves it.
    pub(crate) fn desk(&mut self) -> Desk {
        self.kill();
        Desk::to_begin(Path::new(&self.data)).unwrap()
    }

    /// Signs the manager and the approver in; the service runs again.
    pub(crate) fn team(&mut self) -> Team {
        let now = self.now;
        let [manager, approver] = {
            let desk = self.desk();
            let accounts = desk.accounts().unwrap();
            ["manager@here.invalid", "approver@here.invalid"].map(|email| {
                let account = accounts.iter().find(|one| one.email == email).unwrap();
                desk.begin_session(&account.id, now).unwrap()
            })
        };
        let at = self.serve();
        Team { manager: Client::new(at, manager), approver: Client::new(at, approver) }
    }

    /// Sends a form, with the service killed so long afterwards where a time is given. Nothing where no answer came.
    fn through(
        &mut self,
        kill: Option<Duration>,
        request: impl FnOnce(SocketAddr) -> Reply + Send + 'static,
    ) -> Option<Reply> {
        let at = self.serve();
        let Some(after) = kill else { return Some(request(at)) };
        let asked = std::thread::spawn(move || request(at));
        std::thread::sleep(after);
        self.kill();
        Some(asked.join().unwrap()).filter(|reply| reply.status != 0)
    }

    /// Sends a form until it is acknowledged: killed in between, somebody presses the button again, unless the page
    /// says that it was saved.
    pub(crate) fn insist(&mut self, who: &Client, path: &str, form: &str, kill: Option<Duration>) {
        let (client, to, body) = (who.clone(), path.to_owned(), form.to_owned());
        let was_killed = kill.is_some();
        match self.through(kill, move |at| client.post(at, &to, &body)) {
            Some(reply) if reply.status == 303 => return,
            Some(reply) => panic!("{path}: {} {}", reply.status, reply.text),
            None => assert!(was_killed, "{path}: no answer, and nobody killed it"),
        }
        // What was saved before the kill cannot be done again, and is refused.
        let again = who.post(self.serve(), path, form);
        assert!([303, 409, 422].contains(&again.status), "{path}, again: {} {}", again.status, again.text);
    }
}

/// The browser of somebody without an account.
#[derive(Default)]
pub(crate) struct Phone {
    cookies: BTreeMap<String, String>,
    token: String,
}

impl Phone {
    fn keep(&mut self, reply: &Reply) {
        let head = reply.text.split("\r\n\r\n").next().unwrap_or_default();
        for line in head.lines().filter(|line| line.to_lowercase().starts_with("set-cookie:")) {
            let pair = line[11..].split(';').next().unwrap_or_default().trim();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        if let Some(token) = field(&reply.text, "token") {
            self.token = token;
        }
    }

    fn request(&self, at: SocketAddr, method: &str, path: &str, form: &str) -> String {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\nCookie: {}\r\n",
            cookies.join("; ")
        );
        if method == "GET" {
            return format!("{head}\r\n");
        }
        let body = format!("token={}&{form}", self.token);
        let kind = "Content-Type: application/x-www-form-urlencoded";
        format!("{head}{kind}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
    }

    pub(crate) fn get(&mut self, world: &mut World, path: &str) -> Reply {
        let at = world.serve();
        let reply = send(at, &self.request(at, "GET", path, ""));
        self.keep(&reply);
        reply
    }

    /// Sends a form; nothing where the service was killed before it answered.
    pub(crate) fn post(&mut self, world: &mut World, path: &str, form: &str, kill: Option<Duration>) -> Option<Reply> {
        let at = world.serve();
        let request = self.request(at, "POST", path, form);
        let reply = world.through(kill, move |at| send(at, &request));
        if let Some(reply) = &reply {
            self.keep(reply);
        }
        reply
    }

    /// Opens a link of a letter and presses its button.
    pub(crate) fn open(world: &mut World, link: &str) -> Self {
        let mut phone = Self::default();
        let page = phone.get(world, link);
        assert_eq!(page.status, 200, "{link}: {}", page.text);
        let started = phone.post(world, link, "", None).unwrap();
        assert_eq!(started.status, 303, "{link}: {}", started.text);
        phone
    }
}
