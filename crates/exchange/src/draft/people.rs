//! The people beside an action as documents write them: lists, teams, posts with "and" in them, "Surname, Forename", and the
//! forms of `SharePoint` and Outlook. **Not here.** People of a table that was written from here, who are parted by marks
//! alone ([`onpace_core::plan::officer`]).

use super::tables::Table;
use crate::field::Field;
use crate::grid::GridRow;
use onpace_core::plan::officer::{Officer, OfficerRole, officers_of};
use std::collections::HashSet;

/// Words that make a text a post or a team rather than a person's name.
const POSTS: &[&str] = &[
    "team",
    "teams",
    "service",
    "services",
    "forum",
    "board",
    "group",
    "department",
    "directorate",
    "partnership",
    "network",
    "unit",
    "office",
    "trust",
    "council",
    "icb",
    "school",
    "schools",
    "lead",
    "leads",
    "leader",
    "manager",
    "managers",
    "head",
    "heads",
    "director",
    "officer",
    "officers",
    "adviser",
    "advisers",
    "advisor",
    "coordinator",
    "co-ordinator",
    "commissioner",
    "nurse",
    "teacher",
    "worker",
    "chair",
    "clerk",
    "governor",
    "governors",
    "principal",
    "deputy",
    "assistant",
    "executive",
    "chief",
    "specialist",
    "therapist",
    "therapists",
    "commissioning",
    "education",
    "health",
    "care",
    "college",
    "of",
];

/// How the people of a document are written, told from all of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct People {
    /// "Marsh, Leonie" is one person.
    surname_first: bool,
}

