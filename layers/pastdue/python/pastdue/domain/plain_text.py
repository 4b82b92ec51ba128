"""Plain text: how a reply is put right before phrases are looked for in it.

Lower case, no accents, contractions and common misspellings put right ("don't", "do not" and "dnt" are all `dont`),
sentences parted by `|`, the whole between `<` and `>`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

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
    "hlp": "help",
    "gotchu": "got you",
    "gotcha": "got you",
    "dont": "dont",
    "doesn": "doesnt",
    "aint": "isnt",
    "u": "you",
    "da": "the",
    "dat": "that",
    "dis": "this",
    "dem": "them",
    "em": "them",
    "yous": "you",
    "wat": "what",
    "wut": "what",
    "rn": "right now",
    "b4": "before",
    "sry": "sorry",
    "srry": "sorry",
    "gimme": "give me",
    "lemme": "let me",
    "dunno": "dont know",
    "whos": "who is",
    "idk": "i dont know",
    "idc": "i dont care",
    "digits": "number",
    "srop": "stop",
    "stof": "stop",
    "sto": "stop",
    "stfu": "shut up",
    "gtfo": "get the fuck out",
    "nver": "never",
    "nevr": "never",
    "nvr": "never",
    "ow": "owe",
    "sum": "some",
    "nose": "no se",
    "dtop": "stop",
    "stob": "stop",
    "stpp": "stop",
    "stpo": "stop",
    "ztop": "stop",
    "sstop": "stop",
    "stoo": "stop",
    "untill": "until",
    "nah": "no",
    "nope": "no",
    "cuz": "because",
    "cos": "because",
    "prolly": "probably",
    "tho": "though",
    "mssg": "message",
    "mssgs": "messages",
    "msgs": "messages",
    "msg": "message",
    "mesage": "message",
    "mesages": "messages",
    "yr": "your",
    "yur": "your",
    "youre": "you are",
    "ure": "you are",
    "theyre": "they are",
    "tomarrow": "tomorrow",
    "thur": "thursday",
    "didn": "didnt",
    "dint": "didnt",
    "diddnt": "didnt",
    "wasn": "wasnt",
    "nuthin": "nothing",
    "nothin": "nothing",
    "payin": "paying",
    "textin": "texting",
    "callin": "calling",
    "sendin": "sending",
    "botherin": "bothering",
    "msjs": "mensajes",
    "mjs": "mensaje",
    "tmb": "tambien",
    "xfa": "por favor",
    "porfis": "por favor",
    "pf": "por favor",
    "xf": "por favor",
    "bn": "bien",
    "xke": "porque",
    "ke": "que",
    "qe": "que",
    "kien": "quien",
    "kiero": "quiero",
    "aki": "aqui",
    "ora": "ahora",
    "orita": "ahorita",
    "haora": "ahora",
    "ahorit": "ahorita",
    "ai": "ahi",
    "boy": "voy",
    "ba": "va",
    "llo": "yo",
    "e": "he",
    "emos": "hemos",
    "devo": "debo",
    "cel": "celular",
    "tel": "telefono",
    "vdd": "verdad",
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
    "tske": "take",
    "tkae": "take",
    "tex": "text",
    "appd": "app",
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
    unsubscribe unsubscribed messages message texting please number wrong person dispute disputed disputing
    already mailed
    payment payments invoice charged overcharged ordered received incorrect mistake installments installment
    arrangement tomorrow monday tuesday wednesday thursday friday saturday sunday weekend spanish english remove
    stopall mensajes mensaje numero equivocado equivocada telefono factura incorrecto transferencia deposite
    manana lunes martes miercoles jueves viernes sabado domingo semana espanol ayuda pagado cobraron disputa
    interested bothering annoying reminding unwanted permission cancel excluded
    discontinue consent permission notifications reminders contacting harassing bothering
    cancelar quitame recordatorios celular persona incorrecta deposito quincena domingo trabajo terminaron arreglaron
    contact harassment harassing finished
    attorney lawyer bankruptcy deceased abogado bancarrota
    """.split()
)
# Words of their own, one letter away from one of those.
_OTHERS = frozenset(
    """
    podido tale test abogada abogados attorneys ayudar ayude ayudo cancelan cancelas canceled changed charge charged
    cobran disputed disputes emailed engaged factura facturas invoiced invoices lawyers mail mails mananas marte martes
    massage massages mistaken mistakes numbers order orders pagada pagadas pagados pagando pasada pasado passage
    payment payments pegado person persons places prices receive received receives remote removed remover
    removes semanas spain wring wrongs
    """.split()
)

