-- Briefings: saved ones with their pages and blocks, and those that were issued, with what they said.

CREATE TABLE briefing (
  id           TEXT PRIMARY KEY NOT NULL,
  name         TEXT NOT NULL UNIQUE CHECK (length(name) > 0),
  title        TEXT NOT NULL,
  subtitle     TEXT,
  -- What it speaks of; NULL: of everything.
  agency       TEXT REFERENCES agency (id) ON DELETE SET NULL,
  agency_group TEXT REFERENCES agency_group (id) ON DELETE SET NULL,
  focus_area   TEXT REFERENCES focus_area (id) ON DELETE SET NULL,
  indicator    TEXT REFERENCES indicator (id) ON DELETE SET NULL,
  period       TEXT,
  calendar     TEXT CHECK (calendar IN ('administrative', 'statistical')),
  -- The day it speaks of: today, a day, or the last day of its period.
  day_rule     TEXT NOT NULL CHECK (day_rule IN ('today', 'day', 'period_end')),
  day          TEXT CHECK (day IS NULL OR date(day) IS day),
  -- How it is printed.
  paper        TEXT NOT NULL CHECK (paper IN ('a4', 'a3', 'slides')),
  landscape    INTEGER NOT NULL CHECK (landscape IN (0, 1)),
  letterhead   INTEGER NOT NULL CHECK (letterhead IN (0, 1)),              -- agencies at the head
  numbered     INTEGER NOT NULL CHECK (numbered IN (0, 1)),
  place        TEXT,                                                       -- "Hà Nội", in front of the date
  label        TEXT,                                                       -- "Lưu hành nội bộ"
  logo         BLOB,
  logo_name    TEXT,
  position     INTEGER NOT NULL,
  CHECK ((day_rule = 'day') = (day IS NOT NULL)),
  CHECK (day_rule <> 'period_end' OR period IS NOT NULL)
) STRICT;
CREATE INDEX briefing_agency ON briefing (agency) WHERE agency IS NOT NULL;
CREATE INDEX briefing_agency_group ON briefing (agency_group) WHERE agency_group IS NOT NULL;
CREATE INDEX briefing_focus_area ON briefing (focus_area) WHERE focus_area IS NOT NULL;
CREATE INDEX briefing_indicator ON briefing (indicator) WHERE indicator IS NOT NULL;

CREATE TABLE briefing_page (
  id        TEXT PRIMARY KEY NOT NULL,
  briefing  TEXT NOT NULL REFERENCES briefing (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  layout    TEXT NOT NULL CHECK (layout IN ('cover', 'overview', 'chart', 'two_charts', 'chart_table', 'table', 'text', 'sources')),
  title     TEXT,
  landscape INTEGER CHECK (landscape IN (0, 1))                            -- NULL: as the briefing
) STRICT;
CREATE INDEX briefing_page_briefing ON briefing_page (briefing);

CREATE TABLE briefing_block (
  id       TEXT PRIMARY KEY NOT NULL,
  briefing TEXT NOT NULL REFERENCES briefing (id) ON DELETE CASCADE,
  page     TEXT NOT NULL REFERENCES briefing_page (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  query    TEXT NOT NULL CHECK (json_valid(query)),
  title    TEXT,
  note     TEXT
) STRICT;
CREATE INDEX briefing_block_briefing ON briefing_block (briefing);
CREATE INDEX briefing_block_page ON briefing_block (page);

-- What was said stays: the values as the pages got them, and the very file.
CREATE TABLE issued_briefing (
  id        TEXT PRIMARY KEY NOT NULL,
  briefing  TEXT REFERENCES briefing (id) ON DELETE SET NULL,
  name      TEXT NOT NULL CHECK (length(name) > 0),
  title     TEXT NOT NULL,
  day       TEXT NOT NULL CHECK (date(day) IS day),                        -- the day it speaks of
  issued_at INTEGER NOT NULL,                                              -- milliseconds since 1970 (UTC)
  issued_by TEXT NOT NULL,
  op        INTEGER NOT NULL,                                              -- the act that issued it
  note      TEXT,
  content   TEXT NOT NULL CHECK (json_valid(content)),
  templates TEXT NOT NULL CHECK (json_valid(templates)),                   -- an office's own, as they were
  pages     INTEGER NOT NULL,
  pdf       BLOB NOT NULL
) STRICT;
CREATE INDEX issued_briefing_briefing ON issued_briefing (briefing) WHERE briefing IS NOT NULL;
