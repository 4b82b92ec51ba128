"""AnswerCall: somebody calls the number that texts: who they hear, and to whom they are put through."""

from __future__ import annotations

from pastdue.domain import wording
from pastdue.domain.company import Company
from pastdue.domain.contact import Language
from pastdue.domain.money import Value
from pastdue.usecases.silence import people_at
from pastdue.usecases.world import World


class CallAnswer(Value):
    """What the caller hears, in which language, and the number (E.164) that they are put through to, if any."""

    words: str
    language: Language = Language.ENGLISH
    forward_to: str | None = None


def answer_call(world: World, caller: str, called: str) -> CallAnswer:
    """Put the caller through to the client's callback number, or say whom to call; it reads and changes nothing."""
    people = people_at(world, caller) if caller else ()
    companies = [people[0].company_id] if people else [each.id for each in world.store.listed(Company, "companies")]
    if not companies:
        return CallAnswer(words=wording.call_words(Language.ENGLISH, "", None, forwarded=False))
    policy = world.policies.in_force(companies[0])
    company = next((each for each in world.store.listed(Company, "companies") if each.id == companies[0]), None)
    language = people[0].language if people else Language.ENGLISH
    number = policy.callback_number
    forward_to = world.phones.e164(number, policy.default_country) if number else None
    if forward_to == called:
        forward_to = number = None  # the number would ring itself
    creditor = policy.creditor or (company.name if company else "")
    words = wording.call_words(language, creditor, number, forwarded=forward_to is not None)
    return CallAnswer(words=words, language=language, forward_to=forward_to)
