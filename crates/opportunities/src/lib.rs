//! Deals and their forecast: parsing deals, the probability of statuses, the forecast of a fiscal year against its
//! targets, and data defects that would distort it.
//!
//! The rules are pure functions over exact amounts. [`deal::RawDeal`] returns a deal or all its faults;
//! [`forecast::forecast`] computes a forecast from single or summed deals; [`quality::findings`] checks one deal.
//!
//! ```
//! use chrono::NaiveDate;
//! use frontdesk_core::{Edit, Money};
//! use frontdesk_opportunities::deal::RawDeal;
//! use frontdesk_opportunities::forecast::{ForecastInput, Slice, forecast};
//! use frontdesk_opportunities::status::StatusCatalogue;
//!
//! let today = NaiveDate::from_ymd_opt(2024, 12, 31).ok_or("no such day")?;
//! let deal = RawDeal {
//!     cid: Edit::Set("1".to_owned()),
//!     opportunity_status: Edit::Set("Proposal".to_owned()),
//!     monthly_estimated_revenue: Edit::Set("1000.50".to_owned()),
//!     estimated_delivery_date: Edit::Set("2025-04-15".to_owned()),
//!     ..RawDeal::default()
//! }
//! .create(today)?;
//!
//! let book = ForecastInput { deals: vec![Slice::of(&deal, None)], ..ForecastInput::default() };
//! let forecast = forecast(2025.try_into()?, today, &StatusCatalogue::default(), &book);
//!
//! // April, May and June; weighted by half, as every second proposal is won.
//! assert_eq!(forecast.total.year.pipeline, Money::parse("3001.50")?);
//! assert_eq!(forecast.total.year.pipeline_weighted.to_string(), "1500.75");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

pub mod area;
pub mod deal;
pub mod forecast;
pub mod oid;
pub mod quality;
mod recorded;
pub mod restore;
pub mod revenue;
pub mod row;
mod short_text;
pub mod status;
