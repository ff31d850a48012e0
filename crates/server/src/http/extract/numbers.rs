//! Numbers that a float cannot hold, kept as written.

use std::ops::Range;

use frontdesk_core::NumberText;

/// Any number with at most this many digits fits a float.
const DIGITS_OF_A_FLOAT: usize = 15;

/// The document with each number that would lose digits wrapped as [`NumberText`] reads it; `None` if there are none,
/// the usual case. The text must be valid JSON.
pub(super) fn keep_exact(text: &[u8]) -> Option<Vec<u8>> {
    let long: Vec<Range<usize>> = numbers(text).filter(|range| loses_digits(part(text, range))).collect();
    if long.is_empty() {
        return None;
    }
    let mut exact = Vec::with_capacity(text.len() + long.len() * 16);
    let mut done = 0;
    for range in long {
        exact.extend_from_slice(part(text, &(done..range.start)));
        exact.extend_from_slice(format!("{{\"{}\":\"", NumberText::EXACT).as_bytes());
        exact.extend_from_slice(part(text, &range));
        exact.extend_from_slice(b"\"}");
        done = range.end;
    }
    exact.extend_from_slice(part(text, &(done..text.len())));
    Some(exact)
}

fn part<'t>(text: &'t [u8], range: &Range<usize>) -> &'t [u8] {
    text.get(range.clone()).unwrap_or_default()
}

/// The ranges of numbers outside strings.
fn numbers(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(byte) = text.get(at) {
            match byte {
                b'"' => at = end_of_string(text, at),
                b'-' | b'0'..=b'9' => {
                    let start = at;
                    let is_part = |byte: &&u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
                    at += text.iter().skip(at).take_while(is_part).count();
                    return Some(start..at);
                }
                _ => at += 1,
            }
        }
        None
    })
}

/// The index after the string that begins at `start`.
fn end_of_string(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// Whether parsing into 64 bits changes the number. A float with few digits does not change.
fn loses_digits(number: &[u8]) -> bool {
    let text = std::str::from_utf8(number).unwrap_or_default();
    if text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok() {
        return false;
    }
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    mantissa.bytes().filter(u8::is_ascii_digit).count() > DIGITS_OF_A_FLOAT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Option<String> {
        keep_exact(text.as_bytes()).map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
    }

    #[test]
    fn only_numbers_that_would_lose_digits_are_wrapped() {
        for plain in [
            r#"{"a": 1250.5, "b": [9223372036854775807, 18446744073709551615, -9223372036854775808]}"#,
            r#"{"text": "9999999999999999.99 \" 1234567890.1234567890", "c": 1e300}"#,
            r#"{"9999999999999999.99": null}"#,
            "{}",
        ] {
            assert_eq!(kept(plain), None, "{plain}");
        }
        assert_eq!(
            kept(r#"{"a\\": 9999999999999999.99, "b": [1, -0.12345678901234567]}"#).as_deref(),
            Some(
                r#"{"a\\": {"$number":"9999999999999999.99"}, "b": [1, {"$number":"-0.12345678901234567"}]}"#
            )
        );
    }
}
