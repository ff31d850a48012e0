//! Request bodies.

use frontdesk_core::Faults;
use frontdesk_sync::UserFields;
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

/// A new user, or a user's new values.
#[derive(Deserialize, Validate, ToSchema)]
#[schema(example = json!({
    "name": "John Smith", "email": "john.smith@example.com", "phone": "123-456-7890",
}))]
pub(super) struct UserBody {
    /// The full name.
    #[garde(required)]
    #[schema(required, nullable = false, min_length = 1, max_length = 128)]
    name: Option<String>,
    /// The e-mail address.
    #[garde(required)]
    #[schema(required, nullable = false, max_length = 128)]
    email: Option<String>,
    /// The phone number, in any notation.
    #[garde(required)]
    #[schema(required, nullable = false, min_length = 1, max_length = 32)]
    phone: Option<String>,
}

impl UserBody {
    pub(super) fn into_fields(self) -> Result<UserFields, Faults> {
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        UserFields::parse(&text(&self.name), &text(&self.email), &text(&self.phone))
    }
}
