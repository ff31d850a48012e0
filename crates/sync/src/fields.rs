//! What a user and the CRM's record of it have in common: name, e-mail address and phone number, as given.

use std::fmt;
use std::str::FromStr;

use frontdesk_core::{Email, Fault, Faults, LONG_TEXT};
use serde::{Deserialize, Serialize};

/// The most characters of a value that the CRM may send. What callers give is bounded more tightly; the CRM may have
/// other limits, and its values must fit to be equal.
pub const LONGEST_CRM_VALUE: usize = 1000;

/// The most characters of a phone number that a caller gives.
const LONGEST_PHONE: usize = 32;

/// One of the fields that are kept in step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The full name.
    Name,
    /// The e-mail address.
    Email,
    /// The phone number.
    Phone,
}

impl Field {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Name, Self::Email, Self::Phone];

    /// What it is called in payloads and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no [`Field`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be name, email or phone")]
pub struct UnknownField;

impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(text: &str) -> Result<Self, UnknownField> {
        Self::ALL.into_iter().find(|field| field.as_str() == text).ok_or(UnknownField)
    }
}

/// The values of all fields. Never tidied: the CRM would see that as a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserFields {
    /// The full name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The phone number.
    pub phone: String,
}

impl UserFields {
    /// What a caller gives, checked and kept to the letter.
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
        let broken = [
            ("name", broken(Field::Name, name)),
            ("email", broken(Field::Email, email)),
            ("phone", broken(Field::Phone, phone)),
        ];
        Self::unless(broken, name, email, phone)
    }

    /// What the CRM holds. It may say what it likes, as long as it can be stored.
    ///
    /// # Errors
    /// Values that cannot be stored.
    pub fn of_crm(name: &str, email: &str, phone: &str) -> Result<Self, Faults> {
        let broken = [("name", unstorable(name)), ("email", unstorable(email)), ("phone", unstorable(phone))];
        Self::unless(broken, name, email, phone)
    }

    fn unless(
        broken: [(&str, Option<&'static str>); 3],
        name: &str,
        email: &str,
        phone: &str,
    ) -> Result<Self, Faults> {
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

    /// Puts one value.
    pub fn set(&mut self, field: Field, value: &str) {
        let place = match field {
            Field::Name => &mut self.name,
            Field::Email => &mut self.email,
            Field::Phone => &mut self.phone,
        };
        value.clone_into(place);
    }
}

/// Why a caller cannot give this value.
pub(crate) fn broken(field: Field, value: &str) -> Option<&'static str> {
    match field {
        Field::Name => broken_name(value),
        Field::Email => Email::parse(value).err().or_else(|| too_long(value, LONG_TEXT)),
        Field::Phone => broken_phone(value),
    }
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

/// Why a value of the CRM cannot be stored.
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
    fn what_is_given_is_kept_to_the_letter() {
        let given = UserFields::parse(" John  Smith ", "John@Example.com", "(123) 456 7890").expect("sound");
        assert_eq!((given.name.as_str(), given.phone.as_str()), (" John  Smith ", "(123) 456 7890"));
    }

    #[test]
    fn every_broken_rule_is_told_at_once() {
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
    fn the_crm_may_say_what_can_be_stored() {
        assert!(UserFields::of_crm("", "not an address", "").is_ok());
        assert!(UserFields::of_crm(&"ü".repeat(1000), "", "").is_ok());
        assert!(UserFields::of_crm(&"ü".repeat(1001), "", "").is_err());
        assert!(UserFields::of_crm("a\0b", "", "").is_err());
    }

    #[test]
    fn fields_are_named_as_in_payloads() {
        for field in Field::ALL {
            assert_eq!(field.as_str().parse(), Ok(field));
        }
        assert_eq!("Name".parse::<Field>(), Err(UnknownField));
    }
}
