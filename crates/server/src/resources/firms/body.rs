//! Request bodies.

use frontdesk_core::{Fault, Faults, Fields, FirmSettings, LONG_TEXT, PhoneCheck, Region};
use frontdesk_storage::firms::FirmChange;
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::http::extract::one_line;
use crate::openapi::enums::PhoneCheckName;

/// Changes to a firm; absent fields keep their value.
#[derive(Deserialize, Validate, ToSchema)]
#[schema(example = json!({"name": "Lovelace & Partners", "phone_check": "valid"}))]
pub(super) struct PatchFirmBody {
    /// Its name.
    #[garde(inner(length(chars, min = 1, max = LONG_TEXT)))]
    #[schema(nullable = false, min_length = 1, max_length = 128)]
    name: Option<String>,
    /// Whether clients are identified by e-mail address instead of phone number.
    #[garde(skip)]
    #[schema(nullable = false)]
    is_corporate: Option<bool>,
    /// Whether an import overwrites names, e-mail address and primary phone of a matched client.
    #[garde(skip)]
    #[schema(nullable = false)]
    sync_client_contact_info: Option<bool>,
    /// Whether an import fills empty fields of a matched client.
    #[garde(skip)]
    #[schema(nullable = false)]
    update_client_missing_data: Option<bool>,
    /// The country of phone numbers without a leading `+`.
    #[garde(skip)]
    #[schema(nullable = false)]
    default_region: Option<String>,
    /// How strictly phone numbers are checked: `possible` or `valid`.
    #[garde(skip)]
    #[schema(value_type = PhoneCheckName, required = false)]
    phone_check: Option<String>,
}

impl PatchFirmBody {
    pub(super) fn into_change(self) -> Result<FirmChange, Faults> {
        let mut fields = Fields::default();
        let change = FirmChange {
            name: fields.optional("name", self.name, |name| one_line(&name)),
            is_corporate: self.is_corporate,
            sync_client_contact_info: self.sync_client_contact_info,
            update_client_missing_data: self.update_client_missing_data,
            default_region: fields
                .optional("default_region", self.default_region, |text| text.parse::<Region>()),
            phone_check: fields.optional("phone_check", self.phone_check, |text| text.parse::<PhoneCheck>()),
        };
        fields.finish(|| Ok(change))
    }

    /// The complete settings: absent ones get their defaults.
    pub(super) fn into_replacement(self) -> Result<FirmChange, Faults> {
        let name = self.name.is_some().then_some(()).ok_or_else(|| Fault::new("name", "is missing"));
        let ((), change) = Faults::zip(name, self.into_change())?;
        let default = FirmSettings::default();
        Ok(FirmChange {
            name: change.name,
            is_corporate: change.is_corporate.or(Some(default.is_corporate)),
            sync_client_contact_info: change
                .sync_client_contact_info
                .or(Some(default.sync_client_contact_info)),
            update_client_missing_data: change
                .update_client_missing_data
                .or(Some(default.update_client_missing_data)),
            default_region: change.default_region.or(Some(default.default_region)),
            phone_check: change.phone_check.or(Some(default.phone_check)),
        })
    }
}

/// A complete firm: absent settings get their defaults. `id` and times are ignored.
#[derive(ToSchema)]
#[schema(example = json!({"name": "Lovelace & Partners", "is_corporate": true, "phone_check": "valid"}))]
#[expect(dead_code, reason = "describes the body in the OpenAPI document; `PatchFirmBody` is what reads it")]
pub(super) struct PutFirmBody {
    /// Its name.
    #[schema(min_length = 1, max_length = 128)]
    name: String,
    /// Whether clients are identified by e-mail address instead of phone number; no when absent.
    #[schema(required = false, nullable = false)]
    is_corporate: Option<bool>,
    /// Whether an import overwrites names, e-mail address and primary phone of a matched client; yes when absent.
    #[schema(required = false, nullable = false)]
    sync_client_contact_info: Option<bool>,
    /// Whether an import fills empty fields of a matched client; yes when absent.
    #[schema(required = false, nullable = false)]
    update_client_missing_data: Option<bool>,
    /// The country of phone numbers without a leading `+`; `US` when absent.
    #[schema(required = false, nullable = false)]
    default_region: Option<String>,
    /// How strictly phone numbers are checked: `possible` (when absent) or `valid`.
    #[schema(value_type = PhoneCheckName, required = false)]
    phone_check: Option<String>,
}
