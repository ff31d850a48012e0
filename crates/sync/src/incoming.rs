//! Webhook bodies, parsed as leniently as answers of the CRM: known members are used, others are ignored and listed.

use chrono::{DateTime, Utc};
use frontdesk_core::{Fault, Faults, Fields};
use serde_json::{Map, Value};

use crate::field::{Field, bare_key};
use crate::take::LONGEST_CRM_ID;
use crate::time::parse_time;
use crate::webhook::Event;

/// The most ignored names that are listed.
const MOST_IGNORED: usize = 20;
const LONGEST_IGNORED: usize = 64;

/// Keys of the CRM's own id, the most specific first. Also used for answers.
const IDS: [&str; 6] = ["crmid", "id", "userid", "contactid", "recordid", "uid"];

/// A parsed webhook.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Incoming {
    /// The id of the record in the CRM.
    pub crm_id: String,
    /// The changes; `None` when every field was ignored.
    pub event: Option<Event>,
    /// Ignored fields: unknown ones, those with `null`, which carries no value, and those removed by
    /// [`Incoming::without_unusable`].
    pub ignored: Vec<String>,
}

/// The id of a record in the CRM: a text, or a number in any form.
///
/// ```
/// # use frontdesk_sync::id_text;
/// assert_eq!(id_text(&serde_json::json!(7)).as_deref(), Some("7"));
/// assert_eq!(id_text(&serde_json::json!("")), None);
/// ```
pub fn id_text(value: &Value) -> Option<String> {
    let text = text_of(value)?;
    (!text.is_empty()).then_some(text)
}

impl Incoming {
    /// Parses the body of a webhook. Keys are compared without case and separators; the event may be in `data`.
    ///
    /// ```
    /// use frontdesk_sync::Incoming;
    /// use serde_json::json;
    ///
    /// let body = json!({"CRM_ID": 7, "updated_fields": {"Phone": 5550143, "company": "x"}, "timestamp": 1697371200});
    /// let incoming = Incoming::read(&body).expect("an event");
    /// assert_eq!((incoming.crm_id.as_str(), incoming.ignored), ("7", vec!["company".to_owned()]));
    /// ```
    ///
    /// # Errors
    /// All faults, at the names of the documented members.
    pub fn read(body: &Value) -> Result<Self, Faults> {
        let outer = body.as_object();
        let outer = outer.ok_or_else(|| Faults::from(Fault::new("", "must be an object with one event")))?;
        let inner =
            member(outer, "data").and_then(Value::as_object).filter(|_| member(outer, "crmid").is_none());
        let find = |key| inner.and_then(|inner| member(inner, key)).or_else(|| member(outer, key));
        // With `data`, a bare `id` is the event's.
        let record = inner.unwrap_or(outer);
        let id = find("crmid").or_else(|| IDS.iter().find_map(|key| member(record, key)));
        let mut fields = Fields::default();
        let crm_id = fields.required("crm_id", id, read_id);
        let at = fields.required("timestamp", find("timestamp"), read_time);
        let mut ignored = Vec::new();
        let values = read_values(find("updatedfields"), &mut ignored, fields.faults());
        let (crm_id, at) = fields.finish(|| Ok((crm_id?, at?)))?;
        let event = match values.is_empty() {
            true => None,
            false => Some(Event::parse(values, at).map_err(|faults| faults.under("updated_fields"))?),
        };
        Ok(Self { crm_id, event, ignored })
    }

    /// Removes values that a caller could not set either: an empty name, an invalid e-mail address, a phone number
    /// without a digit. For events that are applied without asking the CRM, as nothing would correct them later.
    #[must_use]
    pub fn without_unusable(self) -> Self {
        let Self { crm_id, event, mut ignored } = self;
        let event = event.and_then(|event| {
            let (event, left_out) = event.without_unusable();
            ignored.extend(left_out.iter().map(ToString::to_string));
            event
        });
        Self { crm_id, event, ignored }
    }
}

/// A member by its normalized key; null counts as absent.
fn member<'v>(object: &'v Map<String, Value>, key: &str) -> Option<&'v Value> {
    let mut found = object.iter().filter(|(name, value)| !value.is_null() && bare_key(name) == key);
    found.next().map(|(_, value)| value)
}

