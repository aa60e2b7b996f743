//! Measures beside others: what one hides no other may tell, what is chance is called so, what an area sets itself. **Not
//! here.** Limits and marks of charts (`measures.rs`), values in two times (`measures_held.rs`).

use crate::measures_held::{Told, counts, of, period};
use jiff::civil::date;
use onpace_core::measures::assessed::{MeasureAssessment, MeasureDrawn};
use onpace_core::measures::beside::{beside_others, rests_on_few, sure, year_before};
use onpace_core::measures::definition::{MeasureBreakdown, MeasureDefinition, MeasureUnit};
use onpace_core::measures::event::MeasureEvent;
use onpace_core::measures::facts::{MeasureBenchmark, NeighbourArea, ReleaseAudience, ValueMark};
use onpace_core::measures::interval::BesideBenchmark;
use onpace_core::measures::own_signals::OwnSignals;
use onpace_core::measures::period::{Period, PeriodKind};
use onpace_core::measures::series::Better;
use onpace_core::measures::shown::hidden_of;
use onpace_core::measures::verdict::Variation;
use onpace_core::measures::xmr::LimitLine;

/// A measure of a part of a whole, in words.
fn share(name: &str, part: &str, whole: &str) -> MeasureDefinition {
    MeasureDefinition {
        name: name.to_owned(),
        numerator: part.to_owned(),
        denominator: whole.to_owned(),
        unit: MeasureUnit::Percent,
        ..MeasureDefinition::default()
    }
}

/// A count, in words, of an area.
fn count(name: &str, what: &str, code: &str) -> MeasureDefinition {
    MeasureDefinition {
        name: name.to_owned(),
        numerator: what.to_owned(),
        code: code.to_owned(),
        ..MeasureDefinition::default()
    }
}

/// The measures of which the value of March 2024 is hidden.
fn hidden(told: &Told) -> Vec<String> {
    let held = told.held();
    let is_hidden = |key: &str| {
        let of = hidden_of(&held, held.measure(key).unwrap(), ReleaseAudience::Public);
        of.cells.contains(&(String::new(), period("2024-03")))
    };
    held.measures.iter().map(|one| one.key.to_string()).filter(|key| is_hidden(key)).collect()
}

#[test]
fn what_one_measure_hides_no_other_that_counts_the_same_tells() {
    // 58 of 61 in time: three were late. The two counts by themselves would give the three away.
    let mut told = Told::default();
    told.define("in-time", share("In time", "plans in time", "plans issued"));
    told.define("issued", count("Issued", "Plans issued", ""));
    told.define("timely", count("Timely", "Plans, in time", ""));
    told.define("other", count("Other", "requests", ""));
    told.observe("in-time", "", "2024-03", counts(58, 61), None);
    told.observe("issued", "", "2024-03", of("61"), None);
    told.observe("timely", "", "2024-03", of("58"), None);
    told.observe("other", "", "2024-03", of("61"), None);
    let gone = hidden(&told);
    assert!(gone.contains(&"in-time".to_owned()), "{gone:?}");
    assert!(
        gone.contains(&"issued".to_owned()) || gone.contains(&"timely".to_owned()),
        "61 less 58 is three: {gone:?}"
    );
    assert!(!gone.contains(&"other".to_owned()), "{gone:?}");
    // Of other numbers in that month nothing follows from another measure.
    let mut told = Told::default();
    told.define("in-time", share("In time", "plans in time", "plans issued"));
    told.define("issued", count("Issued", "plans issued", ""));
    told.observe("in-time", "", "2024-03", counts(30, 61), None);
    told.observe("issued", "", "2024-03", of("61"), None);
    assert_eq!(hidden(&told), [""; 0]);
}

#[test]
fn small_areas_that_make_up_a_large_one_are_hidden_two_together() {
    let mut told = Told::default();
    for (key, code, value) in [("north", "N", "3"), ("south", "S", "41"), ("east", "E", "17"), ("all", "A", "61")] {
        told.define(key, count(key, "children excluded", code));
        told.observe(key, "", "2024-03", of(value), None);
    }
    let gone = hidden(&told);
    assert!(gone.contains(&"north".to_owned()) && gone.len() >= 2, "61 less 41 and 17 is three: {gone:?}");
    // Areas that do not add up tell nothing of each other.
    told.observe("north", "", "2024-02", of("3"), None);
    told.observe("all", "", "2024-02", of("90"), None);
    let held = told.held();
    let all = hidden_of(&held, held.measure("all").unwrap(), ReleaseAudience::Public);
    assert!(!all.cells.contains(&(String::new(), period("2024-02"))), "{all:?}");
}

