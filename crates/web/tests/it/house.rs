//! A service over a folder of its own, with the example in it, somebody for each role, a fixed clock.

use onpace_core::access::{ROLES, Role};
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_office::Seat;
use onpace_office::accounts::AccountDetails;
use onpace_office::assessed::Plans;
use onpace_office::{Desk, example};
use onpace_web::dispatch::{self, Asked};
use onpace_web::fields::{Fields, SentFile};
use onpace_web::route::Method;
use onpace_web::{House, Settings, routes};
use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};

/// Noon of 20 June 2022.
pub(crate) const NOW: Instant = Instant::from_micros(1_655_726_400_000_000);
/// The plan.
pub(crate) const PLAN: &str = "torbay";

/// By whom accounts are made in trials.
pub(crate) fn hand() -> Seat {
    Seat::operator("test", Channel::Cli, NOW).unwrap().because(Some("a trial"))
}

/// A service.
pub(crate) struct Trial {
    pub(crate) house: House,
    pub(crate) folder: tempfile::TempDir,
    sessions: HashMap<&'static str, String>,
    later: std::sync::Arc<AtomicI64>,
}

/// An answer.
pub(crate) struct Answered {
    pub(crate) status: u16,
    /// Where it sends on to.
    pub(crate) to: String,
    pub(crate) text: String,
}

impl Trial {
    /// The example as the plan, and an account for each role of it.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::to_begin(&folder.path().join("data")).unwrap();
        let seat = Seat::operator("test", Channel::Import, NOW).unwrap();
        let draft = example::read().unwrap();
        desk.import(PLAN, &draft, None, None, House::day_of(NOW), &seat).unwrap();
        let mut sessions = HashMap::new();
        for role in ROLES.into_iter().rev() {
            let plan = (!role.is_of_the_house()).then(|| PLAN.to_owned());
            let details = AccountDetails { name: role.title().to_owned(), disabled: false };
            let account =
                desk.set_account(&format!("{}@test.invalid", role.word()), &details, &[(plan, role)], &seat).unwrap();
            sessions.insert(role.word(), desk.begin_session(&account, NOW).unwrap());
        }
        let other = AccountDetails { name: "Another manager".to_owned(), disabled: false };
        let other =
            desk.set_account("other@test.invalid", &other, &[(Some(PLAN.to_owned()), Role::Manager)], &hand()).unwrap();
        sessions.insert("other", desk.begin_session(&other, NOW).unwrap());
        let later = std::sync::Arc::new(AtomicI64::new(0));
        let passed = std::sync::Arc::clone(&later);
        let house = House::new(
            Plans::new(desk),
            Box::new(move || NOW + passed.load(Ordering::SeqCst)),
            None,
            Settings::default(),
            None,
        );
        Self { house, folder, sessions, later }
    }

    /// Lets time pass, in hours.
    pub(crate) fn pass(&self, hours: i64) {
        self.later.fetch_add(hours * 3_600_000_000, Ordering::SeqCst);
    }

    /// Lets time pass, in minutes.
    pub(crate) fn wait(&self, minutes: i64) {
        self.later.fetch_add(minutes * 60_000_000, Ordering::SeqCst);
    }

    /// Signs somebody in anew.
    pub(crate) fn sign_in_again(&mut self, who: &'static str) {
        let email = format!("{who}@test.invalid");
        let account = self.house.desk().accounts().unwrap().into_iter().find(|one| one.email == email).unwrap();
        let session = self.house.desk().begin_session(&account.id, self.house.now()).unwrap();
        self.sessions.insert(who, session);
    }

    /// Looks at a page.
    pub(crate) fn get(&self, who: &str, address: &str) -> Answered {
        self.ask(who, Method::Get, address, &[], None)
    }

    /// Sends a form.
    pub(crate) fn post(&self, who: &str, address: &str, form: &[(&str, &str)]) -> Answered {
        self.ask(who, Method::Post, address, form, None)
    }

    /// Sends a form with a file.
    pub(crate) fn upload(&self, who: &str, address: &str, form: &[(&str, &str)], name: &str, bytes: &[u8]) -> Answered {
        let file = SentFile { field: "file".to_owned(), name: name.to_owned(), bytes: bytes.to_vec() };
        self.ask(who, Method::Post, address, form, Some(file))
    }

    fn ask(&self, who: &str, method: Method, address: &str, form: &[(&str, &str)], file: Option<SentFile>) -> Answered {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let parts_of = |pattern: &str| {
            let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
            let mut parts = HashMap::new();
            let fits = pattern.len() == path.len()
                && pattern.iter().zip(&path).all(|(wanted, found)| match wanted.strip_prefix('{') {
                    Some(name) => {
                        parts.insert(name.trim_end_matches('}').to_owned(), (*found).to_owned());
                        true
                    }
                    None => wanted == found,
                });
            fits.then_some(parts)
        };
        // As the router does: an address that is written out comes before one with a part in it.
        let found =
            routes().filter(|route| route.method == method).filter_map(|route| Some((route, parts_of(route.path)?)));
        let found = found.min_by_key(|(_, parts)| parts.len());
        let (route, parts) = found.map_or((None, HashMap::new()), |(route, parts)| (Some(route), parts));
        let session = self.sessions.get(who).cloned().unwrap_or_default();
        let mut fields: Vec<(String, String)> = form.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        // As the page does: by the session, or by the browser of who has none.
        let secret = if session.is_empty() { "b" } else { &session };
        fields.push(("token".to_owned(), onpace_office::secrets::derived(secret, "form")));
        let asked = Asked {
            path: path.to_owned(),
            parts,
            query: Fields::parse(query.as_bytes()),
            form: if method == Method::Post { Fields(fields) } else { Fields::default() },
            files: file.into_iter().collect(),
            cookies: format!("__Host-session={session}; __Host-browser=b"),
            ..Asked::default()
        };
        let response = dispatch::answer(&self.house, route, asked);
        let (status, to) = (response.status().as_u16(), response.headers().get("location").cloned());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let body = runtime.block_on(axum::body::to_bytes(response.into_body(), usize::MAX)).unwrap();
        let to = to.map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default();
        Answered { status, to, text: String::from_utf8_lossy(&body).into_owned() }
    }
}
