//! Measures as events make them: two times, the calendar of what is due, claims held against charts, what an audience sees.
//! Expected values were made by other hands; where their files are not there, what stands here holds by itself.

use crate::measures::expected;
use jiff::civil::{Date, date};
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event, Recorded};
use onpace_core::ledger::fold::Until;
use onpace_core::measures::apply::{measures_continued, measures_of};
use onpace_core::measures::assessed::MeasureAssessment;
use onpace_core::measures::checks::measure_rule::MeasureGround;
use onpace_core::measures::checks::{findings, of_claim, seen_of};
use onpace_core::measures::claims::read::claims_of;
use onpace_core::measures::cumulative::Reset;
use onpace_core::measures::definition::{MeasureBreakdown, MeasureDefinition, MeasureUnit};
use onpace_core::measures::due::DueState;
use onpace_core::measures::event::MeasureEvent;
use onpace_core::measures::facts::{MeasureBenchmark, MeasureTarget, ObservedValue, ReleaseAudience, ValueMark};
use onpace_core::measures::period::{Period, PeriodKind};
use onpace_core::measures::series::{Better, ValueStatus};
use onpace_core::measures::shown::{as_shown, hidden_of, released};
use onpace_core::measures::state::MeasuresHeld;
use onpace_core::measures::value::MeasureValue;
use proptest::prelude::*;
use serde_json::Value;

pub(crate) fn period(text: &str) -> Period {
    Period::parse(text, PeriodKind::FinancialYear).unwrap()
}

pub(crate) fn number(text: &str) -> MeasureValue {
    MeasureValue::parse(text).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Events as they would be recorded, each known from its day.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) events: Vec<Recorded>,
}

impl Told {
    pub(crate) fn tell(&mut self, known: Option<Date>, event: MeasureEvent) -> u64 {
        let seq = self.events.len() as u64 + 1;
        self.events.push(Recorded {
            seq,
            recorded_at: Instant::from_micros(i64::try_from(seq).unwrap()),
            effective: known,
            channel: Channel::Cli,
            reason: None,
            event: Some(Event::Measure(event)),
        });
        seq
    }

    pub(crate) fn define(&mut self, key: &str, definition: MeasureDefinition) {
        self.tell(None, MeasureEvent::MeasureDefined { measure: key.into(), definition: Box::new(definition) });
    }

    pub(crate) fn observe(
        &mut self,
        key: &str,
        series: &str,
        at: &str,
        said: ObservedValue,
        known: Option<Date>,
    ) -> u64 {
        let (measure, series) = (key.into(), series.to_owned());
        self.tell(known, MeasureEvent::Observed { measure, series, period: period(at), said })
    }

    pub(crate) fn held(&self) -> MeasuresHeld {
        measures_of(&self.events, Until::default())
    }
}

pub(crate) fn of(value: &str) -> ObservedValue {
    ObservedValue { value: Some(number(value)), ..ObservedValue::default() }
}

pub(crate) fn counts(part: i64, whole: i64) -> ObservedValue {
    ObservedValue { numerator: Some(part), denominator: Some(whole), ..ObservedValue::default() }
}

