//! Text fields with titles: what of a row Project has no field for.

use super::super::names::{Names, officers, references};
use super::super::text::{printable, within};
use super::LONGEST;
use super::xml::Xml;
use crate::schedule::returned::{EXACT_PERCENT, KEY};
use onpace_core::plan::officer::OfficerRole;
use onpace_core::plan::{Plan, Row};

/// A text field: the number that Microsoft gave it, its name, and the title that we give it.
struct Field {
    number: u32,
    name: &'static str,
    title: &'static str,
    of: fn(&Names<'_>, usize, &Row) -> String,
}

const fn field(
    number: u32,
    name: &'static str,
    title: &'static str,
    of: fn(&Names<'_>, usize, &Row) -> String,
) -> Field {
    Field { number, name, title, of }
}

static ALL: [Field; 11] = [
    field(188_743_731, "Text1", "Code", |_, _, row| row.code.to_string()),
    field(188_743_734, "Text2", "RAG", |_, _, row| row.status.as_deref().unwrap_or_default().to_owned()),
    field(188_743_737, "Text3", KEY, |names, at, _| names.key(at).to_owned()),
    field(188_743_740, "Text4", "Kind", |names, _, row| names.kind(row).to_owned()),
    field(188_743_743, "Text5", "Focus area", |names, _, row| names.called(row.focus_area).to_owned()),
    field(188_743_746, "Text6", "Parent", |names, _, row| names.called(row.parent).to_owned()),
    field(188_743_747, "Text7", "Lead", |_, _, row| officers(row, OfficerRole::Lead)),
    field(188_743_748, "Text8", "Accountable", |_, _, row| officers(row, OfficerRole::Accountable)),
    field(188_743_749, "Text9", EXACT_PERCENT, |_, _, row| {
        row.percent.map_or_else(String::new, |percent| format!("{}%", String::from(percent)))
    }),
    field(188_743_750, "Text10", "See also", |_, _, row| references(row)),
    field(188_743_997, "Text11", "Is summary", |_, _, row| if row.summary { "Yes".to_owned() } else { String::new() }),
];

/// What the rows of a plan say in each field; only fields that say something are there.
pub(super) struct Fields {
    used: Vec<(&'static Field, Vec<String>)>,
}

impl Fields {
    pub(super) fn of(plan: &Plan, names: &Names<'_>) -> Self {
        let value = |text: String| within(printable(&text).trim(), LONGEST).into_owned();
        let values = |field: &'static Field| -> (&'static Field, Vec<String>) {
            (field, plan.rows.iter().enumerate().map(|(at, row)| value((field.of)(names, at, row))).collect())
        };
        let says = |(_, values): &(&Field, Vec<String>)| values.iter().any(|value| !value.is_empty());
        Self { used: ALL.iter().map(values).filter(says).collect() }
    }

    /// Says what the fields are called.
    pub(super) fn define(&self, xml: &mut Xml) {
        xml.open("ExtendedAttributes");
        for (field, _) in &self.used {
            xml.open("ExtendedAttribute");
            xml.leaf("FieldID", &field.number.to_string());
            xml.leaf("FieldName", field.name);
            xml.leaf("Alias", field.title);
            xml.close("ExtendedAttribute");
        }
        xml.close("ExtendedAttributes");
    }

    /// Writes what a row says in them.
    pub(super) fn write(&self, xml: &mut Xml, at: usize) {
        for (field, values) in &self.used {
            let Some(value) = values.get(at).filter(|value| !value.is_empty()) else { continue };
            xml.open("ExtendedAttribute");
            xml.leaf("FieldID", &field.number.to_string());
            xml.leaf("Value", value);
            xml.close("ExtendedAttribute");
        }
    }
}
