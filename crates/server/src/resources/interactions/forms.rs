//! Counts over all customers in every format: complete as JSON, per row as NDJSON, or as a table.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::view::{
    BucketView, ByChannelView, ByTopicView, ByTypeView, ChannelCountView, CustomerTypeView,
    CustomerTypesView, ProductsView, TimelineView, TopicCountView, TypeCountView, TypeProductsView,
};
use crate::http::answer::json_line;
use crate::http::collection::write_table;
use crate::http::negotiate::Representation;
use crate::http::problem::Problem;
use crate::shared::counts::Counts;

/// Counts as a list of rows.
pub(super) trait Rows: Serialize {
    /// The file name of a downloaded table.
    const NAME: &'static str;
    type Row: Serialize;

    fn rows(&self) -> &[Self::Row];

    fn columns(&self) -> Vec<String>;

    fn lines(&self) -> Vec<Vec<String>>;
}

/// Answers in the requested format.
///
/// # Errors
/// Serialization failed, which is a bug.
pub(super) fn respond<T: Rows>(request: &HttpRequest, counts: &T) -> Result<HttpResponse, Problem> {
    let representation = Representation::of_rows(request);
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CONTENT_TYPE, representation.content_type()));
    response.insert_header((header::VARY, "accept"));
    let body = match representation {
        Representation::Json | Representation::Hal => json_line(counts)?,
        Representation::Ndjson => {
            let mut lines = Vec::new();
            for row in counts.rows() {
                serde_json::to_writer(&mut lines, row).map_err(Problem::internal)?;
                lines.push(b'\n');
            }
            lines
        }
        Representation::Csv => {
            let name = format!("attachment; filename=\"{}.csv\"", T::NAME);
            response.insert_header((header::CONTENT_DISPOSITION, name));
            let mut table = Vec::new();
            write_table(&mut table, |table| {
                table.write_record(counts.columns())?;
                counts.lines().iter().try_for_each(|line| table.write_record(line))
            })?;
            table
        }
    };
    Ok(response.body(body))
}

fn named(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|&column| column.to_owned()).collect()
}

/// The given columns, then one for each channel; empty counts have no channels.
fn with_channels(columns: &[&str], first: Option<&Counts>) -> Vec<String> {
    let channels = first.into_iter().flat_map(|counts| counts.0.iter().map(|(name, _)| name.clone()));
    named(columns).into_iter().chain(channels).collect()
}

fn with_counts(cells: [String; 2], counts: &Counts) -> Vec<String> {
    cells.into_iter().chain(counts.0.iter().map(|(_, count)| count.to_string())).collect()
}

impl Rows for ByChannelView {
    const NAME: &'static str = "interactions-by-channel";
    type Row = ChannelCountView;

    fn rows(&self) -> &[ChannelCountView] {
        &self.data
    }

    fn columns(&self) -> Vec<String> {
        named(&["channel", "interaction_count"])
    }

    fn lines(&self) -> Vec<Vec<String>> {
        self.data.iter().map(|row| vec![row.channel.clone(), row.interaction_count.to_string()]).collect()
    }
}

impl Rows for ByTopicView {
    const NAME: &'static str = "interactions-by-topic";
    type Row = TopicCountView;

    fn rows(&self) -> &[TopicCountView] {
        &self.data
    }

    fn columns(&self) -> Vec<String> {
        named(&["topic", "interaction_count"])
    }

    fn lines(&self) -> Vec<Vec<String>> {
        self.data.iter().map(|row| vec![row.topic.clone(), row.interaction_count.to_string()]).collect()
    }
}

impl Rows for ByTypeView {
    const NAME: &'static str = "interactions-by-customer-type";
    type Row = TypeCountView;

    fn rows(&self) -> &[TypeCountView] {
        &self.data
    }

    fn columns(&self) -> Vec<String> {
        with_channels(&["customer_type", "interaction_count"], self.data.first().map(|row| &row.interactions))
    }

    fn lines(&self) -> Vec<Vec<String>> {
        let line = |row: &TypeCountView| {
            let cells = [row.customer_type.clone().unwrap_or_default(), row.interaction_count.to_string()];
            with_counts(cells, &row.interactions)
        };
        self.data.iter().map(line).collect()
    }
}

impl Rows for TimelineView {
    const NAME: &'static str = "interactions-timeline";
    type Row = BucketView;

    fn rows(&self) -> &[BucketView] {
        &self.data
    }

    fn columns(&self) -> Vec<String> {
        with_channels(&["start_date", "interaction_count"], self.data.first().map(|row| &row.interactions))
    }

    fn lines(&self) -> Vec<Vec<String>> {
        let line = |row: &BucketView| {
            with_counts([row.start_date.to_string(), row.interaction_count.to_string()], &row.interactions)
        };
        self.data.iter().map(line).collect()
    }
}

/// The table has one line per product and type.
impl Rows for ProductsView {
    const NAME: &'static str = "products";
    type Row = TypeProductsView;

    fn rows(&self) -> &[TypeProductsView] {
        &self.data
    }

    fn columns(&self) -> Vec<String> {
        named(&["customer_type", "product", "interaction_count"])
    }

    fn lines(&self) -> Vec<Vec<String>> {
        let of_type = |row: &TypeProductsView| {
            let customer_type = row.customer_type.clone().unwrap_or_default();
            let products = row.products.iter();
            let line = products.map(move |it| {
                vec![customer_type.clone(), it.product.clone(), it.interaction_count.to_string()]
            });
            line.collect::<Vec<_>>()
        };
        self.data.iter().flat_map(of_type).collect()
    }
}

impl Rows for CustomerTypesView {
    const NAME: &'static str = "customer-types";
    type Row = CustomerTypeView;

    fn rows(&self) -> &[CustomerTypeView] {
        &self.data
    }

    fn columns(&self) -> Vec<String> {
        named(&["customer_type", "customers"])
    }

    fn lines(&self) -> Vec<Vec<String>> {
        let line = |row: &CustomerTypeView| {
            vec![row.customer_type.clone().unwrap_or_default(), row.customers.to_string()]
        };
        self.data.iter().map(line).collect()
    }
}
