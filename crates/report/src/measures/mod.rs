//! What is said of a measure: its chart with the table beside it, the sentence, the same for programs. **Not here.** Limits,
//! marks and verdicts (`onpace_core::measures`).

pub mod chart;
pub mod held;
pub mod record;
pub mod section;
mod sentence;
pub mod told;

use onpace_core::measures::assessed::MeasureDrawn;
use onpace_core::measures::definition::MeasureUnit;
use onpace_core::measures::facts::ValueMark;
use onpace_core::measures::period::Period;
use onpace_core::measures::series::Better;
use onpace_core::measures::value::MeasureValue;
use onpace_core::measures::xmr::{LimitLine, XmrChart};
pub use sentence::sentence;
use std::collections::BTreeMap;

/// A chart of a measure, with what it is held against.
#[derive(Clone, Debug)]
pub struct Measured {
    /// What is measured, as its heading.
    pub name: String,
    /// The chart.
    pub chart: XmrChart,
    /// Which way is better.
    pub better: Better,
    /// The target in force.
    pub target: Option<MeasureValue>,
    /// In what values are given.
    pub unit: MeasureUnit,
    /// Where limits begin anew, each with its reason.
    pub breaks: Vec<(Period, String)>,
    /// How it is drawn.
    pub drawn: MeasureDrawn,
    /// What is said first, where that is not the last point's value.
    pub first: Option<String>,
    /// What is said besides, a sentence each.
    pub more: Vec<String>,
    /// What stands in place of a number, by period.
    pub marks: BTreeMap<Period, ValueMark>,
}

impl Measured {
    /// A value with its unit.
    #[must_use]
    pub fn shown(&self, value: MeasureValue) -> String {
        self.unit.shown(value)
    }

    /// Periods whose number is hidden.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.marks.values().filter(|mark| **mark == ValueMark::Hidden).count()
    }

    /// A line of a segment as finely as the values are given, at least to one place.
    fn line(&self, segment: usize, line: LimitLine) -> Option<MeasureValue> {
        let places = self.chart.points.iter().filter_map(|point| point.point.value).map(MeasureValue::places).max();
        let segment = self.chart.segments.get(segment).filter(|segment| segment.has_limits())?;
        Some(segment.line(line)?.to_places(places.unwrap_or(0).max(1)))
    }
}
