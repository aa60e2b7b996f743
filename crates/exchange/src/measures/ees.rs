//! Files of the Department for Education's "explore education statistics": a row a period, area and group, a column an
//! indicator. The percentages in them are worked out again. **Not here.** Which measure an indicator is, which a mapping says.

use super::ees_meta::{EesFilter, EesMeta};
use super::file::{FileSeries, FileValue, MeasureFile};
use onpace_core::day::month_named;
use onpace_core::measures::checks::measure_rule_named;
use onpace_core::measures::definition::MeasureUnit;
use onpace_core::measures::facts::{ObservedValue, ValueMark};
use onpace_core::measures::period::{Period, PeriodKind};
use onpace_core::measures::value::MeasureValue;
use std::collections::HashMap;

/// So many rows are read; the largest published files have fewer.
pub const MOST_ROWS: usize = 500_000;

/// Which columns a measure is: a part of a whole, or a number by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EesColumns {
    /// The column of the part, or of the number.
    pub part: String,
    /// That of the whole.
    pub whole: Option<String>,
}

impl EesColumns {
    /// Reads `plans_issued_within_20_weeks/plans_issued_den`.
    #[must_use]
    pub fn named(text: &str) -> Self {
        match text.split_once('/') {
            Some((part, whole)) => Self { part: part.trim().to_owned(), whole: Some(whole.trim().to_owned()) },
            None => Self { part: text.trim().to_owned(), whole: None },
        }
    }
}

/// Whether bytes are such a file, by their headings.
#[must_use]
pub fn is_one(bytes: &[u8]) -> bool {
    let head = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let head = String::from_utf8_lossy(head.get(..head.len().min(20_000)).unwrap_or_default()).to_lowercase();
    head.contains("time_period") && head.contains("time_identifier") && head.contains("geographic_level")
}

/// Headings that only rows of single persons have; such a file is not read at all.
const OF_PERSONS: [&str; 9] =
    ["upn", "uln", "nhs_number", "nhsnumber", "date_of_birth", "dob", "forename", "surname", "person_id"];

/// The headings of a file.
struct Headings {
    at: HashMap<String, usize>,
}

impl Headings {
    fn of(record: &csv::StringRecord) -> Self {
        let named = record.iter().enumerate();
        let at = named.map(|(at, text)| (text.trim_start_matches('\u{feff}').trim().to_lowercase(), at)).collect();
        Self { at }
    }

    fn get<'r>(&self, record: &'r csv::StringRecord, name: &str) -> &'r str {
        self.at.get(name).and_then(|at| record.get(*at)).unwrap_or_default().trim()
    }
}

/// Reads the series of one measure, of every area in the file that is wanted.
///
/// # Errors
/// A file that is none, rows of single persons, a column that is not there.
pub fn read(
    bytes: &[u8],
    columns: &EesColumns,
    described: Option<&EesMeta>,
    wants: &dyn Fn(&str, &str) -> bool,
) -> Result<MeasureFile, String> {
    let shown = described.is_none().then(|| EesMeta::of_columns(bytes, is_value)).transpose()?.unwrap_or_default();
    let meta = described.unwrap_or(&shown);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let headings = Headings::of(reader.headers().map_err(|e| e.to_string())?);
    if let Some(one) = OF_PERSONS.iter().find(|one| headings.at.contains_key(**one)) {
        return Err(format!("it has a row for each person (a column {one}); only counts are taken, never people"));
    }
    for column in std::iter::once(&columns.part).chain(&columns.whole) {
        if !headings.at.contains_key(&column.to_lowercase()) {
            let mut known = meta.known();
            if known.is_empty() {
                known = headings.at.keys().cloned().collect();
                known.sort_unstable();
            }
            return Err(format!("there is no column {column}; it has {}", known.join(", ")));
        }
    }
    let mut file = MeasureFile { kind: "explore education statistics", ..MeasureFile::default() };
    let mut places: HashMap<(String, String, PeriodKind), usize> = HashMap::new();
    let mut record = csv::StringRecord::new();
    let mut rows = 0;
    while reader.read_record(&mut record).map_err(|e| e.to_string())? {
        rows += 1;
        if rows > MOST_ROWS {
            return Err(format!("it has more than {MOST_ROWS} rows"));
        }
        let line = record.position().map_or(0, csv::Position::line);
        let (code, name, level) = area_of(&headings, &record);
        if !wants(code, level) {
            continue;
        }
        row(&headings, &record, (columns, meta, line), (code, name, level), (&mut places, &mut file));
    }
    for series in &mut file.series {
        series.values.sort_by_key(|value| value.period);
    }
    Ok(file)
}

