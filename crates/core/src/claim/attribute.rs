//! What columns say of rows that plans do not hold: the grade of a risk, a budget, who pays. Their few words restrict what is
//! counted, and their money is added up. **Not here.** Reading them (`onpace-exchange`).

use super::SideColumn;
use super::number::{Exact, Number, Unit};
use super::token::Kind;
use crate::plan::Plan;
use std::collections::{BTreeMap, HashMap};

/// A column with more values names things and sorts none.
const MOST_VALUES: usize = 9;
/// No value is longer, in letters.
const LONGEST_VALUE: usize = 40;
/// No more columns are looked at.
const MOST_COLUMNS: usize = 20;

/// A column, read.
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    /// Its heading, in small letters.
    pub(super) heading: String,
    /// The values that sort rows, in small letters, each with its rows.
    pub(super) values: Vec<(String, Vec<usize>)>,
    /// The money of each row, where all of it is.
    pub(super) money: BTreeMap<usize, Number>,
}

/// The columns of a paper that say something of rows.
pub(super) fn attributes_of(columns: &[SideColumn], plan: &Plan) -> Vec<Attribute> {
    let rows: HashMap<&crate::place::Place, usize> =
        plan.rows.iter().enumerate().map(|(at, row)| (&row.place, at)).collect();
    let read = |column: &SideColumn| {
        let cells: Vec<(usize, &str)> = column
            .cells
            .iter()
            .filter_map(|(place, text)| Some((*rows.get(place)?, text.trim())))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let mut values: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (row, text) in &cells {
            values.entry(text.to_lowercase()).or_default().push(*row);
        }
        for rows in values.values_mut() {
            rows.sort_unstable();
        }
        let sorts = (2..=MOST_VALUES).contains(&values.len())
            && values.len() * 2 <= cells.len()
            && values
                .keys()
                .all(|value| value.chars().count() <= LONGEST_VALUE && value.chars().any(char::is_alphabetic));
        let money: BTreeMap<usize, Number> =
            cells.iter().filter_map(|(row, text)| Some((*row, money_of(text, &column.heading)?))).collect();
        let is_money = money.len() == cells.len() && money.len() > 1;
        (sorts || is_money).then(|| Attribute {
            heading: column.heading.to_lowercase(),
            values: if sorts { values.into_iter().collect() } else { Vec::new() },
            money: if is_money { money } else { BTreeMap::new() },
        })
    };
    columns.iter().take(MOST_COLUMNS).filter_map(read).collect()
}

/// A sum of money, by its cell or by the heading above it: "\u{a3}000".
fn money_of(text: &str, heading: &str) -> Option<Number> {
    let known = super::lexer::Known { codes: HashMap::new(), titles: HashMap::new(), on: crate::day::Date::MIN };
    let tokens = super::lexer::tokens_of(text, &known);
    let mut numbers = tokens.iter().filter_map(|token| match token.kind {
        Kind::Number(number) => Some(number),
        _ => None,
    });
    let number = numbers
        .next()
        .filter(|number| number.unit == Unit::Money || heading.contains('\u{a3}') && number.unit == Unit::Count)?;
    let is_alone = numbers.next().is_none() && tokens.iter().all(|token| !matches!(token.kind, Kind::Word));
    let in_thousands =
        number.unit == Unit::Count && (heading.contains("000") || heading.to_lowercase().contains("\u{a3}k"));
    let scale = Exact::from_integer(if in_thousands { 1_000 } else { 1 });
    is_alone.then(|| Number { value: number.value * scale, slack: number.slack * scale, unit: Unit::Money })
}
