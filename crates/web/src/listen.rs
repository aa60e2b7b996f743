//! The service: listening, taking requests apart, and an end that loses nothing.
//!
//! Pages are plain functions; each runs in a thread of its own, so that one that waits for the disk
//! holds up nobody. **Not here.** What any page does ([`crate::dispatch`] finds it); what the service does by itself
//! ([`crate::jobs`]).

use crate::connections::Caller;
use crate::dispatch::{self, Asked};
use crate::failure::Failure;
use crate::fields::Fields;
use crate::house::House;
use crate::route::{Method, Route};
use crate::{arriving, connections, headers, jobs, pressing, proxies};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Path, Request};
use axum::http::{HeaderMap, Response, StatusCode, header};
use axum::routing::{MethodRouter, on};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Pages that are made at once: each has a thread, which keeps memory of its own; the rest wait their turn.
const AT_ONCE: usize = 64;
/// So many threads are there beside, for jobs, for who sends a form, and for whether all is well.
const BESIDE: usize = 32;
/// Whose turn it is.
static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);
/// How long those under way may take once the service is asked to stop.
const LAST: Duration = Duration::from_secs(10);

/// Where the service listens.
#[derive(Clone, Copy, Debug)]
pub struct Served {
    /// The pages.
    pub pages: SocketAddr,
    /// The metrics, where they were asked for.
    pub metrics: Option<SocketAddr>,
}

/// Serves the areas of an installation, the first at the root, until the process is asked to stop. `ready` hears where,
/// once it listens.
///
/// # Errors
/// An address that cannot be listened at; no area.
pub fn serve(
    houses: &[Arc<House>],
    listener: std::net::TcpListener,
    metrics: Option<&str>,
    ready: impl FnOnce(Served),
) -> std::io::Result<()> {
    let house = houses.first().ok_or(std::io::ErrorKind::NotFound)?;
    house.counts.began.store(house.now().micros(), Ordering::Relaxed);
    let most = house.settings.most_connections.unwrap_or_else(connections::room_for);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(AT_ONCE + BESIDE).build()?;
    let ended = runtime.block_on(async {
        connections::widen(&listener)?;
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let counts = match metrics {
            Some(address) => Some(tokio::net::TcpListener::bind(address).await?),
            None => None,
        };
        ready(Served {
            pages: listener.local_addr()?,
            metrics: counts.as_ref().and_then(|counts| counts.local_addr().ok()),
        });
        if let Some(counts) = counts {
            tokio::spawn(connections::serve(counts, metrics_router(house), 16, std::future::pending()));
        }
        let jobs = tokio::spawn(jobs::go_round(houses.to_vec()));
        let stopping = Arc::clone(house);
        let stop = async move {
            match stopping.settings.lasts {
                Some(lasts) => tokio::select! { () = asked_to_stop() => {}, () = tokio::time::sleep(lasts) => {} },
                None => asked_to_stop().await,
            }
            stopping.stopping.store(true, Ordering::SeqCst);
        };
        let stopped = Arc::clone(house);
        tokio::select! {
            () = connections::serve(listener, router(house, houses), most, stop) => {}
            () = patience_ends(stopped) => {}
        }
        jobs.abort();
        Ok(())
    });
    runtime.shutdown_timeout(Duration::from_secs(2));
    ended
}

/// Comes some time after the service was asked to stop.
async fn patience_ends(house: Arc<House>) {
    while !house.stopping.load(Ordering::SeqCst) {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    tokio::time::sleep(LAST).await;
}

async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut ended) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
            let _ = interrupted.await;
            return;
        };
        tokio::select! { _ = interrupted => {}, _ = ended.recv() => {} }
    }
    #[cfg(not(unix))]
    let _ = interrupted.await;
}

/// The pages of an area.
fn pages(house: &Arc<House>) -> Router {
    let mut paths: BTreeMap<&'static str, MethodRouter> = BTreeMap::new();
    for route in crate::routes() {
        let filter = match route.method {
            Method::Get => axum::routing::MethodFilter::GET,
            Method::Post => axum::routing::MethodFilter::POST,
        };
        let house = Arc::clone(house);
        let handler = move |parts: Path<HashMap<String, String>>, from: ConnectInfo<SocketAddr>, request: Request| {
            let house = Arc::clone(&house);
            async move { one(house, Found::Page(route, parts.0), from.0, request).await }
        };
        let known = paths.remove(route.path).unwrap_or_default();
        paths.insert(route.path, known.merge(on(filter, handler)));
    }
    let mut router = Router::new();
    for (path, methods) in paths {
        router = router.route(path, methods);
    }
    let other_than_page = |found: fn() -> Found| {
        let house = Arc::clone(house);
        move |from: ConnectInfo<SocketAddr>, request: Request| {
            let house = Arc::clone(&house);
            async move { one(house, found(), from.0, request).await }
        }
    };
    router.method_not_allowed_fallback(other_than_page(|| Found::OtherWay)).fallback(other_than_page(|| Found::Nothing))
}

/// The pages of every area, and what is asked by machines.
fn router(first: &Arc<House>, houses: &[Arc<House>]) -> Router {
    let ready = houses.to_vec();
    let is_tls = first.settings.base.starts_with("https://");
    let others = houses.iter().filter(|house| !house.settings.prefix.is_empty());
    others
        .fold(pages(first), |router, house| router.nest(&house.settings.prefix, pages(house)))
        .route("/healthz", axum::routing::get(|| async { "ok\n" }))
        .route("/readyz", axum::routing::get(move || async move { readiness(ready).await }))
        .route("/assets/{name}", axum::routing::get(|Path(name): Path<String>| async move { asset(&name) }))
        .layer(axum::middleware::from_fn(headers::need_one_host))
        .layer(axum::middleware::map_response(move |response| async move { headers::put(response, is_tls) }))
}

