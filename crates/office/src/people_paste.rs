//! Rows that somebody pasted from a spreadsheet, to fill the table of people: of whom each is, what its columns hold.
//! **Not here.** What a row may say ([`crate::people_table`]). Nothing here is saved.

use crate::people::{Person, check_phone};
use crate::people_table::{PeopleColumn, PersonEntry};
use crate::problem::Problem;
use onpace_core::house::refusal::HouseRefusal;
use onpace_core::ids::PersonId;
use std::collections::{BTreeMap, HashMap};

/// So many rows are read at once: no plan names more people, and several rows of one person are held against each other.
const MOST_ROWS: usize = 2_000;

/// What rows that were pasted come to. Nothing of it is saved.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Pasted {
    /// What they say of whom, by id.
    pub filled: Vec<(PersonId, PersonEntry)>,
    /// People of whom several rows say different things, and none was chosen.
    pub doubled: Vec<Doubled>,
    /// Rows that are of nobody in the table.
    pub unused: Vec<Unused>,
    /// Headings of columns that the table does not have.
    pub ignored: Vec<String>,
}

/// Several rows of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubled {
    /// The id.
    pub person: PersonId,
    /// Each row, by its place in what was pasted.
    pub rows: Vec<(usize, PersonEntry)>,
}

/// A row that is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// Its place in what was pasted, from 1.
    pub row: usize,
    /// What it calls the person; what else it begins with where it calls them nothing.
    pub said: String,
    /// Why.
    pub why: PasteWhy,
}

/// Why a row is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasteWhy {
    /// It calls nobody by the plan's initials.
    NoInitials,
    /// The plan names nobody so.
    NotInPlan,
    /// Several are written so but for capitals.
    SeveralAlike,
    /// The name stands for somebody else, whom the plan writes so.
    SameAs(String),
}

/// Reads rows of a spreadsheet or of CSV, with headings or without. `chosen` says which row is right where several are of
/// one person, by id.
///
/// # Errors
/// No rows, or none that says of whom it is.
pub fn read(text: &str, people: &[Person], chosen: &BTreeMap<PersonId, usize>) -> Result<Pasted, Problem> {
    let lines = lines(text)?;
    let known = Known::of(people);
    let Some(first) = lines.first() else {
        return Err(HouseRefusal::NothingPasted.into());
    };
    if lines.len() > MOST_ROWS {
        return Err(HouseRefusal::TooManyPasted { rows: lines.len(), most: MOST_ROWS }.into());
    }
    let headings = headings(&first.cells);
    let rows = if headings.is_some() { &lines[1..] } else { &lines[..] };
    let layout = Layout::of(headings.as_deref(), rows, &known)?;
    let mut pasted = Pasted::default();
    if headings.is_some() {
        let is_ignored = |at: &usize| *at != layout.key && layout.columns.get(*at).copied().flatten().is_none();
        let ignored = (0..first.cells.len()).filter(is_ignored).map(|at| first.cells[at].clone());
        pasted.ignored = ignored.filter(|heading| !heading.is_empty()).collect();
    }
    let mut of_people: Vec<Doubled> = Vec::new();
    for line in rows {
        match known.of_line(line, layout.key) {
            Ok(person) => {
                let row = (line.number, layout.entry(line));
                match of_people.iter_mut().find(|one| one.person == person.id) {
                    // Rows that say the same are one.
                    Some(one) if one.rows.iter().any(|(_, entry)| *entry == row.1) => {}
                    Some(one) => one.rows.push(row),
                    None => of_people.push(Doubled { person: person.id.clone(), rows: vec![row] }),
                }
            }
            Err(unused) => pasted.unused.push(unused),
        }
    }
    for one in of_people {
        let wanted = chosen.get(&one.person);
        let only =
            if one.rows.len() == 1 { one.rows.first() } else { one.rows.iter().find(|(line, _)| Some(line) == wanted) };
        match only {
            Some((_, entry)) => pasted.filled.push((one.person.clone(), entry.clone())),
            None => pasted.doubled.push(one),
        }
    }
    Ok(pasted)
}

