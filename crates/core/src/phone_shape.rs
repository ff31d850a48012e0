//! Checks whether the digits of a text are grouped like those of one phone number.
//!
//! libphonenumber reads digits and ignores what is between them. A range, a year or a list number beside a phone number
//! would become digits of it, and so make the number of a stranger.

use crate::day::parse_day;

/// Fewer digits than this are only part of a number.
const FEWEST_DIGITS: usize = 7;

/// A shorter group may be one of several in a number (`06 12 34 56`); a longer one is mostly its end.
const LONG_GROUP: usize = 5;

/// Adjacent digits.
#[derive(Debug, Clone, Copy)]
struct Group<'t> {
    digits: &'t str,
    /// The characters between this group and the one before it.
    gap: &'t str,
    /// The number of digits before the group.
    before: usize,
}

/// Whether no part of the text looks like a date, or like digits that do not belong to the number.
pub(crate) fn is_one_number(text: &str) -> bool {
    let text = text.trim();
    let groups = groups(text);
    !(is_date(text)
        || is_year(text)
        || text.split_whitespace().any(is_day_with_year)
        || is_list_item(text, &groups)
        || has_late_brackets(text)
        || starts_again(text, &groups)
        || ends_in_range(&groups)
        || ends_in_hours(&groups)
        || ends_in_year(&groups)
        || ends_in_mark(text, &groups))
}

/// Whether the last digits of a text begin another number: `030/12345 030`, with the rest after a slash cut off.
pub(crate) fn ends_in_area_code(text: &str) -> bool {
    let groups = groups(text);
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else { return false };
    // `+47 912 34 056` has the same ending.
    let is_told = first.digits.starts_with('0') || (first.gap.contains('+') && text.contains('/'));
    is_told
        && last.before >= FEWEST_DIGITS - 1
        && last.digits.starts_with('0')
        && (last.digits.len() >= 3 || last.digits == first.digits)
}

fn groups(text: &str) -> Vec<Group<'_>> {
    let mut groups = Vec::new();
    let (mut rest, mut before) = (text, 0);
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (gap, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        let (digits, behind) = from.split_at(end);
        groups.push(Group { digits, gap, before });
        before += digits.len();
        rest = behind;
    }
    groups
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// `2024-01-31`, `12.05.1980`.
fn is_date(text: &str) -> bool {
    parse_day(text).is_some() || is_day_with_year(text)
}

/// `31.01.24`, which may be a number in countries with six digits.
pub(crate) fn is_short_day(text: &str) -> bool {
    ['.', '/'].into_iter().filter_map(|separator| day_parts(text, separator)).any(|[day, month, year]| {
        year.len() == 2 && day.len() <= 2 && month.len() <= 2 && is_day_of_month(day, month)
    })
}

fn is_day_with_year(text: &str) -> bool {
    ['.', '-', '/'].into_iter().filter_map(|separator| day_parts(text, separator)).any(|[one, two, three]| {
        match (one.len(), two.len(), three.len()) {
            (4, 1..=2, 1..=2) => is_year(one) && is_day_of_month(three, two),
            (1..=2, 1..=2, 4) => is_year(three) && (is_day_of_month(one, two) || is_day_of_month(two, one)),
            _ => false,
        }
    })
}

fn day_parts(text: &str, separator: char) -> Option<[&str; 3]> {
    // Hardly any number has exactly two, and counting is cheaper than splitting.
    if text.bytes().filter(|byte| char::from(*byte) == separator).count() != 2 {
        return None;
    }
    let mut parts = text.split(separator).map(str::trim);
    let found = [parts.next()?, parts.next()?, parts.next()?];
    let is_number = |part: &&str| !part.is_empty() && digits(part) == part.len();
    (parts.next().is_none() && found.iter().all(is_number)).then_some(found)
}

