//! Query strings.

use std::borrow::Cow;
use std::fmt::Display;
use std::future::{Ready, ready};
use std::str::FromStr;

use actix_web::{FromRequest, HttpRequest, dev};
use frontdesk_core::{Fault, Faults};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use utoipa::IntoParams;

use super::{QueryParameters, trail};
use crate::http::problem::Problem;

/// The parsed query; all faults are reported at once. The route has refused unknown parameters already.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut dev::Payload) -> Self::Future {
        ready(read_query(request.query_string()).map(Self).map_err(Problem::invalid))
    }
}

impl<T: DeserializeOwned + IntoParams> QueryParameters for Query<T> {
    fn names() -> Vec<String> {
        names_of::<T>()
    }

    fn faults(query: &str) -> Vec<Fault> {
        faults_of::<T>(query)
    }
}

/// The documented parameters of a type.
pub(crate) fn names_of<T: IntoParams>() -> Vec<String> {
    T::into_params(|| None).into_iter().map(|parameter| parameter.name).collect()
}

/// The faults of a type's parameters.
pub(crate) fn faults_of<T: DeserializeOwned>(query: &str) -> Vec<Fault> {
    read_query::<T>(query).err().map(Faults::into_vec).unwrap_or_default()
}

/// Parses a query string. An unreadable parameter is removed and the rest is read again, so that all faults are found.
///
/// # Errors
/// All unreadable parameters.
pub fn read_query<T: DeserializeOwned>(query: &str) -> Result<T, Faults> {
    if let (false, Ok(value)) = (query.contains("%00"), serde_urlencoded::from_str(query)) {
        return Ok(value);
    }
    read_bit_by_bit(query)
}

fn read_bit_by_bit<T: DeserializeOwned>(query: &str) -> Result<T, Faults> {
    let mut pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> = form_urlencoded::parse(query.as_bytes()).collect();
    let mut nul = Vec::new();
    pairs.retain(|(name, value)| {
        let sound = !name.contains('\0') && !value.contains('\0');
        if !sound {
            nul.push(Fault::new(name.replace('\0', ""), "must not contain NUL characters"));
        }
        sound
    });
    let mut faults = Faults::check(nul);
    loop {
        let encoded = form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
        let deserializer = serde_urlencoded::Deserializer::new(form_urlencoded::parse(encoded.as_bytes()));
        let error = match serde_path_to_error::deserialize::<_, T>(deserializer) {
            Ok(value) => return faults.map(|()| value),
            Err(error) => error,
        };
        let message = error.inner().to_string();
        let name = doubled(&message).map_or_else(|| trail::dotted(error.path()), str::to_owned);
        let before = pairs.len();
        pairs.retain(|(key, _)| *key != name);
        let fault = Fault::new(name, trail::rule(&message));
        let found = match faults {
            Ok(()) => Faults::from(fault),
            Err(found) => found.with([fault]),
        };
        if pairs.len() == before {
            return Err(found);
        }
        faults = Err(found);
    }
}

/// The parameter that serde reports as duplicate.
fn doubled(message: &str) -> Option<&str> {
    message.strip_prefix("duplicate field `")?.strip_suffix('`')
}

/// For `#[serde(default, deserialize_with = "param")]`: an optional parameter parsed from text, with the parser's own
/// error message. Empty counts as absent.
///
/// # Errors
/// The error of the type's parser.
pub fn param<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    let text = Cow::<'de, str>::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(D::Error::custom)
}

#[cfg(test)]
mod tests {
    use frontdesk_core::FirmId;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Search {
        #[serde(default, deserialize_with = "param")]
        firm_id: Option<FirmId>,
        #[serde(default, deserialize_with = "param")]
        q: Option<String>,
    }

    fn read(query: &str) -> Result<Search, Vec<(String, String)>> {
        read_query(query)
            .map_err(|faults| faults.into_vec().into_iter().map(|it| (it.field, it.message)).collect())
    }

    #[test]
    fn parameters_are_parsed_and_all_faults_reported() {
        assert_eq!(
            read("q=a%20b&firm_id=2&other=x").map(|it| (it.firm_id.map(FirmId::get), it.q)),
            Ok((Some(2), Some("a b".into())))
        );
        assert_eq!(read("q=&firm_id="), Ok(Search { firm_id: None, q: None }));
        for (query, expected) in [
            ("firm_id=0", vec![("firm_id", "must be a positive integer")]),
            ("firm_id=%D9%A1", vec![("firm_id", "must be a positive integer")]),
            ("q=a&q=b", vec![("q", "is given more than once")]),
            (
                "firm_id=x&q=%00",
                vec![("q", "must not contain NUL characters"), ("firm_id", "must be a positive integer")],
            ),
        ] {
            let expected: Vec<_> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            assert_eq!(read(query), Err(expected), "{query}");
        }
    }
}