#[test]
fn what_was_known_on_a_day_can_be_told_again() {
    let Some(all) = expected("measures-observations.json") else { return };
    let case = &all["two times"];
    let mut told = Told::default();
    told.define("m", MeasureDefinition { name: "M".to_owned(), ..MeasureDefinition::default() });
    let mut first: std::collections::HashMap<String, u64> = std::collections::HashMap::new();
    for one in case["observations"].as_array().unwrap() {
        let text = |at: usize| one[at].as_str().unwrap_or_default();
        let known = Some(day(text(3)));
        match (text(2), first.get(text(0)).copied()) {
            ("withdrawn", of) => {
                let Some(of) = of else { continue };
                told.tell(known, MeasureEvent::ValueWithdrawn { of, why: "not ours".to_owned() });
            }
            (status, of) => {
                let said = ObservedValue {
                    value: Some(number(text(1))),
                    status: ValueStatus::named(status).unwrap(),
                    ..ObservedValue::default()
                };
                if let Some(of) = of {
                    told.tell(known, MeasureEvent::ValueCorrected { of, said, why: String::new() });
                } else {
                    let seq = told.observe("m", "", text(0), said, known);
                    first.insert(text(0).to_owned(), seq);
                }
            }
        }
    }
    for (on, values) in case["known_by"].as_object().unwrap() {
        let held = measures_of(&told.events, Until { as_at: Some(day(on)), known_by: None });
        let found: serde_json::Map<String, Value> = held.measure("m").unwrap().series[""]
            .iter()
            .map(|(period, value)| {
                let told = serde_json::json!([value.said.value.unwrap().to_string(), value.said.status.word()]);
                (period.code(), told)
            })
            .collect();
        assert_eq!(&Value::Object(found), values, "{on}");
    }
    // A later paper says what it was.
    let held = told.held();
    let value = held.measure("m").unwrap().value("", period("2024-09")).unwrap();
    assert_eq!(value.before.len(), 1);
    assert_eq!((value.before[0].said.value, value.known), (Some(number("41.2")), Some(date(2024, 11, 20))));
}

#[test]
fn the_calendar_says_which_months_are_here_due_and_missing() {
    let Some(all) = expected("measures-observations.json") else { return };
    let case = &all["missing months"]["1A.6, monthly JSNA, lag 15 days"];
    let case = if case.is_null() { &all["missing months: 1A.6, monthly JSNA, lag 15 days"] } else { case };
    let mut told = Told::default();
    told.define("jsna", MeasureDefinition { name: "JSNA".to_owned(), lag: 15, ..MeasureDefinition::default() });
    for (month, known) in case["known_by"].as_object().unwrap() {
        told.observe("jsna", "", month, of("100"), Some(day(known.as_str().unwrap())));
    }
    for (on, months) in case["as_at"].as_object().unwrap() {
        let on = day(on);
        let held = measures_of(&told.events, Until { as_at: Some(on), known_by: None });
        let seen = MeasureAssessment::of(held.measure("jsna").unwrap(), "", on);
        for wanted in &seen.wanted {
            let right = months[wanted.period.code()].as_str().unwrap();
            let found = match wanted.state {
                DueState::Here => "here".to_owned(),
                DueState::Due(day) => format!("due {day}"),
                DueState::Missing(_) => "missing".to_owned(),
                DueState::NotYet => "not yet".to_owned(),
            };
            assert_eq!(found, right, "{} on {on}", wanted.period);
        }
        assert!(seen.wanted.len() >= 3, "{on}");
    }
}

