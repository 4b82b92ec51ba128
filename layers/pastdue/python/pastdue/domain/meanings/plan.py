"""Plan: payment in parts."""

from __future__ import annotations

from pastdue.domain.phrases import Rule

PLAN = (
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
        planes (de)? (pago|pagos|$)
        in payments (please|instead|$)
        (dar*|dan|da|hacer*|aceptar*|acepta|ofrecen|dejan) (me|nos)? (en)? pagos ...
        (can|could|do|does|would|will) (i|we|you|yall) (please)? (take|accept|offer|allow|do|make) (monthly|small|
            weekly)?
            payments (on (the|my|this|it)|for (the|my|this|it)|toward|please|at all|$)
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
        (the|and) (rest|other half|remainder|remaining) (later|next|on the|on WHEN|in|after|WHEN|when|by|another)
        and (the)? balance (later|next|on the|on WHEN|in|after|WHEN|when|by|another)
        (in|into|over|with|for|across) (NUMBER|a few|a couple|a couple of|couple|several|multiple) (small|smaller|
            equal|monthly|weekly|more)? (payments|months|parts|pays|checks|paychecks|weeks payments)
        NUMBER (small|smaller|equal|monthly|weekly)? (payments)
        make (some|small|smaller|monthly|weekly|a few|partial|multiple|regular|little)? payments
        (monthly|weekly|biweekly|small|smaller|multiple|several|regular|little|separate) (payment|payments)
        NUMBER (dollars|bucks|usd)? (a|per|each|every|ea|the) (other)? (week|month|paycheck|two|2|payday|pay|check|
            couple|day)
        NUMBER (dollars|bucks|usd)? (weekly|monthly|biweekly|at a time|now and|today and|down)
        (a|per|every) (week|month|paycheck|two weeks|other week) until
        a (little|lil|bit|lil bit|little bit) (at a time|by|each|every|now|here)
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
        por favor
        despues de las ...
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
