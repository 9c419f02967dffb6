-- Figures: how indicators are judged and combined, who reports them, what parts they have; locked periods;
-- composite indexes.

-- NULL stands for the office's method, for "as the agency rule", for no weighing and for nobody said.
ALTER TABLE indicator ADD COLUMN method TEXT CHECK (method IN ('linear_to_target', 'cagr_open_sdg', 'un_progress_chart'));
ALTER TABLE indicator ADD COLUMN merge_rule TEXT CHECK (merge_rule IN ('sum', 'mean', 'weighted_mean', 'ratio', 'none'));
ALTER TABLE indicator ADD COLUMN weight TEXT REFERENCES indicator (id) ON DELETE SET NULL; -- the indicator whose figures weigh this one's
ALTER TABLE indicator ADD COLUMN frequency TEXT CHECK (frequency IN ('month', 'quarter', 'half_year', 'nine_months', 'year'));
ALTER TABLE indicator ADD COLUMN reporters TEXT REFERENCES agency_group (id);      -- each agency of this group reports
ALTER TABLE indicator ADD COLUMN reports_from TEXT;                                -- code of the first period asked for
ALTER TABLE indicator ADD COLUMN lowest REAL CHECK (lowest IS NULL OR abs(lowest) < 1e300);     -- below: warned of
ALTER TABLE indicator ADD COLUMN highest REAL CHECK (highest IS NULL OR abs(highest) < 1e300);  -- above: warned of
ALTER TABLE indicator ADD COLUMN jump_percent REAL CHECK (jump_percent > 0 AND jump_percent < 1e6); -- change since the last figure: warned of
CREATE INDEX indicator_weight ON indicator (weight) WHERE weight IS NOT NULL;
CREATE INDEX indicator_reporters ON indicator (reporters) WHERE reporters IS NOT NULL;

-- A target for the whole, for one agency, or for each agency of a group.
ALTER TABLE target ADD COLUMN agency TEXT REFERENCES agency (id);
ALTER TABLE target ADD COLUMN agency_group TEXT REFERENCES agency_group (id) CHECK (agency IS NULL OR agency_group IS NULL);
CREATE INDEX target_agency ON target (agency) WHERE agency IS NOT NULL;
CREATE INDEX target_group ON target (agency_group) WHERE agency_group IS NOT NULL;

-- From `day` on the indicator is measured in another way: earlier figures and targets cannot be compared.
CREATE TABLE method_break (
  id        TEXT PRIMARY KEY NOT NULL,
  indicator TEXT NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
  day       TEXT NOT NULL CHECK (date(day) IS day),
  note      TEXT NOT NULL CHECK (length(note) > 0),
  UNIQUE (indicator, day)
) STRICT;

-- The light a person gives an indicator instead of the computed one, and why.
CREATE TABLE indicator_override (
  id        TEXT PRIMARY KEY NOT NULL,
  indicator TEXT NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
  band      TEXT NOT NULL CHECK (band IN ('achieved', 'on_track', 'speed_up', 'slow', 'moving_away', 'missed', 'not_due', 'cannot_assess')),
  reason    TEXT NOT NULL CHECK (length(reason) > 0),
  person    TEXT NOT NULL,
  day       TEXT NOT NULL CHECK (date(day) IS day),                        -- holds from this day
  until     TEXT CHECK (until IS NULL OR (date(until) IS until AND until >= day)) -- to this one, inclusive
) STRICT;
CREATE INDEX indicator_override_of ON indicator_override (indicator, day);

