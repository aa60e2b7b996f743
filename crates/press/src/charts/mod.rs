//! Pictures as SVG: one file a kind of picture, one self-contained drawing a chart.
//!
//! The same drawing stands in the page, in the PDF and, turned into pixels, in Word, so it is made of
//! plain shapes and text with presentation attributes only: no CSS, no script, no filter. **Not here.**
//! The numbers and the message, which the report gives; the table twin, which each medium writes.

mod axis;
mod curve;
mod heat;
mod spark;
mod svg;
mod timeline;
mod xmr;

use onpace_report::document::{Chart, Picture};
pub use spark::spark;

/// Draws a chart. The ids in it begin with the chart's own, so several fit in one page.
#[must_use]
pub fn svg(chart: &Chart) -> String {
    let drawing = match &chart.picture {
        Picture::Curve(curve) => curve::draw(curve),
        Picture::Heat(heat) => heat::draw(heat),
        Picture::Timeline(timeline) => timeline::draw(timeline),
        Picture::Xmr(xmr) => xmr::draw(&chart.message(), xmr),
    };
    drawing.framed(chart)
}
