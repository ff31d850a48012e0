//! What a request is found by.

use std::collections::HashMap;

use diesel::prelude::*;
use frontdesk_core::{SearchQuery, SearchWords};

use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::schema::requests;
use crate::engine::scope::Scoped;
use crate::search::{Kind, Search};

pub(crate) fn terms_of_body(body: &str) -> Vec<String> {
    let mut words = SearchWords::default();
    words.text(Some(body));
    words.terms()
}

/// The search that `q` asks for; `None` if it is blank.
pub(super) fn search_of(q: Option<&str>) -> Option<Search> {
    let q = q.filter(|q| !q.trim().is_empty())?;
    // What looks like a phone number is a date or an amount here as often as not.
    Some(Search { query: SearchQuery::parse(q, None), kinds: &[Kind::Request], terms_of })
}

fn terms_of(scoped: &mut Scoped<'_>, ids: &[i64]) -> Result<HashMap<i64, Vec<String>>, StorageError> {
    let bodies: Vec<(i64, String)> = each!(scoped.conn, conn => requests::table
        .of_firm(scoped.firm)
        .filter(requests::id.eq_any(ids))
        .select((requests::id, requests::body))
        .load(conn)?);
    Ok(bodies.into_iter().map(|(id, body)| (id, terms_of_body(&body))).collect())
}
