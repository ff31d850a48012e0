//! CRMs with odd habits: they tidy, answer in other forms, refuse in odd ways. Whatever they do, a user is there at most
//! once, every edit arrives, and the reason of a failure is told.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::rt::System;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use frontdesk_crm::CrmOptions;
use frontdesk_storage::users::User;
use frontdesk_sync::{Field, SyncStatus};
use serde_json::{Value, json};

use crate::support::{Desk, options, wait_until};

/// A call: method, path with query, body.
type Call = (String, String, Value);

/// What a habit does with a call and the records; nothing leaves it to [`usual`].
type Habit = fn(&Call, &mut Vec<Value>, usize) -> Option<(u16, Value)>;

/// How records are shown.
type View = fn(&Value) -> Value;

struct Odd {
    records: Mutex<Vec<Value>>,
    calls: Mutex<Vec<Call>>,
    habit: Habit,
    view: View,
}

impl Odd {
    fn records(&self) -> Vec<Value> {
        self.records.lock().expect("records").clone()
    }

    fn calls(&self, method: &str) -> usize {
        let calls = self.calls.lock().expect("calls");
        calls.iter().filter(|(it, path, _)| it == method && !path.contains("token")).count()
    }
}

fn store(records: &mut Vec<Value>, body: &Value) -> Value {
    let mut record = body.clone();
    record["crm_id"] = json!(format!("C{}", records.len() + 1));
    records.push(record.clone());
    record
}

/// What a CRM without habits answers.
fn usual((method, path, body): &Call, records: &mut Vec<Value>, view: View) -> (u16, Value) {
    let id = path.strip_prefix("/crm/users/");
    let place = records.iter().position(|record| Some(record["crm_id"].as_str().unwrap_or_default()) == id);
    match (method.as_str(), id, place) {
        ("POST", None, _) if path == "/crm/token" => (200, json!({"access_token": "odd"})),
        ("POST", None, _) => (201, view(&store(records, body))),
        ("GET", None, _) => {
            let wanted = path.split_once("external_id=").map(|(_, id)| id).unwrap_or_default();
            let found = records.iter().filter(|record| {
                record["external_id"].as_str().is_some_and(|id| id.eq_ignore_ascii_case(wanted))
            });
            (200, json!({"users": found.map(view).collect::<Vec<_>>()}))
        }
        ("GET", Some(_), Some(place)) => (200, view(&records[place])),
        ("PUT", Some(_), Some(place)) => {
            for field in Field::ALL {
                records[place][field.as_str()] = body[field.as_str()].clone();
            }
            (200, view(&records[place]))
        }
        _ => (404, Value::Null),
    }
}

async fn answer(request: HttpRequest, body: web::Bytes, odd: web::Data<Arc<Odd>>) -> HttpResponse {
    let path = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let call = (request.method().to_string(), path, serde_json::from_slice(&body).unwrap_or_default());
    let before = odd.calls(&call.0);
    odd.calls.lock().expect("calls").push(call.clone());
    let mut records = odd.records.lock().expect("records");
    let answer = (odd.habit)(&call, &mut records, before + 1);
    let (status, body) = answer.unwrap_or_else(|| usual(&call, &mut records, odd.view));
    let mut response = HttpResponse::build(StatusCode::from_u16(status).expect("a status"));
    if body.is_null() { response.finish() } else { response.json(body) }
}

/// Runs to the end of the test's process.
fn start(habit: Habit, view: View) -> (Arc<Odd>, CrmOptions) {
    let odd = Arc::new(Odd { records: Mutex::default(), calls: Mutex::default(), habit, view });
    let (data, (tell, told)) = (web::Data::new(Arc::clone(&odd)), std::sync::mpsc::channel());
    std::thread::spawn(move || {
        System::new().block_on(async {
            let app = move || App::new().app_data(data.clone()).default_service(web::to(answer));
            let server = HttpServer::new(app).workers(1).bind("127.0.0.1:0").expect("an address");
            tell.send(server.addrs()[0]).expect("told");
            server.run().await.expect("it runs");
        });
    });
    let url = format!("http://{}", told.recv().expect("an address"));
    // A create without an answer is taken to be under way for as long as a time-out.
    (odd, CrmOptions { timeout: Duration::from_secs(2), ..options(&url) })
}

