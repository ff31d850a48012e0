//! A customer that is a user is changed by another door than the user's own: what of it the user follows.

use crate::field::Field;
use crate::fields::broken;
use crate::merge::Change;
use crate::user::SyncedUser;

/// A customer as every other view shows it, as far as a user has the same.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Shown {
    /// First and last name with a space between, or the name of a company.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The number to call first.
    pub phone: Option<ShownPhone>,
}

/// A phone number that other views read, and the text that it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ShownPhone {
    /// What it is compared by: two texts of one number are no change.
    pub number: String,
    /// As it was given.
    pub given: String,
}

impl SyncedUser {
    /// Takes over what was changed on the customer from `before` to `after`, as if the user's own door had been used.
    ///
    /// What was not changed there is left alone, whatever the user has: texts are kept to the letter here, and tidied there.
    /// A value that was taken away stays with the user, who cannot be without; so does one that a caller could not
    /// give a user.
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

    /// Whether the user has this name, however much white space is between its words.
    fn is_called(&self, name: &str) -> bool {
        self.local.name.split_whitespace().eq(name.split_whitespace())
    }
}

impl ShownPhone {
    /// As it was given, unless that is more than a user's number may be.
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
    fn each_field_follows_by_itself() {
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
    fn what_no_user_can_have_stays_there() {
        let long = "x".repeat(129);
        let gone = shown("", "", "", "");
        let too_much = shown(&long, &format!("{long}@example.com"), "+15551234567", "x");
        for after in [gone, too_much] {
            let mut user = user();
            assert_eq!(user.follow(&john(), &after), []);
        }
    }

    #[test]
    fn a_number_that_was_given_at_length_is_taken_as_it_is_read() {
        let mut user = user();
        let given = format!("+1 555 765 4321{}", " ".repeat(40));
        let changes = user.follow(&john(), &shown("John Smith", "", "+15557654321", &given));
        assert_eq!(changes.len(), 1);
        assert_eq!(user.local.phone, "+15557654321");
    }

    #[test]
    fn a_name_that_the_user_has_already_is_no_change() {
        let mut user = user();
        let before = shown("Jack Smith", "", "", "");
        assert_eq!(user.follow(&before, &shown("John Smith", "", "", "")), []);
        assert_eq!(user.local.name, " John  Smith ");
    }

    proptest! {
        #[test]
        fn what_was_not_changed_there_is_left_alone(
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
