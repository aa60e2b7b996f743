//! `onpace report`: build a report in the media asked for.

use super::today;
use crate::arguments::ReportCommand;
use crate::stop::Stop;
use crate::terminal::say;
use onpace_office::problem::{Kind, Problem};
use onpace_office::{plans, reports};
use std::path::Path;
use std::process::ExitCode;

pub(super) fn run(command: ReportCommand, data: Option<&Path>) -> Result<ExitCode, Stop> {
    let ReportCommand::Build { name, file, how, narrative, out, json } = command else {
        for (name, about) in reports::list() {
            say(&format!("{name:<10} {about}\n"))?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    for path in &out {
        reports::check_ending(path)?;
        for source in [Some(&file), narrative.as_ref()].into_iter().flatten() {
            plans::keep_source(source, path)?;
        }
    }
    let words = match &narrative {
        Some(path) => {
            Some(std::fs::read_to_string(path).map_err(|e| Problem::new(Kind::NotFound, format!("{path}: {e}")))?)
        }
        None => None,
    };
    let (draft, on) = plans::open(how.source(&file, data), how.as_at, today())?;
    let (calendar, policy) = how.rules(how.source(&file, data), on)?;
    let assessment = plans::assess_draft(&draft, on, &calendar, &policy);
    let document = reports::document(&name, &assessment, words.as_deref())?;
    for path in &out {
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
