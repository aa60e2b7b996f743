//! One row of a table, asked field by field. **Not here.** Which rows there are.

use crate::bytes::Bytes as _;
use crate::field_map::{FieldMap, Lies};
use crate::guid;
use crate::model::duration::{Duration, Measures, Unit};
use crate::moment;
use crate::table::Values;
use crate::text::{Budget, LONGEST, said};
use jiff::civil::DateTime;

/// A row.
#[derive(Clone, Copy)]
pub(crate) struct Record<'a> {
    pub(crate) uid: u32,
    pub(crate) map: &'a FieldMap,
    pub(crate) blocks: [&'a [u8]; 2],
    pub(crate) values: &'a Values<'a>,
    pub(crate) budget: &'a Budget,
}

impl<'a> Record<'a> {
    /// The bytes of a field from its beginning on.
    pub(crate) fn bytes(&self, field: u32) -> Option<&'a [u8]> {
        match self.map.find(field)? {
            Lies::Fixed { block, at } => self.blocks.get(block)?.get(at..),
            Lies::Value(key) => self.values.get(self.uid, key),
        }
    }

    pub(crate) fn short(&self, field: u32) -> Option<u16> {
        self.bytes(field)?.u16_at(0)
    }

    pub(crate) fn int(&self, field: u32) -> Option<i32> {
        self.bytes(field)?.i32_at(0)
    }

    /// A number; none where it is no finite one.
    pub(crate) fn real(&self, field: u32) -> Option<f64> {
        self.bytes(field)?.f64_at(0).filter(|number| number.is_finite())
    }

    pub(crate) fn text(&self, field: u32) -> Option<String> {
        let bytes = self.bytes(field)?;
        self.budget.allows(bytes.len().min(2 * LONGEST)).then(|| said(bytes))?
    }

    /// All the bytes of a field of any length.
    pub(crate) fn whole(&self, field: u32) -> Option<&'a [u8]> {
        self.bytes(field).filter(|bytes| self.budget.allows(bytes.len()))
    }

    pub(crate) fn moment(&self, field: u32) -> Option<DateTime> {
        moment::at(self.bytes(field)?, 0)
    }

    pub(crate) fn guid(&self, field: u32) -> Option<String> {
        guid::at(self.bytes(field)?, 0)
    }

    /// 0 to 100; anything else is none.
    pub(crate) fn percent(&self, field: u32) -> Option<u8> {
        self.short(field).and_then(|number| u8::try_from(number).ok()).filter(|number| *number <= 100)
    }

    /// A duration, in the unit that another field names; the plan's own where that is not there.
    pub(crate) fn duration(&self, field: u32, units: u32, measures: &Measures) -> Option<Duration> {
        let unit = self.short(units).map_or(measures.default_unit, |code| measures.unit(code));
        self.duration_in(field, unit, measures)
    }

    /// A duration in a unit.
    pub(crate) fn duration_in(&self, field: u32, unit: Unit, measures: &Measures) -> Option<Duration> {
        self.int(field).filter(|tenths| *tenths != -1).map(|tenths| measures.duration(tenths, unit))
    }

    /// Minutes of work.
    pub(crate) fn work(&self, field: u32) -> Option<f64> {
        // So kept that 60,000 are an hour; what is next to nothing is nothing.
        self.real(field).map(|number| if number.abs() < 1_000.0 { 0.0 } else { number / 1_000.0 })
    }

    /// Money, or units of a resource in percent.
    pub(crate) fn hundredths(&self, field: u32) -> Option<f64> {
        self.real(field).map(|number| number / 100.0)
    }
}
