//! Where in a text a time is named, what leads up to it, and what is left over.

use super::moment::{Moment, Shape, Span, range};
use super::token::{Kind, Tokens};
use crate::problem::Problem;

mod name;

/// A named time: one moment, or from one to another.
#[derive(Debug, Clone)]
pub(super) struct Find {
    /// Index of its first token.
    start: usize,
    /// Index after its last token.
    end: usize,
    first: Moment,
    second: Option<Moment>,
    /// A year without the word "năm": proof enough only where the other words fit.
    bare: bool,
    times: Vec<Time>,
}

/// A time of day, such as "17 giờ 30" or "17:30".
#[derive(Debug, Clone, Copy)]
pub(super) struct Time {
    start: usize,
    end: usize,
    hour: u32,
    minute: u32,
}

impl Time {
    pub fn is_midnight(&self) -> bool {
        self.hour == 0 && self.minute == 0
    }
}

/// The words directly before a named time.
#[derive(Debug, Default)]
pub(super) struct Lead {
    /// "trước".
    pub before: bool,
    /// "đến", "hết", "chậm nhất": only the end is named.
    pub until: bool,
    /// "cuối", "hết": the end of what is named.
    pub end: bool,
    /// "đầu", "giữa": no day follows from it.
    pub vague: bool,
    /// "từ", "sau": the beginning is named.
    pub from: bool,
}

/// Words that may stand around a bare year: with any other word it may be the year of something else.
const AROUND_A_YEAR: &[&str] = &[
    "cham", "cho", "cuoi", "den", "du", "giai", "doan", "han", "het", "hoan", "kien", "ket",
    "thuc", "muon", "nam", "nay", "nhat", "thanh", "thoi", "thuc", "hien", "toi", "trien", "khai",
    "trong", "truoc", "tu", "vao", "xong",
];

/// Every named time, from left to right.
pub(super) fn all(tokens: &Tokens) -> Result<Vec<Find>, Problem> {
    let mut finds: Vec<Find> = Vec::new();
    let mut times = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(time) = time(tokens, at) {
            at = time.end;
            times.push(time);
        } else if let Some(found) = span(tokens, at)? {
            at = found.end;
            finds.push(found);
        } else {
            at += 1;
        }
    }
    for found in &mut finds {
        found.times.clone_from(&times);
    }
    Ok(finds)
}

fn time(tokens: &Tokens, at: usize) -> Option<Time> {
    let hour = tokens.small(at)?;
    let after_minute = |place: usize| place + usize::from(tokens.is_word(place, &["p", "phut"]));
    let (minute, end) = if tokens.is_word(at + 1, &["h", "g", "gio"]) {
        match tokens.small(at + 2) {
            Some(minute) if tokens.glued(at + 2) || tokens.is_word(at + 3, &["p", "phut"]) => {
                (minute, after_minute(at + 3))
            }
            _ => (0, at + 2),
        }
    } else if tokens.mark(at + 1) == Some(':') && tokens.glued(at + 1) && tokens.glued(at + 2) {
        (tokens.small(at + 2)?, at + 3)
    } else {
        return None;
    };
    Some(Time {
        start: at,
        end,
        hour,
        minute,
    })
}

/// A moment or a range beginning exactly at a place.
fn span(tokens: &Tokens, at: usize) -> Result<Option<Find>, Problem> {
    if in_symbol_before(tokens, at) || is_ordinal(tokens, at) {
        return Ok(None);
    }
    let found = match name::moment(tokens, at)? {
        Some((first, after)) => Some(continue_range(tokens, at, first, after)?),
        None => days_of_one_month(tokens, at)?,
    };
    Ok(found.filter(|found| !in_symbol_after(tokens, found.end)))
}

