//! The pages, asked without a network: who may see and do what, and what is answered.
//!
//! [`Town`] is a house over a folder of its own, with the bundled example in it, a clock that stands
//! still, and somebody for each role, signed in.

use axum::body::to_bytes;
use onpace_core::access::{ROLES, Role};
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_office::Seat;
use onpace_office::accounts::AccountDetails;
use onpace_office::assessed::Plans;
use onpace_office::people::Details;
use onpace_office::{Desk, example, secrets};
use onpace_web::dispatch::{Asked, answer};
use onpace_web::fields::Fields;
use onpace_web::route::Method;
use onpace_web::{House, Settings};
use std::collections::HashMap;

/// The instant at which everything happens: 13 June 2022, 09:00 UTC.
pub(crate) const NOW: Instant = Instant::from_micros(1_655_110_800_000_000);
/// What the plan is called.
pub(crate) const PLAN: &str = "send";

/// A house with people in it.
pub(crate) struct Town {
    /// The house.
    pub(crate) house: House,
    sessions: HashMap<Role, String>,
    _folder: tempfile::TempDir,
}

/// What was answered.
pub(crate) struct Answered {
    /// The code.
    pub(crate) status: u16,
    /// Where it leads.
    pub(crate) location: String,
    /// The text.
    pub(crate) body: String,
}

impl Town {
    /// The example, held; `DHd` is the officer who signs in.
    pub(crate) fn new() -> Self {
        let import = |desk: &Desk, seat: &Seat| {
            desk.import(PLAN, &example::read().unwrap(), None, None, House::day_of(NOW), seat).unwrap();
        };
        Self::holding(import, "DHd")
    }

    /// Another plan, imported under the same name, and who of it signs in as an officer.
    pub(crate) fn holding(import: impl FnOnce(&Desk, &Seat), officer_name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::to_begin(&folder.path().join("data")).unwrap();
        let seat = Seat::operator("test", Channel::Import, NOW).unwrap();
        import(&desk, &seat);
        let officer = Details { email: Some("officer@test.invalid".to_owned()), ..Details::default() };
        let person = desk.person(officer_name, Some(PLAN)).unwrap();
        desk.set_person(&person.id, &officer, &seat).unwrap();
        let mut sessions = HashMap::new();
        // The administrator first, for one must be left.
        for role in ROLES.into_iter().rev() {
            let details = AccountDetails { name: format!("The {}", role.title()), disabled: false };
            let plan = (!role.is_of_the_house()).then(|| PLAN.to_owned());
            let account =
                desk.set_account(&format!("{}@test.invalid", role.word()), &details, &[(plan, role)], &seat).unwrap();
            sessions.insert(role, desk.begin_session(&account, NOW).unwrap());
        }
        let house = House::new(
            Plans::new(desk),
            Box::new(|| NOW),
            None,
            Settings { base: "https://onpace.test.invalid".to_owned(), ..Settings::default() },
            None,
        );
        Self { house, sessions, _folder: folder }
    }

    /// A page, as somebody of a role sees it; `path` may have a query.
    pub(crate) fn look(&self, role: Role, path: &str) -> Answered {
        self.visit(Some(role), Method::Get, path, &[])
    }

    /// A form, sent by somebody of a role.
    pub(crate) fn send(&self, role: Role, path: &str, fields: &[(&str, &str)]) -> Answered {
        self.visit(Some(role), Method::Post, path, fields)
    }

    /// Any request; nobody is signed in where no role is named. A form carries its token.
    pub(crate) fn visit(&self, role: Option<Role>, method: Method, path: &str, fields: &[(&str, &str)]) -> Answered {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let found = route(method, path);
        let session = role.and_then(|role| self.sessions.get(&role)).cloned().unwrap_or_default();
        let mut form: Vec<(String, String)> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        form.push(("token".to_owned(), secrets::derived(&session, "form")));
        let asked = Asked {
            path: path.to_owned(),
            parts: found.as_ref().map(|(_, parts)| parts.clone()).unwrap_or_default(),
            query: Fields::parse(query.as_bytes()),
            form: Fields(form),
            cookies: format!("__Host-session={session}; __Host-browser=browser"),
            ..Asked::default()
        };
        let response = answer(&self.house, found.map(|(route, _)| route), asked);
        let status = response.status().as_u16();
        let location =
            response.headers().get("location").map_or_else(String::new, |to| to.to_str().unwrap().to_owned());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let bytes = runtime.block_on(to_bytes(response.into_body(), usize::MAX)).unwrap();
        Answered { status, location, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

/// The route of an address, a fixed part before one that is named, and its parts.
pub(crate) fn route(
    method: Method,
    path: &str,
) -> Option<(&'static onpace_web::route::Route, HashMap<String, String>)> {
    let given: Vec<&str> = path.split('/').collect();
    let fits = |route: &&'static onpace_web::route::Route| {
        let parts: Vec<&str> = route.path.split('/').collect();
        let same = parts.len() == given.len();
        route.method == method
            && same
            && parts.iter().zip(&given).all(|(part, text)| part.starts_with('{') || part == text)
    };
    let route = onpace_web::routes().filter(fits).min_by_key(|route| route.path.matches('{').count())?;
    let parts = route.path.split('/').zip(given).filter(|(part, _)| part.starts_with('{'));
    Some((route, parts.map(|(part, text)| (part.trim_matches(['{', '}']).to_owned(), text.to_owned())).collect()))
}
