//! A plan written as CSV reads back equal in all that the medium carries, whatever its texts are.

use onpace_core::day::{self, Date, Dated, DayOrder, When};
use onpace_core::place::Place;
use onpace_core::plan::crossref::references_in;
use onpace_core::plan::officer::{OfficerRole, officers_of};
use onpace_core::plan::{Code, Plan, Row, RowKind};
use onpace_core::quantity::{Percent, WorkingDays};
use onpace_exchange::{read, write};
use proptest::prelude::*;

/// What a CSV carries of a row: not where it stood, nor how its dates were spelt.
fn carried(plan: &Plan) -> Vec<Row> {
    let bare = |dated: &Option<Dated>| {
        dated.as_ref().map(|d| Dated { when: d.when, weekday: None, text: d.when.to_string().into() })
    };
    let rows = plan.rows.iter().map(|row| Row {
        place: Place::default(),
        start: bare(&row.start),
        finish: bare(&row.finish),
        ..row.clone()
    });
    rows.collect()
}

fn read_back(plan: &Plan) -> Plan {
    let bytes = write::csv::write(plan);
    read(&bytes, "back.csv").unwrap_or_else(|refusal| panic!("{refusal}\n{}", String::from_utf8_lossy(&bytes))).plan
}

/// Texts as cells hold them: words, and all that spreadsheets, CSV and Markdown could stumble over.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[A-Za-z]{1,8}",
        1 => prop::sample::select(vec![
            "=1+1", "+44", "-", "@SUM(A1)", "'", "''=", "\"", "\"\"", ",", ";", "\t", "|", "|---|---|", "\\", "<b>", "**",
            "{{x}}", "\u{ff1d}1", "caf\u{e9}", "\u{1f600}", "\u{202e}", "Focus Area 3 - x", "Priority 2", "action", "Title",
            "FA7", "1A", "2.", "13/04/22", "%", "#REF!", "cross ref to 16E", "\u{feff}", "\r\n", "\n"
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.join(" ").replace('\0', ""))
}

/// A text as a reader leaves it: blanks at its ends go.
fn cell() -> impl Strategy<Value = Option<String>> {
    prop::option::of(text().prop_map(|text| text.trim().to_owned())).prop_map(|text| text.filter(|t| !t.is_empty()))
}

fn title() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn dated() -> impl Strategy<Value = Option<Dated>> {
    let day = (1980i16..2080, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| When::day(Date::new(y, m, d).unwrap()));
    let month = (1980i16..2080, 1i8..=12).prop_map(|(y, m)| When::month(y, m).unwrap());
    let when = prop_oneof![3 => day, 1 => month];
    prop::option::of(when.prop_map(|when| Dated { when, weekday: None, text: when.to_string().into() }))
}

fn row() -> impl Strategy<Value = Row> {
    let names = || prop::option::of("[A-Z]{2,3}(/[A-Z][a-z]{1,4}){0,3}");
    let amounts = (prop::option::of(0i32..999_999), prop::option::of(0i64..=1000), any::<bool>());
    let texts = (title(), cell(), cell());
    (texts, (names(), names(), names()), (dated(), dated()), amounts).prop_map(
        |((title, status, notes), (unstated, lead, accountable), (start, finish), (days, tenths, milestone))| {
            let mut row = Row::new(RowKind::Action, Code::default(), &title, Place::default());
            for (cell, role) in
                [(unstated, OfficerRole::Unstated), (lead, OfficerRole::Lead), (accountable, OfficerRole::Accountable)]
            {
                row.officers.extend(cell.iter().flat_map(|cell| officers_of(cell, role)));
            }
            row.status = status.map(Into::into);
            row.notes = notes.map(Into::into);
            (row.start, row.finish) = (start, finish);
            row.duration = days.map(WorkingDays);
            row.percent = tenths.map(Percent::tenths);
            row.milestone = milestone;
            row.references = references_in(&row.title);
            row
        },
    )
}

