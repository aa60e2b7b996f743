//! From a request to an answer: who asks, whether the form is theirs, whether they may, and the page.
//!
//! Denied by default: a page that is not listed with an act is not there, and what somebody may not see
//! looks as if it were not there. **Not here.** Any page; the network.

use crate::answer::{Answer, Sheet};
use crate::cookies;
use crate::failure::Failure;
use crate::fields::{Fields, SentFile};
use crate::house::House;
use crate::navigation::Navigation;
use crate::pages::PAGES;
use crate::parts::{layout, link, session};
use crate::route::{Method, Route, navigation};
use crate::visit::Visit;
use crate::within;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use onpace_core::access::Act;
use onpace_core::instant::Instant;
use onpace_core::legible::steers;
use onpace_office::secrets;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;
use std::sync::atomic::Ordering;

/// A request, taken apart.
#[derive(Debug, Default)]
pub struct Asked {
    /// The address.
    pub path: String,
    /// Its parts.
    pub parts: HashMap<String, String>,
    /// Its query.
    pub query: Fields,
    /// The form.
    pub form: Fields,
    /// The files.
    pub files: Vec<SentFile>,
    /// Why it was not taken, where it was not: a form too large, a way in which the page cannot be asked for.
    pub hindrance: Option<Failure>,
    /// The `Cookie` header.
    pub cookies: String,
    /// The `Origin` header.
    pub origin: String,
    /// The `Sec-Fetch-Site` header.
    pub site: String,
    /// The `Host` header.
    pub host: String,
    /// Where from.
    pub from: String,
}

static NAVIGATION: LazyLock<Navigation> = LazyLock::new(|| navigation(PAGES));

/// The browser's own secret lasts for so many seconds: a year.
const BROWSER_LASTS: i64 = 365 * 86_400;
/// What is public may be kept for five minutes, so that a withdrawal is seen soon.
const PUBLIC_LASTS: &str = "public, max-age=300";
/// Letters of what a failure is found by in the log.
const TRACE: usize = 8;

/// Answers a request.
#[must_use]
pub fn answer(house: &House, route: Option<&Route>, asked: Asked) -> Response<Body> {
    let known = |name| cookies::find(&asked.cookies, name, house.area()).map(str::to_owned);
    let is_forged = route.is_some_and(|route| route.method == Method::Post) && comes_from_elsewhere(house, &asked);
    let mut new_browser = None;
    let browser = known(cookies::BROWSER).unwrap_or_else(|| {
        new_browser = secrets::new().ok();
        new_browser.clone().unwrap_or_default()
    });
    let session = known(cookies::SESSION).unwrap_or_default();
    // Said once, by the page that follows a form; links of that page must not say it again.
    let mut query = asked.query;
    let saved = query.has("saved");
    query.0.retain(|(name, _)| name != "saved");
    let mut visit = Visit {
        house,
        who: onpace_office::gate::Visitor::default(),
        session,
        ends_at: None,
        browser,
        answering: known(cookies::ANSWERING).unwrap_or_default(),
        wanted: known(cookies::NEXT).map_or_else(|| "/".to_owned(), |kept| link::own(&link::of_kept(&kept)).to_owned()),
        from: asked.from,
        path: asked.path,
        parts: asked.parts,
        navigation: &NAVIGATION,
        saved,
        query,
        form: asked.form,
        files: asked.files,
        now: house.now(),
        window: std::cell::OnceCell::new(),
    };
    let failed = if is_forged {
        Err(Failure::Forged)
    } else if let Some(failure) = asked.hindrance {
        Err(failure)
    } else {
        // A page that panics is a defect; it must not take the others with it.
        catch_unwind(AssertUnwindSafe(|| page(&mut visit, route))).unwrap_or_else(|_| {
            tracing::error!(path = route.map_or("none", |route| route.path), "a page panicked");
            let what = "a page stopped";
            Err(Failure::Refused(onpace_office::Problem::new(onpace_office::problem::Kind::Unexpected, what)))
        })
    };
    let again_at = if let Err(Failure::TooOften(until)) = &failed { Some(*until) } else { None };
    let answer = failed.unwrap_or_else(|failure| refuse(&visit, route, &failure, is_forged));
    let answer = match new_browser {
        Some(secret) if !is_public(route) => answer.with_cookie(cookies::BROWSER, secret, BROWSER_LASTS),
        _ => answer,
    };
    let mut response = response(&visit, answer, Vec::new());
    if let Some(until) = again_at {
        put(&mut response, "retry-after", &((until - visit.now).max(0) / 1_000_000 + 1).to_string());
    }
    if is_public(route) && response.status().is_success() {
        put(&mut response, "cache-control", PUBLIC_LASTS);
        put(&mut response, "x-robots-tag", "all");
    }
    response
}

