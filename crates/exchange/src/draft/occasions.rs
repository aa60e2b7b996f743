//! What a document says of itself: its title, the day of its data, the meeting it is for.

use crate::grid::Paragraph;
use onpace_core::day::{self, Dated, DayOrder, Precision};
use onpace_core::plan::{Occasion, Plan, shortened};

/// Words beside a date that make it the day of the data.
const OF_DATA: [&str; 6] = ["reported to", "as at", "as of", "data date", "position at", "status date"];

/// Reads the title, the data date and the meeting date from headings and prose.
pub(super) fn read<'a>(prose: impl Iterator<Item = &'a Paragraph>, plan: &mut Plan) {
    for paragraph in prose {
        let is_title = paragraph.heading && plan.title.is_empty();
        if is_title {
            plan.title.clone_from(&paragraph.text);
        }
        let lower = paragraph.text.to_ascii_lowercase();
        let of_data = OF_DATA.iter().any(|words| lower.contains(words));
        if !(is_title || of_data) {
            continue;
        }
        let Some(dated) = date_in(&paragraph.text) else { continue };
        let occasion =
            Occasion { dated, words: shortened(&paragraph.text, 120).into(), place: paragraph.place.clone() };
        if of_data && plan.data_date.is_none() {
            plan.data_date = Some(occasion);
        } else if is_title && plan.meeting.is_none() {
            plan.meeting = Some(occasion);
        }
    }
}

/// The first whole day written in a text, with its weekday where one stands before it.
fn date_in(text: &str) -> Option<Dated> {
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches(['(', ')', ';', ':'])).take(200).collect();
    (0..words.len()).find_map(|from| {
        (1..=4usize.min(words.len() - from)).rev().find_map(|length| {
            let dated = day::parse(&words.get(from..from + length)?.join(" "), DayOrder::DayFirst).ok()?;
            (dated.when.precision == Precision::Day).then_some(dated)
        })
    })
}
