//! Addresses that other resources link to.

use crate::http::routes::Place;

pub(crate) const CUSTOMERS: Place = Place::new("/api/customers", "/api/v1/customers");
pub(crate) const REQUESTS: Place = Place::new("/api/requests", "/api/v1/requests");
pub(crate) const USERS: Place = Place::new("/users", "/api/v1/users");
