"""Phrases: how a reply is made plain, and the small language in which the rules about replies are written.

A reply is made plain first: lower case, no accents, contractions and common misspellings put right ("don't", "do not"
and "dnt" are all `dont`), sentences parted by `|`, the whole between `<` and `>`. Then phrases are looked for, which
may go across a comma, while the words that `...` stands for may not:

    stop texting        these words, next to each other
    (i|we) paid         one of these
    disput*             a word that begins so
    please?             this word, or nothing
    _                   any one word
    dont ... texts      up to four words between, in the same sentence
    ^ wrong             at the beginning of a sentence        wrong $   at its end
    = yes               nothing but this in the whole reply
    #, #th, #/#         any number, any day of a month, any date
    WHEN, NUMBER        a named set of words (capitals; they stand below)
"""

from __future__ import annotations

import inspect
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

# Named sets of words, which phrases name in capitals.
SETS: Mapping[str, str] = {
    "TEXTS": """
        (text|texts|message|messages|msg|msgs|sms|reminder|reminders|notification|notifications|notices|texting|
        messaging|spam)
    """,
    "TEXTING": """
        (text*|messag*|contact*|send*|bother*|harass*|bug|bugging|call*|spam*|writ*|pester*|annoy*|remind*|
        email*|msg*|reach*|blowing|hound*|communicat*|ask*|nag*)
    """,
    "MENSAJES": """
        (mensaje|mensajes|texto|textos|sms|recordatorio|recordatorios|mensajito|mensajitos|aviso|avisos|
        notificaciones)
    """,
    "MANDAR": """
        (mand*|envi*|escrib*|molest*|texte*|contact*|llam*|fastidi*|acos*|hostig*|jod*|ching*|insist*|busc*|
        habl*)
    """,
    "BILL": """
        (invoice|invoices|bill|bills|statement|statements|charge|charges|amount|amounts|total|totals|balance|
        balances|billing|order|orders|account|accounts|price|prices)
    """,
    "FACTURA": """
        (factura|cuenta|cobro|cargo|monto|total|cantidad|importe|precio|recibo|pedido|orden|saldo)
    """,
    "MONEY": """
        (check|checks|cheque|cheques|payment|payments|money|cash|ach|wire|funds|deposit|transfer|money order|
        zelle|venmo|paypal|cash app|cashapp)
    """,
    "PAGO": """
        (pago|cheque|transferencia|deposito|dinero|efectivo|giro|zelle|plata|abono|money order)
    """,
    "DAY": """
        (mon|monday|mondays|tue|tues|tuesday|wed|weds|wednesday|thu|thur|thurs|thursday|fri|friday|fridays|sat|
        saturday|sun|sunday|lunes|martes|miercoles|jueves|viernes|sabado|domingo)
    """,
    "MONTH": """
        (jan|january|feb|february|mar|march|apr|april|may|jun|june|jul|july|aug|august|sep|sept|september|oct|
        october|nov|november|dec|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|
        setiembre|octubre|noviembre|diciembre|ene|abr|ago|dic)
    """,
    "NUMBER": """
        (#|one|two|three|four|five|six|seven|eight|nine|ten|un|una|uno|dos|tres|cuatro|cinco|seis|siete|ocho|
        nueve|diez|quince|veinte)
    """,
    "SOME": """
        (NUMBER|a|an|few|a few|couple|a couple|a couple of|couple of|unos|unas|un par de|otra|otro|another|
        one more)
    """,
    "WHEN": """
        (
            (this|next|coming|este|proximo|on|by|el|para el)? DAY (morning|afternoon|evening|night)?|
            today|tonight|this (morning|afternoon|evening|week|weekend|month)|tomorrow (morning|afternoon|evening|
            night)?|
            now|right now|later (today|this week|this month|tonight)|
            (next|coming|following) (week|weekend|month|payday|paycheck|pay day)|(the|this)? weekend|
            end of (the|this|next)? (day|week|month|year)|month end|eom|eow|eod|payday|pay day|
            first of (the|next)? month|beginning of (the|next)? (week|month)|
            the? #th (of (MONTH|the? month))?|(on|by|before|until) the #|the (first|fifteenth)|
            MONTH (#|#th)|(#|#th) (of|de)? MONTH|#/#|
            in? SOME more? (hour|hours|day|days|week|weeks|month|months)|
            hoy|hoy mismo|manana|pasado manana|ahorita|ahora|ahora mismo|esta (noche|tarde|semana)|este mes|
            (la|el)? (proxima|proximo|otra|otro|siguiente) (semana|mes|quincena)|fin de semana|
            (semana|mes|DAY) (que (viene|entra)|entrante)|semana proxima|mes proximo|
            (a|al|para)? (fin|fines|final|finales) (de|del) mes|(esta|la)? quincena|
            (el|para el|hasta el) dia? # (de MONTH)?|dia #|
            (en|dentro de)? SOME (hora|horas|dia|dias|semana|semanas|mes|meses)|unos dias
        )
    """,
    "FILLER": """
        (please|thanks|sir|maam|sure|ok|for sure|latest|at the latest|thank you|por favor|gracias|sin falta|
        seguro|maybe)
    """,
    # Words after "this isn't" and "I'm not" that are no names.
    "NO_NAME": """
        (right|correct|mine|my|our|ours|the|a|an|accurate|good|ok|fair|true|what|how|possible|acceptable|
        working|due|paid|legal|real|funny|for|necessary|legit|yours|your|it|over|happening|cool|spam|helpful|
        urgent|enough|clear|valid|sure|paying|interested|happy|able|home|available|going|at|in|done|satisfied|
        responsible|there|well|ready|mad|aware|late|certain|seeing|lying|getting|gonna|from|with|on|to|made|
        rich|feeling|fine|here|liable|giving|doing|trying|saying|asking|disputing|owed|buying|worth|near|
        anywhere|comfortable|really|so|very|that|this|as|any|all|allowed|authorized|accepting|up|signing|
        sending|complete|completed|finished|fixed|off|when|where|because|now|yet|today|
        bad|much|again|nice|necessarily|tonight|tomorrow|exactly|quite|ever|anything|one)
    """,
}

