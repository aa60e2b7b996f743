//! A feed of what was published, for programs that watch for news (RFC 4287). **Not here.** What is published.

use std::fmt::Write as _;

/// One thing that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEntry {
    /// Where it is; its name for ever.
    pub address: String,
    /// Its title.
    pub title: String,
    /// When it was published or withdrawn, RFC 3339.
    pub updated: String,
    /// What it is of, in a line.
    pub summary: String,
}

/// The feed as XML; `own` is its address, `page` that of the page it follows. The entries come the newest first.
#[must_use]
pub fn feed(title: &str, author: &str, own: &str, page: &str, entries: &[FeedEntry]) -> Vec<u8> {
    let updated = entries.iter().map(|entry| entry.updated.as_str()).max().unwrap_or("1970-01-01T00:00:00Z");
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-GB\">\n\
         <id>{own}</id>\n<title>{}</title>\n<updated>{updated}</updated>\n<author><name>{}</name></author>\n\
         <link rel=\"self\" href=\"{own}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n",
        escaped(title),
        escaped(author),
        own = escaped(own),
        page = escaped(page),
    );
    for entry in entries {
        let address = escaped(&entry.address);
        let _ = writeln!(
            xml,
            "<entry><id>{address}</id><title>{}</title><updated>{}</updated><link rel=\"alternate\" type=\"text/html\" \
             href=\"{address}\"/><summary>{}</summary></entry>",
            escaped(&entry.title),
            escaped(&entry.updated),
            escaped(&entry.summary),
        );
    }
    xml.push_str("</feed>\n");
    xml.into_bytes()
}

/// A text as XML has it; letters that XML forbids are left out.
fn escaped(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => made.push_str("&amp;"),
            '<' => made.push_str("&lt;"),
            '>' => made.push_str("&gt;"),
            '"' => made.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if letter.is_control() && !matches!(letter, '\t' | '\n' | '\r') => {}
            _ => made.push(letter),
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_cannot_break_out_of_a_feed() {
        let entry = FeedEntry {
            address: "https://plan.example/public/a&b/2022-06".to_owned(),
            title: "</title><script>&\u{8}".to_owned(),
            updated: "2022-06-14T09:00:00Z".to_owned(),
            summary: String::new(),
        };
        let made = String::from_utf8(feed("A & B", "C\"D", "https://x/f", "https://x", &[entry])).unwrap();
        assert!(made.contains("<title>&lt;/title&gt;&lt;script&gt;&amp;</title>"), "{made}");
        assert!(made.contains("a&amp;b/2022-06") && made.contains("<updated>2022-06-14T09:00:00Z</updated>\n<author>"));
        assert!(!made.contains("<script>"));
    }
}
