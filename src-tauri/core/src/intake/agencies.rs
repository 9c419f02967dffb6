//! Who is named in a text: agencies by full name, short name or initials, groups of them ("các bộ, ngành,
//! địa phương", "63 địa phương"), and "Bộ" or "Ủy ban" alone, which means the one named last.
//!
//! The longest name wins. Of two agencies that bear one name, the one that existed on the document's day.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::token::{Words, same};
use super::{KnownAgency, KnownGroup};
use crate::agency::AgencyKind;
use crate::text::{clean_line, fold};

/// Whom a place in the text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// One agency, by its place in the directory; whether it existed on the day.
    Agency { index: usize, valid: bool },
    /// Every agency of a kind.
    Every(Audience),
    /// "các cơ quan có liên quan": nobody by name.
    Unnamed,
    /// "Bộ" or "Ủy ban" alone.
    Again(AgencyKind),
}

/// Every agency of a kind, perhaps counted. "Các bộ, ngành, UBND các tỉnh" are two audiences in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Audience {
    /// Bộ, ngành.
    pub ministries: bool,
    /// Địa phương; tỉnh, thành phố.
    pub provinces: bool,
    /// "7 địa phương".
    pub count: Option<u32>,
}

impl Audience {
    /// Both together; a counted one stays by itself.
    pub fn with(self, other: Audience) -> Option<Audience> {
        let uncounted = self.count.is_none() && other.count.is_none();
        uncounted.then_some(Audience { ministries: self.ministries || other.ministries, provinces: self.provinces || other.provinces, count: None })
    }
}

/// A name in a text, by words.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// First word.
    pub from: usize,
    /// After the last word.
    pub to: usize,
    /// Whom it names.
    pub who: Who,
}

/// One way to write an agency's name.
struct Pattern {
    words: Vec<String>,
    agency: usize,
    /// Initials stand in capitals, names of places begin with them.
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Words,
    Place,
    Initials,
}

/// Every agency with the ways to write it.
pub(super) struct Directory<'a> {
    pub agencies: &'a [KnownAgency],
    groups: &'a [KnownGroup],
    day: NaiveDate,
    patterns: HashMap<String, Vec<Pattern>>,
}