fn no_habit(_: &Call, _: &mut Vec<Value>, _: usize) -> Option<(u16, Value)> {
    None
}

/// A create is done, and answered as if it had failed.
fn fails_at_first(call: &Call, records: &mut Vec<Value>, nth: usize) -> Option<(u16, Value)> {
    (call.0 == "POST" && call.1 == "/crm/users" && nth == 1).then(|| {
        store(records, &call.2);
        (500, json!({"message": "oops"}))
    })
}

fn as_stored(record: &Value) -> Value {
    record.clone()
}

fn tidied(record: &Value) -> Value {
    let mut record = record.clone();
    let text = |record: &Value, key: &str| record[key].as_str().unwrap_or_default().to_owned();
    record["phone"] = json!(format!("+1{}", digits(&record)));
    record["email"] = json!(text(&record, "email").trim().to_lowercase());
    record["name"] =
        json!(text(&record, "name").split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase());
    record
}

fn digits(record: &Value) -> String {
    record["phone"].as_str().unwrap_or_default().chars().filter(char::is_ascii_digit).collect()
}

fn id_only(record: &Value) -> Value {
    json!({"crm_id": record["crm_id"]})
}

/// The answer to a create names the id alone, that to a change nothing; what is read is tidied.
fn tells_little(call: &Call, records: &mut Vec<Value>, _: usize) -> Option<(u16, Value)> {
    match call.0.as_str() {
        "POST" if call.1 == "/crm/users" => Some((201, id_only(&store(records, &call.2)))),
        "PUT" => {
            let (status, _) = usual(call, records, tidied);
            Some((if status == 200 { 204 } else { status }, Value::Null))
        }
        _ => None,
    }
}

#[test]
fn every_edit_reaches_a_crm_that_tidies_and_stays_here_as_it_was_typed() {
    for habit in [no_habit as Habit, tells_little] {
        let (desk, (odd, options)) = (Desk::new(), start(habit, tidied));
        let _worker = desk.worker(&options, None);
        let user = desk.sign_up("Ada  King", "202-555-0143");
        desk.wait_for(&user, SyncStatus::Synced);
        let edits = [
            ("Ada  King", "202-555-0144"),
            ("Ada  King", "(202) 555-0145"),
            ("ada king", "(202) 555-0145"),
            ("Ada Lovelace", "202.555.0146"),
            ("Ada Lovelace", "202-555-0143"),
        ];
        for (name, phone) in edits {
            desk.edit(&user, name, phone);
            wait_until("there", || odd.records()[0]["phone"] == phone && odd.records()[0]["name"] == name);
            let synced = desk.wait_for(&user, SyncStatus::Synced).sync.local;
            assert_eq!((synced.name.as_str(), synced.phone.as_str()), (name, phone));
        }
        assert_eq!((odd.records().len(), odd.calls("PUT")), (1, edits.len()));
    }
}

/// What a user comes to whose create is done and answered 500, at a CRM that shows records so.
fn adopted(view: View) -> (User, Arc<Odd>) {
    let (desk, (odd, options)) = (Desk::new(), start(fails_at_first, view));
    let _worker = desk.worker(&options, None);
    let user = desk.sign_up("Ada", "202-555-0143");
    desk.wait_for(&user, SyncStatus::Synced);
    desk.edit(&user, "Ada", "202-555-0199");
    wait_until("changed", || odd.records()[0]["phone"] == "202-555-0199");
    (desk.wait_for(&user, SyncStatus::Synced), odd)
}

#[test]
fn a_record_that_is_told_in_another_form_is_found_again() {
    let views: [View; 7] = [
        |record| with(record, |it| it["phone"] = Value::Null),
        |record| with(record, |it| drop(it.as_object_mut().and_then(|it| it.remove("phone")))),
        |record| with(record, |it| it["email"] = Value::Null),
        |record| with(record, |it| it["phone"] = json!(digits(it).parse::<u64>().expect("digits"))),
        |record| {
            with(record, |it| it["external_id"] = json!(it["external_id"].as_str().map(str::to_uppercase)))
        },
        |record| with(record, |it| it["custom"] = json!({"external_id": it["external_id"].take()})),
        |record| with(record, |it| (it["id"], it["crm_id"]) = (it["crm_id"].clone(), Value::Null)),
    ];
    for (number, view) in views.into_iter().enumerate() {
        let (user, odd) = adopted(view);
        assert_eq!((odd.records().len(), user.sync.crm_id.as_deref()), (1, Some("C1")), "view {number}");
        assert_eq!(user.sync.local.phone, "202-555-0199", "view {number}");
    }
}

