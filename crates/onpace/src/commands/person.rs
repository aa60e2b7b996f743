//! `onpace person`: who the names in a plan are.

use super::{folder, pretty};
use crate::arguments::{PersonCommand, Who};
use crate::service::desks;
use crate::stop::Stop;
use crate::terminal::{harmless, say};
use onpace_office::Desk;
use onpace_office::areas::AreaPlace;
use onpace_office::people::{Details, Person};
use serde_json::json;
use std::process::ExitCode;

pub(super) fn run(command: PersonCommand, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let folder = folder(data)?;
    match command {
        PersonCommand::List { plan, json } => list(&Desk::to_read(folder)?, plan.as_deref(), json)?,
        PersonCommand::Set { who, plan, name, email, phone, post, organisation, from, until, by, reason, dry_run } => {
            let seat = super::who(&Who { by, reason, dry_run, json: false })?;
            let desk = desks::to_record(folder)?;
            let Person { id, written, details: known, .. } = desk.person(&who, plan.as_deref())?;
            let details = Details {
                name: name.or(known.name),
                email: email.or(known.email),
                phone: phone.or(known.phone),
                post: post.or(known.post),
                organisation: organisation.or(known.organisation),
                from: from.map(|day| day.to_string()).or(known.from),
                until: until.map(|day| day.to_string()).or(known.until),
                ..known
            };
            if !dry_run {
                desk.set_person(&id, &details, &seat)?;
            }
            say(&harmless(&format!("{} {id} ({written})\n", if dry_run { "A trial, of" } else { "Saved:" })))?;
        }
        PersonCommand::Resolve { who, plan, is, by, reason, dry_run } => {
            let seat = super::who(&Who { by, reason, dry_run, json: false })?;
            let desk = desks::to_record(folder)?;
            let (person, is) = (desk.person(&who, plan.as_deref())?, desk.person(&is, None)?);
            if !dry_run {
                desk.resolve_person(&person, &is, &seat)?;
            }
            let begin = if dry_run { "A trial: " } else { "Saved: " };
            say(&harmless(&format!("{begin}\u{201c}{}\u{201d} is {} ({})\n", person.written, is.id, is.written)))?;
        }
        PersonCommand::Forget { id, by, reason, dry_run } => {
            let desk = desks::to_record(folder)?;
            let person = desk.person(&id, None)?;
            if dry_run {
                say(&format!("A trial: {} would be forgotten.\n", person.id))?;
            } else {
                desk.forget_person(&person, None, &super::who(&Who { by, reason, dry_run, json: false })?)?;
                say(&format!(
                    "{} is forgotten. Backups taken before still know them. What was published stays as it is and does not name them.\n",
                    person.id
                ))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn list(desk: &Desk, plan: Option<&str>, json: bool) -> Result<(), Stop> {
    let plan = plan.map(|name| desk.plan_named(name)).transpose()?.map(|head| head.name);
    let people = desk.people(plan.as_deref())?;
    if json {
        let one = |person: &Person| {
            let details = &person.details;
            json!({
                "id": person.id, "plan": person.plan, "written": person.written, "described": details.described,
                "name": details.name, "email": details.email, "phone": details.phone,
                "post": details.post, "organisation": details.organisation, "from": details.from, "until": details.until,
                "same_as": details.same_as, "known": !details.is_a_question(),
            })
        };
        return say(&pretty(&people.iter().map(one).collect()));
    }
    if people.is_empty() {
        return say("No plan names anybody yet.\n");
    }
    for person in &people {
        let details = &person.details;
        let who = match (&details.same_as, &details.name, &details.post, &details.described) {
            (Some(same), ..) => format!("is {same}"),
            (_, Some(name), ..) => name.clone(),
            (_, _, Some(post), _) => post.clone(),
            (_, _, _, Some(described)) => format!("? the plan says: {described}"),
            _ => "? nobody has said who this is".to_owned(),
        };
        let more = [&details.post, &details.organisation, &details.email, &details.phone].into_iter().flatten();
        let more = more.filter(|text| **text != who).map(|text| format!(", {text}")).collect::<Vec<_>>().concat();
        say(&harmless(&format!("{:<11} {:<14} {:<8} {who}{more}\n", person.id, person.plan, person.written)))?;
    }
    Ok(())
}
