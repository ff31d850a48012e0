//! Records of the CRM: read from answers in whichever form they come, and told apart.

mod list;
mod pages;
mod read;
mod refusal;

use frontdesk_sync::{CrmFields, Field, UserFields, bare_key, is_same_value};

pub(crate) use list::{Entry, entries};
pub(crate) use pages::{Next, next_page};
pub(crate) use read::{Read, created, fetched, id_in_address, text_at, told};
pub(crate) use refusal::{existing_id, is_refusal, retry_after, says_exists, words};

/// A user as the CRM has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrmRecord {
    /// The CRM's own id.
    pub crm_id: String,
    /// Our id, if the CRM keeps it.
    pub external_id: Option<String>,
    /// Whether it has an id of ours that cannot be read: it may be of any user.
    pub is_garbled: bool,
    /// Name, e-mail and phone, as far as they are told.
    pub fields: CrmFields,
}

/// A record that was just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// The CRM's own id.
    pub crm_id: String,
    /// What the answer tells of the record.
    pub held: CrmFields,
}

/// What a look-up came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookedUp {
    /// The CRM has no record of the user.
    None,
    /// It has this one.
    One(Box<CrmRecord>),
    /// It has so many.
    Many(usize),
    /// It may have one that could not be read or reached: none must be made.
    Doubt(&'static str),
}

/// Whether two external ids are the same: a CRM may change their case or put them in braces.
pub(crate) fn is_same_id(one: &str, other: &str) -> bool {
    bare_key(one) == bare_key(other)
}

/// Looks for one user among what the CRM listed. A CRM that does not search answers with all users: those with our id
/// count. One that keeps no ids is asked for what was sent to it: every field that it tells is `sent`. Entries that cannot
/// be told apart from the user leave doubt, and so does a list that was not read to its end. A record may be listed twice,
/// on a page that moved while pages were read.
pub(crate) fn pick(entries: &[Entry], is_complete: bool, external_id: &str, sent: &UserFields) -> LookedUp {
    let keeps_ids = entries.iter().any(|entry| entry.external_id.is_some());
    let mut ours: Vec<&CrmRecord> = Vec::new();
    let mut doubt = (!is_complete).then_some("the CRM's list of users has more pages than could be read");
    for entry in entries {
        match (is_ours(entry, keeps_ids, external_id, sent), &entry.record) {
            (Some(true), Some(record)) if ours.iter().any(|known| known.crm_id == record.crm_id) => {}
            (Some(true), Some(record)) => ours.push(record),
            (Some(true), None) => doubt = Some("the CRM's record of this user cannot be read"),
            (Some(false), _) => {}
            (None, _) => {
                doubt = Some("the CRM has a record that may be of this user and cannot be read whole")
            }
        }
    }
    match (ours.as_slice(), doubt) {
        ([record], _) => LookedUp::One(Box::new((*record).clone())),
        ([], Some(why)) => LookedUp::Doubt(why),
        ([], None) => LookedUp::None,
        (several, _) => LookedUp::Many(several.len()),
    }
}

/// Nothing when that cannot be told.
fn is_ours(entry: &Entry, keeps_ids: bool, external_id: &str, sent: &UserFields) -> Option<bool> {
    if let Some(id) = &entry.external_id {
        return Some(is_same_id(id, external_id));
    }
    let record = match &entry.record {
        None => return None,
        Some(record) if record.is_garbled => return None,
        Some(_) if keeps_ids => return Some(false),
        Some(record) => record,
    };
    if !record.fields.says_the_same_as(sent) {
        return Some(false);
    }
    record.fields.get(Field::Email).map(|_| true)
}

