//! `PATCH /clients` as it is usually done, for `cargo xtask bench write` to compare with: a pool of connections and a
//! transaction for each request. The settings of SQLite are those that keep what was acknowledged.
//!
//! It does less than Frontdesk: no rules, no faults, no idempotency keys, and the least of HTTP.

use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use tables::{customer_phones, customers};

/// As in the binary that is measured beside it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CONNECTIONS: u32 = 16;
const PRAGMAS: &str = "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY";

type Failure = Box<dyn Error + Send + Sync>;

/// The columns that are filled.
mod tables {
    diesel::table! {
        customers (id) {
            id -> BigInt,
            firm_id -> BigInt,
            uuid -> Binary,
            kind -> Text,
            first_name -> Nullable<Text>,
            last_name -> Nullable<Text>,
            email -> Nullable<Text>,
            email_folded -> Nullable<Text>,
            phone -> Nullable<Text>,
            integration_id -> Nullable<Text>,
            search_text -> Text,
            version -> BigInt,
            created_at -> Text,
            updated_at -> Text,
            tombstone -> BigInt,
        }
    }

    diesel::table! {
        customer_phones (customer_id, position) {
            customer_id -> BigInt,
            position -> SmallInt,
            firm_id -> BigInt,
            e164 -> Text,
        }
    }
}

#[derive(Deserialize)]
struct Body {
    field_names: Fields,
}

#[derive(Deserialize)]
struct Fields {
    first_name: String,
    last_name: String,
    email: String,
    phone_numbers: Vec<String>,
    integration_id: String,
}

#[derive(Debug)]
struct Settings;

impl CustomizeConnection<SqliteConnection, diesel::r2d2::Error> for Settings {
    fn on_acquire(&self, conn: &mut SqliteConnection) -> Result<(), diesel::r2d2::Error> {
        conn.batch_execute(PRAGMAS).map_err(diesel::r2d2::Error::QueryError)
    }
}

type Connections = Pool<ConnectionManager<SqliteConnection>>;

fn main() -> Result<(), Failure> {
    let path = std::env::args().nth(1).ok_or("usage: plain_pool FILE")?;
    frontdesk_storage::migrate(&format!("sqlite:{path}").parse()?)?;
    let pool = Pool::builder()
        .max_size(CONNECTIONS)
        .test_on_check_out(false)
        .connection_customizer(Box::new(Settings))
        .build(ConnectionManager::new(path))?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    println!("listening on http://{}", listener.local_addr()?);
    for stream in listener.incoming() {
        let (stream, pool) = (stream?, pool.clone());
        std::thread::spawn(move || {
            if let Err(error) = serve(&stream, &pool) {
                eprintln!("{error}");
            }
        });
    }
    Ok(())
}

/// Answers one request after the other until the caller goes.
fn serve(stream: &TcpStream, pool: &Connections) -> Result<(), Failure> {
    stream.set_nodelay(true)?;
    let (mut reader, mut writer) = (BufReader::new(stream), stream);
    while let Some(body) = read_request(&mut reader)? {
        let answer = if body.is_empty() { "{}".to_owned() } else { take(&body, pool)? };
        write!(
            writer,
            "{}",
            format_args!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{answer}", answer.len())
        )?;
    }
    Ok(())
}

fn read_request(reader: &mut impl BufRead) -> Result<Option<Vec<u8>>, Failure> {
    let (mut line, mut length) = (String::new(), 0);
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        if line.trim().is_empty() {
            break;
        }
        if let Some((_, value)) =
            line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        {
            length = value.trim().parse()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(Some(body))
}

fn take(body: &[u8], pool: &Connections) -> Result<String, Failure> {
    let fields = serde_json::from_slice::<Body>(body)?.field_names;
    let phone = fields.phone_numbers.first().ok_or("no phone")?;
    let mut conn = pool.get()?;
    let id = conn.immediate_transaction(|conn| match find(conn, &fields, phone)? {
        Some(id) => Ok(id),
        None => insert(conn, &fields, phone),
    })?;
    Ok(json!({"status": "success", "outcome": "created", "created": true, "updated": false,
        "message": "Client created.", "warnings": [],
        "client": {"id": id, "firm_id": 1, "first_name": fields.first_name, "last_name": fields.last_name,
            "birth_date": null, "email": fields.email, "cell_phone": phone,
            "integration_id": fields.integration_id, "ssn": null}})
    .to_string())
}

fn find(conn: &mut SqliteConnection, fields: &Fields, phone: &str) -> QueryResult<Option<i64>> {
    let known = customers::table
        .filter(customers::integration_id.eq(&fields.integration_id))
        .filter(customers::firm_id.eq(1))
        .filter(customers::tombstone.eq(0))
        .select(customers::id)
        .get_result(conn)
        .optional()?;
    if known.is_some() {
        return Ok(known);
    }
    customer_phones::table
        .filter(customer_phones::e164.eq(phone))
        .filter(customer_phones::firm_id.eq(1))
        .select(customer_phones::customer_id)
        .get_result(conn)
        .optional()
}

fn insert(conn: &mut SqliteConnection, fields: &Fields, phone: &str) -> QueryResult<i64> {
    const NOW: &str = "2026-01-31 09:00:00.000000";
    let folded = fields.email.to_lowercase();
    let names = [&fields.first_name, &fields.last_name].map(|name| name.to_lowercase());
    let id = diesel::insert_into(customers::table)
        .values((
            customers::firm_id.eq(1),
            customers::uuid.eq(Uuid::now_v7().as_bytes().to_vec()),
            customers::kind.eq("Person"),
            customers::first_name.eq(&fields.first_name),
            customers::last_name.eq(&fields.last_name),
            customers::email.eq(&fields.email),
            customers::email_folded.eq(&folded),
            customers::phone.eq(phone),
            customers::integration_id.eq(&fields.integration_id),
            customers::search_text.eq(format!("\n{}\n{folded}\n{phone}", names.join("\n"))),
            customers::version.eq(1),
            (customers::created_at.eq(NOW), customers::updated_at.eq(NOW), customers::tombstone.eq(0)),
        ))
        .returning(customers::id)
        .get_result(conn)?;
    diesel::insert_into(customer_phones::table)
        .values((
            customer_phones::customer_id.eq(id),
            customer_phones::position.eq(0),
            customer_phones::firm_id.eq(1),
            customer_phones::e164.eq(phone),
        ))
        .execute(conn)?;
    Ok(id)
}
