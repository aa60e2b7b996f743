//! `onpace area`: which areas an installation has, beginning one, naming one, taking an empty one away.

use super::pretty;
use crate::arguments::AreaCommand;
use crate::service::desks;
use crate::stop::Stop;
use crate::terminal::{harmless, say};
use onpace_office::Seat;
use onpace_office::areas::{self, ListedArea};
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

pub(super) fn run(command: &AreaCommand, data: &Path) -> Result<ExitCode, Stop> {
    match command {
        AreaCommand::List { json } => list(data, *json),
        AreaCommand::Add { key, name, json } => add(data, (key, name), &super::operator()?, *json),
        AreaCommand::Name { key, name } => {
            let place = areas::find(data, areas::key(key)?)?;
            desks::to_record(&place)?.name_area(name, &super::operator()?)?;
            say(&harmless(&format!("Saved: the area {key} is called {}.\n", name.trim())))?;
            Ok(ExitCode::SUCCESS)
        }
        AreaCommand::Remove { key } => {
            areas::take_area_away(&areas::find(data, areas::key(key)?)?, &super::operator()?)?;
            say(&format!("The area {key} held nothing, and is gone.\n"))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn list(data: &Path, json: bool) -> Result<ExitCode, Stop> {
    let all = areas::listed(data)?;
    let one = |area: &ListedArea| {
        json!({
            "area": area.place.area,
            "name": area.name,
            "plans": area.plans,
            "users": area.users,
            "folder": area.place.folder,
            "address": address(area),
        })
    };
    let line = |area: &ListedArea| {
        let name = if area.name.is_empty() { "(no name)" } else { &area.name };
        let key = area.place.area.as_str();
        harmless(&format!("{key:<16} {name:<32} {:>5}  {:>5}  {}/\n", area.plans, area.users, address(area)))
    };
    let head = format!("{:<16} {:<32} {:>5}  {:>5}  address\n", "area", "name", "plans", "users");
    say(&if json {
        pretty(&all.iter().map(one).collect())
    } else {
        all.iter().map(line).fold(head, |text, line| text + &line)
    })?;
    Ok(ExitCode::SUCCESS)
}

/// How the addresses of an area's pages begin.
fn address(area: &ListedArea) -> String {
    onpace_web::area_prefix(&area.place.area)
}

fn add(data: &Path, (key, name): (&str, &str), seat: &Seat, json: bool) -> Result<ExitCode, Stop> {
    let begun = areas::begin_area(data, areas::key(key)?, name, seat)?;
    if json {
        let told = json!({ "area": begun.place.area, "folder": begun.place.folder, "backup": begun.backup });
        say(&pretty(&told))?;
        return Ok(ExitCode::SUCCESS);
    }
    let backup = begun.backup.map_or_else(String::new, |path| {
        format!("Onpace took a backup of the first area before that, and checked it: {}\n", path.display())
    });
    say(&format!(
        "{backup}The area {key} is begun, in {}. Next: `onpace serve` prints the set-up code for its first user, and \
         `--in-area {key}` is for every command about it.\n",
        begun.place.folder.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}
