//! A plan that is written reads back equal in all that the medium carries, whatever its texts are.
//!
//! | medium | what it does not carry |
//! |---|---|
//! | CSV | where a row stood, how its dates were spelt, its name in the ledger |
//! | XLSX | the same but for the name; letters that XML forbids; the difference between line ends |
//! | XML | as XLSX; who is of no stated role beside being a lead; blanks within a name; texts of fields beyond 255 letters |
//!
//! Each carries what rows wait for. None carries the prose around the table. JSON is not read back; it holds every row as it is.

use onpace_core::day::{self, Date, Dated, DayOrder, When};
use onpace_core::intake::keys;
use onpace_core::place::Place;
use onpace_core::plan::crossref::references_in;
use onpace_core::plan::officer::{OfficerRole, officers_of};
use onpace_core::plan::{Code, LinkKind, Plan, Row, RowKind, RowLink};
use onpace_core::quantity::{Percent, WorkingDays};
use onpace_exchange::{read, write};
use proptest::prelude::*;

/// What every medium carries of a row: not where it stood, nor how its dates were spelt.
fn carried(plan: &Plan) -> Vec<Row> {
    let bare = |dated: &Option<Dated>| {
        dated.as_ref().map(|d| Dated { when: d.when, weekday: None, text: d.when.to_string().into() })
    };
    let rows = plan.rows.iter().map(|row| Row {
        place: Place::default(),
        key: None,
        start: bare(&row.start),
        finish: bare(&row.finish),
        // Read from the words, which are carried.
        lifecycle: None,
        ..row.clone()
    });
    rows.collect()
}

/// What a medium of XML carries of that: texts with one kind of line end, without forbidden letters; and
/// the name in the ledger, which every row gets.
fn carried_in_xml(plan: &Plan) -> Vec<Row> {
    let clean = |text: &str| {
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        let allowed =
            |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
        lines.chars().filter(allowed).collect::<String>().trim().to_owned()
    };
    let text = |text: &Option<Box<str>>| text.as_deref().map(clean).filter(|text| !text.is_empty()).map(Into::into);
    let rows = carried(plan).into_iter().zip(keys(plan)).map(|(row, key)| Row {
        key: Some(key),
        title: clean(&row.title).split_whitespace().collect::<Vec<_>>().join(" ").into(),
        status: text(&row.status),
        notes: text(&row.notes),
        ..row
    });
    rows.collect()
}

/// What Project's XML carries of that: an officer stands beside a row once, as what is stated of them.
fn carried_by_project(plan: &Plan) -> Vec<Row> {
    let rows = carried_in_xml(plan).into_iter().map(|mut row| {
        let stated: Vec<_> = row.officers.iter().filter(|o| o.role != OfficerRole::Unstated).cloned().collect();
        row.officers.retain(|o| o.role != OfficerRole::Unstated || !stated.iter().any(|one| one.name == o.name));
        row
    });
    rows.collect()
}

/// The rows that a medium carries.
type Carried = fn(&Plan) -> Vec<Row>;

/// Every writer whose files are read back, by its ending, with the format that they are read as.
const MEDIA: [(&str, &str, Carried); 3] =
    [("csv", "csv", carried), ("xlsx", "xlsx", carried_in_xml), ("xml", "mspdi", carried_by_project)];

fn written(plan: &Plan, ending: &str) -> Vec<u8> {
    write::writer_for(ending).unwrap().write(plan).unwrap_or_else(|problem| panic!("{ending}: {problem}"))
}

fn read_from(plan: &Plan, ending: &str) -> Plan {
    let bytes = written(plan, ending);
    read(&bytes, "back").unwrap_or_else(|refusal| panic!("{refusal}\n{}", String::from_utf8_lossy(&bytes))).plan
}

fn read_back(plan: &Plan) -> Plan {
    read_from(plan, "csv")
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
    let amounts =
        (prop::option::of(0i32..999_999), prop::option::of(0i64..=1000), any::<bool>(), prop::bool::weighted(0.1));
    let texts = (title(), cell(), cell());
    (texts, (names(), names(), names()), (dated(), dated()), amounts).prop_map(
        |(
            (title, status, notes),
            (unstated, lead, accountable),
            (start, finish),
            (days, tenths, milestone, summary),
        )| {
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
            (row.milestone, row.summary) = (milestone, summary);
            row.references = references_in(&row.title);
            row
        },
    )
}

/// Which rows wait for which, how, and with how many working days between.
fn waits() -> impl Strategy<Value = Vec<(usize, usize, LinkKind, i32)>> {
    use LinkKind::{FinishToFinish, FinishToStart, StartToFinish, StartToStart};
    let kind = prop::sample::select(vec![FinishToStart, StartToStart, FinishToFinish, StartToFinish]);
    prop::collection::vec((0usize..40, 0usize..40, kind, prop_oneof![3 => Just(0), 1 => -9i32..99]), 0..8)
}

