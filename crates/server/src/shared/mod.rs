//! Addresses and response parts shared by several resources.

pub(crate) mod counts;
pub(crate) mod history;
pub(crate) mod past_value;
pub(crate) mod places;
