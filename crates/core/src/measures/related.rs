//! Measures that count the same things, by the words of their definitions: what one hides another must not tell. **Not here.**
//! What is hidden ([`super::shown`]).

use super::state::{HeldMeasure, MeasuresHeld};

/// What a measure counts, or out of what, in words that can be compared; none where nothing is said.
fn said(words: &str) -> Option<String> {
    Some(letters(words).collect()).filter(|said: &String| !said.is_empty())
}

/// The words of a measure's part and whole.
pub(super) fn said_of(held: &HeldMeasure) -> [Option<String>; 2] {
    [said(&held.definition.numerator), said(&held.definition.denominator)]
}

/// Letters and digits of a text, small.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether two measures count something of the same. Most differ in their first letters, so no text is made of either.
fn shares(one: &HeldMeasure, other: &HeldMeasure) -> bool {
    let (mine, theirs) = (&one.definition, &other.definition);
    let is_same = |mine: &str, theirs: &str| letters(mine).next().is_some() && letters(mine).eq(letters(theirs));
    [&mine.numerator, &mine.denominator]
        .into_iter()
        .any(|mine| [&theirs.numerator, &theirs.denominator].into_iter().any(|theirs| is_same(mine, theirs)))
}

/// A measure with all that count something of the same, directly or by another, in the order in which they were defined.
#[must_use]
pub fn related<'m>(all: &'m MeasuresHeld, held: &'m HeldMeasure) -> Vec<&'m HeldMeasure> {
    let mut is_in: Vec<bool> = all.measures.iter().map(|one| one.key == held.key).collect();
    let Some(first) = is_in.iter().position(|is_in| *is_in) else { return vec![held] };
    let mut looked_at = vec![first];
    while let Some(one) = looked_at.pop().and_then(|at| all.measures.get(at)) {
        for (at, (other, is_in)) in all.measures.iter().zip(&mut is_in).enumerate() {
            if !*is_in && shares(one, other) {
                *is_in = true;
                looked_at.push(at);
            }
        }
    }
    // The one that was asked for as it was given, which may be of another day than the rest.
    let as_given = |one: &'m HeldMeasure| if one.key == held.key { held } else { one };
    all.measures.iter().zip(&is_in).filter(|(_, is_in)| **is_in).map(|(one, _)| as_given(one)).collect()
}
