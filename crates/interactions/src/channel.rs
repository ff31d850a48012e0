//! Channels: their names, and counts by channel.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::str::FromStr;

use frontdesk_core::{Faults, LONG_TEXT, clean, fold_key, single_line};

use crate::list::parse_list;

/// The most channels of a firm. A firm has a handful; thousands mean that another column was mapped by mistake, and
/// every response would list them all.
pub const MOST_CHANNELS: usize = 1_000;

/// Channels whose usual spelling does not follow from a rule.
const USUAL: [(&str, &str); 6] = [
    ("email", "Email"),
    ("sms", "SMS"),
    ("whatsapp", "WhatsApp"),
    ("linkedin", "LinkedIn"),
    ("youtube", "YouTube"),
    ("facebook", "Facebook"),
];

/// The name of a channel. Names that differ only in case, white space and punctuation are the same channel.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChannelName {
    name: String,
    folded: String,
}

/// The text is not a channel name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ChannelNameError {
    /// The text has no letter or digit.
    #[error("must hold a letter or a digit")]
    Empty,
    /// The text is too long.
    #[error("must be at most {LONG_TEXT} characters")]
    TooLong,
    /// The text contains control characters.
    #[error("must not contain control characters")]
    Control,
}

impl ChannelName {
    /// Normalizes a name: trimmed, white space collapsed, in the usual spelling if there is one. A name all in lower or
    /// upper case is capitalized: `EMAIL ` and `e-mail` become `Email`, `post` becomes `Post`, `Live Chat` stays.
    ///
    /// ```
    /// # use frontdesk_interactions::ChannelName;
    /// assert_eq!(ChannelName::parse(" E-MAIL ")?.as_str(), "Email");
    /// # Ok::<(), frontdesk_interactions::ChannelNameError>(())
    /// ```
    ///
    /// # Errors
    /// The rule that is broken.
    pub fn parse(text: &str) -> Result<Self, ChannelNameError> {
        if clean(text).chars().nth(LONG_TEXT).is_some() {
            return Err(ChannelNameError::TooLong);
        }
        let line = single_line(text).ok_or(ChannelNameError::Empty)?;
        if line.chars().any(char::is_control) {
            return Err(ChannelNameError::Control);
        }
        let folded = fold(&line);
        if folded.is_empty() {
            return Err(ChannelNameError::Empty);
        }
        let usual = USUAL.iter().find(|(known, _)| *known == folded);
        let name = usual.map_or_else(|| capitalised(&line), |(_, name)| (*name).to_owned());
        Ok(Self { name, folded })
    }

    /// The name for display.
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// The name for comparison.
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

impl FromStr for ChannelName {
    type Err = ChannelNameError;

    fn from_str(text: &str) -> Result<Self, ChannelNameError> {
        Self::parse(text)
    }
}

impl fmt::Display for ChannelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

#[cfg(feature = "serde")]
frontdesk_core::serde_as_text!(ChannelName);

/// Removes case, white space and punctuation.
fn fold(text: &str) -> String {
    fold_key(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Capitalizes a name that is all in one case, unless that would change its length or its identity.
fn capitalised(line: &str) -> String {
    let is_mixed = line.chars().any(char::is_lowercase) && line.chars().any(char::is_uppercase);
    if is_mixed || line.chars().all(|c| !c.is_alphabetic()) {
        return line.to_owned();
    }
    let lower = line.to_lowercase();
    let mut rest = lower.chars();
    let capital: String = rest.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    let name = capital + rest.as_str();
    let is_same = fold(&name) == fold(line) && name.chars().count() <= line.chars().count();
    if is_same { name } else { line.to_owned() }
}

/// Parses the channels that a payload declares in `channels`.
///
/// ```
/// # use frontdesk_interactions::parse_channels;
/// let faults = parse_channels(&["Call".to_owned(), "call".to_owned()]).unwrap_err();
/// assert_eq!(faults.as_slice()[0].field, "channels.1");
/// ```
///
/// # Errors
/// All faults at once, each under the position of its channel.
pub fn parse_channels(texts: &[String]) -> Result<Vec<ChannelName>, Faults> {
    parse_list("channels", texts, MOST_CHANNELS, ChannelName::parse, |channel| channel.folded.clone())
}

/// The channels of a firm in alphabetical order, with keys of any type.
///
/// ```
/// # use frontdesk_interactions::Channels;
/// let channels = Channels::new(vec![("p", "Phone".to_owned()), ("e", "Email".to_owned())]);
/// let counts = channels.count([("p", 2), ("p", 1)]);
/// assert_eq!(counts, [("Email".to_owned(), 0), ("Phone".to_owned(), 3)]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(transparent, bound = "K: serde::Serialize + serde::de::DeserializeOwned")
)]
pub struct Channels<K = i64> {
    names: Vec<(K, String)>,
}

impl<K> Default for Channels<K> {
    fn default() -> Self {
        Self { names: Vec::new() }
    }
}

impl<K> From<Vec<(K, String)>> for Channels<K> {
    fn from(mut names: Vec<(K, String)>) -> Self {
        names.sort_by_cached_key(|(_, name)| (fold_key(name), name.clone()));
        Self { names }
    }
}

impl<K: Copy + Eq + Hash> Channels<K> {
    /// The channels of a firm from keys and names, in any order.
    pub fn new(names: Vec<(K, String)>) -> Self {
        names.into()
    }

