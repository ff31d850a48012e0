//! Comparison of headers.

/// Annotations in brackets that exports append to a header without changing its meaning.
const ANNOTATIONS: &[&str] = &[
    "required",
    "optional",
    "mandatory",
    "ifany",
    "home",
    "work",
    "business",
    "office",
    "mobile",
    "cell",
    "primary",
    "main",
    "other",
    "private",
    "personal",
];

/// The letters and digits of a header in lower case: white space, dashes, dots, asterisks, colons, footnote numbers and
/// other marks are ignored.
pub(super) fn fold(header: &str) -> String {
    let counts = |c: &char| c.is_alphanumeric() && !is_footnote(*c);
    header.chars().filter(counts).flat_map(char::to_lowercase).collect()
}

/// Superscript, subscript and circled numbers.
fn is_footnote(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{2089}' | '\u{2460}'..='\u{249b}' | '\u{2776}'..='\u{2793}')
}

/// The header without an annotation in brackets at its end: `Last Name (required)`, `DOB [YYYY-MM-DD]`.
pub(super) fn without_annotation(header: &str) -> Option<&str> {
    let header = header.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | ':' | '#'));
    let inner = header.strip_suffix([')', ']'])?;
    let (before, annotation) = inner.split_at(inner.rfind(['(', '['])?);
    let folded = fold(annotation);
    let is_date_format =
        !folded.is_empty() && folded.chars().all(|c| matches!(c, 'd' | 'm' | 'y' | 'h' | 's'));
    (is_date_format || ANNOTATIONS.contains(&folded.as_str())).then_some(before)
}

/// The headers that match a requested one: those with the same spelling, else those that compare equal.
pub(super) fn matching(headers: &[String], asked: &str) -> Vec<usize> {
    let find = |is_meant: &dyn Fn(&String) -> bool| -> Vec<usize> {
        headers.iter().enumerate().filter(|(_, header)| is_meant(header)).map(|(column, _)| column).collect()
    };
    let exact = find(&|header| header.trim() == asked.trim());
    let folded = fold(asked);
    if !exact.is_empty() || folded.is_empty() { exact } else { find(&|header| fold(header) == folded) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_letters_and_digits_are_compared() {
        for header in [
            "External ID *",
            "external-id",
            "External\u{2011}ID",
            "EXTERNAL–ID™",
            "External—ID:",
            "\u{feff}External_ID",
            "#External\nID#",
            "External ID¹",
            "External ID ²⁾",
            "External ID³¹⁰⁹",
            "External ID₁",
            "External ID ①",
            "External ID❷",
        ] {
            assert_eq!(fold(header), "externalid", "{header:?}");
        }
    }

    #[test]
    fn only_known_annotations_are_removed() {
        for (header, want) in [
            ("Last Name (required)", Some("Last Name ")),
            ("Last Name [Mandatory] *", Some("Last Name ")),
            ("Phone (home)", Some("Phone ")),
            ("DOB (YYYY-MM-DD)", Some("DOB ")),
            ("Phone (fax)", None),
            ("Amount (in thousands)", None),
            ("Amount ()", None),
            ("Amount", None),
            (")", None),
        ] {
            assert_eq!(without_annotation(header), want, "{header:?}");
        }
    }

    #[test]
    fn headers_of_marks_alone_differ() {
        let headers = ["%", "#", "Name", "NAME"].map(str::to_owned);
        assert_eq!(matching(&headers, "#"), [1]);
        assert_eq!(matching(&headers, "Name"), [2]);
        assert_eq!(matching(&headers, "name*"), [2, 3]);
        assert_eq!(matching(&headers, "!"), Vec::<usize>::new());
    }
}
