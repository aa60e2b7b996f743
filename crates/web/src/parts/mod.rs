//! What pages share: the layout, forms, tables, tags.

pub(crate) mod form;
pub(crate) mod layout;
pub(crate) mod link;
pub(crate) mod status;
pub(crate) mod who;
