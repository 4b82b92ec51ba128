"""Opt-out: a refusal aimed at the texts, even a doubtful one."""

from __future__ import annotations

from pastdue.domain.phrases import Rule

# A stop that was a slip, a leave that is given: no refusal, whatever words are in it.
_SLIP = """
        (my|the) (toddler|kid|kids|son|daughter|baby|child|grandson|granddaughter|cat|dog|phone|pocket) (must have|just|
            accidentally|probably)? (hit|sent|pressed|typed|texted|wrote|put|replied|pushed) (stop|unsubscribe|end|
            cancel)
        (didnt|never|dont) (really|actually)? (mean|meant|intend|intended|want) (to|for it to|it to) (hit|send|type|
            press|text|
            reply|say)? (stop|opt out|unsubscribe|block) ((the|your|my|getting)? TEXTS|you|it|this|that)?
        (hit|sent|pressed|typed|texted|wrote|put|replied|pushed|said) (the)? (stop|unsubscribe|end|cancel) (word|
            button)? (by|
            on|in) (accident|mistake|error)
        (accidentally|mistakenly|by (accident|mistake) i|i by (accident|mistake)) (hit|sent|pressed|typed|texted|wrote|
            put|
            replied|pushed|said|opted|unsubscribed|blocked|canceled) (you|to|the|out|stop|unsubscribe|it|TEXTS)?
        (i|we) (stopped|opted out|unsubscribed|blocked|canceled|canceled it|opted out of) (you|it|them|the TEXTS)? (by|
            in)
            (accident|mistake|error)
        (le di|puse|mande|escribi|apreté|aprete|teclee|conteste) (a|al|el)? (stop|alto|baja|cancelar|salir) (por (error|
            accidente|equivocacion)|sin querer)
        (sin querer|por (error|accidente|equivocacion)) (que)? (le di|puse|mande|escribi|aprete|cancele|los cancele|las
            cancele|
            me di|los pare|bloquee|pare) (a|de|los|las|mis|al)? (stop|alto|baja|cancelar|MENSAJES)?
        (los|las|me)? (cancele|bloquee|pare|di de baja) (los|las|sus)? (MENSAJES)? (por (error|accidente|equivocacion)|
            sin querer)
        (get|getting|got|receive|receiving|keep getting) (these|your|all these|all the)? TEXTS (for|meant for|addressed
            to|intended for)
            (this|a|some|that|the|somebody|someone)? _
        i (consent|agree) to (the|your|receive|receiving|get|getting|being)? (your|the|invoice|payment)? (TEXTS|texted)
        (i|we) (give|grant) (you|yall)? (my)? (permission|consent) to
        ^ (yes|ok|sure)? (you|yall) have my (permission|consent) to
        (please|can you|could you|yes|ok|you can|want you to) keep (on|me)? (texting|sending|messaging)
        (undo|reverse|ignore|disregard|lift|take back) (my|the|that|last)? (stop|opt out|unsubscribe|block)
        (water|power|gas|lights|electricity|internet|heat) .... (shut|turned|cut|turn) off
        want (that|this|it|the _) taken off ...
        (scratch*|broke|damag*|fee|charge|discount|deposit|bill|invoice|price|floor|wall|coupon|credit|promo|
            rebate) .... (taken|take|took) (it|that)? off ...
        (it|that|discount|coupon|credit) (was|is|has|wasnt|isnt)? (not|never)? (been)? taken off $
        take off (my|the|that) (deposit|fee|discount|credit|charge|tax|trip|second|first|last)
        ^ not (now|today|yet|this week|until)
        """

