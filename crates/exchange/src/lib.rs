//! Plan files in and out: bytes to cells that know their place to a draft plan.
