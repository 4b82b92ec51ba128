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
        (cant|couldnt|cannot|wont|had to) stop (now|right now|at the moment|laughing|crying|thinking|for)
        stop (the|a|that|this) _ (leak*|drip*|noise|damage|bleeding|water|flood*|flow)
        stop the (leak*|water|drip*|noise|flood*|rain|damage|clock|project|work|job|late|fee|fees|interest|charges)
        stop (adding|charging|accruing|late) ...
        this isnt _ (_)? no more
        (no|none|nothing|zero) (problem|worries|rush|issue|prob|time|sweat|signal|service|idea|clue|way|money) ...
        (no|none|nothing) (text*|message*|TEXTS) (from|on|about|came|yet|with|received|here)
        (got|get|received|have|had|saw|see) (no|none|nothing) TEXTS
        (accident*|mistake*|meant to|didnt mean) ... stop
        (hit|texted|sent|pressed|typed|replied|wrote|said|put) stop (by|on) (accident|mistake|purpose|error)
        """,
    ),
    Rule(
        """
        stop*
        """,
        but_not="""
        (bus|pit|truck|rest|last|first|next|full|non) stop*
        (stopped|stopping|stopper|stopover)
        stop (by|at|in|over|off|into|payment|payments|up|leaking|working|there|raining|to pay|and pay|sign|light)
        stop (the|a|that|this) _ (leak*|drip*|noise|damage|bleeding|water|flood*|flow)
        stop the (leak*|water|drip*|noise|flood*|rain|damage|clock|project|work|job|late|fee|fees|interest|charges)
        stop (adding|charging|accruing|late) ...
        this isnt _ (_)? no more
        (no|none|nothing|zero) (problem|worries|rush|issue|prob|time|sweat|signal|service|idea|clue|way|money) ...
        (no|none|nothing) (text*|message*|TEXTS) (from|on|about|came|yet|with|received|here)
        (got|get|received|have|had|saw|see) (no|none|nothing) TEXTS
        (cant|couldnt|had to) stop (now|right now|at the moment|laughing|crying|thinking|for)
        (accident*|mistake*|didnt mean) ... stop
        (unsubscribe|unsubscribed|stopped|hit stop|opted out) (by|on) (accident|mistake|error)
        (hit|texted|sent|pressed|typed|replied|wrote|said|put) stop (by|on) (accident|mistake|error)
        (a|the|my) stop
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
        (unsubscribe|unsubscribed|stopped|opted out) (by|on) (accident|mistake|error)
        (accidentally|mistakenly) (unsubscribe|unsubscribed|stopped|opted out)
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
        no es para (mi|nosotros) (este|ese|el)? mensaje
        """,
    ),
    # --- by classes: what is to cease, whose number is to go, what there is no leave for, what annoys, what other way
    Rule(
        """
        CEASING .... (TEXTS|TEXTING)
        (CEASING|ANNOYING|dont|not|never|no longer|didnt|wont|without) .... (want*|need*|like|keep|care|wish*|to|
            of|have|be)? (GETTING|want|need|like|wanting|wish) (any)? (more)? (of)? (these|those|TEXTS|
            this (stuff|crap|shit|junk|garbage|mess|nonsense|bs)|from (you|yall)|them any more)
        (how|what) .... (not|dont|dont have to|no longer|stop|quit|without) (GETTING|be on) THESE
        (being|getting|gonna be|be|going to be|getting|you are|this is|number|is) (now)? (block|blocked|reported)
        (considered|marking|marked|mark|flag*|call|calling|report*) .... (spam|harass*|junk)
        (report*|complain*|complaint) .... (fcc|ftc|attorney general|bbb|better business|carrier|spam|you to|
            you people|harass*)
        (lose|forget|delete|burn|toss|trash|throw away|erase|misplace) (my|this|the|our|these|her|his) (number|
            phone|contact|info*|cell|name)
        (get|stay) (out|off|the hell out) (of)? (my|our) (phone|texts|inbox|messages|face|life|back|case|ass)
        (wish|hope) .... (stop|quit|end)
        ^ (please|just|ok|kindly|can you|could you|would you|will you|i said|now)? (please)? (not|dont|desist|
            discontinue|
            cease|halt|unsubscribe) (please|now|already|thanks|it|this|these|them|all)? $
        ^ (please|just|ok)? (cancel|end|remove|delete|disable|halt|discontinue|cease) (this|these|them|those|all|it|me|
            us|please|all of (this|these|it))? (please|now|thanks|already)? $
        ^ (take|turn|get|leave)? (me|us|it|this|these|them)? off (please|now)? $
        (no|dont|not|isnt any) (need|reason|point) .... (TEXTING|keep (TEXTING|on))
        (no|none|nothing|nobody|zero|stay away|want out) .... (texting|messaging|TEXTS)
        (nobody|no one|who) (ever)? (asked|told|said|wanted|gave) .... (to (text|message|contact)|permission)
        (TEXTS|text*) .... (times (this|a|per|in|already)|every (day|other|few|week|single)|plenty|has (got)? to (end|
            stop)|all the time|exclude*|too often|so often|twice a)
        (plenty|exclude*|excluding|excluded|exempt) .... (TEXTS|text*)
        (personal|private|work|emergency|kids|childs|daughters|sons|family) (cell|phone|line|number|cellphone)
            .... (dont|not|never|stop|please|isnt)
        (dont|never|not) (ever)? use (it|this|my|this _|my _) ... (for|number|phone|cell|line|again|to|any)
        (dont|not|never|no longer) (want|need|like) (them|em|none|any of it|your TEXTS) (any more|please|at all|
            thanks|$)
        no more (please|thanks|ok|now)? $
        no (further)? contact (please|any more|$)
        no longer (consent|agree|wish|want|interested)
        (rather|prefer) .... (than|over|not|instead of|to) (text*|messag*|sms)
        ^ (please|i|we|thanks)? (dont|do not) want (please|thanks)? $
        (dont|never|not) (text|message|contact|send|write|bother|bug) (at|to|on|for|about|her|him|them|us|
            anybody|people|old|after|before|during|while|like)
        STRIKING .... MY_PLACE .... (off|from|out of|out) .... ITS_LIST
        MY_PLACE .... (removed|deleted|erased|taken (off|out)|stricken|off (of)? ITS_LIST)
        (number|phone|cell|name) / (but|so|and|now|please|just)? (please|just)? (remove|delete|erase|lose|scrub|
            forget) it
        (dont|never|not|no|didnt|without|havent|revok*|withdr*) .... (permission|consent|authorization|authorize*|
            permit|leave|agree|agreed|opted) .... (TEXTS|TEXTING)
        ANNOYING .... TEXTS
        TEXTS .... ANNOYING
        (only|strictly|solely|exclusively|rather|prefer|instead) .... (contact*|reach|communicat*|hear|write|notif*|
            correspond*) .... OTHER_WAY
        (contact|reach|notify|write|communicate|correspond) ... OTHER_WAY .... (only|instead|from now on|
            going forward|in the future|rather)
        (email|call|mail|phone|write) (me|us) .... (instead|rather|not text|from now on|going forward)
        OTHER_WAY (only|instead) (please|thanks|from now on|$)
        (only|strictly) (by|via|through|use) OTHER_WAY
        (prefer|rather have|stick (to|with)|go back to|switch to|switch me to) ... OTHER_WAY
        (unsub|spamming|spammed|spammers)
        (text|texts|messages) (me)? (no more|no longer)
        (leave|let) (me|us|her|him|my _|this number) ... (alone|be|in peace)
        (dont|never|not) (want|wish|care|like|need|wanting) .... (hear from|talk to|deal with|be bothered)
        (how|where|what|whats) .... (make|get) .... stop*
        (dont|do not|never) (be)? (hit|hitting|hmu|ping|dm|blow|blowing) (me|us|my phone|up)
        (do you)? not (text|message|contact|sms|bother) (me|us|this|my|here|$)
        """,
        but_not="""
        (sorry|apolog*|hate) (to|for) (bother*|disturb*|be a bother)
        (accident*|mistake*|didnt mean|hit|pressed|typed|replied) ... stop
        (end|beginning|middle|first|rest) of (the|this|next|each)
        stop payment
        (cant|couldnt|didnt|dont|never|havent) (get|got|see|saw|read|receive|received|find|open|seen|gotten|
            understand|remember|recall) .... (TEXTS|texting)
        (off|out of) (work|town|the office|office|today|tomorrow|school|the hospital|money|pocket)
        (get|take|drop|knock) (NUMBER|the|that|this|my)? ... (fee|fees|late fee|discount|tax|money|dollars|charge|
            charges|item) (off|from)
        (get|give|leave|send|keep) (me|us) (a|the|an|your|some|your|my)
        (pay|paying|payment|paid) .... OTHER_WAY
        (invoice|invoices|copy|receipt|statement|bill|quote|w9|it) ... OTHER_WAY
        OTHER_WAY (me|us) (a|the|an|my|your) (copy|invoice|receipt|bill|statement)
        (wrong|new|different) (number|phone)
        tired (today|now|from)
        (no more|enough) (money|time|funds|cash)
        (want|like) (you|to|someone) to .... call
        (keep|kept) (me|us) (posted|informed|updated|in the loop)
        stop (the|a|that|this) _ (leak*|drip*|noise|damage|bleeding|water|flood*|flow)
        stop the (leak*|water|drip*|noise|flood*|rain|damage|clock|project|work|job|late|fee|fees|interest|charges)
        stop (adding|charging|accruing|late) ...
        this isnt _ (_)? no more
        (no|none|nothing|zero) (problem|worries|rush|issue|prob|time|sweat|signal|service|idea|clue|way|money) ...
        (no|none|nothing) (text*|message*|TEXTS) (from|on|about|came|yet|with|received|here)
        (got|get|received|have|had|saw|see) (no|none|nothing) TEXTS
        (dont|didnt|never|havent|not) .... (GETTING) .... (invoice*|bill*|order*|link|product|service|money|
            email*|parts|delivery|statement*|call|answer)
        (card|account|payment|check|claim) .... (block|blocked|reported)
        (dont|not) (want|need|like|have) (to)? GETTING (this|it|that) (paid|done|over|fixed|handled)
        (dont|didnt|havent|never) (even|yet|actually)? (got|get|gotten|received|receive|have|seen|see|read|
            have had) (any|these|those|them|TEXTS)
        """,
    ),
    Rule(
        """
        DEJAR .... (MENSAJES|MANDANDO)
        de baja
        (celular|telefono|numero|linea) (es)? (personal|privado|de trabajo|del trabajo|de emergencia*) .... no
        no (lo|la|este|mi)? (use|usen|utilice|utilicen) (este|mi|para|mas|el|$)
        ^ (por favor|ya|favor de)? (cancelar|cancele|cancelen|quitar|quite|quiten|eliminar|desactivar|bloquear|remover|
            borrar|salir|terminar) (esto|todo|los|ya|por favor|gracias)? $
        ^ ... no mas (por favor|gracias|ok|ya)? $
        no (quiero|queremos|deseo|necesito|me gusta|acepto|autorizo|permito) que .... (mand*|envi*|escrib*|texte*|
            molest*|contact*|llegu*|llam*)
        ^ (ya|por favor|oiga|oye|no)? (por favor)? (no mas|ya no|nunca mas|ya no mas|no|ya) (por favor|gracias|
            ok|eh|si)? (no mas|ya no) $
        ^ (por favor|oiga|gracias|ok|mire) (ya)? (no mas|ya no)
        (parale|parele|bajale|calmate|calmense|callate) (wey|guey|bro|amigo|ya|compa|man|$)
        (no|ya no|nunca|jamas|ni|tampoco) (me|nos|le|lo|les)? (este|esten|estes|ande|anden|andes|siga|sigan|sigas|
            vuelva|vuelvan|vuelvas|sea|sean) (me|nos)? (a|de)? (mand*|envi*|escrib*|texte*|molest*|fastid*|ching*|
            jod*|freg*|insist*|llam*|contact*|acos*|insisten*|molon*|latos*)
        (pueden|puede|podrian|podria|favor de|quiero|quisiera|gustaria|solicito|pido|necesito|exijo) .... (quit*|
            borr*|elimin*|sac*|remov*|suprim*|dar*) .... (lista|sistema|mensajes|numero|telefono|celular|baja|
            contactos|datos|registro|aqui)
        (quite|quiten|quita|saque|saquen|saca|borre|borren|borra|elimine|eliminen|elimina|remueva|remuevan|suprima|
            suprimanme|suprimame|den|dame|deme) .... (de|del|mi|este|ese|su) ... (lista|sistema|numero|telefono|
            celular|contactos|datos|registro|baja|base)
        (harto|harta|hartos|cansado|cansada|enfadado|enfadada|fastidia*|molest*|aburrid*|encabronad*|hastiad*) ....
            (MENSAJES|molest* tanto)
        MENSAJES .... (molest*|fastidi*|cansa*|harta*|spam|acoso|basura|ilegal*|enfado*|pinches|latos*)
        pinche* MENSAJES
        (prefiero|solo|solamente|unicamente|exclusivamente|mejor) .... (por|via) (correo|email|carta|llamada|
            llamadas|telefono)
        ^ ... ya (chole|bajenle|bajele|estuvo bueno|callense|callate|callese)
        (no|ya no|nunca) .... (mande*|envie*|escrib*|texte*|contacte*) .... (mas|nada|por este medio|por aqui|
            a este numero)
        (no|ya no) (quiero|deseo|necesito|me interesa|queremos) .... (saber|recib*|tener|contacto|comunicacion|
            nada) .... (mas|ustedes|usted|nada|mensajes|MENSAJES)
        (no|ya no) (den|de|des) lata
        (dont|no|please|stop|quit) (me)? (texte*|mand*|MENSAJES|molest*)
        """,
        but_not="""
        no (me|nos)? (ha|han|he|mando|mandaron|envio|enviaron|escribio) .... (mand*|envi*|factura|recibo|link|enlace)
        (no|nunca|ni) (me|nos)? (llego|llegan|llegaron|recibi|recibo|recibimos|vi|veo|tengo|lei|entiendo|entendi) ....
        (disculp*|perdon*) .... molest*
        (pagar|pago|pagarle|factura|copia|recibo|mandar el|mandar mi) .... (por|via) (correo|email|carta|telefono)
        no (quiero|deseo) (la|el|esa|ese) (FACTURA|trabajo|servicio)
        dejar (el|un|mi) (mensaje|cheque|pago|dinero)
        """,
    ),
    # --- by classes: a phone that will not rest, texts called names, one that may not be charged for them
    Rule(
        """
        INSULTING TEXTS
        (phone|cell|mobile) .... (buzzing|ringing|dinging|beeping|vibrating|going off|blowing up|
            lighting up) .... (TEXTS|
            you|your|yall|with)
        ^ ... (shut|zip|hush) (it|the)? (fuck|hell|heck)? (up|it)? (already|please|now)? $
        get (the)? (fuck|hell|heck) (out|off|away)
        (discontinue|deactivate|unsubscribe|terminate) (this|the|your|my|these|me from) (service|services|subscription|
            alerts|program|feature|thing)
        please (dont|quit|stop|no) $
        (cant|tired|sick|why|dont|not|hate) .... keep GETTING (these|this|them|those) (TEXTS)? (from|any more|please|$)
        (use|try) (my|our|the|regular)? OTHER_WAY (only|instead|going forward|from now on|please)
        why .... TEXTING (me|us|this) ... (so (much|often|many)|every|constantly|again|all the time|this much|
            nonstop|at (night|this hour|work|NUMBER|3am|6am))
        (you|yall|this number|number|u) (have been|has been|are|is|been|getting) (now|officially)? blocked
        (doesnt|didnt|not|dont|hate*) (want|like|need|appreciate) (you|yall|it when you|anyone|people|
            them)? (to)? (keep)?
            TEXTING (me|us|her|him|them|this|my|here)
        ^ ... (you|yall|this|its|that|these) (guys|people)? (are|is)? (so|really|very|super|fucking|just|
            too)? (annoying|a
            nuisance|pests|spammers|irritating|creepy|bothersome) (please|me|us|now)? $
        (arent|isnt|no longer|never|zero|have no|wasnt) (interested|interest) (in|at|please|thanks|$)
        (only|just|strictly|exclusively) (take|accept|do|use|answer|want|respond to|communicate by) .... OTHER_WAY
        ^ (if you)? (text|message|contact|bother|spam) (me|us|this number|here) (again|one more time|once more) (and|
            or|, i|i
            will|i swear|im|i am)
        TEXTS (have|need|needs|got|ought|must)? to (end|stop|cease|halt)
        (this|it|that) (has|needs|must|better|ought|got) (got)? (to)? (end|stop|cease)
        why (am i|are we|do i|do we|is she|is he) (still|even|constantly|always)? (getting|get|receiving|
            receive) (these|those|
            them|your)? (TEXTS)? (still|again|from you)? $
        ^ (unwanted|unwelcome|not (wanted|welcome|needed|appreciated)) $
        ^ (i am|we are)? (so|totally|just|all)? (done|over|through|fed up|finished) with (these|this|you|yall|
            them) (people|guys|
            texts)? (now|already)? $
        STRIKING (my|this|our|the) MY_PLACE (off|out) (please|now|of|from|$)
        take no for an answer
        ^ (please|ok|and)? no more (from|out of) (you|yall|this)
        (better|should|must|gotta|need to|have to) (please|just|really)? (quit|cease|desist) (it|this|now|please|soon|$)
        (my|this|our) MY_PLACE .... (shouldnt|should not|not|isnt|doesnt|never) .... (on|in|part of) (your|this|the|
            any|a) ITS_LIST
        (get rid of|do away with) (my|this|our) MY_PLACE
        (dont|not|never|no longer|didnt) (want|like|wish|need|agree|care|ask) (to)? (be|stay|remain|being) (put|
            included)? (on|
            in|part of) (this|your|the|any|a) ITS_LIST
        ^ (can|could|would) (you|yall) (guys|people)? (please|just|kindly)? not (please|thanks)? $
        take (a|the) hint
        """,
        but_not="""
        (shut|zip) (off|down)
        why ... (ask*|remind*) (me)? (for|about) ... (so much|this much)
        """,
    ),
    Rule(
        """
        (bajenme|bajeme|bajame|baje*) .... (lista|sistema|contactos)
        (no|ya no) insist*
        (nunca|jamas|quien|sin|ni) .... (di|doy|dio|dieron|tiene|tienen|mi) (permiso|consentimiento|autorizacion)
        (me tiene*|nos tiene*|estoy|ya) (ya|bien|muy|tan)? (harto|harta|hasta la madre|hasta el gorro|fastidiado|
            fastidiada|
            enfadado|enfadada) (con ustedes|de ustedes|ya|$)
        no (autorizo|permito|autorice|acepto|doy permiso) .... (mi|este|el) (numero|telefono|celular|datos|linea)
        (no|ya no|tampoco) (quiero|deseo|queremos|deseamos|necesito|quisiera|pido|solicite|pedi) (seguir)?
            (recib*|recibiendo) (esto|estos|nada|mas|mensajes|ninguno|sus|de ustedes|$)
        """,
        but_not="""
        recib* .... (factura|pago|cheque|dinero|producto|pedido|correo)
        """,
    ),
)

_WRONG_NUMBER = (
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
        but_not="""
        (BILL|work|charge|that one) .... (meant|intended|supposed to (go|be))
        BILL .... (isnt|not)
        (isnt|not|no longer|dont|doesnt) .... (available|working|able)
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
        but_not="""
        wrong (number|no|one|person) (of|on|for|was|came|sent|delivered|signed)
        (billed|charged|invoiced|billing|charging|invoicing|bill|invoice|charge) (to|for)? (the|a)? wrong _
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
        nobody (ever|even|has|here)? called (me|us|back|him|her|you|to|about|$)
        changed (my|our) number
        (not|isnt) (a|the|our|your|an) (phone|number|cell|po|invoice|invoice number)
        (invoice|account|order|po|check|confirmation|reference) number ...
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
        (misdial*|misdirected|mis dialed|mistext*)
        (number|phone|line|cell|it) (isnt|not|never was|was never|is no longer|no longer|is now) (registered|assigned|
            listed|under|connected|linked|associated|in) (to|with|by|under|for)? ...
        (isnt|not|no longer|arent) (the|a|your)? (right|correct|proper|best) (contact|recipient|department|extension|
            place|individual|party|phone|number)
        no _ (_)? here (any more|sorry|lol|$)
        new (number|phone) .... (isnt|not) _ (_)? $
        """,
        but_not="""
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

_DISPUTE = (
    # --- by classes: what is wrong with the bill, whose it is, what they did or left undone, what was said before
    Rule(
        """
        BILL .... (is|are|was|were|seems|looks|still|way|all|totally|be|sounds|has|have|contains) ... WRONG
        WRONG ... BILL
        (isnt|not|arent|wasnt) .... (correct|accurate|right|fair) BILL
        (should|shouldve|shoulda|supposed to|was|were|been|got|to be|ought to|promised|must) (have|of|be|already|
            all|never)? (be|been)? (be|been)? UNDONE
        BILL .... (belongs to|is for|was for|goes to|should go to|meant for|intended for|is my|was my|is the|
            was the|isnt for|not for) .... (SOMEONE_ELSE|someone else|somebody else|me|mine|us|another|not me|
            wrong (person|customer|address|house))
        (send|bill|charge|forward|ask|invoice) (it|this|them|to|that)? (to)? (my|the|our)? SOMEONE_ELSE
        SOMEONE_ELSE .... (pays|responsible|covers|owes|handles|should|liable) .... not (me|us|mine|ours)
        (responsibility|problem) of (my|the|our) SOMEONE_ELSE
        (why|how|how come) .... (so|that|this) (high|much|expensive|big|steep|many hours|pricey)
        (so|way|too|really|very|pretty) (high|expensive|pricey|steep) (for|compared|considering|price|$)
        (billed|bill|charged|charge|charging|billing|invoiced) (me|us)? (for)? (NUMBER|extra|more|too many|
            all)? (NUMBER)? (hours|hour|hrs|extra|more (than)?|visits|times the|items|gallons|guys|men)
        (billed|charged|charging|billing) (me|us)? for (parts|labor|things|stuff|work|something|items|a _|the
            _) .... (not|didnt|never|dont|wasnt|havent|already)
        THEY .... (never|didnt|havent|hasnt|wont|wouldnt|refused to|failed to|forgot to|ever|doesnt|isnt) (even|
            actually|fully|really|ever|properly|bother to|bothered to)? DO_WORK
        THEY .... DAMAGED (my|our|the|her|his|a|some|something|it)
        (still|again|worse|already|now|keeps|kept|keep|continues|continued|started|starting) ... PERSISTS
        PERSISTS ... (again|still|worse|since|after|already|right after)
        (didnt|doesnt|never|not|wasnt|hasnt) .... (fix|solve|work|fixed|solved|repair|repaired|help) (the|anything|
            my|our|it|properly|right|at all|what|a thing)
        (pay|paying|payment|paid|money) .... (when|once|after|if|until|till|unless|as soon as) (the|my|our|your|
            someone|
            somebody)? (THEY|it|its|that|everything|work|job|problem|sink|roof|issue|thing|leak|_) .... (fix*|
            finish*|done right|complete*|repair*|works|work right|come back|correct*|redo|redone|made right|
            make it right|resolve*|replace*|delivered|deliver|explain*|credit*|refund*|adjust*|prove)
        (fix|finish|correct|complete|redo|repair|replace|clean) (it|the|this|your|what|my|our) .... (first|before|
            then)
        (come|came|get over here|send somebody|send someone) ... (fix|finish|redo|make it right|back and)
        make (it|this|things) right
        (quote|quoted|estimate|estimated|bid|agreed|verbal*|contract|proposal|promised|told|said|deal|price) ....
            (was|for|is|were|at|of|only|about|said|be|around|says|me|us|under)
            (NUMBER|free|half|less|no charge|no cost|included|
            nothing|lower|way less)
        NUMBER .... (quote|quoted|estimate|estimated|agreed)
        (different|more|higher|other|not) .... (than|from|then) (the|my|what|your|was|i|we) .... (quote|quoted|
            estimate|agreed|agreement|told|contract|said|signed)
        (waived|free|included|no charge|no cost|comped|on the house|complimentary|covered)
            .... (told|said|promised|supposed|agreed|should)
        (wont|not|never|refuse*|aint|isnt|cant|nor) (be|going to|gonna|want to|to|about to|make me)? (pay|paying|
            give|giving|cover|covering|accept|accepting|responsible) (a (dime|cent|penny)|for (work|something|
            this|that|what|your|someone|things|parts|it|a|
            half|services|any)|another|any more|you (people|guys|a|for|anything|crooks)|these|extra|more than|over)
        (lied|liar|liars|lying|dishonest|shady|crook*|conned|robbed|robbery|robbing|gouging|gouged|taken advantage|
            taking advantage|cheat*|scammed)
        (never|not|isnt|wasnt|dont|didnt) .... (customer|client|account with|business with|done business|hired you|
            hire you|used you|used your)
        (bank|card company|credit card) .... (dispute|disputing|reverse|charge back|chargeback)
        (no|not|never|didnt|without) .... (told|tell|asked|ask|approved|approve|authorized|authorize|signed off|
            agreed|consulted|mention*|discuss*) ... (extra|additional|that much|this much|BILL|fee|fees|cost|
            costs|it would|about|to (this|that|pay)|before)
        (nobody|no person|you never|they never|he never|wasnt|werent|never|not|didnt) (ever|even)? (mention*|told|
            tell|said|say|inform*|warn*|advis*|disclos*|explain*|discuss*|asked) .... (me|us|that|about|of|it|fee|
            charge|cost|this|$)
        SHODDY ... (job|work|service|repair|install*|workmanship|product|crew|paint*|finish|company|people|done)
        (job|work|service|repair|install*|it|they|crew|everything|fence|wall|door|floor|roof|deck|paint|tile|
            cabinets|product|you) (is|was|looks|did|left|look|are|came out|turned out) .... SHODDY
        (went|go|goes|gone|going) (out|bad|down|off) (again|already|the next|two|NUMBER|right after|after|a week|
            within|twice)
        (again|already|died|broke|stopped|quit|failed|out) .... (after|since) (you|yall|they|he|your|the) .... (fix*|
            repair*|came|left|service*|install*|replace*|worked)
        (agreed|said|promised|offered|told|supposed) .... (knock|take off|taking off|take NUMBER|knocked|come down|
            reduce|lower|waive|discount|deduct|credit|remove|refund|adjust|comp)
        (knock|take|deduct|subtract) (off)? (the|NUMBER|that|some|my) .... (off|discount|visit|fee|charge|item)
        NUMBER .... not (NUMBER|the NUMBER)
        not NUMBER .... (NUMBER|like|as)
        NUMBER (dollars|bucks)? (more|extra|higher|over|too much) than ....
        (more|higher|double|different|bigger|extra) (than|from|then) (last|usual|usually|normal|before|ever|always|
            my|other|the (last|other|first))
        (left|forgot|skipped|missed|shorted|missing|short) (half|some|part|NUMBER|several|the rest|most|a bunch|me|
            us|out) (of)? ...
        (not|wont|never|aint) (gonna|going to|be)? (pay|paying) (twice|double|again|two times|both|extra|more|all|
            that much|this much|tax|for it|full price)
        (tax exempt|exempt from|nonprofit|resale certificate|sales tax)
        (took|taking) (too|so|way too|forever) (long)? .... SHODDY
        (asked|called|waiting|complain*|told you|begged|email*) .... (redone|redo|fix*|come back|repair*|finish*|
            corrected|replace*|make it right) .... (nobody|never|no|still|but|and|didnt|no response|not)
        (charged|billed|charging|billing) .... (but|when|and|though|even though|yet|for) (i|we|you|he|they|nobody|it|
            the|a|something) .... (not|never|didnt|dont|only|wasnt|exempt|nobody|isnt|wont|canceled|returned)
        (trip|service|extra|hidden|late|delivery|convenience|surprise|mystery|cancellation) (fee|fees|charge|
            charges) .... (nobody|never|not|why|ridiculous|wasnt|didnt|remove|waive|for what)
        why .... (trip|extra|hidden|late|cancellation|service|second|additional) (fee|fees|charge|charges)
        (used|using|stole|forged|stolen|fake) my (name|identity|info*|card|signature)
        (sent|took|brought|shipped|mailed|gave) ... (back|return*) (because|since|as|and|it was|they were|last|in|
            to)
        (worse|no better|not better|same) (than|as) (before|when|it was)
        (it|this|they|that|he|she|heater|ac|unit|car|system|machine|sink|pump) (still|just)? (isnt|arent|wasnt|
            never|not|never was|never got) (even|properly|really|fully)? (fixed|repaired|finished|done right|
            working|right|resolved|complete|level|straight|clean)
        nothing (was|has been|got|is|ever) (done|fixed|finished|delivered|installed|repaired|changed)
        (half|only|barely|hardly|not even) .... (of)? (the|my)? (job|work|order|project) .... (done|finished|
            completed|complete|came|arrived|delivered)
        (job|work|service|order|project|repair|install*|items|parts|product|cleaning) .... (not|never|isnt|wasnt|
            didnt|hasnt|havent|doesnt|terrible|horrible|awful|bad|poor|sloppy|garbage|crap|shit|trash|half|unfinished|
            incomplete|late|wrong|unsafe|failed|missing|joke|disaster|mess|subpar|worse|unacceptable|
            disappoint*) (been|get|got|even|what|done|
            up to|good|to|as|come|arrive*|right|complete*|finish*|fix*|satisf*|accept*|deliver*|professional|$)
        your (guy|guys|crew|tech|techs|technician|driver|worker|workers|plumber|electrician|man|men|people|
            contractor|company|installer|installers|employee|employees|team|sub|subs|son|kid|truck|salesman) ... (
            didnt|never|wasnt|werent|hit|dented|spilled|ran over|forgot|skipped|missed|drilled|cut|knocked|killed|
            scraped|dropped|lost|tore|left|stole|lied|cracked|refused|wouldnt|couldnt|messed|screwed)
        (you|yall|they|he|she) (guys|people|all)? (never|didnt|failed to|refused to|forgot to|wouldnt) _
        (parts|part|items|work|job|order|materials|fixture|service|discount|credit|deposit|payment|warranty|it|they|
            room|floor|unit|window|door|everything|half|some|most|pieces|product|_s) (was|were|is|are|has|have|got)?
            (never|not|wasnt|werent|hasnt been|havent been|isnt|arent) (been|even|fully|actually|properly|
            correctly|ever|yet)? _ed
        (you|yall|they|he) (are|were|have|keep|keeps|cant|also|just)? (charged|billed|charging|billing|charge|
            bill) (me|us|my _) (for|wrong|incorrect*|in error|NUMBER times)
        (didnt|never|dont|not) (ever|even)? (order|ask|asked|request*|authoriz*|approve*|buy|bought|purchas*|sign|
            signed) (for|up for|off on)? (a|an|any|that|this|these|those|extra|upgrade|anything|the|it|all|them|
            your|no)
        (no way|how|cant be|not) .... (that|this|so) much
        (credit|credits|discount|deposit|coupon|return|refund|retainer|rebate|promo|down payment|prepayment|
            overpayment) .... (applied|missing|not|never|supposed|wasnt|where|isnt|didnt|forgot|deducted|reflected|
            come off|showing)
        (is|are|still|now|started) (leaking|flooding|dripping|flooded) (from|at|where|everywhere|all|in|into|
            under|around|through)
        (water|oil|sewage|mud|glass|paint) everywhere
        (bad|poor|terrible|horrible|awful|lousy|crappy|worst) (install*|paint*|repair|repairs|weld*|pour|seal*|
            finish|materials|wiring|plumbing|experience|product|parts|cut|haircut|design|print|food|tires)
        (hire|hired|pay|paid|get|got|call|called|bring|find|found) (in)? (someone|somebody|another _|a different _|
            other people) (else)? .... (redo|fix|finish|repair|do it|do the|correct|complete|clean up)
        redo (your|the|all|it|everything)
        (charged|billed|invoiced|quoted) (me|us)? (all)? (wrong|incorrect*|in error|by mistake|too much)
        (got|left|spilled|tracked|dripped|splattered|put|dumped) .... all over (my|our|the)
        (explain|justify) why ...
        (explain|justify) .... (charge|charges|fee|fees|cost|bill|amount|price|total)
        (received|got|have|were|was|used|ordered|there) (only)? .... NUMBER .... not (NUMBER|the)
        (corrected|revised|new|updated|right) (invoice|bill) (please)? .... (wrong|not|dont match|incorrect|po)
        (send|need|want|issue) (me|us)? (a)? (corrected|revised) (invoice|bill)
        per (our|the|my) (contract|agreement|quote|estimate|conversation|deal)
        (speak|talk) (to|with) (a|the|your|my)? (manager|supervisor|owner|boss) .... (before|about|pay)
        """,
        but_not="""
        (link|page|site|website|phone|button|url|app|card|email) .... WRONG
        WRONG ... (link|page|site|website|button|url|number|person|email)
        (is|was) (it|this|that|the) (a|an)? (scam|fake|joke)
        (is|are) (this|it|you) (a|an|some)? (scam|joke|kind of scam)
        tax refund
        (tell|told|asked|ask) (my|him|her|them) ...
        NUMBER (months|weeks|days|years|times|payments|hours) ... not
        not (until|before|for) NUMBER
        (not|if) NUMBER (then|it|will|i)
        THEY (said|told me|told us) .... (call|text|email|pay|wait|come back|monday|office)
        (left|missed|forgot) (me|us|you) (a|the|my|your) (message|voicemail|note|card|call|wallet|checkbook|phone)
        (i|we) (forgot|missed|left) ...
        (you|yall|they|he|she) (never|didnt|failed to|forgot to) (send|sent|email*|call|called|text|texted|answer*|
            reply|replied|say|tell|get|got|receive*|respond*|know|want|mean|see|need|have|pay|paid|give me your|
            give me the|include (the|a|your) (link|address))
        (not|never|havent|hasnt|wasnt|isnt|arent|werent) (been|yet|even)? (paid|received|gotten|opened|looked|checked|
            decided|allowed|supposed|planned|worried|scared|bothered|concerned|excited|interested|employed|
            scheduled|married|needed|required|open|mailed|sent|when|then|even|often|ten|seven|given|taken|
            forgotten|deposited|processed|posted|cashed|cleared|listening|notified|used)
        (if|when|once) (i|we) ...
        (never|nobody|not|didnt) (told|tell|said|mention*|inform*|asked) ... (due|late|invoice|bill|link|how to pay)
        (this is|its|looks like|sounds like) (a|some)? (scam|joke)
        (never|didnt|havent|wont) (even|ever)? (send|sent|email*|mail*|give|gave|do|get|got|show|finish|done|come)
            (me|us)? (a|an|the|
            any|your|my)? (invoice|bill|link|copy|email|receipt|statement|w9|text|message|paycheck|check|call)
        (i|we) (didnt|never|havent|dont) (finish|do|come|do it|show|complete|done|test)
        THEY (didnt|never|havent|hasnt) (come|came|show*|do|did|done) (out|up|home|yet|anything wrong|
            paid|pay)? (from work|to work|home|with the money)
        (send|sent|resend|email|give|have|get|text|show) (me|us)? (a|the|an|your|my|me)? (link|invoice|copy|bill|
            receipt|statement|quote|estimate)
        (get|need|like|want|give me|send) (a|an|another|new|your) (quote|estimate|bid)
        (my|our) (car|truck|phone|card|computer|leg|arm|back|foot|heart|bank|van|fridge) (is|got|was|just)? (DAMAGED|
            broke)
        (my|our) (boss|husband|wife|job|work|mom|dad|client|customer|clients|customers|office|accountant) ....
            (didnt|never|hasnt|havent|wont|isnt)
        (paid|pay) (NUMBER|half|part|some) .... (rest|when)
        (when|after|once|until) (i|we|my|payday) ....
        (didnt|havent|dont) (even)? (do|done|did) (it|that|this) yet
        (isnt|not|doesnt|dont|didnt) work (today|here|until|there|this week|tomorrow|right now|for me on)
        (off|out of) work
        (link|page|site|website|card|app|it|button|portal) (didnt|doesnt|wont|isnt|not) work*
        (i|we) (didnt|dont) (do|come|clean|show)
        (can|could|when|will|would|what time) (you|yall|someone|they|he|can you|will you) .... (come|send
            someone|fix|clean|mow) ...
        should be (canceled|removed) from (your|the) list
        (not|isnt|no) work (today|tomorrow|right now|until|yet|at the moment|now)
        """,
    ),
    Rule(
        """
        (esta|estan|sale|salio|salieron|viene|vino|venia|anda|es|son|parece*|veo|hay|tiene*|hicieron|hizo|le
            pusieron|pusieron|calcularon) (muy|algo|bien|todo|toda|bastante|super|demasiado|un|una|el|la|
            los|las)? (MAL|error) .... FACTURAS
        FACTURAS .... (muy|tan|demasiado|bien|super|esta|estan|es|son|salio|viene|parece*|algo|todo|toda) (muy|algo|
            bien|toda|todo|tan)? MAL
        (no|nunca|jamas|ni|tampoco) (yo|me|nos|les|le|lo|los|la|las|se|te|he|hemos|habia|habiamos|la hemos|lo he)?
            (pedi|pedimos|pedido|orden*|compr*|autori*|solicit*|contrat*|firm*|aprob*|encarg*|acord*|utilic*|
            acept*) (nada|eso|esto|ese|esa|esos|esas|este|esta|tanto|ningun*|ni|el|la|los|las|por|algo|a|que|para|
            ustedes|trabajo|$)
        (no|nunca|ni|ni siquiera|jamas) (me|nos|lo|la|los|las|se|le)? (lo|la|los|las)? HICIERON
        (alguien|trabajador*|muchacho*|tecnico*|plomero|senor|hombre|ustedes|ellos|el que vino|contratista|empleado*|
            nadie) .... (no|nunca) (me|nos|lo|la|se|le)? (HICIERON|arreglo|llego|llegaron|fue|fueron|hiz*)
        (nadie|ninguno) (ha)? (vino|venido|llego|arreglo|hizo|fue|termino|se presento)
        (me|nos|la|lo|le|les|se|y)? ROMPIERON (mi|la|el|los|las|una|un|algo|todo|mas|$)
        (sigue*|todavia|aun|volvio a|volvio|se volvio a|otra vez|de nuevo|sigo) .... (gote*|fug*|tir* agua|fall*|
            descompon*|descompuest*|rot*|sin (agua|luz|funcionar|servir|aire|calefaccion)|igual|tapad*|tapo|
            no (funciona|sirve|jala|prende|calienta|enfria)|huele|sonando|peor)
        (gote*|fug*|falla*|descomp*|tapo|se cayo|se despego) .... (otra vez|de nuevo|todavia|peor|al dia siguiente|
            a los)
        (quedamos|acordamos|acordado|acuerdo|trato|dijo|dijeron|dijiste|prometi*|cotiz*|presupuest*|estim*|arreglado|
            pactado|hablado|contrato) .... (en|era|eran|por|de|es|que|fue|serian|seria|son|me)? (NUMBER|gratis|menos|
            otra cosa|otro precio|otra cantidad|incluid*|sin costo|mitad)
        (no|ni) (es|son|fue|era|eran) (lo|el|la|los|las)? (que)? .... (quedamos|acord*|dijeron|dijo|pedi|prometi*|
            cotiz*|hablamos|dieron|contrat*|ofreci*)
        no (me|nos|le|les)? (corresponde*|toca|tocaba|pertenece*|compete*|incumbe*) (pagar*|a|mi|eso|ese|esa|esto|
            nada|$)
        (FACTURAS|eso|esto) .... no (me|nos|le)? (corresponde*|toca|pertenece*|es (de|para) (mi|nosotros)|cuadra*|
            coincide*|checa*|concuerda*)
        no (me)? (cuadra*|coincide*|checa*|concuerda*|queda claro el cobro)
        (no|tampoco) (se|le|les|lo|la|te)? (lo|la)? (voy|vamos|pienso|pensamos|quiero|pago|pagare|pagamos|
            pagaremos) .... (hasta que|si no|mientras|mientras no|por) (me|lo|la|no|un|una|algo|eso|ese|esa|
            vengan|venga|ustedes|el|arregl*|termin*|HICIERON)
        (pago|pagare|pagar|pagaremos|pagamos|le pago|les pago) .... (cuando|hasta que|si|en cuanto) (me|lo|la|le|ya)?
            (lo|la)? (termin*|arregl*|repar*|corrij*|acab*|cumpl*|veng*|compong*|entreg*|instal*|cambi*|explique*|
            quede bien|este bien|sirva|funcione)
        (por que|porque|como que|como es que) (es)? (tanto|tan (caro|alto)|subio|sale tan|es tan|tantas|mas de|NUMBER)
        (muy|tan|demasiado|bien|carisim*) (caro|cara|alto|alta|elevad*|exagerad*|car)
        (cobr*|cobraron|cobrando|facturaron|cobran) .... (que|y|cosas|algo|horas|piezas|material) ... (no|nunca|ni) ...
        (eso|esto|ese|esa) (le|les|lo)? (toca|corresponde) (a|al) (mi)? (dueno|seguro|casero|vecino|landlord|
            aseguranza|aseguradora|otra persona|arrendador)
        (seguro|aseguranza|aseguradora|dueno|casero|garantia) .... (paga|cubre|debe pagar|responsable|
            tiene que pagar|lo cubre) .... no (yo|nosotros|a mi)
        (roban|robo|robando|transas|tranza*|rateros|abusiv*|abusando|estafando|mentiros*|mintieron|enganar*|
            engan*)
        (debieron|debio|deberia*|tenian que|quedaron de|tiene que estar|tendria que estar) .... (cancel*|anul*|
            quit*|descont*|acredit*|devolv*|gratis|menos)
        (dispute|dispute la|disputar)
        (trabajo|servicio|obra) .... (pesimo|malo|mala|mal|porqueria|basura|a medias|incomplet*|feo|fatal|horrible|
            chafa|mediocre)
        (pesimo|mal|malo|chafa|mediocre) (trabajo|servicio)
        (quedo|quedaron|salio|salieron|dejaron|dejo|hicieron|hizo|esta|estan|quedaba|vino|llego|llegaron) (todo|toda|
            todos|muy|bien|algo|el|la|los|las|mi|medio|super)? (_)? CHUECO
        (trabajo|servicio|obra|piso|pared|puerta|cerca|techo|pintura|instalacion|reparacion|producto) .... CHUECO
        (ya)? (estaba|venia|iba|esta|es|era|seria|fue|viene) (ya)? (incluid*|gratis|en el precio|cubiert*|
            en garantia|parte del)
        (yo|nosotros)? no (le|les|te|los)? (debo|debemos|adeudo) .... (ese|esa|eso|esos|esa cantidad|tanto|nada|
            dinero|ni|a ustedes)
        (nadie|nunca|no) (me|nos|se)? (me)? (aviso|avisaron|avisado|dijo|dijeron|menciono|mencionaron|explico|
            explicaron|informo|informaron|pregunto|preguntaron|consulto|consultaron) .... (extra|cobr*|FACTURAS|
            eso|de eso|que|nada|costaria|cuanto|$)
        (falto|faltaron|faltaba|le falta|les falto|quedo pendiente|quedaron pendientes|dejaron sin) ...
            (termin*|arregl*|pint*|instal*|entreg*|pieza*|parte*|cosa*|trabajo|hacer|poner|NUMBER|la|el|los|las|un)
        (de mas|demas|NUMBER mas|mas) (de|que) lo (que|acordado|normal|de siempre|pactado|hablado|dicho)
        (mas|menos) (caro|cara|alto|alta) (de|que) ...
        (era|eran|fue|fueron|son|es) NUMBER .... no (era|eran|NUMBER|los|son)
        NUMBER .... no NUMBER
        no (eran|son|fueron|era) NUMBER
        (iban|ibas|iba|quedaron|quedo|prometieron) (a|de|en) (descont*|quit*|rebaj*|bajar*|regres*|devol*|venir|
            arregl*|termin*|cambi*)
        (nomas|solo|solamente|pedi|eran|fueron|recibi|ordene|vinieron|vino|trajeron|hicieron|son|dijeron|dijo) ....
            (y|pero) (ahora|ya|luego)? (me|nos|quieren|estan|ustedes)? (estan)? cobr*
        (me|nos) (estan)? (cobran|cobrando|cobraron|cobra) (NUMBER|de|todo|como|por|lo que|cosas|algo|piezas)
        (FACTURAS|eso|esto) no (es|son|era) (son|es|eran|era) NUMBER
        no (hicieron|hizo|han hecho|sirvio) .... (y|pero) .... (cobr*|pag*)
        (dejo|dejaron) de (funcionar|servir|jalar|enfriar|calentar|prender|trabajar)
        (otra vez|de nuevo|ya) (no (funciona|sirve|jala|enfria|calienta|prende)|se (rompio|descompuso|apago|
            tapo|cayo|quebro|safo|despego))
        no (enfria|calienta|prende|jala|cierra|abre bien|desagua|quedo)
        no (estoy|estuve|estaba|estamos|estuvimos|estabamos|ando) (de acuerdo|conforme|satisfech*|content*|a gusto)
        (es|son|fue|cobran|cobraron|esta) demasiado
        (expliquen|explique|expliqueme|aclaren|aclareme|aclarar|justifiquen) .... FACTURAS
        (FACTURAS|eso|esto) .... no (esta|estan|es|son) (bien|just*|correct*|exact*|lo que|$)
        (no|nunca|ni|todavia no|aun no) (me|nos|lo|la|se|le)? (han|ha) (lo|la|los|las)? (terminado|arreglado|hecho|
            venido|entregado|acabado|reparado|instalado|limpiado|cumplido|resuelto|solucionado|pintado|regresado)
        (descuento|credito|deposito|anticipo|abono|devolucion|rebaja) .... (no|falta|aplic*|aparece|prometid*|
            reflej*|descont*)
        (prometieron|ofrecieron|dijeron) .... (descuento|rebaja|credito|gratis|garantia)
        (material|producto|pieza*|color|modelo|talla|medida) .... no (es|era|son|eran) .... (que|pedi|correct*)
        son NUMBER no NUMBER
        no (voy|vamos) a pagar (eso|esto|nada|ese|esa|por|lo|la|los|las|dos|doble|un)
        no pienso (pagar|pagarle|pagarles)
        (contrat*|pag*) a otr* .... (arregl*|termin*|hacer|hizo)
        (queja|quejarme|reclamar|reclamo|inconforme|inconformidad)
        """,
        but_not="""
        (link|enlace|pagina|liga|app|telefono|celular|carro|internet|tarjeta) .... (no|mal|fall*|roto|descomp*)
        no (me)? (sirv*|jala|funcion*|abre) (el|la|su|este|ese|esta)? (link|enlace|pagina|liga|app)
        (no|nunca|ni) (me|nos)? (ha|han|he)? (llego|llegado|llegaron|recibi|recibido|mand*|envi*) (la|su|el|ningun|
            ninguna|un|una|mi|mis)? (factura|correo|mensaje|recibo|link|enlace|texto|email|estado|aviso|cheque|pago|
            sueldo|dinero|quincena)
        (no|todavia no|aun no) (me|nos)? (pagan|pagaron|depositan|depositaron|cae|cayo|llega) ....
        (hasta que|cuando|en cuanto|apenas) (cobre|me paguen|me pagan|tenga|reciba|me depositen|junte|me llegue) ....
        es (una)? (estafa|fraude)
        si (le|les)? (pago|deposito|pagara) .... cobr* ...
        (me|nos) (cobran|cobrarian|van a cobrar) (recargo|multa|interes*|extra) (si|por pagar)
        (credito|deposito|abono) (de)? (mi|la) (tarjeta|cuenta|banco)
        (mi|el) (carro|celular|telefono|esposo|hijo|jefe|patron|marido) .... (no|nunca)
        (yo|ella) no (vine|fui|termine|acabe|hice)
        (cuando|cuanto|a que hora) (viene|vienen|pueden|puede) ....
        """,
    ),
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
        (grass|plants|trees|sod|lawn|shrubs|fish|flowers|hedge) (died|dead|is dead|are dead|dying|is dying|are dying)
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
    # --- by classes: what the bill leaves out, who has no record, who must bear it, so little done for so much
    Rule(
        """
        (doesnt|didnt|dont|not|never|fails to|isnt) (seem to|even|properly)? (reflect*|account for|includ*|show*|
            factor in|
            deduct*|subtract*|take into account|credit*) .... (deposit|payment|payments|credit|discount|down payment|
            retainer|return|refund|agreement|price|coupon|rebate|what i|what we)
        (didnt|never|havent|hasnt|not) (even|yet|ever)? (get|got|gotten|receiv*|had|seen) (the|my|any|a|all|our|
            all the|any
            of the)? (product|products|goods|order|parts|item|items|service|services|delivery|package|shipment|material|
            materials|merchandise|work|repair)
        (want|give|need|get|demand|refund|return) (me)? (my|our|the) (money|deposit) (back|refunded|returned)
        (i|we) only owe* (you|yall|them)? ...
        (someone|somebody|anyone|another persons|another customer|my neighbor|my neighbors) (elses)? (BILL|job|work|
            purchase|debt|
            services|repair)
        (where is|wheres|what about|what happened to|forgot|missing|add|apply) (my|our|the) (discount|credit|refund|
            deposit|
            rebate|down payment)
        (made|making|left|leaving) (it|things|that|everything|my _|the _) (even|much|way)? (worse|a mess|unusable|
            unfinished)
        ^ (the|my|our|your)? (new)? _ (_)? (is|are|keeps|still)? (leaks|leaking|drips|dripping|peeling|peels|cracked|
            clogged)
            (again|already|now|still|everywhere|so|and|,|$)
        (is|are|was|were|got) (DAMAGED|scratched|dented|scuffed|stained|chipped) (up)? (from|by|because|after|
            when) (you|your|
            the|yall|of)
        nobody (here|in|at|from|on)? (_|our _|my _)? (ever)? (authoriz*|approv*|order*|sign*|request*|agree*|hired|
            placed)
        (billed|charged|invoiced|billing|charging|invoicing) (to|for)? (the|a)? wrong _
        (something|somethings) (is|seems|looks|smells)? (off|wrong|fishy|weird|not right) (with|about|on|here)
        ^ (contest*|contested|disputing|objection|i object|objecting) $
        (fake|bogus|false|phony|made up|fraudulent|fictitious) BILL
        (i|we) (only)? owe (you|yall)? (way|a lot|much|far)? less
        BILL (is|are|looks|seems) (way|a little|a bit|all|so)? off
        ^ no show $
        left (before|without) (finish*|complet*|doing|clean*|fixing|even)
        (disappoint*|unhappy|dissatisfied|not happy|not pleased|upset) (in|with|at|about|by) (the|your|this|how|work|
            service|job)
        (coming|came|come|fell|falling) (loose|off|apart|undone|down) (already|again|now|after|$)
        why (did|does|has|is|was) (the|my|your|this) BILL (been|so|keep)? (change*|changing|go up|going up|gone up|
            increas*|
            different|higher|more)
        (included|covered) (in|under|by|with) (my|our|the|your) (contract|warranty|plan|policy|price|agreement|package|
            quote)
        (contract|warranty|plan|policy|agreement) .... (covered|covers|included|includes)
        (you|yall|they) (guys|already)? (credited|refunded|voided|waived|comped|gave (me|us) a (credit|refund|discount))
        ^ (please|just)? (adjust|revise|reissue|recalculate) (this|it|the bill|accordingly)? (please)? $
        overpriced
        (agreement|deal|contract|understanding|arrangement) (for|of|on|at|to) (a)? (less|lower|half|NUMBER|different)
        why (i am|we are|i was|we were|i got|we got) (being|getting|still)? (charg*|bill*|invoic*)
        nothing (works|worked|working|is working) (since|after|right|properly)
        ^ (not|never|wasnt) authorized $
        (price|prices|rate|rates|cost|fee|fees|bill|total|invoice) .... (doubled|tripled|quadrupled|went up|gone up|
            jumped|raised|increased|hiked|changed|keeps going up|keeps changing)
        (no|zero|any) (record|records|recollection|memory|knowledge|purchase order|po|contract|proof|documentation|
            paperwork) (of|for|on|with|about|showing) (this|that|the|any|a|your|it|having|ordering|such|these|you)
        SOMEONE_ELSE .... (shouldve|should have|supposed to have|was to have) (covered|paid|handled|taken care of)
        SOMEONE_ELSE (is|was|are) (legally|solely|the one)? (responsible|liable|on the hook)
        (warranty|guarantee) (still|should|already|supposed to)? (cover*|be covering|pays for)
        (its|thats|this is|it is|that is|bill is|isnt mine its) (my)? SOMEONE_ELSE (BILL|problem|responsibility|debt)
        (po|order|contract|quote|agreement|scope|estimate) .... (for|of|said|says|was|is|
            calls for) NUMBER .... (invoiced|
            billed|charged|you|but)
        NUMBER .... (you|they|yall) (have)? (invoiced|billed|charged) (me|us)? (for)? NUMBER
        (credit (memo|note)|debit memo)
        (goods|items|item|product|products|merchandise|parts|material|materials|equipment|unit) (was|were|have been|has
            been|got) (returned|sent back|rejected|refused|damaged|lost|stolen|recalled)
        (outstanding|undelivered|unfinished|open|pending|incomplete|missing) .... (on|from) your (side|end|part)
        (i|we) (was|were|am|are) (promised|guaranteed|assured|misled|overbilled|lied to|ripped off|quoted|tricked)
        (isnt|not|aint|never) true
        (was|were|here|there|worked|took|spent|stayed|only|for|just|did) ... (minutes|minute|min|mins|hour|hours|hr|
            seconds|day|days) .... (want|charg*|bill*|asking|expect|cost|NUMBER dollars|that much)
        (charged|charge|billed|charging|billing) .... (no show|missed appointment|cancellation)
        (called|emailed|texted|asked|tried|wrote|told) (you|yall|them|ahead|in|the office|someone)? (guys)? (ahead|
            before)? to
            cancel (the|my|it|this|that|our|before|and|way|$)
        (isnt|not|aint) (my|our) BILL
        no es (my|our) _
        (not|aint|isnt|no|refuse*) (gonna)? paying (you|it|this|that|for|crap|shit|nothing|$)
        """,
        but_not="""
        (gas|rent|food|groceries|grocery|insurance|medicine) (price|prices|cost|costs|rate|rates) ...
        (date|number|phone|address|email) .... changed
        (not|isnt|wont|wont be|am not) paying (it|this|that)? (today|tomorrow|now|right now|until (WHEN|i|my|we)|WHEN|
            late|
            yet|any (fee|interest))
        (is it|is that|is this) not true
        (not|no) paying attention
        waiting (on|for) (my|the) SOMEONE_ELSE ...
        cancel .... (TEXTS|card)
        in (NUMBER|a|an|few|couple) ...
        (link|page|site|website|app|portal) ...
        """,
    ),
    Rule(
        """
        no (se|te|le|les)? (lo|la|los|las|le|les|te) (debo|debemos|adeudo|adeudamos)
        (eso|esto|ese|esa)? no es (cierto|verdad|just*|posible|asi|mi (bill|invoice|charge|job|purchase|order))
        no (me|nos) (dieron|dio|prestaron|brindaron|prestaron|hicieron|proporcionaron) (el|la|ningun|ninguna|mi|lo|los|
            las|nada|
            todo) ...
        (paga|pagan|cubre|cubren|corresponde|toca) (a|al|el|la|mi) (mi)? (seguro|aseguranza|dueno|casero|garantia|
            aseguradora|landlord|arrendador) .... no (yo|nosotros|a mi)
        (les|le|yo|solo|nomas)? debo (mucho)? menos
        no soy (su|un)? cliente
        (precio|trato|acuerdo|monto|cantidad|costo) (era|es|fue) (otro|otra|distint*|diferente|menor|menos)
        no (me|se me|nos)? (parece*|hace|es) (justo|bien|correcto|razonable)
        (me|nos) (subieron|subio|aumentaron|aumento|cambiaron|cambio|inflaron) (el|la|los|las|mi) (FACTURAS|tarifa|
            renta|precios)
        (dinero|deposito|pago|feria|plata) (de vuelta|de regreso|devuelto)
        (devuelva*|regrese*|reembols*) .... (dinero|deposito|pago|NUMBER|lo que)
        (falta|faltan|faltaron|falto) (material*|pieza*|parte*|cosa*|producto*|mercancia|caja*|articulo*|accesorio*)
        ya (me|nos) (lo|la|los)? (habian|han|habia|ha) cobrado
        ^ ... (mentira|mentiras|falso|puras mentiras) $
        (bill|invoice|charge|job|price|amount|balance|total|work|service|order) (no) (esta|es|fue|quedo|son|era|me) ...
        (el|la|los|su|mi|este|ese|esa|esta) (bill|invoice|charge|price|amount|balance|work|job|service|
            order) .... (MAL|error|
            a medias|no (es|esta|quedo|coincide))
        (no|nunca|ni) (me|nos|lo)? HICIERON (el|la|los|un|mi) (service|job|work|delivery|repair|order)
        (hicieron|hizo|dieron|cobraron) .... (overcharge*|double charge|doble charge)
        (servicio|pedido|orden|cita|contrato|trabajo|compra|suscripcion|producto|material|mercancia) .... (lo|la|los|
            las|ya
            lo|ya la|fue|se)? (cancele|cancelamos|cancelaron|cancelo|devolvi|devolvimos|regrese|regresamos|rechace|
            rechazamos)
        FACTURAS .... (trae*|tiene*|contiene*|lleva*|presenta*|viene con|vienen con) .... (error|errores|equivocacion|
            equivocaciones|falla|fallas|algo (mal|raro)|cosas que|cargos que)
        (ustedes|usted|tu|la empresa)? me (deben|debe|debes|quedaron debiendo|quedan debiendo) (a mi|dinero|NUMBER|un|
            el|
            la|una|ustedes|$)
        (ustedes|usted|tu) (son los que|es el que|eres el que)? me (deben|debe|debes)
        se (pasan|pasaron|paso|pasaste|mancharon|mancha|manchan|volaron|excedieron) (con|de|en) ...
        (se|ya se) (esta|estan)? (cay*|despeg*|romp*|rompi*|desprend*|descompon*|descompus*|zaf*|quebr*|agriet*|parti*|
            lavant*|levant*) (otra vez|ya|de nuevo|todo|toda|a los|al|el|la|,|$)
        (vengan|venga|regresen|regrese|manden a alguien|vuelvan) (a|y|para) (arregl*|termin*|acab*|repar*|compon*|
            limpi*|
            corregir|cambi*|hacer* bien|recog*|llevarse)
        """,
        but_not="""
        (se|me) (rompio|descompuso|quebro|cayo|murio) (mi|el) (telefono|celular|carro|camioneta|troca|internet)
        si me (deben|debe)
        no (me|nos) (dieron|dio) (la|el|mi|ningun|ninguna) (factura|recibo|link|enlace|tiempo|copia|oportunidad|chance|
            cheque|
            trabajo|quincena|dinero|numero|direccion)
        (me)? (deben|debe) (en|de) (mi|el) (trabajo|jale|quincena|sueldo)
        (enlace|link|pagina|liga|app|tarjeta) ...
        """,
    ),
)

_ALREADY_PAID = (
    # --- by classes: who handed what over, what the bank shows, what is over and done
    Rule(
        """
        ^ (its|it is|all|already|just|that is|ok)? (all)? (done|squared away|squared up|paid up) (already|now|
            thanks|thank you|online)? $
        (payment|check|money|charge|transaction|transfer|it) .... (went through|cleared|posted|came out|debited|
            deducted|withdrawn|was processed|has been processed|already processed|went out|was accepted|was cashed)
        (took|came|come|withdrew|withdrawn|deducted|debited|pulled|cleared|gone) (it|that|this|the money)? (out)? (of|
            from|by) (my|our|the) (account|bank|card|checking|paycheck)
        (put|left|dropped|slid|slipped|stuck|placed) (it|that|them|the (check|payment|money|cash|envelope)|my (check|
            payment)|a check) .... (box|slot|mail|mailbox|office|desk|door|counter|you|store|shop|ups|fedex)
        (went|came|stopped|been|drove|swung) .... (and|to) (paid|pay it already|payed)
        (gave|handed|slipped|left|paid) ... (cash|money|check|cheque|payment|it) .... (guy|driver|tech|technician|
            man|lady|girl|receptionist|secretary|son|worker|office|crew|employee|front desk|mailbox|drop box|boss)
        (gave|handed|slipped|paid) (it to)? (him|her|your _|the _ (_)?) (the|a|my|in)? (cash|money|check|payment|
            NUMBER)
        (bank|statement|app|records|account|portal|website|quickbooks|page|it) (says|shows|show|say|showing|
            confirms) .... (paid|sent|cleared|payment|zero|cashed)
        (have|got|heres|here is|attached|see|sending|send you) (the|a|my|your|an)? ... (receipt|proof of|
            confirmation number|confirmation code|confirmation email|screenshot of|canceled check|tracking)
        (wife|husband|mom|dad|son|daughter|boss|partner|ap|accountant|bookkeeper|accounting|office|assistant|
            department|dept|brother|sister|he|she|they) (just|already|has|have)? (already)? (sent|mailed|handled|
            settled|wired|paid) (it|that|this|you|the (bill|invoice|payment|check|money)|payment|a check)
        (balance|account|invoice) (should be|is|shows) (zero|NUMBER now|settled|current|paid)
        ^ (we|i|already|that|it)? (already|have)? (settled|squared|cleared) (this|that|it|up) (already|up|with|last|in|
            $)
        (we|i) (am|are|were)? (all)? (square|even|paid up|caught up|current) (now|with you|already|$)
        (got|getting|received) (the|a|my|your) (confirmation|receipt) .... (paid|payment|number|when)
        (check|payment|money) .... (cashed|deposited|accepted|received|taken) by (you|your|yall)
        (took|accepted|collected|picked up|got) (a|the|my|our) (check|payment|cash|money|card) (from|off|with) (me|
            us|my)
        (autopay|auto pay|billpay|bill pay|bank|quickbooks) (got|did|handled|paid|took|takes|sent|covered|pays)
        (i|we|just|already) used (the|your|that) link
        already (pague|pago|pagamos|pagado|pagada)
        ya (lo|la|le)? (paid|payed|paye)
        (was|been|is|got|this|invoice|bill) (already|all)? settled
        (cashed|deposited|accepted|took|processed|ran|received|got) (my|our) (check|payment|card|money)
        """,
        but_not="""
        (not|havent|didnt|never|hasnt|wasnt|isnt|wont|cant|doesnt|if|when|once|after|until|will|would|to|should|can|
            did you|need|want|waiting for|can i) .... (went through|cleared|posted|came out|processed|debited|cashed|
            deducted|receipt|confirmation number|paid|sent|gone|done|withdrawn|go through)
        (need|want|send me|get|like|give me|wheres|where is|have not|no) (a|an|the|my)? (receipt|confirmation)
        (can|could|will|would|please|when|if) ... (receipt|confirmation)
        (gave|left|handed) (it|this|the invoice|the bill|your (bill|invoice)) to
        (do you|you) have
        (put|placed|placing) (a)? stop (payment)? on ...
        """,
    ),
    Rule(
        """
        (ya|se|te|les|yo|nosotros|ayer|anoche|hoy)? (ya)? se (lo|la|los|las) (di|dimos|entregue|deje|mande|deposite|
            pague|transferi|envie|mandamos|pagamos|deposit*)
        ya (se|le|les|te|lo|la)? (lo|la)? (di|deje|mande|deposite|entregue|transferi|cubri|salde|finiquite|
            mandamos|cubrimos|saldamos|depositamos) (el|la|lo|su|con|ayer|al|en|por|todo|a|$)
        (ya|quedo|esta|estaba|todo) (esta|todo)? (cubiert*|saldad*|liquidad*|cancelada|finiquitad*|pagad*)
        (le|les|se lo) (di|dimos|entregue|deje|pague|deposite|mande) .... (muchacho|senor|senora|trabajador|
            empleado|hijo|hija|oficina|tecnico|chofer|secretaria|efectivo|cash|cheque|dinero|money order|zelle)
        (esposo|esposa|hijo|hija|marido|mama|papa|hermano|hermana|jefe|mujer|senor|senora|contador) (ya)? (ya)? (le|lo|
            la|les)? (hizo el pago|deposito|mando el (pago|cheque|dinero)|pago ya|transfirio|liquido)
        (mi|nuestro) (esposo|esposa|hijo|hija|marido|mama|papa|hermano|hermana|jefe|mujer|contador) (ya)? (le|lo|la|
            les|se la|se lo)? (pago|pague) (la|el|eso|ayer|esa|todo|con|en|$)
        ya (lo|la|le|les)? (cubri|salde|liquide|finiquite|deposite|abone) (eso|esto|todo|la|el|lo|$)
        (estamos|quedamos) a mano
        (ya)? se (lo|la|les|le)? (envio|mando|hizo|deposito|transfirio|realizo|efectuo|liquido|cubrio|pago) (el|la|su|
            ya|ayer|eso|todo|$)
        ya (fui|fuimos|pase|pasamos|fue|paso) (a|y) (pagar*|pague|dejar*|pagamos|depositar*|liquidar*)
        (salio|debito|descontaron|desconto|cobraron|sacaron|cobro|debitaron) (el pago|el dinero|eso)? (de|a|en) (mi|
            la) (cuenta|tarjeta|banco)
        ya me (lo|la)? (descontaron|cobraron|debitaron|sacaron|cobro)
        (aparece|sale|dice|marca) .... (pagad*|cobrado|procesado|liquidad*)
        (tengo|aqui esta|le mando|adjunto|ahi esta|ahi va) (el|mi|un|la|foto del)? (recibo|comprobante|ticket|
            captura|deposito)
        (he|hemos|habia|habiamos) (ya)? (pagado|depositado|mandado el|enviado el|liquidado|transferido|saldado|abonado)
        ya (lo|la|le|les)? page
        (yo)? (lo|la|le)? page (ayer|ya|todo|el|la|con)
        (cheque|pago|dinero|deposito|transferencia) .... (ya se hizo|ya salio|ya fue|ya va|desde|la semana pasada|ayer)
        """,
        but_not="""
        (no|nunca|que|aun no|todavia no|cuando|si|ni|donde|como|no se si|jamas) (se|le|lo|la|les|me|te|los|la|ya)? (lo|
            la)? (di|dimos|entregue|deje|mande|deposite|pague|transferi|hemos|he|habia|page|esta|aparece|sale)
            (pagado|...)?
        (necesito|quiero|mandeme|mande|deme|pueden|puede) (el|un|mi)? (recibo|comprobante)
        no .... (aparece|sale) ... pagad*
        (no|todavia no|aun no) (ha|han|esta) ...
        (no|nunca|aun no|todavia no|si|cuando|donde|como) se (lo|la|les|le)? (envio|mando|hizo|deposito|transfirio|
            pago)
        (le|se lo|les) mando (el|la|mi) ... (manana|DAY|luego|despues|al rato)
        """,
    ),
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
        (havent|didnt|never|not|hasnt) (gotten|got|get|received|receive|seen|come) .... in the mail
        (not|havent|didnt|never|hasnt|wasnt|isnt|arent|cant|couldnt|if i|if we|should have|tried to) (been|yet|even|
            have)? (sent|send|mailed|mail|made|make|did|put|cut|scheduled|submitted|issued|processed|gone|written|
            taken|settled|done|pay|gotten)
        (will|to|gonna|can|would|should|going to) (have)? (be|get) (sent|mailed|made|taken|settled|done|put|
            in the mail|cut|processed|submitted|issued|handled|wired)
        (i will|will|to|we will|going to|want to|can i|could i|let me|can|need to|have to|about to|gonna|plan to|
            should) (put|cut|issue|process)
        (will|to) put (a|the|it) (check|payment)? in the mail
        stop payment
        (put|placed|placing) (a)? stop (payment)? on (the|that|my|a)? (check|payment)?
        scheduled (for|to) ...
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
        (donde|a quien|a donde|adonde|como|cuando|cuanto|que direccion|a que _) ... (mando|dejo|hago|envio|doy|
            entrego|pago) ...
        (yo)? (le|les|te|lo|la|se lo) (mando|dejo|doy|entrego) ...
        (si|que) le mande
        ya (mande|envie) (un|el)? (mensaje|correo)
        """,
    ),
    # --- by classes: an office that has let it go out, a check by its number, a card told over the phone
    Rule(
        """
        (ap|accounting|accounts payable|payables|office|department|dept|bookkeeper|finance|treasurer|controller|team|
            bank) ....
            (processed|remitted|released|issued|approved and paid|handled|submitted|mailed|cut|disbursed) (it|this|that|
            the|your|payment|a|last|on|yesterday|already|today)
        (see|reference|ref|per|cleared|under|sent|mailed|with) (our|my|the|attached|in)? (check|ck|wire|
            ach) (number)? (number)? #
        (check|confirmation|transaction|reference|conf) (number)? # .... (dated|cleared|mailed|sent|from|cashed|posted)
        (cash|apple|google) (app|pay|apped|payed) (would)? (you|yall|ya|it|already|sent)
        (gave|read|provided|told) (you|yall|him|her|them|the (lady|girl|office|guy|receptionist))? (the|my|a|
            our)? (debit|
            credit)? (card|card number|credit card|debit card|cc|card info) .... (phone|number|when|yesterday|last|
            on|already|to)
        """,
        but_not="""
        (will|going to|can|could|should|to|when|once|until|havent|hasnt|not|didnt|never|if|is being|be) (be)? (see|
            processed|
            remitted|released|issued|handled|submitted|mailed|cut|sent|gave|give) ...
        """,
    ),
)

