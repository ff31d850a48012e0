//! Response bodies.

use chrono::{DateTime, Utc};
use frontdesk_storage::SortField;
use frontdesk_storage::customers::{self, Customer};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::links::{Links, Origin};
use crate::http::resource::Resource;
use crate::shared::places::CUSTOMERS;

/// A customer with its commercial data.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "cid": 1, "id": 1, "uuid": "0198f6a2-7c5e-7d3a-9a41-6f0c2b8d1e55",
    "first_name": "Ed", "last_name": "Stark", "company_name": null, "email": null, "phone": "+442083661171",
    "area": "France", "customer_type": "Enterprise", "occupation": null,
    "has_dedicated_account_manager": true, "has_dedicated_technical_consultant": false,
    "has_support_contract": true, "has_discounted_pricing": false,
    "account_executive": null, "technical_specialist": null,
    "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
}))]
pub(super) struct CustomerView {
    /// The customer's id, same as `id`.
    #[schema(minimum = 1)]
    cid: i64,
    /// The customer's id.
    #[schema(minimum = 1)]
    id: i64,
    /// The public id.
    uuid: Uuid,
    /// First name; for a company created as a client, its name.
    #[schema(required)]
    first_name: Option<String>,
    /// Last name.
    #[schema(required)]
    last_name: Option<String>,
    /// Name of a company.
    #[schema(required)]
    company_name: Option<String>,
    /// E-mail address.
    #[schema(required)]
    email: Option<String>,
    /// The primary phone number in E.164.
    #[schema(required)]
    phone: Option<String>,
    /// The sales area.
    #[schema(required)]
    area: Option<String>,
    /// The firm's own customer type.
    #[schema(required)]
    customer_type: Option<String>,
    /// Occupation.
    #[schema(required)]
    occupation: Option<String>,
    /// Whether the customer has a dedicated account manager.
    has_dedicated_account_manager: bool,
    /// Whether the customer has a dedicated technical consultant.
    has_dedicated_technical_consultant: bool,
    /// Whether the customer has a support contract.
    has_support_contract: bool,
    /// Whether the customer has discounted pricing.
    has_discounted_pricing: bool,
    /// The account manager.
    #[schema(required)]
    account_executive: Option<String>,
    /// The technical consultant.
    #[schema(required)]
    technical_specialist: Option<String>,
    /// When the record was created.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
    #[serde(skip)]
    #[schema(ignore)]
    place: Option<String>,
}

impl From<Customer> for CustomerView {
    fn from(customer: Customer) -> Self {
        let account = customer.account;
        Self {
            place: customer.place,
            cid: customer.id.get(),
            id: customer.id.get(),
            uuid: customer.uuid,
            first_name: customer.first_name,
            last_name: customer.last_name,
            company_name: customer.company_name,
            email: customer.email,
            phone: customer.phone,
            area: account.area,
            customer_type: customer.customer_type,
            occupation: customer.occupation,
            has_dedicated_account_manager: account.has_dedicated_account_manager,
            has_dedicated_technical_consultant: account.has_dedicated_technical_consultant,
            has_support_contract: account.has_support_contract,
            has_discounted_pricing: account.has_discounted_pricing,
            account_executive: account.account_executive,
            technical_specialist: account.technical_specialist,
            created_at: customer.created_at,
            updated_at: customer.updated_at,
        }
    }
}

impl Resource for CustomerView {
    const PLURAL: &'static str = "customers";
    const SORTS: &'static [SortField] = customers::SORTS;

    fn position(&self) -> i64 {
        self.id
    }

    fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    fn links(&self, origin: Origin) -> Links {
        let own = origin.href_of(&CUSTOMERS, self.id);
        Links::to_self(own.clone())
            .with("collection", origin.href(&CUSTOMERS))
            .with("overview", format!("{own}/overview"))
            .with("requests", format!("{own}/requests"))
            .action("edit", "PATCH", own.clone())
            .action("replace", "PUT", own.clone())
            .action("delete", "DELETE", own)
    }
}
