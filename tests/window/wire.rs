//! A session of WebKitWebDriver, as far as these tests need one: W3C WebDriver, JSON over HTTP on this
//! machine. Written out here because a client crate would bring an asynchronous runtime and an HTTP stack
//! of some sixty crates for six requests.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

/// What WebDriver calls an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One browser session.
pub struct Session {
    port: u16,
    id: String,
}

/// An element of the page.
pub struct Element(String);

/// What went wrong, as the driver says it.
pub type Answer<T> = Result<T, String>;

impl Session {
    /// Starts the program that `options` name.
    pub fn start(port: u16, options: Value) -> Answer<Session> {
        let answer = ask(port, "POST", "/session", &json!({"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}))?;
        let id = answer["sessionId"].as_str().ok_or("no session")?.to_owned();
        Ok(Session { port, id })
    }

    fn post(&self, what: &str, body: &Value) -> Answer<Value> {
        ask(self.port, "POST", &format!("/session/{}/{what}", self.id), body)
    }

    fn get(&self, what: &str) -> Answer<Value> {
        ask(self.port, "GET", &format!("/session/{}/{what}", self.id), &Value::Null)
    }

    /// Runs a function body in the page; an element comes back as such.
    pub fn run(&self, script: &str, args: Value) -> Answer<Value> {
        self.post("execute/sync", &json!({"script": script, "args": args}))
    }

    /// The element that a function body returns, if it returns one.
    pub fn element(&self, script: &str, args: Value) -> Answer<Option<Element>> {
        Ok(self.run(script, args)?[ELEMENT].as_str().map(|id| Element(id.to_owned())))
    }

    /// Clicks where the element stands, as a person does.
    pub fn click(&self, element: &Element) -> Answer<()> {
        self.post(&format!("element/{}/click", element.0), &json!({})).map(drop)
    }

    /// Presses keys together, in this order.
    pub fn chord(&self, keys: &[char]) -> Answer<()> {
        let key = |what: &str, key: &char| json!({"type": what, "value": key});
        let acts: Vec<Value> = keys.iter().map(|k| key("keyDown", k)).chain(keys.iter().rev().map(|k| key("keyUp", k))).collect();
        self.post("actions", &json!({"actions": [{"type": "key", "id": "keyboard", "actions": acts}]})).map(drop)
    }

    /// The windows that the program has open.
    pub fn windows(&self) -> Answer<usize> {
        Ok(self.get("window/handles")?.as_array().map_or(0, Vec::len))
    }

    /// A picture of the page as PNG.
    pub fn screenshot(&self) -> Answer<Vec<u8>> {
        from_base64(self.get("screenshot")?.as_str().unwrap_or_default()).ok_or_else(|| "no picture".to_owned())
    }
}

fn ask(port: u16, method: &str, path: &str, body: &Value) -> Answer<Value> {
    let said = |error: &dyn std::fmt::Display| format!("{method} {path}: {error}");
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len(),
    );
    let mut stream = TcpStream::connect(("127.0.0.1", port)).map_err(|error| said(&error))?;
    stream.set_read_timeout(Some(Duration::from_secs(60))).map_err(|error| said(&error))?;
    stream.write_all(request.as_bytes()).map_err(|error| said(&error))?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).map_err(|error| said(&error))?;
    let start = answer.windows(4).position(|four| four == b"\r\n\r\n").ok_or_else(|| said(&"no answer"))? + 4;
    let mut value: Value = serde_json::from_slice(&answer[start..]).map_err(|error| said(&error))?;
    match value["value"].take() {
        Value::Object(error) if error.contains_key("error") => Err(said(&format!("{}: {}", error["error"], error["message"]))),
        value => Ok(value),
    }
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0);
    for letter in text.bytes().filter(|byte| !b"=\r\n".contains(byte)) {
        bits = bits << 6 | LETTERS.iter().position(|known| *known == letter)? as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Some(bytes)
}

#[test]
fn pictures_travel_as_base64() {
    assert_eq!(from_base64("U+G7lSAzwrc1").as_deref(), Some("Sổ 3·5".as_bytes()));
    assert_eq!(from_base64("UA==").as_deref(), Some(&b"P"[..]));
    assert_eq!(from_base64("U?"), None);
}
