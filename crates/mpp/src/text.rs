//! Text as the files have it: UTF-16, little-endian, to a zero or to the end. **Not here.** Notes ([`crate::rtf`]).

/// The text of some bytes; what is no UTF-16 becomes the mark for that.
pub(crate) fn wide(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).take_while(|unit| *unit != 0);
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The same, where it says anything.
pub(crate) fn said(bytes: &[u8]) -> Option<String> {
    Some(wide(bytes)).filter(|text| !text.is_empty())
}

/// Bytes of Windows-1252, to a zero.
pub(crate) fn narrow(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes[..end]).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_ends_at_a_zero_and_bears_what_is_no_text() {
        assert_eq!(wide(b"S\0e\0c\0\0\0x\0"), "Sec");
        assert_eq!(wide(&[0x00, 0xd8, 0x41, 0x00, 0x42]), "\u{fffd}A");
        assert_eq!(said(&[0, 0]), None);
        assert_eq!(narrow(b"caf\xe9\0x"), "caf\u{e9}");
    }
}
