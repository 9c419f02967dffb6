// Made from the command list in src-tauri/core/src/api.rs by `so35 commands --typescript`. Do not edit.

/** One agency with what it came from and became. */
export type Agency = { 
/** What it came from. */
predecessors: Array<Succession>, 
/** What it became. */
succeeded_by: Array<Succession>, 
/** Where it is named. */
citations: Array<Citation>, 
/** Its id. */
id: string, 
/** Identifier of QĐ 20/2020/QĐ-TTg, when known. */
code: string | null, 
/** 2-digit province code. */
area_code: string | null, 
/** In full. */
name: string, 
/** As offices write it. */
short_name: string, 
/** What kind it is. */
kind: AgencyKind, 
/** The agency above it. */
parent: string | null, 
/** First day. */
valid_from: string | null, 
/** Last day, inclusive. */
valid_to: string | null, 
/** A remark. */
note: string | null, 
/** Short names of what succeeded it. */
successors: Array<string>, 
/** Ids of the groups it belongs to. */
groups: Array<string>, };

/** An agency to add. */
export type AgencyAdd = { 
/** In full. */
name: string, 
/** As offices write it; the full name when missing. */
short_name?: string | null, 
/** What kind it is. */
kind: AgencyKind, 
/** Identifier of QĐ 20/2020/QĐ-TTg; the older right-to-left form is accepted and turned round. */
code?: string | null, 
/** 2-digit province code. */
area_code?: string | null, 
/** The agency above it. */
parent?: string | null, 
/** First day. */
valid_from?: Day | null, 
/** Last day. */
valid_to?: Day | null, 
/** A remark. */
note?: string | null, };

/** Counts of one agency. */
export type AgencyCounts = { 
/** The agency; none for tasks whose lead the sources do not name. */
agency: AgencyName | null, 
/** The tasks it answers for, by status. */
counts: Counts, };

/** Which fields of an agency to change. */
export type AgencyEdit = { 
/** Which agency. */
id: string, 
/** In full. */
name?: string | null, 
/** As offices write it. */
short_name?: string | null, 
/** What kind it is. */
kind?: AgencyKind | null, 
/** Identifier of QĐ 20/2020/QĐ-TTg. */
code?: string | null | null, 
/** 2-digit province code. */
area_code?: string | null | null, 
/** The agency above it. */
parent?: string | null | null, 
/** First day. */
valid_from?: Day | null | null, 
/** Last day. */
valid_to?: Day | null | null, 
/** A remark. */
note?: string | null | null, 
/** All its citations from now on. */
citations?: Array<CitationAdd> | null, };

/** A group of agencies, such as "63 địa phương". */
export type AgencyGroup = { 
/** Its id. */
id: string, 
/** Its stable key: `63-dia-phuong`. */
key: string, 
/** Its name. */
name: string, 
/** How many a source counts without naming them. */
expected_count: number | null, 
/** A remark. */
note: string | null, 
/** How many are named. */
members: number, 
/** The first day on which all its members are there; none when they always were. */
from_day: string | null, 
/** The last day on which all its members are there; none while they are. */
to_day: string | null, };

/** A group to add. */
export type AgencyGroupAdd = { 
/** Its name. */
name: string, 
/** How many a source counts without naming them. */
expected_count?: number | null, 
/** A remark. */
note?: string | null, 
/** Its agencies, by id. */
members?: Array<string> | null, };

/** Which fields of a group to change. */
export type AgencyGroupEdit = { 
/** Which group. */
id: string, 
/** Its name. */
name?: string | null, 
/** How many a source counts without naming them. */
expected_count?: number | null | null, 
/** A remark. */
note?: string | null | null, 
/** All its agencies from now on, by id. */
members?: Array<string> | null, };

/** Asks who stands in for a group on a later day. */
export type AgencyGroupSuccessorsRequest = { 
/** The group, by id or key. */
agency_group: string, 
/** The day; today when missing. */
on_day?: Day | null, };

/** What kind of agency it is. */
export type AgencyKind = "government" | "ministry" | "ministry_level" | "government_agency" | "committee" | "province" | "office" | "party_office" | "enterprise_group" | "other";

/** Narrows the list of agencies. */
export type AgencyListRequest = { 
/** Words that must occur; marks do not matter. */
text?: string | null, 
/** Only those that exist on this day. */
on?: Day | null, 
/** Only members of this group, by id or key. */
group?: string | null, 
/** Only this kind. */
kind?: AgencyKind | null, };

/** An agency as it is named in a list. */
export type AgencyName = { 
/** Its id. */
id: string, 
/** As offices write it: Bộ TT&TT. */
short_name: string, 
/** In full. */
name: string, };

/** A line in the list of agencies. */
export type AgencyRow = { 
/** Its id. */
id: string, 
/** Identifier of QĐ 20/2020/QĐ-TTg, when known. */
code: string | null, 
/** 2-digit province code. */
area_code: string | null, 
/** In full. */
name: string, 
/** As offices write it. */
short_name: string, 
/** What kind it is. */
kind: AgencyKind, 
/** The agency above it. */
parent: string | null, 
/** First day. */
valid_from: string | null, 
/** Last day, inclusive. */
valid_to: string | null, 
/** A remark. */
note: string | null, 
/** Short names of what succeeded it. */
successors: Array<string>, 
/** Ids of the groups it belongs to. */
groups: Array<string>, };

/** How figures of several agencies combine. */
export type AgencyRule = "sum" | "mean" | "weighted_mean" | "ratio" | "none";

/** Everything that a person said about a file. */
export type Answers = { 
/** Conflicts decided. */
decisions: Array<Decision>, 
/** Questions answered. */
questions: Array<QuestionAnswer>, };

/** What became of one file. */
export type AppliedFile = { 
/** The file, as it was named. */
path: string, 
/** What it is. */
source: Source, 
/** How many rows came out how. */
counts: PlanCounts, 
/** How many records of this office went along with what was removed. */
along: number, 
/** How many of its rows want to be looked at twice. */
doubtful: number, };

/** How far a figure has come. */
export type Approval = "draft" | "approved";

/** Counts of one focus area. */
export type AreaCounts = { 
/** The focus area; none for tasks that have no place yet. */
area: FocusAreaName | null, 
/** Its tasks by status. */
counts: Counts, 
/** Its rates. */
rates: Array<RateShown>, };

/** Why a person is asked. */
export type Asking = "both_changed" | "not_theirs" | "removed_here" | "removed_there" | "unclear";

/** One agency's part in one task, as it stands on the day asked for. */
export type Assignment = { 
/** Its id. */
id: string, 
/** The task. */
task: string, 
/** The agency; empty when the source does not name it. */
agency: AgencyName | null, 
/** Leading or coordinating. */
role: Role, 
/** The first day it counts; from the beginning when empty. */
from_day: string | null, 
/** The last day it counts; without end when empty. */
to_day: string | null, 
/** The day the work began. */
started_on: string | null, 
/** The day it was paused, while it is. */
paused_on: string | null, 
/** The day it was done, while it is. */
completed_on: string | null, 
/** Whether somebody has begun, even if nobody said when. */
begun: boolean, 
/** What came of it, when done. */
result: string | null, 
/** What shows that it is done, in words: the evidence as written, else what the document is called. */
evidence: string | null, 
/** Everything that happened to it, in order, also after the day asked for. */
steps: Array<Step>, 
/** What was said about it, newest first, also after the day asked for. */
notes: Array<ProgressNote>, };

/** A part in a task to add. */
export type AssignmentAdd = { 
/** The task, by id or code. */
task: string, 
/** The agency; not named when missing. */
agency?: string | null, 
/** Leading or coordinating. */
role: Role, };

/** Which fields of an assignment to change. */
export type AssignmentEdit = { 
/** Which assignment. */
id: string, 
/** The agency; empty when not named. */
agency?: string | null | null, 
/** Leading or coordinating. */
role?: Role | null, };

/** The assignments of one task. */
export type AssignmentListRequest = { 
/** The task, by id or code. */
task: string, 
/** The day; today when missing. */
as_of?: Day | null, };

/** What was taken for granted and may be turned round by a person. */
export type Assumption = "before_day_inclusive" | "before_day_exclusive";

/** A file of a task or a document. */
export type Attachment = { 
/** Its id. */
id: string, 
/** The task it belongs to. */
task: string | null, 
/** The document it belongs to. */
document: string | null, 
/** The step of the task that it shows. */
step: string | null, 
/** Its name, as it was when it was attached. */
name: string, 
/** Its size in bytes. */
bytes: number, 
/** SHA-256 of its content. */
sha256: string, 
/** A remark. */
note: string | null, 
/** How it was found: in lists by presence and size, by `attachment_check` by its whole content. */
state: FileState, };

/** Attaches files to a task or to a document: their contents are copied. */
export type AttachmentAdd = { 
/** The task, by id or code. */
task?: string | null, 
/** The document, by id or code. */
document?: string | null, 
/** The step of the task that it shows. */
step?: string | null, 
/** The files to copy: all of them or none. */
paths: Array<string>, 
/** A remark. */
note?: string | null, };

/** What an attached file is called and what is said of it. */
export type AttachmentEdit = { 
/** Which one. */
id: string, 
/** Its name; the ending stays as it is. */
name?: string | null, 
/** A remark. */
note?: string | null | null, };

/** The files of one task or one document. */
export type AttachmentListRequest = { 
/** The task, by id or code. */
task?: string | null, 
/** The document, by id or code. */
document?: string | null, };

/** Saves a copy of an attached file. */
export type AttachmentSaveAs = { 
/** Which one. */
id: string, 
/** Where to; an older file of that name is replaced. */
path: string, };

/** A finished, checked backup. */
export type BackupMade = { 
/** Where it lies. */
path: string, 
/** Its size in bytes. */
bytes: number, 
/** SHA-256 of the file. */
sha256: string, 
/** The folder of attached files, which a backup leaves where it is, when the book names any: it is copied by
 * whoever carries the book elsewhere. */
files: string | null, };

/** Makes a backup. */
export type BackupRequest = { 
/** Where to; the folder of backups beside the book when missing. */
path?: string | null, };

/** The light beside an indicator. */
export type Band = "achieved" | "on_track" | "speed_up" | "slow" | "moving_away" | "missed" | "no_data" | "not_due" | "cannot_assess";

/** Which deadline a status or rate goes by. */
export type Basis = "current" | "original";

/** How "trước 30/5/2024" is meant. Offices usually accept the day itself. */
export type BeforeDay = "inclusive" | "exclusive";

/** What a block asks for. What it leaves open it takes from its briefing. */
export type BlockQuery = { "kind": "empty" } | { "kind": "figures" } | { "kind": "rates" } | { "kind": "chart", 
/** Which. */
chart: ChartSpec, } | { "kind": "chart_table", 
/** Which. */
chart: ChartSpec, } | { "kind": "tasks", 
/** Which; day and place in the list are not looked at. */
filter: TaskListRequest, 
/** How many at the most; the rest is told as a number. */
limit?: number | null, } | { "kind": "indicators", 
/** Which, by id or code; all with a target that fit when missing. */
indicators?: Array<string> | null, } | { "kind": "agencies", 
/** Only those of this group, by id or key. */
agency_group?: string | null, } | { "kind": "text", 
/** The text. */
text: string, } | { "kind": "documents" } | { "kind": "contradictions" } | { "kind": "changes", 
/** Since when; the last issue of this briefing, else a month before, when missing. */
since?: ComparePoint | null, };

/** Who has sent something for a period. */
export type Board = { 
/** The period's code. */
period: string, 
/** Its name. */
period_name: string, 
/** Its calendar. */
calendar: Calendar, 
/** The day looked at. */
as_of: string, 
/** The group's id. */
group: string, 
/** Its name. */
group_name: string, 
/** The last day to send by; none where nobody has set one. */
due_on: string | null, 
/** The offices, in official order. */
rows: Array<BoardRow>, 
/** How many have sent something. */
sent: number, 
/** How many of them sent it late. */
late: number, 
/** How many have sent nothing. */
missing: number, };

/** A file that was applied. */
export type BoardFile = { 
/** What it is. */
kind: BoardFileKind, 
/** Its id among packages, or among forms and sheets. */
id: string, 
/** Its name; only of a sheet. */
name: string | null, 
/** The number of the package, the version of the form. */
number: number | null, 
/** The day it was applied. */
received_on: string, 
/** The day it speaks of. */
as_of: string | null, 
/** How its rows came out. */
counts: PlanCounts, 
/** How its sender is known. */
signature: SignatureState, 
/** Its SHA-256. */
sha256: string, 
/** The act that applied it, for the history. */
op: number | null, };

/** What a file of the board is. */
export type BoardFileKind = "package" | "form" | "sheet";

/** Asks who has sent something for a period. */
export type BoardRequest = { 
/** The period, by its code. */
period: string, 
/** Its calendar; statistical when missing. */
calendar?: Calendar | null, 
/** The group of agencies, by id or key. */
group: string, 
/** The day; today when missing. */
as_of?: Day | null, };

/** An office of the board. */
export type BoardRow = { 
/** The office. */
agency: AgencyName, 
/** Its id in the list of those that packages are exchanged with. */
peer: string | null, 
/** The version of the form that it was given last for the period. */
form: number | null, 
/** Its files, the newest first. */
files: Array<BoardFile>, 
/** How many days its first file came after the day to send by; of one that sent nothing, how many have passed since. */
days_late: number, 
/** How many rows of its newest file were refused, or are still to be decided here. */
to_mend: number, };

/** A book to make. */
export type BookCreate = { 
/** Its file; the place offered by the desk when missing. */
path?: string | null, 
/** The office, by a seeded agency's key, or by name; when missing, the book is nobody's until an office is named. */
office?: string | null, 
/** Who signs. */
person: string, 
/** What to begin with: `khung-3-5`; empty when missing. */
seed?: string | null, };

/** A book to open. */
export type BookOpen = { 
/** Its file. */
path: string, };

/** What a target asks of the figure. */
export type Bound = "at_least" | "at_most" | "range" | "change_at_least" | "exactly" | "qualitative";

/** A saved briefing, whole. */
export type Briefing = { 
/** The second line of its title. */
subtitle: string | null, 
/** How it is printed. */
look: BriefingLook, 
/** The name of the file its logo came from. */
logo: string | null, 
/** Its pages, in order. */
sheets: Array<BriefingPage>, 
/** Its id. */
id: string, 
/** Its name in this book. */
name: string, 
/** The title that is printed, with its placeholders. */
title: string, 
/** What it speaks of. */
scope: BriefingScope, 
/** What it speaks of, in words. */
about: string, 
/** The day it speaks of now. */
as_of: string, 
/** The sheet. */
paper: BriefingPaper, 
/** How many pages it is made of; long ones run on. */
pages: number, 
/** How many times it was issued. */
issued: number, };

/** A briefing to keep. */
export type BriefingAdd = { 
/** The template it starts from: a built-in one's key such as `tong-quan`; empty pages when missing. */
template?: string | null, 
/** Its name; the title, made unlike others, when missing. */
name?: string | null, 
/** What it speaks of; everything, today, when missing. */
scope?: BriefingScope | null, 
/** How it is printed; as the template says when missing. */
look?: BriefingLook | null, };

/** A block of a page. */
export type BriefingBlock = { 
/** Its id. */
id: string, 
/** What it asks for. */
query: BlockQuery, 
/** Its title; the usual one, or the finding of its chart, when missing. */
title: string | null, 
/** A note under it. */
note: string | null, };

/** Which fields of a block to change. */
export type BriefingBlockEdit = { 
/** Which. */
id: string, 
/** What it asks for. */
query?: BlockQuery | null, 
/** Its title. */
title?: string | null | null, 
/** A note under it. */
note?: string | null | null, };

/** Asks what changed between two moments. */
export type BriefingCompare = { 
/** The earlier one. */
from: ComparePoint, 
/** The later one; now, judged today, when missing. */
to?: ComparePoint | null, 
/** Only what this agency has to do, by id. */
agency?: string | null, 
/** Only this focus area, by id or code. */
focus_area?: string | null, };

/** Copies a briefing for the period that follows: its days move on. */
export type BriefingDuplicate = { 
/** Which. */
id: string, 
/** Whether days move on: by its period, else by a month. They do when missing. */
next?: boolean | null, 
/** The copy's name; made from the old one when missing. */
name?: string | null, };

/** Which fields of a briefing to change. */
export type BriefingEdit = { 
/** Which. */
id: string, 
/** Its name. */
name?: string | null, 
/** The title that is printed; `{name}`, `{day}`, `{period}` stand for what it speaks of. */
title?: string | null, 
/** The second line. */
subtitle?: string | null | null, 
/** What it speaks of, whole. */
scope?: BriefingScope | null, 
/** How it is printed, whole. */
look?: BriefingLook | null, 
/** The file of the office's mark (PNG or JPEG), copied into the book; taken away when emptied. */
logo_path?: string | null | null, };

/** A briefing to issue. */
export type BriefingIssue = { 
/** Which saved briefing. */
id: string, 
/** The name it is issued under; its own with the day when missing. */
name?: string | null, 
/** A remark: for which meeting, to whom. */
note?: string | null, };

/** How a briefing is printed. */
export type BriefingLook = { 
/** The sheet. */
paper: BriefingPaper, 
/** Whether sheets lie on their side. */
landscape: boolean, 
/** Whether the office and the agency above it stand at the head. */
letterhead: boolean, 
/** Whether pages bear numbers; the first one never does. */
numbered: boolean, 
/** Where it is written, in front of the date; no date when missing. */
place?: string | null, 
/** A label on every page, such as "Lưu hành nội bộ". */
label?: string | null, };

/** Puts a briefing or a page in another place. */
export type BriefingMove = { 
/** Which. */
id: string, 
/** The one it stands before from now on; at the end when missing. */
before?: string | null, };

/** A page. */
export type BriefingPage = { 
/** Its id. */
id: string, 
/** How it is laid out. */
layout: PageLayout, 
/** Its title; the usual one of the layout when missing. */
title: string | null, 
/** Whether it lies on its side; as the briefing when missing. */
landscape: boolean | null, 
/** Its blocks, one for each slot. */
blocks: Array<BriefingBlock>, };

/** A page to add. */
export type BriefingPageAdd = { 
/** The briefing. */
briefing: string, 
/** How it is laid out. */
layout: PageLayout, 
/** Its title. */
title?: string | null, 
/** The page it stands before; at the end when missing. */
before?: string | null, };

/** Which fields of a page to change. */
export type BriefingPageEdit = { 
/** Which. */
id: string, 
/** How it is laid out; blocks stay in their slots, what has none is taken away. */
layout?: PageLayout | null, 
/** Its title. */
title?: string | null | null, 
/** Whether it lies on its side; as the briefing when emptied. */
landscape?: boolean | null | null, };

/** Pages for the screen: the very pages that print. */
export type BriefingPages = { 
/** Each sheet as SVG; text is drawn as outlines. */
pages: Array<string>, 
/** For each sheet the page of the briefing it belongs to, counted from 0: a long one has several sheets. */
of: Array<number>, 
/** The title. */
title: string, 
/** The day it speaks of. */
as_of: string, 
/** Why the office's own template was not used. */
fault: TemplateFault | null, };

/** The sheet. */
export type BriefingPaper = "a4" | "a3" | "slides";

/** A briefing to print. */
export type BriefingPrint = { 
/** A briefing as it stands. */
briefing?: BriefingRequest | null, 
/** An issued one, by id: its very file. */
issued?: string | null, 
/** The printer it is sent to; a file for the viewer when missing. */
printer?: string | null, 
/** How many copies, 1 to 99. */
copies?: number | null, };

/** A briefing to set: a saved one or a template, as it is or of something else. */
export type BriefingRequest = { 
/** A saved briefing, by id. */
id?: string | null, 
/** A template that comes with the program; `tong-quan` when neither is named. */
template?: string | null, 
/** Another day. */
as_of?: Day | null, 
/** Another title. */
title?: string | null, 
/** Another agency, by id. */
agency?: string | null, 
/** Another group of agencies, by id or key. */
agency_group?: string | null, 
/** Another focus area, by id or code. */
focus_area?: string | null, 
/** Another indicator, by id or code. */
indicator?: string | null, 
/** Another period, by its code. */
period?: string | null, 
/** Another deadline to go by. */
basis?: Basis | null, 
/** Only this page, counted from 0. */
page?: number | null, };

/** A saved briefing in the list. */
export type BriefingRow = { 
/** Its id. */
id: string, 
/** Its name in this book. */
name: string, 
/** The title that is printed, with its placeholders. */
title: string, 
/** What it speaks of. */
scope: BriefingScope, 
/** What it speaks of, in words. */
about: string, 
/** The day it speaks of now. */
as_of: string, 
/** The sheet. */
paper: BriefingPaper, 
/** How many pages it is made of; long ones run on. */
pages: number, 
/** How many times it was issued. */
issued: number, };

/** A briefing to save as a file. */
export type BriefingSave = { 
/** Which. */
briefing: BriefingRequest, 
/** The file, ending in pdf. */
path: string, };

/** What a briefing speaks of, and as of when. */
export type BriefingScope = { 
/** Only this agency, by id. */
agency?: string | null, 
/** Only the agencies of this group, by id. */
agency_group?: string | null, 
/** Only this focus area, by id. */
focus_area?: string | null, 
/** This indicator, by id. */
indicator?: string | null, 
/** The period's code, such as `2024-Q1`. */
period?: string | null, 
/** Which calendar the period is in; the administrative one when missing. */
calendar?: Calendar | null, 
/** Which deadline statuses and rates go by; the current one when missing. */
basis?: Basis | null, 
/** How the day is found. */
day_rule: DayRule, 
/** The day, when the rule is one. */
day?: Day | null, };

/** A template to start from. */
export type BriefingTemplate = { 
/** Its key: `tong-quan`. */
key: string, 
/** Its name. */
name: string, 
/** What it is good for. */
about: string, 
/** What it speaks of. */
made_for: TemplateFor, 
/** How many pages it is made of. */
pages: number, };

/** Which set of days a period stands for. */
export type Calendar = "administrative" | "statistical";

/** One day. */
export type CalendarDay = { 
/** The day. */
day: string, 
/** Whether it belongs to the month. */
inside: boolean, 
/** How many tasks fall due on it. */
total: number, 
/** The first of them: overdue ones, then by code. */
tasks: Array<CalendarTask>, };

/** A month of deadlines. */
export type CalendarMonth = { 
/** The day the statuses are computed for. */
as_of: string, 
/** The month, `2024-06`. */
month: string, 
/** Whole weeks from Monday to Sunday, one day after the other. */
days: Array<CalendarDay>, 
/** How many tasks fall due in the month itself, by status. */
counts: Counts, 
/** How many that are. */
total: number, 
/** How many tasks of the filter have no last day and are not done, so that no month shows them. */
undated: number, };

/** Which month to show, and of which tasks. */
export type CalendarRequest = { 
/** The month, `2024-06`; that of the day asked for when missing. */
month?: string | null, 
/** Which tasks, as of which day and by which deadline, as the register is filtered. Its first and last
 * day of the deadline, its order and its lines have no meaning here. */
filter?: TaskListRequest | null, 
/** How many tasks of a day are named at the most; eight when missing. */
named?: number | null, };

/** A month to save. */
export type CalendarSave = { 
/** What it shows. The list names every task, whatever is asked for. */
calendar?: CalendarRequest | null, 
/** The sheet of paper, on its side; A4 when missing. */
paper?: PaperSize | null, 
/** The file, ending in pdf. */
path: string, };

/** A task on its last day. */
export type CalendarTask = { 
/** Its id. */
id: string, 
/** Its code. */
code: string, 
/** What is to be done. */
statement: string, 
/** Who leads, in short. */
leads: string, 
/** The deadline as written, with what was granted beyond it. */
deadline_words: string, 
/** How it stands on the day asked for. */
standing: Standing, };

/** Where to write this office's card. */
export type CardSave = { 
/** The file, ending in `.json`. */
path: string, };

/** What a new agency takes over of the work of those it continues. */
export type Carry = "all_done" | "any_done" | "none";

/** How certain a guess is. */
export type Certainty = "unsure" | "likely" | "sure";

/** How much changed. */
export type ChangeCounts = { 
/** Tasks that were done. */
completed: number, 
/** Tasks that became overdue. */
overdue: number, 
/** Tasks that were opened again. */
reopened: number, 
/** Tasks that are no longer overdue. */
relieved: number, 
/** New records. */
new: number, 
/** Changed records. */
changed: number, 
/** Removed records. */
removed: number, };

/** One thing that changed, as a person reads it: names for ids, words for codes. */
export type ChangeLine = { 
/** Its number in the journal, by which it can be put back; none where two points in time are compared. */
change: number | null, 
/** The table: the record's own, or a part of it such as `assignment`. */
table: string, 
/** What the part is called, such as "Bộ Công an"; none for the record itself. */
part: string | null, 
/** Made, changed or removed. */
kind: RowChange, 
/** The field; none for a row that was made or removed. */
field: string | null, 
/** What the field is called. */
name: string | null, 
/** The value before; what a removed row said. */
from: string | null, 
/** The value after; what a new row says. */
to: string | null, 
/** Whether [`restore`] would put the earlier value back. */
restorable: boolean, };

/** What changed between two points in time. */
export type Changes = { 
/** The day statuses before are judged on. */
before: string, 
/** The day statuses after are judged on. */
after: string, 
/** The last act before. */
from_op: number, 
/** The last act that is told. */
to_op: number, 
/** Counts of all, whatever the limit. */
counts: ChangeCounts, 
/** Tasks whose status moved, by kind and code. */
moves: Array<StatusMove>, 
/** Records that are not as they were, by noun and name. */
records: Array<RecordChange>, 
/** Everybody who did something in between. */
actors: Array<string>, };

/** Asks what changed since a day or an act. */
export type ChangesRequest = { 
/** From the beginning of this day on; statuses are compared with the evening before. With `since_op`: the
 * day the statuses were judged on then. */
since?: Day | null, 
/** After this act, such as the one that issued a briefing; what it did itself is not told. */
since_op?: number | null, 
/** Up to the end of this day; until now, judged today, when missing. */
until?: Day | null, 
/** Up to and with this act; with `until`, the day the statuses were judged on then. */
until_op?: number | null, 
/** Only this noun. */
noun?: string | null, 
/** Only this record, by id; with `noun`. */
record?: string | null, 
/** Only what this person touched. */
actor?: string | null, 
/** How many lines of each list at the most; 500 when missing. The counts are of all. */
limit?: number | null, };

/** Where a column's cells stand. */
export type ChartAlign = "left" | "center" | "right";

/** What the rows of a chart of tasks stand for. */
export type ChartBy = "focus_area" | "agency" | "document" | "period";

/** A cell of the table. */
export type ChartCell = { 
/** What it holds. */
value: ChartValue, 
/** As it is written on the chart. */
written: string, 
/** The records behind it, where they are others than those behind the row. */
door: ChartDoor | null, };

