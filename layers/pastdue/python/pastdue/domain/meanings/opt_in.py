"""Opt-in: the texts are wanted, or wanted again."""

from __future__ import annotations

from pastdue.domain.phrases import Rule

OPT_IN = (
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
        (who|nobody|why|what makes|how|when) .... (you|u|yall) (can|could|may) ....
        (think|thought) (you|u|yall) (can|could|may) ....
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
        but_not="""
        (mande*|manda*|envie*|mandar*|enviar*) ... (link|enlace|factura|copia|recibo|liga|pdf|info*|cuenta|numero|
            correo|email|
            foto|direccion|estado|total|detalle*) ....
        me (lo|la|las) .... (otra vez|de nuevo)
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
    # --- by classes: leave is given, the texts are wanted, are to start, to go on, the stop was a slip
    Rule(
        """
        (you|u|yall|they) (guys|all|people)? (can|may|could|are welcome to|are allowed to|are free to|are good to|can
            go ahead
            and|have (my)? (permission|consent|ok) to|got (my)? (permission|ok) to) (now|go ahead and|start|resume|
            please|
            always|still|definitely|just|certainly)? (back)? (text|texting|message|messaging|texts) (me|us|my|this|here|
            again|
            any|$) ....
        (ok|fine|alright|good|cool|happy|permission|consent|permitted|free|welcome|safe) (with me|with you|by me)? (to|
            for you
            to|if you|if yall|with you|you can) (text|texting|message|messaging|send me TEXTS|sending me TEXTS|start
            texting|resume texting) ....
        (give|giving|gave|grant*|have) (you|yall)? my (permission|consent|ok) .... (text*|messag*|send)
        i (consent|agree) to (the|your|receiv*|get*|being)? ... (TEXTS|texted)
        (do|would like|id like|want|like|love|wish|need|prefer|agree|opt|happy) (to)? (actually|still)? (get|receive|
            have|be
            getting|start getting|start receiving|getting|receiving|continue getting|keep getting|go back to|for)? (the|
            your|
            my|those|these|all|more|some)? (invoice|payment|bill|billing|text|due date|account|monthly)? TEXTS
        (changed|change) my mind .... (TEXTS|text*|start|send|sign|add|put|turn)
        (please|just|can you|could you|want you to|go ahead and|yes|ok|do|and|you can|id like you to) keep (the|those|
            my|
            your|me|us|on|up)? (texting|sending|TEXTS|messaging|in the loop by text) ....
        (texting|text|texts|text messages) (is|are|works|work|me is|me works) (just|the|totally|perfectly|really|much|
            always)?
            (best|fine|ok|good|great|better|easiest|easier|preferred|welcome|perfect|helpful|useful|handy|most
            convenient|
            convenient|for me) ....
        (prefer|rather have|rather get|like|appreciate|love|find) (the|your|getting)? (texts|texting|text messages|
            reminders) (over|to|than|helpful|useful|best|they|it|because|so|please|thanks|$)
        (resub|re sub|reenroll|re enroll|enroll|signup|re add|readd|register) (me|us|for TEXTS|my (number|phone)|please|
            back|again|
            $)
        sign (me|us|my (number|phone))? (back)? (up)? (for|to) ... TEXTS
        (unblock|unmute|reactivate|re activate|re enable|reenable|enable|activate|restore|resume|reinstate|renew|bring
            back|
            switch on|turn on|turn back on|restart|re start|start up|pick back up) (my|the|your|me|this|those|getting)?
            (TEXTS|
            text*|alerts|number for TEXTS|subscription|updates)
        (start|resume|restart|begin|continue) (back)? (with|the|my|your|sending|up|getting|doing|receiving)? (me|us|the|
            your|
            my)? (_)? TEXTS
        (start|resume|begin|restart) (back)? (texting|messaging|sending) ....
        (didnt|never|dont) (mean|meant|intend|intended) (to|for it to) (stop|opt out|unsubscribe|cancel|hit stop|block|
            send
            stop|text stop|type stop) ....
        (accident*|mistake*|by error|oops|my bad|my kid|toddler|wrong button|sin querer) .... (stop|unsubscribed|opted
            out|
            blocked|canceled) .... (text|texting|send|sending|start|resume|add|sign|put|keep|turn|undo|back|again|
            resubscribe)
        (stop|unsubscribed|opted out|blocked|canceled) .... (accident*|mistake*|by error|oops|didnt mean|my kid|toddler|
            wrong
            button) .... (text|texting|send|sending|start|resume|add|sign|put|keep|turn|undo|back|again|resubscribe)
        (put|add|sign|get|place|opt|include|stick|throw) (me|us|my number|this number|my phone|my cell|this phone)
            (back|again)?
            (on|in|into|to|onto) (the|your|that|this)? (text|texting|sms|message|reminder|mailing|contact)? (list|TEXTS|
            again)
        (miss|missing|missed) (the|my|your|getting)? TEXTS .... (back|again|start|resume)
        (this|my) (number|cell|phone) (is|works)? (ok|fine|good|best) (to|for) (text*|TEXTS)
        (text|message) (me|us) (again|from now on|going forward|any time|anytime|like before) ....
        (send|sending) (me|us) (the|your|those|my)? TEXTS (again|please|from now on|like before|going forward|to this|$)
        turn (my|the|your|those)? (text)? (TEXTS|alerts|text alerts) (back)? on ....
        ^ (ok|yes|sure|please|alright|yeah)? (go ahead and|just)? (text|message) (me|us) $
        want (back)? in on the TEXTS
        (can|could|may|how do|how can) (i|we) (start|get|begin|go back to|sign up|signed up)? (getting|to get|for|
            receiving)? (the|your|my)?
            TEXTS (again|back)
        ^ (activate|allow texts|allow|enable|reenable) (please|me|again|texts)? $
        (reverse|undo|cancel|remove|lift|forget|disregard|ignore) (my|the|that|last)? (stop|opt out|unsubscribe|block)
        ^ (re)? opt (me|us|my number)? (back)? in ....
        ^ (start|unstop) (again|back|over|it|me|up|otra vez|de nuevo|please|por favor|back up|again please|them) ....
        """,
        but_not="""
        (who|nobody|why|what makes|how|when) .... (you|u|yall) (can|could|may|are allowed) ....
        (think|thought|thinks) (that)? (you|u|yall) (can|could|may) ....
        (dont|not|never|no longer|wont|wouldnt|didnt|nobody|stop|quit|without) (want|wish|like|text|keep|start|need|
            prefer|ask*|
            agree*|consent*|give|gave|have|really|even|you|appreciate|care) ....
        (text|message) me (again|one more) (and|or|, i|i) ....
        (can|could|will) (you|u|yall) (please)? (text|message|send) (me|us) (the|a|my|your|an|when|if|what|how) ....
        (can|could|may) (i|we) (text|message) ....
        (text|message) (me|us) (the|a|my|your|an|when|if|what|how) ....
        (you can|just|please|or) (text|message) (me|us) (the|a|my|your|an|if|what|how|when) ....
        (start|resume|continue) (work|working|the (job|project|work)|paying|payments) ....
        need (the|your|a|my) (text|message) ....
        (like|love|want|need) (the|your|my)? (link|invoice|bill|copy|statement) ....
        prefer .... (call|email|mail|not) ....
        """,
    ),
    Rule(
        """
        (activ*|reactiv*|reanud*|restablez*|restaur*|habilit*|inici*|empie*|empez*|comienc*|comenz*|continu*|sigan|siga|
            vuelv*|
            renuev*|prend*) (me|nos)? (otra vez|de nuevo|por favor)? (con|a)? (los|mis|sus|el envio de|mandando*|
            mandar*|
            enviando*|enviar*|escribir*|escribiendo*|recibir|mandandome|texte*)? (los|mis|sus|otra vez|de nuevo)?
            (MENSAJES|otra
            vez|de nuevo)
        (si|ok|claro|bueno|dale|yes|sale|simon|andele) (, )? (por favor)? (mande*|mande|envie*|escriba*|escribe*|manda*|
            texte*)
            (me|nos)? (los|sus|mas|mis|por|mi)? (aviso*|_)? (MENSAJES|por (texto|mensaje|aqui))
        (mandeme|mandenme|mandame|envieme|envienme|escribame|escribanme|texteeme|texteenme) (los|sus|mis|mas|por)?
            (MENSAJES|texto)
            (otra vez|de nuevo|por favor|ya|si|$) ....
        (vuelv*|pued*|podr*) (a)? (poner*|agregar*|anotar*|apuntar*|incluir*|registrar*|meter*) .... (lista|MENSAJES|
            otra vez|de nuevo)
        (pong*|agreg*|anot*|incluy*|apunt*|registr*|inscrib*|suscrib*|met*|regres*) (me|nos)? (otra vez|de nuevo|
            otravez)? (en|
            a|de vuelta)? (la|su|el|los)? (lista|MENSAJES|sistema)
        (ponganme|ponme|pongame|agreguenme|agregueme|anotenme|apuntenme|incluyanme|inscribanme|inscribeme|registrenme|
            metanme|
            suscribeme|suscribanos|regresenme) .... (lista|MENSAJES|otra vez|de nuevo|texto)
        (me|nos) (dan|da|pueden dar|puede dar|podrian dar|vuelven a dar|dieran) de alta ....
        (denme|deme|dame|dennos|darme) de alta ....
        (quiero|queremos|quisiera|deseo|me gustaria|acepto|aceptamos|autorizo|prefiero|necesito|permito) (si)? (seguir|
            volver a|
            empezar a)? (recib*|que (me|nos) (sigan|vuelvan a|siga|vuelva a)? (mand*|envi*|llegu*|escrib*|texte*|
            avis*)) (los|
            sus|mas|mis|estos|esos|por)? (MENSAJES|texto|otra vez|de nuevo|aqui)
        si (quiero|acepto|deseo|autorizo|me interesa*|necesito) (que)? (recibir|los|sus|mas|me (manden|envien|escriban|
            lleguen|
            texteen))? ... (MENSAJES|aqui|texto)
        ^ (activar|activen|activeme|activenme|activame) ....
        si (me)? (pueden|puede|podrian) (mandar*|enviar*|escribir*|textear*|text) ....
        (me|nos)? (ya|si)? (me)? (puede|pueden|podria|podrian) (ya|si)? (volver a|seguir) (escribi*|mand*|texte*|envi*|
            text|
            recordar*|avis*) ....
        (puede|pueden|podrian) (ya|si)? text (me)? ....
        (cambie|cambiamos) de (opinion|idea|parecer) .... (MENSAJES|mand*|escrib*|si)
        (sin querer|por error|por accidente|por equivocacion|me equivoque|se me fue el dedo|fue mi hijo|fue mi nino|fue
            mi hija)
            .... (stop|alto|baja|cancel*|pare|bloque*|salir) .... (mand*|activ*|envi*|escrib*|vuelv*|reactiv*|otra vez|
            de nuevo)
        (stop|alto|baja|cancel*|bloque*|salir) .... (sin querer|por error|por accidente|por equivocacion) .... (mand*|
            activ*|
            envi*|escrib*|vuelv*|reactiv*|otra vez|de nuevo|siga*)
        (por (texto|mensaje|mensajes|aqui)) (esta (bien|perfecto)|si|es mejor|mejor|me parece|prefiero|ok|me queda
            mejor)
        (prefiero|mejor|me gusta*|me sirve*|me ayuda*) (que me (escriban|manden))? (los|por|sus)? (MENSAJES|texto)
        (esta bien|no hay problema|no me molesta|adelante|ok) (si|que|con que)? (me|nos) (manden|envien|escriban|mandan|
            escriben|
            texteen) ....
        (start|resume|sign me up|add me) .... (otra vez|de nuevo|los|con los) (MENSAJES)? ....
        (quiero|vuelvo a querer|denme|regresenme|extrano) (otra vez|de nuevo|de vuelta|los|mis|sus) ... MENSAJES
        """,
        but_not="""
        (no|ya no|nunca|ni|jamas|tampoco|dejen|deje|deja|sin que|basta) (me|nos|quiero|quieren|necesito|deseo|se|lo|
            vuelv*|sig*|mand*|
            envi*|escrib*|acept*|autoriz*|puede*|hay|prefiero|de) ....
        (mande*|manda*|envie*|mandar*|enviar*|reenvi*|pasar*) ... (link|enlace|factura|copia|recibo|liga|pdf|info*|
            cuenta|
            numero|correo|email|foto|direccion|estado|total|detalle*) ....
        (como|cuando|donde|quien|por que) ....
        me (lo|la|las) .... (otra vez|de nuevo)
        (continu*|sig*|empie*|empez*|comenz*|vuelv*) (con|a)? (el|la) (trabajo|obra|limpieza|servicio) ....
        (prend*) (el|la|los) ....
        """,
    ),
    Rule(
        """
        ^ (yes|yeah|yep|ok|sure|please|si) (, )? (please|you can|go ahead and)? (text|message|send) (me|us) (the|your|
            my|those|these)? (TEXTS|reminders|notices) (please|thanks|thank you|again|by text|here|$)
        """,
        but_not="""
        (dont|not|never|stop|no) ....
        """,
    ),
)