/// Whether a record that a refusal named is proven to be of this user: it has our id, or none, and then the same e-mail
/// address and one more field. An address alone may be shared by a family, and an unreadable id may belong to any user.
pub(crate) fn is_proven(record: &CrmRecord, external_id: &str, sent: &UserFields) -> bool {
    if let Some(id) = &record.external_id {
        return is_same_id(id, external_id);
    }
    if record.is_garbled {
        return false;
    }
    let is_same =
        |field| record.fields.get(field).is_some_and(|value| is_same_value(field, value, sent.get(field)));
    is_same(Field::Email) && (is_same(Field::Name) || is_same(Field::Phone))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(name: &str) -> UserFields {
        UserFields { name: name.to_owned(), email: "a@example.com".to_owned(), phone: "1".to_owned() }
    }

    fn record(crm_id: &str, external_id: Option<&str>, fields: CrmFields) -> CrmRecord {
        let external_id = external_id.map(str::to_owned);
        CrmRecord { crm_id: crm_id.to_owned(), external_id, is_garbled: false, fields }
    }

    fn entry(crm_id: &str, external_id: Option<&str>, name: &str) -> Entry {
        let record = record(crm_id, external_id, fields(name).into());
        let (crm_id, external_id) = (Some(crm_id.to_owned()), external_id.map(str::to_owned));
        Entry { crm_id, external_id, record: Some(record) }
    }

    fn found(entries: &[Entry], external_id: &str, name: &str) -> Result<Option<String>, LookedUp> {
        match pick(entries, true, external_id, &fields(name)) {
            LookedUp::One(record) => Ok(Some(record.crm_id)),
            LookedUp::None => Ok(None),
            other => Err(other),
        }
    }

    #[test]
    fn a_list_of_all_users_matches_only_the_one_that_is_meant() {
        let all = [entry("1", Some("x"), "Ada"), entry("2", Some("Y-1"), "Ada"), entry("3", None, "Ada")];
        assert_eq!(found(&all, "y-1", "Ada"), Ok(Some("2".to_owned())));
        assert_eq!(found(&all, "z", "Ada"), Ok(None));
        let bare = [entry("1", None, "Ada"), entry("2", None, "BOB")];
        assert_eq!(found(&bare, "y", "Bob"), Ok(Some("2".to_owned())));
        assert_eq!(found(&bare, "y", "Eve"), Ok(None));
        let twice = [entry("1", Some("x"), "Ada"), entry("2", Some("x"), "Ada")];
        assert_eq!(found(&twice, "x", "Ada"), Err(LookedUp::Many(2)));
        let same = entry("1", Some("x"), "Ada");
        assert_eq!(found(&[same.clone(), same], "x", "Ada"), Ok(Some("1".to_owned())));
    }

    #[test]
    fn what_cannot_be_read_leaves_doubt() {
        let is_doubt = |entries: &[Entry], is_complete| {
            matches!(pick(entries, is_complete, "x", &fields("Ada")), LookedUp::Doubt(_))
        };
        let unreadable = |external_id: Option<&str>| Entry {
            crm_id: None,
            external_id: external_id.map(str::to_owned),
            record: None,
        };
        assert!(is_doubt(&[unreadable(Some("x"))], true));
        assert!(is_doubt(&[unreadable(None)], true));
        assert!(!is_doubt(&[unreadable(Some("y"))], true), "it is of another user");
        let mut garbled = entry("1", None, "Eve");
        garbled.record.as_mut().expect("a record").is_garbled = true;
        assert!(is_doubt(&[garbled, entry("2", Some("y"), "Ada")], true), "it may be of this user");
        assert!(is_doubt(&[entry("1", Some("y"), "Ada")], false));
        let silent = CrmFields::parse(Some("Ada"), None, None).expect("sound");
        let silent = Entry { record: Some(record("1", None, silent)), ..entry("1", None, "Ada") };
        assert!(is_doubt(std::slice::from_ref(&silent), true));
        let both = [silent, entry("2", Some("x"), "Ada")];
        assert_eq!(found(&both, "x", "Ada"), Ok(Some("2".to_owned())));
    }

    #[test]
    fn a_record_that_a_refusal_names_has_to_be_proven() {
        let told = |name, email, phone| CrmFields::parse(name, email, phone).expect("sound");
        let same = || fields("Ada").into();
        for (external_id, fields_there, expected) in [
            (Some("X"), told(None, None, None), true),
            (Some("y"), same(), false),
            (None, same(), true),
            (None, told(Some("Other"), Some("A@Example.com"), Some("1")), true),
            (None, told(Some("Other"), Some("a@example.com"), Some("2")), false),
            (None, told(None, Some("a@example.com"), None), false),
            (None, told(Some("Ada"), None, Some("1")), false),
        ] {
            let record = record("1", external_id, fields_there);
            assert_eq!(is_proven(&record, "x", &fields("Ada")), expected, "{record:?}");
        }
        let garbled = CrmRecord { is_garbled: true, ..record("1", None, same()) };
        assert!(!is_proven(&garbled, "x", &fields("Ada")), "its id may be another user's");
    }
}
