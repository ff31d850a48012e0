//! Files as tables: CSV files and XLSX workbooks, the mapping of columns to fields, and the rejects file.
//!
//! [`Mapping::guess`](mapping::Mapping::guess) finds the field of each column by its header, and
//! [`Mapping::cells`](mapping::Mapping::cells) returns the cells of a row by field, with dates and months as in
//! payloads. The readers need the features `csv` and `xlsx`; without them neither the readers nor their dependencies
//! are compiled. Memory is bounded for any input.
//!
//! ```
//! use frontdesk_tables::mapping::{Kind, Mapping};
//! use frontdesk_tables::table::RawRow;
//!
//! let headers = ["External ID", "Surname", "DOB"].map(str::to_owned);
//! let mapping = Mapping::guess(Kind::Clients, &headers, &[])?;
//! let row = RawRow { number: 2, cells: ["x-1", "Lovelace", "1815-12-10 00:00"].map(str::to_owned).to_vec() };
//!
//! let cells: Vec<_> = mapping.cells(&row).collect();
//! assert_eq!(cells[0], ("integration_id", "x-1".into()));
//! assert_eq!(cells[2], ("birth_date", "1815-12-10".into()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[cfg(feature = "csv")]
pub mod csv;
pub mod dates;
pub mod mapping;
#[cfg(all(feature = "csv", feature = "xlsx"))]
pub mod open;
pub mod rejects;
pub mod table;
#[cfg(feature = "xlsx")]
pub mod xlsx;
