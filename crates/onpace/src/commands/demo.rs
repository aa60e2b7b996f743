//! `onpace demo`: the main job on the built-in example.

use super::demo_measures::DemoMeasures;
use super::demo_months::{self, Months};
use super::serve;
use crate::arguments::Serve;
use crate::stop::Stop;
use crate::terminal::{say, styled};
use jiff::civil::date;
use onpace_core::access::Role;
use onpace_core::ledger::event::Channel;
use onpace_core::local_time;
use onpace_core::plan::command::Command;
use onpace_core::plan::event::PlanNames;
use onpace_office::Seat;
use onpace_office::accounts::AccountDetails;
use onpace_office::assessed::Plans;
use onpace_office::people::Details;
use onpace_office::plans::Draft;
use onpace_office::problem::{Kind, Problem};
use onpace_office::rounds::Preview;
use onpace_office::{Desk, example, files, plans, reports, settings};
use std::fmt::Write as _;
use std::io::{BufRead as _, IsTerminal as _};
use std::path::Path;
use std::process::{ExitCode, Stdio};

pub(super) fn run(out: &str, listen: &str, no_serve: bool, stay: bool) -> Result<ExitCode, Stop> {
    let draft = example::read()?;
    let (calendar, policy) = (settings::calendar("none")?, settings::policy("pace")?);
    let assessment = plans::assess_draft(&draft, plans::day_of(&draft, date(2022, 5, 22)), &calendar, &policy);
    std::fs::create_dir_all(out)
        .map_err(|e| Problem::new(Kind::Temporary, format!("the folder {out} could not be made: {e}")))?;
    say(&super::check::in_words(&assessment))?;
    let document = reports::document("board", &assessment, None)?;
    say(&format!("\n{}\n", styled("The board report of this plan, every figure computed:", "1")))?;
    for (ending, name) in reports::media() {
        let path = Path::new(out).join(format!("board.{ending}"));
        reports::write(&document, &path.to_string_lossy())?;
        say(&format!("  {name:<9} {}\n", path.display()))?;
    }
    let source = Path::new(out).join(example::NAME);
    files::save(&source.to_string_lossy(), example::TEXT.as_bytes())?;
    let data = Path::new(out).join("data");
    say(&format!(
        "  the source {0}\n\nNext, to check it:    onpace check {0}\nOr hold it and go on: onpace import {0} --plan send --data {1}\n                      \
         onpace update add send 1A --percent 45 --on 2022-06-13 --data {1}\n",
        source.display(),
        data.display()
    ))?;
    if no_serve { Ok(ExitCode::SUCCESS) } else { serve_it(Path::new(out), &draft, listen, stay) }
}

/// Somebody for each role, so that everybody's pages can be looked at.
const PEOPLE: [(&str, &str, Role); 9] = [
    ("Rachael Manager", "manager@demo.invalid", Role::Manager),
    ("Ann Approver", "approver@demo.invalid", Role::Approver),
    ("Dana Officer", "officer@demo.invalid", Role::Officer),
    ("Grace Group", "group@demo.invalid", Role::Member),
    ("Bo Board", "board@demo.invalid", Role::Reader),
    ("Cara Carer", "carer@demo.invalid", Role::Carer),
    ("Alex Analyst", "analyst@demo.invalid", Role::Analyst),
    ("Audrey Auditor", "auditor@demo.invalid", Role::Auditor),
    ("Ada Admin", "admin@demo.invalid", Role::Admin),
];
/// What the plan is called.
const PLAN: &str = "torbay";
/// The officer of the example whose link to answer is told.
const OFFICER: &str = "DHd";
const ORGANISATION: &str = "Torbay local area (a demonstration)";

/// Posts of a local area; who holds which in the example is made up.
const POSTS: [&str; 8] = [
    "Head of SEND",
    "Clinical officer",
    "Commissioner",
    "Head teacher",
    "Data manager",
    "Psychologist",
    "Parent carer lead",
    "Early help lead",
];

/// Gives everybody in the example a post and an address, so that all can be asked; mail goes nowhere but into a folder.
fn people(desk: &Desk, seat: &Seat) -> Result<(), Stop> {
    for (at, person) in desk.people(Some(PLAN))?.into_iter().enumerate() {
        let post = Some(POSTS[at % POSTS.len()].to_owned());
        let known = if person.written == OFFICER {
            Details {
                name: Some("Dana Officer".to_owned()),
                email: Some(PEOPLE[2].1.to_owned()),
                post,
                ..person.details
            }
        } else {
            let email = format!("{}@demo.invalid", person.written.to_lowercase());
            Details { email: Some(email), post, ..person.details }
        };
        desk.set_person(&person.id, &known, seat)?;
    }
    Ok(())
}

/// Opens a round for a board on the Thursday in about three weeks; the secret of a link by which one officer answers.
fn open_round(desk: &Desk, seat: &Seat) -> Result<String, Stop> {
    let today = super::today();
    let board = demo_months::thursday(demo_months::later(today, 21));
    // Whoever looks at the demonstration need not wait for the morning.
    let preview = Preview { at_once: true, ..desk.preview_round(PLAN, board, today)? };
    desk.open_round(PLAN, &preview, seat)?;
    Ok(desk.link_to_answer(PEOPLE[2].1, seat.now())?)
}

