//! People: who is named in the plans, who that is, and forgetting them.

use crate::desk::Desk;
use crate::names::Names;
use crate::problem::{Kind, Problem};
use crate::seat::{By, Seat};
use onpace_core::access::Act;
use onpace_core::house::event::HouseEvent;
use onpace_core::house::refusal::HouseRefusal;
use onpace_core::ids::PersonId;
use onpace_core::ledger::event::Event;
use onpace_store::Directory as _;
use std::path::Path;

pub use onpace_store::directory::{Details, Person};

impl Desk {
    /// Everybody, of one plan or of all.
    ///
    /// # Errors
    /// A damaged directory.
    pub fn people(&self, plan: Option<&str>) -> Result<Vec<Person>, Problem> {
        Ok(self.store().people(plan)?)
    }

    /// The person of an id, or of a name as one plan writes it.
    ///
    /// # Errors
    /// Nobody of that name, or several plans that write it.
    pub fn person(&self, who: &str, plan: Option<&str>) -> Result<Person, Problem> {
        let mut found: Vec<Person> =
            self.people(plan)?.into_iter().filter(|person| person.id == who || person.written == who).collect();
        match (found.pop(), found.is_empty()) {
            (Some(person), true) => Ok(person),
            (Some(last), false) => {
                let all = std::iter::once(last).chain(found);
                let ids = all.map(|one| (one.id.to_string(), one.plan)).collect();
                Err(HouseRefusal::SeveralCalled { who: who.to_owned(), ids }.into())
            }
            (None, _) => Err(Problem::refused(Kind::NotFound, HouseRefusal::NobodyCalled { who: who.to_owned() })),
        }
    }

    /// Says who somebody is.
    ///
    /// # Errors
    /// Nobody of that id, an address or a phone number that is none.
    pub fn set_person(&self, id: &str, details: &Details, seat: &Seat) -> Result<(), Problem> {
        let plan = self.store().person_of(id)?.map_or_else(String::new, |person| person.plan);
        let by = seat.may(Act::ManagePeople, &plan)?;
        check(details)?;
        Ok(self.store().set_person(id, details, &by.hand())?)
    }

    /// Says who several people are, each as they were when somebody looked at them: all of it is saved, or nothing.
    ///
    /// # Errors
    /// As [`Desk::set_person`]; somebody who was changed meanwhile.
    pub fn set_people(&self, all: &[(Person, Details)], seat: &Seat) -> Result<(), Problem> {
        let by = seat.may_of_people(all.iter().map(|(person, _)| person))?;
        all.iter().try_for_each(|(_, details)| check(details))?;
        Ok(self.store().set_people(all, &by.hand())?)
    }

    /// Says that a name stands for somebody who is known by another.
    ///
    /// # Errors
    /// A name for itself, or a circle.
    pub fn resolve_person(&self, person: &Person, is: &Person, seat: &Seat) -> Result<(), Problem> {
        let hand = &seat.may(Act::ManagePeople, &person.plan)?.hand();
        let target = is.details.same_as.as_deref().unwrap_or(&is.id);
        if *target == *person.id {
            let (person, other) = (person.id.to_string(), is.id.to_string());
            return Err(HouseRefusal::SameAlready { person, other }.into());
        }
        let same = |details: &Details| Details { same_as: Some(target.into()), ..details.clone() };
        self.store().set_person(&person.id, &same(&person.details), hand)?;
        // Those who were this person are whoever this person is.
        for one in self.known_as(&person.id)? {
            self.store().set_person(&one.id, &same(&one.details), hand)?;
        }
        Ok(())
    }

    /// Takes back that a name stands for somebody who is known by another.
    ///
    /// # Errors
    /// Nobody of that id.
    pub fn part_person(&self, person: &Person, seat: &Seat) -> Result<(), Problem> {
        let by = seat.may(Act::ManagePeople, &person.plan)?;
        self.parted(person, &by)
    }

    fn parted(&self, person: &Person, by: &By) -> Result<(), Problem> {
        let details = Details { same_as: None, ..person.details.clone() };
        Ok(self.store().set_person(&person.id, &details, &by.hand())?)
    }

    /// Says that two names stand for two people, so that nobody is asked again.
    ///
    /// # Errors
    /// Nobody of that id.
    pub fn tell_apart(&self, person: &Person, other: &Person, seat: &Seat) -> Result<(), Problem> {
        let by = seat.may(Act::ManagePeople, &person.plan)?;
        if person.details.differs_from.contains(&other.id) {
            return Ok(());
        }
        let mut details = person.details.clone();
        details.differs_from.push(other.id.clone());
        Ok(self.store().set_person(&person.id, &details, &by.hand())?)
    }

