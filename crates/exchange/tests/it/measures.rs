//! Files of measures as offices and the Department keep them, against what other hands say must be read, asked and found.
//! Where those files are not there, what stands here holds by itself.

use onpace_exchange::measures::ees::{self, EesColumns};
use onpace_exchange::measures::ees_meta::EesMeta;
use onpace_exchange::measures::file::{FileSeries, MeasureFile};
use onpace_exchange::measures::table;
use serde_json::Value;
use std::path::Path;

fn expected(name: &str) -> Option<Vec<u8>> {
    std::fs::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/expected")).join(name)).ok()
}

fn layouts() -> Option<Value> {
    Some(serde_json::from_slice(&expected("measures-layouts.json")?).unwrap())
}

/// The rules that found something, with the series and the period.
fn found(file: &MeasureFile) -> Vec<String> {
    file.findings
        .iter()
        .map(|one| format!("{} {}: {}", one.rule, one.subject.clone().unwrap_or_default(), one.message))
        .collect()
}

fn series<'f>(file: &'f MeasureFile, reference: &str) -> &'f FileSeries {
    file.series.iter().find(|one| one.reference == reference).unwrap()
}

#[test]
fn months_across_are_read_as_other_hands_say() {
    let (Some(bytes), Some(layouts)) = (expected("measures-months-across.csv"), layouts()) else { return };
    let file = table::read(&bytes, "measures-months-across.csv").unwrap();
    let right = &layouts["measures-months-across.csv"];
    assert_eq!(file.series.len(), right["series"].as_object().unwrap().len());
    assert!(file.left_out.iter().any(|what| what.contains("DoT")), "{:?}", file.left_out);
    for (reference, series_right) in right["series"].as_object().unwrap() {
        let one = series(&file, reference);
        let values: serde_json::Map<String, Value> = one
            .values
            .iter()
            .filter(|value| value.question.is_none())
            .filter_map(|value| Some((value.period.code(), value.said.value?.plain().into())))
            .collect();
        assert_eq!(&Value::Object(values), &series_right["values"], "{reference}");
        if let Some(target) = series_right["target"].as_str() {
            assert_eq!(one.target.unwrap().plain(), target, "{reference}");
        }
        for (period, question) in series_right["asked"].as_object().into_iter().flatten() {
            let asked = one.values.iter().find(|value| value.period.code() == *period).unwrap();
            let (told, right) = (asked.question.clone().unwrap_or_default(), question.as_str().unwrap());
            let first = right.split([':', ' ']).next().unwrap();
            assert!(told.contains(first) || right.contains(&asked.written), "{reference} {period}: {told}, {right}");
        }
        for empty in series_right["empty"].as_array().into_iter().flatten() {
            assert!(one.empty.iter().any(|period| period.code() == empty.as_str().unwrap()), "{reference}");
        }
        let unit = match series_right["unit"].as_str().unwrap() {
            "%" => "percent",
            other => other,
        };
        assert_eq!(one.unit.to_string(), unit, "{reference}");
        assert_eq!(one.resets.is_some(), series_right["cumulative"].is_string(), "{reference}");
    }
    let found = found(&file);
    for wanted in right["findings"].as_array().unwrap() {
        let mut words = wanted.as_str().unwrap().split(' ');
        let rule = match words.next().unwrap() {
            "target-missing" => "measure-no-target",
            rule => rule,
        };
        let reference = words.next().unwrap();
        let is_it = |one: &&String| one.starts_with(&format!("{rule} {reference}:"));
        assert!(found.iter().any(|one| is_it(&one)), "{wanted} in {found:#?}");
    }
}

#[test]
fn milestones_in_pairs_are_read_as_other_hands_say() {
    let (Some(bytes), Some(layouts)) = (expected("measures-kpi-table.csv"), layouts()) else { return };
    let file = table::read(&bytes, "measures-kpi-table.csv").unwrap();
    let right = &layouts["measures-kpi-table.csv"];
    let first = series(&file, "1");
    let milestones: Vec<(String, String)> =
        first.milestones.iter().map(|(period, value)| (period.code(), value.plain())).collect();
    assert_eq!(milestones, [("2023-09".to_owned(), "15".to_owned()), ("2024-01".to_owned(), "30".to_owned())]);
    assert_eq!(
        first.baseline.map(|(period, value)| (period.code(), value.plain())),
        Some(("2023-05".to_owned(), "8".to_owned()))
    );
    assert_eq!(first.target.unwrap().plain(), "90");
    assert!(first.values.is_empty());
    let second = series(&file, "2");
    for (period, right) in right["series"]["2"]["values"].as_object().unwrap() {
        let value = second.values.iter().find(|value| value.period.code() == *period).unwrap();
        assert_eq!(value.said.value.unwrap().plain(), right[0].as_str().unwrap(), "{period}");
        if right[1] == "projected" {
            assert_eq!(value.said.status.word(), "projected", "{period}");
        }
    }
    let found = found(&file);
    for wanted in right["findings"].as_array().unwrap() {
        let rule = wanted.as_str().unwrap().split([':', ' ']).next().unwrap();
        assert!(found.iter().any(|one| one.starts_with(rule)), "{wanted} in {found:#?}");
    }
    assert_eq!(found.iter().filter(|one| one.starts_with("period-disagrees")).count(), 2, "{found:#?}");
}

