//! What the beginning of a text or of bytes says of it.

use encoding_rs::{UTF_16BE, UTF_16LE};

/// Whether a text begins with a mark, whatever its case.
pub(super) fn begins(text: &str, mark: &str) -> bool {
    text.as_bytes().get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes()))
}

/// The text of a part of a container, which is UTF-8 or says by its first bytes that it is UTF-16.
pub(super) fn text_with_mark(bytes: Vec<u8>) -> Option<String> {
    match utf_16(&bytes) {
        Some(text) => text.ok(),
        None if bytes.starts_with(b"\xef\xbb\xbf") => String::from_utf8(bytes.get(3..)?.to_vec()).ok(),
        None => String::from_utf8(bytes).ok(),
    }
}

pub(super) fn utf_16(bytes: &[u8]) -> Option<Result<String, String>> {
    let encoding = match bytes {
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xfe, 0xff, ..] => UTF_16BE,
        _ => return None,
    };
    let (text, is_damaged) = encoding.decode_with_bom_removal(bytes);
    Some(if is_damaged { Err("text in UTF-16 that is damaged or cut off".to_owned()) } else { Ok(text.into_owned()) })
}