    /// Everybody whose name stands for a person.
    ///
    /// # Errors
    /// A damaged directory.
    pub fn known_as(&self, id: &str) -> Result<Vec<Person>, Problem> {
        let is_them = |person: &Person| person.details.same_as.as_deref() == Some(id);
        Ok(self.people(None)?.into_iter().filter(is_them).collect())
    }

    /// Forgets somebody, after an event that says so and why. Events that name their id still verify.
    /// Names that stood for them are questions again. Mail that they sent goes, out of the mail folder too where
    /// that is named.
    ///
    /// # Errors
    /// A reason that names them, which would stay; nobody of that id.
    pub fn forget_person(&self, person: &Person, inbox: Option<&Path>, seat: &Seat) -> Result<(), Problem> {
        let by = seat.may(Act::ManagePeople, &person.plan)?;
        if by.reason().is_some_and(|reason| names(reason, person)) {
            return Err(HouseRefusal::ReasonNamesThem.into());
        }
        let others = self.known_as(&person.id)?;
        // First the event: what is erased must never be gone without a word of it.
        self.record_always(
            &person.plan,
            seat,
            &by,
            &Event::House(HouseEvent::Forgotten { person: person.id.clone() }),
        )?;
        self.store().forget_person(&person.id)?;
        if let Some(email) = &person.details.email {
            self.forget_sender(email, inbox)?;
        }
        others.iter().try_for_each(|other| self.parted(other, &by))
    }

    /// The ids of names that a command gives, taking in those that are new.
    ///
    /// # Errors
    /// The disk.
    pub fn ids_of(&self, plan: &str, names: &[&str], dry_run: bool) -> Result<Vec<PersonId>, Problem> {
        let known = if dry_run {
            Names::of(self.store(), plan)?
        } else {
            let new = names.iter().map(|name| ((*name).to_owned(), None)).collect();
            Names::from(self.store().name_people(plan, new)?)
        };
        Ok(names.iter().map(|name| known.id(name)).collect())
    }
}

/// Refuses an address and a phone number that are none.
fn check(details: &Details) -> Result<(), Problem> {
    if let Some(email) = details.email.as_deref().filter(|email| !is_address(email)) {
        return Err(HouseRefusal::NotAPersonsAddress { text: email.to_owned() }.into());
    }
    details.phone.as_deref().map_or(Ok(()), check_phone)
}

/// Whether letters can be sent there.
pub(crate) fn is_address(email: &str) -> bool {
    let parts = email.split_once('@');
    parts.is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.contains('@'))
        && !email.contains(|c: char| c.is_whitespace() || c.is_control())
        && email.len() <= 254
}

/// Fewest and most digits of a phone number; the fewest are those of an extension.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=20;
/// No phone number is longer, in letters.
const LONGEST_PHONE: usize = 40;

/// Refuses what nobody could dial: anything but digits, blanks, + ( ) - . and an extension.
///
/// # Errors
/// What is no phone number.
pub fn check_phone(text: &str) -> Result<(), Problem> {
    let (number, extension) = parts_of_phone(text);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let is_number = number.chars().all(|c| c.is_ascii_digit() || "+()-. ".contains(c));
    let is_extension =
        extension.as_deref().is_none_or(|extension| digits(extension) == extension.len() && !extension.is_empty());
    if is_number && is_extension && DIGITS.contains(&digits(&number)) && text.len() <= LONGEST_PHONE {
        return Ok(());
    }
    Err(HouseRefusal::NotAPhone.into())
}

/// A phone number as a link dials it: `tel:+441803555123`.
#[must_use]
pub fn dialled(phone: &str) -> String {
    let (number, extension) = parts_of_phone(phone);
    // Whoever dials the code of the country leaves the 0 in brackets out.
    let number = if number.contains('+') { number.replace("(0)", "") } else { number };
    let number: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    extension.map_or_else(|| format!("tel:{number}"), |extension| format!("tel:{number};ext={extension}"))
}

/// The number, and the extension where one is named: "ext 12", "ext. 12", "extension 12", "x12".
fn parts_of_phone(text: &str) -> (String, Option<String>) {
    let text = text.trim().to_lowercase();
    for word in ["extension", "ext", "x"] {
        if let Some((number, extension)) = text.split_once(word) {
            let extension = extension.trim_start_matches(['.', ':', ' ']).trim_end();
            return (number.trim_end().to_owned(), Some(extension.to_owned()));
        }
    }
    (text, None)
}

/// Whether a text names somebody: as the plan writes them, by their name or a part of it, by their address.
fn names(text: &str, person: &Person) -> bool {
    let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    let said = words(text);
    let details = &person.details;
    let mut parts = std::iter::once(&person.written).chain(&details.name).flat_map(|name| words(name));
    let is_said = |part: String| part.chars().count() >= 2 && said.contains(&part);
    let email = details.email.as_deref().unwrap_or_default().to_lowercase();
    parts.any(is_said) || !email.is_empty() && text.to_lowercase().contains(&email)
}