fn is_public(route: Option<&Route>) -> bool {
    route.is_some_and(|route| route.public)
}

/// Whether a form was sent from another site, by what browsers say of it.
fn comes_from_elsewhere(house: &House, asked: &Asked) -> bool {
    let is_own_site = matches!(asked.site.as_str(), "" | "same-origin" | "none");
    let host = asked.origin.split_once("://").map_or("", |(_, host)| host);
    // Our pages send no referrer, and with that policy browsers say "null" for the origin of our own forms
    // too; where else they come from they say in the other header, which no page can set.
    let is_unsaid = asked.origin.is_empty() || asked.origin == "null" && asked.site == "same-origin";
    let is_own = is_unsaid || asked.origin == house.settings.origin() || !host.is_empty() && host == asked.host;
    !is_own_site || !is_own
}

/// The page, where somebody may see it.
fn page(visit: &mut Visit<'_>, route: Option<&Route>) -> Result<Answer, Failure> {
    let mut needs_factor = false;
    if is_public(route) {
        // The same for whoever asks, so that it may be kept by others on the way.
        visit.session.clear();
    }
    if !visit.session.is_empty() {
        match visit.house.desk().signed_in(&visit.session, visit.now)? {
            Some(signed_in) => {
                needs_factor = signed_in.needs_factor;
                visit.ends_at = Some(signed_in.ends_at());
                visit.who = signed_in.visitor;
            }
            None => visit.session.clear(),
        }
    }
    let Some(route) = route else { return without_slash(visit).ok_or(Failure::NotFound) };
    if route.method == Method::Post && !secrets::same(visit.form.get("token"), &visit.form_token()) {
        // The form of a session that has ended: what it needs is somebody who signs in.
        let has_ended = route.act != Act::Anything && visit.who.account.is_none();
        return Err(if has_ended { Failure::SignIn } else { Failure::Forged });
    }
    if route.method == Method::Post && visit.house.settings.read_only {
        return Err(Failure::ReadOnly(House::day_of(Instant::from_micros(
            visit.house.counts.began.load(Ordering::Relaxed),
        ))));
    }
    if route.act != Act::Anything {
        if visit.who.account.is_none() {
            return Err(Failure::SignIn);
        }
        if needs_factor && !visit.path.starts_with("/sign-") {
            return Ok(Answer::go(format!("/sign-in/code{}", link::next(&back_to(visit, route)))));
        }
        if !visit.path.starts_with("/account/") && lacks_factor(visit)? {
            return Ok(Answer::go("/account/second-factor"));
        }
        let plan = visit.parts.get("plan").map(String::as_str);
        if !visit.who.may(route.act, plan) {
            return Err(Failure::NotFound);
        }
    }
    (route.page)(visit)
}

/// Whether they are an administrator who must set up a second factor before anything else.
fn lacks_factor(visit: &Visit<'_>) -> Result<bool, Failure> {
    let Some(account) = &visit.who.account else { return Ok(false) };
    Ok(visit.house.desk().lacks_factor(account, visit.house.settings.administrators_need_factor)?)
}

/// The way to the same address without the slash at its end, which people type.
fn without_slash(visit: &Visit<'_>) -> Option<Answer> {
    let path = visit.path.strip_suffix('/')?;
    // Never to an address of another site, such as //example.org.
    let is_ours = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    is_ours.then(|| Answer::go(format!("{path}{}", visit.query.with("", None))))
}

/// The address of a page with its query, to come back to.
fn address(visit: &Visit<'_>) -> String {
    format!("{}{}", visit.path, visit.query.with("", None))
}

/// Where somebody goes on to after the second factor: what was asked for, where it was a page.
fn back_to(visit: &Visit<'_>, route: &Route) -> String {
    if route.method == Method::Get { address(visit) } else { "/".to_owned() }
}