# What phones and hurry do to words. Left as written, right as the rules know it.
_SPELLING: Mapping[str, str] = {
    "im": "i am",
    "ill": "i will",
    "ive": "i have",
    "id": "i would",
    "youll": "you will",
    "itll": "it will",
    "theyll": "they will",
    "youve": "you have",
    "weve": "we have",
    "cannot": "cant",
    "dnt": "dont",
    "dont": "dont",
    "doesn": "doesnt",
    "aint": "isnt",
    "u": "you",
    "ur": "your",
    "r": "are",
    "y": "y",
    "pls": "please",
    "plz": "please",
    "plse": "please",
    "thx": "thanks",
    "ty": "thanks",
    "ok": "ok",
    "okay": "ok",
    "okey": "ok",
    "txt": "text",
    "txts": "texts",
    "txting": "texting",
    "textes": "texts",
    "texto": "texto",
    "msj": "mensaje",
    "stp": "stop",
    "sotp": "stop",
    "stpo": "stop",
    "tsop": "stop",
    "st0p": "stop",
    "5top": "stop",
    "stopp": "stop",
    "sttop": "stop",
    "stoop": "stop",
    "stip": "stop",
    "stio": "stop",
    "stopo": "stop",
    "sop": "stop",
    "atop": "stop",
    "stahp": "stop",
    "stawp": "stop",
    "stap": "stop",
    "stops": "stop",
    "dtop": "stop",
    "hlep": "help",
    "hepl": "help",
    "halp": "help",
    "plna": "plan",
    "pln": "plan",
    "wrng": "wrong",
    "rong": "wrong",
    "num": "number",
    "nbr": "number",
    "pd": "paid",
    "payed": "paid",
    "payd": "paid",
    "piad": "paid",
    "chk": "check",
    "ck": "check",
    "pmt": "payment",
    "pymt": "payment",
    "pymnt": "payment",
    "inv": "invoice",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "tmw": "tomorrow",
    "tmro": "tomorrow",
    "tomm": "tomorrow",
    "tommorow": "tomorrow",
    "tomoro": "tomorrow",
    "tomorro": "tomorrow",
    "2moro": "tomorrow",
    "2morrow": "tomorrow",
    "2day": "today",
    "2nite": "tonight",
    "tonite": "tonight",
    "nxt": "next",
    "wk": "week",
    "mo": "month",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "have to",
    "til": "until",
    "till": "until",
    "thru": "through",
    "bc": "because",
    "acct": "account",
    "fuk": "fuck",
    "fck": "fuck",
    "fk": "fuck",
    "fuckoff": "fuck off",
    "noone": "nobody",
    "anymore": "any more",
    "nomore": "no more",
    "instalment": "installment",
    "instalments": "installments",
    "cancelled": "canceled",
    "authorise": "authorize",
    "authorised": "authorized",
    "recognise": "recognize",
    "xfavor": "por favor",
    "porfa": "por favor",
    "porfavor": "por favor",
    "xq": "porque",
    "q": "que",
    "k": "k",
    "nadamas": "nada mas",
    "oy": "hoy",
    "aser": "hacer",
    "ise": "hice",
    "resibi": "recibi",
    "numero": "numero",
    "nùmero": "numero",
    "ekivocado": "equivocado",
    "espaniol": "espanol",
    "espanish": "spanish",
    "inglish": "ingles",
    "engles": "ingles",
    "yap": "ya",
    "pq": "porque",
    "dejem": "dejen",
}

