//! The commands, one a file. Each asks the office and prints what it answers.

mod action;
mod area;
mod backup;
mod check;
mod demo;
mod demo_measures;
mod demo_months;
mod diff;
mod explain;
mod finance;
mod history;
mod import;
mod measure;
mod measure_held;
mod measure_told;
mod person;
mod plan;
mod reading;
mod report;
mod round;
mod serve;
mod update;

use crate::arguments::{Act, Arguments, BackupCommand, Command, MeasureArguments, Who};
use crate::stop::Stop;
use crate::terminal;
use clap::CommandFactory as _;
use onpace_core::day::{self, Date};
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_office::Seat;
use onpace_office::areas::{self, AreaPlace};
use onpace_office::desk::Done;
use onpace_office::problem::{Kind, Problem};
use onpace_office::{mappings, plans};
use std::path::Path;
use std::process::ExitCode;

/// Runs a command.
pub(crate) fn run(command: Command, folder: Option<&Path>, area: Option<&str>) -> Result<ExitCode, Stop> {
    let is_restored = matches!(command, Command::Backup(BackupCommand::Restore { .. }));
    let place = place(folder, area, is_restored)?;
    let data = place.as_ref();
    match command {
        Command::Area(command) => area::run(&command, named(folder)?),
        Command::Demo { out, listen, no_serve, stay } => demo::run(&out, &listen, no_serve, stay),
        Command::Serve(serve) => serve::run(&serve, &served(folder, data, area)?),
        Command::Check { file, how, fail_on, numbers, json } => check::run(&file, &how, fail_on, (json, numbers), data),
        Command::Explain { rule, figures, refusals, markdown, json, .. } => {
            explain::run(&explain::Wanted { name: rule.as_deref(), figures, refusals }, markdown, json)
        }
        Command::Report(report) => report::run(report, data),
        Command::Diff { before, after, before_as_at, how, json } => {
            diff::run([&before, &after], before_as_at, &how, json, data)
        }
        Command::Convert { file, out, raw, map, json } => convert(&file, out.as_deref(), raw, map.as_deref(), json),
        Command::Import(import) => import::run(&import, data),
        Command::Plan(command) => plan::run(command, data),
        Command::Action(command) => action::run(command, data),
        Command::Update(command) => update::run(command, data),
        Command::Round(command) => round::run(command, data),
        Command::Measure(MeasureArguments { area, command }) => measure::run(command, (folder, data, area.as_deref())),
        Command::Finance(command) => finance::run(&command),
        Command::Baseline(command) => plan::baseline(command, data),
        Command::Log { plan, code, json } => history::log(&plan, code.as_deref(), json, data),
        Command::Verify { against, json } => {
            let one = |place: &AreaPlace| history::verify(against.as_deref(), json, Some(place));
            // A checkpoint is of one history.
            let of = if against.is_some() { vec![self::folder(data)?.clone()] } else { every(folder, data, area)? };
            each(&of, json, one)
        }
        Command::Prove { plan, event, since } => history::prove(plan.as_deref(), event, since, data),
        Command::Checkpoint { json } => history::checkpoint(json, data),
        Command::Erase { plan, event, by } => history::erase(&plan, event, &by, data),
        Command::Backup(command) => match command {
            BackupCommand::Create { out: None, json } | BackupCommand::Drill { json } => {
                each(&every(folder, data, area)?, json, |place| backup::run(&command, Some(place)))
            }
            BackupCommand::Create { .. } if area.is_none() => {
                refuse_several(&every(folder, data, area)?, "a backup into one file")?;
                backup::run(&command, data)
            }
            _ => backup::run(&command, data),
        },
        Command::Doctor { json } => each(&every(folder, data, area)?, json, |place| backup::doctor(json, Some(place))),
        Command::Person(command) => person::run(command, data),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "onpace", &mut text);
            terminal::say(&String::from_utf8_lossy(&text))?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Arguments::command())
                .render(&mut page)
                .map_err(|e| Problem::new(Kind::Unexpected, e))?;
            terminal::say(&String::from_utf8_lossy(&page))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn convert(file: &str, out: Option<&str>, raw: bool, map: Option<&str>, json: bool) -> Result<ExitCode, Stop> {
    let mapping = map.map(mappings::load).transpose()?;
    if let Some(out) = out {
        if raw {
            plans::convert_raw(file, out)?;
            terminal::done(out);
        } else {
            plans::convert(file, out, mapping.as_ref())?.iter().for_each(|path| terminal::done(path));
        }
    }
    if json {
        let text =
            if raw { plans::raw_json(file)? } else { plans::as_json(&plans::read_file(file, mapping.as_ref())?) };
        terminal::say(&String::from_utf8_lossy(&text))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn unnamed() -> Stop {
    let what = "no data folder was named; name it with --data DIR, or in ONPACE_DATA";
    Stop::Problem(Problem::new(Kind::Usage, what))
}

/// The data folder that a command needs, with all its areas.
fn named(folder: Option<&Path>) -> Result<&Path, Stop> {
    folder.ok_or_else(unnamed)
}

/// Where the area is kept that a command needs.
fn folder(data: Option<&AreaPlace>) -> Result<&AreaPlace, Stop> {
    data.ok_or_else(unnamed)
}

/// Where the area is kept that was named, else the first; one that is restored need not be there.
fn place(folder: Option<&Path>, area: Option<&str>, is_restored: bool) -> Result<Option<AreaPlace>, Stop> {
    let key = area.map(areas::key).transpose()?;
    match (folder, key) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(unnamed()),
        (Some(folder), None) => Ok(Some(AreaPlace::from(folder))),
        (Some(folder), Some(key)) if is_restored => Ok(Some(AreaPlace::of(folder, key))),
        (Some(folder), Some(key)) => Ok(Some(areas::find(folder, key)?)),
    }
}

/// The area that was named; where none was, every one that is there.
fn every(folder: Option<&Path>, data: Option<&AreaPlace>, area: Option<&str>) -> Result<Vec<AreaPlace>, Stop> {
    let (folder, one) = (named(folder)?, self::folder(data)?);
    if area.is_some() {
        return Ok(vec![one.clone()]);
    }
    let mut all = areas::all(folder).map_err(Problem::from)?;
    if all.len() > 1 {
        all.retain(AreaPlace::is_begun);
    }
    Ok(all)
}

/// The areas that are served: the one that was named; where none was, the first, which is at the root also while nothing
/// is in it, and every other. So no address changes as areas come.
fn served(folder: Option<&Path>, data: Option<&AreaPlace>, area: Option<&str>) -> Result<Vec<AreaPlace>, Stop> {
    if area.is_some() { every(folder, data, area) } else { Ok(areas::all(named(folder)?).map_err(Problem::from)?) }
}

/// Refuses what is of one area, where there are several and none was named.
fn refuse_several(places: &[AreaPlace], what: &str) -> Result<(), Stop> {
    if places.len() < 2 {
        return Ok(());
    }
    let keys: Vec<&str> = places.iter().map(|place| place.area.as_str()).collect();
    let what = format!("{what} is of one area; name it with --in-area: {}", keys.join(", "));
    Err(Problem::new(Kind::Usage, what).into())
}

/// Does something in each area, one after the other, and says which. One that does not end well is told by the exit
/// code, and the others are done all the same.
fn each(
    places: &[AreaPlace],
    json: bool,
    act: impl Fn(&AreaPlace) -> Result<ExitCode, Stop>,
) -> Result<ExitCode, Stop> {
    let [first, others @ ..] = places else { return Ok(ExitCode::SUCCESS) };
    if others.is_empty() {
        return act(first);
    }
    if json {
        refuse_several(places, "one JSON document")?;
    }
    let mut all = ExitCode::SUCCESS;
    for place in places {
        terminal::say(&format!("Area {}\n", place.area))?;
        let ended = act(place)?;
        if ended != ExitCode::SUCCESS {
            all = ended;
        }
    }
    Ok(all)
}

/// Who records, by the command line, now.
fn who(who: &Who) -> Result<Seat, Stop> {
    let seat = Seat::operator(&who.by, Channel::Cli, now())?;
    Ok(seat.because(who.reason.as_deref()).on_trial(who.dry_run))
}

/// The seat of whoever has the folder, for what needs no name.
fn operator() -> Result<Seat, Stop> {
    Ok(Seat::operator("operator", Channel::Cli, now())?)
}

/// From when something holds, and who records it.
fn act(act: &Act) -> Result<(Date, Seat), Stop> {
    Ok((day_of(act.on), who(&act.who)?))
}

/// The day given, else today.
fn day_of(on: Option<Date>) -> Date {
    on.unwrap_or_else(today)
}

/// Says what was recorded.
fn done(done: &Done, words: &str, json: bool) -> Result<ExitCode, Stop> {
    let from = done.effective.map_or_else(|| "always".to_owned(), |day| format!("from {}", day::in_full(day)));
    if json {
        let at = done.appended;
        terminal::say(&pretty(&serde_json::json!({
            "saved": at.is_some(),
            "event": at.map(|at| at.last),
            "recorded_at": at.map(|at| onpace_office::history::instant(at.recorded_at)),
            "events": done.events,
        })))?;
    } else if let Some(at) = done.appended {
        terminal::say(&terminal::harmless(&format!("Saved: {words}, {from} (event {}).\n", at.last)))?;
    } else {
        terminal::say(&terminal::harmless(&format!("A trial, nothing was saved: {words}, {from}.\n")))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The instant on the machine's clock.
fn now() -> Instant {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Instant::from_micros(since.ok().and_then(|since| i64::try_from(since.as_micros()).ok()).unwrap_or(0))
}

/// Today in the United Kingdom, by the machine's clock, for plans whose text names no day of its own.
pub(crate) fn today() -> Date {
    onpace_core::local_time::day_of(now())
}

/// JSON as the program prints it.
pub(crate) fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