/// The measures of which the sentences made by other hands speak.
fn spoken_of() -> Option<Told> {
    let (spc, seen) = (expected("measures-spc.json")?, expected("measures-observations.json")?);
    let mut told = Told::default();
    let percent = |name: &str, also: &str| MeasureDefinition {
        name: name.to_owned(),
        also: [also.to_owned()].into_iter().filter(|also| !also.is_empty()).collect(),
        unit: MeasureUnit::Percent,
        decimals: 1,
        ..MeasureDefinition::default()
    };
    for (key, series) in [("quiet", "20-week, quiet"), ("shift", "20-week, shift after a new panel")] {
        told.define(
            key,
            MeasureDefinition {
                also: vec!["timeliness".to_owned(), "plans within 20 weeks".to_owned()],
                ..percent("EHC plans issued within 20 weeks", "")
            },
        );
        let target = MeasureTarget {
            from: period("2020-01"),
            value: Some(number("60")),
            tolerance: None,
            agreed_by: String::new(),
        };
        told.tell(None, MeasureEvent::TargetSet { measure: key.into(), target });
        values_of(&mut told, key, &spc[series]["input"]);
    }
    let benchmark = MeasureBenchmark {
        code: "E92000001".to_owned(),
        name: "England".to_owned(),
        geography: "national".to_owned(),
        period: period("2019"),
        said: of("58.7"),
    };
    told.tell(None, MeasureEvent::BenchmarkStated { measure: "quiet".into(), benchmark });
    let down =
        |name: &str| MeasureDefinition { name: name.to_owned(), better: Better::Down, ..MeasureDefinition::default() };
    told.define("refusals", down("Refusals"));
    values_of(&mut told, "refusals", &spc["refusals, astronomical month"]["input"]);
    let devon = MeasureDefinition {
        unit: MeasureUnit::Rate { per: 100 },
        decimals: 2,
        resets: Some(Reset::Academic),
        ..down("Suspensions")
    };
    told.define("suspensions", devon);
    values_of(&mut told, "suspensions", &seen["like months, Devon"]["series"]);
    told.define("excluded", down("Permanent exclusions"));
    for month in ["2024-03", "2024-04", "2024-05"] {
        told.observe("excluded", "", month, of("3"), None);
    }
    let by_age = MeasureBreakdown { by: "Age".to_owned(), parts: vec!["5 to 10".to_owned()], adds_up: false };
    told.define(
        "ages",
        MeasureDefinition { breakdowns: vec![by_age], every: PeriodKind::CalendarYear, ..percent("Plans in time", "") },
    );
    let said = ObservedValue { printed: Some(number("46.8")), ..counts(54, 118) };
    told.observe("ages", "Age: 5 to 10", "2024", said, None);
    Some(told)
}

fn values_of(told: &mut Told, key: &str, values: &Value) {
    for pair in values.as_array().unwrap() {
        let text = |at: usize| pair[at].as_str().map_or_else(|| pair[at].to_string(), str::to_owned);
        if !pair[1].is_null() {
            told.observe(key, "", &text(0), of(&text(1)), None);
        }
    }
}

#[test]
fn sentences_about_measures_are_judged_as_other_hands_judged_them() {
    let (Some(told), Some(cases)) = (spoken_of(), expected("measures-claims.json")) else { return };
    let held = told.held();
    for case in cases.as_array().unwrap() {
        let (text, series) = (case["text"].as_str().unwrap(), case["series"].as_str().unwrap());
        let key = match series {
            "20-week, quiet" => "quiet",
            "20-week, shift after a new panel" => "shift",
            "refusals, astronomical month" => "refusals",
            "Devon, cumulative since September" => "suspensions",
            "permanent exclusions, small" => "excluded",
            "EES sample, line 6" => "ages",
            _ => "none",
        };
        let on = date(2025, 12, 1);
        let mut seen = seen_of(held.measures.iter().map(|one| &**one).filter(|one| one.key == key), on);
        if key == "ages" {
            seen.push(MeasureAssessment::of(held.measure("ages").unwrap(), "Age: 5 to 10", on));
        }
        let claims = claims_of(text, &seen);
        let found = claims.claims.iter().find_map(of_claim);
        assert_eq!(
            found.as_ref().map(|finding| finding.rule),
            case["finding"].as_str(),
            "{text}: {found:#?} {claims:#?}"
        );
        if key == "none" {
            assert_eq!(claims.unchecked.len(), 1, "what names no measure is told as not checked");
        } else {
            assert!(!claims.claims.is_empty() || case["finding"].is_null(), "{text} was not read");
        }
    }
}

