//! A chart's drawings as they fit on paper: a long timeline in parts, each large enough to be read.

use onpace_report::document::{Bar, Chart, Picture, Timeline};

use super::glyphs::settable;

/// The most bars that one page shows at a size that can be read.
const BARS: usize = 22;
/// The room for a drawing, width and height in points, below its heading.
const UPRIGHT: (f64, f64) = (482.0, 500.0);
const TURNED: (f64, f64) = (728.0, 400.0);
/// Drawings are lettered in 13 to 14 units. Shrunk below this, that is less than 9 points.
const SMALLEST: f64 = 0.65;

/// The drawings of one chart, in order.
pub(super) fn of(chart: &Chart) -> Vec<String> {
    let draw = |chart: &Chart| settable(&crate::charts::svg(chart)).into_owned();
    match &chart.picture {
        Picture::Timeline(timeline) if timeline.bars.len() > BARS => {
            let part = |bars| Picture::Timeline(Timeline { bars, ..timeline.clone() });
            parts(&timeline.bars, BARS)
                .into_iter()
                .map(|bars| draw(&Chart { picture: part(bars), ..chart.clone() }))
                .collect()
        }
        _ => vec![draw(chart)],
    }
}

/// Whether a drawing gains enough by a turned page to be worth turning the page for.
pub(super) fn is_wide(drawing: &str) -> bool {
    let Some((width, height)) = size_of(drawing) else { return false };
    let scale = |room: (f64, f64)| (room.0 / width).min(room.1 / height);
    scale(UPRIGHT) < SMALLEST && scale(TURNED) > 1.2 * scale(UPRIGHT)
}

/// The size that a drawing gives in its first tag.
fn size_of(drawing: &str) -> Option<(f64, f64)> {
    let tag = drawing.split_once('>')?.0;
    let number = |name: &str| tag.split_once(name)?.1.split_once('"')?.0.parse::<f64>().ok().filter(|n| *n > 0.0);
    Some((number(" width=\"")?, number(" height=\"")?))
}

/// Cuts bars into parts of about the same length, none of which ends with the bar of a group whose
/// own bars are in the next.
fn parts(bars: &[Bar], most: usize) -> Vec<Vec<Bar>> {
    let count = bars.len().div_ceil(most);
    let (mut parts, mut rest) = (Vec::new(), bars);
    while !rest.is_empty() {
        let wanted = rest.len().div_ceil(count.saturating_sub(parts.len()).max(1)).min(most);
        let trailing = rest[..wanted].iter().rev().take_while(|bar| bar.group).count();
        let cut = if trailing < wanted && wanted < rest.len() { wanted - trailing } else { wanted };
        let (part, after) = rest.split_at(cut);
        parts.push(part.to_vec());
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use onpace_core::day::Date;

    use super::*;

    fn cut(groups: &str) -> Vec<String> {
        let day = Date::constant(2022, 4, 1);
        let bar = |letter: char| Bar {
            code: letter.to_string(),
            label: String::new(),
            group: letter == 'G',
            start: day,
            finish: day,
            percent: None,
            status: None,
            baseline: None,
            critical: false,
        };
        let bars: Vec<Bar> = groups.chars().map(bar).collect();
        parts(&bars, 13).iter().map(|part| part.iter().map(|bar| bar.code.as_str()).collect()).collect()
    }

    #[test]
    fn a_long_timeline_is_cut_into_even_parts_and_no_group_is_left_alone() {
        assert_eq!(cut("Gaaaaaaaaaaaaa"), ["Gaaaaaa", "aaaaaaa"]);
        assert_eq!(cut("GaaaaaGaaaaaaa"), ["Gaaaaa", "Gaaaaaaa"]);
        assert_eq!(cut(&"G".repeat(20)), ["G".repeat(10), "G".repeat(10)]);
        assert_eq!(cut(&"a".repeat(40)).concat().len(), 40);
        assert_eq!(cut("Ga"), ["Ga"]);
    }

    #[test]
    fn a_page_is_turned_only_for_what_gains_by_it() {
        for (width, height, wide) in
            [(720, 360, false), (860, 440, true), (900, 780, false), (900, 430, true), (560, 900, false)]
        {
            let drawing = format!("<svg viewBox=\"0 0 1 1\" width=\"{width}\" height=\"{height}\" role=\"img\"></svg>");
            assert_eq!(is_wide(&drawing), wide, "{width} × {height}");
        }
        assert!(!is_wide("<svg></svg>") && !is_wide(""));
    }
}
