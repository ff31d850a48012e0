//! Addresses that other resources link to.

use crate::http::routes::Place;

pub(crate) const CUSTOMERS: Place = Place::new("/api/customers", "/api/v1/customers");
