"""Dispute: the bill or the work is wrong, not theirs, not as agreed, unfinished, charged twice."""

from __future__ import annotations

from pastdue.domain.meanings.bills import BILLS
from pastdue.domain.meanings.faults import FAULTS
from pastdue.domain.phrases import Rule

# What sounds like damage, an extra charge or a return, and complains of nothing of ours.
_NO_COMPLAINT = """
        (i|we|my _) (broke|cracked|damaged|dropped|ruined) (my|the|our) (phone|screen|leg|arm|hand|foot|hip|back|wrist|
            ankle|
            computer|laptop|glasses)
        broke (his|her|their|my) (phone|leg|arm|hand|foot|hip|back|wrist|ankle|neck|nose)
        (phone|screen) (is|was|got)? (cracked|broke|broken|damaged|shattered)
        (do|does|would|will|is there) (you|yall|it|they|the|a)? (charge|charges|charged)? .... (extra|additional) (fee|
            charge|for|to|
            if|$)
        ^ (hi|hey|hello|ok|also|please)? (can|could|would|will|any chance|is there|possible|any way) (you|yall|i|we|a
            way|a
            chance|to)? (to)? (please|just)? (waive|remove|reduce|lower|drop) (the|my|that|this)? (late|finance|
            interest)? (fee|
            fees|charge|interest) ...
        (can|could|may|how do|should) (i|we) return ...
        (does|do|is|will|would|did|what does|how long) (the|my|it|this|your|is the)? (warranty|guarantee|insurance|
            plan) ....
        (when|how long) (does|is|will) .... (warranty|guarantee) ....
        """

