"""Machines: what phones and offices answer by themselves."""

from __future__ import annotations

from pastdue.domain.phrases import Rule

AUTOMATIC = (
    Rule(
        """
        (auto|automatic|automated|automatically) (reply|replied|response|responder|generated|message|sent)
        (autoreply|autoresponder)
        out of (the)? office
        i am driving (with|right now|now|at the moment|and|, |$)
        do not disturb while driving
        dont disturb while driving
        (number|inbox|mailbox|line) (isnt|is not|not) (being)? monitored
        (thanks|thank you) for (contacting|reaching out to|texting|messaging|your message to) ...
        (we|our office) (have|has) received your (message|text)
        our (office|business|store) hours are
        we are (currently)? closed
        (respuesta|mensaje) automatic*
        (estoy|voy) (manejando|conduciendo)
        fuera de (la)? oficina
        gracias por (contactar*|comunicar*|escribir*|su mensaje) (a|con) ...
        """,
        but_not="""
        thanks for (contacting|texting|messaging|reaching out to) (me|us|back)
        """,
    ),
)
