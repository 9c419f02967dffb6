//! THE list of commands. Everything a button can do stands here once: its name, what it takes and gives,
//! and whether it reads or writes. The window, `so35` and the tests call [`call`] and nothing else; the
//! dispatch, the JSON Schemas, `ui/src/api/types.ts` and the tests over every command come from this list.
//!
//! A write is one op: journaled, named and committed here, so no feature can forget it.

use std::any::TypeId;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
use serde::Serialize;
use serde_json::{Value, json};
use ts_rs::{TS, TypeVisitor};

use crate::book::{Book, Change, Done, Reader};
use crate::desk::Desk;
use crate::error::{Error, ErrorKind, Result, WireError};
use crate::exchange::{
    board, chase, consolidation, contact, draft, folder, form, format, keys, peer, plan_sheet, receive, received, send, slip, table, traffic, undo,
};
use crate::problem::Problem;
use crate::store::journal::Way;
use crate::wire::{Empty, IdRequest, ListRequest, decode};
use crate::{
    agency, assignment, attachment, briefing, calendar, chart, completeness, composite, contradiction, desk, dimension, document, entry, extension,
    framework, history, ics, indicator, listing, lookup, matrix, observation, overview, period_lock, progress_note, rates, regrouping,
    reminder, rollup, saved_view, seed,
    setting, step, target, task, timeline,
};

/// What a command does to the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Concerns the desk: which book is open, how things are shown.
    Desk,
    /// Reads the open book.
    Read,
    /// Changes the open book, as one act that can be undone.
    Write,
    /// Makes a file, or takes longer: reports progress and can be stopped.
    Job,
}

/// Watches long work, and may stop it.
pub trait Watcher: Sync {
    /// `done` of `of` steps of `what` (a key of the words) are finished.
    fn step(&self, done: u64, of: u64, what: &'static str);
    /// Whether a person asked to stop.
    fn stopped(&self) -> bool;
}

/// Watches nothing.
pub struct Unwatched;

impl Watcher for Unwatched {
    fn step(&self, _: u64, _: u64, _: &'static str) {}
    fn stopped(&self) -> bool {
        false
    }
}

enum Run {
    Desk(fn(&Desk, Value) -> Result<Value>),
    Read(fn(&Reader, Value) -> Result<Value>),
    Write(fn(&mut Change, Value) -> Result<Value>),
    Revert(Way),
    /// A write that takes longer, or makes a file besides.
    Act(fn(&Desk, &Book, Value, &dyn Watcher) -> Result<Done<Value>>),
    Job(fn(&Desk, &Book, Value, &dyn Watcher) -> Result<Value>),
    /// A job that tries something out on the book and takes it back: it needs the book to itself, as a write does.
    Trial(fn(&Desk, &Book, Value, &dyn Watcher) -> Result<Value>),
}

/// One command of the list.
pub struct Command {
    /// Its name.
    pub name: &'static str,
    /// What it does to the book.
    pub kind: Kind,
    /// One line about it, in English, for `so35 commands`.
    pub about: &'static str,
    run: Run,
    request: fn(&mut SchemaGenerator) -> Schema,
    reply: fn(&mut SchemaGenerator) -> Schema,
    types: fn(&mut Collector),
}

impl Command {
    /// Whether it reports progress and can be stopped.
    pub fn is_long(&self) -> bool {
        matches!(self.run, Run::Job(_) | Run::Trial(_) | Run::Act(_))
    }

