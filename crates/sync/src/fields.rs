//! The values that a user and its CRM record have in common: name, e-mail address and phone number, as given.

use frontdesk_core::{Email, EmailError, Fault, Faults, LONG_TEXT, without_invisible};

use crate::field::Field;
use crate::tidied::is_same_value;

/// The most characters of a value from the CRM. Callers have tighter limits; the CRM's may differ, and its values have
/// to fit to be equal.
pub const LONGEST_CRM_VALUE: usize = 1000;

/// The most characters of a phone number from a caller.
const LONGEST_PHONE: usize = 32;

/// The values of all fields. Never normalized: the CRM would see that as a change.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct UserFields {
    /// The full name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The phone number.
    pub phone: String,
}

impl UserFields {
    /// Checks values from a caller and keeps them exactly, except for invisible characters.
    ///
    /// ```
    /// use frontdesk_sync::UserFields;
    ///
    /// let user = UserFields::parse("John Smith", "john.smith@example.com", "123-456-7890").expect("sound");
    /// assert_eq!(user.phone, "123-456-7890");
    /// assert_eq!(UserFields::parse(" ", "john", "none").map_err(|faults| faults.as_slice().len()), Err(3));
    /// ```
    ///
    /// # Errors
    /// Every broken rule.
    pub fn parse(name: &str, email: &str, phone: &str) -> Result<Self, Faults> {
        let (name, email, phone) =
            (&*without_invisible(name), &*without_invisible(email), &*without_invisible(phone));
        let broken = [
            ("name", broken(Field::Name, name)),
            ("email", broken(Field::Email, email)),
            ("phone", broken(Field::Phone, phone)),
        ];
        let found = broken.into_iter().filter_map(|(field, rule)| Some(Fault::new(field, rule?)));
        Faults::check(found.collect())?;
        Ok(Self { name: name.to_owned(), email: email.to_owned(), phone: phone.to_owned() })
    }

    /// One value.
    pub fn get(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.name,
            Field::Email => &self.email,
            Field::Phone => &self.phone,
        }
    }

    /// Sets one value.
    pub fn set(&mut self, field: Field, value: &str) {
        let place = match field {
            Field::Name => &mut self.name,
            Field::Email => &mut self.email,
            Field::Phone => &mut self.phone,
        };
        value.clone_into(place);
    }
}

/// The values in the CRM, as far as it returns them. Any value that can be stored is valid.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CrmFields([Option<String>; 3]);

impl CrmFields {
    /// The values of each field as returned by the CRM.
    ///
    /// # Errors
    /// Values that cannot be stored.
    pub fn parse(name: Option<&str>, email: Option<&str>, phone: Option<&str>) -> Result<Self, Faults> {
        let told = [name, email, phone];
        let broken = Field::ALL
            .into_iter()
            .zip(told)
            .filter_map(|(field, value)| Some(Fault::new(field.as_str(), unstorable(value?)?)));
        Faults::check(broken.collect())?;
        Ok(Self(told.map(|value| value.map(str::to_owned))))
    }

    /// One value, if the CRM returned it.
    pub fn get(&self, field: Field) -> Option<&str> {
        let [name, email, phone] = &self.0;
        match field {
            Field::Name => name.as_deref(),
            Field::Email => email.as_deref(),
            Field::Phone => phone.as_deref(),
        }
    }

    /// Sets one value; `None` for a field that the CRM does not return.
    pub fn put(&mut self, field: Field, value: Option<&str>) {
        let [name, email, phone] = &mut self.0;
        let place = match field {
            Field::Name => name,
            Field::Email => email,
            Field::Phone => phone,
        };
        *place = value.map(str::to_owned);
    }

    /// Whether every field has a value.
    pub fn is_whole(&self) -> bool {
        self.0.iter().all(Option::is_some)
    }

    /// Whether all values equal those of a user, up to formatting.
    pub fn says_the_same_as(&self, fields: &UserFields) -> bool {
        let is_same =
            |field| self.get(field).is_none_or(|value| is_same_value(field, value, fields.get(field)));
        Field::ALL.into_iter().all(is_same)
    }
}

