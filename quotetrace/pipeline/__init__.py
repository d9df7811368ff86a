"""The stages in their order: `ingest` into a store, `extract` without one, `find`, `forget`, `settle`, `audit`."""

from quotetrace.pipeline.asking import audit, find
from quotetrace.pipeline.ingesting import ingest
from quotetrace.pipeline.inputs import extract
from quotetrace.pipeline.settling import Progress, forget, settle
from quotetrace.pipeline.stages import Stages, default_stages

__all__ = ["Progress", "Stages", "audit", "default_stages", "extract", "find", "forget", "ingest", "settle"]
