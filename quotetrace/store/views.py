"""The three views for people who open the file in an SQLite browser: plain words for columns, one row a fact."""

VIEWS = """
CREATE VIEW first_quotes AS
SELECT u.id AS utterance, u.first_status AS status, u.speaker AS speaker, q.text AS quotation,
       coalesce(d.outlet, '(outlet unknown)') AS outlet, d.published AS published, d.label AS document, d.url AS url,
       u.documents AS reported_by_documents, u.outlets AS reported_by_outlets, u.flags AS flags
FROM utterances u
JOIN members m ON m.utterance = u.id AND m.is_first
JOIN quotations q ON q.id = m.quotation
JOIN documents d ON d.id = q.document
ORDER BY u.documents DESC, u.id, m.position;

CREATE VIEW quotes_by_speaker AS
SELECT coalesce(s.name, q.speaker, '(speaker unknown)') AS speaker, q.text AS quotation, q.kind AS kind,
       coalesce(d.outlet, '(outlet unknown)') AS outlet, d.published AS published, d.label AS document, d.url AS url,
       q.mention AS speaker_mention, q.cue AS cue, q.confidence AS confidence, m.utterance AS utterance
FROM quotations q
JOIN documents d ON d.id = q.document
LEFT JOIN entities e ON e.document = q.document AND e.number = q.entity
LEFT JOIN speakers s ON s.id = e.speaker
LEFT JOIN members m ON m.quotation = q.id
WHERE q.kind <> 'scare'
ORDER BY coalesce(s.name, q.speaker) IS NULL, speaker, d.wall_start IS NULL,
         CASE WHEN d.zone_minutes IS NULL THEN d.wall_start ELSE d.utc_start END, d.label, q.start;

CREATE VIEW drift_report AS
SELECT m.utterance AS utterance, u.speaker AS speaker, m.drift_class AS drift, round(m.similarity, 3) AS similarity,
       coalesce(before_d.outlet, '(outlet unknown)') AS earlier_outlet, before_d.published AS earlier_published,
       before_q.text AS earlier_wording,
       coalesce(after_d.outlet, '(outlet unknown)') AS outlet, after_d.published AS published,
       after_q.text AS wording, m.lineage_status AS lineage
FROM members m
JOIN utterances u ON u.id = m.utterance
JOIN quotations after_q ON after_q.id = m.quotation
JOIN documents after_d ON after_d.id = after_q.document
JOIN quotations before_q ON before_q.id = m.drift_from
JOIN documents before_d ON before_d.id = before_q.document
WHERE m.drift_class <> 'none'
ORDER BY u.documents DESC, m.utterance, m.position;
"""
