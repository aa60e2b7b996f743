//! Text as the files have it: UTF-16, little-endian, to a zero or to the end; and how much of it a file may bring.
//! **Not here.** Notes ([`crate::rtf`]).

use std::cell::Cell;

/// How much a file may bring of text and of what else several rows may share: values lie where their rows say, and a
/// million rows may say the same.
#[derive(Debug)]
pub(crate) struct Budget {
    left: Cell<usize>,
    is_spent: Cell<bool>,
}

impl Budget {
    /// That of a file of so many bytes.
    pub(crate) const fn of(length: usize) -> Self {
        let most = length.saturating_mul(8).saturating_add(1024 * 1024);
        Self { left: Cell::new(most), is_spent: Cell::new(false) }
    }

    /// Whether so many bytes more are allowed; once they are not, nothing is.
    pub(crate) fn allows(&self, bytes: usize) -> bool {
        let left = self.left.get().checked_sub(bytes).filter(|_| !self.is_spent.get());
        self.is_spent.set(left.is_none());
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Whether more was asked for than is allowed.
    pub(crate) fn is_spent(&self) -> bool {
        self.is_spent.get()
    }
}

/// No name, code, address or text of a field is longer, in letters: Project allows 255 for most.
pub(crate) const LONGEST: usize = 4_096;

/// The text of some bytes; what is no UTF-16 becomes the mark for that.
pub(crate) fn wide(bytes: &[u8]) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().copied().map(u16::from_le_bytes).take_while(|unit| *unit != 0);
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The same, where it says anything, and no more of it than [`LONGEST`].
pub(crate) fn said(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.get(..2 * LONGEST).unwrap_or(bytes);
    Some(wide(bytes)).filter(|text| !text.is_empty())
}

/// Bytes of Windows-1252, to a zero.
pub(crate) fn narrow(bytes: &[u8]) -> String {
    let bytes = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
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
