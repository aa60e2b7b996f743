//! Measures against numbers made by other hands: limits, marks and verdicts, intervals, like months, running counts, neighbours.
//! The files are not part of this repository; where they are not there, what stands here holds by itself.

use onpace_core::day::Date;
use onpace_core::measures::cumulative::{Added, Reset, added};
use onpace_core::measures::due::{DueState, state};
use onpace_core::measures::interval::{Interval, byar, newcombe, wilson};
use onpace_core::measures::like::like;
use onpace_core::measures::neighbours::among;
use onpace_core::measures::period::{Period, PeriodKind};
use onpace_core::measures::series::{Better, MeasurePoint};
use onpace_core::measures::value::MeasureValue;
use onpace_core::measures::xmr::{ChartRules, LimitLine, PRESETS, Preset, XmrChart};
use proptest::prelude::*;
use serde_json::Value;
use std::path::Path;

/// A file of expected values, where it is there.
pub(crate) fn expected(name: &str) -> Option<Value> {
    Some(serde_json::from_str(&expected_text(name)?).unwrap())
}

/// The same, as it is written.
pub(crate) fn expected_text(name: &str) -> Option<String> {
    std::fs::read_to_string(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/expected")).join(name)).ok()
}

fn period(text: &str) -> Period {
    Period::parse(text, PeriodKind::FinancialYear).unwrap()
}

fn value(said: &Value) -> Option<MeasureValue> {
    match said {
        Value::Null => None,
        Value::String(text) => MeasureValue::parse(text),
        other => MeasureValue::parse(&other.to_string()),
    }
}

fn text(said: &Value) -> &str {
    said.as_str().unwrap_or_default()
}

fn list(said: &Value) -> &[Value] {
    said.as_array().map_or(&[], Vec::as_slice)
}

fn shown(value: Option<MeasureValue>) -> String {
    value.map_or_else(String::new, |value| value.to_places(6).to_string().replace(',', ""))
}

fn better(said: &Value) -> Better {
    match text(said) {
        "up" => Better::Up,
        "down" => Better::Down,
        _ => Better::Neither,
    }
}

fn series_of(case: &Value) -> Vec<MeasurePoint> {
    let ghosts: Vec<&str> = list(&case["ghost"]).iter().map(text).collect();
    let point = |pair: &Value| {
        let mut point = MeasurePoint::reported(period(text(&pair[0])), MeasureValue::whole(0));
        point.value = value(&pair[1]);
        point.is_ghost = ghosts.contains(&text(&pair[0]));
        point
    };
    list(&case["input"]).iter().map(point).collect()
}

#[test]
fn limits_marks_and_verdicts_are_those_of_other_hands() {
    let Some(cases) = expected("measures-spc.json") else { return };
    let mut looked_at = 0;
    for (name, case) in cases.as_object().unwrap() {
        let series = series_of(case);
        let (starts, way): (Vec<Period>, _) =
            (list(&case["breaks"]).iter().map(|one| period(text(one))).collect(), better(&case["direction"]));
        for (preset, right) in case["expected"].as_object().unwrap() {
            let preset = PRESETS.into_iter().find(|one| one.name == preset).unwrap();
            let chart = XmrChart::of(&series, &ChartRules { preset, starts: &starts, baseline: None });
            let segments: Vec<Value> = chart
                .segments
                .iter()
                .map(|segment| {
                    let line = |line| shown(segment.line(line));
                    serde_json::json!({
                        "start": format!("{:04}-{:02}", segment.from.first().year(), segment.from.first().month()),
                        "points": segment.points,
                        "mean": line(LimitLine::Mean),
                        "amr": shown(segment.mean_range()),
                        "upl": line(LimitLine::Upper),
                        "lpl": line(LimitLine::Lower),
                        "near_upl": line(LimitLine::NearUpper),
                        "near_lpl": line(LimitLine::NearLower),
                        "ranges_screened": segment.screened,
                        "limits_shown": segment.has_limits(),
                    })
                })
                .collect();
            assert_eq!(Value::Array(segments), right["segments"], "{name}, {}", preset.name);
            let marked: serde_json::Map<String, Value> = chart
                .points
                .iter()
                .filter(|point| !point.signals.is_empty())
                .map(|point| {
                    let first = point.point.period.first();
                    let rules = point.signals.iter().map(|signal| signal.rule.name());
                    let words: Vec<&str> = [point.colour(way).name()].into_iter().chain(rules).collect();
                    (format!("{:04}-{:02}", first.year(), first.month()), serde_json::json!(words))
                })
                .collect();
            assert_eq!(Value::Object(marked), right["marked"], "{name}, {}", preset.name);
            assert_eq!(chart.variation(way).name(), text(&right["variation"]), "{name}, {}", preset.name);
            let target = value(&case["target"]);
            assert_eq!(chart.assurance(way, target).name(), text(&right["assurance"]), "{name}, {}", preset.name);
            looked_at += 1;
        }
    }
    assert!(looked_at >= 13, "{looked_at} charts");
}

#[test]
fn intervals_are_those_of_other_hands() {
    let Some(cases) = expected("measures-intervals.json") else { return };
    let whole = |said: &Value| said.as_u64().unwrap();
    let near = |found: f64, said: &Value, half: f64, name: &Value| {
        let said = said.as_f64().unwrap();
        assert!((found - said).abs() <= half + 1e-9, "{name}: {found}, not {said}");
    };
    let all = |found: Interval, said: &[Value], half: f64| {
        near(found.estimate, &said[said.len() - 3], half, &said[0]);
        near(found.low, &said[said.len() - 2], half, &said[0]);
        near(found.high, &said[said.len() - 1], half, &said[0]);
    };
    for case in list(&cases["proportions"]) {
        all(wilson(whole(&case[1]), whole(&case[2])).unwrap(), list(case), 0.05);
    }
    for case in list(&cases["rates"]) {
        all(byar(whole(&case[1]), whole(&case[2]), whole(&case[3])).unwrap(), list(case), 0.005);
    }
    for case in list(&cases["differences"]) {
        let found = newcombe((whole(&case[1]), whole(&case[2])), (whole(&case[3]), whole(&case[4]))).unwrap();
        all(found, &list(case)[..8], 0.05);
        assert_eq!(found.holds_zero(), text(&case[8]) == "could be chance", "{}", case[0]);
    }
}

#[test]
fn like_months_running_counts_due_months_and_neighbours_are_those_of_other_hands() {
    let Some(cases) = expected("measures-observations.json") else { return };
    let devon = &cases["like months, Devon"];
    let series: Vec<(Period, MeasureValue)> =
        list(&devon["series"]).iter().map(|pair| (period(text(&pair[0])), value(&pair[1]).unwrap())).collect();
    for (month, right) in devon["like"].as_object().unwrap() {
        let found = like(&series, period(month)).map(|like| {
            serde_json::json!({
                "now": like.now.to_string(),
                "year_before": like.before.to_string(),
                "change": like.change.to_string(),
                "percent": like.percent.unwrap().to_string(),
            })
        });
        assert_eq!(found.unwrap_or(Value::Null), *right, "{month}");
    }
    let running = &cases["months out of a cumulative count"];
    let of: Vec<(Period, Option<MeasureValue>)> =
        list(&running["cumulative"]).iter().map(|pair| (period(text(&pair[0])), value(&pair[1]))).collect();
    for (found, right) in added(&of, Reset::Academic).iter().zip(list(&running["months"])) {
        let Added { value: made, over, is_first, .. } = *found;
        assert_eq!(made.map(|made| made.to_string()), value(&right[1]).map(|one| one.to_string()), "{right}");
        let words = match (made, is_first, over) {
            (None, ..) => "not reported".to_owned(),
            (_, true, _) => "first of the year".to_owned(),
            (.., 1) => "one month".to_owned(),
            (.., over) => format!("{over} months together: not a point of the chart"),
        };
        assert_eq!(words, text(&right[2]), "{right}");
    }
    let due = &cases["missing months: 1A.6, monthly JSNA, lag 15 days"];
    let day = |text: &str| text.parse::<Date>().unwrap();
    for (on, months) in due["as_at"].as_object().unwrap() {
        for (month, right) in months.as_object().unwrap() {
            let known = due["known_by"].get(month).map(|known| day(text(known)));
            let found = match state(period(month), 15, known, day(on)) {
                DueState::Here => "here".to_owned(),
                DueState::Due(due) => format!("due {due}"),
                DueState::Missing(_) => "missing".to_owned(),
                DueState::NotYet => "not yet".to_owned(),
            };
            assert_eq!(found, text(right), "{month} on {on}");
        }
    }
    let beside = &cases["neighbours"];
    let values = beside["values"].as_object().unwrap();
    let theirs: Vec<Option<MeasureValue>> =
        values.iter().filter(|(name, _)| *name != "ours").map(|(_, said)| value(said)).collect();
    let found = among(value(&values["ours"]).unwrap(), &theirs, Better::Up).unwrap();
    let right = |key: &str| beside[key].as_u64().unwrap();
    assert_eq!(found.median.to_string(), beside["median"].to_string());
    assert_eq!(found.lowest.to_string(), beside["lowest"].to_string());
    assert_eq!(found.highest.to_string(), beside["highest"].to_string());
    let counts =
        [found.with_a_value, found.rank, found.level_with, found.of].map(|count| u64::try_from(count).unwrap());
    assert_eq!(counts, [right("with_a_value"), right("rank_from_best"), right("shared"), right("of")]);
}

fn months(numbers: &[i64]) -> Vec<MeasurePoint> {
    let mut month = Period::month(2000, 1).unwrap();
    let mut series = Vec::with_capacity(numbers.len());
    for number in numbers {
        let value = MeasureValue::of_millionths(i128::from(*number) * 100_000, 1).unwrap();
        series.push(MeasurePoint::reported(month, value));
        month = month.next().unwrap();
    }
    series
}

fn chart_of(series: &[MeasurePoint], preset: Preset) -> XmrChart {
    XmrChart::of(series, &ChartRules { preset, starts: &[], baseline: None })
}

proptest! {
    #[test]
    fn a_chart_does_not_depend_on_the_order_in_which_values_came(numbers in prop::collection::vec(-500_i64..500, 0..60), seed in any::<u64>()) {
        let series = months(&numbers);
        let mut mixed = series.clone();
        let length = mixed.len().max(1);
        for at in 0..mixed.len() {
            mixed.swap(at, usize::try_from(seed.rotate_left(u32::try_from(at % 64).unwrap()) % u64::try_from(length).unwrap()).unwrap());
        }
        prop_assert_eq!(chart_of(&series, PRESETS[0]), chart_of(&mixed, PRESETS[0]));
    }

    #[test]
    fn turned_over_a_chart_marks_the_same_points_the_other_way(numbers in prop::collection::vec(-500_i64..500, 0..60)) {
        let upright = chart_of(&months(&numbers), PRESETS[0]);
        let turned: Vec<i64> = numbers.iter().map(|number| -number).collect();
        let turned = chart_of(&months(&turned), PRESETS[0]);
        for (one, other) in upright.points.iter().zip(&turned.points) {
            let flipped: Vec<_> = other.signals.iter().map(|signal| (signal.rule, !signal.is_high)).collect();
            let own: Vec<_> = one.signals.iter().map(|signal| (signal.rule, signal.is_high)).collect();
            prop_assert_eq!(own, flipped);
        }
    }

    #[test]
    fn gaps_and_ghosts_are_as_if_absent(numbers in prop::collection::vec(-500_i64..500, 13..40), at in 0_usize..13) {
        let series = months(&numbers);
        let mut with_ghost = series.clone();
        with_ghost[at].is_ghost = true;
        let mut without = series;
        without.remove(at);
        let (one, other) = (chart_of(&with_ghost, PRESETS[0]), chart_of(&without, PRESETS[0]));
        let lines = |chart: &XmrChart| chart.segments.iter().map(|segment| segment.line(LimitLine::Upper)).collect::<Vec<_>>();
        prop_assert_eq!(lines(&one), lines(&other));
        let marks = |chart: &XmrChart| chart.points.iter().filter(|point| point.point.counted().is_some()).map(|point| point.signals.clone()).collect::<Vec<_>>();
        prop_assert_eq!(marks(&one), marks(&other));
    }
}
