//! A bound briefing as the values its pages get, and the ways out: pictures for the screen, a file.

use so35_press as press;

use super::block::{Filled, fill};
use super::paper::{self, Office};
use super::plan::{BriefingRequest, Plan, plan};
use super::{BriefingPage, BriefingPages, BriefingPaper, BriefingSave, PageLayout, facts};
use crate::api::Watcher;
use crate::book::{Book, Reader};
use crate::chart::{self, FileSaved};
use crate::desk::{self, Desk};
use crate::error::{Error, Result};
use crate::sheet;
use crate::store::save as store;

/// Pixels that the head of a first page takes from its charts.
const OPENING: f64 = 150.0;

/// What a page of a layout is called when it has no title of its own.
fn usual_title(reader: &Reader, layout: PageLayout) -> String {
    reader.words().get(&format!("page_layout.{}", layout.as_str()))
}

/// The share of the page's height that each chart of a layout takes.
fn share(layout: PageLayout, landscape: bool) -> f64 {
    match layout {
        PageLayout::Overview => 0.5,
        PageLayout::TwoCharts if landscape => 0.8,
        PageLayout::TwoCharts => 0.42,
        PageLayout::ChartTable => 0.4,
        _ => 0.84,
    }
}

fn page(reader: &Reader, plan: &Plan, page: &BriefingPage, first: bool) -> Result<press::Page> {
    let paper = plan.look.paper;
    let landscape = paper == BriefingPaper::Slides || page.landscape.unwrap_or(plan.look.landscape);
    let cover = page.layout == PageLayout::Cover;
    let (width, height) = press::room(paper.size(), landscape);
    // Slides open with a sheet of their own.
    let opening = first && !cover && paper != BriefingPaper::Slides;
    let room = if opening { height - OPENING } else { height };
    // On an upright sheet no slope is drawn steeper than on a square.
    let tall = (room * share(page.layout, landscape)).min(width) as u32;
    let mut title = page.title.as_deref().map(|title| plan.filled(title)).unwrap_or_default();
    let mut blocks = Vec::new();
    let mut pictures = Vec::new();
    for block in &page.blocks {
        match fill(reader, plan, block)? {
            Filled::Chart(wanted) => {
                let composed = wanted.composed;
                let mut frame = composed.frame;
                let alt = if frame.description.is_empty() { frame.title.clone() } else { frame.description.clone() };
                // A page of one chart is called by its finding: said once, not twice.
                if title.is_empty() && page.layout == PageLayout::Chart && !frame.title.is_empty() {
                    title = std::mem::take(&mut frame.title);
                }
                let picture = press::Picture { chart: composed.chart, frame, alt, height: tall };
                match page.layout {
                    PageLayout::TwoCharts if landscape => pictures.push(picture),
                    _ => blocks.push(press::Block::Charts(vec![picture])),
                }
            }
            Filled::Parts(parts) => blocks.extend(parts),
        }
    }
    if !pictures.is_empty() {
        blocks.insert(0, press::Block::Charts(pictures));
    }
    if title.is_empty() {
        title = usual_title(reader, page.layout);
    }
    Ok(press::Page { title, landscape, cover, blocks })
}

/// Everything but the pages.
fn document(reader: &Reader, plan: &Plan) -> Result<press::Briefing> {
    let words = reader.words();
    let head = if plan.look.letterhead { sheet::letterhead(reader)? } else { sheet::Letterhead::default() };
    Ok(press::Briefing {
        language: words.language.code().to_owned(),
        title: plan.title(),
        subtitle: plan.subtitle(),
        superior: head.superior,
        agency: head.agency,
        place_and_date: plan.place_and_date(reader),
        as_of: plan.as_of_said(words),
        label: plan.look.label.clone().unwrap_or_default(),
        logo: plan.logo.clone(),
        paper: plan.look.paper.size(),
        numbered: plan.look.numbered,
        date: reader.today(),
        creator: words.get("app.name"),
        write: chart::writer(words.language),
        part: words.get("briefing.part"),
        pages: Vec::new(),
    })
}

/// The values and words of a briefing.
pub(super) fn compose(reader: &Reader, plan: &Plan) -> Result<press::Briefing> {
    let mut briefing = document(reader, plan)?;
    for (place, sheet) in plan.pages.iter().enumerate() {
        briefing.pages.push(page(reader, plan, sheet, place == 0)?);
    }
    Ok(briefing)
}

/// A briefing of a record that the book says nothing of: a page that says so.
pub(super) fn compose_empty(reader: &Reader, plan: &Plan) -> Result<press::Briefing> {
    let mut briefing = document(reader, plan)?;
    let words = reader.words();
    let params = [("name", plan.record.clone().unwrap_or_default()), ("day", words.day(plan.as_of))];
    briefing.pages.push(press::Page {
        title: words.get("briefing.empty_record_title"),
        landscape: plan.look.paper == BriefingPaper::Slides || plan.look.landscape,
        cover: false,
        blocks: vec![press::Block::Paragraphs(vec![words.fill("briefing.empty_record", &params)])],
    });
    Ok(briefing)
}

/// A briefing, or the page that says there is nothing to say.
pub(super) fn compose_or_empty(reader: &Reader, plan: &Plan) -> Result<press::Briefing> {
    if plan.record.is_some() && !facts::has_data(reader, &plan.scope, plan.as_of)? { compose_empty(reader, plan) } else { compose(reader, plan) }
}

/// The pages for the screen: the very pages that print.
pub fn preview(reader: &Reader, request: BriefingRequest) -> Result<BriefingPages> {
    let mut plan = plan(reader, &request)?;
    if let Some(page) = request.page {
        plan.pages = plan.pages.into_iter().skip(page as usize).take(1).collect();
    }
    let title = plan.title();
    let prepared = press::prepare(&compose(reader, &plan)?)?;
    let office = Office::read(reader)?;
    let (set, fault) = office.set(reader.words(), |templates| press::set_svg(&[&prepared], paper::plain(templates)))?;
    Ok(BriefingPages { of: set.of, pages: set.pages, title, as_of: plan.as_of, fault })
}

/// Saves a briefing as PDF/A.
pub fn save(desk: &Desk, book: &Book, request: BriefingSave, watcher: &dyn Watcher) -> Result<FileSaved> {
    let path = desk::output(book, &request.path, &["pdf"])?;
    watcher.step(0, 0, "job.briefing");
    let words = desk.words();
    let (prepared, office) = book.read(&desk.asking(), |reader| {
        let plan = plan(reader, &request.briefing)?;
        Ok((press::prepare(&compose(reader, &plan)?)?, Office::read(reader)?))
    })?;
    let go_on = |done: u64, of: u64| {
        watcher.step(done, of, "job.briefing");
        !watcher.stopped()
    };
    let (pdf, _) = office.set(&words, |templates| press::set_pdf(&[&prepared], press::Setting { go_on: Some(&go_on), ..paper::plain(templates) }))?;
    if watcher.stopped() {
        return Err(Error::refused("stopped"));
    }
    store::save(&path, &pdf.bytes)?;
    Ok(FileSaved { path: path.display().to_string(), bytes: pdf.bytes.len() as u64, replaced: chart::replaced(&pdf.replaced) })
}
