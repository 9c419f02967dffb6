//! How long a window takes from its start to the first text on the screen, seen from outside: the pixels of
//! a virtual display. The same eye looks at every window, so that times can be compared.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A display and a message bus that exist only for measuring.
pub struct Screen {
    display: String,
    bus: String,
    pixels: PathBuf,
    servers: Vec<Child>,
}

impl Screen {
    /// Starts both; `folder` takes the picture's memory.
    pub fn open(folder: &Path) -> Result<Screen, String> {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut screen = Screen { display: String::new(), bus: String::new(), pixels: folder.join("Xvfb_screen0"), servers: Vec::new() };
        let mut server = Command::new("Xvfb");
        server.args(["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-fbdir"]).arg(folder);
        screen.display = format!(":{}", screen.start(&mut server)?);
        screen.bus = screen.start(Command::new("dbus-daemon").args(["--session", "--nofork", "--print-address"]))?;
        Ok(screen)
    }

    /// Starts a server and reads the one line that says where it listens.
    fn start(&mut self, command: &mut Command) -> Result<String, String> {
        let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", command.get_program().to_string_lossy());
        let spawned = Command::new(command.get_program()).args(command.get_args()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = spawned.map_err(|error| failed(&error))?;
        let mut line = String::new();
        let read = child.stdout.as_mut().map(|out| BufReader::new(out).read_line(&mut line));
        self.servers.push(child);
        match read {
            Some(Ok(bytes)) if bytes > 0 => Ok(line.trim().to_owned()),
            _ => Err(failed(&"does not answer")),
        }
    }

    /// Runs `program` until text stands on the screen, and ends it. Errors after 30 s without any.
    pub fn first_paint(&self, program: &mut Command) -> Result<Duration, String> {
        let failed = |error: &dyn std::fmt::Display| format!("first paint: {error}");
        program.env("DISPLAY", &self.display).env("DBUS_SESSION_BUS_ADDRESS", &self.bus).env("NO_AT_BRIDGE", "1").env("GDK_BACKEND", "x11");
        // A virtual display has no graphics device; the program finds that out itself, an empty window does not.
        program.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        program.env_remove("WAYLAND_DISPLAY").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let mut child = program.spawn().map_err(|error| failed(&error))?;
        let painted = loop {
            if self.has_text() {
                break Ok(start.elapsed());
            }
            if let Ok(Some(status)) = child.try_wait() {
                break Err(failed(&format!("ended before it: {status}")));
            }
            if start.elapsed() > Duration::from_secs(30) {
                break Err(failed(&"nothing in 30 s"));
            }
            std::thread::sleep(Duration::from_millis(4));
        };
        end(&mut child);
        let gone = Instant::now();
        while self.has_text() && gone.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(20));
        }
        painted
    }

    /// Whether more colours are on the screen than an empty window has: smoothed letters have many.
    fn has_text(&self) -> bool {
        fs::read(&self.pixels).is_ok_and(|picture| colours(&picture, 12) >= 12)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.servers.iter_mut().rev().for_each(end);
    }
}

fn end(child: &mut Child) {
    // It may have ended by itself, and then there is nothing to end.
    let _ = child.kill();
    let _ = child.wait();
}

/// How many colours a picture in X window dump format has; counting stops at `enough`.
fn colours(picture: &[u8], enough: usize) -> usize {
    let number = |index: usize| {
        let bytes = picture.get(index * 4..index * 4 + 4)?;
        Some(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize)
    };
    // Header: its own length stands first, the number of colour map entries (12 bytes each) is the 20th.
    let (Some(header), Some(map)) = (number(0), number(19)) else { return 0 };
    let mut seen: Vec<&[u8]> = Vec::new();
    for pixel in picture.get(header + map * 12..).unwrap_or_default().chunks_exact(4) {
        // Neighbours are mostly alike: the last colour found is the first to compare with.
        if !seen.iter().rev().any(|known| *known == pixel) {
            seen.push(pixel);
            if seen.len() >= enough {
                break;
            }
        }
    }
    seen.len()
}

#[cfg(test)]
mod tests {
    use super::colours;

    #[test]
    fn colours_are_counted_behind_header_and_map() {
        let mut picture = vec![0u8; 100];
        picture[3] = 100;
        picture[79] = 1;
        picture.extend([9; 12]);
        assert_eq!(colours(&picture, 12), 0);
        picture.extend([0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 2, 2, 2, 2]);
        assert_eq!(colours(&picture, 12), 3);
        assert_eq!(colours(&picture, 2), 2);
        assert_eq!(colours(&[], 2), 0);
    }
}
