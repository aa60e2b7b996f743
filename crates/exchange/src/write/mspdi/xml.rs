//! Elements and texts, escaped; a forbidden letter is dropped. **Not here.** What any element means.

use super::super::text::printable;
use std::fmt::Write as _;

/// A document that is being written.
pub(super) struct Xml {
    text: String,
    depth: usize,
}

impl Xml {
    /// Begins a document with its outermost element.
    pub(super) fn begin(name: &str, attributes: &[(&str, &str)]) -> Self {
        let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned();
        let attributes = attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value)));
        let _ = writeln!(text, "<{name}{}>", attributes.collect::<String>());
        Self { text, depth: 1 }
    }

    /// Ends the outermost element.
    pub(super) fn end(mut self, name: &str) -> Vec<u8> {
        let _ = writeln!(self.text, "</{name}>");
        self.text.into_bytes()
    }

    pub(super) fn open(&mut self, name: &str) {
        self.indent();
        let _ = writeln!(self.text, "<{name}>");
        self.depth += 1;
    }

    pub(super) fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.indent();
        let _ = writeln!(self.text, "</{name}>");
    }

    /// An element with a text only.
    pub(super) fn leaf(&mut self, name: &str, text: &str) {
        self.indent();
        let _ = writeln!(self.text, "<{name}>{}</{name}>", escaped(text));
    }

    /// The same, where there is something to say.
    pub(super) fn some(&mut self, name: &str, text: Option<impl AsRef<str>>) {
        if let Some(text) = text {
            self.leaf(name, text.as_ref());
        }
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.text.push('\t');
        }
    }
}

fn escaped(text: &str) -> String {
    quick_xml::escape::escape(printable(text)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_escaped_and_forbidden_letters_dropped() {
        let mut xml = Xml::begin("a", &[("b", "\"<&")]);
        xml.leaf("c", "1 < 2 & \u{1}\u{fffe}\"3\" ]]> \u{1f600}\r\n4");
        let text = String::from_utf8(xml.end("a")).unwrap();
        assert!(text.contains("<a b=\"&quot;&lt;&amp;\">"), "{text}");
        assert!(text.contains("<c>1 &lt; 2 &amp; &quot;3&quot; ]]&gt; \u{1f600}\n4</c>"), "{text}");
    }
}
