//! Filters of interaction lists.

use std::str::FromStr;

use frontdesk_core::{CustomerId, Fault, Faults, parse_day};
use frontdesk_interactions::{ChannelName, Zone, parse_rfc3339};
use frontdesk_storage::interactions::InteractionFilter;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::extract::{Time, param};

/// The filters of `GET /interactions`.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct InteractionsQuery {
    /// Only interactions of this customer.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<i64>, minimum = 1, example = 1)]
    customer_id: Option<CustomerId>,
    /// Only interactions through this channel.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "Call")]
    channel: Option<Channel>,
    /// Only interactions from this day or time on.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, example = "2019-10-01")]
    from: Option<Moment>,
    /// Only interactions up to this day or time, inclusive.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, example = "2019-10-31T23:59:59Z")]
    to: Option<Moment>,
    /// Only interactions recorded at this time or later (RFC 3339).
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<DateTime<Utc>>, example = "2026-01-31T09:00:00Z")]
    updated_since: Option<Time>,
}

impl InteractionsQuery {
    /// # Errors
    /// `from` is after `to`.
    pub(super) fn into_filter(self) -> Result<InteractionFilter, Faults> {
        let from = self.from.map(|Moment { first, .. }| first);
        let until = self.to.map(|Moment { beyond, .. }| beyond);
        if from.zip(until).is_some_and(|(from, until)| from >= until) {
            return Err(Fault::new("from", "must not be after to").into());
        }
        let recorded_since = self.updated_since.map(|Time(time)| time);
        let channel = self.channel.map(|Channel(name)| name);
        Ok(InteractionFilter { customer: self.customer_id, channel, from, until, recorded_since })
    }
}

#[derive(Debug)]
struct Channel(ChannelName);

impl FromStr for Channel {
    type Err = frontdesk_interactions::ChannelNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        ChannelName::parse(text).map(Self)
    }
}

/// A day or a time: its first microsecond, and the first one after it.
#[derive(Debug)]
struct Moment {
    first: i64,
    beyond: i64,
}

impl FromStr for Moment {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        if let Some(day) = parse_day(text) {
            let zone = Zone::default();
            return Ok(Self { first: zone.start_of(day), beyond: zone.end_of(day) });
        }
        let time = parse_rfc3339(text)
            .map_err(|_| "must be a day such as 2026-01-31 or a time such as 2026-01-31T09:00:00Z")?;
        let first = time.timestamp_micros();
        Ok(Self { first, beyond: first.saturating_add(1) })
    }
}
