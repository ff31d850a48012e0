//! JSON documents with limits on depth, number of members and key length.

use std::cell::Cell;
use std::fmt;

use frontdesk_core::{Fault, Faults};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::numbers::keep_exact;
use super::steps;

/// Maximum nesting. The API's payloads have at most five levels.
const DEEPEST: usize = 32;
/// Maximum number of object members and list entries in total. The largest payload of the API has about a thousand.
const MOST_MEMBERS: usize = 10_000;
/// Maximum bytes of a key.
const LONGEST_KEY: usize = 256;

/// A limit that the document exceeds; reading stops there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum Overrun {
    #[error("The body must be nested at most {DEEPEST} levels deep.")]
    Depth,
    #[error("The body must have at most {MOST_MEMBERS} members and entries.")]
    Members,
    #[error("A key in the body must be at most {LONGEST_KEY} bytes.")]
    Key,
}

/// Parses a document, which must be an object. Of duplicate keys the last one counts.
pub(super) fn parse(raw: &[u8]) -> Result<Value, Faults> {
    steps::count(raw.len());
    let text = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw);
    if text.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::sentence("", "The body is empty: a JSON object is expected.").into());
    }
    let bounds = Bounds::default();
    let message = match read(text, &bounds) {
        Ok(document @ Value::Object(_)) => return Ok(exact(text).unwrap_or(document)),
        Ok(_) => "The body must be a JSON object.".to_owned(),
        Err(error) => match bounds.broken.get() {
            Some(overrun) => overrun.to_string(),
            None => format!("The body is not JSON: {error}."),
        },
    };
    Err(Fault::sentence("", message).into())
}

/// The document with exact numbers, if it has numbers that would lose digits.
fn exact(text: &[u8]) -> Option<Value> {
    let exact = keep_exact(text)?;
    steps::count(exact.len());
    serde_json::from_slice(&exact).ok()
}

fn read(text: &[u8], bounds: &Bounds) -> serde_json::Result<Value> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let value = Bounded { bounds, depth: 0 }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// The members read so far, and the limit that stopped reading.
#[derive(Default)]
struct Bounds {
    members: Cell<usize>,
    broken: Cell<Option<Overrun>>,
}

impl Bounds {
    fn stop<E: Error>(&self, overrun: Overrun) -> E {
        self.broken.set(Some(overrun));
        E::custom(overrun)
    }

    fn count_member<E: Error>(&self) -> Result<(), E> {
        steps::count(1);
        self.members.set(self.members.get() + 1);
        if self.members.get() > MOST_MEMBERS { Err(self.stop(Overrun::Members)) } else { Ok(()) }
    }
}

/// Reads one value at a given depth.
#[derive(Clone, Copy)]
struct Bounded<'b> {
    bounds: &'b Bounds,
    depth: usize,
}

impl Bounded<'_> {
    fn below<E: Error>(self) -> Result<Self, E> {
        let depth = self.depth + 1;
        if depth > DEEPEST { Err(self.bounds.stop(Overrun::Depth)) } else { Ok(Self { depth, ..self }) }
    }
}

impl<'de> DeserializeSeed<'de> for Bounded<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Bounded<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element_seed(below)? {
            self.bounds.count_member()?;
            list.push(entry);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            self.bounds.count_member()?;
            if key.len() > LONGEST_KEY {
                return Err(self.bounds.stop(Overrun::Key));
            }
            object.insert(key, entries.next_value_seed(below)?);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(body: &str) -> Option<String> {
        parse(body.as_bytes()).err().map(|faults| faults.detail())
    }

    #[test]
    fn depth_members_and_keys_are_limited() {
        let deep = |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels - 1), "]".repeat(levels - 1));
        assert_eq!(refused(&deep(DEEPEST)), None);
        assert_eq!(refused(&deep(DEEPEST + 1)), Some(Overrun::Depth.to_string()));
        assert_eq!(refused(&deep(100_000)), Some(Overrun::Depth.to_string()));
        let many = |entries: usize| format!("{{\"a\":[0{}]}}", ",0".repeat(entries - 1));
        assert_eq!(refused(&many(MOST_MEMBERS - 1)), None);
        assert_eq!(refused(&many(MOST_MEMBERS)), Some(Overrun::Members.to_string()));
        let twice = format!("{{\"a\":0{}}}", ",\"a\":0".repeat(MOST_MEMBERS));
        assert_eq!(refused(&twice), Some(Overrun::Members.to_string()));
        let long = |bytes: usize| format!("{{\"a\":{{\"{}\":0}}}}", "k".repeat(bytes));
        assert_eq!(refused(&long(LONGEST_KEY)), None);
        assert_eq!(refused(&long(LONGEST_KEY + 1)), Some(Overrun::Key.to_string()));
    }

    #[test]
    fn a_document_equals_the_one_of_serde_json() {
        for body in [
            r#"{"a": [1, -1, 1.5, "x", true, null, {"b": {}}], "a ": "ä\u0000", "e": 1e300}"#,
            r#"{"u": 18446744073709551615, "i": -9223372036854775808, "twice": 1, "twice": 2}"#,
        ] {
            let expected: Value = serde_json::from_str(body).expect("JSON");
            assert_eq!(parse(body.as_bytes()).expect(body), expected);
        }
    }
}