fn with(record: &Value, change: impl FnOnce(&mut Value)) -> Value {
    let mut record = record.clone();
    change(&mut record);
    record
}

/// Runs a sign-up at a CRM with a habit until it is given up.
fn refused(habit: Habit) -> (User, Arc<Odd>) {
    let (desk, (odd, options)) = (Desk::new(), start(habit, as_stored));
    let _worker = desk.worker(&options, None);
    (desk.wait_for(&desk.sign_up("Ada King", "202-555-0143"), SyncStatus::Failed), odd)
}

#[test]
fn what_cannot_be_read_is_doubt_and_doubt_never_creates() {
    // The list goes on for ever with records of others.
    let (user, odd) = refused(|call, records, nth| match call.0.as_str() {
        "GET" => {
            Some((200, json!({"data": [{"crm_id": "X", "external_id": "x", "name": "X"}], "has_more": true})))
        }
        _ => fails_at_first(call, records, nth),
    });
    assert_eq!(odd.records().len(), 1);
    assert_eq!(user.last_error.as_deref(), Some("the CRM's list of users has more pages than could be read"));
    // The record has our id and none of its own.
    let (user, odd) = refused(|call, records, nth| match call.0.as_str() {
        "GET" => Some((200, json!([{"external_id": records[0]["external_id"]}]))),
        _ => fails_at_first(call, records, nth),
    });
    assert_eq!(odd.records().len(), 1);
    assert_eq!(user.last_error.as_deref(), Some("the CRM's record of this user cannot be read"));
}

#[test]
fn a_record_on_a_later_page_is_found() {
    let (desk, (odd, options)) = (
        Desk::new(),
        start(
            |call, records, nth| match (call.0.as_str(), call.1.contains("page=2")) {
                ("GET", false) if call.1.contains("external_id") => Some((
                    200,
                    json!({"users": [{"crm_id": "X", "external_id": "x"}], "next": "/crm/users?page=2"}),
                )),
                ("GET", true) => Some((200, json!({"users": records.clone()}))),
                _ => fails_at_first(call, records, nth),
            },
            as_stored,
        ),
    );
    let _worker = desk.worker(&options, None);
    let synced = desk.wait_for(&desk.sign_up("Ada", "1"), SyncStatus::Synced);
    assert_eq!((synced.sync.crm_id.as_deref(), odd.records().len()), (Some("C1"), 1));
}

#[test]
fn the_crms_own_reason_is_told_after_few_calls() {
    for (habit, expected, calls) in [
        (
            (|call: &Call, _: &mut Vec<Value>, _| {
                let body = json!({"message": "Ada King already exists. Existing ID: 4711"});
                (call.1 == "/crm/users" && call.0 == "POST").then_some((409, body))
            }) as Habit,
            "the CRM answered 409: [name] [name] already exists. Existing ID: 4711",
            (1, 2),
        ),
        (
            |call, _, _| {
                let body = json!({"success": false, "error": "Sorry, duplicate contact found."});
                (call.1 == "/crm/users" && call.0 == "POST").then_some((200, body))
            },
            "the CRM answered 200: Sorry, duplicate contact found.",
            (1, 1),
        ),
        (
            |call, _, _| {
                let body = json!({"error": {"message": "john@example.com is blocked"}});
                (call.1 == "/crm/users" && call.0 == "POST").then_some((201, body))
            },
            "the CRM answered 201: [e-mail] is blocked",
            (1, 0),
        ),
    ] {
        let (user, odd) = refused(habit);
        assert_eq!(user.last_error.as_deref(), Some(expected));
        assert_eq!((odd.calls("POST"), odd.calls("GET")), calls, "{expected}");
    }
}

