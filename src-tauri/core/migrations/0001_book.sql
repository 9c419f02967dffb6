-- The book. Every noun table has one text key `id`, so that the journal can name any row.
-- Days are 'YYYY-MM-DD', instants integer milliseconds since 1970 (UTC), booleans 0/1.
-- Text is NFC and trimmed before it comes here; numbers are finite (a NaN would be stored as NULL).

CREATE TABLE setting (
  id    TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE agency (
  id         TEXT PRIMARY KEY NOT NULL,
  key        TEXT UNIQUE,                 -- stable slug of a seeded agency
  code       TEXT UNIQUE,                 -- identifier of QĐ 20/2020/QĐ-TTg, only when known
  area_code  TEXT,                        -- 2-digit province code; old and new units may share one
  name       TEXT NOT NULL CHECK (length(name) > 0),
  short_name TEXT NOT NULL CHECK (length(short_name) > 0),
  kind       TEXT NOT NULL CHECK (kind IN ('government', 'ministry', 'ministry_level', 'government_agency',
               'committee', 'province', 'office', 'party_office', 'enterprise_group', 'other')),
  parent     TEXT REFERENCES agency (id),
  valid_from TEXT CHECK (valid_from IS NULL OR date(valid_from) IS valid_from),
  valid_to   TEXT CHECK (valid_to IS NULL OR date(valid_to) IS valid_to),
  note       TEXT
) STRICT;
CREATE INDEX agency_parent ON agency (parent);

CREATE TABLE agency_succession (
  id          TEXT PRIMARY KEY NOT NULL,
  from_agency TEXT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
  to_agency   TEXT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
  on_day      TEXT NOT NULL CHECK (date(on_day) IS on_day),
  part        TEXT NOT NULL CHECK (part IN ('main', 'part', 'merged', 'renamed')),
  note        TEXT,
  UNIQUE (from_agency, to_agency),
  CHECK (from_agency <> to_agency)
) STRICT;
CREATE INDEX agency_succession_to ON agency_succession (to_agency);

CREATE TABLE agency_group (
  id             TEXT PRIMARY KEY NOT NULL,
  key            TEXT UNIQUE NOT NULL,
  name           TEXT NOT NULL,
  expected_count INTEGER CHECK (expected_count >= 0), -- when a source counts members without naming them
  note           TEXT
) STRICT;

CREATE TABLE agency_group_member (
  id           TEXT PRIMARY KEY NOT NULL,
  agency_group TEXT NOT NULL REFERENCES agency_group (id) ON DELETE CASCADE,
  agency       TEXT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
  UNIQUE (agency_group, agency)
) STRICT;
CREATE INDEX agency_group_member_agency ON agency_group_member (agency);

CREATE TABLE document (
  id            TEXT PRIMARY KEY NOT NULL,
  code          TEXT UNIQUE,
  kind          TEXT NOT NULL CHECK (kind IN ('official', 'press', 'evidence')),
  number_symbol TEXT,
  day           TEXT CHECK (day IS NULL OR date(day) IS day),
  issuer        TEXT,
  subject       TEXT NOT NULL CHECK (length(subject) > 0),
  note          TEXT
) STRICT;

-- Where a record's words stand: document and place in it; `quote` keeps a wording verbatim.
CREATE TABLE citation (
  id       TEXT PRIMARY KEY NOT NULL,
  noun     TEXT NOT NULL CHECK (length(noun) > 0),
  record   TEXT NOT NULL,
  document TEXT NOT NULL REFERENCES document (id),
  locator  TEXT NOT NULL DEFAULT '',
  quote    TEXT,
  note     TEXT
) STRICT;
CREATE INDEX citation_record ON citation (noun, record);
CREATE INDEX citation_document ON citation (document);

CREATE TABLE framework (
  id   TEXT PRIMARY KEY NOT NULL,
  key  TEXT UNIQUE NOT NULL,
  name TEXT NOT NULL CHECK (length(name) > 0),
  note TEXT
) STRICT;

CREATE TABLE focus_group (
  id        TEXT PRIMARY KEY NOT NULL,
  framework TEXT NOT NULL REFERENCES framework (id) ON DELETE CASCADE,
  code      TEXT NOT NULL,
  name      TEXT NOT NULL CHECK (length(name) > 0),
  position  INTEGER NOT NULL,
  UNIQUE (framework, code)
) STRICT;

CREATE TABLE focus_area (
  id          TEXT PRIMARY KEY NOT NULL,
  focus_group TEXT NOT NULL REFERENCES focus_group (id) ON DELETE CASCADE,
  code        TEXT NOT NULL UNIQUE,       -- ASCII, for files and commands: DM2
  mark        TEXT NOT NULL,              -- as shown: ĐM2
  short_name  TEXT NOT NULL CHECK (length(short_name) > 0),
  statement   TEXT NOT NULL CHECK (length(statement) > 0),
  position    INTEGER NOT NULL
) STRICT;
CREATE INDEX focus_area_group ON focus_area (focus_group);

CREATE TABLE task (
  id                  TEXT PRIMARY KEY NOT NULL,
  code                TEXT NOT NULL UNIQUE,
  statement           TEXT NOT NULL CHECK (length(statement) > 0),
  scope               TEXT NOT NULL CHECK (scope IN ('single', 'each')),
  agency_group        TEXT REFERENCES agency_group (id),
  product             TEXT,
  ongoing             INTEGER NOT NULL DEFAULT 0 CHECK (ongoing IN (0, 1)),
  assigned_on         TEXT CHECK (assigned_on IS NULL OR date(assigned_on) IS assigned_on),
  deadline_text       TEXT NOT NULL DEFAULT '',  -- the words, verbatim
  deadline_class      TEXT NOT NULL DEFAULT 'none' CHECK (deadline_class IN ('dated', 'none', 'ongoing', 'recurring')),
  deadline_edtf       TEXT,
  deadline_first_day  TEXT CHECK (deadline_first_day IS NULL OR date(deadline_first_day) IS deadline_first_day),
  deadline_last_day   TEXT CHECK (deadline_last_day IS NULL OR date(deadline_last_day) IS deadline_last_day),
  deadline_assumption TEXT CHECK (deadline_assumption IN ('before_day_inclusive', 'before_day_exclusive')),
  flags               TEXT NOT NULL DEFAULT '[]' CHECK (json_type(flags) = 'array'),
  note                TEXT,
  CHECK ((scope = 'each') = (agency_group IS NOT NULL)),
  CHECK ((deadline_class = 'dated') = (deadline_last_day IS NOT NULL))
) STRICT;
CREATE INDEX task_group ON task (agency_group);

CREATE TABLE task_focus_area (
  id         TEXT PRIMARY KEY NOT NULL,
  task       TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  focus_area TEXT NOT NULL REFERENCES focus_area (id),
  main       INTEGER NOT NULL CHECK (main IN (0, 1)),
  proposed   INTEGER NOT NULL CHECK (proposed IN (0, 1)),  -- 1: no source assigns it, a person may change it
  UNIQUE (task, focus_area)
) STRICT;
CREATE UNIQUE INDEX task_focus_area_main ON task_focus_area (task) WHERE main = 1;
CREATE INDEX task_focus_area_area ON task_focus_area (focus_area);

CREATE TABLE task_link (
  id        TEXT PRIMARY KEY NOT NULL,
  from_task TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  to_task   TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  kind      TEXT NOT NULL CHECK (kind IN ('near_duplicate', 'follows')),
  note      TEXT,
  UNIQUE (from_task, to_task, kind),
  CHECK (from_task <> to_task)
) STRICT;
CREATE INDEX task_link_to ON task_link (to_task);

-- Who does a task. A lead row carries the state of the work; agency NULL = the source does not name it.
CREATE TABLE assignment (
  id           TEXT PRIMARY KEY NOT NULL,
  task         TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  agency       TEXT REFERENCES agency (id),
  role         TEXT NOT NULL CHECK (role IN ('lead', 'coordinating')),
  position     INTEGER NOT NULL DEFAULT 0,
  started_on   TEXT CHECK (started_on IS NULL OR date(started_on) IS started_on),
  paused_on    TEXT CHECK (paused_on IS NULL OR date(paused_on) IS paused_on),
  completed_on TEXT CHECK (completed_on IS NULL OR date(completed_on) IS completed_on),
  result       TEXT,
  evidence     TEXT,
  difficulties TEXT,
  proposals    TEXT,
  UNIQUE (task, agency)
) STRICT;
CREATE INDEX assignment_agency ON assignment (agency);

CREATE TABLE indicator (
  id             TEXT PRIMARY KEY NOT NULL,
  code           TEXT NOT NULL UNIQUE,
  name           TEXT NOT NULL CHECK (length(name) > 0),
  definition     TEXT,
  unit           TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('count', 'percent', 'ratio', 'rank', 'range', 'yes_no', 'qualitative')),
  direction      TEXT NOT NULL CHECK (direction IN ('higher', 'lower', 'range', 'keep')),
  baseline_value REAL CHECK (baseline_value IS NULL OR abs(baseline_value) < 1e300),
  baseline_day   TEXT CHECK (baseline_day IS NULL OR date(baseline_day) IS baseline_day),
  baseline_note  TEXT,
  time_rule      TEXT NOT NULL CHECK (time_rule IN ('last', 'sum', 'mean')),
  agency_rule    TEXT NOT NULL CHECK (agency_rule IN ('sum', 'mean', 'weighted_mean', 'ratio', 'none')),
  calendar       TEXT NOT NULL CHECK (calendar IN ('administrative', 'statistical')),
  decimals       INTEGER CHECK (decimals BETWEEN 0 AND 6),
  focus_area     TEXT REFERENCES focus_area (id),
  subject        TEXT,
  note           TEXT
) STRICT;
CREATE INDEX indicator_focus_area ON indicator (focus_area);

