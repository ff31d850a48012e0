//! A search query: words in any order, each the start of a word of the record.

use super::cut;
use super::fold::{fold, is_in_word};
use crate::phone::Region;

/// Further words of a query are ignored.
const MOST_WORDS: usize = 8;
/// The fewest digits that find a phone number by its end.
const SHORTEST_END: usize = 4;
/// The most digits of a phone number.
const LONGEST_NUMBER: usize = 20;

/// A search query. A record matches when it has a term for each token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuery {
    tokens: Vec<Token>,
}

/// A word of a query, as the prefixes of terms that match it: sorted, none a prefix of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    prefixes: Vec<String>,
}

impl Token {
    fn new(mut prefixes: Vec<String>) -> Self {
        prefixes.sort_unstable();
        prefixes.dedup_by(|next, kept| next.starts_with(kept.as_str()));
        Self { prefixes }
    }

    fn word(word: &str) -> Self {
        Self::new(vec![cut(word).to_owned()])
    }

    /// A term matches if it begins with one of these.
    pub fn prefixes(&self) -> &[String] {
        &self.prefixes
    }

    /// Whether a term equals the token: `None` if the token is not even its prefix.
    pub fn is_whole(&self, term: &str) -> Option<bool> {
        let mut rests = self.prefixes.iter().filter_map(|prefix| term.strip_prefix(prefix.as_str()));
        rests.next().map(|rest| !rest.starts_with(is_in_word))
    }

    fn best(&self, terms: &[String]) -> Option<bool> {
        terms.iter().filter_map(|term| self.is_whole(term)).max()
    }
}

impl SearchQuery {
    /// Parses a query. `region` is the country of phone numbers without a country code; `None` where there are no phone
    /// numbers.
    pub fn parse(text: &str, region: Option<Region>) -> Self {
        let folded = fold(text);
        let mut tokens = Vec::new();
        let mut chunks = folded.split_whitespace().peekable();
        while let Some(chunk) = chunks.next() {
            match region {
                Some(region) if is_of_a_number(chunk) => {
                    let mut number = chunk.to_owned();
                    while let Some(more) = chunks.next_if(|chunk| is_of_a_number(chunk)) {
                        number.push_str(more);
                    }
                    tokens.push(number_token(&number, region));
                }
                _ => tokens.extend(word_tokens(chunk)),
            }
        }
        tokens.dedup();
        tokens.truncate(MOST_WORDS);
        Self { tokens }
    }

    /// Its tokens; none for a text without words, which finds nothing.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The distance of a record with these terms from an exact match: the number of tokens that match only the start of
    /// a word. `None` without a match.
    pub fn distance(&self, terms: &[String]) -> Option<usize> {
        self.tokens.iter().try_fold(0, |sum, token| token.best(terms).map(|whole| sum + usize::from(!whole)))
    }

    /// Prefixes of pair terms, which only records with both words in a name have, one of them in full; sorted. Empty
    /// unless the query has two words.
    pub fn pairs(&self) -> Vec<String> {
        let [one, other] = self.tokens.as_slice() else { return Vec::new() };
        let ([one], [other]) = (one.prefixes(), other.prefixes()) else { return Vec::new() };
        let mut pairs =
            [format!("&{one} {other}"), format!("&{other} {one}")].map(|pair| cut(&pair).to_owned());
        pairs.sort_unstable();
        pairs.to_vec()
    }
}

fn is_of_a_number(chunk: &str) -> bool {
    chunk.contains(|c: char| c.is_ascii_digit())
        && chunk.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '.' | '-' | '/'))
}

fn number_token(text: &str, region: Region) -> Token {
    let is_international = text.starts_with('+');
    let text = if is_international { text.replace("(0)", "") } else { text.to_owned() };
    let digits: String = text.chars().filter(char::is_ascii_digit).take(LONGEST_NUMBER).collect();
    let code = region.calling_code().map(|code| code.to_string()).unwrap_or_default();
    if is_international {
        // A number that could not be parsed is stored in its national form.
        let at_home = digits.strip_prefix(&code).filter(|rest| !rest.is_empty() && code != "1");
        let at_home = at_home.map(|rest| format!("0{rest}"));
        return Token::new(at_home.into_iter().chain([digits]).collect());
    }
    let national = digits.trim_start_matches('0');
    let mut prefixes = vec![digits.clone()];
    let abroad = if code == "1" { digits.strip_prefix("011") } else { digits.strip_prefix("00") };
    if let Some(number) = abroad.filter(|number| !number.is_empty()) {
        prefixes.push(number.to_owned());
    } else if !national.is_empty() && !code.is_empty() {
        prefixes.push(format!("{code}{national}"));
        // Italy keeps the leading zero.
        prefixes.push(format!("{code}{digits}"));
    }
    for end in [digits.as_str(), national] {
        if end.len() >= SHORTEST_END {
            prefixes.push(format!("~{}", end.chars().rev().collect::<String>()));
        }
    }
    Token::new(prefixes)
}

