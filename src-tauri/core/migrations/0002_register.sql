-- The register: work as steps, notes of progress by period, extensions, structure, files, saved views.

-- What happened to one agency's part: each start, pause, completion and reopening stays with its day, so
-- that any earlier day can be asked about for good. How a part stands is the fold of its steps by (day, position).
CREATE TABLE step (
  id         TEXT PRIMARY KEY NOT NULL,
  task       TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  assignment TEXT NOT NULL REFERENCES assignment (id) ON DELETE CASCADE,
  kind       TEXT NOT NULL CHECK (kind IN ('started', 'paused', 'resumed', 'done', 'reopened')),
  day        TEXT NOT NULL CHECK (date(day) IS day),
  position   INTEGER NOT NULL,
  note       TEXT,                        -- what came of it, or why
  evidence   TEXT,                        -- number and symbol of what shows it
  document   TEXT REFERENCES document (id)
) STRICT;
CREATE INDEX step_assignment ON step (assignment, day, position);
CREATE INDEX step_task ON step (task);
CREATE INDEX step_document ON step (document);

-- What an agency says about its part at a time: how far, what is in the way, what it asks for, what comes next.
CREATE TABLE progress_note (
  id           TEXT PRIMARY KEY NOT NULL,
  task         TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  assignment   TEXT NOT NULL REFERENCES assignment (id) ON DELETE CASCADE,
  day          TEXT NOT NULL CHECK (date(day) IS day),
  period       TEXT,                      -- code such as 2024-Q1, read in `calendar`
  calendar     TEXT CHECK (calendar IN ('administrative', 'statistical')),
  percent      REAL CHECK (percent BETWEEN 0 AND 100),
  words        TEXT,
  difficulties TEXT,
  proposals    TEXT,
  next_steps   TEXT,
  CHECK ((period IS NULL) = (calendar IS NULL)),
  CHECK (coalesce(percent, words, difficulties, proposals, next_steps) IS NOT NULL)
) STRICT;
CREATE INDEX progress_note_assignment ON progress_note (assignment, day);
CREATE INDEX progress_note_task ON progress_note (task, day);
CREATE UNIQUE INDEX progress_note_period ON progress_note (assignment, period, calendar) WHERE period IS NOT NULL;

INSERT INTO step (id, task, assignment, kind, day, position)
SELECT id || '.started', task, id, 'started', started_on, 1 FROM assignment WHERE started_on IS NOT NULL;
INSERT INTO step (id, task, assignment, kind, day, position)
SELECT id || '.paused', task, id, 'paused', paused_on, 2 FROM assignment WHERE paused_on IS NOT NULL;
INSERT INTO step (id, task, assignment, kind, day, position, note, evidence)
SELECT id || '.done', task, id, 'done', completed_on, 3, result, evidence FROM assignment WHERE completed_on IS NOT NULL;
-- Words without a day get the last day on which the book was written.
INSERT INTO progress_note (id, task, assignment, day, words, difficulties, proposals)
SELECT id || '.note', task, id,
       coalesce(completed_on, (SELECT date(max(at) / 1000, 'unixepoch', '+7 hours') FROM op), '2024-01-01'),
       CASE WHEN completed_on IS NULL THEN nullif(concat_ws(' – ', result, evidence), '') END, difficulties, proposals
FROM assignment
WHERE coalesce(difficulties, proposals) IS NOT NULL OR (completed_on IS NULL AND coalesce(result, evidence) IS NOT NULL);

ALTER TABLE assignment DROP COLUMN started_on;
ALTER TABLE assignment DROP COLUMN paused_on;
ALTER TABLE assignment DROP COLUMN completed_on;
ALTER TABLE assignment DROP COLUMN result;
ALTER TABLE assignment DROP COLUMN evidence;
ALTER TABLE assignment DROP COLUMN difficulties;
ALTER TABLE assignment DROP COLUMN proposals;
-- A part counts from `from_day` to `to_day`, both inclusive: a common task that is continued under another
-- group of agencies keeps the parts it had, and adds those it has from then on.
ALTER TABLE assignment ADD COLUMN from_day TEXT CHECK (from_day IS NULL OR date(from_day) IS from_day);
ALTER TABLE assignment ADD COLUMN to_day TEXT CHECK (to_day IS NULL OR date(to_day) IS to_day);

