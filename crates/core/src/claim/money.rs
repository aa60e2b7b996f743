//! Money beside the plan's rows: "savings targets add up to £2.98m", "Compliance takes £1,255k", "E2 has spent £98k of £140k",
//! held against the plan's own columns of money. **Not here.** Tables of money apart from the plan ([`super::table`]).

use super::attribute::Attribute;
use super::lexicon::{Lexicon, Sense};
use super::number::{Exact, Number, Unit, in_unit};
use super::phrases::signs_of;
use super::set::filter_of;
use super::set::{Filter, rows_of};
use super::sign::{Much, What};
use super::token::Token;
use super::verdict::{Contradiction, Outcome};
use num_traits::Zero;

/// Words of money that say no more than their column.
const OF_MONEY: [&str; 40] = [
    "spent",
    "spend",
    "spending",
    "cost",
    "costs",
    "costing",
    "budget",
    "budgets",
    "budgeted",
    "allocation",
    "allocations",
    "allocated",
    "aside",
    "takes",
    "take",
    "add",
    "single",
    "unit",
    "typical",
    "greatest",
    "average",
    "mean",
    "worth",
    "save",
    "saves",
    "saved",
    "adds",
    "come",
    "comes",
    "amount",
    "amounts",
    "totals",
    "worth",
    "grant",
    "funding",
    "value",
    "sum",
    "money",
    "date",
    "full",
];

pub(super) fn judge(tokens: &[Token], lexicon: &Lexicon<'_>) -> Vec<Outcome> {
    let columns: Vec<&Attribute> = lexicon.attributes.iter().filter(|column| !column.money.is_empty()).collect();
    let sums: Vec<(usize, Number)> = tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| Some((at, token.number().filter(|number| number.unit == Unit::Money)?)))
        .collect();
    if columns.is_empty() || sums.is_empty() || sums.len() > 2 || !lexicon.has_all_rows {
        return Vec::new();
    }
    let Some(rows) = rows_meant(tokens, lexicon, &columns) else { return Vec::new() };
    let spoken: Vec<&Attribute> = columns.iter().copied().filter(|column| is_spoken(column, tokens)).collect();
    let looked = match (spoken.as_slice(), sums.len()) {
        // "£98k of £140k": what stands in two columns of a row.
        (_, 2) if rows.len() == 1 => columns,
        ([_, ..], 1) => spoken,
        ([], 1) if columns.len() == 1 || rows.len() == 1 => columns,
        _ => return Vec::new(),
    };
    let how = How::of(tokens);
    sums.into_iter().map(|(at, said)| held((at, in_thousands(tokens, at)), said, &looked, &rows, how)).collect()
}

/// Whether a sentence has a word of a column's heading, in whatever form.
fn is_spoken(column: &Attribute, tokens: &[Token]) -> bool {
    let stem = |word: &str| word.get(..4).unwrap_or(word).to_owned();
    let words = column.heading.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.len() > 3).map(stem);
    words.into_iter().any(|word| tokens.iter().any(|token| stem(&token.word) == word))
}