/// A row, and its place.
struct Line {
    number: usize,
    cells: Vec<String>,
}

/// The rows that say anything. A spreadsheet's cells come with tabs between them.
fn lines(text: &str) -> Result<Vec<Line>, Problem> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |mark: char| first.matches(mark).count();
    let delimiter = if text.contains('\t') {
        b'\t'
    } else if count(';') > count(',') {
        b';'
    } else {
        b','
    };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for (at, record) in reader.records().enumerate() {
        let record = record.map_err(|e| HouseRefusal::PastedNotRead { problem: e.to_string() })?;
        let cells: Vec<String> =
            record.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            lines.push(Line { number: at + 1, cells });
        }
    }
    Ok(lines)
}

/// What a heading says that its column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heading {
    /// What the plan calls somebody.
    Key,
    Is(PeopleColumn),
}

fn heading(cell: &str) -> Option<Heading> {
    let letters: String = cell.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words = letters.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    Some(match words.as_str() {
        "initials" | "initial" | "written" | "in the plan" | "key" => Heading::Key,
        "name" | "full name" => Heading::Is(PeopleColumn::Name),
        "email" | "e mail" | "email address" | "e mail address" | "mail" => Heading::Is(PeopleColumn::Email),
        "post" | "job title" | "job" | "role" | "position" | "post title" => Heading::Is(PeopleColumn::Post),
        "organisation" | "organization" | "team" | "service" | "department" => Heading::Is(PeopleColumn::Organisation),
        "phone" | "phone number" | "telephone" | "telephone number" | "tel" | "mobile" | "mobile number"
        | "mobile phone" | "contact number" => Heading::Is(PeopleColumn::Phone),
        _ => return None,
    })
}

/// The headings, where the first row is one of headings.
fn headings(cells: &[String]) -> Option<Vec<Option<Heading>>> {
    let all: Vec<Option<Heading>> = cells.iter().map(|cell| heading(cell)).collect();
    let known = all.iter().flatten().count();
    let said = cells.iter().filter(|cell| !cell.is_empty()).count();
    (known >= 2 || known == 1 && said == 1).then_some(all)
}

/// Where what stands.
struct Layout {
    key: usize,
    columns: Vec<Option<PeopleColumn>>,
}

impl Layout {
    fn of(headings: Option<&[Option<Heading>]>, rows: &[Line], known: &Known<'_>) -> Result<Self, Problem> {
        let headed = headings.and_then(|all| all.iter().position(|one| *one == Some(Heading::Key)));
        let Some(key) = headed.or_else(|| known.key_of(rows)) else {
            return Err(HouseRefusal::NoInitialsPasted.into());
        };
        let columns = match headings {
            Some(all) => {
                let column =
                    |one: &Option<Heading>| if let Some(Heading::Is(column)) = one { Some(*column) } else { None };
                all.iter().map(column).collect()
            }
            None => told_by_what_they_hold(rows, key),
        };
        Ok(Self { key, columns })
    }

    /// What a row says; of two columns that hold the same, the first that says anything.
    fn entry(&self, line: &Line) -> PersonEntry {
        let mut entry = PersonEntry::default();
        for (cell, column) in line.cells.iter().zip(&self.columns) {
            if let Some(column) = column.filter(|column| entry.get(*column).is_empty()) {
                entry.set(column, cell);
            }
        }
        entry
    }
}

