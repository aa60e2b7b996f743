//! The picture of a measure, with its table: values, limits, target, and why limits begin anew. **Not here.** How it is drawn
//! (`onpace-press`).

use super::{Measured, sentence};
use crate::document::{Chart, ColumnKind, DotLook, Picture, Table, XmrDot, XmrPicture, XmrStretch};
use crate::sentences::text;
use crate::tables::{column, row, words};
use onpace_core::measures::definition::MeasureUnit;
use onpace_core::measures::facts::ValueMark;
use onpace_core::measures::series::ValueStatus;
use onpace_core::measures::value::MeasureValue;
use onpace_core::measures::verdict::PointColour;
use onpace_core::measures::xmr::{ChartPoint, LimitLine};

/// The chart of a measure.
#[must_use]
pub fn chart(measured: &Measured, id: &str) -> Chart {
    let points = &measured.chart.points;
    let dots: Vec<XmrDot> = points.iter().map(|point| dot(measured, point)).collect();
    let said = dots.iter().filter_map(|dot| dot.value.as_ref().map(|(_, shown)| format!("{} {shown}", dot.period)));
    let ends = points
        .first()
        .zip(points.last())
        .map(|(first, last)| format!(" from {} to {}", first.point.period, last.point.period));
    let said: Vec<String> = said.collect();
    let description = format!("Chart of {}{}. {}.", measured.name, ends.unwrap_or_default(), said.join("; "));
    let breaks = measured
        .breaks
        .iter()
        .filter_map(|(from, why)| Some((points.iter().position(|point| point.point.period >= *from)?, why.clone())));
    Chart {
        id: id.to_owned(),
        title: vec![text(&measured.name)],
        description,
        picture: Picture::Xmr(Box::new(XmrPicture {
            message: sentence(measured),
            stretches: stretches(measured),
            target: measured.target.map(|target| (float(target), measured.shown(target))),
            breaks: breaks.collect(),
            is_percent: measured.unit == MeasureUnit::Percent,
            dots,
        })),
        table: table(measured, id),
    }
}

fn dot(measured: &Measured, point: &ChartPoint) -> XmrDot {
    let is_solid = point.point.counted().is_some();
    let look = match point.colour(measured.better) {
        _ if !is_solid => DotLook::Hollow,
        PointColour::Common => DotLook::Common,
        PointColour::Improving => DotLook::Improving,
        PointColour::Concern => DotLook::Concern,
        PointColour::High | PointColour::Low => DotLook::Neutral,
    };
    XmrDot {
        period: point.point.period.to_string(),
        value: point.point.value.map(|value| (float(value), measured.shown(value))),
        look,
    }
}

/// Where limits stand, from which dot to which.
fn stretches(measured: &Measured) -> Vec<XmrStretch> {
    let mut stretches: Vec<XmrStretch> = Vec::new();
    for at in 0..measured.chart.segments.len() {
        let of = |point: &ChartPoint| point.segment == Some(at);
        let from = measured.chart.points.iter().position(of);
        let to = measured.chart.points.iter().rposition(of);
        let line = |line| measured.line(at, line).map(|value| (float(value), measured.shown(value)));
        let lines = line(LimitLine::Mean).zip(line(LimitLine::Upper)).zip(line(LimitLine::Lower));
        if let (Some(from), Some(to), Some(((mean, upper), lower))) = (from, to, lines) {
            stretches.push(XmrStretch { from, to, mean, upper, lower });
        }
    }
    stretches
}

/// For drawing only.
#[expect(clippy::cast_precision_loss, reason = "a picture needs no millionths")]
fn float(value: MeasureValue) -> f64 {
    value.millionths() as f64 / 1_000_000.0
}

fn table(measured: &Measured, id: &str) -> Table {
    let cell = |value: Option<MeasureValue>| words(value.map(|value| measured.shown(value)).unwrap_or_default());
    let rows = measured.chart.points.iter().map(|point| {
        let line = |line| point.segment.and_then(|at| measured.line(at, line));
        let mark = measured.marks.get(&point.point.period).map(|mark| match mark {
            ValueMark::Hidden => "too few to show",
            mark => mark.words(),
        });
        let status = match (point.point.value, point.point.is_ghost, point.point.status) {
            (None, ..) => mark.unwrap_or("missing"),
            (_, true, _) => "left out",
            (.., ValueStatus::Reported) => "",
            (.., status) => status.word(),
        };
        let rules: Vec<&str> = point.signals.iter().map(|signal| signal.rule.name()).collect();
        row(vec![
            words(point.point.period.to_string()),
            cell(point.point.value),
            words(status),
            cell(line(LimitLine::Mean)),
            cell(line(LimitLine::Lower)),
            cell(line(LimitLine::Upper)),
            words(rules.join(", ")),
        ])
    });
    Table {
        id: format!("{id}-data"),
        caption: measured.name.clone(),
        columns: vec![
            column("Period", ColumnKind::Word, 2),
            column("Value", ColumnKind::Number, 1),
            column("Status", ColumnKind::Word, 1),
            column("Average", ColumnKind::Number, 1),
            column("Lower limit", ColumnKind::Number, 1),
            column("Upper limit", ColumnKind::Number, 1),
            column("More than chance", ColumnKind::Word, 2),
        ],
        row_header: 0,
        rows: rows.collect(),
        note: None,
    }
}
