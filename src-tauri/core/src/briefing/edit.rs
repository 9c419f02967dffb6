//! Writes briefings: each command one act.

use rusqlite::{Connection, OptionalExtension, params};
use so35_press as press;

use super::{
    BlockQuery, Briefing, BriefingAdd, BriefingBlock, BriefingBlockEdit, BriefingDuplicate, BriefingEdit, BriefingLook, BriefingMove, BriefingPage,
    BriefingPageAdd, BriefingPageEdit, BriefingRow, BriefingScope, DayRule, PageLayout, plan, read, template,
};
use crate::book::Change;
use crate::chart::{ChartKind, ChartSpec};
use crate::desk;
use crate::error::{Error, Result};
use crate::period::Period;
use crate::problem::Problem;
use crate::task::TaskListRequest;
use crate::text;
use crate::wire::{Day, Empty, IdRequest, optional, optional_text, required, set, taken};

/// More pages than these are several briefings.
const MOST_PAGES: i64 = 100;

/// What a new page of a layout asks for, slot by slot.
pub(super) fn slots(layout: PageLayout) -> Vec<BlockQuery> {
    let chart = |kind| BlockQuery::Chart { chart: ChartSpec::of(kind) };
    let text = || BlockQuery::Text { text: String::new() };
    let tasks = || BlockQuery::Tasks { filter: Box::default(), limit: None };
    match layout {
        PageLayout::Cover | PageLayout::Text => vec![text()],
        PageLayout::Overview => vec![BlockQuery::Figures, chart(ChartKind::StatusStacked), BlockQuery::Rates],
        PageLayout::Chart => vec![chart(ChartKind::StatusStacked)],
        PageLayout::TwoCharts => vec![chart(ChartKind::StatusStacked), chart(ChartKind::Attainment)],
        PageLayout::ChartTable => vec![chart(ChartKind::Attainment), BlockQuery::Indicators { indicators: None }],
        PageLayout::Table => vec![tasks(), BlockQuery::Empty],
        PageLayout::Sources => vec![BlockQuery::Documents, BlockQuery::Contradictions],
    }
}

fn json(query: &BlockQuery) -> Result<String> {
    serde_json::to_string(query).map_err(|error| Error::Damaged(error.to_string()))
}

/// Degrees of state secrets: such matter does not belong in this book (Luật Bảo vệ bí mật nhà nước).
fn label(text: Option<String>) -> Result<Option<String>> {
    let label = optional(text);
    let folded = label.as_deref().map(|label| label.to_lowercase());
    if folded.as_deref().is_some_and(|label| ["mật", "tối mật", "tuyệt mật"].contains(&label)) {
        return Err(Error::input("label", Problem::new("briefing.secret")));
    }
    Ok(label)
}

fn cleaned(look: BriefingLook) -> Result<BriefingLook> {
    Ok(BriefingLook { place: optional(look.place), label: label(look.label)?, ..look })
}

/// A name no other briefing has.
fn free_name(conn: &Connection, wanted: &str) -> Result<String> {
    let mut statement = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM briefing WHERE name = ?1)")?;
    let mut name = wanted.to_owned();
    let mut number = 2;
    while statement.query_row([&name], |row| row.get::<_, bool>(0))? {
        name = format!("{wanted} ({number})");
        number += 1;
    }
    Ok(name)
}

struct New<'a> {
    name: &'a str,
    title: &'a str,
    subtitle: Option<&'a str>,
    scope: &'a BriefingScope,
    look: &'a BriefingLook,
}

fn insert(change: &Change, new: &New) -> Result<String> {
    let id = change.new_id();
    let (scope, look) = (new.scope, new.look);
    change
        .conn
        .execute(
            "INSERT INTO briefing (id, name, title, subtitle, agency, agency_group, focus_area, indicator, period, calendar, day_rule, day,
                                   paper, landscape, letterhead, numbered, place, label, basis, position)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
                     (SELECT coalesce(max(position) + 1, 0) FROM briefing))",
            params![
                id, new.name, new.title, new.subtitle, scope.agency, scope.agency_group, scope.focus_area, scope.indicator, scope.period,
                scope.calendar, scope.day_rule, scope.day.map(chrono::NaiveDate::from), look.paper, look.landscape, look.letterhead, look.numbered,
                look.place, look.label, scope.basis
            ],
        )
        .map_err(|error| taken(error, "name", Some(new.name)))?;
    Ok(id)
}

