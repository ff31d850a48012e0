//! Request bodies.

use crate::openapi::enums::KeyRole;
use chrono::{DateTime, Datelike, Utc};
use frontdesk_core::{Faults, Fields, LONG_TEXT, parse_rfc3339};
use frontdesk_storage::keys::{NewKey, Role};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::http::extract::one_line;

/// A key to create.
#[derive(Deserialize, Validate, ToSchema)]
#[schema(example = json!({"name": "Back office", "role": "writer"}))]
pub(super) struct CreateKeyBody {
    /// A name for the key.
    #[garde(required, inner(length(chars, min = 1, max = LONG_TEXT)))]
    #[schema(required, nullable = false, min_length = 1, max_length = 128)]
    name: Option<String>,
    /// Its role: `reader`, `writer` or `admin`; each includes the ones before.
    #[garde(required)]
    #[schema(value_type = KeyRole)]
    role: Option<String>,
    /// When it expires (RFC 3339). Without it, the key is valid until revoked.
    #[garde(skip)]
    #[schema(value_type = Option<DateTime<Utc>>)]
    expires_at: Option<String>,
}

impl CreateKeyBody {
    pub(super) fn into_key(self, now: DateTime<Utc>) -> Result<NewKey, Faults> {
        let mut fields = Fields::default();
        let name = fields.required("name", self.name, |name| one_line(&name));
        let role = fields.required("role", self.role, |role| role.parse::<Role>());
        let expires_at = fields.optional("expires_at", self.expires_at, |text| expiry(&text, now));
        fields.finish(|| Ok(NewKey { name: name?, role: role?, expires_at }))
    }
}

fn expiry(text: &str, now: DateTime<Utc>) -> Result<DateTime<Utc>, &'static str> {
    match parse_rfc3339(text) {
        Some(time) if time <= now => Err("must be in the future"),
        Some(time) if time.year() <= 9_999 => Ok(time),
        _ => Err("must be a time such as 2027-01-31T09:00:00Z"),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    #[test]
    fn all_faults_of_a_key_are_reported_at_once() {
        let now = Utc.with_ymd_and_hms(2026, 1, 31, 9, 0, 0).unwrap();
        let body = |name: &str, role: &str, expires_at: Option<&str>| CreateKeyBody {
            name: Some(name.to_owned()),
            role: Some(role.to_owned()),
            expires_at: expires_at.map(str::to_owned),
        };
        let key =
            body(" Back  office ", "writer", Some("2026-01-31T09:00:01Z")).into_key(now).expect("a key");
        assert_eq!((key.name.as_str(), key.role), ("Back office", Role::Writer));
        let wrong =
            body("\u{7}", "owner", Some("2026-01-31T09:00:00Z")).into_key(now).expect_err("all wrong");
        let fields: Vec<_> = wrong.as_slice().iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["name", "role", "expires_at"]);
        for bad in ["tomorrow", "", "2027-01-31", "2027-02-30T00:00:00Z"] {
            assert!(body("x", "admin", Some(bad)).into_key(now).is_err(), "{bad}");
        }
    }
}