DISPUTE = (
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
        if (i|we) (pay|paid|send) ... (will|can|could|would) (you|yall) ....
        WRONG ... (link|page|site|website|button|url|number|person|email)
        (is|was) (it|this|that|the) (a|an)? (scam|fake|joke)
        (is|are) (this|it|you) (a|an|some)? (scam|joke|kind of scam)
        (do|does|would|will) (you|yall|it|they) (charge|charges) (extra|more|a fee|for|anything) ....
        se (me|nos) (descompuso|rompio|quebro|quemo|inundo|dano|poncho) (el|la|mi) (carro|troca|camioneta|coche|
            telefono|celular|refri|estufa|casa|llanta|computadora) ....
        (mama|papa|esposo|esposa|hijo|hija|abuela|suegra|nino|nina|salud|espalda) (esta|anda|sigue) (muy)? (mal|mala|
            malo|grave)
        tax refund
        (nothing|isnt anything|not anything|see anything|find anything) WRONG
        (never|didnt|not) (said|say|saying) (that)? i (wouldnt|wont|wasnt|am not|refuse)
        ^ (was|did|is|has|were|will|does) (the|my|our|that) (deposit|credit|discount|coupon|refund) ....
        (if|in case) (it|the _|this|that) (_)? PERSISTS
        no more PERSISTS
        (theres|there is) (a|an|another|now a)? (PERSISTS|leak) (in|on|at|by) (the|my)? other (_)?
        (in|on) (the|my)? other (bathroom|room|unit|house|car|bath|sink|toilet|side|one)
        (i|we|my _) (broke|cracked|damaged|dropped|ruined) (my|the|our) (phone|screen|leg|arm|hand|foot|hip|back|wrist|
            ankle|
            computer|laptop|glasses)
        broke (his|her|their|my) (phone|leg|arm|hand|foot|hip|back|wrist|ankle|neck|nose)
        (phone|screen) (is|was|got)? (cracked|broke|broken|damaged|shattered)
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
        (dispute la|disputar)
        (a|the|el|la|un|una|to|de|hacer|quiero|voy a|en) dispute
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
        se (me|nos) (descompuso|rompio|quebro|quemo|inundo|dano|poncho) (el|la|mi) (carro|troca|camioneta|coche|
            telefono|celular|refri|estufa|casa|llanta|computadora) ....
        (link|enlace|pagina|liga|app|telefono|celular|carro|internet|tarjeta) .... (no|mal|fall*|roto|descomp*)
        no (me)? (sirv*|jala|funcion*|abre) (el|la|su|este|ese|esta)? (link|enlace|pagina|liga|app)
        (no|nunca|ni) (me|nos)? (ha|han|he)? (llego|llegado|llegaron|recibi|recibido|mand*|envi*) (la|su|el|ningun|
            ninguna|un|una|mi|mis)? (factura|correo|mensaje|recibo|link|enlace|texto|email|estado|aviso|cheque|pago|
            sueldo|dinero|quincena)
        (no|todavia no|aun no) (me|nos)? (pagan|pagaron|depositan|depositaron|cae|cayo|llega) ....
        (hasta que|cuando|en cuanto|apenas) (cobre|me paguen|me pagan|tenga|reciba|me depositen|junte|me llegue) ....
        (do|does|would|will) (you|yall|it|they) (charge|charges) (extra|more|a fee|for|anything) ....
        (mama|papa|esposo|esposa|hijo|hija|abuela|suegra|nino|nina|salud|espalda) (esta|anda|sigue) (muy)? (mal|mala|
            malo|grave)
        es (una)? (estafa|fraude)
        si (le|les)? (pago|deposito|pagara) .... cobr* ...
        cuanto (me|nos|le)? cobr* ...
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
        disputed
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
        (dont|didnt|not|shouldnt|doesnt|never) (think|believe)? (i|we)? owe* (you|yall|u|this|that|it|anything|any|them|
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
        (do|does|would|will) (you|yall|it|they) (charge|charges) (extra|more|a fee|for|anything) ....
        se (me|nos) (descompuso|rompio|quebro|quemo|inundo|dano|poncho) (el|la|mi) (carro|troca|camioneta|coche|
            telefono|celular|refri|estufa|casa|llanta|computadora) ....
        (mama|papa|esposo|esposa|hijo|hija|abuela|suegra|nino|nina|salud|espalda) (esta|anda|sigue) (muy)? (mal|mala|
            malo|grave)
        ^ (hi|hey|ok|also|so)? (is|are|was|isnt|wasnt) (it|this|that|the _|my _) (_)? (still|covered|not)? (covered|
            under|by|still|in) ....
        in error message
        (stop|hit|pressed|sent|texted|typed|unsubscribed|opted out|replied|blocked|was|it|canceled it|stopped) ... (by|
            in)
            (mistake|error|accident) , ....
        (stop|hit|pressed|texted|typed|unsubscribed|opted out|replied|blocked) ... (by|in) (mistake|error|accident)
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
        """
        + _NO_COMPLAINT
        + """
        identity theft
        (i am|we are|were|am|flat) (so|totally|really|just|still|dead)? broke
        (card|car|truck|phone|computer|laptop) (is|was|got)? (broke|broken|damaged|canceled)
        broken link
        (returned|return) (your|the|my|a) (call|calls|message|email|text)
        (no|no more|without|any) (leaks|leaking|dripping)
        (if|in case) (it|the _) (leaks|keeps|still|breaks) ....
        return (the|your) (favor|call)
        """,
    ),
    Rule(
        """
        (disputa*|disputo|disputar)
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
        cuanto (me|nos|le)? cobr* ...
        (esta|estas|usted esta) equivocad* (joven|amigo|senor|senora|de|$)
        (mama|papa|esposo|esposa|hijo|hija|salud|familia) esta mal
        esta mal de
        (cuando|hay|tiene|cubre|cuanto|que|como) .... garantia
        (mama|papa|esposo|esposa|hijo|hija|abuela|suegra|nino|nina) (esta|anda|sigue) (muy)? (mal|mala|malo)
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
        (agreed|told|said|promised|supposed|understood) .... (would|will|to) be UNDONE
        (is|are|was|were|got) (DAMAGED|scratched|dented|scuffed|stained|chipped) (up)? (from|by|because|after|
            when) (you|your|
            the|yall|of)
        nobody (here|in|at|from|on)? (_|our _|my _)? (ever)? (authoriz*|approv*|order*|sign*|request*|agree*|hired|
            placed)
        (billed|charged|invoiced|billing|charging|invoicing) (to|for)? (the|a)? wrong _
        (something|somethings) (is|seems|looks|smells)? (off|wrong|fishy|weird|not right) (with|about|on|here)
        ^ (contest*|contested|disputing|objection|i object|objecting) (this|it|that|the BILL)? $
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
        """
        + _NO_COMPLAINT
        + """
        ^ (no|no more|any|if|when) _ (_)? (leaks|leaking|drips|dripping) ...
        (no|no more) (leaks|leaking)
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
    # --- first the work, then the money; no service was had in that time
    Rule(
        """
        (cuando|hasta que|en cuanto|apenas|una vez que|despues de que|ya que) (me|nos|lo|la|se|este|ya)? (lo|la)?
            (termin*|acab*|arregl*|repar*|complet*|cumpl*|corrij*|compong*|regresen a|vengan a) .... (pag*|deposit*|
            transfer*|doy|abono)
        (didnt|never|havent|hadnt|dont|dont remember) (actually|even|really)? (have|had|get|got|gotten|receive*|having|
            getting|use|used) (any|a|an|no|your)? (_)? (service|services|repair|repairs|visit|visits|appointment|
            appointments|cleaning|cleanings|treatment|treatments|delivery|deliveries|inspection|tune up|
            mowing|spraying) (in|on|this|that|last|done|from|with|at|here|for|since|all|during|back|$) ....
        (doing|does|making|makes|having|has|got) the (exact)? same (thing|noise|sound|problem|problems|issue|stuff)
            (it|again|as|like|i|we|before|$) ....
        cobr* .... (double|twice)
        (coupon|discount|credit|deposit|promo|rebate|it) (was|wasnt|has|hasnt) (not|never)? (been)? (taken|took|
            deducted|applied) (off)? $
        (nobody|no one) (ever|even|has|have)? (came|come|showed (up)?|been) (out|over|back|here|by|to|$) ....
        no (tuve|tuvimos|hubo|recibi|recibimos|use|usamos) (ningun|ninguna|un|una|el|la|su|sus)? (servicio*|visita*|
            limpieza*|reparacion*|cita*|entrega*|trabajo*|mantenimiento*|tratamiento*) (en|ese|esa|este|esta|el|la|de|
            aqui|con|por|para|$) ....
        """,
        but_not="""
        (mi|mis|el) (cheque|jefe|patron|esposo|esposa|hijo|banco) ....
        (cell|phone|internet|text|cable|email) (service|delivery)
        no (hubo|tuve|tuvimos) (trabajo*) (en|este|esta|la|el|por) ....
        """,
    ),
    *BILLS,
    *FAULTS,
)
