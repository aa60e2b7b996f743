//! How long pages take: 20 plans of 300 actions with 24 rounds of updates, asked 200 times a second, one
//! page after the other. Prints the middle, the 99th of 100 and the worst of each, the time to start, and
//! the most memory; then how long it takes to verify and to back up what is held. Set
//! `ONPACE_BENCH_SECONDS` for a longer run, `ONPACE_BENCH_PLANS`, `ONPACE_BENCH_ACTIONS` and
//! `ONPACE_BENCH_ROUNDS` for others: 200, 30 and 120 are ten years of a region (case OPS-06).
#![expect(clippy::unwrap_used, reason = "a benchmark")]

use onpace_core::access::Role;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_core::ledger::fold::Until;
use onpace_core::plan::event::PlanEvent;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_core::quantity::Percent;
use onpace_office::Seat;
use onpace_office::accounts::AccountDetails;
use onpace_office::assessed::Plans;
use onpace_office::{Desk, plans};
use onpace_store::{Access, Entry, Ledger as _, Store};
use onpace_web::dispatch::{Asked, answer};
use onpace_web::fields::Fields;
use onpace_web::route::{Method, Route};
use onpace_web::{House, Settings};
use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

/// 13 June 2024, 09:00 UTC.
const NOW: Instant = Instant::from_micros(1_718_269_200_000_000);
const EACH_SECOND: u32 = 200;
const PAGES: [&str; 10] = [
    "/p/{plan}",
    "/p/{plan}/actions",
    "/p/{plan}/actions/{code}",
    "/p/{plan}/timeline",
    "/p/{plan}/heat-map",
    "/p/{plan}/pace",
    "/p/{plan}/findings",
    "/p/{plan}/people",
    "/p/{plan}/history",
    "/p/{plan}/settings",
];

/// How much there is.
struct Size {
    plans: usize,
    actions: usize,
    rounds: i32,
}

impl Size {
    fn asked() -> Self {
        let many = |name, else_: u32| usize::try_from(asked(name, else_)).unwrap();
        let rounds = i32::try_from(asked("ROUNDS", 24)).unwrap();
        Self { plans: many("PLANS", 20), actions: many("ACTIONS", 300), rounds }
    }
}

/// A number of the environment.
fn asked(name: &str, otherwise: u32) -> u32 {
    let text = std::env::var(format!("ONPACE_BENCH_{name}")).ok();
    text.map_or(otherwise, |text| text.parse().unwrap())
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let size = Size::asked();
    let began = std::time::Instant::now();
    fill(&data, &size);
    println!(
        "{} plans, {} actions each, {} rounds: made in {} ms",
        size.plans,
        size.actions,
        size.rounds,
        began.elapsed().as_millis()
    );
    let began = std::time::Instant::now();
    let desk = Desk::to_begin(&data).unwrap();
    let account = desk.accounts().unwrap().pop().unwrap();
    let session = desk.begin_session(&account.id, NOW).unwrap();
    let house = house(desk);
    let first = look(&house, &session, "/", &[]);
    println!("start, and the first page of {} plans: {} ms", size.plans, (began.elapsed()).as_millis());
    assert_eq!(first, 200);
    let began = std::time::Instant::now();
    assert_eq!(look(&house, &session, "/", &[]), 200);
    println!("the same again: {:.1} ms", began.elapsed().as_secs_f64() * 1e3);
    // As the service does once it listens.
    let began = std::time::Instant::now();
    house.plans.warm(House::day_of(NOW));
    println!("what the first visitors would wait for, in the background: {} ms", began.elapsed().as_millis());
    pages(&house, &session, size.plans);
    timed("verify", || assert!(house.desk().verify(None).unwrap().fault.is_none()));
    timed("back up", || drop(house.desk().back_up(None, &Seat::machine(NOW), &mut |_, _| {}).unwrap()));
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("not known");
    println!("most memory: {}", most.trim());
}

fn timed(what: &str, act: impl FnOnce()) {
    let began = std::time::Instant::now();
    act();
    println!("{what}: {} ms", began.elapsed().as_millis());
}