#[test]
fn sentences_of_the_same_kinds_in_other_words_are_judged_alike() {
    let Some(told) = spoken_of() else { return };
    let held = told.held();
    let on = date(2025, 12, 1);
    let judged = |text: &str, keys: &[&str]| {
        let seen = seen_of(held.measures.iter().map(|one| &**one).filter(|one| keys.contains(&one.key.as_str())), on);
        let found = claims_of(text, &seen).claims.iter().find_map(of_claim);
        found.map(|finding| finding.rule)
    };
    for (text, key, right) in [
        ("Timeliness is getting better.", "quiet", Some("improvement-not-shown")),
        ("Timeliness worsened over the summer.", "quiet", Some("improvement-not-shown")),
        ("Timeliness did not improve.", "quiet", None),
        ("There was no improvement in timeliness.", "quiet", None),
        ("Timeliness is improving, as families tell us.", "shift", None),
        ("EHC plans issued within 20 weeks: 39.9 per cent in June 2025.", "quiet", None),
        ("EHC plans issued within 20 weeks: 41 per cent in June 2025.", "quiet", Some("value-disagrees")),
        ("Timeliness fell from 42.1% in May 2025 to 39.9% in June 2025.", "quiet", Some("two-point-claim")),
        ("Timeliness will reach 60% by the end of the year.", "quiet", Some("target-out-of-reach")),
        ("We asked the service to explain timeliness in June 2025.", "quiet", Some("noise-chased")),
        ("Suspensions in July were 20% higher than a year before.", "suspensions", Some("value-disagrees")),
        ("Suspensions in July were 13% lower than a year before.", "suspensions", Some("value-disagrees")),
        (
            "Suspensions fell from 54.05 in July 2023 to 3.7 in November 2023.",
            "suspensions",
            Some("cumulative-crossed"),
        ),
        ("4 pupils were permanently excluded in May 2024.", "excluded", Some("small-numbers")),
        ("Fewer than 5 pupils were permanently excluded.", "excluded", None),
        ("The refusals of the panel are minuted.", "refusals", None),
    ] {
        assert_eq!(judged(text, &[key]), right, "{text}");
    }
}

#[test]
fn a_state_that_goes_on_is_the_state_that_is_made_anew() {
    let Some(told) = spoken_of() else { return };
    let all = measures_of(&told.events, Until::default());
    for at in [0, 1, 7, 30, told.events.len() - 1] {
        let (before, later) = told.events.split_at(at);
        let begun = measures_of(before, Until::default());
        assert_eq!(measures_continued(&begun, later).as_ref(), Some(&all), "from {at}");
    }
}

#[test]
fn every_event_is_read_back_from_what_it_is_on_disk() {
    let Some(told) = spoken_of() else { return };
    for recorded in &told.events {
        let event = recorded.event.as_ref().unwrap();
        let text = serde_json::to_string(event).unwrap();
        assert_eq!(&serde_json::from_str::<Event>(&text).unwrap(), event, "{text}");
    }
}

#[test]
fn what_was_released_before_holds_a_new_value_back() {
    let mut told = Told::default();
    told.define(
        "e",
        MeasureDefinition {
            name: "Exclusions".to_owned(),
            resets: Some(Reset::Academic),
            ..MeasureDefinition::default()
        },
    );
    for (month, value) in [("2024-09", "6"), ("2024-10", "15"), ("2024-11", "17"), ("2024-12", "24")] {
        told.observe("e", "", month, of(value), None);
    }
    let held = told.held();
    let one = held.measure("e").unwrap();
    let hidden = hidden_of(&held, one, ReleaseAudience::Public);
    // Two in November: its running count goes, and so much as it takes that nobody can work the two out.
    assert!(hidden.cells.contains(&(String::new(), period("2024-11"))), "{hidden:?}");
    assert!(hidden.narrowest.is_some_and(|values| values >= 5), "{hidden:?}");
    let shown = as_shown(one, &hidden);
    assert_eq!(shown.value("", period("2024-11")).unwrap().said.mark, Some(ValueMark::Hidden));
    // The same, said first as 17 and put right to 19 behind a release that showed 17.
    let mut told = Told::default();
    told.define("e", MeasureDefinition { name: "Exclusions".to_owned(), ..MeasureDefinition::default() });
    let seq = told.observe("e", "", "2024-05", of("17"), None);
    let held = told.held();
    let one = held.measure("e").unwrap();
    let measures = vec![released(one, &hidden_of(&held, one, ReleaseAudience::Public))];
    told.tell(
        None,
        MeasureEvent::Released { release: 1, to: ReleaseAudience::Public, within: "May".to_owned(), measures },
    );
    told.tell(None, MeasureEvent::ValueCorrected { of: seq, said: of("19"), why: "two came late".to_owned() });
    let held = told.held();
    let hidden = hidden_of(&held, held.measure("e").unwrap(), ReleaseAudience::Public);
    assert!(hidden.cells.contains(&(String::new(), period("2024-05"))), "{hidden:?}");
}

