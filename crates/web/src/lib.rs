//! The pages: what a local area opens in a browser, on one machine, without any other service.
//!
//! A page is a function from a [`visit::Visit`] to an [`answer::Answer`], one file a page, listed in
//! `pages/mod.rs` together with the act that somebody must be allowed to do to see it; nothing is open
//! that does not say so. Pages work without scripts. **Not here.** Rules, figures, who may do what:
//! the office and the core are asked.

pub mod answer;
mod arriving;
mod assets;
mod connections;
mod cookies;
pub mod dispatch;
mod entrance;
pub mod failure;
pub mod fields;
mod headers;
pub mod house;
mod jobs;
pub mod limits;
pub mod listen;
pub mod navigation;
mod pages;
mod parts;
mod proxies;
mod pressing;
pub mod route;
pub mod visit;
pub mod window;
mod within;
mod words;

pub use house::{Clock, House, Settings};
pub use listen::{Served, serve};
pub use proxies::ProxyNetwork;
pub use within::area_prefix;

/// Every page there is: its address, its method, and what somebody must be allowed to do.
pub fn routes() -> impl Iterator<Item = &'static route::Route> {
    pages::PAGES.iter().copied().flatten()
}
