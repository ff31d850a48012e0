use serde_json::Value;

use crate::support::{Desk, get};

#[test]
fn the_openapi_document_is_the_one_that_is_served() {
    let desk = Desk::new();
    let printed: Value = serde_json::from_str(&desk.run(&["openapi"]).succeeded()).expect("JSON");
    assert_eq!(desk.files(), Vec::<String>::new(), "it needs no database");
    let server = desk.serve(&[]);
    let answer = get(&server, "/openapi.json");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    let served: Value = serde_json::from_str(body).expect("JSON");
    assert!(printed["paths"]["/clients"].is_object());
    assert_eq!(printed, served);
}
