//! Seeing the plan: every page of it, the two times, reports as files, settings with their preview.

use crate::house::hand;
use axum::body::to_bytes;
use axum::http::Response;
use onpace_core::access::Role;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_office::Seat;
use onpace_office::accounts::AccountDetails;
use onpace_office::assessed::Plans;
use onpace_office::{Desk, example, plans, reports, secrets, settings};
use onpace_web::dispatch::{self, Asked};
use onpace_web::fields::Fields;
use onpace_web::route::{Method, Route};
use onpace_web::{House, Settings};
use serde_json::Value;
use std::collections::HashMap;

/// Noon on 1 July 2022, in microseconds.
const NOW: Instant = Instant::from_micros(1_656_676_800_000_000);

struct Answered {
    status: u16,
    kind: String,
    name: String,
    to: String,
    bytes: Vec<u8>,
}

impl Answered {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// What is read, without marks, each run of blanks as one.
    fn words(&self) -> String {
        let mut words = String::new();
        let mut inside = false;
        for c in self.text().chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    words.push(' ');
                }
                c if !inside => words.push(c),
                _ => {}
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The example, held, with somebody who is signed in.
struct Rig {
    house: House,
    session: String,
    _folder: tempfile::TempDir,
}

impl Rig {
    fn of(role: Role) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::to_begin(&folder.path().join("data")).unwrap();
        let seat = seat(NOW);
        desk.import("torbay", &example::read().unwrap(), None, None, jiff_day(2022, 7, 1), &seat).unwrap();
        // Somebody has to be left who can manage users, before anybody else is made.
        let admin = AccountDetails { name: "Ada".to_owned(), disabled: false };
        desk.set_account("a@example.invalid", &admin, &[(None, Role::Admin)], &hand()).unwrap();
        let details = AccountDetails { name: "Rachael".to_owned(), disabled: false };
        let account =
            desk.set_account("r@example.invalid", &details, &[(Some("torbay".to_owned()), role)], &hand()).unwrap();
        let session = desk.begin_session(&account, NOW).unwrap();
        let house = House::new(
            Plans::new(desk),
            Box::new(|| NOW + 1_000_000),
            None,
            Settings { base: "http://localhost".to_owned(), ..Settings::default() },
            None,
        );
        Self { house, session, _folder: folder }
    }

    fn ask(&self, method: Method, address: &str, form: &[(&str, &str)]) -> Answered {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let query = query.split('#').next().unwrap_or_default();
        let found = onpace_web::routes().filter(|route| route.method == method);
        // An address that is written out comes before one with parts, as in the router.
        let (route, parts) = found
            .filter_map(|route| Some((route, parts_of(route, path)?)))
            .min_by_key(|(_, parts)| parts.len())
            .map_or((None, HashMap::new()), |(route, parts)| (Some(route), parts));
        let mut fields: Vec<(String, String)> =
            form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        fields.push(("token".to_owned(), secrets::derived(&self.session, "form")));
        let asked = Asked {
            path: path.to_owned(),
            parts,
            query: Fields::parse(query.as_bytes()),
            form: Fields(if method == Method::Post { fields } else { Vec::new() }),
            cookies: format!("__Host-session={}; __Host-browser=b", self.session),
            ..Asked::default()
        };
        answered(dispatch::answer(&self.house, route, asked))
    }

    fn get(&self, address: &str) -> Answered {
        self.ask(Method::Get, address, &[])
    }

    fn post(&self, address: &str, form: &[(&str, &str)]) -> Answered {
        self.ask(Method::Post, address, form)
    }
}

fn jiff_day(year: i16, month: i8, day: i8) -> onpace_core::day::Date {
    onpace_core::day::Date::constant(year, month, day)
}

fn seat(now: Instant) -> Seat {
    Seat::operator("test", Channel::Import, now).unwrap()
}

fn parts_of(route: &Route, path: &str) -> Option<HashMap<String, String>> {
    let (wanted, given): (Vec<&str>, Vec<&str>) = (route.path.split('/').collect(), path.split('/').collect());
    if wanted.len() != given.len() {
        return None;
    }
    let mut parts = HashMap::new();
    for (wanted, given) in wanted.iter().zip(given) {
        match wanted.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) => drop(parts.insert(name.to_owned(), given.to_owned())),
            None if *wanted == given => {}
            None => return None,
        }
    }
    Some(parts)
}