# Words that matter, which are put right when one letter is wrong, missing, doubled or swapped.
_SPELLED = tuple(
    """
    unsubscribe messages message texting please number wrong person dispute disputed disputing already mailed
    payment payments invoice charged overcharged ordered received incorrect mistake installments installment
    arrangement tomorrow monday tuesday wednesday thursday friday saturday sunday weekend spanish english remove
    stopall mensajes mensaje numero equivocado equivocada telefono factura incorrecto transferencia deposite
    manana lunes martes miercoles jueves viernes sabado domingo semana espanol ayuda pagado cobraron disputa
    cancelar quitame attorney lawyer bankruptcy deceased abogado bancarrota
    """.split()
)
# Words of their own, one letter away from one of those.
_OTHERS = frozenset(
    """
    abogada abogados attorneys ayudar ayude ayudo cancelan cancelas canceled changed charge charged cobran
    disputed disputes emailed engaged factura facturas invoiced invoices lawyers mail mails mananas marte martes
    massage massages mistaken mistakes numbers order orders pagada pagadas pagados pagando pasada pasado passage
    payment payments pegado person persons places prices receive received receives remote removed remover
    removes semanas spain wring wrongs
    """.split()
)

_ONE_WORD = {
    ("do", "not"): "dont",
    ("does", "not"): "doesnt",
    ("did", "not"): "didnt",
    ("will", "not"): "wont",
    ("would", "not"): "wouldnt",
    ("have", "not"): "havent",
    ("has", "not"): "hasnt",
    ("is", "not"): "isnt",
    ("was", "not"): "wasnt",
    ("were", "not"): "werent",
    ("are", "not"): "arent",
    ("can", "not"): "cant",
    ("could", "not"): "couldnt",
    ("no", "one"): "nobody",
    ("over", "charged"): "overcharged",
    ("un", "subscribe"): "unsubscribe",
    ("unsub", "me"): "unsubscribe me",
    ("e", "mail"): "email",
    ("text", "messages"): "texts",
    ("text", "message"): "text",
}

# Signs that stand for words.
_SIGNS = {
    **dict.fromkeys("🛑⛔🚫✋🤚", " stop "),
    "🖕": " fuck off ",
    "#": " number ",
    "&": " and ",
    "’": "'",
    "‘": "'",
    "`": "'",
    "´": "'",
}


def plain(body: str, known: frozenset[str] = frozenset()) -> str:
    """The reply made plain: `< stop texting me | i paid >`. A space after each word; `known` are no misspellings."""
    text = unicodedata.normalize("NFKC", body).lower()
    text = "".join(_SIGNS.get(letter, letter) for letter in text)
    text = re.sub(r"\bf(?:[*@$]+(?:ck|k)?|uc?k+)(?=\W|$)", "fuck", text)
    text = re.sub(r"(?<=[a-z])'(ll|re|ve|m|d)\b", _expanded, text).replace("'", "")
    text = "".join(part for part in unicodedata.normalize("NFKD", text) if not unicodedata.combining(part))
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"\b(?:[a-z][ .\-]+){2,}[a-z]\b", lambda found: re.sub(r"[ .\-]", "", found[0]), text)
    text = re.sub(r"([a-z])\1{2,}", r"\1", text)
    found = re.findall(r"\d+/\d+(?:/\d+)?|\d+\.\d+|\d*[a-z]+\d*[a-z]*|\d+|,|[.!?;\n]+", text)
    words = [
        part for token in found for part in ("|" if re.match(r"[.!?;\n]", token) else _spelled(token, known)).split()
    ]
    merged: list[str] = []
    for word in words:
        last = merged[-1] if merged else "|"
        if word == "|" and last == ",":
            merged[-1] = "|"
        elif pair := _ONE_WORD.get((last, word)):
            merged[-1:] = pair.split()
        elif word not in {"|", ","} or last not in {"|", ","}:
            merged.append(word)
    if merged and merged[-1] in {"|", ","}:
        merged.pop()
    return " ".join(["<", *merged, ">"]) + " "


