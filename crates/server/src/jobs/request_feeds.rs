//! New events of requests, read once for all listeners of this process: hundreds of idle listeners would otherwise ask
//! the database several times a second each.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use actix_web::rt;
use frontdesk_core::FirmId;
use frontdesk_storage::requests::{self, Event, Request};
use frontdesk_storage::{Access, Database, Scoped, StorageError};
use tokio::sync::watch;

/// Polling interval, and thus the maximum delay.
const PERIOD: Duration = Duration::from_millis(250);
/// Maximum events per poll.
pub(crate) const AT_ONCE: i64 = 200;

/// The last events read. A listener that has none before `after` needs no query of its own.
#[derive(Clone, Default)]
pub(crate) struct News {
    /// Every event above this number and up to `upto` is in `events`.
    pub(crate) after: i64,
    pub(crate) upto: i64,
    pub(crate) events: Arc<[(Event, Request)]>,
}

/// One reader for each firm with listeners.
#[derive(Default)]
pub(crate) struct RequestFeeds(Mutex<HashMap<FirmId, Weak<watch::Sender<News>>>>);

impl RequestFeeds {
    /// The firm's news. The first listener starts the reader. After a failure of the database the sender is gone, and
    /// listening again starts another one.
    pub(crate) fn listen(
        &self,
        database: &Database,
        access: Access,
        ending: watch::Receiver<bool>,
    ) -> watch::Receiver<News> {
        let mut readers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = readers.get(&access.firm()).and_then(Weak::upgrade) {
            return sender.subscribe();
        }
        let (sender, receiver) = watch::channel(News::default());
        let sender = Arc::new(sender);
        readers.insert(access.firm(), Arc::downgrade(&sender));
        rt::spawn(read(database.clone(), access, ending, sender));
        receiver
    }
}

/// Reads until the last listener has left, the server stops, or the database fails: listeners then ask for themselves,
/// and report it.
async fn read(
    database: Database,
    access: Access,
    mut ending: watch::Receiver<bool>,
    sender: Arc<watch::Sender<News>>,
) {
    let mut last = None;
    while sender.receiver_count() > 0 {
        let Ok(news) = after(&database, access, last).await else { return };
        let has_more = news.events.len() as i64 >= AT_ONCE;
        if last != Some(news.upto) {
            last = Some(news.upto);
            sender.send_replace(news);
        }
        if !has_more && tokio::time::timeout(PERIOD, ending.wait_for(|ending| *ending)).await.is_ok() {
            return;
        }
    }
}

/// The events after the last one read; at first only its number.
async fn after(database: &Database, access: Access, last: Option<i64>) -> Result<News, StorageError> {
    let Some(last) = last else {
        let last = database.read(access, requests::last_event).await?;
        return Ok(News { after: last, upto: last, events: Arc::default() });
    };
    let read = move |scoped: &mut Scoped<'_>| requests::events_after(scoped, last, AT_ONCE);
    let events = database.read(access, read).await?;
    let upto = events.last().map_or(last, |(event, _)| event.id);
    Ok(News { after: last, upto, events: events.into() })
}

#[cfg(test)]
mod tests {
    use frontdesk_storage::{Options, migrate};
    use frontdesk_testkit::Backend;

    use super::*;

    #[actix_web::test]
    async fn the_listeners_of_a_firm_share_one_reader() {
        let test = frontdesk_testkit::database(Backend::Sqlite, |url| {
            migrate(&url.parse().expect("a URL")).expect("migrations apply");
        });
        let database = Database::open(Options::new(test.url().parse().expect("a URL"))).expect("it opens");
        let access = database.access(FirmId::FIRST).await.expect("an answer").expect("the firm");
        let (feeds, ending) = (RequestFeeds::default(), watch::Sender::new(false));
        let listen = || feeds.listen(&database, access, ending.subscribe());
        let (mut one, other) = (listen(), listen());
        assert!(one.same_channel(&other));
        one.changed().await.expect("the number of the last event");
        ending.send_replace(true);
        while one.changed().await.is_ok() {}
        assert!(!one.same_channel(&listen()), "the reader has ended");
    }
}
