//! The whole picture of one customer, put together from what each capability keeps.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use frontdesk_core::{CustomerId, Money};
use frontdesk_requests::Status;

use crate::customers::{self, Customer};
use crate::error::StorageError;
use crate::opportunities::{self, Opportunity, OpportunityFilter};
use crate::requests::{self, Event};
use crate::scope::{Page, Scoped};
use crate::users::{self, HistoryOf, PastValue, User};

/// So many of the last events are told.
const MOST_EVENTS: usize = 20;
/// Deals and past values that are looked at: more than one customer has.
const MOST_ROWS: i64 = 10_000;

/// The whole picture of one customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// The record.
    pub customer: Customer,
    /// How many deals are open.
    pub open_opportunities: i64,
    /// What they come to a month, those that come once with their whole amount.
    pub open_value: Money,
    /// How many requests stand where; archived ones by where they stood.
    pub requests: BTreeMap<Status, i64>,
    /// The customer as a sign-up that the CRM knows, if it is one.
    pub user: Option<User>,
    /// What happened last, the latest first; at most 20.
    pub events: Vec<Happening>,
}

/// Something that happened to a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A support request moved.
    Request(Event),
    /// A deal was made.
    OpportunityCreated(Box<Opportunity>),
    /// A deal was changed; its last change.
    OpportunityChanged(Box<Opportunity>),
    /// A value that is kept in step with the CRM was replaced.
    UserChanged(PastValue),
}

/// The whole picture of the live customer with this id, by a few queries for each capability.
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
    let all = Page { after: None, limit: MOST_ROWS };
    let deals = OpportunityFilter { cid: Some(id), ..OpportunityFilter::all(today) };
    let deals = opportunities::list(scoped, &deals, all)?;
    let catalogue = opportunities::catalogue(scoped)?;
    let open: Vec<&Opportunity> =
        deals.iter().filter(|it| !catalogue.standing(&it.deal.opportunity_status).closed).collect();
    let open_value = open.iter().filter_map(|it| it.deal.monthly_estimated_revenue).sum();
    let open_opportunities = i64::try_from(open.len()).unwrap_or(i64::MAX);
    let moves = requests::latest_of_customer(scoped, id, MOST_EVENTS as i64)?;
    let requests = requests::count_by_status(scoped, id)?;
    let user = users::find_by_customer(scoped, id.get())?;
    let past = match user {
        Some(_) => users::history(scoped, &HistoryOf::Customer(id), all)?,
        None => Vec::new(),
    };
    let events = latest(moves, deals, past);
    Ok(Some(Overview { customer, open_opportunities, open_value, requests, user, events }))
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
    // Stable: what happened at the same time stays in the order in which its capability tells it.
    all.sort_by_key(|it| std::cmp::Reverse(it.at));
    all.truncate(MOST_EVENTS);
    all
}
