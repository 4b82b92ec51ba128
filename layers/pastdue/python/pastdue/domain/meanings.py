"""Meanings: the rules by which a reply is understood, in English and Spanish. Tables, to be read by anyone.

How phrases are written stands at the top of phrases.py. A reply gets the first meaning in the order of `Meaning`
of which one phrase is found. A refusal aimed at the texts is opt_out even when doubtful; any other doubt is `other`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from pastdue.domain.phrases import Rule


class Meaning(StrEnum):
    """What a reply means: the first that applies."""

    OPT_OUT = "opt_out"
    WRONG_NUMBER = "wrong_number"
    DISPUTE = "dispute"
    ALREADY_PAID = "already_paid"
    PLAN = "plan"
    PROMISE = "promise"
    OPT_IN = "opt_in"
    HELP = "help"
    LANGUAGE = "language"
    OTHER = "other"


class StopFlag(StrEnum):
    """Why everything for a customer stops, on every channel, until a person lifts it."""

    BANKRUPTCY = "bankruptcy"
    DEATH = "death"
    LAWYER = "lawyer"
    MINOR = "minor"
    THREAT = "threat"
    REFUSAL = "refusal"


class Request(StrEnum):
    """What a reply asks for, that can be served at once."""

    LINK = "link"
    BALANCE = "balance"
    COPY = "copy"
    WHO = "who"


# Twilio answers these itself, as whole messages (vendor-facts, Twilio).
BUILT_IN: Mapping[str, Meaning] = {
    **dict.fromkeys(("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"), Meaning.OPT_OUT),
    **dict.fromkeys(("START", "YES", "UNSTOP"), Meaning.OPT_IN),
    **dict.fromkeys(("HELP", "INFO"), Meaning.HELP),
}

_OPT_OUT = (
    Rule(
        """
        ^ (stop|stopall|unsubscribe|cancel|end|quit|revoke|optout|remove|unsub|enough|blocked|spam|desist) $
        ^ (please|just)? (cancel|end|quit|remove|unsubscribe|enough) (please|now|this|it|all|already|thanks)? $
        stop (it|this|that|now|please|all|already|texting|messaging|sending|contacting|these|the|with)
        stop ... TEXTING
        """,
        but_not="""
        stop payment
        """,
    ),
    Rule(
        """
        stop*
        """,
        but_not="""
        (bus|pit|truck|rest|last|first|next|full|non) stop*
        (stopped|stopping|stopper|stopover)
        stop (by|at|in|over|off|into|payment|up|leaking|working|there|raining|to pay|and pay)
        (wont|didnt|doesnt|cant|never|not|to|it|would) stop (leaking|running|dripping|working|making|beeping)
        """,
    ),
    Rule(
        """
        unsubscri*
        unsuscri*
        desuscri*
        (opt|opting|opted) (me|us|this number)? out
        optout
        (revoke|withdraw|revoking|no|without|deny) (my|your)? (consent|permission)
        cease
        (quit|halt|discontinue|end|cancel) ... (TEXTING|TEXTS)
        quit (it|this|that)
        (no|not) (more|further|additional|other|future) (TEXTS|of this|of these|calls|contact|communication*)
        (refrain|abstain|desist|avoid) (from)? (TEXTING|any|further|using|doing)
        (remov*|delet*|eras*|taken) (me)? (from|off) ...
        take off (me|us|my|this) ...
        ^ (ok|that is|thats|its|i have had|ok that is)? enough (now|please|thanks|already)? $
        (number|phone|line|cell|landline) (doesnt|dont|cant|isnt|is not) (accept|take|receive|get|able to|
            for) ... (TEXTS|text*)
        ^ (please)? no more $
        (dont|never|not|nor|neither|and not) (you)? (ever|you|please|dare|want you to)? (again)? (text|message|
            contact|bother|spam|msg|sms|harass) (me|us|this|my|here|again|any|ever|$)
        (dont|never) (call|email|mail) (me|us|this number|here)? (or|and) (text|message)
        (dont|never) ... (text|message|contact) (me|us|this number) (again|any more|ever)
        (dont|didnt|never|no longer|not) (want|wanting|wish|need|like|consent|consented|agree|agreed|ask|asked|care|
            appreciate|authorize|authorized|signed|sign|subscribe|opt) ... TEXTS
        (never|didnt) (sign up|signed up|subscribe|subscribed|opted in|opt in|consent|consented)
        (dont|not|no longer) (want|wish|like|wanting) ... (texted|contacted|messaged|bothered)
        (want|like|ask|please) ... be removed
        (do not|dont) (call|contact) (list|registry)
        enough ... TEXTS
        enough (is enough|already|of)
        (tired|sick) of ... TEXTS
        (take|get) (me|us|this number|my number|my name|my phone|this phone|number) off
        off (of)? (your|this|the|that) (list|contacts|system)
        (remove|delete|erase|scrub|drop) (me|us|number|my number|this number|this phone|my phone|my name|my cell|
            my info|my contact)
        (lose|forget) (my|this) (number|phone)
        leave (me|us) ... alone
        leave (me|us) be
        (go away|get lost|buzz off|piss off|back off|f off|fuck you|fuck off|eff off|screw you|shut up|up yours)
        fuck (this|your)
        ^ f you $
        leave ... alone
        get a (life|job)
        (dont|no longer|not) (want|need|wish) (these|this|those|any of (this|these)) $
        ^ lose it $
        (report|reporting|reported) (you|this (number|text)|and blocked|to the)
        and (blocked|blocking)
        revoked
        ^ (please)? dont reply
        TEXTS ... (annoying|annoy|unwanted|ridiculous|too much|excessive|creepy|the way to)
        (please|only|just)? use email not
        not interested
        (block|blocking|blocked) (you|this|your)
        (report*) ... spam
        harass*
        instead of (a text|texts|texting|texting me)
        (bother|text) (someone|somebody) else
        no (texts|texting|messages|text messages|sms|text)
        (dont|never|not|no longer|wouldnt|shouldnt|arent|without|illegal*|unwanted|unsolicited|hate) ... (TEXTS|text*|
            messag*|txt*)
        (text|texts|texting|messages|messaging|this number) ... (isnt|not|arent|never) (ok|wanted|allowed|welcome|
            cool|
            appreciated|acceptable|appropriate)
        (dont|never|not) (ever|you|keep)? send* (me|us|it)? (any|any more|these|those|this|anything|more|stuff|crap|
            shit|
            things)
        (dont|never) (reply|respond|write|talk|reach out|reach) (to)? (me|us|back)
        ^ (please)? (dont|never) use (this|my) (number|phone)
        (dont|didnt|never|not|no) (have|give|gave|given|got|get|authorized|authorize) ... (permission|consent)
        (not|arent|isnt|never) (authorized|allowed|permitted) to (text|message|contact|send)
        (take|get|remove|delete|erase|scrub) ... (number|phone|name|contact|info|information) (out|off|from)
        (i am|am|we are)? (so)? (done|over|fed up|sick of|tired of) (with)? (these|your|all these|all the) TEXTS
        (annoying|annoyed|bothering|bothersome) ... (TEXTS|me|us)
        ^ enough (with|of|now|please|texts|messages)
        (remove|take|delete|scrub|erase|pull|drop|get) ... (list|lists|contacts|database|system|mailing)
        (turn|shut|switch) (off|these|those|this|them) ... (off|TEXTS|alerts|$)
        (cancel|end|halt|disable|silence|mute|discontinue|suspend) ... (alert|alerts|notification|notifications|TEXTS)
        (keep|keeps|kept) (on)? (texting|messaging|bothering|bugging|sending (me)? (this|these|messages|texts)|
            contacting)
        why ... still ... TEXTING
        (knock|cut) (it|this|that) (off|out)
        give it a rest
        (i want|let me|get me|take me|i am) out $
        ^ (block|blocked|blocking|fuera)
        get off my (phone|back|case)
        (how|where) (do|can|to|would|could) (i|we)? (stop|cancel|opt|unsubscribe|end|get off|turn off|remove|
            block) (this|these|
            the|my|texts|out|getting|receiving|from|it|off|you|$)
        (consent|consented|tcpa|fcc|ftc|dnc|do not disturb|invasion of privacy|my privacy)
        (dont|not|never) want (to hear|to talk|to be|any|anything|nothing|this|these|it) (from|with|to|about|
            contacted|more|$)
        never again $
        (dont|never) (bother|disturb|pester|spam|harass|bug|hound)
        (rather|prefer) ... (not|dont) ... (text*|messag*)
        (email|call|mail|calls|letters|mail) only
        ^ (this is|its|it is|you are|obvious|more)? (a)? spam* (alert|text|message|$)
        (kick rocks|take a hike|get bent|eat shit|eat it|go to hell|screw off|bite me|kiss my ass|suck it|up yours|
            bug off|
            piss off|drop dead|fuck all|fuck yourself|fuck yourselves)
        """,
        but_not="""
        (got|get|received|have|had|saw|see) no TEXTS
        no text (came|received)
        no (text|message) (me|him|her|us|my) (the|a|my|when|later|back|instead|it|your|at)
        dont text (and drive|much|often|well|a lot|very)
        (didnt|havent|never|dont|not) (even)? (get|got|see|saw|receive|received|gotten|read|seen|recall|remember|
            understand|recognize|open|know) ... (TEXTS|text*)
        (didnt|havent|never|couldnt|cant) (text|message|reply|respond) (you)? (back|sooner|earlier|in time)
        (not|dont|never) sure ... text*
        (not|never|dont|didnt|wasnt) (always|ever|often|usually|really)? (ignor*|avoid*|seeing|getting|receiving|
            check|checking|
            reading|look*) ... (TEXTS|text*)
        (cant|couldnt) (text|talk)
        (isnt|not) my (text|phone)
        (will|can i|could i|please|just|then|i) text (you|me|him|her|us|back|later|when|tomorrow|them)
        (no|not|dont) ... text (you|him|her|back|later|when|tomorrow)
        (is|are) this (a)? spam*
        """,
    ),
    Rule(
        """
        ^ (ya)? (alto|pare|paren|para|parar|parele|parenle|basta|baja|salir|salirme|cancelar|cancela|cancele|cancelen|
            detener|detengan|detenga|detenganse|terminar|fin|suspender|quitar|remover|eliminar|borrar|bloqueado|
            desactivar) (por favor|ya|ahora|todo|gracias|eso|esto)? $
        ^ (no mas|ya no|ya no mas|ya estuvo) (por favor|gracias)? $
        basta (de|con|ya)
        (alto|parar|pare|detener|no|fin|terminar) (a|de|con)? (los|las|estos|sus)? MENSAJES
        ya basta
        ^ ... (pare|paren|parele|parenle) (ya|con|de|por favor|$)
        (quiero|quisiera|deseo|favor de|necesito) ... (salir|salirme|baja|cancelar (esto|los|estos|mensajes)|
            dejar de recibir|
            no recibir|que me borren|que me quiten|que dejen|que paren|que no me)
        me quiero (salir|borrar|dar de baja)
        (como|donde) ... (cancelo|salgo|me salgo|paro|detengo|quito|desactivo|bloqueo|dejo de recibir) ...
        ya (dejenme|dejeme|dejame|dejen|paren|pare)
        ^ (dejenme|dejeme|dejame|dejen) (ya|por favor|$)
        dejar de (recibir|mandar*|enviar*|escribir*)
        ^ ... (detente|detengase|detenganse|deten|parate) (ya|por favor|$)
        no ... (permiso|consentimiento|autorizacion) ...
        (me|nos) (pueden|puede|podrian) (quitar|sacar|borrar|eliminar) ...
        (ya)? (paren|pare|parenle|parele) (con|de|por favor|ya)
        (para|paren|pare|deja|deje|dejen|dejense|dejar) (ya)? (de|con) (estar|tanto|tantos)? (MANDAR|MENSAJES)
        (no|nunca|ni) (me|nos|le|lo)? (mas)? (manden|mande|mandes|mandar|envien|envie|envies|enviar|escriban|escriba|
            escribas|escribir|molesten|moleste|molestes|molestar|texteen|textee|textees|contacten|contacte|contactes|
            contactar|fastidien|jodan|chinguen|insistan|busquen|acosen|llamen)
        (no|nunca) (vuelvan|vuelva|vuelvas) a MANDAR
        no (quiero|deseo|queremos|necesito|autorizo|acepto|autorice|acepte|di|pedi|me gustan) ... MENSAJES
        no quiero que me MANDAR
        (no|sin|ni) (mas|un)? (mas)? MENSAJES
        MENSAJES no
        (quitame|quiteme|quitenme|quitarme|saquenme|saqueme|sacame|borrenme|borreme|borrame|eliminenme|elimineme|
            eliminame|remuevanme|remuevame|desuscribanme)
        (quiten|quite|quita|saquen|saque|borren|borre|borra|eliminen|elimine|remuevan|remueva|quitar|borrar|
            eliminar) ... (numero|telefono|celular|lista|nombre|datos|contacto)
        (denme|deme|dame|dar|darme|dennos) de baja
        (cancelar|cancele|cancelen|cancela|detener|detengan|detenga|suspenda|suspendan|quiten|quite) (los|estos|esos|
            mis|sus|la)? (MENSAJES|suscripcion)
        (dejame|dejeme|dejenme|dejenos|dejennos) ... (paz|tranquil*|solo|sola)
        (no|ni) molest*
        (acoso|acosando|hostigamiento|hostigando)
        (reportar|reporto|reportare) ... spam
        (bloquear|bloqueo|bloqueare|bloqueando|bloqueados)
        no (me)? interesa
        no (estoy|estamos) interesad*
        no (quiero|deseo) ser (contactad*|molestad*)
        ^ ... salir de (la|esta|su) lista
        (no|nunca) (me|nos)? (vuelvan|vuelva|vuelvas) a MANDAR
        (dejen|deje|deja) ... (en paz|tranquil*)
        (no|ya no|nunca|jamas|dejen|deje|sin) ... MENSAJES
        (no|ya no|nunca) ... (escriba*|escriban|escribas|textee*|mandes|manden|molest*|envien|contacten)
        (harto|harta|cansado|cansada) de ... (MENSAJES|que me)
        (revoco|retiro) ... (consentimiento|permiso|autorizacion)
        no (doy|di|tienen|tiene) ... (consentimiento|permiso|autorizacion)
        (vete|vayanse|vayase) (a la|al) _
        (chinga|chinguen|chinga a|jodanse|jodete|larguense|largate)
        """,
        but_not="""
        no me (manden|mande|envien|envie|mandes) (la|el|su|esa) (FACTURA|cheque)
        (quitame|quiteme|quitenme|quiten|quite) (el|ese|este|los|esos|la|esa) (FACTURA|recargo|cargos|cobros|multa)
        (no|nunca) (me)? (llego|llegaron|recibi|recibimos|vi|tengo|lei|entiendo|entendi|pude|puedo|habia|
            he) ... MENSAJES
        no (me)? llame antes
        """,
    ),
)

_WRONG_NUMBER = (
    # --- English: the words themselves
    Rule(
        """
        wrong (number|person|guy|man|woman|lady|phone|party|contact|recipient|individual|dude|girl|human|cell|no|one)
        (have|got|reached|texted|texting) (the)? wrong $
        (not|isnt|no longer) (the)? (right|correct) (person|number|phone)
        """,
        but_not="""
        wrong (number|no|one|person) (of|on|for|was|came|sent|delivered|signed)
        """,
    ),
    # --- what became of the number, and who is or isn't there
    Rule(
        """
        (not|isnt|no longer) (his|her|their|that persons) (phone|number|cell|telephone)
        (not|isnt|wasnt|no longer) (_s|_) (phone|number|cell|telephone) (any more|$)
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
        but_not="""
        changed (my|our) number
        (not|isnt) (a|the|our|your|an) (phone|number|cell|po|invoice|invoice number)
        (number|phone) (isnt|is not) (always|yours|his)
        """,
    ),
    # --- guesses at names: one or two words where a name stands, unless they are no name
    Rule(
        """
        ^ ... this (isnt|is no longer) _ (_)? $
        this isnt _ any more
        ^ ... (i am|were|we are) not _ (_)? $
        ^ (i am|nope|no|sorry|um|its)? not _ $
        (dont|doesnt) know (who (that|she|he|you want)|anyone (named|by|called)|this person|that person|him|her)
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
        ^ (esta|estas|estan)? equivocad* (amigo|senor|senora)? $
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
        no soy (responsable|rico|rica|cliente|de|tonto|yo quien)
        """,
    ),
)

