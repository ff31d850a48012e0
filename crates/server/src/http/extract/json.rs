//! JSON bodies. Every step of parsing is linear in the size of the body.

use std::collections::HashSet;
use std::ops::ControlFlow;

use actix_web::{FromRequest, HttpRequest, dev};
use bytes::Bytes;
use frontdesk_core::{Fault, Faults, MOST_FAULTS};
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::QueryParameters;
use super::body::Unread;
use super::body_error::BodyError;
use super::known_keys::Ignored;
use super::trail::{self, Step};
use super::words::shape_faults;
use super::{document, steps};
use crate::http::problem::Problem;
use crate::state::AppState;

/// Wrong types are collected up to this number; each one costs another pass.
const MOST_WRONG_TYPES: usize = 16;
/// NUL as JSON spells it; the raw character is not allowed.
const ESCAPED_NUL: &[u8] = b"\\u0000";

/// A type that a JSON body is parsed into: serde checks the types, garde the shape.
pub trait Payload: DeserializeOwned + garde::Validate<Context = ()> + Send + 'static {}

impl<T: DeserializeOwned + garde::Validate<Context = ()> + Send + 'static> Payload for T {}

/// A parsed JSON body. Its content is released only after its rules have been checked.
#[derive(Debug)]
pub struct Json<T> {
    value: T,
    ignored: Ignored,
    /// Texts that databases cannot store, and broken shape rules.
    faults: Vec<Fault>,
    raw: Bytes,
}

impl<T: Payload> Json<T> {
    /// The payload, if shape rules are the only ones.
    ///
    /// # Errors
    /// All broken rules.
    pub fn valid(self) -> Result<T, Faults> {
        self.parse(Ok)
    }

    /// Parses the payload with `rules`.
    ///
    /// # Errors
    /// All broken rules: those of shape, then those of `rules` for fields without a shape fault.
    pub fn parse<R>(self, rules: impl FnOnce(T) -> Result<R, Faults>) -> Result<R, Faults> {
        let mut found = self.faults;
        let parsed = rules(self.value);
        if let Err(faults) = &parsed {
            found.extend(of_other_fields(faults, &found));
        }
        Faults::check(found)?;
        parsed
    }

    /// The payload before it is checked, for decisions that do not depend on its rules.
    pub fn peek(&self) -> &T {
        &self.value
    }

    /// Unknown keys as warnings, for answers with a field for them. A header names them on every answer.
    pub fn ignored(&self) -> Vec<Fault> {
        self.ignored.warnings()
    }

    /// Removes a key that was wrapped around the caller's body.
    pub(super) fn unwrapped(mut self, around: &str) -> Self {
        self.ignored = self.ignored.below(around);
        self
    }

    /// Adds the unknown keys to the headers of the answer.
    pub(super) fn tell_ignored(self, request: &HttpRequest) -> Self {
        self.ignored.tell(request);
        self
    }

    pub fn raw(&self) -> &Bytes {
        &self.raw
    }
}

/// Those of `found` whose field has no fault yet.
fn of_other_fields(faults: &Faults, found: &[Fault]) -> Vec<Fault> {
    let known: HashSet<&str> = found.iter().map(|fault| fault.field.as_str()).collect();
    steps::count(known.len() + faults.as_slice().len());
    faults.as_slice().iter().filter(|fault| !known.contains(fault.field.as_str())).cloned().collect()
}

impl Unread {
    /// Reads the body, which must be declared as JSON.
    ///
    /// # Errors
    /// The body is not JSON, too large, too slow or aborted, or memory for bodies is used up.
    pub(crate) async fn raw(self) -> Result<RawJson, Problem> {
        Ok(RawJson(self.bytes().await?.1))
    }

