//! Selection of a row's phone numbers, and merging with stored ones.

use frontdesk_core::{Phone, PhoneCheck, Phones, Region, clean};

use crate::known::PhoneEntry;

/// The selected numbers of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct SelectedPhones {
    /// Each acceptable number once, in the given order. The first is the primary one.
    pub acceptable: Vec<PhoneEntry>,
    /// Positions of dropped numbers, counted from 0.
    pub unacceptable: Vec<usize>,
    /// Positions of texts with an acceptable number and a dropped part.
    pub partly_acceptable: Vec<usize>,
}

impl SelectedPhones {
    /// The primary number: the first acceptable one.
    pub fn primary(&self) -> Option<&PhoneEntry> {
        self.acceptable.first()
    }
}

/// Parses each number by the rules of its country (`region` for those without a leading `+`), drops those that fail
/// `check`, and keeps the order and the first text of each number. Empty texts are skipped. A text may contain [several
/// numbers](Phones::parse).
///
/// ```
/// use frontdesk_core::{PhoneCheck, Region};
/// use frontdesk_import::phones::select_primary_phone;
///
/// let selected = select_primary_phone(&["n/a", "(555) 123-4567"], Region::default(), PhoneCheck::Possible);
/// assert_eq!(selected.primary().map(|entry| entry.phone.as_str()), Some("+15551234567"));
/// assert_eq!(selected.unacceptable, [0]);
/// ```
pub fn select_primary_phone<T: AsRef<str>>(
    numbers: &[T],
    region: Region,
    check: PhoneCheck,
) -> SelectedPhones {
    let mut selected = SelectedPhones::default();
    for (position, number) in numbers.iter().enumerate() {
        let text = clean(number.as_ref());
        if text.is_empty() {
            continue;
        }
        let phones = Phones::parse(&text, region, check);
        match (phones.acceptable.len(), phones.unacceptable) {
            (_, 0) => {}
            (0, _) => selected.unacceptable.push(position),
            _ => selected.partly_acceptable.push(position),
        }
        for (phone, part) in phones.acceptable {
            if !holds(&selected.acceptable, &phone) {
                selected.acceptable.push(entry(phone, part));
            }
        }
    }
    selected
}

/// The most characters of a text that is stored with its number.
const LONGEST_RAW: usize = 32;

/// A text that is too long to store is mostly not a number: the parsed number is stored in its place.
fn entry(phone: Phone, text: &str) -> PhoneEntry {
    let raw = if text.chars().count() > LONGEST_RAW { phone.as_str() } else { text };
    PhoneEntry { raw: raw.to_owned(), phone }
}

/// The most numbers per customer. Without it, a source that sends a new number each time would grow the list without
/// limit.
pub const MOST_PHONES: usize = 1_000;

/// The stored numbers merged with `given`: its primary one first, then the stored ones in order, then its further ones,
/// at most [`MOST_PHONES`]. `None` when nothing changes. Up to the limit no stored number is lost, and a stored number
/// keeps its first text.
///
/// ```
/// use frontdesk_core::Phone;
/// use frontdesk_import::known::PhoneEntry;
/// use frontdesk_import::phones::join_phones;
///
/// let entry = |raw: &str| Some(PhoneEntry { phone: Phone::from_e164(raw)?, raw: raw.to_owned() });
/// let (stored, given) = ([entry("+15551234567")], [entry("+15557654321")]);
/// let (stored, given) = (stored.map(Option::unwrap), given.map(Option::unwrap));
/// let joined = join_phones(&stored, &given).ok_or("no change")?;
/// assert_eq!(joined[0].raw, "+15557654321");
/// assert_eq!(join_phones(&joined, &given), None);
/// # Ok::<(), &str>(())
/// ```
pub fn join_phones(stored: &[PhoneEntry], given: &[PhoneEntry]) -> Option<Vec<PhoneEntry>> {
    let (primary, further) = given.split_first()?;
    let new = further.iter().filter(|entry| !holds(stored, &entry.phone));
    if stored.first().is_some_and(|first| first.phone == primary.phone) && new.clone().next().is_none() {
        return None;
    }
    let first = stored.iter().find(|entry| entry.phone == primary.phone).unwrap_or(primary);
    let others = stored.iter().filter(|entry| entry.phone != primary.phone);
    let joined: Vec<_> = std::iter::once(first).chain(others).chain(new).take(MOST_PHONES).cloned().collect();
    (joined != stored).then_some(joined)
}