_DISPUTE = (
    Rule(
        """
        ^ (a|the|in)? dispute*
        (i|we|to|am|are|will|want|be|under|file|filing|in) (disput*|contest|contesting)
        disput* (the|this|that|it|invoice|charge|bill|amount|my|these|all)
        chargeback
        ^ wrong
        (is|are|was|were|its|thats|looks|seems|be|got|have|has|this|that|invoice|bill|amount|charge|price|math|
            numbers|total|address|hours|quantity|invoices) (all|totally|just|completely|still|also|clearly|way|so|
            both|definitely)? (wrong|incorrect|inaccurate|messed up|bogus|fraudulent|fraud|false)
        (isnt|arent|not|doesnt look|doesnt seem|doesnt sound|cant be|never) (quite|exactly|all)? (right|correct|
            accurate|true)
        (wrong|incorrect) (BILL|quantity|rate|item|items|hours|product|part|parts|size|color|stuff|customer|company|
            job)
        wrong number (of|on)
        (doesnt|dont|not) (match|matching|add up|agree)
        (isnt|arent|not|isnt for|wasnt) (my|our) (BILL|purchase|responsibility|problem|job|debt|company)
        (isnt|not|arent) (mine|ours)
        ^ (hey|hi|um|no)? not (mine|ours|my BILL)
        """,
        but_not="""
        (not|no|dont|isnt|arent|wont) (a|in|any|want to|going to)? disput*
        (what|whats|what is|something|anything|nothing) (is|s)? wrong
        (link|page|site|website|button|app|url|card) (is|looks|seems|was|isnt|doesnt look) (wrong|incorrect|right|
            broken)
        wrong (number|person|guy|man|woman|lady|phone|party|contact|recipient|button|link|card) (any more|$)
        wrong (link|button|card|email|window|app)
        if (i am|im) not wrong
        correct me if i am wrong
        not right (now|away|this)
        is (it|this|that) (correct|right)
        """,
    ),
    Rule(
        """
        never (ordered|order|bought|received|receive|got|requested|asked|authorized|approved|signed|hired|used|
            purchased|agreed|came|showed|finished|completed|fixed|delivered|worked|happened|placed|booked|arrived|
            shipped|done|did|been delivered|been done|had (any|this|that|you|work|service)|made (this|that|
            a purchase))
        (didnt|dont) (order|buy|receive|request|ask for|authorize|approve|sign|hire|purchase|place) (this|that|it|any|
            anything|these|those|the|from|nothing|one|them|all|for|$)
        (didnt|never) (get|got) (it|them|this|that|the (order|product|goods|parts|delivery|items|service|work)|any of|
            anything|everything|all|what i|my (order|stuff|product|parts|items)|$)
        (you|they|he|she|guy|guys|tech|crew|driver|technician|plumber|contractor|nobody|nobody ever|company|team|
            people) (never|didnt|havent|hasnt|ever) (even)? (came|come|show|showed|finish|finished|complete|completed|
            fix|fixed|deliver|delivered|do|did|done|install|installed|repair|repaired|clean|cleaned|honor|work|send|
            sent)
        nobody (ever|even)? (came|showed|fixed|did|delivered|finished|called|installed)
        (havent|hasnt|have never) (even)? (received|gotten|got (it|them|my|the|any|this|anything|$)|been delivered|
            arrived|shipped|been finished|
            been fixed|been completed|been done)
        work (you|they) (didnt|never)
        (something|thing|stuff|things) ... (didnt|never)
        """,
        but_not="""
        (didnt|never|havent|dont|hasnt) (get|got|received|receive|see|saw|gotten|seen) (a|the|an|any|your|this|that|
            my|one)? (copy|of|first|original|paper|previous|last)? (of)? (the|an|any)? (invoice|invoices|bill|bills|
            statement|email|emails|text|texts|message|link|letter|reminder|notice|mail|receipt|call|paid|w9)
        (didnt|never|havent) (get|got|gotten) (the|any|enough)? (money|funds|cash|paid|a chance|around|to|time|
            my (check|pay|paycheck))
        never (got|gotten) around
        (you|they) (never|didnt) (send|sent) (me|us)? (a|an|the|any)? (invoice|bill|link|email|copy|statement|receipt)
        """,
    ),
    Rule(
        """
        overcharg*
        overbill*
        over (billed|charge|bill)
        (charged|charge|charging|billed|bill|billing|invoiced|paid) (me|us)? ... (twice|double|too much|extra|
            again for|incorrectly|for something|the same|two times)
        (double|twice) (billed|charged|charge|charging|billing|bill)
        (billed|charged|invoiced) twice
        duplicate (BILL|invoice)
        (charged|billed|charging|billing) (me|us) again
        (is|its|thats|seems|looks|^|way|amount|price) (way)? too (high|expensive)
        (quote|estimate|price|contract|agreement|deal|proposal) (was|said|says|you|we) ...
        (you|they|he|she|was|were|guy|been) quoted
        quoted (me|us|at|price|NUMBER)
        (i|we) (agreed|said|settled) (on|to|upon|NUMBER)
        (not|isnt|wasnt) what (we|i|you|was|they)
        not the (price|amount|deal|agreement|rate)
        (supposed|should) (to)? (only)? (be|have been) (less|NUMBER|free|covered|included|under warranty|cheaper|
            lower)
        NUMBER not NUMBER
        (covered by|under|still under) (the|my|your)? (warranty|insurance)
        (dont|didnt|not|shouldnt|doesnt|never) (think|believe)? (i|we)? owe* (you|this|that|it|anything|any|them|
            nothing|money|the|for|a|$)
        owe (you|them|him|yall)? (nothing|nada|0|zero)
        nothing (is)? (owed|due)
        you owe (me|us)
        (error|mistake|problem|issue|discrepancy|concern|dispute) (on|with|in|about|regarding) (the|this|that|my|your|
            our|these)? (BILL|work|job|service|repair|product|part|install*|quality)
        (theres|there is|there was|is|was|made|must be|be|its) (a|an|some|another|your|clearly a) (billing)? (mistake|
            error|discrepancy)
        billing (error|mistake|issue|problem|dispute)
        (by|in) (mistake|error)
        (dont|didnt|cant|not) (recognize|remember|recall) (this|that|the|it|these|ordering|any|authorizing|$|buying|
            having)
        (unauthorized|fraudulent|bogus|unknown|unrecognized|surprise|hidden) (BILL|fee|fees)
        (without|no) (my)? (approval|authorization)
        why (am i|are you|did you|was i|are we|did i|were we) (being|get|getting)? (charg*|bill*|invoic*)
        (want|need|owed|promised|owe|waiting|demand|due|expecting|where is|wheres) ... (refund|refunded|my credit)
        (refund|credit) (me|us)
        (not|wont|never|refuse to|refusing to|aint|isnt) (be|going to|gonna)? (pay|paying) (for)? (this|that|it|until|
            you|anything|a|the|full|unless|any|your|these|$|for|one|another|more)
        i (refuse|decline) to pay
        """,
        but_not="""
        (pay|paying) (it|this|you|that|anything|the bill)? (until|before) (i get|my|payday|WHEN|i am paid|we get|
            after)
        (not|wont) (be|going to|gonna)? (pay|paying) (it|this|that)? WHEN
        (get|need|like|want|give me|send) (a|an|another|new|your) (quote|estimate)
        (how much|what) (do|does) (i|we|he|she) owe
        in error message
        (contract|deal) (you|we) (send|sent)
        """,
    ),
    Rule(
        """
        (work|job|repair|project|service|install*|it|cleaning|order) (is|was|still)? (not|isnt|wasnt|never|hasnt been|
            not even|unfinished|incomplete|half) (done|finished|completed|complete|fixed|right|correct|good|
            satisfactory|delivered|acceptable)
        (is|was|still|its|work|job) (unfinished|incomplete|half done|not finished|not fixed)
        still (leak*|broken|not working|not fixed|not right|not done|not finished|doesnt work|isnt fixed|isnt working|
            having problems|waiting (for|on) (my|the|you|delivery|parts|repair))
        (defective|damaged|faulty|cracked|spoiled|shoddy|unsatisf*|substandard|subpar|botched|rotten|torn|ruined)
        (is|was|it|arrived|came|them|are|were|part|parts|unit|machine|product|all) (broken|broke)
        broke (after|again|down|the|within|in)
        (poor|bad|terrible|horrible|awful|lousy|crappy) (quality|work|service|job|workmanship)
        missing (items|item|parts|part|pieces|stuff|from)
        (unhappy|dissatisfied|not happy|not satisfied|disappointed) (with|by|about)
        (returned|return) (it|them|this|those|these|that|all|everything|the|your|half|part|some|to you)
        (sent|send|sending|gave|shipped|took) (it|them|this|those|everything|the _) back
        was returned
        (canceled) (this|that|the|my|it|our|in|order|service|before|last|with|your|months|$)
        (order|service|contract|appointment|subscription|job|it) (was|is|has been|got) canceled
        (dont|do) (not)? agree (with|to|on)
        i (disagree|object)
        not acceptable
        (dont|not|never|cant|doesnt) (think|believe|feel|seem|look|sound|agree) ... (right|correct|fair|accurate|owe|
            legit charge)
        (told|said|promised|assured|understood|understanding|thought) ... (free|no charge|included|covered|waived|
            would be NUMBER|was NUMBER|be NUMBER|it was NUMBER|only NUMBER|less)
        (should|shouldnt|was|were|is|amount|total|price|bill|invoice) (only)? (be|have been|of|should be|
            should only be)
            NUMBER
        (free of charge|at no charge|no charge)
        (damaged|broke|ruined|scratched|destroyed|flooded) (my|our|the)
        (repair|repairs|fix|part|machine|product|unit|service|job|installation|install|treatment|item|ac|heater|
            furnace|thing|
            you|they|he|she|crew|guys|guy|mess and) (didnt|doesnt|never|stopped|quit|failed|isnt|wasnt) (work|
            working|fix|
            finish|complete|solve|help|last|fixed|finished|completed|show|come|clean|deliver|do|resolve)
        it (stopped|quit) working
        left (a|the) (mess|damage|hole|job)
        (higher|more) than (we|i|you|the|quoted|agreed|estimated|what|expected|was)
        (you|he|she|they|guy) (said|told me|told us|promised) (it was|it would be|it is|only|about)? NUMBER
        (dont|never|didnt) (have|had|do|did|done) (an|any|a)? (account|business|contract|agreement) with
        (is|was|this|its|a) (a)? duplicate
        (sent|billed|invoiced|invoice|bill) ... (twice|two times|double)
        same (invoice|bill|charge) (as|again|twice)
        (correct|fix|adjust|revise|redo|void|waive|remove|reverse|reduce|lower|dispute) (the|this|my|your|that|
            our)? (invoice|bill|
            charge|charges|amount|balance|total|fee|late fee|late fees|fees)
        cancel (the|this|that) (invoice|bill|charge)
        (shouldnt|not supposed to|arent supposed to) (have to|be)? (pay|paying|owe|charged|billed|owed)
        why (do|should|would|must) (i|we) (owe|pay|have to pay|be paying|still owe)
        only (received|delivered|used|ordered|sent|came) (half|part|some|NUMBER|the|a)
        only got (half|part|some|the|NUMBER (of|not|boxes|items|pieces))
        (was|were|is|are|some|parts|items|things|boxes|pieces|stuff) missing
        not (as|what) (described|promised|advertised|agreed|ordered|quoted|expected)
        (unfair|scammed|stole|stealing|crooks|thieves|theft|fraud|fraudulent|dishonest|cheated|cheating)
        (already|been) (credited|refunded|returned|canceled|disputed|reversed)
        didnt (finish|fix|complete|deliver) (the|it|my|our|anything|what|all|any|$)
        ^ (a|an)? (mistake|error|returned|refund|unfinished|incomplete|defective) $
        have never heard of (you|your|this)
        (i|we) (was|were) told (it (was|would be))? NUMBER
        (quality|work|service|job|workmanship|repair|install) (is|was) (so|very|really|just)? (terrible|bad|poor|
            awful|horrible|
            unacceptable|sloppy|shoddy|crap|garbage|incomplete|subpar|half)
        (didnt|never) (make|made|place|placed|do|request|requested) (this|that|the|any|a) (purchase|order|charge|
            request|transaction)
        no such (order|account|invoice|charge|purchase|job|work)
        (leak|problem|issue|noise|smell|mold|bug|bugs) (is|came|has come|are) (back|not fixed|still there)
        (failed|didnt pass) (the)? inspection
        something (is|seems|looks) (wrong|off) with (the|this|my|that|your) BILL
        ^ (way|thats|its|this is|far)? too much $
        (no|zero) (work|service|job|repair|repairs|delivery|product) ... (done|performed|completed|delivered|
            received|provided)
        (not|isnt|wasnt|un) (satisfied|satisfactory)
        short (shipped|shipment)
        (charged|billed|invoiced) (me|us) (already|before|twice|for this)
        (not|never|wasnt|werent) (told|informed|notified|aware|advised) (about|of) (this|that|the|any) ... (fee|fees|
            charge|
            charges|cost|price|extra|increase)
        (extra|additional) (charge|charges|fee|fees|cost|work|hours)
        (didnt|never|dont) agree to
        (have|had|should have) (a|an) (credit|store credit) (for|on|with|from|of)
        (didnt|never) (sign|signed) (anything|for|any|off|a)
        (error|errors|mistake|mistakes) (on|in|with) (BILL|it|your|my|the)
        you have (over|double)? (charged|billed|overcharged) (me|us)
        (charged|billed) ... (2x|two times|2 times)
        (belongs|belong|meant|addressed) (to|for) (another|a different|someone|somebody|my ex|the other) ...
        (not|isnt) (responsible|liable) (for)? ...
        (keeps|still|already|again) (leaking|dripping|peeling|cracking|breaking|failing|tripping|clogging|squeaking|
            making noise)
        (leaks|leaking|peeling|dripping|cracked|failing) (again|already|worse|still|everywhere|more)
        (is|are) (leaking|peeling|cracking|coming apart|falling apart|coming off|crooked) (already|again|$)
        not (finished|done|complete|completed) (yet)? $
        (rip off|ripoff|ripped off|ripping me off)
        """,
        but_not="""
        (link|page|site|website|phone|button|url|app) (is|was|seems|still)? (broken|not working|isnt working|
            doesnt work|still doesnt work)
        (i|we) didnt (finish|do|come|complete)
        (fix|correct|update|resend) (the|this|your)? (link|page|site)
        identity theft
        (i am|we are|were|am|flat) (so|totally|really|just|still|dead)? broke
        (card|car|truck|phone|computer|laptop) (is|was|got)? (broke|broken|damaged|canceled)
        broken link
        (returned|return) (your|the|my|a) (call|calls|message|email|text)
        return (the|your) (favor|call)
        """,
    ),
    Rule(
        """
        disput*
        (reclamo|reclamar|reclamacion|impugno|impugnar|inconforme)
        no es (mi|nuestro|nuestra) (FACTURA|deuda|compra|problema|responsabilidad|culpa)
        no es correct*
        (no|nunca) (hice|hicimos|he hecho) ... (pedido|orden|compra|contrato|trato)
        (hay|es|tiene|tienen|cometieron|fue) (un|una)? (error|errores|equivocacion)
        (mas|mayor|menos) de lo que (acordamos|dijo|dijeron|quedamos|cotizaron|pedi)
        (corrijan|corrija|corregir|arreglen|ajusten|cancelen|anulen) (la|el|esa|ese|mi|su) FACTURA
        (solo|nomas|solamente) (recibi|llego|llegaron|hicieron|pedi) ...
        (falto|faltaron|faltan) ...
        (mas|muy) caro (de|que) ...
        no (acepto|aceptamos) (ese|este|el|la|esa|esta|los|sus|pagar|eso)
        no es (el|la|lo) que ...
        (rateros|ladrones|robando|robo|fraude|abuso)
        por que (debo|tengo que pagar|me cobran)
        no (es|son) (mio|mia|mios|mias|nuestro|nuestra)
        (FACTURA|eso|esto|compra|deuda) no (es|son) (mio|mia|mi|correct*|de|nuestr*|nuestra)
        (me|nos|estan|esta|les) (cobraron|estan cobrando|cobran|cobro|cobrando|cargaron|facturaron|
            cobrado) ... (doble|dos veces|de mas|mal|demas|extra|demasiado|otra vez|algo|lo que|por)
        cobr* (doble|de mas|dos veces|mal|demas|demasiado|algo|extra)
        (doble cobro|cobro doble|cobro indebido|mal cobrad*|cargo no autorizado|cobro de mas)
        (nunca|no|yo no|jamas) (les|le|lo|la|me|nos|los)? (pedi|ordene|compre|recibi|solicite|autorice|aprobe|firme|
            contrate|encargue|acepte|acorde|pedimos|ordenamos|compramos|recibimos|solicitamos|autorizamos|contratamos)
        (no|nunca) (he|hemos|me han|nos han) (recibido|pedido|comprado|ordenado|autorizado|contratado|entregado|
            terminado)
        (nunca|no|ni) (me|nos)? (llego|llegaron|vino|vinieron|terminaron|termino|arreglaron|arreglo|hicieron|
            entregaron|entrego|repararon|reparo|instalaron|cumplieron|fueron)
        no (les|le|te|los)? (debo|debemos) (nada|eso|esto|dinero|tanto|a|ni|$)
        no (lo|la|los)? (reconozco|reconocemos)
        no conozco (ese|este|esa|esta|el|la) (FACTURA|compra|empresa)
        (esta|estan|salio|quedo|quedaron|hicieron|hizo) (muy|bien|todo)? mal (la|el|hecho|hecha|hechos|ese|esa|su|$|y|
            lo)
        mal (hecho|hecha|trabajo|servicio|cobro)
        (FACTURA|eso|esto) ... (no es|no esta|no son) (lo)? (correct*|bien|just*)
        (FACTURA|eso|esto) ... (esta|es|salio|esta muy|es muy|viene)? (mal|equivocad*|incorrect*|erronea|erroneo|
            injust*|
            demasiado)
        no (es|era|son) (la|el|los|las) (FACTURA|precio|trato|acuerdo|correct*)
        (trabajo|servicio|obra|proyecto|reparacion|instalacion) no (esta|quedo|se|fue|lo|sirve|sirvio|ha)
        (me|nos) (dijo|dijeron|prometieron|prometio) ... (gratis|incluido|sin costo|NUMBER|menos)
        (gratis|sin costo|en garantia|la garantia)
        (no|ya no) (funciona|sirve) ... (vendieron|instalaron|arreglaron|repararon|pusieron|compre)
        (descompuest*|averiad*|danad*|echado a perder)
        (es|es muy|demasiado|es demasiado) (mucho|caro|alto) ...
        lo (devolvi|regrese|devolvimos|regresamos)
        (todavia|aun) no (me|nos|lo|la)? (entreg*|lleg*|termin*|arregl*|instal*|reparan|han)
        no (debo|debemos) (esa|ese|esta|tanto|tanta|lo) ...
        (problema|error|duda) (con|en) (la|el|mi|su|esta|esa) FACTURA
        ^ (es)? (incorrect*|erroneo|erronea|falso)
        (es|esta|son|monto|precio|cantidad) (incorrect*|equivocad*)
        (incorrect*|equivocad*) (el|la|mi|su|los) FACTURA
        (es|hay|hubo|fue|tiene|tienen|cometieron|debe ser) (un|algun)? (error|errores|equivocacion|problema con)
        error (en|de) (la|el|mi|su)? FACTURA
        (equivocaron|equivoco|equivocado) (en|con) (el|la|mi|los|su)
        no (fue|es|era) lo que
        (quedamos|acordamos|quedo) (en|que)? NUMBER
        (me dijo|me dijeron|me cotizaron|me cotizo|cotizacion|presupuesto) ... NUMBER
        no (estoy|estamos) de acuerdo
        no (lo|la|les|le)? (voy a pagar|vamos a pagar|pienso pagar|pago|pagare|quiero pagar|pagaremos) (eso|esto|nada|
            hasta que|ese|esa|este|esta|por|lo que|$)
        (llego|llegaron|esta|estaba|vino|venia) (rot*|danad*|incomplet*|defectuos*|quebrad*)
        (defectuos*|mala calidad)
        (devolvi|devolvimos|regrese|regresamos) ... (producto|mercancia|pedido|pieza|piezas|$|todo|material)
        (quiero|mi|un|pido|exijo|deben) (el|un|mi)? (reembolso|devolucion)
        (cancele|cancelamos|se cancelo|cancelado) (el|la|ese|esa|mi|su)? (servicio|pedido|orden|contrato|cita|trabajo|
            suscripcion|compra)
        (sigue|siguen|todavia) (goteando|fallando|igual|sin funcionar|sin servir|mal|rot*|danad*|descompuest*)
        no (quede|quedamos|estoy) (satisfech*|content*|conforme)
        por que me (cobran|estan cobrando|cobraron)
        """,
        but_not="""
        (no|nunca) (me|nos)? (recibi|he recibido|recibimos|llego|hemos recibido|pedi) (la|su|el|ningun|ninguna|un|una|
            esa|mi)? (factura|correo|mensaje|recibo|link|enlace|texto|email|estado|aviso)
        (mama|papa|esposo|esposa|hijo|hija|salud|familia) esta mal
        esta mal de
        (enlace|link|pagina|liga) ... (no sirve|no funciona|esta mal|no es correcto)
        no (voy a|puedo) pagar (hoy|ahora|ahorita|todavia)
        no pago hasta el
        (mi|pido) devolucion de impuestos
        """,
    ),
)

