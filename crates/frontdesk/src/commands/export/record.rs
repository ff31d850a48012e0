//! What is written of each kind.

use frontdesk_storage::clients::Client;
use frontdesk_storage::customers::Customer;
use frontdesk_storage::operators::Operator;
use frontdesk_storage::requests::Request;
use serde_json::Value;

/// The values of one row, in the order of the columns.
pub(super) type Record = Vec<Value>;

pub(super) const CUSTOMER_COLUMNS: &[&str] = &[
    "cid",
    "uuid",
    "first_name",
    "last_name",
    "company_name",
    "email",
    "phone",
    "area",
    "customer_type",
    "occupation",
    "has_dedicated_account_manager",
    "has_dedicated_technical_consultant",
    "has_support_contract",
    "has_discounted_pricing",
    "account_executive",
    "technical_specialist",
];

pub(super) const CLIENT_COLUMNS: &[&str] =
    &["id", "first_name", "last_name", "birth_date", "email", "cell_phone", "integration_id", "ssn"];

pub(super) const OPERATOR_COLUMNS: &[&str] = &["id", "name", "email", "created_at"];

pub(super) const REQUEST_COLUMNS: &[&str] = &[
    "id",
    "created_by",
    "body",
    "status",
    "processed_by",
    "resolution_comment",
    "archived",
    "created_at",
    "updated_at",
];

pub(super) fn of_customer(customer: Customer) -> Record {
    let account = customer.account;
    vec![
        customer.id.get().into(),
        customer.uuid.to_string().into(),
        customer.first_name.into(),
        customer.last_name.into(),
        customer.company_name.into(),
        customer.email.into(),
        customer.phone.into(),
        account.area.into(),
        customer.customer_type.into(),
        customer.occupation.into(),
        account.has_dedicated_account_manager.into(),
        account.has_dedicated_technical_consultant.into(),
        account.has_support_contract.into(),
        account.has_discounted_pricing.into(),
        account.account_executive.into(),
        account.technical_specialist.into(),
    ]
}

pub(super) fn of_client(client: Client) -> Record {
    vec![
        client.id.get().into(),
        client.first_name.into(),
        client.last_name.into(),
        client.birth_date.map(|day| day.to_string()).into(),
        client.email.into(),
        client.cell_phone.into(),
        client.integration_id.into(),
        client.ssn.into(),
    ]
}

pub(super) fn of_operator(operator: Operator) -> Record {
    vec![
        operator.id.get().into(),
        operator.name.into(),
        operator.email.into(),
        operator.created_at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true).into(),
    ]
}

pub(super) fn of_request(request: Request) -> Record {
    let time = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
    let work = request.state.work();
    vec![
        request.id.get().into(),
        request.created_by.get().into(),
        request.body.clone().into(),
        work.status().as_str().into(),
        work.operator().map(|operator| operator.get()).into(),
        work.comment().map(|comment| comment.as_str().to_owned()).into(),
        (request.state.status().as_str() == "ARCHIVED").into(),
        time(request.created_at).into(),
        time(request.updated_at).into(),
    ]
}