fn holds(entries: &[PhoneEntry], phone: &Phone) -> bool {
    entries.iter().any(|entry| entry.phone == *phone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn select(numbers: &[&str]) -> (Vec<String>, Vec<usize>) {
        let selected = select_primary_phone(numbers, Region::default(), PhoneCheck::Possible);
        let texts =
            selected.acceptable.iter().map(|entry| format!("{} {}", entry.phone, entry.raw)).collect();
        (texts, selected.unacceptable)
    }

    #[test]
    fn a_customer_has_at_most_the_limit_of_numbers() {
        let number = |number: usize| PhoneEntry {
            phone: Phone::from_e164(&format!("+1202{number:07}")).expect("a number"),
            raw: number.to_string(),
        };
        let stored: Vec<_> = (0..MOST_PHONES).map(number).collect();
        assert_eq!(join_phones(&stored, &[number(0), number(MOST_PHONES)]), None);
        let joined = join_phones(&stored, &[number(MOST_PHONES)]).expect("a new primary number");
        assert_eq!((joined.len(), &joined[0], &joined[1]), (MOST_PHONES, &number(MOST_PHONES), &stored[0]));
    }

    #[test]
    fn acceptable_numbers_keep_their_order_and_appear_once() {
        let cases: [(&[&str], &[&str], &[usize]); 7] = [
            (&[], &[], &[]),
            (&["", "  "], &[], &[]),
            (&["123", "abc"], &[], &[0, 1]),
            (&["+15551234567"], &["+15551234567 +15551234567"], &[]),
            (
                &["x", "555-123-4567", "", "(555) 765-4321"],
                &["+15551234567 555-123-4567", "+15557654321 (555) 765-4321"],
                &[0],
            ),
            (&["555 123 4567", "+1 555 123 4567", "5551234567"], &["+15551234567 555 123 4567"], &[]),
            (
                &["+442083661171", "555 123 4567"],
                &["+442083661171 +442083661171", "+15551234567 555 123 4567"],
                &[],
            ),
        ];
        for (numbers, acceptable, unacceptable) in cases {
            let (got, dropped) = select(numbers);
            assert_eq!(
                (got, dropped.as_slice()),
                (acceptable.iter().map(|t| t.to_string()).collect(), unacceptable)
            );
        }
    }

    #[test]
    fn the_region_and_the_check_are_the_firms() {
        let british = "GB".parse().expect("a region");
        let selected = select_primary_phone(&["020 8366 1171"], british, PhoneCheck::Valid);
        assert_eq!(selected.primary().map(|entry| entry.phone.as_str()), Some("+442083661171"));
        let strict = select_primary_phone(&["+15551234567"], Region::default(), PhoneCheck::Valid);
        assert_eq!((strict.primary(), strict.unacceptable.as_slice()), (None, [0].as_slice()));
    }

    fn entries(numbers: &[&str]) -> Vec<PhoneEntry> {
        let entry = |number: &&str| {
            let phone = Phone::from_e164(number).expect("E.164");
            PhoneEntry { phone, raw: (*number).to_owned() }
        };
        numbers.iter().map(entry).collect()
    }

    #[test]
    fn given_and_stored_numbers_are_merged_after_the_new_primary() {
        type Case = (&'static [&'static str], &'static [&'static str], Option<&'static [&'static str]>);
        let cases: [Case; 9] = [
            (&[], &[], None),
            (&["+11"], &[], None),
            (&[], &["+11"], Some(&["+11"])),
            (&["+11"], &["+11"], None),
            (&["+11", "+12"], &["+11"], None),
            (&["+11", "+12"], &["+12"], Some(&["+12", "+11"])),
            (&["+11", "+12"], &["+13"], Some(&["+13", "+11", "+12"])),
            (&["+11"], &["+11", "+12"], Some(&["+11", "+12"])),
            (&["+11", "+12"], &["+13", "+12", "+14"], Some(&["+13", "+11", "+12", "+14"])),
        ];
        for (stored, given, want) in cases {
            assert_eq!(
                join_phones(&entries(stored), &entries(given)),
                want.map(entries),
                "{stored:?} {given:?}"
            );
        }
    }

    #[test]
    fn a_stored_number_keeps_its_first_text() {
        let mut given = entries(&["+12", "+11"]);
        given.iter_mut().for_each(|entry| entry.raw = "another text".to_owned());
        assert_eq!(join_phones(&entries(&["+11", "+12"]), &given), Some(entries(&["+12", "+11"])));
    }

    fn some_entries() -> impl Strategy<Value = Vec<PhoneEntry>> {
        prop::collection::hash_set(10_u8..20, 0..6).prop_map(|numbers| {
            entries(
                &numbers
                    .iter()
                    .map(|n| format!("+{n}"))
                    .collect::<Vec<_>>()
                    .iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>(),
            )
        })
    }

    proptest! {
        #[test]
        fn no_stored_number_is_lost_and_merging_again_changes_nothing(stored in some_entries(), given in some_entries()) {
            let joined = join_phones(&stored, &given).unwrap_or_else(|| stored.clone());
            for entry in stored.iter().chain(&given) {
                prop_assert_eq!(joined.iter().filter(|other| other.phone == entry.phone).count(), 1);
            }
            prop_assert_eq!(joined.len(), stored.iter().chain(given.iter().filter(|g| !stored.contains(g))).count());
            if let Some(primary) = given.first() {
                prop_assert_eq!(&joined[0].phone, &primary.phone);
            }
            prop_assert_eq!(join_phones(&joined, &given), None);
        }

        #[test]
        fn no_text_panics(numbers in prop::collection::vec(any::<String>(), 0..6)) {
            let selected = select_primary_phone(&numbers, Region::default(), PhoneCheck::Possible);
            prop_assert!(selected.acceptable.len() + selected.unacceptable.len() <= numbers.len());
        }
    }
}
