"""Help and language: somebody is wanted, or the other language."""

from __future__ import annotations

from pastdue.domain.phrases import Rule

HELP = (
    Rule(
        """
        = (help|info|information|assistance|support|help please|please help|info please|informacion|
            informacion por favor)
        ^ help (me|please|us|with|i|needed|$)
        ^ help por favor
        ^ (customer|tech)? (support|service|assistance) (please)? $
        ^ helpp*
        help me
        (can|could|need|want|needs|would|get|some|any|for|please|i) (you|someone|anyone|somebody|anybody|your|some|
            more|any|a little|us)? (please)? (help|assistance)
        ayuda*
        (ayude|ayudeme|ayudenme|ayudame|ayuden|auxilio|asistencia)
        """,
        but_not="""
        (thanks|thank you|appreciate) ... help
        gracias por (la|su|tu) ayuda
        help (yourself|wanted)
        (help|assist*) (me|us)? (to|with|in|on|figure|find|understand|pay|make|get|use|open) (_)? .... (pay|payment|
            page|link|bill|
            invoice|card|website|site|portal|app|online)
        cant help (it|that)
        """,
    ),
)

LANGUAGE = (
    Rule(
        """
        (spanish|english|espanol|ingles|castellano|espanish)
        """,
    ),
)

WANTS_SPANISH = (
    Rule(
        """
        (no|not|dont|little|poquito|poco) (hablo|habla|entiendo|speak|understand|read|write|know|se|leo)? (mucho|
            much|any|
            good|el|well|very)? (english|ingles)
        """
    ),
    Rule(
        """
        (spanish|espanol|castellano)
        """,
        but_not="""
        (no|not|dont|cant) (hablo|habla|entiendo|speak|understand|read|write|know|se|leo)? (mucho|much|any|good|el|
            well)? (spanish|espanol|castellano)
        """,
    ),
)
