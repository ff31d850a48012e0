//! The synchronized fields, and their names in other systems.

use std::fmt;
use std::str::FromStr;

/// A synchronized field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Field {
    /// The full name.
    Name,
    /// The e-mail address.
    Email,
    /// The phone number.
    Phone,
}

impl Field {
    /// All fields, in display order.
    pub const ALL: [Self; 3] = [Self::Name, Self::Email, Self::Phone];

    /// Its name in payloads.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }
}

impl Field {
    /// The field for a CRM's key: in any case, with any separators, by its usual other names.
    ///
    /// ```
    /// use frontdesk_sync::Field;
    ///
    /// assert_eq!(Field::named("Phone-Number"), Some(Field::Phone));
    /// assert_eq!(Field::named("company"), None);
    /// ```
    pub fn named(key: &str) -> Option<Self> {
        match bare_key(key).as_str() {
            "name" | "fullname" | "displayname" => Some(Self::Name),
            "email" | "emailaddress" | "mail" => Some(Self::Email),
            "phone" | "phonenumber" | "telephone" => Some(Self::Phone),
            _ => None,
        }
    }
}

/// A key without case and separators.
///
/// ```
/// # use frontdesk_sync::bare_key;
/// assert_eq!(bare_key("CRM_Id"), "crmid");
/// ```
pub fn bare_key(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not a [`Field`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be name, email or phone")]
pub struct UnknownField;

impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(text: &str) -> Result<Self, UnknownField> {
        Self::ALL.into_iter().find(|field| field.as_str() == text).ok_or(UnknownField)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_by_its_usual_names() {
        for (key, expected) in [
            ("Phone", Some(Field::Phone)),
            ("phoneNumber", Some(Field::Phone)),
            ("E-Mail", Some(Field::Email)),
            ("email_address", Some(Field::Email)),
            ("Full Name", Some(Field::Name)),
            ("first_name", None),
            ("", None),
        ] {
            assert_eq!(Field::named(key), expected, "{key}");
        }
    }

    #[test]
    fn fields_are_named_as_in_payloads() {
        for field in Field::ALL {
            assert_eq!(field.as_str().parse(), Ok(field));
        }
        assert_eq!("Name".parse::<Field>(), Err(UnknownField));
    }
}
