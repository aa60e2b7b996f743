//! Pictures: a chart's SVG drawn into a PNG, which every version of Word shows, with words for it.
//!
//! **Not here.** What a chart looks like ([`crate::charts`]).

use super::MEDIUM;
use super::page::{Page, Picture};
use super::xml::Xml;
use crate::format::PressError;
use crate::typeface;
use onpace_report::document::Chart;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{ImageHrefResolver, Options, Tree};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// English Metric Units in one twentieth of a point, and in one pixel of an SVG.
const EMU_PER_TWIP: u64 = 635;
const EMU_PER_PIXEL: u64 = 9_525;
/// Twice the size at which it is shown, so that it prints sharply.
const SCALE: f32 = 2.0;
/// However large a chart, its picture stays within what a small machine can hold.
const LONGEST_SIDE: f32 = 6_000.0;
/// A picture leaves room on its page for the heading above it, in twentieths of a point.
const TALLEST: u64 = 12_000;
const TALLEST_LANDSCAPE: u64 = 7_400;

/// Writes a chart's picture into a paragraph of its own.
pub(super) fn write(page: &mut Page, chart: &Chart) -> Result<(), PressError> {
    let picture = png(&crate::charts::svg(chart))?;
    let (width, height) = picture.shown_within(page.width);
    let number = page.next_drawing();
    let relationship = page.picture(picture);
    let drawing = Drawing { chart, number: number.to_string(), relationship, width, height };
    page.xml.within("w:p", &[], |xml| {
        super::text::style(xml, "Picture");
        xml.within("w:r", &[], |xml| xml.within("w:drawing", &[], |xml| drawing.write(xml)));
    });
    Ok(())
}

/// Draws an SVG. It is given the reports' own fonts and nothing else: no file, no picture, no system font.
pub(super) fn png(svg: &str) -> Result<Picture, PressError> {
    let options = Options {
        font_family: typeface::FAMILY.to_owned(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        fontdb: Arc::clone(&FONTS),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|why| PressError::new(MEDIUM, why))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = SCALE.min(LONGEST_SIDE / width.max(height));
    let mut canvas = Pixmap::new(pixels(width * scale), pixels(height * scale))
        .ok_or_else(|| PressError::new(MEDIUM, format!("a chart is {width} by {height}, too large to draw")))?;
    canvas.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut canvas.as_mut());
    let png = encoded(&canvas).map_err(|why| PressError::new(MEDIUM, why))?;
    Ok(Picture { png, width: u64::from(pixels(width)), height: u64::from(pixels(height)) })
}

/// The reports' own fonts, read once.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for face in typeface::FACES {
        fonts.load_font_source(Source::Binary(Arc::new(face)));
    }
    fonts.set_sans_serif_family(typeface::FAMILY);
    Arc::new(fonts)
});

/// A drawing as PNG: charts have few colours, so a byte a pixel mostly does, which is a quarter of the work and of the
/// room.
fn encoded(canvas: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, canvas.width(), canvas.height());
    let data = if let Some((palette, pixels)) = with_palette(canvas.data()) {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(palette);
        encoder.set_filter(png::Filter::NoFilter);
        pixels
    } else {
        // It was filled with white, so nothing shines through.
        encoder.set_color(png::ColorType::Rgb);
        canvas.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    };
    encoder.write_header()?.write_image_data(&data)?;
    Ok(bytes)
}

