"""Flags: why everything stops on every channel, beside the label."""

from __future__ import annotations

from collections.abc import Mapping

from pastdue.domain.meanings.labels import StopFlag
from pastdue.domain.phrases import Rule

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
