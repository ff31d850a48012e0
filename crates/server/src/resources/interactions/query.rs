//! Parameters of counts.

use frontdesk_core::{Faults, Fields, LONG_TEXT};
use frontdesk_interactions::{Bucket, DateRange, TopicName, Zone};
use frontdesk_storage::interactions::Question;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::extract::{TooLong, param};
use crate::openapi::enums::TimelineBucket;

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct CountQuery {
    /// The first day, `YYYY-MM-DD`.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<chrono::NaiveDate>, example = "2019-10-01")]
    start_date: Option<String>,
    /// The last day, inclusive.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<chrono::NaiveDate>, example = "2020-03-05")]
    end_date: Option<String>,
    /// Only months with this topic. For an unknown topic all counts are zero.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128)]
    topic: Option<String>,
    /// The time zone of days and months, by its IANA name.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, example = "Europe/Paris")]
    tz: Option<Zone>,
}

#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct TypeQuery {
    /// Only customers of this type.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128)]
    customer_type: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct BucketQuery {
    /// `day`, `week` (from Monday on) or `month`.
    #[serde(default, deserialize_with = "param")]
    #[param(inline, value_type = Option<TimelineBucket>, example = "month")]
    bucket: Option<Bucket>,
}

impl BucketQuery {
    pub(super) fn bucket(self) -> Bucket {
        self.bucket.unwrap_or_default()
    }
}

impl CountQuery {
    /// Builds the question.
    ///
    /// # Errors
    /// All faults.
    pub(super) fn question(self, of: TypeQuery) -> Result<Question, Faults> {
        let range = DateRange::parse(self.start_date.as_deref(), self.end_date.as_deref());
        let mut fields = Fields::default();
        let topic = fields.optional("topic", self.topic, |topic| TopicName::parse(&topic));
        let customer_type = fields.optional("customer_type", of.customer_type, |text| {
            if text.chars().nth(LONG_TEXT).is_some() { Err(TooLong) } else { Ok(text) }
        });
        let (range, ()) = Faults::zip(range, fields.finish(|| Ok(())))?;
        Ok(Question { range, zone: self.tz.unwrap_or_default(), topic, customer_type })
    }
}