/// The colours of a drawing and which of them each pixel has; none where there are more than 256.
fn with_palette(data: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let (mut known, mut palette, mut pixels) = (HashMap::new(), Vec::new(), Vec::with_capacity(data.len() / 4));
    let mut last = (None, 0);
    for pixel in data.chunks_exact(4) {
        if last.0 != Some(pixel) {
            let number = if let Some(number) = known.get(pixel) {
                *number
            } else {
                let number = u8::try_from(known.len()).ok()?;
                known.insert(pixel, number);
                palette.extend_from_slice(&pixel[..3]);
                number
            };
            last = (Some(pixel), number);
        }
        pixels.push(last.1);
    }
    Some((palette, pixels))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size in pixels, bounded on both sides")]
fn pixels(length: f32) -> u32 {
    length.ceil().clamp(1.0, 1e9) as u32
}

impl Picture {
    /// Its width and height in English Metric Units: its own size, or as large as its page allows.
    fn shown_within(&self, page_width: u32) -> (u64, u64) {
        let page_width = u64::from(page_width);
        let tallest = if page_width > TALLEST { TALLEST_LANDSCAPE } else { TALLEST };
        let (width, height) = (self.width * EMU_PER_PIXEL, self.height * EMU_PER_PIXEL);
        let by_width = (page_width * EMU_PER_TWIP, page_width * EMU_PER_TWIP * height / width.max(1));
        let limit = tallest * EMU_PER_TWIP;
        if by_width.1 <= limit { by_width } else { (limit * width / height.max(1), limit) }
    }
}

struct Drawing<'a> {
    chart: &'a Chart,
    number: String,
    relationship: String,
    width: u64,
    height: u64,
}

impl Drawing<'_> {
    fn write(&self, xml: &mut Xml) {
        let (width, height) = (self.width.to_string(), self.height.to_string());
        let name = format!("Picture {}", self.number);
        let message = self.chart.message();
        let alternative = [
            ("id", self.number.as_str()),
            ("name", name.as_str()),
            ("descr", self.chart.description.as_str()),
            ("title", message.as_str()),
        ];
        xml.within("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")], |xml| {
            xml.empty("wp:extent", &[("cx", &width), ("cy", &height)]);
            xml.empty("wp:docPr", &alternative);
            xml.within("wp:cNvGraphicFramePr", &[], |xml| {
                xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
            });
            xml.within("a:graphic", &[], |xml| {
                let kind = "http://schemas.openxmlformats.org/drawingml/2006/picture";
                xml.within("a:graphicData", &[("uri", kind)], |xml| {
                    xml.within("pic:pic", &[], |xml| self.picture(xml, &alternative, &width, &height));
                });
            });
        });
    }

    fn picture(&self, xml: &mut Xml, alternative: &[(&str, &str)], width: &str, height: &str) {
        xml.within("pic:nvPicPr", &[], |xml| {
            xml.empty("pic:cNvPr", alternative);
            xml.empty("pic:cNvPicPr", &[]);
        });
        xml.within("pic:blipFill", &[], |xml| {
            xml.empty("a:blip", &[("r:embed", &self.relationship)]);
            xml.within("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
        });
        xml.within("pic:spPr", &[], |xml| {
            xml.within("a:xfrm", &[], |xml| {
                xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                xml.empty("a:ext", &[("cx", width), ("cy", height)]);
            });
            xml.within("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(svg: &str) -> Pixmap {
        Pixmap::decode_png(&png(svg).unwrap().png).unwrap()
    }

    fn dark_pixels(picture: &Pixmap) -> usize {
        picture.pixels().iter().filter(|pixel| pixel.red() < 100).count()
    }

    #[test]
    fn a_picture_is_drawn_at_twice_its_size_on_white() {
        let picture = drawn(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="20" height="20" fill="#12436d"/></svg>"##,
        );
        assert_eq!((picture.width(), picture.height()), (80, 40));
        let colour = |x, y| picture.pixel(x, y).map(|pixel| (pixel.red(), pixel.green(), pixel.blue()));
        assert_eq!(colour(10, 10), Some((0x12, 0x43, 0x6d)));
        assert_eq!(colour(70, 30), Some((255, 255, 255)));
    }

    #[test]
    fn words_are_drawn_in_the_reports_own_typeface_whatever_the_machine_has() {
        let svg = |family: &str| {
            format!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text y="20" font-family="{family}">Planned</text></svg>"#
            )
        };
        let named = drawn(&svg("Atkinson Hyperlegible Next"));
        assert!(dark_pixels(&named) > 100);
        assert_eq!(named.data(), drawn(&svg("No Such Font, sans-serif")).data());
    }

    #[test]
    fn an_svg_can_reach_no_file_and_no_size_exhausts_the_machine() {
        let reaching = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/hostname" width="9" height="9"/></svg>"#;
        assert_eq!(dark_pixels(&drawn(reaching)), 0);
        let huge = drawn(r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="1000000"/>"#);
        assert!(huge.height() <= 6_001);
        assert!(png("<svg").is_err());
    }
}
