//! A plan in the shape in which the reference's answers are kept: `samples/plans/expected/NAME.json`.

use onpace_mpp::civil::{Date, DateTime, Time};
use onpace_mpp::{
    Alias, Assignment, Calendar, Day, Duration, Hours, LinkKind, Project, Resource, ResourceKind, Row, Task, Value,
    Week,
};
use serde_json::{Map, Value as Json, json};

const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/// The whole plan.
pub(crate) fn of(project: &Project) -> Json {
    let week_start = ["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"];
    let mut header = Map::new();
    let mut put = |key: &str, value: Option<Json>| {
        if let Some(value) = value {
            header.insert(key.to_owned(), value);
        }
    };
    put("file_type", Some("MPP".into()));
    put("file_application", Some("Microsoft".into()));
    put("mpp_type", Some(project.format.number().into()));
    put("application", Some(project.application.clone().into()));
    put("app_version", Some(project.version.into()));
    put("title", project.title.clone().map(Json::from));
    put("author", project.author.clone().map(Json::from));
    put("company", project.company.clone().map(Json::from));
    put("manager", project.manager.clone().map(Json::from));
    put("start", project.start.map(moment));
    put("finish", project.finish.map(moment));
    put("status_date", project.status_date.map(moment));
    put("minutes_per_day", Some(project.measures.minutes_per_day.into()));
    put("minutes_per_week", Some(project.measures.minutes_per_week.into()));
    put("days_per_month", Some(project.measures.days_per_month.into()));
    put("week_start", Some(week_start[usize::from(project.week_start)].into()));
    put("default_start", project.default_start.map(|time| clock(time).into()));
    put("default_end", project.default_end.map(|time| clock(time).into()));
    put("default_calendar_uid", project.default_calendar_uid.map(Json::from));
    let aliases: Map<String, Json> =
        project.aliases.iter().map(|alias| (name_of(alias), alias.title.clone().into())).collect();
    json!({
        "schema": 1,
        "project": header,
        "aliases": aliases,
        "calendars": project.calendars.iter().map(calendar).collect::<Vec<_>>(),
        "resources": project.resources.iter().map(resource).collect::<Vec<_>>(),
        "tasks": project.rows.iter().map(|row| match row {
            Row::Task(one) => task(one, project),
            Row::Blank { uid, id } => blank(*uid, *id),
        }).collect::<Vec<_>>(),
    })
}

/// A field as the reference names it.
fn name_of(alias: &Alias) -> String {
    let of = match alias.number >> 16 {
        0x0b40 => "TASK",
        0x0b60 => "PROJECT",
        0x0c40 => "RESOURCE",
        0x0f40 => "ASSIGNMENT",
        other => panic!("a field of {other:x}"),
    };
    let name = match (alias.field, alias.number & 0xffff) {
        (Some(field), _) => spaced(&field.to_string()).to_uppercase(),
        (None, 644) => "ENTERPRISE_RBS".to_owned(),
        (None, 574) => "ENTERPRISE_RESOURCE_RBS".to_owned(),
        (None, number @ 0x8000..) => format!("ENTERPRISE_CUSTOM_FIELD{}", number - 0x7fff),
        (None, number) => format!("FIELD{number}"),
    };
    format!("{of}.{name}")
}

/// `OUTLINE_CODE1` of `OutlineCode1`.
fn spaced(name: &str) -> String {
    name.replace("OutlineCode", "Outline_Code")
}

fn moment(moment: DateTime) -> Json {
    moment.strftime("%Y-%m-%dT%H:%M:%S").to_string().into()
}

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

fn duration(one: Duration) -> Json {
    let mut made = json!({ "v": rounded(one.value), "u": one.unit.symbol() });
    if let Some(minutes) = one.minutes {
        made["min"] = rounded(minutes);
    }
    made
}

fn hours_of_work(minutes: f64) -> Json {
    json!({ "v": rounded(minutes / 60.0), "u": "h" })
}

/// To four digits, as the reference's answers are kept.
fn rounded(number: f64) -> Json {
    ((number * 10_000.0).round() / 10_000.0).into()
}

/// Whole where it is.
fn number(number: f64) -> Json {
    let text = number.to_string();
    text.parse::<i64>().map_or_else(|_| rounded(number), Json::from)
}