/// A plan with codes as plans have them: areas 1, 2 …; actions 1A, 1B …; every third one below another.
fn plan() -> impl Strategy<Value = Plan> {
    let areas = prop::collection::vec((row(), prop::collection::vec(row(), 0..6)), 1..5);
    (areas, prop::sample::select(vec!["Focus Area", "Priority", "Pillar", "Workstream"])).prop_map(|(areas, level)| {
        let mut plan = Plan { level_name: level.to_owned(), ..Plan::default() };
        for (number, (area, actions)) in (1..).zip(areas) {
            let kind = RowKind::FocusArea;
            plan.rows.push(Row { kind, code: Code::new(&number.to_string()), outline_level: 1, ..area });
            for (letter, action) in ('A'..).zip(actions) {
                let code = if letter == 'C' { format!("{number}A.1") } else { format!("{number}{letter}") };
                plan.rows.push(Row { code: Code::new(&code), ..action });
            }
        }
        plan.settle_outline();
        plan
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_written_as_csv_reads_back_equal(plan in plan()) {
        let back = read_back(&plan);
        prop_assert_eq!(carried(&back), carried(&plan));
        prop_assert_eq!(&back.level_name, &plan.level_name);
        prop_assert_eq!(back.source.format, "csv");
    }

    #[test]
    fn writing_what_was_read_gives_the_same_bytes(plan in plan()) {
        let bytes = write::csv::write(&plan);
        prop_assert_eq!(write::csv::write(&read_back(&plan)), bytes);
    }

    /// No cell of the file begins as a formula would, and no text is lost by that.
    #[test]
    fn no_cell_is_a_formula(plan in plan()) {
        let bytes = write::csv::write(&plan);
        for record in csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice()).records() {
            for cell in &record.unwrap() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}']), "{cell:?}");
            }
        }
    }

    #[test]
    fn json_holds_every_row_as_it_is(plan in plan()) {
        let json: serde_json::Value = serde_json::from_slice(&write::json::write(&plan)).unwrap();
        let areas = json["focus_areas"].as_array().unwrap();
        let actions = json["actions"].as_array().unwrap();
        prop_assert_eq!(areas.len() + actions.len(), plan.rows.len());
        for (row, written) in plan.rows.iter().filter(|row| row.kind == RowKind::Action).zip(actions) {
            let date = |dated: &Option<Dated>| dated.as_ref().map(|d| d.when.to_string());
            prop_assert_eq!(written["code"].as_str(), Some(row.code.as_str()));
            prop_assert_eq!(written["title"].as_str(), Some(&*row.title));
            prop_assert_eq!(written["status"].as_str(), None);
            prop_assert_eq!(written["reported_status"].as_str(), row.status.as_deref());
            prop_assert_eq!(written["notes"].as_str(), row.notes.as_deref());
            prop_assert_eq!(written["start"].as_str().map(str::to_owned), date(&row.start));
            prop_assert_eq!(written["finish"].as_str().map(str::to_owned), date(&row.finish));
            prop_assert_eq!(written["duration_days"].as_i64(), row.duration.map(|d| i64::from(d.0)));
            prop_assert_eq!(written["milestone"].as_bool(), Some(row.milestone));
            let percent = row.percent.map(Percent::to_one_decimal);
            prop_assert_eq!(written["percent_complete"].as_f64(), percent);
            prop_assert_eq!(written["outline_level"].as_u64(), Some(u64::from(row.outline_level)));
            let code_of = |at: Option<usize>| at.map(|at| plan.rows[at].code.to_string());
            prop_assert_eq!(written["parent"].as_str().map(str::to_owned), code_of(row.parent));
            prop_assert_eq!(written["focus_area"].as_str().map(str::to_owned), code_of(row.focus_area));
        }
    }
}

#[test]
fn texts_that_look_like_formulas_come_back_as_they_were() {
    for hostile in [
        "=1+1",
        "+44 1803 207974",
        "-",
        "-5 places",
        "@SUM(A1:A9)",
        "'=already quoted",
        "''=twice",
        "'tell it once' approach",
        "\u{ff1d}1+1",
        "\u{ff0b}1",
        "=cmd|'/c calc'!A1",
        "=HYPERLINK(\"https://x.org\",\"click\")",
    ] {
        let mut plan = Plan { level_name: "Focus Area".to_owned(), ..Plan::default() };
        let mut row = Row::new(RowKind::Action, Code::new("1A"), hostile, Place::default());
        row.notes = Some(hostile.into());
        row.status = Some(hostile.into());
        row.references = references_in(hostile);
        plan.rows.push(row);
        plan.settle_outline();
        assert_eq!(carried(&read_back(&plan)), carried(&plan), "{hostile}");
    }
}

#[test]
fn references_of_a_column_of_their_own_are_kept_once_each() {
    let text = "Ref,Action,Lead,See also\n1A,Write (cross ref to 16E and 9A),RS,\"9A, 14G; 16E 14G\"\n";
    let plan = read(text.as_bytes(), "plan.csv").unwrap().plan;
    let codes = |plan: &Plan| plan.rows[0].references.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(codes(&plan), ["16E", "9A", "14G"]);
    assert_eq!(codes(&read_back(&plan)), ["16E", "9A", "14G"]);
}

#[test]
fn dates_of_every_precision_read_back_as_they_are_written() {
    for text in ["2022-04-13", "2022-04", "1980-01-01", "2079-12"] {
        assert_eq!(day::parse(text, DayOrder::Unsure).unwrap().when.to_string(), text);
    }
}
