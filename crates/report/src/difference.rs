//! The measures of a plan, each by itself: what it says, its chart with the table, what is counted. **Not here.** The section
//! of a pack ([`crate::measures::section`]).

use crate::document::Block;
use crate::ground::Ground;
use crate::measures::section;
use crate::measures::told::MeasuresTold;
use crate::report::Report;
use crate::sentences::text;
use onpace_core::figure::Figure;
use serde_json::{Value, json};

/// The report.
pub(crate) struct Difference;

impl Report for Difference {
    fn name(&self) -> &'static str {
        "measures"
    }

    fn title(&self, _ground: &Ground<'_>) -> String {
        "Is it making a difference?".to_owned()
    }

    fn about(&self) -> &'static str {
        "each measure of a plan that is held: its chart, what it says, what is counted"
    }

    /// Those that it prints.
    fn figures(&self, _ground: &Ground<'_>) -> Vec<Figure> {
        Vec::new()
    }

    fn blocks(&self, ground: &Ground<'_>, words: Vec<Block>, _figures: &[Figure]) -> Vec<Block> {
        let mut blocks = words;
        match ground.measures() {
            Some(told) => blocks.extend(section::all_blocks(told)),
            None => blocks.push(Block::Paragraph(vec![text(
                "A file holds no measures. Take the plan over with \u{201c}onpace import\u{201d}, and attach measures to its actions.",
            )])),
        }
        blocks
    }

    fn record(&self, ground: &Ground<'_>, _figures: &[Figure]) -> Value {
        let one = |told: &MeasuresTold| told.seen().iter().map(|one| crate::measures::held::json(one, "")).collect();
        let measures: Vec<Value> = ground.measures().map(one).unwrap_or_default();
        let mut all = crate::record::of(ground.assessment);
        if let Value::Object(fields) = &mut all {
            let counted = crate::record::figures(self.measured(ground).iter());
            fields.insert("measures".to_owned(), json!({ "figures": counted, "all": measures }));
        }
        all
    }
}
