//! Tables over the cases of the client rules, and properties.

mod decide;
mod parse;
mod properties;
mod update;

use chrono::NaiveDate;
use frontdesk_core::{CustomerId, Email, FirmSettings, Phone};

use super::{ClientRow, IntegrationType, PreparedClient, RawClient, prepare};
use crate::known::{KnownCustomer, KnownCustomers, NewCustomer, PhoneEntry};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 31).expect("a day")
}

fn id(id: i64) -> CustomerId {
    id.try_into().expect("an id")
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn email(text: &str) -> Option<Email> {
    Some(Email::parse(text).expect("an address"))
}

fn entry(number: &str) -> PhoneEntry {
    PhoneEntry { phone: Phone::from_e164(number).expect("E.164"), raw: number.to_owned() }
}

/// Ada, as in the specification of the service.
fn ada() -> RawClient {
    RawClient {
        first_name: text("Ada"),
        last_name: text("Lovelace"),
        email: text("ada@example.com"),
        phone_numbers: vec!["+15551234567".to_owned()],
        integration_id: text("ext-123"),
        birth_date: text("1815-12-10"),
        ssn: text("078-05-1120"),
        ..RawClient::default()
    }
}

fn parsed(raw: RawClient) -> ClientRow {
    ClientRow::parse(raw, IntegrationType::CsvImport, today()).expect("a valid row")
}

fn prepared(raw: RawClient, firm: &FirmSettings) -> PreparedClient {
    prepare(parsed(raw), firm)
}

fn corporate() -> FirmSettings {
    FirmSettings::default().corporate(true)
}

fn knowing(customers: impl IntoIterator<Item = (i64, NewCustomer)>) -> KnownCustomers {
    let mut known = KnownCustomers::default();
    for (number, customer) in customers {
        known.insert(KnownCustomer::created(id(number), &customer));
    }
    known
}
