//! Values of one measure as CSV: `period,value[,numerator,denominator,status]`, a row a period. **Not here.** What a chart of
//! them says (`onpace_core::measures`).

use onpace_core::measures::period::{Period, PeriodKind};
use onpace_core::measures::series::{MeasurePoint, ValueStatus};
use onpace_core::measures::value::MeasureValue;
use onpace_core::measures::xmr::MOST_POINTS;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What is read.
pub const ACCEPTED: &str =
    "CSV with the columns period and value, and perhaps numerator, denominator and status, such as 2024-04,41.2";

/// The values of a file.
#[derive(Clone, Debug, Default)]
pub struct LongFile {
    /// In order of their periods; one without a value is a gap.
    pub points: Vec<MeasurePoint>,
    /// Whether values are written with a percent sign.
    pub is_percent: bool,
    /// What was left out or does not follow, with its line.
    pub notes: Vec<String>,
}

/// The columns of a file.
struct Places {
    period: usize,
    value: usize,
    part: Option<usize>,
    whole: Option<usize>,
    status: Option<usize>,
}

/// Reads values.
///
/// # Errors
/// What was found where that is no such file, with its line.
pub fn read(bytes: &[u8]) -> Result<LongFile, String> {
    let text = text_of(bytes);
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|one| first.bytes().filter(|byte| byte == one).count());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).flexible(true).from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|e| e.to_string())?.clone();
    let places = places_of(&headings).ok_or_else(|| {
        let found = headings.iter().take(8).collect::<Vec<_>>().join(", ");
        format!("the headings are \u{201c}{}\u{201d}", onpace_core::plan::shortened(&found, 200))
    })?;
    let mut file = LongFile::default();
    let mut lines: BTreeMap<Period, u64> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|e| e.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let said = record.get(places.period).unwrap_or_default().trim();
        let period = Period::parse(said, PeriodKind::FinancialYear).ok_or_else(|| {
            let said = onpace_core::plan::shortened(said, 60);
            format!("line {line}: \u{201c}{said}\u{201d} is no period such as 2024-04, Apr-24, 2024/25 Q1 or 2024/25")
        })?;
        if let Some(first) = lines.insert(period, line) {
            return Err(format!("line {line}: {period} stands on line {first} already; take one of the two out"));
        }
        if lines.len() > MOST_POINTS {
            return Err(format!("more than {MOST_POINTS} periods"));
        }
        let point = file.point(period, &record, &places, line)?;
        file.points.push(point);
    }
    file.points.sort_by_key(|point| point.period);
    Ok(file)
}

fn places_of(headings: &csv::StringRecord) -> Option<Places> {
    let is = |heading: &str, names: &[&str]| {
        names.contains(&heading.trim_start_matches('\u{feff}').trim().to_lowercase().as_str())
    };
    let place = |names: &[&str]| headings.iter().position(|heading| is(heading, names));
    Some(Places {
        period: place(&["period", "month", "date"])?,
        value: place(&["value"])?,
        part: place(&["numerator"]),
        whole: place(&["denominator"]),
        status: place(&["status"]),
    })
}

/// Its text, in whichever of the usual encodings.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    std::str::from_utf8(bytes).map_or_else(|_| encoding_rs::WINDOWS_1252.decode(bytes).0, Cow::Borrowed)
}

