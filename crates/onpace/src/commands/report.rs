//! `onpace report`: build a report in the media asked for, and hold a file of a pack against the ledger.

use super::{folder, pretty, today};
use crate::arguments::{How, ReportCommand};
use crate::stop::Stop;
use crate::terminal::{harmless, say, tell};
use onpace_office::Desk;
use onpace_office::areas::AreaPlace;
use onpace_office::assessed::Plans;
use onpace_office::problem::{Kind, Problem};
use onpace_office::proofing::{Agreement, Discrepancy, Hindrance, Proof, Proved};
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
    let measures = plans::measures(how.source(file, data), on)?;
    let words = match words {
        Some(typed) if use_figures => {
            let (bound, told) = reports::with_figures(name, &assessment, measures.as_ref(), &typed)?;
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
    let document = reports::document_for(name, carrier.as_deref(), &assessment, measures.as_ref(), words.as_deref())?;
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

/// The exit code for a file that nothing speaks against, of which not all can be counted any more.
const CANNOT_BE_COUNTED: u8 = 6;

/// So many places are named in words.
const MOST_NAMED: usize = 20;

fn verify(file: &str, json: bool, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let bytes = plans::bytes_of(file)?;
    let desk = Desk::to_read(folder(data)?)?;
    tell("Making the file again from the ledger...");
    let proof = Plans::new(desk).prove(file, &bytes, today())?;
    say(&if json { pretty(&as_json(&proof)) } else { harmless(&in_words(file, &proof)) })?;
    Ok(ExitCode::from(match (proof.holds(), proof.cannot_be_counted()) {
        (true, _) => 0,
        (false, true) => CANNOT_BE_COUNTED,
        (false, false) => super::history::ALTERED,
    }))
}

fn as_json(proof: &Proof) -> serde_json::Value {
    let figure = |one: &Proved| json!({ "figure": one.key, "label": one.label, "counted": one.counted, "found": one.found, "agrees": one.agrees });
    let difference =
        |one: &Discrepancy| json!({ "place": one.place, "ours": one.ours, "found": one.found, "looks": one.looks });
    json!({
        "ok": proof.holds(),
        "plan": proof.plan,
        "pack": proof.number,
        "agreement": match proof.agreement {
            Agreement::SameBytes => "same_bytes",
            Agreement::SavedAgain => "saved_again",
            Agreement::Altered => "altered",
            Agreement::CannotBeCounted => "cannot_be_counted",
        },
        "earlier": proof.is_earlier,
        "published": proof.published,
        "as_signed": proof.as_signed,
        "events": proof.events,
        "fault": proof.fault,
        "figures": proof.figures.iter().map(figure).collect::<Vec<_>>(),
        "differences": proof.differences.iter().map(difference).collect::<Vec<_>>(),
        "cannot_be_counted": proof.hindrances.iter().map(Hindrance::words).collect::<Vec<_>>(),
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
    if proof.is_earlier {
        text.push_str("The pack was changed or signed off after this file was kept.\n");
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
    let many = proof.differences.len();
    if many > 0 {
        let places = if many == 1 { "1 place".to_owned() } else { format!("{many} places") };
        let _ = writeln!(text, "Not as the ledger gives it, {places}:");
        proof.differences.iter().take(MOST_NAMED).for_each(|one| text.push_str(&place(one)));
        if many > MOST_NAMED {
            let _ = writeln!(text, "  and {} more (--json lists all)", many - MOST_NAMED);
        }
    }
    text.push_str(&verdict(proof));
    text
}

/// One place that differs.
fn place(one: &Discrepancy) -> String {
    let quoted = |text: &Option<String>| {
        text.as_ref().map(|text| format!("\u{201c}{}\u{201d}", onpace_core::plan::shortened(text, 160)))
    };
    let words = match (quoted(&one.found), quoted(&one.ours)) {
        (Some(found), Some(ours)) => format!("the file says {found}, the ledger gives {ours}"),
        (Some(found), None) => format!("the file says {found}, the ledger gives nothing there"),
        (None, Some(ours)) => format!("the file leaves out {ours}"),
        (None, None) => "it differs".to_owned(),
    };
    format!("  {}: {words}\n", one.place)
}

/// What is to be made of the file, in a sentence or two.
fn verdict(proof: &Proof) -> String {
    let wrong = proof.figures.iter().filter(|one| !one.agrees).count();
    let checked = proof.figures.iter().filter(|one| one.found.is_some()).count();
    if proof.fault.is_some() || proof.as_signed == Some(false) {
        return "Do not rely on this file.\n".to_owned();
    }
    match (proof.agreement, &proof.published) {
        (Agreement::SameBytes, Some(when)) => {
            format!("The file is byte for byte what was published on {when}.\n")
        }
        (Agreement::SameBytes, None) if proof.is_as_signed_off => {
            format!("The file is byte for byte what was signed off.{}\n", after(proof))
        }
        (Agreement::SameBytes, None) => "The file is byte for byte what the ledger gives.\n".to_owned(),
        (Agreement::SavedAgain, Some(when)) => format!(
            "The file says in every place what was published on {when}. A program saved it again, so its bytes are others.\n"
        ),
        (Agreement::SavedAgain, None) => {
            "The file says in every place what the ledger gives. A program saved it again, so its bytes are others.\n"
                .to_owned()
        }
        (Agreement::CannotBeCounted, _) => {
            format!("Nothing that can be counted speaks against the file.{}\n", after(proof))
        }
        (Agreement::Altered, _) if wrong > 0 => {
            format!("{wrong} of {checked} figures DISAGREE with the ledger: do not rely on this file.\n")
        }
        (Agreement::Altered, _) => "The file was ALTERED: do not rely on it.\n".to_owned(),
    }
}

/// Why not all can be counted any more, as a sentence after another; nothing where it can.
fn after(proof: &Proof) -> String {
    if proof.hindrances.is_empty() {
        return String::new();
    }
    let why = proof.hindrances.iter().map(Hindrance::words).collect::<Vec<_>>().join("; ");
    format!(" It cannot be counted any more: {why}.")
}
