//! What a cell's style says of its number and its colour.

use super::super::package::Package;
use super::super::xml::{Step, Tag, Xml};
use crate::grid::Fill;
use crate::problem::ReadProblem;
use std::collections::HashMap;

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Shown {
    /// As a number.
    #[default]
    Number,
    /// As a day.
    Day,
    /// As a month: the day that it was typed as says nothing.
    Month,
    /// As a percentage.
    Percent,
}

/// The styles of a workbook, by the number that cells give.
#[derive(Debug, Default)]
pub(super) struct Styles {
    cells: Vec<(Shown, Option<Fill>)>,
}

/// What is read of the part before the styles can be put together.
#[derive(Default)]
struct Parts {
    formats: HashMap<u32, Shown>,
    fills: Vec<Option<Fill>>,
    cells: Vec<(u32, u32)>,
}

impl Styles {
    pub(super) fn read(package: &Package<'_>, path: &str) -> Result<Self, ReadProblem> {
        let Some(text) = package.part("xl/styles.xml")? else { return Ok(Self::default()) };
        let theme = match package.part("xl/theme/theme1.xml")? {
            Some(text) => theme(&text, path)?,
            None => Vec::new(),
        };
        let mut parts = Parts::default();
        let mut xml = Xml::new(&text, path);
        let mut in_cells = false;
        loop {
            match xml.step()? {
                Step::Open(tag) => match tag.name() {
                    "numFmt" => {
                        let shown = shown_by(&tag.get("formatCode").unwrap_or_default());
                        parts.formats.insert(tag.number("numFmtId").unwrap_or(0), shown);
                    }
                    "fill" => parts.fills.push(fill(&mut xml, &theme)?),
                    "cellXfs" => in_cells = true,
                    "cellStyleXfs" | "cellStyles" | "dxfs" => xml.skip()?,
                    "xf" if in_cells => {
                        parts.cells.push((tag.number("numFmtId").unwrap_or(0), tag.number("fillId").unwrap_or(0)));
                    }
                    _ => {}
                },
                Step::End => break,
                _ => {}
            }
        }
        let shown = |format: u32| parts.formats.get(&format).copied().unwrap_or_else(|| built_in(format));
        let fill = |at: u32| parts.fills.get(at as usize).copied().flatten();
        Ok(Self { cells: parts.cells.iter().map(|(format, at)| (shown(*format), fill(*at))).collect() })
    }

    pub(super) fn of(&self, style: u32) -> (Shown, Option<Fill>) {
        self.cells.get(style as usize).copied().unwrap_or_default()
    }
}

/// The formats that every workbook has without listing them: ECMA-376, part 1, section 18.8.30.
const fn built_in(format: u32) -> Shown {
    match format {
        9 | 10 => Shown::Percent,
        17 => Shown::Month,
        14..=16 | 22 | 27..=36 | 50..=58 => Shown::Day,
        _ => Shown::Number,
    }
}

/// What a format code makes of a number: the letters d, m, y outside quotation marks and brackets
/// make a day, a % a percentage.
pub(super) fn shown_by(code: &str) -> Shown {
    let (mut is_day, mut has_days, mut is_percent) = (false, false, false);
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    for letter in code.chars() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match letter {
            '"' => quoted = !quoted,
            '\\' | '_' | '*' => escaped = true,
            _ if quoted => {}
            '[' => bracketed = true,
            ']' => bracketed = false,
            ';' => break,
            _ if bracketed => {}
            'd' | 'D' => (is_day, has_days) = (true, true),
            'y' | 'Y' => is_day = true,
            // A lone m may be minutes; "mmm" is a month.
            'm' | 'M' => is_day |= code.to_ascii_lowercase().contains("mmm"),
            '%' => is_percent = true,
            _ => {}
        }
    }
    match (is_day, is_percent) {
        (true, _) if !has_days => Shown::Month,
        (true, _) => Shown::Day,
        (_, true) => Shown::Percent,
        _ => Shown::Number,
    }
}

/// The fill that was just opened; only a solid one is a mark.
fn fill(xml: &mut Xml<'_>, theme: &[[u8; 3]]) -> Result<Option<Fill>, ReadProblem> {
    let (until, mut is_solid, mut found) = (xml.depth(), false, None);
    while xml.depth() >= until {
        let Step::Open(tag) = xml.step()? else { continue };
        match tag.name() {
            "patternFill" => is_solid = tag.get("patternType").is_some_and(|kind| kind == "solid"),
            "fgColor" => found = colour(&tag, theme),
            _ => {}
        }
    }
    Ok(found.filter(|_| is_solid).and_then(|[r, g, b]| Fill::of(r, g, b)))
}

