"""Phrases: how a reply is made plain, and the small language in which the rules about replies are written.

A reply is made plain first: lower case, no accents, contractions and common misspellings put right ("don't", "do not"
and "dnt" are all `dont`), sentences parted by `|`, the whole between `<` and `>`. Then phrases are looked for, which
may go across a comma, while the words that `...` stands for may not. What matters is put into classes of words, and
a rule says which class meets which ("CEASING .... TEXTS"), so that it holds for what nobody has listed:

    stop texting        these words, next to each other
    (i|we) paid         one of these
    disput*             a word that begins so
    please?             this word, or nothing
    _, _s, _ed          any one word, any that ends so (and participles such as "done")
    dont ... texts      up to four words between, in the same sentence
    dont .... texts     up to eight, across commas
    who is _ / i am     the end of a sentence between, or nothing
    ^ wrong             at the beginning of a sentence        wrong $   at its end
    = yes               nothing but this in the whole reply
    #, #th, #/#         any number, any day of a month, any date
    WHEN, NUMBER        a named set of words (capitals; they stand below)
"""

from __future__ import annotations

import inspect
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
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
        (#|hundred|fifty|twenty|thirty|forty|thousand|cien|cincuenta|treinta|cuarenta|doscientos|trescientos|
        mil|one|two|three|four|five|six|seven|eight|nine|ten|un|una|uno|dos|tres|cuatro|cinco|seis|siete|ocho|
        nueve|diez|quince|veinte)
    """,
    "SOME": """
        (NUMBER|a|an|few|a few|couple|a couple|a couple of|couple of|unos|unas|un par de|otra|otro|another|
        one more)
    """,
    "WHEN": """
        (
            (this|next|coming|este|proximo|on|by|el|para el)? DAY (morning|afternoon|evening|night|
            (por|en) la (manana|tarde|noche))?|
            today|tonight|this (morning|afternoon|evening|week|weekend|month)|tomorrow (morning|afternoon|evening|
            night)?|
            now|right now|later (today|this week|this month|tonight)|
            after work|in a (bit|minute|sec|second|little bit)|when i get (home|off work|off|back home)|
            (mas)? al rato|mas tarde|en un rato|en un ratito|saliendo del trabajo|llegando a (la)? casa|
            (next|coming|following) (week|weekend|month|payday|paycheck|pay day)|(the|this)? weekend|
            end of (the|this|next)? (day|week|month|year)|month end|eom|eow|eod|payday|pay day|
            first of (the|next)? month|beginning of (the|next)? (week|month)|
            the? #th (of (MONTH|the? month))?|(on|by|before|until) the #|the (first|fifteenth)|
            MONTH (#|#th)|(#|#th) (of|de)? MONTH|#/#|
            in? (like|about|around|maybe|roughly)? SOME more? (hour|hours|day|days|week|weeks|month|months)|
            hoy|hoy mismo|manana|pasado manana|ahorita|ahora|ahora mismo|esta (noche|tarde|semana)|este mes|
            (la|el)? (proxima|proximo|otra|otro|siguiente) (semana|mes|quincena)|fin de semana|
            (semana|mes|DAY) (que (viene|entra)|entrante)|semana proxima|mes proximo|
            (a|al|para)? (fin|fines|final|finales) (de|del) mes|(esta|la)? quincena|
            (el|para el|hasta el) dia? # (de MONTH)?|dia #|
            (en|dentro de)? SOME (hora|horas|dia|dias|semana|semanas|mes|meses)|unos dias
        )
    """,
    "FILLER": """
        (please|thanks|sir|maam|before noon|by noon|sure|ok|for sure|latest|at the latest|thank you|por favor|
            gracias|sin falta|
        seguro|maybe|(before|by|around|at|after) (noon|lunch|midday|closing|NUMBER|#|5pm|work|cob)|cob|temprano|
        (por|en) la (manana|tarde|noche)|sir|bro|boss|jefe|patron|amigo|senor|hopefully|probably|if thats ok|
        if possible|primero dios|si dios quiere|god willing)
    """,
    # What people call our texts without naming them.
    "THESE": """
        (TEXTS|this|these|those|them|it|that|stuff|crap|shit|junk|garbage|nonsense|bs|any|anything|any more|from you|
        from yall|one of these|more)
    """,
    "GETTING": """
        (get|gets|getting|got|receive|receives|receiving|see|seeing|have|having|send|sends|sending|sent|read|reading|
        deal with|dealing with|put up with|answer|answering|hear|hearing)
    """,
    # What a person wants done with the texts, with the number, and why.
    "CEASING": """
        (stop|quit|cease|halt|discontinue|desist|refrain|knock off|cut out|lay off|back off|chill|ease up|
        hold off|turn off|shut off|switch off|disable|deactivate|suspend|silence|mute|avoid|no more|enough|done with|
        over with|through with|put an end)
    """,
    "STRIKING": """
        (take|taken|get|remove|removed|removal|delete|deleted|erase|erased|pull|drop|cross|strike|scratch|wipe|purge|
        scrub|exclude|unlist|lose|forget|keep|leave|want|be|been)
    """,
    "MY_PLACE": """
        (me|us|number|phone|cell|mobile|line|name|info|information|contact|details|cellphone|landline)
    """,
    "ITS_LIST": """
        (list|lists|system|database|contacts|rotation|thread|chat|group|records|file|files|computer|program|campaign|
        roster|phonebook|directory|this|these|here|it|whatever|there|yours|TEXTS)
    """,
    "ANNOYING": """
        (annoy*|bothering|bothersome|harass*|spamming|spammed|tired|sick|fed up|hate|hates|unwanted|unsolicited|
        nuisance|ridiculous|excessive|scare|scares|scaring|creepy|disturb*|pester*|waking|woke|inappropriate|rude|
        unprofessional|illegal|nonstop|constant|constantly|too many|million|blowing up|obnoxious|intrusive|
        unacceptable|invasive|unwelcome)
    """,
    "OTHER_WAY": """
        (email|emails|mail|usps|letter|letters|paper|phone calls|phone call|calls|call me|email me|mail me|voicemail)
    """,
    "DEJAR": """
        (deje|dejen|deja|dejar|dejense|pare|paren|parar|parele|parenle|parale|cese|cesen|cesar|suspenda|suspendan|
        suspender|detenga|detengan|deten|detener|termine|terminen|cancele|cancelen|cancelar|cancela|evite|eviten|
        evitar|abstengase|abstenganse|desactive|desactiven|desactivar|basta|bajele|bajenle|chole|stop)
    """,
    "MANDANDO": """
        (mandar*|enviar*|escribir*|textear*|molestar*|contactar*|llamar*|mandando*|enviando*|escribiendo*|texteando*|
        molestando*|chingando|fastidiando|jodiendo|fregando|insistiendo|insistir|acosando|chingar|joder|fregar|
        spamear|spameando|buscarme|hostigar|mamar)
    """,
    # Who did the work, what went wrong with it, and what nobody asked for.
    "THEY": """
        (you|yall|they|he|she|guy|guys|tech|techs|technician|crew|driver|worker|workers|plumber|electrician|painter|
        roofer|contractor|installer|installers|team|company|man|men|people|dude|employee|employees|nobody|someone|
        mechanic|landscaper|landscapers|cleaner|cleaners|handyman)
    """,
    "DO_WORK": """
        (come|came|show|showed|finish*|fix*|complet*|deliver*|do|did|done|install*|repair*|clean|cleaned|honor*|
        resolve*|replace*|hook*|connect*|touch*|haul*|spray*|treat*|mow*|paint|painted|solve*|service|serviced|
        inspect*|diagnose*|cleanup|test|tested)
    """,
    "DAMAGED": """
        (broke|broken|damag*|scratch*|flood*|ruin*|crack*|dented|stain*|destroy*|messed up|screwed up|tore|wrecked|
        botched|busted|burned|burnt)
    """,
    "PERSISTS": """
        (leak*|drip*|broken|clog*|rattl*|smell*|squeak*|crooked|loose|peeling|bubbling|backed up|backing up|making
        noise|not working|isnt working|doesnt work|wont work|not fixed|not done|not finished|no heat|no hot water|
        no ac|not cooling|not heating|acting up|falling|sagging|flickering|tripping)
    """,
    "WRONG": """
        (wrong|incorrect|inaccurate|mistake|mistaken|error|bogus|crazy|ridiculous|outrageous|insane|absurd|excessive|
        inflated|steep|unfair|unreasonable|bs|bullshit|joke|ripoff|scam|unjustified|false|invalid|double|doubled|
        off by|way off|messed up|screwed up)
    """,
    "SOMEONE_ELSE": """
        (landlord|landlords|tenant|tenants|renter|renters|previous owner|former owner|old owner|insurance|warranty|
        hoa|property manager|property management|homeowner|homeowners|ex|ex husband|ex wife|roommate|neighbor|
        neighbors|employer|another company|other company|general contractor|seller|manufacturer)
    """,
    "UNDONE": """
        (voided|void|canceled|credited|removed|reversed|refunded|zero|waived|adjusted|deleted|taken off|written off|
        forgiven|comped|dropped|rescinded|discounted|prorated|reduced)
    """,
    "MAL": """
        (mal|equivocad*|incorrect*|erron*|injust*|errad*|alterad*|inflad*|exagerad*|excesiv*|car*|alt*|elevad*|dobl*|
        duplicad*|raro|rara)
    """,
    "FACTURAS": """
        (FACTURA|facturas|cuentas|cobros|cargos|numeros|horas|cobranza|total|suma|recargo|recargos|presupuesto|
        cotizacion)
    """,
    "HICIERON": """
        (termin*|arregl*|repar*|vin*|fueron|entreg*|instal*|cumpl*|hicier*|hizo|acab*|limpi*|pint*|trajer*|trajo|
        sirv*|conect*|respet*|aparec*|presentar*|resolv*|solucion*|compus*|quedo)
    """,
    "ROMPIERON": """
        (rompio|rompieron|quebr*|danaron|dano|rayaron|rayo|mancharon|mancho|inundaron|inundo|descompus*|arruin*|
        destruyeron|echaron a perder|echo a perder|dejaron (todo)? (tirado|sucio|mal|peor|a medias|cochino))
    """,
    "SHODDY": """
        (sloppy|shoddy|crooked|uneven|lopsided|half ass*|halfass*|botched|amateur|substandard|subpar|defective|
        faulty|lousy|messy|unprofessional|unsafe|dangerous|incomplete|unfinished|useless|worthless|disaster|mess|
        garbage|trash|joke|nightmare|hack|incompetent|careless|poorly|badly)
    """,
    "CHUECO": """
        (chuec*|disparej*|desnivel*|mal hech*|a medias|incomplet*|defectuos*|chafa|pesim*|cochin*|porqueria|basura|
        mal puest*|mal instalad*|mal pintad*|desparej*|torcid*|flojo|flojas|floja|malo|mala|fatal|desastre|inservible)
    """,
    "PERSON": """
        (owner|person|user|holder|tenant|guy|lady|woman|man|family|people|residents|number|customer|subscriber)
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
    interested bothering annoying reminding unwanted permission cancel excluded
    discontinue consent permission notifications reminders contacting harassing bothering
    cancelar quitame recordatorios celular persona incorrecta deposito quincena domingo trabajo terminaron arreglaron
    attorney lawyer bankruptcy deceased abogado bancarrota
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

# Spanish words that are often written as they sound ("asta el biernes", "no resivi nada").
_SOUNDED = tuple(
    """
    viernes jueves sabado lunes miercoles hasta ahorita quincena semana noviembre septiembre recibi recibimos hice
    hicieron hizo hicimos deposite deposito transferencia cheque equivocado equivocada numero persona factura
    mensaje mensajes mensajito mensajitos quiero quiten quitenme quitame quiteme necesito ayuda ayudeme dejen deje
    dejenme molesten molestar envien enviar escriban escriba vuelvan vuelva llamen borrenme borren saquenme cancelar
    cancelen servicio trabajo terminaron arreglaron cobraron cobro cobrando debemos deuda hacer hablo hablan pagar
    pagaron pagando pagado pagada abonos abonar mitad veces nunca aqui quien espanol ingles correcto incorrecto
    conozco reconozco autorice ordene hoy voy abogado enlace cuanto zelle gracias vino vinieron todavia quincenal
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
    glued = next((first for first in _GLUED_TO if word.startswith(first) and word[len(first) :] in known), None)
    return f"{glued} {word[len(glued) :]}" if glued else word


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


class Rule(NamedTuple):
    """Phrases of which one decides, looked for after `but_not` was taken out: one a line, longer ones further in."""

    says: str
    but_not: str = ""


def said(text: str, rules: Iterable[Rule]) -> str | None:
    """The words of the plain text that the first matching rule found, or None."""
    words = _beginnings(text)
    for rule in rules:
        if not _possible(rule.says, words):
            continue
        rest = text
        for phrase in _possible(rule.but_not, words):
            rest = _compiled(phrase).sub("~ ", rest)
        left = words if rest is text else _beginnings(rest)
        found = [match for phrase in _possible(rule.says, left) if (match := _compiled(phrase).search(rest))]
        if found:
            first = min(found, key=lambda match: match.start())
            return " ".join(word for word in first[0].split() if word not in "<|>~,")
    return None


def _possible(text: str, words: frozenset[str]) -> list[str]:
    """The phrases that may be in a text of these words, in their order: few, so that few have to be looked for."""
    phrases, by_word, always = _listed(text)
    found = {index for word in words & by_word.keys() for index in by_word[word]}.union(always)
    return [
        phrases[index].text
        for index in sorted(found)
        if not any(needed.isdisjoint(words) for needed in phrases[index].needed)
    ]


# Words of which a phrase needs one: whole ones as "word ", beginnings without the space.
_Needed = frozenset[str]


class _Phrase(NamedTuple):
    """A phrase, and the words without which it can't be in a text."""

    text: str
    needed: tuple[_Needed, ...]


class _Listed(NamedTuple):
    """Phrases by a word of which they need one, and those that need none."""

    phrases: tuple[_Phrase, ...]
    by_word: Mapping[str, Sequence[int]]
    always: frozenset[int]


def _beginnings(text: str) -> frozenset[str]:
    """Every word of a text with a space behind it, and all that a word begins with."""
    words = set(text.split())
    return frozenset(
        beginning for word in words for beginning in (f"{word} ", *(word[:end] for end in range(1, len(word) + 1)))
    )


@cache
def _compiled(phrase: str) -> re.Pattern[str]:
    regex = _regex(_parsed(phrase))
    if phrase.endswith("..."):  # at the end of a phrase there is nothing to stop at: as many words as there may be
        regex = regex.removesuffix("?")
    return re.compile(rf"(?<!\S)(?:{regex})")


@cache
def _listed(text: str) -> _Listed:
    phrases = tuple(_Phrase(phrase, tuple(sorted(_needs(_parsed(phrase)), key=len))) for phrase in _phrases(text))
    by_word: dict[str, list[int]] = {}
    for index, phrase in enumerate(phrases):
        for word in phrase.needed[0] if phrase.needed else ():
            by_word.setdefault(word, []).append(index)
    return _Listed(phrases, by_word, frozenset(index for index, phrase in enumerate(phrases) if not phrase.needed))


def _phrases(text: str) -> list[str]:
    """One phrase a line; a line that stands further in goes on with the one before."""
    phrases: list[str] = []
    for line in inspect.cleandoc(text).splitlines():
        if line.startswith(" "):
            phrases[-1] += ("" if phrases[-1].endswith("|") else " ") + line.strip()
        elif line:
            phrases.append(line)
    return phrases


class _Part(NamedTuple):
    """A token, or choices in brackets; it may have to be there or not."""

    what: str | _Choices
    optional: bool


_Choices = tuple[tuple[_Part, ...], ...]
_TOKEN = re.compile(r"[()|]\??|[^\s()|]+")


@cache
def _parsed(phrase: str) -> _Choices:
    if phrase.startswith("= "):
        phrase = f"< {phrase[2:]} >"
    tokens = _TOKEN.findall(phrase)
    choices = _choices(tokens)
    assert not tokens, f"the brackets of the phrase {phrase!r} do not match"
    return choices


def _choices(tokens: list[str]) -> _Choices:
    """Read up to the end or a closing bracket, and take what was read off the list."""
    choices: list[list[_Part]] = [[]]
    while tokens and tokens[0] not in {")", ")?"}:
        token = tokens.pop(0)
        if token == "|":
            choices.append([])
        elif token == "(":
            inner = _choices(tokens)
            choices[-1].append(_Part(inner, tokens.pop(0) == ")?"))
        else:
            bare = token.removesuffix("?")
            choices[-1].append(_Part(_parsed(SETS[bare]) if bare.isupper() else bare, token.endswith("?")))
    return tuple(tuple(parts) for parts in choices)


_ATOMS: Mapping[str, str] = {
    "...": r"(?<!, )(?:[^\s|<>,~]+ ){0,4}?",
    "....": r"(?:[^\s|<>~]+ ){0,8}?",
    "/": r"(?:[|,] )?",
    "^": r"(?<=[<|] )",
    "$": r"(?=[|>] )",
    "_": r"[^\s|<>~,]+ (?:, )?",
    "_ed": r"(?:[^\s|<>~,]{2,}(?:ed|en)|done|sent|built|put|hung|fit|brought|made|told) (?:, )?",
    "_s": r"[^\s|<>~,]+s (?:, )?",
    "#": r"\d[\d.]*k? (?:, )?",
    "#th": r"\d{1,2}(?:st|nd|rd|th) (?:, )?",
    "#/#": r"\d{1,2}/\d{1,2}(?:/\d{2,4})? (?:, )?",
}
_DIGITS: _Needed = frozenset("0123456789")


def _regex(choices: _Choices) -> str:
    return "|".join("".join(_regex_of(part) for part in parts) for parts in choices)


def _regex_of(part: _Part) -> str:
    if not isinstance(part.what, str):
        regex = f"(?:{_regex(part.what)})"
    elif part.what in _ATOMS:
        regex = _ATOMS[part.what]
    else:
        regex = re.escape(part.what).replace(r"\*", r"\w*") + " (?:, )?"
    return f"(?:{regex})?" if part.optional else regex


def _needs(choices: _Choices) -> list[_Needed]:
    """What a phrase needs: of one choice every part's words; of several, the shortest list of each, together."""
    if len(choices) > 1:
        each = [min(_needs((parts,)), key=len, default=None) for parts in choices]
        known = [needed for needed in each if needed is not None]
        return [frozenset[str]().union(*known)] if len(known) == len(each) else []
    return [needed for part in choices[0] if not part.optional for needed in _needs_of(part.what)]


def _needs_of(what: str | _Choices) -> list[_Needed]:
    if not isinstance(what, str):
        return _needs(what)
    if what in {"#", "#th", "#/#"}:
        return [_DIGITS]
    if what in _ATOMS:
        return []
    return [frozenset({what.removesuffix("*") if what.endswith("*") else f"{what} "})]


def words_of(rules: Iterable[Rule]) -> frozenset[str]:
    """Every word that the rules look for, which therefore is no misspelling of another."""
    said_in = (*(rule.says for rule in rules), *SETS.values())
    return frozenset(word for text in said_in for word in re.findall(r"[a-z]{2,}", text))