    /// Keys and names, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (K, &str)> {
        self.names.iter().map(|(key, name)| (*key, name.as_str()))
    }

    /// The name of the channel.
    pub fn name(&self, key: K) -> Option<&str> {
        self.iter().find(|(known, _)| *known == key).map(|(_, name)| name)
    }

    /// The count of every known channel, including zeros, in alphabetical order. Several counts of a channel are added.
    pub fn count(&self, counts: impl IntoIterator<Item = (K, i64)>) -> Vec<(String, i64)> {
        let mut sums: HashMap<K, i64> = HashMap::new();
        for (channel, count) in counts {
            let sum = sums.entry(channel).or_default();
            *sum = sum.saturating_add(count);
        }
        self.iter()
            .map(|(key, name)| (name.to_owned(), sums.get(&key).copied().unwrap_or_default()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn name(text: &str) -> Result<String, ChannelNameError> {
        ChannelName::parse(text).map(|name| name.as_str().to_owned())
    }

    #[test]
    fn declared_channels_are_valid_or_all_faults_are_reported() {
        let parsed = |texts: &[&str]| {
            let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
            let channels = parse_channels(&texts).map_err(|faults| faults.detail())?;
            Ok::<_, String>(channels.into_iter().map(|channel| channel.name).collect::<Vec<_>>())
        };
        assert_eq!(parsed(&["boat", "E-MAIL"]), Ok(vec!["Boat".to_owned(), "Email".to_owned()]));
        assert_eq!(parsed(&[]), Err("channels must hold 1 to 1000 channels".to_owned()));
        assert_eq!(parsed(&["x"; 1_001]), Err("channels must hold 1 to 1000 channels".to_owned()));
        let wrong = "channels.1 is given more than once; channels.2 must hold a letter or a digit";
        assert_eq!(parsed(&["Boat", " BOAT", "--"]), Err(wrong.to_owned()));
    }

    #[test]
    fn a_channel_spelled_in_many_ways_is_one_channel() {
        for text in ["Email", "e-mail", "EMAIL ", " E mail", "e.mail", "eMail", "\tE-MAIL"] {
            assert_eq!(name(text).as_deref(), Ok("Email"), "{text:?}");
        }
        let cases = [
            ("CALL", "Call"),
            ("bird", "Bird"),
            ("live  chat", "Live chat"),
            ("Live Chat", "Live Chat"),
            ("s.m.s.", "SMS"),
            ("WHATSAPP", "WhatsApp"),
            ("42", "42"),
            ("ßx", "ßx"),
            ("ÉCRAN", "Écran"),
            // In lower case it would be two characters.
            ("İ", "İ"),
        ];
        for (text, want) in cases {
            assert_eq!(name(text).as_deref(), Ok(want), "{text:?}");
        }
    }

    #[test]
    fn a_channel_is_the_same_however_it_was_typed() {
        let folded = |text| ChannelName::parse(text).map(|name| name.folded().to_owned());
        assert_eq!(folded("Te\u{301}le\u{301}phone\u{200b}"), folded("TÉLÉPHONE"));
        assert_eq!(folded("Gruß"), folded("GRUSS"));
        assert_eq!(name("\u{200b}"), Err(ChannelNameError::Empty));
    }

    #[test]
    fn invalid_names_are_refused() {
        let long = "x".repeat(10_000);
        let cases = [
            ("", ChannelNameError::Empty),
            ("  ", ChannelNameError::Empty),
            ("--", ChannelNameError::Empty),
            (long.as_str(), ChannelNameError::TooLong),
            ("a\u{7}b", ChannelNameError::Control),
            ("a\0", ChannelNameError::Control),
        ];
        for (text, want) in cases {
            assert_eq!(name(text), Err(want), "{:.20}", text);
        }
        assert!(name(&"x".repeat(128)).is_ok());
    }

    #[test]
    fn every_channel_is_counted_in_alphabetical_order() {
        let channels = Channels::new(vec![(1, "Post".into()), (2, "bird".into()), (3, "Call".into())]);
        let counted = channels.count([(1, 2), (3, 1), (1, 3), (9, 7)]);
        assert_eq!(counted, [("bird".to_owned(), 0), ("Call".to_owned(), 1), ("Post".to_owned(), 5)]);
        assert_eq!((channels.name(2), channels.name(9)), (Some("bird"), None));
    }

    proptest! {
        #[test]
        fn cleaning_is_idempotent_and_keeps_the_channel(text in "\\PC{0,20}|[a-zA-Z -]{0,20}") {
            if let Ok(once) = ChannelName::parse(&text) {
                let twice = ChannelName::parse(once.as_str()).expect("still a name");
                prop_assert_eq!(&twice, &once);
                prop_assert_eq!(fold(once.as_str()), once.folded());
            }
        }
    }
}
