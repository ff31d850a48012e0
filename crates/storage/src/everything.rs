//! One search over records of every kind.

use crate::customers::{self, Customer, CustomerFilter};
use crate::engine::error::StorageError;
use crate::engine::order::{Order, Slice};
use crate::engine::scope::Scoped;
use crate::requests::{self, Request, RequestFilter};
use crate::users::{self, User, UserFilter};

/// The results of a search, the best matches of each kind first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Everything {
    /// Live customers.
    pub customers: Vec<Customer>,
    /// Users.
    pub users: Vec<User>,
    /// Requests that are not archived.
    pub requests: Vec<Request>,
}

/// Finds at most `limit` records of each kind. A blank search finds nothing.
///
/// # Errors
/// The database did not answer.
pub fn find(scoped: &mut Scoped<'_>, q: &str, limit: i64) -> Result<Everything, StorageError> {
    if q.trim().is_empty() {
        return Ok(Everything::default());
    }
    let slice = Slice { order: Order::BY_RELEVANCE, after: None, limit };
    let q = Some(q.to_owned());
    let customers = CustomerFilter { q: q.clone(), ..CustomerFilter::default() };
    let users = UserFilter { q: q.clone(), ..UserFilter::default() };
    let requests = RequestFilter { q, ..RequestFilter::default() };
    Ok(Everything {
        customers: customers::list(scoped, &customers, slice.clone())?,
        users: users::list(scoped, &users, slice.clone())?,
        requests: requests::list(scoped, &requests, slice)?,
    })
}
