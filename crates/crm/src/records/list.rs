//! Lists of records, bare or in whichever wrapping.

use serde_json::Value;

use super::CrmRecord;
use super::read::{external_id, id_of, is_deleted, listed, member};

/// Keys below which lists come.
const LISTS: [&str; 12] = [
    "users", "data", "items", "results", "result", "records", "contacts", "array", "list", "values",
    "embedded", "response",
];
/// How deep a list is looked for.
const DEEPEST: usize = 3;

/// One entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The CRM's own id, if that can be read.
    pub(crate) crm_id: Option<String>,
    /// Our id, if it has one that can be read.
    pub(crate) external_id: Option<String>,
    /// Nothing when it cannot be read.
    pub(crate) record: Option<CrmRecord>,
}

/// The entries of a list, or of a single record in its stead. Nothing when the answer is neither.
pub(crate) fn entries(answer: &Value) -> Option<Vec<Entry>> {
    if let Some(list) = list_in(answer, DEEPEST) {
        return Some(list.iter().filter(|entry| !is_deleted(entry)).map(entry).collect());
    }
    let single = super::read::unwrapped(answer);
    id_of(single).map(|_| vec![entry(single)])
}

fn list_in(value: &Value, depth: usize) -> Option<&Vec<Value>> {
    let next = depth.checked_sub(1)?;
    if let Some(list) = value.as_array() {
        return Some(list);
    }
    let object = value.as_object().filter(|_| id_of(value).is_none())?;
    LISTS.iter().find_map(|key| list_in(member(object, key)?, next))
}

fn entry(value: &Value) -> Entry {
    let external_id = external_id(value).and_then(Result::ok);
    Entry { crm_id: id_of(value), external_id, record: listed(value) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_come_bare_wrapped_or_as_one() {
        let ada =
            json!({"crm_id": "1", "external_id": "x", "name": "Ada", "email": "a@example.com", "phone": "1"});
        for body in [
            json!([ada]),
            json!({"users": [ada]}),
            json!({"data": [ada], "has_more": false}),
            json!({"results": [ada]}),
            json!({"array": [ada]}),
            json!({"Items": [ada, {"crm_id": "2", "deleted": true}]}),
            json!({"data": {"users": [ada]}}),
            json!({"_embedded": {"contacts": [ada]}}),
            json!({"user": ada}),
            ada.clone(),
        ] {
            let found = entries(&body).expect("a list");
            assert_eq!(found.len(), 1, "{body}");
            assert_eq!(found[0].external_id.as_deref(), Some("x"));
            assert_eq!(found[0].record.as_ref().map(|record| record.crm_id.as_str()), Some("1"));
        }
        for empty in [json!([]), json!({"users": []}), json!({"data": {"items": []}})] {
            assert_eq!(entries(&empty), Some(Vec::new()), "{empty}");
        }
        for other in [json!({}), json!({"users": null}), json!("oops"), json!({"total": 0})] {
            assert_eq!(entries(&other), None, "{other}");
        }
    }

    #[test]
    fn an_entry_that_cannot_be_read_is_still_there() {
        let found =
            entries(&json!([{"external_id": "x"}, {}, {"crm_id": "1", "name": "a\0"}])).expect("a list");
        assert_eq!(found.len(), 3);
        assert_eq!(found[2].crm_id.as_deref(), Some("1"));
        assert!(found.iter().all(|entry| entry.record.is_none()));
        assert_eq!(found[0].external_id.as_deref(), Some("x"));
    }

    #[test]
    fn an_external_id_that_is_no_text_is_not_taken_for_none() {
        let entry = |id: Value| entry(&json!({"crm_id": "1", "external_id": id, "name": "Ada"}));
        for garbled in [json!(["x"]), json!({"value": "x"}), json!(true)] {
            let entry = entry(garbled.clone());
            assert!(entry.external_id.is_none(), "{garbled}");
            let record = entry.record.expect("it is still found by the CRM's id");
            assert!(record.is_garbled, "{garbled}");
        }
        for none in [json!(null), json!(""), json!(false), json!([]), json!({})] {
            let entry = entry(none.clone());
            let is_garbled = entry.record.is_some_and(|record| record.is_garbled);
            assert!(entry.external_id.is_none() && !is_garbled, "{none}");
        }
    }
}
