//! E-mail addresses.

use std::fmt;
use std::str::FromStr;

use crate::text::{LONG_TEXT, clean, fold_address};

/// The text is not an [`Email`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum EmailError {
    /// Longer than 128 characters.
    #[error("must be at most 128 characters")]
    TooLong,
    /// Not exactly one address.
    #[error("must be an e-mail address")]
    NotAnAddress,
}

/// A text in the form of an e-mail address: one `@`, something before it, a host with a dot after it, no white space,
/// at most 128 characters. Whether the address receives mail is not checked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

impl Email {
    /// Extracts the bare address from the markup of mail programs (`mailto:`, `smtp:`, `Name <address>`, brackets,
    /// quotes) and checks it. The case is kept.
    ///
    /// An address with `?` or `&` is refused. RFC 5322 allows them, but hardly a provider uses them, and in a `mailto:`
    /// link they begin further fields of a mail. So is one with `:`, brackets or a backslash, which are left over from
    /// a link or a label (`Work:ada@example.com`).
    ///
    /// ```
    /// # use frontdesk_core::Email;
    /// assert_eq!(Email::parse("Ada King <ada@example.com>").map(|email| email.to_string()), Ok("ada@example.com".into()));
    /// ```
    ///
    /// # Errors
    /// The broken rule, to be read after a field's name.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = clean(text);
        let address = bare(&text);
        if address.chars().count() > LONG_TEXT {
            return Err(EmailError::TooLong);
        }
        let is_sound = looks_like_an_address(address)
            && !address.contains(['?', '&', ':', '[', ']', '{', '}', '\\'])
            && !address.starts_with(['\'', '`']);
        if is_sound { Ok(Self(address.to_owned())) } else { Err(EmailError::NotAnAddress) }
    }

    /// An address read from a store, whatever rules it was parsed by. `None` when it cannot ever have been one.
    pub fn from_stored(text: &str) -> Option<Self> {
        looks_like_an_address(text).then(|| Self(text.to_owned()))
    }

    /// Whether the text is a bare address.
    pub fn is_bare(text: &str) -> bool {
        Self::parse(text).is_ok_and(|email| email.0 == clean(text))
    }

    /// The address as given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form for comparing addresses: case-folded.
    pub fn folded(&self) -> String {
        fold_address(&self.0)
    }
}

/// Prefixes that programs write before an address.
const SCHEMES: [&str; 6] = ["mailto:", "smtp:", "email:", "e-mail:", "mail:", "sip:"];

/// Pairs of characters that surround an address.
const AROUND: [(char, char); 8] =
    [('<', '>'), ('[', ']'), ('(', ')'), ('{', '}'), ('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’')];

/// The address without surrounding markup; the text itself if there is none.
fn bare(text: &str) -> &str {
    let mut text = text;
    loop {
        let inner = without_scheme(text).or_else(|| without_pair(text)).or_else(|| without_name(text));
        match inner {
            Some(inner) => text = inner.trim(),
            None => return text,
        }
    }
}

fn without_scheme(text: &str) -> Option<&str> {
    let scheme = SCHEMES
        .into_iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let rest = text.get(scheme.len()..)?;
    // What follows in a link are fields of the mail. An escape is left, and refused later.
    let address = if scheme == "mailto:" { rest.split('?').next()? } else { rest };
    (!address.contains('%')).then_some(address)
}

fn without_pair(text: &str) -> Option<&str> {
    AROUND.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close))
}

/// The address in angle brackets at the end of `Ada King <ada@example.com>`. The name contains no other address.
fn without_name(text: &str) -> Option<&str> {
    let (name, address) = text.strip_suffix('>')?.rsplit_once('<')?;
    let quoted = name.trim().strip_prefix('"').and_then(|name| name.strip_suffix('"'));
    let is_name = quoted.map_or(!name.contains(['@', '<', '>', ',', ';']), |name| !name.contains('"'));
    is_name.then_some(address)
}

fn looks_like_an_address(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let part_is_sound = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.ends_with('.')
            && !part.as_bytes().windows(2).any(|pair| pair == b"..")
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

impl FromStr for Email {
    type Err = EmailError;

    fn from_str(text: &str) -> Result<Self, EmailError> {
        Self::parse(text)
    }
}

#[cfg(feature = "serde")]
crate::serde_as_text!(Email);

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid_and_invalid_addresses() {
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
            "a@b_c.com",
            "true",
            "a@b.com,c@d.com",
            "a@b.com; c@d.com",
            "a@b.com\nc@d.com",
            "[a@b.com",
            "a@b.com>",
            "a@b.com/",
            "a@[192.0.2.1]",
            "a@b.com <c@d.com>",
            "A <a@b.com>, C <c@d.com>",
            "mailto:",
            "mailto:a%40b.com",
            "a?bcc=x@b.com",
            "a&b@b.com",
            "http://mailto:o@b.com",
            "Work:t@b.com",
            "https://t@b.com",
            "{t@b.com",
            "t\\@b.com",
            "n/a",
        ] {
            assert_eq!(Email::parse(bad), Err(EmailError::NotAnAddress), "{bad:?}");
        }
        let long = format!("{}@example.com", "a".repeat(120));
        assert_eq!(Email::parse(&long), Err(EmailError::TooLong));
    }

    #[test]
    fn the_bare_address_is_extracted_from_its_markup() {
        for text in [
            "ada@example.com",
            "mailto:ada@example.com",
            "MAILTO: ada@example.com?subject=x&cc=y",
            "smtp:ada@example.com",
            "SMTP:ada@example.com",
            "email:ada@example.com",
            "<ada@example.com>",
            "[ada@example.com]",
            "'ada@example.com'",
            "\"ada@example.com\"",
            "Ada King <ada@example.com>",
            "\"King, Ada\" <ada@example.com>",
            "Ada <mailto:ada@example.com>",
            "\u{feff}ada@example.com",
            "\u{202a}ada@exam\u{200b}ple.com\u{202c}",
        ] {
            assert_eq!(Email::parse(text).as_ref().map(Email::as_str), Ok("ada@example.com"), "{text:?}");
        }
        assert!(Email::is_bare(" o'neil@example.com") && !Email::is_bare("<ada@example.com>"));
    }

    #[test]
    fn addresses_accepted_by_an_older_rule_can_still_be_read() {
        assert_eq!(
            Email::from_stored("r&d@example.com").map(|email| email.to_string()).as_deref(),
            Some("r&d@example.com")
        );
        assert!(Email::from_stored("Work:t@b.com").is_some());
        assert_eq!(Email::from_stored("ada"), None);
    }

    #[test]
    fn comparison_ignores_case_and_storage_keeps_it() {
        let email = Email::parse(" Ada@Example.COM ").expect("an address");
        assert_eq!((email.as_str(), email.folded().as_str()), ("Ada@Example.COM", "ada@example.com"));
    }
}
