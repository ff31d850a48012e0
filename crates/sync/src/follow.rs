//! Changes of a customer that is a user, made through another path than the user's own, and how the user follows them.

use crate::field::Field;
use crate::fields::broken;
use crate::merge::Change;
use crate::user::SyncedUser;

/// The fields of a customer that a user has as well, as other views show them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Shown {
    /// First and last name separated by a space, or the name of a company.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The primary phone number.
    pub phone: Option<ShownPhone>,
}

/// A parsed phone number, and its original text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ShownPhone {
    /// The number for comparison: another text of the same number is not a change.
    pub number: String,
    /// The original text.
    pub given: String,
}

impl SyncedUser {
    /// Applies the changes of the customer from `before` to `after`, as if the user had been edited.
    ///
    /// Unchanged fields are skipped, whatever the user has: texts are kept exactly here, and normalized there. A
    /// removed value stays with the user, who needs one; so does a value that a caller could not set.
    ///
    /// ```
    /// use frontdesk_sync::{Shown, SyncedUser, UserFields};
    ///
    /// let mut user = SyncedUser::new(UserFields::parse("Ada  Byron", "ada@example.com", "555-0100").expect("sound"));
    /// let before = Shown { name: Some("Ada Byron".into()), ..Shown::default() };
    /// let after = Shown { name: Some("Ada Lovelace".into()), ..Shown::default() };
    /// assert_eq!(user.follow(&before, &after).len(), 1);
    /// assert_eq!(user.local.name, "Ada Lovelace");
    /// ```
    pub fn follow(&mut self, before: &Shown, after: &Shown) -> Vec<Change> {
        let name = after.name.as_ref().filter(|name| before.name != after.name && !self.is_called(name));
        let email = after.email.as_ref().filter(|_| before.email != after.email);
        let number = |shown: &Shown| shown.phone.as_ref().map(|phone| phone.number.clone());
        let phone = after.phone.as_ref().filter(|_| number(before) != number(after)).map(ShownPhone::text);
        let given = [
            (Field::Name, name.map(String::as_str)),
            (Field::Email, email.map(String::as_str)),
            (Field::Phone, phone),
        ];
        let mut changes = Vec::new();
        for (field, value) in given {
            let Some(value) = value else { continue };
            if value != self.local.get(field) && broken(field, value).is_none() {
                changes.push(self.take(field, value, false));
            }
        }
        changes
    }

    /// Whether the user has this name, ignoring the amount of white space.
    fn is_called(&self, name: &str) -> bool {
        self.local.name.split_whitespace().eq(name.split_whitespace())
    }
}

impl ShownPhone {
    /// The original text, unless it exceeds the limit of a user's number.
    fn text(&self) -> &str {
        if broken(Field::Phone, &self.given).is_none() { &self.given } else { &self.number }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fields::UserFields;

    fn user() -> SyncedUser {
        let fields = UserFields::parse(" John  Smith ", "John@Example.com", "(555) 123-4567").expect("sound");
        SyncedUser::new(fields)
    }

    fn shown(name: &str, email: &str, number: &str, given: &str) -> Shown {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let phone = ShownPhone { number: number.into(), given: given.into() };
        Shown { name: text(name), email: text(email), phone: text(number).map(|_| phone) }
    }

    fn john() -> Shown {
        shown("John Smith", "John@Example.com", "+15551234567", "(555) 123-4567")
    }

    #[test]
    fn each_field_follows_on_its_own() {
        let cases = [
            (john(), None),
            (shown("Jack Smith", "John@Example.com", "+15551234567", "x"), Some((Field::Name, "Jack Smith"))),
            (
                shown("John Smith", "john@example.org", "+15551234567", "x"),
                Some((Field::Email, "john@example.org")),
            ),
            (
                shown("John Smith", "John@Example.com", "+15557654321", "555 765 4321"),
                Some((Field::Phone, "555 765 4321")),
            ),
        ];
        for (after, expected) in cases {
            let mut user = user();
            let changes = user.follow(&john(), &after);
            let told = changes.first().map(|change| (change.field, change.to.as_str()));
            assert_eq!((told, changes.len()), (expected, usize::from(expected.is_some())), "{after:?}");
        }
    }

    #[test]
    fn a_value_that_no_user_can_have_is_not_applied() {
        let long = "x".repeat(129);
        let gone = shown("", "", "", "");
        let too_much = shown(&long, &format!("{long}@example.com"), "+15551234567", "x");
        for after in [gone, too_much] {
            let mut user = user();
            assert_eq!(user.follow(&john(), &after), []);
        }
    }

    #[test]
    fn a_number_with_a_long_text_is_applied_as_parsed() {
        let mut user = user();
        let given = format!("+1 555 765 4321{}", " ".repeat(40));
        let changes = user.follow(&john(), &shown("John Smith", "", "+15557654321", &given));
        assert_eq!(changes.len(), 1);
        assert_eq!(user.local.phone, "+15557654321");
    }

    #[test]
    fn an_equal_name_is_not_a_change() {
        let mut user = user();
        let before = shown("Jack Smith", "", "", "");
        assert_eq!(user.follow(&before, &shown("John Smith", "", "", "")), []);
        assert_eq!(user.local.name, " John  Smith ");
    }

    proptest! {
        #[test]
        fn unchanged_fields_are_skipped(
            name in proptest::option::of("[a-c ]{1,3}"),
            email in proptest::option::of("[ab]@example.com"),
        ) {
            let there = Shown { name, email, phone: None };
            let mut user = user();
            prop_assert_eq!(user.follow(&there, &there), Vec::new());
        }

        #[test]
        fn following_again_changes_nothing(from in "[a-c ]{1,3}", to in "[a-c ]{1,3}") {
            let (before, after) = (shown(&from, "", "", ""), shown(&to, "", "", ""));
            let mut user = user();
            user.follow(&before, &after);
            prop_assert_eq!(user.follow(&before, &after), Vec::new());
        }
    }
}
