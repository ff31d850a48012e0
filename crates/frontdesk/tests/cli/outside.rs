//! A CRM, a receiver of notices and a mail server in one. Their refusals repeat what they were sent, so that passing
//! them on would reveal secrets.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// Runs until the test ends.
pub(crate) struct Outside {
    pub(crate) http: SocketAddr,
    pub(crate) smtp: SocketAddr,
    heard: Arc<Mutex<String>>,
}

impl Outside {
    /// Gives `token` to every caller, accepts notices, and refuses everything else.
    pub(crate) fn start(token: &str) -> Self {
        let heard = Arc::new(Mutex::new(String::new()));
        let token = token.to_owned();
        let http = listen(&heard, move |stream, heard| answer_http(stream, &token, heard));
        let smtp = listen(&heard, answer_smtp);
        Self { http, smtp, heard }
    }

    /// Everything that it was told.
    pub(crate) fn heard(&self) -> String {
        self.heard.lock().expect("no thread panicked").clone()
    }
}

fn listen(
    heard: &Arc<Mutex<String>>,
    answer: impl Fn(TcpStream, &mut dyn FnMut(&str)) -> std::io::Result<()> + Send + Sync + 'static,
) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let (heard, answer) = (Arc::clone(heard), Arc::new(answer));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (heard, answer) = (Arc::clone(&heard), Arc::clone(&answer));
            let mut hear = move |text: &str| heard.lock().expect("no thread panicked").push_str(text);
            // A disconnect in the middle is ignored.
            std::thread::spawn(move || answer(stream, &mut hear).ok());
        }
    });
    address
}

fn answer_http(stream: TcpStream, token: &str, hear: &mut dyn FnMut(&str)) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? <= 2 {
            break;
        }
        if let Some((_, value)) = line.to_ascii_lowercase().split_once("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        head.push_str(&line);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body);
    hear(&format!("{head}{body}\n"));
    let (status, answer) = if head.contains("/crm/token") {
        ("200 OK", format!(r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":3600}}"#))
    } else if head.contains("/notice") {
        ("200 OK", "{}".to_owned())
    } else {
        let repeated = format!("{head}{body}").replace(['"', '\r', '\n'], " ");
        ("422 Unprocessable Content", format!(r#"{{"error":"{repeated}","message":"{repeated}"}}"#))
    };
    write!(
        reader.get_mut(),
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{answer}",
        answer.len()
    )
}

fn answer_smtp(mut stream: TcpStream, hear: &mut dyn FnMut(&str)) -> std::io::Result<()> {
    stream.write_all(b"220 mail\r\n")?;
    let mut reader = BufReader::new(stream);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        hear(&line);
        let answer = match line.get(..4) {
            Some("EHLO") => "250-mail\r\n250 AUTH PLAIN LOGIN\r\n".to_owned(),
            Some("QUIT") => "221 bye\r\n".to_owned(),
            _ => format!("535 refused: {line}"),
        };
        reader.get_mut().write_all(answer.as_bytes())?;
    }
}
