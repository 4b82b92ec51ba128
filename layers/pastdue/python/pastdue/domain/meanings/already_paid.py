"""Already paid: it has been paid, in whole or in part."""

from __future__ import annotations

from pastdue.domain.phrases import Rule

ALREADY_PAID = (
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
        ^ (was|did|has|were) (the|my|our) (deposit|payment|check) ....
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
        (cuando|en cuanto|apenas|nomas|si|tan pronto|WHEN|luego|despues|pronto) .... se (lo|la|los|las) (pago|mando|
            envio|deposito|
            transfiero|liquido|doy|llevo)
        WHEN (se|le|les) (lo|la)? (pago|mando|envio|deposito|doy|llevo)
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
        (check|payment) in mail
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
        (putting|dropping|popping|sticking|placing|getting|throwing) .... (check|payment|it) .... in the mail
        in the mail (WHEN|tomorrow|tonight|first thing|later|after|when|by|on DAY|this (week|afternoon|evening|weekend))
        stop payment
        (put|placed|placing) (a)? stop (payment)? on (the|that|my|a)? (check|payment)?
        scheduled (for|to) ...
        (made|make) (a|the|my) (mistake|error)
        was (going|gonna|about|planning|supposed|hoping|waiting|expecting|wondering|told|out|sick|away)
        (sent|gave) NUMBER (invoice|invoices|texts|messages|emails|bills|times)
        (sent|mailed) (me|us) ...
        where (was|is|are|were)
        ^ (was|is) (the|my|our) deposit ....
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
        to (read|give|tell) (you)? (the|my|a|it) ....
        (will|going to|can|could|should|to|when|once|until|havent|hasnt|not|didnt|never|if|is being|be) (be)? (see|
            processed|
            remitted|released|issued|handled|submitted|mailed|cut|sent|gave|give) ...
        """,
    ),
    # --- by classes: part of it sent or put on it, a card or an app used as a verb, handed over in Spanish
    Rule(
        """
        (sent|gave|paid|mailed|put|zelled|venmoed|dropped off|handed|transferred|wired|deposited|brought) (you|him|her|
            them|yall|in|
            over|down|like|about)? (half|part|some|most|all of it|everything|the (whole|full|first|other|entire) _|
            NUMBER) (of
            (it|that|this))? .... (already|yesterday|last|ago|on (DAY|the #th|my card|it)|this morning|earlier|before|
            in cash|
            cash|by check|with)
        (put|charged|ran|swiped|threw|got) (half|part|some|all of it|it all|NUMBER|it|everything) (on|onto) (my|the|a)
            (card|credit
            card|debit|visa|amex|mastercard|discover) (already|yesterday|last|on|when|ago|with|$)
        (check|payment|money order|transfer) for (the|my|your|that|this|all) _ (_)? (was|has been|already|went|got|is)
            (already|been|just)? (mailed|
            sent|out|delivered|dropped|made|processed|cashed|in the mail) ....
        put (half|part|some|NUMBER) (down|on it|toward it|towards it) (already|yesterday|last|ago|on (DAY|the)|when|at|
            $)
        (zelle|venmo|cash app|cashapp|paypal|apple pay|quickpay) would (you|it|yall|the|that|this|yesterday|NUMBER|half|
            already)
        (sent|gave) (in)? half (already)? $
        (just|already) (paid|payed|sent|did) ...
        (ya)? (le|les|se lo|te) (di|dimos|pague|mande|abone|deposite|entregue|deje) (NUMBER|la mitad|una parte|algo|
            todo) .... (al|a la|
            a su|ayer|el (DAY|dia|mes)|la semana|en efectivo|ya|$)
        (^|listo|ok|si|bueno|ya) pagad* (gracias|ya|$)
        ya (fue|esta|quedo|se) (cancelad*|cubiert*|liquidad*) ....
        (recibo|factura|cuenta) .... (ya)? (fue|esta|quedo) (cancelad*|liquidad*|cubiert*|saldad*)
        (cancele|cancelamos|cancelado) (esa|la|el|ese)? (FACTURA)? (en efectivo|con (tarjeta|cheque)|por (zelle|
            transferencia))
        """,
        but_not="""
        (will|can|could|if|would|going to|when|once|have|need|want|didnt|havent|not|never|should|let me) (i|we)?
            (have)? (be)? (put|sent|gave|
            paid|pay) ....
        (no|nunca|si|cuando|que|aun no|todavia no) (se|le|les|te|lo|ya)? (lo)? (di|dimos|pague|mande|abone|deposite|
            entregue|deje) ....
        (not|havent|didnt|never) (just|already) ....
        (isnt|is not|not|wasnt|never|havent|havent been) (all)? paid ....
        just (paid|payed) (my|the|our|for my|for the) (rent|mortgage|car|phone|electric|light|insurance|other|water|
            taxes) ....
        just (sent|did) (you|a|the|my|him|her|it to) (message|text|email|an email|dispute|invoice) ....
        """,
    ),
)
