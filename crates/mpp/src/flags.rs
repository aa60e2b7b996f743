//! The bits beside the blocks of tasks and resources: where each lies depends on the program that wrote the file.
//! **Not here.** Fields ([`crate::field`]).

use crate::bytes::Bytes as _;
use crate::identity::{Bits, Format};
use crate::model::resource::ResourceKind;

/// The bits beside a row.
#[derive(Clone, Copy)]
pub(crate) struct Flags<'a> {
    first: &'a [u8],
    second: &'a [u8],
    format: Format,
    bits: Bits,
}

impl<'a> Flags<'a> {
    pub(crate) const fn of(first: &'a [u8], second: &'a [u8], format: Format, bits: Bits) -> Self {
        Self { first, second, format, bits }
    }

    pub(crate) fn is_milestone(self) -> bool {
        match self.bits {
            Bits::To2010 => self.first.has_bit(8, 0x20),
            Bits::Of2013 | Bits::Since2016 => self.first.has_bit(10, 0x02),
        }
    }

    /// Before Project 2010 no task could be switched off.
    pub(crate) fn is_active(self) -> bool {
        match (self.format, self.bits) {
            (Format::Mpp9 | Format::Mpp12, _) => true,
            (_, Bits::To2010) => self.second.has_bit(8, 0x04),
            _ => self.second.has_bit(8, 0x40),
        }
    }

    /// Before Project 2010 no task was dated by hand.
    pub(crate) fn is_manual(self) -> bool {
        match (self.format, self.bits) {
            (Format::Mpp9 | Format::Mpp12, _) => false,
            (_, Bits::To2010) => self.second.has_bit(8, 0x08),
            _ => self.second.has_bit(8, 0x80),
        }
    }

    /// Flag1 to Flag20, by number.
    pub(crate) fn flag(self, number: u8) -> bool {
        let n = u32::from(number.saturating_sub(1)).min(19);
        match (self.format, self.bits) {
            (_, Bits::Of2013 | Bits::Since2016) if n < 10 => self.first.has_bit(24, 0x02 << n),
            (_, Bits::Of2013 | Bits::Since2016) => self.first.has_bit(33, 0x02 << (n - 10)),
            (Format::Mpp14, _) => self.first.has_bit(35, 0x40 << n),
            _ => self.first.has_bit(37, 0x20 << n),
        }
    }

    /// What a resource is.
    pub(crate) fn resource(self) -> ResourceKind {
        let is_work = match self.bits {
            Bits::To2010 => self.first.has_bit(9, 0x02),
            Bits::Of2013 | Bits::Since2016 => self.first.has_bit(12, 0x10),
        };
        match is_work {
            true => ResourceKind::Work,
            false if self.second.has_bit(8, 0x10) => ResourceKind::Cost,
            false => ResourceKind::Material,
        }
    }
}
