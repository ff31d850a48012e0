//! Topics discussed in a month.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate};
use frontdesk_core::{Faults, LONG_TEXT, Month, clean, fold_key, single_line};

use crate::list::parse_list;
use crate::occurred::{EARLIEST_YEAR, parse_occurred_at};

/// The text is not a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("must be a month as MM-YYYY")]
pub struct InvalidMonthCell;

/// Parses a month in a cell: `MM-YYYY` or `MM/YYYY`, `YYYY-MM`, or any day of it as [`parse_occurred_at`] accepts.
///
/// ```
/// # use frontdesk_interactions::parse_month;
/// assert_eq!(parse_month("10-2019")?, parse_month("2019-10")?);
/// # Ok::<(), frontdesk_interactions::InvalidMonthCell>(())
/// ```
///
/// # Errors
/// The text is none of these, or before [`EARLIEST_YEAR`].
pub fn parse_month(text: &str) -> Result<Month, InvalidMonthCell> {
    let text = text.trim();
    let parts = text.split_once(['-', '/', '.']).ok_or(InvalidMonthCell);
    let numbers = parts.and_then(|(left, right)| {
        let number = |part: &str| {
            let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { part.parse::<u32>().map_err(|_| InvalidMonthCell) } else { Err(InvalidMonthCell) }
        };
        match (left.len(), right.len()) {
            (1 | 2, 4) => Ok((number(right)?, number(left)?)),
            // A spreadsheet turns 2019.10 into 2019.1.
            (4, 1) if text.contains('.') => Err(InvalidMonthCell),
            (4, 1 | 2) => Ok((number(left)?, number(right)?)),
            _ => Err(InvalidMonthCell),
        }
    });
    let day = match numbers {
        Ok((year, month)) => {
            i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, 1))
        }
        Err(InvalidMonthCell) => parse_occurred_at(text).ok().map(|time| time.date_naive()),
    };
    day.filter(|day| day.year() >= EARLIEST_YEAR).map(Month::of).ok_or(InvalidMonthCell)
}

/// A month as in sheets, `MM-YYYY`: the form that [`parse_month`] tries first.
///
/// ```
/// # use frontdesk_interactions::{parse_month, spell_month};
/// assert_eq!(spell_month(parse_month("2019-10-31")?), "10-2019");
/// # Ok::<(), frontdesk_interactions::InvalidMonthCell>(())
/// ```
pub fn spell_month(month: Month) -> String {
    let index = month.index();
    format!("{:02}-{:04}", index.rem_euclid(12) + 1, index.div_euclid(12))
}

/// A topic. Names that differ only in case and white space are the same topic.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicName(String);

/// The text is not a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum TopicNameError {
    /// The text is empty.
    #[error("must not be empty")]
    Empty,
    /// The text is too long.
    #[error("must be at most {LONG_TEXT} characters")]
    TooLong,
    /// The text contains control characters.
    #[error("must not contain control characters")]
    Control,
}

impl TopicName {
    /// Normalizes a name: trimmed, white space collapsed.
    ///
    /// # Errors
    /// The rule that is broken.
    pub fn parse(text: &str) -> Result<Self, TopicNameError> {
        if clean(text).chars().nth(LONG_TEXT).is_some() {
            return Err(TopicNameError::TooLong);
        }
        let line = single_line(text).ok_or(TopicNameError::Empty)?;
        if line.chars().any(char::is_control) { Err(TopicNameError::Control) } else { Ok(Self(line)) }
    }

    /// The name for display.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name for comparison.
    pub fn folded(&self) -> String {
        fold_key(&self.0)
    }
}

impl FromStr for TopicName {
    type Err = TopicNameError;

    fn from_str(text: &str) -> Result<Self, TopicNameError> {
        Self::parse(text)
    }
}

impl fmt::Display for TopicName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(feature = "serde")]
frontdesk_core::serde_as_text!(TopicName);

/// The most topics of a month in a payload. A firm has a handful; more are a list of something else.
pub const MOST_TOPICS: usize = 100;

/// Parses the `topics` of a payload.
///
/// ```
/// # use frontdesk_interactions::parse_topics;
/// let topics = parse_topics(&[" Sand ".to_owned()])?;
/// assert_eq!(topics[0].as_str(), "Sand");
/// # Ok::<(), frontdesk_core::Faults>(())
/// ```
///
/// # Errors
/// All faults at once, each under the position of its topic.
pub fn parse_topics(texts: &[String]) -> Result<Vec<TopicName>, Faults> {
    parse_list("topics", texts, MOST_TOPICS, TopicName::parse, TopicName::folded)
}

