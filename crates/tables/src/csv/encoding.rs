//! Text encodings and their detection.

use std::fmt;
use std::str::FromStr;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, WINDOWS_1252, X_USER_DEFINED};

use crate::table::ReadError;

/// A text encoding, by one of the names of the WHATWG standard.
///
/// ```
/// use frontdesk_tables::csv::TextEncoding;
///
/// let encoding: TextEncoding = "Windows-1250".parse()?;
/// assert_eq!(encoding.as_str(), "windows-1250");
/// assert!("EBCDIC".parse::<TextEncoding>().is_err());
/// # Ok::<(), frontdesk_tables::csv::UnknownEncoding>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextEncoding(&'static encoding_rs::Encoding);

/// The text is not a [`TextEncoding`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be the name of a text encoding, such as utf-8, windows-1250, windows-1251 or iso-8859-2")]
pub struct UnknownEncoding;

impl FromStr for TextEncoding {
    type Err = UnknownEncoding;

    fn from_str(text: &str) -> Result<Self, UnknownEncoding> {
        let named = encoding_rs::Encoding::for_label_no_replacement(text.trim().as_bytes());
        named.filter(|encoding| *encoding != X_USER_DEFINED).map(Self).ok_or(UnknownEncoding)
    }
}

impl TextEncoding {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        // The standard uses lower case for most names; upper case has no meaning in the others.
        match self.0.name() {
            "UTF-8" => "utf-8",
            name => name,
        }
    }

    pub(super) fn is_utf8(self) -> bool {
        self.0 == encoding_rs::UTF_8
    }

    pub(super) fn decoder(self) -> Decoder {
        self.0.new_decoder_without_bom_handling()
    }
}

impl fmt::Display for TextEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The encoding that the first lines show, without a byte-order mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// UTF-8, or ASCII so far.
    Utf8,
    Windows1252,
}

/// Detects the encoding from the lines of a sample that are not ASCII.
///
/// # Errors
/// They are not UTF-8, and look like another encoding than Windows-1252.
pub(super) fn tell(sample: &[u8]) -> Result<Told, ReadError> {
    let mut lines = sample.split_inclusive(|byte| *byte == b'\n').filter(|line| !line.is_ascii());
    let is_utf8 = |line: &[u8]| str::from_utf8(line).is_ok();
    let Some(first) = lines.next().filter(|line| !is_utf8(line)) else {
        return Ok(Told::Utf8);
    };
    let others: Vec<u8> = lines.filter(|line| !is_utf8(line)).flatten().copied().collect();
    match suspect(&[first, &others].concat()) {
        Some(likely) => Err(ReadError::OtherEncoding { likely }),
        None => Ok(Told::Windows1252),
    }
}

/// The likely encoding of the bytes, if it is not Windows-1252.
pub(super) fn suspect(bytes: &[u8]) -> Option<&'static str> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let likely = detector.guess(None, Utf8Detection::Deny);
    let (western, other) =
        (WINDOWS_1252.decode_without_bom_handling(bytes).0, likely.decode_without_bom_handling(bytes).0);
    if western != other {
        return Some(likely.name());
    }
    // Windows-1252 has no letters at these positions; DOS code pages do.
    western.chars().any(|c| matches!(c, '\u{80}'..='\u{9f}')).then_some("an encoding of DOS")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(label: &str, text: &str) -> Vec<u8> {
        let encoding: TextEncoding = label.parse().expect("an encoding");
        encoding.0.encode(text).0.into_owned()
    }

    #[test]
    fn western_texts_are_decoded_as_windows_1252() {
        for text in [
            "k-1;Zoë;Müller\n",
            "id;nom\n1;Hélène\n2;François\n",
            "1;José;Muñoz\n",
            "1;João;Gonçalves\n",
            "1;Åse;Sjöberg\n",
            "1;Jürgen;Groß\n",
            "1;Søren;Kjær\n",
            "1;Niccolò;Forlì\n",
            "1;Noël;O’Brien\n",
            "1;Price;€ 5\n",
            "1;Guðrún;Þórsdóttir\n",
        ] {
            assert_eq!(tell(&encoded("windows-1252", text)).ok(), Some(Told::Windows1252), "{text}");
            assert_eq!(tell(text.as_bytes()).ok(), Some(Told::Utf8), "{text}");
        }
    }

    #[test]
    fn texts_of_other_code_pages_are_not() {
        for (label, text) in [
            ("windows-1250", "1;Łukasz;Wójcik\n2;Paweł;Żółkiewski\n"),
            ("windows-1250", "1;Jiří;Dvořák\n2;Božena;Němcová\n"),
            ("windows-1250", "1;Győző;Erdős\n"),
            ("windows-1251", "1;Анна;Каренина\n"),
            ("windows-1251", "1;Иван;Петров\n"),
            ("windows-1253", "1;Γιώργος;Παπαδόπουλος\n"),
            ("windows-1254", "1;Işıl;Yıldız\n2;Çağrı;Gökçe\n"),
            ("iso-8859-2", "1;Łukasz;Wójcik\n"),
            ("koi8-r", "1;Анна;Каренина\n"),
            ("shift_jis", "1;花子;山田\n2;太郎;鈴木\n"),
            ("gb18030", "1;伟;张\n2;芳;王秀英\n"),
        ] {
            let told = tell(&encoded(label, text));
            assert!(matches!(told, Err(ReadError::OtherEncoding { .. })), "{label} {text}: {told:?}");
        }
        let dos = tell(b"1;J\x81rgen;Gro\xe1\n");
        assert!(matches!(dos, Err(ReadError::OtherEncoding { .. })), "{dos:?}");
    }

    #[test]
    fn encodings_are_named_as_browsers_name_them() {
        for (text, want) in [
            ("UTF-8", "utf-8"),
            ("utf8", "utf-8"),
            ("latin1", "windows-1252"),
            (" cp1251 ", "windows-1251"),
            ("ISO-8859-2", "ISO-8859-2"),
        ] {
            assert_eq!(text.parse::<TextEncoding>().map(TextEncoding::as_str), Ok(want), "{text}");
        }
        for bad in ["", "latin-9000", "iso-2022-kr", "x-user-defined"] {
            assert_eq!(bad.parse::<TextEncoding>(), Err(UnknownEncoding), "{bad}");
        }
    }
}
