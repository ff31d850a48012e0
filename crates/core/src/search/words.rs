//! The words of a record, and the terms that an index has of them.

use super::cut;
use super::fold::{fold, is_in_word};

/// The most characters of a record's words when stored together. Words beyond that are not found.
pub const LONGEST_SEARCH_TEXT: usize = 1_200;

/// The most words of a name that are paired.
const MOST_PAIRED: usize = 4;

/// The words of a record, each with its rest, so that `Jean-Luc` is found by `jean-luc` and by `luc`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchWords {
    names: Vec<String>,
    others: Vec<String>,
    /// Digits in the order of E.164.
    phones: Vec<String>,
}

impl SearchWords {
    /// Adds a name. Pairs of its words become terms, so that two words are found together without reading all records
    /// with one of them.
    pub fn name(&mut self, name: Option<&str>) {
        self.names.extend(name.into_iter().flat_map(words));
    }

    /// Adds another text: an external id, a type, a message.
    pub fn text(&mut self, text: Option<&str>) {
        self.others.extend(text.into_iter().flat_map(words));
    }

    /// Adds an e-mail address. The last part of its domain is left out.
    pub fn address(&mut self, address: Option<&str>) {
        let Some(address) = address else { return };
        let mut words = words(address);
        if words.len() > 1 && address.contains('@') {
            words.pop();
        }
        self.others.extend(words);
    }

    /// Adds a phone number in E.164.
    pub fn phone(&mut self, e164: &str) {
        let digits: String = e164.chars().filter(char::is_ascii_digit).collect();
        if !digits.is_empty() {
            self.phones.push(digits);
        }
    }

    /// All words in one text of at most [`LONGEST_SEARCH_TEXT`] characters, each after a line feed. An empty line
    /// separates names from the rest.
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(96);
        let mut left = LONGEST_SEARCH_TEXT - 1;
        let mut push = |text: &mut String, word: &str| {
            let length = word.chars().count() + 1;
            if length <= left {
                left -= length;
                text.push('\n');
                text.push_str(word);
            }
        };
        self.names.iter().for_each(|word| push(&mut text, word));
        if !self.others.is_empty() || !self.phones.is_empty() {
            text.push('\n');
        }
        self.phones.iter().for_each(|phone| push(&mut text, &format!("+{phone}")));
        self.others.iter().for_each(|word| push(&mut text, word));
        text
    }

    /// Removes the words that [`SearchWords::to_text`] leaves out.
    #[must_use]
    pub fn fitting(self) -> Self {
        let all = self.names.iter().chain(&self.others).chain(&self.phones);
        let length: usize = all.map(|word| word.len() + 2).sum();
        if length < LONGEST_SEARCH_TEXT { self } else { Self::from_text(&self.to_text()) }
    }

    /// Parses the result of [`SearchWords::to_text`].
    pub fn from_text(text: &str) -> Self {
        let mut words = Self::default();
        let mut is_name = true;
        for line in text.split('\n').skip(1) {
            if line.is_empty() {
                is_name = false;
            } else if let Some(digits) = line.strip_prefix('+') {
                words.phones.push(digits.to_owned());
            } else if is_name {
                words.names.push(line.to_owned());
            } else {
                words.others.push(line.to_owned());
            }
        }
        words
    }

    /// The index terms of the record, sorted and unique: words, pairs of words of names, phone numbers from their start
    /// and from their end.
    pub fn terms(&self) -> Vec<String> {
        let mut terms: Vec<String> = Vec::with_capacity(self.names.len() * 2 + self.others.len() + 4);
        terms.extend(self.names.iter().chain(&self.others).map(|word| cut(word).to_owned()));
        terms.extend(self.pairs());
        for digits in &self.phones {
            terms.push(cut(digits).to_owned());
            terms.push(format!("~{}", digits.chars().rev().collect::<String>()));
        }
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    fn pairs(&self) -> Vec<String> {
        let mut words: Vec<&str> = Vec::new();
        for name in &self.names {
            let word = name.split(|c| !is_in_word(c)).next().unwrap_or_default();
            if words.len() < MOST_PAIRED && !words.contains(&word) {
                words.push(word);
            }
        }
        let with = |one: usize| words.iter().enumerate().filter(move |(other, _)| *other != one);
        let pair = |one: &str, other: &str| cut(&format!("&{one} {other}")).to_owned();
        words
            .iter()
            .enumerate()
            .flat_map(|(one, word)| with(one).map(move |(_, other)| pair(word, other)))
            .collect()
    }
}

/// Each word of a text, to the end of its run of characters.
fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut words = Vec::new();
    for chunk in folded.split(|c: char| c.is_whitespace() || c.is_control()) {
        let chunk = chunk.trim_matches(|c| !is_in_word(c));
        let mut is_inside = false;
        for (start, c) in chunk.char_indices() {
            if is_in_word(c) && !is_inside {
                words.extend(chunk.get(start..).map(|word| cut(word).to_owned()));
            }
            is_inside = is_in_word(c);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ada() -> SearchWords {
        let mut words = SearchWords::default();
        words.name(Some("Ada"));
        words.name(Some("King-Lovelace"));
        words.name(None);
        words.address(Some("ada.l+work@mail.example.com"));
        words.phone("+442079460003");
        words.text(Some("CRM-7"));
        words
    }

    #[test]
    fn a_record_has_its_words_from_each_start() {
        assert_eq!(
            ada().terms(),
            [
                "&ada king",
                "&ada lovelace",
                "&king ada",
                "&king lovelace",
                "&lovelace ada",
                "&lovelace king",
                "442079460003",
                "7",
                "ada",
                "ada.l+work@mail.example.com",
                "crm-7",
                "example.com",
                "king-lovelace",
                "l+work@mail.example.com",
                "lovelace",
                "mail.example.com",
                "work@mail.example.com",
                "~300064970244",
            ]
        );
    }

    #[test]
    fn words_survive_their_text() {
        assert_eq!(SearchWords::from_text(&ada().to_text()), ada());
        assert_eq!(SearchWords::from_text(""), SearchWords::default());
        let mut nameless = SearchWords::default();
        nameless.text(Some("crm"));
        assert_eq!(SearchWords::from_text(&nameless.to_text()), nameless);
    }

    #[test]
    fn a_long_word_is_cut() {
        let mut words = SearchWords::default();
        words.name(Some(&"é".repeat(300)));
        assert_eq!(words.terms(), ["e".repeat(64)]);
    }

    proptest! {
        #[test]
        fn a_text_is_never_too_long_and_has_no_term_that_its_words_lack(names in ".{0,300}", text in ".{0,2000}") {
            let mut words = SearchWords::default();
            words.name(Some(&names));
            words.text(Some(&text));
            words.phone("+15550100");
            let kept = words.to_text();
            prop_assert!(kept.chars().count() <= LONGEST_SEARCH_TEXT);
            let terms = words.terms();
            for term in SearchWords::from_text(&kept).terms() {
                prop_assert!(term.starts_with('&') || terms.contains(&term), "{term:?}");
                prop_assert!(term.chars().count() <= 64 && !term.contains(char::is_control));
            }
        }
    }
}
