//! The names by which things are known: each a type of its own, so that one is never taken for another.
//!
//! In events, in files and on disk each is a text, as it always was. **Not here.** Who makes them: a row's key is made
//! with the row, a person's id by the directory.

use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $id(String);

        impl $id {
            /// The same as a text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Deref for $id {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $id {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $id {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $id {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<$id> for String {
            fn from(id: $id) -> Self {
                id.0
            }
        }

        impl PartialEq<str> for $id {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $id {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl PartialEq<String> for $id {
            fn eq(&self, other: &String) -> bool {
                self.0 == *other
            }
        }

        impl fmt::Display for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// By which a row of a plan is known for ever, whatever its code becomes: "1A".
    RowKey,
    /// By which somebody is known whom the directory knows, and never by a name: "person-7".
    PersonId,
    /// By which a measure of an area is known for ever: "ehc-20-weeks".
    MeasureKey,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_disk_an_id_is_the_text_that_it_is() {
        let key = RowKey::from("1A");
        assert_eq!(serde_json::to_string(&key).unwrap(), "\"1A\"");
        assert_eq!(serde_json::from_str::<RowKey>("\"1A\"").unwrap(), key);
        assert_eq!((key.to_string(), String::from(key.clone()), &*key), ("1A".to_owned(), "1A".to_owned(), "1A"));
    }
}