impl People {
    /// Told from the columns of people of all tables.
    pub(super) fn of(tables: &[Table<'_>]) -> Self {
        let fields = [Field::Officers, Field::Lead, Field::Accountable];
        let cells = tables.iter().flat_map(|table| {
            let columns = fields.into_iter().flat_map(|field| table.columns.all_of(field));
            columns.flat_map(move |at| table.body.iter().filter_map(move |row| row.cells.get(at)))
        });
        let (mut pairs, mut alone) = (HashSet::new(), HashSet::new());
        for part in cells.flat_map(|cell| cell.split([';', '\n'])) {
            match part.split_once(',') {
                Some((surname, forename)) if is_word(surname) && is_word(forename) => {
                    pairs.insert((surname.trim(), forename.trim()));
                }
                None if is_word(part) => {
                    alone.insert(part.trim());
                }
                _ => {}
            }
        }
        let surname_first =
            !pairs.is_empty() && !pairs.iter().any(|(one, other)| alone.contains(one) || alone.contains(other));
        Self { surname_first }
    }

    /// The people beside a row: those assigned in a schedule, one name each; else as the cells write them.
    pub(super) fn beside(self, row: &GridRow, table: &Table<'_>) -> Vec<Officer> {
        let is_ours = table.columns.of_field(Field::Key).is_some();
        let columns = [
            (Field::Officers, OfficerRole::Unstated),
            (Field::Lead, OfficerRole::Lead),
            (Field::Accountable, OfficerRole::Accountable),
        ];
        // A schedule says once who is assigned; its other columns of people say it again, as initials.
        let most = if row.task().is_some() || is_ours { 1 } else { usize::MAX };
        let of = |(field, role)| {
            let all = table.texts(row, field).take(most).flat_map(move |(_, text)| {
                // Of those assigned, and not of a column of somebody's own.
                match row.task().filter(|task| field == Field::Officers && task.people.join(", ") == text) {
                    Some(task) => named_of(&task.people, role),
                    None if is_ours => officers_of(text, role),
                    None => self.read(text, role),
                }
            });
            all.collect::<Vec<_>>()
        };
        let mut all: Vec<Officer> = columns.into_iter().flat_map(of).collect();
        // Whoever leads stands among the resources as well.
        let is_said = |one: &Officer, all: &[Officer]| {
            one.role == OfficerRole::Unstated
                && all.iter().any(|other| other.role != OfficerRole::Unstated && other.name == one.name)
        };
        let says_kinds = table.columns.of_field(Field::Kind).is_some();
        if !is_ours && !says_kinds && row.task().is_none() && all.len() > 1 {
            let said = all.clone();
            all.retain(|one| !is_said(one, &said));
        }
        all
    }

    /// The people of one cell, each once, in the order written.
    pub(super) fn read(self, cell: &str, role: OfficerRole) -> Vec<Officer> {
        // Most cells name one, in plain letters.
        let is_plain =
            |letter: char| letter.is_alphabetic() || matches!(letter, ' ' | '\'' | '\u{2019}' | '-' | '(' | ')');
        if cell.chars().all(is_plain) && !cell.contains(" and ") && !cell.contains("  ") {
            return officers_of(cell, role);
        }
        let mut seen = HashSet::new();
        let mut names = Vec::new();
        let parts = cell.split([';', '\n']).map(|part| roled(part, role));
        let people = parts.flat_map(|(role, part)| self.parted(part).into_iter().map(move |name| (role, name)));
        for (role, part) in people {
            // What is left is one; marks alone are nobody, as everywhere.
            let name = plain(&part);
            let is_somebody =
                officers_of(&name.replace(['/', ',', '&', '+'], " ").replace(" and ", " "), role).len() == 1;
            if is_somebody && seen.insert(name.clone()) {
                names.push(Officer { name: name.into(), role });
            }
        }
        names
    }

    /// The people of a text without semicolons.
    fn parted(self, text: &str) -> Vec<String> {
        let text = text.trim().trim_matches(['[', ']', '\u{2022}']).trim();
        // "12;#Eli Moon": the number is the list's own.
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Vec::new();
        }
        let text = text.trim_start_matches('#');
        let slashed = Self::at_slashes(text);
        if slashed.len() > 1 {
            return slashed.into_iter().flat_map(|part| self.parted(&part)).collect();
        }
        // "Contractor,Estates Officer": a comma without a blank parts names, as programs write them.
        let tight: Vec<&str> = text.split(',').collect();
        if tight.len() > 1 && tight.iter().skip(1).all(|part| part.starts_with(char::is_alphabetic)) {
            return tight.into_iter().map(|part| part.trim().to_owned()).collect();
        }
        if is_surname_first(text) {
            return vec![text.to_owned()];
        }
        if let Some(all) = listed(text) {
            return all.into_iter().map(str::to_owned).collect();
        }
        let commas: Vec<&str> = outside_brackets(text, ',');
        if commas.len() > 1 && self.are_several(&commas) {
            return commas.into_iter().flat_map(|part| self.parted(part.trim().trim_start_matches("and "))).collect();
        }
        for between in [" and ", " & ", " + ", "&", "+"] {
            if let Some((one, other)) = text.split_once(between) {
                let (one, other) = (one.trim(), other.trim());
                let both = |is: fn(&str) -> bool| is(one) && is(other);
                let acronym_and_body = is_acronym(one) && is_post(other);
                let bare = |text: &str| is_name(without_brackets(text).trim());
                // "Ines Farrow, Manager & Kofi Dunmore, Lead": each a person and what they are.
                let person_and_post = |text: &str| {
                    let (name, post) = text.split_once(',').unwrap_or((text, ""));
                    let name = name.rsplit([':', '\u{2013}']).next().unwrap_or(name);
                    is_name(name.trim()) && !post.contains(',') && is_post(post)
                };
                if commas.len() == 3
                    && both(|text| text.contains(','))
                    && person_and_post(one)
                    && person_and_post(other)
                    || commas.len() == 1
                        && (bare(one) && bare(other)
                            || both(begins_as_post)
                            || both(is_whole_body)
                            || both(is_acronym)
                            || acronym_and_body)
                {
                    return [one, other].into_iter().flat_map(|part| self.parted(part)).collect();
                }
            }
        }
        vec![text.to_owned()]
    }

    /// Whether parts between commas are people of their own.
    fn are_several(self, parts: &[&str]) -> bool {
        let all = |is: fn(&str) -> bool| parts.iter().all(|part| is(without_brackets(part).trim()));
        if all(is_name) || all(is_acronym) {
            return true;
        }
        // "Comms, Finance, HR" and "Ann, Bob", where nothing says that surnames come first.
        let words = all(is_word);
        words && !(parts.len() == 2 && self.surname_first) || all(|part| is_name(part) || is_acronym(part))
    }

    /// Parts at slashes; "SEND/AP team" is one team.
    fn at_slashes(text: &str) -> Vec<String> {
        let parts = outside_brackets(text, '/');
        let spaced = text.contains(" /") || text.contains("/ ");
        let is_one = !spaced && text.contains(' ') && {
            let last = parts.last().map_or("", |part| part.trim());
            is_post(last) && parts.iter().take(parts.len().saturating_sub(1)).all(|part| is_acronym(part))
        };
        if is_one { vec![text.to_owned()] } else { parts.into_iter().map(|part| part.trim().to_owned()).collect() }
    }
}

