//! One record: values of any type, ids and fields below any of their usual names.

use frontdesk_sync::{CrmFields, Field, bare_key, id_text};
use serde_json::{Map, Value};

use super::{Created, CrmRecord};

/// Keys of what a single record is wrapped in.
const WRAPPERS: [&str; 8] = ["user", "data", "result", "record", "contact", "item", "response", "customer"];
/// Keys of the CRM's own id, the surest first.
const IDS: [&str; 6] = ["crmid", "id", "userid", "contactid", "recordid", "uid"];
/// Keys of fields that a record keeps below one member.
const INNER: [&str; 3] = ["properties", "attributes", "fields"];
/// Keys of what a record keeps below it beside its own fields: anything else is another record, with an id of its own.
const CONTAINERS: [&str; 9] = [
    "properties",
    "attributes",
    "fields",
    "custom",
    "customfields",
    "customattributes",
    "customproperties",
    "metadata",
    "externalids",
];
/// How deep our id is looked for.
const DEEPEST: usize = 4;
/// The most characters of an id of the CRM.
const LONGEST_ID: usize = 128;

/// What the answer to the reading of a record is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Read {
    /// The record.
    Record(CrmRecord),
    /// The CRM keeps it only as a deleted one.
    Deleted,
}

/// Our id is told in a form that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Garbled;

/// Whether a value tells anything at all.
pub(super) fn is_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) | Value::Number(_) => true,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(object) => !object.is_empty(),
    }
}

/// A member by its bare key; one that is null is not there.
pub(super) fn member<'v>(object: &'v Map<String, Value>, key: &str) -> Option<&'v Value> {
    let mut found = object.iter().filter(|(name, value)| !value.is_null() && bare_key(name) == key);
    found.next().map(|(_, value)| value)
}

/// A text or number by its bare key.
pub(crate) fn text_at(value: &Value, key: &str) -> Option<String> {
    member(value.as_object()?, key).and_then(id_text)
}

/// What an answer to a create names, and tells of the record. The id may be all that it says.
pub(crate) fn created(answer: &Value) -> Option<Created> {
    if let Value::String(_) | Value::Number(_) = answer {
        return Some(Created { crm_id: sound_id(id_text(answer)?)?, held: CrmFields::default() });
    }
    let record = unwrapped(answer);
    Some(Created { crm_id: id_of(record)?, held: told(record) })
}

/// One record, which was asked for by its id.
pub(crate) fn fetched(answer: &Value, crm_id: &str) -> Option<Read> {
    let record = unwrapped(answer);
    if is_deleted(record) {
        return Some(Read::Deleted);
    }
    let fields = fields_of(record)?;
    let id = id_of(record);
    if id.is_none() && fields == CrmFields::default() {
        return None;
    }
    let crm_id = id.unwrap_or_else(|| crm_id.to_owned());
    Some(Read::Record(record_of(record, crm_id, fields)))
}

/// One record of a list.
pub(super) fn listed(record: &Value) -> Option<CrmRecord> {
    Some(record_of(record, id_of(record)?, fields_of(record)?))
}

fn record_of(record: &Value, crm_id: String, fields: CrmFields) -> CrmRecord {
    let told = external_id(record);
    let is_garbled = told == Some(Err(Garbled));
    CrmRecord { crm_id, external_id: told.and_then(Result::ok), is_garbled, fields }
}

/// What an answer tells of a record; nothing of what cannot be read.
pub(crate) fn told(answer: &Value) -> CrmFields {
    fields_of(unwrapped(answer)).unwrap_or_default()
}

pub(super) fn is_deleted(record: &Value) -> bool {
    let is_true = |key| record.as_object().and_then(|record| member(record, key)) == Some(&Value::Bool(true));
    ["deleted", "isdeleted", "archived", "isarchived"].into_iter().any(is_true)
}

/// Without what a single record is wrapped in: members of the usual names, lists of one.
pub(super) fn unwrapped(answer: &Value) -> &Value {
    let mut value = answer;
    for _ in 0..DEEPEST {
        let inner = match value {
            Value::Array(only) if only.len() == 1 => only.first(),
            Value::Object(object) if id_of(value).is_none() => {
                let mut inner = WRAPPERS.iter().filter_map(|key| member(object, key));
                inner.find(|inner| inner.is_object() || inner.as_array().is_some_and(|list| list.len() == 1))
            }
            _ => None,
        };
        match inner {
            Some(inner) => value = inner,
            None => break,
        }
    }
    value
}

pub(super) fn id_of(record: &Value) -> Option<String> {
    let record = record.as_object()?;
    IDS.iter().find_map(|key| sound_id(id_text(member(record, key)?)?))
}