_ALREADY_PAID = (
    Rule(
        """
        paid
        prepaid
        i (did|do) pay
        ^ (it|its|payment|check|already|just|money|they were)? sent (already|yesterday|it|today|thanks)? $
        (it|payment|charge|transaction|card) (already|just|has)? (went|gone|cleared) (through|already)
        (card|account) (was|has been|already|got) (already)? (charged|debited|hit)
        should (already)? (be|have been) (paid|taken care of|settled|in the mail)
        (sent|gave|paid|mailed|wired|transferred|handed) (you|him|her|them|over|in|a)? (check for)? NUMBER
        cleared (my|our|the) (bank|account)
        sent (it)? (through|from|by|via|with|using) (my|our|the|online)? (bank|credit union|billpay|bill pay|app|
            phone|website|link|
            online|quickbooks)
        (bill pay|billpay|autopay|auto pay|bank|you|they|guys) (already)? (sent|took|withdrew|pulled|drafted|
            processed|paid) (it|the|
            that|this|money|out|my)
        took (it|the money|that|payment) (out|from)
        (finished|done|completed|got done) (paying|payment|the payment)
        (gave|handed|dropped|left|mailed|delivered) (it|that|them|this) (to|off|with|at|in|yesterday|already|last|on|
            WHEN) ...
        (i|we) used the link
        ^ (its|it is|this is|all|already|been|was|that is)? (handled|settled|taken care of) (already|thanks)? $
        (check|payment) in (the)? mail
        (have|has|had) already pay
        """,
        but_not="""
        (not|havent|hasnt|never|isnt|wasnt|arent|werent|nobody|didnt|hadnt) (been|yet|gotten|even|fully|actually|get|
            got|being|it|this|all|quite)? paid
        (get|gets|getting|got|will be|to be|can be|cant be|being|become|be) (it|this|them|fully|all)? paid (on|by|
            when|if|with|WHEN|next|asap|soon)
        (get|gets|getting|got|will be|to be|can be|being|become|would be|must be) (it|this|them|fully|all)? paid
        (when|once|until|after|if|before) (i|we|it|this|its|she|he|i am|i have|i will|they|my husband|my wife) (am|is|
            are|get|gets|was|were|have|has)? (been)? paid
        paid (leave|parking|vacation)
        (who|how|where|needs to|have you|are you|were you|can i have it) (be|been)? paid
        want* ... paid
        (get|getting|have) (you|yall|it|this|them) (all)? paid (by|on|this|next|soon|asap|when|WHEN|off|up)
        (will|going to|trying to|try to|to) (get|have) ... paid
        """,
    ),
    Rule(
        """
        (sent|mailed|dropped|wired|transferred|submitted|made|did|remitted|put|processed|gave|handed|posted|left|
            issued|cut|deposited|delivered|brought|overnighted|fedexed|scheduled|authorized|written|wrote|completed|
            initiated|turned in|has been|was|were|already) (you|off|in|out|them|him|her|over|it|us|yall)? ... MONEY
        (mailed|wired|zelled|venmoed|venmod|cashapped|paypaled|remitted|overnighted|zelle d|prepaid) (it|you|this|
            that|out|last|yesterday|on|in|already|today|the|a|off|to|my|from|them|$)
        MONEY (number NUMBER)? (is|s|was|has|have|has been|already|have been|been|just|were)? (already|
            just)? (in the mail|sent|
            on its way|on the way|mailed|made|went out|gone out|submitted|processed|cleared|cashed|completed|done|
            posted|delivered|went through|already|issued|dropped)
        in the mail
        (just|already) (sent|mailed|did|done|submitted|handled|settled|took care|cleared|sent it|completed|processed)
        (sent|did) (it|that|this|them|the payment) (already|yesterday|last|on|via|by|through|in|this morning|over|
            to you)
        sent (via|by|through|with|on|over) (zelle|venmo|paypal|cash app|cashapp|ach|wire|check|card|mail|bank)
        (already|been|was|all|is|got) (all)? (taken care of|settled)
        took care of (it|this|that|the|my)
        (you|bank|they) (already)? (cashed|deposited|took|charged|ran) (my|the|our|it|that) (check|card|payment|money|
            account)?
        (have|got|has) (a|the|my|your)? (receipt|proof of payment|proof i paid|confirmation number|canceled check)
        (settled|cleared|squared) (this|it|up|the|my) (up|already|bill|invoice|account|balance|last)
        """,
        but_not="""
        (not|havent|didnt|never|hasnt|wasnt|isnt|arent|cant|couldnt|if i|if we|should have|tried to) (been|yet|even|
            have)? (sent|send|mailed|mail|made|make|did|put|cut|scheduled|submitted|issued|processed|gone|written|
            taken|settled|done|pay|gotten)
        (will|to|gonna|can|would|should|going to) (have)? (be|get) (sent|mailed|made|taken|settled|done|put|
            in the mail|cut|processed|submitted|issued|handled|wired)
        (i will|will|to|we will|going to|want to|can i|could i|let me|can|need to|have to|about to|gonna|plan to|
            should) put
        (will|to) put (a|the|it) (check|payment)? in the mail
        stop payment
        (made|make) (a|the|my) (mistake|error)
        was (going|gonna|about|planning|supposed|hoping|waiting|expecting|wondering|told|out|sick|away)
        (sent|gave) NUMBER (invoice|invoices|texts|messages|emails|bills|times)
        (sent|mailed) (me|us) ...
        where (was|is|are|were)
        put (me|us|my)
        (did|was|were) (you|your|the|my|that|it|i) ... (get|receive|got|received)
        (payment|payments|check|money) (plan|plans|arrangement|arrangements)
        (was|were) (a|the|my) (bad|lost|stolen)
        (we|i|they) (always|usually|only|normally)? cut (checks|check|a check) (on|every|weekly|monthly|next|WHEN)
        (gave|left|dropped) (it|this|that|the invoice|the bill) (to|with|off) ... (accounting|accountant|boss|
            manager|bookkeeper|
            husband|wife|office to)
        """,
    ),
    Rule(
        """
        did(nt)? (you|yall|they) (not)? (get|receive|got|see) (my|the|our) (payment|check|money|cheque|transfer|wire|
            zelle)
        you should have (received|gotten|got)? (the|my|our|a|it)? (payment|check|money)? (already|by now)?
        """,
    ),
    Rule(
        """
        ya (yo|se|le|les|lo|la|los|las|te|se lo|se la|fue|esta|quedo|quedaron|estan|todo|eso)? (lo|la)? (pague|
            pagamos|pagaron|pago|pagado|pagada|pagados|pagadas|liquide|liquidado|liquidada|saldado|saldada|deposite|
            transferi|cancele|cancelada|cancelado|cancelamos|abone|depositamos|transferimos|pagadisim*)
        (yo|la|lo|le|les|los|las|te|esposo|esposa|hijo|hija|marido|mama|papa|^|si|creo que|ayer|me|jefe) (ya)? (le|lo|
            la|les)? (pague|pagamos|liquide|transferi|deposite|depositamos)
        (pague|pagamos|pagaron|deposite|transferi|depositamos|liquide) (ayer|el|la|lo|en|por|con|hoy|esta|todo|anoche|
            desde|hace|a|antier|completo|eso|esa|este|esto|su|mi|al|ese)
        (esta|fue|quedo|estan|esta todo|cuenta|factura|^|todo) pagad*
        pagad* (todo|completo|completa|ayer|desde|hace|el|con|en|por|ya)
        (he|hemos|habia) pagado
        (mande|envie|mandamos|enviamos|hice|hicimos|realice|realizamos|deje|dejamos|entregue|di|puse|lleve|llevamos|
            hizo|mando|dejo|entrego|dio|se hizo|efectue) ... PAGO
        PAGO (ya)? (fue|esta|quedo|va)? (enviad*|hech*|realizad*|mandad*|listo|lista|en camino|salio|en el correo|
            efectuad*)
        va en camino
        ya (esta|fue|quedo) (hecho|hecha|enviado|enviada|el|la) (el|la)? (PAGO|$)
        ya (fue|salio|va) el PAGO
        se pago (el|la|con|ayer|en|ya|por|todo)
        acabo de (pagar*|mandar*|enviar*|hacer*|depositar*|transferir*)
        ya (lo|la)? (hice|hicimos|mande|envie) $
        ya quedo $
        (tengo|aqui esta) (el|mi|un)? (recibo|comprobante) (de|del)? (pago)?
        """,
        but_not="""
        (no|nunca|que|para que|cuando|si|donde|como|aun no|todavia no|ni|quiere que|jamas) (se|le|lo|la|les|me|te|
            los)? (pague|pagamos|he pagado|hemos pagado|hice|mande|envie|deposite|esta pagad*|pagaron|pago|ha pagado|
            transferi|paguen)
        (no|nunca|aun no|todavia no) (me|se|nos)? (han|ha|he|hemos|esta|estan|fue) (sido)? pagad*
        ya (le|les|lo|la|se lo)? pago (WHEN|luego|despues|pronto|en|cuando)
        (me|nos) (pagaron|pague)
        (ya)? pagamos (WHEN|luego|despues|pronto)
        hice el pedido
        (donde|a quien|a donde|adonde|como|cuando|cuanto) ... (mando|dejo|hago|envio|doy|entrego|pago) ...
        (yo)? (le|les|te|lo|la|se lo) (mando|dejo|doy|entrego) ...
        (si|que) le mande
        ya (mande|envie) (un|el)? (mensaje|correo)
        """,
    ),
)

