//! scratch
use crate::sample;
use onpace_press::{FORMATS, charts};
use onpace_report::document::Block;

#[test]
fn write_out() {
    let folder = std::env::var("ONPACE_LOOK").unwrap();
    let document = sample::document();
    for format in FORMATS {
        std::fs::write(format!("{folder}/sample.{}", format.ending()), format.write(&document).unwrap()).unwrap();
    }
    for block in &document.blocks {
        if let Block::Chart(chart) = block {
            std::fs::write(format!("{folder}/{}.svg", chart.id), charts::svg(chart)).unwrap();
        }
    }
}
