//! The rest of a list, read from the database as the caller consumes it.

use bytes::Bytes;
use frontdesk_storage::{Order, Slice, Total};
use futures_util::{Stream, StreamExt, stream};
use tracing::{Instrument, Span};

use super::encode::Encoder;
use super::place::Place;
use super::{Piece, ROWS_AT_A_TIME, Source};
use crate::http::access::Standing;
use crate::http::problem::Problem;
use crate::http::resource::Resource;

/// Rows not yet read.
pub(super) struct Rows<F, R, C, V> {
    source: Source<F, R, C>,
    encoder: Encoder<V>,
    order: Order,
    after: Option<Place>,
    /// Rechecked during the stream: reading a list may take hours.
    standing: Standing,
    done: bool,
    span: Span,
}

impl<F, R, C, V> Rows<F, R, C, V>
where
    F: Send + Sync + 'static,
    R: Send + 'static,
    C: Into<Total> + Send + 'static,
    V: Resource + From<R>,
{
    pub(super) fn after(
        source: Source<F, R, C>,
        encoder: Encoder<V>,
        order: Order,
        after: Option<Place>,
        standing: Standing,
    ) -> Self {
        Self { source, encoder, order, after, standing, done: false, span: Span::current() }
    }

    /// The next chunk of the body; `None` after the last.
    async fn next(&mut self) -> Result<Option<Bytes>, Problem> {
        if self.done {
            return Ok(None);
        }
        self.standing.assert(&self.source.state).await?;
        let after = self.after.as_ref().and_then(|place| place.position(self.order));
        let slice = Slice { order: self.order, after, limit: ROWS_AT_A_TIME };
        let Piece { rows, stopped } = self.source.slice(slice).await?;
        let rows: Vec<V> = rows.into_iter().map(V::from).collect();
        self.done = (rows.len() as i64) < ROWS_AT_A_TIME && stopped.is_none();
        let last = rows.last().map(|last| Place::of(last, self.order)).transpose()?;
        self.after = stopped.or(last);
        let mut chunk = Vec::new();
        self.encoder.rows(&mut chunk, &rows)?;
        if self.done {
            self.encoder.close(&mut chunk);
        }
        Ok(Some(chunk.into()))
    }
}

/// The body: the first chunk, then the rest page by page, each read after the previous one was sent. On an error the
/// body ends without its terminator, so that a partial list is not mistaken for a complete one.
pub(super) fn of<F, R, C, V>(
    first: Bytes,
    rest: Rows<F, R, C, V>,
) -> impl Stream<Item = Result<Bytes, Problem>>
where
    F: Send + Sync + 'static,
    R: Send + 'static,
    C: Into<Total> + Send + 'static,
    V: Resource + From<R>,
{
    let rest = stream::try_unfold(rest, |mut rest| {
        let span = rest.span.clone();
        async move {
            let piece = rest.next().await.inspect_err(|problem| {
                let cause = problem.cause().map(ToString::to_string).unwrap_or_default();
                tracing::error!(target: "frontdesk::refusal", cause, "list aborted, closing the connection");
            })?;
            Ok(piece.map(|piece| (piece, rest)))
        }
        .instrument(span)
    });
    stream::once(async { Ok(first) }).chain(rest)
}