#[test]
fn published_statistics_are_read_with_their_marks_and_a_percentage_that_does_not_follow() {
    let Some(bytes) = expected("measures-ees-sample.csv") else { return };
    assert!(ees::is_one(&bytes));
    let columns = EesColumns::named("plans_issued_within_20_weeks/plans_issued_den");
    let file = ees::read(&bytes, &columns, None, &|_, _| true).unwrap();
    assert_eq!(file.series.len(), 6);
    let of = |name: &str, part: &str| {
        let one = file.series.iter().find(|one| one.area.1 == name && one.part == part);
        one.unwrap_or_else(|| panic!("{name} {part} in {:#?}", file.series)).clone()
    };
    assert_eq!(of("England", "").values[0].said.counts(), Some((31_313, 53_327)));
    assert_eq!(of("North East", "").values[0].said.counts(), Some((1_765, 2_624)));
    let under = of("Invented Bay", "Age: Under 5");
    assert_eq!(under.values[0].said.mark.map(onpace_core::measures::facts::ValueMark::letter), Some("c"));
    let ages = of("Invented Bay", "Age: 5 to 10");
    assert_eq!(ages.values[0].said.printed.map(|one| one.to_string()).as_deref(), Some("46.8"));
    assert_eq!(file.findings.len(), 1, "{:?}", file.findings);
    assert!(file.findings[0].message.contains("line 6") && file.findings[0].expected.as_deref() == Some("45.8%"));
}

#[test]
fn rows_of_persons_and_files_without_periods_are_refused() {
    let persons = "time_period,time_identifier,geographic_level,upn,value\n2024,Calendar year,Local authority,A1,1\n";
    let refused = ees::read(persons.as_bytes(), &EesColumns::named("value"), None, &|_, _| true).unwrap_err();
    assert!(refused.contains("only counts are taken, never people"), "{refused}");
    let missing = "time_period,time_identifier,geographic_level,value\n";
    let refused = ees::read(missing.as_bytes(), &EesColumns::named("other"), None, &|_, _| true).unwrap_err();
    assert!(refused.contains("no column other"), "{refused}");
    for text in ["", "a,b\n1,2\n", "Ref,Measure,Owner\nT1,Plans,TT\n", "\u{0}\u{1}"] {
        assert!(table::read(text.as_bytes(), "x.csv").is_err(), "{text}");
    }
}

/// A published file as most are: groups in columns of any name, older symbols.
const OTHER: &str = "time_period,time_identifier,geographic_level,new_la_code,la_name,sex,phase_group,phase,headcount,sessions\n\
    202324,Academic year,Local authority,E06000027,Invented Bay,Total,Total,Total,18450,300\n\
    202324,Academic year,Local authority,E06000027,Invented Bay,Girls,Total,Total,9000,c\n\
    202324,Academic year,Local authority,E06000027,Invented Bay,Total,Mainstream,Primary,8000,~\n\
    202324,Academic year,Local authority,E06000027,Invented Bay,Girls,Mainstream,Primary,4000,12\n";