fn read_id(value: &Value) -> Result<String, &'static str> {
    match id_text(value).ok_or("must be a text or a number")? {
        id if id.chars().count() > LONGEST_CRM_ID => Err("must be at most 255 characters"),
        id if id.contains('\0') => Err("must not contain NUL characters"),
        id => Ok(id),
    }
}

fn read_time(value: &Value) -> Result<DateTime<Utc>, &'static str> {
    let at = match value {
        Value::String(text) => parse_time(text),
        Value::Number(number) => parse_time(&number.to_string()),
        _ => None,
    };
    at.ok_or("must be a time such as 2026-01-31T09:00:00Z")
}

fn read_values(
    fields: Option<&Value>,
    ignored: &mut Vec<String>,
    faults: &mut Vec<Fault>,
) -> Vec<(String, String)> {
    let Some(fields) = fields else {
        faults.push(Fault::new("updated_fields", "is missing"));
        return Vec::new();
    };
    let Some(fields) = fields.as_object().filter(|fields| !fields.is_empty()) else {
        let rule = if fields.is_object() { "must name at least one field" } else { "must be an object" };
        faults.push(Fault::new("updated_fields", rule));
        return Vec::new();
    };
    let mut values: Vec<(Field, String)> = Vec::new();
    for (key, value) in fields {
        match Field::named(key).filter(|_| !value.is_null()) {
            None if ignored.len() < MOST_IGNORED => ignored.push(shown(key)),
            None => {}
            Some(field) => match text_of(value) {
                None => faults.push(Fault::new(field.as_str(), "must be a text").under("updated_fields")),
                Some(text) => match values.iter().find(|(known, _)| *known == field) {
                    Some((_, known)) if *known != text => {
                        let rule = "must not be named twice with different values";
                        faults.push(Fault::new(field.as_str(), rule).under("updated_fields"));
                    }
                    Some(_) => {}
                    None => values.push((field, text)),
                },
            },
        }
    }
    values.into_iter().map(|(field, text)| (field.as_str().to_owned(), text)).collect()
}

fn shown(key: &str) -> String {
    key.chars().filter(|c| !c.is_control()).take(LONGEST_IGNORED).collect()
}

