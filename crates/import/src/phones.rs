//! Which of the numbers that a row gives can be taken, and how they join those that are stored.

use frontdesk_core::{Phone, PhoneCheck, Region};

use crate::known::PhoneEntry;

/// The numbers of a row, sorted out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SelectedPhones {
    /// Every acceptable number once, in the order given. The first is the primary one.
    pub acceptable: Vec<PhoneEntry>,
    /// Where in the list the numbers stand that were dropped as unacceptable, counted from 0.
    pub unacceptable: Vec<usize>,
}

impl SelectedPhones {
    /// The number that a client is reached by: the first acceptable one.
    pub fn primary(&self) -> Option<&PhoneEntry> {
        self.acceptable.first()
    }
}

/// Reads each number by the rules of its country (`region` for those without a leading `+`), drops what does
/// not pass `check`, keeps the order and the first text of each number. Empty texts are passed over.
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
        let raw = number.as_ref().trim();
        if raw.is_empty() {
            continue;
        }
        match Phone::parse(raw, region, check) {
            Ok(phone) if holds(&selected.acceptable, &phone) => {}
            Ok(phone) => selected.acceptable.push(PhoneEntry {
                phone,
                raw: raw.to_owned(),
            }),
            Err(_) => selected.unacceptable.push(position),
        }
    }
    selected
}

/// The stored numbers after a row gave `given`: its primary one first, then the stored ones in their order, then
/// its further ones. `None` when that is what is stored already. No stored number is ever lost, and a number that
/// is stored keeps the text it was first read from.
pub fn join_phones(stored: &[PhoneEntry], given: &[PhoneEntry]) -> Option<Vec<PhoneEntry>> {
    let (primary, further) = given.split_first()?;
    let new = further.iter().filter(|entry| !holds(stored, &entry.phone));
    if stored.first().is_some_and(|first| first.phone == primary.phone) && new.clone().next().is_none() {
        return None;
    }
    let first = stored
        .iter()
        .find(|entry| entry.phone == primary.phone)
        .unwrap_or(primary);
    let others = stored.iter().filter(|entry| entry.phone != primary.phone);
    Some(std::iter::once(first).chain(others).chain(new).cloned().collect())
}

fn holds(entries: &[PhoneEntry], phone: &Phone) -> bool {
    entries.iter().any(|entry| entry.phone == *phone)
}