fn insert_page(change: &Change, briefing: &str, page: &BriefingPage, position: i64) -> Result<String> {
    let id = change.new_id();
    change.conn.execute(
        "INSERT INTO briefing_page (id, briefing, position, layout, title, landscape) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![id, briefing, position, page.layout, page.title, page.landscape],
    )?;
    for (place, block) in (0..).zip(&page.blocks) {
        insert_block(change, briefing, &id, block, place)?;
    }
    Ok(id)
}

fn insert_block(change: &Change, briefing: &str, page: &str, block: &BriefingBlock, position: i64) -> Result<()> {
    change.conn.execute(
        "INSERT INTO briefing_block (id, briefing, page, position, query, title, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![change.new_id(), briefing, page, position, json(&block.query)?, block.title, block.note],
    )?;
    Ok(())
}

fn answer(change: &mut Change, id: &str) -> Result<Briefing> {
    let briefing = read::get(change, IdRequest { id: id.to_owned() })?;
    change.about(briefing.row.name.clone());
    Ok(briefing)
}

/// Keeps a briefing: from a template, or with one empty page. Errors: `briefing.no_template` at `template`, `taken` at
/// `name`, and those of what the scope names.
pub fn add(change: &mut Change, add: BriefingAdd) -> Result<Briefing> {
    let mut scope = plan::known(change, add.scope.unwrap_or_default())?;
    let (title, subtitle, look, pages) = match optional(add.template) {
        Some(key) => {
            let template = template::find(change.words(), &key)?;
            scope = plan::usual(change, template.made_for, scope)?;
            (template.title, template.subtitle, template.look, template.pages)
        }
        None => (change.words().get("briefing.new_title"), None, BriefingLook::default(), vec![blank(PageLayout::Text, None)]),
    };
    let look = cleaned(add.look.unwrap_or(look))?;
    let name = match optional(add.name) {
        Some(name) => name,
        None => free_name(change.conn, &title.replace(['{', '}'], ""))?,
    };
    let id = insert(change, &New { name: &name, title: &title, subtitle: subtitle.as_deref(), scope: &scope, look: &look })?;
    for (position, page) in (0..).zip(&pages) {
        insert_page(change, &id, page, position)?;
    }
    answer(change, &id)
}

/// The logo of a file. Errors at `logo_path`: `file.not_found`, `briefing.no_picture`, `briefing.logo_too_large`.
fn logo(path: &str) -> Result<(Vec<u8>, String)> {
    let path = desk::absolute(path)?;
    let wrong = |code: &'static str| Error::input("logo_path", Problem::new(code).with("path", path.display()));
    let there = std::fs::metadata(&path).map_err(|_| wrong("file.not_found"))?;
    if !there.is_file() {
        return Err(wrong("briefing.no_picture"));
    }
    if there.len() > press::Logo::MOST as u64 {
        return Err(wrong("briefing.logo_too_large"));
    }
    let bytes = std::fs::read(&path).map_err(|error| Error::file(&path, error))?;
    press::Logo::read(&bytes).map_err(|fault| match fault {
        press::LogoFault::NoPicture => wrong("briefing.no_picture"),
        press::LogoFault::TooLarge => wrong("briefing.logo_too_large"),
    })?;
    let name = path.file_name().map(|name| text::clean_line(&name.to_string_lossy())).unwrap_or_default();
    Ok((bytes, name))
}

/// Changes a briefing. Errors: `taken` at `name`, `briefing.secret` at `label`, those of the logo at `logo_path`.
pub fn edit(change: &mut Change, edit: BriefingEdit) -> Result<Briefing> {
    let mut stored = read::stored(change.conn, &edit.id)?;
    if let Some(name) = edit.name {
        stored.name = required("name", &name)?;
    }
    if let Some(title) = edit.title {
        stored.title = required("title", &title)?;
    }
    set(&mut stored.subtitle, edit.subtitle.map(optional));
    if let Some(scope) = edit.scope {
        stored.scope = plan::known(change, scope)?;
    }
    if let Some(look) = edit.look {
        stored.look = cleaned(look)?;
    }
    let (scope, look) = (&stored.scope, &stored.look);
    change
        .conn
        .execute(
            "UPDATE briefing SET name = ?2, title = ?3, subtitle = ?4, agency = ?5, agency_group = ?6, focus_area = ?7, indicator = ?8, period = ?9,
                    calendar = ?10, day_rule = ?11, day = ?12, paper = ?13, landscape = ?14, letterhead = ?15, numbered = ?16, place = ?17, label = ?18,
                    basis = ?19
             WHERE id = ?1",
            params![
                stored.id, stored.name, stored.title, stored.subtitle, scope.agency, scope.agency_group, scope.focus_area, scope.indicator,
                scope.period, scope.calendar, scope.day_rule, scope.day.map(chrono::NaiveDate::from), look.paper, look.landscape, look.letterhead,
                look.numbered, look.place, look.label, scope.basis
            ],
        )
        .map_err(|error| taken(error, "name", Some(&stored.name)))?;
    if let Some(path) = edit.logo_path {
        let (bytes, name) = match optional(path) {
            Some(path) => logo(&path).map(|(bytes, name)| (Some(bytes), Some(name)))?,
            None => (None, None),
        };
        change.conn.execute("UPDATE briefing SET logo = ?2, logo_name = ?3 WHERE id = ?1", params![stored.id, bytes, name])?;
    }
    answer(change, &stored.id)
}

