"""Wrong number: it does not belong to whom we mean."""

from __future__ import annotations

from pastdue.domain.phrases import Rule

# Who ordered nothing, and what was printed wrong: of the work, and not of this number.
_ABOUT_THE_WORK = """
        (nobody|no one|no person|none) (here|at this _|in (this|our) _) (ever|has|even)? (authoriz*|approv*|order*|
            sign*|request*|
            agree*|ask*|hired|called (you|for)|placed|bought|wanted|told|showed|came)
        (cards|card|flyers|flyer|sign|signs|banner|banners|shirts|menu|menus|ad|print*|logo|letterhead|brochures|labels|
            invitations|website|van|wrap|magnets|pens) .... (wrong|different|old|incorrect|number|phone) ...
        wrong (phone)? (number|address|name|email) (on|in|printed|to print)
        """

WRONG_NUMBER = (
    # --- by classes: whom it was meant for, who is not here, whose the number is
    Rule(
        """
        (meant|intended|supposed to (go|be)|looking|trying to reach|must be) (for|to)? (someone|somebody|another
            person|another|a different|anybody|my (ex|neighbor|roommate|old roommate)) (else|person|number|guy|_)?
        (gave|gives|giving|put|wrote|typed|listed|entered|have|using|used|dialed|texted) (you|yall|them|down|in)? (a|
            the|an|some)? (fake|wrong|false|bogus|bad|old|incorrect) (number|phone|contact)
        (person|guy|man|lady|woman|one|customer|client|whoever|who|somebody|someone) (that|who)? (you|yall) (are|
            have|were)? (looking|trying|asking|want|wanting|after|texting|need|seeking) .... (isnt|not|no longer|
            doesnt|moved|gone|different|else|left|wrong|aint|never)
        (isnt|not|no longer|nobody|doesnt|dont|aint|never was) .... (at|on|with|have|use|own|reached at) (this|that)
            (number|phone|line|cell|address)
        (nobody|no|none|no such) .... (works|work|lives|live|living|working|goes by|going by|answers to) .... (here|
            at this|name)
        (doesnt|dont|no longer|hasnt|never|not) (even|ever)? (live|lives|lived|work|works|worked|stay|stays|reside*|
            employed|living|working) .... (here|with us|at this (address|number)|this (address|number|company)|for us)
        ^ ... who (is|the hell is|the heck is|tf is) _ (_)? / (i am|this is|my name is|not me|never|i dont|dont know)
        this isnt _ (_)? (no more|no longer|now|at all|sir|maam|bro|dude|lol|sorry)
        (number|phone|cell) .... (disconnected|reassigned|recycled|given to|someone elses|somebody elses|
            is mine now|mine now|belongs to me)
        (its|is|this is) (my|mine) (number|phone)? now
        (have|has|got|inherited|assigned|given|took over|issued) (his|her|their|somebody elses|someone elses|_s)
            old (number|phone|cell)
        (previous|former|last|old|prior|past) (PERSON|_s) .... (number|phone|owe*|must|had)
        (this|its|it is) (is)? (a|my)? (brand)? new (number|phone|cell|line) .... (previous|old|last|before|
            someone|somebody|dont know|who|owner|not|never)
        (got|have|reached|texting|called|contacted|dialed) (somebody|someone|another persons|a strangers|
            another) (elses|else) (phone|number|cell|line)?
        (reached|texting|texted|contacting|calling) (a|the|my|an) _ (_)? (residence|office|business|store|phone|
            company|school|church|line|restaurant|hospital|house|home|family) .... (no|not|nobody|wrong|isnt)
        (moved|relocated|left|transferred) (away|out|to|on)? .... (old|her|his|their|this) (number|phone)
        (update|fix|correct|clean up) your (contacts|numbers|contact (list|info)|phone list)
        (incorrect|bad|mistaken|invalid|not the right|not the correct|not a good) (number|phone|person|contact|
            recipient)
        (another|different|not the) (person|guy|_) (with)? (the)? same name
        not (the|that) (same)? _ (_)? (you|yall|u) (want|need|are|think|know|seek)
        (i am|were) (not|nobody) .... you (are)? (looking for|think|want|trying)
        (my|our) (name|names) (isnt|not|is not|aint|is nothing|was never)
        (text*|reached|reach|contact*|sent|got|calling|called) .... by (mistake|error|accident)
        (got|bought|have|purchased|using) (this|a new|the) (sim|chip|line|prepaid) .... (last|ago|week|month|
            yesterday|today|new|recently|just)
        (just|recently) (got|bought|purchased|activated) (this|a new|the) (sim|chip|line|number|phone|cell)
        (looking for|trying to reach|thinking of) (the other|another|a different|some other) _
        (old|ex|former|previous|last) (roommate|tenant|renter|employee|owner|husband|wife|boyfriend|girlfriend|boss|
            neighbor) .... (moved|number|not|isnt|gone|left|no longer|different)
        (he|she|they|_s|her|his) (has|have|got) (a|another) (different|new|another|other) (number|phone|cell)
        this is (his|her|their) (ex|mother|father|mom|dad|brother|sister|son|daughter|old|former) .... (number|phone|
            not|different|dont|doesnt)
        (had|gotten|have) this (number|phone|cell) (for|since|over|almost|about|like|NUMBER)
        """,
        but_not=_ABOUT_THE_WORK
        + """
        (this|that|it|BILL|charge|charges|work) (was|is|were|are) for (the|my|our|a) (old|previous|former|last|
            prior) ...
        (BILL|work|charge|that one) .... (meant|intended|supposed to (go|be))
        BILL .... (isnt|not)
        (isnt|not|no longer|dont|doesnt) .... (available|working|able)
        not the one (you|yall|they|he|u) (guys)? (fixed|did|worked|installed|replaced|serviced|repaired|cleaned|_ed)
            ....
        who is this
        (invoice|account|order|po|confirmation|check|reference) number ...
        (money|cash|funds|it|signal|service|app|internet|link) .... (on|with) this (number|phone)
        cant ... on (this|my) phone
        """,
    ),
    Rule(
        """
        (numero|telefono|celular) .... (mal|equivocad*|falso|incorrect*|que no es|de otra persona|ya es mio|
            ahora es mio|es mio|reasignad*)
        (este|ese|el) (numero|telefono|celular) .... (ya no|no) (es|pertenece|corresponde|le pertenece) (de|a|mi|
            al|suyo|del|_ $)
        (numero|telefono) .... (pertenece|corresponde) a otr*
        (ahora|ya) es (mio|mi numero|mi telefono|mi celular)
        (busca|buscan|buscas|buscando) .... (otra persona|otro|no soy|no esta|ya no|no vive|no trabaja)
        (otra|diferente|distinta) persona
        no (soy|es) (yo|ella|el) (a)? (quien|la que|el que|la persona)? (busca*|$)
        soy otr* (persona|_ $)
        (busca|buscan|buscas|buscando|quiere|quieren|sera|debe ser|es para) (a|con)? otr* (_)? $
        (no|ni) (es|era) (por)? (aqui|aca|este numero|esta casa|el numero|la casa) (amigo|senor|senora|joven)? $
        (este|el) mensaje no es para (mi|nosotros)
        aqui no (hay|conocemos|conozco|existe|tenemos) (a)? (nadie|ningun|ninguna|nadien|ese|esa|_ $)
        (ya)? no (trabaja|vive|labora|renta) .... (aqui|con nosotros|en esta|en este)
        (ya)? no (trabaja|vive|labora) (ya)? (aqui|con nosotros|$)
        (nadie|ninguno|ningun|ninguna) .... (con ese nombre|con ese apellido|se llam*|por ese nombre)
        (confund*|confusion) .... (persona|numero|con otr*)
        (compre|tengo|acabo de comprar|agarre|saque|me dieron) .... (este|esta) (chip|linea|numero|celular|telefono)
        (marcando|marco|marca|llamando|escribiendo|texteando|mandando) (mal|al numero equivocado|equivocad*|
            a otra persona)
        no (se|sabemos|conozco) quien (es|sea|sera|era) (el|la|ese|esa|_)
        no (se|sabemos) de quien (habla*|me habla*|dice|es)
        (este|es|tengo) (es)? (un)? (numero|telefono|celular|linea) nuev*
        (tiene*|dieron|dio|anotaron|anoto) mal (el|mi|su|ese|este)? (numero|telefono|celular|contacto)
        (ese|esa|este|eso) no es mi (nombre|numero|telefono|celular)
        (dieron|dio|di) .... (numero|telefono) .... (mal|falso|equivocado|incorrecto|que no era)
        (dieron|dio) (mal|equivocado) (el|un|su)? (numero|telefono)
        quien es _ (_)? / (yo)? (soy|me llamo|no (lo|la)? conozco|aqui no)
        (yo|mi nombre)? no (me llamo|se llama|es mi nombre)
        """,
        but_not="""
        aqui no (hay|es|tengo|tenemos|veo) (ningun|ninguna)? (problema|molestia|prisa|falta|pendiente|nada)
        (numero|telefono) (de)? (FACTURA|cuenta|orden)
        (FACTURA|cobro) .... no es
        """,
    ),
    # --- English: the words themselves
    Rule(
        """
        wrong (number|person|guy|man|woman|lady|phone|party|contact|recipient|individual|dude|girl|human|cell|no|one)
        (have|got|reached|texted|texting) (the)? wrong $
        (not|isnt|no longer) (the)? (right|correct) (person|number|phone)
        """,
        but_not=_ABOUT_THE_WORK
        + """
        wrong (number|no|one|person) (of|on|for|was|came|sent|delivered|signed)
        (billed|charged|invoiced|billing|charging|invoicing|bill|invoice|charge) (to|for)? (the|a)? wrong _
        """,
    ),
    # --- what became of the number, and who is or isn't there
    Rule(
        """
        (not|isnt|no longer) (his|her|their|that persons) (phone|number|cell|telephone)
        (not|isnt|wasnt|no longer) (_s|_) (phone|number|cell|telephone) (any more|$)
        (not|isnt|wasnt|no longer) (mr|mrs|ms|miss|dr|the)? _ (_)? (phone|number|cell|telephone) (any more|now|sorry|$)
        (number|phone|cell) (isnt|is not|no longer|is no longer) _s (any more|$)
        (doesnt|dont|no longer|not) (have|has|use|uses|using|own|owns|with|at) this (number|phone|cell)
        _ changed (his|her|their|the|phone)? (phone)? (number|numbers)
        (just|recently|only) (got|bought|was given) this (number|phone)
        (had|have) this (number|phone) (for|since|now)
        i (got|have had|had) this (number|phone|cell) (in|last|a|from|recently|since|for|on|this|DAY|MONTH|only)
        new (owner|person|user|holder) ... (number|phone)
        new (number|phone) (holder|owner|user)
        (number|phone) ... (belongs|belong|reassigned|someone else|somebody else)
        (this)? used to (be|belong) ...
        (update|correct|fix) your (contacts|contact list|numbers)
        (i am|were|we are) not (that|the|your|this) (person|one|guy|customer|right person|man|woman)
        (not|isnt) (me|the person|who|the one|the guy) (you|your) ...
        i am not who
        not the (person|one|guy|customer) you
        (this isnt|thats not|its not) (me|him|her|us)
        not my name
        (not|isnt|no longer) my (number|phone|cell) (any more|$)
        my name (is not|isnt) _
        you (have me|must have me|got me) (confused|mixed)
        (mistaken|confused) (me|identity)
        is this (for)? someone else
        (nobody|no person|no such person|no customer|none) ... (name|named|called)
        (nobody|no such) ... here
        (nobody|not anyone) (i know|we know) (by|with|named)
        (theres|there is|is|we have) no _ (_)? (here|at this number)
        ^ no _ (_)? (here|at this (number|phone)|on this (number|phone))
        (doesnt|dont|no longer) (live|lives|work|works|employed) (here|with us|for us|at)
        (left|quit|retired from) (the|our|this) (company|business|firm)
        (no longer|doesnt) (with|at|works for) (the|our|this) (company|business|firm)
        """,
        but_not=_ABOUT_THE_WORK
        + """
        (nobody|no one) (ever|even|has|have)? (came|come|showed|been|done|did|worked|fixed|finished|delivered) ....
        nobody (ever|even|has|here)? called (me|us|back|him|her|you|to|about|$)
        changed (my|our) number
        (not|isnt) (a|the|our|your|an) (phone|number|cell|po|invoice|invoice number)
        (invoice|account|order|po|check|confirmation|reference) number ...
        (number|phone) (isnt|is not) (always|yours|his)
        (not|isnt) (a|an|your) (_)? (phone|number|cell)
        (not|isnt) the (one|ones) (you|yall|they|he) ....
        (not|isnt) _ (invoice|account|order|check) number
        """,
    ),
    # --- guesses at names: one or two words where a name stands, unless they are no name
    Rule(
        """
        ^ ... this (isnt|is no longer) _ (_)? $
        this isnt _ any more
        ^ ... (i am|were|we are) not _ (_)? $
        ^ (i am|nope|no|sorry|um|its)? not _ $
        (dont|doesnt) know (who (that|she|he|you want)|(anyone|anybody|nobody|someone|somebody) (named|by|called|with
            that name)|this person|that person|him|her)
        (dont|doesnt) know (any|a) _ (_)? $
        (no idea|idk|dont know|doesnt know|not sure|no clue) who (that|she|he|_ (_)?) is
        never (heard of|met) (a|any|anyone (named|called))? _ $
        """,
        but_not="""
        ^ (i am|nope|no|sorry|um|its)? not (NO_NAME|WHEN)
        (i am|were|we are) not (NO_NAME|WHEN)
        this (isnt|is no longer) NO_NAME
        dont know any (of|thing|more|details|better)
        who (this|it|you|i) (is|are|am)?
        never (heard of|met) (you|this|that|your|them|it|yall|such)
        """,
    ),
    # --- Spanish
    Rule(
        """
        ya no es (de|su|el numero de) (el|ella|esa persona|ese senor|esa senora|_ $)
        (numero|telefono|persona|celular|contacto) (esta)? (equivocad*|incorrect*|erroneo|erronea)
        equivocad* de (numero|persona|telefono|celular)
        ^ (creo que)? (usted|ustedes|tu)? (esta|estas|estan)? equivocad* (amigo|amiga|senor|senora|senorita|joven|jefe|
            compa|don|hijo|
            mijo|bro|disculpe|gracias|perdon)? $
        (equivoco|equivocaron|equivocaste|equivocan|equivoca|equivocado) de (numero|persona|telefono|celular|contacto)
        (yo)? no soy (esa|la|el|quien) (persona|senor|senora|cliente|que|usted|busca)
        no soy (_) (_)? $
        (no es|no es el|ya no es|ya no es el) (su|de)? (numero|telefono|celular) (de _|$)
        (este|ese) ... no es (su|el) (numero|telefono|celular)
        (ya no tiene|no tiene|cambio de|cambio su|cambio el) (este|ese)? (numero|telefono|celular)
        aqui no (vive|hay|esta|trabaja|es|se encuentra)
        no (vive|trabaja) aqui
        no conozco (a)? (esa persona|ningun*|nadie|ese senor|esa senora)
        no conozco a _
        (nadie|ninguna persona) (aqui)? (con ese|llamad*|se llama)
        persona incorrecta
        no me llamo _
        (no|ni) (se|conozco|conocemos) (quien es|a) _
        """,
        but_not="""
        aqui no (hay|es|tengo|tenemos|veo) (ningun|ninguna)? (problema|molestia|prisa|falta|pendiente|nada)
        no soy (responsable|rico|rica|cliente|de|tonto|yo quien)
        """,
    ),
    # --- by classes: a wrong somebody, a number that stands for another, who is not here
    Rule(
        """
        (got|have|reached|texted|texting|called|contacted|dialed|messaging|messaged) (the|a)? wrong (1|one|fella|
            fellow|gal|chick|folks|house|household|family|place|people|ppl|name|buddy|homie|bro|somebody|someone|
            individual|_ $)
        ^ ... (this is|its) (a|my)? new number (sorry|now)? $
        (looking for|trying to reach|want) / (this is|i am|its) _ (_)? $
        (texting|texted|messaging|contacting|bothering|calling|text) (a|some|the) (total|complete|random)? (stranger|
            random*)
        (dont|doesnt|not) (even|really|personally|actually) know (a|any|anyone|anybody) (named|called)? _ (_)? $
        (dont|doesnt|not) have (a|any|anyone|anybody|no) (named|called|by the name of)? _ (_)? (here|at this|working|on
            staff|with us|in (this|the|our))
        ^ ... (a)? different (person|individual|owner) (now|here|sorry|$)
        (his|her|their|_s) (phone|cell)? number (has|was|is|got)? (been)? (changed|different|new)
        (no|dont|not|lost) (have)? (any)? contact with (him|her|them)
        (ni idea|no tengo idea|no se|no sabemos|sepa) (de)? quien (es|sea|sera) _
        no es para (mi|nosotros) ...
        (i am|this is) _ (and)? not _ (_)? $
        (just|only|i)? got this (number|phone|cell|line) (last|this|a|in|recently|NUMBER|just|from|on|new|yesterday)
            ....
        (moved|left|gone|died|passed|changed) .... this is (my|a new|now my) (phone|number|cell|line) ....
        i am (her|his|their|_s) (sister|brother|mom|mother|dad|father|son|daughter|wife|husband|cousin|friend|neighbor|
            roommate|aunt|
            uncle|boss|assistant) (, )? not (her|him|them|_)
        this is (a|the|our) (_)? (fax|fax line|fax machine|fax number) ....
        ^ (i am|its|this is|sorry|no)? not (mr|mrs|ms|miss|senor|senora) _ (_)? $
        my name is _ (_)? (and)? not _ (_)? $
        (got|have|reached|texted|texting|called) (the|a)? wrong _ (, )? (hon|honey|sweetie|dear|bud|buddy|pal|man|bro|
            dude|sorry|maam|sir|lol)
        new (phone|number|phone number) (number)? (owner|holder|user) ....
        (guy|person|lady|woman|man|one|owner) .... had (it|this (number|phone)) before (me|us) ....
        no soy _ (_)? (, )? (este|ese) (es|no es|numero|telefono) ....
        (misdial*|misdirected|mis dialed|mistext*)
        (number|phone|line|cell|it) (isnt|not|never was|was never|is no longer|no longer|is now) (registered|assigned|
            listed|under|connected|linked|associated|in) (to|with|by|under|for)? ...
        (isnt|not|no longer|arent) (the|a|your)? (right|correct|proper|best) (contact|recipient|department|extension|
            place|individual|party|phone|number)
        no _ (_)? here (any more|sorry|lol|$)
        new (number|phone) .... (isnt|not) _ (_)? $
        """,
        but_not=_ABOUT_THE_WORK
        + """
        wrong (BILL|item|part|parts|color|size|thing|things|stuff|link|card|work|job|service|address|date|email)
        (billed|charged|invoiced|billing|charging|invoicing|bill|invoice|charge) (to|for)? (the|a)? wrong ...
        (i am|this is) NO_NAME (and)? not ...
        (i am|this is) _ (and)? not (NO_NAME|WHEN) ...
        have (a|any|no) (work|job|problem|money|record|contract|account|balance|copy|link|printer|card|check|way) ...
        no (signal|work|one|problem|money|service|TEXTS|job|jobs|wifi|internet|heat|water|power|leak|damage|change|mail)
            ... here
        """,
    ),
)
