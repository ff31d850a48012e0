//! Encoding of rows in every format.

use std::marker::PhantomData;

use utoipa::openapi::{RefOr, Schema};

use super::guard::write_table;
use super::paging::PageLinks;
use crate::http::links::{Linked, Origin};
use crate::http::negotiate::Representation;
use crate::http::problem::Problem;
use crate::http::resource::Resource;

/// Encodes one list: start, rows in any number of chunks, end.
pub(super) struct Encoder<V> {
    representation: Representation,
    origin: Origin,
    columns: Vec<String>,
    rows: u64,
    kind: PhantomData<fn(V)>,
}

impl<V: Resource> Encoder<V> {
    /// `columns` replace those of the schema.
    pub(super) fn new(representation: Representation, origin: Origin, columns: Option<Vec<String>>) -> Self {
        let columns = match representation {
            Representation::Csv => columns.unwrap_or_else(columns_of_schema::<V>),
            Representation::Json | Representation::Hal | Representation::Ndjson => Vec::new(),
        };
        Self { representation, origin, columns, rows: 0, kind: PhantomData }
    }

    pub(super) fn open(&mut self, out: &mut Vec<u8>, links: &PageLinks) -> Result<(), Problem> {
        match self.representation {
            Representation::Json if V::WRAPPED => {
                out.extend_from_slice(format!("{{\"{}\":[", V::PLURAL).as_bytes())
            }
            Representation::Json => out.push(b'['),
            Representation::Hal => {
                out.extend_from_slice(b"{\"_links\":");
                serde_json::to_writer(&mut *out, &links.links()).map_err(Problem::internal)?;
                out.extend_from_slice(format!(",\"_embedded\":{{\"{}\":[", V::PLURAL).as_bytes());
            }
            Representation::Ndjson => {}
            Representation::Csv => write_table(out, |table| table.write_record(&self.columns))?,
        }
        Ok(())
    }

    pub(super) fn rows(&mut self, out: &mut Vec<u8>, rows: &[V]) -> Result<(), Problem> {
        if self.representation == Representation::Csv {
            return write_table(out, |table| {
                rows.iter().try_for_each(|row| match row.cells(&self.columns) {
                    Some(cells) => table.write_record(cells),
                    None => table.serialize(row),
                })
            });
        }
        for row in rows {
            let written = match self.representation {
                Representation::Json => {
                    self.separate(out);
                    serde_json::to_writer(&mut *out, row)
                }
                Representation::Hal => {
                    self.separate(out);
                    serde_json::to_writer(&mut *out, &Linked { thing: row, links: row.links(self.origin) })
                }
                Representation::Ndjson | Representation::Csv => {
                    serde_json::to_writer(&mut *out, row).map(|()| out.push(b'\n'))
                }
            };
            written.map_err(Problem::internal)?;
        }
        Ok(())
    }

    pub(super) fn close(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(match self.representation {
            Representation::Json if V::WRAPPED => b"]}\n",
            Representation::Json => b"]\n",
            Representation::Hal => b"]}}\n",
            Representation::Ndjson | Representation::Csv => b"",
        });
    }

    fn separate(&mut self, out: &mut Vec<u8>) {
        if self.rows > 0 {
            out.push(b',');
        }
        self.rows += 1;
    }
}

/// The columns are the properties of the documented schema, in its order.
fn columns_of_schema<V: Resource>() -> Vec<String> {
    match V::schema() {
        RefOr::T(Schema::Object(object)) => object.properties.keys().cloned().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;
    use serde::Serialize;
    use utoipa::ToSchema;

    use super::*;
    use crate::http::collection::Paging;
    use crate::http::links::Links;

    #[derive(Serialize, ToSchema)]
    struct Thing {
        id: i64,
        #[serde(rename = "name")]
        label: Option<String>,
    }

    impl Resource for Thing {
        const PLURAL: &'static str = "things";

        fn position(&self) -> i64 {
            self.id
        }

        fn links(&self, _: Origin) -> Links {
            Links::to_self(format!("/things/{}", self.id))
        }
    }

    type Piece<'a> = &'a [(i64, Option<&'a str>)];

    fn written(representation: Representation, pieces: &[Piece<'_>]) -> String {
        written_under(None, representation, pieces)
    }

    fn written_under(
        columns: Option<Vec<String>>,
        representation: Representation,
        pieces: &[Piece<'_>],
    ) -> String {
        let request = TestRequest::with_uri("/things").to_http_request();
        let mut encoder = Encoder::<Thing>::new(representation, Origin::of(&request), columns);
        let mut out = Vec::new();
        encoder.open(&mut out, &PageLinks::of(&request, &Paging::default(), None)).expect("opened");
        for piece in pieces {
            let rows: Vec<_> =
                piece.iter().map(|(id, name)| Thing { id: *id, label: name.map(Into::into) }).collect();
            encoder.rows(&mut out, &rows).expect("rows");
        }
        encoder.close(&mut out);
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn rows_are_the_same_in_one_chunk_and_in_many() {
        let (a, b, c) = ((1, Some("a")), (2, None), (3, Some("c")));
        for representation in
            [Representation::Json, Representation::Hal, Representation::Ndjson, Representation::Csv]
        {
            let whole = written(representation, &[&[a, b, c]]);
            assert_eq!(whole, written(representation, &[&[a], &[], &[b, c], &[]]));
        }
        assert_eq!(
            written(Representation::Json, &[&[a, b]]),
            "[{\"id\":1,\"name\":\"a\"},{\"id\":2,\"name\":null}]\n"
        );
        assert_eq!(
            written(Representation::Hal, &[&[a]]),
            concat!(
                r#"{"_links":{"self":{"href":"/things"}},"_embedded":{"things":[{"id":1,"name":"a","_links":{"self":{"href":"/things/1"}}}]}}"#,
                "\n"
            )
        );
        assert_eq!(
            written(Representation::Ndjson, &[&[a, b]]),
            "{\"id\":1,\"name\":\"a\"}\n{\"id\":2,\"name\":null}\n"
        );
    }

    #[test]
    fn an_empty_table_has_a_header_without_formulas() {
        assert_eq!(written(Representation::Csv, &[]), "id,name\n");
        assert_eq!(
            written(
                Representation::Csv,
                &[&[(1, Some("=1+1")), (2, Some("a, \"b\"")), (3, Some("-x,\ny")), (4, None)]]
            ),
            "id,name\n1,'=1+1\n2,\"a, \"\"b\"\"\"\n3,\"'-x,\ny\"\n4,\n"
        );
    }

    #[test]
    fn given_columns_are_guarded_against_formulas() {
        let columns = Some(vec!["id".to_owned(), "=1+1".to_owned()]);
        assert_eq!(
            written_under(columns.clone(), Representation::Csv, &[&[(1, Some("a"))]]),
            "id,'=1+1\n1,a\n"
        );
        assert_eq!(
            written_under(columns, Representation::Json, &[&[(1, None)]]),
            "[{\"id\":1,\"name\":null}]\n"
        );
    }

    #[test]
    fn an_empty_list_is_valid() {
        assert_eq!(written(Representation::Json, &[]), "[]\n");
        assert_eq!(written(Representation::Ndjson, &[]), "");
    }
}
