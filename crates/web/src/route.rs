//! One address of the service, and what somebody must be allowed to do to use it.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::visit::Visit;
use onpace_core::access::Act;

/// What a page does.
pub type Page = fn(&Visit<'_>) -> Result<Answer, Failure>;

/// How an address is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// To look.
    Get,
    /// To do something.
    Post,
}

/// One address.
pub struct Route {
    /// How it is used.
    pub method: Method,
    /// The address: `/p/{plan}/actions/{code}`. `{plan}` names the plan in which the act must be allowed.
    pub path: &'static str,
    /// What somebody must be allowed to do.
    pub act: Act,
    /// Whether files may come with it.
    pub files: bool,
    /// Whether it is for everybody: the same for whoever asks, without a cookie, to be kept and found by others.
    pub public: bool,
    /// What it does.
    pub page: Page,
}

/// A page to look at.
#[must_use]
pub const fn get(path: &'static str, act: Act, page: Page) -> Route {
    Route { method: Method::Get, path, act, files: false, public: false, page }
}

/// A form to send.
#[must_use]
pub const fn post(path: &'static str, act: Act, page: Page) -> Route {
    Route { method: Method::Post, path, act, files: false, public: false, page }
}

/// A form to send with files.
#[must_use]
pub const fn upload(path: &'static str, act: Act, page: Page) -> Route {
    Route { method: Method::Post, path, act, files: true, public: false, page }
}

/// A page for everybody to look at.
#[must_use]
pub const fn public(path: &'static str, page: Page) -> Route {
    Route { method: Method::Get, path, act: Act::Anything, files: false, public: true, page }
}