#[test]
fn a_percentage_of_few_is_hidden_with_its_counts() {
    let mut told = Told::default();
    told.define(
        "p",
        MeasureDefinition { name: "P".to_owned(), unit: MeasureUnit::Percent, ..MeasureDefinition::default() },
    );
    told.observe("p", "", "2024-04", counts(3, 25), None);
    told.observe("p", "", "2024-05", counts(23, 25), None);
    told.observe("p", "", "2024-06", counts(12, 25), None);
    told.observe("p", "", "2024-07", ObservedValue { denominator: Some(25), ..of("12.0") }, None);
    told.observe("p", "", "2024-08", ObservedValue { denominator: Some(18_450), ..of("0.0") }, None);
    let held = told.held();
    let hidden = hidden_of(&held, held.measure("p").unwrap(), ReleaseAudience::Board);
    let months: Vec<String> = hidden.cells.iter().map(|(_, period)| period.code()).collect();
    // 3 of 25; 2 of 25 are the rest of 23; 12.0% of 25 is 3.
    assert_eq!(months, ["2024-04", "2024-05", "2024-07"]);
}

#[test]
fn rules_find_what_they_are_for_and_nothing_in_a_sound_measure() {
    let mut told = Told::default();
    let sound = MeasureDefinition {
        name: "Sound".to_owned(),
        owner: Some("person-1".into()),
        needs_no_target: true,
        unit: MeasureUnit::Percent,
        ..MeasureDefinition::default()
    };
    told.define("sound", sound.clone());
    for (at, value) in ["41", "39", "44", "40", "43"].into_iter().enumerate() {
        told.observe("sound", "", &format!("2024-0{}", at + 1), of(value), None);
    }
    let found = |told: &Told, on: Date| {
        let held = told.held();
        let seen = seen_of(held.live(), on);
        let ground = MeasureGround { held: &held, seen: &seen, on, rows: None, until: &|_| Some(None) };
        findings(&ground).into_iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    assert_eq!(found(&told, date(2024, 5, 31)), Vec::<&str>::new());
    let mut late = Told { events: told.events.clone() };
    assert_eq!(found(&late, date(2024, 8, 1)), ["period-missing", "period-missing", "measure-stale"]);
    late.observe("sound", "", "2024-06", of("0.35"), None);
    late.observe("sound", "", "2024-07", of("412"), None);
    assert_eq!(found(&late, date(2024, 7, 31)), ["percent-over-hundred", "scale-mixed", "ten-fold"]);
    let mut bare = Told::default();
    bare.define("bare", MeasureDefinition { owner: None, needs_no_target: false, ..sound });
    bare.observe("bare", "", "2024-01", of("41"), None);
    assert_eq!(found(&bare, date(2024, 1, 31)), ["measure-no-owner", "measure-no-target"]);
}

proptest! {
    #[test]
    fn no_text_stops_the_reader_of_claims(text in "[A-Za-z0-9 .,%'-]{0,200}") {
        let Some(told) = spoken_of() else { return Ok(()) };
        let held = told.held();
        let seen = seen_of(held.live(), date(2025, 12, 1));
        for claim in &claims_of(&text, &seen).claims {
            let _ = of_claim(claim);
        }
    }
}
