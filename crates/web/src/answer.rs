//! What a page answers with.

use maud::Markup;

/// An answer.
pub enum Answer {
    /// A page.
    Page(Box<Sheet>),
    /// Go on there; an address of this service.
    Go(String),
    /// A file to keep.
    File {
        /// Its name.
        name: String,
        /// Its type.
        kind: &'static str,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// Something else than a page, to be shown as it is.
    Shown {
        /// Its type.
        kind: &'static str,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// The same answer, and a cookie set: name, value, seconds that it lasts (0 takes it away).
    With(Box<Answer>, Vec<(&'static str, String, i64)>),
}

/// A page.
pub struct Sheet {
    /// Its title, unique in the service; its heading too.
    pub title: String,
    /// What stands in it, its heading included.
    pub body: Markup,
    /// The code, 200 as a rule.
    pub status: u16,
}

impl Answer {
    /// A page.
    #[must_use]
    pub fn page(title: impl Into<String>, body: Markup) -> Self {
        Self::Page(Box::new(Sheet { title: title.into(), body, status: 200 }))
    }

    /// The same with another code.
    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        match self {
            Self::Page(sheet) => Self::Page(Box::new(Sheet { status, ..*sheet })),
            other => other,
        }
    }

    /// The same, and a cookie; 0 seconds take it away.
    #[must_use]
    pub fn with_cookie(self, name: &'static str, value: impl Into<String>, seconds: i64) -> Self {
        let cookie = (name, value.into(), seconds);
        match self {
            Self::With(answer, mut cookies) => {
                cookies.push(cookie);
                Self::With(answer, cookies)
            }
            other => Self::With(Box::new(other), vec![cookie]),
        }
    }

    /// Goes on to an address of this service, whose page says that something was saved.
    #[must_use]
    pub fn saved(to: impl AsRef<str>) -> Self {
        let to = to.as_ref();
        let joint = if to.contains('?') { '&' } else { '?' };
        Self::Go(format!("{to}{joint}saved=yes"))
    }

    /// Goes on to an address of this service.
    #[must_use]
    pub fn go(to: impl Into<String>) -> Self {
        Self::Go(to.into())
    }
}
