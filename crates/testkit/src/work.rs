//! What a bench measures beside the clock: the processor's time, and how work grows with its size.
#![expect(clippy::missing_panics_doc, reason = "a bench on a machine that has no /proc cannot go on")]

use std::time::Duration;

/// The processor's time that this process took so far, over all its threads; to the hundredth of a second.
#[must_use]
pub fn processor() -> Duration {
    processor_of("self")
}

/// The same of another process, by its number.
#[must_use]
pub fn processor_of(process: &str) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // Behind the name, which may hold blanks: the 14th and 15th field of the whole, in hundredths of a second.
    let (_, fields) = stat.rsplit_once(") ").unwrap();
    let ticks: u64 = fields.split(' ').skip(11).take(2).map(|field| field.parse::<u64>().unwrap()).sum();
    Duration::from_millis(ticks * 10)
}

/// To which power of its size work grows, by two sizes and their times: 1 is linear, 0 not at all.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "sizes of plans")]
pub fn exponent(small: usize, short: f64, large: usize, long: f64) -> f64 {
    (long / short).ln() / (large as f64 / small as f64).ln()
}

/// The most memory that a process held so far, by its number, in kilobytes.
#[must_use]
pub fn most_memory_of(process: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}