#[test]
fn groups_of_a_published_file_are_known_by_its_description_or_by_their_words() {
    let columns = EesColumns::named("sessions/headcount");
    let parts = |described: Option<&EesMeta>| {
        let file = ees::read(OTHER.as_bytes(), &columns, described, &|_, _| true).unwrap();
        let old: Vec<String> = file.findings.iter().map(|one| format!("{} {}", one.rule, one.message)).collect();
        (file.series.iter().map(|one| one.part.clone()).collect::<Vec<_>>(), old)
    };
    let (shown, old) = parts(None);
    assert_eq!(shown, ["", "sex: Girls", "Mainstream: Primary", "sex: Girls; Mainstream: Primary"]);
    assert_eq!(old.len(), 1, "{old:?}");
    assert!(old[0].starts_with("symbol-unknown line 4") && old[0].contains("older files"), "{old:?}");
    let described = "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column\n\
        sex,Filter,Sex of the pupil,,,,,\nphase,Filter,Phase,,,,,phase_group\n\
        headcount,Indicator,Number of pupils,,,0,,\nsessions,Indicator,Sessions missed,,,0,,\n";
    let meta = EesMeta::read(described.as_bytes()).unwrap();
    assert_eq!(
        parts(Some(&meta)).0,
        ["", "Sex of the pupil: Girls", "Mainstream: Primary", "Sex of the pupil: Girls; Mainstream: Primary"]
    );
    let refused = ees::read(OTHER.as_bytes(), &EesColumns::named("missed"), Some(&meta), &|_, _| true).unwrap_err();
    assert!(refused.ends_with("it has headcount (Number of pupils), sessions (Sessions missed)"), "{refused}");
    for text in ["", "a,b\n1,2\n", "\u{0}\u{1}\u{2}"] {
        assert!(EesMeta::read(text.as_bytes()).is_err(), "{text:?}");
    }
}

/// Figures of a file as text: measure, area, part, period, figure.
fn lines_of(text: &str) -> (Vec<String>, Vec<String>) {
    let file = table::read(text.as_bytes(), "figures.csv").unwrap();
    let of = |series: &onpace_exchange::measures::file::FileSeries| {
        let head = format!("{}/{}/{}/{}", series.reference, series.name, series.area.0, series.part);
        let one = |value: &onpace_exchange::measures::file::FileValue| {
            let number = value.said.value.map(|number| number.to_string());
            let counts = value.said.counts().map(|(part, whole)| format!("{part} of {whole}"));
            let mark = value.said.mark.map(|mark| mark.letter().to_owned());
            let question = if value.question.is_some() { " ?" } else { "" };
            format!("{head} {} {}{question}", value.period, number.or(counts).or(mark).unwrap_or_default())
        };
        series.values.iter().map(one).collect::<Vec<_>>()
    };
    (file.series.iter().flat_map(of).collect(), file.left_out)
}

#[test]
fn a_file_with_a_value_a_row_holds_several_measures_areas_and_groups() {
    let (lines, left_out) = lines_of(
        "Measure key,Measure,Area code,Breakdown by,Breakdown,Period,Value,Numerator,Denominator,Status\n\
         t1,Plans in time,E06000027,,All,Apr-24,,7,17,\n\
         t1,Plans in time,E06000027,Age,Under 5,Apr-24,c,,,\n\
         t1,Plans in time,E92000001,,,2024-04,50.3%,,,provisional\n\
         t2,Requests,E06000027,,,May 2024,<5,,,\n\
         t2,Requests,E06000027,,,June 2024,\"4,5\",,,\n\
         t2,Requests,E06000027,,,soon,3,,,\n\
         t2,Requests,E06000027,,,July 2024,12,,,ghost\n\
         t2,Requests,E06000027,,,May 2024,9,,,\n",
    );
    assert_eq!(
        lines,
        [
            "t1/Plans in time/E06000027/ April 2024 7 of 17",
            "t1/Plans in time/E06000027/Age: Under 5 April 2024 c",
            "t1/Plans in time/E92000001/ April 2024 50.3",
            "t2/Requests/E06000027/ May 2024 c",
            "t2/Requests/E06000027/ May 2024 9 ?",
            "t2/Requests/E06000027/ June 2024  ?",
        ]
    );
    assert_eq!(left_out.len(), 2, "{left_out:?}");
    assert!(left_out[0].contains("\u{201c}soon\u{201d} is no period"), "{left_out:?}");
}

#[test]
fn other_headings_days_and_years_of_a_value_a_row_are_read() {
    let (lines, _) = lines_of("Quarter;Result\nQ1 2024/25;41\nQ2 2024/25;43\n");
    assert_eq!(lines, ["1/figures// Q1 2024/25 41", "1/figures// Q2 2024/25 43"]);
    let (lines, _) =
        lines_of("A title above\n\nIndicator\tMonth\tActual\nVisits\t01/04/2024\t41\nVisits\t01/05/2024\t44\n");
    assert_eq!(lines, ["1/Visits// April 2024 41", "1/Visits// May 2024 44"]);
    let (lines, _) = lines_of("date,value\n2024-04-03,1\n2024-04-19,2\n");
    assert_eq!(lines, ["1/figures// 3 April 2024 1", "1/figures// 19 April 2024 2"]);
    let (lines, _) = lines_of("year,group,score\n2023/24,Girls,41\n2023/24,Total,44\n");
    assert_eq!(lines, ["1/figures//group: Girls 2023/24 41", "2/figures// 2023/24 44"]);
}
