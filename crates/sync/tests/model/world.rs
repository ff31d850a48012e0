//! Frontdesk, the CRM, and the network between them.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use frontdesk_sync::{Abilities, Field, Shown, ShownPhone, Step, UserFields, is_same_value};

use crate::crm::{Crm, Habits, Sent};
use crate::here::{Answer, Claimed, Here};

/// The fate of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Answered,
    /// It fails before it took effect.
    NeverArrived,
    /// It takes effect, and the answer is lost.
    AnswerLost,
    /// It takes effect after its caller has given up.
    ArrivesLate,
}

/// The state of a worker.
#[derive(Debug, Default)]
enum Worker {
    #[default]
    Idle,
    /// Makes its next call when it is scheduled.
    Ready(Claimed),
    /// Waits for an answer that is in flight.
    Waiting(Claimed, Answer),
    /// Waits for an answer that never arrives.
    InVain(Claimed),
}

#[derive(Debug)]
pub(crate) struct World {
    pub(crate) here: Here,
    crm: Crm,
    workers: Vec<Worker>,
    /// Updates whose callers have given up, and that take effect later.
    late: Vec<(usize, UserFields)>,
    now: DateTime<Utc>,
    skew: TimeDelta,
    /// Whether every event is delivered and no update takes effect after its caller has given up: then both sides become
    /// equal without a sweep.
    pub(crate) nothing_was_lost: bool,
}

/// Each odd value is the even one before it in another spelling.
fn value(field: Field, value: u8) -> String {
    let (which, is_respelled) = (value / 2, value % 2 == 1);
    match (field, is_respelled) {
        (Field::Name, false) => format!("Ada {which}"),
        (Field::Name, true) => format!(" ada  {which}"),
        (Field::Email, false) => format!("ada{which}@example.com"),
        (Field::Email, true) => format!("Ada{which}@Example.com"),
        (Field::Phone, false) => format!("202-555-010{which}"),
        (Field::Phone, true) => format!("(202) 555 010{which}"),
    }
}

fn fields(number: u8) -> UserFields {
    let [name, email, phone] = Field::ALL.map(|field| value(field, number));
    UserFields::parse(&name, &email, &phone).expect("sound")
}

fn shown(fields: &UserFields) -> Shown {
    let phone = ShownPhone { number: fields.phone.clone(), given: fields.phone.clone() };
    Shown { name: Some(fields.name.clone()), email: Some(fields.email.clone()), phone: Some(phone) }
}

