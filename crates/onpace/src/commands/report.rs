//! `onpace report`: build a report in the media asked for, and hold a file of a pack against the ledger.

use super::{folder, pretty, today};
use crate::arguments::{How, ReportCommand};
use crate::stop::Stop;
use crate::terminal::{harmless, say, tell};
use onpace_office::Desk;
use onpace_office::areas::AreaPlace;
use onpace_office::assessed::Plans;
use onpace_office::problem::{Kind, Problem};
use onpace_office::proofing::{Proof, Proved};
use onpace_office::{files, plans, reports};
use serde_json::json;
use std::fmt::Write as _;
use std::process::ExitCode;

pub(super) fn run(command: ReportCommand, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    match command {
        ReportCommand::Build { name, file, how, narrative, use_figures, out, json } => {
            build((&name, &file), &how, (narrative.as_deref(), use_figures), (&out, json), data)
        }
        ReportCommand::Verify { file, json } => verify(&file, json, data),
        ReportCommand::List => {
            for (name, about) in reports::list() {
                say(&format!("{name:<10} {about}\n"))?;
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn build(
    (name, file): (&str, &str),
    how: &How,
    (narrative, use_figures): (Option<&str>, bool),
    (out, json): (&[String], bool),
    data: Option<&AreaPlace>,
) -> Result<ExitCode, Stop> {
    for path in out {
        reports::check_ending(path)?;
        for source in [Some(file), narrative].into_iter().flatten() {
            plans::keep_source(source, path)?;
        }
    }
    let words = match narrative {
        Some(path) => {
            Some(std::fs::read_to_string(path).map_err(|e| Problem::new(Kind::NotFound, format!("{path}: {e}")))?)
        }
        None => None,
    };
    let (draft, on) = plans::open(how.source(file, data), how.as_at, today())?;
    let (calendar, policy) = how.rules(how.source(file, data), on)?;
    let assessment = plans::assess_draft(&draft, on, &calendar, &policy);
    let words = match words {
        Some(typed) if use_figures => {
            let (bound, told) = reports::with_figures(name, &assessment, &typed)?;
            for one in &told {
                tell(one);
            }
            Some(bound)
        }
        words => words,
    };
    // The record is made where a medium carries it: what is written beside it is the same with it.
    let endings = out.iter().map(|path| files::ending(path)).chain(json.then(|| "json".to_owned()));
    let carrier = endings.clone().find(|ending| reports::carries_record(ending)).or(endings.last());
    let document = reports::document_for(name, carrier.as_deref(), &assessment, words.as_deref())?;
    for path in out {
        reports::write(&document, path)?;
        if !json {
            say(&format!("{path}\n"))?;
        }
    }
    if json {
        say(&String::from_utf8_lossy(&reports::as_json(&document)?))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn verify(file: &str, json: bool, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let bytes = plans::bytes_of(file)?;
    let desk = Desk::to_read(folder(data)?)?;
    tell("Counting every figure of the pack anew from the ledger...");
    let proof = Plans::new(desk).prove(file, &bytes, today())?;
    say(&if json { pretty(&as_json(&proof)) } else { harmless(&in_words(file, &proof)) })?;
    Ok(if proof.holds() { ExitCode::SUCCESS } else { ExitCode::from(super::history::ALTERED) })
}

fn as_json(proof: &Proof) -> serde_json::Value {
    let figure = |one: &Proved| json!({ "figure": one.key, "label": one.label, "counted": one.counted, "found": one.found, "agrees": one.agrees });
    json!({
        "ok": proof.holds(),
        "plan": proof.plan,
        "pack": proof.number,
        "same_bytes": proof.same_bytes,
        "published": proof.published,
        "as_signed": proof.as_signed,
        "events": proof.events,
        "fault": proof.fault,
        "figures": proof.figures.iter().map(figure).collect::<Vec<_>>(),
    })
}

fn in_words(file: &str, proof: &Proof) -> String {
    let mut text = format!("{file}: pack {} of {}, {}\n", proof.number, proof.plan, proof.words);
    let history = match &proof.fault {
        Some(fault) => format!("The history is not as it was written: {fault}"),
        None => format!("The history up to the freeze is as it was written: {} events", proof.events),
    };
    let _ = writeln!(text, "{history}.");
    match proof.as_signed {
        Some(true) => text.push_str("The figures are those that were signed off.\n"),
        Some(false) => text.push_str("The figures of the ledger are not those that were signed off.\n"),
        None => text.push_str("Nobody has signed this pack off: it is a draft.\n"),
    }
    let wide = proof.figures.iter().map(|one| one.label.chars().count()).max().unwrap_or(0);
    for one in &proof.figures {
        let said = match &one.found {
            Some(_) if one.agrees => "agrees".to_owned(),
            Some(found) => format!("DISAGREES: the file says {found}"),
            None => "not printed in this file".to_owned(),
        };
        let _ = writeln!(text, "  {:<wide$}  {:>8}  {said}", one.label, one.counted);
    }
    let wrong = proof.figures.iter().filter(|one| !one.agrees).count();
    let checked = proof.figures.iter().filter(|one| one.found.is_some()).count();
    if let (true, Some(when)) = (proof.holds(), &proof.published) {
        let _ = writeln!(text, "The file is byte for byte what was published on {when}.");
        return text;
    }
    let _ = match (proof.holds(), proof.same_bytes) {
        (true, true) => writeln!(text, "The file is byte for byte what the ledger gives."),
        (true, false) => writeln!(
            text,
            "{checked} figures of the file agree with the ledger. Its words and looks are not those of today's file: they were changed, or the pack was, after it was kept."
        ),
        (false, _) if wrong > 0 => {
            writeln!(text, "{wrong} of {checked} figures DISAGREE with the ledger: do not rely on this file.")
        }
        (false, _) if checked == 0 => writeln!(text, "No figure could be read in this file, so nothing is proved."),
        (false, _) => writeln!(text, "Do not rely on this file."),
    };
    text
}
