//! The unread rest of a body after its request was answered. It is not read to its end, because a refused caller could
//! send without limit; the connection is closed instead.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::error::PayloadError;
use actix_web::http::ConnectionType;
use actix_web::{HttpMessage, HttpResponse};
use bytes::Bytes;
use futures_util::{FutureExt, Stream, StreamExt};

/// This much of what has already arrived is read, so that a small body does not cost the connection.
const DRAINED_BYTES: usize = 8 * 1_024;

/// The body of a request, shared with its reader.
pub(crate) struct Leftover(Option<Rc<RefCell<Payload>>>);

impl Leftover {
    pub(crate) fn of(request: &mut ServiceRequest) -> Self {
        let payload = request.take_payload();
        if matches!(payload, Payload::None) {
            return Self(None);
        }
        let shared = Rc::new(RefCell::new(payload));
        request.set_payload(Payload::Stream { payload: Box::pin(Shared(Rc::clone(&shared))) });
        Self(Some(shared))
    }

    /// Closes the connection after the answer unless the body was read to its end.
    pub(crate) fn settle(self, mut response: HttpResponse<BoxBody>) -> HttpResponse<BoxBody> {
        let Some(payload) = self.0 else { return response };
        if is_at_its_end(&payload) {
            return response;
        }
        response.head_mut().set_connection_type(ConnectionType::Close);
        // A chunked body that is dropped before the answer is sent would be read to its end.
        response.map_body(|_, body| BoxBody::new(Holding { body, _payload: payload }))
    }
}

fn is_at_its_end(payload: &RefCell<Payload>) -> bool {
    let mut read = 0;
    while read <= DRAINED_BYTES {
        match payload.borrow_mut().next().now_or_never() {
            Some(Some(Ok(piece))) => read += piece.len(),
            Some(None) => return true,
            Some(Some(Err(_))) | None => return false,
        }
    }
    false
}

struct Shared(Rc<RefCell<Payload>>);

impl Stream for Shared {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.borrow_mut().poll_next_unpin(context)
    }
}

/// The body of an answer, holding the unread request body.
struct Holding {
    body: BoxBody,
    _payload: Rc<RefCell<Payload>>,
}

impl MessageBody for Holding {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.body).poll_next(context)
    }
}