/// The columns of rows without headings: an @ is an address, digits are a phone number; of the others the first is
/// the name, then the post, then the organisation.
fn told_by_what_they_hold(rows: &[Line], key: usize) -> Vec<Option<PeopleColumn>> {
    let mut others = [PeopleColumn::Name, PeopleColumn::Post, PeopleColumn::Organisation].into_iter();
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let told = |at: usize| {
        let cells: Vec<&String> =
            rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.is_empty()).collect();
        let mostly = |holds: fn(&str) -> bool| cells.iter().filter(|cell| holds(cell)).count() * 2 > cells.len();
        if at == key || cells.is_empty() {
            None
        } else if mostly(|cell| cell.contains('@')) {
            Some(PeopleColumn::Email)
        } else if mostly(|cell| check_phone(cell).is_ok()) {
            Some(PeopleColumn::Phone)
        } else {
            others.next()
        }
    };
    (0..width).map(told).collect()
}

/// The people of the plan, by how it writes them.
struct Known<'a> {
    people: &'a [Person],
    exact: HashMap<&'a str, &'a Person>,
    /// Without capitals; several may be alike.
    alike: HashMap<String, Vec<&'a Person>>,
}

impl<'a> Known<'a> {
    fn of(people: &'a [Person]) -> Self {
        let exact = people.iter().map(|person| (person.written.trim(), person)).collect();
        let mut alike: HashMap<String, Vec<&'a Person>> = HashMap::new();
        for person in people {
            alike.entry(person.written.trim().to_lowercase()).or_default().push(person);
        }
        Self { people, exact, alike }
    }

