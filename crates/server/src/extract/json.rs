//! JSON bodies.

use std::collections::HashSet;

use actix_web::{FromRequest, HttpRequest, dev};
use bytes::Bytes;
use frontdesk_core::{Fault, Faults};
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::body::{self, BodyError};
use super::numbers::keep_exact;
use super::trail;
use super::words::shape_faults;
use crate::problem::Problem;

/// Wrong types are collected up to this number; each one costs another reading.
const MOST_WRONG_TYPES: usize = 16;
/// Unknown keys are named up to this number.
const MOST_IGNORED: usize = 20;
/// A key is named up to this many characters.
const LONGEST_KEY: usize = 64;

/// What a JSON body can be read into: serde gives the types, garde the shape.
pub trait Payload: DeserializeOwned + garde::Validate<Context = ()> + 'static {}

impl<T: DeserializeOwned + garde::Validate<Context = ()> + 'static> Payload for T {}

/// A JSON body that has been read. What it holds is given out only after its rules have been checked.
#[derive(Debug)]
pub struct Json<T> {
    value: T,
    ignored: Vec<String>,
    /// Texts that no database can hold, found on the way.
    unstorable: Vec<Fault>,
    raw: Bytes,
}

impl<T: Payload> Json<T> {
    /// The payload, when shape rules are all there is.
    ///
    /// # Errors
    /// All broken rules.
    pub fn valid(self) -> Result<T, Faults> {
        self.parse(Ok)
    }

    /// What `rules` make of the payload.
    ///
    /// # Errors
    /// All broken rules: those of shape, then those that `rules` finds in a field that shape has nothing against.
    pub fn parse<R>(self, rules: impl FnOnce(T) -> Result<R, Faults>) -> Result<R, Faults> {
        let mut found = self.unstorable;
        found.extend(shape_faults(&self.value));
        let parsed = rules(self.value);
        if let Err(faults) = &parsed {
            let more =
                faults.as_slice().iter().filter(|fault| !found.iter().any(|it| it.field == fault.field));
            let more: Vec<Fault> = more.cloned().collect();
            found.extend(more);
        }
        Faults::check(found)?;
        parsed
    }

    /// A look at the payload before it is checked: for what does not depend on its rules.
    pub fn peek(&self) -> &T {
        &self.value
    }

    /// Keys that nobody knows, as warnings.
    pub fn ignored(&self) -> Vec<Fault> {
        let warning = |key: &String| {
            Fault::new(key.chars().take(LONGEST_KEY).collect::<String>(), "is unknown and was ignored")
        };
        let mut warnings: Vec<Fault> = self.ignored.iter().take(MOST_IGNORED).map(warning).collect();
        if let Some(more @ 1..) = self.ignored.len().checked_sub(MOST_IGNORED) {
            warnings.push(Fault::sentence("", format!("{more} more keys are unknown and were ignored.")));
        }
        warnings
    }

    /// The bytes as they came.
    pub fn raw(&self) -> &Bytes {
        &self.raw
    }
}

/// A JSON body of which nothing has been read: for what looks at its bytes before it believes a word of them.
#[derive(Debug)]
pub(crate) struct RawJson(Bytes);

impl RawJson {
    /// The bytes as they came.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Reads them.
    ///
    /// # Errors
    /// What cannot be read, and values of the wrong type.
    pub(crate) fn read<T: Payload>(self) -> Result<Json<T>, Faults> {
        from_bytes(self.0)
    }
}

impl<T: Payload> FromRequest for Json<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let raw = RawJson::from_request(request, payload);
        Box::pin(async move { Ok(raw.await?.read().map_err(BodyError::from)?) })
    }
}

impl FromRequest for RawJson {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let body = body::of_request(request, payload);
        Box::pin(async move { Ok(Self(body.await?)) })
    }
}

pub(super) fn from_bytes<T: Payload>(raw: Bytes) -> Result<Json<T>, Faults> {
    let mut document = document(&raw)?;
    let (value, ignored) = typed(&mut document)?;
    let unstorable = nul_faults(&document, &ignored);
    Ok(Json { value, ignored, unstorable, raw })
}

/// NUL is a character in JSON and in no database column. Under keys that nobody knows it does not matter.
fn nul_faults(document: &Value, ignored: &[String]) -> Vec<Fault> {
    let ignored: HashSet<&str> = ignored.iter().map(String::as_str).collect();
    let mut found = Vec::new();
    trail::each_text(document, &mut |path, text| {
        if text.contains('\0') && !trail::with_parents(path).any(|key| ignored.contains(key)) {
            found.push(Fault::new(path, "must not contain NUL characters"));
        }
    });
    found
}

/// The JSON document. Of a key that is there twice, the last one counts.
fn document(raw: &[u8]) -> Result<Value, Faults> {
    let text = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw);
    if text.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::sentence("", "The body is empty: a JSON object is expected.").into());
    }
    match serde_json::from_slice(text) {
        Ok(document @ Value::Object(_)) => Ok(exact(text).unwrap_or(document)),
        Ok(_) => Err(Fault::sentence("", "The body must be a JSON object.").into()),
        Err(error) => Err(Fault::sentence("", format!("The body is not JSON: {error}.")).into()),
    }
}

/// The document again, if it holds numbers that would lose digits on their way.
fn exact(text: &[u8]) -> Option<Value> {
    serde_json::from_slice(&keep_exact(text)?).ok()
}

