//! What tests and benches share: the example plan, a plan generator, independent recounts.
