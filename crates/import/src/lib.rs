//! Imports of customers: parsing client and account rows, matching them with stored customers, and deciding on the
//! changes.
//!
//! The rules are pure functions: [`ClientRow::parse`](client::ClientRow::parse) returns the row or all its faults,
//! [`client::prepare`] selects its phone numbers by the firm's settings, and [`client::decide`] decides what to do,
//! given the customers that the row may match. No function here reads a file by name, a clock or a database. A single
//! client takes the same path as a million of them.
//!
//! ```
//! use chrono::NaiveDate;
//! use frontdesk_core::FirmSettings;
//! use frontdesk_import::client::{self, ClientRow, Decision, IntegrationType, RawClient};
//! use frontdesk_import::known::KnownCustomers;
//!
//! let raw = RawClient {
//!     name: Some("Ada King Lovelace".to_owned()),
//!     phone_numbers: vec!["(555) 123-4567".to_owned()],
//!     integration_id: Some("ext-123".to_owned()),
//!     ..RawClient::default()
//! };
//! let today = NaiveDate::from_ymd_opt(2026, 1, 31).ok_or("no such day")?;
//! let row = ClientRow::parse(raw, IntegrationType::CsvImport, today)?;
//! let firm = FirmSettings::default();
//! let prepared = client::prepare(row, &firm);
//!
//! // No customer is stored yet: the row creates one.
//! let mut known = KnownCustomers::new();
//! let (decision, warnings) = client::decide(&firm, &prepared, true, &known);
//! let Decision::Create(new) = decision else { return Err("expected a new customer".into()) };
//! assert_eq!(new.last_name.as_deref(), Some("King Lovelace"));
//! assert_eq!(new.phones[0].phone.as_str(), "+15551234567");
//! assert!(warnings.is_empty());
//!
//! // The same row again changes nothing.
//! let id = 1.try_into()?;
//! known.apply_created(id, &new);
//! let (decision, _) = client::decide(&firm, &prepared, true, &known);
//! assert_eq!(decision, Decision::Unchanged { id });
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Files are read by `frontdesk-tables`; [`RawClient::from_row`](client::RawClient::from_row) and
//! [`RawAccount::from_row`](account::RawAccount::from_row) convert their rows to clients and accounts.
#![doc = include_str!("reading.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

pub mod account;
pub mod client;
pub mod dates;
mod fields;
pub mod known;
pub mod names;
pub mod phones;
pub mod repeats;
pub mod rows;
pub mod tally;
