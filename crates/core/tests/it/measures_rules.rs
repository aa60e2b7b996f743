//! Every rule about measures: heard where one thing is wrong. **Not here.** Claims of prose and files of values, which are
//! tried where they are read.

use crate::measures_held::{Told, counts, number, of, period};
use jiff::civil::date;
use onpace_core::measures::checks::measure_rule::{MeasureGround, MeasuredRow};
use onpace_core::measures::checks::{MEASURE_RULES, findings, seen_of};
use onpace_core::measures::definition::{MeasureDefinition, MeasureOf, MeasureUnit};
use onpace_core::measures::event::MeasureEvent;
use onpace_core::measures::facts::{
    MeasureBenchmark, MeasureBreak, MeasureMilestone, ObservedValue, ReleaseAudience, ReleasedCell, ReleasedMeasure,
};
use onpace_core::plan::attached::{AttachedMeasure, MeasureTie};
use std::collections::BTreeSet;

/// What a rule is heard on: events, the day, the rows of a plan.
type Heard = (&'static str, Told, Vec<MeasuredRow>);

fn row(name: &str, is_area: bool, measures: &[&str]) -> MeasuredRow {
    let tied = |key: &&str| AttachedMeasure { measure: (*key).into(), tie: MeasureTie::Outcome };
    MeasuredRow {
        name: name.to_owned(),
        title: format!("Area {name}"),
        is_area,
        area: "A".to_owned(),
        measures: measures.iter().map(tied).collect(),
    }
}

/// A measure with values in a row of months.
fn monthly(definition: MeasureDefinition, values: &[ObservedValue]) -> Told {
    let mut told = Told::default();
    told.define("m", MeasureDefinition { name: "M".to_owned(), ..definition });
    for (month, said) in (1..).zip(values) {
        told.observe("m", "", &format!("2024-{month:02}"), said.clone(), None);
    }
    told
}

/// Cases of the rules that look at what is held.
fn heard() -> Vec<Heard> {
    let percent = || MeasureDefinition { unit: MeasureUnit::Percent, decimals: 1, ..MeasureDefinition::default() };
    let plain = MeasureDefinition::default;
    let mut broken = monthly(plain(), &[of("40"), of("41"), of("42")]);
    let at = MeasureBreak { from: period("2024-02"), why: "another system".to_owned(), comparable: false };
    broken.tell(None, MeasureEvent::BreakSet { measure: "m".into(), at });
    let baseline = Some(MeasureMilestone { period: period("2024-01"), value: number("40") });
    broken.tell(None, MeasureEvent::MilestonesSet { measure: "m".into(), baseline, milestones: Vec::new() });
    let mut moved = monthly(plain(), &["40", "41", "42", "40", "39"].map(of));
    let why = "it looked better".to_owned();
    moved.tell(None, MeasureEvent::LimitsRecalculated { measure: "m".into(), from: period("2024-03"), why });
    let mut ghosts = monthly(plain(), &[of("40"), of("41"), of("42")]);
    ghosts.tell(None, MeasureEvent::Ghosted { measure: "m".into(), period: period("2024-02"), why: "odd".to_owned() });
    let mut compared = monthly(plain(), &[of("40")]);
    let benchmark = MeasureBenchmark {
        code: "E".to_owned(),
        name: "England".to_owned(),
        geography: String::new(),
        period: period("2019"),
        said: of("58"),
    };
    compared.tell(None, MeasureEvent::BenchmarkStated { measure: "m".into(), benchmark });
    let mut areas = monthly(MeasureDefinition { geography: "local authority".to_owned(), ..plain() }, &[of("40")]);
    areas.define("w", MeasureDefinition { name: "W".to_owned(), geography: "sub-ICB".to_owned(), ..plain() });
    let activity = MeasureDefinition { of: MeasureOf::Activity, ..plain() };
    // Seventeen was seen, two more came since, and both stand in what everybody reads.
    let mut seen = monthly(plain(), &[of("17")]);
    let cells = vec![ReleasedCell { series: String::new(), period: period("2024-01"), of: 2, shown: true }];
    let measures = vec![ReleasedMeasure { measure: "m".into(), cells, narrowest: None }];
    let within = "May".to_owned();
    let to = ReleaseAudience::Public;
    seen.tell(None, MeasureEvent::Released { release: 1, to, within: within.clone(), measures });
    let correction =
        seen.tell(None, MeasureEvent::ValueCorrected { of: 2, said: of("19"), why: "two came late".to_owned() });
    let cells = vec![ReleasedCell { series: String::new(), period: period("2024-01"), of: correction, shown: true }];
    let measures = vec![ReleasedMeasure { measure: "m".into(), cells, narrowest: None }];
    seen.tell(None, MeasureEvent::Released { release: 2, to, within, measures });
    let projected = ObservedValue { source: "projected end of year".to_owned(), ..of("40") };
    vec![
        ("measure-missing", monthly(plain(), &[of("40")]), vec![row("A", true, &[])]),
        ("activity-only", monthly(activity, &[of("40")]), vec![row("A", true, &[]), row("1A", false, &["m"])]),
        ("geography-differs", areas, vec![row("A", true, &["m", "w"])]),
        ("measure-no-owner", monthly(plain(), &[of("40")]), Vec::new()),
        ("measure-no-target", monthly(plain(), &[of("40")]), Vec::new()),
        ("period-missing", monthly(plain(), &[of("40")]), Vec::new()),
        ("measure-stale", monthly(plain(), &[of("40")]), Vec::new()),
        ("percent-over-hundred", monthly(percent(), &[of("110")]), Vec::new()),
        ("numerator-over-denominator", monthly(percent(), &[counts(31, 25)]), Vec::new()),
        (
            "percent-does-not-follow",
            monthly(percent(), &[ObservedValue { printed: Some(number("46.8")), ..counts(54, 118) }]),
            Vec::new(),
        ),
        ("denominator-changed", monthly(percent(), &[counts(97, 212), counts(40, 91)]), Vec::new()),
        ("scale-mixed", monthly(percent(), &[of("31"), of("0.35"), of("36")]), Vec::new()),
        ("ten-fold", monthly(percent(), &[of("41.2"), of("412"), of("40.5")]), Vec::new()),
        ("same-value", monthly(plain(), &["498", "520", "520", "520", "520"].map(of)), Vec::new()),
        ("status-mixed", monthly(plain(), &[projected]), Vec::new()),
        ("break-crossed", broken, Vec::new()),
        ("limits-moved", moved, Vec::new()),
        ("ghosts-many", ghosts, Vec::new()),
        ("benchmark-period-differs", compared, Vec::new()),
        ("worked-out", seen, Vec::new()),
    ]
}

#[test]
fn every_rule_of_measures_is_heard() {
    let on = date(2024, 12, 31);
    let mut tried: BTreeSet<&str> = BTreeSet::new();
    for (rule, told, rows) in heard() {
        let held = told.held();
        let seen = seen_of(held.live(), on);
        let ground = MeasureGround { held: &held, seen: &seen, on, rows: Some(&rows), until: &|_| Some(None) };
        let found: Vec<&str> = findings(&ground).iter().map(|finding| finding.rule).collect();
        assert!(found.contains(&rule), "{rule} in {found:?}");
        tried.insert(rule);
    }
    // What a sentence claims is tried above; what a file says, where files are read.
    let claimed = [
        "small-numbers",
        "cumulative-crossed",
        "direction-disagrees",
        "value-disagrees",
        "target-out-of-reach",
        "improvement-not-shown",
        "two-point-claim",
        "noise-chased",
    ];
    let of_files = ["period-disagrees", "duplicate-period", "future-period", "symbol-unknown"];
    tried.extend(claimed);
    tried.extend(of_files);
    let all: BTreeSet<&str> = MEASURE_RULES.iter().map(|one| one.rule.name).collect();
    assert_eq!(tried, all);
}