fn calendar(one: &Calendar) -> Json {
    let mut made = json!({
        "uid": one.uid,
        "name": one.name.clone().unwrap_or_else(|| "Unnamed Resource".to_owned()),
        "type": if one.base_uid.is_some() { "RESOURCE" } else { "GLOBAL" },
        "days": days(&one.week),
    });
    if let Some(base) = one.base_uid {
        made["parent_uid"] = base.into();
    }
    let mut all: Vec<(Date, Date, &[Hours])> = Vec::new();
    for exception in &one.exceptions {
        if exception.recurrence == onpace_mpp::Recurrence::EveryDay {
            all.push((exception.from, exception.to, &exception.hours));
        } else {
            all.extend(exception.days().map(|day| (day, day, &*exception.hours)));
        }
    }
    all.sort_by_key(|(from, ..)| *from);
    if !all.is_empty() {
        let exception = |(from, to, hours): &(Date, Date, &[Hours])| {
            let mut made = json!({ "from": from.to_string(), "to": to.to_string(), "working": !hours.is_empty() });
            if !hours.is_empty() {
                made["hours"] = stretches(hours);
            }
            made
        };
        made["exceptions"] = all.iter().map(exception).collect();
    }
    made
}

fn stretches(hours: &[Hours]) -> Json {
    hours.iter().map(|one| json!([clock(one.from), clock(one.to)])).collect()
}

fn days(week: &Week) -> Json {
    let day = |(name, day): (&&str, &Day)| {
        let told = match day {
            Day::Inherited => json!({ "type": "DEFAULT" }),
            Day::Free => json!({ "type": "NON_WORKING" }),
            Day::Worked(hours) => json!({ "type": "WORKING", "hours": stretches(hours) }),
        };
        ((*name).to_owned(), told)
    };
    Json::Object(WEEKDAYS.iter().zip(&week.days).map(day).collect())
}

fn resource(one: &Resource) -> Json {
    let kind = match one.kind {
        ResourceKind::Work => "WORK",
        ResourceKind::Material => "MATERIAL",
        ResourceKind::Cost => "COST",
    };
    let mut made = json!({ "uid": one.uid, "id": one.id, "type": kind });
    let texts = [
        ("name", &one.name),
        ("initials", &one.initials),
        ("group", &one.group),
        ("email", &one.email),
        ("code", &one.code),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            made[key] = text.clone().into();
        }
    }
    if let Some(units) = one.max_units {
        made["max_units"] = number(units);
    }
    if let Some(calendar) = one.calendar_uid {
        made["calendar_uid"] = calendar.into();
    }
    made
}

fn blank(uid: u32, id: i32) -> Json {
    json!({
        "uid": uid, "id": id, "null": true, "summary": false, "milestone": false, "active": true,
        "mode": "AUTO_SCHEDULED", "type": "FIXED_UNITS", "estimated": false,
    })
}

/// `AS_SOON_AS_POSSIBLE` of `AsSoonAsPossible`.
fn shouted(name: impl std::fmt::Debug) -> String {
    let mut made = String::new();
    for letter in format!("{name:?}").chars() {
        if letter.is_uppercase() && !made.is_empty() {
            made.push('_');
        }
        made.extend(letter.to_uppercase());
    }
    made
}