_PLAN = (
    # --- by classes: less than all of it, some now and some later, so much each time
    Rule(
        """
        (least|minimum|smallest|lowest|minimal) .... (pay|payment|amount|do|take|accept|send)
        work with (me|us) (on|a little|here|with|please|$)
        (lower|smaller|reduced|easier|manageable|small|tiny|bite size) (payment|payments|amounts|chunks)
        (financ*|hardship|layaway)
        (half|part|some|a little|a bit|NUMBER|portion) .... (now|today|tonight|upfront|up front|down|first|this _|
            WHEN) .... (half|rest|remainder|remaining|other|NUMBER|balance|then|later|next)
        (do|doing|pay|paying|on|make|go|be|set) (it|that|this|you|up)? (biweekly|monthly|weekly|installments|
            payments|quarterly|twice a month|semi monthly)
        NUMBER ... (here and there|at a time|when i can|as i go|each time|per (week|month|paycheck|check)|every
            (week|month|paycheck|check|payday|friday|two|other|couple|NUMBER|DAY)|each (week|month|paycheck|check|
            payday|DAY)|a (week|month|paycheck))
        (over|across|for) (a few|few|NUMBER|several|a couple of|a couple|the next (few|NUMBER|couple)) (months|weeks|
            paychecks|checks|paydays|payments)
        (stretch|spread|chip|whittle|space|string|drag) (it|this|that|them|the _|payments|away)? (out|away|down|over)
        (bit by bit|little by little|a little each|a little every|a bit each|bits|small pieces|piecemeal|chunks)
        (cant|unable|no way|not able|dont have|wont have|couldnt|cannot|not possible|hard) .... (all at once|
            all of it|in full|at once|whole (thing|amount|bill)|full (amount|thing|balance|payment)|entire|one shot|
            one lump|lump sum|one payment|all now|it all)
        (break|split|divide|cut|spread) (it|this|that|them|the (bill|payment|payments|amount|balance|total|invoice))
            ... (up|down|out|into|in|between|over|half)
        (put|get|set) (me|us|this|it) (up)? (on|with) (a)? (payment|payments|plan|installment*|schedule)
        (pay|do) (as much as|what|whatever) (i|we) (can|have|able)
        (partial|down|part) payment
        partial (ok|fine|accepted|allowed|possible|now|today|amount|$)
        (pay|do|send|give|put) (you|down)? 1/2
        (deposit|down payment) (now|today|and)
        """,
        but_not="""
        (at least|for a few) ... (wait|more)
        if (i|we) (pay|paid|do|send) .... (do|will|would|can|does|is|are) (you|it|i|they|the|there) ...
        (the least) you (can|could) do
        small claims
        (paid|sent|gave|mailed) (NUMBER|half|some|part) ... (now|today|WHEN)
        (cash|put) down the
        financ* (department|dept|office|company|team|is|will|person|manager|problem*|issue*|trouble*)
        cant .... (find|see|open|read|remember|view) .... (whole|full|entire)
        not .... (whole|full) (amount|price|story) .... (wrong|dispute|owe)
        """,
    ),
    Rule(
        """
        (minimo|menos que puedo) .... (pagar|pago|dar|abonar|mandar)?
        (por partes|por partecitas|en partes|en partecitas|a plazos|en pagos|a pagos|cachitos|pedacitos|
            poquitos|pagitos|abonitos|financi*)
        (mitad|parte|algo|un poco|NUMBER) .... (ahora|ahorita|hoy|esta|este|WHEN|primero) .... (mitad|resto|lo demas|
            despues|luego|otra|otro|NUMBER|faltante|lo que falta)
        (mitad|parte) .... (otra mitad|resto|lo demas|lo que falta|despues|luego|la otra)
        (dar*|pagar*|abonar*|mandar*|doy|mando|pago|puedo|ofrezco|voy dando) .... NUMBER .... (por|cada|a la|al|por
            cada) (semana|mes|quincena|viernes|DAY|NUMBER)
        (en|a) (NUMBER|varias|varios|unas|unos) (exhibiciones|pagos|partes|veces|mensualidades|abonos)
        (ir|irle|irles|voy|le voy|les voy|irlo) (dando|pagando|abonando|mandando)
        (dar|darle|darles|pagar|pagarle|abonar|abonarle|mandar|mandarle|pagando) (unos|como|solo|nomas|de)? (NUMBER|
            algo|poco|un poco) (dolares|pesos)? (cada|por|al|a la)
        de a (NUMBER|poco|poquito|poquitos)
        (llegar|hacer|haber|hay|tener|tienen|ofrecen|manejan) (a)? (un|algun|una)? (acuerdo|arreglo|convenio|
            facilidad*|
            plan|planes)
        (adelanto|anticipo|enganche)
        (no (puedo|podemos|tengo|alcanzo|me alcanza|podria|completo|junto)) .... (todo|completo|completa|junto|de
            una (vez|sola)|de jalon|entero|de golpe|total)
        (pagar|pagarle|pago|pagos|cuotas|abonos) .... (cada|por) (semana|mes|quincena|quincenal*|mensual*|semanal*)
        (semanal*|quincenal*|mensual*) (le|puedo|doy|pago|NUMBER)
        NUMBER (dolares|pesos)? (cada|por|a la|al) (semana|mes|quincena|quincena*|DAY)
        """,
        but_not="""
        (no|nunca) (hay|hubo|habia|llegamos a un) (arreglo|acuerdo)
        (hora|horas|cobran|cobro|cobraron) .... por
        ya (pague|di|mande) ....
        no (puedo|tengo|alcanzo) .... (link|enlace|pagina|abrir|ver)
        """,
    ),
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
        if (i|we) (pay|paid|do|send) .... (do|will|would|can|does|is|are) (you|it|i|they|the|there) ...
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
    Rule(
        """
        (can|could|would|please|possible to|will|let|want to|like to) (i|you|we|me|us|yall)? (please)? (divide|split|
            break|
            spread) (it|this|that|the _) (up|out|in|into|please|$)
        (acepta|aceptan|reciben|recibe|agarran|toman) (pagos|abonos|pago) (chiquit*|parcial*|pequen*|seman*|mensual*|
            quincen*|
            en|poco|a)
        (puedo|podria|podriamos|podemos|quiero|quisiera|dejan|deja) (dar|hacer|mandar|hacerle|darle|darles) (un|unos|
            en)? (payments|
            pagos|abonos|partes|parcialidades)
        (a|en) (plazos|meses|partes|pagos|abonos|mensualidades|cuotas|parcialidades) (se puede|puedo|es posible|puede|$)
        """,
    ),
)