#[test]
fn a_group_that_stands_in_two_breakdowns_is_hidden_in_both() {
    let way = |by: &str, parts: &[&str]| MeasureBreakdown {
        by: by.to_owned(),
        parts: parts.iter().map(|part| (*part).to_owned()).collect(),
        adds_up: true,
    };
    let definition = MeasureDefinition {
        breakdowns: vec![way("Need", &["Autism", "Other"]), way("Panel", &["Autism", "Speech", "Rest"])],
        ..count("Requests", "requests", "")
    };
    let mut told = Told::default();
    told.define("r", definition);
    for (series, value) in [
        ("", "52"),
        ("Need: Autism", "49"),
        ("Need: Other", "3"),
        ("Panel: Autism", "49"),
        ("Panel: Speech", "40"),
        ("Panel: Rest", "30"),
    ] {
        told.observe("r", series, "2024-03", of(value), None);
    }
    let held = told.held();
    let gone = hidden_of(&held, held.measure("r").unwrap(), ReleaseAudience::Public);
    let is_gone = |series: &str| gone.cells.contains(&(series.to_owned(), period("2024-03")));
    assert!(is_gone("Need: Other"));
    assert_eq!(is_gone("Need: Autism"), is_gone("Panel: Autism"), "{gone:?}");
    assert!(is_gone("") || is_gone("Need: Autism"), "52 less 49 is three: {gone:?}");
}

#[test]
fn what_rests_on_few_has_an_interval_and_a_difference_that_may_be_chance_is_called_so() {
    let mut told = Told::default();
    told.define("p", share("P", "in time", "issued"));
    told.observe("p", "", "2023-03", counts(41, 93), None);
    told.observe("p", "", "2024-03", counts(58, 101), None);
    told.define("r", MeasureDefinition { unit: MeasureUnit::Rate { per: 100 }, ..share("R", "suspensions", "pupils") });
    told.observe("r", "", "2024-03", counts(214, 18_450), None);
    told.define("c", count("C", "appeals", ""));
    told.observe("c", "", "2024-03", of("12"), None);
    let held = told.held();
    let said = |key: &str| &held.measure(key).unwrap().value("", period("2024-03")).unwrap().said;
    let shown =
        |key: &str| sure(held.measure(key).unwrap(), said(key)).map(|one| format!("{:.2} to {:.2}", one.low, one.high));
    // The numbers of the specification, by other hands.
    assert_eq!(shown("r").as_deref(), Some("1.01 to 1.33"));
    assert_eq!(shown("c").as_deref(), Some("6.19 to 20.96"));
    assert!(
        rests_on_few(held.measure("p").unwrap(), said("p")) && !rests_on_few(held.measure("r").unwrap(), said("r"))
    );
    let found = year_before(held.measure("p").unwrap(), "", period("2024-03")).unwrap();
    let difference = found.difference.unwrap();
    assert_eq!(format!("{:.1} {:.1} {:.1}", difference.estimate, difference.low, difference.high), "13.3 -0.7 26.7");
    assert!(difference.holds_zero());
}

