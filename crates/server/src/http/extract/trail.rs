//! Paths into payloads, and deserializer errors as faults.

use std::ops::ControlFlow;

use frontdesk_core::path_part;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

use super::steps;

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Entry(usize),
}

/// The dotted path: `field_names.phone_numbers.3`.
pub(super) fn dotted(path: &Path) -> String {
    let mut text = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => push_part(&mut text, &index.to_string()),
            Segment::Map { key } => push_part(&mut text, &path_part(key)),
            Segment::Enum { variant } => push_part(&mut text, variant),
            Segment::Unknown => push_part(&mut text, "?"),
        }
    }
    text
}

/// The dotted path of an unknown key.
pub(super) fn dotted_steps(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Entry(index) => push_part(&mut text, &index.to_string()),
            Step::Key(key) => push_part(&mut text, &path_part(key)),
        }
    }
    text
}

fn push_part(path: &mut String, part: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(part);
    steps::count(part.len() + 1);
}

pub(super) fn steps_of(path: &serde_ignored::Path<'_>) -> Vec<Step> {
    use serde_ignored::Path::{Map, NewtypeStruct, NewtypeVariant, Root, Seq, Some};
    let (parent, last) = match path {
        Root => return Vec::new(),
        Some { parent } | NewtypeStruct { parent } | NewtypeVariant { parent } => return steps_of(parent),
        Seq { parent, index } => (parent, Step::Entry(*index)),
        Map { parent, key } => (parent, Step::Key(key.clone())),
    };
    let mut steps = steps_of(parent);
    steps.push(last);
    steps
}

/// Sets the value at this path to null.
pub(super) fn clear(document: &mut Value, path: &[Step]) {
    steps::count(path.len());
    let found = path.iter().try_fold(document, |value, step| match step {
        Step::Entry(index) => value.get_mut(*index),
        Step::Key(key) => value.get_mut(key),
    });
    if let Some(value) = found {
        *value = Value::Null;
    }
}

/// Removes the value at a path, so that the rest can be read. A list is removed with its entry.
pub(super) fn put_aside(document: &mut Value, path: &Path) -> bool {
    (1..=path.iter().len()).rev().any(|length| match at(document, path, length) {
        Some(value) if !value.is_null() => {
            *value = Value::Null;
            true
        }
        _ => false,
    })
}

/// The value at the first `length` segments of a path.
fn at<'v>(value: &'v mut Value, path: &Path, length: usize) -> Option<&'v mut Value> {
    path.iter().take(length).try_fold(value, |value, segment| match segment {
        Segment::Seq { index } => value.get_mut(*index),
        Segment::Map { key } => value.get_mut(key),
        Segment::Enum { .. } | Segment::Unknown => None,
    })
}

/// Calls `found` with the dotted path of each text in the value, until it breaks.
pub(super) fn each_text(
    value: &Value,
    found: &mut impl FnMut(&str, &str) -> ControlFlow<()>,
) -> ControlFlow<()> {
    walk(value, &mut String::new(), found)
}

fn walk(
    value: &Value,
    path: &mut String,
    found: &mut impl FnMut(&str, &str) -> ControlFlow<()>,
) -> ControlFlow<()> {
    steps::count(1);
    let here = path.len();
    let mut below = |part: &str, value: &Value| {
        push_part(path, part);
        let flow = walk(value, path, found);
        path.truncate(here);
        flow
    };
    match value {
        Value::String(text) => {
            steps::count(text.len());
            found(path, text)
        }
        Value::Array(entries) => {
            entries.iter().enumerate().try_for_each(|(index, value)| below(&index.to_string(), value))
        }
        Value::Object(entries) => entries.iter().try_for_each(|(key, value)| below(&path_part(key), value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => ControlFlow::Continue(()),
    }
}

/// The expectation of a deserializer as a rule that follows a field name. The value is omitted: it may be long or
/// secret.
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

/// Type names of serde and Rust in JSON's terms.
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
    fn serde_errors_become_rules_without_the_value() {
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
        let value = serde_json::json!({"a": "x", "b.c": ["y", 1, {"d": "z"}], "e": null});
        let mut seen = Vec::new();
        let end = each_text(&value, &mut |path, text| {
            seen.push(format!("{path}={text}"));
            ControlFlow::Continue(())
        });
        assert_eq!(end, ControlFlow::Continue(()));
        assert_eq!(seen, ["a=x", r"b\.c.0=y", r"b\.c.2.d=z"]);
    }
}
