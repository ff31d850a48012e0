//! Generated clients, by number.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};

/// The first client created by PATCH; those in files have lower numbers.
pub(crate) const BY_PATCH: u64 = 3_000_000;

const COLUMNS: &str = "First Name,Last Name,E-mail,Phone 1,Phone 2,Integration ID";

/// The numbers of areas and of types in a file that has them.
pub(crate) const AREAS: u64 = 10;
pub(crate) const TYPES: u64 = 3;

/// Phone numbers have seven variable digits, the first of which is 2 or more.
const PHONES: u64 = 8_000_000;

/// A client. Up to [`PHONES`] of them share no phone, no e-mail address and no id.
struct Person {
    first_name: String,
    last_name: String,
    email: String,
    phones: [String; 2],
    integration_id: String,
}

impl Person {
    fn number(number: u64) -> Self {
        // Odd, and not a multiple of 5: no two numbers below `PHONES` collide, and adjacent ones are far apart.
        let scattered = |factor: u64| number.wrapping_mul(factor) % PHONES + 2_000_000;
        Self {
            first_name: format!("First{}", number % 5_000),
            last_name: format!("Last{}", last_name(number)),
            email: format!("user{:x}@example.com", number.wrapping_mul(0x9E37_79B9_7F4A_7C15)),
            phones: [format!("+1202{}", scattered(7_368_787)), format!("+1415{}", scattered(2_750_159))],
            integration_id: format!("ext-{number}"),
        }
    }
    /// Its line in a file.
    fn row(&self) -> String {
        let Self { first_name, last_name, email, phones: [one, two], integration_id } = self;
        format!("{first_name},{last_name},{email},{one},{two},{integration_id}")
    }
}

/// The number in the last name of a person.
pub(crate) fn last_name(number: u64) -> u64 {
    number.wrapping_mul(31) % 100_000
}

/// The person as JSON, with one phone number.
pub(crate) fn record(number: u64) -> String {
    let Person { first_name, last_name, email, phones: [phone, _], integration_id } = Person::number(number);
    serde_json::json!({
        "first_name": first_name, "last_name": last_name, "email": email, "phone": phone,
        "integration_id": integration_id,
    })
    .to_string()
}

/// The e-mail address of a person.
pub(crate) fn email(number: u64) -> String {
    Person::number(number).email
}

/// The first phone number of a person, for a query.
pub(crate) fn phone(number: u64) -> String {
    let [phone, _] = Person::number(number).phones;
    phone.replace('+', "%2B")
}

/// Writes a CSV file of the first `count` clients.
pub(crate) fn write_csv(file: &Path, count: u64) -> Result<()> {
    write(file, count, COLUMNS, |number| Person::number(number).row())
}

/// The same with an area and a type for each.
pub(crate) fn write_wide_csv(file: &Path, count: u64) -> Result<()> {
    write(file, count, &format!("{COLUMNS},Area,Customer Type"), |number| {
        format!("{},Area{},Type{}", Person::number(number).row(), number % AREAS, number % TYPES)
    })
}

fn write(file: &Path, count: u64, columns: &str, row: impl Fn(u64) -> String) -> Result<()> {
    let failed = || format!("cannot write {}", file.display());
    let mut out = BufWriter::new(File::create(file).with_context(failed)?);
    writeln!(out, "{columns}").with_context(failed)?;
    for number in 0..count {
        writeln!(out, "{}", row(number)).with_context(failed)?;
    }
    out.flush().with_context(failed)
}

/// The request that creates a client.
pub(crate) fn patch(number: u64) -> Vec<u8> {
    let Person { first_name, last_name, email, phones: [phone, _], integration_id } = Person::number(number);
    let body = format!(
        r#"{{"firm_id":1,"integration_type":"CSV_IMPORT","field_names":{{"first_name":"{first_name}","last_name":"{last_name}","email":"{email}","phone_numbers":["{phone}"],"integration_id":"{integration_id}"}}}}"#
    );
    let length = body.len();
    format!(
        "PATCH /clients HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn clients_have_unique_ids_phones_and_addresses() {
        let mut seen = HashSet::new();
        for number in (0..50_000).chain(BY_PATCH..BY_PATCH + 50_000) {
            let person = Person::number(number);
            for known_by in person.phones.into_iter().chain([person.email, person.integration_id]) {
                assert!(seen.insert(known_by.clone()), "{known_by}");
            }
        }
    }
}