fn answered(response: Response<axum::body::Body>) -> Answered {
    let header =
        |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let (status, kind, name, to) =
        (response.status().as_u16(), header("content-type"), header("content-disposition"), header("location"));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
    let bytes = runtime.block_on(to_bytes(response.into_body(), 50_000_000)).unwrap().to_vec();
    Answered { status, kind, name, to, bytes }
}

const PAGES: [&str; 16] = [
    "/p/torbay",
    "/p/torbay/actions?area=10&finish_in=2022-05",
    "/p/torbay/timeline",
    "/p/torbay/timeline?area=10",
    "/p/torbay/what-if?action=3A&days=20",
    "/p/torbay/heat-map",
    "/p/torbay/pace",
    "/p/torbay/changes",
    "/p/torbay/findings",
    "/p/torbay/reports",
    "/p/torbay/reports/board",
    "/p/torbay/settings",
    "/p/torbay/settings/policy",
    "/p/torbay/settings/calendar",
    "/p/torbay/settings/baselines",
    "/p/torbay/settings/approvals",
];

/// The markup of one element of the page, by what it begins with and ends with.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let begin = text.find(from).map_or(text.len(), |at| at + from.len());
    let rest = &text[begin..];
    &rest[..rest.find(to).unwrap_or(rest.len())]
}

#[test]
fn every_page_shows_the_plan_without_inline_style_or_script() {
    let rig = Rig::of(Role::Manager);
    let mut titles = std::collections::HashSet::new();
    for page in PAGES {
        let answer = rig.get(page);
        let text = answer.text();
        assert_eq!(answer.status, 200, "{page}: {}", answer.words());
        assert!(!text.contains(" style=") && !text.contains("<style"), "{page}");
        assert!(!text.contains("javascript:") && !text.contains(" onclick"), "{page}");
        for script in text.split("<script").skip(1) {
            assert!(script.starts_with(" type=\"module\" src=\"/assets/"), "{page}: {}", &script[..60]);
        }
        assert_eq!(text.matches("<h1").count(), 1, "{page}");
        titles.insert(between(&text, "<title>", "</title>").to_owned());
        let mut ids: Vec<&str> = text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all, "{page} has an id twice");
    }
    // The timeline stands twice in the list.
    assert_eq!(titles.len(), PAGES.len() - 1, "{titles:?}");
}

#[test]
fn figures_on_the_overview_are_those_of_the_check() {
    let rig = Rig::of(Role::Member);
    let page = rig.get("/p/torbay?as_at=2022-05-22").words();
    let draft = example::read().unwrap();
    let (calendar, policy) = (settings::calendar("none").unwrap(), settings::policy("pace").unwrap());
    let assessment = plans::assess_draft(&draft, plans::day_of(&draft, jiff_day(2022, 7, 1)), &calendar, &policy);
    let record = reports::record(&assessment);
    for (key, label) in [
        ("actions", "actions"),
        ("started", "started"),
        ("complete", "complete"),
        ("past_finish", "past their finish"),
        ("not_started", "due and not started"),
        ("percent_complete", "complete, by working days"),
        ("percent_planned", "planned by now"),
    ] {
        let value = match &record["figures"][key] {
            Value::Number(number) if key.starts_with("percent") => format!("{number}%").replace(".0%", "%"),
            value => value.to_string(),
        };
        assert!(page.contains(&format!("{value} {label}")), "{value} {label} in {page}");
    }
}

#[test]
fn the_two_times_show_other_plans() {
    let rig = Rig::of(Role::Manager);
    let given = onpace_office::actions::Given { title: Some("Another title".to_owned()), ..Default::default() };
    let later = seat(NOW + 86_400_000_000).because(Some("agreed"));
    rig.house.desk().set_row("torbay", "10E", &given, jiff_day(2022, 5, 1), &later).unwrap();
    assert!(rig.get("/p/torbay/timeline?area=10").text().contains("Another title"));
    assert!(!rig.get("/p/torbay/timeline?area=10&as_at=2022-04-30").text().contains("Another title"));
    assert!(!rig.get("/p/torbay/timeline?area=10&known_by=2022-07-01").text().contains("Another title"));
    assert!(rig.get("/p/torbay/timeline?area=10&known_by=2022-07-02").text().contains("Another title"));
    let page = rig.get("/p/torbay/changes?from=2022-04-30&to=2022-05-22").words();
    assert!(page.contains("Words only") && page.contains("Another title"), "{page}");
    let (early, late) = (rig.get("/p/torbay?as_at=2022-05-10").words(), rig.get("/p/torbay?as_at=2022-06-30").words());
    assert!(early.contains("As at Tuesday 10 May 2022") && late.contains("As at Thursday 30 June 2022"));
    assert_ne!(between(&early, "not started", "past their"), between(&late, "not started", "past their"));
}

