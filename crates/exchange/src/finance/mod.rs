//! Files of money in. **Not here.** What amounts come to (`onpace_core::finance`).

pub mod plain;