    /// Reads and parses the body.
    ///
    /// # Errors
    /// As above, and parse errors.
    pub(crate) async fn json<T: Payload>(self) -> Result<Json<T>, Problem> {
        let request = self.request.clone();
        let (state, raw) = self.bytes().await?;
        Ok(apart(&state, raw, from_bytes).await?.tell_ignored(&request))
    }
}

/// The unparsed bytes of a JSON body, for handlers that verify a signature first.
#[derive(Debug)]
pub(crate) struct RawJson(pub(super) Bytes);

impl RawJson {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Parses the bytes.
    ///
    /// # Errors
    /// Parse errors, and values of the wrong type.
    pub(crate) async fn read<T: Payload>(self, state: &AppState) -> Result<Json<T>, Problem> {
        apart(state, self.0, from_bytes).await
    }
}

/// Parses a body; a large one on another thread, where it delays no other request.
pub(super) async fn apart<R: Send + 'static>(
    state: &AppState,
    raw: Bytes,
    read: impl FnOnce(Bytes) -> Result<R, Faults> + Send + 'static,
) -> Result<R, Problem> {
    Ok(state.body_reading().run(raw.len(), move || read(raw)).await?.map_err(BodyError::from)?)
}

impl<T: Payload> FromRequest for Json<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let unread = Unread::of(request, payload);
        Box::pin(async move { unread.json().await })
    }
}

impl<T> QueryParameters for Json<T> {}
impl QueryParameters for RawJson {}

pub(super) fn from_bytes<T: Payload>(raw: Bytes) -> Result<Json<T>, Faults> {
    let mut document = document::parse(&raw)?;
    let (value, unknown) = typed(&mut document)?;
    let mut faults = nul_faults(&raw, document, &unknown);
    faults.extend(shape_faults(&value));
    Ok(Json { value, ignored: Ignored::of::<T>(&unknown), faults, raw })
}

