//! Writes of customers: one, or a chunk by the fastest way of each database.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{CustomerId, Ssn, changes_between};
use frontdesk_import::known::{CustomerChanges, KnownCustomer, NewCustomer, PhoneEntry};
use frontdesk_import::repeats::fold_case;
use uuid::Uuid;

use super::batch::{Batch, CustomerIds};
use super::counts::CountChanges;
use super::rows::{AccountRow, CustomerChangeset, NewCustomerRow, PhoneRow, SecretRow};
use super::search::{folded, words_of};
use crate::engine::error::StorageError;
use crate::engine::schema::{customer_accounts, customer_phones, customers};
use crate::engine::scope::Scoped;
use crate::engine::secret::Place;
use crate::journal;
use crate::search::{self, Kind, PendingTerms};

/// Writes the customers of one transaction. Inserts are buffered until [`CustomerWriter::flush`], so that a chunk costs
/// a few statements.
pub(crate) struct CustomerWriter<'s, 'c, 't> {
    scoped: &'s mut Scoped<'c>,
    now: NaiveDateTime,
    at: DateTime<Utc>,
    ids: CustomerIds,
    batch: Batch,
    /// Takes the search terms of new customers, if the caller writes them.
    terms: Option<&'t mut PendingTerms>,
    held_back: HashSet<CustomerId>,
    /// Buffered rows whose creation is not in the journal yet. Together their ids make few ranges.
    created: Vec<i64>,
    counts: CountChanges,
    is_bulk: bool,
}

impl<'s, 'c, 't> CustomerWriter<'s, 'c, 't> {
    /// `expected` is the number of new customers to set ids aside for.
    pub(crate) fn new(scoped: &'s mut Scoped<'c>, now: DateTime<Utc>, expected: usize) -> Self {
        let (ids, batch) = (CustomerIds::new(expected), Batch::new(scoped.firm_id()));
        let (held_back, created, counts) = (HashSet::new(), Vec::new(), CountChanges::default());
        let (at, now, is_bulk) = (now, now.naive_utc(), expected > 1);
        Self { scoped, now, at, ids, batch, terms: None, held_back, created, counts, is_bulk }
    }

    /// Leaves the search terms of new customers to the caller.
    pub(crate) fn with_terms(self, terms: Option<&'t mut PendingTerms>) -> Self {
        Self { terms, ..self }
    }

    /// Adds a new customer and returns its id at once.
    pub(crate) fn create(&mut self, new: &NewCustomer) -> Result<CustomerId, StorageError> {
        let given = match new.id {
            Some(id) => {
                self.ids.bring(id.get());
                Some(id.get())
            }
            None => self.ids.next(self.scoped.conn)?,
        };
        if given.is_none() && self.batch.brings_ids {
            // The database assigns the id, so rows with explicit ids must be inserted first.
            self.flush()?;
        }
        let words = words_of!(new);
        let row = self.new_row(given, new, words.to_text());
        let id = match given {
            Some(id) => {
                self.batch.customers.push(row);
                id
            }
            None => super::batch::insert_and_get_id(self.scoped.conn, &row)?,
        };
        let customer_id = CustomerId::try_from(id).map_err(|_| StorageError::Corrupt {
            table: "customers",
            column: "id",
            id,
        })?;
        self.batch.brings_ids |= new.id.is_some();
        self.hold_facets(id, new)?;
        let terms = match &mut self.terms {
            Some(of_caller) => of_caller,
            None => &mut self.batch.terms,
        };
        terms.add(id, &words.terms());
        self.held_back.insert(customer_id);
        self.counts.add(new.customer_type.as_deref(), 1);
        self.keep_created(customer_id, new);
        Ok(customer_id)
    }

    fn keep_created(&mut self, id: CustomerId, new: &NewCustomer) {
        if self.is_bulk {
            self.created.push(id.get());
        } else {
            let of = (journal::Kind::Customer, id.get(), 1);
            journal::created(self.scoped, of, &KnownCustomer::created(id, new), self.at);
        }
    }

