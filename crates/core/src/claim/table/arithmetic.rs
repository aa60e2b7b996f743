//! What a table of figures proves by itself: totals, a column that is the sum or the difference of two others, and balances
//! that carry. A relation is believed where most rows keep it; the rows that do not are wrong. **Not here.** The plan.

use super::{Read, ReadRow};
use crate::claim::number::{Exact, Number, Unit, middle};
use crate::claim::verdict::{Contradiction, Outcome};
use num_traits::Zero;

/// A relation is believed where it holds in so many of a hundred rows, and in two or more.
const MOST_OF_A_HUNDRED: usize = 60;

/// So many rows are tried before all are.
const ROWS_TO_TRY: usize = 12;

/// Adds what was proved to the rows.
pub(super) fn prove(table: &mut Read) {
    totals(table);
    thirds(table);
    across(table);
    carries(table);
}

/// Of each total row: what each column comes to above it.
fn totals(table: &mut Read) {
    let mut from = 0;
    for at in 0..table.rows.len() {
        if !table.rows[at].is_total {
            continue;
        }
        if at - from >= 2 {
            let (above, rest) = table.rows.split_at_mut(at);
            for column in 1..table.columns.len() {
                if let Some(outcome) = total(&above[from..], &rest[0], column) {
                    rest[0].outcomes.push((column, outcome));
                }
            }
        }
        from = at + 1;
    }
}

fn total(above: &[ReadRow], row: &ReadRow, column: usize) -> Option<Outcome> {
    let written = row.cells.get(column)?.as_ref()?;
    let parts: Vec<Number> =
        above.iter().filter_map(|row| row.cells.get(column)?.as_ref()).map(|cell| cell.number).collect();
    if parts.len() < 2 || parts.iter().any(|part| part.unit != written.number.unit) {
        return None;
    }
    let (low, high) = crate::claim::number::sum(parts.iter().copied())?;
    let hundred = Exact::from_integer(100);
    let agrees = written.number.meets(low, high);
    // A share below shares that do not come to a hundred is no total.
    if written.number.unit == Unit::Percent && (!agrees && written.number.value != hundred) {
        return None;
    }
    let sum = written.in_own(middle((low, high))?);
    let why = if agrees {
        format!("the column comes to {sum}")
    } else {
        format!("{} is the total; the rows above come to {sum}", written.written)
    };
    Some(Outcome::of(agrees, Contradiction::Sum, vec![column], why, sum))
}

/// How a third column follows from two.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Third {
    Sum,
    Difference,
}

/// Columns that are the sum or the difference of two others.
fn thirds(table: &mut Read) {
    let width = table.columns.len();
    for third in (1..width).rev() {
        for one in 1..width {
            for other in one + 1..width {
                if third == one || third == other {
                    continue;
                }
                for kind in [Third::Sum, Third::Difference] {
                    hold(table, (one, other, third), kind);
                }
            }
        }
    }
}

fn hold(table: &mut Read, (one, other, third): (usize, usize, usize), kind: Third) {
    // What holds in most rows holds in one of the first that say anything.
    let first = table.rows.iter().filter_map(|row| follows(row, (one, other, third), kind));
    if !first.take(ROWS_TO_TRY).any(|(agrees, _)| agrees) {
        return;
    }
    let results: Vec<Option<(bool, Exact)>> =
        table.rows.iter().map(|row| follows(row, (one, other, third), kind)).collect();
    let said = results.iter().flatten().count();
    let held = results.iter().flatten().filter(|(agrees, _)| *agrees).count();
    // Columns of nothing prove nothing.
    let telling = table.rows.iter().zip(&results).filter(|(row, result)| {
        result.is_some_and(|(agrees, _)| agrees)
            && [one, other].iter().all(|at| row.cells[*at].as_ref().is_some_and(|cell| !cell.number.value.is_zero()))
    });
    if held < 2 || telling.count() < 2 || held * 100 < said * MOST_OF_A_HUNDRED {
        return;
    }
    let names = [one, other].map(|at| table.columns[at].heading.clone());
    for (row, result) in table.rows.iter_mut().zip(results) {
        let Some((agrees, value)) = result else { continue };
        let Some(cell) = &row.cells[third] else { continue };
        // What is wrong already as a total is told of once.
        let known = row.outcomes.iter().any(|(_, outcome)| outcome.verdict == crate::claim::ClaimVerdict::Disagrees);
        if known && !agrees {
            continue;
        }
        let found = cell.in_own(value);
        let sign = if kind == Third::Sum { "and" } else { "less" };
        let why = if agrees {
            format!("{} {sign} {} come to it", names[0], names[1])
        } else {
            format!("{} is not {} {sign} {}, which is {found}", cell.written, names[0], names[1])
        };
        row.outcomes.push((third, Outcome::of(agrees, Contradiction::Sum, vec![third], why, found)));
    }
}

