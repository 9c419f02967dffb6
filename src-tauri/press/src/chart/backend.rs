//! The drawing end of plotters: plain SVG text.
//!
//! Why not the backend that comes with plotters: it places text by another line height than
//! it draws, knows no hatches and no accessible groups. Here coordinates are tenths of a
//! pixel (the `viewBox` scales them back), text is real `<text>` measured with the built-in
//! font, and only elements and presentation attributes leave that a strict allow-list can
//! let through: no `style`, no script, no reference outside the picture.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::rc::Rc;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle, FontTransform,
};

use super::hatch::Hatch;
use crate::fonts::{SANS, Sans, Weight};
use crate::text::escape;

/// Tenths of a pixel in a pixel.
pub(crate) const FINE: f64 = 10.0;

/// A request of plotters that has no meaning in this backend.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not drawn as SVG")]
pub(crate) struct Unsupported(&'static str);

type Drawn = Result<(), DrawingErrorKind<Unsupported>>;

/// SVG text in the making.
pub(crate) struct SvgBackend {
    size: (u32, u32),
    sans: Rc<Sans>,
    /// Prefix of the pattern names: two pictures inlined in one page must not share them.
    prefix: String,
    body: String,
    hatches: BTreeSet<Hatch>,
    fill: Option<Hatch>,
    dash: Option<&'static str>,
    rounded: u32,
    open: usize,
}

impl SvgBackend {
    /// An empty picture; `size` in tenths of a pixel.
    pub(crate) fn new(size: (u32, u32), sans: Rc<Sans>, prefix: String) -> Self {
        Self {
            size,
            sans,
            prefix,
            body: String::new(),
            hatches: BTreeSet::new(),
            fill: None,
            dash: None,
            rounded: 0,
            open: 0,
        }
    }

    /// Until changed again, filled shapes are filled with this hatch.
    pub(crate) fn set_hatch(&mut self, hatch: Option<Hatch>) {
        if let Some(hatch) = hatch {
            self.hatches.insert(hatch);
        }
        self.fill = hatch;
    }

    /// Until changed again, lines are dashed (lengths in tenths of a pixel).
    pub(crate) fn set_dash(&mut self, dash: Option<&'static str>) {
        self.dash = dash;
    }

    /// Until changed again, rectangles have round corners of this radius.
    pub(crate) fn set_rounded(&mut self, radius: u32) {
        self.rounded = radius;
    }

    /// Opens a series: everything until [`Self::close`] belongs to it.
    pub(crate) fn open_list(&mut self, name: &str) {
        self.open_group("list", name, false);
    }

    /// Opens one mark of a series. Its name is also its tooltip.
    pub(crate) fn open_item(&mut self, name: &str) {
        self.open_group("listitem", name, true);
    }

    fn open_group(&mut self, role: &str, name: &str, tooltip: bool) {
        let name = escape(name);
        let _ = write!(self.body, r#"<g role="{role}" aria-label="{name}">"#);
        if tooltip {
            let _ = write!(self.body, "<title>{name}</title>");
        }
        self.body.push('\n');
        self.open += 1;
    }

    /// Closes the innermost open group, if any.
    pub(crate) fn close(&mut self) {
        if self.open > 0 {
            self.open -= 1;
            self.body.push_str("</g>\n");
        }
    }

    /// The finished picture. The family name stands in quotes: it ends with a digit, and
    /// without them CSS rejects it.
    ///
    /// The root is a `figure`, not an `img`: the children of an `img` are hidden from screen
    /// readers (ARIA 1.2, "children presentational"), and here every mark has a name of its
    /// own that a reader can walk through.
    pub(crate) fn finish(&mut self, title: &str, description: &str) -> String {
        while self.open > 0 {
            self.close();
        }
        let (width, height) = self.size;
        let mut out = String::with_capacity(self.body.len() + 2048);
        let _ = write!(
            out,
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" "#,
                r#"viewBox="0 0 {} {}" role="figure" font-family="'{}'">"#,
                "\n<title>{}</title>\n<desc>{}</desc>\n"
            ),
            width / 10,
            height / 10,
            width,
            height,
            SANS,
            escape(title),
            escape(description),
        );
        if !self.hatches.is_empty() {
            out.push_str("<defs>\n");
            for hatch in &self.hatches {
                hatch.define(&self.prefix, &mut out);
            }
            out.push_str("</defs>\n");
        }
        out.push_str(&self.body);
        out.push_str("</svg>\n");
        out
    }

    fn fill_of(&self, colour: BackendColor) -> String {
        match self.fill {
            Some(hatch) => format!(r#" fill="url(#{})""#, hatch.id(&self.prefix)),
            None => format!(r#" fill="{}"{}"#, hex(colour), opacity("fill", colour)),
        }
    }

    fn stroke_of<S: BackendStyle>(&self, style: &S) -> String {
        let mut out = format!(
            r#" fill="none" stroke="{}" stroke-width="{}"{}"#,
            hex(style.color()),
            style.stroke_width(),
            opacity("stroke", style.color())
        );
        if let Some(dash) = self.dash {
            let _ = write!(out, r#" stroke-dasharray="{dash}""#);
        }
        out
    }
}

fn hex(colour: BackendColor) -> String {
    let (r, g, b) = colour.rgb;
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn opacity(of: &str, colour: BackendColor) -> String {
    if colour.alpha >= 1.0 {
        String::new()
    } else {
        format!(r#" {of}-opacity="{:.2}""#, colour.alpha.max(0.0))
    }
}

fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let mut out = String::new();
    for (x, y) in path {
        if !out.is_empty() {
            out.push(' ');
        }
        let _ = write!(out, "{x},{y}");
    }
    out
}

impl DrawingBackend for SvgBackend {
    type ErrorType = Unsupported;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Drawn {
        let fill = self.fill_of(colour);
        let _ = writeln!(
            self.body,
            r#"<rect x="{x}" y="{y}" width="1" height="1"{fill}/>"#
        );
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        let stroke = self.stroke_of(style);
        let _ = writeln!(
            self.body,
            r#"<line x1="{}" y1="{}" x2="{}" y2="{}"{stroke}/>"#,
            from.0, from.1, to.0, to.1
        );
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let paint = if fill {
            self.fill_of(style.color())
        } else {
            self.stroke_of(style)
        };
        let rounded = if self.rounded > 0 {
            format!(r#" rx="{}""#, self.rounded)
        } else {
            String::new()
        };
        let _ = writeln!(
            self.body,
            r#"<rect x="{}" y="{}" width="{}" height="{}"{rounded}{paint}/>"#,
            a.0.min(b.0),
            a.1.min(b.1),
            a.0.abs_diff(b.0),
            a.1.abs_diff(b.1),
        );
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let stroke = self.stroke_of(style);
        let points = points(path);
        let _ = writeln!(
            self.body,
            r#"<polyline points="{points}" stroke-linejoin="round"{stroke}/>"#
        );
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let paint = if fill {
            self.fill_of(style.color())
        } else {
            self.stroke_of(style)
        };
        let _ = writeln!(
            self.body,
            r#"<circle cx="{x}" cy="{y}" r="{radius}"{paint}/>"#
        );
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let fill = self.fill_of(style.color());
        let points = points(path);
        let _ = writeln!(self.body, r#"<polygon points="{points}"{fill}/>"#);
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        (x, y): BackendCoord,
    ) -> Drawn {
        let size = style.size() / self.sans.line();
        let (ascent, descent) = (self.sans.ascent() * size, self.sans.descent() * size);
        let rise = match style.anchor().v_pos {
            VPos::Top => ascent,
            VPos::Center => (ascent - descent) / 2.0,
            VPos::Bottom => -descent,
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => r#" text-anchor="middle""#,
            HPos::Right => r#" text-anchor="end""#,
        };
        let weight = match style.style() {
            FontStyle::Bold => r#" font-weight="600""#,
            _ => "",
        };
        let turn = match style.transform() {
            FontTransform::None => None,
            FontTransform::Rotate90 => Some(90),
            FontTransform::Rotate180 => Some(180),
            FontTransform::Rotate270 => Some(270),
        }
        .map_or_else(String::new, |angle| {
            format!(r#" transform="rotate({angle} {x} {y})""#)
        });
        let _ = writeln!(
            self.body,
            r#"<text x="{x}" y="{}" font-size="{}"{weight}{anchor} fill="{}"{turn}>{}</text>"#,
            y + rise.round() as i32,
            size.round() as i32,
            hex(style.color()),
            escape(text),
        );
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        let weight = match style.style() {
            FontStyle::Bold => Weight::SemiBold,
            _ => Weight::Regular,
        };
        let size = style.size() / self.sans.line();
        let width = self.sans.width(text, weight, size);
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }

    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        Err(DrawingErrorKind::DrawingError(Unsupported("a bitmap")))
    }
}
