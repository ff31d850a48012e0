//! The text that a customer is searched by.

use frontdesk_core::fold;
use frontdesk_import::known::PhoneEntry;

/// What a search for the start of a name, an e-mail address or a phone number looks at.
pub(super) fn search_text(
    names: [Option<&str>; 3],
    email_folded: Option<&str>,
    phones: &[PhoneEntry],
) -> String {
    let mut text = String::with_capacity(96);
    for name in names.into_iter().flatten() {
        text.push('\n');
        text.push_str(&fold(name));
    }
    for part in email_folded.into_iter().chain(phones.first().map(|entry| entry.phone.as_str())) {
        text.push('\n');
        text.push_str(part);
    }
    text
}

/// The pattern of texts in which a part, that is what follows a line feed, starts with `q`.
pub(crate) fn starts_with(q: &str) -> String {
    let mut pattern = String::from("%\n");
    for c in fold(q).chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
