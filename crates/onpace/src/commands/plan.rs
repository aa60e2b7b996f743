//! `onpace plan` and `onpace baseline`: the plans that are held.

use super::{act, done, folder, pretty, today};
use crate::arguments::{BaselineCommand, How, PlanCommand};
use crate::service::desks;
use crate::stop::Stop;
use crate::terminal::{self, harmless, say};
use onpace_core::day::Date;
use onpace_core::plan::command::Command;
use onpace_core::plan::event::PlanNames;
use onpace_office::areas::AreaPlace;
use onpace_office::{Desk, forecasts, history, plans, reports, settings, what_if};
use serde_json::json;
use std::process::ExitCode;

pub(super) fn run(command: PlanCommand, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let folder = || folder(data);
    match command {
        // A file will do for these two.
        PlanCommand::Forecast { name, how, json } => forecast(&name, &how, json, data),
        PlanCommand::Whatif { name, slip, board, how, json } => what_if(&name, &slip, &board, &how, json, data),
        PlanCommand::List { json } => list(folder()?, json),
        PlanCommand::Show { name, how, json } => {
            let folder = folder()?;
            let (draft, on) = Desk::to_read(folder)?.draft(&name, how.as_at, how.known_by, today())?;
            let (calendar, policy) = how.rules(how.source(&name, Some(folder)), on)?;
            let assessment = plans::assess_draft(&draft, on, &calendar, &policy);
            say(&if json { pretty(&reports::record(&assessment)) } else { super::check::in_words(&assessment) })?;
            Ok(ExitCode::SUCCESS)
        }
        PlanCommand::Export { name, out, times } => {
            let written = Desk::to_read(folder()?)?.export(&name, &out, times.as_at, times.known_by, today())?;
            for path in &written {
                terminal::done(path);
            }
            Ok(ExitCode::SUCCESS)
        }
        PlanCommand::Name { name, title, area, board, act: how } => {
            let (on, seat) = act(&how)?;
            let boards = (!board.is_empty()).then_some(board);
            let command = Command::Name(PlanNames { title, area, boards });
            let words = format!("{name} has new names");
            done(&desks::to_record(folder()?)?.command(&name, &command, on, &seat)?, &words, how.who.json)
        }
        PlanCommand::Policy { name, policy, act: how } => {
            let ((on, seat), text) = (act(&how)?, settings::policy_text(&desks::path_or_word(&policy))?);
            let words = format!("{name} is judged by {policy}");
            done(&desks::to_record(folder()?)?.choose_policy(&name, &text, on, &seat)?, &words, how.who.json)
        }
        PlanCommand::Calendar { name, calendar, act: how } => {
            let ((on, seat), text) = (act(&how)?, settings::calendar_text(&desks::path_or_word(&calendar))?);
            let words = format!("{name} is counted by {calendar}");
            done(&desks::to_record(folder()?)?.choose_calendar(&name, &text, on, &seat)?, &words, how.who.json)
        }
        PlanCommand::Approve { name, version, body, act: how } => {
            let (on, seat) = act(&how)?;
            let desk = desks::to_record(folder()?)?;
            let words = format!("{name} version {version} approved by {body}");
            let command = Command::Approve { version, body };
            done(&desk.command(&name, &command, on, &seat)?, &words, how.who.json)
        }
    }
}

fn forecast(name: &str, how: &How, json: bool, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let (draft, on) = plans::open(how.source(name, data), how.as_at, today())?;
    let (calendar, policy) = how.rules(how.source(name, data), on)?;
    let survey = onpace_core::walk::survey(&draft.plan, on, &calendar, &policy);
    say(&if json { pretty(&forecasts::json(&survey)) } else { harmless(&forecasts::words(&survey)) })?;
    Ok(ExitCode::SUCCESS)
}

fn what_if(
    name: &str,
    slips: &[String],
    boards: &[Date],
    how: &How,
    json: bool,
    data: Option<&AreaPlace>,
) -> Result<ExitCode, Stop> {
    // Of the plan as it stands, not as it was last reported.
    let (draft, on) = plans::open(how.source(name, data), how.as_at.or(Some(today())), today())?;
    let (calendar, _) = how.rules(how.source(name, data), on)?;
    let mut boards = boards.to_vec();
    boards.extend(plans::boards(how.source(name, data))?);
    // A schedule has times and calendars of its own, which hold unless another calendar is asked for.
    let own = if how.calendar.is_none() { plans::dependencies(how.source(name, data), &draft.plan)? } else { None };
    let told = match own {
        Some(own) => what_if::of_schedule(&draft.plan, &own, &calendar, slips, &boards)?,
        None => what_if::what_if(&draft.plan, &calendar, slips, &boards)?,
    };
    say(&if json { pretty(&told.json()) } else { harmless(&told.words()) })?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn baseline(command: BaselineCommand, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let BaselineCommand::Set { plan, name, act: how } = command;
    let (on, seat) = act(&how)?;
    let desk = desks::to_record(folder(data)?)?;
    let words = format!("baseline \u{201c}{name}\u{201d} of {plan}");
    done(&desk.command(&plan, &Command::SetBaseline { name }, on, &seat)?, &words, how.who.json)
}

fn list(folder: &AreaPlace, json: bool) -> Result<ExitCode, Stop> {
    let desk = Desk::to_read(folder)?;
    let heads = desk.plans()?;
    if json {
        let one = |head: &onpace_office::desk::Head| json!({ "name": head.name, "events": head.seq, "last_recorded_at": history::instant(head.recorded_at) });
        say(&pretty(&heads.iter().map(one).collect()))?;
        return Ok(ExitCode::SUCCESS);
    }
    if heads.is_empty() {
        say("No plan is held yet. onpace import FILE --plan NAME takes one over.\n")?;
    }
    for head in heads {
        let title = desk.state(&head.name, onpace_core::ledger::fold::Until::default())?.title;
        say(&harmless(&format!("{:<16} {:>7} events  {title}\n", head.name, head.seq)))?;
    }
    Ok(ExitCode::SUCCESS)
}