    /// Whether it needs a book that is open for writing.
    pub fn needs_writer(&self) -> bool {
        self.kind == Kind::Write || matches!(self.run, Run::Trial(_))
    }
}

fn encode<T: Serialize>(value: T) -> Result<Value> {
    serde_json::to_value(value).map_err(|error| Error::Damaged(error.to_string()))
}

fn subschema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

macro_rules! run {
    (desk $f:expr) => { Run::Desk(|desk, body| encode($f(desk, decode(body)?)?)) };
    (read $f:expr) => { Run::Read(|reader, body| encode($f(reader, decode(body)?)?)) };
    (write $f:expr) => { Run::Write(|change, body| encode($f(change, decode(body)?)?)) };
    (undo $f:expr) => { Run::Revert($f) };
    (act $f:expr) => {
        Run::Act(|desk, book, body, watcher| {
            let done = $f(desk, book, decode(body)?, watcher)?;
            Ok(Done { value: encode(done.value)?, changed: done.changed, op: done.op })
        })
    };
    (trial $f:expr) => { Run::Trial(|desk, book, body, watcher| encode($f(desk, book, decode(body)?, watcher)?)) };
    (job $f:expr) => { Run::Job(|desk, book, body, watcher| encode($f(desk, book, decode(body)?, watcher)?)) };
}

macro_rules! kind {
    (desk) => { Kind::Desk };
    (read) => { Kind::Read };
    (write) => { Kind::Write };
    (undo) => { Kind::Write };
    (act) => { Kind::Write };
    (trial) => { Kind::Job };
    (job) => { Kind::Job };
}

macro_rules! commands {
    ($($about:literal $kind:ident $name:ident($request:ty) -> $reply:ty = $f:expr;)+) => {
        /// Every command.
        pub static COMMANDS: &[Command] = &[$(Command {
            name: stringify!($name),
            kind: kind!($kind),
            about: $about,
            run: run!($kind $f),
            request: subschema::<$request>,
            reply: subschema::<$reply>,
            types: |collector| collector.command::<$request, $reply>(stringify!($name), kind!($kind)),
        }),+];
    };
}

commands! {
    "What is open, what was open before, and how things are shown" desk desk_state(Empty) -> desk::DeskState = desk::state;
    "Changes language, theme, text size, row height" desk prefs_edit(desk::PrefsEdit) -> desk::Prefs = desk::edit_prefs;
    "Makes a book and opens it" desk book_create(desk::BookCreate) -> desk::DeskState = desk::create;
    "Opens a book" desk book_open(desk::BookOpen) -> desk::DeskState = desk::open;
    "Notes that the open book's reminders have been seen today" desk reminders_seen(Empty) -> desk::DeskState = desk::see_reminders;
    "Offices to choose from when a book is made" desk seed_offices(Empty) -> Vec<desk::SeedOffice> = desk::seed_offices;

    "Counts and rates by focus area, agency and status, lists and lights, as of a day" read overview(overview::OverviewRequest) -> overview::Overview = overview::overview;
    "Rates by agency, focus area, document, period or officer, beside those of the year before" read task_rates(rates::TaskRatesRequest) -> rates::TaskRates = rates::task_rates;
    "What became overdue since the last look, what falls due within each step, what to chase" read reminders(reminder::ReminderRequest) -> reminder::ReminderList = reminder::reminders;
    "Finds records by words, marks ignored" read search(lookup::SearchRequest) -> Vec<lookup::Hit> = lookup::search;
    "Reads a deadline's words, writes nothing" read deadline_read(lookup::DeadlineReadRequest) -> crate::deadline::Deadline = lookup::read_deadline;
    "The latest periods of a kind, with their days in a calendar" read period_recent(lookup::PeriodRecentRequest) -> Vec<lookup::PeriodSpan> = lookup::recent_periods;
    "Reads a figure's words, writes nothing" read figure_read(lookup::FigureReadRequest) -> lookup::FigureRead = lookup::read_figure;

    "The register of tasks: filtered, sorted, counted, a part of its lines" read task_list(task::TaskListRequest) -> task::TaskList = task::list;
    "The register along time: bars from assignment to deadline, with extensions" read timeline(timeline::TimelineRequest) -> timeline::Timeline = timeline::timeline;
    "The register as a month: on each day the tasks whose last day it is" read calendar(calendar::CalendarRequest) -> calendar::CalendarMonth = calendar::calendar;
    "One task, whole" read task_get(task::TaskGetRequest) -> task::Task = task::get;
    "Adds a task" write task_add(task::TaskAdd) -> task::Task = task::add;
    "Changes fields of a task" write task_edit(task::TaskEdit) -> task::Task = task::edit;
    "Says that a task is done" write task_complete(task::TaskComplete) -> task::Task = task::complete;
    "Opens a done task again" write task_reopen(task::TaskReopen) -> task::Task = task::reopen;
    "Changes the same fields of many tasks" write task_edit_many(task::TaskEditMany) -> task::TasksChanged = task::edit_many;
    "Says that many tasks were started, paused, resumed, done or reopened" write task_step_many(task::TaskStepMany) -> task::TasksChanged = task::step_many;
    "Removes many tasks" write task_delete_many(task::TaskIds) -> task::TasksChanged = task::delete_many;
    "Says what a block of cells would do to the register, writes nothing" read task_paste_plan(task::TaskPaste) -> task::TaskPastePlan = task::plan;
    "Writes a block of cells into the register" write task_paste(task::TaskPaste) -> task::TasksChanged = task::paste;
    "Removes a task" write task_delete(IdRequest) -> () = task::delete;
    "Links two tasks" write task_link_add(task::TaskLinkAdd) -> task::Task = task::link;
    "Takes a link between tasks away" write task_link_delete(IdRequest) -> () = task::unlink;

    "Views of the register: those of the program, then the saved ones" read saved_view_list(Empty) -> Vec<saved_view::SavedView> = saved_view::list;
    "Keeps a view of the register" write saved_view_save(saved_view::SavedViewSave) -> saved_view::SavedView = saved_view::save;
    "Gives a saved view another name" write saved_view_rename(saved_view::SavedViewRename) -> saved_view::SavedView = saved_view::rename;
    "Puts a saved view in another place" write saved_view_move(saved_view::SavedViewMove) -> Vec<saved_view::SavedView> = saved_view::place;
    "Removes a saved view" write saved_view_delete(IdRequest) -> () = saved_view::delete;

    "The parts of agencies in a task" read assignment_list(assignment::AssignmentListRequest) -> Vec<assignment::Assignment> = assignment::list;
    "One agency's part in a task" read assignment_get(IdRequest) -> assignment::Assignment = assignment::get;
    "Gives an agency a part in a task" write assignment_add(assignment::AssignmentAdd) -> assignment::Assignment = assignment::add;
    "Changes an agency's part in a task" write assignment_edit(assignment::AssignmentEdit) -> assignment::Assignment = assignment::edit;
    "Takes an agency's part away" write assignment_delete(IdRequest) -> () = assignment::delete;
    "Says that parts were started, paused, resumed, done or reopened" write step_add(step::StepAdd) -> Vec<assignment::Assignment> = step::add;
    "Changes a step's day, words or proof" write step_edit(step::StepEdit) -> assignment::Assignment = step::edit;
    "Takes a step out of the record" write step_delete(IdRequest) -> assignment::Assignment = step::delete;
    "Adds a note on the progress of a part" write progress_note_add(progress_note::ProgressNoteAdd) -> assignment::Assignment = progress_note::add;
    "Changes a note on progress" write progress_note_edit(progress_note::ProgressNoteEdit) -> assignment::Assignment = progress_note::edit;
    "Removes a note on progress" write progress_note_delete(IdRequest) -> assignment::Assignment = progress_note::delete;

    "How agencies stand with the common tasks, side by side" read matrix(matrix::MatrixRequest) -> matrix::Matrix = matrix::matrix;
    "Who is missing in the common tasks, as text" read matrix_missing(matrix::MatrixRequest) -> matrix::MissingList = matrix::missing;
    "What it would mean to pass a common task on to another group" read task_regroup_plan(regrouping::TaskRegroup) -> regrouping::RegroupPlan = regrouping::preview;
    "Passes a common task on to another group from a day on" write task_regroup(regrouping::TaskRegroup) -> task::Task = regrouping::regroup;

    "Asks for a later deadline" write extension_request(extension::ExtensionRequest) -> task::Task = extension::request;
    "Grants a later deadline or not" write extension_decide(extension::ExtensionDecide) -> task::Task = extension::decide;
    "Changes a request for a later deadline" write extension_edit(extension::ExtensionEdit) -> task::Task = extension::edit;
    "Removes a request for a later deadline" write extension_delete(IdRequest) -> task::Task = extension::delete;

    "Tags in use" read task_tags(Empty) -> Vec<task::UsedWord> = task::tags;
    "People that tasks name" read task_people(Empty) -> task::TaskPeople = task::people;

    "Files of a task or a document" read attachment_list(attachment::AttachmentListRequest) -> Vec<attachment::Attachment> = attachment::list;
    "One attached file" read attachment_get(IdRequest) -> attachment::Attachment = attachment::get;
    "Attaches files to a task or a document" write attachment_add(attachment::AttachmentAdd) -> Vec<attachment::Attachment> = attachment::add;
    "Changes an attached file's name or remark" write attachment_edit(attachment::AttachmentEdit) -> attachment::Attachment = attachment::edit;
    "Takes a file from its task or document" write attachment_delete(IdRequest) -> () = attachment::delete;
    "Makes a read-only copy of a file to look at" job attachment_open(IdRequest) -> attachment::FileCopied = attachment::open;
    "Saves a copy of an attached file" job attachment_save_as(attachment::AttachmentSaveAs) -> attachment::FileCopied = attachment::save_as;
    "Reads every attached file and says which are missing or altered" job attachment_check(Empty) -> attachment::FilesChecked = attachment::check;
    "Removes files that nothing names" job attachment_tidy(Empty) -> attachment::FilesTidied = attachment::tidy;

    "Indicators with last figure, target and light" read indicator_list(indicator::IndicatorListRequest) -> indicator::IndicatorList = indicator::list;
    "One indicator, whole" read indicator_get(indicator::IndicatorGetRequest) -> indicator::Indicator = indicator::get;
    "Adds an indicator" write indicator_add(indicator::IndicatorAdd) -> indicator::Indicator = indicator::add;
    "Changes an indicator's definition" write indicator_edit(indicator::IndicatorEdit) -> indicator::Indicator = indicator::edit;
    "Removes an indicator with its figures and targets" write indicator_delete(IdRequest) -> () = indicator::delete;

    "Gives an indicator a person's light, with a reason" write indicator_override(indicator::OverrideAdd) -> indicator::Indicator = indicator::add_override;
    "Takes a person's light away" write indicator_override_delete(IdRequest) -> indicator::Indicator = indicator::delete_override;
    "Notes that an indicator is measured in another way from a day on" write method_break_add(indicator::MethodBreakAdd) -> indicator::Indicator = indicator::add_break;
    "Takes a change of method away" write method_break_delete(IdRequest) -> indicator::Indicator = indicator::delete_break;
    "The figures of a group's agencies and their whole, by period and structure" read rollup(rollup::RollupRequest) -> rollup::Rollup = rollup::rollup;

    "Composite indexes with their versions" read composite_list(Empty) -> Vec<composite::CompositeRow> = composite::list;
    "One composite index with the groups and items of a year" read composite_get(composite::CompositeGetRequest) -> composite::Composite = composite::get;
    "How agencies rank in a composite index, with what is missing and the year before" read composite_ranking(composite::RankingRequest) -> composite::CompositeRanking = composite::ranking;
    "Points of a year, or of one agency" read composite_scores(composite::CompositeScoresRequest) -> Vec<composite::CompositeScore> = composite::scores;
    "Says what a block of points would do, writes nothing" read composite_paste_plan(composite::CompositePaste) -> composite::PastePlan = composite::plan;
    "Adds a composite index" write composite_add(composite::CompositeAdd) -> composite::Composite = composite::add;
    "Changes a composite index" write composite_edit(composite::CompositeEdit) -> composite::Composite = composite::edit;
    "Removes a composite index with its versions and points" write composite_delete(IdRequest) -> () = composite::delete;
    "Adds the version of a year, empty or as that of another" write composite_version_add(composite::CompositeVersionAdd) -> composite::Composite = composite::add_version;
    "Changes the version of a year" write composite_version_edit(composite::CompositeVersionEdit) -> composite::Composite = composite::edit_version;
    "Removes the version of a year with its points" write composite_version_delete(IdRequest) -> composite::Composite = composite::delete_version;
    "Adds a group or an item" write composite_item_add(composite::CompositeItemAdd) -> composite::Composite = composite::add_item;
    "Changes a group or an item" write composite_item_edit(composite::CompositeItemEdit) -> composite::Composite = composite::edit_item;
    "Puts a group or an item in another place" write composite_item_move(composite::CompositeItemMove) -> composite::Composite = composite::move_item;
    "Removes a group with what it holds, or an item" write composite_item_delete(IdRequest) -> composite::Composite = composite::delete_item;
    "Gives an agency points for an item" write composite_score_set(composite::CompositeScoreSet) -> Option<composite::CompositeScore> = composite::set_score;
    "Takes an agency's points for an item away" write composite_score_clear(composite::CompositeScoreClear) -> () = composite::clear;
    "Writes a block of points" write composite_paste(composite::CompositePaste) -> u32 = composite::paste;

    "Targets of one indicator or of all" read target_list(target::TargetListRequest) -> Vec<target::Target> = target::list;
    "One target" read target_get(IdRequest) -> target::Target = target::get;
    "Adds a target" write target_add(target::TargetAdd) -> target::Target = target::add;
    "Changes a target" write target_edit(target::TargetEdit) -> target::Target = target::edit;
    "Removes a target" write target_delete(IdRequest) -> () = target::delete;

    "Figures of one indicator or of all" read observation_list(observation::ObservationListRequest) -> Vec<observation::Observation> = observation::list;
    "One figure" read observation_get(IdRequest) -> observation::Observation = observation::get;
    "Adds a figure" write observation_add(observation::ObservationAdd) -> observation::Observation = observation::add;
    "Changes a figure" write observation_edit(observation::ObservationEdit) -> observation::Observation = observation::edit;
    "Sets what of a figure falls to the items of a dimension" write observation_parts_set(observation::ObservationPartsSet) -> observation::Observation = observation::set_parts;
    "Approves drafts" write observation_approve(observation::ObservationIds) -> u32 = observation::approve;
    "Removes a figure" write observation_delete(IdRequest) -> () = observation::delete;

    "Figures side by side, to enter them as in a spreadsheet" read entry_grid(entry::EntryGridRequest) -> entry::EntryGrid = entry::grid;
    "Says how a block of figures is read and what it would do, writes nothing" read entry_check(entry::EntryBlock) -> entry::EntryChecked = entry::check;
    "Saves a block of figures as one act" write entry_save(entry::EntryBlock) -> entry::EntrySaved = entry::save;

    "Which agencies have reported which indicators for which periods" read completeness(completeness::CompletenessRequest) -> completeness::Completeness = completeness::completeness;
    "Who has not reported an indicator for a period" read completeness_missing(completeness::CompletenessMissingRequest) -> completeness::CompletenessMissing = completeness::missing;

    "Closed periods, and those that were" read period_lock_list(Empty) -> Vec<period_lock::PeriodLock> = period_lock::list;
    "Closes a period: its figures stay as they are" write period_lock_add(period_lock::PeriodLockAdd) -> period_lock::PeriodLock = period_lock::add;
    "Opens a closed period, with a reason" write period_lock_open(period_lock::PeriodLockOpen) -> period_lock::PeriodLock = period_lock::open;

    "Ways to split figures" read dimension_list(Empty) -> Vec<dimension::Dimension> = dimension::list;
    "One way to split figures" read dimension_get(IdRequest) -> dimension::Dimension = dimension::get;
    "Adds a way to split figures" write dimension_add(dimension::DimensionAdd) -> dimension::Dimension = dimension::add;
    "Changes a way to split figures" write dimension_edit(dimension::DimensionEdit) -> dimension::Dimension = dimension::edit;
    "Removes a way to split figures that is not used" write dimension_delete(IdRequest) -> () = dimension::delete;

    "Agencies in alphabetical order" read agency_list(agency::AgencyListRequest) -> Vec<agency::AgencyRow> = agency::list;
    "One agency with what it came from and became" read agency_get(IdRequest) -> agency::Agency = agency::get;
    "Adds an agency" write agency_add(agency::AgencyAdd) -> agency::Agency = agency::add;
    "Changes an agency" write agency_edit(agency::AgencyEdit) -> agency::Agency = agency::edit;
    "Removes an agency that nothing names" write agency_delete(IdRequest) -> () = agency::delete;
    "Notes that one agency continues another" write agency_succession_add(agency::SuccessionAdd) -> agency::Agency = agency::add_succession;
    "Takes a succession away" write agency_succession_delete(IdRequest) -> () = agency::delete_succession;
    "Groups of agencies" read agency_group_list(Empty) -> Vec<agency::AgencyGroup> = agency::list_groups;
    "One group of agencies" read agency_group_get(IdRequest) -> agency::AgencyGroup = agency::get_group;
    "Who stands in for a group of agencies on a day, after mergers and new names" read agency_group_successors(agency::AgencyGroupSuccessorsRequest) -> Vec<agency::AgencyName> = agency::successors;
    "Adds a group of agencies" write agency_group_add(agency::AgencyGroupAdd) -> agency::AgencyGroup = agency::add_group;
    "Changes a group of agencies" write agency_group_edit(agency::AgencyGroupEdit) -> agency::AgencyGroup = agency::edit_group;
    "Removes a group that no task, target or indicator names" write agency_group_delete(IdRequest) -> () = agency::delete_group;

    "Documents, newest first" read document_list(ListRequest) -> Vec<document::Document> = document::list;
    "One document" read document_get(IdRequest) -> document::Document = document::get;
    "Documents, newest first, with how the tasks of each stand" read document_register(document::DocumentRegisterRequest) -> Vec<document::DocumentRow> = document::register;
    "Everything that cites a document" read document_cited(document::DocumentCitedRequest) -> document::DocumentCited = document::cited;
    "Reads the tasks in a document's text, writes nothing" read document_draft(document::DocumentDraftRequest) -> crate::intake::Draft = document::draft;
    "Saves a document and its confirmed tasks as one act" write document_enter(document::DocumentEnter) -> document::DocumentEntered = document::enter;
    "Adds a document" write document_add(document::DocumentAdd) -> document::Document = document::add;
    "Changes a document" write document_edit(document::DocumentEdit) -> document::Document = document::edit;
    "Removes a document that nothing cites" write document_delete(IdRequest) -> () = document::delete;

    "Frameworks with groups, focus areas and their wordings" read framework_list(Empty) -> Vec<framework::Framework> = framework::list;
    "One framework" read framework_get(IdRequest) -> framework::Framework = framework::get;
    "Adds a framework" write framework_add(framework::FrameworkAdd) -> framework::Framework = framework::add;
    "Changes a framework's name or remark" write framework_edit(framework::FrameworkEdit) -> framework::Framework = framework::edit;
    "Changes a focus area's names or wording" write focus_area_edit(framework::FocusAreaEdit) -> framework::FocusArea = framework::edit_area;

    "What sources say differently" read contradiction_list(Empty) -> Vec<contradiction::Contradiction> = contradiction::list;
    "One contradiction" read contradiction_get(IdRequest) -> contradiction::Contradiction = contradiction::get;
    "Notes what the office goes by" write contradiction_decide(contradiction::ContradictionDecide) -> contradiction::Contradiction = contradiction::decide;

    "This office's key, the public half" read office_key(Empty) -> Option<keys::OfficeKey> = keys::get;
    "Makes this office's key, once" write office_key_make(Empty) -> keys::OfficeKey = keys::make;
    "Offices that files are exchanged with" read peer_list(Empty) -> Vec<peer::Peer> = peer::list;
    "One office that files are exchanged with" read peer_get(IdRequest) -> peer::Peer = peer::get;
    "Adds an office to exchange files with" write peer_add(peer::PeerAdd) -> peer::Peer = peer::add;
    "Changes how an office stands to this one, its key or remark" write peer_edit(peer::PeerEdit) -> peer::Peer = peer::edit;
    "Notes that an office's key was compared by telephone" write peer_verify(peer::PeerVerify) -> peer::Peer = peer::verify;
    "Removes an office to exchange files with" write peer_delete(IdRequest) -> () = peer::delete;
    "Writes this office's contact card" job card_save(contact::CardSave) -> chart::FileSaved = contact::save_card;
    "Says whom a contact card or a package comes from" job contact_read(contact::ContactRead) -> contact::ContactOffer = contact::contact;
    "Signs the compared keys of this office's list as a directory" job directory_save(contact::DirectoryFile) -> chart::FileSaved = contact::save_directory;
    "Says what taking in a directory of keys would do" job directory_read(contact::DirectoryFile) -> contact::DirectoryRead = contact::read_directory;
    "Takes in a directory of keys of an upper office" act directory_take(contact::DirectoryFile) -> contact::DirectoryRead = contact::take_directory;
    "Says what a package would hold and what would stay" read exchange_send_plan(send::ExchangeSendPlan) -> send::SendPlan = send::plan;
    "Writes a package for an office and notes that it went out" act exchange_send(send::ExchangeSend) -> send::Sent = send::send;
    "Says what a package that came would do, writes nothing" trial exchange_plan(receive::ExchangePlanRequest) -> receive::ExchangePlan = receive::plan;
    "The files to receive that files and folders stand for" desk exchange_files(folder::ExchangeFilesRequest) -> folder::ExchangeFiles = folder::files;
    "What was said before about a file that came" desk exchange_draft(draft::ExchangeDraftRequest) -> draft::ExchangeDraft = draft::get;
    "Keeps what was said about a file that came until it is applied" desk exchange_draft_save(draft::ExchangeDraftSave) -> () = draft::keep;
    "Forgets what was said about a file that came" desk exchange_draft_forget(draft::ExchangeDraftForget) -> () = draft::forget;
    "Applies packages as one act, with a backup before" act exchange_apply(receive::ExchangeApply) -> receive::ExchangeApplied = receive::apply;
    "Says which later edits taking an import back would meet" trial exchange_undo_plan(undo::ExchangeUndo) -> undo::ExchangeUndoPlan = undo::plan;
    "Takes an import back at any later time" write exchange_undo(undo::ExchangeUndo) -> undo::ExchangeUndoPlan = undo::undo;
    "What a package holds, table by table" read exchange_format(Empty) -> format::PackageFormat = format::format;
    "Writes JSON Schemas of packages, cards and directories" job exchange_format_save(format::FormatSave) -> chart::FileSaved = format::save;
    "Writes any table of the book for other programs" job table_save(table::TableSave) -> chart::FileSaved = table::save;
    "Packages that went out and came in, newest first" read package_list(Empty) -> Vec<traffic::PackageMoment> = traffic::list;
    "Packages that came from an office" read exchange_received(IdRequest) -> Vec<receive::PackageReceived> = receive::received;

    "Saves what a file that came would do as a workbook, writes nothing into the book" trial exchange_plan_save(plan_sheet::ExchangePlanSave) -> chart::FileSaved = plan_sheet::save;
    "Makes a form for an agency and a period, and notes that it was given out" act form_save(form::FormSave) -> form::FormMade = form::make;
    "Makes a form for each agency of a group" act form_series_save(form::FormSeriesSave) -> form::FormSeriesMade = form::make_series;
    "Forms that were given out, newest first" read form_list(form::FormListRequest) -> Vec<form::FormIssued> = form::list;
    "Which offices of a group have sent something for a period" read exchange_board(board::BoardRequest) -> board::Board = board::board;
    "Figures of a period brought together, each with the file it came in" read exchange_consolidation(consolidation::ConsolidationRequest) -> consolidation::Consolidation = consolidation::consolidation;
    "Writes the letter to those who have sent nothing, as PDF/A" job reminder_letter_save(chase::ReminderLetterSave) -> chart::FileSaved = chase::save;
    "Writes a return slip about a file that came: sealed for an office with the program, or as PDF/A" job slip_save(slip::SlipSave) -> chart::FileSaved = slip::save;
    "Says what a return slip says, writes nothing" job slip_read(slip::SlipRead) -> slip::SlipTold = slip::read;
    "Takes a return slip in: what was accepted, and what is to be mended" act slip_take(slip::SlipRead) -> slip::SlipTold = slip::take;
    "Return slips that were taken in, with the rows to mend" read slip_list(Empty) -> Vec<slip::SlipTold> = slip::list;
    "What of a file that came was not taken as it came" read received_rows(received::ReceivedRowsRequest) -> Vec<received::ReceivedRow> = received::list;

    "Settings of the book" read setting_list(Empty) -> setting::Settings = setting::list;
    "Changes settings of the book" write setting_edit(setting::SettingEdit) -> setting::Settings = setting::edit;
    "Loads seeds; what the book has stays" write seed_load(seed::SeedLoad) -> seed::SeedLoaded = seed::load;

    "What happened to one record" read history(history::HistoryRequest) -> Vec<history::HistoryAct> = history::history;
    "Everything that changed since a day or an act" read changes(history::ChangesRequest) -> history::Changes = history::changes;
    "Puts an earlier value, or a removed row, back" write history_restore(history::RestoreRequest) -> () = history::restore;
    "All acts, newest first, a page at a time" read op_list(history::OpListRequest) -> history::OpList = history::ops;
    "What undo and redo would do" read undo_state(Empty) -> history::UndoState = history::undo_state;
    "Takes the last act back" undo undo(Empty) -> () = Way::Undo;
    "Does again what undo took back" undo redo(Empty) -> () = Way::Redo;

    "The kinds of chart, and what each needs" read chart_kinds(Empty) -> Vec<chart::ChartKindInfo> = chart::kinds;
    "Draws a chart as SVG, with its points and the same numbers as a table" read chart_draw(chart::ChartRequest) -> chart::ChartDrawn = chart::draw;
    "Draws a chart as pixels, to be copied" read chart_picture(chart::ChartRequest) -> chart::ChartPicture = chart::picture;
    "Saves a chart as SVG, PNG, PDF or as a workbook with a chart of Excel's own" job chart_save(chart::ChartSave) -> chart::FileSaved = chart::save;
    "Saved briefings" read briefing_list(Empty) -> Vec<briefing::BriefingRow> = briefing::list;
    "One saved briefing with its pages" read briefing_get(IdRequest) -> briefing::Briefing = briefing::get;
    "Templates that come with the program" read briefing_templates(Empty) -> Vec<briefing::BriefingTemplate> = briefing::templates;
    "Keeps a briefing, made from a template" write briefing_add(briefing::BriefingAdd) -> briefing::Briefing = briefing::add;
    "Changes a briefing's name, title, what it speaks of, or how it is printed" write briefing_edit(briefing::BriefingEdit) -> briefing::Briefing = briefing::edit;
    "Copies a briefing for the period that follows" write briefing_duplicate(briefing::BriefingDuplicate) -> briefing::Briefing = briefing::duplicate;
    "Puts a briefing in another place" write briefing_move(briefing::BriefingMove) -> Vec<briefing::BriefingRow> = briefing::place;
    "Removes a briefing" write briefing_delete(IdRequest) -> () = briefing::delete;
    "Adds a page to a briefing" write briefing_page_add(briefing::BriefingPageAdd) -> briefing::Briefing = briefing::add_page;
    "Changes a page's title, layout or position of the sheet" write briefing_page_edit(briefing::BriefingPageEdit) -> briefing::Briefing = briefing::edit_page;
    "Puts a page in another place" write briefing_page_move(briefing::BriefingMove) -> briefing::Briefing = briefing::move_page;
    "Removes a page" write briefing_page_delete(IdRequest) -> briefing::Briefing = briefing::delete_page;
    "Changes what a block of a page asks for, its title or its note" write briefing_block_edit(briefing::BriefingBlockEdit) -> briefing::Briefing = briefing::edit_block;
    "Issues a briefing: what it says now is kept" write briefing_issue(briefing::BriefingIssue) -> briefing::IssuedBriefing = briefing::issue;
    "Issued briefings, newest first" read issued_briefing_list(Empty) -> Vec<briefing::IssuedBriefing> = briefing::issued;
    "The pages of an issued briefing as SVG: what was said then" read issued_briefing_preview(IdRequest) -> briefing::BriefingPages = briefing::issued_preview;
    "Saves the file of an issued briefing again" job issued_briefing_save(briefing::IssuedSave) -> chart::FileSaved = briefing::save_issued;
    "Takes an issued briefing out of the book" write issued_briefing_delete(IdRequest) -> () = briefing::delete_issued;
    "What changed between two days or issued briefings" read briefing_compare(briefing::BriefingCompare) -> briefing::Compared = briefing::compare;
    "Sets the briefing's pages as SVG" read briefing_preview(briefing::BriefingRequest) -> briefing::BriefingPages = briefing::preview;
    "Saves the briefing as PDF/A" job briefing_save(briefing::BriefingSave) -> chart::FileSaved = briefing::save;
    "The records of a series of briefings, with their files" read series_records(briefing::SeriesRequest) -> briefing::SeriesRecords = briefing::records;
    "One briefing of a series as SVG" read series_preview(briefing::SeriesPreview) -> briefing::BriefingPages = briefing::series_preview;
    "Saves a series of briefings as PDF/A" job series_save(briefing::SeriesSave) -> briefing::SeriesSaved = briefing::save_series;
    "The printers of this machine" desk printer_list(Empty) -> briefing::PrinterList = briefing::printers;
    "Makes the file of a briefing for the viewer, or sends it to a printer" job briefing_print(briefing::BriefingPrint) -> briefing::Printed = briefing::print;
    "Saves the register as PDF/A or as a workbook" job register_save(listing::RegisterSave) -> chart::FileSaved = listing::save;
    "Saves a summary of tasks as PDF/A or as a workbook" job summary_save(listing::SummarySave) -> chart::FileSaved = listing::save_summary;
    "Saves common tasks and how agencies stand with them as PDF/A" job matrix_save(matrix::MatrixSave) -> chart::FileSaved = matrix::save;
    "Saves the register along time as PDF/A" job timeline_save(timeline::TimelineSave) -> chart::FileSaved = timeline::save;
    "Saves a month of deadlines as PDF/A" job calendar_save(calendar::CalendarSave) -> chart::FileSaved = calendar::save;
    "Saves definition sheets, a page for each indicator, as PDF/A" job definition_save(indicator::DefinitionSave) -> chart::FileSaved = indicator::save_definitions;
    "Saves a ranking, or the points of one agency, as PDF/A or as a workbook" job composite_save(composite::CompositeSave) -> chart::FileSaved = composite::save;
    "Saves the deadlines of the tasks as an iCalendar file" job deadlines_ics(ics::DeadlinesIcs) -> ics::IcsSaved = ics::save;
    "Copies the book, checked and hashed" job backup(lookup::BackupRequest) -> lookup::BackupMade = lookup::back_up;
    "Checks the book's file whole" job check(Empty) -> lookup::Checked = lookup::check;
}

/// The command of a name.
pub fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

/// Runs a command: `{"value": …}`, and for a write `{"value", "changed", "op"}`.
pub fn call(desk: &Desk, name: &str, body: Value, watcher: &dyn Watcher) -> Result<Value> {
    let command = find(name).ok_or_else(|| Error::input("command", Problem::new("command.unknown").with("name", name)))?;
    // No body is an empty one.
    let body = if body.is_null() { json!({}) } else { body };
    let answer = |done: Done<Value>| json!({"value": done.value, "changed": done.changed, "op": done.op});
    match &command.run {
        Run::Desk(run) => Ok(json!({"value": run(desk, body)?})),
        Run::Read(run) => Ok(json!({"value": desk.book()?.read(&desk.asking(), |reader| run(reader, body))?})),
        Run::Write(run) => Ok(answer(desk.book()?.change(&desk.asking(), name, |change| run(change, body))?)),
        Run::Revert(way) => {
            decode::<Empty>(body)?;
            let done = desk.book()?.revert(&desk.asking(), *way)?;
            Ok(answer(Done { value: Value::Null, changed: done.changed, op: done.op }))
        }
        Run::Act(run) => Ok(answer(run(desk, &*desk.book()?, body, watcher)?)),
        Run::Job(run) | Run::Trial(run) => Ok(json!({"value": run(desk, &*desk.book()?, body, watcher)?})),
    }
}

/// The list with the JSON Schema of every request and reply, for programs.
pub fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let commands: Vec<Value> = COMMANDS
        .iter()
        .map(|command| {
            json!({
                "name": command.name,
                "kind": command.kind,
                "about": command.about,
                "request": (command.request)(&mut generator),
                "reply": (command.reply)(&mut generator),
            })
        })
        .collect();
    json!({"commands": commands, "$defs": generator.take_definitions(true)})
}

/// Gathers the TypeScript declaration of every type that travels, once.
struct Collector {
    config: ts_rs::Config,
    seen: Vec<TypeId>,
    declarations: BTreeMap<String, String>,
    commands: Vec<String>,
}

impl Collector {
    fn command<Req: TS + 'static, Rep: TS + 'static>(&mut self, name: &str, kind: Kind) {
        self.visit::<Req>();
        self.visit::<Rep>();
        let kind = encode(kind).unwrap_or_default();
        self.commands.push(format!(
            "  {name}: {{ kind: {kind}; request: {}; reply: {} }};",
            Req::name(&self.config),
            if TypeId::of::<Rep>() == TypeId::of::<()>() { "null".to_owned() } else { Rep::name(&self.config) },
        ));
    }
}

impl TypeVisitor for Collector {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let id = TypeId::of::<T>();
        if self.seen.contains(&id) {
            return;
        }
        self.seen.push(id);
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            self.declarations.insert(T::ident(&self.config), format!("{docs}export {}", T::decl(&self.config)));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// The text of `ui/src/api/types.ts`: generated, committed, held fresh by a test.
pub fn typescript() -> String {
    let config = ts_rs::Config::new().with_large_int("number");
    let mut collector = Collector { config, seen: Vec::new(), declarations: BTreeMap::new(), commands: Vec::new() };
    COMMANDS.iter().for_each(|command| (command.types)(&mut collector));
    collector.visit::<WireError>();
    collector.visit::<ErrorKind>();
    // A doc comment of one line takes one line.
    let declarations: Vec<String> =
        collector.declarations.into_values().map(|text| text.replace("/**\n * ", "/** ").replace("\n */\n", " */\n")).collect();
    format!(
        "// Made from the command list in src-tauri/core/src/api.rs by `so35 commands --typescript`. Do not edit.\n\n{}\n\n\
         /** Every command: what it takes, what it gives, and whether it changes the book. */\nexport type Commands = {{\n{}\n}};\n",
        declarations.join("\n\n"),
        collector.commands.join("\n"),
    )
}
