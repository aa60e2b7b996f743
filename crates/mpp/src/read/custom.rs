//! Fields of one's own.

use super::Plan;
use super::value_lists::Lists;
use crate::bytes::Bytes as _;
use crate::field::{Custom, Holds};
use crate::flags::Flags;
use crate::model::task::Value;
use crate::moment;
use crate::record::Record;
use crate::text::{LONGEST, said};

/// What a task holds in fields of one's own.
pub(super) fn read(record: &Record<'_>, flags: Flags<'_>, plan: &Plan<'_>, lists: &Lists) -> Vec<(Custom, Value)> {
    let mut all = Vec::new();
    for (custom, field) in Custom::all() {
        let value = match custom.holds {
            Holds::Flag => flags.flag(custom.number).then_some(Value::Flag),
            Holds::Duration => {
                let made = record.duration(field, custom.units(), &plan.measures);
                made.filter(|made| made.value != 0.0).map(Value::Duration)
            }
            // What was chosen stands under the number behind that of the text.
            Holds::OutlineCode => [field + 1, field]
                .into_iter()
                .filter_map(|field| record.bytes(field))
                .find_map(|bytes| value(bytes, custom, plan, lists)),
            _ => record.bytes(field).and_then(|bytes| value(bytes, custom, plan, lists)),
        };
        all.extend(value.map(|value| (custom, value)));
    }
    all
}

fn value(bytes: &[u8], custom: Custom, plan: &Plan<'_>, lists: &Lists) -> Option<Value> {
    if let Some(chosen) = lists.chosen(bytes) {
        return chosen.filter(|_| plan.budget.allows(LONGEST)).cloned();
    }
    let text = |bytes: &[u8]| {
        plan.budget.allows(bytes.len().min(2 * LONGEST)).then(|| said(bytes)).flatten().map(Value::Text)
    };
    match custom.holds {
        Holds::Text => text(bytes),
        Holds::Number => bytes.f64_at(0).filter(|number| number.is_finite() && *number != 0.0).map(Value::Number),
        Holds::Cost => {
            let cents = bytes.f64_at(0).filter(|cents| cents.is_finite() && *cents != 0.0)?;
            Some(Value::Number(cents / 100.0))
        }
        Holds::Date | Holds::Start | Holds::Finish => moment::at(bytes, 0).map(Value::Moment),
        Holds::OutlineCode => match bytes.u32_at(0).and_then(|id| lists.entry(id)) {
            Some(chosen) => plan.budget.allows(LONGEST).then(|| chosen.clone()),
            None => text(bytes),
        },
        Holds::Flag | Holds::Duration => None,
    }
}
