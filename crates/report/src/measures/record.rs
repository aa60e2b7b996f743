//! A chart of a measure for programs: points, verdicts, the sentence; numbers as text, as they are printed. **Not here.** The
//! picture ([`super::chart`]).

use super::{Measured, sentence};
use onpace_core::measures::xmr::LimitLine;
use serde_json::{Value, json};

/// The chart as JSON.
#[must_use]
pub fn json(measured: &Measured) -> Value {
    let line = |segment: Option<usize>, line| {
        let of = segment.and_then(|at| measured.chart.segments.get(at)).filter(|segment| segment.has_limits());
        of.and_then(|segment| segment.line(line)).map(|value| value.to_string().replace(',', ""))
    };
    let points: Vec<Value> = measured
        .chart
        .points
        .iter()
        .map(|point| {
            let status = match (point.point.value, point.point.is_ghost) {
                (None, _) => "missing",
                (_, true) => "ghost",
                _ => point.point.status.word(),
            };
            json!({
                "period": point.point.period.code(),
                "value": point.point.value.map(|value| value.to_string().replace(',', "")),
                "status": status,
                "segment": point.segment.map(|at| at + 1),
                "mean": line(point.segment, LimitLine::Mean),
                "lower": line(point.segment, LimitLine::Lower),
                "upper": line(point.segment, LimitLine::Upper),
                "rules": point.signals.iter().map(|signal| signal.rule.name()).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "points": points,
        "variation": measured.chart.variation(measured.better).name(),
        "assurance": measured.chart.assurance(measured.better, measured.target).name(),
        "sentence": sentence(measured),
    })
}
