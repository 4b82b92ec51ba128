"""Promise: it will be paid by a day or a period that one can name. "Soon" and "when I get paid" name none."""

from __future__ import annotations

from pastdue.domain.phrases import Rule

PROMISE = (
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
        (extension|extend*|more time|extra time|grace|prorroga|plazo) .... (to|until|till|through|hasta|al|para)
            (el)? WHEN
        (cut|run|issue|process|write|mail) (the|our|all)? checks .... (this|next) (week*|month*) ....
        para (el|la) (WHEN|primero*) .... (tiene*|tendra*|llega*|recibe*) ....
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
        (is|are|feels|looks|works|working|runs|doing|am) (just|all|much)? (fine|good|ok|better) (now|today|right now)
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
    # --- by classes: a call to pay, an offer of a day, "I got you"
    Rule(
        """
        WHEN .... (i|we|ill|imma) (will|have|am)? (drop|dropping|bring|bringing|mail|mailing|come|swing|got|get|gotcha|
            gotchu|getting|take care|handle|pay|settle|square|
            send|zelle|
            venmo) (you|yall|ya|u|it|this|that|of it|of this|up|the|paid|by)
        (will|can|going to|let me|ill) call (you|in|the office|yall|back|up)? .... (with (my|a|the) (card|payment)|to
            pay|and pay|
            pay by|make a payment|give (you)? (my|the) card|take care of (it|this)|payment|my card) ....
        (alright|ok|okay|cool|possible|fine|acceptable|problem|good) (with you)? if (i|we) (paid|pay|sent|send|mailed|
            drop|dropped|
            do|did|wait|waited|settle|took care of|brought|bring) ... WHEN
        (mind|ok|alright|fine) waiting (until|til)? WHEN
        (el|para el|este|hasta el)? WHEN (en la (tarde|noche|manana)|temprano|por la (tarde|manana))? (yo)? (le|les|te|
            se lo|se la|
            lo|la) (pago|deposito|mando|transfiero|doy|llevo|paso|hago|envio|liquido|abono|cubro|dejo)
        (se lo|se la|le|les|te|lo) (mando|pago|deposito|transfiero|llevo|doy|envio|liquido|paso a dejar|hago) .... WHEN
        """,
        but_not="""
        WHEN .... got (laid|fired|sick|hurt|robbed|paid|no|the bill|your|a|my)
        (si|cuando) (le|les)? (pago|deposito|mando) .... (hay|cobran|recargo)
        (cant|not|dont|wont|no) ... (pay|pagar) (now|right now|today|hoy|ahorita|ahora)
        (call|text|email) (me|us) .... WHEN
        """,
    ),
)

# What a promise has to name, to be one.
NAMES_A_DAY = (
    Rule(
        """
        WHEN
        (on|by|before|until) the (NUMBER|#th)
        (this|next) (weeks|months) (check|payment)? (run|batch)
        (el|dia) (primero|quince|treinta|veinte|diez|cinco|ultimo|#)
        (in|this|tomorrow|first thing in)? (the)? (morning|afternoon|evening)
        (en|por|a) la (manana|tarde|noche)
        (christmas|new year|new years|thanksgiving|easter|labor day|memorial day|the holidays|holidays|halloween|
            navidad|ano
            nuevo|semana santa|reyes|pascua)
        as we speak
        (todays|tomorrows|tonights|mondays|tuesdays|wednesdays|thursdays|fridays)
        NUMBER (days|day|weeks|week|hours|months|dias|semanas|horas|meses)
        (business|few) days
        """,
        but_not="""
        (get|gets|be|am|getting)? paid now
        (cant|not|dont|wont|couldnt|unable|never|didnt|no) (be able to|going to|have (the|any|it)?)? (pay|paying|send|
            do|swing|
            afford|money|it|this|that|pagar|hacer)? (it|this|that|the money|anything|you|money)? (now|right now|today|
            yet|this (week|
            month)|at the moment)
        (what happens|what if|que pasa|que pasaria|y si) .... WHEN
        (if|si) (i|we|yo)? (dont|didnt|cant|no) (le|les|lo)? (pay|pago|pague|puedo pagar) .... WHEN
        no (puedo|tengo|podemos|tenemos) .... (hoy|ahora|ahorita|ahora mismo)
        (right now|ahorita|now|ahora) .... (broke|no tengo|tight|short|bien broke|sin dinero|no money|no work|not
            working|struggling)
        would .... (pay|send|do) .... if (i|we)
        if (i|we) (pay|paid|send) (it|this)? WHEN .... (take off|waive|remove|discount|drop|knock|lower) ....
        payday
        (next|coming|following) (payday|paycheck|pay day)
        buenas (tardes|noches)
        """,
    ),
)
