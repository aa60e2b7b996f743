//! `onpace update`: how an action stands.

use super::{act, done, folder, who};
use crate::arguments::{Said, UpdateCommand};
use crate::service::desks;
use crate::stop::Stop;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_office::areas::AreaPlace;
use std::process::ExitCode;

pub(super) fn run(command: UpdateCommand, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let folder = folder(data)?;
    match command {
        UpdateCommand::Add { plan, code, said, act: how } => {
            let (on, seat) = act(&how)?;
            let made = desks::to_record(folder)?.update(&plan, &code, &report(said), on, &seat)?;
            done(&made, &format!("update on {code} of {plan}"), how.who.json)
        }
        UpdateCommand::Correct { plan, event, said, who: how } => {
            let made = desks::to_record(folder)?.correct(&plan, event, Some(&report(said)), &who(&how)?)?;
            done(&made, &format!("event {event} of {plan} corrected"), how.json)
        }
        UpdateCommand::Withdraw { plan, event, who: how } => {
            let made = desks::to_record(folder)?.correct(&plan, event, None, &who(&how)?)?;
            done(&made, &format!("event {event} of {plan} taken back"), how.json)
        }
    }
}

fn report(said: Said) -> ReportFacts {
    let Said { percent, status, note, next } = said;
    ReportFacts { percent, status, note, next, ..ReportFacts::default() }
}