fn area_of<'r>(headings: &Headings, record: &'r csv::StringRecord) -> (&'r str, &'r str, &'r str) {
    let get = |name: &str| headings.get(record, name);
    let level = get("geographic_level");
    let first = |names: [&str; 3]| names.into_iter().map(get).find(|text| !text.is_empty()).unwrap_or_default();
    match level.to_lowercase().as_str() {
        "national" => (get("country_code"), get("country_name"), level),
        "regional" => (get("region_code"), get("region_name"), level),
        _ => (
            first(["new_la_code", "location_code", "old_la_code"]),
            first(["la_name", "location", "location_name"]),
            level,
        ),
    }
}

type Places = HashMap<(String, String, PeriodKind), usize>;

fn row(
    headings: &Headings,
    record: &csv::StringRecord,
    (columns, meta, line): (&EesColumns, &EesMeta, u64),
    (code, name, level): (&str, &str, &str),
    (places, file): (&mut Places, &mut MeasureFile),
) {
    let (time, identifier) = (headings.get(record, "time_period"), headings.get(record, "time_identifier"));
    let Some((period, question)) = period_of(time, identifier) else {
        file.left_out.push(format!("line {line}, {identifier} {time}: which days is that?"));
        return;
    };
    let part = part_of(headings, record, meta);
    let at = *places.entry((code.to_owned(), part.clone(), period.kind())).or_insert_with(|| {
        file.series.push(FileSeries {
            reference: code.to_owned(),
            name: columns.part.clone(),
            unit: if columns.whole.is_some() { MeasureUnit::Percent } else { MeasureUnit::Count },
            area: (code.to_owned(), name.to_owned(), level.to_owned()),
            part: part.clone(),
            ..FileSeries::default()
        });
        file.series.len() - 1
    });
    let (said, written) = said_of(headings, record, columns);
    let old = std::iter::once(&columns.part).chain(&columns.whole);
    let old = old.map(|column| headings.get(record, &column.to_lowercase())).find(|text| is_old_mark(text));
    if let (Some(old), Some(mark), Some(rule)) = (old, said.mark, measure_rule_named("symbol-unknown")) {
        let found =
            rule.finding(format!("line {line}, {}: \u{201c}{old}\u{201d} is a symbol of older files.", columns.part));
        file.findings.push(
            found
                .found(old.to_owned())
                .expected(mark.letter().to_owned())
                .meanwhile(format!("it is read as {}", mark.words())),
        );
    }
    let mut value = FileValue { period, said, written, place: format!("line {line}"), question };
    percent_of(headings, record, columns, &mut value, file);
    if let Some(series) = file.series.get_mut(at) {
        series.values.push(value);
    }
}

/// Which group a row is of: "Age: Under 5"; empty for all together, several with a semicolon between them.
fn part_of(headings: &Headings, record: &csv::StringRecord, meta: &EesMeta) -> String {
    let one = |filter: &EesFilter| {
        let group = headings.get(record, &filter.column);
        let heading = filter.heading.as_deref().map(|heading| headings.get(record, heading)).unwrap_or_default();
        let small = group.to_lowercase();
        let is_all = small.is_empty()
            || small == "all"
            || small.starts_with("all ")
            || small == "total"
            || group.eq_ignore_ascii_case(heading);
        let by = if heading.is_empty() { &filter.label } else { heading };
        (!is_all).then(|| format!("{by}: {group}"))
    };
    meta.filters.iter().filter_map(one).collect::<Vec<_>>().join("; ")
}