/// The rows of which a sentence speaks: one by its code, those of an area or at a status, or all; nothing where other words
/// say of which.
fn rows_meant(tokens: &[Token], lexicon: &Lexicon<'_>, columns: &[&Attribute]) -> Option<Vec<usize>> {
    let (mut filters, mut codes, mut open, mut denied) = (Vec::new(), Vec::new(), 0, false);
    let mut unknown = false;
    for sign in signs_of(tokens, lexicon) {
        let token = &tokens[sign.at];
        match sign.what {
            What::Code(row) => codes.push(row),
            What::Open => open += 1,
            What::Close => open -= 1,
            _ if open > 0 => {}
            What::Not => denied = true,
            What::Sense(Sense::Area(area)) => filters.push(Filter::Areas(vec![area])),
            What::Sense(Sense::Person(person)) => filters.push(Filter::People(vec![person])),
            What::Sense(sense) => filters.extend(filter_of(sense)),
            What::Direction if token.is_one_of(&["up"]) => {}
            What::Elsewhen if token.is_one_of(&["target", "aim", "aims", "should", "planned"]) => {}
            What::Elsewhen | What::From | What::Direction | What::Bound(_) | What::Aside | What::When(_) => {
                return None;
            }
            What::Much(Much::All) | What::Number(_) => {}
            What::Much(_) => return None,
            What::Word | What::Name => {
                let of_heading =
                    columns.iter().any(|column| column.heading.contains(token.word.get(..4).unwrap_or(&token.word)));
                unknown |= !token.is_one_of(&OF_MONEY) && !of_heading;
            }
            _ => {}
        }
    }
    match codes.as_slice() {
        [row] => return Some(vec![*row]),
        [_, ..] => return None,
        [] => {}
    }
    (!unknown && !denied).then(|| rows_of(&filters, lexicon)).filter(|rows| !rows.is_empty())
}

/// What is told of a column.
#[derive(Clone, Copy)]
enum How {
    Sum,
    Mean,
    Largest,
    Smallest,
}

impl How {
    fn of(tokens: &[Token]) -> Self {
        let has = |words: &[&str]| tokens.iter().any(|token| token.is_one_of(words));
        if has(&["average", "mean", "typical"]) {
            Self::Mean
        } else if has(&["largest", "biggest", "highest", "greatest"]) {
            Self::Largest
        } else if has(&["smallest", "lowest", "least"]) {
            Self::Smallest
        } else {
            Self::Sum
        }
    }
}

/// Whether a sum is written in thousands: "£365k".
fn in_thousands(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.number().is_some_and(|number| number.slack == Exact::from_integer(500)))
}

/// Whether a sum is what a column has of the rows.
fn held(
    (at, is_in_thousands): (usize, bool),
    said: Number,
    columns: &[&Attribute],
    rows: &[usize],
    how: How,
) -> Outcome {
    let total = |column: &&Attribute| {
        let cells = || rows.iter().filter_map(|row| column.money.get(row)).map(|cell| (cell.value, cell.slack));
        let sum = cells().fold((Exact::zero(), Exact::zero()), |(value, slack), cell| (value + cell.0, slack + cell.1));
        match how {
            How::Sum => sum,
            How::Mean => {
                let count = Exact::from_integer(i128::try_from(cells().count().max(1)).unwrap_or(1));
                // An average is told as it is rounded.
                (sum.0 / count, sum.1 / count + Exact::from_integer(1) / Exact::from_integer(2))
            }
            How::Largest => cells().max().unwrap_or(sum),
            How::Smallest => cells().min().unwrap_or(sum),
        }
    };
    let totals: Vec<(Exact, Exact)> = columns.iter().map(total).collect();
    let agreeing = totals.iter().find(|(value, slack)| said.meets(*value - *slack, *value + *slack));
    let shown = agreeing.or_else(|| totals.first()).map_or_else(Exact::zero, |(value, _)| *value);
    let found: Vec<String> = match agreeing {
        Some(_) => vec![in_unit(shown, Unit::Money)],
        None => totals.iter().map(|(value, _)| in_unit(*value, Unit::Money)).collect(),
    };
    let found = found.join(" or ");
    // "£365k" where the text speaks of thousands.
    let thousand = Exact::from_integer(1_000);
    let in_thousands = is_in_thousands && (shown / thousand).is_integer();
    let found = if in_thousands { format!("\u{a3}{}k", super::number::plainly(shown / thousand)) } else { found };
    let why = if agreeing.is_some() { format!("the plan has {found}") } else { format!("in the plan it is {found}") };
    let mut outcome = Outcome::of(agreeing.is_some(), Contradiction::Table, vec![at], why, found);
    outcome.rows = rows.to_vec();
    outcome
}
