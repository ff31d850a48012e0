//! Query parameter types shared by several resources.

use std::convert::Infallible;
use std::str::FromStr;

use chrono::NaiveDate;
use frontdesk_core::parse_day;
use frontdesk_opportunities::area::AreaKey;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Day(pub(crate) NaiveDate);

impl FromStr for Day {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        parse_day(text).map(Self).ok_or("must be a real date as YYYY-MM-DD")
    }
}

/// An area as callers write it; blank counts as absent.
#[derive(Debug)]
pub(crate) struct AreaName(pub(crate) Option<AreaKey>);

impl FromStr for AreaName {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(AreaKey::of(text)))
    }
}