_PROMISE = (
    Rule(
        """
        (you|yall) (will|should|are going to) (see|have|get|receive) (it|the|your|my|that|payment|money|a|
            something)? ... WHEN
        WHEN (si|sin falta|seguro|mero|sin problema|a mas tardar)
        (hoy|manana|WHEN) (mismo|si)? (le|les|te|lo|la|se lo)? (pago|deposito|mando|transfiero|doy|llevo|paso)
        (not|nothing|no money|dont have it|no tengo|ahorita no|no puedo) .... (but|until|pero|hasta|sino) (el|la|
            on|on the|the|by)? WHEN
        (pay|paying|pago|pagando|taking care of it|doing it|send it|do it) (in)? WHEN
        (check|payment|money|funds|transfer) .... (go out|going out|coming|on its way|arrive|be there|be sent|mailed|
            be mailed|hit|land) .... WHEN
        (mark|put) (me|us) down for WHEN
        (i|we) (got|have|gotcha|will have) (you|yall|ya|u)? WHEN
        (para|a)? (el)? WHEN .... (tengo (su|el|tu|listo|todo|lo)|tendra|estara|tendre|tenemos|queda listo|le tengo|
            les tengo|te tengo)
        (good|works|fine|ok) (for)? (me)? (on)? WHEN
        (aim*|shoot*|target*|looking at|count on|expect*) .... WHEN
        (until|hasta) WHEN (please|por favor|thanks|gracias|$)
        (quedo|quedamos) (para|el) WHEN
        (cobro|me pagan|me depositan|nos pagan|raya|recibo mi cheque|me cae|me llega) .... WHEN
        """,
        but_not="""
        (work|works|open|free|available|come|visit|appointment|meet*|fix|service|call|delivery) .... WHEN
        (should|will|did|were|was) (you|yall|they|he|she|someone|your _) ...
        (last|pasado|pasada) WHEN
        if (i|we) (pay|send|mail|wait|paid|do it) .... (is|will|would|are|do|does|can|what|how|could) (there|you|it|
            i|yall|the|they|we|that) ...
        (money|cash|funds|things|budget|times) (is|are|has been|been)? (really|so|very|a little|super|pretty|
            kinda)? (tight|
            short|low|hard|scarce|slow|rough) ...
        (can|could|may|should) (i|we) pay when (you|your|they|he) ...
        (discount|fee|penalty|interest|late|rebate|anything off) .... if (i|we) (pay|send|do|wait|paid) ...
        (descuento|recargo|multa|interes*) .... si .... (pago|deposito|WHEN)
        (cant|not|dont|wont|couldnt|unable|didnt|never|no puedo|no podemos) ... (pay|paying|do it|pagar|see|seen) ...
            (now|right now|ahora|ahorita|today|hoy|until now)
        (closed|away|gone|busy|traveling|vacation|town|office|back) .... (until|on|by) WHEN
        (si) (pago|le pago|deposito) .... (hay|me|cobran|seria|puede|pueden|quitan|hacen) ...
        (llam*|marc*|habl*|escrib*|avis*) .... WHEN
        (good|thanks|great) WHEN
        (due|vence|expire*) ... WHEN
        """,
    ),
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
        (processing|handling|working on|getting to) (it|this|that|payment|the payment|your (payment|invoice)) ... WHEN
        (it|its|payment|check|money|this|that) (is|s)? (going|heading|headed|getting) (out|in) ... (mail|tomorrow|
            tomorrows|WHEN)
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
            yep)? FILLER? (on|by|before|this|in|for|at|around|about|the|until|not until|after|sometime|
            maybe)? (the)? WHEN FILLER? FILLER? $
        ^ payday $
        """,
        but_not="""
        will you
        (did|were|was|have|has) (you|yall|they|he|she|someone|anybody|your _) ...
        (money|cash|funds|things|budget|times) (is|are|has been|been)? (really|so|very|a little|super|pretty|
            kinda)? (tight|
            short|low|hard|scarce|slow|rough) ...
        (can|could|may|should) (i|we) pay when (you|your|they|he) ...
        if (i|we) (pay|send|mail|wait|paid|do it) .... (is|will|would|are|do|does|can|what|how|could) (there|you|it|
            i|yall|the|they|we|that) ...
        (not|dont|no) (sure|know|idea|clue) (when|how|if) (i|we) (can|will|could|would|might|am able to|
            are able to|should) (pay|send|do)
        (is|are|would) there (a|any|be)? ... if (i|we) (pay|send|do|get) ...
        (do|will|would|can|could) (i|we|you) ... (discount|fee|penalty|charge|late) .... if (i|we) (pay|send|do|wait)
        (can|could|may) (i|we) (stop|come|swing|drop) (by|in|over)? (the|your|to your|at your)? (office|shop|store|
            place)? (to|and)? pay ... (cash|card|check|person)
        (what|when|how|where|who|why) (will|can|do|does|should|would|is|are) (you|i|we|it|this|the|he) ...
        (how|where) (can|do|to|should|would|could) (i|we)? (pay|send|mail) ...
        (can|could|would|please|should|will) (you|someone|somebody|he|she|they|yall) (please|just|also)? (send|call|
            email|mail|text|resend|give me a (call|quote|copy|receipt|ring|number|link)|come|stop|get|let|take|
            accept|check|tell|wait for|schedule|put|make|drop|
            process) ...
        (call|text|email|talk|ring|phone|speak) (me|us|to me|to us|with me)? (back)? ... WHEN
        (will|can|going to|let me|to) (call|text|email|talk|check|look|see|ask|speak|think|find|forward|review|let|
            get back|get to you|have (someone|somebody|my _|him|her|them) (call|text|look|check|contact|reach|email|
            see|review|get back)) ...
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
        (am|are|is|was|be|being|been|office|we|store|shop|wife|husband|boss|currently|still) (closed|out|away|open|
            gone|working|traveling|vacation|back|busy|offshore|deployed) (of town|of office|on vacation)? (until|on|
            in|by|next|this) ...
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
        si (le|les)? (pago|deposito|pagara) .... (hay|me|cobran|seria|puede|pueden|quitan|hacen|perdonan) ...
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
    Rule(
        """
        ^ WHEN (works|is good|is better|sounds good|will work|is fine|should work|works best)
        (se lo|te lo|le|lo|se la|les|se los|te|ya) (tengo|tendre|junto|consigo|completo|llevo|paso|doy|mando|deposito|
            liquido|entrego|pago) .... WHEN
        (para|el|hasta) (WHEN|el WHEN) (ya)? (se lo|te lo|le|lo|se la|les|se los) (tengo|tendre|junto|consigo|completo|
            llevo|
            paso|doy|mando|deposito|liquido|entrego|pago)
        """,
        but_not="""
        (no|si|nunca) (se|te|le|lo|les|ya) ...
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
        turn .... back on
        ^ (ok|yes|please|sure|yeah)? (yes|please|ok)? (start|resume|restart|unstop|resubscribe) (again|please|them|it|
            texting|texts|messages)? $
        (you|yall) (can|may|could) (text|message) (this|my|the) (number|phone|cell|line)
        (put|add|sign|get) (me|us|my number) back (on|in|up)
        (opt|opting) (me|us)? (back)? in
        subscribe (me|us)
        TEXTS (are|is) (now)? (fine|ok|good|welcome|allowed|great|all right)
        start (me|us)? (again|back|up)
        (i)? (want|like) (to)? (get|receive|have) (your|the|my)? TEXTS
        (resubscribe|re subscribe|unstop)
        (want|like|wish) ... TEXTS (again|back|please)
        (undo|take back|ignore) (my|the) stop
        (please|you can|ok to) keep (texting|sending) (me|the)
        """,
        but_not="""
        (dont|not|never) (want|wish|like|text|keep|start) ...
        (text|message) me again (and|or|, i|i) ...
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
        (me pueden|me puede|puede|pueden|podrian) (volver a|seguir)? (escribir*|mandar* (MENSAJES|los MENSAJES|mas)|
            textear*|escribiendo*|mandando* MENSAJES) (_ $|$|otra vez|de nuevo|cuando|si|por|al|ya|ahora|los|mas)
        (suscribanme|suscribame|denme de alta|dar de alta)
        ^ (empezar|iniciar|comenzar|reanudar|reactivar) (de nuevo|otra vez|por favor|mensajes)? $
        """,
    ),
    Rule(
        """
        (start|resume|restart|begin|reactivate|reinstate|continue) (the|my|your|sending|with|getting)? TEXTS (again|
            please|
            back|$)
        (si|ok|claro|bueno) , (mande*|envie*|escriba*|escribe*) ... MENSAJES
        (add|put|sign) me back (on|up|in|to|$)
        """,
        but_not="""
        (dont|not|never) ...
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
            (come|coming|know where) ... (you live|find you|after you|hurt|shop|family)
            watch your back
            (beat|kick|whoop|whip|bust) (your|yo) (ass|face|head|teeth)
            (dont|not) want to (live|be alive|be here) (any more|$)
            (hurt|kill|shoot|stab|burn) (someone|somebody|all of you|every one|your|you|the (shop|office|place))
            no quiero (vivir|seguir viviendo)
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
            (ch|chap|chpt) / (7|11|13)
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
            (passed|pass) (away|on $)
            (buried|bury|burying|cremated) (my|our|her|his|him|mom|dad)
            (lost|losing) (my|our)? (wife|husband|mother|father|mom|dad|son|daughter|brother|sister|grandma|
                grandpa|grandmother|grandfather|baby) (on|in|last|this|yesterday|recently|to|$)
            (no longer|not) (with us|living|alive)
            (acaba|acaban|acabo) de (fallecer|morir)
            (fallecer|fallecimiento|funeral|sepelio|velorio|velando|luto)
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
            (retained|hired|my|our) (legal)? counsel
            hablar con (un|mi|el) licenciado
            (abogado|abogada|abogados|demandar|demandare|demandarlos|demanda|los voy a demandar|los demando|
                accion legal|corte)
            """,
            but_not="""
            corte (de|del) _
            (attorney|lawyer) (general|joke|jokes)
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
            leave (my|our) _ (_)? alone
            (dont|never) (ever)? (call|text|email|contact) , (call|text|email|contact|or) .... me
            (no|nunca|ya no) (me|nos) (vuelvan a|vuelva a|esten|este|sigan)? (molest*|fastid*|busquen|busque|acosen|
                hostiguen) (mas|ya|nunca|nunca mas|por favor|$)
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
            how (do|can|would) (i|we) (know|verify|trust|confirm)
            (prove|verify|confirm|show me) (who|you|your|its|it is|this is|that) ...
            como (se|puedo saber|sabemos) (que|si) (es|son|esto) ...
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
            (what|whats|what is|how much) (is)? (still)? (left|remaining|outstanding)
            ^ (my|the|current|remaining)? (total|balance|amount|saldo|owed) (please|due|owed|por favor)? $
            cuanto (me|nos|le|les) (falta|queda|deben|cobran|sale|debo|es)
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
            (page|site|button|it|website|app|payment) (doesnt|isnt|wont|not|cant|is|was|says|keeps|wouldnt)
                (work*|load*|open*|let|down|error|page not found|page|expired|crash*|invalid|not found)
            where (do|can|should) (i|we) (go|click|press|tap) ... (pay|payment)
            (no) (me)? (abre|carga|sirve|funciona|deja) .... (link|enlace|pagina|liga|pagar)
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