/// A text as it is, or a number in plain notation.
pub(crate) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => match number.as_f64() {
            // Beyond 2^53 a float has lost digits.
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 9e15 => {
                Some((float as i64).to_string())
            }
            _ => Some(number.to_string()),
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn values(body: &Value) -> (String, Vec<(Field, String)>, Vec<String>) {
        let incoming = Incoming::read(body).expect("an event");
        let values = incoming.event.map(|event| event.values().to_vec()).unwrap_or_default();
        (incoming.crm_id, values, incoming.ignored)
    }

    fn faults(body: &Value) -> Vec<String> {
        let faults = Incoming::read(body).expect_err("refused");
        faults.as_slice().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn events_are_parsed_in_every_usual_form() {
        let phone = || vec![(Field::Phone, "1".to_owned())];
        let time = "2023-10-15T12:00:00Z";
        for body in [
            json!({"crm_id": "7", "updated_fields": {"phone": "1"}, "timestamp": time}),
            json!({"crm_id": 7, "updated_fields": {"phone": 1}, "timestamp": time}),
            json!({"crm_id": 7.0, "updated_fields": {"Phone": 1.0}, "timestamp": "2023-10-15T12:00:00.000+0000"}),
            json!({"CRM_ID": "7", "Updated_Fields": {"PHONE_NUMBER": "1"}, "Timestamp": 1_697_371_200}),
            json!({"crmId": "7", "updatedFields": {"phone": "1"}, "timestamp": "2023-10-15T12:00:00"}),
            json!({"type": "x", "timestamp": time, "data": {"crm_id": "7", "updated_fields": {"phone": "1"}}}),
            json!({"crm_id": "7", "updated_fields": {"phone": "1", "Phone": "1"}, "timestamp": time}),
            json!({"id": 7, "updated_fields": {"phone": "1"}, "timestamp": time}),
            json!({"crm_id": null, "Id": "7", "updated_fields": {"phone": "1"}, "timestamp": time}),
            json!({"contact_id": "7", "updated_fields": {"phone": "1"}, "timestamp": time}),
            json!({"id": "evt_1", "timestamp": time, "data": {"id": 7, "updated_fields": {"phone": "1"}}}),
            json!({"id": "evt_1", "timestamp": time, "crm_id": 7, "updated_fields": {"phone": "1"}}),
        ] {
            assert_eq!(values(&body), ("7".to_owned(), phone(), Vec::new()), "{body}");
            let at = Incoming::read(&body).expect("an event").event.expect("a change").at();
            assert_eq!(at.timestamp(), 1_697_371_200, "{body}");
        }
    }

    #[test]
    fn unknown_members_are_ignored_and_listed() {
        let fields = json!({"company": "x", "email": null, "tags": ["a"], "name": "Ada"});
        let body = json!({"crm_id": "7", "updated_fields": fields, "timestamp": 1, "source": "crm"});
        let ada = vec![(Field::Name, "Ada".to_owned())];
        let ignored = ["company", "email", "tags"].map(str::to_owned).to_vec();
        assert_eq!(values(&body), ("7".to_owned(), ada, ignored));
        let nothing = json!({"crm_id": "7", "updated_fields": {"phone": null}, "timestamp": 1});
        assert_eq!(values(&nothing), ("7".to_owned(), Vec::new(), vec!["phone".to_owned()]));
        let many: Map<String, Value> =
            (0..100).map(|n| (format!("{n}{}", "x".repeat(99)), json!(1))).collect();
        let (_, _, ignored) = values(&json!({"crm_id": "7", "updated_fields": many, "timestamp": 1}));
        assert!(ignored.len() == MOST_IGNORED && ignored.iter().all(|name| name.len() == LONGEST_IGNORED));
    }

    #[test]
    fn values_that_a_user_cannot_have_are_left_out_where_nothing_would_correct_them() {
        let fields = json!({"name": " ", "email": "nobody at home", "phone": "1", "company": "x"});
        let body = json!({"crm_id": "7", "updated_fields": fields, "timestamp": 1});
        let read = Incoming::read(&body).expect("an event");
        assert_eq!(read.event.as_ref().map(|event| event.values().len()), Some(3));
        let incoming = read.without_unusable();
        assert_eq!(incoming.ignored, ["company", "name", "email"]);
        let values = incoming.event.map(|event| event.values().to_vec());
        assert_eq!(values, Some(vec![(Field::Phone, "1".to_owned())]));
        let body = json!({"crm_id": "7", "updated_fields": {"email": "x"}, "timestamp": 1});
        let incoming = Incoming::read(&body).expect("an event").without_unusable();
        assert_eq!((incoming.event, incoming.ignored), (None, vec!["email".to_owned()]));
    }

    #[test]
    fn every_fault_is_reported() {
        let missing = ["crm_id is missing", "timestamp is missing", "updated_fields is missing"];
        assert_eq!(faults(&json!({})), missing);
        assert_eq!(faults(&json!({"crm_id": null, "timestamp": null, "updated_fields": null})), missing);
        let wrong =
            json!({"crm_id": "", "updated_fields": {"phone": {}, "name": "a\0"}, "timestamp": "today"});
        assert_eq!(
            faults(&wrong),
            [
                "crm_id must be a text or a number",
                "timestamp must be a time such as 2026-01-31T09:00:00Z",
                "phone must be a text"
            ]
        );
        let unstorable = json!({"crm_id": "x", "updated_fields": {"name": "a\0"}, "timestamp": 1});
        assert_eq!(faults(&unstorable), ["name must not contain NUL characters"]);
        let twice = json!({"crm_id": "x", "updated_fields": {"name": "a", "Name": "b"}, "timestamp": 1});
        assert_eq!(faults(&twice), ["name must not be named twice with different values"]);
        let envelope = json!({"id": "evt_1", "timestamp": 1, "data": {"updated_fields": {"name": "a"}}});
        assert_eq!(faults(&envelope), ["crm_id is missing"]);
        let empty = json!({"crm_id": "x", "updated_fields": {}, "timestamp": 1});
        assert_eq!(faults(&empty), ["updated_fields must name at least one field"]);
        for body in [json!([]), json!([{}, {}]), json!("x")] {
            assert_eq!(faults(&body).len(), 1, "{body}");
        }
    }
}
