//! What can be typed about the service.

use clap::Args;
use onpace_web::ProxyNetwork;

/// How the service runs.
#[derive(Args, Clone)]
pub(crate) struct Serve {
    /// Where to listen; port 0 takes one that is free.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS", env = "ONPACE_LISTEN")]
    pub(crate) listen: String,
    /// How links in mails begin, such as `https://plan.example.org`; by default where it listens.
    #[arg(long, value_name = "URL", env = "ONPACE_BASE")]
    pub(crate) base: Option<String>,
    /// The way for mail: smtp://HOST:PORT, smtps://…, or maildir:FOLDER. A password in it belongs in the variable.
    #[arg(long, value_name = "WAY", env = "ONPACE_MAIL", hide_env_values = true)]
    pub(crate) mail: Option<String>,
    /// The sender of mails.
    #[arg(long, value_name = "EMAIL", env = "ONPACE_MAIL_FROM", default_value = "onpace@localhost")]
    pub(crate) mail_from: String,
    /// Where mail comes in: maildir:FOLDER, into which the mail server delivers; for another area than the first,
    /// KEY=maildir:FOLDER. By default none is read.
    #[arg(long, value_name = "WAY", env = "ONPACE_INBOX")]
    pub(crate) inbox: Vec<String>,
    /// A proxy before the service, as an address or a network (`10.0.0.0/8`), whose `Forwarded` or `X-Forwarded-For`
    /// says who asks; as often as there are several. Without it, everyone who comes through a proxy shares its limits.
    #[arg(long, value_name = "NETWORK", env = "ONPACE_TRUSTED_PROXY", value_delimiter = ',')]
    pub(crate) trusted_proxy: Vec<ProxyNetwork>,
    /// Where to answer with metrics; by default nowhere.
    #[arg(long, value_name = "ADDRESS", env = "ONPACE_METRICS")]
    pub(crate) metrics: Option<String>,
    /// Who runs the service, as pages name them.
    #[arg(long, value_name = "NAME", env = "ONPACE_ORGANISATION", default_value = "")]
    pub(crate) organisation: String,
    /// Where people get help: an address or a telephone number.
    #[arg(long, value_name = "TEXT", env = "ONPACE_CONTACT", default_value = "")]
    pub(crate) contact: String,
    /// End after so many seconds; by default never.
    #[arg(long = "for", value_name = "SECONDS")]
    pub(crate) lasts: Option<u64>,
    /// Administrators need a second factor (an app that makes codes, or a passkey), whatever is set on the page "Users".
    #[arg(long, env = "ONPACE_ADMINISTRATORS_NEED_FACTOR")]
    pub(crate) administrators_need_factor: bool,
    /// Only show; save nothing.
    #[arg(long)]
    pub(crate) read_only: bool,
    /// A trial: every page says so, and `ONPACE_TEST_CLOCK` sets the clock. Only on 127.0.0.1.
    #[arg(long)]
    pub(crate) test_mode: bool,
}