/// Gives each topic one spelling, that of its first occurrence, so that equal topics are counted and shown together.
///
/// ```
/// # use frontdesk_interactions::{parse_month, spell_alike};
/// let month = parse_month("10-2019")?;
/// let mut topics = [(month, "Sand".to_owned()), (month, "SAND".to_owned())];
/// spell_alike(&mut topics);
/// assert_eq!(topics[1].1, "Sand");
/// # Ok::<(), frontdesk_interactions::InvalidMonthCell>(())
/// ```
pub fn spell_alike(topics: &mut [(Month, String)]) {
    let mut spellings: HashMap<String, String> = HashMap::new();
    for (_, topic) in topics {
        let spelling = spellings.entry(fold_key(topic)).or_insert_with(|| topic.clone());
        topic.clone_from(spelling);
    }
}

/// The UTC month of a time in microseconds since 1970.
pub(crate) fn month_of_micros(micros: i64) -> Month {
    Month::of(DateTime::from_timestamp_micros(micros).unwrap_or_default().date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn months_are_parsed_as_in_sheets() {
        for text in
            ["10-2019", "10/2019", " 10.2019 ", "2019-10", "2019-10-01", "31/10/2019", "2019-10-01T00:00:00"]
        {
            assert_eq!(parse_month(text).map(spell_month).as_deref(), Ok("10-2019"), "{text:?}");
        }
        assert_eq!(parse_month("1-2020").map(spell_month).as_deref(), Ok("01-2020"));
        for bad in [
            "",
            "2019",
            "10",
            "43739",
            "2019.1",
            "13-2019",
            "00-2019",
            "10-19",
            "10-2019-1",
            "Oct 2019",
            "10-1899",
            "--",
            "1é-2019",
        ] {
            assert_eq!(parse_month(bad), Err(InvalidMonthCell), "{bad:?}");
        }
    }

    #[test]
    fn topics_are_compared_without_case_and_white_space() {
        let parsed = |text| TopicName::parse(text).map(|topic| (topic.as_str().to_owned(), topic.folded()));
        assert_eq!(parsed(" River   Sand "), Ok(("River Sand".into(), "river sand".into())));
        assert_eq!(parsed("Cafe\u{301}\u{200b}"), Ok(("Café".into(), "café".into())));
        assert_eq!(parsed(" "), Err(TopicNameError::Empty));
        assert_eq!(parsed("\u{feff}"), Err(TopicNameError::Empty));
        assert_eq!(parsed("a\u{1}b"), Err(TopicNameError::Control));
        assert_eq!(parsed(&"x".repeat(129)), Err(TopicNameError::TooLong));
    }

    #[test]
    fn a_topic_has_one_spelling_the_first() {
        let month = |number| Month::from_index(24_228 + number).expect("a month");
        let mut topics = [(0, "SAND"), (0, "Gold"), (1, "Sand"), (2, "sand"), (2, "gold ore"), (3, "gold")]
            .map(|(number, topic)| (month(number), topic.to_owned()));
        spell_alike(&mut topics);
        let spelled = topics.map(|(_, topic)| topic);
        assert_eq!(spelled, ["SAND", "Gold", "SAND", "SAND", "gold ore", "Gold"]);
    }

    #[test]
    fn a_list_of_topics_is_valid_or_all_faults_are_reported() {
        let parsed = |texts: &[&str]| {
            let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
            let topics = parse_topics(&texts).map_err(|faults| faults.detail())?;
            Ok::<_, String>(topics.iter().map(|topic| topic.as_str().to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(parsed(&[" River  Sand", "Gold"]), Ok(vec!["River Sand".to_owned(), "Gold".to_owned()]));
        assert_eq!(
            parsed(&["Sand", " ", "sAND "]),
            Err("topics.1 must not be empty; topics.2 is given more than once".to_owned())
        );
        assert!(parsed(&[]).is_err_and(|told| told.contains("must hold 1 to 100 topics")));
        assert!(parsed(&["x"; 101]).is_err_and(|told| told.contains("must hold 1 to 100 topics")));
    }

    proptest! {
        #[test]
        fn a_month_is_its_days_and_is_parsed_as_printed(number in 1900 * 12..9999 * 12) {
            let month = Month::from_index(number).expect("a month");
            let (first, last) = (month.first_day().expect("a day"), month.last_day().expect("a day"));
            prop_assert_eq!((Month::of(first), Month::of(last)), (month, month));
            prop_assert_ne!(last.succ_opt().map(Month::of), Some(month));
            prop_assert_eq!(parse_month(&spell_month(month)), Ok(month));
        }
    }
}