/// Whether a cell holds a number, or a mark in place of one.
fn is_value(text: &str) -> bool {
    MeasureValue::parse(text.trim_start_matches('\u{a3}').trim_end_matches('%')).is_some() || mark_of(text).is_some()
}

/// The mark of a cell: those of today, and those that such files had before.
fn mark_of(text: &str) -> Option<ValueMark> {
    ValueMark::of_cell(text).or_else(|| matches!(text, ".." | "-" | "\u{2013}").then_some(ValueMark::NotAvailable))
}

/// Whether a mark is one that such files had before.
fn is_old_mark(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "~" | ":" | "." | ".." | "-" | "\u{2013}" | "n/a")
}

fn said_of(headings: &Headings, record: &csv::StringRecord, columns: &EesColumns) -> (ObservedValue, String) {
    let text = |column: &str| headings.get(record, &column.to_lowercase());
    let mut said = ObservedValue::default();
    let part = text(&columns.part);
    let Some(whole) = &columns.whole else {
        match mark_of(part) {
            Some(mark) => said.mark = Some(mark),
            None => said.value = MeasureValue::parse(part),
        }
        return (said, part.to_owned());
    };
    let all = text(whole);
    let count = |text: &str| MeasureValue::parse(text).map(|value| value.millionths() / 1_000_000);
    match (count(part), count(all)) {
        (Some(part), Some(all)) if all > 0 => (said.numerator, said.denominator) = (Some(part), Some(all)),
        _ => said.mark = mark_of(part).or_else(|| mark_of(all)).or(Some(ValueMark::NotAvailable)),
    }
    (said, format!("{part} of {all}"))
}

/// A percentage that stands beside its counts is worked out again.
fn percent_of(
    headings: &Headings,
    record: &csv::StringRecord,
    columns: &EesColumns,
    value: &mut FileValue,
    file: &mut MeasureFile,
) {
    let printed = headings.get(record, &format!("pc_{}", columns.part.to_lowercase()));
    let (Some(printed), Some((part, all))) = (MeasureValue::parse(printed), value.said.counts()) else { return };
    let follows = MeasureValue::percent_of(part, all, printed.places());
    let Some(follows) = follows.filter(|follows| follows.cmp_value(printed).is_ne()) else { return };
    value.said.printed = Some(printed);
    if let Some(rule) = measure_rule_named("percent-does-not-follow") {
        let found = rule.finding(format!("{}, {}: {part} of {all} is not {printed}%.", value.place, columns.part));
        file.findings
            .push(found.found(format!("{printed}%")).expected(format!("{follows}%")).meanwhile("the counts are used"));
    }
}

/// The period of a row, and what is asked of it; none where no stretch of days is clear.
fn period_of(time: &str, identifier: &str) -> Option<(Period, Option<String>)> {
    let small = identifier.to_lowercase();
    let starts: i16 = time.get(..4)?.parse().ok()?;
    let is_two_years = time.len() == 6 && time.bytes().all(|byte| byte.is_ascii_digit());
    let clear = |period: Option<Period>| period.map(|period| (period, None));
    if let Some(month) = month_named(&small).filter(|_| time.len() == 4) {
        return clear(Period::month(starts, month));
    }
    if let Some(nth) = small.strip_prefix("financial year q") {
        return clear(Period::quarter(starts, nth.parse().ok()?));
    }
    let term = ["autumn term", "spring term", "summer term"].iter().position(|term| *term == small);
    if let Some(nth) = term {
        let period = Period::term(starts, i8::try_from(nth + 1).ok()?)?;
        return Some((period, Some(format!("{identifier} of {time}: does its calendar of terms fit yours?"))));
    }
    match (small.as_str(), is_two_years) {
        ("calendar year" | "reporting year", false) => clear(Period::year(PeriodKind::CalendarYear, starts)),
        ("academic year", true) => clear(Period::year(PeriodKind::AcademicYear, starts)),
        ("financial year", true) => clear(Period::year(PeriodKind::FinancialYear, starts)),
        _ => None,
    }
}