fn refuse(visit: &Visit<'_>, route: Option<&Route>, failure: &Failure, is_forged: bool) -> Answer {
    let is_get = route.is_none_or(|route| route.method == Method::Get);
    if matches!(failure, Failure::SignIn) && is_get {
        return Answer::go(format!("/sign-in{}", link::next(&address(visit))));
    }
    let mut trace = None;
    if let Failure::Refused(problem) = failure {
        use onpace_office::problem::Kind::{Integrity, Temporary, Unexpected};
        if problem.kind == Temporary && !is_get {
            visit.house.saves_nothing(visit.now);
        }
        if matches!(problem.kind, Integrity | Temporary | Unexpected) {
            // By it whoever runs the service finds the line that says what went wrong; the page does not say it.
            let id: String = secrets::new().unwrap_or_default().chars().take(TRACE).collect();
            tracing::error!(%problem, trace = id, path = route.map_or("none", |route| route.path), "could not answer");
            trace = Some(id);
        }
    }
    let is_secret = |name: &str| matches!(name, "token" | "code" | "setup_code" | "secret" | "answer");
    let is_told = |(name, value): &&(String, String)| !is_secret(name) && !value.trim().is_empty();
    let typed: Vec<_> = visit.form.0.iter().filter(is_told).cloned().collect();
    // Only a form of our own, whose session ended: never one that another site made somebody send.
    let has_ended = matches!(failure, Failure::SignIn | Failure::Forged) && !is_forged;
    let is_whole = visit.files.is_empty() && visit.form.0.iter().all(|(name, _)| name == "token" || !is_secret(name));
    let again = (has_ended && is_whole && !typed.is_empty() && route.is_some_and(|route| route.act != Act::Anything))
        .then(|| session::again(visit));
    Answer::page(failure.title(), failure.body(&typed, again.as_ref(), trace.as_deref())).with_status(failure.status())
}

fn response(visit: &Visit<'_>, answer: Answer, cookies: Vec<(&'static str, String, i64)>) -> Response<Body> {
    let mut response = match answer {
        Answer::With(answer, mut more) => {
            more.extend(cookies);
            return self::response(visit, *answer, more);
        }
        Answer::Page(sheet) => {
            let Sheet { status, .. } = *sheet;
            let page = legible(layout::page(visit, &sheet).into_string());
            let page = within::page(page, &visit.house.settings.prefix);
            let mut response = Response::new(Body::from(page));
            *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
            put(&mut response, "content-type", "text/html; charset=utf-8");
            response
        }
        Answer::Go(to) => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::SEE_OTHER;
            put(&mut response, "location", &within::address(&to, &visit.house.settings.prefix));
            response
        }
        Answer::Shown { kind, bytes } => {
            let mut response = Response::new(Body::from(bytes));
            put(&mut response, "content-type", kind);
            response
        }
        Answer::File { name, kind, bytes } => {
            let mut response = Response::new(Body::from(bytes));
            put(&mut response, "content-type", kind);
            let safe: String =
                name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
            put(&mut response, "content-disposition", &format!("attachment; filename=\"{safe}\""));
            response
        }
    };
    for (name, value, seconds) in cookies {
        if let Ok(value) = HeaderValue::from_str(&cookies::set(name, &value, seconds, visit.house.area())) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

/// The same page with whatever could steer it, from a name or a title, made visible. Nothing of our own does.
fn legible(page: String) -> String {
    let is_shown_ill = |c: char| steers(c) && !matches!(c, '\t' | '\r');
    // A letter is looked at only where its first byte could be that of one that steers: page after page has none.
    let at = |n: usize| page.get(n..).and_then(|rest| rest.chars().next());
    let has_any =
        page.bytes().enumerate().any(|(n, byte)| BEGINS_ILL[usize::from(byte)] && at(n).is_some_and(is_shown_ill));
    if has_any { page.replace(is_shown_ill, "\u{fffd}") } else { page }
}

/// The bytes with which letters begin that steer.
static BEGINS_ILL: LazyLock<[bool; 256]> = LazyLock::new(|| {
    let mut begins = [false; 256];
    for letter in (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|letter| steers(*letter)) {
        begins[usize::from(letter.encode_utf8(&mut [0; 4]).as_bytes()[0])] = true;
    }
    begins
});

fn put(response: &mut Response<Body>, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(value)) {
        response.headers_mut().insert(name, value);
    }
}