    /// Whom the plan writes so; without regard to capitals where only one is alike.
    fn find(&self, said: &str) -> Result<&'a Person, PasteWhy> {
        let alike = self.alike.get(&said.to_lowercase()).map(Vec::as_slice).unwrap_or_default();
        let person = match (self.exact.get(said), alike) {
            (Some(person), _) | (None, [person]) => *person,
            (None, []) => return Err(PasteWhy::NotInPlan),
            (None, _) => return Err(PasteWhy::SeveralAlike),
        };
        let Some(same) = &person.details.same_as else { return Ok(person) };
        let other = self.people.iter().find(|one| one.id == *same);
        Err(PasteWhy::SameAs(other.map_or_else(|| same.to_string(), |one| one.written.clone())))
    }

    fn of_line(&self, line: &Line, key: usize) -> Result<&'a Person, Unused> {
        let said = line.cells.get(key).map_or("", String::as_str);
        let unused = |said: &str, why| Unused { row: line.number, said: said.to_owned(), why };
        if said.is_empty() {
            let begins = line.cells.iter().find(|cell| !cell.is_empty()).map_or("", String::as_str);
            return Err(unused(begins, PasteWhy::NoInitials));
        }
        self.find(said).map_err(|why| unused(said, why))
    }

    /// The column in which most cells are how the plan writes somebody; the first of those that have as many.
    fn key_of(&self, rows: &[Line]) -> Option<usize> {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let is_one = |cell: &String| !matches!(self.find(cell), Err(PasteWhy::NotInPlan));
        let hits = |at: usize| rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| is_one(cell)).count();
        (0..width).rev().max_by_key(|at| hits(*at)).filter(|at| hits(*at) > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::Details;
    use crate::people_table::COLUMNS;

    fn person(number: usize, written: &str) -> Person {
        let (id, plan) = (format!("person-{number}").into(), "send".to_owned());
        Person { id, plan, written: written.to_owned(), details: Details::default() }
    }

    fn people() -> Vec<Person> {
        let mut all: Vec<Person> =
            ["DHd", "RS", "JC", "jc", "Old"].iter().enumerate().map(|(at, written)| person(at + 1, written)).collect();
        all[4].details.same_as = Some("person-2".into());
        all
    }

    /// Name, email, post, organisation, phone.
    fn entry(cells: [&str; 5]) -> PersonEntry {
        let mut entry = PersonEntry::default();
        for (column, cell) in COLUMNS.into_iter().zip(cells) {
            entry.set(column, cell);
        }
        entry
    }

    fn pasted(text: &str) -> Pasted {
        read(text, &people(), &BTreeMap::new()).unwrap()
    }

    #[test]
    fn rows_are_read_however_they_are_pasted() {
        let dana = entry(["Dana Hope", "dana@example.org", "Head of SEND", "", "01803 555 123"]);
        for text in [
            "DHd\tDana Hope\tdana@example.org\tHead of SEND\t01803 555 123",
            "\u{feff}Initials\tName\tEmail\tPost\tPhone\r\nDHd\tDana Hope\tdana@example.org\tHead of SEND\t01803 555 123\r\n",
            "Job title,Telephone,E-mail address,Full name,Written\nHead of SEND,01803 555 123,dana@example.org,Dana Hope,DHd",
            "dana@example.org,01803 555 123,DHd,Dana Hope,Head of SEND\n",
            "dhd;\"Dana Hope\";dana@example.org;Head of SEND;01803 555 123",
            "\n\nDHd\t\"Dana\nHope\"\tdana@example.org\tHead of SEND\t01803 555 123\n\n",
            "Name\tMobile\tTelephone\tPost\tEmail\tInitials\nDana Hope\t\t01803 555 123\tHead of SEND\tdana@example.org\tDHd",
        ] {
            let pasted = pasted(text);
            assert_eq!(pasted.filled, [("person-1".into(), dana.clone())], "{text}");
            assert!(pasted.unused.is_empty() && pasted.doubled.is_empty() && pasted.ignored.is_empty(), "{text}");
        }
    }

    #[test]
    fn rows_of_nobody_in_the_table_are_said_with_why() {
        let pasted = pasted("Initials\tName\tNotes\nZZ\tZoe\tx\njC\tJo\t\nOld\tOlive\t\n\tNo One\t\nJC\tJo\t\n");
        let told: Vec<(usize, &str, &PasteWhy)> =
            pasted.unused.iter().map(|one| (one.row, one.said.as_str(), &one.why)).collect();
        let same = PasteWhy::SameAs("RS".to_owned());
        let expected = [
            (2, "ZZ", &PasteWhy::NotInPlan),
            (3, "jC", &PasteWhy::SeveralAlike),
            (4, "Old", &same),
            (5, "No One", &PasteWhy::NoInitials),
        ];
        assert_eq!(told, expected);
        assert_eq!(pasted.filled, [("person-3".into(), entry(["Jo", "", "", "", ""]))], "as it is written");
        assert_eq!(pasted.ignored, ["Notes"]);
    }

    #[test]
    fn of_two_rows_for_one_person_somebody_says_which_is_right() {
        let text = "RS,Ruth,ruth@example.org\nRS,Rupert,rupert@example.org\nRS,Ruth,ruth@example.org";
        let doubled = &pasted(text).doubled;
        assert_eq!(doubled.len(), 1);
        assert_eq!(doubled[0].rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2], "the third is the first");
        let chosen = BTreeMap::from([("person-2".into(), 2)]);
        let pasted = read(text, &people(), &chosen).unwrap();
        assert!(pasted.doubled.is_empty());
        assert_eq!(pasted.filled[0].1.get(PeopleColumn::Name), "Rupert");
    }

    #[test]
    fn what_cannot_be_used_at_all_is_refused_with_what_to_do() {
        for (text, refusal) in [
            ("", HouseRefusal::NothingPasted),
            ("\n \t\n", HouseRefusal::NothingPasted),
            ("Zoe,Head", HouseRefusal::NoInitialsPasted),
        ] {
            let problem = read(text, &people(), &BTreeMap::new()).unwrap_err();
            assert_eq!(problem, refusal.into(), "{text}");
        }
        let many = (0..=MOST_ROWS).map(|row| format!("DHd,Dana {row}")).collect::<Vec<_>>().join("\n");
        let problem = read(&many, &people(), &BTreeMap::new()).unwrap_err();
        assert_eq!(problem, HouseRefusal::TooManyPasted { rows: 2_001, most: 2_000 }.into());
    }
}