/// People who are told apart already, each once.
fn named_of(people: &[String], role: OfficerRole) -> Vec<Officer> {
    let mut seen = HashSet::new();
    let all = people.iter().filter(|name| seen.insert(name.as_str()));
    all.map(|name| Officer { name: name.as_str().into(), role }).collect()
}

/// "Ada Moss, Bo Reed and Cy Cole", "Parent Carer Forum, SENDIASS and ICB", "Headteacher, SENCO, Chair of Governors": a
/// list of three or more, which no post is: in a post what stands after its first comma is what it is for.
fn listed(text: &str) -> Option<Vec<&str>> {
    let commas = outside_brackets(text, ',');
    if commas.len() < 2 {
        return None;
    }
    let (last, before) = commas.split_last()?;
    let ends = last.split_once(" and ").or_else(|| last.split_once(" & "));
    let mut all: Vec<&str> = before.iter().map(|part| part.trim()).collect();
    match ends {
        Some((one, other)) => all.extend([one.trim(), other.trim()]),
        None => all.push(last.trim()),
    }
    all.retain(|part| !part.is_empty());
    let is_person = |part: &&str| is_name(without_brackets(part).trim()) || is_acronym(part);
    let people = all.iter().filter(|part| is_person(part)).count();
    // "Jo Reed, Clinical Lead, NHS": a person, and what they are.
    let is_one =
        people > 0 && people < all.len() && all.first().is_some_and(|first| is_name(without_brackets(first).trim()));
    if is_one {
        return None;
    }
    let is_list = match ends {
        Some((one, other)) => people == all.len() || is_acronym(one.trim()) && is_acronym(other.trim()),
        // Posts without "and", three or more, none of which only says what another is for.
        None => all.len() >= 3 && !text.contains(" and ") && !text.contains('&') && !begins_as_directorate(text),
    };
    is_list.then_some(all)
}

/// "Director of Adults, Children, Housing": posts for several things.
fn begins_as_directorate(text: &str) -> bool {
    text.split(',').next().is_some_and(|first| first.contains(" of ") || first.contains(" for "))
}

/// "Marlowe, Tess (Public Health)", as directories write people.
fn is_surname_first(text: &str) -> bool {
    let Some((name, place)) = text.split_once('(') else { return false };
    let is_whole = place.trim_end().ends_with(')') || place.contains(") <");
    is_whole && name.split_once(',').is_some_and(|(surname, forename)| is_word(surname) && is_word(forename))
}

/// "Markets Manager", "Town Council": a post or a body with its own word at its end, which needs no more words.
fn is_whole_body(text: &str) -> bool {
    let ends = [
        "manager",
        "managers",
        "officer",
        "officers",
        "council",
        "partnership",
        "service",
        "team",
        "board",
        "forum",
        "coordinator",
        "adviser",
        "headteacher",
        "governors",
        "trust",
        "clerk",
    ];
    let mut words = text.split_whitespace();
    let last = text.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    words.clone().count() >= 2
        && ends.contains(&last.as_str())
        && words.next().is_some_and(|word| word.starts_with(char::is_uppercase))
        && !begins_as_post(text)
}

/// Whether a text begins as the name of a post does: "Head of Finance".
fn begins_as_post(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let posts = ["head", "director", "chief", "assistant", "deputy", "principal", "chair", "clerk", "leader"];
    posts.contains(&first.as_str()) && text.contains(' ')
}

/// "Lead: Ada Moss" without what stands before the name and says what they are; "SRO:" and "Accountable:" say who answers.
fn roled(text: &str, role: OfficerRole) -> (OfficerRole, &str) {
    let lead = |text: &str| {
        matches!(text, "lead" | "lead officer" | "owner" | "action lead" | "delivery lead" | "responsible")
    };
    match text.split_once(": ") {
        Some((before, rest)) if before.split_whitespace().count() <= 2 && !rest.trim().is_empty() => {
            let before = before.trim().to_lowercase();
            match &*before {
                "sro" | "accountable" | "accountable officer" | "ao" | "sponsor" | "senior responsible" => {
                    (OfficerRole::Accountable, rest)
                }
                word if lead(word) && role == OfficerRole::Unstated => (OfficerRole::Lead, rest),
                _ => (role, rest),
            }
        }
        _ => (role, text),
    }
}

