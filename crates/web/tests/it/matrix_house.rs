//! A house to knock at: a served data folder with two plans, somebody for each role, a clock that the
//! test sets, mail to a folder. Requests go over a real connection, byte by byte as written here.
//! **Not here.** What is asked of it.

use crate::house::hand;
use onpace_core::access::{ROLES, Role};
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_core::packs::facts::{PackFacts, SECTIONS};
use onpace_office::Seat;
use onpace_office::accounts::AccountDetails;
use onpace_office::assessed::Plans;
use onpace_office::people::Details;
use onpace_office::post::{self, PostOffice};
use onpace_office::{Desk, example, history, secrets};
use onpace_web::{House, Settings};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The plan that the roles are of, and one that nobody of them may see.
pub(crate) const PLAN: &str = "torbay";
pub(crate) const OTHER: &str = "elsewhere";
pub(crate) const MINUTE: i64 = 60_000_000;

/// A house that is served.
pub(crate) struct Rig {
    pub(crate) house: Arc<House>,
    /// The first area's house, where this rig is of another area beside it.
    pub(crate) neighbour: Option<Arc<House>>,
    /// The area's part of every address.
    pub(crate) prefix: String,
    pub(crate) at: SocketAddr,
    pub(crate) clock: Arc<AtomicI64>,
    folder: tempfile::TempDir,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) heads: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn head(&self, name: &str) -> &str {
        self.heads.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }
}