/// Reads the document into a type. A value of the wrong type is put aside and the rest is read again, so that all
/// of them are found.
fn typed<T: DeserializeOwned>(document: &mut Value) -> Result<(T, Vec<String>), Faults> {
    let mut wrong = Vec::new();
    while wrong.len() < MOST_WRONG_TYPES {
        match attempt(document) {
            Ok(read) => {
                Faults::check(wrong)?;
                return Ok(read);
            }
            Err(error) => {
                let fault = Fault::new(trail::dotted(error.path()), trail::rule(&error.inner().to_string()));
                if !wrong.iter().any(|known: &Fault| known.field == fault.field) {
                    wrong.push(fault);
                }
                if !trail::put_aside(document, error.path()) {
                    break;
                }
            }
        }
    }
    Err(Faults::check(wrong).err().unwrap_or_else(|| Fault::sentence("", "The body cannot be read.").into()))
}

type Attempt<T> = Result<(T, Vec<String>), serde_path_to_error::Error<serde_json::Error>>;

fn attempt<T: DeserializeOwned>(document: &Value) -> Attempt<T> {
    let mut ignored = Vec::new();
    let mut note = |path: serde_ignored::Path<'_>| ignored.push(trail::dotted_ignored(&path));
    let value = serde_path_to_error::deserialize(serde_ignored::Deserializer::new(document, &mut note))?;
    Ok((value, ignored))
}

#[cfg(test)]
mod tests {
    use garde::Validate;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, Validate)]
    #[garde(allow_unvalidated)]
    #[expect(dead_code, reason = "what the tests are about is whether the fields can be read")]
    struct Note {
        #[garde(required)]
        title: Option<String>,
        count: Option<u32>,
        inner: Option<Inner>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "as above")]
    struct Inner {
        lines: Option<Vec<String>>,
        on: Option<bool>,
    }

    fn read(body: &str) -> Result<Json<Note>, Vec<(String, String)>> {
        from_bytes(Bytes::copy_from_slice(body.as_bytes())).map_err(pairs)
    }

    fn pairs(faults: Faults) -> Vec<(String, String)> {
        faults.into_vec().into_iter().map(|it| (it.field, it.message)).collect()
    }

    #[test]
    fn wrong_types_are_all_found_with_their_paths() {
        let faults =
            read(r#"{"title": 5, "count": "x", "inner": {"on": 1, "lines": ["a", 2]}}"#).expect_err("faults");
        let mut faults: Vec<_> =
            faults.iter().map(|(field, message)| (field.as_str(), message.as_str())).collect();
        faults.sort_unstable();
        assert_eq!(
            faults,
            [
                ("count", "must be an integer"),
                ("inner.lines.1", "must be a string"),
                ("inner.on", "must be true or false"),
                ("title", "must be a string"),
            ]
        );
    }

    #[test]
    fn what_is_no_json_object_is_refused_in_one_clear_line() {
        for (body, start) in [
            ("", "The body is empty"),
            (" \n", "The body is empty"),
            ("{", "The body is not JSON: EOF"),
            ("[]", "The body must be a JSON object."),
            ("null", "The body must be a JSON object."),
            ("5", "The body must be a JSON object."),
            (r#"{"title": NaN}"#, "The body is not JSON: expected value"),
            (r#"{"count": 1e400}"#, "The body is not JSON: number out of range"),
            (r#"{"title": "\ud800"}"#, "The body is not JSON: "),
            (
                &format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000)),
                "The body is not JSON: recursion limit",
            ),
        ] {
            let faults = read(body).expect_err(body);
            assert!(
                faults.first().is_some_and(|(field, it)| field.is_empty() && it.starts_with(start)),
                "{faults:?}"
            );
        }
        assert!(from_bytes::<Note>(Bytes::from_static(b"{\"title\": \"\xff\"}")).is_err());
    }

    #[test]
    fn numbers_out_of_range_and_nul_are_faults_of_their_field() {
        for (body, field, message) in [
            (r#"{"count": 123456789012345678901234567890}"#, "count", "must be an integer"),
            (r#"{"count": -1}"#, "count", "is out of range"),
            (r#"{"count": 4294967296}"#, "count", "is out of range"),
            (r#"{"inner": []}"#, "inner", "must be an object"),
        ] {
            assert_eq!(read(body).expect_err(body), [(field.to_owned(), message.to_owned())]);
        }
    }

    #[test]
    fn nul_comes_with_the_other_faults() {
        let note = read(r#"{"count": 3, "inner": {"lines": ["a", "\u0000"]}}"#).expect("a note");
        let faults = note.parse(|_| Err::<(), _>(Fault::new("count", "must be even").into()));
        let fields: Vec<String> =
            pairs(faults.expect_err("faults")).into_iter().map(|(field, _)| field).collect();
        assert!(
            fields.contains(&"inner.lines.1".to_owned()) && fields.contains(&"count".to_owned()),
            "{fields:?}"
        );
    }

    #[test]
    fn unknown_keys_are_named_and_double_keys_are_borne() {
        let note =
            read(r#"{"title": "a", "title": "b", "colour": 1, "inner": {"shape": {}}}"#).expect("a note");
        assert_eq!(note.ignored, ["colour", "inner.shape"]);
        assert_eq!(note.valid().expect("valid").title.as_deref(), Some("b"));
    }

    #[test]
    fn faults_of_shape_and_of_meaning_come_together() {
        let note = read(r#"{"count": 3}"#).expect("a note");
        let faults = note.parse(|_| {
            Err::<(), _>(
                Faults::check(vec![Fault::new("title", "is missing"), Fault::new("count", "must be even")])
                    .expect_err("faults"),
            )
        });
        let expected = [("title", "is missing"), ("count", "must be even")];
        assert_eq!(
            pairs(faults.expect_err("faults")),
            expected.map(|(field, message)| (field.to_owned(), message.to_owned()))
        );
    }
}
