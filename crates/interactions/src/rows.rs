//! Rows of sheets with interactions and topics.

use std::fmt::Display;

use chrono::{DateTime, Utc};
use frontdesk_core::{CustomerId, Fault, Faults, Fields, Month, filled, name_in_cell};

use crate::channel::{ChannelName, MOST_CHANNELS};
use crate::occurred::parse_occurred_at;
use crate::topic::{TopicName, parse_month};

/// An unchecked row of interactions. Empty text counts as absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RawInteraction<'a> {
    /// The time; see [`parse_occurred_at`].
    pub occurred_at: Option<&'a str>,
    /// Through which channel.
    pub channel: Option<&'a str>,
    /// The customer's number.
    pub customer_id: Option<&'a str>,
}

impl<'a> RawInteraction<'a> {
    /// Reads the cells of a row, each with the name of its field; others are ignored.
    pub fn from_cells<C: AsRef<str>>(cells: &'a [(&str, C)]) -> Self {
        let mut raw = Self::default();
        for (field, cell) in cells {
            match *field {
                "occurred_at" => raw.occurred_at = Some(cell.as_ref()),
                "channel" => raw.channel = name_in_cell(cell.as_ref()),
                "customer_id" => raw.customer_id = Some(cell.as_ref()),
                _ => {}
            }
        }
        raw
    }
}

/// A valid interaction. The customer's id may be of any type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct InteractionRow<Id = CustomerId> {
    /// The time.
    pub occurred_at: DateTime<Utc>,
    /// Through which channel.
    pub channel: ChannelName,
    /// The customer, who need not exist.
    pub customer: Id,
}

impl InteractionRow {
    /// Parses a row.
    ///
    /// ```
    /// use frontdesk_interactions::{InteractionRow, RawInteraction};
    ///
    /// let cells = [("occurred_at", "31/10/2019 9:05"), ("channel", "e-mail"), ("customer_id", "4")];
    /// let row = InteractionRow::parse(RawInteraction::from_cells(&cells))?;
    /// assert_eq!((row.channel.as_str(), row.customer.get()), ("Email", 4));
    /// # Ok::<(), frontdesk_core::Faults>(())
    /// ```
    ///
    /// # Errors
    /// Every broken rule at once, under the field's plain name.
    pub fn parse(raw: RawInteraction<'_>) -> Result<Self, Faults> {
        Self::parse_with(raw, CustomerId::of_cell)
    }
}

impl<Id: Display> InteractionRow<Id> {
    /// [`InteractionRow::parse`] with ids of any type, which `customer` parses.
    ///
    /// ```
    /// use frontdesk_interactions::{InteractionRow, RawInteraction};
    ///
    /// let cells = [("occurred_at", "31/10/2019 9:05"), ("channel", "Call"), ("customer_id", "c0ffee")];
    /// let raw = RawInteraction::from_cells(&cells);
    /// let row = InteractionRow::parse_with(raw, |cell| u128::from_str_radix(cell, 16))?;
    /// assert_eq!(row.customer, 0xc0_ffee);
    /// # Ok::<(), frontdesk_core::Faults>(())
    /// ```
    ///
    /// # Errors
    /// Every broken rule at once, under the field's plain name.
    pub fn parse_with<E: Display>(
        raw: RawInteraction<'_>,
        customer: impl FnOnce(&str) -> Result<Id, E>,
    ) -> Result<Self, Faults> {
        let mut fields = Fields::default();
        let occurred_at =
            fields.required("occurred_at", filled(raw.occurred_at), |text| parse_occurred_at(&text));
        let channel = fields.required("channel", filled(raw.channel), |text| ChannelName::parse(&text));
        let customer = fields.required("customer_id", filled(raw.customer_id), |text| customer(&text));
        fields.finish(|| Ok(Self { occurred_at: occurred_at?, channel: channel?, customer: customer? }))
    }

    /// The fault of a row whose customer does not exist.
    pub fn no_customer(&self) -> Fault {
        Fault::sentence("customer_id", format!("customer {} does not exist", self.customer))
    }

    /// The fault of a row that would exceed [`MOST_CHANNELS`].
    pub fn too_many_channels(&self) -> Fault {
        let message = format!("a firm has at most {MOST_CHANNELS} channels: is this column one of channels?");
        Fault::sentence("channel", message)
    }
}

/// An unchecked row of topics.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RawTopic<'a> {
    /// The month; see [`parse_month`].
    pub month: Option<&'a str>,
    /// The topic.
    pub topic: Option<&'a str>,
}

impl<'a> RawTopic<'a> {
    /// Reads the cells of a row, each with the name of its field; others are ignored.
    pub fn from_cells<C: AsRef<str>>(cells: &'a [(&str, C)]) -> Self {
        let mut raw = Self::default();
        for (field, cell) in cells {
            match *field {
                "month" => raw.month = Some(cell.as_ref()),
                "topic" => raw.topic = name_in_cell(cell.as_ref()),
                _ => {}
            }
        }
        raw
    }
}

/// A topic discussed in a month.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct TopicRow {
    /// The month.
    pub month: Month,
    /// The topic.
    pub topic: TopicName,
}

impl TopicRow {
    /// Parses a row.
    ///
    /// # Errors
    /// All faults at once, under the field's plain name.
    pub fn parse(raw: RawTopic<'_>) -> Result<Self, Faults> {
        let mut fields = Fields::default();
        let month = fields.required("month", filled(raw.month), |text| parse_month(&text));
        let topic = fields.required("topic", filled(raw.topic), |text| TopicName::parse(&text));
        fields.finish(|| Ok(Self { month: month?, topic: topic? }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topic::spell_month;

    #[test]
    fn a_row_is_parsed_or_all_faults_are_reported() {
        let raw = RawInteraction {
            occurred_at: Some("1/10/2019 9:05"),
            channel: Some("CALL"),
            customer_id: Some("4.0"),
        };
        let row = InteractionRow::parse(raw).expect("a valid row");
        assert_eq!((row.channel.as_str(), row.customer.get()), ("Call", 4));
        assert_eq!(row.occurred_at.to_rfc3339(), "2019-10-01T09:05:00+00:00");
        let raw = RawInteraction { occurred_at: Some("soon"), channel: Some(" "), customer_id: Some("-4") };
        let faults = InteractionRow::parse(raw).expect_err("three faults");
        assert_eq!(
            faults.detail(),
            "occurred_at must be a date and time as DD/MM/YYYY HH:MM or YYYY-MM-DDTHH:MM; channel is \
             missing; customer_id must be a positive integer"
        );
    }

    #[test]
    fn a_topic_has_its_month() {
        let row =
            TopicRow::parse(RawTopic { month: Some("10-2019"), topic: Some(" Sand ") }).expect("a valid row");
        assert_eq!((spell_month(row.month), row.topic.as_str()), ("10-2019".to_owned(), "Sand"));
        let faults = TopicRow::parse(RawTopic { month: Some("Sand"), topic: None }).expect_err("two faults");
        assert_eq!(faults.detail(), "month must be a month as MM-YYYY; topic is missing");
    }
}
