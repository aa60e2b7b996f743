//! Small numbers: what may be shown of tables made by other hands, and that no small count of any table can be worked out.

use crate::measures::{expected, expected_text};
use onpace_core::disclosure::bounds::known_of;
use onpace_core::disclosure::cells::{CellProblem, CellTable, SumLine};
use onpace_core::disclosure::choose::{ShownCells, SmallNumbers, shown};
use onpace_core::disclosure::rate::counts_of;
use onpace_core::measures::value::MeasureValue;
use proptest::prelude::*;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// The cells of a table, in its own order.
#[derive(serde::Deserialize)]
struct Cells {
    #[serde(default)]
    cells: InOrder,
}

#[derive(Default)]
struct InOrder(Vec<String>);

impl<'de> Deserialize<'de> for InOrder {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = InOrder;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("cells with their counts")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<InOrder, M::Error> {
                let mut names = Vec::new();
                while let Some((name, _)) = map.next_entry::<String, Value>()? {
                    names.push(name);
                }
                Ok(InOrder(names))
            }
        }
        from.deserialize_map(Keys)
    }
}

/// A table with the names of its cells.
fn table_of(case: &Value, names: Vec<String>) -> (Vec<String>, CellTable) {
    let cells = case["cells"].as_object().unwrap();
    let place = |name: &Value| names.iter().position(|one| one == name.as_str().unwrap()).unwrap();
    let line = |line: &Value| SumLine {
        parts: line[0].as_array().unwrap().iter().map(place).collect(),
        total: place(&line[1]),
    };
    let table = CellTable {
        counts: names.iter().map(|name| cells[name].as_u64().unwrap()).collect(),
        lines: case["lines"].as_array().unwrap().iter().map(line).collect(),
        published: case.get("published_before").and_then(Value::as_array).into_iter().flatten().map(place).collect(),
    };
    (names, table)
}

#[test]
fn what_is_shown_is_what_other_hands_show() {
    let Some((cases, text)) = expected("measures-suppression.json").zip(expected_text("measures-suppression.json"))
    else {
        return;
    };
    let all: std::collections::BTreeMap<String, Cells> = serde_json::from_str(&text).unwrap();
    let names_of = |name: &str| -> Vec<String> { all[name].cells.0.clone() };
    let mut looked_at = 0;
    for (name, case) in cases.as_object().unwrap() {
        if let (Some(whole), Some(fit)) = (case.get("denominator"), case.get("numerators_that_fit")) {
            let percent = MeasureValue::parse(&case["percent"].to_string()).unwrap();
            let (least, most) = counts_of(percent, whole.as_u64().unwrap()).unwrap();
            let counts: Vec<u64> = fit.as_array().unwrap().iter().map(|count| count.as_u64().unwrap()).collect();
            assert_eq!([counts.first(), counts.last()], [Some(&least), Some(&most)], "{name}");
            continue;
        }
        if case.get("cells").is_none() {
            continue;
        }
        let (names, table) = table_of(case, names_of(name));
        let ShownCells { primary, secondary, known, is_withheld } = shown(&table, SmallNumbers::DFE).unwrap();
        let called = |cells: &[usize]| cells.iter().map(|cell| names[*cell].clone()).collect::<Vec<_>>();
        assert!(!is_withheld, "{name}");
        assert_eq!(serde_json::json!(called(&primary)), case["primary"], "{name}");
        let mut right: Vec<&str> = case["secondary"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let mut found = called(&secondary);
        right.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, right, "{name}");
        for (cell, known) in primary.iter().zip(known) {
            let most = known.most.map_or(Value::from("no limit"), Value::from);
            assert_eq!(serde_json::json!([known.least, most]), case["an_attacker_knows"][&names[*cell]], "{name}");
        }
        looked_at += 1;
    }
    assert!(looked_at >= 8, "{looked_at} tables");
}

/// A table of two ways with its margins.
fn two_ways(rows: usize, columns: usize, counts: &[u64]) -> CellTable {
    let width = columns + 1;
    let mut table = CellTable { counts: vec![0; (rows + 1) * width], ..CellTable::default() };
    for row in 0..rows {
        for column in 0..columns {
            let count = counts[(row * columns + column) % counts.len()];
            for cell in [row * width + column, row * width + columns, rows * width + column, rows * width + columns] {
                table.counts[cell] += count;
            }
        }
    }
    let across = (0..=rows).map(|row| SumLine {
        parts: (0..columns).map(|column| row * width + column).collect(),
        total: row * width + columns,
    });
    let down = (0..=columns).map(|column| SumLine {
        parts: (0..rows).map(|row| row * width + column).collect(),
        total: rows * width + column,
    });
    table.lines = across.chain(down).collect();
    table
}

#[test]
fn tables_that_cannot_be_looked_at_are_refused() {
    let line = |parts: &[usize], total| SumLine { parts: parts.to_vec(), total };
    let table =
        |counts: &[u64], lines: Vec<SumLine>| CellTable { counts: counts.to_vec(), lines, published: Vec::new() };
    let problem = |table: &CellTable| shown(table, SmallNumbers::DFE).unwrap_err();
    assert_eq!(problem(&table(&[1, 2], vec![line(&[0, 7], 1)])), CellProblem::NoSuchCell { cell: 7 });
    assert_eq!(problem(&table(&[1, 2, 4], vec![line(&[0, 1], 2)])), CellProblem::DoesNotAdd { line: 0, made: 3 });
    assert_eq!(problem(&table(&[1; 401], Vec::new())), CellProblem::TooMany { cells: 401 });
    assert_eq!(problem(&table(&[u64::MAX, 2], Vec::new())), CellProblem::TooMany { cells: 2 });
    let published = CellTable { published: vec![0], ..table(&[3, 9, 12], vec![line(&[0, 1], 2)]) };
    assert_eq!(problem(&published), CellProblem::WasPublished { cell: 0 });
    // All else was published: nothing keeps the small one.
    let cornered = CellTable { published: vec![1, 2], ..published };
    assert!(shown(&CellTable { published: vec![1, 2], ..cornered }, SmallNumbers::DFE).unwrap().is_withheld);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn nobody_can_work_out_a_small_count(rows in 1_usize..5, columns in 1_usize..5, counts in prop::collection::vec(prop_oneof![0_u64..7, 0_u64..60], 16)) {
        let table = two_ways(rows, columns, &counts);
        let found = shown(&table, SmallNumbers::DFE).unwrap();
        let hidden: Vec<bool> = (0..table.counts.len()).map(|cell| found.hides(cell)).collect();
        for (cell, known) in found.primary.iter().zip(known_of(&table, &hidden, &found.primary)) {
            // What is so is among what a reader may take it to be.
            prop_assert!(known.least <= table.counts[*cell] && known.most.is_none_or(|most| table.counts[*cell] <= most));
            prop_assert!(found.is_withheld || known.values().is_none_or(|values| values >= 5), "{known:?}");
        }
        for (cell, count) in table.counts.iter().enumerate() {
            prop_assert!(found.hides(cell) || *count == 0 || *count >= 5);
        }
    }
}
