//! What a report says: blocks whose numbers are figures, one file a report.
