//! The four cookies, all strictly necessary: who is signed in, who answers by a link, which browser asked for a
//! link, and where it wanted to go. Each area has its own: who is signed in to one is nobody in another.

use onpace_core::house::area::AreaKey;

/// Holds the secret of a session.
pub(crate) const SESSION: &str = "__Host-session";
/// Holds the secret of a browser, to which links are bound.
pub(crate) const BROWSER: &str = "__Host-browser";

/// Holds the secret of who answers by the link of a letter.
pub(crate) const ANSWERING: &str = "__Host-updates";
/// Holds the page that somebody wanted who had to sign in first, written as a part of an address.
pub(crate) const NEXT: &str = "__Host-next";

/// The name of a cookie in an area: as it is in the first.
pub(crate) fn of_area(name: &str, area: &AreaKey) -> String {
    if area.is_first() { name.to_owned() } else { format!("{name}-{area}") }
}

/// The value of an area's cookie in a header.
pub(crate) fn find<'a>(header: &'a str, name: &str, area: &AreaKey) -> Option<&'a str> {
    let name = of_area(name, area);
    header.split(';').filter_map(|pair| pair.trim().split_once('=')).find(|(known, _)| *known == name).map(|(_, v)| v)
}

/// The header that sets an area's cookie; 0 seconds take it away.
pub(crate) fn set(name: &str, value: &str, seconds: i64, area: &AreaKey) -> String {
    let name = of_area(name, area);
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={seconds}")
}
