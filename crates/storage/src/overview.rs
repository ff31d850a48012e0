//! The overview of one customer, assembled from all modules.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use frontdesk_core::{CustomerId, Money};
use frontdesk_requests::Status;

use crate::customers::{self, Customer};
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::interactions;
use crate::opportunities::{self, Opportunity};
use crate::requests::{self, Event};
use crate::users::{self, PastValue, User};

/// The most events that are shown.
const MOST_EVENTS: usize = 20;

/// The overview of one customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// The record.
    pub customer: Customer,
    /// Interactions by channel, in alphabetical order, including channels with a count of zero.
    pub interactions: Vec<(String, i64)>,
    /// The number of open deals.
    pub open_opportunities: i64,
    /// Their monthly value; one-off deals count in full.
    pub open_value: Money,
    /// Requests by status; archived ones by their last status.
    pub requests: BTreeMap<Status, i64>,
    /// The customer as a user of the CRM, if it is one.
    pub user: Option<User>,
    /// The last events, latest first; at most 20.
    pub events: Vec<Happening>,
}

/// An event in the history of a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    pub at: DateTime<Utc>,
    pub what: What,
}

/// The kind of event.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A support request changed.
    Request(Event),
    /// A deal was created.
    OpportunityCreated(Box<Opportunity>),
    /// A deal was changed; only the last change is known.
    OpportunityChanged(Box<Opportunity>),
    /// A value that is synchronized with the CRM was replaced.
    UserChanged(PastValue),
}

/// The overview of the live customer with this id, with one query per module.
///
/// # Errors
/// The database did not answer.
pub fn overview(
    scoped: &mut Scoped<'_>,
    id: CustomerId,
    today: NaiveDate,
) -> Result<Option<Overview>, StorageError> {
    let Some(customer) = customers::find(scoped, id)? else {
        return Ok(None);
    };
    let most = MOST_EVENTS as i64;
    let interactions = interactions::counts_by_channel(scoped, id)?;
    let (deals, catalogue) = opportunities::of_customer(scoped, id, today)?;
    let open: Vec<&Opportunity> =
        deals.iter().filter(|it| !catalogue.standing(&it.deal.opportunity_status).closed).collect();
    let open_value = open.iter().filter_map(|it| it.deal.monthly_estimated_revenue).sum();
    let open_opportunities = i64::try_from(open.len()).unwrap_or(i64::MAX);
    let asked = requests::of_customer(scoped, id, most)?;
    let (user, past) = users::of_customer(scoped, id, most)?.unzip();
    let events = latest(asked.moves, deals, past.unwrap_or_default());
    let requests = asked.by_status;
    Ok(Some(Overview { customer, interactions, open_opportunities, open_value, requests, user, events }))
}

fn latest(moves: Vec<Event>, deals: Vec<Opportunity>, past: Vec<PastValue>) -> Vec<Happening> {
    let mut all: Vec<Happening> = Vec::with_capacity(moves.len() + 2 * deals.len() + past.len());
    all.extend(moves.into_iter().map(|it| Happening { at: it.step.at, what: What::Request(it) }));
    all.extend(past.into_iter().map(|it| Happening { at: it.at, what: What::UserChanged(it) }));
    for deal in deals {
        let deal = Box::new(deal);
        all.push(Happening { at: deal.created_at, what: What::OpportunityCreated(deal.clone()) });
        if deal.updated_at != deal.created_at {
            all.push(Happening { at: deal.updated_at, what: What::OpportunityChanged(deal) });
        }
    }
    // A stable sort: events of the same time keep the order of their module.
    all.sort_by_key(|it| std::cmp::Reverse(it.at));
    all.truncate(MOST_EVENTS);
    all
}

#[cfg(test)]
mod tests {
    use frontdesk_requests::Prose;
    use frontdesk_sync::UserFields;

    use super::*;
    use crate::engine::expected::Expected;
    use crate::engine::recorded_statements::{empty, recorded};

    #[test]
    fn each_module_is_queried_once() {
        for backend in frontdesk_testkit::backends() {
            let (_test, database, access) = empty(*backend);
            let job = |scoped: &mut Scoped<'_>| {
                let now = DateTime::UNIX_EPOCH;
                let fields =
                    UserFields { name: "Ada".into(), email: "a@example.com".into(), phone: "1".into() };
                let user = users::create(scoped, &fields, now)?;
                let id = user.customer_id;
                users::edit(
                    scoped,
                    user.id,
                    &UserFields { name: "Eve".into(), ..fields },
                    &Expected::Any,
                    now,
                )?;
                for _ in 0..2 {
                    requests::create(scoped, id, &Prose::parse("why").expect("prose"), now)?;
                }
                let (seen, statements) = recorded(scoped, |scoped| overview(scoped, id, now.date_naive()))?;
                assert_eq!(statements.len(), 5, "{statements:#?}");
                let seen = seen.expect("the customer");
                assert_eq!((seen.requests[&Status::Pending], seen.events.len()), (2, 3));
                assert_eq!(seen.user.map(|user| user.sync.local.name).as_deref(), Some("Eve"));
                Ok(())
            };
            database.write_blocking(access, job).expect("an answer");
        }
    }
}