/// A plan with codes as plans have them: areas 1, 2 …; actions 1A, 1B …; every third one below another.
fn plan() -> impl Strategy<Value = Plan> {
    let areas = prop::collection::vec((row(), prop::collection::vec(row(), 0..6)), 1..5);
    let level = prop::sample::select(vec!["Focus Area", "Priority", "Pillar", "Workstream"]);
    (areas, level, waits()).prop_map(|(areas, level, waits)| {
        let mut plan = Plan { level_name: level.to_owned(), ..Plan::default() };
        for (number, (area, actions)) in (1..).zip(areas) {
            let kind = RowKind::FocusArea;
            plan.rows.push(Row { kind, code: Code::new(&number.to_string()), outline_level: 1, ..area });
            for (letter, action) in ('A'..).zip(actions) {
                let code = if letter == 'C' { format!("{number}A.1") } else { format!("{number}{letter}") };
                plan.rows.push(Row { code: Code::new(&code), ..action });
            }
        }
        let count = plan.rows.len();
        for (row, on, kind, lag) in waits.into_iter().map(|(row, on, kind, lag)| (row % count, on % count, kind, lag)) {
            let links = &mut plan.rows[row].links;
            if row != on && !links.iter().any(|link| link.on == on) {
                links.push(RowLink { on, kind, lag });
            }
        }
        plan.settle_outline();
        plan
    })
}

/// The same plan with its rows in another order.
fn shuffled(plan: &Plan, seed: u64) -> Plan {
    let mut order: Vec<usize> = (0..plan.rows.len()).collect();
    order.sort_by_key(|at| (*at as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
    let place: Vec<usize> = (0..order.len()).map(|at| order.iter().position(|old| *old == at).unwrap()).collect();
    let moved = |at: Option<usize>| at.map(|at| place[at]);
    let row = |old: &usize| {
        let row = plan.rows[*old].clone();
        let links = row.links.iter().map(|link| RowLink { on: place[link.on], ..*link }).collect();
        Row { parent: moved(row.parent), focus_area: moved(row.focus_area), links, ..row }
    };
    Plan { rows: order.iter().map(row).collect(), ..plan.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_that_is_written_reads_back_equal(plan in plan()) {
        for (ending, format, carried) in MEDIA {
            let back = read_from(&plan, ending);
            prop_assert_eq!(carried(&back), carried(&plan), "{}", ending);
            prop_assert_eq!(&back.level_name, &plan.level_name);
            prop_assert_eq!(&*back.source.format, format);
        }
    }

    #[test]
    fn writing_what_was_read_gives_the_same_bytes(plan in plan()) {
        for (ending, ..) in MEDIA {
            // What was read once has lost what the medium does not carry; from then on nothing is lost.
            let plan = read_from(&plan, ending);
            let bytes = written(&plan, ending);
            prop_assert_eq!(written(&read_from(&plan, ending), ending), bytes, "{}", ending);
        }
    }

    /// Rows in any order are the same rows, and hang from the same ones.
    #[test]
    fn a_table_that_was_sorted_says_the_same(plan in plan(), seed in any::<u64>()) {
        let by_key = |plan: &Plan| {
            let name = |at: Option<usize>| at.map(|at| plan.rows[at].key.clone());
            let mut rows: Vec<_> = carried_in_xml(plan).into_iter().zip(&plan.rows).map(|(row, own)| {
                let (parent, area) = (name(row.parent), name(row.focus_area));
                let waits: Vec<_> = row.links.iter().map(|link| (name(Some(link.on)), link.kind, link.lag)).collect();
                let row = Row { parent: None, focus_area: None, links: Vec::new(), key: own.key.clone(), ..row };
                (row.key.clone(), parent, area, waits, row)
            }).collect();
            rows.sort_by(|a, b| a.0.cmp(&b.0));
            rows
        };
        let kept = read_from(&plan, "xlsx");
        let sorted = shuffled(&kept, seed);
        prop_assert_eq!(by_key(&read_from(&sorted, "xlsx")), by_key(&kept));
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
        for (ending, _, carried) in MEDIA {
            assert_eq!(carried(&read_from(&plan, ending)), carried(&plan), "{hostile} in {ending}");
        }
    }
}

#[test]
fn rows_without_a_code_of_their_own_are_waited_for_by_number_or_name() {
    let row = |code: &str, title: &str| Row::new(RowKind::Action, Code::new(code), title, Place::default());
    let mut plan = Plan { level_name: "Focus Area".to_owned(), ..Plan::default() };
    plan.rows = vec![row("", "Write it"), row("1FS", "Check it"), row("", "Print it")];
    let link = |on| RowLink { on, kind: LinkKind::FinishToStart, lag: 0 };
    plan.rows[1].links = vec![link(0)];
    plan.rows[2].links = vec![link(1), RowLink { lag: 1, ..link(0) }];
    plan.settle_outline();
    let text = String::from_utf8(written(&plan, "csv")).unwrap();
    assert!(text.contains("\"1FS, #2FS+1 day\""), "{text}");
    for (ending, ..) in MEDIA {
        let back = read_from(&plan, ending);
        let links = |plan: &Plan| plan.rows.iter().map(|row| row.links.clone()).collect::<Vec<_>>();
        assert_eq!(links(&back), links(&plan), "{ending}");
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