/// The id in the address of a record.
pub(crate) fn id_in_address(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?.trim_end_matches('/');
    let (list, id) = path.rsplit_once('/')?;
    let is_list = matches!(list, "users" | "crm/users") || list.ends_with("/crm/users");
    let id = percent_encoding::percent_decode_str(id).decode_utf8().ok()?;
    sound_id(id.into_owned()).filter(|_| is_list)
}

/// An id that can be stored and asked for.
pub(super) fn sound_id(id: String) -> Option<String> {
    let is_sound = !id.is_empty() && id.chars().count() <= LONGEST_ID && !id.contains(char::is_control);
    is_sound.then_some(id)
}

/// Our id: at the record, or further down among fields that the CRM does not know itself.
pub(super) fn external_id(record: &Value) -> Option<Result<String, Garbled>> {
    external_id_within(record, DEEPEST).or_else(|| external_id_within(unwrapped(record), DEEPEST))
}

fn external_id_within(value: &Value, depth: usize) -> Option<Result<String, Garbled>> {
    let next = depth.checked_sub(1)?;
    match value {
        Value::Object(object) => {
            let inner = |(key, inner): (&String, &Value)| {
                if CONTAINERS.contains(&bare_key(key).as_str()) {
                    return external_id_within(inner, next);
                }
                inner.as_array()?.iter().find_map(|entry| named_value(entry.as_object()?))
            };
            let own = member(object, "externalid").and_then(our_id);
            own.or_else(|| named_value(object)).or_else(|| object.iter().find_map(inner))
        }
        Value::Array(list) => list.iter().find_map(|inner| external_id_within(inner, next)),
        _ => None,
    }
}

fn our_id(value: &Value) -> Option<Result<String, Garbled>> {
    is_something(value).then(|| id_text(value).ok_or(Garbled))
}

/// `{"name": "external_id", "value": …}`
fn named_value(object: &Map<String, Value>) -> Option<Result<String, Garbled>> {
    let is_name =
        |key| member(object, key).and_then(Value::as_str).is_some_and(|name| bare_key(name) == "externalid");
    let is_named = ["name", "key", "field"].into_iter().any(is_name);
    member(object, "value").filter(|_| is_named).and_then(our_id)
}

/// Name, e-mail and phone as far as they are told. Nothing when one of them cannot be stored.
fn fields_of(record: &Value) -> Option<CrmFields> {
    let record = record.as_object()?;
    let mut inner = INNER.iter().filter_map(|key| member(record, key)?.as_object());
    let objects = [Some(record), inner.next()];
    let find = |field| objects.iter().flatten().find_map(|object| field_of(object, field));
    let [name, email, phone] = Field::ALL.map(find);
    CrmFields::parse(name.as_deref(), email.as_deref(), phone.as_deref()).ok()
}

fn field_of(object: &Map<String, Value>, field: Field) -> Option<String> {
    let named = member(object, field.as_str()).and_then(text_of);
    let other = || {
        object.iter().find_map(|(key, value)| (Field::named(key) == Some(field)).then(|| text_of(value))?)
    };
    let in_parts = || {
        let parts = ["firstname", "lastname"].map(|key| member(object, key).and_then(text_of));
        let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        (field == Field::Name && !name.is_empty()).then_some(name)
    };
    named.or_else(other).or_else(in_parts)
}

