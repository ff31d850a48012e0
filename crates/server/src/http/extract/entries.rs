//! Bodies that are one object or a list of objects.

use actix_web::{FromRequest, HttpRequest, dev};
use bytes::Bytes;
use frontdesk_core::Faults;
use futures_util::future::LocalBoxFuture;
use garde::Validate;
use serde::Deserialize;

use super::QueryParameters;
use super::body::Unread;
use super::json::{Json, Payload, apart, from_bytes};
use crate::http::problem::Problem;

/// The key under which a list is parsed.
const ENTRIES: &str = "entries";

/// One object or a list of objects, with shape rules checked.
#[derive(Debug)]
pub enum OneOrMany<T> {
    /// `{…}`
    One(T),
    /// `[…]`
    Many(Vec<T>),
}

#[derive(Deserialize, Validate)]
struct Entries<T: Validate<Context = ()>> {
    #[garde(dive)]
    entries: Vec<T>,
}

impl<T: Payload> FromRequest for OneOrMany<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let (unread, request) = (Unread::of(request, payload), request.clone());
        Box::pin(async move {
            let (state, raw) = unread.bytes().await?;
            match apart(&state, raw, read).await? {
                Unchecked::One(body) => Ok(Self::One(body.tell_ignored(&request).valid()?)),
                Unchecked::Many(body) => {
                    let body = body.tell_ignored(&request).valid().map_err(unwrapped)?;
                    Ok(Self::Many(body.entries))
                }
            }
        })
    }
}

impl<T> QueryParameters for OneOrMany<T> {}

/// A body before its rules are checked.
enum Unchecked<T: Validate<Context = ()>> {
    One(Json<T>),
    Many(Json<Entries<T>>),
}

fn read<T: Payload>(raw: Bytes) -> Result<Unchecked<T>, Faults> {
    if raw.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'[') {
        return from_bytes::<T>(raw).map(Unchecked::One);
    }
    let wrapped = [format!("{{\"{ENTRIES}\":").as_bytes(), &raw, b"}"].concat();
    from_bytes(wrapped.into()).map(|body| Unchecked::Many(body.unwrapped(ENTRIES))).map_err(unwrapped)
}

/// Removes the added key from the paths of faults.
fn unwrapped(faults: Faults) -> Faults {
    faults.map(|mut fault| {
        if let Some(rest) = fault.field.strip_prefix(ENTRIES) {
            fault.field = rest.trim_start_matches('.').to_owned();
        }
        fault
    })
}
