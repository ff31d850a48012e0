//! The resources, one module each. Resources do not refer to each other.

pub(crate) mod audit;
pub(crate) mod clients;
pub(crate) mod customers;
pub(crate) mod deleted;
pub(crate) mod docs;
pub(crate) mod firms;
pub(crate) mod health;
pub(crate) mod history;
pub(crate) mod imports;
pub(crate) mod interactions;
pub(crate) mod keys;
pub(crate) mod opportunities;
pub(crate) mod pages;
pub(crate) mod requests;
pub(crate) mod revenue;
pub(crate) mod search;
pub(crate) mod session;
pub(crate) mod sync;
pub(crate) mod users;
