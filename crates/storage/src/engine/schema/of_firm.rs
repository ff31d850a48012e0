//! Where every query of a firm's table begins. A test of the workspace holds that no query begins at a table itself, so
//! that none can forget the firm or the deleted records.

use diesel::dsl::{Eq, Filter, InnerJoin};
use diesel::prelude::*;
use frontdesk_core::FirmId;

use super::interactions::{channels, interaction_topics, interaction_totals, interactions};
use super::journal::{deleted_records, journal_batches, journal_entries, journal_feeds, journal_ranges};
use super::search::search_terms;
use super::sync::{customer_users, outbox, sync_sweeps, user_counts, user_history};
use super::{
    account_numbers, api_keys, audit_chains, audit_entries, customer_accounts, customer_counts,
    customer_phones, customer_secrets, customers, deal_sums, idempotency_keys, import_claims, import_rejects,
    imports, operators, opportunities, opportunity_statuses, request_counts, request_events, request_feeds,
    request_times, requests, revenue_actuals, revenue_targets, sessions,
};

macro_rules! of_firm {
    ($($table:ident),+ $(,)?) => {
        $(impl $table::table {
            /// The rows of one firm, including those of deleted customers.
            pub(crate) fn of_firm(self, firm: FirmId) -> Filter<Self, Eq<$table::firm_id, i64>> {
                QueryDsl::filter(self, $table::firm_id.eq(firm.get()))
            }
        })+
    };
}

of_firm!(
    account_numbers,
    api_keys,
    audit_chains,
    audit_entries,
    channels,
    customer_accounts,
    customer_counts,
    customer_phones,
    customer_users,
    customers,
    deal_sums,
    deleted_records,
    idempotency_keys,
    import_claims,
    import_rejects,
    imports,
    interaction_topics,
    interaction_totals,
    interactions,
    journal_batches,
    journal_entries,
    journal_feeds,
    journal_ranges,
    operators,
    opportunities,
    opportunity_statuses,
    outbox,
    request_counts,
    request_events,
    request_feeds,
    request_times,
    requests,
    revenue_actuals,
    revenue_targets,
    search_terms,
    sessions,
    sync_sweeps,
    user_counts,
    user_history,
);

macro_rules! across_firms {
    ($($table:ident),+ $(,)?) => {
        $(impl $table::table {
            /// The rows of all firms: for a key that finds its firm, for maintenance, and where another condition
            /// binds the rows to a firm.
            pub(crate) fn across_firms(self) -> Self {
                self
            }
        })+
    };
}

across_firms!(
    api_keys,
    customer_phones,
    customer_secrets,
    customer_users,
    customers,
    idempotency_keys,
    import_claims,
    import_rejects,
    imports,
    interactions,
    outbox,
    requests,
    search_terms,
    sessions,
    sync_sweeps,
    user_counts,
);

/// What `of_firm` returns, for functions whose type Diesel derives.
pub(crate) type OfFirm<T, F> = Filter<T, Eq<F, i64>>;

impl customers::table {
    /// The firm's customers that have not been deleted.
    pub(crate) fn living(
        self,
        firm: FirmId,
    ) -> Filter<OfFirm<Self, customers::firm_id>, Eq<customers::tombstone, i64>> {
        self.of_firm(firm).filter(customers::tombstone.eq(0))
    }
}

/// Users beside their customers.
type WithCustomers = InnerJoin<customer_users::table, customers::table>;

impl customer_users::table {
    /// The firm's users that have not been deleted, beside their customers.
    pub(crate) fn living(
        self,
        firm: FirmId,
    ) -> Filter<OfFirm<WithCustomers, customer_users::firm_id>, Eq<customers::tombstone, i64>> {
        self.inner_join(customers::table)
            .filter(customer_users::firm_id.eq(firm.get()))
            .filter(customers::tombstone.eq(0))
    }
}