# What else may stop, and what there may be none of.
_OF_OTHER_THINGS = """
        stop (the|a|that|this) _ (leak*|drip*|noise|damage|bleeding|water|flood*|flow)
        stop the (leak*|water|drip*|noise|flood*|rain|damage|clock|project|work|job|late|fee|fees|interest|charges)
        stop (adding|charging|accruing|late) ...
        this isnt _ (_)? no more
        (no|none|nothing|zero) (problem|worries|rush|issue|prob|time|sweat|signal|service|idea|clue|way|money) ...
        (no|none|nothing) (text*|message*|TEXTS) (from|on|about|came|yet|with|received|here)
        (got|get|received|have|had|saw|see) (no|none|nothing) TEXTS
        """

_REFUSALS = (
    Rule(
        """
        ^ (stop|stopall|unsubscribe|cancel|end|quit|revoke|optout|remove|unsub|enough|blocked|spam|desist) $
        ^ (please|just)? (cancel|end|quit|remove|unsubscribe|enough) (please|now|this|it|all|already|thanks)? $
        stop (it|this|that|now|please|all|already|texting|messaging|sending|contacting|these|the|with)
        stop ... TEXTING
        """,
        but_not=_OF_OTHER_THINGS
        + """
        stop payment
        (cant|couldnt|cannot|wont|had to) stop (now|right now|at the moment|laughing|crying|thinking|for)
        (hit|texted|sent|pressed|typed|replied|wrote|said|put) stop (by|on) (accident|mistake|purpose|error)
        """,
    ),
    Rule(
        """
        stop*
        """,
        but_not=_OF_OTHER_THINGS
        + """
        (bus|pit|truck|rest|last|first|next|full|non) stop*
        (stopped|stopping|stopper|stopover)
        stop (by|at|in|over|off|into|payment|payments|up|leaking|working|there|raining|to pay|and pay|sign|light)
        (cant|couldnt|had to) stop (now|right now|at the moment|laughing|crying|thinking|for)
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
        but_not=_OF_OTHER_THINGS
        + """
        (sorry|apolog*|hate) (to|for) (bother*|disturb*|be a bother)
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
    # --- by classes: struck off, paid by the text, woken, refused, held back, another way
    Rule(
        """
        (scratch|pull|yank|bump|knock|cross|boot|kick|count|deduct|strike) (me|us|number|this number|my MY_PLACE) (off|
            out|from|
            please|now|$)
        (pull|scratch|drop|exclude|omit|skip|unlist|purge|dump|trash|discard) (my|this|our|the) MY_PLACE ....
        TEXTS .... (cost|costs|costing|charge me|charges me|eat up|use up|using up) (me|us|my|money|a fortune|too much)
        (charged|pay|paying|billed|costs me|cost me|pays|charges me|charge me) (extra|money|NUMBER cents)? (for|per|by)
            (each|every|
            all|all these|the|any|these|receiving|incoming)? TEXTS
        (get|getting|got|receive|receiving|thats|is|have|had) (like|about|over)? NUMBER TEXTS (a|per|every|in one|from
            you|already|
            today|this)
        (appreciate|thank you|thankful|grateful|great|nice|love it|prefer it|like it) (it)? if (you|yall|u) (would|
            could|can|all|
            guys)? (stop*|quit|not|didnt|dont|no longer|wouldnt|never) ....
        (dont|never|not|no longer) (want|wanna|wish|need|care|like) (to)? (be|get) (put|added|placed|signed|back|
            readded|on|in)
            (back)? (on|up|in|to|that|your|this|any|$) ....
        please exclude ....
        ^ (ok|please)? (thats|that is|thats more than) (plenty|enough|quite enough) (now|please|thanks|already|of
            that)? $
        ^ (i am)? (so|really|just)? (sick|tired|done|over|weary) (and tired)? (of|with)? (this|it|you|yall|these|
            hearing|that) (now|
            already|crap|shit|company|people)? $
        ^ (this is|these are|its|youre|you are|thats|ok)? (so|super|very|really|how|just|beyond|extremely|too|getting|
            quite)? (annoying|irritating|invasive|intrusive|obnoxious) $
        (woke|wake|waking) (up)? (me|my _|us|the (baby|kids|house)|everyone|everybody) ....
        (paper|mail|mailed|written|postal|usps) (statements|bills|notices|invoices|mail|copies)? only ....
        ^ (junk|mute|muted|silence|silenced|ignore list|trash|delete|deleted|unfollow|unlist|optd out|dnc|dnd) (please|
            now)? $
        (dont|doesnt|no|never|not) (have|need|got|necessary) (to|for you to|you to) (keep)? (remind*|text*|nag*|chase|
            chasing|
            pester*) ....
        (cut off|hold|hold off on|pause|freeze|kill|nix|ditch|spare (me|us)|skip|can|lay off|go easy on|slow down)
            (with|on)?
            (the|your|these|all|all these|those) TEXTS ....
        (object|objecting|oppose|opposed) to (these|your|the|this|any|receiving|being|getting) ... (TEXTS|texted|
            contacted)
        (would)? rather (you|yall|u|that you) (all|guys)? (didnt|dont|not|never|wouldnt) (text*|messag*|send|contact|
            write) ....
        ^ (please|just|yo|bro|man|dude)? (lay|back|ease|buzz|step) off (please|man|bro|dude|already|now)? $
        (text|message|contact|text to|reach|try|bother) (my|the|our) _ (_)? (not|instead of|and not|rather than) (me|us|
            my _|this _)
        (this is|its|that is|thats) (my|a) (personal|private|work|home|emergency) (cell|phone|line|number|cellphone)
            .... (use|call|try|
            not|send)
        (too|so|very) (early|late) (to|for|in the day to) (be)? (text*|TEXTS|messag*) ....
        (cut|take|drop|strike|bump|pull|kick|get|boot) (me|us) (off|from|out of) (your|the|this|that) ....
        (find|use|try) (another|a different|some other|other) (way|ways|method|number|means|contact) (to (reach|contact|
            get)|please|
            for|$) ....
        (refuse|reject|decline|deny|refusing|rejecting) (to (get|receive|accept|read|answer)|these|your|all|any|further|
            the) ...
            (TEXTS|text*|contact)
        (number|phone|cell|line) (is|are)? (private|unlisted|confidential|not public|not for (this|business|texts)|on
            the (do not|
            dnc)|not to be (used|texted|contacted)|off limits)
        (take|cut|leave|keep) (me|us|my _) out of (the|your|this|it|these) ....
        (no longer|dont) (welcome|authorized|allowed|permitted|authorize|permit) ... (text*|contact*|messag*)
        (unsolicited|unauthorized|unwelcome) ....
        (get|got|find) (a )?(new|another|different) number .... (because of (you|these|this)|to text)
        (go|please) (bother|text|annoy|pester|bug) (someone|somebody|anyone|other people) ....
        (who|what) (said|gave|makes you think|told) .... (you|yall) (could|can|permission|right|to) ... (text*|messag*|
            contact*)
        """,
        but_not="""
        (take|cut|leave|keep) (me|us|my _) out of (the|your|this)? (bill|invoice|estimate|dispute|lawsuit|job|house|
            work)
        (pull|drop|skip) (my|this|the|our) (number|name|info|line|phone|information|contact|details)? (invoice|bill|
            account|up|file)
            ....
        (mail|mailed) (check|checks|payment|a check)? only
        (accept|take|do|pay) .... only
        (unauthorized|unsolicited) (charge|charges|work|repair|bill|fee|purchase|transaction|service|BILL) ....
        (pay|paying|charged|billed) (for|by) (text|the text) (link)
        dont (have|need) to text .... (when|if|i|just) ....
        (you can|or) (hold|pause) ....
        """,
    ),
    Rule(
        """
        (olvid*|pierd*|tire*|borr*|elimin*) (de|ya)? (mi|este|el) (numero|telefono|celular|contacto|nombre)
        (los|te|le|les|la|lo) (voy a|vamos a|estoy)? (report*|bloque*|denunci*) ....
        (voy a|vamos a|estoy por) (report*|bloque*|denunci*) ....
        ya (estuvo|estuvo bueno|estuvo suave|fue mucho|es mucho|fueron muchos|son muchos|fue suficiente|es suficiente|
            son demasiados)
            (de|con|tanto|tantos|los|ya|$) (tanto|tantos|los|sus)? (MENSAJES)?
        (que|cuanto|cuantos|tanto|tantos|demasiad*|muchos) (MENSAJES) (ya|por|al|me|nos|que|$)
        a (este|mi|ese) (numero|telefono|celular) (ya)? no (por favor|mas|$)
        (nada de|ni un|ni un solo|cero|zero|fuera|adios) (mas)? MENSAJES
        me (sacan|quitan|borran|eliminan|remueven|saca|quita|borra) (ya|de|por favor|del|$) ....
        (llam*|marqu*|habl*) .... (en vez|en lugar) de (text*|mand*|escrib*|MENSAJES) ....
        (solo|unicamente|nomas|nada mas|solamente|puras) (llamadas|correo|carta|cartas|email|correos) ....
        ya (me|nos) (hart*|cans*|fastidi*|enfad*|llen*|aburr*|colm*|tienen) ....
        (dejen|deje|deja) (de)? (dormir|descansar|vivir|trabajar|comer|en paz) ....
        no son horas ....
        que (molest*|fastidi*|lat*|enfados*|pesad*|insistent*|necios) ....
        (mejor|prefiero|quiero|quisiera|unicamente|solo|solamente|nomas) (me)? (que)? (me)? (mande*|envie*|escriba*|
            contacte*|
            comuniqu*|usen)? (por|una|la|via|el|los|un|sus)? (carta|cartas|correo electronico|correo|email) .... (no|en
            vez|en lugar|y
            ya|por favor|$)
        (no|ya no) (es|hace) (necesario|falta) que (me)? (mand*|escrib*|record*|avis*|texte*|envi*) ....
        (no|ya no) (me)? (recuerd*|record*|avis*) (mas|ya|tanto|a cada rato|por aqui|por texto|por mensaje|nada)
        (rechazo|me opongo|me niego) .... (MENSAJES|recibir)
        (numero|telefono|celular) (es)? (privado|confidencial|de menor) ....
        (dejen|deje|deja|paren|pare|basta) (ya)? (con|de)? (esto|eso|estos|tanto|tanta|joder|lata|sus) ....
        me (despert*|asust*|molest*|fastidi*|enfad*|cans*) (con|sus|tanto|tantos|estos|los|a mi|al) ....
        """,
        but_not="""
        (manda*|mande*|envie*) .... (factura|copia|recibo|link|enlace|estado|cheque) ....
        (correo|carta|email) .... (factura|copia|recibo|cheque|pago)
        (factura|copia|recibo|cheque|pago|lo|la) (por|al|en el) (correo|email) ....
        basta (con)? (eso|esto) para ....
        """,
    ),
    # --- said politely, or half in each language
    Rule(
        """
        (agrade*|gustaria|prefer*|prefiero|pediria|pido|pedimos|rogaria|ruego|quisiera|suplico|solicito) (mucho)?
            (que)? (por favor)? (ya)? (no|dej*) (vuelv* a|volver a)? (me|nos|de)? (contact*|escrib*|mand*|molest*|
            envi*|texte*|busc*) ....
        (remove|delete|take off|take out|erase|drop|borr*|quit*|elimin*) (my|mi|me|el|este|this) (numero|number|phone|
            telefono|celular|cel|nombre) (please|por favor|de|from|off|$) ....
        """,
        but_not="""
        (link|enlace|factura|copia|cobrador|tecnico*) ....
        """,
    ),
)

OPT_OUT = tuple(Rule(rule.says, f"{rule.but_not.rstrip()}\n{_SLIP}") for rule in _REFUSALS)