/// Why two names may stand for one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alike {
    /// The same e-mail address.
    Address,
    /// The same full name.
    Name,
    /// The same letters, in other case or with other marks.
    Letters,
    /// One is the beginning of the other: DH, `DHd`.
    Beginning,
}

/// Pairs of people who may be one, by their places, for somebody to say. Nobody is merged by this.
#[must_use]
pub fn alike(people: &[Person]) -> Vec<(usize, usize, Alike)> {
    let mut pairs = Vec::new();
    for (at, one) in people.iter().enumerate() {
        for (later, other) in people.iter().enumerate().skip(at + 1) {
            if let Some(why) = why_alike(one, other) {
                pairs.push((at, later, why));
            }
        }
    }
    pairs
}

fn why_alike(one: &Person, other: &Person) -> Option<Alike> {
    let is_settled = one.details.same_as.is_some()
        || other.details.same_as.is_some()
        || one.details.differs_from.contains(&other.id)
        || other.details.differs_from.contains(&one.id);
    if is_settled {
        return None;
    }
    let same = |a: &Option<String>, b: &Option<String>| {
        a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a.trim().to_lowercase() == b.trim().to_lowercase())
    };
    let letters = |person: &Person| {
        person.written.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let (a, b) = (letters(one), letters(other));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if same(&one.details.email, &other.details.email) {
        Some(Alike::Address)
    } else if same(&one.details.name, &other.details.name) {
        Some(Alike::Name)
    } else if a == b && !a.is_empty() {
        Some(Alike::Letters)
    } else if short.chars().count() >= 2
        && long.starts_with(short.as_str())
        && long.chars().count() - short.chars().count() <= 2
    {
        Some(Alike::Beginning)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(number: usize, written: &str, email: Option<&str>) -> Person {
        let details = Details { email: email.map(str::to_owned), ..Details::default() };
        Person { id: format!("person-{number}").into(), plan: "send".to_owned(), written: written.to_owned(), details }
    }

    #[test]
    fn names_that_may_be_one_person_are_told_and_others_are_not() {
        for (one, other, expected) in [
            (("DH", None), ("DHd", None), Some(Alike::Beginning)),
            (("DHd", None), ("dhd", None), Some(Alike::Letters)),
            (("D.H.", None), ("DH", None), Some(Alike::Letters)),
            (("RW", Some("r@x.org")), ("JW", Some("R@x.org")), Some(Alike::Address)),
            (("RW", None), ("JW", None), None),
            (("R", None), ("RW", None), None),
            (("DH", None), ("DHarrison", None), None),
        ] {
            let people = [person(1, one.0, one.1), person(2, other.0, other.1)];
            let found = alike(&people).first().map(|(_, _, why)| *why);
            assert_eq!(found, expected, "{one:?} {other:?}");
        }
    }

    #[test]
    fn a_reason_that_names_somebody_is_told_from_one_that_does_not() {
        let mut one = person(1, "DHd", Some("dana@here.org"));
        one.details.name = Some("Dana Harris".to_owned());
        for named in ["DHd asked", "Harris left", "write to DANA@here.org", "for Dana"] {
            assert!(names(named, &one), "{named}");
        }
        for other in ["They asked for it", "left in June", "DHdx", ""] {
            assert!(!names(other, &one), "{other}");
        }
    }

    #[test]
    fn a_phone_number_is_told_from_what_nobody_could_dial() {
        for (number, dials) in [
            ("01803 555 123", "tel:01803555123"),
            ("(01803) 555-123", "tel:01803555123"),
            ("+44 (0)1803 555 123", "tel:+441803555123"),
            ("01803 555 123 ext 12", "tel:01803555123;ext=12"),
            ("01803555123 x12", "tel:01803555123;ext=12"),
            ("01803.555.123 Ext. 12", "tel:01803555123;ext=12"),
            ("4321", "tel:4321"),
        ] {
            assert!(check_phone(number).is_ok(), "{number}");
            assert_eq!(dialled(number), dials, "{number}");
        }
        for none in ["12", "ask Dana", "dana@example.org", "01803 ext", "01803 555 ext twelve", "0".repeat(21).as_str()]
        {
            assert!(check_phone(none).is_err(), "{none}");
        }
    }

    #[test]
    fn a_pair_that_somebody_settled_is_not_asked_about_again() {
        let mut people = [person(1, "DH", None), person(2, "DHd", None)];
        people[1].details.differs_from.push("person-1".into());
        assert_eq!(alike(&people), []);
    }
}
