//! Values of measures as CSV, a row a value, as they are read again ([`super::rows`]): numbers as they are, and no cell that a
//! spreadsheet would take for a formula.

use onpace_core::measures::facts::ValueMark;
use onpace_core::measures::period::{Period, PeriodKind};
use onpace_core::measures::state::HeldMeasure;
use onpace_core::measures::value::MeasureValue;

const HEADINGS: [&str; 13] = [
    "reference",
    "measure",
    "unit",
    "area_code",
    "breakdown",
    "period",
    "value",
    "numerator",
    "denominator",
    "status",
    "known",
    "source",
    "note",
];

/// The values of measures.
///
/// # Errors
/// What the writer says.
pub fn write<'m>(all: impl Iterator<Item = &'m HeldMeasure>) -> Result<Vec<u8>, String> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(HEADINGS).map_err(|e| e.to_string())?;
    for held in all {
        for (series, values) in &held.series {
            for (period, value) in values {
                let said = &value.said;
                let count = |count: Option<i64>| count.map(|count| count.to_string()).unwrap_or_default();
                let number = held.number(said).map(MeasureValue::plain);
                let number = number.or_else(|| said.mark.map(|mark| ValueMark::letter(mark).to_owned()));
                writer
                    .write_record([
                        held.key.to_string(),
                        harmless(&held.definition.name),
                        held.definition.unit.to_string(),
                        held.definition.code.clone(),
                        harmless(series),
                        written(*period),
                        number.unwrap_or_default(),
                        count(said.numerator),
                        count(said.denominator),
                        said.status.word().to_owned(),
                        value.known.map(|day| day.to_string()).unwrap_or_default(),
                        harmless(&said.source),
                        harmless(held.notes.get(period).map_or("", String::as_str)),
                    ])
                    .map_err(|e| e.to_string())?;
            }
        }
    }
    writer.into_inner().map_err(|e| e.to_string())
}

/// The same text, and never a formula.
fn harmless(cell: &str) -> String {
    if crate::formula::would_begin(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// A period as no reader can take it for another.
fn written(period: Period) -> String {
    match period.kind() {
        PeriodKind::Day | PeriodKind::Month | PeriodKind::Quarter => period.code(),
        _ => period.stored(),
    }
}
