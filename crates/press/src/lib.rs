//! How a report looks.
