//! Verbs of measures, with who may. **Not here.** Asking everybody for them ([`super`]).

use super::{HOUSE, MEASURE, PLAN, SIGN, VALUE, Verb};
use onpace_core::measures::command::MeasureCommand;
use onpace_core::measures::definition::MeasureDefinition;
use onpace_core::measures::facts::ReleaseAudience;
use onpace_office::measures::comparing::OtherArea;
use onpace_office::measures::defining::DefinitionTyped;
use onpace_office::measures::giving::TypedValue;
use onpace_office::measures::importing::ImportWish;

pub(super) const OF_MEASURES: &[Verb] = &[
    ("define_measure", MEASURE, |w, s| {
        let definition = MeasureDefinition { name: "Plans".to_owned(), ..MeasureDefinition::default() };
        w.desk().define_measure(PLAN, s, on(), "plans", definition).map(drop)
    }),
    ("revise_measure", MEASURE, |w, s| {
        let typed = DefinitionTyped { why: Some("It matters".to_owned()), ..DefinitionTyped::default() };
        w.desk().revise_measure(PLAN, s, on(), "own", &typed, None).map(drop)
    }),
    ("state_benchmark", MEASURE, |w, s| {
        let area = OtherArea { code: "E92000001".to_owned(), name: "England".to_owned(), ..OtherArea::default() };
        let (measure, period, value) = ("own".to_owned(), "2021/22".to_owned(), "9".to_owned());
        let typed = TypedValue { measure, period, value, ..TypedValue::default() };
        w.desk().state_benchmark(PLAN, s, on(), area, &typed).map(drop)
    }),
    ("take_definitions", MEASURE, |w, s| {
        let pack = [("fresh".into(), MeasureDefinition { name: "Fresh".to_owned(), ..MeasureDefinition::default() })];
        w.desk().take_definitions(PLAN, s, on(), &pack, &[]).map(drop)
    }),
    ("take_starters", MEASURE, |w, s| w.desk().take_starters(PLAN, s, on(), &["requests".to_owned()]).map(drop)),
    ("do_measures", MEASURE, |w, s| {
        w.desk().do_measures(PLAN, s, on(), &MeasureCommand::Retire { measure: "own".into() }).map(drop)
    }),
    ("do_all_measures", MEASURE, |w, s| {
        let retire = MeasureCommand::Retire { measure: "own".into() };
        w.desk().do_all_measures(PLAN, s, on(), &[retire]).map(drop)
    }),
    ("give", VALUE, |w, s| w.desk().give(PLAN, s, on(), &[typed("own")]).map(drop)),
    ("take_measure_import", VALUE, |w, s| {
        let file = w.desk().measure_import(b"period,value\n2022-03,7\n", "own.csv", &ImportWish::default())?;
        w.desk().take_measure_import(PLAN, s, on(), &file, false).map(drop)
    }),
    ("take_back_import", VALUE, |w, s| w.desk().take_back_import(PLAN, s, on(), 2, "a trial").map(drop)),
    ("release_measures", SIGN, |w, s| {
        w.desk().release_measures(PLAN, s, on(), (ReleaseAudience::Board, "a trial"), &[]).map(drop)
    }),
    ("erase_measure_event", HOUSE, |w, s| w.desk().erase_measure_event(1_000, s).map(drop)),
];

pub(super) fn on() -> onpace_core::day::Date {
    "2022-06-13".parse().unwrap()
}

/// A value of a measure.
pub(super) fn typed(measure: &str) -> TypedValue {
    let text = |text: &str| text.to_owned();
    TypedValue { measure: text(measure), period: text("2022-02"), value: text("6"), ..TypedValue::default() }
}
