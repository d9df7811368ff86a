"""The tables; once released, a script never changes.

Text columns hold ISO 8601 times, JSON arrays where a name is plural, and ids as the model has them. `documents` keeps a
publication interval three ways: `published` as stated, for people; `wall_start` and `wall_end`, the clock as written;
`utc_start` and `utc_end`, the same in UTC, widened where no zone is known, for comparison with a time that has one.
Lists are in order of the real instant: in UTC where the zone is known, else as the clock says.
What a query would have to count over the whole collection (documents of an utterance, quotations of a speaker, the
totals in `meta`) is stored, written together with the traces it is counted from.
"""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE outlets (
    name TEXT PRIMARY KEY,
    folded TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX outlets_folded ON outlets (folded);

CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    source TEXT NOT NULL,
    outlet TEXT REFERENCES outlets (name),
    headline TEXT,
    headline_separate INTEGER NOT NULL,
    author TEXT,
    url TEXT,
    published TEXT,
    precision TEXT,
    zone_minutes INTEGER,
    wall_start TEXT,
    wall_end TEXT,
    utc_start TEXT,
    utc_end TEXT,
    modified TEXT,
    language TEXT,
    zones TEXT NOT NULL,
    evidence TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    reader TEXT NOT NULL,
    reader_version INTEGER NOT NULL,
    package_version TEXT NOT NULL,
    copy_class TEXT,
    pending INTEGER NOT NULL,
    text_hash TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX documents_outlet ON documents (outlet);
CREATE INDEX documents_label ON documents (label);
CREATE INDEX documents_time ON documents (
    wall_start IS NULL, CASE WHEN zone_minutes IS NULL THEN wall_start ELSE utc_start END, label, id
);
CREATE INDEX documents_pending ON documents (pending) WHERE pending;

CREATE TABLE sources (
    source TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    fingerprint TEXT NOT NULL
);
CREATE INDEX sources_document ON sources (document);

CREATE TABLE failures (source TEXT PRIMARY KEY, reason TEXT NOT NULL, seen TEXT NOT NULL);

CREATE TABLE speakers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    aliases TEXT NOT NULL,
    quotations INTEGER NOT NULL DEFAULT 0,
    documents INTEGER NOT NULL DEFAULT 0,
    outlets INTEGER NOT NULL DEFAULT 0,
    utterances INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX speakers_quoted ON speakers (quotations DESC, name, id);
CREATE TABLE speaker_names (
    folded TEXT NOT NULL,
    last TEXT NOT NULL,
    speaker TEXT NOT NULL REFERENCES speakers (id) ON DELETE CASCADE,
    is_name INTEGER NOT NULL,
    PRIMARY KEY (folded, speaker)
) WITHOUT ROWID;
CREATE INDEX speaker_names_last ON speaker_names (last);
CREATE INDEX speaker_names_speaker ON speaker_names (speaker);

CREATE TABLE entities (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    aliases TEXT NOT NULL,
    roles TEXT NOT NULL,
    gender TEXT,
    speaker TEXT REFERENCES speakers (id) ON DELETE SET NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE INDEX entities_speaker ON entities (speaker);

CREATE TABLE quotations (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    part TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    text TEXT NOT NULL,
    words TEXT NOT NULL,
    kind TEXT NOT NULL,
    speaker TEXT,
    entity INTEGER,
    mention TEXT,
    mention_start INTEGER,
    cue TEXT,
    cue_start INTEGER,
    told_to TEXT NOT NULL,
    continues TEXT,
    flags TEXT NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL,
    runner_up TEXT,
    context TEXT NOT NULL
);
CREATE INDEX quotations_place ON quotations (document, part DESC, start);

CREATE TABLE edges (
    "left" TEXT NOT NULL REFERENCES quotations (id) ON DELETE CASCADE,
    "right" TEXT NOT NULL REFERENCES quotations (id) ON DELETE CASCADE,
    relation TEXT NOT NULL,
    score REAL NOT NULL,
    words TEXT NOT NULL,
    left_whole INTEGER NOT NULL,
    right_whole INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    reason TEXT NOT NULL,
    speaker_conflict INTEGER NOT NULL,
    PRIMARY KEY ("left", "right", relation)
) WITHOUT ROWID;
CREATE INDEX edges_right ON edges ("right");

CREATE TABLE utterances (
    id INTEGER PRIMARY KEY,
    representative TEXT NOT NULL,
    speaker TEXT,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    first_status TEXT NOT NULL,
    first_published TEXT,
    first TEXT NOT NULL,
    documents INTEGER NOT NULL,
    copies INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    outlet_names TEXT NOT NULL,
    flags TEXT NOT NULL,
    drifted INTEGER NOT NULL,
    conflicts INTEGER NOT NULL,
    claimed_origins TEXT NOT NULL,
    related TEXT NOT NULL,
    speaker_conflict INTEGER NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX utterances_documents ON utterances (documents DESC, first_published IS NULL, first_published, id);

CREATE TABLE members (
    quotation TEXT PRIMARY KEY REFERENCES quotations (id) ON DELETE CASCADE,
    utterance INTEGER NOT NULL REFERENCES utterances (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    relation TEXT NOT NULL,
    joined_because TEXT NOT NULL,
    parent TEXT,
    is_first INTEGER NOT NULL,
    lineage_status TEXT NOT NULL,
    lineage_from TEXT,
    lineage_evidence TEXT NOT NULL,
    drift_from TEXT,
    drift_class TEXT NOT NULL,
    drift_classes TEXT NOT NULL,
    similarity REAL NOT NULL,
    edits TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX members_utterance ON members (utterance, position);

CREATE TABLE firsts (
    utterance INTEGER NOT NULL REFERENCES utterances (id) ON DELETE CASCADE,
    outlet TEXT,
    status TEXT NOT NULL
);
CREATE INDEX firsts_utterance ON firsts (utterance);
CREATE INDEX firsts_outlet ON firsts (outlet, status);

CREATE TABLE redirects (old INTEGER PRIMARY KEY, new INTEGER NOT NULL, since TEXT NOT NULL);

CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    document TEXT,
    start INTEGER,
    stop INTEGER,
    words TEXT,
    value TEXT NOT NULL,
    made TEXT NOT NULL,
    undone TEXT
);
"""

# The words are folded before they come here; unicode61 splits at apostrophes and drops accents, in queries as well.
SEARCH = """
CREATE VIRTUAL TABLE quotations_fts USING fts5(
    words, content='quotations', content_rowid='number', tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER quotations_inserted AFTER INSERT ON quotations BEGIN
    INSERT INTO quotations_fts (rowid, words) VALUES (new.number, new.words);
END;
CREATE TRIGGER quotations_deleted AFTER DELETE ON quotations BEGIN
    INSERT INTO quotations_fts (quotations_fts, rowid, words) VALUES ('delete', old.number, old.words);
END;
CREATE TRIGGER quotations_updated AFTER UPDATE OF words ON quotations BEGIN
    INSERT INTO quotations_fts (quotations_fts, rowid, words) VALUES ('delete', old.number, old.words);
    INSERT INTO quotations_fts (rowid, words) VALUES (new.number, new.words);
END;
"""

# The file that a record was read from, so that a record that left it is known; null where the file is the article
CONTAINERS = """
ALTER TABLE sources ADD COLUMN container TEXT;
CREATE INDEX sources_container ON sources (container) WHERE container IS NOT NULL;
UPDATE sources SET container = substr(source, 1, length(rtrim(source, '0123456789')) - 1)
WHERE source GLOB '*#[0-9]*' AND rtrim(source, '0123456789') GLOB '*#'
AND document IN (SELECT id FROM documents WHERE reader IN ('json', 'jsonl'));
"""

# What each source knows, and the facts of those that do not speak for their document; see speaking.py. Sources of an
# older store that do not speak are read again when next met: they have no facts yet.
SPEAKING = """
ALTER TABLE sources ADD COLUMN standing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN facts TEXT;
CREATE INDEX sources_waiting ON sources (document) WHERE facts IS NOT NULL;
UPDATE sources SET standing = (SELECT 2 * (published IS NULL) + (outlet IS NULL) FROM documents WHERE id = document);
UPDATE sources SET fingerprint = ''
WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = sources.document AND d.source = sources.source);
"""

# With which word lists a document was extracted, and by which version and lists an edge was found and decided
VERSIONS = """
ALTER TABLE documents ADD COLUMN lexicon_version TEXT NOT NULL DEFAULT '';
ALTER TABLE edges ADD COLUMN version TEXT NOT NULL DEFAULT '';
"""

# The outlet as the document itself spells it; documents.outlet is the spelling that most documents of the outlet have
SPELLINGS = """
ALTER TABLE documents ADD COLUMN outlet_as_read TEXT;
UPDATE documents SET outlet_as_read = outlet;
CREATE INDEX documents_outlet_as_read ON documents (outlet_as_read);
"""

# Decisions of people. Where one overrules what was read, that stays beside it in `as_read`, and outlet_as_read is as
# the decision spells it; an entity that was decided was never read. A pair is joined or split by hand.
DECISIONS = """
ALTER TABLE decisions ADD COLUMN key TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN made_by TEXT;
ALTER TABLE decisions ADD COLUMN label TEXT;
ALTER TABLE decisions ADD COLUMN opening TEXT;
ALTER TABLE decisions ADD COLUMN part TEXT;
ALTER TABLE decisions ADD COLUMN other TEXT;
ALTER TABLE decisions ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting';
ALTER TABLE decisions ADD COLUMN targets TEXT NOT NULL DEFAULT '[]';
ALTER TABLE decisions ADD COLUMN was TEXT;
CREATE UNIQUE INDEX decisions_key ON decisions (key);

ALTER TABLE documents ADD COLUMN as_read TEXT;
CREATE INDEX documents_corrected ON documents (id) WHERE as_read IS NOT NULL;
ALTER TABLE quotations ADD COLUMN as_read TEXT;
CREATE INDEX quotations_corrected ON quotations (document) WHERE as_read IS NOT NULL;
ALTER TABLE entities ADD COLUMN decided INTEGER NOT NULL DEFAULT 0;

CREATE TABLE pairs (
    "left" TEXT NOT NULL REFERENCES quotations (id) ON DELETE CASCADE,
    "right" TEXT NOT NULL REFERENCES quotations (id) ON DELETE CASCADE,
    joined INTEGER NOT NULL,
    PRIMARY KEY ("left", "right")
) WITHOUT ROWID;
CREATE INDEX pairs_right ON pairs ("right");
CREATE TRIGGER pairs_made AFTER INSERT ON pairs BEGIN
    INSERT INTO stale_utterances
    SELECT utterance FROM members WHERE quotation IN (new."left", new."right") ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER pairs_gone AFTER DELETE ON pairs BEGIN
    INSERT INTO stale_utterances
    SELECT utterance FROM members WHERE quotation IN (old."left", old."right") ON CONFLICT DO NOTHING;
END;
"""

# How the reporting around the same words differs; what two documents report is traced again at the next ingest
FRAMES = """
ALTER TABLE members ADD COLUMN frame TEXT NOT NULL DEFAULT '';
INSERT OR IGNORE INTO stale_utterances SELECT id FROM utterances WHERE documents >= 2;
"""

# The names that a person decided are one speaker's: of an entity that is called by one of them, and of the speaker
ALIASES = """
ALTER TABLE entities ADD COLUMN also TEXT NOT NULL DEFAULT '[]';
CREATE INDEX entities_also ON entities (document) WHERE also <> '[]';
ALTER TABLE speakers ADD COLUMN also TEXT NOT NULL DEFAULT '[]';
"""