/** A column of the table. */
export type ChartColumn = { 
/** Its heading. */
heading: string, 
/** The unit of its numbers, where it has one. */
unit: string | null, 
/** Where its cells stand. */
align: ChartAlign, };

/** The records that stand behind a number. */
export type ChartDoor = { "kind": "tasks", 
/** The filter of `task_list` that lists them. */
filter: TaskListRequest, } | { "kind": "task", 
/** Its id. */
id: string, } | { "kind": "indicator", 
/** Its id. */
id: string, 
/** The agency whose figures are meant; those of the whole when missing. */
agency: string | null, } | { "kind": "agency", 
/** Its id. */
id: string, } | { "kind": "document", 
/** Its id. */
id: string, };

/** A drawn chart. */
export type ChartDrawn = { 
/** A complete SVG document. */
svg: string, 
/** Its width in pixels. */
width: number, 
/** Its height in pixels, as taken. */
height: number, 
/** The title: a person's, else the finding. */
title: string, 
/** The finding, whatever the title is. */
finding: string, 
/** What, unit, day and calendar, or a person's subtitle. */
subtitle: string, 
/** The chart in words. */
description: string, 
/** The marks, in the order of the list items of the SVG. */
points: Array<ChartPoint>, 
/** The same numbers as a table. */
table: ChartTable, 
/** Characters the font lacks, drawn as □. */
replaced: Array<string>, };

/** What kinds of chart are grouped by in a picker. */
export type ChartFamily = "tasks" | "indicators";

/** A field of [`ChartSpec`] that a kind reads. Day, title, subtitle and note are read by every kind. */
export type ChartField = "since" | "basis" | "by" | "measure" | "task" | "indicator" | "indicators" | "focus_area" | "agency" | "agency_group" | "document" | "period" | "calendar";

/** The kinds of chart. */
export type ChartKind = "status_stacked" | "status_grouped" | "waterfall" | "slope" | "status_area" | "deadlines" | "heat_areas" | "common_tasks" | "radar" | "tile_map" | "indicator_line" | "heat_periods" | "heat_reports" | "multiples" | "attainment" | "bullet" | "ranked" | "dot_range";

/** A kind of chart with its words, for pickers. */
export type ChartKindInfo = { 
/** The kind. */
kind: ChartKind, 
/** Its family. */
family: ChartFamily, 
/** Its name in the language of the desk. */
name: string, 
/** What it reads besides day and words. */
takes: Array<ChartTakes>, 
/** The kind that says the same more clearly, where there is one. */
better: ChartKind | null, };

/** What is measured of tasks: a rate, each with its own formula, or how many there are. */
export type ChartMeasure = "overdue" | "completion" | "on_time" | "late" | "count";

/** A chart as pixels. */
export type ChartPicture = { 
/** A PNG of twice the pixels of the chart, in base64 (RFC 4648, section 4). */
png: string, };

/** A mark that stands for a value, where it lies and what stands behind it. */
export type ChartPoint = { 
/** What it says: shown by the pointer, read aloud at the focus. */
label: string, 
/** Left edge, in pixels of the drawing. */
x: number, 
/** Top edge. */
y: number, 
/** Width. */
width: number, 
/** Height. */
height: number, 
/** The row of the table that holds its number. */
row: number, 
/** The column of the table that holds its number. */
column: number, 
/** The records behind it. */
door: ChartDoor | null, };

/** A chart to draw. */
export type ChartRequest = { 
/** What it shows. */
chart: ChartSpec, 
/** On what it is shown; light when missing. */
theme?: ChartTheme | null, 
/** Width in pixels; 960 when missing. */
width?: number | null, 
/** Height wished for in pixels; 480 when missing. */
height?: number | null, 
/** The size of text, 1 for "vừa". */
text_scale?: number | null, };

/** A row of the table. */
export type ChartRow = { 
/** Its cells, one for each column. */
cells: Array<ChartCell>, 
/** The records behind the whole row. */
door: ChartDoor | null, };

/** A chart to save. */
export type ChartSave = { 
/** The chart. */
chart: ChartRequest, 
/** The file; its ending, svg, png, pdf or xlsx, decides the format. */
path: string, 
/** Pixels of a PNG for each pixel of the chart, 1 to 4; 2 when missing. */
scale?: number | null, };

/** What a chart shows. Everything but the kind may be missing: [`super::ChartKind::takes`] says what a kind
 * reads, and it does not look at the rest. */
export type ChartSpec = { 
/** Which kind. */
kind: ChartKind, 
/** The day; today when missing. */
as_of?: Day | null, 
/** The earlier day of a comparison of two; a month before `as_of` for tasks, a year for figures, when missing. */
since?: Day | null, 
/** Which deadline statuses go by; the current one when missing. */
basis?: Basis | null, 
/** What the rows of a chart of tasks stand for; focus areas when missing. */
by?: ChartBy | null, 
/** What is measured of tasks; the share overdue when missing. */
measure?: ChartMeasure | null, 
/** The task, by id or code. */
task?: string | null, 
/** The indicator, by id or code. */
indicator?: string | null, 
/** Several indicators, by id or code; all that fit when missing. */
indicators?: Array<string> | null, 
/** Only this focus area, by id or code. */
focus_area?: string | null, 
/** Only this agency, by id. */
agency?: string | null, 
/** Only the agencies of this group, by id or key. */
agency_group?: string | null, 
/** Only what this document gave, by id or code. */
document?: string | null, 
/** The period's code, such as `2024-Q1`. */
period?: string | null, 
/** Which calendar periods are in; that of the indicator, else the statistical one, when missing. */
calendar?: Calendar | null, 
/** A person's own title instead of the finding. */
title?: string | null, 
/** A person's own subtitle. */
subtitle?: string | null, 
/** A person's remark, above the source line. */
note?: string | null, };

/** The numbers of a chart as a table. */
export type ChartTable = { 
/** Its columns; the first names the rows. */
columns: Array<ChartColumn>, 
/** Its rows, in the order of the chart. */
rows: Array<ChartRow>, 
/** The source line of the chart. */
source: string, 
/** The remark of the chart; may be empty. */
note: string, };

/** A field that a kind reads, and whether it can do without. */
export type ChartTakes = { 
/** Which. */
field: ChartField, 
/** Whether nothing can be drawn without it. */
required: boolean, };

/** On what a chart is shown. */
export type ChartTheme = "light" | "dark" | "print";

/** What a cell holds. */
export type ChartValue = { "kind": "number", 
/** The number, as drawn. */
value: number, } | { "kind": "no_data" } | { "kind": "not_applicable" } | { "kind": "text" } | { "kind": "day", 
/** The day. */
day: string, };

/** The book's file is whole. */
export type Checked = { 
/** Its file. */
path: string, 
/** The version of its layout. */
version: number, 
/** How many acts its history holds. */
ops: number, };

/** What a person decides. */
export type Choice = "mine" | "theirs" | "other" | "later";

/** One place in one document. */
export type Citation = { 
/** Its id. */
id: string, 
/** The document's id. */
document: string, 
/** What the document is called in print: number and symbol, or its code in brackets. */
label: string, 
/** The document's subject. */
subject: string, 
/** The place in it: `L21`, `mục 3`. */
locator: string, 
/** The wording, verbatim, when it matters. */
quote: string | null, 
/** How this wording differs, or another remark. */
note: string | null, };

/** A citation to add: a document's id or code, and the place in it. */
export type CitationAdd = { 
/** The document, by id or code. */
document: string, 
/** The place in it. */
locator?: string | null, 
/** The wording. */
quote?: string | null, 
/** A remark. */
note?: string | null, };

/** Another record that cites a document. */
export type CitedRecord = { 
/** What it is: indicator, target, observation, focus_area, agency, contradiction, composite. */
noun: string, 
/** The record to show for it: of a figure or a target, its indicator. */
id: string, 
/** Its code as shown; may be empty. */
code: string, 
/** What it is called. */
title: string, 
/** The place in the document. */
locator: string, };

/** A task from a document. */
export type CitedTask = { 
/** Its id. */
id: string, 
/** Its code. */
code: string, 
/** What is to be done. */
statement: string, 
/** Where it stands in the document, each place once. */
locators: Array<string>, 
/** The wording kept, when one was. */
quote: string | null, 
/** How it stands. */
standing: Standing, 
/** Obligations done. */
done: number, 
/** Obligations in all. */
of: number, };

/** The order of a register's columns. */
export type ColumnOrder = "office" | "commune";

/** What a column of a sheet holds. */
export type ColumnSetting = { 
/** The column by its letters, as office programs show it. */
column: string, 
/** The field of the rows; none when the column is left out. */
field?: string | null, 
/** Of a column of values: the indicator that all of them belong to, by id. */
indicator?: string | null, 
/** Of a column of values: the agency that all of them belong to, by id. */
agency?: string | null, 
/** Of a column of values: the period that all of them belong to. */
period?: string | null, };

/** What an agency has in a column. */
export type Columned = { 
/** Points with weights, over the items that have points; none when none has. */
points: number | null, 
/** How many items have points. */
scored: number, 
/** How many items there are. */
of: number, };

/** A figure put together from several periods. */
export type CombinedFigure = { 
/** As it is printed, with its unit. */
written: string, 
/** The number, in the indicator's unit. */
number: number, 
/** How periods combine. */
rule: TimeRule, 
/** First day of the periods looked at. */
first_day: string, 
/** Last day of the newest figure in it. */
last_day: string, 
/** How many figures are in it. */
figures: number, 
/** How many figures are left out because they follow the other calendar. */
other_calendar: number, 
/** How many days of the time looked at its figures cover; none where it is a single one. */
days: number | null, 
/** What shorter periods of the same days say, where that is something else, with its unit. */
other_written: string | null, 
/** How many days that is, from the first day to that of the newest figure. */
of_days: number, };

/** A moment: the end of a day, or an issued briefing. */
export type ComparePoint = { 
/** The end of this day. */
day?: Day | null, 
/** This issued briefing, by id. */
issued?: string | null, };

/** Two moments side by side. */
export type Compared = { 
/** The day of the earlier one. */
before: string, 
/** The day of the later one. */
after: string, 
/** The earlier one, in words. */
from: string, 
/** The later one. */
to: string, 
/** Tasks that were not there before. */
new: Array<TaskMove>, 
/** Tasks that were done. */
done: Array<TaskMove>, 
/** Tasks that became overdue. */
overdue: Array<TaskMove>, 
/** Tasks whose last day moved. */
extended: Array<DeadlineMove>, 
/** Tasks that were done and are open again. */
reopened: Array<TaskMove>, 
/** Tasks that are no longer there. */
gone: Array<TaskMove>, 
/** Counts and rates, whether they changed or not. */
numbers: Array<RateMove>, 
/** Figures of indicators that are not as they were. */
figures: Array<FigureMove>, };

/** Who has reported: one board for each length and calendar of periods. */
export type Completeness = { 
/** The day. */
as_of: string, 
/** The boards, the shortest periods first. */
boards: Array<CompletenessBoard>, 
/** The agencies that owe most, those first. */
agencies: Array<CompletenessAgency>, 
/** How many reports were due. */
due: number, 
/** How many of them are there. */
there: number, 
/** How many reports are waited for, of periods that are over and have no day to report by. */
waiting: number, 
/** How many indicators nobody is asked to report: they have no reporters or no frequency. */
unasked: number, };

/** What one agency owes. */
export type CompletenessAgency = { 
/** The agency. */
agency: AgencyName, 
/** How many reports were due. */
due: number, 
/** How many of them are there. */
there: number, 
/** How many are only drafts. */
drafts: number, 
/** How many are missing. */
missing: number, };

/** The indicators that are reported in periods of one length and calendar. */
export type CompletenessBoard = { 
/** The length. */
frequency: PeriodKind, 
/** The calendar. */
calendar: Calendar, 
/** The periods, oldest first. */
periods: Array<CompletenessPeriod>, 
/** The indicators. */
rows: Array<CompletenessRow>, };

/** How a period of an indicator is reported. */
export type CompletenessCell = { 
/** How many agencies are asked. */
expected: number, 
/** How many gave a figure. */
figures: number, 
/** How many said that there is none, or that there cannot be one. */
without: number, 
/** How many have only a draft. */
drafts: number, 
/** How many have said nothing. */
missing: number, };

/** Who stands how in one period of one indicator. */
export type CompletenessMissing = { 
/** The indicator's code and name. */
indicator: string, 
/** The period's name. */
period: string, 
/** Who has said nothing. */
missing: Array<AgencyName>, 
/** Who has only a draft. */
drafts: Array<AgencyName>, 
/** Who said that there is none, or that there cannot be one. */
without: Array<CompletenessWithout>, };

/** Asks who is missing in one period of one indicator. */
export type CompletenessMissingRequest = { 
/** The indicator, by id or code. */
indicator: string, 
/** The period's code. */
period: string, 
/** Only figures that speak of days up to this one; today when missing. */
as_of?: Day | null, };

/** A period of a board. */
export type CompletenessPeriod = { 
/** Its code. */
period: string, 
/** Its name. */
name: string, 
/** The last day to report it: to send by (NĐ 09/2019/NĐ-CP, Điều 13, or the office's own day), for statistics so
 * many days after the period as the office has set; none until it has. */
due_on: string | null, 
/** Whether that day has passed. */
due: boolean, 
/** Whether the period is over. */
over: boolean, };

/** Asks who has reported. */
export type CompletenessRequest = { 
/** Only figures that speak of days up to this one, and what is due by it; today when missing. */
as_of?: Day | null, 
/** How many periods of each length; 6 when missing, 24 at the most. */
count?: number | null, };

/** An indicator of a board. */
export type CompletenessRow = { 
/** Its id. */
indicator: string, 
/** Its code. */
code: string, 
/** Its name. */
name: string, 
/** The group that reports. */
group: string, 
/** Its name. */
group_name: string, 
/** For each period of the board; none before the first one asked for. */
cells: Array<CompletenessCell | null>, };

/** An agency without a figure, and why. */
export type CompletenessWithout = { 
/** The agency. */
agency: AgencyName, 
/** None yet, or none at all. */
state: ObservationState, 
/** Why. */
reason: string | null, };

/** An index with one of its versions. */
export type Composite = { 
/** The version shown: of the year asked for, else the newest. */
version: CompositeVersion | null, 
/** Its most points, with weights. */
most: number, 
/** Its groups and items, each group before what it holds. */
items: Array<CompositeItem>, 
/** Its id. */
id: string, 
/** Its code. */
code: string, 
/** Its name. */
name: string, 
/** A remark. */
note: string | null, 
/** Its versions, newest first. */
versions: Array<CompositeVersion>, };

/** An index to add. */
export type CompositeAdd = { 
/** Its code; the next free one when missing. */
code?: string | null, 
/** Its name. */
name: string, 
/** A remark. */
note?: string | null, 
/** The year of its first version; without one it has none yet. */
year?: number | null, };

/** Which fields of an index to change. */
export type CompositeEdit = { 
/** Which index, by id or code. */
id: string, 
/** Its code. */
code?: string | null, 
/** Its name. */
name?: string | null, 
/** A remark. */
note?: string | null | null, };

/** One index, with the version of a year. */
export type CompositeGetRequest = { 
/** Which index, by id or code. */
id: string, 
/** Which version; the newest when missing. */
year?: number | null, };

/** A group or an item of a version. */
export type CompositeItem = { 
/** Its id. */
id: string, 
/** The group it belongs to; none for a group at the top. */
parent: string | null, 
/** How many groups stand above it. */
depth: number, 
/** Its code: 2.1. */
code: string, 
/** Its name. */
name: string, 
/** The most points one can have; none for a group. */
most: number | null, 
/** Its weight; none stands for 1. */
weight: number | null, 
/** Its weight times those of the groups above it. */
full_weight: number, 
/** The most points with full weights: of a group, the sum of its items. */
weighted_most: number, 
/** How many items it is or holds. */
items: number, 
/** The indicator that points are given for. */
indicator: IndicatorName | null, };

/** A group or an item to add, last among its like. */
export type CompositeItemAdd = { 
/** Which version. */
version: string, 
/** The group it belongs to; without one it is a group at the top. */
parent?: string | null, 
/** Its code; the next free one when missing. */
code?: string | null, 
/** Its name. */
name: string, 
/** The most points one can have; without this it is a group. */
most?: Number | null, 
/** Its weight; 1 when missing. */
weight?: Number | null, 
/** The indicator that points are given for, by id or code. */
indicator?: string | null, };

/** Which fields of a group or an item to change. */
export type CompositeItemEdit = { 
/** Which group or item. */
id: string, 
/** Its code. */
code?: string | null, 
/** Its name. */
name?: string | null, 
/** The most points one can have; emptied, it becomes a group. */
most?: Number | null | null, 
/** Its weight; 1 when emptied. */
weight?: Number | null | null, 
/** The indicator that points are given for, by id or code. */
indicator?: string | null | null, };

/** Puts a group or an item in another place. */
export type CompositeItemMove = { 
/** Which group or item. */
id: string, 
/** The group it goes to; at the top when missing. */
parent?: string | null, 
/** What it stands before there; last when missing. */
before?: string | null, };

/** A block of points and where it goes. */
export type CompositePaste = { 
/** The agencies of the rows. */
agencies: Array<string>, 
/** The items of the columns, all of one version. */
items: Array<string>, 
/** Whose points they are. */
by: ScoredBy, 
/** The texts, row by row. An empty one takes points away. */
cells: Array<Array<string>>, 
/** How numbers are written; what the cells prove when missing. */
notation?: Notation | null, };

/** How agencies rank. */
export type CompositeRanking = { 
/** The index. */
composite: string, 
/** Its code. */
code: string, 
/** Its name. */
name: string, 
/** The year. */
year: number, 
/** Whose points. */
by: ScoredBy, 
/** The group asked for. */
group: RankColumn | null, 
/** The most points, with weights. */
most: number, 
/** How many items there are. */
of: number, 
/** The columns. */
columns: Array<RankColumn>, 
/** Ranked agencies first, then those that lack points by their share of what they have, then those without any. */
rows: Array<RankRow>, 
/** How many agencies lack no points. */
complete: number, 
/** Whether agencies that lack points are ranked too. */
incomplete_ranked: boolean, 
/** How many agencies have points but are not of the group of agencies asked for. */
outside: number, 
/** How many agencies have points of their own that are not verified yet. */
unverified: number, 
/** The version before. */
before: YearBefore | null, };

/** An index in the list. */
export type CompositeRow = { 
/** Its id. */
id: string, 
/** Its code. */
code: string, 
/** Its name. */
name: string, 
/** A remark. */
note: string | null, 
/** Its versions, newest first. */
versions: Array<CompositeVersion>, };

/** A ranking to save, or the points of one of its agencies; as PDF/A or as a workbook. */
export type CompositeSave = { 
/** What is ranked. */
ranking: RankingRequest, 
/** The agency whose points are printed item by item, by id; without it the ranking. */
agency?: string | null, 
/** How it is laid out. */
layout?: Layout | null, 
/** The file, ending in pdf or xlsx. */
path: string, };

/** Points of an agency for an item. */
export type CompositeScore = { 
/** The item. */
item: string, 
/** The agency. */
agency: AgencyName, 
/** Points it gave itself; none when it gave none. */
self_points: number | null, 
/** Points given when these were verified. */
verified_points: number | null, 
/** What shows it. */
evidence: string | null, 
/** The document that shows it, by id. */
document: string | null, 
/** What that document is called. */
document_label: string | null, 
/** The day the points were given or changed. */
day: string, };

/** Whose points to take away, for which item. */
export type CompositeScoreClear = { 
/** The item. */
item: string, 
/** The agency. */
agency: string, };

/** Points to give. What is not mentioned stays; points that are emptied are taken away. */
export type CompositeScoreSet = { 
/** The item. */
item: string, 
/** The agency. */
agency: string, 
/** Points it gives itself. */
self_points?: Number | null | null, 
/** Points given when these are verified. */
verified_points?: Number | null | null, 
/** What shows it. */
evidence?: string | null | null, 
/** The document that shows it, by id or code. */
document?: string | null | null, 
/** The day; today when missing and points change. */
day?: Day | null, };

/** The points of a version. */
export type CompositeScoresRequest = { 
/** Which index, by id or code. */
composite: string, 
/** Which version. */
year: number, 
/** Only those of this agency. */
agency?: string | null, };

/** An index as it holds for a year. */
export type CompositeVersion = { 
/** Its id. */
id: string, 
/** The year. */
year: number, 
/** The document that lays it down, by id. */
document: string | null, 
/** What that document is called. */
document_label: string | null, 
/** A remark. */
note: string | null, 
/** How many items it has, groups left out. */
items: number, 
/** How many agencies have points in it. */
agencies: number, };

/** A version to add. */
export type CompositeVersionAdd = { 
/** Which index, by id or code. */
composite: string, 
/** The year. */
year: number, 
/** The document that lays it down, by id or code. */
document?: string | null, 
/** A remark. */
note?: string | null, 
/** The year whose groups, items and weights it begins with. Points are not taken over. */
copy_from?: number | null, };

/** Which fields of a version to change. */
export type CompositeVersionEdit = { 
/** Which version. */
id: string, 
/** The year. */
year?: number | null, 
/** The document that lays it down, by id or code. */
document?: string | null | null, 
/** A remark. */
note?: string | null | null, };

/** The figures of a period brought together, and the files they came in. */
export type Consolidation = { 
/** The figures, their whole and how many agencies stand behind it. */
rollup: Rollup, 
/** For each figure behind it the file. */
files: Array<FigureFile>, };

/** Asks for the figures of a period and the files they came in. */
export type ConsolidationRequest = { 
/** The indicator, by id or code. */
indicator: string, 
/** Period, calendar, group and day. */
board: BoardRequest, };

/** A contact that a card or a package offers. */
export type ContactOffer = { 
/** The office as it calls itself. */
name: string, 
/** Its official code. */
code: string | null, 
/** The agency of this book that it is, by id or code; none when the book knows none. */
agency: AgencyName | null, 
/** Its key in hexadecimal. */
public: string, 
/** What is read out on the telephone. */
fingerprint: string, 
/** The office of the list that it is already. */
peer: Peer | null, 
/** Whether that one has another key. */
key_changed: boolean, };

/** Asks who a card or a package comes from. */
export type ContactRead = { 
/** The file: a card or a package. */
path: string, };

/** Two or more claims about one thing. */
export type Contradiction = { 
/** Its id. */
id: string, 
/** Its code. */
code: string | null, 
/** What is in doubt. */
title: string, 
/** Why it matters. */
explanation: string | null, 
/** What the office goes by, when it has decided. */
decision: string | null, 
/** The claims. */
sides: Array<ContradictionSide>, 
/** The records it touches. */
records: Array<ContradictionRecord>, };

/** Notes what the office goes by. */
export type ContradictionDecide = { 
/** Which contradiction, by id or code. */
id: string, 
/** What the office goes by, and why; empty takes it back. */
decision?: string | null | null, };

/** A record that a contradiction touches. */
export type ContradictionRecord = { 
/** The noun: focus_area, task or indicator. */
noun: string, 
/** Its id. */
id: string, 
/** Its code as shown. */
code: string, };

/** One source's claim. */
export type ContradictionSide = { 
/** What the source is called. */
label: string | null, 
/** The place in it. */
locator: string, 
/** What it says. */
says: string, };

/** How many pieces of work have each status. */
export type Counts = { 
/** See [`Status::DoneOnTime`]. */
done_on_time: number, 
/** See [`Status::DoneLate`]. */
done_late: number, 
/** See [`Status::DoneNoDeadline`]. */
done_no_deadline: number, 
/** See [`Status::OpenInTime`]. */
open_in_time: number, 
/** See [`Status::OpenOverdue`]. */
open_overdue: number, 
/** See [`Status::OpenNoDeadline`]. */
open_no_deadline: number, 
/** See [`Status::Ongoing`]; part of no sum and no rate below. */
ongoing: number, };

/** How many parts a whole rests on. `with + missing + unusable + not_applicable` are all of them. */
export type Coverage = { 
/** Parts whose figure is in the whole. */
with: number, 
/** Parts for which a figure is expected: all but those not applicable. */
of: number, 
/** Parts without a figure. */
missing: number, 
/** Parts to which the indicator does not apply. */
not_applicable: number, 
/** Parts whose figure the rule cannot use: without a weight, or a share without its numerator. */
unusable: number, };

/** A day in a request: `2024-05-31`, or as people write it, day first: `31/5/2024`. */
export type Day = string;

/** The day a briefing speaks of. */
export type DayRule = "today" | "day" | "period_end";

/** A deadline that was read. */
export type Deadline = { 
/** The words, in NFC, with white space collapsed and invisible characters removed. */
text: string, 
/** EDTF: `2024-05-31`, `2024-05`, `2024-34`, `2024/2025`, `../2024-11-30`; only if dated. */
edtf: string | null, 
/** First day; none if the words name only an end. */
first_day: string | null, 
/** Last day, inclusive; there is one exactly when the class is [`DeadlineClass::Dated`]. */
last_day: string | null, 
/** What kind of deadline this is. */
class: DeadlineClass, 
/** Set when "trước" stands before a day. */
assumption: Assumption | null, };

/** What kind of deadline the words state. */
export type DeadlineClass = "dated" | "none" | "ongoing" | "recurring";

/** A task whose last day moved. */
export type DeadlineMove = { 
/** The task. */
id: string, 
/** Its code. */
code: string, 
/** What is to be done. */
statement: string, 
/** Who leads. */
leads: string, 
/** The last day that counted; none when there was none. */
from: string | null, 
/** The one that counts now. */
to: string | null, };

/** Asks what a deadline's words mean. */
export type DeadlineReadRequest = { 
/** The words. */
text: string, 
/** How "trước" is read; the office's setting when missing. */
before_day?: BeforeDay | null, };

/** Deadlines to save. */
export type DeadlinesIcs = { 
/** Which tasks, as the register is filtered; all when missing. */
filter?: TaskListRequest | null, 
/** The file, ending in ics. */
path: string, };

/** A decision, about one field of one record or about all that are alike: what is left out fits everything. Of several
 * that fit, the one that says most counts; of equals the last. */
export type Decision = { 
/** Only in this table. */
table?: string | null, 
/** Only this record, by its id here. */
record?: string | null, 
/** Only this field. */
field?: string | null, 
/** Only where a person is asked for this reason. */
asking?: Asking | null, 
/** What is decided. */
choice: Choice, 
/** The other value, in canonical form; with [`Choice::Other`]. */
value?: string | null, 
/** Of a removal that takes records of this office along: how many, as the plan told. Without their number it does
 * not count. */
along?: number | null, 
/** Why. */
reason?: string | null, };

/** Definition sheets to print. */
export type DefinitionSave = { 
/** Which indicators, by id or code, in this order; all of them by code when missing. */
indicators?: Array<string> | null, 
/** The file, ending in pdf. */
path: string, };

