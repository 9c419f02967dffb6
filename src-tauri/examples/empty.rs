//! An empty Tauri window with one line of text: what `cargo xtask bench` compares the real one with.

use tauri::http::header::{CONTENT_TYPE, HeaderValue};
use tauri::http::Response;
use tauri::{WebviewUrl, WebviewWindowBuilder};

const PAGE: &[u8] = "<!doctype html><meta charset=utf-8><title>-</title><p>Sổ 3·5".as_bytes();

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .register_uri_scheme_protocol("empty", |_, _| {
            let mut response = Response::new(PAGE.to_vec());
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
            response
        })
        .setup(|app| {
            let page = "empty://localhost/".parse()?;
            WebviewWindowBuilder::new(app, "empty", WebviewUrl::CustomProtocol(page)).inner_size(1280.0, 768.0).build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
