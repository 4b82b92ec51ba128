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