/** What is on the desk. */
export type DeskState = { 
/** The open book. */
book: KnownBook | null, 
/** Books open before, last first. */
recent: Array<KnownBook>, 
/** How things are shown. */
prefs: Prefs, 
/** The day the open book's reminders were last seen on this desk. */
reminded_on: string | null, 
/** Where a new book would lie. */
new_book_path: string, 
/** Today in Vietnam. */
today: string, 
/** The program's version. */
version: string, };

/** How the parts of a task differ from its group as the group is now. */
export type Differs = { 
/** In the group, without a part. */
missing: Array<AgencyName>, 
/** With a part, not in the group. */
extra: Array<AgencyName>, 
/** Places without a name that the group counts and the task lacks; below zero, that it has too many. */
places: number, };

/** One way to split figures. */
export type Dimension = { 
/** Its id. */
id: string, 
/** Its name: Khu vực. */
name: string, 
/** Its items, in order. */
items: Array<DimensionItem>, 
/** How many figures are split by it. */
figures: number, };

/** A dimension to add. */
export type DimensionAdd = { 
/** Its name. */
name: string, 
/** The names of its items, in order; two or more. */
items: Array<string>, };

/** A dimension as it is to be from now on. */
export type DimensionEdit = { 
/** Which dimension. */
id: string, 
/** Its name. */
name?: string | null, 
/** All its items, in order. An item that is left out must have no figures. */
items?: Array<DimensionItemEdit> | null, };

/** One item of a dimension. */
export type DimensionItem = { 
/** Its id. */
id: string, 
/** Its name: Thành thị. */
name: string, };

/** An item as it is to be from now on. */
export type DimensionItemEdit = { 
/** Which item; a new one when missing. */
id?: string | null, 
/** Its name. */
name: string, };

/** Which way is better. */
export type Direction = "higher" | "lower" | "range" | "keep";

/** Which file a directory is or is to be. */
export type DirectoryFile = { 
/** The file, ending in `.json`. */
path: string, };

/** An office of a directory. */
export type DirectoryLine = { 
/** As the directory calls it. */
name: string, 
/** The agency of this book that it is. */
agency: AgencyName | null, 
/** The key in hexadecimal. */
public: string, 
/** What is read out on the telephone. */
fingerprint: string, 
/** What becomes of it. */
state: DirectoryState, };

/** What a directory says. */
export type DirectoryRead = { 
/** Who signed it. */
from: Peer, 
/** The day it was made. */
made_on: string, 
/** Whether it vouches for its keys: the key of who signed it was compared. */
vouches: boolean, 
/** Its offices. */
lines: Array<DirectoryLine>, };

/** What becomes of an office of a directory. */
export type DirectoryState = "new" | "key" | "vouched" | "same" | "changed" | "unknown_agency" | "own";

/** A document. */
export type Document = { 
/** Its id. */
id: string, 
/** A short code, such as `000` or `TB203`. */
code: string | null, 
/** What it is. */
kind: DocumentKind, 
/** Number and symbol: `203/TB-VPCP`. */
number_symbol: string | null, 
/** Its date. */
day: string | null, 
/** Who issued it. */
issuer: string | null, 
/** What it is about. */
subject: string, 
/** A remark. */
note: string | null, 
/** How many places in the book cite it. */
cited: number, };

/** A document to add. */
export type DocumentAdd = { 
/** A short code. */
code?: string | null, 
/** What it is. */
kind: DocumentKind, 
/** Number and symbol. */
number_symbol?: string | null, 
/** Its date. */
day?: Day | null, 
/** Who issued it. */
issuer?: string | null, 
/** What it is about. */
subject: string, 
/** A remark. */
note?: string | null, };

/** Everything that cites one document. */
export type DocumentCited = { 
/** The document. */
document: Document, 
/** Its tasks, by code. */
tasks: Array<CitedTask>, 
/** What else cites it. */
others: Array<CitedRecord>, };

/** Asks what cites one document. */
export type DocumentCitedRequest = { 
/** Which document, by id or code. */
id: string, 
/** The day statuses are computed for; today when missing. */
as_of?: Day | null, };

/** The text of a document, pasted. */
export type DocumentDraftRequest = { 
/** One or many paragraphs. */
text: string, 
/** The document's day: it decides which agencies there were. Found in the text when missing, else today. */
day?: Day | null, 
/** Only the document's own particulars, not its tasks. */
only_document?: boolean | null, };

/** Which fields of a document to change. */
export type DocumentEdit = { 
/** Which document. */
id: string, 
/** A short code. */
code?: string | null | null, 
/** What it is. */
kind?: DocumentKind | null, 
/** Number and symbol. */
number_symbol?: string | null | null, 
/** Its date. */
day?: Day | null | null, 
/** Who issued it. */
issuer?: string | null | null, 
/** What it is about. */
subject?: string | null, 
/** A remark. */
note?: string | null | null, };

/** A document with its tasks. */
export type DocumentEnter = { 
/** A new document; or */
document?: DocumentAdd | null, 
/** one that the book has, by id or code. */
existing?: string | null, 
/** The tasks, in the order of the text. */
tasks: Array<EnterTask>, };

/** What was saved. */
export type DocumentEntered = { 
/** The document. */
document: Document, 
/** The codes of its new tasks, in order. */
codes: Array<string>, };

/** What a document is to the book. */
export type DocumentKind = "official" | "press" | "evidence";

/** Which documents to list, as of which day. */
export type DocumentRegisterRequest = { 
/** Words that must occur; marks do not matter. */
text?: string | null, 
/** Only this kind. */
kind?: DocumentKind | null, 
/** The day statuses are computed for; today when missing. */
as_of?: Day | null, };

/** A line of the register of documents. */
export type DocumentRow = { 
/** How the tasks that cite it stand; a task that cites it twice counts once. */
counts: Counts, 
/** How many tasks cite it, parts of tasks left out. */
tasks: number, 
/** How many other places cite it: indicators, figures, focus areas, agencies, contradictions, composite indexes. */
others: number, 
/** Its id. */
id: string, 
/** A short code, such as `000` or `TB203`. */
code: string | null, 
/** What it is. */
kind: DocumentKind, 
/** Number and symbol: `203/TB-VPCP`. */
number_symbol: string | null, 
/** Its date. */
day: string | null, 
/** Who issued it. */
issuer: string | null, 
/** What it is about. */
subject: string, 
/** A remark. */
note: string | null, 
/** How many places in the book cite it. */
cited: number, };

/** What a person should look at before the task is saved. */
export type Doubt = "maybe_no_task" | "lead_missing" | "lead_carried" | "two_leads" | "lead_mixed" | "agencies_unnamed" | "not_of_the_day" | "deadline_unread" | "several_deadlines" | "alike";

/** Everything recognised in a text. */
export type Draft = { 
/** The day by which names were read: the document's, else today. */
day: string, 
/** The document. */
document: DraftDocument, 
/** The text. */
paragraphs: Array<DraftParagraph>, 
/** The tasks, in the order of the text. */
tasks: Array<DraftTask>, };

/** An agency recognised. */
export type DraftAgency = { 
/** Which. */
agency: AgencyName, 
/** Where it is named. */
place: DraftPlace, 
/** How certain that is. */
certainty: Certainty, };

/** A task of the register that is nearly the same. */
export type DraftAlike = { 
/** Its id. */
id: string, 
/** Its code. */
code: string, 
/** What it is. */
statement: string, 
/** From 0 to 1, by the words alone. */
likeness: number, };

/** A deadline recognised. */
export type DraftDeadline = { 
/** The words. */
text: string, 
/** Where they stand. */
place: DraftPlace, 
/** What they mean; nothing when they could not be read. */
read: Deadline | null, 
/** Why they could not be read: a code of the words, such as `deadline.no_year`. */
problem: string | null, };

/** What the text says about the document itself. */
export type DraftDocument = { 
/** The document the book has under this number. */
existing: string | null, 
/** Number and symbol. */
number_symbol: string | null, 
/** Its date. */
day: string | null, 
/** Who issued it. */
issuer: string | null, 
/** What it is about. */
subject: string | null, };

/** A group recognised: one obligation for each of its agencies. */
export type DraftGroup = { 
/** Its id. */
id: string, 
/** Its key. */
key: string, 
/** Its name. */
name: string, 
/** Where it is named. */
place: DraftPlace, 
/** How certain that is. */
certainty: Certainty, };

/** One paragraph of the text. */
export type DraftParagraph = { 
/** The place in the document: "mục II.1, điểm a", "L21", "đoạn 4". */
locator: string, 
/** Its words, cleaned. */
text: string, };

/** The words a guess rests on. Characters are counted from 0, the second one not included. */
export type DraftPlace = { 
/** Which paragraph, from 0. */
paragraph: number, 
/** First character. */
from: number, 
/** After the last character. */
to: number, };

/** A task proposed. */
export type DraftTask = { 
/** The words it comes from. */
place: DraftPlace, 
/** What is to be done, in the document's words. */
statement: string, 
/** Who leads; more than one when the document says so. */
leads: Array<DraftAgency>, 
/** One obligation for each agency of this group. */
group: DraftGroup | null, 
/** Who coordinates, as far as named. */
coordinating: Array<DraftAgency>, 
/** With whom, in the document's words, where not everybody is named. */
coordinating_words: DraftWords | null, 
/** By when. */
deadline: DraftDeadline | null, 
/** Done regularly. */
ongoing: boolean, 
/** The focus area its words clearly speak for; only ever a proposal. */
focus_area: string | null, 
/** The expected product. */
product: string | null, 
/** Tasks of the register nearly the same, best first. */
alike: Array<DraftAlike>, 
/** What to look at. */
doubts: Array<Doubt>, 
/** How certain it is that this is a task. */
certainty: Certainty, };

/** Words recognised, such as whom to coordinate with when nobody is named. */
export type DraftWords = { 
/** The words. */
text: string, 
/** Where they stand. */
place: DraftPlace, };

/** What falls due within one step and not within a narrower one. */
export type DueStep = { 
/** The step, in days. */
days: number, 
/** The first last day of this step. */
from: string, 
/** The last one. */
to: string, 
/** How many there are. */
total: number, 
/** The first of them; fifty at the most. */
rows: Array<TaskRow>, };

/** A request without fields. */
export type Empty = Record<symbol, never>;

/** Text as one encoding reads it. */
export type EncodingPreview = { 
/** The encoding. */
encoding: TextEncoding, 
/** The first words that are not plain letters, read by it. */
text: string, };

/** A task of the document, confirmed. */
export type EnterTask = { 
/** What is to be done. */
statement: string, 
/** Who leads, by id. Nobody is flagged, more than one kept and flagged. */
leads?: Array<string> | null, 
/** The group whose agencies each have this obligation, by id or key. */
agency_group?: string | null, 
/** Who coordinates, by id. */
coordinating?: Array<string> | null, 
/** The deadline in words. */
deadline?: string | null, 
/** How "trước" is read; the office's setting when missing. */
before_day?: BeforeDay | null, 
/** Where it belongs, main focus area first. */
focus_areas?: Array<TaskPlacing> | null, 
/** The expected product. */
product?: string | null, 
/** Done regularly. */
ongoing?: boolean | null, 
/** The place in the document. */
locator?: string | null, 
/** A remark. */
note?: string | null, 
/** Tasks of the register that are nearly the same, by id or code: linked, never merged. */
alike?: Array<string> | null, 
/** The day it was assigned; the document's day when missing, else today. */
assigned_on?: Day | null, };

/** A block of cells. */
export type EntryBlock = { 
/** The calendar of its periods; statistical when missing. */
calendar?: Calendar | null, 
/** The cells. */
cells: Array<EntryTyped>, 
/** How all its numbers are written; what the cells prove together when missing. */
notation?: Notation | null, 
/** How far new figures have come; approved when missing. */
approval?: Approval | null, 
/** Where the figures stand; kept with each that is new or changed. */
citations?: Array<CitationAdd> | null, };

/** What the book has in a cell. */
export type EntryCell = { 
/** The figure shown: the last one entered. */
id: string, 
/** As it is printed, without the unit. */
written: string, 
/** As it would be typed. */
typed: string, 
/** Whether there is a figure. */
state: ObservationState, 
/** How far it has come. */
approval: Approval, 
/** How many other figures the book has for the same cell. */
others: number, 
/** What to look at twice. */
warnings: Array<string>, };

/** How a block is read. Nothing is saved. */
export type EntryChecked = { 
/** What the cells prove together about how numbers are written. */
proof: Proof, 
/** The cells, in the order given. */
cells: Array<EntryReading>, 
/** How many would be new. */
new: number, 
/** How many would change. */
changed: number, 
/** How many would be taken away. */
removed: number, 
/** How many have to be asked about or cannot be read: nothing is saved while there are any. */
unclear: number, };

/** One thing an ambiguous cell may mean: what to send instead. */
export type EntryChoice = { 
/** The words. */
typed: string, 
/** How their numbers are written. */
notation: Notation | null, 
/** What it says, with every decimal. */
written: string, };

/** A grid of figures. */
export type EntryGrid = { 
/** The calendar of its periods. */
calendar: Calendar, 
/** What stands down. */
rows: Array<EntryHead>, 
/** What stands across. */
columns: Array<EntryHead>, 
/** The cells, row by row; none where the book has nothing. */
cells: Array<Array<EntryCell | null>>, };

/** Asks for a grid. */
export type EntryGridRequest = { 
/** What stands down and what across. */
layout: EntryLayout, 
/** The length of the periods. */
kind: PeriodKind, 
/** Their calendar; statistical when missing. */
calendar?: Calendar | null, 
/** Code of the last period; the running one when missing. */
until?: string | null, 
/** How many periods; 6 when missing, 36 at the most. */
count?: number | null, 
/** The indicator, by id or code, where agencies stand beside periods. */
indicator?: string | null, 
/** Whose figures, where indicators stand beside periods; the whole's when missing. */
agency?: string | null, 
/** The group, by id or key, where agencies stand down; the indicator's reporters when missing. */
group?: string | null, 
/** Only indicators of this focus area, by id or code. */
focus_area?: string | null, 
/** Only indicators with these words; marks do not matter. */
text?: string | null, };

/** A row or a column of a grid. Together the two name a cell. */
export type EntryHead = { 
/** What it is called. */
label: string, 
/** A second line: unit, full name, days. */
detail: string, 
/** The indicator. */
indicator: string | null, 
/** The agency; the whole when missing beside a row of agencies. */
agency: string | null, 
/** The period's code. */
period: string | null, 
/** Whether the period is closed. */
locked: boolean, 
/** Whether the indicator follows the other calendar. */
other_calendar: boolean, };

/** What stands down and what across. */
export type EntryLayout = "indicator_by_period" | "agency_by_period" | "agency_by_indicator";

/** How a cell is read. */
export type EntryReading = { 
/** What it would say, with every decimal and without the unit; none where it is taken away or unclear. */
written: string | null, 
/** What the book has now. */
before: string | null, 
/** Whether saving would change the book. */
changes: boolean, 
/** Why it cannot be saved as it stands. */
problem: string | null, 
/** What it may mean, where that has to be asked. */
choices: Array<EntryChoice>, 
/** What to look at twice. */
warnings: Array<string>, };

/** What saving a block did. */
export type EntrySaved = { 
/** How many figures are new. */
new: number, 
/** How many changed. */
changed: number, 
/** How many were taken away. */
removed: number, };

/** What was typed or pasted into one cell. */
export type EntryTyped = { 
/** The indicator, by id or code. */
indicator: string, 
/** The agency; the whole when missing. */
agency?: string | null, 
/** The period's code. */
period: string, 
/** The words: "gần 54", "41/53", "chưa có số liệu"; an empty text takes the figure away. */
typed: string, 
/** How the numbers of this cell are written, where a person has said so. */
notation?: Notation | null, };

/** The three kinds of errors a person can feel. */
export type ErrorKind = "input" | "refused" | "failed";

/** A record of this office that a removal takes along. */
export type ExchangeAlong = { 
/** The table. */
table: string, 
/** What such a row is called. */
noun: string, 
/** The record. */
record: string, 
/** What a person calls it. */
label: string, };

/** What became of the files. */
export type ExchangeApplied = { 
/** File by file. */
files: Array<AppliedFile>, 
/** Those that were left out. */
left: Array<LeftFile>, 
/** All together. */
counts: PlanCounts, 
/** The backup that was made before. */
backup: string, };

/** Files to apply. */
export type ExchangeApply = { 
/** The files, in this order. */
files: Array<ExchangeFile>, 
/** Leaves out, with the reason, each file that cannot be received, still asks something, is blank, or is a sheet of
 * which nobody said how it is read and which nobody looked at, instead of refusing all. */
ready_only?: boolean | null, };

/** What was said about a file before. */
export type ExchangeDraft = { 
/** The file's SHA-256: what it is kept under. */
sha256: string, 
/** What was said; none when nothing is kept. */
said: Said | null, };

/** What is to be forgotten about a file. */
export type ExchangeDraftForget = { 
/** The file's SHA-256. */
sha256: string, };

/** Asks for what was said about a file before. */
export type ExchangeDraftRequest = { 
/** The file. */
path: string, };

/** What is to be kept about a file. */
export type ExchangeDraftSave = { 
/** The file's SHA-256. */
sha256: string, 
/** Of a sheet: how it is to be read. */
setting?: SheetSetting | null, 
/** What was decided and answered. */
answers: Answers, };

/** One field, old beside new. */
export type ExchangeField = { 
/** The column of the table. */
field: string, 
/** The field it is part of: columns with the same one are asked about and decided together. */
part_of: string, 
/** What it is called. */
name: string, 
/** What was last exchanged; none when nothing is known or it was empty. */
base: string | null, 
/** Whether it is known what was last exchanged. */
base_known: boolean, 
/** What stands here. */
mine: string | null, 
/** What came. */
theirs: string | null, 
/** What will stand here. */
result: string | null, 
/** What came, in canonical form: what another value would be like. */
raw: string | null, 
/** What another value would be; none where only one of the two can be taken: codes, names of records, the words
 * of a deadline, which are nothing without the days read from them. */
other: OtherValue | null, 
/** Why a person is asked. */
asking: Asking | null, 
/** What was decided. */
choice: Choice | null, };

/** A file to apply. */
export type ExchangeFile = { 
/** The file. */
path: string, 
/** The SHA-256 of what was looked at, as its plan told it. Another file in its place is refused; without it whatever
 * lies there is applied. */
sha256?: string | null, 
/** Of a sheet: what was said about it. */
setting?: SheetSetting | null, 
/** What was decided and answered about it. */
answers?: Answers | null, };

/** The files that are meant. */
export type ExchangeFiles = { 
/** Files that were named, and for a folder those in it that can be received, by name. */
paths: Array<string>, };

/** Files and folders that are brought in. */
export type ExchangeFilesRequest = { 
/** Where they lie. */
paths: Array<string>, };

/** A part of the book that can be sent by itself. */
export type ExchangePart = "agencies" | "documents" | "frameworks" | "tasks" | "progress" | "indicators" | "figures";

/** What a file would do. */
export type ExchangePlan = { 
/** What the file is. */
source: Source, 
/** The SHA-256 of the file as it was looked at. */
sha256: string, 
/** What it needs. */
standing: FileStanding, 
/** Whether how a sheet is read is only guessed: nobody said it of this one or of an earlier one of the sender. Then
 * it has to be looked at, whatever it needs besides. */
guessed: boolean, 
/** How many rows come out how. */
counts: PlanCounts, 
/** How many records of this office go along with what it was decided to remove. */
along: number, 
/** How many rows want to be looked at twice. */
doubtful: number, 
/** Equal problems with all their rows. */
problems: Array<ExchangeProblem>, 
/** What has to be asked about the file. */
questions: Array<Question>, 
/** How many rows fit what was asked for. */
total: number, 
/** Those asked for. */
rows: Array<ExchangeRow>, };

/** Asks what a file would do. */
export type ExchangePlanRequest = { 
/** The file. */
path: string, 
/** Of a sheet: what was said about it. */
setting?: SheetSetting | null, 
/** What was decided so far. */
answers?: Answers | null, 
/** Only rows that come out like this. */
outcome?: Outcome | null, 
/** Only rows that want to be looked at twice. */
doubtful?: boolean | null, 
/** Only rows of this table. */
table?: string | null, 
/** Rows to leave out from the beginning. */
offset?: number | null, 
/** How many rows at the most; 200 when missing. */
limit?: number | null, };

/** A plan to save. */
export type ExchangePlanSave = { 
/** The file that came. */
path: string, 
/** Of a sheet: what was said about it. */
setting?: SheetSetting | null, 
/** What was decided so far. */
answers?: Answers | null, 
/** The workbook, ending in `.xlsx`. */
out: string, };

/** The same trouble in many rows. */
export type ExchangeProblem = { 
/** The table. */
table: string, 
/** What such a row is called. */
noun: string, 
/** What the field is called. */
name: string | null, 
/** Stable, for programs. */
code: string, 
/** What is wrong, in words. */
message: string, 
/** What would have been accepted. */
accepted: string | null, 
/** All rows that have it. */
places: Array<Place>, };

/** Why something cannot be accepted. */
export type ExchangeRefusal = { 
/** The column of the table. */
field: string | null, 
/** What it is called. */
name: string | null, 
/** The column of the file. */
column: string | null, 
/** The value as it stands in the file. */
raw: string | null, 
/** Stable, for programs. */
code: string, 
/** Why, in words. */
message: string, 
/** What would have been accepted. */
accepted: string | null, };

/** One row of a plan. */
export type ExchangeRow = { 
/** The table. */
table: string, 
/** What such a row is called. */
noun: string, 
/** Where it stands in the file. */
place: Place, 
/** The record here. */
record: string | null, 
/** The record as the file names it, by id. */
named: string | null, 
/** What a person calls it. */
label: string | null, 
/** What it is about: its own words, or those of the task or indicator that it belongs to. */
about: string | null, 
/** What becomes of it. */
outcome: Outcome, 
/** Old beside new. */
fields: Array<ExchangeField>, 
/** Why a person is asked about it as a whole. */
asking: Asking | null, 
/** What was decided about it as a whole. */
choice: Choice | null, 
/** Of a removal: records of this office that would go along, of which the file says nothing. A decision to remove
 * counts only with their number. */
along: Array<ExchangeAlong>, 
/** What to look at twice, in words: nothing of it stops anybody. */
warnings: Array<string>, 
/** Everything that is wrong with it. */
refusals: Array<ExchangeRefusal>, };

/** What to send. */
export type ExchangeScope = { 
/** These parts of the book; all when missing. */
parts?: Array<ExchangePart> | null, 
/** Only tasks in which this agency or one below it has a part, its progress and its figures. */
agency?: string | null, 
/** Only figures and notes of this period, by its code. */
period?: string | null, 
/** The calendar of that period; statistical when missing. */
calendar?: Calendar | null, };

/** A package to write. */
export type ExchangeSend = { 
/** To whom. */
peer: string, 
/** The file, ending in `.goi35`. */
path: string, 
/** What; everything when missing. */
scope?: ExchangeScope | null, 
/** Whether only what the other office does not have yet goes out. */
changes_only?: boolean | null, 
/** The day it speaks of; today when missing. */
as_of?: Day | null, 
/** Whether only the recipient can read it; anybody can when missing. */
encrypted?: boolean | null, };

/** Asks what would go out. */
export type ExchangeSendPlan = { 
/** To whom. */
peer: string, 
/** What; everything when missing. */
scope?: ExchangeScope | null, 
/** Whether only what the other office does not have yet goes out. */
changes_only?: boolean | null, };

/** An import to take back. */
export type ExchangeUndo = { 
/** The act, by its number in the history. */
op: number, 
/** What becomes of later edits; where there are any, something must be said. */
later?: LaterEdits | null, };

/** What taking an import back would meet. */
export type ExchangeUndoPlan = { 
/** Rows of the book that would be as they were. */
rows: number, 
/** Later edits in the way. */
later: Array<LaterEdit>, };

/** A request for a later deadline. */
export type Extension = { 
/** Its id. */
id: string, 
/** The task. */
task: string, 
/** The day it was asked for. */
requested_on: string, 
/** The deadline asked for, as written and as read. */
deadline: Deadline, 
/** Why. */
reason: string, 
/** Pending, approved or refused. */
state: ExtensionState, 
/** The day it was decided. */
decided_on: string | null, 
/** What decided it, in words or by number and symbol. */
decision: string | null, 
/** The document that decided it, when the book has it. */
document: string | null, 
/** Whether it came too late to count: asked for after the work was done, as it stands on the day looked at. */
too_late: boolean, };

/** Grants a request or not; a decided one may be decided anew. */
export type ExtensionDecide = { 
/** Which request. */
id: string, 
/** Whether it is granted. */
approve: boolean, 
/** The day of the decision; today when missing. */
decided_on?: Day | null, 
/** What decided it, in words or by number and symbol. */
decision?: string | null, 
/** The document that decided it, by id or code. */
document?: string | null, };

/** Which fields of a request to change. */
export type ExtensionEdit = { 
/** Which request. */
id: string, 
/** The deadline asked for, in words. */
deadline?: string | null, 
/** How "trước" is read in it. */
before_day?: BeforeDay | null, 
/** Why. */
reason?: string | null, 
/** The day it was asked for. */
requested_on?: Day | null, 
/** What decided it. */
decision?: string | null | null, 
/** The document that decided it, by id or code. */
document?: string | null | null, };

/** Asks for a later deadline. */
export type ExtensionRequest = { 
/** The task, by id or code. */
task: string, 
/** The deadline asked for, in words: "đến 30/9/2024". */
deadline: string, 
/** How "trước" is read; the office's setting when missing. */
before_day?: BeforeDay | null, 
/** Why. */
reason: string, 
/** The day it was asked for; today when missing. */
requested_on?: Day | null, };

/** How a request stands. */
export type ExtensionState = "pending" | "approved" | "refused";

/** The file that an agency's figure came in. */
export type FigureFile = { 
/** The agency. */
agency: string, 
/** The figure, by id. */
observation: string, 
/** The file; none when the figure was entered or changed here. */
file: BoardFile | null, 
/** The act that wrote the figure last. */
op: number | null, };

/** An indicator whose figure or light is not as it was. */
export type FigureMove = { 
/** The indicator. */
id: string, 
/** Its code. */
code: string, 
/** Its name. */
name: string, 
/** The figure at the earlier moment, as printed; none when there was none. */
from: string | null, 
/** The figure at the later one. */
to: string | null, 
/** The light at the earlier moment. */
light_from: Band | null, 
/** The light at the later one. */
light_to: Band, };

/** What a figure's words mean, in the indicator's unit: a value, or a part and a whole, with its qualifier. */
export type FigureRead = { 
/** The value. */
value: number | null, 
/** The part. */
numerator: number | null, 
/** The whole. */
denominator: number | null, 
/** Gần, hơn, khoảng … */
qualifier: string | null, };

/** Asks what a figure's words mean. */
export type FigureReadRequest = { 
/** The words: "gần 54", "41/53", "8,5". */
text: string, 
/** The indicator it is for, by id or code: its unit may carry a scale of its own. */
indicator: string, 
/** How the number is written; as the window's language writes it when missing. */
notation?: Notation | null, };

