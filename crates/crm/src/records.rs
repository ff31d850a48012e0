//! Records of the CRM, in whichever wrapping they come.

use frontdesk_sync::UserFields;
use serde_json::Value;

/// A user as the CRM has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrmRecord {
    /// The CRM's own id.
    pub crm_id: String,
    /// Our id, if the CRM keeps it.
    pub external_id: Option<String>,
    /// Name, e-mail and phone.
    pub fields: UserFields,
}

/// Keys under which lists come, where they do not come bare.
const LISTS: [&str; 4] = ["users", "data", "items", "results"];

/// The id that an answer to a create names.
pub(crate) fn created_id(body: &[u8]) -> Option<String> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    id_of(unwrapped(&answer))
}

/// One record.
pub(crate) fn one(body: &[u8]) -> Option<CrmRecord> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    record(unwrapped(&answer))
}

/// A list of records: bare, under one of the usual keys, or a single one. Entries that are no users are left out.
pub(crate) fn list(body: &[u8]) -> Option<Vec<CrmRecord>> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    let wrapped = LISTS.iter().find_map(|key| answer.get(key)?.as_array());
    match answer.as_array().or(wrapped) {
        Some(entries) => Some(entries.iter().filter_map(record).collect()),
        None => record(unwrapped(&answer)).map(|record| vec![record]),
    }
}

fn unwrapped(answer: &Value) -> &Value {
    ["user", "data"]
        .iter()
        .find_map(|key| answer.get(key))
        .filter(|inner| inner.is_object())
        .unwrap_or(answer)
}

fn record(value: &Value) -> Option<CrmRecord> {
    let text = |key| value.get(key).and_then(Value::as_str);
    let fields = UserFields::of_crm(text("name")?, text("email")?, text("phone")?).ok()?;
    Some(CrmRecord { crm_id: id_of(value)?, external_id: text("external_id").map(str::to_owned), fields })
}

fn id_of(value: &Value) -> Option<String> {
    let id = value.get("crm_id").or_else(|| value.get("id"))?;
    let id = id.as_str().map(str::to_owned).or_else(|| id.as_u64().map(|number| number.to_string()))?;
    (!id.is_empty() && id.chars().count() <= 128 && !id.contains(char::is_control)).then_some(id)
}

/// The records that are of one user. A CRM that does not search answers with everybody: those with our id count. One
/// that does not keep our id either is asked for what was sent to it: `sent` in every field.
pub(crate) fn matching(records: Vec<CrmRecord>, external_id: &str, sent: &UserFields) -> Vec<CrmRecord> {
    let keeps_ids = records.iter().any(|record| record.external_id.is_some());
    let is_ours = |record: &CrmRecord| match &record.external_id {
        Some(id) => id == external_id,
        None => !keeps_ids && record.fields == *sent,
    };
    records.into_iter().filter(is_ours).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(name: &str) -> UserFields {
        UserFields { name: name.to_owned(), email: "a@example.com".to_owned(), phone: "1".to_owned() }
    }

    fn entry(crm_id: &str, external_id: Option<&str>, name: &str) -> CrmRecord {
        CrmRecord {
            crm_id: crm_id.to_owned(),
            external_id: external_id.map(str::to_owned),
            fields: fields(name),
        }
    }

    #[test]
    fn ids_are_texts_or_numbers() {
        for (body, expected) in [
            (r#"{"crm_id":"CRM1"}"#, Some("CRM1")),
            (r#"{"crm_id":7,"id":"x"}"#, Some("7")),
            (r#"{"data":{"id":"x"}}"#, Some("x")),
            (r#"{"crm_id":""}"#, None),
            (r#"{"crm_id":null}"#, None),
            ("[]", None),
            ("", None),
        ] {
            assert_eq!(created_id(body.as_bytes()).as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn lists_come_bare_wrapped_or_as_one() {
        let ada = r#"{"crm_id":"1","external_id":"x","name":"Ada","email":"a@example.com","phone":"1"}"#;
        let expected = Some(vec![entry("1", Some("x"), "Ada")]);
        for body in [
            format!("[{ada},{{}}]"),
            format!(r#"{{"users":[{ada}]}}"#),
            format!(r#"{{"data":[{ada}]}}"#),
            ada.to_owned(),
        ] {
            assert_eq!(list(body.as_bytes()), expected, "{body}");
        }
        assert_eq!(list(b"[]"), Some(Vec::new()));
        assert_eq!(list(br#"{"users":[]}"#), Some(Vec::new()));
        assert_eq!(list(b"{}"), None);
        assert_eq!(list(b"oops"), None);
    }

    #[test]
    fn a_list_of_everybody_matches_nobody_but_the_one_who_is_meant() {
        let everybody =
            vec![entry("1", Some("x"), "Ada"), entry("2", Some("y"), "Ada"), entry("3", None, "Ada")];
        assert_eq!(matching(everybody.clone(), "y", &fields("Ada")), [everybody[1].clone()]);
        assert_eq!(matching(everybody, "z", &fields("Ada")), []);
        let bare = vec![entry("1", None, "Ada"), entry("2", None, "Bob")];
        assert_eq!(matching(bare.clone(), "y", &fields("Bob")), [bare[1].clone()]);
        assert_eq!(matching(bare, "y", &fields("Eve")), []);
    }
}