/// Removes a briefing with its pages. What was issued of it stays.
pub fn delete(change: &mut Change, request: IdRequest) -> Result<()> {
    let stored = read::stored(change.conn, &request.id)?;
    change.conn.execute("DELETE FROM briefing WHERE id = ?1", [&stored.id])?;
    change.about(stored.name);
    Ok(())
}

/// Puts the row `id` before another one of those in `ids`.
fn reorder(change: &Change, table: &'static str, mut ids: Vec<String>, id: &str, before: Option<&str>) -> Result<()> {
    if before != Some(id) {
        ids.retain(|one| one != id);
        let place = before.and_then(|before| ids.iter().position(|one| one == before)).unwrap_or(ids.len());
        ids.insert(place, id.to_owned());
    }
    for (position, id) in (0_i64..).zip(&ids) {
        change.conn.execute(&format!("UPDATE {table} SET position = ?2 WHERE id = ?1 AND position <> ?2"), params![id, position])?;
    }
    Ok(())
}

/// Puts a saved briefing before another one.
pub fn place(change: &mut Change, request: BriefingMove) -> Result<Vec<BriefingRow>> {
    let stored = read::stored(change.conn, &request.id)?;
    if let Some(before) = &request.before {
        read::stored(change.conn, before)?;
    }
    let ids = change.conn.prepare_cached("SELECT id FROM briefing ORDER BY position, id")?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    reorder(change, "briefing", ids, &stored.id, request.before.as_deref())?;
    change.about(stored.name);
    read::list(change, Empty {})
}

/// The briefing of a page. Errors: there is no such page.
fn briefing_of(conn: &Connection, page: &str) -> Result<String> {
    let mut statement = conn.prepare_cached("SELECT briefing FROM briefing_page WHERE id = ?1")?;
    statement.query_row([page], |row| row.get(0)).optional()?.ok_or_else(|| Error::NotFound { noun: "briefing_page", id: page.to_owned() })
}