/// A word with more than letters between its marks is also searched as it is: an address, a domain, an external id.
fn word_tokens(chunk: &str) -> Vec<Token> {
    let whole = chunk.trim_matches(|c| !is_in_word(c));
    // In an address, the `@` ends the name.
    let is_name_of_address = chunk.ends_with('@') && !whole.is_empty();
    if is_name_of_address {
        return vec![Token::word(chunk.trim_start_matches(|c| !is_in_word(c)))];
    }
    if whole.contains(|c: char| matches!(c, '@' | '.' | '_' | '+') || c.is_ascii_digit()) {
        return vec![Token::word(whole)];
    }
    whole.split(|c| !is_in_word(c)).filter(|word| !word.is_empty()).map(Token::word).collect()
}

#[cfg(test)]
mod tests {
    use super::super::SearchWords;
    use super::*;

    fn distance(q: &str, region: &str) -> Option<usize> {
        let mut words = SearchWords::default();
        words.name(Some("Jean-Luc"));
        words.name(Some("Müller O'Brien"));
        words.address(Some("jl.muller+work@mail.example.com"));
        words.phone("+442079460003");
        words.text(Some("CRM-00123"));
        SearchQuery::parse(q, region.parse().ok()).distance(&words.terms())
    }

    #[test]
    fn every_word_is_the_start_of_a_word() {
        for (q, expected) in [
            ("jean", Some(0)),
            ("JEAN-LUC", Some(0)),
            ("jean luc", Some(0)),
            ("luc muller", Some(0)),
            ("mul", Some(1)),
            ("mül luc", Some(1)),
            ("obrien", Some(0)),
            ("O’Brien,", Some(0)),
            ("brien", None),
            ("ean", None),
            ("jean x", None),
            ("jl.muller+work@mail.example.com", Some(0)),
            ("jl.mul", Some(1)),
            ("jl@", None),
            ("jl.muller", Some(0)),
            ("work@mail.ex", Some(1)),
            ("work@", Some(1)),
            ("@mail.example.com", Some(0)),
            ("example.c", Some(1)),
            ("com", None),
            ("crm-00123", Some(0)),
            ("CRM-001", Some(1)),
            ("00123", Some(0)),
            ("muller work@mail", Some(0)),
            ("a b c d e f g h i", None),
        ] {
            assert_eq!(distance(q, "GB"), expected, "{q:?}");
        }
        assert_eq!(SearchQuery::parse(" %-_. ", None).tokens(), []);
    }

    #[test]
    fn digits_find_a_number_by_its_start_its_end_and_its_national_form() {
        for (q, region, found) in [
            ("+44 20 7946 0003", "US", true),
            ("+44 (0)20 7946", "US", true),
            ("0044 20 79", "GB", true),
            ("011 44 20 79", "US", true),
            ("020 7946 0003", "GB", true),
            ("(020) 7946-00", "GB", true),
            ("020 7946 0003", "FR", true),
            ("02079", "FR", false),
            ("207946", "GB", true),
            ("0003", "US", true),
            ("60003", "US", true),
            ("003", "US", false),
            ("442079460004", "GB", false),
            ("+0003", "US", false),
            ("luc 0003", "GB", true),
            ("luc 0004", "GB", false),
        ] {
            assert_eq!(distance(q, region).is_some(), found, "{q:?} {region}");
        }
    }

    #[test]
    fn without_phone_numbers_digits_are_words() {
        let mut words = SearchWords::default();
        words.text(Some("Invoice 2026-01, since 5.5."));
        for (q, found) in
            [("2026-01", true), ("2026 01", true), ("5.5", true), ("invoice 202", true), ("6-01", false)]
        {
            assert_eq!(SearchQuery::parse(q, None).distance(&words.terms()).is_some(), found, "{q:?}");
        }
    }

    #[test]
    fn two_words_are_a_pair() {
        assert_eq!(SearchQuery::parse("smi John", None).pairs(), ["&john smi", "&smi john"]);
        assert!(SearchQuery::parse("john", None).pairs().is_empty());
    }

    #[test]
    fn no_prefix_is_the_beginning_of_another() {
        let prefixes = |q: &str| SearchQuery::parse(q, "GB".parse().ok()).tokens()[0].prefixes().to_vec();
        assert_eq!(prefixes("4"), ["4"]);
        assert_eq!(prefixes("0207"), ["0207", "440207", "44207", "~7020"]);
    }
}
