//! Interactions with customers: when, through which channel, and about which topics.
//!
//! [`InteractionRow::parse`] and [`TopicRow::parse`] clean the rows of sheets. [`DateRange`], [`Zone`] and [`Month`]
//! describe the time range of a question, [`windows`] converts it to instants, and [`pieces`] to the months, days and
//! quarters of an hour that totals are kept for. [`Channels`] counts with a zero for every known channel.
//!
//! ```
//! use chrono::NaiveDate;
//! use frontdesk_interactions::{DateRange, Grain, InteractionRow, RawInteraction, Zone, pieces, windows};
//!
//! let raw = RawInteraction { occurred_at: Some("31/10/2019 9:05"), channel: Some(" e-mail "), customer_id: Some("4") };
//! let row = InteractionRow::parse(raw)?;
//! assert_eq!(row.occurred_at.to_rfc3339(), "2019-10-31T09:05:00+00:00");
//! assert_eq!(row.channel.as_str(), "Email");
//!
//! // October in Paris begins two hours before October in UTC, and ends one hour before.
//! let october = DateRange::parse(Some("2019-10-01"), Some("2019-10-31"))?;
//! let paris: Zone = "Europe/Paris".parse()?;
//! let windows = windows(october, paris, None);
//! let micros = row.occurred_at.timestamp_micros();
//! assert!(windows.iter().any(|window| window.holds(micros)));
//! let grains: Vec<Grain> = windows.iter().flat_map(|window| pieces(*window)).map(|piece| piece.grain).collect();
//! assert_eq!(grains, [Grain::Quarter, Grain::Quarter, Grain::Day]);
//! # assert_eq!(NaiveDate::from_ymd_opt(2019, 10, 1), october.start());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod channel;
mod list;
mod occurred;
mod range;
mod rows;
mod timeline;
mod topic;
mod totals;
mod zone;

pub use channel::{ChannelName, ChannelNameError, Channels, MOST_CHANNELS, parse_channels};
pub use frontdesk_core::Month;
pub use occurred::{EARLIEST_YEAR, InvalidTime, parse_occurred_at, parse_rfc3339};
pub use range::{DateRange, ReversedRange, Window, windows};
pub use rows::{InteractionRow, RawInteraction, RawTopic, TopicRow};
pub use timeline::{Bucket, MOST_BUCKETS, TooManyBuckets, UnknownBucket, bucket_starts};
pub use topic::{
    InvalidMonthCell, MOST_TOPICS, TopicName, TopicNameError, parse_month, parse_topics, spell_alike,
    spell_month,
};
pub use totals::{Grain, Piece, pieces, quarters};
pub use zone::{UnknownZone, Zone};
