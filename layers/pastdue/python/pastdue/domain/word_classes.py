"""Word classes: the sets of words, English and Spanish, that the phrases of meanings/ name in capitals."""

from __future__ import annotations

from collections.abc import Mapping

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
            the? #th (of (MONTH|the? month))?|el (primero|quince|treinta|dia ultimo|ultimo)|(on|by|before|until) the #|
            the (first|fifteenth)|
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
        i swear|i promise|promise|swear|on god|fr|for real|my word|te lo juro|lo prometo|prometido|
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
        nuisance|ridiculous|excessive|scare|scares|scaring|creepy|disturb*|pester*|waking|wake|wakes|woke|
        inappropriate|rude|
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
    "INSULTING": """
        (stupid|damn|dumb|fucking|fuckin|effing|bloody|silly|goddamn|freaking|lame|dumbass|pointless|useless|idiotic|
        crappy|
        shitty|worthless|moronic)
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
        mal puest*|mal instalad*|mal pintad*|desparej*|torcid*|flojo|flojas|floja|malo|mala|fatal|desastre|inservible|
        horrible|feo|fea|feos|espantos*)
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
        bad|much|again|nice|necessarily|tonight|tomorrow|exactly|quite|ever|anything|one|wanted|welcome|needed|
        appreciated|supposed|useful|professional|safe|satisfactory)
    """,
}