# Spanish words that are often written as they sound ("asta el biernes", "no resivi nada").
_SOUNDED = tuple(
    """
    viernes jueves sabado lunes miercoles hasta ahorita quincena semana noviembre septiembre recibi recibimos hice
    hicieron hizo hicimos deposite deposito transferencia cheque equivocado equivocada numero persona factura
    mensaje mensajes mensajito mensajitos quiero quiten quitenme quitame quiteme necesito ayuda ayudeme dejen deje
    dejenme molesten molestar envien enviar escriban escriba vuelvan vuelva llamen borrenme borren saquenme cancelar
    cancelen servicio trabajo terminaron arreglaron cobraron cobro cobrando debemos deuda hacer hablo hablan pagar
    pagaron pagando pagado pagada abonos abonar mitad veces nunca aqui quien espanol ingles correcto incorrecto
    conozco reconozco autorice ordene hoy voy abogado enlace cuanto zelle gracias quedo quedaron
    vino vinieron todavia quincenal
    """.split()
)
# Words written as one in a hurry ("stoptexting"): what the first may be.
_GLUED_TO = ("stop", "dont", "please", "leave", "quit", "wrong", "remove", "already", "stoptexting", "nomas", "will")

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
    ("bi", "weekly"): "biweekly",
    ("half", "assed"): "halfassed",
    ("some", "one"): "someone",
    ("any", "one"): "anyone",
    ("who", "ever"): "whoever",
    ("text", "messages"): "texts",
    ("text", "message"): "text",
    ("do", "nt"): "dont",
    ("did", "nt"): "didnt",
    ("no", "c"): "no se",
    ("no", "e"): "no he",
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
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")  # of no width: no word ends there
    text = "".join(_SIGNS.get(letter, letter) for letter in text)
    text = re.sub(r"\bf(?:[*@$]+(?:ck|k)?|uc?k+)(?=\W|$)", "fuck", text)
    text = re.sub(r"(?<=[a-z])'(ll|re|ve|m|d)\b", _expanded, text).replace("'", "")
    text = "".join(part for part in unicodedata.normalize("NFKD", text) if not unicodedata.combining(part))
    text = re.sub(r"\b(\d{1,3}(?:\.\d{3})+),(\d\d)\b", lambda found: found[1].replace(".", "") + "." + found[2], text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"\b(?:[a-z][ .\-]+){2,}[a-z]\b", lambda found: re.sub(r"[ .\-]", "", found[0]), text)
    text = re.sub(r"([a-z])\1{2,}", r"\1", text)
    text = re.sub(r"\b(?:s top|st op|sto p)\b", "stop", text)
    text = re.sub(r"\b(mr|mrs|ms|dr|sr|sra|srta|st|jr|inc|no(?=\. ?#?\d))\.", r"\1", text)
    if re.fullmatch(r"\W*(?:\w+[.!]+\s*){3,}\W*", text):  # "No. More. Texts." is one sentence
        text = re.sub(r"[.!]", "", text)
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
    if len(word) < 4 or word in _SPELLED or word in _OTHERS or word in known:
        return word
    if sounded := _SOUNDS.get(_sound(word)):
        return sounded
    if right := next((right for right in _SPELLED if len(right) > 4 and _one_slip(word, right)), None):
        return right
    if word.endswith("in") and f"{word}g" in known:
        return f"{word}g"
    if slipped := _slipped(word, known):
        return slipped
    glued = next((first for first in _GLUED_TO if word.startswith(first) and word[len(first) :] in known), None)
    return f"{glued} {word[len(glued) :]}" if glued else word


def _slipped(word: str, known: frozenset[str]) -> str | None:
    """The known word that this one is but for a slip inside it: neighbours swapped, a letter lost or too many."""
    if len(word) < 5:
        return None
    inside = range(1, len(word) - 1)
    slips = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in inside]
    slips += [word[:i] + letter + word[i:] for i in range(1, len(word)) for letter in _LETTERS]
    if len(word) > 5:
        slips += [word[:i] + word[i + 1 :] for i in inside if not any(word[:end] in known for end in (4, 5))]
    return next((slip for slip in slips if slip in known), None)


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _sound(word: str) -> str:
    """How a Spanish word sounds: b as v, z and soft c as s, no h, y as ll, k as hard c and qu."""
    word = re.sub(r"(?<!c)h", "", word.replace("ll", "y").replace("v", "b").replace("z", "s"))
    word = re.sub(r"c(?=[ei])", "s", re.sub(r"qu(?=[ei])", "k", word))
    return re.sub(r"(.)\1", r"\1", re.sub(r"c(?!h)", "k", re.sub(r"g(?=[ei])", "j", word)))


_SOUNDS = {_sound(word): word for word in _SOUNDED}


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
