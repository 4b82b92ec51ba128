"""Meanings: the rules by which a reply is understood, in English and Spanish. Tables, to be read by anyone.

How phrases are written stands at the top of phrases.py. A reply gets the first meaning in the order of `Meaning`
of which one phrase is found. A refusal aimed at the texts is opt_out even when doubtful; any other doubt is `other`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pastdue.domain.meanings.already_paid import ALREADY_PAID
from pastdue.domain.meanings.dispute import DISPUTE
from pastdue.domain.meanings.flags import FLAGS
from pastdue.domain.meanings.help_and_language import HELP, LANGUAGE, WANTS_SPANISH
from pastdue.domain.meanings.labels import Meaning, Request, StopFlag
from pastdue.domain.meanings.machines import AUTOMATIC
from pastdue.domain.meanings.opt_in import OPT_IN
from pastdue.domain.meanings.opt_out import OPT_OUT
from pastdue.domain.meanings.plan import PLAN
from pastdue.domain.meanings.promise import NAMES_A_DAY, PROMISE
from pastdue.domain.meanings.requests import REQUESTS
from pastdue.domain.meanings.wrong_number import WRONG_NUMBER
from pastdue.domain.phrases import Rule

__all__ = [
    "AUTOMATIC",
    "BUILT_IN",
    "ENGLISH",
    "FLAGS",
    "NAMES_A_DAY",
    "REQUESTS",
    "RULES",
    "SPANISH",
    "WANTS_SPANISH",
    "Meaning",
    "Request",
    "StopFlag",
    "every_rule",
]


# Twilio answers these itself, as whole messages (vendor-facts, Twilio).
BUILT_IN: Mapping[str, Meaning] = {
    **dict.fromkeys(("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"), Meaning.OPT_OUT),
    **dict.fromkeys(("START", "YES", "UNSTOP"), Meaning.OPT_IN),
    **dict.fromkeys(("HELP", "INFO"), Meaning.HELP),
}

RULES: Mapping[Meaning, tuple[Rule, ...]] = {
    Meaning.OPT_OUT: OPT_OUT,
    Meaning.WRONG_NUMBER: WRONG_NUMBER,
    Meaning.DISPUTE: DISPUTE,
    Meaning.ALREADY_PAID: ALREADY_PAID,
    Meaning.PLAN: PLAN,
    Meaning.PROMISE: PROMISE,
    Meaning.OPT_IN: OPT_IN,
    Meaning.HELP: HELP,
    Meaning.LANGUAGE: LANGUAGE,
}

# Words that only one of the languages has, to tell which one a reply is in.
ENGLISH = frozenset(
    """
    alone already am and are at be bill by call can cant check didnt do dont english for friday from get got
    have help how i in invoice is it leave link me message monday money month my need never next not number of
    on ordered owe paid pay paying please saturday send sorry sunday text texting texts thank thanks that the
    this thursday to today tomorrow tuesday want was we wednesday week what when where who why will with wont
    work wrong yes you your
    """.split()
)
SPANISH = frozenset(
    """
    abogado abonar al alto ayuda baja bancarrota basta cancelar cheque cobraron como con copia cual cuando
    cuanto cuotas de debo deje dejen del deposite dia dinero disputa disputo domingo donde el ella en enlace
    envie equivocado es espanol esta estafa estoy factura fallecio favor fin gracias hice hola hoy incorrecto
    ingles jueves la las le les llameme lo los lunes manana mande manden martes mas menor mensaje mensajes mes
    mi mia miercoles mio murio nada necesito numero nunca pagado pagamos pagar pagare pago pagos pague para
    parar pare paren partes pero plazos por porque puede puedo que quien quiero quincena quitame sabado saldo
    salir semana si soy su tengo trabajo transferencia un una usted viernes voy y ya yo
    """.split()
)


def every_rule() -> Iterator[Rule]:
    """All rules of all tables."""
    for table in (RULES, FLAGS, REQUESTS):
        for rules in table.values():
            yield from rules
    yield from (*AUTOMATIC, *NAMES_A_DAY)
