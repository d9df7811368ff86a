"""The tables of the index, marks on what the next settling has to look at again, and the journal of utterances.

The index is what a few new documents are compared with instead of everything (index.py). Whatever changes below an
utterance, a speaker or a class of copies leaves a mark by a trigger, in the same transaction. ON CONFLICT in these: a
statement that says OR REPLACE or OR IGNORE itself overrules an OR IGNORE in what it triggers.
"""

INDEX = """
CREATE TABLE word_index (
    document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    words BLOB NOT NULL,
    quotations TEXT NOT NULL
);
CREATE TABLE body_index (
    document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    page TEXT,
    body TEXT,
    runs BLOB NOT NULL
);
CREATE INDEX body_index_page ON body_index (page) WHERE page IS NOT NULL;
CREATE INDEX body_index_body ON body_index (body) WHERE body IS NOT NULL;
CREATE TABLE name_index (
    name TEXT NOT NULL,
    own INTEGER NOT NULL,
    document TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (name, own, document, number),
    FOREIGN KEY (document, number) REFERENCES entities (document, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX name_index_entity ON name_index (document, number);

CREATE TABLE stale_utterances (utterance INTEGER PRIMARY KEY);
CREATE TABLE stale_speakers (speaker TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE stale_names (name TEXT NOT NULL, own INTEGER NOT NULL, PRIMARY KEY (name, own)) WITHOUT ROWID;
CREATE TABLE stale_copies (copy_class TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TRIGGER members_gone AFTER DELETE ON members BEGIN
    INSERT INTO stale_utterances VALUES (old.utterance) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER edges_gone AFTER DELETE ON edges BEGIN
    INSERT INTO stale_utterances
    SELECT utterance FROM members WHERE quotation IN (old."left", old."right") ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER documents_gone AFTER DELETE ON documents WHEN old.copy_class IS NOT NULL BEGIN
    INSERT INTO stale_copies VALUES (old.copy_class) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER documents_changed AFTER UPDATE OF label, outlet, url, published, precision, zone_minutes, copy_class
ON documents WHEN
    (old.label, old.outlet, old.url, old.published, old.precision, old.zone_minutes, old.copy_class) IS NOT
    (new.label, new.outlet, new.url, new.published, new.precision, new.zone_minutes, new.copy_class)
BEGIN
    INSERT INTO stale_utterances
    SELECT m.utterance FROM quotations q JOIN members m ON m.quotation = q.id
    WHERE q.document = new.id ON CONFLICT DO NOTHING;
    INSERT INTO stale_speakers SELECT speaker FROM entities
    WHERE document = new.id AND speaker IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER names_gone AFTER DELETE ON name_index BEGIN
    INSERT INTO stale_names VALUES (old.name, old.own) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER entities_gone AFTER DELETE ON entities WHEN old.speaker IS NOT NULL BEGIN
    INSERT INTO stale_speakers VALUES (old.speaker) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER entities_claimed AFTER UPDATE OF speaker ON entities WHEN old.speaker IS NOT new.speaker BEGIN
    INSERT INTO stale_speakers SELECT old.speaker WHERE old.speaker IS NOT NULL ON CONFLICT DO NOTHING;
    INSERT INTO stale_speakers SELECT new.speaker WHERE new.speaker IS NOT NULL ON CONFLICT DO NOTHING;
    INSERT INTO stale_utterances
    SELECT m.utterance FROM quotations q JOIN members m ON m.quotation = q.id
    WHERE q.document = new.document AND q.entity = new.number ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER speakers_renamed AFTER UPDATE OF name ON speakers WHEN old.name <> new.name BEGIN
    INSERT INTO stale_utterances
    SELECT m.utterance FROM entities e
    JOIN quotations q ON q.document = e.document AND q.entity = e.number
    JOIN members m ON m.quotation = q.id WHERE e.speaker = new.id ON CONFLICT DO NOTHING;
END;

CREATE TABLE splits (utterance INTEGER PRIMARY KEY, origin INTEGER NOT NULL, since TEXT NOT NULL);
CREATE VIEW utterance_journal AS
SELECT old AS utterance, 'merged into' AS event, new AS other, since FROM redirects
UNION ALL SELECT origin, 'split, a part is now', utterance, since FROM splits
ORDER BY since, utterance, other;

CREATE INDEX quotations_continues ON quotations (continues) WHERE continues IS NOT NULL;
CREATE INDEX quotations_attributed ON quotations (document) WHERE speaker IS NOT NULL;
CREATE INDEX quotations_told ON quotations (id) WHERE told_to <> '[]';
CREATE INDEX documents_version ON documents (package_version, lexicon_version);
"""

# The words of the index in short, some hundred documents together, for `find` (matching/skimming.py). No number is
# given twice: a block may know of documents that are gone, and never takes one that came later for them.
PACKED = """
CREATE TABLE numbered_words (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL UNIQUE REFERENCES documents (id) ON DELETE CASCADE,
    words BLOB NOT NULL,
    quotations TEXT NOT NULL
);
INSERT INTO numbered_words (document, words, quotations) SELECT document, words, quotations FROM word_index;
DROP TABLE word_index;
ALTER TABLE numbered_words RENAME TO word_index;
CREATE TABLE word_blocks (
    block INTEGER PRIMARY KEY,
    documents INTEGER NOT NULL,
    numbers TEXT NOT NULL,
    words BLOB NOT NULL
);
"""

# What tells the passages that documents share outside the marks, and what of it is gone or written over
NARRATIVE = """
CREATE TABLE narrative_index (
    document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    runs BLOB NOT NULL
);
CREATE TABLE stale_narrative (runs BLOB NOT NULL);
CREATE TRIGGER narrative_gone AFTER DELETE ON narrative_index BEGIN
    INSERT INTO stale_narrative VALUES (old.runs);
END;
CREATE TRIGGER narrative_changed AFTER UPDATE OF runs ON narrative_index BEGIN
    INSERT INTO stale_narrative VALUES (old.runs);
END;
"""
