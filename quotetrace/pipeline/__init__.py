"""The stages in their order: `ingest` into a store, `extract` without one, `find`, `forget`, `settle`, `audit`."""

from quotetrace.pipeline.running import Progress, audit, extract, find, forget, ingest, settle
from quotetrace.pipeline.stages import Stages, default_stages

__all__ = ["Progress", "Stages", "audit", "default_stages", "extract", "find", "forget", "ingest", "settle"]