def _expanded(found: re.Match[str]) -> str:
    return {"ll": " will", "re": " are", "ve": " have", "m": " am", "d": " would"}[found[1]]


@cache
def _spelled(word: str, known: frozenset[str]) -> str:
    if word in _SPELLING:
        return _SPELLING[word]
    if len(word) < 5 or word in _SPELLED or word in _OTHERS or word in known:
        return word
    return next((right for right in _SPELLED if len(right) > 4 and _one_slip(word, right)), word)


def _one_slip(word: str, right: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two neighbours are swapped."""
    if abs(len(word) - len(right)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(word, right, strict=False)) if a != b), min(len(word), len(right)))
    rest, goal = word[start:], right[start:]
    return (
        rest[1:] == goal[1:]
        or rest[1:] == goal
        or rest == goal[1:]
        or (len(rest) > 1 and rest[1::-1] + rest[2:] == goal)
    )


class Rule(NamedTuple):
    """Phrases of which one decides, looked for after `but_not` was taken out: one a line, longer ones further in."""

    says: str
    but_not: str = ""


def said(text: str, rules: Iterable[Rule]) -> str | None:
    """The words of the plain text that the first matching rule found, or None."""
    for rule in rules:
        rest = _pattern(rule.but_not).sub("~ ", text) if rule.but_not else text
        if found := _pattern(rule.says).search(rest):
            return " ".join(word for word in found[0].split() if word not in "<|>~,")
    return None


@cache
def _pattern(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{_either(phrases)})")


def _either(phrases: str) -> str:
    return "|".join(_regex(phrase) for phrase in _phrases(phrases))


def _phrases(text: str) -> list[str]:
    """One phrase a line; a line that stands further in goes on with the one before."""
    phrases: list[str] = []
    for line in inspect.cleandoc(text).splitlines():
        if line.startswith(" "):
            phrases[-1] += ("" if phrases[-1].endswith("|") else " ") + line.strip()
        elif line:
            phrases.append(line)
    return phrases


_TOKEN = re.compile(r"[()|]\??|[^\s()|]+")


def _regex(phrase: str) -> str:
    if phrase.startswith("= "):
        phrase = f"< {phrase[2:]} >"
    tokens = _TOKEN.findall(phrase)
    regex = _choices(tokens)
    assert not tokens, f"the brackets of the phrase {phrase!r} do not match"
    return regex


def _choices(tokens: list[str]) -> str:
    """Read up to the end or a closing bracket, and take what was read off the list."""
    choices = [""]
    while tokens and tokens[0] not in {")", ")?"}:
        token = tokens.pop(0)
        if token == "|":
            choices.append("")
        elif token == "(":
            inner = _choices(tokens)
            choices[-1] += f"(?:{inner})" + ("?" if tokens.pop(0) == ")?" else "")
        else:
            choices[-1] += _atom(token)
    return "|".join(choices)


_ATOMS: Mapping[str, str] = {
    "...": r"(?<!, )(?:[^\s|<>,]+ ){0,4}?",
    "^": r"(?<=[<|] )",
    "$": r"(?=[|>] )",
    "_": r"[^\s|<>~,]+ (?:, )?",
    "_s": r"[^\s|<>~,]+s (?:, )?",
    "#": r"\d[\d.]*k? (?:, )?",
    "#th": r"\d{1,2}(?:st|nd|rd|th) (?:, )?",
    "#/#": r"\d{1,2}/\d{1,2}(?:/\d{2,4})? (?:, )?",
}


def _atom(token: str) -> str:
    bare = token.removesuffix("?")
    if bare in _ATOMS:
        regex = _ATOMS[bare]
    elif bare.isupper():
        regex = _set(bare)
    else:
        regex = re.escape(bare).replace(r"\*", r"\w*") + " (?:, )?"
    return f"(?:{regex})?" if token.endswith("?") else regex


@cache
def _set(name: str) -> str:
    return f"(?:{_regex(SETS[name])})"


def words_of(rules: Iterable[Rule]) -> frozenset[str]:
    """Every word that the rules look for, which therefore is no misspelling of another."""
    return frozenset(word for rule in rules for word in re.findall(r"[a-z]{2,}", rule.says))
