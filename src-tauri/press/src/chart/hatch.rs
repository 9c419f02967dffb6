//! Hatches: fills that stay apart when a sheet is copied in black and white.

use std::fmt::Write as _;

/// A drawn colour, red, green, blue.
pub(crate) type Rgb = (u8, u8, u8);

/// What repeats in a hatch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weave {
    /// Lines rising to the right.
    Rising,
    /// Lines falling to the right.
    Falling,
    /// Both, dense.
    Crossed,
    /// Level bars.
    Level,
    /// Upright bars.
    Upright,
    /// Dots.
    Dots,
    /// Thin rising lines far apart: nothing to count here.
    Faint,
}

/// A hatch: a ground, a colour of the lines, a weave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hatch {
    pub(crate) weave: Weave,
    pub(crate) ground: Rgb,
    pub(crate) line: Rgb,
}

impl Hatch {
    /// Name of the pattern inside one picture.
    pub(crate) fn id(self, prefix: &str) -> String {
        let code = |(r, g, b): Rgb| format!("{r:02x}{g:02x}{b:02x}");
        format!(
            "{prefix}-{:?}-{}-{}",
            self.weave,
            code(self.ground),
            code(self.line)
        )
        .to_lowercase()
    }

    /// Writes the `<pattern>`; lengths in tenths of a pixel. Slanted lines are drawn three
    /// times so that they meet at the edges of the tile.
    pub(crate) fn define(self, prefix: &str, out: &mut String) {
        let hex = |(r, g, b): Rgb| format!("#{r:02x}{g:02x}{b:02x}");
        let (tile, width) = match self.weave {
            Weave::Rising | Weave::Falling => (60, 16),
            Weave::Crossed => (50, 12),
            Weave::Level | Weave::Upright => (50, 20),
            Weave::Dots => (50, 0),
            Weave::Faint => (80, 7),
        };
        let _ = writeln!(
            out,
            r#"<pattern id="{}" patternUnits="userSpaceOnUse" width="{tile}" height="{tile}">"#,
            self.id(prefix)
        );
        let _ = writeln!(
            out,
            r#"<rect x="0" y="0" width="{tile}" height="{tile}" fill="{}"/>"#,
            hex(self.ground)
        );
        let mut line = |x1: i32, y1: i32, x2: i32, y2: i32| {
            let _ = writeln!(
                out,
                r#"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{}" stroke-width="{width}"/>"#,
                hex(self.line)
            );
        };
        let rising = |line: &mut dyn FnMut(i32, i32, i32, i32)| {
            for shift in [-tile, 0, tile] {
                line(shift - 10, tile + 10, shift + tile + 10, -10);
            }
        };
        let falling = |line: &mut dyn FnMut(i32, i32, i32, i32)| {
            for shift in [-tile, 0, tile] {
                line(shift - 10, -10, shift + tile + 10, tile + 10);
            }
        };
        match self.weave {
            Weave::Rising | Weave::Faint => rising(&mut line),
            Weave::Falling => falling(&mut line),
            Weave::Crossed => {
                rising(&mut line);
                falling(&mut line);
            }
            Weave::Level => line(0, tile / 2, tile, tile / 2),
            Weave::Upright => line(tile / 2, 0, tile / 2, tile),
            Weave::Dots => {
                let fill = hex(self.line);
                for (x, y) in [(12, 12), (37, 37)] {
                    let _ = writeln!(out, r#"<circle cx="{x}" cy="{y}" r="8" fill="{fill}"/>"#);
                }
            }
        }
        out.push_str("</pattern>\n");
    }
}
