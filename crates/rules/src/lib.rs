//! The business rules of Frontdesk, for services that have a database and an API of their own.
//!
//! Each rule is a function of its arguments: no clock, no file, no network, no database. A service loads what the rule asks
//! for, calls it, and writes what it decides. Every crate is behind the feature of its name, so that a service builds only
//! what it uses.
//!
//! | module | feature | entry points |
//! |---|---|---|
//! | `core` | always | `Email`, `Money`, `Month`, `Fault`; with `phone` also `Phone` and `FirmSettings` |
//! | `tables` | `tables`, `csv`, `xlsx` | `open::open`, `mapping::Mapping` |
//! | `import` | `import` | `client::decide`, `account::decide_account` |
//! | `opportunities` | `opportunities` | `deal::RawDeal::create`, `forecast::forecast` |
//! | `interactions` | `interactions` | `InteractionRow::parse`, `windows`, `Channels::count` |
//! | `requests` | `requests` | `State::assign`, `State::complete` |
//! | `sync` | `sync`, `json`, `signature` | `Visit::next`, `merge_field`, `verify` |
//!
//! # Quick start
//!
//! A client comes in, is matched with those that the service has, and is written once:
#![cfg_attr(feature = "import", doc = "```")]
#![cfg_attr(not(feature = "import"), doc = "```ignore")]
//! use std::collections::BTreeMap;
//!
//! use frontdesk_rules::core::FirmSettings;
//! use frontdesk_rules::import::client::{self, ClientRow, Decision, IntegrationType, RawClient};
//! use frontdesk_rules::import::known::{KnownCustomer, KnownCustomers};
//!
//! /// The customers of a service, under ids of its own.
//! #[derive(Default)]
//! struct Store {
//!     customers: BTreeMap<u128, KnownCustomer<u128>>,
//! }
//!
//! impl Store {
//!     /// Creates or updates a client. The id of the customer, and whether anything was written.
//!     fn upsert(&mut self, raw: RawClient) -> Result<(u128, bool), Box<dyn std::error::Error>> {
//!         let firm = FirmSettings::default();
//!         let today = "2026-01-31".parse()?;
//!         // Load: here all of them; a database looks them up by `client.keys()`.
//!         let client = client::prepare(ClientRow::parse(raw, IntegrationType::CsvImport, today)?, &firm);
//!         let known: KnownCustomers<u128> = self.customers.values().cloned().collect();
//!         // Decide.
//!         let (decision, _warnings) = client::decide(&firm, &client, true, &known);
//!         // Write.
//!         match decision {
//!             Decision::Create(new) => {
//!                 let id = self.customers.len() as u128 + 1;
//!                 self.customers.insert(id, KnownCustomer::created(id, &new));
//!                 Ok((id, true))
//!             }
//!             Decision::Update { id, changes } => {
//!                 self.customers.get_mut(&id).ok_or("gone")?.apply(&changes);
//!                 Ok((id, true))
//!             }
//!             Decision::Unchanged { id } => Ok((id, false)),
//!             Decision::Refuse(refusal) => Err(refusal.into()),
//!         }
//!     }
//! }
//!
//! let ada = RawClient {
//!     name: Some("Ada Lovelace".to_owned()),
//!     phone_numbers: vec!["(202) 555-0143".to_owned()],
//!     integration_id: Some("ext-1".to_owned()),
//!     ..RawClient::default()
//! };
//! let mut store = Store::default();
//! assert_eq!(store.upsert(ada.clone())?, (1, true));
//! assert_eq!(store.upsert(ada)?, (1, false), "the same row again says nothing new");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `examples/` has a program for each crate.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

pub use frontdesk_core as core;
#[cfg(feature = "import")]
pub use frontdesk_import as import;
#[cfg(feature = "interactions")]
pub use frontdesk_interactions as interactions;
#[cfg(feature = "opportunities")]
pub use frontdesk_opportunities as opportunities;
#[cfg(feature = "requests")]
pub use frontdesk_requests as requests;
#[cfg(feature = "sync")]
pub use frontdesk_sync as sync;
#[cfg(feature = "tables")]
pub use frontdesk_tables as tables;
