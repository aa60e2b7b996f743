//! A number in a report: its value, its definition, and the rows it was counted from.
//!
//! No number reaches a page or a sentence by itself; that is how prose cannot disagree with its table.

use crate::measures::definition::MeasureUnit;
use crate::measures::value::MeasureValue;
use crate::quantity::Percent;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The value of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureValue {
    /// So many of something.
    Count(i64),
    /// So many days of work.
    Days(i32),
    /// A difference of two percentages as a reader counts it who has both in print.
    Points(Percent),
    /// A share or a mean; `None` where there is nothing to divide by.
    Percent(Option<Percent>),
    /// A number of a measure, in its unit.
    Measured(MeasureValue, MeasureUnit),
    /// Not said: so few people were counted that somebody could be known by it.
    Withheld,
}

impl fmt::Display for FigureValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(f, "{count}"),
            Self::Days(days) => write!(f, "{days}"),
            Self::Points(points) => f.write_str(points.to_string().trim_end_matches('%')),
            Self::Percent(Some(percent)) => write!(f, "{percent}"),
            Self::Percent(None) => f.write_str("not known"),
            Self::Measured(value, unit) => f.write_str(&unit.shown(*value)),
            Self::Withheld => f.write_str("not shown"),
        }
    }
}

/// What a figure is: one line of the list of all figures. Those of a status scale are made with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureDefinition {
    /// Its name in narratives and JSON: `due_to_start`.
    pub key: Cow<'static, str>,
    /// What stands beside the number: "due to have started".
    pub label: Cow<'static, str>,
    /// How it is counted, in one sentence.
    pub definition: Cow<'static, str>,
}

impl FigureDefinition {
    /// One that the program knows by itself.
    #[must_use]
    pub const fn fixed(key: &'static str, label: &'static str, definition: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), label: Cow::Borrowed(label), definition: Cow::Borrowed(definition) }
    }
}

/// What counting gives: a value, and what it was counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// How many, or what share.
    pub value: FigureValue,
    /// Of what.
    pub rows: Rows,
}

/// What a figure was counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Rows of the plan, by index.
    OfPlan(Vec<usize>),
    /// Anything else, by name.
    Named(Vec<Arc<str>>),
}

impl Counted {
    /// So many rows of the plan.
    #[must_use]
    pub fn rows(rows: Vec<usize>) -> Self {
        Self { value: count(rows.len()), rows: Rows::OfPlan(rows) }
    }

    /// So many of something with names.
    #[must_use]
    pub fn names(names: Vec<Arc<str>>) -> Self {
        Self { value: count(names.len()), rows: Rows::Named(names) }
    }

    /// The figure of a definition. `name` is what people call a row of the plan.
    #[must_use]
    pub fn figure(self, of: FigureDefinition, name: &dyn Fn(usize) -> Option<Arc<str>>) -> Figure {
        let rows = match self.rows {
            Rows::OfPlan(rows) => rows.into_iter().filter_map(name).collect(),
            Rows::Named(names) => names,
        };
        Figure { of, value: self.value, rows }
    }
}

fn count(number: usize) -> FigureValue {
    FigureValue::Count(i64::try_from(number).unwrap_or(i64::MAX))
}

/// A counted number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is.
    pub of: FigureDefinition,
    /// How many.
    pub value: FigureValue,
    /// The codes of the rows it was counted from; one text serves all figures.
    pub rows: Vec<Arc<str>>,
}
