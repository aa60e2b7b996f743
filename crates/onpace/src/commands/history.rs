//! `onpace log`, `erase`, and the evidence: `verify`, `prove`, `checkpoint`.

use super::{folder, pretty, who};
use crate::arguments::Who;
use crate::service::desks;
use crate::stop::Stop;
use crate::terminal::{harmless, say};
use onpace_office::Desk;
use onpace_office::areas::AreaPlace;
use onpace_office::history::{self, Line, Shown, hex};
use onpace_office::problem::{Kind, Problem};
use serde_json::{Value, json};
use std::process::ExitCode;

/// The exit code for a history that is not as it was written.
pub(super) const ALTERED: u8 = 7;

pub(super) fn log(plan: &str, code: Option<&str>, json: bool, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let lines = Desk::to_read(folder(data)?)?.log(plan, code)?;
    if json {
        say(&pretty(&lines.iter().map(as_json).collect()))?;
    } else {
        let one = |line: &Line| {
            let recorded = &line.stored.recorded;
            let at = history::instant(recorded.recorded_at);
            let from = recorded.effective.map_or_else(|| "always    ".to_owned(), |day| day.to_string());
            let why = recorded.reason.as_ref().map(|reason| format!(" (because {reason})")).unwrap_or_default();
            let row = line.row.as_deref().unwrap_or("");
            format!("{:>6}  {:.19}  {from}  {:<10} {row:<8} {}{why}", recorded.seq, at, line.stored.actor, line.words)
        };
        let head = "     #  recorded (UTC)       holds from  by         row      what\n";
        say(&lines
            .iter()
            .map(one)
            .fold(head.to_owned(), |text, line| text + &harmless(&line.replace(['\n', '\r'], " ")) + "\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn as_json(line: &Line) -> Value {
    let recorded = &line.stored.recorded;
    json!({
        "event": recorded.seq,
        "kind": line.stored.kind,
        "recorded_at": history::instant(recorded.recorded_at),
        "effective": recorded.effective.map(|day| day.to_string()),
        "actor": line.stored.actor,
        "channel": recorded.channel.word(),
        "reason": recorded.reason,
        "row": line.row,
        "words": line.words,
        "erased": recorded.event.is_none(),
        "leaf": line.stored.position,
    })
}

pub(super) fn erase(plan: &str, event: u64, how: &Who, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let erased = desks::to_record(folder(data)?)?.erase(plan, event, &who(how)?)?;
    told_erased(erased.map(|one| one.last), event, plan, how.json)
}

/// Says what was erased, and which event says so; of a trial there is none.
pub(super) fn told_erased(recorded_as: Option<u64>, event: u64, of: &str, json: bool) -> Result<ExitCode, Stop> {
    if json {
        say(&pretty(&json!({ "erased": recorded_as.is_some(), "event": event, "recorded_as": recorded_as })))?;
    } else if let Some(last) = recorded_as {
        say(&format!(
            "The content of event {event} of {of} is erased; event {last} says so. Backups taken before still hold it.\n"
        ))?;
    } else {
        say(&format!("A trial: the content of event {event} of {of} would be erased.\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn verify(against: Option<&str>, json: bool, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let saved = against.map(history::read_checkpoint).transpose()?;
    let verdict = match Desk::to_read(folder(data)?).and_then(|desk| desk.verify(saved.as_ref())) {
        Err(problem) if problem.kind == Kind::Integrity && json => {
            say(&pretty(&json!({ "ok": false, "fault": { "what": crate::words::of(&problem) } })))?;
            return Ok(ExitCode::from(ALTERED));
        }
        other => other?,
    };
    let (size, root) = (verdict.checkpoint.size, hex(&verdict.checkpoint.root));
    let Some(fault) = &verdict.fault else {
        let Shown { checked, cannot_show } = history::shown(&verdict, saved.as_ref());
        say(&if json {
            let against = saved.as_ref().map(|saved| saved.size);
            pretty(&json!({
                "ok": true,
                "size": size,
                "root": root,
                "against": against,
                "checked": checked,
                "cannot_show": cannot_show,
            }))
        } else {
            let lines = |all: &[String]| all.iter().map(|line| format!("- {line}\n")).collect::<Vec<_>>().concat();
            let (checked, cannot_show) = (lines(&checked), lines(&cannot_show));
            format!("No fault was found. Checked:\n{checked}\nThis check cannot show:\n{cannot_show}\nroot {root}\n")
        })?;
        return Ok(ExitCode::SUCCESS);
    };
    if json {
        let fault = json!({ "leaf": fault.position, "plan": fault.plan, "event": fault.seq, "what": fault.what });
        say(&pretty(&json!({ "ok": false, "size": size, "root": root, "fault": fault })))?;
        return Ok(ExitCode::from(ALTERED));
    }
    let place = match (&fault.plan, fault.seq, fault.position) {
        (Some(plan), Some(seq), Some(leaf)) => format!("event {seq} of {plan} (leaf {leaf}): "),
        (_, _, Some(leaf)) => format!("leaf {leaf}: "),
        _ => String::new(),
    };
    let what = format!("{place}{}; keep this folder as it is, and restore a backup into a new one", fault.what);
    Err(Problem::new(Kind::Integrity, what).into())
}

pub(super) fn prove(
    plan: Option<&str>,
    event: Option<u64>,
    since: Option<u64>,
    data: Option<&AreaPlace>,
) -> Result<ExitCode, Stop> {
    let desk = Desk::to_read(folder(data)?)?;
    let hashes = |path: &[[u8; 32]]| path.iter().map(|hash| hex(hash)).collect::<Vec<_>>();
    let proof = match (plan, event, since) {
        (Some(plan), Some(event), _) => history::proof(plan, event, &desk.prove(plan, event)?),
        (_, _, since) => {
            let since = since.unwrap_or(0);
            let (path, checkpoint) = desk.prove_since(since)?;
            json!({
                "proves": "consistency",
                "since": since,
                "path": hashes(&path),
                "size": checkpoint.size,
                "root": hex(&checkpoint.root),
            })
        }
    };
    say(&pretty(&proof))?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn checkpoint(json: bool, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let checkpoint = Desk::to_read(folder(data)?)?.checkpoint()?;
    say(&if json {
        let root = hex(&checkpoint.root);
        pretty(&json!({ "origin": checkpoint.origin, "size": checkpoint.size, "root": root }))
    } else {
        checkpoint.to_string()
    })?;
    Ok(ExitCode::SUCCESS)
}