impl<'a> Directory<'a> {
    /// `day` decides between agencies that bear one name.
    pub fn new(agencies: &'a [KnownAgency], groups: &'a [KnownGroup], day: NaiveDate) -> Self {
        let mut directory = Directory { agencies, groups, day, patterns: HashMap::new() };
        for (index, agency) in agencies.iter().enumerate() {
            // The government gives tasks; it has none here.
            if agency.kind == AgencyKind::Government {
                continue;
            }
            let place = agency.kind == AgencyKind::Province;
            for name in [&agency.name, &agency.short_name] {
                directory.learn(index, split(name), if place { Form::Place } else { Form::Words });
            }
            if place {
                let bare = fold(&agency.name).split_once(' ').map_or(0, |(first, _)| if first == "tinh" { 1 } else { 2 });
                let own: Vec<String> = split(&agency.name).into_iter().skip(bare).collect();
                for prefix in [&["tp"][..], &["tỉnh"], &["thành", "phố"], &[]] {
                    let words = prefix.iter().map(|word| (*word).to_owned()).chain(own.clone()).collect();
                    directory.learn(index, words, Form::Place);
                }
            } else {
                for words in initials(&agency.name).into_iter().chain(initials_of_short(&agency.short_name)) {
                    directory.learn(index, words, Form::Initials);
                }
            }
        }
        for patterns in directory.patterns.values_mut() {
            patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.words.len()));
        }
        directory
    }

    fn learn(&mut self, agency: usize, words: Vec<String>, form: Form) {
        let Some(first) = words.first().map(|word| fold(word)) else { return };
        let patterns = self.patterns.entry(first).or_default();
        if !patterns.iter().any(|known| known.agency == agency && known.words == words) {
            patterns.push(Pattern { words, agency, form });
        }
    }

    fn is_valid(&self, index: usize) -> bool {
        let within = |agency: &KnownAgency| {
            agency.valid_from.is_none_or(|day| day <= self.day) && agency.valid_to.is_none_or(|day| self.day <= day)
        };
        self.agencies.get(index).is_some_and(within)
    }

    /// Every name in a text, from left to right; names do not overlap.
    pub fn mentions(&self, words: &Words) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.mention(words, at) {
                Some(mention) => {
                    at = mention.to;
                    found.push(mention);
                }
                None => at += 1,
            }
        }
        found
    }

    fn mention(&self, words: &Words, at: usize) -> Option<Mention> {
        // "UBND tỉnh Hà Giang" is Hà Giang, "UBND các tỉnh" every province.
        let council = words.says_any(at, &["ubnd", "ủy ban nhân dân"]).unwrap_or(0);
        if let Some((to, who)) = self.agency(words, at + council) {
            return Some(Mention { from: at, to, who });
        }
        if let Some((to, who)) = audience(words, at + council) {
            return Some(Mention { from: at, to, who });
        }
        if council > 0 {
            return None;
        }
        let word = words.get(at)?;
        let alone = |length: usize| words.get(at + length).is_none_or(|next| !next.upper || !words.joined(at + length));
        let again = if word.raw == "bộ" && word.upper && alone(1) && words.says_any(at + 1, &["trưởng", "máy", "ngành", "phận"]).is_none() {
            Some((1, AgencyKind::Ministry))
        } else if word.upper && words.says(at, "ủy ban").is_some() && alone(2) {
            Some((2, AgencyKind::Committee))
        } else {
            None
        };
        again.map(|(length, kind)| Mention { from: at, to: at + length, who: Who::Again(kind) })
    }

    fn agency(&self, words: &Words, at: usize) -> Option<(usize, Who)> {
        let patterns = self.patterns.get(&words.get(at)?.plain)?;
        let fitting: Vec<&Pattern> = patterns.iter().filter(|pattern| pattern.fits(words, at)).collect();
        let length = fitting.first()?.words.len();
        let best = fitting.iter().filter(|pattern| pattern.words.len() == length).map(|pattern| pattern.agency);
        // Of one name, the agency of the day; else the one that ended last.
        let index = best.max_by_key(|index| (self.is_valid(*index), self.agencies.get(*index).and_then(|agency| agency.valid_to)))?;
        Some((at + length, Who::Agency { index, valid: self.is_valid(index) }))
    }

    /// The group of an audience: all of its agencies are of that kind and, as far as there are such, existed
    /// on the day. A counted audience is the group of so many.
    pub fn group_of(&self, audience: Audience) -> Option<(&'a KnownGroup, bool)> {
        let kinds: HashMap<&str, (AgencyKind, bool)> =
            self.agencies.iter().enumerate().map(|(index, agency)| (agency.id.as_str(), (agency.kind, self.is_valid(index)))).collect();
        let mut best: Option<(&KnownGroup, (usize, usize))> = None;
        for group in self.groups {
            let members: Vec<(AgencyKind, bool)> = group.members.iter().filter_map(|id| kinds.get(id.as_str()).copied()).collect();
            if audience.count.is_some_and(|count| group.expected != Some(count) && members.len() != count as usize) {
                continue;
            }
            let provinces = members.iter().any(|(kind, _)| *kind == AgencyKind::Province);
            let others = members.iter().any(|(kind, _)| *kind != AgencyKind::Province);
            // A group whose members nobody has named yet is known by its name.
            let named = fold(&group.name);
            let unnamed = members.is_empty() && audience.count.is_some() && named.contains("dia phuong");
            if !(unnamed || (provinces == audience.provinces && others == audience.ministries)) {
                continue;
            }
            let there = members.iter().filter(|(_, valid)| *valid).count();
            let share = if members.is_empty() { 1000 } else { there * 1000 / members.len() };
            if best.is_none_or(|(_, rank)| (share, members.len()) > rank) {
                best = Some((group, (share, members.len())));
            }
        }
        best.map(|(group, (share, _))| (group, share == 1000))
    }
}