/** A copy of an attached file. */
export type FileCopied = { 
/** Where it lies. */
path: string, 
/** Its size in bytes. */
bytes: number, };

/** What wrote a file. */
export type FileKind = "xlsx" | "ods" | "xls" | "csv";

/** A file that was saved. */
export type FileSaved = { 
/** Where it lies. */
path: string, 
/** Its size in bytes. */
bytes: number, 
/** Characters the fonts lack, printed as □. */
replaced: Array<string>, };

/** What a file needs before it can be received. */
export type FileStanding = "ready" | "asks" | "reading" | "empty";

/** How a file was found in the folder beside the book. */
export type FileState = "whole" | "missing" | "altered";

/** What looking at every attached file found. */
export type FilesChecked = { 
/** The folder of the files. */
path: string, 
/** How many contents the book names. */
contents: number, 
/** Their size in all, in bytes. */
bytes: number, 
/** Those that are not as they were attached. */
wrong: Array<WrongFile>, 
/** How many files in the folder nothing names, neither a record nor the history. */
unused: number, 
/** Their size in all, in bytes. */
unused_bytes: number, };

/** What was removed from the folder of files. */
export type FilesTidied = { 
/** How many files. */
removed: number, 
/** Their size in all, in bytes. */
bytes: number, };

/** What the sources leave unclear about a task. */
export type Flag = "lead_missing" | "lead_unclear" | "two_leads" | "agencies_unnamed" | "deadline_implied" | "deadline_disputed" | "scope_disputed" | "subject_missing" | "several_products";

/** A focus area with its wordings. */
export type FocusArea = { 
/** The official wording taken as base. */
statement: string, 
/** Where it stands, with every wording. */
citations: Array<Citation>, 
/** Its id. */
id: string, 
/** For files and commands: DM2. */
code: string, 
/** As shown: ĐM2. */
mark: string, 
/** For charts: Hạ tầng số, nền tảng số. */
short_name: string, };

/** A focus area to add. */
export type FocusAreaAdd = { 
/** For files and commands, unique in the book. */
code: string, 
/** As shown; the code when missing. */
mark?: string | null, 
/** For charts. */
short_name: string, 
/** The official wording. */
statement: string, };

/** Which fields of a focus area to change. */
export type FocusAreaEdit = { 
/** Which focus area, by id or code. */
id: string, 
/** As shown. */
mark?: string | null, 
/** For charts. */
short_name?: string | null, 
/** The official wording. */
statement?: string | null, };

/** A focus area as it is named in a list. */
export type FocusAreaName = { 
/** Its id. */
id: string, 
/** For files and commands: DM2. */
code: string, 
/** As shown: ĐM2. */
mark: string, 
/** For charts: Hạ tầng số, nền tảng số. */
short_name: string, };

/** A group of focus areas. */
export type FocusGroup = { 
/** Its id. */
id: string, 
/** Its code: TC, DM. */
code: string, 
/** Its name. */
name: string, 
/** Its focus areas in official order. */
areas: Array<FocusArea>, };

/** A group of a framework to add. */
export type FocusGroupAdd = { 
/** Its code. */
code: string, 
/** Its name. */
name: string, 
/** Its focus areas in order. */
areas: Array<FocusAreaAdd>, };

/** Whom a form was given to, and whether it is the one that counts now. */
export type FormHead = { 
/** The agency that fills it in. */
agency: AgencyName, 
/** The form, by its id. */
form: string, 
/** The period it reports. */
period: string | null, 
/** The calendar of that period. */
calendar: Calendar | null, 
/** Which version of the form it is. */
version: number, 
/** The day it speaks of. */
as_of: string, 
/** Whether a newer version was given out. */
outdated: boolean, 
/** The version that counts now. */
current: number, 
/** How many of its rows say nothing. */
blank: number, 
/** How many of its rows are gone from the file. */
missing: number, 
/** Whether this very file was applied before. */
again: boolean, 
/** The file's SHA-256. */
sha256: string, };

/** A form that was given out. */
export type FormIssued = { 
/** Its id. */
id: string, 
/** The agency that fills it in. */
agency: AgencyName, 
/** The period it reports. */
period: string, 
/** What the period is called. */
period_name: string, 
/** Its calendar. */
calendar: Calendar, 
/** Which version. */
version: number, 
/** The day it was made. */
made_on: string, 
/** The day it first came back. */
returned_on: string | null, };

/** The forms of a period that were given out. */
export type FormListRequest = { 
/** Only of this period, by its code. */
period?: string | null, };

/** A form that was made. */
export type FormMade = { 
/** The file. */
path: string, 
/** The agency that fills it in. */
agency: AgencyName, 
/** Which version of the form it is; one that asks for the same is the same version. */
version: number, 
/** How many indicators stand in it. */
indicators: number, 
/** How many tasks. */
tasks: number, };

/** A form to make. */
export type FormSave = { 
/** The agency that fills it in, by id or code. */
agency: string, 
/** What it asks for. */
scope: FormScope, 
/** The file, ending in `.xlsx`. */
path: string, };

/** What a form asks for. */
export type FormScope = { 
/** The period, by its code. */
period: string, 
/** Its calendar; statistical when missing. */
calendar?: Calendar | null, 
/** The indicators, by id or code; those that the agency reports for such periods when missing. */
indicators?: Array<string> | null, 
/** Whether the agency's tasks stand in it too. */
tasks?: boolean | null, 
/** The day by which it is wanted back; the day to send the period's report by when missing. */
return_by?: Day | null, 
/** Where it is sent back to: an address, a telephone number. */
return_to?: string | null, };

/** The forms of a group that were made. */
export type FormSeriesMade = { 
/** The folder. */
folder: string, 
/** The forms. */
forms: Array<FormMade>, 
/** Agencies that nothing is asked of. */
left_out: Array<AgencyName>, };

/** A form for each agency of a group. */
export type FormSeriesSave = { 
/** The group, by id or key. */
group: string, 
/** Only these agencies of it, by id. */
only?: Array<string> | null, 
/** What they ask for. */
scope: FormScope, 
/** The folder; made when it is not there. */
folder: string, };

/** One column of a table. */
export type FormatColumn = { 
/** Its name. */
column: string, 
/** What it is called. */
name: string, 
/** The table whose ids it holds. */
refers: string | null, };

/** Where to write the description. */
export type FormatSave = { 
/** The file, ending in `.json`. */
path: string, };

/** One table of a package. */
export type FormatTable = { 
/** Its name, and that of its CSV. */
table: string, 
/** What its rows are called. */
name: string, 
/** Its columns, in order, after `id`. */
columns: Array<FormatColumn>, };

/** The formula of a ratio with every number that was put in. */
export type Formula = { "kind": "linear", 
/** b. */
baseline: number, 
/** v. */
observed: number, 
/** T. */
target: number, 
/** t − t_b. */
days_passed: number, 
/** t_T − t_b. */
days_whole: number, } | { "kind": "cagr" } & Growth | { "kind": "un_progress_chart" } & Growth;

/** A framework. */
export type Framework = { 
/** Its id. */
id: string, 
/** Its stable key. */
key: string, 
/** Its name. */
name: string, 
/** A remark. */
note: string | null, 
/** Its groups in official order. */
groups: Array<FocusGroup>, };

/** A framework to add. */
export type FrameworkAdd = { 
/** Its name. */
name: string, 
/** A remark. */
note?: string | null, 
/** Its groups in order. */
groups: Array<FocusGroupAdd>, };

/** Which fields of a framework to change. */
export type FrameworkEdit = { 
/** Which framework, by id or key. */
id: string, 
/** Its name. */
name?: string | null, 
/** A remark. */
note?: string | null | null, };

/** Counts of the tasks of one group. */
export type GroupCounts = { 
/** The group. */
id: string, 
/** Its name. */
name: string, 
/** Its tasks by status. */
counts: Counts, };

/** Yearly growth rates, (to / from)^(1 / years) − 1, with what they were computed from. */
export type Growth = { 
/** d: 1 when more is better, −1 when less is better; the other way round for negative values. For CR the sign
 * of CAGR_req. */
sign: number, 
/** b. */
baseline: number, 
/** v. */
observed: number, 
/** T. */
target: number, 
/** Years from the baseline to the figure. */
years_passed: number, 
/** Years from the baseline to the target day. */
years_whole: number, 
/** CAGR_obs, 0,05 being 5% a year. */
observed_growth: number, 
/** CAGR_req. */
required_growth: number, };

/** The rows that hold the headings of the columns. */
export type HeadingRows = { 
/** The first, counted from 1. */
first: number, 
/** The last; the data begin under it. */
last: number, };

/** What one act did to a record. */
export type HistoryAct = { 
/** The act. */
op: Op, 
/** What it changed. */
lines: Array<ChangeLine>, };

/** Asks for the history of one record. */
export type HistoryRequest = { 
/** The noun: task, indicator, agency, document, framework, focus_area, contradiction, agency_group, setting. */
noun: string, 
/** The record's id or, where it has one, its code. */
id: string, };

/** A record that was found. */
export type Hit = { 
/** The noun: focus_area, task, indicator, composite, agency, document or contradiction. */
noun: string, 
/** The record. */
id: string, 
/** Its code as shown; may be empty. */
code: string, 
/** Its title as written. */
title: string, };

/** A calendar file. */
export type IcsSaved = { 
/** Where it lies. */
path: string, 
/** Its size. */
bytes: number, 
/** How many deadlines are in it. */
events: number, 
/** How many tasks are not, having no last day or being done regularly. */
left_out: number, };

/** Asks for one record, by id or, where it has one, by code. */
export type IdRequest = { 
/** The id or code. */
id: string, };

/** One indicator, whole. */
export type Indicator = { 
/** Its figures, oldest first: those of the whole, and those of agencies where these are not too many. */
observations: Array<Observation>, 
/** How many figures of agencies it has. */
agency_figures: number, 
/** When the method of measuring changed. */
breaks: Array<MethodBreak>, 
/** Every light a person gave it, newest first. */
overrides: Array<LightOverride>, 
/** All its targets. */
targets: Array<TargetShown>, 
/** Where its definition stands. */
citations: Array<Citation>, 
/** What the sources say differently about it. */
about: Array<Contradiction>, 
/** The last figure by that day. */
latest: Observation | null, 
/** Days from the last figure's day to the day asked for. */
age_days: number | null, 
/** The target that counts on that day: the next one due, else the last one. */
target: TargetShown | null, 
/** How it stands, with method and inputs. */
judgement: Judgement, 
/** The light to show: a person's where there is one, else the computed one. */
light: Band, 
/** What a person says instead of the computed light, and why. */
overridden: LightOverride | null, 
/** The figure that is judged, where it is put together from several periods. */
combined: CombinedFigure | null, 
/** How many other figures of the last figure's day say something else: both are kept, the last entered is shown. */
rivals: number, 
/** Its numbers by that day, oldest first. */
points: Array<Point>, 
/** How many sources contradict each other about it. */
contradictions: number, 
/** Its id. */
id: string, 
/** Its code: CT26. */
code: string, 
/** Its name. */
name: string, 
/** What exactly is measured. */
definition: string | null, 
/** Unit with its scale: "triệu tài khoản", "%". */
unit: string, 
/** What kind of figure. */
kind: IndicatorKind, 
/** Which way is better. */
direction: Direction, 
/** The figure from which progress counts. */
baseline_value: number | null, 
/** The day of the baseline. */
baseline_day: string | null, 
/** A remark on the baseline. */
baseline_note: string | null, 
/** How periods combine. */
time_rule: TimeRule, 
/** How agencies combine. */
agency_rule: AgencyRule, 
/** The calendar of its periods. */
calendar: Calendar, 
/** Digits after the comma; as exact as given when missing. */
decimals: number | null, 
/** Where it belongs. */
focus_area: FocusAreaName | null, 
/** Whom or what it is about. */
subject: string | null, 
/** A remark. */
note: string | null, 
/** The method of its light; the office's when missing. */
method: Method | null, 
/** How figures of agencies combine when these are merged into one; as `agency_rule` when missing. */
merge_rule: AgencyRule | null, 
/** The indicator whose figures weigh this one's in a weighted mean, by id. */
weight: string | null, 
/** How often it is reported. */
frequency: PeriodKind | null, 
/** The group of agencies each of which reports, by id. */
reporters: string | null, 
/** Code of the first period that is asked for. */
reports_from: string | null, 
/** A figure below this is asked about. */
lowest: number | null, 
/** A figure above this is asked about. */
highest: number | null, 
/** A change of more percent since the last figure is asked about. */
jump_percent: number | null, };

/** An indicator to add. */
export type IndicatorAdd = { 
/** Its code; the next free one when missing. */
code?: string | null, 
/** Its name. */
name: string, 
/** What exactly is measured. */
definition?: string | null, 
/** Unit with its scale. */
unit: string, 
/** What kind of figure. */
kind: IndicatorKind, 
/** Which way is better; higher when missing. */
direction?: Direction | null, 
/** The figure from which progress counts. */
baseline_value?: Number | null, 
/** The day of the baseline. */
baseline_day?: Day | null, 
/** A remark on the baseline. */
baseline_note?: string | null, 
/** How periods combine; the last counts when missing. */
time_rule?: TimeRule | null, 
/** How agencies combine; they do not when missing. */
agency_rule?: AgencyRule | null, 
/** The calendar; statistical when missing. */
calendar?: Calendar | null, 
/** Digits after the comma, 0 to 6. */
decimals?: number | null, 
/** Where it belongs, by id or code. */
focus_area?: string | null, 
/** Whom or what it is about. */
subject?: string | null, 
/** Where its definition stands. */
citations?: Array<CitationAdd> | null, 
/** A remark. */
note?: string | null, };

/** Which fields of an indicator to change. */
export type IndicatorEdit = { 
/** Which indicator, by id or code. */
id: string, 
/** Its code. */
code?: string | null, 
/** Its name. */
name?: string | null, 
/** What exactly is measured. */
definition?: string | null | null, 
/** Unit with its scale. */
unit?: string | null, 
/** What kind of figure. */
kind?: IndicatorKind | null, 
/** Which way is better. */
direction?: Direction | null, 
/** The figure from which progress counts. */
baseline_value?: Number | null | null, 
/** The day of the baseline. */
baseline_day?: Day | null | null, 
/** A remark on the baseline. */
baseline_note?: string | null | null, 
/** How periods combine. */
time_rule?: TimeRule | null, 
/** How agencies combine. */
agency_rule?: AgencyRule | null, 
/** The calendar. */
calendar?: Calendar | null, 
/** Digits after the comma. */
decimals?: number | null | null, 
/** Where it belongs, by id or code. */
focus_area?: string | null | null, 
/** Whom or what it is about. */
subject?: string | null | null, 
/** A remark. */
note?: string | null | null, 
/** The method of its light; the office's when emptied. */
method?: Method | null | null, 
/** How figures combine when agencies are merged; as `agency_rule` when emptied. */
merge_rule?: AgencyRule | null | null, 
/** The indicator whose figures weigh this one's, by id or code. */
weight?: string | null | null, 
/** How often it is reported. */
frequency?: PeriodKind | null | null, 
/** The group of agencies each of which reports, by id or key. */
reporters?: string | null | null, 
/** Code of the first period that is asked for. */
reports_from?: string | null | null, 
/** A figure below this is asked about. */
lowest?: Number | null | null, 
/** A figure above this is asked about. */
highest?: Number | null | null, 
/** A change of more percent is asked about. */
jump_percent?: Number | null | null, 
/** All its citations from now on. */
citations?: Array<CitationAdd> | null, };

/** Asks for one indicator as of a day. */
export type IndicatorGetRequest = { 
/** Which indicator, by id or code. */
id: string, 
/** The day; today when missing. */
as_of?: Day | null, };

/** What kind of figure an indicator has. */
export type IndicatorKind = "count" | "percent" | "ratio" | "rank" | "range" | "yes_no" | "qualitative";

/** The list of indicators. */
export type IndicatorList = { 
/** The day lights are computed for. */
as_of: string, 
/** The lines. */
rows: Array<IndicatorRow>, };

/** Which indicators to list. */
export type IndicatorListRequest = { 
/** The day lights are computed for; today when missing. */
as_of?: Day | null, 
/** Words that must occur; marks do not matter. */
text?: string | null, 
/** Only this focus area, by id or code. */
focus_area?: string | null, 
/** Only those with a target. */
with_target?: boolean | null, 
/** What to sort by; focus area in official order, then code, when missing. */
sort?: IndicatorSortKey | null, 
/** From the end. */
descending?: boolean | null, };

/** An indicator as it is named beside an item. */
export type IndicatorName = { 
/** Its id. */
id: string, 
/** Its code. */
code: string, 
/** Its name. */
name: string, };

/** One line of the list of indicators, as of a day. */
export type IndicatorRow = { 
/** The last figure by that day. */
latest: Observation | null, 
/** Days from the last figure's day to the day asked for. */
age_days: number | null, 
/** The target that counts on that day: the next one due, else the last one. */
target: TargetShown | null, 
/** How it stands, with method and inputs. */
judgement: Judgement, 
/** The light to show: a person's where there is one, else the computed one. */
light: Band, 
/** What a person says instead of the computed light, and why. */
overridden: LightOverride | null, 
/** The figure that is judged, where it is put together from several periods. */
combined: CombinedFigure | null, 
/** How many other figures of the last figure's day say something else: both are kept, the last entered is shown. */
rivals: number, 
/** Its numbers by that day, oldest first. */
points: Array<Point>, 
/** How many sources contradict each other about it. */
contradictions: number, 
/** Its id. */
id: string, 
/** Its code: CT26. */
code: string, 
/** Its name. */
name: string, 
/** What exactly is measured. */
definition: string | null, 
/** Unit with its scale: "triệu tài khoản", "%". */
unit: string, 
/** What kind of figure. */
kind: IndicatorKind, 
/** Which way is better. */
direction: Direction, 
/** The figure from which progress counts. */
baseline_value: number | null, 
/** The day of the baseline. */
baseline_day: string | null, 
/** A remark on the baseline. */
baseline_note: string | null, 
/** How periods combine. */
time_rule: TimeRule, 
/** How agencies combine. */
agency_rule: AgencyRule, 
/** The calendar of its periods. */
calendar: Calendar, 
/** Digits after the comma; as exact as given when missing. */
decimals: number | null, 
/** Where it belongs. */
focus_area: FocusAreaName | null, 
/** Whom or what it is about. */
subject: string | null, 
/** A remark. */
note: string | null, 
/** The method of its light; the office's when missing. */
method: Method | null, 
/** How figures of agencies combine when these are merged into one; as `agency_rule` when missing. */
merge_rule: AgencyRule | null, 
/** The indicator whose figures weigh this one's in a weighted mean, by id. */
weight: string | null, 
/** How often it is reported. */
frequency: PeriodKind | null, 
/** The group of agencies each of which reports, by id. */
reporters: string | null, 
/** Code of the first period that is asked for. */
reports_from: string | null, 
/** A figure below this is asked about. */
lowest: number | null, 
/** A figure above this is asked about. */
highest: number | null, 
/** A change of more percent since the last figure is asked about. */
jump_percent: number | null, };

/** What the list of indicators is sorted by. */
export type IndicatorSortKey = "focus_area" | "code" | "name" | "light" | "age" | "progress";

/** An issued briefing. */
export type IssuedBriefing = { 
/** Its id. */
id: string, 
/** The saved briefing it was made from, while that is there. */
briefing: string | null, 
/** The name it was issued under. */
name: string, 
/** The title as printed. */
title: string, 
/** The day it speaks of. */
day: string, 
/** When it was issued, in milliseconds since 1970 (UTC). */
issued_at: number, 
/** Who issued it. */
issued_by: string, 
/** The act that issued it. */
op: number, 
/** A remark. */
note: string | null, 
/** How many pages it has. */
pages: number, };

/** Saves the file of an issued briefing again. */
export type IssuedSave = { 
/** Which. */
id: string, 
/** The file, ending in pdf. */
path: string, };

/** The light of an indicator, with what it was computed from. */
export type Judgement = { 
/** The light. */
band: Band, 
/** Set exactly when the band is [`Band::CannotAssess`]. */
reason: Reason | null, 
/** How it was found. */
method: Method, 
/** Where the bands meet. */
thresholds: Thresholds, 
/** L, R or CR, where it is defined and no rule outranks it; also told for an achieved target. */
ratio: number | null, 
/** The formula of that ratio. */
formula: Formula | null, 
/** The value the method expects on the day of the figure. */
expected: number | null, 
/** The value the method expects on the day asked for. */
expected_today: number | null, 
/** What is needed from the day asked for to the target day, when the target is still ahead. */
pace: Pace | null, 
/** b. */
baseline_value: number | null, 
/** t_b. */
baseline_day: string | null, 
/** v. */
observed_value: number | null, 
/** t. */
observed_day: string | null, 
/** T: the bound the line leads to. For a range, the bound nearer to the baseline. */
target_value: number | null, 
/** t_T. */
target_day: string | null, 
/** The figure is of a day after the target day. */
past_target_day: boolean, };

/** A book that was open before. */
export type KnownBook = { 
/** Its file. */
path: string, 
/** Its file's name. */
name: string, 
/** Whether the file is there. */
there: boolean, };

/** The language of answers and pages. */
export type Language = "vi" | "en";

/** A later edit that is in the way. */
export type LaterEdit = { 
/** The table. */
table: string, 
/** What such a row is called. */
noun: string, 
/** What a person calls it. */
label: string, 
/** The fields, by name; none when the whole row is meant. */
fields: Array<string>, };

/** What becomes of later edits of the same fields. */
export type LaterEdits = "take_back" | "keep";

/** What the newest progress note of a task's leads says; of a common task, that of the agency looked at. */
export type LatestNote = { 
/** The day it speaks of. */
day: string, 
/** How much is done, in percent. */
percent: number | null, 
/** How it goes, in words. */
words: string | null, 
/** Khó khăn, vướng mắc. */
difficulties: string | null, 
/** Kiến nghị. */
proposals: string | null, 
/** What comes next. */
next_steps: string | null, };

/** How a document is laid out and what stands around its table. */
export type Layout = { 
/** The paper; A4 when missing. */
paper?: PaperSize | null, 
/** Standing upright instead of lying on its side. */
upright?: boolean | null, 
/** The title; the usual one when missing. */
title?: string | null, 
/** What it is attached to: "Báo cáo số 15/BC-STTTT ngày 10 tháng 6 năm 2024". */
attached_to?: string | null, 
/** Whether the name of the country and its motto stand at the top right; they do when missing. */
motto?: boolean | null, 
/** Page numbers as "Trang 2/9" instead of "2". */
page_of_pages?: boolean | null, };

/** A file that was left out of those that were applied. */
export type LeftFile = { 
/** The file, as it was named. */
path: string, 
/** Why it cannot be received; none when it still asks something, is blank or has to be looked at. */
error: WireError | null, };

/** A row under the headings that holds no data: the name of a group, a sum, a note. */
export type LeftOut = { 
/** The row, counted from 1. */
row: number, 
/** Its first words. */
text: string, };

/** What a person says about a letter; what is left out has room to be written by hand. */
export type LetterLook = { 
/** Its number and symbol: "15/BTTTT-VP". */
number?: string | null, 
/** The place it is written at. */
place?: string | null, 
/** The signer's title: "Chánh Văn phòng". */
signer_title?: string | null, 
/** The signer's name. */
signer?: string | null, };

/** How many indicators have each light. */
export type LightCount = { 
/** The light. */
band: Band, 
/** How many. */
count: number, };

/** A light a person gave instead of the computed one. */
export type LightOverride = { 
/** Its id. */
id: string, 
/** The indicator. */
indicator: string, 
/** The light. */
band: Band, 
/** Why. */
reason: string, 
/** Who said so. */
person: string, 
/** From which day it holds. */
day: string, 
/** Up to which day, inclusive; until it is taken away when missing. */
until: string | null, };

/** Asks for a list, narrowed by words; marks do not matter. */
export type ListRequest = { 
/** Words that must occur. */
text?: string | null, };

/** How agencies stand with the common tasks. */
export type Matrix = { 
/** The day it is computed for: the one asked for, or the last before a change of groups. */
as_of: string, 
/** The last day until the one asked for on which a task shown went on under another group. */
changed_on: string | null, 
/** Which deadline states go by. */
basis: Basis, 
/** The columns, by code. */
tasks: Array<MatrixTask>, 
/** The rows: agencies in official order, then places without a name. */
lines: Array<MatrixLine>, 
/** Obligations done, tasks done regularly left out. */
done: number, 
/** Obligations in all, tasks done regularly left out. */
of: number, 
/** All obligations by status. */
counts: Counts, };

/** One agency's part in one common task. */
export type MatrixCell = { 
/** The part. */
assignment: string, 
/** How it stands on the day. */
standing: Standing, 
/** The day the work began. */
started_on: string | null, 
/** The day it was paused, while it is. */
paused_on: string | null, 
/** The day it was done, while it is. */
completed_on: string | null, 
/** What came of it, when done. */
result: string | null, 
/** What shows that it is done. */
evidence: string | null, };

/** A row: an agency, or a place that a source counts without naming it. */
export type MatrixLine = { 
/** The agency; none for a place without a name, which belongs to one task. */
agency: AgencyName | null, 
/** What it is called on a list. */
label: string, 
/** Obligations done by the day. Tasks done regularly do not count. */
done: number, 
/** Obligations in all. Tasks done regularly do not count. */
of: number, 
/** Its part in each task, in the order of the columns; none where it has no obligation. */
cells: Array<MatrixCell | null>, };

/** Asks how agencies stand with the common tasks. */
export type MatrixRequest = { 
/** Only the agencies of this group and the tasks given to it, by id or key. */
agency_group?: string | null, 
/** Only these tasks, by id or code; without it all that are not parts of other tasks. */
tasks?: Array<string> | null, 
/** The day; today when missing. */
as_of?: Day | null, 
/** Which deadline states go by; the current one when missing. */
basis?: Basis | null, 
/** The groups of the day asked for, or those before the last change. */
structure?: Structure | null, 
/** Only agencies whose name has these words; marks do not matter. Sums stay those of all. */
text?: string | null, 
/** Only agencies and tasks with something left to do. Sums stay those of all. */
open_only?: boolean | null, };

/** Common tasks to print. */
export type MatrixSave = { 
/** What is shown. */
matrix: MatrixRequest, 
/** The groups before the last change too, in front of those of the day. */
both?: boolean | null, 
/** The sheet of paper; A4 when missing. It lies on its side. */
paper?: PaperSize | null, 
/** The file, ending in pdf. */
path: string, };