CREATE TABLE target (
  id                  TEXT PRIMARY KEY NOT NULL,
  code                TEXT UNIQUE,
  indicator           TEXT NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
  bound               TEXT NOT NULL CHECK (bound IN ('at_least', 'at_most', 'range', 'change_at_least', 'exactly', 'qualitative')),
  value_min           REAL CHECK (value_min IS NULL OR abs(value_min) < 1e300),
  value_max           REAL CHECK (value_max IS NULL OR abs(value_max) < 1e300),
  text                TEXT,
  deadline_text       TEXT NOT NULL DEFAULT '',
  deadline_class      TEXT NOT NULL DEFAULT 'none' CHECK (deadline_class IN ('dated', 'none', 'ongoing', 'recurring')),
  deadline_edtf       TEXT,
  deadline_first_day  TEXT CHECK (deadline_first_day IS NULL OR date(deadline_first_day) IS deadline_first_day),
  deadline_last_day   TEXT CHECK (deadline_last_day IS NULL OR date(deadline_last_day) IS deadline_last_day),
  deadline_assumption TEXT CHECK (deadline_assumption IN ('before_day_inclusive', 'before_day_exclusive')),
  derived             INTEGER NOT NULL DEFAULT 0 CHECK (derived IN (0, 1)),
  note                TEXT,
  CHECK ((deadline_class = 'dated') = (deadline_last_day IS NOT NULL)),
  CHECK (CASE bound
           WHEN 'at_least'        THEN value_min IS NOT NULL AND value_max IS NULL
           WHEN 'change_at_least' THEN value_min IS NOT NULL AND value_max IS NULL
           WHEN 'exactly'         THEN value_min IS NOT NULL AND value_max IS NULL
           WHEN 'at_most'         THEN value_min IS NULL AND value_max IS NOT NULL
           WHEN 'range'           THEN value_min IS NOT NULL AND value_max IS NOT NULL AND value_min <= value_max
           ELSE value_min IS NULL AND value_max IS NULL AND text IS NOT NULL
         END)
) STRICT;
CREATE INDEX target_indicator ON target (indicator);