#[test]
fn a_record_that_a_refusal_names_is_adopted_only_if_it_is_proven() {
    fn taken(call: &Call, records: &mut Vec<Value>, other: Value) -> Option<(u16, Value)> {
        if records.is_empty() {
            records.push(other);
        }
        let body = json!({"message": "duplicate", "existing_id": "C9"});
        (call.1 == "/crm/users" && call.0 == "POST").then_some((409, body))
    }
    let (desk, (odd, options)) = (
        Desk::new(),
        start(
            |call, records, _| {
                taken(
                    call,
                    records,
                    json!({"crm_id": "C9", "name": "ADA KING", "email": "john@example.com", "phone": "1"}),
                )
            },
            as_stored,
        ),
    );
    let _worker = desk.worker(&options, None);
    let synced = desk.wait_for(&desk.sign_up("Ada King", "1"), SyncStatus::Synced);
    assert_eq!((synced.sync.crm_id.as_deref(), odd.records().len()), (Some("C9"), 1));
    let (user, odd) = refused(|call, records, _| {
        taken(
            call,
            records,
            json!({"crm_id": "C9", "name": "Other", "email": "john@example.com", "phone": "9"}),
        )
    });
    assert_eq!(user.last_error.as_deref(), Some("the CRM answered 409: duplicate"));
    assert_eq!((user.sync.crm_id, odd.calls("POST")), (None, 1));
}

#[test]
fn a_change_that_is_refused_is_told_after_few_calls() {
    for (status, body, expected) in [
        (
            200,
            json!({"success": false, "error": "Record is locked"}),
            "the CRM answered 200: Record is locked",
        ),
        (409, json!({"detail": "Address is taken"}), "the CRM answered 409: Address is taken"),
    ] {
        let (desk, (odd, options)) = (
            Desk::new(),
            if status == 200 {
                start(
                    |call, _, _| {
                        let body = json!({"success": false, "error": "Record is locked"});
                        (call.0 == "PUT").then_some((200, body))
                    },
                    as_stored,
                )
            } else {
                start(
                    |call, _, _| (call.0 == "PUT").then_some((409, json!({"detail": "Address is taken"}))),
                    as_stored,
                )
            },
        );
        let _worker = desk.worker(&options, None);
        let user = desk.sign_up("Ada", "1");
        desk.wait_for(&user, SyncStatus::Synced);
        desk.edit(&user, "Ada", "2");
        let failed = desk.wait_for(&user, SyncStatus::Failed);
        assert_eq!(failed.last_error.as_deref(), Some(expected), "{body}");
        assert!(odd.calls("PUT") <= 2, "{body}");
    }
}

#[test]
fn an_error_in_place_of_a_token_pauses_with_the_reason() {
    let (desk, (odd, options)) = (
        Desk::new(),
        start(
            |call, _, _| (call.1 == "/crm/token").then_some((200, json!({"error": "invalid_client"}))),
            as_stored,
        ),
    );
    let _worker = desk.worker(&options, None);
    let user = desk.sign_up("Ada", "1");
    wait_until("paused", || desk.connection().paused_reason.is_some());
    let reason = desk.connection().paused_reason.expect("a reason");
    assert_eq!(reason, "no token: the CRM answered 200: invalid_client");
    wait_until("told", || desk.load(&user).last_error.as_deref() == Some(reason.as_str()));
    assert_eq!(odd.calls("POST"), 0);
}

#[test]
fn a_create_that_is_under_way_is_not_sent_again_by_a_look_up_that_finds_nothing() {
    // The gateway gives up at once, the CRM is done a while later.
    let (desk, (odd, options)) = (
        Desk::new(),
        start(
            |call, records, nth| match call.0.as_str() {
                "POST" if call.1 == "/crm/users" && nth == 1 => {
                    records.push(with(&call.2, |it| it["crm_id"] = json!("C1")));
                    Some((504, json!({"message": "gateway time-out"})))
                }
                "GET" if nth == 1 => Some((200, json!({"users": []}))),
                _ => None,
            },
            as_stored,
        ),
    );
    let _worker = desk.worker(&options, None);
    let synced = desk.wait_for(&desk.sign_up("Ada", "1"), SyncStatus::Synced);
    assert_eq!((synced.sync.crm_id.as_deref(), odd.records().len(), odd.calls("POST")), (Some("C1"), 1, 1));
}

/// A user that was synced and edited, once the edit was given up.
fn edit_refused(habit: Habit, view: View) -> (User, Arc<Odd>) {
    let (desk, (odd, options)) = (Desk::new(), start(habit, view));
    let _worker = desk.worker(&options, None);
    let user = desk.sign_up("Ada", "1");
    desk.wait_for(&user, SyncStatus::Synced);
    desk.edit(&user, "Ada", "2");
    (desk.wait_for(&user, SyncStatus::Failed), odd)
}

