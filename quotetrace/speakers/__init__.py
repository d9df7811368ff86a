"""Speakers across documents: which in-document speakers are one person or body, under one display name."""

from quotetrace.speakers.merging import merge_speakers
from quotetrace.speakers.namesakes import name_keys

__all__ = ["merge_speakers", "name_keys"]
