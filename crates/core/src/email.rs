//! E-mail addresses.

use std::fmt;

use serde::Serialize;

use crate::text::{LONG_TEXT, fold};

/// Something that looks like an e-mail address: one `@`, something before it, a host with a dot or a
/// bracketed literal behind it, no white space, at most 128 characters. Whether mail arrives, only mail can tell.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Trims and checks. The case is kept as given.
    ///
    /// # Errors
    /// The broken rule, to be read after a field's name.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        if text.chars().count() > LONG_TEXT {
            return Err("must be at most 128 characters");
        }
        if looks_like_an_address(text) { Ok(Self(text.to_owned())) } else { Err("must be an e-mail address") }
    }

    /// The address as given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which two addresses are compared: without case.
    pub fn folded(&self) -> String {
        fold(&self.0)
    }
}

fn looks_like_an_address(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let part_is_sound = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && !part.contains("..")
    };
    let character_is_sound = |c: char| {
        !c.is_whitespace() && !c.is_control() && !matches!(c, '@' | ',' | ';' | '<' | '>' | '(' | ')' | '"')
    };
    part_is_sound(local)
        && part_is_sound(host)
        && host.contains('.')
        && local.chars().all(character_is_sound)
        && host.split('.').all(|label| {
            !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_what_only_looks_like_them() {
        for good in ["ada@example.com", "a.b+c@sub.example.co", "user@münchen.example", " Ada@Example.com "]
        {
            assert!(Email::parse(good).is_ok(), "{good:?}");
        }
        for bad in [
            "",
            "ada",
            "@example.com",
            "ada@",
            "ada@host",
            "a@b@c.com",
            "a b@c.com",
            "a@b..com",
            ".a@b.com",
            "a.@b.com",
            "a@-b.com",
            "a@b.com.",
            "a\u{0}@b.com",
            "<a@b.com>",
            "a@b_c.com",
            "true",
            "a@b.com,c@d.com",
        ] {
            assert_eq!(Email::parse(bad), Err("must be an e-mail address"), "{bad:?}");
        }
        let long = format!("{}@example.com", "a".repeat(120));
        assert_eq!(Email::parse(&long), Err("must be at most 128 characters"));
    }

    #[test]
    fn comparison_is_without_case_and_storage_is_as_given() {
        let email = Email::parse(" Ada@Example.COM ").expect("an address");
        assert_eq!((email.as_str(), email.folded().as_str()), ("Ada@Example.COM", "ada@example.com"));
    }
}