-- A common task passed from one group of agencies to another, or followed a change of its group.
CREATE TABLE regrouping (
  id         TEXT PRIMARY KEY NOT NULL,
  task       TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  on_day     TEXT NOT NULL CHECK (date(on_day) IS on_day),
  from_group TEXT NOT NULL REFERENCES agency_group (id),
  to_group   TEXT NOT NULL REFERENCES agency_group (id),
  note       TEXT,
  UNIQUE (task, on_day)
) STRICT;
CREATE INDEX regrouping_from ON regrouping (from_group);
CREATE INDEX regrouping_to ON regrouping (to_group);

-- Gia hạn. The task's own deadline never changes by it; the newest approved one is the current deadline.
CREATE TABLE extension (
  id                  TEXT PRIMARY KEY NOT NULL,
  task                TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  requested_on        TEXT NOT NULL CHECK (date(requested_on) IS requested_on),
  deadline_text       TEXT NOT NULL CHECK (length(deadline_text) > 0),
  deadline_class      TEXT NOT NULL CHECK (deadline_class = 'dated'),
  deadline_edtf       TEXT,
  deadline_first_day  TEXT CHECK (deadline_first_day IS NULL OR date(deadline_first_day) IS deadline_first_day),
  deadline_last_day   TEXT NOT NULL CHECK (date(deadline_last_day) IS deadline_last_day),
  deadline_assumption TEXT CHECK (deadline_assumption IN ('before_day_inclusive', 'before_day_exclusive')),
  reason              TEXT NOT NULL CHECK (length(reason) > 0),
  state               TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'refused')),
  decided_on          TEXT CHECK (decided_on IS NULL OR date(decided_on) IS decided_on),
  decision            TEXT,               -- number and symbol, or words, of what decided it
  document            TEXT REFERENCES document (id),
  CHECK ((state = 'pending') = (decided_on IS NULL))
) STRICT;
CREATE INDEX extension_task ON extension (task);
CREATE INDEX extension_document ON extension (document);

ALTER TABLE task ADD COLUMN parent TEXT REFERENCES task (id) ON DELETE CASCADE;
ALTER TABLE task ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal' CHECK (priority IN ('high', 'normal', 'low'));
ALTER TABLE task ADD COLUMN owner TEXT;       -- chuyên viên theo dõi
ALTER TABLE task ADD COLUMN assigned_by TEXT; -- lãnh đạo giao
CREATE INDEX task_parent ON task (parent) WHERE parent IS NOT NULL; -- partial: nearly all are empty

CREATE TABLE task_tag (
  id   TEXT PRIMARY KEY NOT NULL,
  task TEXT NOT NULL REFERENCES task (id) ON DELETE CASCADE,
  tag  TEXT NOT NULL CHECK (length(tag) > 0),
  UNIQUE (task, tag)
) STRICT;
CREATE INDEX task_tag_tag ON task_tag (tag);

-- A file kept in the folder beside the book under its SHA-256, and where it belongs.
CREATE TABLE attachment (
  id       TEXT PRIMARY KEY NOT NULL,
  task     TEXT REFERENCES task (id) ON DELETE CASCADE,
  document TEXT REFERENCES document (id) ON DELETE CASCADE,
  step     TEXT REFERENCES step (id) ON DELETE SET NULL,
  name     TEXT NOT NULL CHECK (length(name) > 0),
  sha256   TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes    INTEGER NOT NULL CHECK (bytes >= 0),
  note     TEXT,
  CHECK ((task IS NULL) <> (document IS NULL)),
  CHECK (step IS NULL OR task IS NOT NULL)
) STRICT;
CREATE INDEX attachment_task ON attachment (task);
CREATE INDEX attachment_document ON attachment (document);
CREATE INDEX attachment_step ON attachment (step);
CREATE INDEX attachment_sha256 ON attachment (sha256);

-- A way of looking at the register that an office came back to: filter, order, groups and columns.
CREATE TABLE saved_view (
  id       TEXT PRIMARY KEY NOT NULL,
  name     TEXT NOT NULL UNIQUE CHECK (length(name) > 0),
  position INTEGER NOT NULL,
  layout   TEXT NOT NULL CHECK (json_type(layout) = 'object')
) STRICT;