_PLAN = (
    Rule(
        """
        (plan|plans)
        (installment|installments)
        (payment|make|making|some|any|an|other) (arrangement|arrangements)
        (pay|paying|payment|payments|split|divide|break|spread|do|take|accept) (it|this|that|you|the bill)? (off|up|
            out)? (in|into|by)? (a few|few|small|smaller|partial|several|multiple|couple|two|three|four|
            NUMBER)? (parts|partial|pieces|increments|chunks|installments|over time|little by little|slowly|weekly|
            monthly|biweekly|halves)
        partial (payment|payments|pay)
        (pay|do|send|give|paying|put|have) (you|it|up|down)? (half|some|part|a portion|a little|something|a bit|
            a piece)
        (half|some|part|portion) (of it|of that|of this|up)? (now|today|WHEN|up front|upfront|down|first|and)
        (the|and) (rest|other half|remainder|remaining|balance) (later|next|on the|on WHEN|in|after|WHEN|when|by|
            another)
        (in|into|over|with|for|across) (NUMBER|a few|a couple|a couple of|couple|several|multiple) (small|smaller|
            equal|monthly|weekly|more)? (payments|months|parts|pays|checks|paychecks|weeks payments)
        NUMBER (small|smaller|equal|monthly|weekly)? (payments)
        make (some|small|smaller|monthly|weekly|a few|partial|multiple|regular|little)? payments
        (monthly|weekly|biweekly|small|smaller|multiple|several|regular|little|separate) (payment|payments)
        NUMBER (dollars|bucks|usd)? (a|per|each|every|ea|the) (other)? (week|month|paycheck|two|2|payday|pay|check|
            couple|day)
        NUMBER (dollars|bucks|usd)? (weekly|monthly|biweekly|at a time|now and|today and|down)
        (a|per|every) (week|month|paycheck|two weeks|other week) until
        a (little|bit) (at a time|by|each|every|now|here)
        cant (pay|afford|do|swing|cover|manage|come up) ... (all|whole|full|once|everything|entire|total)
        (not|cant|dont have|wont|unable) ... (all at once|in full|at one time|the whole|the full|it all|all of it)
        all at once
        split (it|this|the|up|that|payments|payment|into|between|them)
        (spread|break) (it|this|the|them|that) ... (out|up|down|over|into)
        (can|could) only (pay|afford|do|send|swing|give|manage)
        only (afford|do|pay|have) (about|like|around)? NUMBER
        pay (it)? (off)? (over time|as i can|slowly|down)
        work (something|anything|a deal|this) out
        (pay|do|make) (it)? in (NUMBER|a few|a couple of) (payments|parts|checks)
        split (it|this|that)? (up)? (in|into|between|over|by|$)
        (start|begin) with NUMBER
        (set|setup|setting) (up)? ... (payment|payments)
        (pay|do) (it)? in (NUMBER|a few|several|half) $
        ^ ... (1/2|half|some|part|NUMBER) (now|today) (and)? (1/2|half|the rest|rest|some|NUMBER|then) ...
        (send|pay|give) (you|what|whatever|as much as) (what)? (i|we) (have|can|got)
        only (have|got) (about|like|around)? NUMBER ...
        ^ (monthly|weekly|biweekly) $
        ^ (can|could|do|would|will)? (i|we|you|yall)? (please)? (do|take|accept|offer|allow|make|have|arrange|
            on)? payments (please|thanks)? $
        payment (options|terms|schedule|program)
        arrange ... (payment|payments)
        NUMBER (week|month|mo) $
        cada (semana|mes|quincena|dos semanas) ... NUMBER
        (can|could|may|only) (i|we)? (only|just|maybe)? (pay|send|do|give|put|make) (you|a payment of|like|about|
            at least|maybe)?
            NUMBER (dollars|bucks)? (now|today|down|right now|first|this week|this month|toward|towards|WHEN)
        half (and|then)? (the)? (rest|other half|remainder)
        (rest|other half|remainder) (on|in|by)? (the)? (WHEN|later)
        (toward|towards) (it|this|the (bill|balance|invoice|total|account))
        """,
        but_not="""
        (i|we|my|our) (plan|plans|planned) (is|on|to|was)? (to|on)?
        plan (on|to)
        (health|insurance|phone|floor|cell|data|tax|retirement|dental|game) plan
        NUMBER (a|per|each|every) (month|week) (is|was) (wrong|too)
        pay (it|this)? weekly already
        """,
    ),
    Rule(
        """
        (en|a|por|hacer|hago|con|unos|mas|aceptan|varios|dos|tres|pequenos|NUMBER) (pequenos|varios|dos|tres|
            NUMBER)? (pagos|plazos|partes|cuotas|abonos|parcialidades|mensualidades|quincenas|pagitos|semanas cada)
        (cuotas|abonos|plazos|parcialidades|mensualidades)
        (abonar|abonando|abonarle|abonarles|abono|abonos|ir pagando|irle pagando|ir abonando)
        (poco a poco|de a poco|de poco en poco|poquito*|de a poquito)
        (pago|pagos) (mensual|mensuales|semanal|semanales|pequenos|chicos|quincenales|parcial|parciales)
        (la|una) (mitad|parte) (ahora|hoy|ahorita|y|este|el|esta|WHEN|de|primero|del|$)
        (pagar|pago|pagarle|dar|doy|darle|mandar|mando|dando|pagando) (solo)? (la|una|le)? (mitad|parte|algo|un poco|
            NUMBER cada)
        (puedo|podria) (solo)? (dar|darle|mandar|mandarle|pagar|pagarle|abonar) (solo|como|unos)? NUMBER ...
        NUMBER (dolares|pesos)? (cada|por|al|a la|semanal*|mensual*|quincenal*|ahora y|hoy y) (semana|mes|quincena|
            dia|_)?
        no (puedo|podemos|tengo|alcanzo|me alcanza) (pagar|pagarlo|para|dar|pagarle)? ... (todo|completo|de una|de un|
            junto|entero|total)
        todo (junto|de una vez|de un jalon|de golpe|de un solo)
        (arreglo|acuerdo|convenio|facilidades) (de|para)? (pago|pagar|pagos)?
        (dividir|dividirlo|fraccionar|diferir)
        """,
        but_not="""
        no (estoy|estamos) de acuerdo
        de acuerdo
        (por|de) (mi|otra|su|nuestra) parte
        en (todas|otras) partes
        (arreglo|arreglos) (de|del|en) (la|el|mi) _
        """,
    ),
)

