//! `onpace round`: rounds of updates, planned, opened, chased, recorded, frozen.

use super::{day_of, done, folder, pretty, who};
use crate::arguments::{ChoiceWord, RoundCommand, Told, Which, Who};
use crate::service::desks;
use crate::stop::Stop;
use crate::terminal::{harmless, say};
use onpace_core::day::{self, Date};
use onpace_core::ids::PersonId;
use onpace_core::rounds::command::RoundCommand as Asked;
use onpace_core::rounds::facts::{AnswerFacts, Choice};
use onpace_office::areas::AreaPlace;
use onpace_office::rounds::Preview;
use onpace_office::rounds_told::{self, NamedRound};
use onpace_office::{Desk, editing};
use serde_json::json;
use std::process::ExitCode;

pub(super) fn run(command: RoundCommand, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let folder = folder(data)?;
    match command {
        RoundCommand::Plan { plan, board, on, json } => plan_one(&Desk::to_read(folder)?, &plan, board, on, json),
        RoundCommand::Open { plan, board, at_once, who: how } => open(folder, &plan, board, at_once, &how),
        RoundCommand::Status { which, json } => status(&Desk::to_read(folder)?, &which, json),
        RoundCommand::Remind { which, to, who: how } => remind(folder, &which, to.as_deref(), &how),
        RoundCommand::Record { plan, code, told, round, who: how } => {
            record(folder, &Which { plan, round }, &code, told, &how)
        }
        RoundCommand::Freeze { which, who } => freeze(folder, &which, &who, true),
        RoundCommand::Unfreeze { which, who } => freeze(folder, &which, &who, false),
    }
}

fn plan_one(desk: &Desk, plan: &str, board: Date, on: Option<Date>, json: bool) -> Result<ExitCode, Stop> {
    let preview = desk.preview_round(plan, board, day_of(on))?;
    let named = desk.named(plan)?;
    say(&if json {
        pretty(&rounds_told::preview_json(&preview, &named))
    } else {
        harmless(&rounds_told::preview_words(&preview, &named))
    })?;
    Ok(ExitCode::SUCCESS)
}

fn open(folder: &AreaPlace, plan: &str, board: Date, at_once: bool, how: &Who) -> Result<ExitCode, Stop> {
    let (desk, seat) = (desks::to_record(folder)?, who(how)?);
    let preview = Preview { at_once, ..desk.preview_round(plan, board, super::today())? };
    let made = desk.open_round(plan, &preview, &seat)?;
    let letters = rounds_told::count(preview.letters(), "letter", "letters");
    let when = if at_once { "at once".to_owned() } else { format!("on {}", day::in_full(preview.dates.opens)) };
    done(&made, &format!("round {} of {plan} opened, {letters} to go out {when}", preview.name), how.json)
}

fn status(desk: &Desk, which: &Which, json: bool) -> Result<ExitCode, Stop> {
    let (state, round) = desk.round_named(&which.plan, which.round.as_deref())?;
    let silent = desk.silent(&which.plan, &round, super::today())?;
    let leaving = desk.leaving(&which.plan, &state, &round, super::today())?;
    let named: NamedRound = desk.named(&which.plan)?;
    say(&if json {
        pretty(&rounds_told::status_json(&state, &round, &silent, &leaving, &named))
    } else {
        harmless(&rounds_told::status_words(&state, &round, &silent, &leaving, &named))
    })?;
    Ok(ExitCode::SUCCESS)
}

fn remind(folder: &AreaPlace, which: &Which, to: Option<&str>, how: &Who) -> Result<ExitCode, Stop> {
    let (dry_run, seat) = (how.dry_run, who(how)?);
    let desk = if dry_run { desks::to_read(folder)? } else { desks::to_record(folder)? };
    let (_, round) = desk.round_named(&which.plan, which.round.as_deref())?;
    let to = to.map(|person| desk.person(person, Some(&which.plan))).transpose()?.map(|person| person.id);
    let reminded = desk.remind_silent(&which.plan, &round, to.as_deref(), &seat)?;
    let named = desk.named(&which.plan)?;
    if how.json {
        let one = |(person, what): &(PersonId, onpace_office::chasing::Reminded)| json!({ "person": person, "written": named.written(person), "reminder": what.word() });
        let people: Vec<_> = reminded.iter().map(one).collect();
        say(&pretty(&json!({ "saved": !dry_run, "people": people })))?;
        return Ok(ExitCode::SUCCESS);
    }
    if reminded.is_empty() {
        say("Everybody has answered.\n")?;
    }
    for (person, what) in &reminded {
        say(&harmless(&format!("{:<8} {}\n", named.written(person), what.words(dry_run))))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn record(folder: &AreaPlace, which: &Which, code: &str, told: Told, how: &Who) -> Result<ExitCode, Stop> {
    let (desk, seat) = (desks::to_record(folder)?, who(how)?);
    let (state, round) = desk.round_named(&which.plan, which.round.as_deref())?;
    let person = desk.person(&told.from, Some(&which.plan))?.id;
    let row = state.called(code).map_or_else(|| code.into(), |held| held.key.clone());
    let name = round.facts.name.clone();
    let words = format!("answer about {code} in round {name} of {}", which.plan);
    let seen = told.seen;
    let command = Asked::Answer { round: name, row, person, answer: Box::new(answer(told)), seen };
    done(&desk.answer(&which.plan, &command, &seat)?, &words, how.json)
}

fn answer(told: Told) -> AnswerFacts {
    let choice = match told.choice {
        ChoiceWord::Unchanged => Choice::Unchanged,
        ChoiceWord::Progress => Choice::Progress,
        ChoiceWord::Finished => Choice::Finished,
        ChoiceWord::NotAsPlanned => Choice::NotAsPlanned,
    };
    AnswerFacts {
        happened: told.happened,
        next: told.next,
        meeting: told.meeting.map(editing::exactly),
        percent: told.percent,
        evidence: told.evidence,
        finish: told.finish.map(editing::exactly),
        reason: told.why,
        ..AnswerFacts::of(choice)
    }
}

fn freeze(folder: &AreaPlace, which: &Which, how: &Who, freeze: bool) -> Result<ExitCode, Stop> {
    let (desk, seat) = (desks::to_record(folder)?, who(how)?);
    let (_, round) = desk.round_named(&which.plan, which.round.as_deref())?;
    let made = desk.freeze_round(&which.plan, &round.facts.name, freeze, &seat)?;
    let what = if freeze { "frozen" } else { "open again" };
    done(&made, &format!("figures of round {} of {} {what}", round.facts.name, which.plan), how.json)
}