-- One measured figure. Zero is a value; no_data and not_applicable are states of their own.
CREATE TABLE observation (
  id          TEXT PRIMARY KEY NOT NULL,
  code        TEXT UNIQUE,
  indicator   TEXT NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
  agency      TEXT REFERENCES agency (id),
  state       TEXT NOT NULL CHECK (state IN ('value', 'no_data', 'not_applicable')),
  value       REAL CHECK (value IS NULL OR abs(value) < 1e300),
  numerator   REAL CHECK (numerator IS NULL OR abs(numerator) < 1e300),
  denominator REAL CHECK (denominator IS NULL OR (denominator <> 0 AND abs(denominator) < 1e300)),
  text        TEXT,                      -- words of a qualitative figure
  qualifier   TEXT,                      -- gần, hơn, khoảng …: shown again wherever the figure is
  period      TEXT,                      -- code such as 2024-Q1, read in `calendar`
  period_text TEXT,                      -- as the source prints it
  calendar    TEXT NOT NULL CHECK (calendar IN ('administrative', 'statistical')),
  as_of_day   TEXT NOT NULL CHECK (date(as_of_day) IS as_of_day),
  reason      TEXT,                      -- why there is no data
  approval    TEXT NOT NULL CHECK (approval IN ('draft', 'approved')),
  derived     INTEGER NOT NULL DEFAULT 0 CHECK (derived IN (0, 1)),
  note        TEXT,
  CHECK ((numerator IS NULL) = (denominator IS NULL)),
  CHECK (CASE state
           WHEN 'value' THEN (value IS NOT NULL) + (numerator IS NOT NULL) + (text IS NOT NULL) = 1
           ELSE value IS NULL AND numerator IS NULL AND text IS NULL
         END)
) STRICT;
CREATE INDEX observation_indicator ON observation (indicator, as_of_day);
CREATE INDEX observation_agency ON observation (agency);

