//! Warnings about accepted rows. No warning contains a personal value.

use std::fmt::Display;

use frontdesk_core::Fault;

use crate::known::{Known, PhoneEntry};

/// A warning about an accepted row: a whole sentence, and the path of the field as in faults.
pub type Warning = Fault;

/// The most customers that one warning names; a switchboard number may belong to thousands.
const MOST_NAMED: usize = 3;

/// One warning for each text that was dropped in whole or in part.
pub(crate) fn unacceptable_phones(whole: &[usize], partly: &[usize]) -> Vec<Warning> {
    let warning = |position: &usize, what: &str| {
        Fault::sentence(format!("phone_numbers.{position}"), format!("Phone number {} {what}.", position + 1))
    };
    let whole = whole.iter().map(|position| warning(position, "is not acceptable and was left out"));
    let partly =
        partly.iter().map(|position| warning(position, "has a part that is not acceptable and was left out"));
    whole.chain(partly).collect()
}

/// One warning for the e-mail address, and for each number, that a customer other than `meant` has as well.
pub(crate) fn shared_contacts<K: Known>(
    meant: Option<K::Id>,
    folded_email: Option<&str>,
    acceptable: &[PhoneEntry],
    numbers: &[String],
    known: &K,
) -> Vec<Warning> {
    let other = |customer: &K::Id| Some(*customer) != meant;
    let email = folded_email.and_then(|folded| {
        let owners = owners(known.with_email(folded).filter(other))?;
        Some(Fault::sentence("email", format!("The e-mail address also belongs to {owners}.")))
    });
    let phones = acceptable.iter().filter_map(|entry| {
        let owners = owners(known.with_phone(&entry.phone).filter(other))?;
        let position = numbers.iter().position(|number| number.contains(&entry.raw)).unwrap_or_default();
        let message = format!("Phone number {} also belongs to {owners}.", position + 1);
        Some(Fault::sentence(format!("phone_numbers.{position}"), message))
    });
    email.into_iter().chain(phones).collect()
}

/// A warning for a new id that differs from a stored one only in case. It is a different id: some systems give such ids
/// to different people.
pub(crate) fn id_in_other_case(integration_id: &str, known: &impl Known) -> Option<Warning> {
    if known.with_integration_id(integration_id).is_some() {
        return None;
    }
    let owners = owners(known.in_other_case(integration_id))?;
    let message = format!("The id differs only in upper and lower case from that of {owners}.");
    Some(Fault::sentence("integration_id", message))
}

/// `customer 7`, `customers 7, 9`, `customers 7, 9, 12 and 4 more`. `None` without customers.
fn owners(mut customers: impl Iterator<Item = impl Display>) -> Option<String> {
    let named: Vec<String> =
        customers.by_ref().take(MOST_NAMED).map(|customer| customer.to_string()).collect();
    let noun = if named.len() == 1 { "customer" } else { "customers" };
    let rest = match customers.count() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!named.is_empty()).then(|| format!("{noun} {}{rest}", named.join(", ")))
}
