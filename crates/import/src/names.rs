//! First and last names, given or derived from a full name.

use frontdesk_core::{clean, single_line};

/// The names of a person. Neither has white space at its ends or is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// The first name, or the name of a company.
    pub first: Option<String>,
    /// The last name: everything after the first word of a full name.
    pub last: Option<String>,
}

impl Names {
    /// Both names in one text; empty without any.
    pub fn full(&self) -> String {
        [&self.first, &self.last].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// First and last name. Given names take precedence and are trimmed. A missing one is derived from the full name: the
/// first word is the first name, the rest the last name, with white space collapsed.
///
/// ```
/// use frontdesk_import::names::derive_names;
///
/// let names = derive_names(Some("John  Doe Smith"), None, None);
/// assert_eq!(names.first.as_deref(), Some("John"));
/// assert_eq!(names.last.as_deref(), Some("Doe Smith"));
/// ```
pub fn derive_names(name: Option<&str>, first: Option<&str>, last: Option<&str>) -> Names {
    let (first, last) = (given(first), given(last));
    if first.is_some() && last.is_some() {
        return Names { first, last };
    }
    let derived = split(name.unwrap_or_default());
    Names { first: first.or(derived.first), last: last.or(derived.last) }
}

fn given(text: Option<&str>) -> Option<String> {
    text.map(|text| clean(text).into_owned()).filter(|text| !text.is_empty())
}

fn split(name: &str) -> Names {
    let Some(line) = single_line(name) else {
        return Names::default();
    };
    match line.split_once(' ') {
        Some((first, last)) => Names { first: Some(first.to_owned()), last: Some(last.to_owned()) },
        None => Names { first: Some(line), last: None },
    }
}

/// Words that may follow a comma without being a first name.
const SUFFIXES: [&str; 44] = [
    "inc",
    "incorporated",
    "llc",
    "ltd",
    "limited",
    "co",
    "corp",
    "corporation",
    "company",
    "plc",
    "lp",
    "llp",
    "pllc",
    "pc",
    "pa",
    "gmbh",
    "ag",
    "kg",
    "ohg",
    "ug",
    "ev",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "ab",
    "as",
    "oy",
    "jr",
    "sr",
    "junior",
    "senior",
    "ii",
    "iii",
    "iv",
    "md",
    "phd",
    "dds",
    "esq",
    "cpa",
    "mba",
];

/// Last and first name of `King, Ada`, and of `King, Ada, Jr.`, where the suffix belongs to the last name. `None` for
/// anything else: no comma, a company, a degree alone.
///
/// ```
/// # use frontdesk_import::names::split_at_comma;
/// assert_eq!(split_at_comma("King, Ada"), Some(("King".to_owned(), "Ada".to_owned())));
/// assert_eq!(split_at_comma("Acme, Inc."), None);
/// ```
pub fn split_at_comma(name: &str) -> Option<(String, String)> {
    let (last, rest) = name.split_once(',')?;
    let (first, suffix) = match rest.split_once(',') {
        Some((first, suffix)) => (first, Some(suffix.trim()).filter(|text| is_suffix(text))?),
        None => (rest, ""),
    };
    let (last, first) = (last.trim(), first.trim());
    let is_name = |part: &str| {
        !part.is_empty()
            && part.split_whitespace().count() <= 4
            && !part.contains(|c: char| c.is_numeric() || ",&/@".contains(c))
    };
    let is_split = is_name(last) && is_name(first) && !is_suffix(first);
    is_split.then(|| (format!("{last} {suffix}").trim_end().to_owned(), first.to_owned()))
}

/// Whether a text is a suffix of a company's or person's name: a legal form, a degree, `Jr.`
fn is_suffix(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    SUFFIXES.contains(&letters.as_str())
}

/// Whether a whole column of full names is written `Last, First`. A single name of another form decides against it.
///
/// ```
/// # use frontdesk_import::names::are_last_name_first;
/// assert!(are_last_name_first(["King, Ada", "", "Ek, Bo"]));
/// assert!(!are_last_name_first(["King, Ada", "Acme, Inc."]));
/// assert!(!are_last_name_first(["King, Ada", "Bo Ek"]));
/// ```
pub fn are_last_name_first<'n>(names: impl IntoIterator<Item = &'n str>) -> bool {
    let mut names = names.into_iter().filter(|name| !name.trim().is_empty()).peekable();
    names.peek().is_some() && names.all(|name| split_at_comma(name).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn missing_names_are_derived_from_the_full_name() {
        let cases = [
            (Some("John Doe Smith"), None, None, Some("John"), Some("Doe Smith")),
            (Some("Madonna"), None, None, Some("Madonna"), None),
            (Some("Jean-Luc O'Connor-Smith"), None, None, Some("Jean-Luc"), Some("O'Connor-Smith")),
            (Some("  John \t\n Doe\u{a0} Smith  "), None, None, Some("John"), Some("Doe Smith")),
            (Some("John Doe"), Some("Ada"), None, Some("Ada"), Some("Doe")),
            (Some("John Doe"), None, Some("Lovelace"), Some("John"), Some("Lovelace")),
            (Some("John Doe"), Some("Ada"), Some("Lovelace"), Some("Ada"), Some("Lovelace")),
            (Some("John Doe"), Some(" "), Some(""), Some("John"), Some("Doe")),
            (Some("Madonna"), Some("Ada"), None, Some("Ada"), None),
            (Some("   "), None, None, None, None),
            (Some(""), Some("Ada"), None, Some("Ada"), None),
            (None, Some("  Ada  Maria "), None, Some("Ada  Maria"), None),
            (None, None, Some("Lovelace"), None, Some("Lovelace")),
            (None, None, None, None, None),
            (Some("李 小龍"), None, None, Some("李"), Some("小龍")),
        ];
        for (name, first, last, want_first, want_last) in cases {
            let names = derive_names(name, first, last);
            let got = (names.first.as_deref(), names.last.as_deref());
            assert_eq!(got, (want_first, want_last), "{name:?} {first:?} {last:?}");
        }
    }

    #[test]
    fn a_comma_divides_last_and_first_name_unless_something_else_follows_it() {
        for (name, want) in [
            ("King, Ada", Some(("King", "Ada"))),
            ("van der Berg ,Jan Willem", Some(("van der Berg", "Jan Willem"))),
            ("Ada King", None),
            ("King,", None),
            (", Ada", None),
            ("Doe, Ed, Jr.", Some(("Doe Jr.", "Ed"))),
            ("Doe,Ed,III", Some(("Doe III", "Ed"))),
            ("King, Ada, Dr.", None),
            ("Doe, Jr., Ed", None),
            ("Doe, Ed, Jr., MD", None),
            ("Acme, Sub, Inc, Ltd", None),
            ("Acme, Inc.", None),
            ("Smith, Ph.D.", None),
            ("King, M.D.", None),
            ("Miller, Smith & Co", None),
            ("Main St, 12", None),
        ] {
            let want = want.map(|(last, first): (&str, &str)| (last.to_owned(), first.to_owned()));
            assert_eq!(split_at_comma(name), want, "{name:?}");
        }
        assert!(!are_last_name_first(["", " "]));
        assert!(are_last_name_first(["King, Ada", "Doe, Ed, Jr."]));
    }

    proptest! {
        #[test]
        fn a_given_name_is_never_replaced(name in any::<Option<String>>(), first in "\\PC{0,12}", last in "\\PC{0,12}") {
            let names = derive_names(name.as_deref(), Some(&first), Some(&last));
            if !clean(&first).is_empty() {
                prop_assert_eq!(names.first.as_deref(), Some(&*clean(&first)));
            }
            if !clean(&last).is_empty() {
                prop_assert_eq!(names.last.as_deref(), Some(&*clean(&last)));
            }
        }

        #[test]
        fn no_name_is_empty_or_has_white_space_at_its_ends(name in any::<String>()) {
            let Names { first, last } = derive_names(Some(&name), None, None);
            for part in [first, last].into_iter().flatten() {
                prop_assert!(!part.is_empty());
                prop_assert_eq!(part.trim(), part.as_str());
            }
        }

        #[test]
        fn the_names_joined_are_the_full_name(name in any::<String>()) {
            prop_assert_eq!(single_line(&name).unwrap_or_default(), derive_names(Some(&name), None, None).full());
        }
    }
}