#[test]
fn a_cell_of_the_heat_map_leads_to_as_many_actions_as_it_says() {
    let rig = Rig::of(Role::Member);
    let text = rig.get("/p/torbay/heat-map").text();
    let cells: Vec<&str> = text.split("<a class=\"tag ").skip(1).collect();
    assert!(cells.len() > 10, "{}", cells.len());
    for cell in cells {
        let address = between(cell, "href=\"", "\"").replace("&amp;", "&");
        let count = between(cell, "</svg>", "<").split_whitespace().last().unwrap().to_owned();
        let page = rig.get(&address).words();
        assert!(page.contains(&format!(" {count} of ")), "{address} says {count}");
    }
}

#[test]
#[cfg_attr(not(feature = "pdf"), ignore = "the PDF engine is not built: --features pdf")]
fn reports_are_kept_in_every_medium() {
    let rig = Rig::of(Role::Member);
    for (medium, kind, begin) in [
        ("html", "text/html; charset=utf-8", "<!DOCTYPE html>"),
        ("pdf", "application/pdf", "%PDF-"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\u{3}\u{4}"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK\u{3}\u{4}"),
        ("csv", "text/csv; charset=utf-8", ""),
        ("md", "text/markdown; charset=utf-8", "#"),
        ("json", "application/json", "{"),
    ] {
        let file = rig.get(&format!("/p/torbay/reports/board/{medium}?as_at=2022-05-22"));
        assert_eq!((file.status, file.kind.as_str()), (200, kind), "{medium}");
        assert_eq!(file.name, format!("attachment; filename=\"board-torbay-2022-05-22.{medium}\""));
        assert!(file.bytes.starts_with(begin.as_bytes()), "{medium}");
        assert!(file.bytes.len() > 100, "{medium}");
    }
    assert_eq!(rig.get("/p/torbay/reports/board/exe").status, 404);
    assert_eq!(rig.get("/p/torbay/reports/none").status, 404);
}

#[test]
fn a_pdf_that_would_take_too_long_is_refused_with_the_ways_out() {
    let rig = Rig::of(Role::Member);
    let rows = (1..=2_001).map(|row| format!("{row},Do thing {row},JC,01/03/2022,30/06/2022,5"));
    let heading = "Code,Action,Lead,Start,Finish,% complete".to_owned();
    let text = std::iter::once(heading).chain(rows).collect::<Vec<_>>().join("\n");
    let (desk, draft) = (rig.house.desk(), plans::read_bytes(text.as_bytes(), "large.csv").unwrap());
    desk.import("large", &draft, None, None, jiff_day(2022, 7, 1), &seat(NOW)).unwrap();
    let details = AccountDetails { name: "Rachael".to_owned(), disabled: false };
    let role = (Some("large".to_owned()), Role::Member);
    desk.set_account("r@example.invalid", &details, &[role], &hand()).unwrap();
    let asked = |medium: &str| rig.get(&format!("/p/large/reports/board/{medium}?as_at=2022-07-01"));
    let refused = asked("pdf");
    assert_eq!(refused.status, 422, "{}", refused.words());
    for words in ["a PDF on these pages can have 2000", "Word document", "Excel workbook"] {
        assert!(refused.words().contains(words), "{words}: {}", refused.words());
    }
    assert_eq!(asked("csv").status, 200);
}

#[test]
fn a_wrong_number_in_a_narrative_is_answered_with_both_values_and_kept() {
    let rig = Rig::of(Role::Member);
    let wrong = "On that day 26 actions have been started.";
    let page = rig.post("/p/torbay/reports/board", &[("narrative", wrong), ("as", "page")]);
    assert_eq!(page.status, 422);
    let words = page.words();
    assert!(
        words.contains("You wrote 26. The plan has 28.") && words.contains("Use {{started}}, which prints 28."),
        "{words}"
    );
    assert!(words.contains(wrong), "{words}");
    let right = "Of all, {{started}} have begun.";
    let page = rig.post("/p/torbay/reports/board", &[("narrative", right), ("as", "page")]);
    assert_eq!(page.status, 200);
    assert!(page.words().contains("Of all, 28 have begun."));
    let file = rig.post("/p/torbay/reports/board", &[("narrative", right), ("as", "md")]);
    assert!(file.text().contains("Of all, 28 have begun."));
}

