//! Where a link may lead: to a web page, in an address that Word can read.
//!
//! Word calls a whole file damaged when one address in it is malformed, so that an address that is
//! not plainly one is left out and its words stand alone.

use std::fmt::Write as _;

/// The address as Word takes it; none where it is not a web address.
pub(super) fn target(href: &str) -> Option<String> {
    let (scheme, rest) = href.trim().split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    if !is_host(host) {
        return None;
    }
    Some(format!("{}://{host}{}", scheme.to_ascii_lowercase(), escaped(path)))
}

/// A name or number and perhaps a port. No user: `https://council.gov.uk@evil.example` is a trap.
fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let fine = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(fine) && port.parse::<u16>().is_ok()
}

/// Everything but the characters that an address may hold, as `%` and two digits.
fn escaped(path: &str) -> String {
    let mut out = String::new();
    let mut has_fragment = false;
    for (at, byte) in path.bytes().enumerate() {
        let plain = match byte {
            b'#' => !std::mem::replace(&mut has_fragment, true),
            b'%' => path.as_bytes().get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)),
            _ => byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&byte),
        };
        if plain {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        for (href, expected) in [
            ("https://www.example.org/plan.pdf", Some("https://www.example.org/plan.pdf")),
            ("HTTP://example.org:8080?q=a&b#top", Some("http://example.org:8080?q=a&b#top")),
            ("https://example.org/a b/é\"<>#x#y", Some("https://example.org/a%20b/%C3%A9%22%3C%3E#x%23y")),
            ("https://example.org/50%25/100%", Some("https://example.org/50%25/100%25")),
            ("javascript:alert(1)", None),
            ("javascript://example.org/%0aalert(1)", None),
            ("file:///etc/passwd", None),
            ("https://council.gov.uk@evil.example/", None),
            ("https://[::1", None),
            ("https://", None),
            ("/plan.pdf", None),
        ] {
            assert_eq!(target(href).as_deref(), expected, "{href}");
        }
    }
}
