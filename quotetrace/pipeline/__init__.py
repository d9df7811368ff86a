"""The stages in their order: `ingest` into a store, `extract` without one, `find`, `settle`, `audit`, `verify`,
`forget` (of what people name: `share_of`, `forget_share`), `reprocess`, and what people decide (`correct_…`, `undo`,
`take_decisions`)."""

from quotetrace.pipeline.asking import audit, find
from quotetrace.pipeline.correcting import (
    alias,
    correct_date,
    correct_outlet,
    correct_speaker,
    join,
    split,
    take_decisions,
    undo,
)
from quotetrace.pipeline.forgetting import forget_share, share_of
from quotetrace.pipeline.ingesting import ingest
from quotetrace.pipeline.inputs import extract
from quotetrace.pipeline.reprocessing import reprocess
from quotetrace.pipeline.settling import forget, settle
from quotetrace.pipeline.stages import Stages, default_stages
from quotetrace.pipeline.verifying import is_comparable, verify
from quotetrace.pipeline.watching import Progress

__all__ = [
    "Progress",
    "Stages",
    "alias",
    "audit",
    "correct_date",
    "correct_outlet",
    "correct_speaker",
    "default_stages",
    "extract",
    "find",
    "forget",
    "forget_share",
    "ingest",
    "is_comparable",
    "join",
    "reprocess",
    "settle",
    "share_of",
    "split",
    "take_decisions",
    "undo",
    "verify",
]