/// A CRM that holds exactly these values.
impl From<UserFields> for CrmFields {
    fn from(fields: UserFields) -> Self {
        Self([fields.name, fields.email, fields.phone].map(Some))
    }
}

/// Why a caller cannot set this value.
pub(crate) fn broken(field: Field, value: &str) -> Option<&'static str> {
    match field {
        Field::Name => broken_name(value),
        Field::Email => broken_email(value),
        Field::Phone => broken_phone(value),
    }
}

/// The CRM gets the value as given, so nothing may surround the address.
fn broken_email(email: &str) -> Option<&'static str> {
    let not_bare = || (!Email::is_bare(email)).then_some("must be an e-mail address");
    let rule = match Email::parse(email) {
        Err(EmailError::TooLong) => Some("must be at most 128 characters"),
        Err(_) => Some("must be an e-mail address"),
        Ok(_) => None,
    };
    rule.or_else(not_bare).or_else(|| too_long(email, LONG_TEXT))
}

fn broken_name(name: &str) -> Option<&'static str> {
    if name.trim().is_empty() { Some("must not be empty") } else { too_long(name, LONG_TEXT) }
}

fn broken_phone(phone: &str) -> Option<&'static str> {
    if phone.chars().count() > LONGEST_PHONE {
        return Some("must be at most 32 characters");
    }
    (!phone.chars().any(char::is_numeric)).then_some("must be a phone number")
}

fn too_long(text: &str, most: usize) -> Option<&'static str> {
    (text.chars().count() > most).then_some("must be at most 128 characters")
}

/// Why a value from the CRM cannot be stored.
pub(crate) fn unstorable(value: &str) -> Option<&'static str> {
    if value.contains('\0') {
        return Some("must not contain NUL characters");
    }
    (value.chars().count() > LONGEST_CRM_VALUE).then_some("must be at most 1000 characters")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(name: &str, email: &str, phone: &str) -> Vec<String> {
        let faults = UserFields::parse(name, email, phone).expect_err("broken");
        faults.as_slice().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn given_values_are_kept_exactly() {
        let given = UserFields::parse(" John  Smith ", "John@Example.com", "(123) 456 7890").expect("sound");
        assert_eq!((given.name.as_str(), given.phone.as_str()), (" John  Smith ", "(123) 456 7890"));
    }

    #[test]
    fn all_faults_are_reported_at_once() {
        assert_eq!(
            faults("  ", "john", "call me"),
            ["name must not be empty", "email must be an e-mail address", "phone must be a phone number"]
        );
        let long = "1".repeat(129);
        assert_eq!(
            faults(&long, &format!("{}@a.example", "a".repeat(128)), &long),
            [
                "name must be at most 128 characters",
                "email must be at most 128 characters",
                "phone must be at most 32 characters"
            ]
        );
        let padded = format!("{}john@example.com", " ".repeat(128));
        assert_eq!(faults("John", &padded, "1"), ["email must be at most 128 characters"]);
    }

    #[test]
    fn the_crm_may_return_any_storable_value() {
        let is_sound = |name: &str| CrmFields::parse(Some(name), Some("not an address"), None).is_ok();
        assert!(is_sound(""));
        assert!(is_sound(&"ü".repeat(1000)));
        assert!(!is_sound(&"ü".repeat(1001)));
        assert!(!is_sound("a\0b"));
    }

    #[test]
    fn a_field_that_the_crm_does_not_return_contradicts_nothing() {
        let user = UserFields::parse("John", "john@example.com", "1").expect("sound");
        let says = |name, email, phone| CrmFields::parse(name, email, phone).expect("sound");
        let told = says(Some("JOHN"), None, None);
        assert!(told.says_the_same_as(&user) && !told.is_whole());
        assert!(!says(Some("Jack"), None, None).says_the_same_as(&user));
        let whole = CrmFields::from(user.clone());
        assert!(whole.says_the_same_as(&user) && whole.is_whole());
    }
}
