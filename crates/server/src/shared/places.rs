//! Addresses that other resources link to.

use crate::http::routes::Endpoint;

pub(crate) const CUSTOMERS: Endpoint = Endpoint::new("/api/customers", "/api/v1/customers");
pub(crate) const REQUESTS: Endpoint = Endpoint::new("/api/requests", "/api/v1/requests");
pub(crate) const USERS: Endpoint = Endpoint::new("/users", "/api/v1/users");
