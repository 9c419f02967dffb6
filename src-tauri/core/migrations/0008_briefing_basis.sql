-- By which deadline a saved briefing tells statuses and rates: the current one, or the one first given.
ALTER TABLE briefing ADD COLUMN basis TEXT CHECK (basis IN ('current', 'original'));
