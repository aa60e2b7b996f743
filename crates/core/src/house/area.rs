//! The areas of an installation: each a local area, one controller's data, which sees nothing of the others.
//!
//! An area owns its plans, people, roles, users, mail, links, files and the history of all that.
//! **Not here.** Where an area is kept, which is the store's; the area's name on pages.

use serde::Serialize;

/// The longest key of an area, in letters.
pub const LONGEST_KEY: usize = 32;

/// What an area is called in addresses, commands and the head of a history: small letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct AreaKey(String);

impl AreaKey {
    /// The key of the first area, with which every installation begins.
    #[must_use]
    pub fn first() -> Self {
        Self("1".to_owned())
    }

    /// A key, as somebody types it; none of anything but 1 to 32 small letters, digits and hyphens between them.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let is_one = !text.is_empty() && text.len() <= LONGEST_KEY && text.chars().all(fits);
        (is_one && !text.starts_with('-') && !text.ends_with('-')).then(|| Self(text.to_owned()))
    }

    /// The same as a text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the first area of an installation.
    #[must_use]
    pub fn is_first(&self) -> bool {
        *self == Self::first()
    }
}

impl std::fmt::Display for AreaKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_one_part_of_an_address_and_of_a_path() {
        for good in ["torbay", "1", "bath-and-north-east-somerset", "a"] {
            assert_eq!(AreaKey::parse(good).map(|key| key.to_string()).as_deref(), Some(good));
        }
        for bad in ["", "-", "a-", "-a", "Torbay", "tor bay", "..", "a/b", "a.b", "é", "a\0", &"a".repeat(33)] {
            assert_eq!(AreaKey::parse(bad), None, "{bad:?}");
        }
        assert!(AreaKey::parse("1").is_some_and(|key| key.is_first()));
    }
}
