//! A report as JSON: its blocks with typed values, its figures, and the assessment that it came from.
//!
//! The order of keys is the order of the fields below. **Not here.** What the assessment holds: it is
//! passed on as it is.

mod block;

use crate::format::{Format, PressError};
use onpace_core::figure::{Figure, FigureValue};
use onpace_core::quantity::Percent;
use onpace_report::document::Document;
use serde::Serialize;
use std::sync::Arc;

/// The machine-readable record.
pub struct Json;

impl Format for Json {
    fn ending(&self) -> &'static str {
        "json"
    }

    fn name(&self) -> &'static str {
        "JSON"
    }

    fn write(&self, document: &Document) -> Result<Vec<u8>, PressError> {
        let record = Record {
            report: document.report,
            title: &document.title,
            plan: &document.plan,
            as_at: document.as_at.to_string(),
            details: document.details.iter().map(|(label, value)| Detail { label, value }).collect(),
            figures: document.figures.iter().map(Counted::from).collect(),
            blocks: document.blocks.iter().map(|block| block::Piece::of(block, document)).collect(),
            assessment: &document.assessment,
        };
        let mut bytes = serde_json::to_vec_pretty(&record).map_err(|problem| PressError::new("JSON", problem))?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

#[derive(Serialize)]
struct Record<'a> {
    report: &'a str,
    title: &'a str,
    plan: &'a str,
    as_at: String,
    details: Vec<Detail<'a>>,
    figures: Vec<Counted<'a>>,
    blocks: Vec<block::Piece<'a>>,
    assessment: &'a serde_json::Value,
}

#[derive(Serialize)]
struct Detail<'a> {
    label: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct Counted<'a> {
    key: &'a str,
    label: &'a str,
    definition: &'a str,
    value: Value,
    rows: &'a [Arc<str>],
}

/// A count is a whole number, a percentage has one decimal, `null` is a percentage of nothing; a number of a measure is
/// text, as exact as it was given.
#[derive(Serialize)]
#[serde(untagged)]
enum Value {
    Count(i64),
    Percent(Option<f64>),
    Measured(String),
}

impl<'a> From<&'a Figure> for Counted<'a> {
    fn from(figure: &'a Figure) -> Self {
        let value = match figure.value {
            FigureValue::Count(count) => Value::Count(count),
            FigureValue::Days(days) => Value::Count(days.into()),
            FigureValue::Points(points) => Value::Percent(Some(points.to_one_decimal())),
            FigureValue::Percent(percent) => Value::Percent(percent.map(Percent::to_one_decimal)),
            FigureValue::Measured(value, _) => Value::Measured(value.plain()),
            FigureValue::Withheld => Value::Percent(None),
        };
        Self {
            key: &figure.of.key,
            label: &figure.of.label,
            definition: &figure.of.definition,
            value,
            rows: &figure.rows,
        }
    }
}