#[test]
fn a_record_that_the_crm_will_not_show_is_not_made_again() {
    let habits: [Habit; 2] = [
        |call, _, _| match (call.0.as_str(), call.1.contains("external_id")) {
            ("GET", true) => Some((200, json!([]))),
            ("GET", false) => Some((423, json!({"message": "Record is locked"}))),
            _ => None,
        },
        |call, _, _| match (call.0.as_str(), call.1.contains("external_id")) {
            ("GET", true) => Some((200, json!([]))),
            ("GET", false) => Some((200, json!({"success": false, "error": "Record is locked"}))),
            _ => None,
        },
    ];
    for (habit, status) in habits.into_iter().zip([423, 200]) {
        let (user, odd) = edit_refused(habit, as_stored);
        assert_eq!(user.last_error, Some(format!("the CRM answered {status}: Record is locked")));
        assert_eq!((user.sync.crm_id.as_deref(), odd.records().len()), (Some("C1"), 1));
        let is_create = |call: &&Call| call.0 == "POST" && call.1 == "/crm/users";
        assert_eq!(odd.calls.lock().expect("calls").iter().filter(is_create).count(), 1);
    }
}

#[test]
fn an_entry_of_a_list_that_cannot_be_read_does_not_mean_that_the_record_is_gone() {
    let habits: [Habit; 2] = [
        |call, records, _| match (call.0.as_str(), call.1.contains("external_id")) {
            ("GET", true) => Some((200, json!([with(&records[0], |it| it["name"] = json!("a\0"))]))),
            ("GET", false) => Some((404, Value::Null)),
            _ => None,
        },
        |call, records, _| match (call.0.as_str(), call.1.contains("external_id")) {
            ("GET", true) => Some((200, json!([with(&records[0], |it| it["crm_id"] = json!({"is": 1}))]))),
            ("GET", false) => Some((404, Value::Null)),
            _ => None,
        },
    ];
    for (number, habit) in habits.into_iter().enumerate() {
        let (user, odd) = edit_refused(habit, as_stored);
        assert_eq!(
            user.last_error.as_deref(),
            Some("the CRM's record of this user may be in its list and cannot be read"),
            "habit {number}"
        );
        assert_eq!((user.sync.crm_id.as_deref(), odd.records().len()), (Some("C1"), 1), "habit {number}");
    }
}

#[test]
fn a_record_of_another_user_is_not_written_over() {
    let (user, odd) =
        edit_refused(no_habit, |record| with(record, |it| it["external_id"] = json!("another-user")));
    assert_eq!(user.last_error.as_deref(), Some("the CRM's record belongs to another user"));
    assert_eq!((odd.calls("PUT"), user.sync.local.phone.as_str()), (0, "2"));
}

#[test]
fn a_change_that_was_refused_is_not_taken_for_one_under_way() {
    let (user, _) =
        edit_refused(|call, _, _| (call.0 == "PUT").then_some((400, json!({"error": "no"}))), as_stored);
    assert_eq!((user.sync.local.phone.as_str(), user.sync.sent), ("2", None));
}

#[test]
fn every_edit_stays_where_the_crm_answers_nothing_and_stores_another_form() {
    fn last_name_first(record: &Value) -> Value {
        let name = record["name"].as_str().unwrap_or_default();
        let (first, last) = name.split_once(' ').unwrap_or_default();
        with(record, |it| it["name"] = json!(format!("{last}, {first}")))
    }
    let (desk, (odd, options)) = (Desk::new(), start(tells_little, last_name_first));
    let _worker = desk.worker(&options, None);
    let user = desk.sign_up("John Smith", "1");
    let settled = |held: &str| {
        wait_until("read again", || desk.load(&user).sync.held.get(Field::Name) == Some(held));
        desk.wait_for(&user, SyncStatus::Synced).sync.local.name
    };
    assert_eq!(settled("Smith, John"), "John Smith");
    for (name, held) in
        [("Jack Smith", "Smith, Jack"), ("Jack Jones", "Jones, Jack"), ("John Jones", "Jones, John")]
    {
        desk.edit(&user, name, "1");
        assert_eq!(settled(held), name);
        assert_eq!(odd.records()[0]["name"], name);
    }
}
