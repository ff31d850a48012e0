use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::{Desk, Ran, get};

const ONE: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const TWO: &str = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

const CLIENT: &str = "External ID,First,Last,Phone,SSN\na1,Ada,Lovelace,+12025550143,078-05-1120\n";

/// A desk with one client, whose SSN is sealed.
fn desk() -> Desk {
    let desk = Desk::new();
    import(&desk).succeeded();
    desk
}

fn import(desk: &Desk) -> Ran {
    desk.write("clients.csv", CLIENT);
    desk.run(&["import", "clients", "clients.csv"])
}

/// The keys in the file, the comments left out.
fn keys(desk: &Desk) -> Vec<String> {
    let text = desk.read("data/secret.key");
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

#[track_caller]
fn assert_readable(desk: &Desk) {
    let answer = get(&desk.serve(&[]), "/clients");
    assert!(answer.contains(r#""ssn":"***-**-1120""#), "{answer}");
}

#[test]
fn the_key_file_is_private_made_once_and_told_of_in_one_line() {
    let desk = Desk::new();
    let mut server = desk.serve(&[]);
    let told = |log: &str| log.lines().filter(|line| line.contains("created the secret key file")).count();
    assert_eq!(told(&server.log()), 1, "{}", server.log());
    assert!(server.terminate().success());
    let mode = fs::metadata(desk.path("data/secret.key")).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let made = keys(&desk);
    assert_eq!(made.len(), 1);
    let server = desk.serve(&[]);
    assert_eq!(told(&server.log()), 0, "{}", server.log());
    assert_eq!(keys(&desk), made);
    assert!(!server.log().contains(&made[0]));
}

#[test]
fn processes_that_start_at_once_agree_on_one_key() {
    let desk = Desk::new();
    desk.run(&["firms", "list"]).succeeded();
    for number in 0..6 {
        let client = CLIENT.replace("a1", &format!("a{number}")).replace("0143", &format!("014{number}"));
        desk.write(&format!("{number}.csv"), &client);
    }
    let files: Vec<String> = (0..6).map(|number| format!("{number}.csv")).collect();
    let started: Vec<_> = files
        .iter()
        .map(|file| desk.spawn(&mut desk.command(&["import", "clients", file, "--quiet"])))
        .collect();
    for child in started {
        let ran = Ran::from(child.wait_with_output().expect("it ends"));
        ran.succeeded();
    }
    assert_eq!(keys(&desk).len(), 1);
    let answer = get(&desk.serve(&[]), "/clients");
    assert_eq!(answer.matches(r#""ssn":"***-**-1120""#).count(), 6, "{answer}");
}

#[test]
fn a_key_file_that_others_can_read_is_warned_of() {
    let desk = desk();
    let path = desk.path("data/secret.key");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("set");
    let ran = import(&desk);
    assert!(ran.err.contains("can be read by other users: run `chmod 600"), "{ran:#?}");
    ran.succeeded();
}

#[test]
fn a_lost_key_is_not_replaced_by_a_new_one() {
    let desk = desk();
    fs::rename(desk.path("data/secret.key"), desk.path("kept")).expect("moved");
    for args in [&["serve"][..], &["import", "clients", "clients.csv"]] {
        let ran = desk.run(args);
        let line = ran.failed_with(1);
        assert!(line.contains("data/secret.key is missing") && line.contains("put the file back"), "{line}");
    }
    assert!(!desk.path("data/secret.key").exists());
    fs::rename(desk.path("kept"), desk.path("data/secret.key")).expect("moved");
    assert_readable(&desk);
}

#[test]
fn a_damaged_key_file_is_one_line_that_does_not_show_it() {
    let desk = desk();
    desk.write("data/secret.key", "# a comment\nhunter2\n");
    let ran = desk.run(&["serve"]);
    let line = ran.failed_with(1);
    assert!(line.contains("secret.key, line 2: a secret key is 32 bytes in base64"), "{line}");
    assert!(!line.contains("hunter2"), "{line}");
}

#[test]
fn a_rotation_seals_everything_with_a_new_key_and_forgets_the_old_one() {
    let desk = desk();
    let before = keys(&desk);
    let said = desk.run(&["keys", "rotate-secret"]).succeeded();
    assert!(said.contains("1 values were sealed again"), "{said}");
    let after = keys(&desk);
    assert_eq!(after.len(), 1);
    assert_ne!(after, before);
    let mode = fs::metadata(desk.path("data/secret.key")).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_readable(&desk);
    desk.write("data/secret.key", &before[0]);
    let ran = desk.run(&["serve"]);
    assert!(
        ran.failed_with(1).contains("1 values in the database are sealed with the secret key"),
        "{ran:?}"
    );
}

#[test]
fn a_rotation_that_was_interrupted_is_finished() {
    let desk = desk();
    let old = keys(&desk);
    // The new key is in the file, and nothing is sealed with it yet.
    desk.write("data/secret.key", &format!("{TWO}\n{}\n", old[0]));
    assert_readable(&desk);
    let said = desk.run(&["keys", "rotate-secret"]).succeeded();
    assert!(
        said.starts_with("finishing an interrupted rotation") && said.contains("1 values were sealed again"),
        "{said}"
    );
    assert_eq!(keys(&desk), [TWO]);
    // Everything is sealed with it, and the old key is in the file still.
    desk.write("data/secret.key", &format!("{TWO}\n{}\n", old[0]));
    let said = desk.run(&["keys", "rotate-secret"]).succeeded();
    assert!(said.contains("0 values were sealed again"), "{said}");
    assert_eq!(keys(&desk), [TWO]);
    assert_readable(&desk);
}

#[test]
fn keys_are_not_rotated_under_a_running_service() {
    let desk = desk();
    let before = keys(&desk);
    let mut server = desk.serve(&[]);
    let ran = desk.run(&["keys", "rotate-secret"]);
    assert!(ran.failed_with(1).contains("another frontdesk uses the secret key"), "{ran:?}");
    assert_eq!(keys(&desk), before);
    server.kill9();
    desk.run(&["keys", "rotate-secret"]).succeeded();
    assert_readable(&desk);
}

#[test]
fn there_is_nothing_to_rotate_before_there_is_a_key() {
    let ran = Desk::new().run(&["keys", "rotate-secret"]);
    assert!(ran.failed_with(1).contains("there is no secret key yet"), "{ran:?}");
}

#[test]
fn keys_by_variable_are_rotated_and_the_old_one_is_named() {
    let mut desk = Desk::new().with("FRONTDESK_SECRET_KEY", ONE);
    import(&desk).succeeded();
    assert!(!desk.path("data/secret.key").exists());
    let said = desk.run(&["keys", "rotate-secret"]).succeeded();
    assert!(said.contains("there is one key only"), "{said}");
    desk.set("FRONTDESK_SECRET_KEY", &format!("{TWO}, {ONE}"));
    assert_readable(&desk);
    let said = desk.run(&["keys", "rotate-secret"]).succeeded();
    assert!(said.contains("1 values were sealed again") && said.contains("(number 2)"), "{said}");
    assert!(!said.contains(ONE) && !said.contains(TWO), "{said}");
    desk.set("FRONTDESK_SECRET_KEY", TWO);
    assert_readable(&desk);
    desk.set("FRONTDESK_SECRET_KEY", ONE);
    let ran = desk.run(&["serve"]);
    assert!(ran.failed_with(1).contains("is not configured"), "{ran:?}");
}