fn continue_range(
    tokens: &Tokens,
    start: usize,
    first: Moment,
    after: usize,
) -> Result<Find, Problem> {
    let bare = |place: usize, moment: &Moment| {
        moment.shape == Shape::Year && tokens.number(place).is_some()
    };
    let mut found = Find {
        start,
        end: after,
        first,
        second: None,
        bare: bare(start, &first),
        times: Vec::new(),
    };
    let Some((place, loose)) = connector(tokens, after) else {
        return Ok(found);
    };
    let short = match first {
        Moment { year: None, shape } => name::like(tokens, shape, place)?,
        _ => None,
    };
    let next = match short {
        Some(next) => Some(next),
        None => name::moment(tokens, place)?,
    };
    let Some((second, end)) = next else {
        return Ok(found);
    };
    let same_kind = std::mem::discriminant(&first.shape) == std::mem::discriminant(&second.shape);
    if !loose || (first.year.is_none() && same_kind) {
        found.second = Some(second);
        found.end = end;
        found.bare = found.bare && bare(place, &second);
    }
    Ok(found)
}

/// "15-20/5/2024", "từ ngày 15 đến ngày 20/5/2024".
fn days_of_one_month(tokens: &Tokens, start: usize) -> Result<Option<Find>, Problem> {
    let at = start + usize::from(tokens.is_word(start, &["ngay"]));
    let Some(day) = tokens.small(at) else {
        return Ok(None);
    };
    let Some((place, false)) = connector(tokens, at + 1) else {
        return Ok(None);
    };
    let Some((second, end)) = name::moment(tokens, place)? else {
        return Ok(None);
    };
    let Shape::Day { month, .. } = second.shape else {
        return Ok(None);
    };
    Ok(Some(Find {
        start,
        end,
        first: Moment {
            shape: Shape::Day { day, month },
            year: second.year,
        },
        second: Some(second),
        bare: false,
        times: Vec::new(),
    }))
}

/// What joins two ends of a range, and whether it only lists them ("quý II, III/2024").
fn connector(tokens: &Tokens, at: usize) -> Option<(usize, bool)> {
    let loose = match (tokens.word(at), tokens.mark(at)) {
        (Some("den" | "toi"), _) | (_, Some('-')) => false,
        (Some("va"), _) | (_, Some(',')) => true,
        _ => return None,
    };
    let mut place = at + 1;
    while tokens.is_word(place, &["het", "cuoi"]) {
        place += 1;
    }
    Some((place, loose))
}

/// "Tuần 2 tháng 5/2024" is no 2 May, "công văn số 5/2024" no May.
fn is_ordinal(tokens: &Tokens, at: usize) -> bool {
    let counted = [
        "tuan", "thu", "so", "dot", "lan", "muc", "dieu", "khoan", "phien", "khoa", "ky",
    ];
    let follows = tokens
        .before(at)
        .is_some_and(|token| counted.contains(&token.plain.as_str()));
    follows && tokens.number(at).is_some()
}

/// Inside the symbol of a document ("số 12-5/2024") a number is no date.
fn in_symbol_before(tokens: &Tokens, at: usize) -> bool {
    let joined = at
        .checked_sub(1)
        .is_some_and(|before| matches!(tokens.mark(before), Some('/' | '-' | '.')));
    joined && tokens.glued(at) && at.checked_sub(1).is_some_and(|before| tokens.glued(before))
}

/// "73/2019/NĐ-CP" names a document, not July.
fn in_symbol_after(tokens: &Tokens, end: usize) -> bool {
    let glued = tokens.glued(end) && tokens.glued(end + 1);
    match tokens.mark(end) {
        Some('/' | '.') => glued,
        Some('-') => glued && tokens.word(end + 1).is_some(),
        _ => tokens.glued(end) && tokens.word(end).is_some(),
    }
}

impl Find {
    pub fn span(&self) -> Result<Span, Problem> {
        match &self.second {
            None => self.first.span(),
            Some(second) => range(&self.first, second),
        }
    }

    pub fn names_year(&self) -> bool {
        self.first.year.is_some() || self.second.is_some_and(|second| second.year.is_some())
    }

    pub fn is_range(&self) -> bool {
        self.second.is_some()
    }

    pub fn is_day(&self) -> bool {
        matches!(self.first.shape, Shape::Day { .. })
    }

    pub fn is_whole_years(&self) -> bool {
        self.first.shape == Shape::Year
            && self.second.is_none_or(|second| second.shape == Shape::Year)
    }