/** A column: a common task. */
export type MatrixTask = { 
/** Its id. */
id: string, 
/** Its code. */
code: string, 
/** What is to be done. */
statement: string, 
/** The group it is given to on the day. */
agency_group: string, 
/** That group's name. */
agency_group_name: string, 
/** The deadline in words. */
deadline: string, 
/** The last day that counts. */
due: string | null, 
/** How the task as a whole stands. */
standing: Standing, 
/** Done regularly: outside rates, and nobody is missing. */
regular: boolean, 
/** Obligations shown that are done. */
done: number, 
/** Obligations shown. */
of: number, 
/** Obligations done of the whole task, as the register says. */
task_done: number, 
/** Obligations of the whole task. */
task_of: number, 
/** The obligations shown, by status. */
counts: Counts, 
/** Those shown who are not done, as they are called on a list, in the order of the rows. */
missing: Array<string>, 
/** How many more are missing that no source names. */
missing_unnamed: number, 
/** When it went on under another group, first to last. */
regroupings: Array<Regrouping>, 
/** How its parts differ from its group, when they do. */
differs: Differs | null, };

/** How the light is found. */
export type Method = "linear_to_target" | "cagr_open_sdg" | "un_progress_chart";

/** From this day on the indicator is measured in another way. */
export type MethodBreak = { 
/** Its id. */
id: string, 
/** The indicator. */
indicator: string, 
/** The first day of the new method. */
day: string, 
/** What changed. */
note: string, };

/** A change of method to note. */
export type MethodBreakAdd = { 
/** The indicator, by id or code. */
indicator: string, 
/** The first day of the new method. */
day: Day, 
/** What changed. */
note: string, };

/** Those who are missing in one task. */
export type MissingLine = { 
/** The task's code. */
code: string, 
/** "Còn thiếu 7: Cao Bằng, …". */
text: string, };

/** Those who are missing, as text to be pasted into a letter. */
export type MissingList = { 
/** The day it is computed for. */
as_of: string, 
/** Task by task; those in which nobody is missing are left out. */
tasks: Array<MissingLine>, 
/** All of it. */
text: string, };

/** How a task moved. */
export type MoveKind = "completed" | "overdue" | "reopened" | "relieved";

/** Why there is no whole. */
export type NoWhole = "not_combinable" | "no_figure" | "several_periods" | "running_totals" | "method_break";

/** Which marks part the thousands and the decimals. */
export type Notation = "vietnamese" | "english";

/** A number in a request: JSON, or text in proven Vietnamese or English notation. */
export type Number = number | string;

/** A measured figure. */
export type Observation = { 
/** Its id. */
id: string, 
/** Its code: M24. */
code: string | null, 
/** The indicator. */
indicator: string, 
/** Whose figure it is; the whole when missing. */
agency: AgencyName | null, 
/** Whether there is a figure. */
state: ObservationState, 
/** The value, in the indicator's unit. */
value: number | null, 
/** The part of a part-of-whole figure. */
numerator: number | null, 
/** The whole of it; never 0. */
denominator: number | null, 
/** The words of a qualitative figure. */
text: string | null, 
/** Gần, hơn, khoảng, lũy kế … */
qualifier: string | null, 
/** The period's code, such as 2024-Q1, read in `calendar`. */
period: string | null, 
/** The period as the source prints it. */
period_text: string | null, 
/** Which calendar the period is in. */
calendar: Calendar, 
/** The day the figure speaks of. */
as_of_day: string, 
/** Why there is no figure. */
reason: string | null, 
/** How far it has come. */
approval: Approval, 
/** Whether it follows from other figures instead of standing in a source. */
derived: boolean, 
/** A remark. */
note: string | null, 
/** The figure as it is printed, with qualifier and unit: "gần 54 triệu tài khoản". */
written: string, 
/** The number that is compared and drawn, in the indicator's unit. */
number: number | null, 
/** Where it stands. */
citations: Array<Citation>, 
/** What of it falls to the items of dimensions, beside the whole. */
parts: Array<PartsOf>, };

/** A figure to add. */
export type ObservationAdd = { 
/** The indicator, by id or code. */
indicator: string, 
/** Its code. */
code?: string | null, 
/** Whose figure it is. */
agency?: string | null, 
/** Whether there is a figure; there is one when missing. */
state?: ObservationState | null, 
/** The value. */
value?: Number | null, 
/** The part of a part-of-whole figure. */
numerator?: Number | null, 
/** The whole of it. */
denominator?: Number | null, 
/** The words of a qualitative figure. */
text?: string | null, 
/** Gần, hơn, khoảng … */
qualifier?: string | null, 
/** The period's code; its last day is the figure's day when no day is given. */
period?: string | null, 
/** The period as the source prints it. */
period_text?: string | null, 
/** Which calendar; the indicator's when missing. */
calendar?: Calendar | null, 
/** The day the figure speaks of. */
as_of_day?: Day | null, 
/** Why there is no figure. */
reason?: string | null, 
/** How far it has come; approved when missing. A draft is kept but counts nowhere. */
approval?: Approval | null, 
/** Whether it follows from other figures. */
derived?: boolean | null, 
/** Where it stands. */
citations?: Array<CitationAdd> | null, 
/** A remark. */
note?: string | null, };

/** Which fields of a figure to change. */
export type ObservationEdit = { 
/** Which figure, by id or code. */
id: string, 
/** Whose figure it is, by id; empty for the whole. */
agency?: string | null | null, 
/** The calendar of its period. */
calendar?: Calendar | null, 
/** Whether there is a figure. */
state?: ObservationState | null, 
/** The value. */
value?: Number | null | null, 
/** The part of a part-of-whole figure. */
numerator?: Number | null | null, 
/** The whole of it. */
denominator?: Number | null | null, 
/** The words of a qualitative figure. */
text?: string | null | null, 
/** Gần, hơn, khoảng … */
qualifier?: string | null | null, 
/** The period's code. */
period?: string | null | null, 
/** The day the figure speaks of. */
as_of_day?: Day | null, 
/** Why there is no figure. */
reason?: string | null | null, 
/** How far it has come. */
approval?: Approval | null, 
/** A remark. */
note?: string | null | null, 
/** All its citations from now on. */
citations?: Array<CitationAdd> | null, };

/** Figures, by id or code. */
export type ObservationIds = { 
/** Which figures. */
ids: Array<string>, };

/** The observations of one indicator, or of all. */
export type ObservationListRequest = { 
/** The indicator, by id or code. */
indicator?: string | null, };

/** One part of a figure. */
export type ObservationPart = { 
/** Its id. */
id: string, 
/** The item of the dimension. */
item: string, 
/** The item's name. */
name: string, 
/** The value, in the indicator's unit. */
value: number | null, 
/** The part of a part-of-whole figure. */
numerator: number | null, 
/** The whole of it. */
denominator: number | null, 
/** Gần, hơn, khoảng … */
qualifier: string | null, 
/** As it is printed, with its unit. */
written: string, };

/** How the parts of a dimension stand beside the whole. */
export type ObservationParts = "whole" | "incomplete" | "differ" | "not_additive";

/** The parts of a figure by one dimension, from now on; none takes them away. */
export type ObservationPartsSet = { 
/** Which figure, by id or code. */
observation: string, 
/** The dimension. */
dimension: string, 
/** Its parts. */
parts: Array<PartSet>, };

/** Whether there is a figure. */
export type ObservationState = "value" | "no_data" | "not_applicable";

/** A value that could be meant. */
export type Offer = { 
/** The text that is taken without further question. */
value: string, 
/** What a person reads. */
label: string, };

/** This office's own key, the public half. */
export type OfficeKey = { 
/** The key in hexadecimal. */
public: string, 
/** What is read out on the telephone. */
fingerprint: string, 
/** The day it was made. */
made_on: string, };

/** One act in the book's history. */
export type Op = { 
/** Its number. */
seq: number, 
/** When, in milliseconds since 1970 (UTC). */
at: number, 
/** Who. */
actor: string, 
/** Done, taken back or done again. */
kind: OpKind, 
/** The command; its words stand under `op.<command>`. */
command: string, 
/** What it was about: N03. */
subject: string, 
/** Whether it was taken back. */
reverted: boolean, };

/** Whether something was done, taken back or done again. */
export type OpKind = "do" | "undo" | "redo";

/** A page of the acts. */
export type OpList = { 
/** How many fit the filter. */
total: number, 
/** Where the acts below begin. */
offset: number, 
/** The acts, newest first. */
ops: Array<OpRow>, 
/** Everybody who ever signed one. */
actors: Array<string>, };

/** Which acts to list. */
export type OpListRequest = { 
/** Only those of this person. */
actor?: string | null, 
/** Only those that touched this noun: task, indicator, document … */
noun?: string | null, 
/** Only those of this day or later. */
from?: Day | null, 
/** Only those of this day or earlier. */
to?: Day | null, 
/** Words that must occur in what was done or by whom; marks do not matter. */
text?: string | null, 
/** How many to leave out. */
offset?: number | null, 
/** How many at the most; 100 when missing. */
limit?: number | null, };

/** One act, and what it takes to go back before it. */
export type OpRow = { 
/** What was done, in words: "sửa nhiệm vụ N03". */
said: string, 
/** How many undos take this act and all after it back; none when it was taken back or cannot be. */
undos: number | null, 
/** Its number. */
seq: number, 
/** When, in milliseconds since 1970 (UTC). */
at: number, 
/** Who. */
actor: string, 
/** Done, taken back or done again. */
kind: OpKind, 
/** The command; its words stand under `op.<command>`. */
command: string, 
/** What it was about: N03. */
subject: string, 
/** Whether it was taken back. */
reverted: boolean, };

/** What another value of a field would be written as. */
export type OtherValue = "text" | "number" | "day";

/** What becomes of a row. */
export type Outcome = "added" | "changed" | "unchanged" | "conflict" | "refused";

/** A light to give an indicator. */
export type OverrideAdd = { 
/** The indicator, by id or code. */
indicator: string, 
/** The light; not "no data", which only figures can tell. */
band: Band, 
/** Why. */
reason: string, 
/** From which day; today when missing. */
day?: Day | null, 
/** Up to which day, inclusive. */
until?: Day | null, };

/** The overview. */
export type Overview = { 
/** The day. */
as_of: string, 
/** Which deadline statuses and rates go by. */
basis: Basis, 
/** All tasks by status. */
counts: Counts, 
/** All tasks, the ongoing ones too. */
total: number, 
/** The rates over all tasks. */
rates: Array<RateShown>, 
/** By main focus area, in official order. */
areas: Array<AreaCounts>, 
/** By agency that answers for them, most tasks first: those it leads by itself, and its own part in those of
 * a group ([`crate::by_agency`]). These do not add up to `total`, which counts every task once. */
agencies: Array<AgencyCounts>, 
/** Tasks given to each agency of a group, as wholes, by group name. */
groups: Array<GroupCounts>, 
/** What is overdue, latest first; a hundred at the most, `counts` tells how many there are. */
overdue: Array<TaskRow>, 
/** What falls due next, soonest first; ten at the most. */
due_next: Array<TaskRow>, 
/** How many tasks without a deadline are old enough to chase. */
chase: number, 
/** After how many months they are. */
chase_after_months: number, 
/** Indicators that have a target, by focus area. */
indicators: Array<IndicatorRow>, 
/** How many indicators there are in all. */
indicator_total: number, 
/** Lights of those with a target. */
lights: Array<LightCount>, 
/** What sources say differently. */
contradictions: Array<Contradiction>, };

/** Asks for the overview. */
export type OverviewRequest = { 
/** The day; today when missing. */
as_of?: Day | null, 
/** Which deadline statuses and rates go by; the current one when missing. */
basis?: Basis | null, };

/** What is needed to reach the target by its day. */
export type Pace = { 
/** T − v: negative where the figure has to fall. */
remaining: number, 
/** Days from the day asked for to the target day. */
days_left: number, 
/** The change needed every 30 days. */
needed: number, 
/** The change every 30 days from the baseline to the figure, for comparison. */
so_far: number | null, };

/** The format of packages. */
export type PackageFormat = { 
/** The version that this program writes. It reads all before it as well. */
version: number, 
/** The tables, in the order in which they are read. */
tables: Array<FormatTable>, };

/** Who sent a package, and what it says of itself. */
export type PackageHead = { 
/** The sender. */
sender: Peer, 
/** The sequence number. */
number: number, 
/** The day it speaks of. */
as_of: string, 
/** The period it reports, where it reports one. */
period: string | null, 
/** The calendar of that period. */
calendar: Calendar | null, 
/** Whether it holds everything of its scope. */
whole: boolean, 
/** The version of the program that wrote it. */
program: string, 
/** The file's SHA-256. */
sha256: string, 
/** Whether the sender's key was compared by telephone. */
verified: boolean, 
/** Whether this very file was applied before. */
again: boolean, 
/** Whether a package between the last one applied and this one never came. */
gap: boolean, };

/** A package that went out or came in. */
export type PackageMoment = { 
/** Its id. */
id: string, 
/** The office in the list of those that files are exchanged with. */
peer: string, 
/** The office it went to or came from. */
agency: AgencyName, 
/** Whether it went out. */
sent: boolean, 
/** The sequence number of the office that made it. */
number: number, 
/** The day it went out or was applied. */
day: string, 
/** The act that did it. */
op: number, 
/** The day it speaks of. */
as_of: string, 
/** The period it reports. */
period: string | null, 
/** The calendar of that period. */
calendar: Calendar | null, 
/** Whether it held everything of its scope. */
whole: boolean, 
/** Rows in it. */
lines: number, 
/** Of one that came in: how its rows came out. */
counts: PlanCounts | null, 
/** Of one that came in: whether the sender's key had been compared by then. */
verified: boolean | null, 
/** Of one that went out: whether the other office said in a package of its own that it has it; unknown of an empty one. */
answered: boolean | null, };

/** A package that came in. */
export type PackageReceived = { 
/** Its id. */
id: string, 
/** Who sent it. */
peer: string, 
/** The sequence number. */
number: number, 
/** The file's SHA-256. */
sha256: string, 
/** The day it was applied. */
received_on: string, 
/** The day it speaks of. */
as_of: string, 
/** The period it reports. */
period: string | null, 
/** The calendar of that period. */
calendar: Calendar | null, 
/** Whether it held everything of its scope. */
whole: boolean, 
/** The version of the program that wrote it. */
program: string, 
/** Whether the sender's key had been compared by then. */
verified: boolean, 
/** How its rows came out. */
counts: PlanCounts, };

/** How a page is laid out. */
export type PageLayout = "cover" | "overview" | "chart" | "two_charts" | "chart_table" | "table" | "text" | "sources";

/** A sheet of paper. */
export type PaperSize = "a4" | "a3";

/** The part of one item. */
export type PartSet = { 
/** The item of the dimension. */
item: string, 
/** The value. */
value?: Number | null, 
/** The part of a part-of-whole figure. */
numerator?: Number | null, 
/** The whole of it. */
denominator?: Number | null, 
/** Gần, hơn, khoảng … */
qualifier?: string | null, };

/** The parts of a figure by one dimension. */
export type PartsOf = { 
/** The dimension. */
dimension: string, 
/** Its name. */
dimension_name: string, 
/** The parts, in the order of the items. */
parts: Array<ObservationPart>, 
/** How many items the dimension has. */
items: number, 
/** How they stand beside the whole. */
standing: ObservationParts, 
/** What they make together, with its unit. */
sum: string | null, 
/** The whole less what they make together, with its unit, where there is a difference. */
rest: string | null, };

/** What a block would do. */
export type PastePlan = { 
/** Cells that change or cannot be taken, the latter first. At most 300. */
cells: Array<PlannedScore>, 
/** How many cells change. */
changes: number, 
/** How many cells cannot be taken. */
refused: number, 
/** How many cells lie beyond the agencies and items. */
beyond: number, 
/** How numbers were read; none when nothing tells. */
notation: Notation | null, 
/** Whether a number could be read both ways, and nothing tells how. */
ambiguous: boolean, };

/** An office that files are exchanged with. */
export type Peer = { 
/** Its id. */
id: string, 
/** The agency. */
agency: AgencyName, 
/** How it stands to this office. */
relation: PeerRelation, 
/** Its key in hexadecimal, when known. */
public: string | null, 
/** What is read out on the telephone. */
fingerprint: string | null, 
/** The day the key was compared; not compared yet when missing. */
verified_on: string | null, 
/** Who compared it. */
verified_by: string | null, 
/** A remark. */
note: string | null, 
/** The number of the last package that came from it. */
received: number | null, 
/** The number of the last package that went to it. */
sent: number | null, };

/** An office to exchange files with. */
export type PeerAdd = { 
/** The agency, by id. */
agency: string, 
/** How it stands to this office. */
relation: PeerRelation, 
/** Its key in hexadecimal, as its card says. */
public?: string | null, 
/** A remark. */
note?: string | null, };

/** Which fields to change. Another key has to be compared anew. */
export type PeerEdit = { 
/** Which office. */
id: string, 
/** How it stands to this office. */
relation?: PeerRelation | null, 
/** Its key in hexadecimal. */
public?: string | null | null, 
/** A remark. */
note?: string | null | null, };

/** How an office stands to this one. */
export type PeerRelation = "upper" | "lower" | "other";

/** The digits that were read out on the telephone. */
export type PeerVerify = { 
/** Which office. */
id: string, 
/** The 32 digits, blanks do not matter. */
fingerprint: string, };

/** A day, month, quarter, half-year, nine months or year: always one that exists.
 *
 * Stored and sent as its code: `2024-05-31`, `2024-05`, `2024-Q2`, `2024-H1`, `2024-9M`, `2024`. */
export type Period = string;

/** Length of a period. */
export type PeriodKind = "day" | "month" | "quarter" | "half_year" | "nine_months" | "year";

/** A closed period, or one that was closed once. */
export type PeriodLock = { 
/** Its id. */
id: string, 
/** The period's code. */
period: string, 
/** The period's name. */
name: string, 
/** The calendar it is read in. */
calendar: Calendar, 
/** Since when it is closed. */
locked_on: string, 
/** Who closed it. */
locked_by: string, 
/** When it was opened again. */
unlocked_on: string | null, 
/** Who opened it. */
unlocked_by: string | null, 
/** Why it was opened. */
reason: string | null, };

/** A period to close. */
export type PeriodLockAdd = { 
/** The period's code. */
period: string, 
/** The calendar it is read in; statistical when missing. */
calendar?: Calendar | null, 
/** Whether its drafts are approved by this; a period with drafts is not closed otherwise. */
approve?: boolean | null, };

/** A closed period to open. */
export type PeriodLockOpen = { 
/** Which lock. */
id: string, 
/** Why. */
reason: string, };

/** Asks for the latest periods of a kind. */
export type PeriodRecentRequest = { 
/** Their length. */
kind: PeriodKind, 
/** The calendar they are read in. */
calendar: Calendar, 
/** The day that the newest one holds; today when missing. */
as_of?: Day | null, 
/** How many; 12 when missing, 60 at the most. */
count?: number | null, };

/** A period with its days in one calendar. */
export type PeriodSpan = { 
/** Its code. */
period: Period, 
/** Its name: "quý II/2024". */
name: string, 
/** Its first day. */
first_day: string, 
/** Its last day. */
last_day: string, };

/** Where a row stands in its file. */
export type Place = { 
/** The sheet of a workbook, or the CSV of a package. */
sheet: string, 
/** The row, counted from 1 as office programs do, headings included. */
row: number, };

/** An agency, or a place without a name, that begins. */
export type PlanBegins = { 
/** The agency; none for a place without a name. */
agency: AgencyName | null, 
/** Those with a part that it continues, in order. */
from: Array<PlanHad>, 
/** Those it continues that had no part. */
without_part: Array<AgencyName>, 
/** What is carried over. */
carried: PlanCarried | null, 
/** Whether those it continues stood differently, so that a person should look. */
disagree: boolean, 
/** Whether it exists on the day, by its own dates. */
exists: boolean, };

/** What a new agency is recorded with. */
export type PlanCarried = { 
/** Done or started. */
kind: StepKind, 
/** The last of the days of those it comes from. */
day: string, 
/** Whose result it is. */
note: string, 
/** What shows it. */
evidence: string | null, 
/** The document that shows it, when one shows all of it. */
document: string | null, };

/** How many rows came out how. */
export type PlanCounts = { 
/** Rows read. */
read: number, 
/** New records. */
added: number, 
/** Changed records. */
changed: number, 
/** Nothing to do. */
unchanged: number, 
/** A person has to decide, or has decided. */
conflict: number, 
/** Cannot be accepted. */
refused: number, 
/** Of the conflicts: things still to be decided. */
open: number, };

/** How an agency that ends or stays stood on the last day of the old group. */
export type PlanHad = { 
/** The agency; none for a place without a name. */
agency: AgencyName | null, 
/** The day its work began. */
started_on: string | null, 
/** The day it was done. */
completed_on: string | null, 
/** Whether something was recorded of it for the first day of the new group or later. */
later_steps: boolean, };

/** An agency that keeps its part. */
export type PlanStays = { 
/** Those that end and whose work it continues; its own part stays as it is. */
absorbs: Array<PlanHad>, 
/** The agency; none for a place without a name. */
agency: AgencyName | null, 
/** The day its work began. */
started_on: string | null, 
/** The day it was done. */
completed_on: string | null, 
/** Whether something was recorded of it for the first day of the new group or later. */
later_steps: boolean, };

/** What one cell would become. */
export type PlannedCell = { 
/** Its row in the block, from 0. */
row: number, 
/** Its column in the block, from 0. */
at: number, 
/** Which column that is. */
column: TaskColumn, 
/** The code of its task; none for a new one. */
code: string | null, 
/** What stands there now. */
before: string, 
/** The text of the block. */
text: string, 
/** What it would become; none when it cannot be taken. */
after: string | null, 
/** How a deadline was read. */
deadline: Deadline | null, 
/** Why it cannot be taken. */
problem: string | null, 
/** What would be taken instead. */
offers: Array<Offer>, };

/** What one cell would become. */
export type PlannedScore = { 
/** Its row in the block, from 0. */
row: number, 
/** Its column in the block, from 0. */
at: number, 
/** The agency. */
agency: AgencyName, 
/** The code of the item. */
code: string, 
/** The points now. */
before: number | null, 
/** The text of the block. */
text: string, 
/** The points it would become; none when they go, or cannot be taken. */
after: number | null, 
/** Why it cannot be taken. */
problem: string | null, };

/** A dated number, for the small line in a table. */
export type Point = { 
/** The day. */
day: string, 
/** The number, in the indicator's unit. */
number: number, };

/** How the person at this machine likes things shown. */
export type Prefs = { 
/** The language. */
language: Language, 
/** Light or dark. */
theme: Theme, 
/** The size of everything. */
text_size: TextSize, 
/** Rows of 28 instead of 32 pixels. */
compact: boolean, 
/** The columns of the register, in order; the usual ones when missing. */
task_columns: Array<ViewColumn> | null, };

/** Which preferences to change. */
export type PrefsEdit = { 
/** The language. */
language?: Language | null, 
/** Light or dark. */
theme?: Theme | null, 
/** The size of everything. */
text_size?: TextSize | null, 
/** Rows of 28 instead of 32 pixels. */
compact?: boolean | null, 
/** The columns of the register, in order; the usual ones when empty. */
task_columns?: Array<ViewColumn> | null | null, };

/** What printing came to. */
export type Printed = { 
/** The file. */
path: string, 
/** Whether it was sent to a printer; else it is for the viewer to open. */
sent: boolean, };

/** The printers of this machine. */
export type PrinterList = { 
/** Whether files can be sent to printers from here at all. */
can_send: boolean, 
/** Their names, the usual one first. */
printers: Array<string>, };

/** How much a task presses, as the office ranks it. */
export type Priority = "high" | "normal" | "low";

/** A note. */
export type ProgressNote = { 
/** Its id. */
id: string, 
/** The part it is about. */
assignment: string, 
/** The day it speaks of. */
day: string, 
/** The period it reports on, when it does. */
period: Period | null, 
/** The calendar of that period. */
calendar: Calendar | null, 
/** How much is done, in percent. */
percent: number | null, 
/** How it goes, in words. */
words: string | null, 
/** Khó khăn, vướng mắc. */
difficulties: string | null, 
/** Kiến nghị. */
proposals: string | null, 
/** What comes next. */
next_steps: string | null, };

/** A note to add. */
export type ProgressNoteAdd = { 
/** The part it is about. */
assignment: string, 
/** The day it speaks of; when missing, the last day of its period that is not to come, or today. */
day?: Day | null, 
/** The period it reports on. */
period?: Period | null, 
/** The calendar of that period; of administrative reports when missing. */
calendar?: Calendar | null, 
/** How much is done, 0 to 100. */
percent?: Number | null, 
/** How it goes, in words. */
words?: string | null, 
/** Khó khăn, vướng mắc. */
difficulties?: string | null, 
/** Kiến nghị. */
proposals?: string | null, 
/** What comes next. */
next_steps?: string | null, };

/** Which fields of a note to change. */
export type ProgressNoteEdit = { 
/** Which note. */
id: string, 
/** The day it speaks of. */
day?: Day | null, 
/** The period it reports on. */
period?: Period | null | null, 
/** The calendar of that period. */
calendar?: Calendar | null, 
/** How much is done, 0 to 100. */
percent?: Number | null | null, 
/** How it goes, in words. */
words?: string | null | null, 
/** Khó khăn, vướng mắc. */
difficulties?: string | null | null, 
/** Kiến nghị. */
proposals?: string | null | null, 
/** What comes next. */
next_steps?: string | null | null, };

/** What the cells of a column prove together. */
export type Proof = { "proof": "vietnamese" } | { "proof": "english" } | { "proof": "undecided" } | { "proof": "contradictory", 
/** A cell that can only be Vietnamese. */
vietnamese: string, 
/** A cell that can only be English. */
english: string, };

/** Something about the file that only a person can say. */
export type Question = { 
/** What the answer refers to; the same in every reading of the same file. */
key: string, 
/** What is asked about. */
kind: QuestionKind, 
/** The words of the file. */
text: string, 
/** What may be meant, the nearest first. Never chosen by likeness. */
choices: Array<QuestionChoice>, 
/** The rows that wait for it. */
places: Array<Place>, };

/** The answer to a question about the file. */
export type QuestionAnswer = { 
/** The question. */
key: string, 
/** The choice's value. */
value: string, };

/** One thing that may be meant. */
export type QuestionChoice = { 
/** What to answer: an id, a notation, a day. */
value: string, 
/** How it is told. */
label: string, };

/** What a question is about. */
export type QuestionKind = "agency" | "whose" | "indicator" | "number" | "day" | "year" | "same_record" | "other";

/** How an agency stood the year before, among those that were ranked then. */
export type RankBefore = { 
/** Its share then, in percent. */
share: number, 
/** Its rank then. */
rank: number, };

/** A column: a group or an item with its most points. */
export type RankColumn = { 
/** The group or the item. */
id: string, 
/** Its code. */
code: string, 
/** Its name. */
name: string, 
/** Whether it is a group. */
is_group: boolean, 
/** Its most points, with weights. */
most: number, 
/** How many items it is or holds. */
items: number, };

