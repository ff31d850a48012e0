//! The texts that a customer is searched and filtered by.

use frontdesk_core::{fold_address, fold_key, single_line};
use frontdesk_opportunities::area::AreaKey;

/// What a search for the start of a name, an e-mail address or a phone number looks at.
pub(crate) fn search_text(
    names: [Option<&str>; 3],
    email_folded: Option<&str>,
    phone: Option<&str>,
) -> String {
    let mut text = String::with_capacity(96);
    for name in names.into_iter().flatten() {
        text.push('\n');
        text.push_str(&fold_key(name));
    }
    for part in email_folded.into_iter().chain(phone) {
        text.push('\n');
        text.push_str(&fold_key(part));
    }
    text
}

/// The form in which names, types and sales groups are compared. `None` for a text that shows nothing.
pub(crate) fn folded(text: &str) -> Option<String> {
    single_line(text).map(|line| fold_key(&line)).filter(|key| !key.is_empty())
}

/// The form in which areas are compared, as a column holds it.
pub(crate) fn area_key(area: &str) -> Option<String> {
    AreaKey::of(area).map(|key| key.as_str().to_owned())
}

/// What `q` may mean: as it is, and with plus signs for spaces. A plus sign that a caller puts into a query string
/// without escaping it arrives as a space.
pub(crate) fn readings(q: &str) -> (&str, Option<String>) {
    (q, q.trim_end().contains(' ').then(|| q.trim_end().replace(' ', "+")))
}

/// The addresses that a filter may mean, folded: an address holds no space, and so a space was a plus sign.
pub(crate) fn addresses(email: &str) -> Vec<String> {
    let email = email.trim();
    let mut found = vec![fold_address(email)];
    found.extend(email.contains(' ').then(|| fold_address(&email.replace(' ', "+"))));
    found
}

/// The pattern of texts in which a part, that is what follows a line feed, starts with `q`.
pub(crate) fn starts_with(q: &str) -> String {
    let mut pattern = String::from("%\n");
    for c in fold_key(q).chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_may_have_been_a_plus_sign() {
        assert_eq!(readings("a b@c"), ("a b@c", Some("a+b@c".to_owned())));
        assert_eq!(readings(" 4420"), (" 4420", Some("+4420".to_owned())));
        assert_eq!(readings("ada "), ("ada ", None));
        assert_eq!(addresses(" Ada Work@example.com"), ["ada work@example.com", "ada+work@example.com"]);
        assert_eq!(addresses("ADA@example.com"), ["ada@example.com"]);
    }
}
