//! A whole plan as JSON. Dates are ISO 8601 at their own precision; percentages are numbers.

use super::writer::{WriteProblem, Writer};
use onpace_core::claim::Said;
use onpace_core::place::Place;
use onpace_core::plan::{Lifecycle, Occasion, OfficerRole, Plan, Row, RowKind, RowLink};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

/// The writer.
pub(super) struct Json;

impl Writer for Json {
    fn ending(&self) -> &'static str {
        "json"
    }

    fn write(&self, plan: &Plan) -> Result<Vec<u8>, WriteProblem> {
        Ok(write(plan))
    }
}

/// The plan, pretty printed, with a closing line end.
#[must_use]
pub fn write(plan: &Plan) -> Vec<u8> {
    // By the alphabet, as the objects in it are.
    let document = Document {
        actions: Rows { plan, kind: RowKind::Action },
        claims: onpace_core::claim::kept(plan).iter().map(claim_json).collect(),
        data_date: plan.data_date.as_ref().map(occasion),
        focus_areas: Rows { plan, kind: RowKind::FocusArea },
        level_name: &plan.level_name,
        meeting_date: plan.meeting.as_ref().map(occasion),
        people: plan.people.iter().map(|p| json!({ "initials": p.initials, "described": p.described })).collect(),
        source: json!({ "path": plan.source.path, "format": plan.source.format }),
        title: &plan.title,
    };
    let mut bytes = serde_json::to_vec_pretty(&document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// A whole plan.
#[derive(Serialize)]
struct Document<'a> {
    actions: Rows<'a>,
    claims: Vec<Value>,
    data_date: Option<Value>,
    focus_areas: Rows<'a>,
    level_name: &'a str,
    meeting_date: Option<Value>,
    people: Vec<Value>,
    source: Value,
    title: &'a str,
}

/// The rows of one kind, made one by one as they are written.
struct Rows<'a> {
    plan: &'a Plan,
    kind: RowKind,
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.plan.rows.iter().filter(|row| row.kind == self.kind);
        serializer.collect_seq(rows.map(|row| row_json(self.plan, row)))
    }
}

fn occasion(occasion: &Occasion) -> Value {
    json!({ "date": occasion.dated.when.to_string(), "text": occasion.words, "place": place_json(&occasion.place) })
}

fn row_json(plan: &Plan, row: &Row) -> Value {
    let code_of = |at: Option<usize>| at.and_then(|at| plan.rows.get(at)).map(|row| row.code.to_string());
    json!({
        "code": row.code.to_string(),
        "title": row.title,
        "focus_area": code_of(row.focus_area),
        "parent": code_of(row.parent),
        "outline_level": row.outline_level,
        "officers": row.officers.iter().map(|o| &*o.name).collect::<Vec<_>>(),
        "start": row.start.as_ref().map(|d| d.when.to_string()),
        "finish": row.finish.as_ref().map(|d| d.when.to_string()),
        "start_text": row.start_words.as_deref().or_else(|| row.start.as_ref().map(|d| &*d.text)).filter(|text| !text.is_empty()),
        "finish_text": row.finish_words.as_deref().or_else(|| row.finish.as_ref().map(|d| &*d.text)).filter(|text| !text.is_empty()),
        "duration_days": row.duration.map(|d| d.0),
        "percent_complete": row.percent.map(onpace_core::quantity::Percent::to_one_decimal),
        "reported_status": row.status,
        "evidence": row.lifecycle.map(Lifecycle::word),
        "milestone": row.milestone,
        "summary": row.summary,
        "focus_area_title": row.focus_area.and_then(|at| plan.rows.get(at)).map(|area| &*area.title),
        "area": row.focus_area.and_then(|at| plan.rows.get(at)).map(|area| &*area.title),
        "notes": row.notes,
        "update": row.notes,
        "lead": with_role(row, OfficerRole::Lead),
        "accountable": with_role(row, OfficerRole::Accountable),
        "links": row.references.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "waits_for": row.links.iter().map(|link| link_json(plan, link)).collect::<Vec<_>>(),
        "place": place_json(&row.place),
    })
}

/// The people beside a row in a role; those of whom it is not said what they are lead it.
fn with_role(row: &Row, role: OfficerRole) -> Vec<&str> {
    let unstated = role == OfficerRole::Lead;
    let has = |is: OfficerRole| is == role || unstated && is == OfficerRole::Unstated;
    row.officers.iter().filter(|officer| has(officer.role)).map(|officer| &*officer.name).collect()
}

/// Of a row without a code, the number of its row or line.
fn link_json(plan: &Plan, link: &RowLink) -> Value {
    let on = plan.rows.get(link.on);
    json!({
        "code": on.map(|on| on.code.to_string()),
        "row": on.and_then(|on| on.place.row.or(on.place.line)),
        "kind": link.kind.letters(),
        "lag_days": link.lag,
    })
}

fn claim_json(said: &Said) -> Value {
    json!({ "text": said.text, "place": place_json(&said.place) })
}

/// A place, with only what is known of it.
#[must_use]
pub fn place_json(place: &Place) -> Value {
    let mut map = Map::new();
    let mut put = |key: &str, value: Option<Value>| value.map(|value| map.insert(key.to_owned(), value));
    put("sheet", place.sheet.as_deref().map(Value::from));
    put("row", place.row.map(Value::from));
    put("line", place.line.map(Value::from));
    put("column", place.column.as_deref().map(Value::from));
    Value::Object(map)
}