impl LongFile {
    fn point(
        &mut self,
        period: Period,
        record: &csv::StringRecord,
        places: &Places,
        line: u64,
    ) -> Result<MeasurePoint, String> {
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().trim();
        let quoted = |text: &str| format!("line {line}: \u{201c}{}\u{201d}", onpace_core::plan::shortened(text, 60));
        let (said, status) = (cell(Some(places.value)), cell(places.status));
        let is_ghost = status.eq_ignore_ascii_case("ghost");
        let status = match status {
            "" => ValueStatus::default(),
            _ if is_ghost => ValueStatus::default(),
            word => ValueStatus::named(word).ok_or_else(|| {
                let known = ValueStatus::ALL.map(ValueStatus::word).join(", ");
                format!("{} is no status; there are {known} and ghost", quoted(word))
            })?,
        };
        let count = |at: Option<usize>| -> Result<Option<i64>, String> {
            match cell(at) {
                "" => Ok(None),
                text => match text.replace(',', "").parse::<i64>() {
                    Ok(count) if (0..=1_000_000_000).contains(&count) => Ok(Some(count)),
                    _ => Err(format!("{} is no count", quoted(text))),
                },
            }
        };
        let counts = count(places.part)?.zip(count(places.whole)?);
        self.is_percent |= said.ends_with('%');
        let value = match (said, counts) {
            // Words and marks for what is not there.
            ("" | "-" | ":" | "." | ".." | "x" | "z" | "u" | "n/a" | "N/A" | "tbc" | "TBC", None) => None,
            ("c" | "*" | "low", None) => {
                self.notes.push(format!("{} hides a number, and is drawn as a gap", quoted(said)));
                None
            }
            ("", Some((part, whole))) => MeasureValue::percent_of(part, whole, 1),
            (text, _) => {
                Some(MeasureValue::parse(text).ok_or_else(|| format!("{} is no number such as 41.2", quoted(text)))?)
            }
        };
        self.is_percent |= said.is_empty() && counts.is_some();
        if let (Some(value), Some((part, whole))) = (value, counts) {
            let follows = MeasureValue::percent_of(part, whole, value.places());
            if part > whole {
                self.notes.push(format!("line {line}: {part} of {whole} is more of the part than of the whole"));
            } else if follows.is_some_and(|follows| follows.cmp_value(value).is_ne()) {
                let found = follows.map(|follows| follows.to_string()).unwrap_or_default();
                self.notes.push(format!("line {line}: {part} of {whole} is {found}%, not {value}"));
            }
        }
        Ok(MeasurePoint { period, value, counts, status, is_ghost })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_with_gaps_statuses_and_what_does_not_follow() {
        let text = "Period,Value,Numerator,Denominator,Status\nMay-24,38.9%,,,\nApr-24,41.2%,7,17,provisional\nJun-24,,54,118,\nJul-24,,,,\n\
                    Aug-24,46.8%,54,118,revised\nSep-24,50%,,,projected\nOct-24,c,,,\nNov-24,3,,,ghost\n";
        let file = read(text.as_bytes()).unwrap();
        let shown: Vec<String> = file
            .points
            .iter()
            .map(|point| {
                format!(
                    "{} {} {}",
                    point.period,
                    point.value.map_or("-".to_owned(), |one| one.to_string()),
                    point.status.word()
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                "April 2024 41.2 provisional",
                "May 2024 38.9 actual",
                "June 2024 45.8 actual",
                "July 2024 - actual",
                "August 2024 46.8 revised",
                "September 2024 50 projected",
                "October 2024 - actual",
                "November 2024 3 actual",
            ]
        );
        assert!(file.is_percent && file.points[7].is_ghost);
        assert_eq!(file.notes.len(), 2, "{:?}", file.notes);
        assert!(file.notes[0].contains("54 of 118 is 45.8%, not 46.8"), "{:?}", file.notes);
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        for (text, told) in [
            ("", "the headings are"),
            ("a,b\n1,2\n", "the headings are \u{201c}a, b\u{201d}"),
            ("period,value\nsoon,3\n", "line 2: \u{201c}soon\u{201d} is no period"),
            ("period,value\n2024-04,4,5\n2024-05,many\n", "line 3: \u{201c}many\u{201d} is no number"),
            ("period,value\n2024-04,1\nApr-24,2\n", "line 3: April 2024 stands on line 2"),
            ("period,value,status\n2024-04,1,sure\n", "is no status; there are actual, provisional"),
            ("period,value,numerator,denominator\n2024-04,1,-3,9\n", "\u{201c}-3\u{201d} is no count"),
        ] {
            let found = read(text.as_bytes()).unwrap_err();
            assert!(found.contains(told), "{text}: {found}");
        }
        assert!(read(b"period;value\n2024-04;1.5\n").is_ok());
        assert!(read(b"\xef\xbb\xbfperiod,value\n2024-04,1.5\n").is_ok());
    }
}
