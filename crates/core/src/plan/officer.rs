//! People as a plan names them: "MG/JC/BB", in the order written.
//!
//! Which of several leads is not stated, and is never guessed. Who `DHd` is, is the directory's
//! business; here a name is only told apart from other names, letter by letter: `DHd` is not `DHD`.

use std::collections::BTreeSet;

/// What an officer is to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OfficerRole {
    /// The plan has one column for both (LO/AO), and does not say.
    Unstated,
    /// Does the work and reports on it.
    Lead,
    /// Is held to account for it.
    Accountable,
}

/// One name beside a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Officer {
    /// As the plan writes it.
    pub name: Box<str>,
    /// What they are to the row.
    pub role: OfficerRole,
}

/// One line of a plan's own key of initials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyedPerson {
    /// The initials used in the plan.
    pub initials: Box<str>,
    /// Whatever stands beside them: a name, a post.
    pub described: Box<str>,
}

/// Splits a cell into names. Slashes, commas, semicolons, ampersands, line ends and "and" part them.
#[must_use]
pub fn officers_of(cell: &str, role: OfficerRole) -> Vec<Officer> {
    let mut seen = BTreeSet::new();
    cell.split(['/', ',', ';', '&', '\n', '+'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|name| !name.is_empty() && !is_blank_word(name) && seen.insert(*name))
        .map(|name| Officer { name: name.into(), role })
        .collect()
}

fn is_blank_word(name: &str) -> bool {
    matches!(
        name.to_ascii_lowercase().as_str(),
        "-" | "\u{2013}" | "n/a" | "n" | "a" | "tbc" | "tba" | "tbd" | "none" | "vacant" | "?"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_and_kept_in_order() {
        for (cell, names) in [
            ("MG/JC/BB", vec!["MG", "JC", "BB"]),
            ("DHd", vec!["DHd"]),
            ("Jane Smith and Tom Hill; RS", vec!["Jane Smith", "Tom Hill", "RS"]),
            ("TBC", vec![]),
            ("RS / RS", vec!["RS"]),
            ("", vec![]),
        ] {
            let read: Vec<String> =
                officers_of(cell, OfficerRole::Unstated).into_iter().map(|o| o.name.into()).collect();
            assert_eq!(read, names, "{cell}");
        }
    }
}