/// Asks for one page after the other, and prints how long each took.
fn pages(house: &House, session: &str, plans: usize) {
    let seconds = asked("SECONDS", 20);
    let mut took: HashMap<&str, Vec<Duration>> = HashMap::new();
    let began = std::time::Instant::now();
    for n in 0..seconds * EACH_SECOND {
        if let Some(wait) = (Duration::from_secs(1) / EACH_SECOND * n).checked_sub(began.elapsed()) {
            std::thread::sleep(wait);
        }
        let page = PAGES[n as usize % PAGES.len()];
        let plan = format!("plan-{}", n as usize / PAGES.len() % plans);
        let since = std::time::Instant::now();
        let status = look(house, session, page, &[("plan", &plan), ("code", "1A")]);
        took.entry(page).or_default().push(since.elapsed());
        assert_eq!(status, 200, "{page} of {plan}");
    }
    println!("{:<28} {:>9} {:>9} {:>9}", "page, milliseconds", "middle", "99 of 100", "worst");
    for page in PAGES {
        let times = took.get_mut(page).unwrap();
        times.sort_unstable();
        let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1e3;
        println!("{page:<28} {:>9.2} {:>9.2} {:>9.2}", at(50), at(99), at(100));
    }
}

/// Plans as they are after some years of rounds, the newest of this month.
fn fill(data: &Path, size: &Size) {
    let draft = plans::read_bytes(onpace_testkit::plans::csv(size.actions).as_bytes(), "plan.csv").unwrap();
    let desk = Desk::to_begin(data).unwrap();
    let seat = Seat::operator("bench", Channel::Import, NOW - 1).unwrap();
    let mut roles = vec![(None, Role::Admin)];
    for plan in 0..size.plans {
        let name = format!("plan-{plan}");
        desk.import(&name, &draft, None, None, House::day_of(NOW), &seat).unwrap();
        roles.push((Some(name), Role::Manager));
    }
    let details = AccountDetails { name: "A manager".to_owned(), disabled: false };
    desk.set_account("manager@bench.invalid", &details, &roles, &seat).unwrap();
    drop(desk);
    let store = Store::open(data, Access::Write).unwrap();
    for head in store.plans().unwrap() {
        let state = onpace_office::shelf::state(&store, &head.name, Until::default()).unwrap().0;
        let mut entries = Vec::new();
        for round in 0..size.rounds {
            let day = jiff::civil::date(2024, 6, 1).saturating_sub(jiff::Span::new().months(size.rounds - round));
            for held in state.standing().filter(|held| !held.facts.focus_area) {
                let percent = Some(Percent::whole(round * 100 / (size.rounds + 1)));
                let note = Some(format!("Round {round}: the group met, agreed the next step, and sends the draft on."));
                let report = ReportFacts { percent, note, ..ReportFacts::default() };
                entries.push(Entry {
                    effective: Some(day),
                    actor: "user-1".to_owned(),
                    channel: Channel::Web,
                    reason: None,
                    event: Event::Plan(PlanEvent::Reported { row: held.key.clone(), report }),
                });
            }
        }
        store.append(onpace_core::ledger::Stream::Plan(&head.name), head.seq, NOW - 1, entries).unwrap();
        // As the product does after what it appends.
        onpace_office::shelf::keep(&store, &head.name).unwrap();
    }
}

fn house(desk: Desk) -> House {
    House::new(
        Plans::new(desk),
        Box::new(|| NOW),
        None,
        Settings { base: "http://127.0.0.1".to_owned(), ..Settings::default() },
        None,
    )
}

fn look(house: &House, session: &str, path: &str, parts: &[(&str, &str)]) -> u16 {
    let is_it = |route: &&Route| route.method == Method::Get && route.path == path;
    let route = onpace_web::routes().find(is_it);
    let parts: HashMap<String, String> =
        parts.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let asked = Asked {
        path: path.replace("{plan}", parts.get("plan").map_or("", String::as_str)),
        parts,
        query: Fields::default(),
        cookies: format!("__Host-session={session}; __Host-browser=browser"),
        ..Asked::default()
    };
    answer(house, route, asked).status().as_u16()
}