impl World {
    pub(crate) fn new(skew_seconds: i64, habits: Habits, workers: usize) -> Self {
        Self {
            here: Here::default(),
            crm: Crm::new(habits),
            workers: (0..workers).map(|_| Worker::Idle).collect(),
            late: Vec::new(),
            now: Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).single().expect("a time"),
            skew: TimeDelta::seconds(skew_seconds),
            nothing_was_lost: true,
        }
    }

    pub(crate) fn tick(&mut self, seconds: i64) {
        self.now += TimeDelta::seconds(seconds);
    }

    pub(crate) fn sign_up(&mut self, number: u8) {
        self.here.sign_up(fields(number));
    }

    pub(crate) fn edit(&mut self, user: usize, field: usize, number: u8) {
        let mut wanted = self.here.users[user].sync.local.clone();
        wanted.set(Field::ALL[field], &value(Field::ALL[field], number));
        self.here.edit(user, wanted);
    }

    pub(crate) fn edit_customer(&mut self, user: usize, field: usize, number: u8) {
        let before = self.here.users[user].sync.local.clone();
        let mut after = before.clone();
        after.set(Field::ALL[field], &value(Field::ALL[field], number));
        self.here.follow(user, &shown(&before), &shown(&after));
    }

    /// `wrong` is the error of this event's time beyond that of the CRM's clock.
    pub(crate) fn edit_in_crm(&mut self, user: usize, field: usize, number: u8, wrong: TimeDelta) {
        if let Some(crm_id) = self.crm.look_up(user).first() {
            let field = Field::ALL[field];
            self.crm.edit(*crm_id, field, &value(field, number), self.now + self.skew + wrong);
        }
    }

    pub(crate) fn reconcile(&mut self, user: usize) {
        self.here.queue(user);
    }

    pub(crate) fn claim(&mut self, worker: usize) {
        if let Worker::Idle = self.workers[worker]
            && let Some(claimed) = self.here.claim()
        {
            self.workers[worker] = Worker::Ready(claimed);
        }
    }

    pub(crate) fn send(&mut self, worker: usize, fate: Fate) {
        let claimed = match std::mem::take(&mut self.workers[worker]) {
            Worker::Ready(claimed) => claimed,
            other => {
                self.workers[worker] = other;
                return;
            }
        };
        let step = claimed.visit.next(Abilities::default());
        self.workers[worker] = match (step, fate) {
            (Step::Nothing, _) => {
                self.here.finish(&claimed, false);
                Worker::Idle
            }
            (_, Fate::NeverArrived) => Worker::InVain(claimed),
            (Step::Update, Fate::ArrivesLate) => {
                // An update that takes effect after later ones reverts the CRM, and no event reports it.
                self.nothing_was_lost = false;
                self.late.push((crm_id_of(&claimed), claimed.visit.user.local.clone()));
                Worker::InVain(claimed)
            }
            (step, fate) => {
                let answer = self.call(step, &claimed);
                match fate {
                    Fate::Answered => Worker::Waiting(claimed, answer),
                    _ => Worker::InVain(claimed),
                }
            }
        };
    }

    fn call(&mut self, step: Step, claimed: &Claimed) -> Answer {
        let sent = claimed.visit.user.local.clone();
        match step {
            Step::Create => {
                let crm_id = self.crm.create(claimed.user, &sent);
                Answer::Created { crm_id, sent, held: self.crm.answer(crm_id) }
            }
            Step::LookUp => {
                let records = self.crm.look_up(claimed.user).into_iter();
                let records = records.map(|crm_id| (crm_id, self.crm.records[crm_id].fields.clone()));
                Answer::Found { records: records.collect() }
            }
            Step::Fetch => Answer::Fetched { fields: self.crm.records[crm_id_of(claimed)].fields.clone() },
            Step::Update => {
                let crm_id = crm_id_of(claimed);
                self.crm.update(crm_id, &sent);
                Answer::Updated { sent, held: self.crm.answer(crm_id) }
            }
            Step::Nothing | Step::CannotUpdate => panic!("{step:?} is not a call"),
        }
    }

    pub(crate) fn receive(&mut self, worker: usize) {
        self.workers[worker] = match std::mem::take(&mut self.workers[worker]) {
            Worker::Waiting(claimed, answer) => {
                self.here.record(claimed, answer, self.now).map_or(Worker::Idle, Worker::Ready)
            }
            Worker::InVain(claimed) => {
                self.here.release(&claimed);
                Worker::Idle
            }
            other => other,
        };
    }

    pub(crate) fn expire_lease(&mut self, worker: usize) {
        if let Worker::Ready(claimed) | Worker::Waiting(claimed, _) | Worker::InVain(claimed) =
            &self.workers[worker]
        {
            // No worker sends after its lease has expired: a record created then could not be told apart from the one that
            // the row's next worker creates.
            let claimed = claimed.clone();
            self.here.release(&claimed);
            if let Worker::Ready(_) = self.workers[worker] {
                self.workers[worker] = Worker::Idle;
            }
        }
    }

    pub(crate) fn die(&mut self, worker: usize) {
        if let Worker::Ready(claimed) | Worker::Waiting(claimed, _) | Worker::InVain(claimed) =
            std::mem::take(&mut self.workers[worker])
        {
            self.here.release(&claimed);
        }
    }

    pub(crate) fn deliver(&mut self, nth: usize, again: bool) {
        if nth < self.crm.events.len() {
            let sent: Sent = if again { self.crm.events[nth].clone() } else { self.crm.events.remove(nth) };
            self.here.hear(sent, self.now);
        }
    }

    pub(crate) fn lose(&mut self, nth: usize) {
        if nth < self.crm.events.len() {
            self.crm.events.remove(nth);
            self.nothing_was_lost = false;
        }
    }

    pub(crate) fn arrive_late(&mut self, nth: usize) {
        if nth < self.late.len() {
            let (crm_id, fields) = self.late.remove(nth);
            self.crm.update(crm_id, &fields);
        }
    }

    /// Delivers everything in flight, and lets a worker run until the outbox is empty.
    pub(crate) fn settle(&mut self) {
        while !self.late.is_empty() {
            self.arrive_late(0);
        }
        while !self.crm.events.is_empty() {
            self.tick(1);
            self.deliver(0, false);
        }
        (0..self.workers.len()).for_each(|worker| self.die(worker));
        let mut steps = 0;
        while !self.here.is_idle() {
            self.tick(1);
            self.claim(0);
            self.send(0, Fate::Answered);
            self.receive(0);
            steps += 1;
            assert!(steps < 10_000, "the outbox never becomes empty: {:?}", self.here);
        }
    }

    pub(crate) fn sweep(&mut self) {
        (0..self.here.users.len()).for_each(|user| self.here.queue(user));
        self.settle();
    }

    /// Asserts that a sweep over users that are equal already changes nothing on either side.
    pub(crate) fn assert_settled(&mut self) {
        let state = |world: &Self| {
            let users = world.here.users.iter();
            (users.map(|user| user.sync.local.clone()).collect::<Vec<_>>(), world.crm.updates)
        };
        let before = state(self);
        self.sweep();
        assert_eq!(state(self), before, "a sweep changes values again");
    }

    pub(crate) fn assert_one_record_each(&self) {
        for user in 0..self.here.users.len() {
            assert!(self.crm.look_up(user).len() <= 1, "user {user} has two records");
        }
    }

    pub(crate) fn assert_equal(&self, when: &str) {
        for (id, user) in self.here.users.iter().enumerate() {
            let records = self.crm.look_up(id);
            assert_eq!(records.len(), 1, "user {id} has one record {when}");
            assert_eq!(user.sync.crm_id, Some(records[0].to_string()), "user {id} {when}");
            let there = &self.crm.records[records[0]].fields;
            for field in Field::ALL {
                let (here, there) = (user.sync.local.get(field), there.get(field));
                assert!(
                    is_same_value(field, here, there),
                    "{field} of user {id} {when}: {here:?}, {there:?}"
                );
            }
        }
    }

    /// Asserts that every value that a caller gave is current or in the history, and that the last one of each field has
    /// reached the CRM or is in the history as overridden.
    pub(crate) fn assert_no_value_lost(&self) {
        for (id, user) in self.here.users.iter().enumerate() {
            let record = &self.crm.records[self.crm.look_up(id)[0]];
            for field in Field::ALL {
                let is_current = |value: &str| user.sync.local.get(field) == value;
                let past = |value: &str, overridden: bool| {
                    let mut changes = user.history.iter().filter(|change| change.field == field);
                    changes.any(|change| change.from == value && (change.overridden || !overridden))
                };
                for given in &user.given {
                    let value = given.get(field);
                    assert!(is_current(value) || past(value, false), "{value} of user {id} is lost");
                }
                let last = user.given.last().expect("a sign-up").get(field);
                let mut held = record.held.iter();
                let was_there = held.any(|held| is_same_value(field, held.get(field), last));
                assert!(
                    is_current(last) || was_there || past(last, true),
                    "{last} of user {id} never reached the CRM"
                );
            }
        }
    }
}

fn crm_id_of(claimed: &Claimed) -> usize {
    let crm_id = claimed.visit.user.crm_id.as_ref().expect("a record");
    crm_id.parse().expect("a number")
}
