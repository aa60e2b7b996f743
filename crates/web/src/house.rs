//! What all visits share: the plans, the clock, the post, the settings.

use crate::entrance::Entrance;
use crate::limits::Limits;
use crate::pressing::Queue;
use crate::proxies::ProxyNetwork;
use onpace_core::day::Date;
use onpace_core::house::area::AreaKey;
use onpace_core::instant::Instant;
use onpace_core::local_time;
use onpace_office::Desk;
use onpace_office::assessed::Plans;
use onpace_office::confirmed::Confirmed;
use onpace_office::passkeys::Passkeys;
use onpace_office::post::PostOffice;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

/// Tells the instant.
pub type Clock = Box<dyn Fn() -> Instant + Send + Sync>;

/// How the service was started.
#[derive(Debug, Default, Clone)]
pub struct Settings {
    /// How links in mails begin, without a slash at the end: the origin, which forms may come from only, and the
    /// area's part.
    pub base: String,
    /// The area's part of every address: `/a/torbay`, nothing of the first.
    pub prefix: String,
    /// Whether this is a trial with a clock of its own: said on every page.
    pub test_mode: bool,
    /// How long the service runs; for ever where nobody says.
    pub lasts: Option<std::time::Duration>,
    /// Whether nothing may be written.
    pub read_only: bool,
    /// The name of who runs it, on pages.
    pub organisation: String,
    /// Where somebody gets help: an address or a telephone number.
    pub contact: String,
    /// The mail folder out of which mail is taken in; none where nobody named one.
    pub inbox: Option<std::path::PathBuf>,
    /// Whether administrators need a second factor, whatever the installation's own rule says.
    pub administrators_need_factor: bool,
    /// The proxies whose word is taken for who asks.
    pub trusted_proxies: Vec<ProxyNetwork>,
    /// Connections at once; as many as the machine lets the process have where nobody says.
    pub most_connections: Option<u32>,
}

impl Settings {
    /// The scheme, host and port at which browsers find the service.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.base.strip_suffix(self.prefix.as_str()).unwrap_or(&self.base)
    }
}

/// What all visits to an area share. Of the whole installation are only what is counted, how much is held at once, and
/// whether it is about to stop.
pub struct House {
    area: AreaKey,
    /// The plans.
    pub plans: Plans,
    /// The clock.
    pub clock: Clock,
    /// The post; none where no way for mail was named.
    pub post: Option<PostOffice>,
    /// How the service was started.
    pub settings: Settings,
    /// What passkeys are checked with.
    pub passkeys: Passkeys,
    /// Who has just shown a code or a passkey.
    pub confirmed: Confirmed,
    /// The code with which the first user is made, while there is none.
    pub setup_code: Mutex<Option<String>>,
    /// What is counted for the metrics.
    pub counts: Arc<Counts>,
    /// Who waits for a PDF.
    pub(crate) pressing: Arc<Queue>,
    /// Whether the service is about to stop.
    pub stopping: Arc<AtomicBool>,
    /// Since when nothing can be saved; 0 while everything can.
    unsaved_since: AtomicI64,
    /// What is held of forms on their way in.
    pub(crate) entrance: Arc<Entrance>,
    /// How often who asked for what of late.
    pub limits: Limits,
}

/// What is counted.
#[derive(Debug, Default)]
pub struct Counts {
    /// The instant from which the service has listened.
    pub began: AtomicI64,
    /// Answers, by the hundreds of their code.
    pub answers: [AtomicU64; 6],
    /// Microseconds spent answering.
    pub spent: AtomicU64,
    /// Lines of the log that could not be written, counted by whoever writes them.
    pub log_lines_lost: OnceLock<Arc<AtomicU64>>,
}

impl House {
    /// A house that nobody has visited yet.
    #[must_use]
    pub fn new(
        plans: Plans,
        clock: Clock,
        post: Option<PostOffice>,
        settings: Settings,
        setup_code: Option<String>,
    ) -> Self {
        let area = if settings.prefix.is_empty() { AreaKey::first() } else { plans.desk().area().clone() };
        let passkeys = Passkeys::of(settings.origin(), &settings.organisation);
        Self {
            area,
            plans,
            clock,
            post,
            settings,
            passkeys,
            confirmed: Confirmed::default(),
            setup_code: Mutex::new(setup_code),
            counts: Arc::default(),
            pressing: Arc::default(),
            stopping: Arc::default(),
            unsaved_since: AtomicI64::new(0),
            entrance: Arc::default(),
            limits: Limits::default(),
        }
    }

    /// Makes it one of an installation with another area's house.
    pub fn share_with(&mut self, first: &Self) {
        self.counts = Arc::clone(&first.counts);
        self.pressing = Arc::clone(&first.pressing);
        self.stopping = Arc::clone(&first.stopping);
        self.entrance = Arc::clone(&first.entrance);
    }

    /// The area that its addresses are of; the first, where one area is served alone.
    #[must_use]
    pub fn area(&self) -> &AreaKey {
        &self.area
    }

    /// The desk.
    #[must_use]
    pub const fn desk(&self) -> &Desk {
        self.plans.desk()
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Instant {
        (self.clock)()
    }

    /// Since when nothing can be saved, where that is so.
    #[must_use]
    pub fn unsaved_since(&self) -> Option<Instant> {
        let since = Some(self.unsaved_since.load(Ordering::Relaxed)).filter(|since| *since != 0);
        since.map(Instant::from_micros)
    }

    /// Notes that something could not be saved; the first of several counts.
    pub fn saves_nothing(&self, now: Instant) {
        let _ = self.unsaved_since.compare_exchange(0, now.micros(), Ordering::Relaxed, Ordering::Relaxed);
    }

    /// Whether the disk takes what is written, by writing.
    pub fn can_save(&self) -> bool {
        let can = self.desk().can_write(self.now()).is_ok();
        if can {
            self.unsaved_since.store(0, Ordering::Relaxed);
        }
        can
    }

    /// The day of an instant, by the clocks of the United Kingdom.
    #[must_use]
    pub fn day_of(instant: Instant) -> Date {
        local_time::day_of(instant)
    }
}