fn follows(row: &ReadRow, (one, other, third): (usize, usize, usize), kind: Third) -> Option<(bool, Exact)> {
    let number = |at: usize| row.cells.get(at)?.as_ref().map(|cell| cell.number);
    let (one, other, third) = (number(one)?, number(other)?, number(third)?);
    if one.unit != other.unit || one.unit != third.unit || one.unit != Unit::Money {
        return None;
    }
    let slack = one.slack + other.slack;
    let value = match kind {
        Third::Sum => one.value + other.value,
        Third::Difference => other.value - one.value,
    };
    let meets = |value: Exact| third.meets(value - slack, value + slack);
    // A difference may be told either way round.
    let agrees = meets(value) || kind == Third::Difference && meets(-value);
    Some((agrees, if kind == Third::Difference && third.value < Exact::zero() { -value } else { value }))
}

/// A column of totals: what the counts before it come to in each row.
fn across(table: &mut Read) {
    let Some(last) = (1..table.columns.len()).find(|at| super::cells::is_total(&table.columns[*at].heading)) else {
        return;
    };
    for row in &mut table.rows {
        let parts: Vec<Number> = row.cells[1..last].iter().flatten().map(|cell| cell.number).collect();
        let Some(cell) = row.cells[last].clone().filter(|cell| cell.number.unit == Unit::Count) else { continue };
        let known = row.outcomes.iter().any(|(_, outcome)| outcome.verdict == crate::claim::ClaimVerdict::Disagrees);
        if parts.len() < 2 || parts.iter().any(|part| part.unit != Unit::Count) || known {
            continue;
        }
        let Some(sum) = crate::claim::number::sum(parts).and_then(middle) else { continue };
        let (agrees, found) = (sum == cell.number.value, cell.in_own(sum));
        let why = if agrees {
            format!("the row comes to {found}")
        } else {
            format!("{} is the total; the row comes to {found}", cell.written)
        };
        row.outcomes.push((last, Outcome::of(agrees, Contradiction::Sum, vec![last], why, found)));
    }
}

/// What is carried from one row is brought to the next.
fn carries(table: &mut Read) {
    let width = table.columns.len();
    for out in 1..width {
        for into in 1..width {
            if out == into {
                continue;
            }
            let pairs: Vec<(usize, bool)> = (1..table.rows.len())
                .filter(|at| !table.rows[*at].is_total && !table.rows[at - 1].is_total)
                .filter_map(|at| {
                    let (from, to) =
                        (table.rows[at - 1].cells.get(out)?.as_ref()?, table.rows[at].cells.get(into)?.as_ref()?);
                    (from.number.unit == to.number.unit && !from.number.value.is_zero())
                        .then_some((at, from.number.value == to.number.value))
                })
                .collect();
            let held = pairs.iter().filter(|(_, same)| *same).count();
            // Small counts are alike by chance: what is carried on differs from row to row.
            let carried: std::collections::BTreeSet<_> = pairs
                .iter()
                .filter(|(_, same)| *same)
                .filter_map(|(at, _)| table.rows[at - 1].cells.get(out)?.as_ref().map(|cell| cell.number.value))
                .collect();
            let differ = carried.len() >= 2 && carried.len() * 3 >= held * 2;
            if held < 2 || !differ || held * 100 < pairs.len() * MOST_OF_A_HUNDRED {
                continue;
            }
            for (at, same) in pairs {
                let wrong_before = table.rows[at - 1].outcomes.iter().any(|(column, outcome)| {
                    *column == out && outcome.verdict == crate::claim::ClaimVerdict::Disagrees
                });
                let Some(found) = table.rows[at - 1].cells[out].as_ref().map(|cell| cell.written.clone()) else {
                    continue;
                };
                if wrong_before {
                    continue;
                }
                let why = if same {
                    "it is what the row above ends with".to_owned()
                } else {
                    format!("the row above ends with {found}")
                };
                table.rows[at].outcomes.push((into, Outcome::of(same, Contradiction::Sum, vec![into], why, found)));
            }
        }
    }
}
