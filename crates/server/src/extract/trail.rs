//! Paths into payloads, and what a deserializer says, in the words of faults.

use serde_json::Value;
use serde_path_to_error::{Path, Segment};

/// `field_names.phone_numbers.3`.
pub(super) fn dotted(path: &Path) -> String {
    let mut text = String::new();
    for segment in path {
        if !text.is_empty() {
            text.push('.');
        }
        match segment {
            Segment::Seq { index } => text.push_str(&index.to_string()),
            Segment::Map { key } => text.push_str(key),
            Segment::Enum { variant } => text.push_str(variant),
            Segment::Unknown => text.push('?'),
        }
    }
    text
}

/// The path of a key that nobody knows, in the same form.
pub(super) fn dotted_ignored(path: &serde_ignored::Path<'_>) -> String {
    use serde_ignored::Path::{Map, NewtypeStruct, NewtypeVariant, Root, Seq, Some};
    let (parent, last) = match path {
        Root => return String::new(),
        Some { parent } | NewtypeStruct { parent } | NewtypeVariant { parent } => {
            return dotted_ignored(parent);
        }
        Seq { parent, index } => (dotted_ignored(parent), index.to_string()),
        Map { parent, key } => (dotted_ignored(parent), key.clone()),
    };
    if parent.is_empty() { last } else { format!("{parent}.{last}") }
}

/// `a.b.c`, `a.b`, `a`.
pub(super) fn with_parents(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| path.rsplit_once('.').map(|(parent, _)| parent))
}

/// Puts the value at a path aside, so that the rest can be read. An entry of a list takes the list with it.
pub(super) fn put_aside(document: &mut Value, path: &Path) -> bool {
    (1..=path.iter().len()).rev().any(|length| match at(document, path, length) {
        Some(value) if !value.is_null() => {
            *value = Value::Null;
            true
        }
        _ => false,
    })
}

/// The value at the first segments of a path.
fn at<'v>(value: &'v mut Value, path: &Path, length: usize) -> Option<&'v mut Value> {
    path.iter().take(length).try_fold(value, |value, segment| match segment {
        Segment::Seq { index } => value.get_mut(*index),
        Segment::Map { key } => value.get_mut(key),
        Segment::Enum { .. } | Segment::Unknown => None,
    })
}

/// Calls `found` with the dotted path of every text in the value.
pub(super) fn each_text(value: &Value, found: &mut impl FnMut(&str, &str)) {
    fn walk(value: &Value, path: &mut String, found: &mut impl FnMut(&str, &str)) {
        let here = path.len();
        let mut below = |key: &str, value: &Value, path: &mut String| {
            if here > 0 {
                path.push('.');
            }
            path.push_str(key);
            walk(value, path, found);
            path.truncate(here);
        };
        match value {
            Value::String(text) => found(path, text),
            Value::Array(entries) => {
                entries.iter().enumerate().for_each(|(index, value)| below(&index.to_string(), value, path));
            }
            Value::Object(entries) => entries.iter().for_each(|(key, value)| below(key, value, path)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    walk(value, &mut String::new(), found);
}

/// What a deserializer expected, as a rule that reads after a field's name. The value itself is left out: it may
/// be long, and it may be secret.
pub(super) fn rule(message: &str) -> String {
    if message.starts_with("missing field") {
        return "is missing".to_owned();
    }
    if message.starts_with("duplicate field") {
        return "is given more than once".to_owned();
    }
    let by_serde = ["invalid type: ", "invalid value: ", "invalid length ", "unknown variant "];
    if !by_serde.iter().any(|start| message.starts_with(start)) {
        return message.to_owned();
    }
    match message.rsplit_once(", expected ") {
        Some((found, "i64" | "i32" | "u64" | "u32" | "u16" | "u8"))
            if found.starts_with("invalid value: integer") =>
        {
            "is out of range".to_owned()
        }
        Some((_, expected)) => format!("must be {}", noun(expected)),
        None => "cannot be read".to_owned(),
    }
}

/// Serde's and Rust's names of types, in the words of JSON.
fn noun(expected: &str) -> &str {
    match expected {
        "i64" | "i32" | "u64" | "u32" | "u16" | "u8" => "an integer",
        "f64" | "f32" => "a number",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "a map" => "an object",
        "unit" => "null",
        "a string" | "a borrowed string" | "string or map" => "a string",
        other if other.starts_with("struct ") => "an object",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_serde_says_becomes_a_rule_without_the_value() {
        for (message, expected) in [
            ("invalid type: string \"078-05-1120\", expected i64", "must be an integer"),
            ("invalid type: floating point `1e30`, expected i64", "must be an integer"),
            ("invalid value: integer `-1`, expected u32", "is out of range"),
            ("invalid type: null, expected a string", "must be a string"),
            ("invalid type: string \"a, expected b\", expected a sequence", "must be a list"),
            ("invalid length 0, expected struct FieldNames with 13 elements", "must be an object"),
            ("invalid type: map, expected a boolean", "must be true or false"),
            ("unknown variant `x`, expected `a` or `b`", "must be `a` or `b`"),
            ("missing field `name`", "is missing"),
            ("duplicate field `limit`", "is given more than once"),
            ("must be a positive integer", "must be a positive integer"),
        ] {
            assert_eq!(rule(message), expected, "{message}");
        }
    }

    #[test]
    fn every_text_is_found_with_its_path() {
        let value = serde_json::json!({"a": "x", "b": {"c": ["y", 1, {"d": "z"}]}, "e": null});
        let mut seen = Vec::new();
        each_text(&value, &mut |path, text| seen.push(format!("{path}={text}")));
        assert_eq!(seen, ["a=x", "b.c.0=y", "b.c.2.d=z"]);
    }
}
