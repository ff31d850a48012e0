//! Request bodies.

use crate::openapi::enums::{ClientKind, IntegrationName};
use crate::openapi::unions::OutsideId;
use chrono::{DateTime, Utc};
use frontdesk_core::{Fault, Faults, Fields, FirmId};
use frontdesk_import::client::{ClientRow, IntegrationType, RawClient};
use frontdesk_storage::clients::ClientUpsert;
use garde::Validate;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

/// The key of the client's own fields.
const FIELD_NAMES: &str = "field_names";

/// A client to create or to update.
#[derive(Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(example = json!({
    "firm_id": 1,
    "field_names": {
        "first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com",
        "phone_numbers": ["+15551234567"], "integration_id": "ext-123",
        "birth_date": "1815-12-10", "ssn": "078-05-1120",
    },
    "integration_type": "CSV_IMPORT",
}))]
pub(super) struct PatchClientBody {
    /// The firm.
    #[garde(required)]
    #[schema(value_type = i64, required, minimum = 1)]
    firm_id: Option<FirmId>,
    /// Source of the client: `CSV_IMPORT`, `THIRD_PARTY` or `MYCASE`.
    #[garde(required)]
    #[schema(value_type = IntegrationName)]
    integration_type: Option<String>,
    /// The client itself.
    #[garde(required)]
    #[schema(value_type = FieldNames, required)]
    field_names: Option<FieldNames>,
    /// Whether a client without a match becomes a new customer; yes when absent.
    create_new_client: Option<bool>,
    /// Whether the payload is only checked and nothing is written; no when absent.
    validation: Option<bool>,
    /// The matter of the external system that the client belongs to. Accepted, but not stored.
    #[garde(custom(text_or_integer))]
    #[schema(value_type = Option<OutsideId>)]
    matter_id: Option<Value>,
}

/// A client's own fields. Empty text counts as absent.
#[derive(Deserialize, ToSchema)]
pub(super) struct FieldNames {
    /// The full name, used for a missing first or last name.
    name: Option<String>,
    /// `Person` or `Company`.
    #[serde(rename = "type")]
    #[schema(value_type = Option<ClientKind>)]
    kind: Option<String>,
    /// First name; of a company, its name.
    #[schema(max_length = 128)]
    first_name: Option<String>,
    /// Last name.
    #[schema(max_length = 128)]
    last_name: Option<String>,
    /// E-mail address.
    #[schema(max_length = 128)]
    email: Option<String>,
    /// Phone numbers in any notation, the primary one first.
    #[schema(max_items = 20)]
    phone_numbers: Option<Vec<String>>,
    /// One phone number; it counts as the first of `phone_numbers`.
    #[schema(max_length = 32)]
    cell_phone: Option<String>,
    /// The id of the client in the external system.
    #[schema(required, max_length = 128, nullable = false)]
    integration_id: Option<String>,
    /// Date of birth, `YYYY-MM-DD`, not in the future.
    birth_date: Option<String>,
    /// United States social security number: nine digits, dashes allowed.
    ssn: Option<String>,
    /// Occupation.
    #[schema(max_length = 128)]
    occupation: Option<String>,
    /// The firm's own customer type.
    #[schema(max_length = 128)]
    customer_type: Option<String>,
    /// The sales area.
    #[schema(max_length = 128)]
    area: Option<String>,
}

/// A payload whose rules have been checked.
pub(super) struct ClientPatch {
    pub(super) firm: FirmId,
    pub(super) upsert: ClientUpsert,
    pub(super) spelling: Spelling,
}

impl PatchClientBody {
    /// Applies the rules. A payload with an unreadable `integration_type` is checked by the most lenient rules, so
    /// that its other faults are reported too.
    pub(super) fn into_patch(self, now: DateTime<Utc>) -> Result<ClientPatch, Faults> {
        let mut fields = Fields::default();
        let source = fields.required("integration_type", self.integration_type, |text| text.parse());
        let rules = source.as_ref().copied().unwrap_or(IntegrationType::MyCase);
        let firm = fields.given("firm_id", self.firm_id);
        let row = match self.field_names {
            Some(names) => names.into_row(rules, now),
            None => Err(Fault::new(FIELD_NAMES, "is missing").into()),
        };
        let (firm, (row, spelling)) = Faults::zip(fields.finish(|| source.and(firm)), row)?;
        let upsert = ClientUpsert {
            row,
            create_new_client: self.create_new_client.unwrap_or(true),
            validation: self.validation.unwrap_or(false),
            now,
        };
        Ok(ClientPatch { firm, upsert, spelling })
    }
}

impl FieldNames {
    fn into_row(self, kind: IntegrationType, now: DateTime<Utc>) -> Result<(ClientRow, Spelling), Faults> {
        let cell_phone = self.cell_phone.filter(|text| !text.trim().is_empty());
        let spelling = Spelling { has_cell_phone: cell_phone.is_some() };
        let raw = RawClient {
            name: self.name,
            kind: self.kind,
            first_name: self.first_name,
            last_name: self.last_name,
            email: self.email,
            phone_numbers: cell_phone.into_iter().chain(self.phone_numbers.unwrap_or_default()).collect(),
            integration_id: self.integration_id,
            birth_date: self.birth_date,
            ssn: self.ssn,
            occupation: self.occupation,
            customer_type: self.customer_type,
            area: self.area,
        };
        match ClientRow::parse(raw, kind, now.date_naive()) {
            Ok(row) => Ok((row, spelling)),
            Err(faults) => Err(spelling.faults(faults)),
        }
    }
}

/// Maps field names of the rules to those of the payload.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spelling {
    has_cell_phone: bool,
}

impl Spelling {
    /// The faults under the payload's paths.
    pub(super) fn faults(self, faults: Faults) -> Faults {
        faults.map(|fault| self.path(fault))
    }

    /// A fault or warning under the payload's path.
    pub(super) fn path(self, mut fault: Fault) -> Fault {
        if let Some(position) =
            fault.field.strip_prefix("phone_numbers.").and_then(|it| it.parse::<usize>().ok())
        {
            fault.field = match position.checked_sub(usize::from(self.has_cell_phone)) {
                Some(position) => format!("phone_numbers.{position}"),
                None => "cell_phone".to_owned(),
            };
        }
        fault.under(FIELD_NAMES)
    }
}

fn text_or_integer(value: &Option<Value>, (): &()) -> garde::Result {
    match value {
        None | Some(Value::String(_)) => Ok(()),
        Some(Value::Number(number)) if number.is_i64() || number.is_u64() => Ok(()),
        Some(_) => Err(garde::Error::new("must be a string or an integer")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_name_cell_phone_and_phone_numbers_correctly() {
        let path =
            |has_cell_phone, field: &str| Spelling { has_cell_phone }.path(Fault::new(field, "is bad")).field;
        assert_eq!(path(true, "phone_numbers.0"), "field_names.cell_phone");
        assert_eq!(path(true, "phone_numbers.3"), "field_names.phone_numbers.2");
        assert_eq!(path(false, "phone_numbers.3"), "field_names.phone_numbers.3");
        assert_eq!(path(true, "phone_numbers"), "field_names.phone_numbers");
        assert_eq!(path(true, "email"), "field_names.email");
    }
}
