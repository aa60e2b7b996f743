//! What the numbers of a column are of: said once, in its heading, so that cells hold bare numbers.

use onpace_report::document::{Cell, Table};

/// A unit of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Things counted, or no numbers at all.
    None,
    /// Working days.
    Days,
    /// Percentages.
    Percent,
    /// Points between percentages.
    Points,
    /// Several of these: each number must say its own.
    Several,
}

/// The unit of a column's numbers.
pub(super) fn of_column(table: &Table, at: usize) -> Unit {
    let units = table.rows.iter().filter_map(|row| row.cells.get(at)).filter_map(|cell| match cell {
        Cell::Count(_) => Some(Unit::None),
        Cell::Days(_) => Some(Unit::Days),
        Cell::Percent(_) => Some(Unit::Percent),
        Cell::Points(_) => Some(Unit::Points),
        Cell::Empty | Cell::Text(_) | Cell::Date(_) | Cell::Status(_) => None,
    });
    units.reduce(|one, other| if one == other { one } else { Unit::Several }).unwrap_or(Unit::None)
}

/// The heading with the unit, where it does not say it already.
pub(super) fn heading(label: &str, unit: Unit) -> String {
    let (said, unit) = match unit {
        Unit::None | Unit::Several => return label.to_owned(),
        Unit::Days => ("day", "working days"),
        Unit::Percent => ("%", "%"),
        Unit::Points => ("point", "percentage points"),
    };
    if label.to_lowercase().contains(said) { label.to_owned() } else { format!("{label} ({unit})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_says_its_unit_once() {
        for (label, unit, heading) in [
            ("Planned", Unit::Percent, "Planned (%)"),
            ("% complete", Unit::Percent, "% complete"),
            ("Behind", Unit::Points, "Behind (percentage points)"),
            ("Duration", Unit::Days, "Duration (working days)"),
            ("Days late", Unit::Days, "Days late"),
            ("Actions", Unit::None, "Actions"),
            ("Value", Unit::Several, "Value"),
        ] {
            assert_eq!(super::heading(label, unit), heading);
        }
    }
}
