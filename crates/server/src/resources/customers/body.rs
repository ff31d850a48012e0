//! Request bodies.

use frontdesk_core::{Edit, Faults, FirmId, FirmSettings};
use frontdesk_import::account::{AccountEdit, RawEdit, parse_new_account};
use frontdesk_import::known::NewCustomer;
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

/// A new customer, or changes to one (JSON Merge Patch: an absent field keeps its value, null clears it).
///
/// A new customer needs `phone`, and `first_name` and `last_name`; one with only `company_name` is a company. `id`,
/// `cid` and `uuid` cannot be changed and are ignored.
#[derive(Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(example = json!({
    "first_name": "Ed", "last_name": "Stark", "phone": "+442083661171",
    "area": "France", "customer_type": "Enterprise", "has_dedicated_account_manager": true,
}))]
pub(super) struct CustomerBody {
    /// The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
    #[serde(default)]
    #[schema(value_type = Option<i64>, minimum = 1)]
    firm_id: Option<FirmId>,
    /// First name.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 128)]
    first_name: Edit<String>,
    /// Last name.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 128)]
    last_name: Edit<String>,
    /// Name of a company.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 128)]
    company_name: Edit<String>,
    /// E-mail address.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 128)]
    email: Edit<String>,
    /// The primary phone number, in any notation. It must be valid and unique among the firm's customers.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 32)]
    phone: Edit<String>,
    /// The sales area.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 128)]
    area: Edit<String>,
    /// The firm's own customer type.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 128)]
    customer_type: Edit<String>,
    /// Occupation.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 128)]
    occupation: Edit<String>,
    /// Whether the customer has a dedicated account manager. Null means no, also in the next three fields.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    has_dedicated_account_manager: Edit<bool>,
    /// Whether the customer has a dedicated technical consultant.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    has_dedicated_technical_consultant: Edit<bool>,
    /// Whether the customer has a support contract.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    has_support_contract: Edit<bool>,
    /// Whether the customer has discounted pricing.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    has_discounted_pricing: Edit<bool>,
    /// The account manager.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 128)]
    account_executive: Edit<String>,
    /// The technical consultant.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 128)]
    technical_specialist: Edit<String>,
}

impl CustomerBody {
    /// The firm named in the payload.
    pub(super) fn firm(&self) -> Option<FirmId> {
        self.firm_id
    }

    pub(super) fn into_new(self, firm: &FirmSettings) -> Result<NewCustomer, Faults> {
        parse_new_account(self.into_raw(), firm.default_region)
    }

    /// The changes; `phone` is the stored number.
    pub(super) fn into_edit(self, firm: &FirmSettings, phone: Option<&str>) -> Result<AccountEdit, Faults> {
        parse_edit(self.into_raw(), firm, phone)
    }

    /// The complete record: absent fields are cleared.
    pub(super) fn into_replacement(
        self,
        firm: &FirmSettings,
        phone: Option<&str>,
    ) -> Result<AccountEdit, Faults> {
        parse_edit(self.into_raw().whole()?, firm, phone)
    }

    fn into_raw(self) -> RawEdit {
        RawEdit {
            first_name: self.first_name,
            last_name: self.last_name,
            company_name: self.company_name,
            email: self.email,
            phone: self.phone,
            occupation: self.occupation,
            customer_type: self.customer_type,
            area: self.area,
            has_dedicated_account_manager: self.has_dedicated_account_manager,
            has_dedicated_technical_consultant: self.has_dedicated_technical_consultant,
            has_support_contract: self.has_support_contract,
            has_discounted_pricing: self.has_discounted_pricing,
            account_executive: self.account_executive,
            technical_specialist: self.technical_specialist,
        }
    }
}

/// A stored number sent back unchanged is kept, even if current rules would refuse it.
fn parse_edit(mut raw: RawEdit, firm: &FirmSettings, phone: Option<&str>) -> Result<AccountEdit, Faults> {
    if matches!(&raw.phone, Edit::Set(text) if Some(text.as_str()) == phone) {
        raw.phone = Edit::Keep;
    }
    AccountEdit::parse(raw, firm.default_region)
}
