//! One table of who everybody in a plan is: what its rows say, and what is wrong with them. **Not here.** How rows that
//! were pasted fill it ([`crate::people_paste`]); saving it ([`crate::people`]).

use crate::accounts;
use crate::people::{Details, check_phone, is_address};
use onpace_core::house::refusal::HouseRefusal;
use onpace_core::ledger::merkle::digest;
use onpace_store::leaf::hex;

/// What a column of the table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleColumn {
    /// The full name.
    Name,
    /// The e-mail address.
    Email,
    /// The post.
    Post,
    /// The organisation.
    Organisation,
    /// The phone number.
    Phone,
}

/// The columns, in the order of the table.
pub const COLUMNS: [PeopleColumn; 5] =
    [PeopleColumn::Name, PeopleColumn::Email, PeopleColumn::Post, PeopleColumn::Organisation, PeopleColumn::Phone];

/// No cell is longer, in letters.
const LONGEST: usize = 200;

impl PeopleColumn {
    /// Its word in the fields of a form.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Post => "post",
            Self::Organisation => "organisation",
            Self::Phone => "phone",
        }
    }

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Email => "Email",
            Self::Post => "Post",
            Self::Organisation => "Organisation",
            Self::Phone => "Phone",
        }
    }
}

/// What a row of the table says of somebody; a cell may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PersonEntry {
    cells: [String; 5],
}

impl PersonEntry {
    /// What is known.
    #[must_use]
    pub fn of(details: &Details) -> Self {
        let known = [&details.name, &details.email, &details.post, &details.organisation, &details.phone];
        Self { cells: known.map(|cell| cell.clone().unwrap_or_default()) }
    }

    /// A word that stands for what a row says, by which a page finds out whether it was changed since.
    #[must_use]
    pub fn mark(&self) -> String {
        let parts: Vec<&[u8]> = self.cells.iter().flat_map(|cell| [cell.as_bytes(), b"\n"]).collect();
        hex(&digest(&parts))
    }

    /// What the plan's own key of initials says of who is still a question: "Dana Hope, Head of SEND".
    #[must_use]
    pub fn from_key(details: &Details) -> Option<Self> {
        let described = details.described.as_deref().map(str::trim).filter(|text| !text.is_empty())?;
        if !details.is_a_question() {
            return None;
        }
        let (name, post) = described.split_once(',').unwrap_or((described, ""));
        let mut entry = Self::of(details);
        entry.set(PeopleColumn::Name, name);
        entry.set(PeopleColumn::Post, post);
        Some(entry)
    }

    /// A cell.
    #[must_use]
    pub fn get(&self, column: PeopleColumn) -> &str {
        &self.cells[column as usize]
    }

    /// Says what stands in a cell, without blanks at its ends.
    pub fn set(&mut self, column: PeopleColumn, text: &str) {
        text.trim().clone_into(&mut self.cells[column as usize]);
    }

    /// The same, where the other says nothing; the other, where it does.
    #[must_use]
    pub fn filled_by(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for column in COLUMNS {
            if !other.get(column).is_empty() {
                both.set(column, other.get(column));
            }
        }
        both
    }

    /// What is known once this is said; what no column holds stays as it is.
    #[must_use]
    pub fn applied(&self, known: &Details) -> Details {
        let said = |column| Some(self.get(column).to_owned()).filter(|text| !text.is_empty());
        Details {
            name: said(PeopleColumn::Name),
            email: said(PeopleColumn::Email),
            post: said(PeopleColumn::Post),
            organisation: said(PeopleColumn::Organisation),
            phone: said(PeopleColumn::Phone),
            ..known.clone()
        }
    }

    /// What is wrong, by cell.
    #[must_use]
    pub fn faults(&self) -> Vec<(PeopleColumn, HouseRefusal)> {
        COLUMNS.into_iter().filter_map(|column| Some((column, self.fault(column)?))).collect()
    }

    fn fault(&self, column: PeopleColumn) -> Option<HouseRefusal> {
        let text = self.get(column);
        if text.chars().count() > LONGEST || text.contains(char::is_control) {
            return Some(HouseRefusal::CellTooLong { column: column.title().to_owned(), most: LONGEST });
        }
        match column {
            PeopleColumn::Name => {
                let says_who = !text.is_empty() || !self.get(PeopleColumn::Post).is_empty();
                (!says_who).then_some(HouseRefusal::NoNameOrPost)
            }
            PeopleColumn::Email if !text.is_empty() => {
                let is_one = accounts::address(text).is_ok() && is_address(text);
                (!is_one).then_some(HouseRefusal::NotAnAddress)
            }
            PeopleColumn::Phone if !text.is_empty() => check_phone(text).is_err().then_some(HouseRefusal::NotAPhone),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name, email, post, organisation, phone.
    fn entry(cells: [&str; 5]) -> PersonEntry {
        PersonEntry { cells: cells.map(str::to_owned) }
    }

    #[test]
    fn the_key_of_the_plan_is_offered_until_somebody_says_who_it_is() {
        let mut details =
            Details { described: Some("Dana Hope, Head of SEND, Torbay".to_owned()), ..Details::default() };
        let offered = PersonEntry::from_key(&details).unwrap();
        assert_eq!(offered, entry(["Dana Hope", "", "Head of SEND, Torbay", "", ""]));
        details.name = Some("Dana Hope".to_owned());
        assert_eq!(PersonEntry::from_key(&details), None);
    }

    #[test]
    fn each_cell_says_what_is_wrong_with_it() {
        let long = "x".repeat(201);
        for (cells, columns) in [
            (["Dana", "dana@example.org", "", "", "01803 555 123"], vec![]),
            (["", "", "Head", "", ""], vec![]),
            (["", "dana@example.org", "", "", ""], vec![PeopleColumn::Name]),
            (["Dana", "dana", "", "", "ask"], vec![PeopleColumn::Email, PeopleColumn::Phone]),
            (["Dana", "dana@here", "", "", ""], vec![PeopleColumn::Email]),
            (["Dana", "", long.as_str(), "a\u{7}b", ""], vec![PeopleColumn::Post, PeopleColumn::Organisation]),
        ] {
            let faults = entry(cells).faults();
            assert_eq!(faults.iter().map(|(column, _)| *column).collect::<Vec<_>>(), columns, "{cells:?}");
        }
    }
}
