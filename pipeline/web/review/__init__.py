"""Review pages (beoordelen): the queue, one sentence, adjudication and agreement."""

from __future__ import annotations

from fastapi import APIRouter

from pipeline.web.review import adjudicate, agreement, decide, queue, sentence, undo

router = APIRouter(include_in_schema=False)
for part in (queue, agreement, adjudicate, sentence, decide, undo):
    router.include_router(part.router, prefix="/beoordelen")

__all__ = ["router"]
