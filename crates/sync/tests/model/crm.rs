//! The CRM of the model: it does what it is told, and sends an event for each change that is made in it.

use chrono::{DateTime, Utc};
use frontdesk_sync::{Event, Field, UserFields};

#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) external_id: usize,
    pub(crate) fields: UserFields,
    /// Everything that it ever held.
    pub(crate) held: Vec<UserFields>,
}

/// An event on its way to us.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) id: usize,
    pub(crate) crm_id: usize,
    pub(crate) event: Event,
}

#[derive(Debug, Default)]
pub(crate) struct Crm {
    pub(crate) records: Vec<Record>,
    pub(crate) events: Vec<Sent>,
    sent: usize,
}

impl Crm {
    pub(crate) fn create(&mut self, external_id: usize, fields: &UserFields) -> usize {
        let (fields, held) = (fields.clone(), vec![fields.clone()]);
        self.records.push(Record { external_id, fields, held });
        self.records.len() - 1
    }

    pub(crate) fn update(&mut self, crm_id: usize, fields: &UserFields) {
        let record = &mut self.records[crm_id];
        record.fields = fields.clone();
        record.held.push(fields.clone());
    }

    pub(crate) fn edit(&mut self, crm_id: usize, field: Field, value: &str, at: DateTime<Utc>) {
        let mut fields = self.records[crm_id].fields.clone();
        fields.set(field, value);
        self.update(crm_id, &fields);
        let event = Event::parse(vec![(field.to_string(), value.to_owned())], at).expect("sound");
        self.sent += 1;
        self.events.push(Sent { id: self.sent, crm_id, event });
    }

    pub(crate) fn look_up(&self, external_id: usize) -> Vec<usize> {
        let records = self.records.iter().enumerate();
        records.filter(|(_, record)| record.external_id == external_id).map(|(crm_id, _)| crm_id).collect()
    }
}
