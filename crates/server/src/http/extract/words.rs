//! Messages for garde's shape rules, in place of garde's own.

use std::borrow::Cow;
use std::fmt::Display;

use garde::i18n::{I18n, InvalidCreditCard, InvalidEmail, InvalidPhoneNumber, InvalidUrl, IpKind};
use garde::{Validate, i18n::with_i18n};

use frontdesk_core::{Fault, MOST_FAULTS};

/// All broken shape rules of a payload.
pub(super) fn shape_faults<T: Validate<Context = ()>>(value: &T) -> Vec<Fault> {
    let Err(report) = with_i18n(Words, || value.validate()) else {
        return Vec::new();
    };
    // One more than listed shows that there are more.
    let broken = report.iter().take(MOST_FAULTS + 1);
    broken.map(|(path, error)| Fault::new(dotted(&path.to_string()), error.message())).collect()
}

/// garde writes `phones[3]`, faults write `phones.3`.
fn dotted(path: &str) -> String {
    path.replace('[', ".").replace(']', "")
}

/// For `#[garde(custom(entries(20)))]`: a list has at most this many entries. garde's own `length` message counts
/// characters.
pub fn entries<T>(most: usize) -> impl FnOnce(&Option<Vec<T>>, &()) -> garde::Result {
    move |list, ()| match list {
        Some(list) if list.len() > most => {
            Err(garde::Error::new(format!("must have at most {most} entries")))
        }
        _ => Ok(()),
    }
}

struct Words;

impl I18n for Words {
    fn length_lower_than(&self, min: usize) -> Cow<'static, str> {
        match min {
            1 => "must not be empty".into(),
            _ => format!("must be at least {min} characters").into(),
        }
    }

    fn length_greater_than(&self, max: usize) -> Cow<'static, str> {
        format!("must be at most {max} characters").into()
    }

    fn range_lower_than(&self, min: &dyn Display) -> Cow<'static, str> {
        format!("must be at least {min}").into()
    }

    fn range_greater_than(&self, max: &dyn Display) -> Cow<'static, str> {
        format!("must be at most {max}").into()
    }

    fn credit_card_invalid(&self, _: InvalidCreditCard) -> Cow<'static, str> {
        "must be a card number".into()
    }

    fn pattern_no_match(&self, pattern: &dyn Display) -> Cow<'static, str> {
        format!("must match {pattern}").into()
    }

    fn contains_missing(&self, pattern: &dyn Display) -> Cow<'static, str> {
        format!("must contain {pattern:?}", pattern = pattern.to_string()).into()
    }

    fn url_invalid(&self, _: InvalidUrl) -> Cow<'static, str> {
        "must be a URL".into()
    }

    fn prefix_missing(&self, pattern: &dyn Display) -> Cow<'static, str> {
        format!("must start with {pattern:?}", pattern = pattern.to_string()).into()
    }

    fn suffix_missing(&self, pattern: &dyn Display) -> Cow<'static, str> {
        format!("must end with {pattern:?}", pattern = pattern.to_string()).into()
    }

    fn phone_number_invalid(&self, _: InvalidPhoneNumber) -> Cow<'static, str> {
        "must be a phone number".into()
    }

    fn ip_invalid(&self, kind: IpKind) -> Cow<'static, str> {
        format!("must be an {kind} address").into()
    }

    fn matches_field_mismatch(&self, field: &dyn Display) -> Cow<'static, str> {
        format!("must equal {field}").into()
    }

    fn email_invalid(&self, _: InvalidEmail) -> Cow<'static, str> {
        "must be an e-mail address".into()
    }

    fn ascii_invalid(&self) -> Cow<'static, str> {
        "must be ASCII".into()
    }

    fn alphanumeric_invalid(&self) -> Cow<'static, str> {
        "must be letters and digits".into()
    }

    fn required_not_set(&self) -> Cow<'static, str> {
        "is missing".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Validate)]
    struct Letter {
        #[garde(required, inner(length(chars, min = 1, max = 5)))]
        subject: Option<String>,
        #[garde(inner(inner(length(chars, max = 3))), custom(entries(2)))]
        lines: Option<Vec<String>>,
        #[garde(range(min = 1, max = 9))]
        copies: i64,
    }

    #[test]
    fn all_broken_shape_rules_are_reported_by_field() {
        let letter =
            Letter { subject: None, lines: Some(vec!["a".into(), "long".into(), "b".into()]), copies: 10 };
        let mut faults: Vec<_> = shape_faults(&letter).into_iter().map(|it| (it.field, it.message)).collect();
        faults.sort();
        let expected = [
            ("copies", "must be at most 9"),
            ("lines", "must have at most 2 entries"),
            ("lines.1", "must be at most 3 characters"),
            ("subject", "is missing"),
        ];
        assert_eq!(faults, expected.map(|(field, message)| (field.to_owned(), message.to_owned())));
        let letter = Letter { subject: Some("hello".into()), lines: None, copies: 1 };
        assert_eq!(shape_faults(&letter), []);
    }
}
