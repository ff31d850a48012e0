//! Ids in paths.

use std::fmt::Display;
use std::future::{Ready, ready};
use std::ops::Deref;
use std::str::FromStr;

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use frontdesk_core::{CustomerId, Fault, Faults};

use super::QueryParameters;
use crate::http::problem::Problem;

/// A type that is parsed from a path segment.
pub trait PathParam: FromStr<Err: Display> + 'static {
    /// The name in the pattern: `id` for `/clients/{id}`.
    const NAME: &'static str = "id";
}

impl PathParam for CustomerId {}

/// An id in the path. An invalid one is a 400 that names the segment.
#[derive(Debug, Clone, Copy)]
pub struct Id<T>(pub T);

impl<T> Deref for Id<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> QueryParameters for Id<T> {}

impl<T: PathParam> FromRequest for Id<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let text = request.match_info().get(T::NAME).unwrap_or_default();
        ready(match text.parse() {
            Ok(id) => Ok(Self(id)),
            Err(error) => Err(Problem::invalid(Faults::from(Fault::new(T::NAME, error.to_string())))),
        })
    }
}