/// The counts in the preview's table, word and number after.
fn then(page: &str, label: &str) -> String {
    let table = between(page, "Actions at each status", "</table>");
    let row = table.split("<tr").find(|row| row.contains(label)).unwrap_or_default();
    let cells: Vec<&str> =
        row.split("number\">").skip(1).map(|cell| cell.split('<').next().unwrap_or_default()).collect();
    cells.last().copied().unwrap_or_default().to_owned()
}

#[test]
fn what_the_preview_of_a_policy_says_is_what_then_happens() {
    let rig = Rig::of(Role::Manager);
    let before = rig.get("/p/torbay").words();
    let form = [("choice", "started"), ("own", ""), ("on", "2022-05-22")];
    let preview = rig.post("/p/torbay/settings/policy", &form);
    assert_eq!(preview.status, 200, "{}", preview.words());
    assert_eq!(rig.get("/p/torbay").words(), before, "a preview changes nothing");
    let record = |reason| {
        rig.post("/p/torbay/settings/policy", &[form[0], form[1], form[2], ("step", "record"), ("reason", reason)])
    };
    let refused = record("");
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("Enter why"), "{}", refused.words());
    let done = record("The board asked for it.");
    assert_eq!((done.status, done.to.as_str()), (303, "/p/torbay/settings?saved=yes"));
    let survey = rig.house.plans.day("torbay", Some(jiff_day(2022, 5, 22)), None, jiff_day(2022, 7, 1)).unwrap();
    for (level, rows) in survey.assessment().survey.status_rows() {
        assert_eq!(then(&preview.text(), &level.label), rows.len().to_string(), "{}", level.label);
    }
    assert_ne!(rig.get("/p/torbay").words(), before);
}

#[test]
fn a_policy_or_calendar_of_ones_own_is_tried_or_refused_in_words() {
    let rig = Rig::of(Role::Manager);
    let bad =
        rig.post("/p/torbay/settings/policy", &[("choice", "own"), ("own", "levels = 3\nx = 1"), ("on", "2022-05-22")]);
    assert_eq!(bad.status, 422);
    assert!(bad.words().contains("not as expected") && bad.text().contains("levels = 3"));
    let own = "name = \"ours\"\r\ntitle = \"Ours, with half term\"\r\nbase = \"england-and-wales\"\r\n";
    let tried = rig.post("/p/torbay/settings/calendar", &[("choice", "own"), ("own", own), ("on", "22 May 2022")]);
    assert_eq!(tried.status, 200);
    assert!(tried.words().contains("Ours, with half term"), "{}", tried.words());
    let nothing = rig.post("/p/torbay/settings/calendar", &[("on", "never")]);
    assert!(nothing.words().contains("Choose a calendar") && nothing.words().contains("Enter a day"));
    let page = rig.get("/p/torbay/settings/calendar").words();
    assert!(page.contains("10E: without bank holidays") || page.contains("without bank holidays it has"), "{page}");
}

#[test]
fn a_baseline_shows_how_far_a_finish_slipped() {
    let rig = Rig::of(Role::Manager);
    let set = rig.post("/p/torbay/settings/baselines", &[("name", "April"), ("on", "2022-05-22")]);
    assert_eq!(set.status, 303, "{}", set.words());
    let given = onpace_office::actions::Given { finish: Some(jiff_day(2022, 5, 30)), ..Default::default() };
    let because = seat(NOW).because(Some("agreed"));
    rig.house.desk().set_row("torbay", "10E", &given, jiff_day(2022, 5, 22), &because).unwrap();
    let page = rig.get("/p/torbay/timeline?area=10").words();
    assert!(page.contains("30 May 2022 16 May 2022 +10"), "{page}");
    let again = rig.post("/p/torbay/settings/approvals", &[("version", ""), ("body", "Board"), ("on", "2022-05-22")]);
    assert_eq!(again.status, 422);
    assert!(again.text().contains("value=\"Board\""));
}

#[test]
fn days_in_the_wrong_order_are_told() {
    let rig = Rig::of(Role::Member);
    let page = rig.get("/p/torbay/changes?from=2022-06-01&to=2022-05-01");
    assert_eq!(page.status, 422);
    assert!(page.words().contains("is after the last"), "{}", page.words());
    assert!(rig.get("/p/torbay/changes?from=never").words().contains("Enter a day"));
}

#[test]
fn settings_are_not_there_for_who_may_not_change_the_plan() {
    let rig = Rig::of(Role::Carer);
    for page in PAGES {
        let wanted = if page.contains("/settings") { 404 } else { 200 };
        assert_eq!(rig.get(page).status, wanted, "{page}");
    }
}

