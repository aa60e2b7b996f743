//! A chart's points with their limits as CSV, for other programs: numbers as they are, no mark that a spreadsheet would take
//! for a formula. **Not here.** The picture; the same as JSON.

use onpace_core::measures::value::MeasureValue;
use onpace_core::measures::xmr::{LimitLine, XmrChart};

/// The points of a chart as CSV.
///
/// # Errors
/// Never for a chart; what the writer says.
pub fn write(chart: &XmrChart) -> Result<Vec<u8>, String> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let plain = |value: Option<MeasureValue>| value.map(|value| value.to_string().replace(',', "")).unwrap_or_default();
    let heads = ["period", "value", "numerator", "denominator", "status", "segment", "mean", "lower", "upper", "rules"];
    writer.write_record(heads).map_err(|e| e.to_string())?;
    for point in &chart.points {
        let segment = point.segment.and_then(|at| chart.segments.get(at)).filter(|segment| segment.has_limits());
        let line = |line| plain(segment.and_then(|segment| segment.line(line)));
        let count = |count: Option<i64>| count.map(|count| count.to_string()).unwrap_or_default();
        let status = if point.point.is_ghost { "ghost" } else { point.point.status.word() };
        let rules: Vec<&str> = point.signals.iter().map(|signal| signal.rule.name()).collect();
        let record = [
            point.point.period.code(),
            plain(point.point.value),
            count(point.point.counts.map(|(part, _)| part)),
            count(point.point.counts.map(|(_, whole)| whole)),
            status.to_owned(),
            point.segment.map(|at| (at + 1).to_string()).unwrap_or_default(),
            line(LimitLine::Mean),
            line(LimitLine::Lower),
            line(LimitLine::Upper),
            rules.join(" "),
        ];
        writer.write_record(record).map_err(|e| e.to_string())?;
    }
    writer.into_inner().map_err(|e| e.to_string())
}