/// A text as it is, empty ones included, or a number.
fn text_of(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned).or_else(|| id_text(value))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn parse(name: &str, email: &str, phone: &str) -> CrmFields {
        CrmFields::parse(Some(name), Some(email), Some(phone)).expect("sound")
    }

    #[test]
    fn ids_are_texts_or_numbers_below_their_usual_names() {
        for (body, expected) in [
            (json!({"crm_id": "CRM1"}), Some("CRM1")),
            (json!({"crm_id": 7, "id": "x"}), Some("7")),
            (json!({"crm_id": 7.0}), Some("7")),
            (json!({"crm_id": null, "id": "CRM1"}), Some("CRM1")),
            (json!({"crm_id": "", "id": 9}), Some("9")),
            (json!({"Id": "003x"}), Some("003x")),
            (json!({"data": {"id": "x"}}), Some("x")),
            (json!({"result": {"user": {"id": "x"}}}), Some("x")),
            (json!([{"crm_id": "x"}]), Some("x")),
            (json!({"data": [{"crm_id": "x"}]}), Some("x")),
            (json!("CRM1"), Some("CRM1")),
            (json!(7), Some("7")),
            (json!({"crm_id": "a\nb"}), None),
            (json!({"crm_id": {}}), None),
            (json!([]), None),
            (json!([{"id": 1}, {"id": 2}]), None),
            (json!(null), None),
        ] {
            assert_eq!(created(&body).map(|created| created.crm_id).as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn records_are_read_in_every_usual_form() {
        let ada = parse("Ada King", "a@example.com", "5550143");
        for body in [
            json!({"crm_id": "1", "external_id": "x", "name": "Ada King", "email": "a@example.com", "phone": 5_550_143}),
            json!({"id": 1, "externalId": "x", "full_name": "Ada King", "E-Mail": "a@example.com", "Phone": "5550143"}),
            json!({"user": {"crm_id": "1", "name": "Ada King", "email": "a@example.com", "phone": 5_550_143.0,
                "custom": {"external_id": "x"}}}),
            json!({"id": "1", "properties": {"firstname": "Ada", "lastname": "King", "email": "a@example.com",
                "phone": "5550143", "external_id": "x"}}),
            json!({"id": "1", "name": "Ada King", "email": "a@example.com", "phone": "5550143",
                "custom_fields": [{"name": "tier", "value": 1}, {"name": "external_id", "value": "x"}]}),
        ] {
            let expected = CrmRecord {
                crm_id: "1".into(),
                external_id: Some("x".into()),
                is_garbled: false,
                fields: ada.clone(),
            };
            assert_eq!(fetched(&body, "1"), Some(Read::Record(expected)), "{body}");
        }
    }

    #[test]
    fn the_external_id_of_another_record_below_is_not_the_users() {
        let id = |body: Value| external_id(&body).and_then(Result::ok);
        for body in [
            json!({"id": 1, "company": {"external_id": "ACME"}}),
            json!({"id": 1, "companies": [{"external_id": "ACME"}]}),
            json!({"id": 1, "owner": {"custom": {"external_id": "ACME"}}}),
            json!({"id": 1, "custom": {"company": {"external_id": "ACME"}}}),
        ] {
            assert_eq!(id(body.clone()), None, "{body}");
        }
        for body in [
            json!({"id": 1, "external_id": "x", "custom": {"external_id": "y"}}),
            json!({"id": 1, "company": {"external_id": "ACME"}, "metadata": {"externalId": "x"}}),
            json!({"id": 1, "properties": {"custom_fields": [{"key": "external_id", "value": "x"}]}}),
            json!({"id": 1, "extras": [{"field": "External ID", "value": "x"}]}),
            json!({"user": {"id": 1, "external_id": "x"}}),
        ] {
            assert_eq!(id(body.clone()).as_deref(), Some("x"), "{body}");
        }
        let garbled = json!({"id": 1, "custom": {"external_id": ["x"]}, "metadata": {"external_id": "y"}});
        assert_eq!(external_id(&garbled), Some(Err(Garbled)));
    }

    #[test]
    fn the_address_of_a_record_names_its_id_and_that_of_the_list_names_none() {
        for (address, expected) in [
            ("/crm/users/C7", Some("C7")),
            ("https://crm.example/api/crm/users/C7/?x=/y#z", Some("C7")),
            ("users/a%20b", Some("a b")),
            ("/crm/users/users", Some("users")),
            ("/crm/users", None),
            ("https://crm.example/crm/users/", None),
            ("/crm/users?id=/C7", None),
            ("/crm/jobs/7", None),
            ("/crm/users/a%0Ab", None),
            ("C7", None),
            ("", None),
        ] {
            assert_eq!(id_in_address(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn what_is_not_told_is_left_open_and_what_is_no_record_is_none() {
        let fields = |body| match fetched(&body, "1") {
            Some(Read::Record(record)) => Some(record.fields),
            _ => None,
        };
        let only_name = CrmFields::parse(Some("Ada"), None, None).ok();
        assert_eq!(fields(json!({"crm_id": "1", "name": "Ada", "email": null})), only_name);
        assert_eq!(fields(json!({"name": "Ada"})), only_name);
        assert_eq!(fields(json!({"crm_id": "1", "name": "Ada", "phone": ["1"], "email": {}})), only_name);
        assert_eq!(fields(json!({"crm_id": "1", "name": "a\0"})), None);
        assert_eq!(fields(json!({"crm_id": "1", "name": "x".repeat(1_001)})), None);
        assert_eq!(fields(json!({})), None);
        assert_eq!(fields(json!("oops")), None);
        assert_eq!(fetched(&json!({"crm_id": "1", "deleted": true}), "1"), Some(Read::Deleted));
        assert_eq!(told(&json!({"name": "", "email": "", "phone": ""})), parse("", "", ""));
    }
}
