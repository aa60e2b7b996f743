//! Where an area's pages stand: the first area's at the root, every other's under an address of its own, `/a/KEY`.
//!
//! A page speaks of addresses as if its area were alone, and cannot name another area's: on the way in the area's part
//! is taken off, and here, on the one way out, it is put before every address that an answer leads to.
//! **Not here.** Which area a request is for, which the listener's routes say.

use onpace_core::house::area::AreaKey;

/// The attributes by which a page leads somewhere.
const LEADING: [&str; 4] = [" href=\"/", " action=\"/", " formaction=\"/", " src=\"/"];
/// Files that are the same for all areas, after the slash.
const SHARED: &str = "assets/";

/// How the addresses of an area's pages begin: nothing of the first, `/a/torbay` of another.
#[must_use]
pub fn area_prefix(area: &AreaKey) -> String {
    if area.is_first() { String::new() } else { format!("/a/{area}") }
}

/// A page with the area's part before each address that it leads to. Text cannot be taken for an attribute, for a page
/// has no quotation mark in its text that is not written out.
pub(crate) fn page(page: String, prefix: &str) -> String {
    if prefix.is_empty() {
        return page;
    }
    let mut made = String::with_capacity(page.len() + page.len() / 16);
    let mut rest = page.as_str();
    while let Some(at) = next(rest) {
        // Up to the slash, which ends what was found.
        let (before, after) = rest.split_at(at);
        made.push_str(before);
        if !after[1..].starts_with('/') && !after[1..].starts_with(SHARED) {
            made.push_str(prefix);
        }
        made.push('/');
        rest = &after[1..];
    }
    made.push_str(rest);
    made
}

/// Where the slash stands with which the next address of our own begins.
fn next(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = text[from..].find("=\"/") {
        let slash = from + found + 2;
        if LEADING.iter().any(|attribute| text[..=slash].ends_with(attribute)) {
            return Some(slash);
        }
        from = slash;
    }
    None
}

/// Where an answer sends somebody on to.
pub(crate) fn address(to: &str, prefix: &str) -> String {
    let is_own = to.starts_with('/') && !to.starts_with("//");
    if is_own { format!("{prefix}{to}") } else { to.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_of_our_own_gets_the_areas_part_and_nothing_else_does() {
        for (text, wanted) in [
            ("<a href=\"/p/send\">", "<a href=\"/a/x/p/send\">"),
            ("<a class=\"b\" href=\"/\">/p/send</a>", "<a class=\"b\" href=\"/a/x/\">/p/send</a>"),
            ("<form method=\"post\" action=\"/sign-in\">", "<form method=\"post\" action=\"/a/x/sign-in\">"),
            (
                "<button formaction=\"/p/q\"><img src=\"/r.svg\">",
                "<button formaction=\"/a/x/p/q\"><img src=\"/a/x/r.svg\">",
            ),
            ("<link href=\"/assets/onpace.css\">", "<link href=\"/assets/onpace.css\">"),
            ("<a href=\"//elsewhere.example\">", "<a href=\"//elsewhere.example\">"),
            ("<a href=\"https://e.example/p\"><a href=\"#top\">", "<a href=\"https://e.example/p\"><a href=\"#top\">"),
            ("<input name=\"next\" value=\"/p/send\">", "<input name=\"next\" value=\"/p/send\">"),
            ("say href=&quot;/p&quot; é=\"/", "say href=&quot;/p&quot; é=\"/"),
        ] {
            assert_eq!(page(text.to_owned(), "/a/x"), wanted);
            assert_eq!(page(text.to_owned(), ""), text, "the first area's pages stay as they are");
        }
        assert_eq!(address("/p/send?saved=yes", "/a/x"), "/a/x/p/send?saved=yes");
        assert_eq!(address("https://e.example", "/a/x"), "https://e.example");
    }
}
