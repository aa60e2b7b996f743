//! Titles that people gave fields.

use super::Plan;
use crate::bytes::Bytes as _;
use crate::field::{Custom, Holds};
use crate::identity::Format;
use crate::model::project::Alias;
use crate::table::Table;
use crate::text::{said, wide};

const TITLES: u32 = 71_303_169;
/// The oldest format has them in one list for the whole plan, by place.
const TITLES_OF_9: u32 = 1_048_577;
/// A title is shorter, and a plan has no more.
const MOST: usize = 4_096;

/// Titles of fields, table by table in the order of the file.
pub(super) fn read(tables: &[&Table<'_>], plan: &Plan<'_>) -> Vec<Alias> {
    match plan.identity.format {
        Format::Mpp9 => plan.properties.bytes(TITLES_OF_9).map(by_place).unwrap_or_default(),
        _ => tables.iter().filter_map(|table| table.properties.bytes(TITLES)).flat_map(of_table).collect(),
    }
}

fn of_table(block: &[u8]) -> Vec<Alias> {
    let count = block.size_at(8).unwrap_or(0).min(MOST);
    let alias = |n: usize| {
        let (number, at) = (block.u32_at(12 + 8 * n)?, block.size_at(16 + 8 * n)?);
        let title = said(block.get(at.checked_add(4)?..)?)?;
        Some(Alias { field: Custom::of(number), number, title })
    };
    (0..count).filter_map(alias).collect()
}

/// Where in the oldest list the titles of which fields are.
const PLACES: [(usize, Holds, u8, u8); 3] =
    [(118, Holds::Text, 1, 10), (194, Holds::Text, 11, 20), (227, Holds::OutlineCode, 1, 10)];

fn by_place(block: &[u8]) -> Vec<Alias> {
    let (units, _) = block.as_chunks::<2>();
    let titles: Vec<String> =
        units.split(|unit| *unit == [0, 0]).take(MOST).map(|title| wide(title.as_flattened())).collect();
    let named = |(at, holds, first, count): (usize, Holds, u8, u8)| {
        let titles = &titles;
        (0..count).filter_map(move |n| {
            let title = titles.get(at + usize::from(n)).filter(|title| !title.is_empty())?;
            let field = Custom { holds, number: first + n };
            Some(Alias { field: Some(field), number: field.number_in_files(), title: title.clone() })
        })
    };
    PLACES.into_iter().flat_map(named).collect()
}
