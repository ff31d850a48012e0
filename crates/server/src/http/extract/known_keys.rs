//! Unknown keys of a body: ignored, and listed in `X-Ignored-Keys` with the most similar known key.

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpMessage, HttpRequest};
use frontdesk_core::Fault;
use serde::Deserializer;
use serde::de::value::{Error as Ended, StrDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};

use super::parameters::nearest;
use super::trail::{self, Step};

pub(crate) const X_IGNORED_KEYS: HeaderName = HeaderName::from_static("x-ignored-keys");

/// At most this many unknown keys are listed.
const MOST: usize = 20;
/// A listed key is cut to this many characters.
const LONGEST: usize = 64;

/// The unknown keys of a body.
#[derive(Debug, Default)]
pub(super) struct Ignored {
    keys: Vec<Key>,
    more: usize,
}

#[derive(Debug)]
struct Key {
    path: String,
    nearest: Option<&'static str>,
}

impl Ignored {
    /// The unknown keys at these paths of a `T`.
    pub(super) fn of<T: DeserializeOwned>(paths: &[Vec<Step>]) -> Self {
        let key = |path: &Vec<Step>| Key {
            path: trail::dotted_steps(path).chars().take(LONGEST).collect(),
            nearest: match path.last() {
                Some(Step::Key(key)) => nearest(key, known_beside::<T>(path)),
                Some(Step::Entry(_)) | None => None,
            },
        };
        Self { keys: paths.iter().take(MOST).map(key).collect(), more: paths.len().saturating_sub(MOST) }
    }

    /// The same keys, with `key` removed from the start of their paths.
    pub(super) fn below(mut self, key: &str) -> Self {
        for Key { path, .. } in &mut self.keys {
            if let Some(rest) = path.strip_prefix(key).and_then(|rest| rest.strip_prefix('.')) {
                *path = rest.to_owned();
            }
        }
        self
    }

    pub(super) fn warnings(&self) -> Vec<Fault> {
        let mut warnings: Vec<Fault> = self.keys.iter().map(Key::warning).collect();
        if let more @ 1.. = self.more {
            warnings.push(Fault::sentence("", format!("{more} more keys are unknown and were ignored.")));
        }
        warnings
    }

    /// Adds the keys to the headers of the answer.
    pub(super) fn tell(&self, request: &HttpRequest) {
        let items: Vec<String> = self.keys.iter().map(Key::item).collect();
        if let (false, Ok(value)) = (items.is_empty(), HeaderValue::try_from(items.join(", "))) {
            request.extensions_mut().insert(IgnoredKeys(value));
        }
    }

    #[cfg(test)]
    pub(super) fn paths(&self) -> Vec<&str> {
        self.keys.iter().map(|key| key.path.as_str()).collect()
    }
}

impl Key {
    fn warning(&self) -> Fault {
        let meant = self.nearest.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        Fault::new(self.path.clone(), format!("is unknown and was ignored{meant}"))
    }

    /// A list item with a parameter (RFC 9651).
    fn item(&self) -> String {
        let nearest = self.nearest.map(|near| format!(";nearest=\"{near}\"")).unwrap_or_default();
        format!("\"{}\"{nearest}", escaped(&self.path))
    }
}

/// Visible ASCII; all other characters, quotes and backslashes are percent-encoded.
fn escaped(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b'"' | b'\\' | b'%' => format!("%{byte:02X}"),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(escape).collect()
}

/// The value of [`X_IGNORED_KEYS`], kept with the request until it is answered.
struct IgnoredKeys(HeaderValue);

/// The value of [`X_IGNORED_KEYS`] for the answer to a request.
pub(crate) fn ignored_keys(request: &HttpRequest) -> Option<HeaderValue> {
    request.extensions().get::<IgnoredKeys>().map(|IgnoredKeys(value)| value.clone())
}