-- What two sources say differently about one thing. Both stay; a person may note what the office goes by.
CREATE TABLE contradiction (
  id          TEXT PRIMARY KEY NOT NULL,
  code        TEXT UNIQUE,
  title       TEXT NOT NULL CHECK (length(title) > 0),
  explanation TEXT,
  decision    TEXT
) STRICT;

CREATE TABLE contradiction_side (
  id            TEXT PRIMARY KEY NOT NULL,
  contradiction TEXT NOT NULL REFERENCES contradiction (id) ON DELETE CASCADE,
  position      INTEGER NOT NULL,
  document      TEXT REFERENCES document (id),
  locator       TEXT NOT NULL DEFAULT '',
  says          TEXT NOT NULL CHECK (length(says) > 0)
) STRICT;
CREATE INDEX contradiction_side_of ON contradiction_side (contradiction);
CREATE INDEX contradiction_side_document ON contradiction_side (document);

CREATE TABLE contradiction_record (
  id            TEXT PRIMARY KEY NOT NULL,
  contradiction TEXT NOT NULL REFERENCES contradiction (id) ON DELETE CASCADE,
  noun          TEXT NOT NULL CHECK (length(noun) > 0),
  record        TEXT NOT NULL,
  UNIQUE (contradiction, noun, record)
) STRICT;
CREATE INDEX contradiction_record_of ON contradiction_record (noun, record);

-- The journal: one `op` for each write, one `change` for each row it touched. Written by triggers that
-- store/journal.rs makes from this schema; never edited.
CREATE TABLE op (
  seq         INTEGER PRIMARY KEY AUTOINCREMENT,
  id          TEXT NOT NULL UNIQUE,
  at          INTEGER NOT NULL,
  actor       TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  command     TEXT NOT NULL,             -- of an undo or redo: the command it takes back or does again
  subject     TEXT NOT NULL,             -- what was acted on, as a person names it: N03
  reverts     INTEGER REFERENCES op (seq),
  reverted_by INTEGER REFERENCES op (seq),
  CHECK ((kind = 'do') = (reverts IS NULL))
) STRICT;
CREATE INDEX op_reverts ON op (reverts);
CREATE INDEX op_reverted_by ON op (reverted_by);

CREATE TABLE change (
  seq       INTEGER PRIMARY KEY AUTOINCREMENT,
  op        INTEGER NOT NULL REFERENCES op (seq),
  tbl       TEXT NOT NULL,
  row       TEXT NOT NULL,
  noun      TEXT NOT NULL,               -- the record a person sees this row as part of
  record    TEXT NOT NULL,
  kind      TEXT NOT NULL CHECK (kind IN ('insert', 'update', 'delete')),
  before    TEXT,                        -- {column: SQL literal}: all columns of a delete, the changed ones of an update
  after     TEXT                         -- {column: SQL literal}: the changed columns of an update
) STRICT;
CREATE INDEX change_op ON change (op);
CREATE INDEX change_record ON change (noun, record);
CREATE INDEX change_row ON change (tbl, row);

-- Search: derived from the nouns by triggers of store/search.rs, rebuilt when they change; never exported.
CREATE TABLE search_doc (
  rowid INTEGER PRIMARY KEY,
  noun  TEXT NOT NULL,
  id    TEXT NOT NULL,
  code  TEXT NOT NULL,
  title TEXT NOT NULL,
  UNIQUE (noun, id)
) STRICT;

CREATE VIRTUAL TABLE search_text USING fts5 (
  code, title, body,                     -- all folded: lower case, no marks, đ = d
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0"
);
