//! What must not be read by everybody: people's names in running text become their posts, and counts of so few people
//! that somebody could be known by them are not shown.
//!
//! Counts below five are suppressed, as official statistics on people in England are wont to; a count that
//! could be worked out as what is left of a shown total is suppressed with it. **Not here.** Which pages are public.

use onpace_core::figure::{Figure, FigureValue};

/// Counts of people below this are not shown.
pub const FEWEST_SHOWN: i64 = 5;

/// Figures that count people, each with the figure that it is a part of, where it is one.
const OF_PEOPLE: [(&str, Option<&str>); 2] = [("round_people", None), ("round_people_done", Some("round_people"))];
/// Figures whose rows are names.
const OF_NAMES: [&str; 1] = ["officers"];

/// Whether a figure's rows are names, so that nothing public says it.
#[must_use]
pub fn is_of_names(key: &str) -> bool {
    OF_NAMES.contains(&key)
}

/// Takes away figures that list names, and withholds counts of few people, and what would give such a count away.
#[must_use]
pub fn figures(all: Vec<Figure>) -> Vec<Figure> {
    let count = |key: &str| all.iter().find(|one| one.of.key == key).and_then(counted);
    let few = |count: i64| (1..FEWEST_SHOWN).contains(&count);
    let is_withheld = |figure: &Figure| {
        let Some((_, whole)) = OF_PEOPLE.iter().find(|(key, _)| *key == figure.of.key) else { return false };
        let Some(own) = counted(figure) else { return false };
        few(own) || whole.and_then(count).is_some_and(|whole| few(whole) || few(whole - own))
    };
    let withheld: Vec<bool> = all.iter().map(is_withheld).collect();
    let all = all.into_iter().zip(withheld).filter(|(figure, _)| !OF_NAMES.contains(&&*figure.of.key));
    all.map(|(figure, withheld)| if withheld { Figure { value: FigureValue::Withheld, ..figure } } else { figure })
        .collect()
}

const fn counted(figure: &Figure) -> Option<i64> {
    match figure.value {
        FigureValue::Count(count) => Some(count),
        _ => None,
    }
}

/// Names of people, and what stands in their place.
#[derive(Clone, Debug, Default)]
pub struct Names(Vec<(String, String)>);

impl Names {
    /// The names to be replaced, the longest first, so that "Dana Hope" goes before "Dana".
    #[must_use]
    pub fn new(mut all: Vec<(String, String)>) -> Self {
        all.retain(|(name, _)| name.chars().filter(|c| c.is_alphanumeric()).count() >= 2);
        all.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self(all)
    }

    /// The text with each name, where it stands as a word of its own, replaced.
    #[must_use]
    pub fn out_of(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (name, post) in &self.0 {
            if text.contains(name.as_str()) {
                text = replaced(&text, name, post);
            }
        }
        text
    }
}

fn replaced(text: &str, name: &str, post: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some(at) = rest.find(name) {
        let (head, tail) = (&rest[..at], &rest[at + name.len()..]);
        let left = head.chars().next_back().or(before);
        let right = tail.chars().next();
        let is_word = |next: Option<char>| next.is_some_and(char::is_alphanumeric);
        made.push_str(head);
        made.push_str(if is_word(left) || is_word(right) { name } else { post });
        before = name.chars().next_back();
        rest = tail;
    }
    made.push_str(rest);
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use onpace_core::figure::FigureDefinition;

    #[test]
    fn a_name_that_is_a_word_becomes_its_post() {
        let all = [("DHd", "Head of SEND"), ("RS", "the lead officer"), ("Dana Hope", "Head of SEND"), ("K", "nobody")];
        let names = Names::new(all.map(|(name, post)| (name.to_owned(), post.to_owned())).to_vec());
        for (text, expected) in [
            ("DHd met RS.", "Head of SEND met the lead officer."),
            ("Dana Hope, DHd/RS", "Head of SEND, Head of SEND/the lead officer"),
            ("VERSION of FIRST ADHd", "VERSION of FIRST ADHd"),
            ("RSRS RS", "RSRS the lead officer"),
            ("K stays: one letter is no name", "K stays: one letter is no name"),
            ("", ""),
        ] {
            assert_eq!(names.out_of(text), expected);
        }
    }

    fn people(asked: i64, done: i64) -> Vec<FigureValue> {
        let of = |key| FigureDefinition::fixed(key, "", "");
        let figure = |key, count| Figure { of: of(key), value: FigureValue::Count(count), rows: Vec::new() };
        let all = vec![figure("officers", 24), figure("round_people", asked), figure("round_people_done", done)];
        figures(all).into_iter().map(|one| one.value).collect()
    }

    /// By hand: 25 asked and 23 done gives away that 2 are missing.
    #[test]
    fn few_people_are_not_counted_and_cannot_be_worked_out() {
        use FigureValue::{Count, Withheld};
        assert_eq!(people(25, 20), [Count(25), Count(20)]);
        assert_eq!(people(25, 25), [Count(25), Count(25)]);
        assert_eq!(people(25, 23), [Count(25), Withheld]);
        assert_eq!(people(25, 3), [Count(25), Withheld]);
        assert_eq!(people(25, 0), [Count(25), Count(0)]);
        assert_eq!(people(4, 4), [Withheld, Withheld]);
    }
}
