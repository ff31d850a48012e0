//! Bodies that are one thing or a list of them.

use actix_web::{FromRequest, HttpRequest, dev};
use bytes::Bytes;
use frontdesk_core::{Fault, Faults};
use futures_util::future::LocalBoxFuture;
use garde::Validate;
use serde::Deserialize;

use super::QueryParameters;
use super::body::Unread;
use super::json::{Payload, apart, from_bytes};
use crate::http::problem::Problem;

/// The key under which a list is read.
const ENTRIES: &str = "entries";

/// A body that is one thing or a list of them, read and checked for shape.
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
        let unread = Unread::of(request, payload);
        Box::pin(async move {
            let (state, raw) = unread.bytes().await?;
            apart(&state, raw, read).await
        })
    }
}

impl<T> QueryParameters for OneOrMany<T> {}

fn read<T: Payload>(raw: Bytes) -> Result<OneOrMany<T>, Faults> {
    if raw.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'[') {
        return from_bytes::<T>(raw)?.valid().map(OneOrMany::One);
    }
    let wrapped = [format!("{{\"{ENTRIES}\":").as_bytes(), &raw, b"}"].concat();
    match from_bytes::<Entries<T>>(wrapped.into()).and_then(|body| body.valid()) {
        Ok(body) => Ok(OneOrMany::Many(body.entries)),
        Err(faults) => Err(unwrapped(faults)),
    }
}

/// The faults as the caller's own list has them.
fn unwrapped(faults: Faults) -> Faults {
    let own = |mut fault: Fault| {
        if let Some(rest) = fault.field.strip_prefix(ENTRIES) {
            fault.field = rest.trim_start_matches('.').to_owned();
        }
        fault
    };
    let own: Vec<Fault> = faults.into_vec().into_iter().map(own).collect();
    Faults::check(own).err().unwrap_or_else(|| Fault::new("", "cannot be read").into())
}
