//! `onpace import`: a plan is taken over; a later file is shown as a difference and applied.

use super::{day_of, folder, pretty, reading, who};
use crate::arguments::Import;
use crate::service::desks;
use crate::stop::Stop;
use crate::terminal::{ask, harmless, say};
use onpace_core::checks::reading::READ_FROM_PDF;
use onpace_core::checks::rule::counted;
use onpace_core::house::area::AreaKey;
use onpace_core::intake::{Offer, What};
use onpace_core::plan::Code;
use onpace_office::areas::AreaPlace;
use onpace_office::imports::{ImportPreview, Imported};
use onpace_office::problem::{Kind, Problem};
use onpace_office::{mappings, plans};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::process::ExitCode;

pub(super) fn run(import: &Import, data: Option<&AreaPlace>) -> Result<ExitCode, Stop> {
    let mapping = match &import.map {
        Some(file) => Some(mappings::load(&desks::path(file))?),
        None => data.map(|place| mappings::kept(&place.folder, &import.plan)).transpose()?.flatten(),
    };
    let mut draft = plans::read_file(&desks::path(&import.file), mapping.as_ref())?;
    draft.plan.source.path.clone_from(&import.file);
    let seat = who(&import.act.who)?;
    let desk = desks::to_import(folder(data)?, seat.is_trial())?;
    let preview = desk.preview(&import.plan, &draft)?;
    let json = import.act.who.json;
    if !json {
        say(&harmless(&reading::in_words(&draft, &import.file)))?;
        say(&harmless(&in_words(&preview, import)))?;
    }
    let only: Vec<Code> = import.only.iter().map(|code| Code::new(code)).collect();
    let only = (!only.is_empty()).then_some(&only[..]);
    let is_new = matches!(preview, ImportPreview::New { .. });
    // Columns of a PDF are told from positions: somebody looks at the rows first, of a new plan too.
    let is_guess = draft.findings.iter().any(|finding| finding.rule == READ_FROM_PDF.name);
    let question = if is_guess { "Are these rows right, every one?" } else { "Apply these changes?" };
    let accepted = seat.is_trial()
        || is_new && !is_guess
        || import.yes
        || only.is_some()
        || preview.is_empty() && !is_new
        || ask(question);
    if !accepted {
        let what = if is_guess {
            "nothing was recorded: the columns and rows of a PDF are told from where its words stand; look at every row (onpace convert FILE -o rows.csv), then add --yes"
        } else {
            "nothing was recorded; add --yes to apply all of it, or --only with the codes of some rows"
        };
        return Err(Problem::new(Kind::NotAccepted, what).into());
    }
    let today = day_of(None);
    let imported = desk.import(&import.plan, &draft, only, import.act.on, today, &seat)?;
    if let Some(file) = import.map.as_ref().filter(|_| !seat.is_trial()) {
        mappings::keep(&folder(data)?.folder, &import.plan, &desks::path(file))?;
    }
    if json {
        let mut answer = as_json(&preview, &imported, import);
        answer["reading"] = reading::as_json(&draft);
        say(&pretty(&answer))?;
    } else {
        say(&harmless(&outcome(&imported, import, desk.area())))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn outcome(imported: &Imported, import: &Import, area: &AreaKey) -> String {
    let plan = &import.plan;
    match imported.appended {
        Some(appended) => format!(
            "\nSaved: {}, up to event {} of {plan}.\nNext: onpace plan show {plan}{}\n",
            counted(imported.events, "event", "events"),
            appended.last,
            if area.is_first() { String::new() } else { format!(" --in-area {area}") },
        ),
        None if imported.events == 0 => {
            format!("Nothing changed: {plan} says all of this already, or says otherwise since a file last said it.\n")
        }
        None => format!("\nA trial: {} would be saved.\n", counted(imported.events, "event", "events")),
    }
}

fn in_words(preview: &ImportPreview, import: &Import) -> String {
    let offers = match preview {
        ImportPreview::New { areas, actions, people } => {
            return format!(
                "{} is not held yet. From {}: {}, {}, {}.\n",
                import.plan,
                import.file,
                counted(*areas, "focus area", "focus areas"),
                counted(*actions, "action", "actions"),
                counted(*people, "person", "people"),
            );
        }
        ImportPreview::Held(offers) => offers,
    };
    let mut text = String::new();
    for offer in offers {
        let _ = match &offer.what {
            What::Added => writeln!(text, "+ {}  {}", offer.row, offer.title),
            What::Changed(values) => values.iter().try_for_each(|(field, before, after)| {
                let nothing = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
                writeln!(text, "~ {}  {field}: {} \u{2192} {}", offer.row, nothing(before), nothing(after))
            }),
            What::Moved => writeln!(text, "~ {}  hangs elsewhere in the file", offer.row),
            What::NotListed => writeln!(text, "- {}  not in the file; it stays as it is", offer.row),
            What::Withdrawn => writeln!(text, "- {}  in the file, but withdrawn; it stays withdrawn", offer.row),
            What::Document => writeln!(text, "  the file's own words, dates and line numbers"),
        };
    }
    text
}

fn as_json(preview: &ImportPreview, imported: &Imported, import: &Import) -> Value {
    let offer = |offer: &Offer| {
        let (change, fields) = match &offer.what {
            What::Added => ("added", None),
            What::Changed(values) => ("changed", Some(values)),
            What::Moved => ("moved", None),
            What::NotListed => ("not_listed", None),
            What::Withdrawn => ("withdrawn", None),
            What::Document => ("document", None),
        };
        let fields = fields.map(|values| {
            let one = |(field, before, after): &(&str, String, String)| json!({ "field": field, "before": before, "after": after });
            values.iter().map(one).collect::<Vec<_>>()
        });
        json!({ "row": offer.row, "title": offer.title, "change": change, "fields": fields })
    };
    let changes = match preview {
        ImportPreview::New { .. } => Vec::new(),
        ImportPreview::Held(offers) => offers.iter().map(offer).collect(),
    };
    json!({
        "plan": import.plan,
        "file": import.file,
        "new": matches!(preview, ImportPreview::New { .. }),
        "changes": changes,
        "events": imported.events,
        "saved": imported.appended.is_some(),
        "size": imported.appended.map(|appended| appended.last),
    })
}
