# SPDX-License-Identifier: MIT
"""Plans made from plans: which words rank sources, and what to search for when no source has all words."""

from __future__ import annotations

from database.plan import And, Annotated, Field, InSource, Or, Plan, Term, either, join

_WORDS = frozenset({Field.TEXT, Field.TITLE, Field.PASSAGE, Field.NOTE, Field.WORK})


def source_terms(plan: Plan) -> tuple[Term, ...]:
    """Return the terms that rank sources: those looked for in title and text, and not denied."""
    match plan:
        case And(parts) | Or(parts):
            return tuple(term for part in parts for term in source_terms(part))
    return (plan,) if isinstance(plan, Term) and plan.field in {Field.TEXT, Field.TITLE} else ()


def relaxed(plan: Plan) -> Plan | None:
    """Return the plan with any of its words instead of all; what is no word must still hold. None without a choice."""
    match plan:
        case And(parts):
            words = [part for part in parts if _is_wordy(part)]
            others = [part if _is_wordy(part) else relaxed(part) or part for part in parts]
            if len(words) > 1:
                kept = [part for part in others if not _is_wordy(part)]
                return join([either(words), *kept])
            return join(others) if others != list(parts) else None
        case Annotated(part):
            below = relaxed(part)
            return None if below is None else Annotated(below)
        case InSource(part):
            above = relaxed(part)
            return None if above is None else InSource(above)
    return None


def _is_wordy(plan: Plan) -> bool:
    if isinstance(plan, Or):
        return all(map(_is_wordy, plan.parts))
    return isinstance(plan, Term) and plan.field in _WORDS