/// Holds the example in a folder of its own, which begins anew each time, and serves it.
fn serve_it(out: &Path, draft: &Draft, listen: &str, stay: bool) -> Result<ExitCode, Stop> {
    let data = out.join("served");
    if data.exists() {
        std::fs::remove_dir_all(&data)
            .map_err(|e| Problem::new(Kind::Temporary, format!("{} could not be begun anew: {e}", data.display())))?;
    }
    let today = super::today();
    let begun = demo_months::taken_over(today);
    let (moved, weeks) = demo_months::moved(draft, today);
    let plans = Plans::new(Desk::to_begin(&data)?);
    let desk = plans.desk();
    let seat = Seat::operator("demo", Channel::Import, begun)?;
    let from = local_time::day_of(begun);
    desk.import(PLAN, &moved, None, Some(from), from, &seat)?;
    let names = PlanNames {
        title: Some("SEND written statement of action (a demonstration)".to_owned()),
        area: Some("Torbay".to_owned()),
        boards: Some(vec!["SEND Board".to_owned(), "School Forum".to_owned()]),
    };
    desk.command(PLAN, &Command::Name(names), from, &seat)?;
    people(desk, &seat)?;
    let mut measures = DemoMeasures::begin(desk, PLAN, today, &seat)?;
    let mut accounts = Vec::new();
    // The administrator is made first of all by the rule that one must be left.
    for (name, email, role) in PEOPLE.into_iter().rev() {
        let plan = (!role.is_of_the_house()).then(|| PLAN.to_owned());
        let details = AccountDetails { name: name.to_owned(), disabled: false };
        accounts.push((role, desk.set_account(email, &details, &[(plan, role)], &seat)?));
    }
    let of = |wanted: Role| accounts.iter().find(|(role, _)| *role == wanted).map_or("demo", |(_, id)| id.as_str());
    Months { plan: PLAN, today, manager: of(Role::Manager), approver: of(Role::Approver) }
        .hold(&plans, &mut measures)?;
    let now = Seat::operator(of(Role::Manager), Channel::Web, super::now())?;
    measures.give_until(desk, today, &now)?;
    let answers = open_round(desk, &now)?;
    let mut links = Vec::new();
    for (role, account) in &accounts {
        links.push((role.title(), desk.make_link(account, super::now())?));
    }
    drop(plans);
    let told = |address: &str, how_long: &str| {
        let mut text = format!("\n{}\n", styled(how_long, "1"));
        let _ = writeln!(
            text,
            "Its dates are moved by {weeks} weeks, so that today it is in its fifth month. What officers say in it, the\n\
             decisions, the figures of measures and the packs are made up; people and their posts are too."
        );
        let _ = writeln!(text, "\nSign in as (each link works once):");
        for (role, secret) in links.iter().rev() {
            let _ = writeln!(text, "  {role:<28} http://{address}/sign-in/{secret}");
        }
        let _ = writeln!(text, "\nAnswer a round, as {OFFICER} opens the link in the email (no account):");
        let _ = writeln!(text, "  http://{address}/u/{answers}");
        let _ = writeln!(text, "\nWhat everybody may read, published last month:\n  http://{address}/public/{PLAN}");
        let mail = out.join("mail");
        let _ = write!(text, "\nMail goes to {}.\nThe plan: http://{address}/p/{PLAN}\n", mail.display());
        text
    };
    if stay || std::io::stdout().is_terminal() {
        serve::run_with(&how_to_serve(out, listen), vec![Desk::to_begin(&data)?], |served, _| {
            let how_long = "The same plan as a service, until you press Ctrl-C:";
            let _ = say(&told(&served.pages.to_string(), how_long));
        })
    } else {
        // Nobody sits there to end it, and whoever reads this waits for its end.
        let address = serve_apart(&data, out, listen)?;
        say(&told(&address, "The same plan as a service, which runs on for an hour:"))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn how_to_serve(out: &Path, listen: &str) -> Serve {
    Serve {
        listen: listen.to_owned(),
        base: None,
        mail: Some(format!("maildir:{}", out.join("mail").display())),
        mail_from: "onpace@demo.invalid".to_owned(),
        inbox: vec![format!("maildir:{}", out.join("inbox").display())],
        trusted_proxy: Vec::new(),
        metrics: None,
        organisation: ORGANISATION.to_owned(),
        contact: "the programme manager".to_owned(),
        lasts: None,
        administrators_need_factor: false,
        read_only: false,
        test_mode: false,
    }
}

/// Starts the service as a process of its own, and says where it listens.
fn serve_apart(data: &Path, out: &Path, listen: &str) -> Result<String, Problem> {
    let failed = |e: &dyn std::fmt::Display| Problem::new(Kind::Temporary, format!("the service did not start: {e}"));
    let how = how_to_serve(out, listen);
    let mut program = std::process::Command::new(std::env::current_exe().map_err(|e| failed(&e))?);
    program.arg("serve").arg("--data").arg(data).args(["--listen", listen, "--for", "3600"]);
    program.args(["--mail", &how.mail.unwrap_or_default(), "--mail-from", &how.mail_from]);
    program.args(how.inbox.iter().flat_map(|way| ["--inbox", way]));
    program.args(["--organisation", ORGANISATION, "--contact", &how.contact]);
    program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut started = program.spawn().map_err(|e| failed(&e))?;
    let mut line = String::new();
    if let Some(output) = started.stdout.take() {
        std::io::BufReader::new(output).read_line(&mut line).map_err(|e| failed(&e))?;
    }
    let said: serde_json::Value = serde_json::from_str(&line).map_err(|e| failed(&e))?;
    said["listening"].as_str().map(str::to_owned).ok_or_else(|| failed(&"it said no address"))
}