impl Pattern {
    fn fits(&self, words: &Words, at: usize) -> bool {
        self.words.iter().enumerate().all(|(offset, wanted)| {
            let Some(word) = words.get(at + offset) else { return false };
            let near = offset == 0 || words.gap(at + offset).chars().all(|c| matches!(c, ' ' | ',' | '-' | '–' | '&' | '.'));
            let written = match self.form {
                Form::Initials => word.caps || (offset == 0 && word.upper && wanted.chars().count() > 1),
                // "nâng cao bằng" is not Cao Bằng.
                Form::Place => word.upper || (offset < 2 && matches!(wanted.as_str(), "tỉnh" | "thành" | "phố" | "tp")),
                Form::Words => true,
            };
            near && written && same(word, wanted)
        })
    }
}

fn split(name: &str) -> Vec<String> {
    let name = clean_line(name);
    let words = Words::of(&name);
    (0..words.len()).filter_map(|at| words.get(at)).map(|word| word.raw.clone()).collect()
}

/// "Bộ Lao động - Thương binh và Xã hội" as Bộ LĐTBXH, Bộ LĐ-TB&XH, Bộ LĐTB&XH, BLĐTBXH.
fn initials(name: &str) -> Vec<Vec<String>> {
    let name = clean_line(name);
    let words = Words::of(&name);
    // Initials lose their tones, but Đ stays Đ.
    let bare = |letter: char| if letter == 'đ' { letter } else { fold(&letter.to_string()).chars().next().unwrap_or(letter) };
    let first = |at: usize| words.get(at).and_then(|word| word.raw.chars().next()).map(bare);
    let mut parts: Vec<String> = vec![String::new()];
    let begins = usize::from(words.says(0, "bộ").is_some());
    let end = (0..words.len()).find(|at| words.says(*at, "việt nam").is_some()).unwrap_or(words.len());
    for at in begins..end {
        let joint = words.says_any(at, &["và", "về", "của"]).is_some();
        if joint || words.gap(at).contains(['-', ',']) {
            parts.push(String::new());
        }
        if let (false, Some(letter), Some(part)) = (joint, first(at), parts.last_mut()) {
            part.push(letter);
        }
    }
    parts.retain(|part| !part.is_empty());
    let whole = parts.concat();
    if whole.chars().count() < 2 || (begins == 0 && whole.chars().count() < 4) {
        return Vec::new();
    }
    if begins == 0 {
        return vec![vec![whole]];
    }
    let mut ways = vec![vec![format!("b{whole}")]];
    // Each joint may be written or not: at most three parts make four ways.
    for joints in 0..(1_usize << (parts.len() - 1).min(4)) {
        let mut written = vec!["bộ".to_owned()];
        for (place, part) in parts.iter().enumerate() {
            match written.last_mut() {
                Some(last) if place > 0 && joints & (1 << (place - 1)) == 0 => last.push_str(part),
                _ => written.push(part.clone()),
            }
        }
        ways.push(written);
    }
    ways
}

/// A short name in capitals, such as VPCP or UBQG về CĐS, counts as initials.
fn initials_of_short(short: &str) -> Vec<Vec<String>> {
    let letters: String = short.chars().filter(|c| c.is_alphabetic()).collect();
    if !letters.is_empty() && letters.chars().all(char::is_uppercase) { vec![split(short)] } else { Vec::new() }
}

const MINISTRIES: &[&str] = &["bộ", "cơ quan ngang bộ", "bộ ngành", "bộ, ngành"];
const PROVINCES: &[&str] = &[
    "địa phương", "tỉnh", "thành phố trực thuộc trung ương", "thành phố", "tỉnh thành", "tỉnh thành phố trực thuộc trung ương",
];
const BESIDE: &[&str] = &["ngành", "ban", "ban ngành", "cơ quan thuộc chính phủ", "cơ quan trung ương", "đoàn thể", "trung ương", "cơ quan"];
const UNNAMED: &[&str] = &["cơ quan", "đơn vị", "tổ chức", "bên", "doanh nghiệp", "tập đoàn", "ban ngành", "ngành"];