    fn new_row(&self, id: Option<i64>, new: &NewCustomer, search_text: String) -> NewCustomerRow {
        let email_folded = new.email.as_ref().map(|email| email.folded());
        NewCustomerRow {
            id: id.unwrap_or(0),
            firm_id: self.scoped.firm_id(),
            uuid: Uuid::now_v7().as_bytes().to_vec(),
            kind: new.kind.as_str(),
            search_text,
            first_name: new.first_name.clone(),
            last_name: new.last_name.clone(),
            company_name: new.company_name.clone(),
            email: new.email.as_ref().map(ToString::to_string),
            email_folded,
            phone: new.phones.first().map(|entry| entry.phone.to_string()),
            birth_date: new.birth_date,
            integration_id: new.integration_id.clone(),
            occupation: new.occupation.clone(),
            customer_type: new.customer_type.clone(),
            version: 1,
            created_at: self.now,
            updated_at: self.now,
            deleted_at: None,
            tombstone: 0,
            first_name_folded: new.first_name.as_deref().and_then(folded),
            last_name_folded: new.last_name.as_deref().and_then(folded),
            customer_type_folded: new.customer_type.as_deref().and_then(folded),
            integration_id_folded: new.integration_id.as_deref().and_then(fold_case),
        }
    }

    fn hold_facets(&mut self, id: i64, new: &NewCustomer) -> Result<(), StorageError> {
        let firm = self.scoped.firm_id();
        self.batch.phones.extend(phone_rows(firm, id, &new.phones));
        if new.account != Default::default() {
            self.batch.accounts.push(AccountRow::new(firm, id, &new.account));
        }
        if let Some(ssn) = &new.ssn {
            let sealed = self.seal(id, ssn)?;
            self.batch.secrets.push(sealed);
        }
        Ok(())
    }

    fn seal(&self, customer_id: i64, ssn: &Ssn) -> Result<SecretRow, StorageError> {
        let firm_id = self.scoped.firm_id();
        let sealed = self.scoped.secrets.seal(ssn_place(firm_id, customer_id), ssn.digits())?;
        Ok(SecretRow { customer_id, firm_id, ssn_sealed: sealed.bytes, ssn_key_id: sealed.key_id })
    }

    /// Changes a customer from `before` to `after`; `changes` names the changed facets.
    ///
    /// Fails with [`StorageError::Conflict`] when the stored version is no longer that of `before`.
    pub(crate) fn update(
        &mut self,
        before: &KnownCustomer,
        after: &KnownCustomer,
        changes: &CustomerChanges,
    ) -> Result<(), StorageError> {
        if self.held_back.contains(&before.id) {
            self.flush()?;
        }
        let id = before.id.get();
        let target = customers::table
            .living(self.scoped.firm)
            .filter(customers::id.eq(id))
            .filter(customers::version.eq(before.version));
        let touched =
            diesel::update(target).set(changeset(before, after, self.now)).execute(self.scoped.conn)?;
        if touched != 1 {
            return Err(StorageError::Conflict);
        }
        self.write_terms_of(before.id)?;
        rewrite_terms(self.scoped, before, after)?;
        let mut changed = changes_between(Some(before), Some(after));
        changed.extend(changes.recorded_ssn(before));
        let of = (journal::Kind::Customer, id, after.version);
        journal::change(self.scoped, of, journal::Action::Updated, &changed, self.at);
        self.update_facets(id, changes)
    }

    /// Writes the pending terms if those of this customer may be among them.
    fn write_terms_of(&mut self, id: CustomerId) -> Result<(), StorageError> {
        match &mut self.terms {
            Some(pending) if pending.may_have(id.get()) => pending.write(self.scoped.conn),
            _ => Ok(()),
        }
    }

    /// Replaces the record of `before` with `after`, including its facets.
    ///
    /// Fails with [`StorageError::Conflict`] when the stored version is no longer that of `before`.
    pub(crate) fn replace(
        &mut self,
        before: &KnownCustomer,
        after: &KnownCustomer,
    ) -> Result<(), StorageError> {
        let facets = CustomerChanges {
            phones: Some(after.phones.clone()).filter(|phones| *phones != before.phones),
            account: Some(after.account.clone()).filter(|account| *account != before.account),
            ..CustomerChanges::default()
        };
        self.update(before, after, &facets)
    }

