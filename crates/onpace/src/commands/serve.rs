//! `onpace serve`: the pages, until the process is asked to stop.

use crate::arguments::Serve;
use crate::log::Log;
use crate::service::door;
use crate::stop::Stop;
use crate::terminal;
use onpace_core::house::area::AreaKey;
use onpace_core::house::refusal::HouseRefusal;
use onpace_core::instant::Instant;
use onpace_office::areas::AreaPlace;
use onpace_office::assessed::Plans;
use onpace_office::inbox;
use onpace_office::post::{self, PostOffice};
use onpace_office::problem::{Kind, Problem};
use onpace_office::{Desk, secrets};
use onpace_web::{Clock, House, Served, Settings};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

/// The variable that sets the clock of a trial: an instant, or a file that holds one.
const TEST_CLOCK: &str = "ONPACE_TEST_CLOCK";
/// Letters of a set-up code.
const SETUP_CODE: usize = 12;

pub(super) fn run(serve: &Serve, areas: &[AreaPlace]) -> Result<ExitCode, Stop> {
    let log = Log::begin();
    let open = |place: &AreaPlace| if serve.read_only { Desk::to_show(place) } else { Desk::to_begin(place) };
    let desks = areas.iter().map(open).collect::<Result<Vec<_>, _>>()?;
    let ended = run_with(serve, desks, |served, houses| {
        if let Some(house) = houses.first() {
            let _ = house.counts.log_lines_lost.set(log.lost());
        }
        let line = serde_json::json!({
            "listening": served.pages.to_string(),
            "url": format!("http://{}", served.pages),
            "metrics": served.metrics.map(|at| at.to_string()),
        });
        let _ = terminal::say(&format!("{line}\n"));
        for house in houses {
            let Some(code) = house.setup_code.lock().ok().and_then(|code| code.clone()) else { continue };
            let prefix = &house.settings.prefix;
            let of = if prefix.is_empty() { String::new() } else { format!(" in the area {}", house.area()) };
            terminal::tell(&format!(
                "There is no user{of} yet. Open http://{}{prefix}/setup and enter this set-up code: {code}",
                served.pages
            ));
        }
    });
    log.end();
    ended
}

/// How links in mails begin. A word that no browser opens is found here, not in somebody's mailbox.
fn base(serve: &Serve, at: std::net::SocketAddr) -> Result<String, Problem> {
    let base = serve.base.clone().unwrap_or_else(|| format!("http://{at}"));
    if !base.starts_with("https://") && !base.starts_with("http://") {
        let what = format!(
            "links in mails cannot begin with {base}; accepted with --base is one such as https://plan.example.org"
        );
        return Err(Problem::new(Kind::NotAccepted, what));
    }
    Ok(base.trim_end_matches('/').to_owned())
}

/// The mail folder of an area, where one was named.
fn inbox_of(serve: &Serve, area: &AreaKey) -> Result<Option<PathBuf>, Problem> {
    let of = |way: &str| {
        let named = way.split_once('=').and_then(|(key, way)| Some((AreaKey::parse(key)?, way.to_owned())));
        named.unwrap_or_else(|| (AreaKey::first(), way.to_owned()))
    };
    let own = serve.inbox.iter().map(|way| of(way)).find(|(key, _)| key == area);
    own.map(|(_, way)| inbox::folder::named(&way)).transpose()
}

/// Refuses mail for an area that is not there, which nobody would ever read.
fn check_inboxes(serve: &Serve, desks: &[Desk]) -> Result<(), Problem> {
    let keys = || desks.iter().map(|desk| desk.area().as_str());
    for way in &serve.inbox {
        let key = way.split_once('=').and_then(|(key, _)| AreaKey::parse(key)).unwrap_or_else(AreaKey::first);
        if !keys().any(|known| known == key.as_str()) {
            let held = keys().map(str::to_owned).collect();
            return Err(Problem::refused(Kind::NotFound, HouseRefusal::NoSuchArea { area: key.to_string(), held }));
        }
    }
    Ok(())
}

