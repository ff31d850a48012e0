//! What several resources show: addresses and parts of answers.

pub(crate) mod counts;
pub(crate) mod past_value;
pub(crate) mod places;
