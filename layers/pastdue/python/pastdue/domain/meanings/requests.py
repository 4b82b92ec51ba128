"""Requests: what can be served at once."""

from __future__ import annotations

from collections.abc import Mapping

from pastdue.domain.meanings.labels import Request
from pastdue.domain.phrases import Rule

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
            but_not="resend ... (invoice|invoices|bill|statement|copy|pdf)",
        ),
    ),
}
