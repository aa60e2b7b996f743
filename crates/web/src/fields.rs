//! Names and values, of an address's query or of a form.

/// The fields, in order; a name may stand more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

/// A file that came with a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentFile {
    /// The field.
    pub field: String,
    /// What the sender calls it; only ever shown.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Fields {
    /// Reads `a=1&b=2`.
    #[must_use]
    pub fn parse(text: &[u8]) -> Self {
        Self(form_urlencoded::parse(text).map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// A field's value without blanks at its ends; empty where there is none.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// A field's value where it says anything.
    #[must_use]
    pub fn said(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.is_empty())
    }

    /// Every value of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// Whether a field is there.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// The query of an address with these fields, one of them otherwise; without it where `value` is none.
    #[must_use]
    pub fn with(&self, name: &str, value: Option<&str>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (known, old) in self.0.iter().filter(|(known, old)| known != name && !old.is_empty()) {
            query.append_pair(known, old);
        }
        if let Some(value) = value {
            query.append_pair(name, value);
        }
        let query = query.finish();
        if query.is_empty() { query } else { format!("?{query}") }
    }
}