fn task(one: &Task, project: &Project) -> Json {
    let mut made = json!({
        "uid": one.uid,
        "id": one.id,
        "outline_level": one.outline_level,
        "outline_number": one.outline_number,
        "wbs": one.wbs,
        "summary": one.is_summary,
        "milestone": one.is_milestone,
        "active": one.is_active,
        "mode": if one.is_manual { "MANUALLY_SCHEDULED" } else { "AUTO_SCHEDULED" },
        "type": shouted(one.kind),
        "estimated": one.is_estimated,
        "constraint": shouted(one.constraint),
    });
    let mut put = |key: &str, value: Option<Json>| {
        if let Some(value) = value {
            made[key] = value;
        }
    };
    put("guid", one.guid.clone().map(Json::from));
    put("parent_uid", one.parent_uid.map(Json::from));
    put("name", one.name.clone().map(Json::from));
    put("start", one.start.map(moment));
    put("finish", one.finish.map(moment));
    put("start_text", one.start_text.clone().map(Json::from));
    put("finish_text", one.finish_text.clone().map(Json::from));
    put("duration_text", one.duration_text.clone().map(Json::from));
    put("duration", one.duration.map(duration));
    put("actual_start", one.actual_start.map(moment));
    put("actual_finish", one.actual_finish.map(moment));
    put("pct", one.percent_complete.map(Json::from));
    put("pct_work", one.percent_work_complete.map(Json::from));
    put("pct_physical", one.physical_percent_complete.map(Json::from));
    put("work", one.work.map(hours_of_work));
    put("actual_work", one.actual_work.map(hours_of_work));
    put("remaining_work", one.remaining_work.map(hours_of_work));
    put("deadline", one.deadline.map(moment));
    put("constraint_date", one.constraint_date.map(moment));
    put("priority", one.priority.map(Json::from));
    put("calendar_uid", one.calendar_uid.map(Json::from));
    put("contact", one.contact.clone().map(Json::from));
    put("hyperlink", one.hyperlink.as_ref().and_then(|link| link.address.clone()).map(Json::from));
    put("notes", one.notes.clone().map(Json::from));
    lists(one, project, &mut made);
    made
}

/// What of a task are lists.
fn lists(one: &Task, project: &Project, made: &mut Json) {
    let mut put = |key: &str, value: Option<Json>| {
        if let Some(value) = value {
            made[key] = value;
        }
    };
    let names: Vec<String> =
        one.assignments.iter().filter_map(|one| project.resource(one.resource_uid?)?.name.clone()).collect();
    put("resources", (!names.is_empty()).then(|| names.into()));
    let assignments: Vec<Json> = one.assignments.iter().map(|one| assignment(one, project)).collect();
    put("assignments", (!assignments.is_empty()).then(|| assignments.into()));
    let predecessors: Vec<Json> = one
        .predecessors
        .iter()
        .map(|one| {
            let kind = match one.kind {
                LinkKind::FinishToFinish => "FF",
                LinkKind::FinishToStart => "FS",
                LinkKind::StartToFinish => "SF",
                LinkKind::StartToStart => "SS",
            };
            json!({ "uid": one.uid, "type": kind, "lag": duration(one.lag) })
        })
        .collect();
    put("predecessors", (!predecessors.is_empty()).then(|| predecessors.into()));
    let mut frozen = Map::new();
    for one in &one.baselines {
        let mut told = Map::new();
        told.extend(one.start.map(|start| ("start".to_owned(), moment(start))));
        told.extend(one.finish.map(|finish| ("finish".to_owned(), moment(finish))));
        told.extend(
            one.duration
                .map(|span| ("duration".to_owned(), json!({ "v": rounded(span.value), "u": span.unit.symbol() }))),
        );
        frozen.insert(one.number.to_string(), told.into());
    }
    put("baseline", (!frozen.is_empty()).then(|| frozen.into()));
    let mut custom = Map::new();
    for (field, value) in &one.custom {
        let kind = spaced(&format!("{:?}", field.holds)).to_lowercase();
        let value = match value {
            Value::Text(text) => text.clone().into(),
            Value::Flag => true.into(),
            Value::Number(one) => number(*one),
            Value::Moment(one) => moment(*one),
            Value::Duration(one) => duration(*one),
        };
        let of_kind = custom.entry(kind).or_insert_with(|| json!({}));
        of_kind[field.number.to_string()] = value;
    }
    put("custom", (!custom.is_empty()).then(|| custom.into()));
}

fn assignment(one: &Assignment, project: &Project) -> Json {
    let mut made = json!({ "uid": one.uid, "units": number(one.units), "work": hours_of_work(one.work) });
    if let Some(uid) = one.resource_uid {
        made["resource_uid"] = uid.into();
        if let Some(name) = project.resource(uid).and_then(|resource| resource.name.clone()) {
            made["resource"] = name.into();
        }
    }
    if let Some(percent) = one.percent_work_complete() {
        made["pct_work"] = percent.into();
    }
    if let Some(start) = one.start {
        made["start"] = moment(start);
    }
    if let Some(finish) = one.finish {
        made["finish"] = moment(finish);
    }
    made
}