/// What is at an address.
enum Found {
    /// A page, and the parts of its address.
    Page(&'static Route, HashMap<String, String>),
    /// A page, but not for this method.
    OtherWay,
    /// Nothing.
    Nothing,
}

/// Whether it can be worked with: it is not about to stop, and the disk takes what is written; where it is only shown,
/// and cannot be written, the disk gives what it holds.
async fn readiness(houses: Vec<Arc<House>>) -> (StatusCode, &'static str) {
    if houses.iter().any(|house| house.stopping.load(Ordering::SeqCst)) {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    let one = |house: &Arc<House>| {
        if house.desk().can_record() { house.can_save() } else { house.desk().plans().is_ok() }
    };
    let is_sound = move || houses.iter().all(one);
    let tried = tokio::task::spawn_blocking(is_sound).await;
    match tried {
        Ok(true) => (StatusCode::OK, "ready\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the data folder cannot be used\n"),
    }
}

fn asset(name: &str) -> Response<Body> {
    let Some((kind, text)) = crate::assets::find(name) else {
        return plain(StatusCode::NOT_FOUND, "no such file\n");
    };
    let lasting = if name.contains('-') && name != "govuk-frontend.js" { 31_536_000 } else { 300 };
    let mut response = Response::new(Body::from(text));
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CACHE_CONTROL, format!("public, max-age={lasting}, immutable")),
    ] {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    }
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response
}

/// Takes one request apart and has it answered.
async fn one(house: Arc<House>, found: Found, from: SocketAddr, request: Request) -> Response<Body> {
    let began = std::time::Instant::now();
    let (head, body) = request.into_parts();
    let (route, parts, mut hindrance) = match found {
        Found::Page(route, parts) => (Some(route), parts, None),
        Found::OtherWay => (None, HashMap::new(), Some(Failure::OtherWay)),
        Found::Nothing => (None, HashMap::new(), None),
    };
    let place = proxies::place(proxies::client(&house.settings.trusted_proxies, from.ip(), &head.headers));
    let caller = head.extensions.get::<Arc<Caller>>().cloned();
    let mut form = arriving::Form::default();
    if let Some(route) = route.filter(|route| route.method == Method::Post) {
        match arriving::form(&house, route, &head.headers, &place, caller.as_ref(), body).await {
            Ok(arrived) => form = arrived,
            Err(failure) => hindrance = Some(failure),
        }
    }
    let text = |name: header::HeaderName| header_text(&head.headers, &name);
    let mut asked = Asked {
        path: head.uri.path().to_owned(),
        parts,
        query: Fields::parse(head.uri.query().unwrap_or_default().as_bytes()),
        form: std::mem::take(&mut form.fields),
        files: std::mem::take(&mut form.files),
        hindrance,
        cookies: text(header::COOKIE),
        origin: text(header::ORIGIN),
        site: header_text(&head.headers, &header::HeaderName::from_static("sec-fetch-site")),
        host: text(header::HOST),
        from: place,
    };
    let counted = Arc::clone(&house);
    // Its turn is kept until it is made, also where whoever asked has gone meanwhile: one at a time is all there is.
    let mut turn = None;
    // What was published is kept, and need not be made.
    let is_made = route.is_some_and(|route| !route.public) && asked.hindrance.is_none();
    if is_made && pressing::is_for_pdf([asked.parts.get("medium").map(String::as_str), asked.form.said("as")]) {
        turn = house.pressing.turn().await;
        if turn.is_none() {
            asked.hindrance = Some(Failure::Busy);
        }
    }
    let made = move || {
        let _turn = turn;
        dispatch::answer(&house, route, asked)
    };
    let own_turn = TURNS.acquire().await;
    let answered = tokio::task::spawn_blocking(made).await;
    drop(own_turn);
    drop(form);
    let response = answered.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "the service stopped here\n"));
    let spent = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    let class = usize::from(response.status().as_u16() / 100).min(5);
    counted.counts.answers[class].fetch_add(1, Ordering::Relaxed);
    counted.counts.spent.fetch_add(spent, Ordering::Relaxed);
    // The route's own address, never the one asked for: that may hold a secret, or a plan's name.
    let path = route.map_or("none", |route| route.path);
    tracing::info!(path, status = response.status().as_u16(), micros = spent, "answered");
    response
}

fn header_text(headers: &HeaderMap, name: &header::HeaderName) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// What is counted, in the text form that Prometheus reads; on an address of its own.
fn metrics_router(house: &Arc<House>) -> Router {
    let house = Arc::clone(house);
    Router::new().route(
        "/metrics",
        axum::routing::get(move || async move {
            let counts = &house.counts;
            let mut text = String::from("# TYPE onpace_answers_total counter\n");
            for (class, count) in counts.answers.iter().enumerate().skip(1) {
                let count = count.load(Ordering::Relaxed);
                let _ = writeln!(text, "onpace_answers_total{{class=\"{class}xx\"}} {count}");
            }
            text.push_str("# TYPE onpace_answering_microseconds_total counter\n");
            let _ = writeln!(text, "onpace_answering_microseconds_total {}", counts.spent.load(Ordering::Relaxed));
            let lost = counts.log_lines_lost.get().map_or(0, |lost| lost.load(Ordering::Relaxed));
            text.push_str("# TYPE onpace_log_lines_lost_total counter\n");
            let _ = writeln!(text, "onpace_log_lines_lost_total {lost}");
            text
        }),
    )
}