/// The keys that `T` knows at the last step of a path; empty where it accepts any.
fn known_beside<T: DeserializeOwned>(path: &[Step]) -> &'static [&'static str] {
    let mut known: &'static [&'static str] = &[];
    let Some((_, above)) = path.split_last() else { return known };
    // A type passes its keys when it asks for a struct. Deserialization stops there with an error.
    drop(T::deserialize(Probe { path: above, known: &mut known }));
    known
}

/// Leads deserialization along a path to the struct at its end.
struct Probe<'p> {
    path: &'p [Step],
    known: &'p mut &'static [&'static str],
}

impl<'p> Probe<'p> {
    fn below<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Ended> {
        match self.path.split_first() {
            Some((Step::Key(key), path)) => {
                visitor.visit_map(Below { key: Some(key), probe: Some(Probe { path, known: self.known }) })
            }
            Some((Step::Entry(_), path)) => {
                visitor.visit_seq(Below { key: None, probe: Some(Probe { path, known: self.known }) })
            }
            None => Err(Ended::custom("the end of the path")),
        }
    }
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Ended;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Ended> {
        self.below(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Ended> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Ended> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Ended> {
        if self.path.is_empty() {
            *self.known = fields;
        }
        self.below(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map enum identifier ignored_any
    }
}

/// The one member or entry on the path.
struct Below<'p> {
    key: Option<&'p str>,
    probe: Option<Probe<'p>>,
}

impl<'de> MapAccess<'de> for Below<'_> {
    type Error = Ended;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Ended> {
        let key = self.key.take().map(StrDeserializer::<Ended>::new);
        key.map(|key| seed.deserialize(key)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Ended> {
        seed.deserialize(self.probe.take().ok_or_else(|| Ended::custom("a second value"))?)
    }
}

impl<'de> SeqAccess<'de> for Below<'_> {
    type Error = Ended;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Ended> {
        self.probe.take().map(|probe| seed.deserialize(probe)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only the names of the fields matter")]
    struct Body {
        email: Option<String>,
        inner: Option<Inner>,
        lines: Vec<Inner>,
        any: serde_json::Value,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "as above")]
    struct Inner {
        first_name: Option<String>,
        last_name: Option<String>,
    }

    fn key(name: &str) -> Step {
        Step::Key(name.to_owned())
    }

    #[test]
    fn the_keys_of_a_type_are_found_at_every_level() {
        for (path, known) in [
            (vec![key("emial")], &["email", "inner", "lines", "any"][..]),
            (vec![key("inner"), key("x")], &["first_name", "last_name"]),
            (vec![key("lines"), Step::Entry(7), key("x")], &["first_name", "last_name"]),
            (vec![key("any"), key("x")], &[]),
            (vec![key("email"), key("x")], &[]),
            (vec![], &[]),
        ] {
            assert_eq!(known_beside::<Body>(&path), known, "{path:?}");
        }
    }

    #[test]
    fn ignored_keys_are_listed_with_the_nearest_known_key() {
        let ignored = Ignored::of::<Body>(&[
            vec![key("emial")],
            vec![key("inner"), key("firstName")],
            vec![key("shoe_size")],
            vec![key("a\"b\\c\r\nü%")],
        ]);
        let items: Vec<String> = ignored.keys.iter().map(Key::item).collect();
        assert_eq!(
            items,
            [
                "\"emial\";nearest=\"email\"",
                "\"inner.firstName\";nearest=\"first_name\"",
                "\"shoe_size\"",
                "\"a%22b%5C%5Cc%0D%0A%C3%BC%25\"",
            ]
        );
        let warnings: Vec<String> = ignored.warnings().into_iter().map(|warning| warning.message).collect();
        assert_eq!(warnings[0], "is unknown and was ignored; did you mean email?");
        assert_eq!(warnings[2], "is unknown and was ignored");
        assert_eq!(Ignored::of::<Body>(&vec![vec![key("x")]; 25]).warnings().len(), 21);
    }
}