/// The parts of a text at a mark that does not stand in brackets.
fn outside_brackets(text: &str, mark: char) -> Vec<&str> {
    let mut depth = 0_u32;
    text.split(|letter| {
        match letter {
            '(' | '<' => depth += 1,
            ')' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == mark && depth == 0
    })
    .collect()
}

fn without_brackets(text: &str) -> &str {
    text.split(['(', '<']).next().unwrap_or(text)
}

/// A name without an address or the number of a list.
fn plain(text: &str) -> String {
    let name = match text.split_once('<') {
        Some((name, _)) if !name.trim().is_empty() => name,
        _ => text.trim_matches(['<', '>']),
    };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    name.trim_start_matches('#').trim_matches([',', '.']).trim().to_owned()
}

/// One word that may be a name: a capital, then small letters.
fn is_word(text: &str) -> bool {
    let text = text.trim();
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase)
        && text.chars().count() > 2
        && letters.any(char::is_lowercase)
        && text.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '\'' | '\u{2019}' | '-'))
        && !is_post(text)
}

/// Two or three words that may be a person's name.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_part =
        |word: &&str| word.chars().next().is_some_and(char::is_uppercase) && !is_post(word) && !is_acronym_word(word);
    (2..=4).contains(&words.len()) && words.iter().all(is_part)
}

fn is_acronym_word(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(|letter| letter.is_uppercase() || letter.is_ascii_digit())
}

/// Initials, or the letters by which a body is known: `MW`, `DHd`, `SENDIASS`.
fn is_acronym(text: &str) -> bool {
    let text = text.trim();
    let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
    let letters = text.chars().count();
    (2..=8).contains(&letters) && capitals * 2 >= letters && text.chars().all(char::is_alphanumeric)
}

/// Whether a text names a post or a body.
fn is_post(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphabetic() && letter != '-')
        .any(|word| POSTS.iter().any(|post| post.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str, surname_first: bool) -> Vec<String> {
        People { surname_first }.read(cell, OfficerRole::Lead).into_iter().map(|one| one.name.into()).collect()
    }

    #[test]
    fn people_teams_and_posts() {
        for (cell, names) in [
            ("MG/JC/BB", &["MG", "JC", "BB"][..]),
            ("Jane Smith and Tom Hill; RS", &["Jane Smith", "Tom Hill", "RS"]),
            ("Ada Moss, Bo Reed", &["Ada Moss", "Bo Reed"]),
            ("Ada Moss (Council), Bo Reed (ICB)", &["Ada Moss (Council)", "Bo Reed (ICB)"]),
            ("Head of Policy and Performance", &["Head of Policy and Performance"]),
            ("Director of Adults, Children and Housing", &["Director of Adults, Children and Housing"]),
            ("Parents & Carers Forum", &["Parents & Carers Forum"]),
            ("Skills & Employment", &["Skills & Employment"]),
            ("Principal EP / Head of Virtual School", &["Principal EP", "Head of Virtual School"]),
            ("SEND/AP team", &["SEND/AP team"]),
            ("Ada Moss, Service Manager", &["Ada Moss, Service Manager"]),
            ("Ada Moss <ada@example.org>;Bo Reed <bo@example.org>", &["Ada Moss", "Bo Reed"]),
            ("12;#Ada Moss", &["Ada Moss"]),
            ("Comms, Finance", &["Comms", "Finance"]),
            ("Contractor,Estates Officer", &["Contractor", "Estates Officer"]),
            ("Markets Manager and Town Centre Partnership", &["Markets Manager", "Town Centre Partnership"]),
            ("Head of Leisure, Parks and Culture", &["Head of Leisure, Parks and Culture"]),
            ("Marlowe, Tess (Public Health) <t@example.org>", &["Marlowe, Tess (Public Health)"]),
            (
                "Ines Farrow, Service Manager & Kofi Dunmore, Team Lead",
                &["Ines Farrow, Service Manager", "Kofi Dunmore, Team Lead"],
            ),
            ("SRO: Director of Place\nLead: Housing Manager", &["Director of Place", "Housing Manager"]),
            ("TBC", &[]),
            ("", &[]),
        ] {
            assert_eq!(read(cell, false), names, "{cell}");
        }
        assert_eq!(read(&"A: ".repeat(10_000), false).len(), 1, "however often it says so");
        assert_eq!(read("Moss, Ada; Reed, Bo", true), ["Moss, Ada", "Reed, Bo"]);
    }
}