/** An agency in the ranking. */
export type RankRow = { 
/** The agency. */
agency: AgencyName, 
/** Its rank; equal points share one. None when it lacks points and was not asked to be ranked. */
rank: number | null, 
/** Points with weights, over the items that have points; none when none has. */
points: number | null, 
/** Share of the most points, in percent; none without a rank. */
share: number | null, 
/** Share of the most points of the items that have points, in percent. */
share_of_scored: number | null, 
/** How many items have points. */
scored: number, 
/** How many items there are. */
of: number, 
/** By column. */
columns: Array<Columned>, 
/** Own points less those verified, with weights, over the items that have both. */
gap: number | null, 
/** How many items have both. */
gap_items: number, 
/** The year before, when it had a rank then. */
before: RankBefore | null, };

/** Asks how agencies rank. */
export type RankingRequest = { 
/** Which index, by id or code. */
composite: string, 
/** Which version. */
year: number, 
/** Whose points; when missing those verified where all are, else the agencies' own: a few verified points would
 * leave everybody else without a rank. */
by?: ScoredBy | null, 
/** Only this group of the index, by id or code: its own groups and items are then the columns. */
group?: string | null, 
/** Exactly the agencies of this group, by id or key; without it those that have points. */
agency_group?: string | null, 
/** Whether agencies that lack points are ranked too. What is missing then adds nothing. */
incomplete?: boolean | null, };

/** What rates are made by. */
export type RateDimension = "agency" | "focus_area" | "document" | "period" | "owner";

/** Which statuses stand above and below the line of a rate. */
export type RateFormula = { 
/** Which rate. */
kind: RateKind, 
/** The formula in words. */
words: string, 
/** Above the line. */
above: Array<Status>, 
/** Below the line. */
below: Array<Status>, };

/** Which rate. Offices use different ones, so each is printed with its formula. */
export type RateKind = "overdue" | "completion" | "on_time" | "late";

/** A number of the overview at both moments. */
export type RateMove = { 
/** What it is, in words. */
label: string, 
/** At the earlier moment, as printed. */
from: string, 
/** At the later one. */
to: string, 
/** Whether it is not as it was. */
changed: boolean, };

/** One row of the table of rates. */
export type RateRow = { 
/** Id, code of the period or name of the officer; empty for what has none. */
key: string, 
/** What it is called; empty for what has none. */
name: string, 
/** Its full name, or the days of the period. */
detail: string | null, 
/** Its tasks by status; without those done regularly. */
counts: Counts, 
/** All of them. */
total: number, 
/** The rates. */
rates: Array<RateShown>, 
/** What opens them. */
door: TaskDoor, };

/** A rate with its formula's two numbers, and the same for the year before. */
export type RateShown = { 
/** Which rate; its formula in words stands under `rate_formula.<kind>`. */
kind: RateKind, 
/** Above the line. */
numerator: number, 
/** Below the line. */
denominator: number, 
/** In percent, two decimals, half up; none when nothing is below the line. */
percent: number | null, 
/** Above the line on the same day of the year before. */
last_year_numerator: number, 
/** Below the line on the same day of the year before. */
last_year_denominator: number, 
/** The same rate on the same day of the year before; none when nothing was below the line. */
last_year_percent: number | null, 
/** The difference of the two printed percentages, in points; none when one of them is missing. */
points: number | null, };

/** Why a case cannot be judged. */
export type Reason = "no_target" | "target_in_words" | "change_without_direction" | "no_baseline" | "no_target_day" | "target_equals_baseline" | "observed_on_baseline_day" | "observed_before_baseline" | "target_day_not_after_baseline" | "beyond_range" | "range_reversed" | "not_finite" | "several_periods" | "method_break" | "needs_one_sign" | "figure_before_target_day" | "running_totals" | "not_combinable" | "gaps" | "approximate_at_target" | "not_applicable";

/** A name that the book does not know and what a person once said that it means. */
export type RecalledName = { 
/** The words of the file. */
text: string, 
/** The name of the agency or indicator. */
means: string, };

/** Something of a file that was not taken as it came. */
export type ReceivedRow = { 
/** The sheet of the file. */
place: string, 
/** The row of that sheet. */
line: number, 
/** The table it speaks of. */
table: string, 
/** What such a row is called. */
noun: string, 
/** The record here. */
record: string | null, 
/** The record as the file names it. */
named: string | null, 
/** What a person calls it. */
label: string | null, 
/** Refused, or asked about. */
outcome: Outcome, 
/** What the field is called. */
field: string | null, 
/** The column of the file. */
cell: string | null, 
/** The value as it stands in the file. */
raw: string | null, 
/** Why it was refused; stable, for programs. */
code: string | null, 
/** Why it was refused, in words. */
message: string | null, 
/** What would have been accepted. */
accepted: string | null, 
/** Why it was asked about. */
asking: Asking | null, 
/** What was decided; none when it is still open. */
choice: Choice | null, 
/** What stood here. */
mine: string | null, 
/** What came. */
theirs: string | null, 
/** What stands here now. */
result: string | null, };

/** Asks what of a file was not taken as it came: one of the two. */
export type ReceivedRowsRequest = { 
/** A package, by its id among those received. */
package?: string | null, 
/** A form or a sheet, by its id among the files received. */
file?: string | null, };

/** A record that is not as it was. */
export type RecordChange = { 
/** The noun. */
noun: string, 
/** The record. */
id: string, 
/** What a person calls it: N03. */
label: string, 
/** Its words, where it has more than a label. */
title: string | null, 
/** New, changed or removed. */
kind: RowChange, 
/** Who touched it. */
actors: Array<string>, 
/** When it was touched last, in milliseconds since 1970 (UTC). */
at: number, 
/** What changed; empty for a new or removed record. */
lines: Array<ChangeLine>, };

/** A register to save, as PDF/A or as a workbook. */
export type RegisterSave = { 
/** Which tasks, as of which day, by which deadline, under which headings and in which order. All that fit
 * are taken, whatever `offset` and `limit` say. */
tasks?: TaskListRequest | null, 
/** The order of the columns; that of an office when missing. */
order?: ColumnOrder | null, 
/** How it is laid out. */
layout?: Layout | null, 
/** The file, ending in pdf or xlsx. */
path: string, };

/** What passing a task on would mean. Nothing is written. */
export type RegroupPlan = { 
/** The task's code. */
code: string, 
/** The group until then. */
from_name: string, 
/** The group from then on. */
to_name: string, 
/** The first day under the new group. */
on_day: string, 
/** The last day under the old one. */
last_day: string, 
/** Obligations done on the last day of the old group. */
done_before: number, 
/** Obligations on that day. */
of_before: number, 
/** Obligations done on the first day of the new group, with what is carried over. */
done_after: number, 
/** Obligations on that day. */
of_after: number, 
/** Who keeps a part. */
stays: Array<PlanStays>, 
/** Whose part ends. */
ends: Array<PlanHad>, 
/** Who begins. */
begins: Array<PlanBegins>, 
/** Those that end and that nobody in the new group continues. */
without_successor: Array<AgencyName>, 
/** Those of the new group that had a part in this task before, so that they cannot begin again. */
had_part: Array<AgencyName>, };

/** A task that went on under another group. */
export type Regrouping = { 
/** Its id. */
id: string, 
/** The first day under the new group. */
on_day: string, 
/** The group before, by id. */
from_group: string, 
/** Its name. */
from_name: string, 
/** The group from then on, by id. */
to_group: string, 
/** Its name. */
to_name: string, 
/** A remark. */
note: string | null, };

/** Tasks of one kind of reminder. */
export type Reminded = { 
/** How many there are. */
total: number, 
/** The first of them; fifty at the most. */
rows: Array<TaskRow>, };

/** A reminder to write. */
export type ReminderLetterSave = { 
/** Period, calendar, group and day. */
board: BoardRequest, 
/** Only these agencies, by id; all that have sent nothing, or have rows to mend, when missing. */
only?: Array<string> | null, 
/** The day by which it is wanted now. */
send_by?: Day | null, 
/** Number, place and signer. */
look?: LetterLook | null, 
/** The file: ending in `.docx` to be edited on in Word, in `.pdf` to be printed. */
path: string, };

/** What there is to be reminded of on a day. */
export type ReminderList = { 
/** The day. */
as_of: string, 
/** The day of the last look, as asked. */
since: string | null, 
/** Overdue now and not yet told on the day of the last look, because they were not overdue or not in the book;
 * newest first. */
became_overdue: Reminded, 
/** How many tasks are overdue in all. */
overdue: number, 
/** What falls due, by step, the narrowest first; steps with nothing are left out. */
due: Array<DueStep>, 
/** Open tasks without a deadline that are old enough to chase, oldest first. */
chase: Reminded, 
/** How many open tasks without a deadline nobody can tell the age of: without a day of assignment, and in no
 * document with a day. */
chase_unknown: number, 
/** After how many months they are. */
chase_after_months: number, };

/** Asks what there is to be reminded of. */
export type ReminderRequest = { 
/** The day; today when missing. */
as_of?: Day | null, 
/** The day of the last look. Without it, everything overdue is new. */
since?: Day | null, };

/** When to remind and when to chase; an office may change both. */
export type Reminders = { 
/** Days before the last day at which "sắp đến hạn" is said with growing urgency. */
due_soon_days: Array<number>, 
/** Open work without a deadline is listed for chasing when older than this many months. */
chase_after_months: number, };

/** By when reports of a period come in at this office. */
export type ReportDays = { 
/** The day of a period's last month by which its administrative report is sent: the 25th (NĐ 09/2019/NĐ-CP, Điều
 * 13) until the office sets its own (Điều 8). */
send_by_day: number, 
/** How many days after its period a statistical report is due; none are late until the office says. */
statistics_days: number | null, };

/** Which earlier value to put back. */
export type RestoreRequest = { 
/** The change, by its number in the history. */
change: number, 
/** The field; none for a row that was removed. */
field?: string | null, };

/** A cell that was read and deserves a look: text that was taken for a number or a day. */
export type RiskyCell = { 
/** Where it stands. */
place: Place, 
/** Its column. */
column: string, 
/** What stands there. */
raw: string, 
/** What it was taken for, in words. */
read: string, };

/** An agency's part. */
export type Role = "lead" | "coordinating";

/** The figures of a group's agencies and their whole. */
export type Rollup = { 
/** Only figures known by this day. */
as_of: string, 
/** The indicator. */
indicator: string, 
/** Its code. */
code: string, 
/** Its name. */
name: string, 
/** Its unit. */
unit: string, 
/** The name of the group. */
group_name: string, 
/** Which agencies stand for those of the group. */
structure: RollupStructure, 
/** How agencies combine. */
agency_rule: AgencyRule, 
/** How units that were merged combine. */
merge_rule: AgencyRule, 
/** How periods combine. */
time_rule: TimeRule, 
/** The calendar of the periods. */
calendar: Calendar, 
/** The answer for each period asked for. */
periods: Array<RollupPeriod>, };

/** One period of a roll-up. */
export type RollupPeriod = { 
/** Its code, if one was asked for. */
period: string | null, 
/** First day looked at; none when the newest figures were asked for. */
first_day: string | null, 
/** Last day looked at, not after the day asked for. */
last_day: string, 
/** The target for the whole that counts for these days. */
target: TargetShown | null, 
/** The whole. */
whole: RollupWhole, 
/** Its agencies, in the order of the group. */
rows: Array<RollupRow>, };

/** Asks for the figures of a group's agencies and their whole. */
export type RollupRequest = { 
/** The indicator, by id or code. */
indicator: string, 
/** The group of agencies, by id or key. */
group: string, 
/** Codes of periods, each answered by itself. Without one: the newest figures, or those of the year so far
 * where periods are summed or averaged. */
periods?: Array<string> | null, 
/** The calendar of these periods; the indicator's when missing. */
calendar?: Calendar | null, 
/** Which agencies stand for those of the group; its own members when missing. */
structure?: RollupStructure | null, 
/** Only figures known by this day; today when missing. */
as_of?: Day | null, };

/** One agency of a roll-up. */
export type RollupRow = { 
/** The agency. */
agency: AgencyName, 
/** What it has. */
state: RollupState, 
/** The number, in the indicator's unit. */
number: number | null, 
/** As it is printed, with qualifier and unit. */
written: string | null, 
/** Whether a figure behind it is "gần", "hơn" or the like. */
approximate: boolean, 
/** Put together from the units it was made of: how many of them have a figure. */
made_of: Coverage | null, 
/** The agency of another row in which it is counted already. */
counted_in: AgencyName | null, 
/** Without a figure: what it became, whose figures cannot be split. */
became: AgencyName | null, 
/** How many days of the period its figures cover, where periods are summed or averaged. */
days: number | null, 
/** The last day its newest figure speaks of. */
day: string | null, 
/** Its weight, where the rule weighs: where it is put together, that of the units with a figure. */
weight: number | null, 
/** Its own target, or that of each agency of its group. */
target: TargetShown | null, 
/** Whether it meets that target. */
meets: boolean | null, 
/** The figures behind it, by id. */
behind: Array<string>, };

/** What an agency has. */
export type RollupState = "figure" | "no_data" | "not_applicable" | "missing" | "unclear";

/** A figure the book has for the whole itself. */
export type RollupStated = { 
/** The number, in the indicator's unit. */
number: number, 
/** As it is printed. */
written: string, };

/** Which agencies stand for those of a group. */
export type RollupStructure = "listed" | "old" | "new";

/** The whole of a roll-up. */
export type RollupWhole = { 
/** The number, in the indicator's unit. */
number: number | null, 
/** As it is printed, with its unit. */
written: string | null, 
/** Why there is none. */
why: NoWhole | null, 
/** How many agencies stand behind it. */
coverage: Coverage, 
/** How many of these are put together from units of which some have no figure. */
partly: number, 
/** Whether a figure behind it is "gần", "hơn" or the like. */
approximate: boolean, 
/** How many figures are left out because their period follows the other calendar. */
other_calendar: number, 
/** The last day that the oldest figure behind it speaks of. */
oldest_day: string | null, 
/** The last day that the newest figure behind it speaks of. */
newest_day: string | null, 
/** Whether figures behind it follow different calendars. */
mixed_calendars: boolean, 
/** Where periods are summed or averaged: how many agencies have no figures for some of the days. */
short: number, 
/** What the book has for the whole itself, for comparison. */
stated: RollupStated | null, };

/** What happened to a row. */
export type RowChange = "insert" | "update" | "delete";

/** A method with the thresholds of its bands. */
export type Rule = { 
/** The method. */
method: Method, 
/** Where the bands meet. */
thresholds: Thresholds, };

/** What was said about a file, and when last. */
export type Said = { 
/** The day of the last word. */
on: string, 
/** Of a sheet: how it is to be read. */
setting: SheetSetting | null, 
/** What was decided and answered. */
answers: Answers, };

/** A view to choose. */
export type SavedView = { 
/** Its id; of a built-in one its key, such as `overdue`. */
id: string, 
/** Its name. */
name: string, 
/** Whether it comes with the program. */
built_in: boolean, 
/** What it shows. */
layout: ViewLayout, };

/** Another place for a view among the saved ones. */
export type SavedViewMove = { 
/** Which view. */
id: string, 
/** The saved view it stands before from now on; at the end when missing. */
before?: string | null, };

/** Another name for a view. */
export type SavedViewRename = { 
/** Which view. */
id: string, 
/** Its name from now on. */
name: string, };

/** A view to keep. */
export type SavedViewSave = { 
/** The view that is replaced; a new one when missing. */
id?: string | null, 
/** Its name; as it was when missing. */
name?: string | null, 
/** What it shows. */
layout: ViewLayout, };

/** Whether a task is one obligation or one for each agency of a group. */
export type Scope = "single" | "each";

/** Whose points count. */
export type ScoredBy = "self" | "verified";

/** Looks for words. */
export type SearchRequest = { 
/** The words; marks do not matter. */
text: string, 
/** How many hits at the most; 30 when missing. */
limit?: number | null, };

/** Loads seeds into the open book. */
export type SeedLoad = { 
/** The name of shipped seeds (`khung-3-5`), or a folder with the same files. */
seed: string, };

/** What loading did. */
export type SeedLoaded = { 
/** Records read from the files. */
read: number, 
/** Records that were not in the book yet. */
added: number, };

/** An office to choose on first start. */
export type SeedOffice = { 
/** The seeded agency's key. */
key: string, 
/** In full. */
name: string, 
/** As offices write it. */
short_name: string, };

/** How many rows of one table go out and how many stay. */
export type SendCount = { 
/** The table. */
table: string, 
/** What its rows are called. */
name: string, 
/** Rows that go out. */
out: number, 
/** Rows that stay. */
stay: number, 
/** Removals that are told. */
removed: number, };

/** What goes out and what stays. */
export type SendPlan = { 
/** Table by table. */
tables: Array<SendCount>, 
/** Rows in all that go out. */
out: number, 
/** What never travels, in words. */
never: Array<string>, };

/** A package that was written. */
export type Sent = { 
/** The file. */
path: string, 
/** Its size. */
bytes: number, 
/** SHA-256 of the package, of what is inside where it is encrypted. */
sha256: string, 
/** Its sequence number. */
number: number, 
/** Rows in it. */
lines: number, };

/** What a series has one briefing for each of: `agency-group:63-dia-phuong`, `focus-area`, `indicator`. */
export type SeriesEach = string;

/** One briefing of a series, for the screen. */
export type SeriesPreview = { 
/** The series. */
series: SeriesRequest, 
/** The record, by id. */
record: string, };

/** A record of a series. */
export type SeriesRecord = { 
/** Its id. */
id: string, 
/** Its code, where it has one. */
code: string, 
/** Its name. */
name: string, 
/** The group of files it falls into. */
group: string, 
/** Whether the book says anything of it on that day. */
has_data: boolean, 
/** The name of the file it goes into. */
file: string, };

/** The records of a series. */
export type SeriesRecords = { 
/** In order. */
records: Array<SeriesRecord>, 
/** How many files it makes. */
files: number, 
/** The rule the names follow. */
name_rule: string, };

/** A series of briefings. */
export type SeriesRequest = { 
/** The briefing each is made from. */
briefing: BriefingRequest, 
/** What there is one for each of. */
each: SeriesEach, 
/** Only these records, by id; all when missing. */
only?: Array<string> | null, 
/** Whether records the book says nothing of are left out; a page says so when missing. */
leave_out_empty?: boolean | null, 
/** The rule of file names; the usual one when missing. */
name_rule?: string | null, 
/** Into how many files it falls. */
split?: SeriesSplit | null, };

/** A series to save. */
export type SeriesSave = { 
/** The series. */
series: SeriesRequest, 
/** The folder the files go to; made when it is not there. */
folder: string, 
/** The file, when it is one; named by the briefing when missing. */
path?: string | null, };

/** What saving a series came to. */
export type SeriesSaved = { 
/** The first file. */
path: string, 
/** The folder. */
folder: string, 
/** The files, in order. */
paths: Array<string>, 
/** How many pages they have together. */
pages: number, 
/** Records that were left out because the book says nothing of them. */
left_out: Array<string>, 
/** Records whose page says that there is nothing. */
empty: Array<string>, 
/** Characters the fonts lack, printed as □. */
replaced: Array<string>, 
/** Why the office's own template was not used. */
fault: TemplateFault | null, };

/** Into how many files a series falls. */
export type SeriesSplit = "one" | "agency" | "group";

/** Which settings to change. */
export type SettingEdit = { 
/** The office's agency, by id. */
office?: string | null | null, 
/** The person's name. */
person?: string | null, 
/** How "trước" is read. */
before_day?: BeforeDay | null, 
/** Days before the last day at which "sắp đến hạn" is said: one to six different numbers from 0 to 365. */
due_soon_days?: Array<number> | null, 
/** After how many months open work without a deadline is to be chased: 1 to 120. */
chase_after_months?: number | null, 
/** How lights are found; the usual method when emptied. */
method?: Method | null | null, 
/** Where the bands of the lights meet; the usual thresholds when emptied. */
thresholds?: ThresholdsEdit | null | null, 
/** The day of the last month by which administrative reports come in, after the cut-off; the 25th when emptied. */
send_by_day?: number | null | null, 
/** How many days after its period a statistical report is due, 0 to 366; on no day when emptied. */
statistics_days?: number | null | null, };

/** The settings of a book. */
export type Settings = { 
/** The office whose book this is. */
office: AgencyName | null, 
/** The person whose name signs the history. */
person: string, 
/** How "trước 30/5/2024" is read when nothing else is said. */
before_day: BeforeDay, 
/** When to remind and when to chase. */
reminders: Reminders, 
/** How this office finds the light of an indicator that has no method of its own. */
progress: Rule, 
/** By when reports come in. */
reports: ReportDays, };

/** A column as it stands in the file and as it was understood. */
export type SheetColumn = { 
/** The column by its letters. */
column: string, 
/** Its heading; of headings in several rows all, joined with ` · `. */
heading: string, 
/** The first values under it, as they stand. */
samples: Array<string>, 
/** How many numbers stand under it, where it is left out. */
numbers: number, 
/** The field it was matched to. */
field: string | null, 
/** The indicator of its values, by id. */
indicator: string | null, 
/** The agency of its values, by id. */
agency: string | null, 
/** The period of its values. */
period: string | null, };

/** A field that rows of the target can have. */
export type SheetField = { 
/** Its name for programs. */
field: string, 
/** What it is called. */
name: string, 
/** Whether no row can do without it. */
needed: boolean, 
/** Whether a column or a fixed value gives it. */
given: boolean, };

/** What a sheet is and how it was read. */
export type SheetHead = { 
/** The file's name, without its folder. */
name: string, 
/** What wrote it. */
file: FileKind, 
/** The file's SHA-256. */
sha256: string, 
/** All its sheets. */
sheets: Array<SheetSize>, 
/** Everything as it was used: what a person changes and hands back. */
used: SheetSetting, 
/** The columns of the sheet. */
columns: Array<SheetColumn>, 
/** The fields that rows can have, with whether they are given. */
fields: Array<SheetField>, 
/** How the text was read; none when every letter is plain. */
text: SheetText | null, 
/** The riskiest cells, the first 50. */
risky: Array<RiskyCell>, 
/** Rows under the headings that hold data. */
rows: number, 
/** Rows under the headings that hold no data: names of groups, sums, notes. */
left_out: number, 
/** The first 50 of them. */
left: Array<LeftOut>, 
/** Whether the columns are understood as a person said of an earlier file of the same sender. */
remembered: boolean, 
/** Names that the book does not know, understood as a person said of such a file. */
recalled: Array<RecalledName>, 
/** Whether this very file was applied before. */
again: boolean, 
/** Whether nobody but its titles says who sent it. */
sender_by_title: boolean, };

/** What a person said about a sheet. What is left out is proposed from the file and from what was said of the
 * sender's last file of the same make. */
export type SheetSetting = { 
/** The agency that made it, by id; otherwise the one that its titles name. Without either the file counts as this
 * office's own. */
sender?: string | null, 
/** The sheet, by name. */
sheet?: string | null, 
/** The rows that hold the headings. */
heading?: HeadingRows | null, 
/** What the rows become. */
target?: SheetTarget | null, 
/** What the columns hold; those not named are proposed. */
columns?: Array<ColumnSetting> | null, 
/** How the text is stored. */
encoding?: TextEncoding | null, 
/** The indicator of every row, by id. */
indicator?: string | null, 
/** The agency of every row, by id. */
agency?: string | null, 
/** The period of every row. */
period?: string | null, 
/** The calendar of the periods; statistical when nothing is said. */
calendar?: Calendar | null, 
/** The day that the figures speak of. */
as_of?: string | null, 
/** What names that the book does not know mean, by the question that they were asked about with; empty to be asked
 * again. What is left out is as it was answered for the sender's last file of the same make. */
names?: Array<QuestionAnswer> | null, };

/** One sheet of a file. */
export type SheetSize = { 
/** Its name; empty for a CSV. */
name: string, 
/** Whether it is hidden. */
hidden: boolean, 
/** Rows that hold something. */
rows: number, 
/** Columns up to the last that holds something. */
columns: number, };

/** What the rows of a sheet become. */
export type SheetTarget = "observation" | "task";

/** How the text of the file was read. */
export type SheetText = { 
/** The encoding that was used. */
encoding: TextEncoding, 
/** Whether the bytes leave no doubt, or a person chose it. */
certain: boolean, 
/** What each encoding that is possible would read. */
previews: Array<EncodingPreview>, };

/** How the sender of a file is known. */
export type SignatureState = "verified" | "unverified" | "none";

/** A slip to read. */
export type SlipRead = { 
/** The file. */
path: string, };

/** Something of a package that was not taken as it was sent. */
export type SlipRow = { 
/** The table it speaks of. */
table: string, 
/** What such a row is called. */
noun: string, 
/** The record here. */
record: string | null, 
/** What a person calls it. */
label: string | null, 
/** Refused, or asked about. */
outcome: Outcome, 
/** What the field is called. */
field: string | null, 
/** The value as it was sent. */
raw: string | null, 
/** Why it was refused, in words. */
message: string | null, 
/** What would have been accepted. */
accepted: string | null, 
/** Why it was asked about there. */
asking: Asking | null, 
/** What was decided there; none when it is still open. */
choice: Choice | null, 
/** What stood there. */
mine: string | null, 
/** What was sent. */
theirs: string | null, 
/** What stands there now. */
result: string | null, 
/** Whether there is something to do: it was not taken, and the record has not been changed since the slip came. */
to_mend: boolean, };

/** A slip to write. */
export type SlipSave = { 
/** The package that it answers, by its id among those received. */
package?: string | null, 
/** The form or sheet that it answers, by its id among the files received. */
file?: string | null, 
/** The day by which the rows are wanted mended. */
mend_by?: Day | null, 
/** Questions and remarks to the sender. */
note?: string | null, 
/** The file: ending in `.phieu35` for an office with the program (packages only), in `.docx` or
 * `.pdf` as a letter for any other. */
path: string, };

/** What a slip says. */
export type SlipTold = { 
/** Its id, once it was taken in. */
id: string | null, 
/** The office that wrote it. */
sender: Peer, 
/** The number of this office's package that it answers. */
number: number, 
/** The day it was written. */
made_on: string, 
/** The day it was taken in. */
received_on: string | null, 
/** The day by which the rows are wanted mended. */
mend_by: string | null, 
/** Questions and remarks. */
note: string | null, 
/** Whether the key of the office had been compared by then. */
verified: boolean, 
/** How the rows of the package came out there. */
counts: PlanCounts, 
/** What was not taken as it was sent. */
rows: Array<SlipRow>, };

/** What a file is, with what it says of itself: exactly one of the three is there. */
export type Source = { 
/** Which one. */
kind: SourceKind, 
/** Of a package. */
package: PackageHead | null, 
/** Of a form. */
form: FormHead | null, 
/** Of a sheet. */
sheet: SheetHead | null, };

/** What a file is. */
export type SourceKind = "package" | "form" | "sheet";

/** A stretch of time. */
export type Span = { 
/** What it means. */
kind: SpanKind, 
/** Its first day. */
from: string, 
/** Its last day, inclusive. */
to: string, };