    fn update_facets(&mut self, id: i64, changes: &CustomerChanges) -> Result<(), StorageError> {
        let firm = self.scoped.firm_id();
        if let Some(phones) = &changes.phones {
            let stored =
                customer_phones::table.of_firm(self.scoped.firm).filter(customer_phones::customer_id.eq(id));
            diesel::delete(stored).execute(self.scoped.conn)?;
            self.batch.phones.extend(phone_rows(firm, id, phones));
        }
        if let Some(account) = &changes.account {
            let row = AccountRow::new(firm, id, account);
            let stored = customer_accounts::table
                .of_firm(self.scoped.firm)
                .filter(customer_accounts::customer_id.eq(id));
            diesel::delete(stored).execute(self.scoped.conn)?;
            self.batch.accounts.push(row);
        }
        if let Some(ssn) = &changes.ssn {
            let sealed = self.seal(id, ssn)?;
            self.batch.secrets.push(sealed);
        }
        // Facets are written with the next flush; a second change of the same customer must not see them half-written.
        let id = CustomerId::try_from(id).map_err(|_| StorageError::Corrupt {
            table: "customers",
            column: "id",
            id,
        })?;
        self.held_back.insert(id);
        Ok(())
    }

    /// Writes the buffered rows.
    pub(crate) fn flush(&mut self) -> Result<(), StorageError> {
        self.held_back.clear();
        let created = std::mem::take(&mut self.created);
        journal::created_in_bulk(self.scoped, journal::Kind::Customer, created, self.at);
        std::mem::replace(&mut self.batch, Batch::new(self.scoped.firm_id())).write(self.scoped.conn)?;
        std::mem::take(&mut self.counts).write(self.scoped, self.is_bulk)
    }
}

/// Replaces the search terms of a customer.
pub(super) fn rewrite_terms(
    scoped: &mut Scoped<'_>,
    before: &KnownCustomer,
    after: &KnownCustomer,
) -> Result<(), StorageError> {
    let (was, is) = (words_of!(before), words_of!(after));
    if was == is {
        return Ok(());
    }
    search::replace(scoped.conn, scoped.firm, Kind::Customer, before.id.get(), &was.terms(), &is.terms())
}

/// The place that a customer's SSN is sealed for.
pub(crate) fn ssn_place(firm: i64, customer_id: i64) -> Place {
    Place { firm, table: "customer_secrets", column: "ssn_sealed", row: customer_id }
}

pub(super) fn phone_rows(
    firm_id: i64,
    customer_id: i64,
    phones: &[PhoneEntry],
) -> impl Iterator<Item = PhoneRow> {
    (0_i16..).zip(phones).map(move |(position, entry)| PhoneRow {
        customer_id,
        position,
        firm_id,
        e164: entry.phone.to_string(),
        raw: (entry.raw != entry.phone.as_str()).then(|| entry.raw.clone()),
    })
}

/// The columns in which two states of a customer differ. Others are not written: the database would rewrite their
/// indexes.
fn changeset(before: &KnownCustomer, after: &KnownCustomer, now: NaiveDateTime) -> CustomerChangeset {
    fn changed<T: Clone + PartialEq>(before: &T, after: &T) -> Option<T> {
        (before != after).then(|| after.clone())
    }
    let first_name = changed(&before.first_name, &after.first_name);
    let last_name = changed(&before.last_name, &after.last_name);
    let email = changed(&before.email, &after.email);
    let integration_id = changed(&before.integration_id, &after.integration_id);
    let customer_type = changed(&before.customer_type, &after.customer_type);
    let key = |text: &Option<Option<String>>| text.as_ref().map(|text| text.as_deref().and_then(folded));
    let primary = |it: &KnownCustomer| it.phones.first().map(|entry| entry.phone.to_string());
    CustomerChangeset {
        kind: changed(&before.kind, &after.kind).map(|kind| kind.as_str()),
        first_name_folded: key(&first_name),
        last_name_folded: key(&last_name),
        customer_type_folded: key(&customer_type),
        integration_id_folded: integration_id.as_ref().map(|id| id.as_deref().and_then(fold_case)),
        email_folded: email.as_ref().map(|email| email.as_ref().map(|email| email.folded())),
        email: email.map(|email| email.map(|email| email.to_string())),
        first_name,
        last_name,
        integration_id,
        customer_type,
        company_name: changed(&before.company_name, &after.company_name),
        phone: changed(&primary(before), &primary(after)),
        birth_date: changed(&before.birth_date, &after.birth_date),
        occupation: changed(&before.occupation, &after.occupation),
        search_text: words_of!(after).to_text(),
        version: after.version,
        updated_at: now,
    }
}
