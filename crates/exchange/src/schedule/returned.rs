//! What a schedule that was written from here says in titled fields, and how they go with Project's own:
//! what people change in Project counts, and the titled field only says it more finely.
//!
//! **Not here.** Schedules from elsewhere.

use super::Task;
use crate::draft::headings::field_of;
use crate::field::Field;
use onpace_core::plan::officer::{OfficerRole, officers_of};
use onpace_core::quantity::Percent;

/// The title of the field that holds a row's name in the ledger; a file that has it was written from here.
pub(crate) const KEY: &str = "Onpace id";
/// The title of the field that holds a percentage to the last digit: Project's own are whole.
pub(crate) const EXACT_PERCENT: &str = "Exact % complete";

/// The titled fields of a file that was written from here.
pub(super) struct Returned<'a> {
    fields: &'a [(&'a str, &'a str)],
}

impl<'a> Returned<'a> {
    /// None where the file is from elsewhere.
    pub(super) fn of(fields: &'a [(&'a str, &'a str)]) -> Option<Self> {
        fields.iter().any(|(_, title)| field_of(title) == Some(Field::Key)).then_some(Self { fields })
    }

    /// Whether a titled field says what a column of Project's would say less well.
    pub(super) fn replaces(heading: &str) -> bool {
        matches!(field_of(heading), Some(Field::Code | Field::Summary))
    }

    fn said<'t>(&self, task: &'t Task, title: &str) -> Option<&'t str> {
        let (name, _) = self.fields.iter().find(|(_, known)| known == &title)?;
        task.text_fields.get(*name).map(String::as_str)
    }

    /// How much is done: the exact percentage, while Project still says the same in whole points. A
    /// summary's is Project's own sum, which nobody reported.
    pub(super) fn percent(&self, task: &Task, whole: u32) -> String {
        let exact = self.said(task, EXACT_PERCENT);
        let rounded = exact.and_then(|text| Percent::parse(text, false)).map(Percent::rounded);
        match (exact, rounded) {
            (Some(exact), _) if task.summary => exact.to_owned(),
            (Some(exact), Some(rounded)) if rounded == i64::from(whole) => exact.to_owned(),
            (None, _) if whole == 0 || task.summary => String::new(),
            _ => format!("{whole}%"),
        }
    }

    /// The resources whom no titled field names as leading or accountable.
    pub(super) fn others(&self, task: &Task) -> String {
        let leads = ["Lead", "Accountable"].into_iter().filter_map(|title| self.said(task, title));
        let leads: Vec<_> = leads.flat_map(|text| officers_of(text, OfficerRole::Lead)).collect();
        let others = task.resources.iter().filter(|name| !leads.iter().any(|lead| *lead.name == **name));
        others.map(String::as_str).collect::<Vec<_>>().join(", ")
    }

    /// What a task says in a titled field. Who leads is only who still is a resource.
    pub(super) fn field(task: &Task, name: &str, title: &str) -> String {
        let said = task.text_fields.get(name).map_or("", String::as_str);
        if !matches!(field_of(title), Some(Field::Lead | Field::Accountable)) {
            return said.to_owned();
        }
        let named = officers_of(said, OfficerRole::Lead).into_iter();
        let still = named.filter(|one| task.resources.iter().any(|name| *name == *one.name));
        still.map(|one| one.name.into_string()).collect::<Vec<_>>().join("/")
    }
}
