//! What is written of each kind.

use chrono::{DateTime, SecondsFormat, Utc};
use frontdesk_opportunities::revenue::{Actual, Target};
use frontdesk_requests::Status;
use frontdesk_storage::clients::Client;
use frontdesk_storage::customers::Customer;
use frontdesk_storage::interactions::Interaction;
use frontdesk_storage::operators::Operator;
use frontdesk_storage::opportunities::Opportunity;
use frontdesk_storage::requests::Request;
use frontdesk_storage::revenue::Stored;
use frontdesk_storage::users::User;
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

pub(super) const OPPORTUNITY_COLUMNS: &[&str] = &[
    "cid",
    "oid",
    "opportunity_sales_group",
    "opportunity_status",
    "monthly_estimated_revenue",
    "estimated_delivery_date",
    "non_recurring",
    "days_since_last_updated",
];

pub(super) const INTERACTION_COLUMNS: &[&str] = &["occurred_at", "channel", "customer_id"];

pub(super) const TOPIC_COLUMNS: &[&str] = &["month", "topic"];

pub(super) const ACTUAL_COLUMNS: &[&str] = &["area", "month", "amount"];

pub(super) const TARGET_COLUMNS: &[&str] = &["area", "fiscal_year", "amount"];

pub(super) const USER_COLUMNS: &[&str] = &[
    "id",
    "name",
    "email",
    "phone",
    "sync_status",
    "crm_id",
    "attempts",
    "last_error",
    "created_at",
    "last_updated",
];

pub(super) const OPERATOR_COLUMNS: &[&str] =
    &["id", "first_name", "last_name", "name", "email", "created_at"];

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

fn time(at: DateTime<Utc>) -> Value {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true).into()
}

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
    let name = operator.names.full();
    vec![
        operator.id.get().into(),
        operator.names.first.into(),
        operator.names.last.into(),
        name.into(),
        operator.email.into(),
        time(operator.created_at),
    ]
}

pub(super) fn of_request(request: Request) -> Record {
    let work = request.state.work();
    vec![
        request.id.get().into(),
        request.created_by.get().into(),
        request.body.clone().into(),
        work.status().as_str().into(),
        work.operator().map(|operator| operator.get()).into(),
        work.comment().map(|comment| comment.as_str().to_owned()).into(),
        (request.state.status() == Status::Archived).into(),
        time(request.created_at),
        time(request.updated_at),
    ]
}

pub(super) fn of_opportunity(stored: Opportunity) -> Record {
    let days = stored.deal.days_since_last_updated(stored.today);
    let deal = stored.deal;
    vec![
        deal.cid.get().into(),
        stored.oid.to_string().into(),
        deal.opportunity_sales_group.into(),
        deal.opportunity_status.into(),
        deal.monthly_estimated_revenue.map(|money| money.to_string()).into(),
        deal.estimated_delivery_date.map(|day| day.to_string()).into(),
        deal.non_recurring.into(),
        days.into(),
    ]
}

pub(super) fn of_interaction(interaction: Interaction) -> Record {
    vec![time(interaction.occurred_at), interaction.channel.into(), interaction.customer_id.into()]
}

pub(super) fn of_topic(month: &str, topic: String) -> Record {
    vec![month.to_owned().into(), topic.into()]
}

pub(super) fn of_actual(Stored { amount: actual, .. }: Stored<Actual>) -> Record {
    vec![actual.area.as_str().into(), actual.month.to_string().into(), actual.amount.to_string().into()]
}

pub(super) fn of_target(Stored { amount: target, .. }: Stored<Target>) -> Record {
    vec![target.area.as_str().into(), target.fiscal_year.get().into(), target.amount.to_string().into()]
}

pub(super) fn of_user(user: User) -> Record {
    let local = user.sync.local;
    vec![
        user.id.to_string().into(),
        local.name.into(),
        local.email.into(),
        local.phone.into(),
        user.status.as_str().into(),
        user.sync.crm_id.into(),
        user.attempts.into(),
        user.last_error.into(),
        time(user.created_at),
        time(user.updated_at),
    ]
}
