//! Some actions of a plan as a document of one table, as a page lists them.
//! **Not here.** Which actions: the page's filters.

use crate::document::{Block, Document};
use crate::tables;
use onpace_core::survey::Survey;

/// The actions at these places of the plan, in this order.
#[must_use]
pub fn of(survey: &Survey<'_>, rows: &[usize]) -> Document {
    Document {
        report: "actions",
        title: "Actions".to_owned(),
        plan: survey.plan.title.clone(),
        details: Vec::new(),
        blocks: vec![Block::Table(tables::listed(survey, rows))],
        figures: Vec::new(),
        one_page: false,
        levels: survey.policy.levels.clone(),
        as_at: survey.on,
        checkpoint: None,
        assessment: serde_json::Value::Null,
    }
}
