//! The four cookies, all strictly necessary: who is signed in, who answers by a link, which browser asked for a
//! link, and where it wanted to go.

/// Holds the secret of a session.
pub(crate) const SESSION: &str = "__Host-session";
/// Holds the secret of a browser, to which links are bound.
pub(crate) const BROWSER: &str = "__Host-browser";

/// Holds the secret of who answers by the link of a letter.
pub(crate) const ANSWERING: &str = "__Host-updates";
/// Holds the page that somebody wanted who had to sign in first, written as a part of an address.
pub(crate) const NEXT: &str = "__Host-next";

/// The value of a cookie in a header.
pub(crate) fn find<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    header.split(';').filter_map(|pair| pair.trim().split_once('=')).find(|(known, _)| *known == name).map(|(_, v)| v)
}

/// The header that sets a cookie; 0 seconds take it away.
pub(crate) fn set(name: &str, value: &str, seconds: i64) -> String {
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={seconds}")
}