/// JSON allows NUL, database columns do not. NUL under unknown keys is ignored.
fn nul_faults(raw: &[u8], mut document: Value, unknown: &[Vec<Step>]) -> Vec<Fault> {
    let mut found = Vec::new();
    if !raw.windows(ESCAPED_NUL.len()).any(|part| part == ESCAPED_NUL) {
        return found;
    }
    unknown.iter().for_each(|path| trail::clear(&mut document, path));
    // Only the faults found so far matter, not whether the walk stopped early.
    let _ = trail::each_text(&document, &mut |path, text| {
        if text.contains('\0') {
            found.push(Fault::new(path, "must not contain NUL characters"));
        }
        // One more than listed shows that there are more.
        if found.len() > MOST_FAULTS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    found
}

/// Deserializes the document. A value of the wrong type is removed and the rest is read again, so that all of them are
/// found.
fn typed<T: DeserializeOwned>(document: &mut Value) -> Result<(T, Vec<Vec<Step>>), Faults> {
    let mut wrong: Result<(), Faults> = Ok(());
    loop {
        let error = match attempt(document) {
            Ok(read) => return wrong.map(|()| read),
            Err(error) => error,
        };
        let fault = Fault::new(trail::dotted(error.path()), trail::rule(&error.inner().to_string()));
        let found = match wrong {
            Ok(()) => Faults::from(fault),
            Err(found) if found.as_slice().iter().any(|known| known.field == fault.field) => found,
            Err(found) => found.with([fault]),
        };
        if found.as_slice().len() >= MOST_WRONG_TYPES || !trail::put_aside(document, error.path()) {
            return Err(found);
        }
        wrong = Err(found);
    }
}

type Attempt<T> = Result<(T, Vec<Vec<Step>>), serde_path_to_error::Error<serde_json::Error>>;

fn attempt<T: DeserializeOwned>(document: &Value) -> Attempt<T> {
    let mut ignored = Vec::new();
    let mut note = |path: serde_ignored::Path<'_>| {
        steps::count(1);
        ignored.push(trail::steps_of(&path));
    };
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
    #[expect(dead_code, reason = "the tests only check whether the fields deserialize")]
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
    fn all_wrong_types_are_reported_with_their_paths() {
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
    fn a_body_that_is_not_a_json_object_gets_one_message() {
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
                "The body must be nested at most 32 levels deep.",
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
    fn nul_is_reported_with_the_other_faults() {
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
    fn nul_under_an_unknown_key_is_ignored() {
        let body =
            r#"{"title": "a", "colour": ["\u0000"], "inner": {"a.b": {"c": "\u0000"}}, "a": "\\u0000"}"#;
        let note = read(body).expect("a note");
        assert_eq!(note.ignored.paths(), ["a", "colour", r"inner.a\.b"]);
        assert!(note.valid().is_ok());
    }

    #[derive(Debug, Deserialize, Validate)]
    struct Changes {
        #[garde(inner(length(chars, max = 3)))]
        #[serde(default)]
        fields: Vec<String>,
        #[garde(skip)]
        #[serde(default)]
        values: std::collections::BTreeMap<String, String>,
    }

    /// Parses a body with a rule that reports a fault for each value.
    fn steps_of(body: &str) -> usize {
        let raw = Bytes::copy_from_slice(body.as_bytes());
        steps::of(|| {
            let read = from_bytes::<Changes>(raw).map(|body| {
                body.parse(|changes| {
                    let keys = changes.values.keys().map(|key| Fault::at_key(key, "is bad"));
                    Faults::check(keys.collect())
                })
            });
            drop(read);
        })
    }

    #[test]
    fn parsing_steps_grow_linearly_with_the_body() {
        type Body = fn(usize) -> String;
        let shapes: [(&str, Body); 9] = [
            ("dots in a key", |n| format!(r#"{{"{}":"\u0000"}}"#, ".".repeat(n.min(200)))),
            ("dots in keys", |n| {
                let key = |at| format!(r#""{at}{}":"\u0000""#, ".".repeat(200));
                format!(r#"{{"values":{{{}}}}}"#, (0..n / 200).map(key).collect::<Vec<_>>().join(","))
            }),
            ("a long key", |n| format!(r#"{{"{}":["\u0000","\u0000"]}}"#, "k".repeat(n))),
            ("NUL in each entry", |n| format!(r#"{{"fields":["\u0000"{}]}}"#, r#","\u0000""#.repeat(n / 8))),
            ("NUL in each value", |n| {
                let value = |at| format!(r#""{at}":"\u0000""#);
                format!(r#"{{"values":{{{}}}}}"#, (0..n / 16).map(value).collect::<Vec<_>>().join(","))
            }),
            ("entries that break a rule", |n| {
                format!(r#"{{"fields":["long"{}]}}"#, r#","long""#.repeat(n / 8))
            }),
            ("wrong types", |n| format!(r#"{{"fields":[1{}],"values":[]}}"#, ",1".repeat(n / 8))),
            ("unknown keys", |n| {
                let key = |at| format!(r#""{at}":["\u0000"]"#);
                format!("{{{}}}", (0..n / 16).map(key).collect::<Vec<_>>().join(","))
            }),
            ("long numbers", |n| format!(r#"{{"a":[1.{}]}}"#, "1234567890".repeat(n / 10))),
        ];
        for (shape, body) in shapes {
            let [once, twice] = [10_000, 20_000].map(|size| steps_of(&body(size)));
            assert!(twice <= once * 5 / 2, "{shape}: {once} steps, then {twice}");
        }
    }

    #[test]
    fn unknown_keys_are_reported_and_duplicate_keys_accepted() {
        let note =
            read(r#"{"title": "a", "title": "b", "colour": 1, "inner": {"shape": {}}}"#).expect("a note");
        assert_eq!(note.ignored.paths(), ["colour", "inner.shape"]);
        assert_eq!(note.valid().expect("valid").title.as_deref(), Some("b"));
    }

    #[test]
    fn faults_of_shape_and_of_rules_are_reported_together() {
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
