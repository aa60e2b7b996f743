//! `onpace serve`: the pages, until the process is asked to stop.

use crate::arguments::Serve;
use crate::log::Log;
use crate::stop::Stop;
use crate::terminal;
use onpace_office::assessed::Plans;
use onpace_office::inbox;
use onpace_office::post::{self, PostOffice};
use onpace_office::problem::{Kind, Problem};
use onpace_office::{Desk, secrets};
use onpace_web::{Clock, House, Served, Settings};
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

/// The variable that sets the clock of a trial: an instant, or a file that holds one.
const TEST_CLOCK: &str = "ONPACE_TEST_CLOCK";
/// Letters of a set-up code.
const SETUP_CODE: usize = 12;

pub(super) fn run(serve: &Serve, data: Option<&Path>) -> Result<ExitCode, Stop> {
    let log = Log::begin();
    let folder = super::folder(data)?;
    let desk = if serve.read_only { Desk::to_show(folder)? } else { Desk::to_begin(folder)? };
    let ended = run_with(serve, desk, |served, house| {
        let _ = house.counts.log_lines_lost.set(log.lost());
        let line = serde_json::json!({
            "listening": served.pages.to_string(),
            "url": format!("http://{}", served.pages),
            "metrics": served.metrics.map(|at| at.to_string()),
        });
        let _ = terminal::say(&format!("{line}\n"));
        if let Some(code) = house.setup_code.lock().ok().and_then(|code| code.clone()) {
            terminal::tell(&format!(
                "Nobody can sign in yet. Open http://{}/setup and enter this set-up code: {code}",
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

/// Serves a desk; `ready` hears where.
pub(super) fn run_with(serve: &Serve, desk: Desk, ready: impl FnOnce(Served, &House)) -> Result<ExitCode, Stop> {
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
    let post = if let Some(way) = &serve.mail {
        Some(PostOffice { carrier: post::carrier(way)?, from: serve.mail_from.clone(), base: base.clone() })
    } else {
        crate::terminal::tell("no mail can be sent, so nobody can ask for a link to sign in; say how with --mail");
        None
    };
    let settings = Settings {
        base,
        test_mode: serve.test_mode,
        lasts: serve.lasts.map(std::time::Duration::from_secs),
        read_only: serve.read_only,
        organisation: serve.organisation.clone(),
        contact: serve.contact.clone(),
        inbox: serve.inbox.as_deref().map(inbox::folder::named).transpose()?,
        administrators_need_factor: serve.administrators_need_factor,
        trusted_proxies: serve.trusted_proxy.clone(),
    };
    let code = if desk.is_set_up()? { None } else { Some(secrets::new()?.chars().take(SETUP_CODE).collect()) };
    let house = Arc::new(House::new(Plans::new(desk), clock(serve.test_mode)?, post, settings, code));
    let warmed = Arc::clone(&house);
    // Beside the first visitors, who wait for nobody's plan but their own.
    std::thread::spawn(move || warmed.plans.warm(House::day_of(warmed.now())));
    let served = onpace_web::serve(&house, listener, serve.metrics.as_deref(), |served| ready(served, &house));
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
    let last = Mutex::new(0);
    Ok(Box::new(move || {
        let mut last = last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *last = told().unwrap_or(*last);
        *last
    }))
}
