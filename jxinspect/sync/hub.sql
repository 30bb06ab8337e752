-- The tables of a hub (汇集端). Portable: composite keys that begin with the case, ON CONFLICT DO NOTHING; no serials,
-- triggers, extensions, foreign keys or functions of our own. Every statement of the program names one case.
-- Rows are only ever added, but: jx_case.arrived counts up, a receipt gives way to a later one of the same device, and
-- what was withheld loses body and salt.

CREATE TABLE IF NOT EXISTS jx_hub (
  version integer NOT NULL,          -- of these tables
  id text NOT NULL,                  -- of this hub; another database at the same address has another
  made_at text NOT NULL,
  PRIMARY KEY (version)
);

CREATE TABLE IF NOT EXISTS jx_case (
  case_id text NOT NULL,
  arrived bigint NOT NULL,           -- number of entries so far; its row is the lock of a push
  made_at text NOT NULL,
  PRIMARY KEY (case_id)
);

CREATE TABLE IF NOT EXISTS jx_chain (
  case_id text NOT NULL,
  id text NOT NULL,
  device_key text NOT NULL,
  since text NOT NULL,
  why text NOT NULL,
  PRIMARY KEY (case_id, id)
);

CREATE TABLE IF NOT EXISTS jx_entry (
  case_id text NOT NULL,
  chain text NOT NULL,
  seq bigint NOT NULL,
  hash text NOT NULL,                -- in the key: both branches of a forked chain have their place
  header text NOT NULL,
  body text,
  salt text,
  signature text,
  arrived bigint NOT NULL,           -- 1, 2, 3 … in the case: each entry after all that it builds on
  PRIMARY KEY (case_id, chain, seq, hash)
);

CREATE UNIQUE INDEX IF NOT EXISTS jx_entry_arrived ON jx_entry (case_id, arrived);

CREATE TABLE IF NOT EXISTS jx_push (
  case_id text NOT NULL,
  last bigint NOT NULL,              -- the entries that arrived as first … last
  first bigint NOT NULL,
  device_key text NOT NULL,          -- who brought them, and that device's signature on them
  at text NOT NULL,
  digest text NOT NULL,
  signature text NOT NULL,
  PRIMARY KEY (case_id, last)
);

CREATE TABLE IF NOT EXISTS jx_object (
  case_id text NOT NULL,
  sha256 text NOT NULL,
  size bigint NOT NULL,              -- bytes of the plain content
  at text NOT NULL,
  PRIMARY KEY (case_id, sha256)
);

CREATE TABLE IF NOT EXISTS jx_receipt (
  case_id text NOT NULL,
  device_key text NOT NULL,
  at text NOT NULL,
  statement text NOT NULL,           -- what that device had then, signed by it; only its last word is kept
  PRIMARY KEY (case_id, device_key)
);
