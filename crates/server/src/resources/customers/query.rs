//! Filters of customer lists.

use frontdesk_storage::customers::CustomerFilter;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::collection::Flag;
use crate::http::extract::{Text, Time, param};

/// The filters of `GET /api/customers`.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct CustomersQuery {
    /// This area, ignoring case and white space.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "France")]
    area: Option<Text>,
    /// This type, ignoring case.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "Enterprise")]
    customer_type: Option<Text>,
    /// This first name, ignoring case.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "Ed")]
    first_name: Option<Text>,
    /// This last name, ignoring case.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "Stark")]
    last_name: Option<Text>,
    /// This phone number, primary or not, in any notation.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "+442083661171")]
    phone: Option<Text>,
    /// Words in any order, each the start of a word of the record, ignoring case and accents; digits also match a
    /// phone number by its start, its end (four or more digits) or its national format. The best match comes first.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "sta")]
    q: Option<Text>,
    /// Exactly this e-mail address, ignoring case.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "ada@example.com")]
    email: Option<Text>,
    /// Only customers changed at this time or later (RFC 3339).
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<DateTime<Utc>>, example = "2026-01-31T09:00:00Z")]
    updated_since: Option<Time>,
    /// Whether deleted customers are included.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<bool>, example = false)]
    show_deleted: Option<Flag>,
}

impl From<CustomersQuery> for CustomerFilter {
    fn from(query: CustomersQuery) -> Self {
        let text = |given: Option<Text>| given.map(Text::trimmed);
        Self {
            area: text(query.area),
            customer_type: text(query.customer_type),
            first_name: text(query.first_name),
            last_name: text(query.last_name),
            phone: query.phone.map(|Text(phone)| with_its_plus(phone)),
            q: query.q.map(|Text(q)| q),
            email: query.email.map(|Text(email)| email),
            updated_since: query.updated_since.map(|Time(time)| time),
            show_deleted: query.show_deleted.is_some_and(|Flag(shown)| shown),
        }
    }
}

/// An unescaped `+` arrives as a space.
fn with_its_plus(phone: String) -> String {
    match phone.strip_prefix(' ') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => format!("+{rest}"),
        _ => phone,
    }
}
