-- Exchange: who this office exchanges files with, its own key, what went out and what came in, what was last
-- exchanged with each office (the base of every merge), and who won where two offices said different things.

CREATE TABLE office_key (
  id      TEXT PRIMARY KEY NOT NULL,
  secret  TEXT NOT NULL CHECK (length(secret) = 64),           -- Ed25519, hexadecimal; never leaves the book
  public  TEXT NOT NULL CHECK (length(public) = 64),
  made_on TEXT NOT NULL CHECK (date(made_on) IS made_on)
) STRICT;

CREATE TABLE peer (
  id          TEXT PRIMARY KEY NOT NULL,
  agency      TEXT NOT NULL UNIQUE REFERENCES agency (id),
  relation    TEXT NOT NULL CHECK (relation IN ('upper', 'lower', 'other')),
  public      TEXT UNIQUE CHECK (length(public) = 64),          -- the key its packages are signed with
  verified_on TEXT CHECK (verified_on IS NULL OR date(verified_on) IS verified_on), -- compared by telephone
  verified_by TEXT,
  note        TEXT,
  CHECK ((verified_on IS NULL) = (verified_by IS NULL))
) STRICT;

CREATE TABLE package_sent (
  id        TEXT PRIMARY KEY NOT NULL,
  peer      TEXT NOT NULL REFERENCES peer (id) ON DELETE CASCADE,
  number    INTEGER NOT NULL UNIQUE CHECK (number > 0),        -- of this office, whoever it goes to; never used twice
  sha256    TEXT NOT NULL CHECK (length(sha256) = 64),
  sent_on   TEXT NOT NULL CHECK (date(sent_on) IS sent_on),
  as_of_day TEXT NOT NULL CHECK (date(as_of_day) IS as_of_day),
  period    TEXT,
  calendar  TEXT CHECK (calendar IN ('administrative', 'statistical')),
  whole     INTEGER NOT NULL CHECK (whole IN (0, 1)),          -- 0: only what changed since the package before
  lines     INTEGER NOT NULL CHECK (lines >= 0)
) STRICT;
CREATE INDEX package_sent_peer ON package_sent (peer);

CREATE TABLE package_received (
  id          TEXT PRIMARY KEY NOT NULL,
  peer        TEXT NOT NULL REFERENCES peer (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL CHECK (number > 0),
  sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
  received_on TEXT NOT NULL CHECK (date(received_on) IS received_on),
  as_of_day   TEXT NOT NULL CHECK (date(as_of_day) IS as_of_day),
  period      TEXT,
  calendar    TEXT CHECK (calendar IN ('administrative', 'statistical')),
  whole       INTEGER NOT NULL CHECK (whole IN (0, 1)),
  program     TEXT NOT NULL,                                    -- the version that wrote it
  verified    INTEGER NOT NULL CHECK (verified IN (0, 1)),      -- whether the key had been compared by then
  added       INTEGER NOT NULL,
  changed     INTEGER NOT NULL,
  unchanged   INTEGER NOT NULL,
  conflict    INTEGER NOT NULL,
  refused     INTEGER NOT NULL,
  UNIQUE (peer, number)
) STRICT;

-- What counts as exchanged with an office: the records of one table by id, as deflated JSON. One row for each
-- office and table, because a merge needs all of it and a row for each record would double every import. Number 0 is
-- what both are known to have; any other number what went out in that package and was not answered yet.
CREATE TABLE exchange_base (
  id      TEXT PRIMARY KEY NOT NULL,
  peer    TEXT NOT NULL REFERENCES peer (id) ON DELETE CASCADE,
  tbl     TEXT NOT NULL,
  number  INTEGER NOT NULL CHECK (number >= 0),
  records BLOB NOT NULL,
  UNIQUE (peer, tbl, number)
) STRICT;

-- Who won, for good: what a person decided where two offices said different things.
CREATE TABLE exchange_choice (
  id       TEXT PRIMARY KEY NOT NULL,
  peer     TEXT REFERENCES peer (id) ON DELETE CASCADE,         -- NULL: the file said of nobody
  tbl      TEXT NOT NULL,
  row      TEXT NOT NULL,
  field    TEXT,                                                -- NULL: the record as a whole
  asking   TEXT NOT NULL CHECK (asking IN ('both_changed', 'not_theirs', 'removed_here', 'removed_there')),
  choice   TEXT NOT NULL CHECK (choice IN ('mine', 'theirs', 'other')),
  mine     TEXT,
  theirs   TEXT,
  result   TEXT,
  reason   TEXT,
  person   TEXT NOT NULL,
  day      TEXT NOT NULL CHECK (date(day) IS day)
) STRICT;
CREATE INDEX exchange_choice_row ON exchange_choice (tbl, row);
CREATE INDEX exchange_choice_peer ON exchange_choice (peer);
