//! What can go wrong while a picture or a page is made. A variant exists where a caller
//! does something different: ask for other values, ask for another size, or report a defect.

use thiserror::Error;

/// Why nothing was drawn or printed. No variant leaves half a result behind.
#[derive(Debug, Error)]
pub enum PressError {
    /// A value is infinite or not a number and has no place on an axis.
    #[error("{what} is not a finite number")]
    NotFinite {
        /// Which value, in words for the log.
        what: &'static str,
    },
    /// The picture asked for is too small, too large or scaled out of reason.
    #[error("a picture of {width} × {height} at scale {scale} cannot be made")]
    Size {
        /// Width asked for, in pixels.
        width: u32,
        /// Height asked for, in pixels.
        height: u32,
        /// Text scale (charts) or magnification (PNG) asked for.
        scale: f64,
    },
    /// A font built into the program cannot be read: the program itself is damaged.
    #[error("the built-in font {0} cannot be read")]
    Font(&'static str),
    /// The drawing library refused.
    #[error("the chart could not be drawn: {0}")]
    Drawing(String),
    /// A text handed in as SVG is not a picture.
    #[error("the picture could not be read: {0}")]
    Svg(String),
    /// The workbook could not be written.
    #[error("the workbook could not be written: {0}")]
    Workbook(String),
    /// The document could not be written.
    #[error("the document could not be written: {0}")]
    Document(String),
    /// Somebody asked to stop; nothing was made.
    #[error("stopped")]
    Stopped,
    /// The page could not be set or written; one entry for each fault found.
    #[error("the page could not be set: {}", join(.0))]
    Page(Vec<Diagnostic>),
}

/// One fault found while a page was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Name of the template or data file; empty when the fault has no place.
    pub file: String,
    /// Line in that file, counted from 1; 0 when the fault has no place.
    pub line: usize,
    /// What is wrong, in the words of the page setter.
    pub message: String,
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.file.is_empty() {
            write!(f, "{}", self.message)
        } else {
            write!(f, "{}:{}: {}", self.file, self.line, self.message)
        }
    }
}

fn join(faults: &[Diagnostic]) -> String {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    lines.join("; ")
}
