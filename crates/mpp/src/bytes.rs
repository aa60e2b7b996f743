//! Little-endian numbers at places that may not be there. Every read of a file goes through here: whatever an
//! offset says, what lies outside is `None`. **Not here.** What the numbers mean.

/// Reads that cannot leave their bytes.
pub(crate) trait Bytes {
    /// So many bytes from a place on.
    fn part(&self, at: usize, length: usize) -> Option<&[u8]>;
    /// One byte.
    fn u8_at(&self, at: usize) -> Option<u8>;

    fn array_at<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.part(at, N)?.try_into().ok()
    }

    fn u16_at(&self, at: usize) -> Option<u16> {
        self.array_at(at).map(u16::from_le_bytes)
    }

    fn u32_at(&self, at: usize) -> Option<u32> {
        self.array_at(at).map(u32::from_le_bytes)
    }

    fn i32_at(&self, at: usize) -> Option<i32> {
        self.array_at(at).map(i32::from_le_bytes)
    }

    fn f64_at(&self, at: usize) -> Option<f64> {
        self.array_at(at).map(f64::from_le_bytes)
    }

    /// A number that counts or places something; one below zero is none.
    fn size_at(&self, at: usize) -> Option<usize> {
        usize::try_from(self.i32_at(at)?).ok()
    }

    /// Whether any bit of a mask is set in the 32 bits from a place on; of those that are there.
    fn has_bit(&self, at: usize, mask: u32) -> bool {
        let byte = |n: usize| u32::from(self.u8_at(at.saturating_add(n)).unwrap_or(0)) << (8 * n);
        (byte(0) | byte(1) | byte(2) | byte(3)) & mask != 0
    }
}

impl Bytes for [u8] {
    fn part(&self, at: usize, length: usize) -> Option<&[u8]> {
        self.get(at..at.checked_add(length)?)
    }

    fn u8_at(&self, at: usize) -> Option<u8> {
        self.get(at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_outside_is_none() {
        let bytes: &[u8] = &[1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff];
        assert_eq!(bytes.u16_at(0), Some(1));
        assert_eq!(bytes.i32_at(4), Some(-1));
        assert_eq!(bytes.size_at(4), None, "below zero");
        assert_eq!(bytes.i32_at(5), None);
        assert_eq!(bytes.f64_at(1), None);
        assert_eq!(bytes.part(usize::MAX, 2), None);
        assert!(bytes.has_bit(7, 0x80) && !bytes.has_bit(7, 0x100) && !bytes.has_bit(99, 1));
    }
}