/// The house of an area. One that is served alone has the addresses of the first.
fn house(serve: &Serve, desk: Desk, base: &str, is_alone: bool) -> Result<House, Problem> {
    let prefix = if is_alone { String::new() } else { onpace_web::area_prefix(desk.area()) };
    let base = format!("{base}{prefix}");
    let post = serve.mail.as_deref().map(post::carrier).transpose()?;
    let post = post.map(|carrier| PostOffice { carrier, from: serve.mail_from.clone(), base: base.clone() });
    let name = desk.area_name()?;
    let settings = Settings {
        base,
        prefix,
        test_mode: serve.test_mode,
        lasts: serve.lasts.map(std::time::Duration::from_secs),
        read_only: serve.read_only,
        organisation: if name.is_empty() { serve.organisation.clone() } else { name },
        contact: serve.contact.clone(),
        inbox: inbox_of(serve, desk.area())?,
        administrators_need_factor: serve.administrators_need_factor,
        trusted_proxies: serve.trusted_proxy.clone(),
        most_connections: None,
    };
    let code = if desk.is_set_up()? { None } else { Some(secrets::new()?.chars().take(SETUP_CODE).collect()) };
    Ok(House::new(Plans::new(desk), clock(serve.test_mode)?, post, settings, code))
}

/// Serves the desks of areas, of which the first is at the root; `ready` hears where.
pub(super) fn run_with(
    serve: &Serve,
    desks: Vec<Desk>,
    ready: impl FnOnce(Served, &[Arc<House>]),
) -> Result<ExitCode, Stop> {
    check_inboxes(serve, &desks)?;
    let is_local =
        serve.listen.starts_with("127.") || serve.listen.starts_with("[::1]") || serve.listen.starts_with("localhost");
    if serve.test_mode && !is_local {
        let what = format!("--test-mode is for this machine only; {} can be reached from others", serve.listen);
        return Err(Problem::new(Kind::NotAccepted, what).into());
    }
    // The port may only be known once it is taken, and links in mails must name it.
    let listener = std::net::TcpListener::bind(&serve.listen).map_err(|e| {
        Problem::new(
            Kind::Temporary,
            format!("{} cannot be listened at: {e}; name another with --listen", serve.listen),
        )
    })?;
    let at = listener.local_addr().map_err(|e| Problem::new(Kind::Temporary, e))?;
    let base = base(serve, at)?;
    if serve.mail.is_none() {
        crate::terminal::tell("no mail can be sent, so nobody can ask for a link to sign in; say how with --mail");
    }
    let is_alone = desks.len() == 1;
    let houses = desks.into_iter().map(|desk| house(serve, desk, &base, is_alone));
    let mut houses: Vec<House> = houses.collect::<Result<_, _>>()?;
    if let Some((first, others)) = houses.split_first_mut() {
        for other in others {
            other.share_with(first);
        }
    }
    let houses: Vec<Arc<House>> = houses.into_iter().map(Arc::new).collect();
    let _doors = door::open_all(&houses);
    let warmed = houses.clone();
    // Beside the first visitors, who wait for nobody's plan but their own.
    std::thread::spawn(move || warmed.iter().for_each(|house| house.plans.warm(House::day_of(house.now()))));
    let served = onpace_web::serve(&houses, listener, serve.metrics.as_deref(), |served| ready(served, &houses));
    served.map_err(|e| Problem::new(Kind::Temporary, format!("the service stopped: {e}")))?;
    Ok(ExitCode::SUCCESS)
}

/// The machine's clock; in a trial the one that the variable names.
fn clock(test_mode: bool) -> Result<Clock, Problem> {
    let Some(named) = std::env::var(TEST_CLOCK).ok().filter(|_| test_mode) else {
        return Ok(Box::new(super::now));
    };
    let read = |text: &str| onpace_office::history::parse_instant(text.trim());
    if let Ok(fixed) = read(&named) {
        return Ok(Box::new(move || fixed));
    }
    let path = named.clone();
    let told = move || std::fs::read_to_string(&path).ok().and_then(|text| read(&text).ok());
    if told().is_none() {
        let what = format!("{TEST_CLOCK} is neither an instant such as 2022-06-01T09:30:00Z nor a file that holds one");
        return Err(Problem::new(Kind::NotAccepted, what));
    }
    // A file is read at every question, so that a trial can go on; while it is being written, the last holds.
    let last = Mutex::new(Instant::EPOCH);
    Ok(Box::new(move || {
        let mut last = last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *last = told().unwrap_or(*last);
        *last
    }))
}
