//! Search and filter texts of customers.

use std::collections::HashMap;

use diesel::prelude::*;
use frontdesk_core::{SearchWords, fold_address, fold_key, single_line};
use frontdesk_opportunities::area::AreaKey;

use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::schema::customers;
use crate::engine::scope::Scoped;
use crate::search::{Kind, Search, query_of};

/// The form in which names, types and sales groups are compared. `None` for a text without visible characters.
pub(crate) fn folded(text: &str) -> Option<String> {
    single_line(text).map(|line| fold_key(&line)).filter(|key| !key.is_empty())
}

/// The form in which areas are stored for comparison.
pub(crate) fn area_key(area: &str) -> Option<String> {
    AreaKey::of(area).map(|key| key.as_str().to_owned())
}

/// The searchable texts of a customer.
pub(crate) struct Texts<'t> {
    /// First name, last name and company name.
    pub(crate) names: [Option<&'t str>; 3],
    pub(crate) email: Option<&'t str>,
    pub(crate) integration_id: Option<&'t str>,
    pub(crate) customer_type: Option<&'t str>,
}

impl Texts<'_> {
    /// The words, up to the stored limit.
    pub(crate) fn words<'p>(&self, phones: impl Iterator<Item = &'p str>) -> SearchWords {
        let mut words = SearchWords::default();
        self.names.into_iter().for_each(|name| words.name(name));
        words.address(self.email);
        words.text(self.integration_id);
        words.text(self.customer_type);
        phones.for_each(|phone| words.phone(phone));
        words.fitting()
    }
}

/// The words of a customer, new or known: both have the same texts.
macro_rules! words_of {
    ($customer:expr) => {{
        let customer = $customer;
        $crate::customers::search::Texts {
            names: [&customer.first_name, &customer.last_name, &customer.company_name].map(Option::as_deref),
            email: customer.email.as_ref().map(|email| email.as_str()),
            integration_id: customer.integration_id.as_deref(),
            customer_type: customer.customer_type.as_deref(),
        }
        .words(customer.phones.iter().map(|entry| entry.phone.as_str()))
    }};
}
pub(super) use words_of;
/// The search in `q`; `None` if it is blank.
pub(crate) fn search_of(
    scoped: &mut Scoped<'_>,
    q: Option<&str>,
    kinds: &'static [Kind],
) -> Result<Option<Search>, StorageError> {
    Ok(query_of(scoped, q)?.map(|query| Search { query, kinds, terms_of }))
}

fn terms_of(scoped: &mut Scoped<'_>, ids: &[i64]) -> Result<HashMap<i64, Vec<String>>, StorageError> {
    let texts: Vec<(i64, String)> = each!(scoped.conn, conn => customers::table
        .of_firm(scoped.firm)
        .filter(customers::id.eq_any(ids))
        .select((customers::id, customers::search_text))
        .load(conn)?);
    Ok(texts.into_iter().map(|(id, text)| (id, SearchWords::from_text(&text).terms())).collect())
}

/// The readings of an e-mail filter, folded. An address contains no space, so a space was a plus sign.
pub(crate) fn addresses(email: &str) -> Vec<String> {
    let email = email.trim();
    let mut found = vec![fold_address(email)];
    found.extend(email.contains(' ').then(|| fold_address(&email.replace(' ', "+"))));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_may_have_been_a_plus_sign() {
        assert_eq!(addresses(" Ada Work@example.com"), ["ada work@example.com", "ada+work@example.com"]);
        assert_eq!(addresses("ADA@example.com"), ["ada@example.com"]);
    }
}