/// A colour: by its own value, by its place in the theme, or by its old number.
fn colour(tag: &Tag<'_>, theme: &[[u8; 3]]) -> Option<[u8; 3]> {
    if let Some(value) = tag.get("rgb") {
        return rgb(&value);
    }
    let base = match tag.number("theme") {
        Some(at) => *theme.get(at as usize)?,
        None => indexed(tag.number("indexed")?)?,
    };
    let tint: f64 = tag.get("tint").and_then(|tint| tint.parse().ok()).unwrap_or(0.0);
    Some(base.map(|part| tinted(part, tint)))
}

/// "FFRRGGBB" or "RRGGBB".
fn rgb(value: &str) -> Option<[u8; 3]> {
    let value = value.get(value.len().checked_sub(6)?..)?;
    let part = |at: usize| u8::from_str_radix(value.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// Lighter where positive, darker where negative.
fn tinted(part: u8, tint: f64) -> u8 {
    let part = f64::from(part);
    let tinted = if tint < 0.0 { part * (1.0 + tint) } else { part + (255.0 - part) * tint };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 0 and 255")]
    let whole = tinted.clamp(0.0, 255.0) as u8;
    whole
}

/// The old palette's strong colours: ECMA-376, part 1, section 18.8.27.
const fn indexed(at: u32) -> Option<[u8; 3]> {
    Some(match at {
        2 | 10 => [255, 0, 0],
        3 | 11 => [0, 255, 0],
        4 | 12 => [0, 0, 255],
        5 | 13 | 34 => [255, 255, 0],
        16 | 37 => [128, 0, 0],
        17 => [0, 128, 0],
        30 => [0, 102, 204],
        40 => [0, 204, 255],
        42 => [204, 255, 204],
        43 => [255, 255, 153],
        44 => [153, 204, 255],
        47 => [255, 204, 153],
        48 => [51, 102, 255],
        50 => [153, 204, 0],
        51 => [255, 204, 0],
        52 => [255, 153, 0],
        53 => [255, 102, 0],
        57 => [51, 153, 102],
        60 => [153, 51, 0],
        _ => return None,
    })
}

/// The theme's colours in the order that styles count them: light and dark stand crosswise.
fn theme(text: &str, path: &str) -> Result<Vec<[u8; 3]>, ReadProblem> {
    let mut colours = Vec::new();
    let mut xml = Xml::new(text, path);
    let mut in_scheme = false;
    loop {
        match xml.step()? {
            Step::Open(tag) => match tag.name() {
                "clrScheme" => in_scheme = true,
                "fontScheme" => break,
                "srgbClr" if in_scheme => {
                    colours.push(tag.get("val").and_then(|value| rgb(&value)).unwrap_or_default());
                }
                "sysClr" if in_scheme => {
                    colours.push(tag.get("lastClr").and_then(|value| rgb(&value)).unwrap_or_default());
                }
                _ => {}
            },
            Step::End => break,
            _ => {}
        }
    }
    for pair in [0, 2] {
        if colours.len() > pair + 1 {
            colours.swap(pair, pair + 1);
        }
    }
    Ok(colours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_say_what_a_number_is() {
        for (code, shown) in [
            ("General", Shown::Number),
            ("0.00", Shown::Number),
            ("#,##0;[Red]-#,##0", Shown::Number),
            ("0%", Shown::Percent),
            ("0.0%;[Red]-0.0%", Shown::Percent),
            ("dd/mm/yyyy", Shown::Day),
            ("ddd dd/mm/yy;@", Shown::Day),
            ("[$-809]dd mmmm yyyy;@", Shown::Day),
            ("mmm-yy", Shown::Month),
            ("[$-809]mmmm yyyy;@", Shown::Month),
            ("mm/yyyy", Shown::Month),
            ("h:mm", Shown::Number),
            ("0\" days\"", Shown::Number),
            ("\\d0", Shown::Number),
        ] {
            assert_eq!(shown_by(code), shown, "{code}");
        }
    }

    #[test]
    fn colours_of_traffic_lights_are_known_and_others_are_not() {
        for (value, fill) in [
            ("FFFF0000", Some(Fill::Red)),
            ("FFC00000", Some(Fill::Red)),
            ("FFFFC000", Some(Fill::Amber)),
            ("FFFFFF00", Some(Fill::Amber)),
            ("FFED7D31", Some(Fill::Amber)),
            ("FF00B050", Some(Fill::Green)),
            ("FF92D050", Some(Fill::Green)),
            ("FF70AD47", Some(Fill::Green)),
            ("FF0070C0", Some(Fill::Blue)),
            ("FFFFFFFF", None),
            ("FFD9D9D9", None),
            ("FFF2F2F2", None),
            ("FF7030A0", None),
            ("FF000000", None),
        ] {
            let [r, g, b] = rgb(value).unwrap_or_default();
            assert_eq!(Fill::of(r, g, b), fill, "{value}");
        }
    }
}
