//! The straight line on the bundled example, against facts counted by hand from the source.
#![expect(missing_docs, reason = "tests")]

mod seed;
