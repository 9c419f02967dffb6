-- Files from offices: forms that went out and came back, what of any file was not taken as it came,
-- and return slips about what this office sent.

CREATE TABLE form (
  id       TEXT PRIMARY KEY NOT NULL,                           -- stands in the form itself
  agency   TEXT NOT NULL REFERENCES agency (id),
  period   TEXT NOT NULL,
  calendar TEXT NOT NULL CHECK (calendar IN ('administrative', 'statistical')),
  number   INTEGER NOT NULL CHECK (number > 0),                 -- its version: the highest one counts
  made_on  TEXT NOT NULL CHECK (date(made_on) IS made_on),
  checksum TEXT NOT NULL CHECK (length(checksum) = 64),         -- of what it was handed out with
  UNIQUE (agency, period, calendar, number)
) STRICT;

-- A form that came back and was applied. Packages stand in package_received, sheets in sheet_received.
CREATE TABLE form_received (
  id          TEXT PRIMARY KEY NOT NULL,
  form        TEXT NOT NULL REFERENCES form (id) ON DELETE CASCADE,
  sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
  received_on TEXT NOT NULL CHECK (date(received_on) IS received_on),
  as_of_day   TEXT NOT NULL CHECK (date(as_of_day) IS as_of_day),
  added       INTEGER NOT NULL,
  changed     INTEGER NOT NULL,
  unchanged   INTEGER NOT NULL,
  conflict    INTEGER NOT NULL,
  refused     INTEGER NOT NULL
) STRICT;
CREATE INDEX form_received_form ON form_received (form);
CREATE INDEX form_received_file ON form_received (sha256);

-- What of a file was refused or asked about, as it was told then: the return slip says it to the sender.
CREATE TABLE received_row (
  id       TEXT PRIMARY KEY NOT NULL,
  peer     TEXT REFERENCES peer (id) ON DELETE CASCADE,
  package  TEXT REFERENCES package_received (id) ON DELETE CASCADE,
  form     TEXT REFERENCES form_received (id) ON DELETE CASCADE,
  sheet    TEXT REFERENCES sheet_received (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  place    TEXT NOT NULL,                                       -- the sheet, or the CSV of a package
  line     INTEGER NOT NULL,
  tbl      TEXT NOT NULL,
  row      TEXT,                                                -- the record here
  named    TEXT,                                                -- the record as the file names it
  label    TEXT,
  outcome  TEXT NOT NULL CHECK (outcome IN ('refused', 'conflict')),
  field    TEXT,
  cell     TEXT,                                                -- the column of the file
  raw      TEXT,
  code     TEXT,
  message  TEXT,
  accepted TEXT,
  asking   TEXT CHECK (asking IN ('both_changed', 'not_theirs', 'removed_here', 'removed_there', 'unclear')),
  choice   TEXT CHECK (choice IN ('mine', 'theirs', 'other', 'later')),
  mine     TEXT,
  theirs   TEXT,
  result   TEXT,
  CHECK ((package IS NOT NULL) + (form IS NOT NULL) + (sheet IS NOT NULL) = 1),
  CHECK ((package IS NULL) = (peer IS NULL))
) STRICT;
CREATE INDEX received_row_peer ON received_row (peer);
CREATE INDEX received_row_package ON received_row (package);
CREATE INDEX received_row_form ON received_row (form);
CREATE INDEX received_row_sheet ON received_row (sheet);

-- What another office says about a package of this office.
CREATE TABLE slip_received (
  id          TEXT PRIMARY KEY NOT NULL,
  peer        TEXT NOT NULL REFERENCES peer (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL CHECK (number > 0),              -- of the package that was sent
  sha256      TEXT NOT NULL CHECK (length(sha256) = 64),        -- of the slip
  made_on     TEXT NOT NULL CHECK (date(made_on) IS made_on),
  received_on TEXT NOT NULL CHECK (date(received_on) IS received_on),
  mend_by     TEXT CHECK (mend_by IS NULL OR date(mend_by) IS mend_by),
  note        TEXT,
  verified    INTEGER NOT NULL CHECK (verified IN (0, 1)),
  added       INTEGER NOT NULL,
  changed     INTEGER NOT NULL,
  unchanged   INTEGER NOT NULL,
  conflict    INTEGER NOT NULL,
  refused     INTEGER NOT NULL,
  UNIQUE (peer, sha256)
) STRICT;

CREATE TABLE slip_row (
  id       TEXT PRIMARY KEY NOT NULL,
  peer     TEXT NOT NULL REFERENCES peer (id) ON DELETE CASCADE,
  slip     TEXT NOT NULL REFERENCES slip_received (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  tbl      TEXT NOT NULL,
  row      TEXT,                                                -- the record here
  label    TEXT,
  outcome  TEXT NOT NULL CHECK (outcome IN ('refused', 'conflict')),
  field    TEXT,
  raw      TEXT,
  code     TEXT,
  message  TEXT,
  accepted TEXT,
  asking   TEXT CHECK (asking IN ('both_changed', 'not_theirs', 'removed_here', 'removed_there', 'unclear')),
  choice   TEXT CHECK (choice IN ('mine', 'theirs', 'other', 'later')),
  mine     TEXT,                                                -- what stood at the office that wrote the slip
  theirs   TEXT,                                                -- what was sent
  result   TEXT                                                 -- what stands there now
) STRICT;
CREATE INDEX slip_row_peer ON slip_row (peer);
CREATE INDEX slip_row_slip ON slip_row (slip);