/** What a stretch of time means. */
export type SpanKind = "term" | "extension" | "requested" | "late" | "open";

/** A status together with what is said beside it. */
export type Standing = { 
/** The status on the day asked about. */
status: Status, 
/** "(trễ N ngày)": days from the last day to completion, or to the day asked about; 0 if not late. */
late_days: number, 
/** Days left of open work in time; 0 on the last day itself, none otherwise. */
due_in: number | null, 
/** The narrowest reminder step the work has reached, in days, if it is open and in time. */
due_soon: number | null, 
/** Chưa bắt đầu: open and nobody has begun. */
not_started: boolean, 
/** Tạm dừng: open and paused. The deadline keeps running. */
paused: boolean, 
/** Open, without a deadline and old enough to be chased. */
chase: boolean, };

/** The one status of a piece of work on one day. */
export type Status = "done_on_time" | "done_late" | "done_no_deadline" | "open_in_time" | "open_overdue" | "open_no_deadline" | "ongoing";

/** A task whose status moved. */
export type StatusMove = { 
/** The task. */
id: string, 
/** Its code. */
code: string, 
/** What is to be done. */
statement: string, 
/** How it moved. */
kind: MoveKind, 
/** Its status before; none when it was not in the book. */
from: Status | null, 
/** Its status after. */
to: Status, 
/** Days late after. */
late_days: number, 
/** The day it was done, when it is. */
completed_on: string | null, 
/** Whether nobody touched it: only time passed. */
by_time: boolean, 
/** Who touched it. */
actors: Array<string>, };

/** One thing that happened to one part. */
export type Step = { 
/** Its id. */
id: string, 
/** The part it happened to. */
assignment: string, 
/** What happened. */
kind: StepKind, 
/** When. */
day: string, 
/** What came of it, or why. */
note: string | null, 
/** Number and symbol of what shows it. */
evidence: string | null, 
/** The document that shows it, when the book has it. */
document: string | null, 
/** What shows it, in words: the evidence as written, else what the document is called. */
shown: string | null, };

/** Says that something happened to one part or to many at once. */
export type StepAdd = { 
/** The parts it happened to. */
assignments: Array<string>, 
/** What happened. */
kind: StepKind, 
/** When; not a day to come. */
day: Day, 
/** What came of it, or why. */
note?: string | null, 
/** Number and symbol of what shows it. */
evidence?: string | null, 
/** The document that shows it, by id or code. */
document?: string | null, };

/** Which fields of a step to change. */
export type StepEdit = { 
/** Which step. */
id: string, 
/** When. */
day?: Day | null, 
/** What came of it, or why. */
note?: string | null | null, 
/** Number and symbol of what shows it. */
evidence?: string | null | null, 
/** The document that shows it, by id or code. */
document?: string | null | null, };

/** What happened. */
export type StepKind = "started" | "paused" | "resumed" | "done" | "reopened";

/** Which groups of agencies are shown where a task went on under another one. */
export type Structure = "current" | "before";

/** One agency continuing another. */
export type Succession = { 
/** Its id. */
id: string, 
/** The agency before. */
from: AgencyName, 
/** The agency after. */
to: AgencyName, 
/** From which day. */
on_day: string, 
/** How. */
part: SuccessionPart, 
/** A remark. */
note: string | null, };

/** A succession to add. */
export type SuccessionAdd = { 
/** The agency before, by id. */
from: string, 
/** The agency after, by id. */
to: string, 
/** From which day. */
on_day: Day, 
/** How. */
part: SuccessionPart, 
/** A remark. */
note?: string | null, };

/** How one agency continues another. */
export type SuccessionPart = "main" | "part" | "merged" | "renamed";

/** What a summary has a line for. */
export type SummaryBy = "agency" | "focus_area" | "document";

/** A summary to save, as PDF/A or as a workbook. */
export type SummarySave = { 
/** Which tasks, as of which day, by which deadline. Parts of other tasks are never counted. */
tasks?: TaskListRequest | null, 
/** What it has a line for; lead agencies when missing. */
by?: SummaryBy | null, 
/** How it is laid out. */
layout?: Layout | null, 
/** The file, ending in pdf or xlsx. */
path: string, };

/** How a table is written. */
export type TableFormat = "xlsx" | "csv_vietnamese" | "csv_plain" | "json" | "sdmx";

/** A table to write. */
export type TableSave = { 
/** Which one: `task`, `observation`, `indicator`, `agency` … */
table: string, 
/** How. */
format: TableFormat, 
/** The file, ending as the format says. */
path: string, };

/** A target of an indicator. */
export type Target = { 
/** Its id. */
id: string, 
/** Its code: T04. */
code: string | null, 
/** The indicator. */
indicator: string, 
/** What it asks. */
bound: Bound, 
/** Lower bound, change or exact value, in the indicator's unit. */
value_min: number | null, 
/** Upper bound, in the indicator's unit. */
value_max: number | null, 
/** The words of a qualitative target, or the target as printed. */
text: string | null, 
/** By when. */
deadline: Deadline, 
/** Whether it follows from other figures instead of standing in a source. */
derived: boolean, 
/** The one agency it is set for, by id. */
agency: string | null, 
/** The group each agency of which it is set for, by id. Without agency and group it is set for the whole. */
agency_group: string | null, 
/** A remark. */
note: string | null, 
/** Where it stands. */
citations: Array<Citation>, };

/** A target to add. */
export type TargetAdd = { 
/** The indicator, by id or code. */
indicator: string, 
/** Its code. */
code?: string | null, 
/** What it asks. */
bound: Bound, 
/** Lower bound, change or exact value. */
value_min?: Number | null, 
/** Upper bound. */
value_max?: Number | null, 
/** The words of a qualitative target. */
text?: string | null, 
/** By when, in words. */
deadline?: string | null, 
/** How "trước" is read. */
before_day?: BeforeDay | null, 
/** Whether it follows from other figures. */
derived?: boolean | null, 
/** The one agency it is set for, by id. */
agency?: string | null, 
/** The group each agency of which it is set for, by id or key. */
agency_group?: string | null, 
/** Where it stands. */
citations?: Array<CitationAdd> | null, 
/** A remark. */
note?: string | null, };

/** Which fields of a target to change. */
export type TargetEdit = { 
/** Which target, by id or code. */
id: string, 
/** What it asks. */
bound?: Bound | null, 
/** Lower bound, change or exact value. */
value_min?: Number | null | null, 
/** Upper bound. */
value_max?: Number | null | null, 
/** The words of a qualitative target. */
text?: string | null | null, 
/** By when, in words; empty text takes it away. */
deadline?: string | null, 
/** How "trước" is read. */
before_day?: BeforeDay | null, 
/** The one agency it is set for, by id. */
agency?: string | null | null, 
/** The group each agency of which it is set for, by id or key. */
agency_group?: string | null | null, 
/** A remark. */
note?: string | null | null, 
/** All its citations from now on. */
citations?: Array<CitationAdd> | null, };

/** The targets of one indicator, or of all. */
export type TargetListRequest = { 
/** The indicator, by id or code. */
indicator?: string | null, };

/** A target with how it is printed. */
export type TargetShown = { 
/** "ít nhất 53 dịch vụ", "50.000–100.000 người". */
written: string, 
/** Its id. */
id: string, 
/** Its code: T04. */
code: string | null, 
/** The indicator. */
indicator: string, 
/** What it asks. */
bound: Bound, 
/** Lower bound, change or exact value, in the indicator's unit. */
value_min: number | null, 
/** Upper bound, in the indicator's unit. */
value_max: number | null, 
/** The words of a qualitative target, or the target as printed. */
text: string | null, 
/** By when. */
deadline: Deadline, 
/** Whether it follows from other figures instead of standing in a source. */
derived: boolean, 
/** The one agency it is set for, by id. */
agency: string | null, 
/** The group each agency of which it is set for, by id. Without agency and group it is set for the whole. */
agency_group: string | null, 
/** A remark. */
note: string | null, 
/** Where it stands. */
citations: Array<Citation>, };

/** A task, whole. */
export type Task = { 
/** Everybody's part in it: leads first. Parts that count on other days only are there too. */
assignments: Array<Assignment>, 
/** Requests for a later deadline, in the order they were made. */
extensions: Array<Extension>, 
/** The tasks it is made of, by code. */
parts: Array<TaskRow>, 
/** Where it stands in the sources. */
citations: Array<Citation>, 
/** Tasks that belong to it. */
links: Array<TaskLink>, 
/** What the sources say differently about it. */
contradictions: Array<Contradiction>, 
/** Its id. */
id: string, 
/** Its code: N03. */
code: string, 
/** What is to be done. */
statement: string, 
/** One obligation or one for each agency of a group. */
scope: Scope, 
/** The group, when one for each. */
agency_group: string | null, 
/** The group's name. */
agency_group_name: string | null, 
/** Where it belongs, main focus area first. */
focus_areas: Array<TaskFocusArea>, 
/** Who leads. Empty for a task of a group, and where the sources name nobody. */
leads: Array<AgencyName>, 
/** Who coordinates. */
coordinating: Array<AgencyName>, 
/** The deadline as first given: as written and as read. Extensions leave it alone. */
deadline: Deadline, 
/** The last day that counts, by the deadline asked for: the current or the original one. */
due: string | null, 
/** How many extensions were approved by that day, those aside that were asked for after it was done. */
extended: number, 
/** Whether an extension was asked for and not decided by that day. */
pending_extension: boolean, 
/** How it stands on the day asked for, by the deadline asked for. */
standing: Standing, 
/** How it stands by the original deadline, when that was extended. */
original: Standing | null, 
/** Obligations done by that day. */
done: number, 
/** Obligations in all. */
of: number, 
/** The day the last obligation was done, when all are. */
completed_on: string | null, 
/** The expected product. */
product: string | null, 
/** Done regularly, so outside the rates. */
ongoing: boolean, 
/** The day it was assigned. */
assigned_on: string | null, 
/** What the sources leave unclear. */
flags: Array<Flag>, 
/** How much it presses. */
priority: Priority, 
/** Who in the office follows it (chuyên viên theo dõi). */
owner: string | null, 
/** The leader who assigned it (lãnh đạo giao). */
assigned_by: string | null, 
/** Its tags, in alphabetical order. */
tags: Array<string>, 
/** The task it is a part of; none before that was assigned: until then it is a task of its own. */
parent: string | null, 
/** How many of its parts are done. */
parts_done: number, 
/** How many parts it has. */
parts_of: number, 
/** What was last said about it; only in lists that show it. */
latest: LatestNote | null, 
/** What the documents it stands in are called in print, official ones first; only where it is shown. */
documents: Array<string>, 
/** A remark; only where it is shown. */
note: string | null, };

/** A task to add. */
export type TaskAdd = { 
/** Its code; the next free one when missing. */
code?: string | null, 
/** What is to be done. */
statement: string, 
/** The group whose agencies each have this obligation, by id or key; one obligation when missing. */
agency_group?: string | null, 
/** Who leads, by id. Nobody named yet when missing. */
lead?: string | null, 
/** Who coordinates, by id. */
coordinating?: Array<string> | null, 
/** The deadline in words: "trong tháng 5/2024". */
deadline?: string | null, 
/** How "trước" is read; the office's setting when missing. */
before_day?: BeforeDay | null, 
/** Where it belongs, main focus area first. */
focus_areas?: Array<TaskPlacing> | null, 
/** The expected product. */
product?: string | null, 
/** Done regularly. */
ongoing?: boolean | null, 
/** The day it was assigned; today when missing. */
assigned_on?: Day | null, 
/** Where it stands. */
citations?: Array<CitationAdd> | null, 
/** The task it is a part of, by id or code. */
parent?: string | null, 
/** How much it presses; normally when missing. */
priority?: Priority | null, 
/** Who in the office follows it. */
owner?: string | null, 
/** The leader who assigned it. */
assigned_by?: string | null, 
/** Its tags. */
tags?: Array<string> | null, 
/** A remark. */
note?: string | null, };

/** A task along time. */
export type TaskBar = { 
/** Its id. */
id: string, 
/** Its code. */
code: string, 
/** What is to be done. */
statement: string, 
/** Who leads, in short; for a common task the group and how many are done. */
leads: string, 
/** The deadline as written, with what was granted beyond it. */
deadline_words: string, 
/** How it stands on the day asked for, by the deadline asked for. */
standing: Standing, 
/** The day it was assigned. */
assigned_on: string | null, 
/** The last day first given. */
original: string | null, 
/** The last day that counts, by the deadline asked for. */
due: string | null, 
/** How many extensions were approved. */
extended: number, 
/** The day the last obligation was done, when all are. */
completed_on: string | null, 
/** Its stretches of time, from the first to the last. */
spans: Array<Span>, };

/** A column of the register. */
export type TaskColumn = "code" | "statement" | "product" | "focus_area" | "agency" | "coordinating" | "document" | "deadline" | "original" | "extended" | "status" | "late" | "done" | "priority" | "owner" | "assigned_by" | "tags" | "progress" | "difficulties" | "proposals" | "assigned_on" | "note";

/** Says that a task is done: every lead that was still open is done on that day. */
export type TaskComplete = { 
/** Which task, by id or code. */
id: string, 
/** The day it was done. */
completed_on: Day, 
/** What came of it. */
result?: string | null, 
/** What shows it: number and symbol of a document. */
evidence?: string | null, 
/** The document that shows it, by id or code. */
document?: string | null, };

/** The filter of `task_list` that opens the tasks behind a number, next to the statuses the number counts. */
export type TaskDoor = { 
/** The agency that has to do it, alone or as one of a group. */
obliged?: string, 
/** Empty: that nobody is named for. */
lead?: string, 
/** The group whose agencies each have it. */
agency_group?: string, 
/** The main focus area; empty: none yet. */
focus_area?: string, 
/** The document; empty: none cited. */
document?: string, 
/** The officer; empty: nobody. */
owner?: string, 
/** The first day the deadline may end on. */
due_from?: string, 
/** The last day the deadline may end on. */
due_to?: string, };

/** Which fields of a task to change. */
export type TaskEdit = { 
/** Which task, by id or code. */
id: string, 
/** Its code. */
code?: string | null, 
/** What is to be done. */
statement?: string | null, 
/** The deadline in words; empty text takes it away. */
deadline?: string | null, 
/** How "trước" is read in this deadline. */
before_day?: BeforeDay | null, 
/** Whether the deadline that stands there was a typing error: without this, one that has passed or was
 * extended is not written over. */
correction?: boolean | null, 
/** Where it belongs from now on, main focus area first. */
focus_areas?: Array<TaskPlacing> | null, 
/** The expected product. */
product?: string | null | null, 
/** Done regularly. */
ongoing?: boolean | null, 
/** The day it was assigned. */
assigned_on?: Day | null | null, 
/** What the sources leave unclear. */
flags?: Array<Flag> | null, 
/** All its citations from now on. */
citations?: Array<CitationAdd> | null, 
/** The task it is a part of, by id or code; empty makes it a task of its own. */
parent?: string | null | null, 
/** How much it presses. */
priority?: Priority | null, 
/** Who in the office follows it. */
owner?: string | null | null, 
/** The leader who assigned it. */
assigned_by?: string | null | null, 
/** All its tags from now on. */
tags?: Array<string> | null, 
/** A remark. */
note?: string | null | null, };

/** Changes the same fields of many tasks. */
export type TaskEditMany = { 
/** The tasks, by id or code. */
ids: Array<string>, 
/** What changes on each. */
fields: TaskFields, };

/** Which fields to change on each of many tasks. */
export type TaskFields = { 
/** The main focus area, by id or code; further ones stay. */
focus_area?: string | null | null, 
/** The deadline in words; empty text takes it away. */
deadline?: string | null, 
/** How "trước" is read in this deadline. */
before_day?: BeforeDay | null, 
/** Whether the deadlines that stand there were typing errors; see [`TaskEdit`]. */
correction?: boolean | null, 
/** How much they press. */
priority?: Priority | null, 
/** Who in the office follows them. */
owner?: string | null | null, 
/** The leader who assigned them. */
assigned_by?: string | null | null, 
/** Tags they get beside those they have. */
tags_add?: Array<string> | null, 
/** Tags they lose. */
tags_remove?: Array<string> | null, 
/** The lead agency, by id; empty when nobody is named. */
lead?: string | null | null, 
/** Done regularly. */
ongoing?: boolean | null, 
/** The day they were assigned. */
assigned_on?: Day | null | null, 
/** The expected product. */
product?: string | null | null, 
/** A remark. */
note?: string | null | null, };

/** A task's place in a framework. */
export type TaskFocusArea = { 
/** Whether it is the main one: counts go there. */
main: boolean, 
/** Whether this placing is only a proposal that no source confirms. */
proposed: boolean, 
/** Its id. */
id: string, 
/** For files and commands: DM2. */
code: string, 
/** As shown: ĐM2. */
mark: string, 
/** For charts: Hạ tầng số, nền tảng số. */
short_name: string, };

/** Asks for one task as of a day. */
export type TaskGetRequest = { 
/** Which task, by id or code. */
id: string, 
/** The day; today when missing. */
as_of?: Day | null, 
/** Which deadline its status goes by; the current one when missing. */
basis?: Basis | null, };

/** Rows of the list that belong together; they stand one after the other. */
export type TaskGroup = { 
/** What makes them one: an id, a status, a month such as `2024-05`; empty for those without. */
key: string, 
/** What a heading says. */
label: string, 
/** The place of the first row in the whole list. */
first: number, 
/** How many rows. */
count: number, 
/** Their counts by status; parts of other tasks are not counted. */
counts: Counts, };

/** What the register falls into groups by. */
export type TaskGroupKey = "focus_area" | "agency" | "status" | "document" | "deadline_month" | "owner" | "priority";

/** Names many tasks. */
export type TaskIds = { 
/** The tasks, by id or code. */
ids: Array<string>, };

/** Another task that belongs to this one. */
export type TaskLink = { 
/** The link's id. */
id: string, 
/** How they belong together. */
kind: TaskLinkKind, 
/** Whether this task is the one that refers to the other. */
outgoing: boolean, 
/** The other task. */
task: string, 
/** Its code. */
code: string, 
/** What it is. */
statement: string, 
/** A remark. */
note: string | null, };

/** A link between two tasks to add. */
export type TaskLinkAdd = { 
/** The task that refers, by id or code. */
from: string, 
/** The task referred to, by id or code. */
to: string, 
/** How they belong together. */
kind: TaskLinkKind, 
/** A remark. */
note?: string | null, };

/** How two tasks belong together. */
export type TaskLinkKind = "near_duplicate" | "follows";

/** A part of the register. */
export type TaskList = { 
/** The day the statuses are computed for. */
as_of: string, 
/** How many tasks fit the filter. */
total: number, 
/** Their counts by status. */
counts: Counts, 
/** Where the rows below begin. */
offset: number, 
/** The lines asked for. */
rows: Array<TaskRow>, 
/** The groups of the whole list, in order; none when it has no groups. */
groups: Array<TaskGroup>, 
/** The ids of the whole list, in order, when asked for. */
ids: Array<string> | null, 
/** The place of the task asked for, when it is in the list. */
place: number | null, };

/** Which tasks to list, as of which day, in which order, and which lines of that list. */
export type TaskListRequest = { 
/** The day the statuses are computed for; today when missing. */
as_of?: Day | null, 
/** Words that must occur in code, statement, product, agency, deadline, people or tags; marks do not matter. */
text?: string | null, 
/** Only these statuses. */
status?: Array<Status> | null, 
/** Only this main focus area, by id or code; empty text: those that have none yet. */
focus_area?: string | null, 
/** Only tasks in which this agency leads or coordinates; a task of a group is judged on its own part. */
agency?: string | null, 
/** Only tasks that this agency leads by itself, not as one of a group; empty text: that nobody is named for. */
lead?: string | null, 
/** Only tasks that this agency has to do, alone or as one of a group; a task of a group is judged on its
 * own part. */
obliged?: string | null, 
/** Only tasks given to each agency of this group, by id or key. */
agency_group?: string | null, 
/** Only tasks citing this document; empty text: those citing none. */
document?: string | null, 
/** Only tasks with one of these flags. */
flags?: Array<Flag> | null, 
/** Only those whose deadline ends on this day or later. */
due_from?: Day | null, 
/** Only those whose deadline ends on this day or earlier. */
due_to?: Day | null, 
/** Only those without a deadline that are old enough to chase. */
chase?: boolean | null, 
/** Which deadline statuses go by; the current one when missing. */
basis?: Basis | null, 
/** Parts of other tasks too; they are listed but never counted. */
parts?: boolean | null, 
/** Only the parts of this task, by id or code. */
parent?: string | null, 
/** Only those this person follows; empty text: those nobody does. */
owner?: string | null, 
/** Only those this leader assigned. */
assigned_by?: string | null, 
/** Only those with this tag. */
tag?: string | null, 
/** Only those of this priority. */
priority?: Priority | null, 
/** Only open ones in time whose last day is at the most so many days away; 0 is today. */
due_in?: number | null, 
/** Only those changed on this day or later. */
changed_since?: Day | null, 
/** Only those changed within so many days before the day asked for. */
changed_within?: number | null, 
/** Only those followed by the person who signs in this book. */
mine?: boolean | null, 
/** What the list falls into groups by; the groups come before every sort step. */
group_by?: TaskGroupKey | null, 
/** Sort steps, first decides; by code when missing. */
sort?: Array<TaskSort> | null, 
/** How many lines to leave out. */
offset?: number | null, 
/** How many lines at the most. */
limit?: number | null, 
/** Whether to answer the ids of the whole list too. */
ids?: boolean | null, 
/** A task, by id or code, whose place in the list is wanted. */
place_of?: string | null, };

/** A task that is not as it was. */
export type TaskMove = { 
/** The task. */
id: string, 
/** Its code. */
code: string, 
/** What is to be done. */
statement: string, 
/** Who leads. */
leads: string, 
/** How it stands at the later moment, in words. */
said: string, 
/** Its status at the earlier moment; none when it was not there. */
from: Status | null, 
/** Its status at the later one. */
to: Status, };

/** A block of cells and where it goes. */
export type TaskPaste = { 
/** The tasks of the rows, from the first one down, by id or code. Further rows have none yet. */
tasks: Array<string>, 
/** The columns of the cells, in order. Text for a column that is only read is passed over. */
columns: Array<TaskColumn>, 
/** The texts, row by row, dates day first. An agency or focus area may also be given by its id. */
cells: Array<Array<string>>, 
/** Whether rows without a task become new tasks; without this they are refused. */
add?: boolean | null, 
/** The day new tasks were assigned, where no column says so; today when missing. */
assigned_on?: Day | null, 
/** Whether the deadlines that stand there were typing errors; see [`TaskEdit`]. */
correction?: boolean | null, };

/** What a block would do. */
export type TaskPastePlan = { 
/** Cells to look at: refused ones first, then deadlines read by an assumption, then the others that
 * change. At most 300. */
cells: Array<PlannedCell>, 
/** How many cells change. */
changes: number, 
/** How many tasks change. */
tasks: number, 
/** How many tasks are added. */
added: number, 
/** How many rows have no task and are not to be added. */
beyond: number, 
/** How many cells cannot be taken. */
refused: number, 
/** How many of these would write over a deadline, and could if that was a typing error. */
overtyped: number, 
/** How many deadlines rest on an assumption. */
assumed: number, 
/** Columns of the block that are only read. */
passed_over: Array<TaskColumn>, };

/** The people that tasks name. */
export type TaskPeople = { 
/** Those in the office who follow tasks (chuyên viên theo dõi). */
owners: Array<UsedWord>, 
/** The leaders who assigned them (lãnh đạo giao). */
leaders: Array<UsedWord>, };

/** A focus area to place a task in. */
export type TaskPlacing = { 
/** The focus area, by id or code. */
focus_area: string, 
/** Whether the placing is only proposed; a person's placing is not. */
proposed?: boolean | null, };

/** The table of rates. */
export type TaskRates = { 
/** What they are made by. */
by: RateDimension, 
/** The day. */
as_of: string, 
/** The same day of the year before. */
last_year: string, 
/** Which deadline statuses go by. */
basis: Basis, 
/** The formulas of the rates, in the order of each row's rates. */
formulas: Array<RateFormula>, 
/** The rows. */
rows: Array<RateRow>, 
/** By agency: tasks given to each agency of a group, each as a whole, by group. */
groups: Array<RateRow>, 
/** All tasks, each once and as a whole. */
total: RateRow, 
/** Why the rows do not add up to the total, where they do not. */
twice: Array<Twice>, 
/** How many tasks done regularly were left out. */
ongoing: number, };

/** Asks for the rates. */
export type TaskRatesRequest = { 
/** What they are made by. */
by: RateDimension, 
/** The day; today when missing. */
as_of?: Day | null, 
/** Which deadline statuses go by; the current one when missing. */
basis?: Basis | null, 
/** The length of periods, by period: month, quarter, half_year or year; quarters when missing. */
period_kind?: PeriodKind | null, 
/** The calendar of periods; by the calendar, as deadlines such as "trong quý II" are read, when missing. */
calendar?: Calendar | null, 
/** Only tasks whose deadline ends on this day or later. */
from?: Day | null, 
/** Only tasks whose deadline ends on this day or earlier. */
to?: Day | null, };

/** Passes a common task on. */
export type TaskRegroup = { 
/** Which task, by id or code. */
id: string, 
/** The group from then on, by id or key; it may be the same when its members changed. */
agency_group: string, 
/** The first day under the new group. */
on_day: Day, 
/** What new agencies take over. */
carry: Carry, 
/** A remark. */
note?: string | null, };

/** Opens a done task again. */
export type TaskReopen = { 
/** Which task, by id or code. */
id: string, 
/** The day from which it is open again; today when missing. */
day?: Day | null, 
/** Why. */
note?: string | null, };

/** One line of the register. */
export type TaskRow = { 
/** Its id. */
id: string, 
/** Its code: N03. */
code: string, 
/** What is to be done. */
statement: string, 
/** One obligation or one for each agency of a group. */
scope: Scope, 
/** The group, when one for each. */
agency_group: string | null, 
/** The group's name. */
agency_group_name: string | null, 
/** Where it belongs, main focus area first. */
focus_areas: Array<TaskFocusArea>, 
/** Who leads. Empty for a task of a group, and where the sources name nobody. */
leads: Array<AgencyName>, 
/** Who coordinates. */
coordinating: Array<AgencyName>, 
/** The deadline as first given: as written and as read. Extensions leave it alone. */
deadline: Deadline, 
/** The last day that counts, by the deadline asked for: the current or the original one. */
due: string | null, 
/** How many extensions were approved by that day, those aside that were asked for after it was done. */
extended: number, 
/** Whether an extension was asked for and not decided by that day. */
pending_extension: boolean, 
/** How it stands on the day asked for, by the deadline asked for. */
standing: Standing, 
/** How it stands by the original deadline, when that was extended. */
original: Standing | null, 
/** Obligations done by that day. */
done: number, 
/** Obligations in all. */
of: number, 
/** The day the last obligation was done, when all are. */
completed_on: string | null, 
/** The expected product. */
product: string | null, 
/** Done regularly, so outside the rates. */
ongoing: boolean, 
/** The day it was assigned. */
assigned_on: string | null, 
/** What the sources leave unclear. */
flags: Array<Flag>, 
/** How much it presses. */
priority: Priority, 
/** Who in the office follows it (chuyên viên theo dõi). */
owner: string | null, 
/** The leader who assigned it (lãnh đạo giao). */
assigned_by: string | null, 
/** Its tags, in alphabetical order. */
tags: Array<string>, 
/** The task it is a part of; none before that was assigned: until then it is a task of its own. */
parent: string | null, 
/** How many of its parts are done. */
parts_done: number, 
/** How many parts it has. */
parts_of: number, 
/** What was last said about it; only in lists that show it. */
latest: LatestNote | null, 
/** What the documents it stands in are called in print, official ones first; only where it is shown. */
documents: Array<string>, 
/** A remark; only where it is shown. */
note: string | null, };