fn is_day_of_month(day: &str, month: &str) -> bool {
    let within = |text: &str, most: u8| text.parse::<u8>().is_ok_and(|number| (1..=most).contains(&number));
    within(day, 31) && within(month, 12)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && digits(text) == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// `1. 030 1234509`, `2) 0664 1234570`, `1 030 1234509`.
fn is_list_item(text: &str, groups: &[Group<'_>]) -> bool {
    let [first, second, further @ ..] = groups else { return false };
    if is_year(first.digits) && first.gap.is_empty() && second.digits.starts_with('0') && !further.is_empty()
    {
        return second.gap.contains(' ');
    }
    if !first.gap.is_empty() || first.digits.len() > 2 {
        return false;
    }
    let begins_with_zero = first.digits.starts_with('0');
    // `22. 12. 34. 56` is a number.
    let is_dotted = second.gap.starts_with(". ") && further.first().is_none_or(|next| next.gap != second.gap);
    let is_bracketed = second.gap.contains(')') && !text.starts_with(['(', '[']) && !second.gap.contains('(');
    // In Belarus an 8 is dialled before the zero.
    let is_number_before_a_whole = first.digits.len() == 1
        && first.digits != "8"
        && second.digits.starts_with('0')
        && digits(text) > FEWEST_DIGITS;
    is_bracketed || (!begins_with_zero && (is_dotted || is_number_before_a_whole))
}

/// `030 1234501 (2)`: valid brackets contain an area code, a zero, or the rest of the number.
fn has_late_brackets(text: &str) -> bool {
    text.match_indices(['(', '[']).any(|(place, _)| {
        let (before, rest) = text.split_at(place);
        let (inner, behind) = rest.split_once([')', ']']).unwrap_or((rest, ""));
        let (before, inner) = (digits(before), digits(inner));
        inner > 0 && (before >= FEWEST_DIGITS || (before >= 4 && inner <= 3 && digits(behind) == 0))
    })
}

/// `030 12345 030 12346`: after a possibly complete number, another zero begins another number.
fn starts_again(text: &str, groups: &[Group<'_>]) -> bool {
    let Some(first) = groups.first() else { return false };
    let total = digits(text);
    // The international prefix is not part of the number.
    let prefix = match first.digits {
        digits if first.gap.contains('+') => digits.len().min(3),
        digits if digits.starts_with("00") => digits.len().min(5),
        _ => 0,
    };
    groups.iter().skip(1).any(|group| {
        let from = total - group.before;
        let is_same = group.digits == first.digits && from >= FEWEST_DIGITS - 1;
        group.digits.starts_with('0')
            && group.before - prefix >= FEWEST_DIGITS - 1
            && (from >= FEWEST_DIGITS || is_same)
    })
}

/// `030 1234513 - 69`, `030 1234506 ... 59`; not `030 123456-78`, which is an extension, nor `030 123456 - 0`.
fn ends_in_range(groups: &[Group<'_>]) -> bool {
    let dots = |gap: &str| gap.bytes().filter(|byte| *byte == b'.').count();
    let is_dotted = groups.iter().skip(1).any(|group| dots(group.gap) > 1);
    let [.., before, last] = groups else { return false };
    let is_spaced = || last.gap.contains("- ") || last.gap.contains("--");
    let is_end = is_after_a_number(before, last) && last.digits.len() <= 3 && last.digits != "0";
    is_dotted || (is_end && is_spaced())
}

/// `030 1234511 9-17`.
fn ends_in_hours(groups: &[Group<'_>]) -> bool {
    let [.., before, from, to] = groups else { return false };
    is_after_a_number(before, from)
        && from.gap.contains(' ')
        && to.gap.trim() == "-"
        && from.digits.len() <= 2
        && to.digits.len() <= 2
}

/// `030 123456 2`, `030 123456 2)`, `030 1234525 31.1.24`: a footnote, a floor, a list number or a date.
fn ends_in_mark(text: &str, groups: &[Group<'_>]) -> bool {
    let [.., before, last] = groups else { return false };
    let is_single = last.digits.len() == 1 && !last.gap.contains(['-', '/', '(', '[']);
    let is_short_day = text.rsplit_once(' ').is_some_and(|(number, day)| {
        digits(number) >= FEWEST_DIGITS && !number.ends_with('-') && is_short_day(day)
    });
    let is_closed = text.ends_with(')') && !text.contains('(') && last.digits.len() <= 3;
    is_short_day || (is_after_a_number(before, last) && (is_single || is_closed))
}

/// `0171/1234525 2024`.
fn ends_in_year(groups: &[Group<'_>]) -> bool {
    let [.., before, last] = groups else { return false };
    is_after_a_number(before, last)
        && last.before >= FEWEST_DIGITS + 2
        && last.gap.contains(' ')
        && is_year(last.digits)
}

/// Whether the digits before a group may be a complete number.
fn is_after_a_number(before: &Group<'_>, group: &Group<'_>) -> bool {
    before.digits.len() >= LONG_GROUP && group.before >= FEWEST_DIGITS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn other_digits_beside_a_number_are_detected_by_grouping() {
        for one in [
            "+49 (0)30 123462",
            "(030) 1234516",
            "030/123456-78",
            "030 123456 -78",
            "030 123456-0",
            "030 / 123456 - 0",
            "+1 (202) 555-0143",
            "202 555 - 0143",
            "+49 30 1234 0567",
            "+49 1520 0123456",
            "01520 0123456",
            "0049 (0) 30 123456",
            "0049 1520 0123456",
            "030 1234 0567",
            "06 12 05 08 09",
            "05 05 05 05 05",
            "06 12 34 56 - 78",
            "01 23 45 67 08",
            "01. 23. 45. 67. 89",
            "22. 12. 34. 56",
            "1.202.555.0143",
            "1 (202) 555-0143",
            "8 (0162) 12-34-56",
            "0 (532) 123 45 67",
            "(06) 12345678",
            "0664 (1234570)",
            "98765 43210",
            "202 555 2014",
            "202555 2014",
            "12 34 56 78",
            "31 01 24",
            "20.12.34",
            "4 012345",
            "020 7946 2024",
            "",
        ] {
            assert!(is_one_number(one), "{one:?}");
        }
        for other in [
            "030 1234501 (2)",
            "030 1234 (2)",
            "030 1234510 (9-17)",
            "030 1234506 ... 59",
            "030 1234506 .. 59",
            "1. 030 1234509",
            "12. 030 1234509",
            "2) 0664 1234570",
            "1.) 030 1234509",
            "1 030 1234509",
            "1 - 030 1234509",
            "030 12345 030 12346",
            "030 12345 - 030 12346",
            "030 12345 (030) 12346",
            "030 12345 040 12346",
            "030/12345 030/12346",
            "0301234 0301235",
            "01 1234 01 1235",
            "+49 30 12345 030 12346",
            "+493012345 03012346",
            "030 1234513 - 69",
            "030 1234513 -- 69",
            "030 1234511 9-17",
            "030 1234511 9 - 17",
            "0171/1234525 2024",
            "0171/1234525 - 2024",
            "030 12345 31.01.2024",
            "2024-01-31",
            "2024/1/31",
            "12.05.1980",
            "12. 05. 1980",
            "1.5.1980",
            "12/31/1980",
            "1980",
            "2024 030 1234525",
            "030 1234525 31.1.24",
            "030 123456 2",
            "030 123456 2)",
            "030 123456. 2",
            "0612345678 2",
        ] {
            assert!(!is_one_number(other), "{other:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,24}|[0-9 +().,/-]{0,32}") {
            is_one_number(&text);
            ends_in_area_code(&text);
        }

        #[test]
        fn digits_without_gaps_are_one_number(text in "\\+?[0-9]{1,20}") {
            prop_assert!(is_one_number(&text));
        }
    }
}