_PROMISE = (
    Rule(
        """
        (will|going to|shall|plan to|plan on|planning to|planning on|intend to|about to|hope to|hoping to|be able to|
            can|let me|promise to|promise|want to|like to|ready to|trying to|try to|should be able to|
            need to) ... (pay|paying|settle|remit)
        (will|going to|plan to|planning to|shall|about to|can|let me|promise to|try to) (be|just|definitely|also|
            probably|try to|have|get|go|then|make sure to)? (sending|send|mail|mailing|wire|transfer|zelle|venmo|cut|
            drop|bring|deposit|issue|process|submit|write|put|make|get|give|stop|swing|come|run|schedule|overnight|
            fedex) ... (MONEY|WHEN|paid)
        (will|going to|plan to|planning to|shall|about to|promise to) (be|just|definitely|also|probably|
            try to)? (take|taking|get|getting|do|doing|send|sending|handle|mail|have|bring|settle|square|
            clear) (care of)? (it|this|that|the payment|them|the rest|the bill|the invoice|payment|you the|you your|
            you paid)
        ^ (ok|yes|sure|yeah|yep|alright|got it|great)? (i|we)? will do (it|so|that|asap|soon|WHEN|thanks|thank you)? $
        (you|yall) will (have|get|receive|see|be) (it|the|your|payment|money|paid|a|my)
        (it|payment|check|money|bill|invoice|this|that|they|the rest) will (be|go|get|come|arrive|clear|post|happen)
        MONEY (goes|going|will|should|coming|comes|arrives|is coming|is going|leaves|is scheduled|by|on) ... WHEN
        (pay|paying|pays|payment|check|money|send|sending|mail|mailing|deposit) ... WHEN
        WHEN ... (pay|paying|pays|will pay|send it|send the|mail it)
        ^ (sorry|ok|yes|i am|we are|am)? (paying|sending) (now|it|this|you|that|right now|shortly|soon|asap|the|
            online)
        (pay|paying|pay it|pay you|pay this|pay that|payment) (asap|soon|shortly|later|when i|as soon as|when we|
            once i|once we|after)
        (get|gets|getting) (my)? (paid|pay|paycheck|check) ... (WHEN|then)
        (when|once|as soon as|after) (i|we) (get|am|are|have) (paid|my (check|pay|paycheck|money|deposit))
        (when|once) my (check|paycheck|pay|money|deposit|ssi|social security|disability|tax return|refund|
            unemployment) (comes|clears|gets|hits|is|arrives)
        (give|gimme|allow|grant|need|want|wait|have|hold|extend|extension|extra|more) (me|us|it|off|on|him)? (a|one|
            some|just)? (little|bit|more|another|extra|few|couple)? (time)? ... (until|by) WHEN
        (give|gimme|allow|grant) (me|us) (until|another|a few|few|a couple|a couple of|a|one|some|
            NUMBER) (more)? (WHEN|days|day|week|weeks|time|more)
        (need|want|have) (just)? (a few|few|a couple|a couple of|another|NUMBER|one) more (days|weeks|day|week)
        (can|could|will|would|please) (you|we)? (wait|hold|hold off|extend it|extend|extend this) (for|
            on)? (me)? (until|to|a|another|few) ...
        cant (pay|do|send|do it|pay it|pay you|until) ... (until|before) (WHEN|then|i|my|payday)
        (by|before|until) (this|next|the)? WHEN (please|ok|for sure|latest|at the latest)? $
        (paying|sending|mailing) ... (morning|evening|afternoon|tonight)
        (is|would|how about|how is|hows|does) WHEN (be)? (ok|fine|good|alright|work|all right|too late|possible|
            soon enough)
        ^ ... (doing|handling|sending|taking care of|getting) (it|this|that) (now|right now|today|tonight|tomorrow|
            asap|WHEN|
            first thing)
        scheduled ... WHEN
        ^ ... (can|could|will) (i|we)? (do|bring|drop|send|mail|handle) (it|that|this|them)? (in|off|by|over|out|
            on)? (by|on)? WHEN
        (payday|pay day) (is|on) ...
        soon as (i|we|my|it) ...
        (rest|other half|remainder) (on|in|by)? (the)? WHEN
        first thing (in the morning|WHEN|tomorrow)
        ^ (ok|yes|yeah|sure)? i will (today|soon|asap|pay|thanks|thank you)? $
        cut (checks|a check|check) ... WHEN
        (check run|ap run|payment run|pay run|payables)
        (no later than|not later than|at the latest) ... WHEN
        ^ (in the|this|tomorrow)? (morning|afternoon|evening) (please|ok)? $
        (can|could|would|will) (you|i|we) (please)? (give|have|get) (me|us)? (a|another|one|NUMBER|some|a few|
            a couple|until) (more)?
            (week|weeks|days|day|time|WHEN|month)
        (hold|hold off|wait|hang on) (on)? until WHEN
        in the mail (tomorrow|today|WHEN|by|on)
        ^ (ok|yes|sure|alright|fine)? (i am)? paying (now|it|this)? $
        (can|could|may|will|ok if|alright if) (i|we)? (do|get|have|take care of) (it|this|that) (done|paid|to you|
            over)? (on|by)? WHEN
        (need|want) (just|only)? (a few|few|a couple|a couple of|some|another|NUMBER) (more)? (days|weeks|day|week)
        (come|stop|swing|drop|be|run|head) (by|in|over|there|down|up) ... (pay|payment|check|cash|settle)
        (will|going to|trying to|try to) (get|have) (you|this|it|them) ... paid
        ^ (ok|yes|sorry|sure|yeah|hi|hey|hello|maybe|probably|prob|how about|hopefully|it will be|definitely|no|
            yep)? (on|by|before|this|in|for|at|around|about|the|until|not until|after|sometime|
            maybe)? (the)? WHEN FILLER? FILLER? $
        ^ payday $
        """,
        but_not="""
        will you
        (what|when|how|where|who|why) (will|can|do|does|should|would|is|are) (you|i|we|it|this|the|he) ...
        (how|where) (can|do|to|should|would|could) (i|we)? (pay|send|mail) ...
        (can|could|would|please|should|will) (you|someone|somebody|he|she|they|yall) (please|just|also)? (send|call|
            email|mail|text|resend|give me a (call|quote|copy|receipt|ring|number|link)|come|stop|get|let|take|
            accept|check|tell|wait for|schedule|put|make|drop|
            process) ...
        (call|text|email|talk|ring|phone|speak) (me|us|to me|to us|with me)? (back)? ... WHEN
        (will|can|going to|let me|to) (call|text|email|talk|check|look|see|ask|speak|think|find|forward|review|let|
            get back|get to you|have someone|have my) ...
        (payment|check|money|it|this|invoice|bill) (is|was|be)? due ...
        (not|cant|dont|wont|never|unable to|couldnt) (be able to|going to|have money to|even|yet|want to|need to|
            have to|know when i can|have the money to)? (pay|paying|send|do) (it|this|right now|now|you|that|anything|
            today)? $
        (do|does|did) (i|we|you) (have|need|want|got) to ...
        (no|dont have|out of|have no|not have) ... money ...
        (can|could|may) (i|we) pay (on (your|the|a) (website|site|app|page|portal|phone)|by|with|over|using|online|
            in person|through|via|at|here|on the phone|on line|
            you by|it by) ...
        (want to|like to) (know|see|talk|understand|speak|make sure) ...
        (reach|contact|find) ...
        (was|were) (going|gonna|about|planning|hoping|trying) to ...
        (closed|out|away|open|gone|working|traveling|vacation|back|busy|offshore|deployed) (of town|of office|
            on vacation)?
            (until|on|in|by|next|this) ...
        (back|home|return|available|free|there) (in town|from _|at home)? (on|by|until|next|this)? WHEN
        (appointment|schedule|you come|visit|meeting|service|pickup|pick up|deliver*) ... WHEN
        (wont|doesnt|cant|didnt|not) let (me|us) ...
        until now
        """,
    ),
    Rule(
        """
        (pago|pagare|pagaremos|pagamos|pagar|pagarle|pagarles|pagarlo|pagarla|deposito|depositare|mando|mandare|envio|
            enviare|transfiero|transferire|doy|llevo|liquido|hago|hare|pagaria|cubro|liquidare|paso a pagar|
            paso a dejar) ... (WHEN|luego|pronto|despues|sin falta)
        WHEN ... (pago|pagare|pagaremos|deposito|mando|envio|transfiero|hago|llevo|pagar|pagarle|depositare|paso|
            liquido|cobro|pagamos|cubro|tengo el dinero)
        (voy|vamos|va) a (pagar*|depositar*|mandar* (el|un|mi) (pago|cheque)|enviar* (el|un|mi) (pago|cheque)|
            hacer* (el|un) pago|transferir*|liquidar*|mandarle el pago)
        (pagare|pagaremos|depositare|transferire)
        ^ (ok|si|claro|bueno|hola)? (yo)? (le|les|lo|la|te|se lo) (pago|deposito|transfiero|hago el pago|
            mando el pago|mando el cheque)
        (cuando|en cuanto|apenas|nomas|tan pronto) (yo)? (cobre|me paguen|me pagan|cobro|reciba mi|tenga (el|
            mi) (dinero|cheque)|tenga|me llegue|me depositen)
        (deme|denme|dame|espereme|espere|esperen|esperan|esperame|esperenme|esperarme|permitame|aguanteme|aguantenme|
            necesito|puede esperar|pueden esperar|denos|regaleme|esperar) (por favor|unos|un|una|hasta|chance|un poco|
            al|mas|otra|otro|mas tiempo|unas)? (poco|mas|tiempo)? (hasta|WHEN|dias|dia|semana|el|al|semanas|tiempo|
            de tiempo|chance)
        (hasta|para|antes de|a partir de|al) (el|este|del)? WHEN (por favor|le pago|pago|$)
        a mas tardar
        (prometo|le prometo)
        ^ (ok|si|claro|bueno|hola|tal vez|quizas|seria|hasta|sera)? (el|la|a|en|para|este|esta|al|por|hasta|para el|
            para la|lo antes)? (dia)? WHEN FILLER? FILLER? $
        """,
        but_not="""
        (no|nunca) (puedo|podemos|tengo para|quiero|voy a|se si puedo|tengo con que) (pagar|pagarle|pagarlo)? (hoy|
            ahora|ahorita|todavia|nada|eso|esto|WHEN)?
        (como|donde|cuando|cuanto|a quien|que|puedo|puede|pueden) (puedo|debo|puede|tengo que|hago|se|le)? (pagar|
            pago|pagarle|mando|envio|hacer el pago|deposito) (el|con|por|a|en)? ...
        (llameme|llamame|marqueme|hablame|llame|llamen|marcame) ... WHEN
        (le|les|te) (llamo|hablo|marco|aviso|escribo|digo) ...
        buenas manana
        (por|en) la manana
        """,
    ),
    Rule(
        """
        ya casi (le|les|lo|te)? pago
        ^ (hoy|manana|esta) (en|por|noche|tarde)? (la)? (noche|tarde|manana)? $
        no (puedo|podemos|podre) (pagar*) ... (hasta|antes) ...
        hasta (el|la)? WHEN (puedo|podre|podria|le puedo)
        (no pago|no le pago) hasta WHEN
        (puedo|podria|podemos|se puede|podre) (pagar|pagarle|pagarlo|pagarles|hacer el pago|depositar) (el|la|hasta|
            en|esto|eso|para|a)? (el|la)? WHEN
        """,
        but_not="""
        no (puedo|podria|podemos|se puede|podre) (pagar|pagarle|pagarlo|pagarles|depositar) (hoy|ahora|ahorita|esto|
            eso|WHEN)
        """,
    ),
)