#[test]
fn other_areas_are_compared_in_the_same_period_or_not_at_all() {
    let mut told = Told::default();
    told.define("p", share("P", "in time", "issued"));
    told.observe("p", "", "2024-03", counts(46, 100), None);
    told.observe("p", "", "2024-04", counts(50, 100), None);
    let mut state = |code: &str, geography: &str, month: &str, value: Option<&str>| {
        let mut said = value.map(of).unwrap_or_default();
        said.mark = value.is_none().then_some(ValueMark::Hidden);
        let benchmark = MeasureBenchmark {
            code: code.to_owned(),
            name: code.to_owned(),
            geography: geography.to_owned(),
            period: period(month),
            said,
        };
        told.tell(None, MeasureEvent::BenchmarkStated { measure: "p".into(), benchmark });
    };
    state("England", "national", "2024-03", Some("80"));
    for (code, value) in [("A", Some("30")), ("B", Some("46")), ("C", Some("70")), ("D", None)] {
        state(code, "neighbour", "2024-03", value);
    }
    let held = told.held();
    let area = |code: &str| NeighbourArea { code: code.to_owned(), name: code.to_owned() };
    let alike: Vec<NeighbourArea> = ["A", "B", "C", "D", "E"].iter().map(|code| area(code)).collect();
    let found = beside_others(held.measure("p").unwrap(), &alike).unwrap();
    // April is newer here, and no other area has it.
    assert_eq!(found.period, period("2024-03"));
    let beside = |code: &str| found.others.iter().find(|one| one.of.code == code).unwrap().beside;
    assert_eq!(beside("A"), Some(BesideBenchmark::Above));
    assert_eq!(beside("B"), Some(BesideBenchmark::Similar));
    assert_eq!(beside("England"), Some(BesideBenchmark::Below));
    assert_eq!(beside("D"), None);
    let place = found.among.unwrap();
    // England is nobody's neighbour; D hid its figure, and of E nothing is known.
    assert_eq!((place.rank, place.of, place.level_with, place.without), (2, 4, 1, 2));
    let mut told = Told::default();
    told.define("p", share("P", "in time", "issued"));
    told.observe("p", "", "2024-04", counts(50, 100), None);
    let benchmark = MeasureBenchmark {
        code: "E92".to_owned(),
        name: "England".to_owned(),
        geography: "national".to_owned(),
        period: period("2023-04"),
        said: of("60"),
    };
    told.tell(None, MeasureEvent::BenchmarkStated { measure: "p".into(), benchmark });
    let held = told.held();
    let found = beside_others(held.measure("p").unwrap(), &[]).unwrap();
    assert_eq!((found.ours, found.others[0].beside, found.period), (None, None, period("2023-04")));
}

#[test]
fn points_of_signals_are_those_that_an_area_sets_within_reason() {
    let own = OwnSignals::from_toml("trend = 5\nshift = 9\n").unwrap();
    assert_eq!((own.preset().trend, own.preset().shift), (5, 9));
    for (text, told) in [
        ("", "missing field"),
        ("trend = 5\nshift = 1\n", "each can be a whole number from 4 to 20"),
        ("trend = 5\nshift = 300\n", "300"),
        ("trend = 5\nshift = 9\nlimits = 2\n", "unknown field"),
        ("trend: 5", "expected"),
    ] {
        let refused = OwnSignals::from_toml(text).unwrap_err();
        assert!(refused.contains(told), "{text}: {refused}");
    }
}

#[test]
fn rare_events_of_known_days_are_judged_by_the_days_between_them() {
    let definition =
        MeasureDefinition { every: PeriodKind::Day, better: Better::Down, ..count("Exclusions", "exclusions", "") };
    let mut told = Told::default();
    told.define("e", definition);
    // Gaps of 4 to 12 days, two of one day, then one of 200: events have become rarer.
    let gaps = [7, 5, 9, 12, 4, 8, 0, 6, 10, 7, 9, 5, 11, 8, 200];
    let mut on = date(2023, 1, 9);
    let mut days: Vec<(jiff::civil::Date, i32)> = vec![(on, 1)];
    for gap in gaps {
        on += jiff::Span::new().days(gap);
        match days.last_mut() {
            Some((day, events)) if *day == on => *events += 1,
            _ => days.push((on, 1)),
        }
    }
    for (day, events) in &days {
        let (measure, period) = ("e".into(), Period::day(*day));
        let said = of(&events.to_string());
        told.tell(None, MeasureEvent::Observed { measure, series: String::new(), period, said });
    }
    let held = told.held();
    let seen = MeasureAssessment::of(held.measure("e").unwrap(), "", on);
    assert_eq!(seen.drawn, MeasureDrawn::Between);
    let drawn: Vec<String> = seen.chart.points.iter().map(|point| point.point.value.unwrap().to_string()).collect();
    let wanted: Vec<String> = gaps.iter().map(|gap| format!("{gap}.0")).collect();
    // The order of two on one day does not matter.
    let sorted = |mut all: Vec<String>| {
        all.sort();
        all
    };
    assert_eq!(sorted(drawn), sorted(wanted));
    assert!(matches!(seen.variation, Variation::Improving(_)), "{:?}", seen.variation);
    let line = |line| seen.chart.segments[0].line(line).unwrap().millionths();
    assert!(0 <= line(LimitLine::Lower) && line(LimitLine::Upper) < 200_000_000, "{}", line(LimitLine::Upper));
    assert!(line(LimitLine::Lower) < line(LimitLine::Mean) && line(LimitLine::Mean) < line(LimitLine::Upper));
}
