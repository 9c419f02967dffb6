-- Sheets from elsewhere: how those of a sender are understood, and which came.

CREATE TABLE sheet_mapping (
  id       TEXT PRIMARY KEY NOT NULL,
  sender   TEXT REFERENCES agency (id) ON DELETE CASCADE,       -- NULL: this office's own
  headings TEXT NOT NULL CHECK (length(headings) = 64),         -- SHA-256 of the headings in their columns
  setting  TEXT NOT NULL CHECK (json_valid(setting)),
  name     TEXT NOT NULL,                                       -- of the last file read by it
  used_on  TEXT NOT NULL CHECK (date(used_on) IS used_on)
) STRICT;
CREATE UNIQUE INDEX sheet_mapping_make ON sheet_mapping (headings, coalesce(sender, ''));
CREATE INDEX sheet_mapping_sender ON sheet_mapping (sender);

CREATE TABLE sheet_received (
  id          TEXT PRIMARY KEY NOT NULL,
  sender      TEXT REFERENCES agency (id) ON DELETE CASCADE,    -- NULL: this office's own
  name        TEXT NOT NULL,
  sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
  received_on TEXT NOT NULL CHECK (date(received_on) IS received_on),
  as_of_day   TEXT CHECK (as_of_day IS NULL OR date(as_of_day) IS as_of_day),
  period      TEXT,
  calendar    TEXT CHECK (calendar IN ('administrative', 'statistical')),
  added       INTEGER NOT NULL,
  changed     INTEGER NOT NULL,
  unchanged   INTEGER NOT NULL,
  conflict    INTEGER NOT NULL,
  refused     INTEGER NOT NULL
) STRICT;
CREATE INDEX sheet_received_sender ON sheet_received (sender);
CREATE INDEX sheet_received_file ON sheet_received (sha256);
