//! Tables of counts with their sums, as JSON: `{"threshold": 5, "cells": {name: count}, "lines": [[[parts], total]],
//! "published_before": [names]}`, or a percentage `{"denominator": 25, "percent": 12.0}`; several under a name each. What may
//! be shown of them is written in the same form. **Not here.** Which cells are hidden (`onpace_core::disclosure`).

use onpace_core::disclosure::cells::{CellProblem, CellTable, SumLine};
use onpace_core::disclosure::choose::{SmallNumbers, shown};
use onpace_core::disclosure::rate::counts_of;
use onpace_core::measures::value::MeasureValue;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::Value;
use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;

/// The mark of a hidden cell, whatever it is hidden for.
pub const HIDDEN: &str = "c";
/// What is read.
pub const ACCEPTED: &str = "JSON such as {\"threshold\": 5, \"cells\": {\"A\": 41, \"B\": 3, \"All\": 44}, \"lines\": [[[\"A\", \"B\"], \"All\"]]}";
/// Tables of one file.
const MOST_TABLES: usize = 200;
/// No threshold is larger.
const LARGEST_THRESHOLD: u64 = 100;

/// An object's entries in the order in which they stand.
#[derive(Clone, Debug)]
struct InOrder<T>(Vec<(String, T)>);

impl<T: Serialize> Serialize for InOrder<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<T> Default for InOrder<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for InOrder<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = InOrder<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<InOrder<T>, M::Error> {
                let mut entries: Vec<(String, T)> = Vec::new();
                let mut names = std::collections::HashSet::new();
                while let Some((name, value)) = map.next_entry::<String, T>()? {
                    if !names.insert(name.clone()) {
                        return Err(de::Error::custom(format!("\u{201c}{name}\u{201d} stands twice")));
                    }
                    entries.push((name, value));
                }
                Ok(InOrder(entries))
            }
        }
        from.deserialize_map(Entries(PhantomData))
    }
}

/// One table or one percentage, as it stands in a file.
#[derive(serde::Deserialize)]
struct Written {
    threshold: Option<u64>,
    cells: Option<InOrder<u64>>,
    #[serde(default)]
    lines: Vec<(Vec<String>, String)>,
    #[serde(default)]
    published_before: Vec<String>,
    denominator: Option<u64>,
    percent: Option<serde_json::Number>,
}

/// What may be shown of one table.
#[derive(Clone, Debug, serde::Serialize)]
struct ShownTable {
    threshold: u64,
    published: InOrder<Value>,
    primary: Vec<String>,
    secondary: Vec<String>,
    an_attacker_knows: InOrder<(u64, Value)>,
    withheld: bool,
}

/// Which counts a percentage allows.
#[derive(Clone, Debug, serde::Serialize)]
struct ShownRate {
    denominator: u64,
    percent: String,
    numerators_that_fit: Vec<u64>,
}

/// One of the two.
#[derive(Clone, Debug, serde::Serialize)]
#[serde(untagged)]
enum ShownEntry {
    Table(ShownTable),
    Rate(ShownRate),
}

/// What may be shown of the tables of a file.
#[derive(Clone, Debug, Default)]
pub struct Suppressed {
    /// The same tables, as JSON in the form in which they came.
    pub json: String,
    /// How many tables there are.
    pub tables: usize,
    /// Cells that are hidden because they are small.
    pub small: usize,
    /// Cells that are hidden so that nobody can work those out.
    pub others: usize,
    /// Tables of which nothing may be shown.
    pub withheld: usize,
    /// The fewest values that anybody can take a small cell to have; none where nothing is hidden, or nothing ends.
    pub narrowest: Option<u64>,
}

/// Reads tables of counts, and says what may be shown of them.
///
/// # Errors
/// What was found where that is no such file: a sum that does not hold or names a cell that is not there, more than can be
/// proved.
pub fn suppress(bytes: &[u8]) -> Result<Suppressed, String> {
    let entries: InOrder<Value> = serde_json::from_slice(bytes).map_err(|e| e.to_string())?;
    let is_one = entries.0.iter().any(|(name, _)| matches!(name.as_str(), "cells" | "denominator"));
    let mut made = Suppressed::default();
    if is_one {
        let written: Written = serde_json::from_slice(bytes).map_err(|e| e.to_string())?;
        let one = made.take(&written)?;
        made.json = serde_json::to_string_pretty(&one).map_err(|e| e.to_string())?;
        return Ok(made);
    }
    let tables: InOrder<Written> = serde_json::from_slice(bytes).map_err(|e| e.to_string())?;
    if tables.0.len() > MOST_TABLES {
        return Err(format!("{} tables, where at most {MOST_TABLES} are looked at", tables.0.len()));
    }
    let mut all = InOrder(Vec::new());
    for (name, written) in &tables.0 {
        let one = made.take(written).map_err(|found| format!("in \u{201c}{name}\u{201d}, {found}"))?;
        all.0.extend(one.map(|one| (name.clone(), one)));
    }
    if all.0.is_empty() {
        return Err("no table of cells".to_owned());
    }
    made.json = serde_json::to_string_pretty(&all).map_err(|e| e.to_string())?;
    Ok(made)
}