-- A period that is approved and closed: its figures cannot be changed until somebody opens it, and says why.
CREATE TABLE period_lock (
  id          TEXT PRIMARY KEY NOT NULL,
  period      TEXT NOT NULL,
  calendar    TEXT NOT NULL CHECK (calendar IN ('administrative', 'statistical')),
  locked_on   TEXT NOT NULL CHECK (date(locked_on) IS locked_on),
  locked_by   TEXT NOT NULL,
  unlocked_on TEXT CHECK (unlocked_on IS NULL OR date(unlocked_on) IS unlocked_on),
  unlocked_by TEXT,
  reason      TEXT,
  CHECK ((unlocked_on IS NULL) = (reason IS NULL) AND (unlocked_on IS NULL) = (unlocked_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX period_lock_standing ON period_lock (period, calendar) WHERE unlocked_on IS NULL;

-- Optional dimensions: khu vực, with thành thị and nông thôn.
CREATE TABLE dimension (
  id   TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE CHECK (length(name) > 0)
) STRICT;

CREATE TABLE dimension_item (
  id        TEXT PRIMARY KEY NOT NULL,
  dimension TEXT NOT NULL REFERENCES dimension (id) ON DELETE CASCADE,
  name      TEXT NOT NULL CHECK (length(name) > 0),
  position  INTEGER NOT NULL,
  UNIQUE (dimension, name)
) STRICT;

-- What of a figure falls to one item of a dimension.
CREATE TABLE observation_part (
  id          TEXT PRIMARY KEY NOT NULL,
  indicator   TEXT NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
  observation TEXT NOT NULL REFERENCES observation (id) ON DELETE CASCADE,
  item        TEXT NOT NULL REFERENCES dimension_item (id),
  value       REAL CHECK (value IS NULL OR abs(value) < 1e300),
  numerator   REAL CHECK (numerator IS NULL OR abs(numerator) < 1e300),
  denominator REAL CHECK (denominator IS NULL OR (denominator <> 0 AND abs(denominator) < 1e300)),
  qualifier   TEXT,
  UNIQUE (observation, item),
  CHECK ((numerator IS NULL) = (denominator IS NULL)),
  CHECK ((value IS NOT NULL) + (numerator IS NOT NULL) = 1)
) STRICT;
CREATE INDEX observation_part_indicator ON observation_part (indicator);
CREATE INDEX observation_part_item ON observation_part (item);

-- A composite index (bộ chỉ số): versions, each a tree of groups and items with their most points.
CREATE TABLE composite (
  id   TEXT PRIMARY KEY NOT NULL,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (length(name) > 0),
  note TEXT
) STRICT;

CREATE TABLE composite_version (
  id        TEXT PRIMARY KEY NOT NULL,
  composite TEXT NOT NULL REFERENCES composite (id) ON DELETE CASCADE,
  year      INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
  document  TEXT REFERENCES document (id),
  note      TEXT,
  UNIQUE (composite, year)
) STRICT;
CREATE INDEX composite_version_document ON composite_version (document);

CREATE TABLE composite_item (
  id         TEXT PRIMARY KEY NOT NULL,
  composite  TEXT NOT NULL REFERENCES composite (id) ON DELETE CASCADE,
  version    TEXT NOT NULL REFERENCES composite_version (id) ON DELETE CASCADE,
  parent     TEXT REFERENCES composite_item (id) ON DELETE CASCADE,        -- its group; NULL for a group
  code       TEXT NOT NULL,
  name       TEXT NOT NULL CHECK (length(name) > 0),
  most       REAL CHECK (most > 0 AND most < 1e300),                       -- NULL for a group: the sum of its items
  weight     REAL CHECK (weight > 0 AND weight < 1e300),                   -- NULL: 1
  indicator  TEXT REFERENCES indicator (id) ON DELETE SET NULL,            -- what the points are given for
  position   INTEGER NOT NULL,
  UNIQUE (version, code)
) STRICT;
CREATE INDEX composite_item_parent ON composite_item (parent);
CREATE INDEX composite_item_composite ON composite_item (composite);
CREATE INDEX composite_item_indicator ON composite_item (indicator);

CREATE TABLE composite_score (
  id              TEXT PRIMARY KEY NOT NULL,
  composite       TEXT NOT NULL REFERENCES composite (id) ON DELETE CASCADE,
  item            TEXT NOT NULL REFERENCES composite_item (id) ON DELETE CASCADE,
  agency          TEXT NOT NULL REFERENCES agency (id),
  self_points     REAL CHECK (self_points >= 0 AND self_points < 1e300),
  verified_points REAL CHECK (verified_points >= 0 AND verified_points < 1e300),
  evidence        TEXT,
  document        TEXT REFERENCES document (id),
  day             TEXT NOT NULL CHECK (date(day) IS day),
  UNIQUE (item, agency),
  CHECK (coalesce(self_points, verified_points) IS NOT NULL)
) STRICT;
CREATE INDEX composite_score_composite ON composite_score (composite);
CREATE INDEX composite_score_agency ON composite_score (agency);
CREATE INDEX composite_score_document ON composite_score (document);

-- The figures of the whole are few among those of agencies; a roll-up reads one indicator agency by agency.
CREATE INDEX observation_whole ON observation (indicator, as_of_day) WHERE agency IS NULL;
CREATE INDEX observation_of_agency ON observation (indicator, agency, as_of_day) WHERE agency IS NOT NULL;