    /// The time of day given beside a day.
    ///
    /// # Errors
    /// `deadline.unreadable` when it does not exist, stands elsewhere or belongs to no day.
    pub fn time_beside(&self, tokens: &Tokens) -> Result<Option<Time>, Problem> {
        let [time] = self.times.as_slice() else {
            return if self.times.is_empty() {
                Ok(None)
            } else {
                Err(Problem::new("deadline.unreadable"))
            };
        };
        let only_joints = |mut places: std::ops::Range<usize>| {
            places.all(|at| {
                tokens.mark(at) == Some(',') || tokens.is_word(at, &["cua", "luc", "ngay", "vao"])
            })
        };
        let beside = if time.end <= self.start {
            only_joints(time.end..self.start)
        } else {
            only_joints(self.end..time.start)
        };
        let exists = time.minute < 60 && (time.hour < 24 || (time.hour == 24 && time.minute == 0));
        if beside && exists && self.is_day() && !self.is_range() {
            Ok(Some(*time))
        } else {
            Err(Problem::new("deadline.unreadable"))
        }
    }

    /// Index of the first token of the time of day or the day, whichever comes first.
    fn opening(&self) -> usize {
        self.times
            .iter()
            .map(|time| time.start)
            .filter(|start| *start < self.start)
            .fold(self.start, usize::min)
    }

    pub fn lead(&self, tokens: &Tokens) -> Lead {
        let mut lead = Lead::default();
        let mut at = self.opening();
        while let Some(token) = tokens.before(at).filter(|token| token.kind == Kind::Word) {
            at -= 1;
            let previous = tokens.before(at).map_or("", |token| token.plain.as_str());
            match (token.plain.as_str(), token.raw.as_str()) {
                ("ngay" | "thoi" | "diem" | "han" | "moc" | "luc", _) => continue,
                ("het", _) => (lead.end, lead.until) = (true, true),
                ("cuoi", _) => (lead.end, lead.until) = (true, true),
                (_, "đầu" | "dau" | "giữa" | "giua") => lead.vague = true,
                (_, "trước" | "truoc") => lead.before = true,
                (_, "đến" | "den" | "tới" | "toi") => lead.until = true,
                (_, "sau") => lead.from = true,
                // "đầu tư" written without diacritics is an investment, not "từ".
                (_, "từ" | "tu") => lead.from = previous != "dau",
                ("nhat", _) if matches!(previous, "cham" | "muon" | "tre") => lead.until = true,
                ("qua", _) if previous == "khong" => lead.until = true,
                ("hon", _) if matches!(previous, "cham" | "muon" | "tre") => lead.until = true,
                _ => break,
            }
            if !matches!(token.plain.as_str(), "het" | "cuoi") {
                break;
            }
        }
        lead
    }

    fn covers(&self, at: usize) -> bool {
        let inside = |start, end| start <= at && at < end;
        inside(self.start, self.end) || self.times.iter().any(|time| inside(time.start, time.end))
    }

    /// Whether numbers stand outside what was understood.
    pub fn leaves_numbers(&self, tokens: &Tokens) -> bool {
        (0..tokens.len()).any(|at| {
            let number = tokens
                .get(at)
                .is_some_and(|token| token.kind == Kind::Number);
            number && !self.covers(at)
        })
    }

    /// "Trước" or "sau" that belongs to an event and not to the named time.
    pub fn leaves_event(&self, tokens: &Tokens) -> bool {
        let opening = self.opening();
        (0..tokens.len()).any(|at| {
            let Some(token) = tokens.get(at) else {
                return false;
            };
            let idiom = match token.raw.as_str() {
                "trước" | "truoc" => &["mat", "het", "tien", "day", "do"][..],
                "sau" => &["do", "nay", "day"][..],
                _ => return false,
            };
            let leads = (at + 1..opening).all(|between| {
                tokens.is_word(
                    between,
                    &["ngay", "thoi", "diem", "han", "moc", "luc", "het", "cuoi"],
                )
            });
            let belongs = at < opening && leads;
            !self.covers(at) && !belongs && !tokens.is_word(at + 1, idiom)
        })
    }

    /// "Tết 2025": a year that may date something else.
    pub fn is_year_among_other_words(&self, tokens: &Tokens) -> bool {
        self.bare
            && (0..tokens.len()).any(|at| {
                !self.covers(at) && tokens.word(at).is_some() && !tokens.is_word(at, AROUND_A_YEAR)
            })
    }
}
