"""`counted`: a narrow row for each quotation with all that lists and profiles count, so that they need not look through
the wide rows of documents, quotations, members and utterances.

Whatever changes below a row leaves a mark by a trigger, in the same transaction; `counting` writes what is marked anew.
ON CONFLICT in the triggers as in `marks`.
"""

# moment: the time that documents are ordered by, UNDATED where there is none. shared: whether two documents or more
# report the utterance. first: `first` or `tie` where the outlet is among the firsts of a shared one. drift: the class
# in a shared one, where it is measured from words of which it has any: of a statement printed in pieces, one piece says
# nothing of another. derived: whether the lineage names an origin; follows: the outlet of that. told: whether a channel
# is named.
UNDATED = "~"
COLUMNS = "quotation, document, outlet, speaker, moment, utterance, shared, first, drift, derived, follows, told"
# How many shared utterances there are among some rows, and of how many of them the outlet was first or in a tie
SHARED = "count(DISTINCT iif(shared, utterance, NULL))"
FIRSTS = "count(DISTINCT iif(first = 'first', utterance, NULL))"
TIES = "count(DISTINCT iif(first = 'tie', utterance, NULL))"
ROW = f"""
SELECT q.number, q.document, d.outlet, e.speaker,
       coalesce(CASE WHEN d.zone_minutes IS NULL THEN d.wall_start ELSE d.utc_start END, '{UNDATED}'),
       m.utterance, u.id IS NOT NULL,
       (SELECT max(f.status) FROM firsts f
        WHERE f.utterance = u.id AND +f.outlet IS d.outlet AND f.status IN ('first', 'tie')),
       CASE WHEN u.id IS NOT NULL AND m.drift_from IS NOT NULL AND m.similarity > 0 THEN m.drift_class END,
       m.lineage_status IS 'derived', o.outlet, q.told_to <> '[]'
"""
BESIDE = """
CROSS JOIN documents d ON d.id = q.document
LEFT JOIN entities e ON e.document = q.document AND e.number = q.entity
LEFT JOIN members m ON m.quotation = q.id
LEFT JOIN utterances u ON u.id = m.utterance AND u.documents >= 2
LEFT JOIN quotations p ON p.id = m.lineage_from AND m.lineage_status = 'derived'
LEFT JOIN documents o ON o.id = p.document
"""

# What ROW says when it changes needs a migration of its own that counts everything again.
# An outlet that is not known is '' in stale_outlets and outlet_counts, where a key cannot be null
COUNTED = f"""
CREATE TABLE counted (
    quotation INTEGER PRIMARY KEY REFERENCES quotations (number) ON DELETE CASCADE,
    document TEXT NOT NULL,
    outlet TEXT,
    speaker TEXT,
    moment TEXT NOT NULL,
    utterance INTEGER,
    shared INTEGER NOT NULL,
    first TEXT,
    drift TEXT,
    derived INTEGER NOT NULL,
    follows TEXT,
    told INTEGER NOT NULL
);
CREATE TABLE stale_counted (quotation INTEGER PRIMARY KEY);
CREATE TABLE stale_outlets (outlet TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE outlet_counts (
    outlet TEXT PRIMARY KEY,
    quotations INTEGER NOT NULL,
    firsts INTEGER NOT NULL,
    ties INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO counted ({COLUMNS}) {ROW} FROM quotations q {BESIDE} ORDER BY q.number;
CREATE INDEX counted_speaker ON counted (speaker, moment, outlet, document, utterance, shared, first, drift);
CREATE INDEX counted_outlet ON counted (outlet, moment, utterance, shared, first, drift, derived, follows, told);
INSERT INTO outlet_counts
SELECT coalesce(outlet, ''), count(*), {FIRSTS},
       {TIES}
FROM counted GROUP BY outlet;
CREATE INDEX utterances_claimed ON utterances (id) WHERE claimed_origins <> '[]';
CREATE INDEX utterances_drifted ON utterances (documents DESC, first_published IS NULL, first_published, id)
WHERE drifted;
CREATE INDEX utterances_conflicts ON utterances (documents DESC, first_published IS NULL, first_published, id)
WHERE conflicts;

CREATE TRIGGER counted_made AFTER INSERT ON counted BEGIN
    INSERT INTO stale_speakers SELECT new.speaker WHERE new.speaker IS NOT NULL ON CONFLICT DO NOTHING;
    INSERT INTO stale_outlets VALUES (coalesce(new.outlet, '')) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER counted_changed AFTER UPDATE ON counted BEGIN
    INSERT INTO stale_speakers SELECT old.speaker WHERE old.speaker IS NOT NULL ON CONFLICT DO NOTHING;
    INSERT INTO stale_speakers SELECT new.speaker WHERE new.speaker IS NOT NULL ON CONFLICT DO NOTHING;
    INSERT INTO stale_outlets VALUES (coalesce(old.outlet, '')) ON CONFLICT DO NOTHING;
    INSERT INTO stale_outlets VALUES (coalesce(new.outlet, '')) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER counted_gone AFTER DELETE ON counted BEGIN
    INSERT INTO stale_speakers SELECT old.speaker WHERE old.speaker IS NOT NULL ON CONFLICT DO NOTHING;
    INSERT INTO stale_outlets VALUES (coalesce(old.outlet, '')) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER count_quotation AFTER INSERT ON quotations BEGIN
    INSERT INTO stale_counted VALUES (new.number) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER count_voice AFTER UPDATE OF entity, told_to ON quotations BEGIN
    INSERT INTO stale_counted VALUES (new.number) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER count_speaker AFTER UPDATE OF speaker ON entities WHEN old.speaker IS NOT new.speaker BEGIN
    INSERT INTO stale_counted SELECT number FROM quotations
    WHERE document = new.document AND entity = new.number ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER count_member AFTER INSERT ON members BEGIN
    INSERT INTO stale_counted SELECT number FROM quotations WHERE id = new.quotation ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER count_document AFTER UPDATE OF outlet, wall_start, utc_start, zone_minutes ON documents WHEN
    (old.outlet, old.wall_start, old.utc_start, old.zone_minutes) IS NOT
    (new.outlet, new.wall_start, new.utc_start, new.zone_minutes)
BEGIN
    INSERT INTO stale_counted SELECT number FROM quotations WHERE document = new.id ON CONFLICT DO NOTHING;
    INSERT INTO stale_counted
    SELECT p.number FROM quotations q JOIN members m ON m.quotation = q.id JOIN members o ON o.utterance = m.utterance
    JOIN quotations p ON p.id = o.quotation WHERE q.document = new.id ON CONFLICT DO NOTHING;
END;
"""
