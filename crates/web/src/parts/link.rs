//! Addresses within the service.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What does not stand as it is in a part of an address.
const PART: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// What does not stand as it is in a value of a query or of a cookie.
const WHOLE: &AsciiSet = &PART.add(b'&').add(b'=').add(b'+').add(b';').add(b',').add(b'\'');

/// A text as one part of an address.
pub(crate) fn part(text: &str) -> String {
    utf8_percent_encode(text, PART).to_string()
}

/// A page of a plan: `("send", "actions")` is `/p/send/actions`.
pub(crate) fn plan(name: &str, page: &str) -> String {
    let page = if page.is_empty() { String::new() } else { format!("/{page}") };
    format!("/p/{}{page}", part(name))
}

/// The page of an action.
pub(crate) fn action(name: &str, code: &str) -> String {
    format!("{}/{}", plan(name, "actions"), part(code))
}

/// An address of this service that somebody is to be sent on to; the front page where it is anything else.
pub(crate) fn own(next: &str) -> &str {
    let is_own = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && !next.contains(|c: char| c.is_control())
        && next.len() < 500;
    if is_own { next } else { "/" }
}

/// The query that says where somebody wanted to go; nothing for the front page.
pub(crate) fn next(to: &str) -> String {
    if to == "/" { String::new() } else { format!("?next={}", utf8_percent_encode(to, WHOLE)) }
}

/// An address within a cookie.
pub(crate) fn kept(to: &str) -> String {
    utf8_percent_encode(to, WHOLE).to_string()
}

/// And back.
pub(crate) fn of_kept(kept: &str) -> String {
    percent_encoding::percent_decode_str(kept)
        .decode_utf8()
        .map_or_else(|_| "/".to_owned(), std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_on_to_another_site() {
        for bad in ["//evil.example", "\\\\evil", "/\\evil", "https://evil.example", "javascript:alert(1)", "", "/a\nb"]
        {
            assert_eq!(own(bad), "/", "{bad}");
        }
        assert_eq!(own("/p/send/actions"), "/p/send/actions");
    }

    #[test]
    fn names_and_codes_are_one_part_of_an_address() {
        assert_eq!(action("a b/c", "1A.6?"), "/p/a%20b%2Fc/actions/1A.6%3F");
    }
}