impl Suppressed {
    /// Takes one table; nothing where it is neither a table nor a percentage.
    fn take(&mut self, written: &Written) -> Result<Option<ShownEntry>, String> {
        if let Some(cells) = &written.cells {
            return self.table(written, cells).map(|table| Some(ShownEntry::Table(table)));
        }
        let Some((whole, percent)) = written.denominator.zip(written.percent.as_ref()) else { return Ok(None) };
        let percent = MeasureValue::parse(&percent.to_string()).ok_or_else(|| format!("{percent} is no percentage"))?;
        let (least, most) = counts_of(percent, whole).ok_or_else(|| format!("no count of {whole} is {percent}%"))?;
        let numerators_that_fit = if least == most { vec![least] } else { vec![least, most] };
        Ok(Some(ShownEntry::Rate(ShownRate { denominator: whole, percent: percent.to_string(), numerators_that_fit })))
    }

    fn table(&mut self, written: &Written, cells: &InOrder<u64>) -> Result<ShownTable, String> {
        let small = small_of(written.threshold)?;
        let names: Vec<&str> = cells.0.iter().map(|(name, _)| name.as_str()).collect();
        let table = table_of(written, cells)?;
        let found = shown(&table, small).map_err(|problem| said(&problem, &names))?;
        let called = |cells: &[usize]| cells.iter().filter_map(|at| names.get(*at)).map(ToString::to_string).collect();
        let published = cells.0.iter().enumerate().map(|(at, (name, count))| {
            (name.clone(), if found.hides(at) { Value::from(HIDDEN) } else { Value::from(*count) })
        });
        let knows = found.primary.iter().zip(&found.known).filter_map(|(at, known)| {
            let most = known.most.map_or(Value::from("no limit"), Value::from);
            names.get(*at).map(|name| ((*name).to_owned(), (known.least, most)))
        });
        self.tables += 1;
        self.small += found.primary.len();
        self.others += found.secondary.len();
        self.withheld += usize::from(found.is_withheld);
        let widths = found.known.iter().filter_map(|known| known.values()).filter(|_| !found.is_withheld);
        self.narrowest = self.narrowest.into_iter().chain(widths).min();
        Ok(ShownTable {
            threshold: small.threshold,
            published: InOrder(published.collect()),
            primary: called(&found.primary),
            secondary: called(&found.secondary),
            an_attacker_knows: InOrder(knows.collect()),
            withheld: found.is_withheld,
        })
    }
}

fn small_of(threshold: Option<u64>) -> Result<SmallNumbers, String> {
    let threshold = threshold.unwrap_or(SmallNumbers::DFE.threshold);
    if !(2..=LARGEST_THRESHOLD).contains(&threshold) {
        return Err(format!("the threshold is {threshold}; it is from 2 to {LARGEST_THRESHOLD}"));
    }
    Ok(SmallNumbers { threshold, ..SmallNumbers::DFE })
}

fn table_of(written: &Written, cells: &InOrder<u64>) -> Result<CellTable, String> {
    let places: HashMap<&str, usize> = cells.0.iter().enumerate().map(|(at, (name, _))| (name.as_str(), at)).collect();
    let place = |name: &String, within: &str| {
        let found = places.get(name.as_str()).copied();
        found.ok_or_else(|| format!("{within} names \u{201c}{name}\u{201d}, which is no cell"))
    };
    let mut table = CellTable { counts: cells.0.iter().map(|(_, count)| *count).collect(), ..CellTable::default() };
    for (nth, (parts, total)) in written.lines.iter().enumerate() {
        let within = format!("line {}", nth + 1);
        let parts = parts.iter().map(|part| place(part, &within)).collect::<Result<Vec<usize>, String>>()?;
        table.lines.push(SumLine { parts, total: place(total, &within)? });
    }
    for name in &written.published_before {
        table.published.push(place(name, "published_before")?);
    }
    Ok(table)
}

/// What is wrong with a table, in words.
fn said(problem: &CellProblem, names: &[&str]) -> String {
    let name = |cell: &usize| names.get(*cell).copied().unwrap_or_default();
    match problem {
        CellProblem::TooMany { cells } => format!(
            "{cells} cells or their sums are more than can be proved; at most {} cells, each at most 1,000,000,000",
            onpace_core::disclosure::cells::MOST_CELLS
        ),
        CellProblem::NoSuchCell { cell } => format!("cell {cell} is named and is not there"),
        CellProblem::DoesNotAdd { line, made } => {
            format!("the parts of line {} make {made}, which is not its total", line + 1)
        }
        CellProblem::WasPublished { cell } => {
            format!(
                "\u{201c}{}\u{201d} is too small to show and was published before; what was seen cannot be hidden",
                name(cell)
            )
        }
    }
}
