//! What pages share: the layout, forms, tables, tags.

pub(crate) mod asked;
pub(crate) mod difference;
pub(crate) mod empty;
pub(crate) mod factor;
pub(crate) mod form;
pub(crate) mod heat;
pub(crate) mod layout;
pub(crate) mod link;
pub(crate) mod menu;
pub(crate) mod moved;
pub(crate) mod paging;
pub(crate) mod session;
pub(crate) mod settings;
pub(crate) mod status;
pub(crate) mod table;
pub(crate) mod times;
pub(crate) mod who;
