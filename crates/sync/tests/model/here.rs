//! Frontdesk's side of the model: the content of the database, changed in transactions only. A dead worker loses
//! everything else.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use frontdesk_sync::{Change, CrmFields, Shown, SyncedUser, UserFields, Visit};

use crate::crm::Sent;

#[derive(Debug)]
pub(crate) struct User {
    pub(crate) sync: SyncedUser,
    pub(crate) history: Vec<Change>,
    /// All values that callers have given.
    pub(crate) given: Vec<UserFields>,
}

/// A row of the outbox that is not finished.
#[derive(Debug)]
struct Row {
    user: usize,
    token: Option<usize>,
}

#[derive(Debug, Default)]
pub(crate) struct Here {
    pub(crate) users: Vec<User>,
    /// In the order in which they were queued.
    outbox: Vec<Row>,
    parked: Vec<Sent>,
    heard: BTreeSet<usize>,
    tokens: usize,
}

/// A user that a worker has claimed.
#[derive(Debug, Clone)]
pub(crate) struct Claimed {
    pub(crate) user: usize,
    pub(crate) visit: Visit,
    token: usize,
}

/// What the CRM answered.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    Created { crm_id: usize, sent: UserFields, held: CrmFields },
    Found { records: Vec<(usize, UserFields)> },
    Fetched { fields: UserFields },
    Updated { sent: UserFields, held: CrmFields },
}

impl Here {
    pub(crate) fn sign_up(&mut self, fields: UserFields) {
        let (sync, given) = (SyncedUser::new(fields.clone()), vec![fields]);
        self.users.push(User { sync, history: Vec::new(), given });
        self.queue(self.users.len() - 1);
    }

    pub(crate) fn edit(&mut self, user: usize, fields: UserFields) {
        let known = &mut self.users[user];
        let changes = known.sync.edit(&fields);
        if changes.is_empty() {
            return;
        }
        known.history.extend(changes);
        known.given.push(fields);
        self.queue(user);
    }

    /// The user's customer was changed through another module.
    pub(crate) fn follow(&mut self, user: usize, before: &Shown, after: &Shown) {
        let known = &mut self.users[user];
        let changes = known.sync.follow(before, after);
        if changes.is_empty() {
            return;
        }
        known.history.extend(changes);
        known.given.push(known.sync.local.clone());
        self.queue(user);
    }

    pub(crate) fn queue(&mut self, user: usize) {
        self.outbox.push(Row { user, token: None });
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.outbox.is_empty()
    }

    /// Claims the first free row whose user has no earlier row.
    pub(crate) fn claim(&mut self) -> Option<Claimed> {
        let free = (0..self.outbox.len()).find(|nth| {
            let row = &self.outbox[*nth];
            row.token.is_none() && self.outbox[..*nth].iter().all(|earlier| earlier.user != row.user)
        })?;
        self.tokens += 1;
        let token = self.tokens;
        let row = &mut self.outbox[free];
        row.token = Some(token);
        let known = &mut self.users[row.user].sync;
        let mut visit = Visit::new(known.clone());
        if visit.first_try {
            known.about_to_create();
            visit.user = known.clone();
        }
        Some(Claimed { user: row.user, visit, token })
    }

    fn row_of(&mut self, claimed: &Claimed) -> Option<usize> {
        self.outbox.iter().position(|row| row.token == Some(claimed.token))
    }

    /// The lease ends: it has expired, the worker has died, or the attempt has failed.
    pub(crate) fn release(&mut self, claimed: &Claimed) {
        if let Some(nth) = self.row_of(claimed) {
            self.outbox[nth].token = None;
        }
    }

    /// Records an answer, unless another worker has claimed the row. Returns the claim if there is more to do.
    pub(crate) fn record(
        &mut self,
        mut claimed: Claimed,
        answer: Answer,
        now: DateTime<Utc>,
    ) -> Option<Claimed> {
        self.row_of(&claimed)?;
        let known = &mut self.users[claimed.user];
        let mut verify = false;
        let mut more = false;
        let mut look = false;
        match answer {
            Answer::Created { crm_id, sent, held } => {
                known.sync.created(&crm_id.to_string(), &sent, &held, now);
                verify |= self.hear_parked(claimed.user, now);
                look = !held.is_whole();
            }
            Answer::Found { records } => match records.as_slice() {
                [] => {
                    known.sync.about_to_create();
                    claimed.visit.absent = true;
                    more = true;
                }
                [(crm_id, fields), ..] => {
                    let recorded = known.sync.found(&crm_id.to_string(), &fields.clone().into(), now);
                    known.history.extend(recorded.changes);
                    claimed.visit.seen = true;
                    verify |= recorded.verify | self.hear_parked(claimed.user, now);
                    more = true;
                }
            },
            Answer::Fetched { fields } => {
                let recorded = known.sync.fetched(&claimed.visit.user, &fields.into(), now);
                known.history.extend(recorded.changes);
                claimed.visit.seen = true;
                verify |= recorded.verify;
                more = true;
            }
            Answer::Updated { sent, held } => {
                let recorded = known.sync.pushed(&claimed.visit.user, &sent, &held, now);
                known.history.extend(recorded.changes);
                verify |= recorded.verify;
                look = !held.is_whole();
            }
        }
        let sync = &mut self.users[claimed.user].sync;
        if look && !verify {
            claimed.visit.seen = false;
            claimed.visit.user = sync.clone();
            return Some(claimed);
        }
        if more && !sync.in_step() && !verify {
            sync.about_to_update();
            claimed.visit.user = sync.clone();
            return Some(claimed);
        }
        self.finish(&claimed, verify);
        None
    }

    pub(crate) fn finish(&mut self, claimed: &Claimed, verify: bool) {
        let Some(nth) = self.row_of(claimed) else { return };
        self.outbox.remove(nth);
        let in_step = self.users[claimed.user].sync.in_step();
        let has_more = self.outbox.iter().any(|row| row.user == claimed.user);
        if verify || (!in_step && !has_more) {
            self.queue(claimed.user);
        }
    }

    /// Applies an event. Odd ids are not remembered, as those of unsigned events.
    pub(crate) fn hear(&mut self, sent: Sent, now: DateTime<Utc>) {
        if sent.id.is_multiple_of(2) && !self.heard.insert(sent.id) {
            return;
        }
        let crm_id = Some(sent.crm_id.to_string());
        let Some(user) = self.users.iter().position(|user| user.sync.crm_id == crm_id) else {
            self.parked.push(sent);
            return;
        };
        if self.apply(user, &sent, now) {
            self.queue(user);
        }
    }

    fn apply(&mut self, user: usize, sent: &Sent, now: DateTime<Utc>) -> bool {
        let known = &mut self.users[user];
        let heard = known.sync.hear(&sent.event, now);
        known.history.extend(heard.changes);
        heard.verify
    }

    fn hear_parked(&mut self, user: usize, now: DateTime<Utc>) -> bool {
        let crm_id = self.users[user].sync.crm_id.clone();
        let (mut own, others): (Vec<Sent>, Vec<Sent>) =
            self.parked.drain(..).partition(|sent| Some(sent.crm_id.to_string()) == crm_id);
        self.parked = others;
        own.sort_by_key(|sent| sent.event.at());
        own.iter().fold(false, |verify, sent| self.apply(user, sent, now) | verify)
    }
}