/// A browser: keeps cookies, and sends forms with what the page gave it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Browser {
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Rig {
    /// With the two plans and the accounts `ROLE@here.invalid`, `ROLE@other.invalid`, `none@here.invalid`.
    pub(crate) fn start() -> Self {
        Self::filled(Self::bare())
    }

    /// The same, where the word of proxies in a network is taken for who asks.
    pub(crate) fn behind(proxies: &str) -> Self {
        let trusted_proxies = vec![proxies.parse().unwrap()];
        // Fewer than a machine has room for, so that tests can fill them.
        let settings = Settings { trusted_proxies, most_connections: Some(700), ..Settings::default() };
        Self::filled(Self::bare_with(settings))
    }

    fn filled(rig: Self) -> Self {
        let now = rig.now();
        Self::fill(rig.house.desk(), now);
        rig
    }

    fn fill(desk: &Desk, now: Instant) {
        let draft = example::read().unwrap();
        for plan in [PLAN, OTHER] {
            let seat = Seat::operator("test", Channel::Import, now).unwrap();
            desk.import(plan, &draft, None, None, House::day_of(now), &seat).unwrap();
        }
        // The administrator first: one must be left at any time.
        for role in ROLES.into_iter().rev() {
            for (host, plan) in [("here", PLAN), ("other", OTHER)] {
                if host == "other" && role.is_of_the_house() {
                    continue;
                }
                let details = AccountDetails { name: format!("The {}", role.word()), disabled: false };
                let of = (!role.is_of_the_house()).then(|| plan.to_owned());
                desk.set_account(&format!("{}@{host}.invalid", role.word()), &details, &[(of, role)], &hand()).unwrap();
            }
        }
        let details = AccountDetails { name: "Somebody".to_owned(), disabled: false };
        desk.set_account("none@here.invalid", &details, &[], &hand()).unwrap();
        let person = desk.person("DHd", Some(PLAN)).unwrap();
        let email = Some("officer@here.invalid".to_owned());
        desk.set_person(&person.id, &Details { email, ..person.details.clone() }, &hand()).unwrap();
    }

    /// The same in the second of two areas, of which the first holds the same: as pages cannot tell.
    pub(crate) fn start_beside() -> Self {
        let rig = Self::filled(Self::bare_in(Settings::default(), Some("devon")));
        Self::fill(rig.neighbour.as_ref().unwrap().desk(), rig.now());
        rig
    }

    /// The same, with a round in the plan: `2022-07`.
    pub(crate) fn with_round() -> Self {
        Self::start().and_round()
    }

    fn and_round(self) -> Self {
        let rig = self;
        let desk = rig.house.desk();
        let seat = Seat::operator("test", Channel::Web, rig.now()).unwrap();
        let board = "2022-07-21".parse().unwrap();
        let round = desk.preview_round(PLAN, board, House::day_of(rig.now())).unwrap();
        desk.open_round(PLAN, &round, &seat).unwrap();
        rig
    }

    /// The same, its figures frozen and a pack of them signed off: number 1.
    pub(crate) fn with_pack() -> Self {
        Self::with_round().and_pack()
    }

    /// The same in the second of two areas.
    pub(crate) fn with_pack_beside() -> Self {
        Self::start_beside().and_round().and_pack()
    }

    fn and_pack(self) -> Self {
        let rig = self;
        let seat = Seat::operator(&rig.account_id("manager@here.invalid"), Channel::Web, rig.now()).unwrap();
        rig.house.desk().freeze_round(PLAN, "2022-07", true, &seat).unwrap();
        let facts = PackFacts {
            round: "2022-07".to_owned(),
            freeze: 1,
            sections: SECTIONS.to_vec(),
            narrative: String::new(),
            decisions: Vec::new(),
            public: String::new(),
        };
        let number = rig.house.plans.prepare_pack(PLAN, None, &facts, 0, &seat).unwrap();
        let of = rig.house.plans.state(PLAN).unwrap().packs[0].seq;
        rig.house.plans.sign_pack(PLAN, number, of, &seat).unwrap();
        rig
    }

    /// With nothing in it.
    pub(crate) fn bare() -> Self {
        Self::bare_with(Settings::default())
    }

    fn bare_with(settings: Settings) -> Self {
        Self::bare_in(settings, None)
    }

    fn bare_in(settings: Settings, second: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let desk = Desk::to_begin(&data).unwrap();
        let clock = Arc::new(AtomicI64::new((history::parse_instant("2022-06-13T09:00:00Z").unwrap()).micros()));
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let base = format!("http://{at}");
        let mail = folder.path().join("mail");
        let carrier = post::carrier(&format!("maildir:{}", mail.display())).unwrap();
        let post = PostOffice { carrier, from: "onpace@here.invalid".to_owned(), base: base.clone() };
        let house = |desk: Desk, post, settings| {
            let told = Arc::clone(&clock);
            let now = Box::new(move || Instant::from_micros(told.load(Ordering::SeqCst)));
            House::new(Plans::new(desk), now, post, settings, Some("abcdef".to_owned()))
        };
        let first = house(desk, Some(post), Settings { base: base.clone(), ..settings.clone() });
        let mut houses = vec![Arc::new(first)];
        let mut prefix = String::new();
        if let Some(key) = second {
            let area = onpace_office::areas::key(key).unwrap();
            prefix = onpace_web::area_prefix(&area);
            onpace_office::areas::begin_area(&data, area.clone(), "Devon", &hand()).unwrap();
            let desk = Desk::to_begin(onpace_office::areas::find(&data, area).unwrap()).unwrap();
            let settings = Settings { base: format!("{base}{prefix}"), prefix: prefix.clone(), ..settings };
            let mut other = house(desk, None, settings);
            other.share_with(&houses[0]);
            houses.push(Arc::new(other));
        }
        let served = houses.clone();
        let (tell, ready) = std::sync::mpsc::channel();
        std::thread::spawn(move || onpace_web::serve(&served, listener, None, |_| tell.send(()).unwrap()));
        ready.recv().unwrap();
        let house = houses.pop().unwrap();
        Self { house, neighbour: houses.pop(), prefix, at, clock, folder }
    }

    pub(crate) fn now(&self) -> Instant {
        Instant::from_micros(self.clock.load(Ordering::SeqCst))
    }

    pub(crate) fn pass(&self, time: i64) {
        self.clock.fetch_add(time, Ordering::SeqCst);
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn account_id(&self, email: &str) -> String {
        let all = self.house.desk().accounts().unwrap();
        all.into_iter().find(|account| account.email == email).unwrap().id
    }

    /// Somebody signed in, in a browser of their own.
    pub(crate) fn signed_in(&self, email: &str) -> Browser {
        let session = self
            .house
            .desk()
            .begin_session(&self.account_id(email), Instant::from_micros(self.now().micros()))
            .unwrap();
        let mut browser = Browser::default();
        browser.cookies.insert(self.cookie("__Host-session"), session);
        browser.cookies.insert(self.cookie("__Host-browser"), "0".repeat(64));
        browser
    }

    /// What a cookie is called in the area.
    pub(crate) fn cookie(&self, name: &str) -> String {
        self.prefix.strip_prefix("/a/").map_or_else(|| name.to_owned(), |key| format!("{name}-{key}"))
    }

    pub(crate) fn as_role(&self, role: Role) -> Browser {
        self.signed_in(&format!("{}@here.invalid", role.word()))
    }

    /// Sends exactly these bytes; gives what came back.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Reply {
        let mut stream = TcpStream::connect(self.at).unwrap();
        stream.set_read_timeout(Some(std::time::Duration::from_mins(1))).unwrap();
        let _ = stream.write_all(bytes);
        let mut all = Vec::new();
        // A server that refuses may close before everything was sent.
        let _ = stream.read_to_end(&mut all);
        let end = all.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(all.len());
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let body = String::from_utf8_lossy(all.get(end + 4..).unwrap_or_default()).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
        let pair =
            |line: &str| line.split_once(':').map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()));
        Reply { status, heads: lines.filter_map(pair).collect(), body }
    }

    /// The address of a page of the area; `/` is `/a/KEY` in another than the first.
    fn own(&self, path: &str) -> String {
        if path == "/" && !self.prefix.is_empty() { self.prefix.clone() } else { format!("{}{path}", self.prefix) }
    }

    pub(crate) fn send(&self, method: &str, path: &str, heads: &[(&str, &str)], body: &str) -> Reply {
        let mut text = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.at);
        for (name, value) in heads {
            let _ = write!(text, "{name}: {value}\r\n");
        }
        if method != "GET" && method != "HEAD" {
            let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
            let _ = write!(text, "{kind}Content-Length: {}\r\n", body.len());
        }
        text.push_str("\r\n");
        text.push_str(body);
        self.raw(text.as_bytes())
    }

    /// The mails so far, newest last.
    pub(crate) fn letters(&self) -> Vec<String> {
        let read =
            |folder| std::fs::read_dir(self.folder.path().join("mail").join(folder)).into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = read("new").map(|entry| entry.path()).collect();
        files.sort();
        let text =
            |path: &PathBuf| std::fs::read_to_string(path).unwrap_or_default().replace("=\r\n", "").replace("=\n", "");
        files.iter().map(text).collect()
    }

    /// The links in the mails so far, newest last.
    pub(crate) fn mailed(&self) -> Vec<String> {
        let link = |text: String| {
            let at = text.find("/sign-in/")?;
            let rest = &text[at..];
            Some(rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())].to_owned())
        };
        self.letters().into_iter().filter_map(link).collect()
    }

    /// Every file of the data folder that holds some words, in any part of it.
    pub(crate) fn files_with(&self, words: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.data()];
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if std::fs::read(&path).unwrap().windows(words.len()).any(|part| part == words.as_bytes()) {
                    found.push(path);
                }
            }
        }
        found
    }
}