_OPT_IN = (
    Rule(
        """
        = (start|unstop|yes|subscribe|resubscribe|resume|restart|re subscribe|startall|yes please|yes start)
        ^ (please)? (start|unstop|resume|restart) (please|again|texting|texts|messages|sending|messaging|it again|
            thanks|them|$)
        (start|resume|restart|continue|begin) (sending|texting|messaging|getting|receiving)
        (text|message) me again
        (you|u) (can|may|could) (now|go ahead and|start)? (text|message|texting|messaging) (me|us) (again|now|any|$|
            if|about)
        (ok|fine|alright|free) (to|if you|for you to) (text|message) (me|us)?
        sign (me|us) (back)? up
        (add|put) (me|us) back
        ^ (ok|yes|please|sure) (start|resume|unstop|subscribe) (again|please|it)? $
        turn (it|them|texts|messages) back on
        (opt|opting) (me|us)? (back)? in
        subscribe (me|us)
        start (me|us)? (again|back|up)
        (i)? (want|like) (to)? (get|receive|have) (your|the|my)? TEXTS
        (resubscribe|re subscribe|unstop)
        (want|like|wish) ... TEXTS (again|back|please)
        (undo|take back|ignore) (my|the) stop
        (please|you can|ok to) keep (texting|sending) (me|the)
        """,
        but_not="""
        (dont|not|never) (want|wish|like|text|keep|start) ...
        (when|can you|you|work) start
        """,
    ),
    Rule(
        """
        = (empezar|iniciar|inicio|comenzar|reanudar|alta|suscribir|suscribirme|activar|reactivar|continuar|empiece|
            si acepto)
        (volver|vuelvan|vuelva|pueden|puede|sigan|siga|quiero que) (a|me)? (a|volver a)? (mandar*|enviar*|escribir*|
            recibir|mandando|enviando|manden|envien) ... (MENSAJES|otra vez|de nuevo)
        (quiero|deseo|acepto|si quiero) (volver a)? (recibir)? (los|sus|mas|estos)? MENSAJES
        (me pueden|me puede|puede|pueden) (volver a)? (escribir|mandar MENSAJES|textear)
        (suscribanme|suscribame|denme de alta|dar de alta)
        ^ (empezar|iniciar|comenzar|reanudar|reactivar) (de nuevo|otra vez|por favor|mensajes)? $
        """,
    ),
)

