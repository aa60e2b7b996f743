//! Fields of one's own.

use super::Plan;
use super::value_lists::{Lists, refers};
use crate::bytes::Bytes as _;
use crate::field::{Custom, Holds};
use crate::field_map::{FieldMap, Lies};
use crate::flags::Flags;
use crate::model::task::Value;
use crate::moment;
use crate::record::Record;
use crate::table::Values;
use crate::text::{LONGEST, said};

/// The fields of one's own that a plan uses, of all that there are, with their numbers.
pub(super) fn used(map: &FieldMap, values: &Values<'_>) -> Vec<(Custom, u32)> {
    let keys = values.keys();
    let is_used = |field: u32| match map.find(field) {
        Some(Lies::Value(key)) => keys.contains(&key),
        Some(Lies::Fixed { .. }) => true,
        None => false,
    };
    Custom::all()
        .filter_map(|(custom, field)| match custom.holds {
            Holds::Flag => Some((custom, field)),
            // What was chosen stands under the number behind that of the text.
            Holds::OutlineCode if is_used(field + 1) => Some((custom, field + 1)),
            _ => is_used(field).then_some((custom, field)),
        })
        .collect()
}

/// What a task holds in fields of one's own.
pub(super) fn read(
    used: &[(Custom, u32)],
    record: &Record<'_>,
    flags: Flags<'_>,
    plan: &Plan<'_>,
    lists: &Lists,
) -> Vec<(Custom, Value)> {
    let value = |(custom, field): &(Custom, u32)| {
        let value = match custom.holds {
            Holds::Flag => flags.flag(custom.number).then_some(Value::Flag),
            Holds::Duration => {
                let made = record.duration(*field, custom.units(), &plan.measures);
                made.filter(|made| made.value != 0.0).map(Value::Duration)
            }
            _ => record.bytes(*field).and_then(|bytes| value(bytes, *custom, plan, lists)),
        };
        value.map(|value| (*custom, value))
    };
    used.iter().filter_map(value).collect()
}

fn value(bytes: &[u8], custom: Custom, plan: &Plan<'_>, lists: &Lists) -> Option<Value> {
    if refers(bytes) {
        return lists.chosen(bytes).filter(|chosen| plan.budget.allows(room(chosen))).cloned();
    }
    let text =
        |bytes: &[u8]| plan.budget.allows(bytes.len().min(2 * LONGEST)).then(|| said(bytes)).flatten().map(Value::Text);
    match custom.holds {
        Holds::Text => text(bytes),
        Holds::Number => bytes.f64_at(0).filter(|number| number.is_finite() && *number != 0.0).map(Value::Number),
        Holds::Cost => {
            let cents = bytes.f64_at(0).filter(|cents| cents.is_finite() && *cents != 0.0)?;
            Some(Value::Number(cents / 100.0))
        }
        Holds::Date | Holds::Start | Holds::Finish => moment::at(bytes, 0).map(Value::Moment),
        Holds::OutlineCode => match bytes.u32_at(0).and_then(|id| lists.entry(id)) {
            Some(chosen) => plan.budget.allows(room(chosen)).then(|| chosen.clone()),
            None => text(bytes),
        },
        Holds::Flag | Holds::Duration => None,
    }
}

/// What a value that many tasks may share takes each time.
fn room(value: &Value) -> usize {
    size_of::<Value>() + if let Value::Text(text) = value { text.len() } else { 0 }
}