impl Browser {
    fn cookie_head(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Keeps the cookies; an address to go on to is given as the area's pages say it, without the area's part.
    fn keep(&mut self, rig: &Rig, mut reply: Reply) -> Reply {
        for (_, to) in reply.heads.iter_mut().filter(|(name, _)| name == "location") {
            let own = to.strip_prefix(&rig.prefix).unwrap_or_else(|| panic!("{to} leads out of {}", rig.prefix));
            *to = own.to_owned();
        }
        for (_, cookie) in reply.heads.iter().filter(|(name, _)| name == "set-cookie") {
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        reply
    }

    pub(crate) fn get(&mut self, rig: &Rig, path: &str) -> Reply {
        let cookies = self.cookie_head();
        let reply = rig.send("GET", &rig.own(path), &[("Cookie", &cookies)], "");
        self.keep(rig, reply)
    }

    /// What every form of this browser carries.
    pub(crate) fn token(&self) -> String {
        let of =
            |name: &str| self.cookies.iter().find(|(known, _)| known.starts_with(name)).map(|(_, value)| value.clone());
        secrets::derived(&of("__Host-session").or_else(|| of("__Host-browser")).unwrap_or_default(), "form")
    }

    pub(crate) fn post_with(&mut self, rig: &Rig, path: &str, heads: &[(&str, &str)], form: &str) -> Reply {
        let cookies = self.cookie_head();
        let mut all = vec![("Cookie", cookies.as_str())];
        all.extend(heads);
        let reply = rig.send("POST", &rig.own(path), &all, form);
        self.keep(rig, reply)
    }

    pub(crate) fn post(&mut self, rig: &Rig, path: &str, form: &str) -> Reply {
        let form = format!("token={}&{form}", self.token());
        self.post_with(rig, path, &[], &form)
    }
}