#[test]
fn a_slip_shows_what_else_moves() {
    let rig = Rig::of(Role::Manager);
    let page = rig.get("/p/torbay/what-if?action=1A&days=40").words();
    assert!(page.contains("No action of this plan waits for another"), "{page}");
    assert!(!rig.get("/p/torbay/timeline").words().contains("Slack"), "nothing waits, so nothing has slack");
    let on = jiff_day(2022, 5, 1);
    let kind = onpace_core::plan::LinkKind::FinishToFinish;
    let link = onpace_core::plan::command::Command::Link { code: "3A".to_owned(), on: "1A".to_owned(), kind, lag: 0 };
    rig.house.desk().command("torbay", &link, on, &seat(NOW)).unwrap();
    // 1A is to finish on 31 May, 3A a month later; forty working days on, 3A waits for it.
    let page = rig.get("/p/torbay/what-if?action=1A&days=40").words();
    assert!(page.contains("If 1A ends 40 working days later") && page.contains("Tuesday 26 July 2022"), "{page}");
    assert!(page.contains("30 June 2022") && page.contains("26 July 2022"), "{page}");
    let nothing = rig.get("/p/torbay/what-if?action=1A&days=5").words();
    assert!(nothing.contains("Nothing else moves."), "{nothing}");
    for (query, words) in [
        ("action=1A&days=soon", "Enter working days, 1 to 5000"),
        ("action=1A&days=0", "Enter working days, 1 to 5000"),
        ("action=9Z&days=5", "Choose an action that is open and has dates"),
        ("action=2A&days=5", "Choose an action that is open and has dates"),
    ] {
        let answer = rig.get(&format!("/p/torbay/what-if?{query}"));
        assert_eq!(answer.status, 422, "{query}");
        assert!(answer.words().contains(words), "{query}: {}", answer.words());
    }
    // 2C finishes last of all.
    let link = onpace_core::plan::command::Command::Link { code: "2C".to_owned(), on: "1A".to_owned(), kind, lag: 0 };
    rig.house.desk().command("torbay", &link, on, &seat(NOW)).unwrap();
    let timeline = rig.get("/p/torbay/timeline");
    assert!(timeline.words().contains("Slack"));
    let text = timeline.text();
    assert_eq!(
        text.matches("None: critical").count() + 1,
        text.matches("stroke-width=\"3.5\"").count(),
        "each, and the key"
    );
}

#[test]
fn each_action_says_when_it_would_be_done_at_its_own_pace() {
    let rig = Rig::of(Role::Member);
    let page = rig.get("/p/torbay/pace?as_at=2022-05-22").words();
    assert!(page.contains("Each action at its own pace") && page.contains("90% in 28 working days"), "{page}");
    // 26 of 29 stand at exactly 5%, so neither of them nor of the plan can anything be told.
    let default = "26 of 29 actions are reported at exactly 5%, which looks like a default";
    assert!(page.contains(&format!("When the plan will finish cannot be told yet: {default}")), "{page}");
    let action = rig.get("/p/torbay/actions/1A?as_at=2022-05-22").words();
    assert!(action.contains(&format!("Cannot be told yet: {default}")), "{action}");
    // 90% in 28 working days may be 87.5% or 92.5%: all in 31 or 32, from Wednesday 13 April 2022.
    let action = rig.get("/p/torbay/actions/10E?as_at=2022-05-22").words();
    assert!(action.contains("between 25 May 2022 and 26 May 2022"), "{action}");
}

/// Found by strangers: live pages stood at the day of the latest report, so that a decision of today was not seen and
/// what fell due since was not late.
#[test]
fn live_pages_speak_of_today() {
    let rig = Rig::of(Role::Member);
    // Today is 1 July 2022, the latest report of 22 May: by then eight more finishes have passed.
    let overdue = rig.get("/p/torbay/actions?due=overdue").words();
    assert!(overdue.contains("as at Friday 1 July 2022"), "{overdue}");
    let then = rig.get("/p/torbay/actions?due=overdue&as_at=2022-05-22").words();
    let count =
        |words: &str| words.split(" of 29 actions").next().unwrap().rsplit(' ').next().unwrap().parse::<usize>();
    assert_eq!(count(&then), Ok(1), "{then}");
    assert!(count(&overdue).unwrap() > 4, "{overdue}");
    // What was last heard carries its own day.
    assert!(overdue.contains("Last update") && overdue.contains("22 May 2022"), "{overdue}");
    let page = rig.get("/p/torbay").words();
    assert!(page.contains("As at Friday 1 July 2022"), "{page}");
}