fn page_ids(conn: &Connection, briefing: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached("SELECT id FROM briefing_page WHERE briefing = ?1 ORDER BY position, id")?;
    Ok(statement.query_map([briefing], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// A page of a layout as it is added.
fn blank(layout: PageLayout, title: Option<String>) -> BriefingPage {
    let block = |query| BriefingBlock { id: String::new(), query, title: None, note: None };
    BriefingPage { id: String::new(), layout, title, landscape: None, blocks: slots(layout).into_iter().map(block).collect() }
}

/// The page that another one is to stand before. Errors: it is no page of this briefing, at `before`.
fn before(ids: &[String], before: Option<&String>) -> Result<()> {
    match before.filter(|id| !ids.contains(id)) {
        Some(id) => Err(Error::input("before", Problem::new("unknown_record").with("id", id))),
        None => Ok(()),
    }
}

/// Adds a page with the blocks its layout usually has. Errors: `briefing.too_many_pages`.
pub fn add_page(change: &mut Change, add: BriefingPageAdd) -> Result<Briefing> {
    let stored = read::stored(change.conn, &add.briefing)?;
    let ids = page_ids(change.conn, &stored.id)?;
    if ids.len() as i64 >= MOST_PAGES {
        return Err(Error::Refused(Problem::new("briefing.too_many_pages").with("most", MOST_PAGES)));
    }
    before(&ids, add.before.as_ref())?;
    let id = insert_page(change, &stored.id, &blank(add.layout, optional(add.title)), ids.len() as i64)?;
    let ids = page_ids(change.conn, &stored.id)?;
    reorder(change, "briefing_page", ids, &id, add.before.as_deref())?;
    answer(change, &stored.id)
}

/// Changes a page. Another layout keeps what stands in slots it has too, where the kind of slot fits.
pub fn edit_page(change: &mut Change, edit: BriefingPageEdit) -> Result<Briefing> {
    let briefing = briefing_of(change.conn, &edit.id)?;
    let pages = read::pages(change.conn, &briefing)?;
    let page = pages.into_iter().find(|page| page.id == edit.id).ok_or_else(|| Error::NotFound { noun: "briefing_page", id: edit.id.clone() })?;
    let (mut title, mut landscape) = (page.title.clone(), page.landscape);
    set(&mut title, edit.title.map(optional));
    set(&mut landscape, edit.landscape);
    let layout = edit.layout.unwrap_or(page.layout);
    change.conn.execute(
        "UPDATE briefing_page SET layout = ?2, title = ?3, landscape = ?4 WHERE id = ?1",
        params![page.id, layout, title, landscape],
    )?;
    if layout != page.layout {
        relay(change, &briefing, &page, layout)?;
    }
    answer(change, &briefing)
}

/// Gives a page the slots of another layout: a block that stands for the same sort of thing moves into the new slot.
fn relay(change: &Change, briefing: &str, page: &BriefingPage, layout: PageLayout) -> Result<()> {
    let sort = |query: &BlockQuery| match query {
        BlockQuery::Chart { .. } => 0,
        BlockQuery::Text { .. } => 1,
        BlockQuery::Empty => 2,
        BlockQuery::Figures | BlockQuery::Rates => 3,
        _ => 4,
    };
    let mut old: Vec<&BriefingBlock> = page.blocks.iter().collect();
    for (position, query) in (0_i64..).zip(slots(layout)) {
        match old.iter().position(|block| sort(&block.query) == sort(&query)) {
            Some(at) => {
                let block = old.remove(at);
                change.conn.execute("UPDATE briefing_block SET position = ?2 WHERE id = ?1 AND position <> ?2", params![block.id, position])?;
            }
            None => insert_block(change, briefing, &page.id, &BriefingBlock { id: String::new(), query, title: None, note: None }, position)?,
        }
    }
    for block in old {
        change.conn.execute("DELETE FROM briefing_block WHERE id = ?1", [&block.id])?;
    }
    Ok(())
}

/// Puts a page before another one of its briefing.
pub fn move_page(change: &mut Change, request: BriefingMove) -> Result<Briefing> {
    let briefing = briefing_of(change.conn, &request.id)?;
    let ids = page_ids(change.conn, &briefing)?;
    before(&ids, request.before.as_ref())?;
    reorder(change, "briefing_page", ids, &request.id, request.before.as_deref())?;
    answer(change, &briefing)
}

/// Removes a page with its blocks.
pub fn delete_page(change: &mut Change, request: IdRequest) -> Result<Briefing> {
    let briefing = briefing_of(change.conn, &request.id)?;
    change.conn.execute("DELETE FROM briefing_page WHERE id = ?1", [&request.id])?;
    answer(change, &briefing)
}

/// What a block keeps of a query: days and places in a list are the briefing's.
fn kept(query: BlockQuery) -> BlockQuery {
    match query {
        BlockQuery::Tasks { filter, limit } => {
            let filter = TaskListRequest { offset: None, limit: None, ids: None, place_of: None, ..*filter };
            BlockQuery::Tasks { filter: Box::new(filter), limit }
        }
        BlockQuery::Text { text } => BlockQuery::Text { text: optional_text(Some(text)).unwrap_or_default() },
        query => query,
    }
}

/// Changes a block.
pub fn edit_block(change: &mut Change, edit: BriefingBlockEdit) -> Result<Briefing> {
    let mut statement = change.conn.prepare_cached("SELECT briefing, title, note FROM briefing_block WHERE id = ?1")?;
    let found = statement.query_row([&edit.id], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let (briefing, mut title, mut note): (String, Option<String>, Option<String>) =
        found.ok_or_else(|| Error::NotFound { noun: "briefing_block", id: edit.id.clone() })?;
    drop(statement);
    set(&mut title, edit.title.map(optional));
    set(&mut note, edit.note.map(optional_text));
    change.conn.execute("UPDATE briefing_block SET title = ?2, note = ?3 WHERE id = ?1", params![edit.id, title, note])?;
    if let Some(query) = edit.query {
        change.conn.execute("UPDATE briefing_block SET query = ?2 WHERE id = ?1", params![edit.id, json(&kept(query))?])?;
    }
    answer(change, &briefing)
}

/// Moves a day on: to the same place in the period that follows, else by a month.
struct Onward {
    period: Option<(Period, Period)>,
}

impl Onward {
    fn day(&self, day: Day) -> Day {
        let months = self.period.map_or(1, |(from, _)| from.kind().months().max(1));
        let is_last = day.0.succ_opt().is_some_and(|next| chrono::Datelike::day(&next) == 1);
        let moved = day.0.checked_add_months(chrono::Months::new(months)).unwrap_or(day.0);
        // The last day of a month goes to the last day of a month.
        let first = |day: chrono::NaiveDate| chrono::Datelike::with_day(&day, 1).unwrap_or(day);
        let end = first(moved).checked_add_months(chrono::Months::new(1)).and_then(|next| next.pred_opt());
        Day(if is_last { end.unwrap_or(moved) } else { moved })
    }

    fn code(&self, code: Option<String>) -> Option<String> {
        let next = |code: String| match Period::parse(&code) {
            Ok(period) => period.next().map_or(code, Period::code),
            Err(_) => code,
        };
        code.map(next)
    }

    /// A text in which the old period or year is named, with the new one.
    fn text(&self, change: &Change, text: &str) -> String {
        match self.period {
            Some((from, to)) => {
                let words = change.words();
                text.replace(&words.period(from), &words.period(to))
            }
            None => text.to_owned(),
        }
    }

    fn spec(&self, spec: ChartSpec) -> ChartSpec {
        ChartSpec {
            as_of: spec.as_of.map(|day| self.day(day)),
            since: spec.since.map(|day| self.day(day)),
            period: self.code(spec.period),
            ..spec
        }
    }

    fn query(&self, query: BlockQuery) -> BlockQuery {
        match query {
            BlockQuery::Chart { chart } => BlockQuery::Chart { chart: self.spec(chart) },
            BlockQuery::ChartTable { chart } => BlockQuery::ChartTable { chart: self.spec(chart) },
            BlockQuery::Tasks { filter, limit } => {
                let on = |day: Option<Day>| day.map(|day| self.day(day));
                let filter = TaskListRequest {
                    as_of: on(filter.as_of),
                    due_from: on(filter.due_from),
                    due_to: on(filter.due_to),
                    changed_since: on(filter.changed_since),
                    ..*filter
                };
                BlockQuery::Tasks { filter: Box::new(filter), limit }
            }
            BlockQuery::Changes { since: Some(since) } => {
                BlockQuery::Changes { since: Some(super::ComparePoint { day: since.day.map(|day| self.day(day)), ..since }) }
            }
            query => query,
        }
    }
}

/// Copies a briefing; its days move on to the period that follows, unless it is to stay as it is.
pub fn duplicate(change: &mut Change, request: BriefingDuplicate) -> Result<Briefing> {
    let stored = read::stored(change.conn, &request.id)?;
    let moves = request.next.unwrap_or(true);
    let period = plan::period_of(&stored.scope)?;
    let onward = Onward { period: period.zip(period.and_then(Period::next)) };
    let mut scope = stored.scope.clone();
    let (mut title, mut subtitle) = (stored.title.clone(), stored.subtitle.clone());
    let mut name = stored.name.clone();
    if moves {
        if let Some((from, to)) = onward.period {
            scope.period = Some(to.code());
            let calendar = plan::calendar(&scope);
            // The last day of the one is the last day of the other, however long they are.
            let ends = scope.day == Some(Day(from.last_day(calendar)));
            scope.day = if ends { Some(Day(to.last_day(calendar))) } else { scope.day.map(|day| onward.day(day)) };
        } else {
            scope.day = scope.day.map(|day| onward.day(day));
        }
        title = onward.text(change, &title);
        subtitle = subtitle.map(|text| onward.text(change, &text));
        name = onward.text(change, &name);
    }
    if scope.day_rule != DayRule::Day {
        scope.day = None;
    }
    let name = match optional(request.name) {
        Some(name) => name,
        None => free_name(change.conn, &name)?,
    };
    let id = insert(change, &New { name: &name, title: &title, subtitle: subtitle.as_deref(), scope: &scope, look: &stored.look })?;
    change.conn.execute(
        "UPDATE briefing SET logo = o.logo, logo_name = o.logo_name FROM briefing o WHERE briefing.id = ?1 AND o.id = ?2 AND o.logo IS NOT NULL",
        params![id, stored.id],
    )?;
    for (position, page) in (0..).zip(read::pages(change.conn, &stored.id)?) {
        let text = |text: Option<String>| if moves { text.map(|text| onward.text(change, &text)) } else { text };
        let block = |block: BriefingBlock| BriefingBlock {
            query: if moves { onward.query(block.query) } else { block.query },
            title: text(block.title),
            note: text(block.note),
            ..block
        };
        let page = BriefingPage { title: text(page.title), blocks: page.blocks.into_iter().map(block).collect(), ..page };
        insert_page(change, &id, &page, position)?;
    }
    answer(change, &id)
}
