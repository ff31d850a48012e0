//! The CRM of the model. It sends an event for each edit made in it.

use chrono::{DateTime, Utc};
use frontdesk_sync::{CrmFields, Event, Field, UserFields};

/// How the CRM stores values, and what its answers to writes contain.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Habits {
    pub(crate) tidies: bool,
    /// Whether answers to writes hold the whole record, or its id alone.
    pub(crate) answers_whole: bool,
}

impl Habits {
    fn stored(self, field: Field, value: &str) -> String {
        match field {
            _ if !self.tidies => value.to_owned(),
            Field::Name => value.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase(),
            Field::Email => value.trim().to_lowercase(),
            Field::Phone => {
                let digits: String = value.chars().filter(char::is_ascii_digit).collect();
                format!("+1{}", digits.get(digits.len().saturating_sub(10)..).unwrap_or_default())
            }
        }
    }

    fn tidied(self, fields: &UserFields) -> UserFields {
        let [name, email, phone] = Field::ALL.map(|field| self.stored(field, fields.get(field)));
        UserFields { name, email, phone }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) external_id: usize,
    pub(crate) fields: UserFields,
    /// All values that it has held.
    pub(crate) held: Vec<UserFields>,
}

/// An event in flight.
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
    pub(crate) habits: Habits,
    /// The number of updates.
    pub(crate) updates: usize,
    sent: usize,
}

impl Crm {
    pub(crate) fn new(habits: Habits) -> Self {
        Self { habits, ..Self::default() }
    }

    pub(crate) fn create(&mut self, external_id: usize, fields: &UserFields) -> usize {
        let fields = self.habits.tidied(fields);
        let held = vec![fields.clone()];
        self.records.push(Record { external_id, fields, held });
        self.records.len() - 1
    }

    pub(crate) fn update(&mut self, crm_id: usize, fields: &UserFields) {
        self.updates += 1;
        self.store(crm_id, self.habits.tidied(fields));
    }

    fn store(&mut self, crm_id: usize, fields: UserFields) {
        let record = &mut self.records[crm_id];
        record.fields = fields.clone();
        record.held.push(fields);
    }

    /// The fields in the answer to a write.
    pub(crate) fn answer(&self, crm_id: usize) -> CrmFields {
        let whole = self.habits.answers_whole.then(|| self.records[crm_id].fields.clone());
        whole.map(CrmFields::from).unwrap_or_default()
    }

    pub(crate) fn edit(&mut self, crm_id: usize, field: Field, value: &str, at: DateTime<Utc>) {
        let mut fields = self.records[crm_id].fields.clone();
        let value = self.habits.stored(field, value);
        fields.set(field, &value);
        self.store(crm_id, fields);
        let event = Event::parse(vec![(field.to_string(), value)], at).expect("sound");
        self.sent += 1;
        self.events.push(Sent { id: self.sent, crm_id, event });
    }

    pub(crate) fn look_up(&self, external_id: usize) -> Vec<usize> {
        let records = self.records.iter().enumerate();
        records.filter(|(_, record)| record.external_id == external_id).map(|(crm_id, _)| crm_id).collect()
    }
}