/** One step of a sort. */
export type TaskSort = { 
/** By what. */
key: TaskSortKey, 
/** From the end. */
descending?: boolean | null, };

/** What the register is sorted by. */
export type TaskSortKey = "code" | "statement" | "focus_area" | "agency" | "product" | "document" | "deadline" | "original" | "extended" | "status" | "late" | "done" | "priority" | "owner" | "assigned_by" | "assigned_on";

/** Says that something happened to many tasks, in all their leads' parts. */
export type TaskStepMany = { 
/** The tasks, by id or code. */
ids: Array<string>, 
/** What happened. */
kind: StepKind, 
/** When; not a day to come. */
day: Day, 
/** What came of it, or why. */
note?: string | null, 
/** Number and symbol of what shows it. */
evidence?: string | null, };

/** What an act on several tasks did. */
export type TasksChanged = { 
/** How many tasks it changed. */
tasks: number, 
/** The codes of new tasks. */
added: Array<string>, 
/** The codes of those that were left as they are, because there was nothing to do. */
left: Array<string>, };

/** Why the office's own template was not used. */
export type TemplateFault = { 
/** The folder of the office's templates. */
folder: string, 
/** The file. */
file: string, 
/** The line in it, counted from 1; 0 when it is not known. */
line: number, 
/** What is wrong, as the page setter says it. */
message: string, 
/** The whole, as a sentence. */
said: string, };

/** What the records of a template's series are. */
export type TemplateFor = "whole" | "agency" | "focus_area" | "indicator";

/** How the text of a file is stored. */
export type TextEncoding = "utf8" | "utf16" | "windows1258" | "tcvn3" | "vni";

/** The size of everything. */
export type TextSize = "medium" | "large" | "larger";

/** Light, dark, or as the system has it. */
export type Theme = "system" | "light" | "dark";

/** Where the bands meet. Each begins where the next better one ends, so there is no gap. */
export type Thresholds = { 
/** From here on: on track. */
on_track: number, 
/** From here on: must speed up. */
speed_up: number, 
/** From here on: slow. Below: moving away. */
slow: number, };

/** Where the bands of the lights are to meet. */
export type ThresholdsEdit = { 
/** From here on: on track. */
on_track: Number, 
/** From here on: must speed up. */
speed_up: Number, 
/** From here on: slow. Below: moving away. */
slow: Number, };

/** How figures of several periods combine. */
export type TimeRule = "last" | "sum" | "mean";

/** A part of the register along time. */
export type Timeline = { 
/** The day the statuses are computed for. */
as_of: string, 
/** How many tasks there are, those without a deadline included. */
total: number, 
/** Their counts by status. */
counts: Counts, 
/** The first day of any bar, or the day asked for when there is none. */
first_day: string, 
/** The last day of any bar, or the day asked for when that is later. */
last_day: string, 
/** The groups in which the bars stand, in order; those without a deadline last. */
groups: Array<TimelineGroup>, 
/** Where the bars below begin. */
offset: number, 
/** The bars asked for. */
bars: Array<TaskBar>, };

/** A group of bars that stand together. */
export type TimelineGroup = { 
/** What they have in common; empty when nothing was asked for. */
label: string, 
/** How many they are. */
count: number, 
/** Whether these are the tasks without a deadline, which stand apart after all others. */
undated: boolean, };

/** Which tasks to show along time. */
export type TimelineRequest = { 
/** Which tasks, as of which day, by which deadline, in which order and groups, as the register is
 * filtered; by deadline when no order is asked for. `offset` and `limit` choose the bars. */
filter?: TaskListRequest | null, 
/** Only what touches this day or a later one. */
from?: Day | null, 
/** Only what touches this day or an earlier one. */
to?: Day | null, };

/** A timeline to save. */
export type TimelineSave = { 
/** What it shows. */
timeline?: TimelineRequest | null, 
/** The sheet of paper, on its side; A4 when missing. */
paper?: PaperSize | null, 
/** The file, ending in pdf. */
path: string, };

/** Tasks that rows count otherwise than once. */
export type Twice = { 
/** Why. */
why: TwiceWhy, 
/** How many tasks. */
tasks: number, 
/** How often the rows count them together. */
counted: number, };

/** Why rows count a task more than once. */
export type TwiceWhy = "two_leads" | "each_agency" | "several_documents";

/** What undo and redo would do next. */
export type UndoState = { 
/** What undo would take back. */
undo: UndoStep | null, 
/** What redo would do again. */
redo: UndoStep | null, };

/** Something that can be taken back or done again. */
export type UndoStep = { 
/** The command; its words stand under `op.<command>`. */
command: string, 
/** What it was about. */
subject: string, };

/** A word in use, and how often. */
export type UsedWord = { 
/** The tag or the name. */
name: string, 
/** How many tasks have it. */
count: number, };

/** One column of a view. */
export type ViewColumn = { 
/** Which. */
key: TaskColumn, 
/** How wide, in pixels at the text size "vừa"; as usual when missing. */
width?: number | null, };

/** What a view shows: the request a list is asked with, and the columns, in order. */
export type ViewLayout = { 
/** Filter, order and groups. A view belongs to no day and to no part of the list. */
list: TaskListRequest, 
/** The columns, in order; those of the person at the machine when missing. */
columns?: Array<ViewColumn> | null, };

/** An error as it travels: the same on the window's bridge, on `so35 --json` and on `so35 rpc`. */
export type WireError = { 
/** What the window decides by, such as `deadline.no_such_day`. */
code: string, 
/** Which of the three kinds. */
kind: ErrorKind, 
/** What happened, in the person's language. */
message: string, 
/** The field of the request. */
field?: string, 
/** The line of a file. */
row?: number, 
/** What to do next. */
hint?: string, };

/** A file that is not as it was attached. */
export type WrongFile = { 
/** The attachment. */
id: string, 
/** What it belongs to: the task's code or the document's number and symbol. */
owner: string, 
/** Its name. */
name: string, 
/** Missing or altered. */
state: FileState, };

/** The version before. */
export type YearBefore = { 
/** Its year. */
year: number, 
/** Codes of groups and items that are not the same in both; empty when the two can be compared. */
differing: Array<string>, };

/** Every command: what it takes, what it gives, and whether it changes the book. */
export type Commands = {
  desk_state: { kind: "desk"; request: Empty; reply: DeskState };
  prefs_edit: { kind: "desk"; request: PrefsEdit; reply: Prefs };
  book_create: { kind: "desk"; request: BookCreate; reply: DeskState };
  book_open: { kind: "desk"; request: BookOpen; reply: DeskState };
  reminders_seen: { kind: "desk"; request: Empty; reply: DeskState };
  seed_offices: { kind: "desk"; request: Empty; reply: Array<SeedOffice> };
  overview: { kind: "read"; request: OverviewRequest; reply: Overview };
  task_rates: { kind: "read"; request: TaskRatesRequest; reply: TaskRates };
  reminders: { kind: "read"; request: ReminderRequest; reply: ReminderList };
  search: { kind: "read"; request: SearchRequest; reply: Array<Hit> };
  deadline_read: { kind: "read"; request: DeadlineReadRequest; reply: Deadline };
  period_recent: { kind: "read"; request: PeriodRecentRequest; reply: Array<PeriodSpan> };
  figure_read: { kind: "read"; request: FigureReadRequest; reply: FigureRead };
  task_list: { kind: "read"; request: TaskListRequest; reply: TaskList };
  timeline: { kind: "read"; request: TimelineRequest; reply: Timeline };
  calendar: { kind: "read"; request: CalendarRequest; reply: CalendarMonth };
  task_get: { kind: "read"; request: TaskGetRequest; reply: Task };
  task_add: { kind: "write"; request: TaskAdd; reply: Task };
  task_edit: { kind: "write"; request: TaskEdit; reply: Task };
  task_complete: { kind: "write"; request: TaskComplete; reply: Task };
  task_reopen: { kind: "write"; request: TaskReopen; reply: Task };
  task_edit_many: { kind: "write"; request: TaskEditMany; reply: TasksChanged };
  task_step_many: { kind: "write"; request: TaskStepMany; reply: TasksChanged };
  task_delete_many: { kind: "write"; request: TaskIds; reply: TasksChanged };
  task_paste_plan: { kind: "read"; request: TaskPaste; reply: TaskPastePlan };
  task_paste: { kind: "write"; request: TaskPaste; reply: TasksChanged };
  task_delete: { kind: "write"; request: IdRequest; reply: null };
  task_link_add: { kind: "write"; request: TaskLinkAdd; reply: Task };
  task_link_delete: { kind: "write"; request: IdRequest; reply: null };
  saved_view_list: { kind: "read"; request: Empty; reply: Array<SavedView> };
  saved_view_save: { kind: "write"; request: SavedViewSave; reply: SavedView };
  saved_view_rename: { kind: "write"; request: SavedViewRename; reply: SavedView };
  saved_view_move: { kind: "write"; request: SavedViewMove; reply: Array<SavedView> };
  saved_view_delete: { kind: "write"; request: IdRequest; reply: null };
  assignment_list: { kind: "read"; request: AssignmentListRequest; reply: Array<Assignment> };
  assignment_get: { kind: "read"; request: IdRequest; reply: Assignment };
  assignment_add: { kind: "write"; request: AssignmentAdd; reply: Assignment };
  assignment_edit: { kind: "write"; request: AssignmentEdit; reply: Assignment };
  assignment_delete: { kind: "write"; request: IdRequest; reply: null };
  step_add: { kind: "write"; request: StepAdd; reply: Array<Assignment> };
  step_edit: { kind: "write"; request: StepEdit; reply: Assignment };
  step_delete: { kind: "write"; request: IdRequest; reply: Assignment };
  progress_note_add: { kind: "write"; request: ProgressNoteAdd; reply: Assignment };
  progress_note_edit: { kind: "write"; request: ProgressNoteEdit; reply: Assignment };
  progress_note_delete: { kind: "write"; request: IdRequest; reply: Assignment };
  matrix: { kind: "read"; request: MatrixRequest; reply: Matrix };
  matrix_missing: { kind: "read"; request: MatrixRequest; reply: MissingList };
  task_regroup_plan: { kind: "read"; request: TaskRegroup; reply: RegroupPlan };
  task_regroup: { kind: "write"; request: TaskRegroup; reply: Task };
  extension_request: { kind: "write"; request: ExtensionRequest; reply: Task };
  extension_decide: { kind: "write"; request: ExtensionDecide; reply: Task };
  extension_edit: { kind: "write"; request: ExtensionEdit; reply: Task };
  extension_delete: { kind: "write"; request: IdRequest; reply: Task };
  task_tags: { kind: "read"; request: Empty; reply: Array<UsedWord> };
  task_people: { kind: "read"; request: Empty; reply: TaskPeople };
  attachment_list: { kind: "read"; request: AttachmentListRequest; reply: Array<Attachment> };
  attachment_get: { kind: "read"; request: IdRequest; reply: Attachment };
  attachment_add: { kind: "write"; request: AttachmentAdd; reply: Array<Attachment> };
  attachment_edit: { kind: "write"; request: AttachmentEdit; reply: Attachment };
  attachment_delete: { kind: "write"; request: IdRequest; reply: null };
  attachment_open: { kind: "job"; request: IdRequest; reply: FileCopied };
  attachment_save_as: { kind: "job"; request: AttachmentSaveAs; reply: FileCopied };
  attachment_check: { kind: "job"; request: Empty; reply: FilesChecked };
  attachment_tidy: { kind: "job"; request: Empty; reply: FilesTidied };
  indicator_list: { kind: "read"; request: IndicatorListRequest; reply: IndicatorList };
  indicator_get: { kind: "read"; request: IndicatorGetRequest; reply: Indicator };
  indicator_add: { kind: "write"; request: IndicatorAdd; reply: Indicator };
  indicator_edit: { kind: "write"; request: IndicatorEdit; reply: Indicator };
  indicator_delete: { kind: "write"; request: IdRequest; reply: null };
  indicator_override: { kind: "write"; request: OverrideAdd; reply: Indicator };
  indicator_override_delete: { kind: "write"; request: IdRequest; reply: Indicator };
  method_break_add: { kind: "write"; request: MethodBreakAdd; reply: Indicator };
  method_break_delete: { kind: "write"; request: IdRequest; reply: Indicator };
  rollup: { kind: "read"; request: RollupRequest; reply: Rollup };
  composite_list: { kind: "read"; request: Empty; reply: Array<CompositeRow> };
  composite_get: { kind: "read"; request: CompositeGetRequest; reply: Composite };
  composite_ranking: { kind: "read"; request: RankingRequest; reply: CompositeRanking };
  composite_scores: { kind: "read"; request: CompositeScoresRequest; reply: Array<CompositeScore> };
  composite_paste_plan: { kind: "read"; request: CompositePaste; reply: PastePlan };
  composite_add: { kind: "write"; request: CompositeAdd; reply: Composite };
  composite_edit: { kind: "write"; request: CompositeEdit; reply: Composite };
  composite_delete: { kind: "write"; request: IdRequest; reply: null };
  composite_version_add: { kind: "write"; request: CompositeVersionAdd; reply: Composite };
  composite_version_edit: { kind: "write"; request: CompositeVersionEdit; reply: Composite };
  composite_version_delete: { kind: "write"; request: IdRequest; reply: Composite };
  composite_item_add: { kind: "write"; request: CompositeItemAdd; reply: Composite };
  composite_item_edit: { kind: "write"; request: CompositeItemEdit; reply: Composite };
  composite_item_move: { kind: "write"; request: CompositeItemMove; reply: Composite };
  composite_item_delete: { kind: "write"; request: IdRequest; reply: Composite };
  composite_score_set: { kind: "write"; request: CompositeScoreSet; reply: CompositeScore | null };
  composite_score_clear: { kind: "write"; request: CompositeScoreClear; reply: null };
  composite_paste: { kind: "write"; request: CompositePaste; reply: number };
  target_list: { kind: "read"; request: TargetListRequest; reply: Array<Target> };
  target_get: { kind: "read"; request: IdRequest; reply: Target };
  target_add: { kind: "write"; request: TargetAdd; reply: Target };
  target_edit: { kind: "write"; request: TargetEdit; reply: Target };
  target_delete: { kind: "write"; request: IdRequest; reply: null };
  observation_list: { kind: "read"; request: ObservationListRequest; reply: Array<Observation> };
  observation_get: { kind: "read"; request: IdRequest; reply: Observation };
  observation_add: { kind: "write"; request: ObservationAdd; reply: Observation };
  observation_edit: { kind: "write"; request: ObservationEdit; reply: Observation };
  observation_parts_set: { kind: "write"; request: ObservationPartsSet; reply: Observation };
  observation_approve: { kind: "write"; request: ObservationIds; reply: number };
  observation_delete: { kind: "write"; request: IdRequest; reply: null };
  entry_grid: { kind: "read"; request: EntryGridRequest; reply: EntryGrid };
  entry_check: { kind: "read"; request: EntryBlock; reply: EntryChecked };
  entry_save: { kind: "write"; request: EntryBlock; reply: EntrySaved };
  completeness: { kind: "read"; request: CompletenessRequest; reply: Completeness };
  completeness_missing: { kind: "read"; request: CompletenessMissingRequest; reply: CompletenessMissing };
  period_lock_list: { kind: "read"; request: Empty; reply: Array<PeriodLock> };
  period_lock_add: { kind: "write"; request: PeriodLockAdd; reply: PeriodLock };
  period_lock_open: { kind: "write"; request: PeriodLockOpen; reply: PeriodLock };
  dimension_list: { kind: "read"; request: Empty; reply: Array<Dimension> };
  dimension_get: { kind: "read"; request: IdRequest; reply: Dimension };
  dimension_add: { kind: "write"; request: DimensionAdd; reply: Dimension };
  dimension_edit: { kind: "write"; request: DimensionEdit; reply: Dimension };
  dimension_delete: { kind: "write"; request: IdRequest; reply: null };
  agency_list: { kind: "read"; request: AgencyListRequest; reply: Array<AgencyRow> };
  agency_get: { kind: "read"; request: IdRequest; reply: Agency };
  agency_add: { kind: "write"; request: AgencyAdd; reply: Agency };
  agency_edit: { kind: "write"; request: AgencyEdit; reply: Agency };
  agency_delete: { kind: "write"; request: IdRequest; reply: null };
  agency_succession_add: { kind: "write"; request: SuccessionAdd; reply: Agency };
  agency_succession_delete: { kind: "write"; request: IdRequest; reply: null };
  agency_group_list: { kind: "read"; request: Empty; reply: Array<AgencyGroup> };
  agency_group_get: { kind: "read"; request: IdRequest; reply: AgencyGroup };
  agency_group_successors: { kind: "read"; request: AgencyGroupSuccessorsRequest; reply: Array<AgencyName> };
  agency_group_add: { kind: "write"; request: AgencyGroupAdd; reply: AgencyGroup };
  agency_group_edit: { kind: "write"; request: AgencyGroupEdit; reply: AgencyGroup };
  agency_group_delete: { kind: "write"; request: IdRequest; reply: null };
  document_list: { kind: "read"; request: ListRequest; reply: Array<Document> };
  document_get: { kind: "read"; request: IdRequest; reply: Document };
  document_register: { kind: "read"; request: DocumentRegisterRequest; reply: Array<DocumentRow> };
  document_cited: { kind: "read"; request: DocumentCitedRequest; reply: DocumentCited };
  document_draft: { kind: "read"; request: DocumentDraftRequest; reply: Draft };
  document_enter: { kind: "write"; request: DocumentEnter; reply: DocumentEntered };
  document_add: { kind: "write"; request: DocumentAdd; reply: Document };
  document_edit: { kind: "write"; request: DocumentEdit; reply: Document };
  document_delete: { kind: "write"; request: IdRequest; reply: null };
  framework_list: { kind: "read"; request: Empty; reply: Array<Framework> };
  framework_get: { kind: "read"; request: IdRequest; reply: Framework };
  framework_add: { kind: "write"; request: FrameworkAdd; reply: Framework };
  framework_edit: { kind: "write"; request: FrameworkEdit; reply: Framework };
  focus_area_edit: { kind: "write"; request: FocusAreaEdit; reply: FocusArea };
  contradiction_list: { kind: "read"; request: Empty; reply: Array<Contradiction> };
  contradiction_get: { kind: "read"; request: IdRequest; reply: Contradiction };
  contradiction_decide: { kind: "write"; request: ContradictionDecide; reply: Contradiction };
  office_key: { kind: "read"; request: Empty; reply: OfficeKey | null };
  office_key_make: { kind: "write"; request: Empty; reply: OfficeKey };
  peer_list: { kind: "read"; request: Empty; reply: Array<Peer> };
  peer_get: { kind: "read"; request: IdRequest; reply: Peer };
  peer_add: { kind: "write"; request: PeerAdd; reply: Peer };
  peer_edit: { kind: "write"; request: PeerEdit; reply: Peer };
  peer_verify: { kind: "write"; request: PeerVerify; reply: Peer };
  peer_delete: { kind: "write"; request: IdRequest; reply: null };
  card_save: { kind: "job"; request: CardSave; reply: FileSaved };
  contact_read: { kind: "job"; request: ContactRead; reply: ContactOffer };
  directory_save: { kind: "job"; request: DirectoryFile; reply: FileSaved };
  directory_read: { kind: "job"; request: DirectoryFile; reply: DirectoryRead };
  directory_take: { kind: "write"; request: DirectoryFile; reply: DirectoryRead };
  exchange_send_plan: { kind: "read"; request: ExchangeSendPlan; reply: SendPlan };
  exchange_send: { kind: "write"; request: ExchangeSend; reply: Sent };
  exchange_plan: { kind: "job"; request: ExchangePlanRequest; reply: ExchangePlan };
  exchange_files: { kind: "desk"; request: ExchangeFilesRequest; reply: ExchangeFiles };
  exchange_draft: { kind: "desk"; request: ExchangeDraftRequest; reply: ExchangeDraft };
  exchange_draft_save: { kind: "desk"; request: ExchangeDraftSave; reply: null };
  exchange_draft_forget: { kind: "desk"; request: ExchangeDraftForget; reply: null };
  exchange_apply: { kind: "write"; request: ExchangeApply; reply: ExchangeApplied };
  exchange_undo_plan: { kind: "job"; request: ExchangeUndo; reply: ExchangeUndoPlan };
  exchange_undo: { kind: "write"; request: ExchangeUndo; reply: ExchangeUndoPlan };
  exchange_format: { kind: "read"; request: Empty; reply: PackageFormat };
  exchange_format_save: { kind: "job"; request: FormatSave; reply: FileSaved };
  table_save: { kind: "job"; request: TableSave; reply: FileSaved };
  package_list: { kind: "read"; request: Empty; reply: Array<PackageMoment> };
  exchange_received: { kind: "read"; request: IdRequest; reply: Array<PackageReceived> };
  exchange_plan_save: { kind: "job"; request: ExchangePlanSave; reply: FileSaved };
  form_save: { kind: "write"; request: FormSave; reply: FormMade };
  form_series_save: { kind: "write"; request: FormSeriesSave; reply: FormSeriesMade };
  form_list: { kind: "read"; request: FormListRequest; reply: Array<FormIssued> };
  exchange_board: { kind: "read"; request: BoardRequest; reply: Board };
  exchange_consolidation: { kind: "read"; request: ConsolidationRequest; reply: Consolidation };
  reminder_letter_save: { kind: "job"; request: ReminderLetterSave; reply: FileSaved };
  slip_save: { kind: "job"; request: SlipSave; reply: FileSaved };
  slip_read: { kind: "job"; request: SlipRead; reply: SlipTold };
  slip_take: { kind: "write"; request: SlipRead; reply: SlipTold };
  slip_list: { kind: "read"; request: Empty; reply: Array<SlipTold> };
  received_rows: { kind: "read"; request: ReceivedRowsRequest; reply: Array<ReceivedRow> };
  setting_list: { kind: "read"; request: Empty; reply: Settings };
  setting_edit: { kind: "write"; request: SettingEdit; reply: Settings };
  seed_load: { kind: "write"; request: SeedLoad; reply: SeedLoaded };
  history: { kind: "read"; request: HistoryRequest; reply: Array<HistoryAct> };
  changes: { kind: "read"; request: ChangesRequest; reply: Changes };
  history_restore: { kind: "write"; request: RestoreRequest; reply: null };
  op_list: { kind: "read"; request: OpListRequest; reply: OpList };
  undo_state: { kind: "read"; request: Empty; reply: UndoState };
  undo: { kind: "write"; request: Empty; reply: null };
  redo: { kind: "write"; request: Empty; reply: null };
  chart_kinds: { kind: "read"; request: Empty; reply: Array<ChartKindInfo> };
  chart_draw: { kind: "read"; request: ChartRequest; reply: ChartDrawn };
  chart_picture: { kind: "read"; request: ChartRequest; reply: ChartPicture };
  chart_save: { kind: "job"; request: ChartSave; reply: FileSaved };
  briefing_list: { kind: "read"; request: Empty; reply: Array<BriefingRow> };
  briefing_get: { kind: "read"; request: IdRequest; reply: Briefing };
  briefing_templates: { kind: "read"; request: Empty; reply: Array<BriefingTemplate> };
  briefing_add: { kind: "write"; request: BriefingAdd; reply: Briefing };
  briefing_edit: { kind: "write"; request: BriefingEdit; reply: Briefing };
  briefing_duplicate: { kind: "write"; request: BriefingDuplicate; reply: Briefing };
  briefing_move: { kind: "write"; request: BriefingMove; reply: Array<BriefingRow> };
  briefing_delete: { kind: "write"; request: IdRequest; reply: null };
  briefing_page_add: { kind: "write"; request: BriefingPageAdd; reply: Briefing };
  briefing_page_edit: { kind: "write"; request: BriefingPageEdit; reply: Briefing };
  briefing_page_move: { kind: "write"; request: BriefingMove; reply: Briefing };
  briefing_page_delete: { kind: "write"; request: IdRequest; reply: Briefing };
  briefing_block_edit: { kind: "write"; request: BriefingBlockEdit; reply: Briefing };
  briefing_issue: { kind: "write"; request: BriefingIssue; reply: IssuedBriefing };
  issued_briefing_list: { kind: "read"; request: Empty; reply: Array<IssuedBriefing> };
  issued_briefing_preview: { kind: "read"; request: IdRequest; reply: BriefingPages };
  issued_briefing_save: { kind: "job"; request: IssuedSave; reply: FileSaved };
  issued_briefing_delete: { kind: "write"; request: IdRequest; reply: null };
  briefing_compare: { kind: "read"; request: BriefingCompare; reply: Compared };
  briefing_preview: { kind: "read"; request: BriefingRequest; reply: BriefingPages };
  briefing_save: { kind: "job"; request: BriefingSave; reply: FileSaved };
  series_records: { kind: "read"; request: SeriesRequest; reply: SeriesRecords };
  series_preview: { kind: "read"; request: SeriesPreview; reply: BriefingPages };
  series_save: { kind: "job"; request: SeriesSave; reply: SeriesSaved };
  printer_list: { kind: "desk"; request: Empty; reply: PrinterList };
  briefing_print: { kind: "job"; request: BriefingPrint; reply: Printed };
  register_save: { kind: "job"; request: RegisterSave; reply: FileSaved };
  summary_save: { kind: "job"; request: SummarySave; reply: FileSaved };
  matrix_save: { kind: "job"; request: MatrixSave; reply: FileSaved };
  timeline_save: { kind: "job"; request: TimelineSave; reply: FileSaved };
  calendar_save: { kind: "job"; request: CalendarSave; reply: FileSaved };
  definition_save: { kind: "job"; request: DefinitionSave; reply: FileSaved };
  composite_save: { kind: "job"; request: CompositeSave; reply: FileSaved };
  deadlines_ics: { kind: "job"; request: DeadlinesIcs; reply: IcsSaved };
  backup: { kind: "job"; request: BackupRequest; reply: BackupMade };
  check: { kind: "job"; request: Empty; reply: Checked };
};
