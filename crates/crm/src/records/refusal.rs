//! Answers that refuse, with a status that says so or without.

use std::time::Duration;

use frontdesk_sync::{id_text, named_id};
use serde_json::Value;

use super::read::{id_of, is_something, member, sound_id, text_at};

/// Keys of what a CRM says, the most telling first.
const WORDS: [&str; 6] = ["detail", "message", "errordescription", "error", "title", "reason"];
/// Keys of the record that is in the way.
const EXISTING: [&str; 5] =
    ["existingid", "existingrecordid", "existingcrmid", "duplicateid", "conflictingid"];
/// Words of a refusal because of what is there already.
const EXISTS: [&str; 3] = ["exist", "duplicate", "already"];
/// How deep words are looked for.
const DEEPEST: usize = 5;
/// A longer text is a page, not a reason.
const LONGEST_TEXT: usize = 2_000;

/// Whether a body says that the call was refused, whatever its status is.
pub(crate) fn is_refusal(answer: &Value) -> bool {
    let Some(object) = answer.as_object() else { return false };
    let is_false = |key| member(object, key) == Some(&Value::Bool(false));
    if ["success", "ok"].into_iter().any(is_false) {
        return true;
    }
    let status = member(object, "status").and_then(Value::as_str).unwrap_or_default().to_lowercase();
    let has_error = ["error", "errors"].into_iter().any(|key| member(object, key).is_some_and(is_something));
    (has_error || ["error", "fail", "failed", "failure"].contains(&status.as_str()))
        && id_of(answer).is_none()
}

/// What a body says is wrong: JSON in one of the usual places, or a short plain text.
pub(crate) fn words(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?.trim_start_matches('\u{feff}').trim();
    match serde_json::from_str(text) {
        Ok(value) => words_in(&value, DEEPEST),
        Err(_) => {
            let is_reason =
                !text.is_empty() && text.len() <= LONGEST_TEXT && !text.starts_with(['<', '{', '[']);
            is_reason.then(|| text.to_owned())
        }
    }
}

fn words_in(value: &Value, depth: usize) -> Option<String> {
    let next = depth.checked_sub(1)?;
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Array(list) => list.iter().find_map(|inner| words_in(inner, next)),
        Value::Object(object) => {
            let own = WORDS.iter().find_map(|key| words_in(member(object, key)?, next));
            own.or_else(|| words_in(member(object, "errors")?, next))
        }
        _ => None,
    }
}

/// Whether the words say that there is such a record already.
pub(crate) fn says_exists(words: &str) -> bool {
    let words = words.to_lowercase();
    EXISTS.iter().any(|word| words.contains(word))
}

/// The id of the record that a refusal names.
pub(crate) fn existing_id(body: &[u8]) -> Option<String> {
    let answer: Option<Value> = serde_json::from_slice(body).ok();
    let places = answer.iter().flat_map(|answer| {
        let inner = ["error", "data", "existing", "conflict"].into_iter();
        let inner = inner.filter_map(|key| member(answer.as_object()?, key));
        std::iter::once(answer).chain(inner)
    });
    let told = places.into_iter().find_map(|place| {
        let existing = EXISTING.iter().find_map(|key| id_text(member(place.as_object()?, key)?));
        existing.or_else(|| text_at(place, "crmid"))
    });
    told.or_else(|| named_id(&words(body)?).map(str::to_owned)).and_then(sound_id)
}

/// How long a body asks to be left alone for.
pub(crate) fn retry_after(body: &[u8]) -> Option<Duration> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    let seconds: f64 = text_at(&answer, "retryafter")?.parse().ok()?;
    Duration::try_from_secs_f64(seconds.max(0.0)).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_body_can_refuse_whatever_its_status_is() {
        for (body, expected) in [
            (json!({"success": false, "error": "Record is locked"}), true),
            (json!({"success": false, "id": 7}), true),
            (json!({"status": "error", "message": "no"}), true),
            (json!({"error": "invalid_client"}), true),
            (json!({"errors": [{"message": "no"}]}), true),
            (json!({"error": null, "crm_id": "x"}), false),
            (json!({"id": 1, "errors": ["a warning"]}), false),
            (json!({"id": 1, "status": "failed"}), false),
            (json!({"users": [], "errors": []}), false),
            (json!({"success": true}), false),
            (json!([]), false),
        ] {
            assert_eq!(is_refusal(&body), expected, "{body}");
        }
    }

    #[test]
    fn words_are_found_in_the_usual_places() {
        for (body, expected) in [
            (r#"{"error":"bad phone"}"#, Some("bad phone")),
            (r#"{"error":"x","detail":"more"}"#, Some("more")),
            (r#"{"error":"invalid_client","error_description":"unknown client"}"#, Some("unknown client")),
            (r#"{"error":{"code":1,"message":"no"}}"#, Some("no")),
            (r#"{"errors":[{"detail":"no"}]}"#, Some("no")),
            (r#"[{"message":"no","errorCode":"X"}]"#, Some("no")),
            (r#""Sorry""#, Some("Sorry")),
            ("Sorry, duplicate contact", Some("Sorry, duplicate contact")),
            (r#"{"error":{"code":1}}"#, None),
            ("<html>bad gateway</html>", None),
            ("{broken", None),
            ("", None),
        ] {
            assert_eq!(words(body.as_bytes()).as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn the_record_in_the_way_is_named() {
        for (body, expected) in [
            (r#"{"message":"Contact already exists. Existing ID: 4711"}"#, Some("4711")),
            (r#"{"existing_id":4711}"#, Some("4711")),
            (r#"{"error":{"message":"duplicate","existingId":"x"}}"#, Some("x")),
            (r#"{"success":false,"crm_id":"CRM9"}"#, Some("CRM9")),
            (r#"{"message":"no"}"#, None),
            ("", None),
        ] {
            assert_eq!(existing_id(body.as_bytes()).as_deref(), expected, "{body}");
        }
        assert!(says_exists("Sorry, Duplicate contact") && !says_exists("phone must be longer"));
    }

    #[test]
    fn a_wait_may_stand_in_the_body() {
        assert_eq!(retry_after(br#"{"retry_after":3}"#), Some(Duration::from_secs(3)));
        assert_eq!(retry_after(br#"{"retryAfter":"2.5"}"#), Some(Duration::from_millis(2_500)));
        assert_eq!(retry_after(br#"{"retry_after":-3}"#), Some(Duration::ZERO));
        assert_eq!(retry_after(b"{}"), None);
    }
}