/// "Các bộ, ngành, địa phương", "mỗi địa phương", "63 tỉnh, thành phố", "các cơ quan có liên quan".
fn audience(words: &Words, at: usize) -> Option<(usize, Who)> {
    let (count, mut place) = match words.get(at) {
        Some(word) if word.number && word.raw.len() <= 2 && words.joined(at + 1) => (word.raw.parse().ok(), at + 1),
        _ => (None, at + words.says_any(at, &["tất cả các", "toàn bộ các", "toàn thể các", "các", "từng", "mỗi", "những", "một số"]).unwrap_or(0)),
    };
    let counted = place > at;
    let begin = place;
    let mut found = Audience { ministries: false, provinces: false, count };
    let mut listed = 0;
    let mut telling = counted;
    while place < words.len() {
        let joint = if listed == 0 { 0 } else { usize::from(words.says(place, "và").is_some()) };
        let joined = listed == 0 || joint > 0 || words.gap(place) == ", " || (listed > 0 && words.joined(place) && words.says(place, "ngành").is_some());
        if !joined {
            break;
        }
        let next = place + joint + words.says(place + joint, "các").unwrap_or(0);
        // "Bộ Công an" in a list is an agency of its own.
        let own_name = |length: usize| words.get(next + length).is_some_and(|word| word.upper && words.joined(next + length)) && words.says(next + length, "trung ương").is_none();
        let step = [(MINISTRIES, 0), (PROVINCES, 1), (BESIDE, 2)]
            .into_iter()
            .filter_map(|(phrases, kind)| words.says_any(next, phrases).map(|length| (length, kind)))
            .filter(|(length, _)| !own_name(*length) && words.says_any(next + length, &["trưởng", "máy", "phận", "luật"]).is_none())
            .max_by_key(|(length, kind)| (*length, std::cmp::Reverse(*kind)));
        let Some((length, kind)) = step else { break };
        match kind {
            0 => found.ministries = true,
            1 => found.provinces = true,
            _ => {}
        }
        telling |= kind == 2 || words.says(next, "địa phương").is_some();
        listed += 1;
        place = next + length;
    }
    place += words.says_any(place, &["trực thuộc trung ương", "trung ương"]).filter(|_| listed > 0).unwrap_or(0);
    // "các bộ, ngành, có liên quan", "các đơn vị liên quan": nobody by name.
    let loose = listed > 0 || (counted && words.says_any(begin, UNNAMED).is_some());
    if loose && counted && count.is_none() {
        let after = if listed > 0 { place } else { begin + words.says_any(begin, UNNAMED).unwrap_or(0) };
        if let Some(length) = words.says_any(after, &["có liên quan", "liên quan", "chức năng", "có thẩm quyền"])
            && words.gap(after).chars().all(|c| matches!(c, ' ' | ','))
        {
            return Some((after + length, Who::Unnamed));
        }
    }
    // "Các ngành" alone is every branch of the economy; "cấp bộ, tỉnh" is a level, not an audience.
    let names_somebody = found.ministries || found.provinces;
    (names_somebody && telling && (listed >= 2 || counted)).then_some((place, Who::Every(found)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{AGENCIES, known_agencies, known_groups};
    use super::*;

    fn named(text: &str, day: &str) -> Vec<String> {
        let (agencies, groups) = (known_agencies(AGENCIES), known_groups());
        let directory = Directory::new(&agencies, &groups, day.parse().unwrap());
        let words = Words::of(text);
        let say = |mention: &Mention| match &mention.who {
            Who::Agency { index, valid } => format!("{}{}", agencies[*index].id, if *valid { "" } else { "?" }),
            Who::Every(audience) => directory.group_of(*audience).map_or("every".to_owned(), |(group, sure)| format!("@{}{}", group.key, if sure { "" } else { "?" })),
            Who::Unnamed => format!("({})", words.slice(mention.from, mention.to)),
            Who::Again(kind) => format!("again {kind:?}"),
        };
        directory.mentions(&words).iter().map(say).collect()
    }

    fn check(text: &str, expect: &[&str]) {
        assert_eq!(named(text, "2024-05-06"), expect, "{text:?}");
    }

    #[test]
    fn agencies_are_found_however_they_are_written() {
        for text in [
            "Bộ Thông tin và Truyền thông", "bộ thông tin và truyền thông", "BỘ THÔNG TIN VÀ TRUYỀN THÔNG", "Bo Thong tin va Truyen thong",
            "Bộ TT&TT", "Bộ TT & TT", "Bộ TTTT", "BTTTT", "Bộ TT-TT",
        ] {
            check(text, &["bo-tttt"]);
        }
        for text in ["Bộ LĐTBXH", "Bộ LĐ-TB&XH", "Bộ LĐTB&XH", "Bộ Lao động - Thương binh và Xã hội", "Bộ Lao động – Thương binh và Xã hội", "BLĐTBXH"] {
            check(text, &["bo-ldtbxh"]);
        }
        check("VPCP, Văn phòng Chính phủ", &["van-phong-chinh-phu", "van-phong-chinh-phu"]);
        check("Bộ KH&ĐT, Bộ KHCN, Bộ NN&PTNT và Bộ Văn hóa, Thể thao và Du lịch", &["bo-khdt", "bo-khcn", "bo-nnptnt", "bo-vhttdl"]);
        check("UBND tỉnh Hà Giang, Ủy ban nhân dân thành phố Hà Nội, TP. Hồ Chí Minh, TP Hà Nội, tỉnh Cao Bằng", &["p63-02", "p63-01", "p63-79", "p63-01", "p63-04"]);
        check("Hoà Bình và Thừa Thiên Huế", &["p63-17", "p63-46"]);
        check("Ủy ban Quốc gia về chuyển đổi số; UBQG về CĐS", &["ubqg-cds", "ubqg-cds"]);
        // Not names.
        check("nâng cao bằng cấp, hòa bình, thủ tướng chính phủ, Bộ trưởng, bộ máy", &[]);
    }

    #[test]
    fn the_day_decides_between_old_and_new() {
        assert_eq!(named("tỉnh Tuyên Quang", "2024-05-06"), ["p63-08"]);
        assert_eq!(named("tỉnh Tuyên Quang", "2025-08-01"), ["p34-08"]);
        assert_eq!(named("Bộ TT&TT", "2025-08-01"), ["bo-tttt?"]);
        assert_eq!(named("các địa phương", "2024-05-06"), ["@63-dia-phuong"]);
        assert_eq!(named("các địa phương", "2025-08-01"), ["@34-tinh-thanh-pho"]);
    }

    #[test]
    fn groups_are_found_by_their_words() {
        for text in ["các bộ, ngành, địa phương", "Mỗi bộ, ngành, địa phương", "bộ, ngành, địa phương", "các bộ, ngành và địa phương", "các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ và các địa phương", "các ban, bộ, ngành, địa phương"] {
            check(text, &["@bo-nganh-dia-phuong"]);
        }
        for text in ["các địa phương", "mỗi địa phương", "UBND các tỉnh", "UBND các tỉnh, thành phố trực thuộc Trung ương", "63 địa phương", "63 tỉnh, thành phố", "các tỉnh, thành phố"] {
            check(text, &["@63-dia-phuong"]);
        }
        for text in ["các bộ, ngành", "các bộ", "từng bộ, ngành", "các bộ, ngành Trung ương", "các bộ ngành"] {
            check(text, &["@cac-bo-nganh"]);
        }
        check("7 địa phương", &["@7-dia-phuong"]);
        check("5 địa phương", &["every"]);
        check("các bộ, ngành, có liên quan", &["(các bộ, ngành, có liên quan)"]);
        check("các cơ quan liên quan và Bộ Công an", &["(các cơ quan liên quan)", "bo-cong-an"]);
        check("các ngành, lĩnh vực; các bộ phận", &[]);
        check("các bộ Công an, Nội vụ", &["bo-cong-an"]);
    }

    #[test]
    fn bo_alone_is_the_ministry_named_before() {
        check("Yêu cầu Bộ sớm hoàn thiện", &["again Ministry"]);
        check("Ủy ban triển khai", &["again Committee"]);
        check("bộ, tỉnh", &[]);
    }
}
