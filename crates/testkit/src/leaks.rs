//! Searches for planted secrets where they must not appear: as they are, in hexadecimal digits, in base64. Chance
//! matches in random ids and digests do not count.

use std::collections::HashMap;

/// The shortest form that is searched for, as long as a social security number: a given text of nine bytes or base64
/// letters occurs in a gibibyte of random ones with a probability below 10^-7.
const SHORTEST: usize = 9;
/// Hexadecimal digits have 16 values: this many are searched for in random ids and digests as well.
const LONG_HEX: usize = 20;
/// The length of a UUID without its dashes; digests are longer. Shorter runs of hexadecimal digits are not random.
const RANDOM_HEX: usize = 32;

/// Secrets in all forms in which they might leak.
pub struct Secrets {
    /// The forms by their first two bytes, each with the name of its secret.
    forms: HashMap<[u8; 2], Vec<(String, Vec<u8>)>>,
}

impl Secrets {
    /// Secrets as (name, text or bytes).
    ///
    /// # Panics
    /// When a text is so short that chance matches are likely.
    pub fn new<N: AsRef<str>, T: AsRef<[u8]>>(secrets: impl IntoIterator<Item = (N, T)>) -> Self {
        let mut forms: HashMap<[u8; 2], Vec<(String, Vec<u8>)>> = HashMap::new();
        for (name, text) in secrets {
            for form in forms_of(text.as_ref()) {
                assert!(form.len() >= SHORTEST, "{} is too short to be looked for", name.as_ref());
                if let [first, second, ..] = *form.as_slice() {
                    forms.entry([first, second]).or_default().push((name.as_ref().to_owned(), form));
                }
            }
        }
        Self { forms }
    }

    /// The name of the first secret in the bytes, in any form.
    pub fn found_in(&self, bytes: &[u8]) -> Option<&str> {
        let mut is_start = vec![false; 1 << 16];
        for start in self.forms.keys() {
            is_start.splice(index(*start)..=index(*start), [true]);
        }
        let pairs = bytes.windows(2).enumerate().filter_map(|(at, pair)| Some((at, pair.try_into().ok()?)));
        let mut starts = pairs.filter(|(_, pair)| is_start.get(index(*pair)) == Some(&true));
        starts.find_map(|(at, pair)| {
            let (_, rest) = bytes.split_at(at);
            let is_it = |form: &[u8]| rest.starts_with(form) && !is_by_chance(bytes, at, form);
            let found = self.forms.get(&pair)?.iter().find(|(_, form)| is_it(form));
            found.map(|(name, _)| name.as_str())
        })
    }

    /// Asserts that the bytes contain none of the secrets.
    ///
    /// # Panics
    /// When they do, with the name of the secret but not the secret.
    #[track_caller]
    pub fn assert_not_in(&self, what: &str, bytes: impl AsRef<[u8]>) {
        if let Some(name) = self.found_in(bytes.as_ref()) {
            panic!("{what} holds {name}");
        }
    }
}

/// Whether a match belongs to a random id or digest: a few hexadecimal digits within a long run of them.
fn is_by_chance(bytes: &[u8], at: usize, form: &[u8]) -> bool {
    if form.len() >= LONG_HEX || !form.iter().all(u8::is_ascii_hexdigit) {
        return false;
    }
    let is_of_id = |byte: &&u8| byte.is_ascii_hexdigit() || **byte == b'-';
    let (before, after) = bytes.split_at(at);
    let run = before.iter().rev().take_while(is_of_id).chain(after.iter().take_while(is_of_id));
    run.filter(|byte| **byte != b'-').count() >= RANDOM_HEX
}

fn index(pair: [u8; 2]) -> usize {
    u16::from_be_bytes(pair).into()
}

/// The forms in which a text could leak. Its base64 depends on the number of bytes before it.
fn forms_of(text: &[u8]) -> Vec<Vec<u8>> {
    let hex: String = text.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut forms = vec![text.to_vec(), hex.to_uppercase().into_bytes(), hex.into_bytes()];
    for before in 0..3 {
        let base64 = inner_base64(text, before);
        let url = base64.replace('+', "-").replace('/', "_");
        forms.extend([base64.into_bytes(), url.into_bytes()]);
    }
    forms.sort();
    forms.dedup();
    forms
}

/// The base64 letters that depend on the text alone, when `before` bytes of a group of three precede it.
fn inner_base64(text: &[u8], before: usize) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = text.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let skipped = (6 - before * 8 % 6) % 6;
    let groups = bits.get(skipped..).unwrap_or_default().chunks_exact(6);
    groups
        .filter_map(|group| LETTERS.get(group.iter().fold(0, |sum, bit| sum << 1 | usize::from(*bit))))
        .map(|letter| char::from(*letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_in_every_form_at_any_position() {
        let secrets = Secrets::new([("the password", "hunter2hunter2"), ("the key", "fd_1_>>>???")]);
        assert_eq!(secrets.found_in(b"nothing of hunter2 alone"), None);
        assert_eq!(secrets.found_in(b""), None);
        for (text, name) in [
            ("a hunter2hunter2", "the password"),
            ("x68756E7465723268756E74657232", "the password"),
            ("68756e7465723268756e74657232", "the password"),
            // Base64 of the secret alone, after `a:` and after `ab:`.
            ("aHVudGVyMmh1bnRlcjI=", "the password"),
            ("YTpodW50ZXIyaHVudGVyMg==", "the password"),
            ("YWI6aHVudGVyMmh1bnRlcjI=", "the password"),
            ("ZmRfMV8-Pj4_Pz8", "the key"),
            ("ZmRfMV8+Pj4/Pz8", "the key"),
        ] {
            assert_eq!(secrets.found_in(text.as_bytes()), Some(name), "{text}");
        }
    }

    #[test]
    fn digits_of_a_random_id_do_not_count() {
        let secrets = Secrets::new([("a number", "612479385")]);
        for random in [
            "0198f6a2-7c5e-7d3a-9a41-612479385e55",
            "3c83751fa21a71120300bbc5612479385c83751fa21a71120300bbc500",
            "request 61247938-5aaa-7d3a-9a41-6f0c2b8d1e55",
        ] {
            assert_eq!(secrets.found_in(random.as_bytes()), None, "{random}");
        }
        for leaked in ["Lovelace612479385", "ssn=612479385", "612479385", "0198f6a2 612479385 9a41"] {
            assert_eq!(secrets.found_in(leaked.as_bytes()), Some("a number"), "{leaked}");
        }
    }

    #[test]
    #[should_panic(expected = "the log holds the password")]
    fn a_leak_is_reported_by_name_without_the_secret() {
        Secrets::new([("the password", "hunter2hunter2")]).assert_not_in("the log", "hunter2hunter2");
    }

    #[test]
    #[should_panic(expected = "a pin is too short")]
    fn a_text_that_may_occur_by_chance_is_refused() {
        drop(Secrets::new([("a pin", "12345678")]));
    }
}