_HELP = (
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
        cant help (it|that)
        """,
    ),
)

_LANGUAGE = (
    Rule(
        """
        (spanish|english|espanol|ingles|castellano|espanish)
        """,
    ),
)

RULES: Mapping[Meaning, tuple[Rule, ...]] = {
    Meaning.OPT_OUT: _OPT_OUT,
    Meaning.WRONG_NUMBER: _WRONG_NUMBER,
    Meaning.DISPUTE: _DISPUTE,
    Meaning.ALREADY_PAID: _ALREADY_PAID,
    Meaning.PLAN: _PLAN,
    Meaning.PROMISE: _PROMISE,
    Meaning.OPT_IN: _OPT_IN,
    Meaning.HELP: _HELP,
    Meaning.LANGUAGE: _LANGUAGE,
}

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

FLAGS: Mapping[StopFlag, tuple[Rule, ...]] = {
    StopFlag.THREAT: (
        Rule(
            """
            (kill|shoot|hurt|stab|beat|murder|harm|burn|destroy) (you|your|u|all of you|him|her|them|yall|everyone|
                myself|me)
            (kill|killing|harm|hurt|hurting|end) (myself|my life|it all)
            suicid*
            (want to|going to|rather|wanna) die
            (come|coming|know where) ... (you live|find you|after you)
            (bomb|gun) ...
            (matar|matarlos|matarte|matare|matarme|los mato|te mato|lo mato|los voy a matar|suicid*|quitarme la vida)
            (los voy a|te voy a|le voy a|voy a) (golpear|romper|quemar|buscar y|partir)
            """,
            but_not="""
            (killing|kill) (me|it)? (with|softly)
            (bill|price|this|it) is killing me
            """,
        ),
    ),
    StopFlag.BANKRUPTCY: (
        Rule(
            """
            bankrupt*
            chapter (7|11|13|seven|eleven|thirteen)
            ch (7|11|13)
            bancarrota
            (en|declare|declaro|declarado en|la) quiebra
            capitulo (7|11|13)
            insolven*
            """,
        ),
    ),
    StopFlag.DEATH: (
        Rule(
            """
            passed away
            (has|have|just|recently|he|she|wife|husband|mother|father|mom|dad|mr _|mrs _|brother|sister|son|
                daughter) passed $
            (he|she|they|wife|husband|mother|father|mom|dad|mr _|mrs _|ms _|customer|owner|who|brother|sister|son|
                daughter|uncle|aunt|grandmother|grandfather|grandma|grandpa|partner|roommate|boss|person|
                father in law|mother in law) (has|just|recently|sadly|unexpectedly|suddenly)? (died|is dead|
                is deceased)
            deceased
            (death|funeral) (of|for|in|certificate)
            (estate of|the estate|executor|probate)
            lost my (wife|husband|mother|father|mom|dad|son|daughter|brother|sister)
            (fallecio|fallecido|fallecida|murio|difunto|difunta|ha muerto|se murio|esta muerto|esta muerta)
            """,
            but_not="""
            (phone|battery|car|truck|computer|laptop|it|cell) (died|is dead)
            se (me)? murio (el|mi) (carro|telefono|celular)
            """,
        ),
    ),
    StopFlag.LAWYER: (
        Rule(
            """
            (lawyer|lawyers|attorney|attorneys|legal counsel|law firm|legal action|my counsel|legal representation)
            (sue|suing|sued) (you|your|yall|the company|them|$)
            (see you|take you|taking you|go|going|meet) (in|to) (small claims|court)
            small claims
            (abogado|abogada|abogados|demandar|demandare|demandarlos|demanda|los voy a demandar|los demando|
                accion legal|corte)
            """,
            but_not="""
            corte (de|del) _
            (el|un|mi) corte
            """,
        ),
    ),
    StopFlag.MINOR: (
        Rule(
            """
            i am (only|just)? (a)? (8|9|10|11|12|13|14|15|16|17) (years|year|yrs|yr|yo|y|and)
            i am (only|just)? (8|9|10|11|12|13|14|15|16|17) (lol|$)
            i am (only|just)? a (kid|child|minor|teenager|teen)
            (a|my) (minor|minors|childs|kids) (phone|number|cell)?
            (my|our|a) (kid|kids|child|childs|son|sons|daughter|daughters|childrens) (phone|number|cell)
            (under 18|under age|underage|not 18|in middle school|in 6th grade|in 7th grade|in 8th grade)
            (soy|es) (un|una|la)? menor
            menor de edad
            tengo (8|9|10|11|12|13|14|15|16|17) (anos|anitos)
            soy (un|una) (nino|nina)
            (telefono|celular|numero) (de|es de) (un|mi|una) (nino|nina|hijo|hija|menor)
            """,
            but_not="""
            a (minor|small) (issue|problem|thing|detail|mistake|leak|damage|repair|error|change|question|difference)
            """,
        ),
    ),
    StopFlag.REFUSAL: (
        Rule(
            """
            leave (me|us) ... alone
            leave (me|us) be
            (stop|quit|cease) (trying to)? (contacting|harassing|calling|all|communicat*|any) (me|us|contact|
                communicat*|and|$)
            (stop|quit|cease) (harassing|contacting)
            cease ... (communicat*|contact|desist)
            (dont|never) (you)? (ever)? (contact|call or text|text or call|email|call) (me|us|my family) (again|
                any more|ever|in any way|$)
            (dont|never) (ever)? contact (me|us)
            (no|any) (further|more) (contact|communication|communications)
            harass*
            (go away|get lost|piss off|fuck off|fuck you|screw you|buzz off)
            (dejame|dejeme|dejenme|dejenos|dejennos) ... (paz|tranquil*|solo|sola)
            no (me|nos) (contacten|contacte|contactes|llamen ni|busquen)
            (no|nunca) (me)? (vuelvan|vuelva) a (contactar*|buscar*|molestar*|llamar*)
            (acoso|acosando|hostigamiento|hostigando)
            (chinga|chinguen|vete|vayanse|jodanse|larguense) ...
            """,
        ),
    ),
}

REQUESTS: Mapping[Request, tuple[Rule, ...]] = {
    Request.WHO: (
        Rule(
            """
            who (is|are|this|s|dis|was|sent|am i) ...
            (whos|whose) (this|that|number)
            who (dis|this)
            (is|are) (this|you|it) (for)? (real|legit*|a scam|scam|spam|a bot|fake|official|genuine|a robot|a real)
            (scam|scammer|scammers|phishing|fake|legit|legitimate)
            how (do|can|would) i (know|verify|trust|confirm)
            (what|whats|what is|which) (is)? (this|that|it|invoice|bill) (about|for|from|is this|regarding|about)?
            what (is|are|was) (this|these|it|that) (for|about|charge|regarding|bill|invoice)
            what (invoice|bill|company|business|charge|service)
            which (invoice|bill|company|job|one)
            (quien|quienes) (es|eres|son|habla|me|manda|escribe)
            (de parte|de) (de)? (quien|que compania|que empresa)
            (estafa|fraude|es real|es verdad|es de verdad)
            (de|por|para) que es
            (cual|que) (factura|cuenta|empresa|compania|deuda)
            """,
        ),
    ),
    Request.COPY: (
        Rule(
            """
            (copy|copies|pdf|copia)
            (send|email|need|want|see|get|resend|forward|have|give|find|show|lost|got|mail) (me|us|it|a|the|my|
                see)? ... (invoice|bill|statement|invoices)
            (mande*|manda*|envie*|envia*|mandar*|enviar*|necesito|quiero|ver|reenvi*) (me)? ... (factura|recibo|
                facturas)
            (didnt|never|havent) (get|got|received|gotten|seen|saw) ... (invoice|bill|statement)
            (no|nunca) (me)? (recibi|llego|he recibido) ... (factura|recibo)
            """,
        ),
    ),
    Request.BALANCE: (
        Rule(
            """
            how much
            (what|whats|what is) (do i owe|i owe|my balance|the balance|the total|the amount|is owed|is due|balance|
                total)
            what (do|does) (i|we) (still)? owe
            (balance|saldo)
            (the|my|what) (amount|total) (due|owed|is)
            cuanto (es|debo|le debo|les debo|seria|tengo que|falta|sale|es lo que)
            """,
        ),
    ),
    Request.LINK: (
        Rule(
            """
            (link|links|enlace|liga|url|website)
            (send|resend|text) (it|that|this|me|the)? (again|one more time|over)
            resend
            (how|where) (do|can|to|should|would) (i|we)? (pay|make a payment|make the payment|send payment)
            (pay|payment) (online|page|site)
            (como|donde) (le|puedo|se|hago|lo)? (pago|pagar|hago el pago|hacer el pago|el pago)
            (page|site|button|it) (doesnt|isnt|wont|not) (work*|load*|open*)
            (mande*|manda*|envie*) ... (otra vez|de nuevo)
            """,
        ),
    ),
}

# What phones and offices answer by themselves.
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
    yield from AUTOMATIC
