"""Bills: what is the matter with the bill: its price and hours, nobody's leave, a cancelled order, another's debt."""

from __future__ import annotations

from pastdue.domain.phrases import Rule

BILLS = (
    # --- what it costs, against what was said
    Rule(
        """
        (isnt|not|wasnt|never|different from|different than|more than|higher than|double|triple|twice|way over|over|
            above|
            exceeds|nothing like|nowhere near) (the|what|your|our|my)? (price|rate|quote|estimate|amount|number|figure|
            cost|fee|total|deal)? (that|what)? (you|he|she|they|yall|we|your _|u|the (guy|man|tech|lady)) (all|guys)?
            (gave|told|said|quote|quoted|agreed|advertis*|promised|offered|signed|approved|talked|discussed|wrote|
            estimated|settled|shook|negotiated|posted|charged last|charge on)
        (double|triple|twice|way more than|a lot more than|much more than|higher than|more than) (what|the (quote|
            estimate|
            price|amount)|last|your (website|quote|ad|flyer|estimate)|i (paid|was|agreed|usually|normally)|we (paid|
            were|
            agreed))
        (why|how|how come) (did|does|is|has|come|the|my|your) .... (go|went|gone|jump*|increas*|double*|change*|now|up|
            end
            up|so|more|grow|grew|get) (up)? (from|to|at)? NUMBER ....
        (went|jumped|go|gone|going|changed|jumping|climbed|shot) (up)? from NUMBER to NUMBER
        ^ why (did|does|has|is) (it|this|that|the BILL|my BILL) (go|went|gone|going|keep going|jump|increase|increased)
            (up)?
            $
        (no|never any|without (any)?|wasnt any|zero|0) (mention|word|warning|notice|heads up|disclosure|discussion|
            explanation|justification) .... (FEE|increase|cost|extra|of|about|that|on|price|change|hourly|before|$)
        (without|with no) (even|ever)? (any|my|our|prior)? (notice|warning|asking|telling|permission|approval|
            authorization|calling|checking|ok|consent|knowledge|say so|consulting)
        (where|what) (did|is|was|are|s|the hell is|the heck is) (this|that|the|these) (NUMBER)? (dollars|dollar)? (_)?
            FEE
            .... (nobody|never|not|didnt|wasnt|no one|dont|ridiculous)
        (nobody|never|not|didnt|wasnt|dont|remove|waive|ridiculous|take off|drop|bogus|unfair|surprise) .... (FEE|
            service
            fee|trip fee|late fee|_ fee) (that|i|we|was|were|is|are|on|off|from|before|to|$)
        NUMBER (dollars|bucks)? (an|per|a)? (hour|hr|visit|month|week|session|lesson|class)? (was|is) (the|our|my|your)?
            (rate|price|deal|agreement|quote|estimate|number) (not|we|you|i|, not|and|but|$)
        (signed|agreed|approved|okd|ok|authorized|said yes|shook hands) (up|off|on)? (for|to|on|at) NUMBER ....
        (not|nor) (a|one) (dollar|penny|cent|dime) more
        (materials|parts|labor|delivery|setup|tax|tip|gratuity|install|installation|haul away|cleanup|clean up|disposal|
            permit|permits|everything|travel|inspection|consultation|diagnostic|estimate|visit|trip|checkup|exam|
            cleaning|
            session|lesson|refill|hour|month|service call|that|this|it|which|all of it|first _|second _|the _) (was|
            were|
            is|are)? (supposed|meant|said|promised|quoted|going|gonna) (to)? (be)? (included|free|part|covered|less|
            waived|
            cheaper|discounted|credited|complimentary|no charge|on you|on the house|half|NUMBER|a gift)
        (supposed|meant|said|promised|going|gonna) to (be)? (come|taken|take|knocked|knock|deducted|deduct|go|count|
            apply|
            get|give|honor|match) (off|toward|towards|NUMBER|a|me|the|that|my|our)
        (not|isnt|doesnt|dont|never|wasnt|werent|didnt|havent|hasnt) (even|ever|been)? (show*|reflect*|deduct*|
            subtract*|
            applied|apply|credited|credit|coming off|taken off|take off|took off|listed|honored|given|see|included) ....
            (deposit|credit|discount|coupon|down|payment|retainer|promo|refund|rebate|return|gift card|voucher)
        (deposit|credit|discount|coupon|down payment|retainer|promo|refund|rebate|gift card|voucher|NUMBER down|special|
            sale price|NUMBER off|percent off|groupon|senior discount) .... (not|isnt|wasnt|never|missing|didnt|doesnt|
            nowhere|where|forgot|still|left off) (on|in|there|here|applied|taken|showing|deducted|reflected|honored|
            given|
            show*|come|came|off|it|to)
        (forgot|forgotten|neglected|failed) (to)? (take off|deduct|subtract|apply|credit|include|honor|give me|knock
            off) ...
        (BILL|it|statement|paperwork) (still)? (doesnt|didnt|isnt) (even|seem to)? (show*|reflect*|include|list|match|
            account|
            credit|deduct|subtract|mention|have) (my|the|our|any|what|that|for|a) ....
        (want*|promised|guaranteed|offered|advertised|quoted|told|said) (me|us)? .... (NUMBER)? (percent)? off ....
            (isnt|
            not|wasnt|never|but|missing|and)
        (flat|fixed|set) (rate|fee|price) .... (not|but|and|instead|now|was|is|why|what|we|agreed)
        not (by the hour|hourly|per hour)
        (too|so|way more|twice as|this|that) many (hours|hrs|visits|bags|gallons|guys|men|trips|parts|items|labor)
        (price|amount|number|cost|total|rate) .... (isnt|not|wasnt|different) (what|from what|than what|the one|the
            same)
        (different|another|other|higher|bigger) (price|amount|number|figure|total|rate) (than|from|to|then|on|was|now)
        (quoted|told|promised|gave|offered) (me|us)? (a)? (different|lower|cheaper|better|another) (price|amount|number|
            figure|total|rate)
        (been|was|were|always|usually|normally) (told|paying|paid|charged|billed)? NUMBER .... (now|suddenly|this time|
            all of
            a sudden|and i see|you|its|it is)
        NUMBER .... (and|but)? (now|suddenly) (its|it is|i see|you|yall|youre|u|the BILL|they|im|i am|we) .... NUMBER
        (charge|charged|charging|bill) (me|us)? double .... (what|the|than|your|of)
        (can get|could get|get it|find it|bought|have gotten) .... (half|cheaper|for less|at (home depot|lowes|amazon|
            autozone|walmart))
        (marked up|markup|price gouging|highway robbery|daylight robbery|outrageous|extortion|exorbitant|absurd|
            rip off|ripoff|rip me off|ripping people off|ludicrous|preposterous|unconscionable)
        """,
        but_not="""
        ^ (hi|hey|hello|ok|also|and|so)? (can|could|would|will|do|does|did|is|are|was|were|how much|what|which|who|
            where|any)
            ....
        (late|interest) (fee|fees|charge|interest|penalty) .... (if|when|until)
        (if|when) (i|we) ....
        (gas|rent|food|groceries|grocery|insurance|medicine|everything) (price|prices|cost|costs|rate|rates|is|went|
            has) ....
        (more|higher|different) than (i have|i can|i make|i got|we have|we can|my paycheck)
        (didnt|dont|havent|never) (see|saw|seen|get|got) (the|your|any|a)? (bill|invoice|text|email|link) ....
        (take off|off) work
        (half|part|NUMBER) .... now and (half|the rest|rest|the other|NUMBER) ....
        not (paid|late) ....
        (this|that|it) is a (different|new) number ....
        (different|new|another) (phone)? number now
        dont (charge|add) ....
        """,
    ),
    # --- how much was done or had, against how much is billed
    Rule(
        """
        only (had|got|used|needed|ordered|wanted|asked for|came|took|was|were|did|received|bought|requested|approved|
            came in|
            went|stayed|worked|cleaned|gave|dropped off|signed up) ... (NUMBER|a|an|one|once|half|the) .... / ....
            (BILLING|
            bill|invoice)
        (BILL|it|yall|you|they) (shows|show|says|say|lists|list|claims|claim|has|have (me)?|charges|charged (me)?|
            billed (me)?|
            is for|was for|includes) .... / .... (only|just|not|never|didnt|was here|were here|took|dont|had no|wasnt|
            werent|
            stayed|left)
        only (wanted|asked for|needed|requested|came for|came in for|was) (a|an|the)? (free)? (quote|estimate|bid|price|
            consultation|consult|inspection|oil change|look|checkup|cleaning|diagnostic|second opinion|tune up)
        only had (one|a|NUMBER) ....
        (he|she|they|yall|you|guy|guys|tech|crew|man) (was|were|stayed|worked) (only|barely|just|hardly|not even|maybe)
            (here|there|for)?
            (like|about|for|not even|less than)? (NUMBER|an|a|half|maybe) ....
        (BILLING|bill|invoice) .... / .... (only|just) (have|had|got|use|used|need|needed|ordered|own|took|were|was|did|
            came)?
            (NUMBER|one|half) ....
        (oil change|estimate|inspection|cleaning|diagnostic|quote|one _|NUMBER _) only
        (just|only) (a|an) (quote|estimate|bid|consultation|inspection|consult)
        (two|three|2|3|multiple|duplicate|second|double|same|extra|another|both|twice) (bills|invoices|charges|
            statements|
            bill|invoice|charge) (for|on|from|of|as) (the|one|a|this|that|same|exact|last) ....
        (was|were|stayed|worked|there|here|took|spent|came out) (only|just|maybe|barely|like|about|all of)? (here|there|
            for|
            out)? (only|just|maybe|barely|like|about|all of|less than|not even|under|for|a total of)? (NUMBER|an|a|half
            an|
            half|maybe|ten|fifteen|twenty) (and a half|half)? (minutes|minute|min|mins|hour|hours|hr|hrs|seconds|sec)
            .... /
            .... (BILLING|bill|invoice|and|but|not|says|said|couldnt)
        (BILLING|bill|invoice|says|said) .... / .... (was|were|stayed|worked|took|spent|left) (only|just|maybe|barely|
            like|
            about)? (here|there|at|after|by|for|in|out)? (only|just|maybe|barely|like|about|less than|not even|for|an|
            under)? (NUMBER|noon|an|a half|half|lunch) (and a half|an)? (minutes|minute|min|mins|hour|hours|hr|hrs|$|am|
            pm)
        (NUMBER|one|once|twice|single) .... (billed|charged|charging|billing|invoiced|bill|charge) (me|us)? (for)? (a)?
            (NUMBER|twice|double|four|three|full) ....
        (came|come|cleaned|mowed|showed up|serviced|visited|worked|treated) (out)? (once|one time|twice|two times|
            NUMBER times|
            NUMBER days|one day) .... (bill*|charg*|invoic*|not|but|says)
        (once|twice|one time|NUMBER times|NUMBER visits|NUMBER hours) not (NUMBER|once|twice|four|three|one)
        (NUMBER|one|two|three|four|a) (guy|guys|men|man|people|workers|hours|hrs|hour|visits|visit|bags|gallons|rooms|
            room|
            lessons|classes|sessions|trips|trip|boxes|loads|coats|coat|shirts|plates|trays|items|tires|fillings|teeth|
            weeks|
            months|times|windows|kids|trees|yards|bags) ... not (NUMBER|one|two|three|four|five|a dozen)
        (took|was|were|here|there|came|had|did|only|used|worked|got|received) ... NUMBER ... not NUMBER
        (skipped|paused|suspended|missed) (service|two|last|that|in|NUMBER|MONTH|a (week|month|visit|session|cleaning)|
            the
            (second|july|last|whole|NUMBER)|our|_ weeks) .... (you|bill*|charg*|still|not|anyway)
        (charge*|bill*|invoic*|billing) (me|us)? (for it|for that|for them)? (anyway|regardless|anyhow|all the same)
        (billed|charged|charging|billing|charge|bill) (me|us)? (for)? (a)? (full|whole|entire) (month|day|hour|year|
            price|
            week|set|job|rate|amount|crew) ....
        (month|week|day|visit|trip|appointment|session|lesson|class|service|delivery|cleaning|treatment) (that)? (never|
            didnt)
            (happen*|took place|occur*|come|came)
        (was|were) (absent|out sick|not there|not here|on vacation|away|out of town|not home|closed) .... (bill*|charg*|
            pay for)
        """,
        but_not="""
        ^ (hi|hey|hello|ok|also|and|so)? (can|could|would|will|do|does|did|is|are|was|were|how much|what|which|who|
            where|any)
            (i|we|you|it|the|this|that|they) ....
        only (got|have|had) (NUMBER|a|the|half) .... (pay|now|left|til|until|on me|in my|right now|today|to my name|
            bank)
        (it|you|yall|they) (has|have|says|say) .... (call|link|page|error|expired|open|website|not found|loading|card)
        (link|page|site|website|app|portal|card|phone|email) .... (says|say|shows|showing|lists) ....
        (if|when) (i|we) ....
        (was|were) (out|away|sick|on|in) .... sorry ....
        (i|we) (was|were|am) (there|here|out|at|in) ....
        (not|havent|didnt|never) (get|got|see|saw|receive*) (a|the|any|your)? (bill|invoice) ....
        NUMBER (days|weeks|months|payments) not ....
        (pay|owe|put|total) .... (just|only) (have|got) ....
        """,
    ),
    # --- nobody's leave, a no that was not heard, another hired, an order called off or sent back
    Rule(
        """
        (told|said to|asked|instructed) (him|her|you|them|yall|u|ya|the guy|the _|your _|ur _|yr _|CREW) (guys|people)?
            (no|not
            to|that we didnt|that i didnt|that i dont|i didnt want|i dont want|we didnt|dont|never to|we dont want|nope|
            no
            thanks|to (leave|skip|cancel|hold off|wait|not|call me|get|ask)) ....
        said (no|nope|not to|no thanks) (to|on|and|but|for|when|at|twice|about|, and|yet) ....
        (did|done|do|put|charged|billed|replaced|changed|added|installed|went|came|fixed|sent|delivered|cut|painted|
            used) (me|
            us|it|them|that|the _|both|ahead)? (on|in|up|back)? (anyway|anyways|regardless)
        (went ahead) (and|with) ....
        (took it upon|on (his|their|your) own)
        (nobody|no one|never|didnt|without|should have|shouldve|couldve|not once) (ever|even|anyone)? (ask|asked|asking|
            called|calling|call|told|telling|checked|cleared|ran|consult*|inform*|notif*|warn*|got my) (me|us|it by|
            with me|
            with us|my (ok|permission|approval)|beforehand)? (before|first|about (the|any|it|that|this)|if|for
            (permission|my
            ok|approval)|prior|beforehand) ....
        (my|our) (husband|wife|mom|dad|boss|partner|manager|office|board|spouse|business partner) (never|didnt|not|
            doesnt|
            hasnt|nor i|nor me) (ever|even)? (agree*|authoriz*|approv*|sign*|ask* for|order*|want*|hire*|ok|okd|
            request*)
        (went|gone|stayed|stuck) with (another|a different|someone|somebody|other|_ else|your competitor|a friend|my
            cousin|
            my brother)
        (hired|used|chose|picked|switched to|contracted) (another|a different|someone|somebody|a new) (company|else|
            plumber|
            one|_ else|CREW|service|provider|vendor|_)
        (didnt|never|dont|havent|not) (ever|even|actually|end up)? (use|used|using|hire|hired|hiring|contact|contacted|
            contract* with|employ*|deal* with|do business with|done business with|went with|go with|go through with|
            going
            through with|goes through) (you|your|yall|them|any|anyone|it|that|with it)
        (discontinued|ended|terminated|canceled|dropped|suspended|closed|quit|stopped|called off|backed out of|put off)
            (the|
            my|our|that|this|your|all)? (lawn|cleaning|pool|pest|monthly|weekly|it|maintenance)? (service|services|
            contract|
            account|subscription|plan|membership|order|job|appointment|appt|project|visits|lessons|classes|work|
            cleaning|it|
            everything) .... (before|in|last|back|on|ago|already|MONTH|year|DAY|weeks|months|day|and|but|why|you|so|
            since|$)
        (service|services|contract|account|subscription|plan|membership|order|job|appointment|appt|project|visit|party|
            event|wedding|lesson|class|reservation|booking|cleaning|treatment) .... (was|were|has been|got|is|been)
            (already)?
            (discontinued|ended|terminated|stopped|canceled|suspended|closed|called off|rescheduled|postponed|never
            confirmed|never scheduled)
        (you|yall|they|he|she|tutor|teacher|crew|instructor|CREW) (guys)? canceled ....
        (returned|sent back|shipped back|took back|brought back|gave back|mailed back|refused|rejected) (both|all|them|
            NUMBER|
            the|that|it|those|these|everything|every|most|half|my|this|your)
        (took|sent|brought|shipped|gave|mailed|carried|turned) (both|all|them|NUMBER|the _|that|it|those|these|
            everything|
            every _|most|half) (_)? (back|in for a refund)
        (want*|need*|expect*|deserve*|demand*|request*|asking for|owed|entitled to|require|due|like|waiting on|waiting
            for)
            (you to|to have|to see|to get)? (a|an|some|my|our|this|it|that|the BILL|that _|the _)? (full|partial|
            small)? (adjustment|adjusted|
            refund|refunded|reduction|reduced|money off|something off|money back|price reduction|redo|redone|redid|
            correction|
            corrected|compensation|replacement|replaced|removed|taken off|recalculated|re billed|rebilled|revised|
            reissued|
            voided|waived|looked into|fixed)
        (my|our) money back
        (pay|paying|pays|paid) .... (for (what|the (hours|hour|work|part|parts|half|time|NUMBER|visits|visit|ones|items|
            rest))|only for|just for|what) .... (did|done|actually|came|were here|was here|received|got|delivered|used|
            ordered|agreed|finished|works|fixed|showed|quoted|said|promised|signed)
        (will|gonna|going to|am)? (only|just) (be)? (pay|paying) (for|the (original|quoted|agreed|price|amount|first|
            hour|
            one|NUMBER)|what|whats|you what|NUMBER and (thats|that is|not)) ....
        (once|when|after|until|till|til|unless|before|if) (and when|and if)? (its|it is|it|the _|my _|everything|all|
            you|yall|
            u|they|that|this|theyre|he|she|someone|somebody|your _) (_)? (_)? (is|are|gets|has been|get)? (all|actually|
            fully)? (done|fixed|finished|completed|complete|right|repaired|corrected|redone|replaced|work|works|working|
            delivered|come back|came back|comes back|resolved|adjusted|removed|explained|credited|deducted|straightened|
            fix|
            finish|redo|repair|correct|replace|send someone|properly|usable|makes it right|make it right|sorted) ....
            (pay|
            paying|paid|money|payment|dime|cent|check)
        (not|no|nothing|zero|wont) (a)? (pay|paying|payment|money|dime|cent|penny|dollar)? (till|until|before|unless)
            (the|its|it is|it|you|yall|they|my|someone|this|your) .... (done|fixed|finished|completed|right|repaired|
            corrected|redone|replaced|works|working|delivered|come|back|resolved|adjusted|removed|explained|redo|fix|
            finish|repair|complete|show)
        (not|aint|isnt|wasnt|never|refuse*|dont|wont) (be|going to|gonna|about to|intend to|plan to|feel like|think i
            should)?
            (pay|paying) (the|for|that|a|any|this|you|yall|no) (_)? (_)? (rate|fee|charge|price|extra|labor|part|parts|
            mistake|service|job|repair|bill|damage|damages|work|visit|trip|hours|total|full amount)
        (come|get|send) (back|out|someone|somebody|over here|your _) (back|out)? (here)? (and|to) (finish|fix|redo|
            clean|do|
            pick up|haul|get your|repair|replace|make|take) ....
        (dont|doesnt|never|havent|no longer|no) (even|ever)? (have|had|own|owned|has) (a|an|any|that|the) (_)? (pool|
            lawn|yard|
            garage|dishwasher|house|fireplace|gutters|attic|basement|dog|cat|kids|children|child|heat pump|furnace|
            septic|
            sprinklers|hot tub|deck|fence|honda|toyota|ford|chevy|nissan|bmw|boat|rv|lessons|appointment|service|system|
            account there|contract|website|tutor|storage unit|carpet|trees|tree|generator|alarm)
        never (owned|drove|took|lived|brought|been to|been in|stepped|set foot|visited|called|booked|made an
            appointment)
            (a|an|there|my|that|any|to|in|your|at|foot|you|it|the|here) ....
        (sold|gave away|got rid of|traded in|donated|junked|totaled) (that|the|this|my|our|it|off)? (house|home|car|
            truck|
            property|place|business|building|condo|vehicle|rental|boat|store|shop|restaurant|van|trailer|one|_) (_)?
            (in|
            last|before|ago|years|months|weeks|already|back|NUMBER|and|so|, |to|long|since|way|a|$)
        moved (out)? (of (there|that)|before|out|from (there|that)) (in|last|already|NUMBER|a|by|on|the|that|MONTH|
            before|
            ago|years|months|of)
        (dont|no longer|never|didnt|not|havent) (even|ever)? (live|lived|living|own|owned|rent|rented) (there|at that|
            in that|
            that|any|the) ....
        (that|this|it|job|work|address|house|property|unit|apartment|account|order|car|service|bill|invoice|charge|one)
            (is|
            was|are|were|belongs|goes|go|should|must|been|has to|had to|needs)? (be|to go|to be|go|gone)? (done|for|to|
            supposed to go to)? (for|to)? (my|the|our|a|some)? (SOMEONE_ELSE|exs|brothers|sisters|moms|dads|sons|
            daughters|
            cousins|upstairs neighbor|next door|other unit|unit _|apartment _|someone elses|somebody elses|another|
            wrong)
            (BILL|house|job|account|order|work|not mine|not me|not us|property|car|yard|name|place|customer|
            responsibility|
            problem|debt|to pay|not my)
        (work|job|service|repair|visit|treatment|order|that|this|it) (is|was|were|belongs|must be|should be|has to be)
            (done|for|to|at|meant for|supposed to be for) (done for)? (my|the|our|a|next door)? (SOMEONE_ELSE|exs|
            brother|
            brothers|sister|sisters|next door|other unit|other house|someone else|somebody else|wrong house) (not|house|
            , not|$)
        (my|the|our) (ex|ex wife|ex husband|exs|neighbor|tenant|landlord|roommate|previous owner|old owner|last owner|
            former owner|old tenant|renter) (ordered|hired|called|signed|requested|booked|set|scheduled|bought|did|
            wanted|
            owes|owns|got|had) (that|this|it|you|yall|for|the|them|up|in)
        (not|isnt|aint|wasnt) (a)? (in|under) (my|our) name
        (identity theft|stolen identity|somebody used my name|someone used my name)
        ^ (again|already|and)? not (till|until|before) .... (done|fixed|finished|completed|right)
        """,
        but_not="""
        ^ (hi|hey|hello|ok|also|and|so|please)? (can|could|would|will|do|does|did|is|are|was|were|how much|how|which|
            who|where|
            any) (i|we|you|it|the|this|that|they|my|yall|there) ....
        (told|asked|said) (him|her|you|them|yall|my|the)? .... (to (text|message|contact|call|pay|stop|mail|send|email|
            wait)|
            text*|messag*|stop|link|friday|pay)
        told (you|them|him|her) (that)? (i|we) ....
        (said|say) no (problem|worries|rush|one|idea)
        (i|we) (never|didnt) (ask|asked|call|called|tell|told|check|checked|say) ....
        (when|what time|what day) (can|will|could|would|are|do|does) (you|someone|they|yall|he) ....
        (want*|need*|like) (my|the|it|a|this|that|you to|someone to)? (_)? (_)? (fixed|replaced|looked into|redone|
            replacement)
            (too|also|please|next|by|before|how|when|$)
        (late|interest) (fee|fees|charge)? (waived|removed|reduced) ....
        (waiting (on|for)|expecting|get*|need|when) (my|the|a|our) (tax|irs|income tax|state|fafsa|school|insurance)?
            (refund|
            money back) ....
        replacement (card|check|phone)
        (dont|doesnt|no longer|never) (have|own) (a)? (house|account|car|system|service|kids|phone) (phone|number|
            anymore to) ....
        (quit|stopped|lost|ended|dropped) (my|the|our|a)? (job|work|working)
        dropped (it|that|this|the (check|payment|money|cash)|a check) (off|in|by|at)?
        went ahead and (paid|pay|sent|send|mailed|made|did|submit*|put|took care)
        (canceled|closed|suspended|stopped|ended) (my|the|our)? (card|bank|account at|bank account|phone|credit) ....
        (never|didnt) (called|call|use|used) (you|your) (back|link|app|website|portal|card)
        (sold|traded) .... (to pay|so i can|for money|and i will|will pay)
        (took|sent|gave) (the|my|a) (day|check|money|payment|kids|dog) (off|back) .... (to work|mail)
        (pay|paying) for (what|the (rest|half)) (i|we) (can|have) ....
        (if|when|once|after|until|till|before) (i|we|my) ....
        (go|going|switched|switch) .... (card|bank)
        not (until|till|before) (WHEN|i|we|my|payday)
        moved (to|money|the (payment|date)|it)
        dont (do|have|use) (zelle|venmo|online|cards|credit|paypal)
        """,
    ),
    # --- what their own people said of it, no paper for it, not worth it, take it off and I will pay
    Rule(
        """
        said (he|she|they|you|yall|u|it) (would|will|was going to|were going to|gonna|wouldnt|wasnt going to|wasnt|
            could) (be|get|
            have)? (take|taken|void|voided|remove*|waive*|cancel*|fix*|adjust*|credit*|refund*|zero*|drop*|comp*|knock*|
            come
            back|charge|bill|redo|replace*|reduce*|correct*|covered|free|half|less) ....
        (your|the|ur) (office|manager|boss|owner|rep|receptionist|secretary|guy|lady|girl|front desk|supervisor|
            dispatcher|
            salesman|bookkeeper|billing) (_)? (told|said|promised|agreed|assured|confirmed) .... (ignore|disregard|void|
            voided|zeroed|zero|waive*|no charge|not pay|dont worry|not to worry|taken care|take off|taken off|remove*|
            credit*|refund*|cancel*|throw|nothing|wouldnt|wont|covered|free|half|NUMBER|under warranty)
        (this|that|it|matter|issue) (was|has been|got|is) (already)? (supposedly)? (resolved|cleared up|straightened
            out|voided|
            zeroed out|written off|closed out|disputed) ....
        (FEE|fees|late fee) (is|are|was|seems) (so|total|just|complete|utter|absolute)? (bs|bullshit|ridiculous|crazy|a
            joke|
            wrong|unfair|bogus|insane|a ripoff|a rip off|outrageous|not right|nonsense|unacceptable|illegal|excessive)
        (dont|cant|doesnt) (understand|see|get|know|believe) why (i|we) (owe|have to pay|was (charged|billed)|am
            (being)?
            (charged|billed)|should (pay|have to)|got (billed|charged)|need to pay|would owe|would pay|still owe) ....
        (BILL|it|this|that) (has|had|lists|shows) (someone|somebody|another|a different|my old|neighbors|the wrong|
            wrong) ....
        wrong (house|street|unit|apt|suite|building|house number|invoice|bill|account|job|work order|customer|project|
            property|po|company)
        (BILL|this|that|it|invoice) belongs (to|with) ....
        (didnt|never|dont|not) (hire|hired|order|ordered|ask for|call|contract|contracted) (anybody|anyone|nobody|any
            (company|work|
            service|services|of this)|a (CREW|company|service))
        never heard of (you|your|this|that|yall|any|such) ....
        (talk to|call|contact|ask|take it up with|bill|text) (my|the) SOMEONE_ELSE (for|about|its|, its|not|instead|
            thats) ....
        (thats|that is|its|this is|that was|it was|this was) (my)? (ex|exs|ex wifes|ex husbands|exwifes|exhusbands|
            tenants|landlords|
            neighbors|roommates) ....
        (its|thats|that is|this is|it is) (his|hers|theirs|my (brothers|sisters|sons|daughters|moms|dads|bosss|cousins)
            (bill|account|
            debt)) (not|bill|problem|responsibility|debt|, not|$) ....
        (have|see|got|there are|shows|showing|seeing) (two|three|2|3|double|duplicate|multiple) (charges|bills|invoices|
            transactions|
            payments taken) ....
        (you|they|yall) (guys)? (took|take|pulled|withdrew|ran|debited|hit|swiped|deducted) (it|the|my|out)? ... (twice|
            two times|2
            times|double) ....
        (me|i|they|ellos|you) (charged|canceled|cancelled|never|charge) (dos veces|doble|de mas|eso|esto|ese|esa|pedi|
            order) ....
        who (authorized|ordered|approved|signed|requested|asked for|hired|ok|okd) (this|it|that|the|you|yall|off) ....
        signature (isnt|is not|not|wasnt|appears|is nowhere|on that isnt|is forged|forged) ....
        (no one|nobody|none|no person|not anyone) (at|in|from|on|of) (this|our|my|the|us) (_)? .... (authoriz*|order*|
            request*|ask*|sign*|
            placed|approv*|hired|called|agree*|wanted)
        (no|not a|find a|find any|have a|have any|without a|isnt a|missing a|any) (matching|valid|open|approved|
            signed)? (po|
            purchase order|work order|contract|record|agreement|receiving|packing slip|proof of delivery|paperwork)
            (number|
            matching|for|with|on file|on this|from you|of|that|here|in our|showing|signed|$) ....
        (vendor|company|you|supplier) (isnt|not|arent|is not) (on file|in our (system|records)|approved|a vendor|set up|
            one of
            our)
        (goods|order|items|product|shipment|delivery|service|services|materials|parts|merchandise) (not|never|wasnt|
            werent|
            isnt|havent been|hasnt been) (received|delivered|rendered|provided|performed|shipped|arrived|completed|
            accepted|
            ordered) ....
        (declined|turned down|refused|rejected|passed on|said no to|didnt want|never wanted|didnt need|waived) (the|
            your|that|
            any|all|those|extra) ....
        (took|taking|taken|bring*) (it|my _|the _|them|our _) (somewhere else|elsewhere|to another|to a different|to
            someone
            else|to a real) ....
        (ended up|wound up) (doing|fixing|cleaning|paying|hiring|finishing|calling|buying|going|using|having|getting)
            ....
        (did|fixed|finished|cleaned|repaired|installed|replaced|mowed|does|doing|do) (it|that|the job|the work|
            everything|the
            rest|all of it|most of it) (myself|ourselves|himself|herself|on my own|instead|by myself) ....
        (called|calling|call) (it|the job|the party|the event|the wedding|that|everything) off
        (backed|pulled) out (of|before|after)? ....
        (bait and switch|false advertis*|misleading|misrepresent*|deceptive|breach*|double dip*|double dipping|nickel
            and
            dim*|padding|padded (the|your|my|this)|inflating|predatory)
        (violat*|broke|breaks|goes against|against|contrary to) (the|our|your|of)? (contract|agreement|warranty|terms|
            deal|
            estimate) ....
        free (estimate|quote|inspection|consultation|visit|trial|service call|delivery|diagnostic) .... (my (foot|ass)|
            but|and|
            you|why|yeah right|charg*|bill*|then|now|what happened)
        NUMBER (dollars|bucks)? (for|to) (a|an|one|just|that|this|only|changing|doing|looking|cutting|fixing|mowing|
            cleaning|
            change|replace|fix|snake|look|come|mow|unclog|NUMBER (minutes|min|mins|hour|hours|seconds)) (_)? (_)? (_)?
            (job|
            work|bulb|drain|toilet|visit|look|hour|hours|minutes|min|mins|minute|filter|tire|lawn|clog|faucet|switch|
            outlet|part|nothing|valve|oil|room|key|screw|haircut|cake|trip|at it|out) ....
        (thats|that is|thats just|its|this is|it is|seems|sounds|is) (just|really|way|kind of|a bit|a little|pretty)?
            (a lot|too
            much|crazy|insane|ridiculous|steep|high|robbery|expensive|excessive|much) (for|to|considering|just) ....
        no way (in hell)? (i am|we are|am i|i will|are we) (gonna|going to|ever)? (pay*|giving|give|sending|send) ....
        (absolutely|definitely|hell|heck|certainly|sure as hell) (not|no|wont|aint) (pay*|going to pay|gonna pay) ....
        (take|knock|deduct|subtract|remove|drop|waive|credit|minus|reduce) (off|out)? (the|that|those|my|for|it|NUMBER|
            what)
            .... (and|then|, ) (then)? (i|we) (will|would|can|am happy to|am willing to)? (gladly)? pay ....
        (deduct|subtract|prorate|minus) (the|for|that|my|it|NUMBER|what) ....
        (bank|card company|visa|amex|mastercard|credit card|card) (is|has|will|already)? (revers*|disput*|charging back|
            charge it
            back|refunding|investigat*) ....
        (pay|paying|get paid|be paid|see money|talk) (you)? (when|once|after) (you|yall|they) (actually|finally)?
            (finish*|fix*|
            do the|do your|come back|complete*|correct*|show up|make it|redo|replace*) ....
        (finish|fix|complete|redo|correct) (the|my|your|this|it) (_)? (and)? (then) ....
        willing to pay (half|part|for|NUMBER|some|the (original|quoted|agreed)) ....
        (pay|paying) (you)? (the|only) (NUMBER|half|amount|price) (that|which)? (we|you|i|he|they|was) (agreed|said|
            quoted|
            discussed|told|settled|actually|did|promised) ....
        (one|NUMBER) x (NUMBER) ....
        (was|were|is) closed (that|the|for|all|on|those) .... (pay*|charg*|bill*|why)
        why (am i|are we) (still)? paying ....
        """,
        but_not="""
        ^ (hi|hey|hello|ok|also|and|so|please)? (can|could|would|will|do|does|did|is|are|was|were|how much|how|which|
            where|any)
            (i|we|you|it|the|this|that|they|my|yall|there) ....
        said (he|she|they|it) (would|will) (be|get|have)? (cancel*|charge|drop* it off|drop by) ....
        (said|told) .... (text*|messag*|call*|pay (it|you|on|by)) ....
        (my|the|our) (insurance|card|bank|loan) (declined|refused|rejected) ....
        (find|have|has) (a|any)? (record|paperwork|agreement) (of)? (the|my) payment ....
        NUMBER (dollars|bucks)? (for|to) (now|start|you|today|this (week|month)|WHEN) ....
        (took|taken) (it|my _|them) to (the bank|the post office|your|school|work)
        (did|do) (it|that) (online|myself online) ....
        ended up (in|at|with (no|nothing)|getting (laid|sick|fired|paid)|having (a|to go|surgery)|going to the
            (hospital|er)|
            paying (it|you|this)) ....
        waived ....(fee)? (last|thanks|thank you)
        (it is|this is|that is|its|thats) (a lot|too much) (for me|to pay|right now|at once|all at once) ....
        """,
    ),
    # --- Spanish
    Rule(
        """
        (ese|esa|eso|este|esta|esto|asi|el|la) (_)? (_)? no (es|era|fue|eran|fueron|seria) (el|la|lo|los|las|asi|ese|
            esa|lo
            que|nuestro)? (precio|trato|acuerdo|FACTURA|tarifa|presupuesto|cotizacion|numero|arreglo|que (me|nos|yo|
            pedi|
            quedamos|acord*|dij*|dieron|habiamos)|acordado|pactado|hablado|de costumbre|de siempre)
        no (es|era|fue|eran|son|fueron) (ese|esa|eso|asi|este|esta|esto|el|la|lo) (el|la|lo)? (precio|trato|acuerdo|
            tarifa|
            FACTURA|presupuesto|que|cotizacion|acordado|pactado|hablado|mismo)
        (ese|asi) no (es|era|fue) (el|nuestro)? (trato|acuerdo|arreglo)
        no (quedamos|acordamos|habiamos quedado|habiamos acordado) (asi|en eso|eso|con|en esa|en ese)
        (me|nos) (dijo|dijeron|habia dicho|habian dicho|prometio|prometieron|cotizo|cotizaron|dieron|dio|ofrecieron|
            ofrecio|
            garantizaron|aseguraron|habian cotizado) (que)? .... (otra cosa|otro precio|otra cantidad|gratis|menos|
            incluid*|
            NUMBER|sin costo|descuento|garantia|no (me)? (iban|iba) a cobrar|mas barato|free|included)
        (subio|subieron|aumento|aumentaron|paso|pasaron|brinco|cambio|cambiaron) (el|la|los|de|a|me|nos)? (_)? (de)?
            NUMBER
            (a|hasta) NUMBER
        (sin) (avisar*|decir*|preguntar*|consultar*|mi (permiso|autorizacion|consentimiento)|permiso|autorizacion|aviso|
            previo
            aviso)
        (nunca|no|nadie) (me|nos|se)? (avis*|dij*|pregunt*|consult*|inform*|mencion*|explic*|coment*) .... (iban a|iba
            a|
            cobr*|costo|costaba|extra|viaje|recargo|aument*|subi*|impuesto|antes)
        (son|fueron|eran|vinieron|vino|fue|estuvo|estuvieron|trabajo|trabajaron|tardo|tardaron|usaron|pedi|recibi|tome|
            tomo|
            hicieron|hizo|compre|llevo|llegaron|duro|duraron|puso|pusieron|di|tuve|tuvo|fui|fuimos) (nada mas|nomas|
            solo|
            solamente|como|apenas|unos|unas)? (NUMBER|un|una|media|la mitad) (_)? .... (nomas|nada mas|solamente|no
            (NUMBER|
            cinco|tres|dos|cuatro)|cobr*|y (me|quieren|no)|factur*)
        (nada mas|nomas|solo|solamente|apenas) (son|fueron|eran|vinieron|vino|fue|estuvo|estuvieron|trabajo|tardo|
            tardaron|
            usaron|pedi|recibi|tome|tomo|hicieron|hizo|compre|llevo|duro|pusieron|tuve|tuvo|fui|queria|quise|pedimos|
            era|
            quiero pagar lo)
        (cobr*|factur*|dice|aparece*|viene*|sale|pone*) ... (NUMBER|cuatro|tres|de) .... (nomas|nada mas|solo|solamente|
            vinieron|vino|fueron|hicieron|tomo|tome|usaron|eran|recibi|pedi|una vez|dos veces|y (son|fueron|fue|era|
            eran)|no
            (vinieron|vino|hicieron|usaron|pusieron))
        (dije|dijimos|pedi|pedimos|avise|avisamos) (a|al|que|les|claramente)? ... (que)? no (lo|la|los|las|me|le|quer*|
            cambi*|hicier*|pusier*|toc*|vinier*|iba|autoriz*|instal*|repar*|compr*) ....
        (de todos modos|de todas maneras|aun asi|aunque (les|le) dije|de todas formas|asi y todo|sin que (yo|nadie|lo))
            ....
            (cobr*|hicieron|hizo|cambi*|pusieron|puso|lo|factur*|mand*|instal*)
        (contrat*|contrate|contratamos|fui|fuimos|me fui|nos fuimos|use|usamos|llame|llamamos) (a|con) (otr*|una
            compania|
            alguien mas|un vecino|mi (primo|hermano|cunado))
        (cancele|cancelamos|cancelo|cancelado|cancelada|canceladas|se cancelo|di de baja|dimos de baja|suspendi|
            suspendimos|termine|terminamos|pare) .... (servicio|pedido|orden|contrato|cita|trabajo|suscripcion|compra|
            clase|clases|evento|viaje|mudanza|desde|en MONTH|hace|antes|con tiempo|por telefono|un dia|dos dias|ese|esa|
            eso)
        (ya)? no (tengo|tenemos|tenia|uso|usamos|ocupo) (ese|el|este|su|ningun|ninguna|esa|mas ese)? (servicio|alberca|
            piscina|jardin|contrato|plan|pasto|casa|mascota|perro|suscripcion|cuenta con|hijos|ninos)
        (casa|carro|coche|troca|camioneta|propiedad|negocio|departamento|local|direccion|terreno) .... (ya)? no (es|era|
            esta)
            (mia|mio|nuestra|nuestro|de nosotros|mi|a mi nombre)
        (vendi|vendimos) (la|el|esa|ese|mi|ya) (_)? ....
        (ya)? no (vivo|vivimos|vivia|rento|rentamos) (ahi|alli|alla|en esa|en ese|desde)
        (me|nos) (mude|mudamos|cambie|cambiamos) (de casa)? (antes|en MONTH|desde|hace|el ano)
        (es|era|fue|son) (la|el|los|las)? (cuenta|factura|deuda|trabajo|cobro|bill|job)? (de|del|de la|para) (el|la|mi|
            un|una)?
            (vecin*|ex|inquilin*|casero|duen*|otra (persona|casa|senora)|otro (senor|cliente)|ex esposo|ex marido|ex
            mujer|
            hermano|hermana|cunad*|otro departamento|landlord|neighbor)
        no (es|son|era)? (mia|mio|mias|mios|nuestra|nuestro) (es|sino|esa|ese|eso|$)
        (regrese|regresamos|devolvi|devolvimos|entregue de vuelta|rechace|rechazamos) (el|la|los|las|todo|eso|ese|esa|
            unas|
            unos|mi) ....
        (lo|la|los|las) (regrese|regresamos|devolvi|devolvimos)
        (quiero|queremos|necesito|exijo|pido|solicito|espero|merezco|quisiera) (que)? (me|un|una|mi|el|la|se me|nos)?
            (un|una|
            mi)? (regres*|devuelv*|devolucion|reembols*|ajust*|descuent*|corrij*|correccion|repong*|credito|compens*|
            rebaj*|
            arregl* (bien|lo)|quit* (ese|el|los) (cargo|cobro))
        (falta|faltan|falto|no (viene|aparece|esta|aplicaron|pusieron|quitaron|descontaron|restaron|tomaron en cuenta|me
            hicieron|me dieron|incluyeron)) .... (descuento|deposito|anticipo|credito|promocion|cupon|abono que|pago
            que|
            rebaja|adelanto|enganche)
        (descuento|deposito|anticipo|credito|promocion|cupon|rebaja|adelanto|enganche) .... (no|falta|prometi*|donde|
            que me)
        (nomas|solo|solamente|unicamente) (pago|voy a pagar|pagare|le pago|les pago|pagaria|debo|voy a dar) (lo que|por
            lo|
            el|la|las|los|NUMBER|por) .... (hicieron|hizo|hecho|vinieron|trabajaron|acord*|quedamos|dijeron|termin*|
            recibi|
            horas|visita|y ya|y nada mas|es)
        (pago|pagare|pagar) (nomas|solo|solamente|unicamente) .... (hicieron|hecho|vinieron|trabajaron|acord*|quedamos|
            dijeron)
        (cuando|hasta que|en cuanto|ya que|si) (no)? (me|lo|la|le|nos|los|las|este|quede|queden|vengan|regresen|se|todo|
            esten)
            (lo|la|este|vengan a|quede)? (arregl*|termin*|repar*|corrij*|acab*|cumpl*|compong*|entreg*|instal*|cambi*|
            expliq*|
            bien|hech*|list* el|sirva*|funcion*|limpi*|quit*|a (termin*|arregl*|acab*|limpi*)|termin*) .... (pag*|
            dinero|doy)
        (hasta que|mientras|si) no (me|lo|la|se|vengan|arregl*|termin*|quede|este|sirva|funcione|corrijan) .... (pag*|
            doy)
        (no (le|les|lo|la)? (pago|pagare|pagamos|pagaremos|doy)) .... (hasta que|mientras|si no|por eso|por algo|por un|
            asi)
        (asi|asi como|como) (quedo|esta|no|lo dejaron|la dejaron) .... no (les|le|lo|la|los|las)? (voy|pag*|vamos|
            acept*)
        asi no (les|le|lo|la|los|las|se|se vale|pago|voy|vamos|acepto) ...
        (no se vale|no es justo|que abuso|que robo|ratas|ratero|que raro|que descaro|no tienen madre|se aprovech*)
        (cobr*) .... (doble|de mas|otra vez|dos veces|sin|pero|cuando|que no|y no|lo mismo|extra|de nuevo|por nada)
        (como|por que|porque|de donde) (me|nos)? (quieren|van a|esta*|salio|sale|sacaron)? (a)? (cobr*) .... (si|tanto|
            NUMBER|
            no|nunca|eso)
        (todavia|encima|aparte|y) (me|nos)? (quieren|quiere|tienen el descaro|piensan) (que)? (les|le|me)? (cobr*|pag*)
        (dos|tres|doble) (facturas|cobros|cargos|veces) (por|de|del|la|el|lo) ...
        (precio|tarifa|total|cobro|cuenta|monto) .... (otro|otra|distint*|diferente|doble|mas de lo|no coincide)
        (eran|era|son|fueron|habian quedado|quedaron) (en|como|a)? NUMBER (no|y|pero|, no|dolares|pesos)? (no)? ....
            (no|y
            (ahora|me)|NUMBER|cobr*)
        (FACTURA|price|bill|invoice|total|charge) (esta|es|viene|salio|is) (muy|bien|todo|todos)? (wrong|MAL|incorrect)
            ....
        NUMBER .... (y ahora|ahora|ahora (me)? (cobran|dicen|sale|son|piden|quieren)) .... NUMBER
        (nunca|no|yo no|i|never|jamas) (les|lo|la|los|las|i|never|ever)? (never|nunca)? (pedi|ordene|autorice|contrate|
            solicite|firme|acepte|queria|quise|order|ordered|authorize*|asked for|request*) (ese|esa|eso|el|la|ningun|
            ninguna|
            that|this|the|any|nada) (_ $)? ....
        (free|gratis) (estimate|estimado|cotizacion|visita|revision|inspeccion|la primera) .... (why|por que|cobr*|bill|
            charge|
            y|but|pero)
        (dije|dijo|dijeron|dijimos|told) .... (free|gratis|no queria*|que no|no charge|sin costo) .... (y|and|but|pero|
            why|
            por que|ahora|cobr*|bill)
        (carero|careros|carera|careras|carisim*)
        (eso|trabajo|servicio|lo que hicieron) (no)? vale (la mitad|menos|ni|eso|tanto) ....
        (sumaron|suma|calcularon|contaron|apuntaron|anotaron|multiplicaron|sumo|conto) mal
        (mi|nuestro|nuestra) (esposo|esposa|marido|mujer|jefe|mama|papa|socio|hijo|hija) no (autoriz*|pidio|firmo|
            contrat*|
            orden*|acept*|encarg*) ....
        nadie (en|de|aqui)? (esta|la|mi|aqui|nuestra)? (oficina|casa|familia|empresa|compania)? (autoriz*|pidio|firmo|
            orden*|
            contrat*|solicit*|encarg*) ....
        (ni|no) (siquiera)? (los|las) conozco (a ustedes)? ....
        (direccion|casa|carro|troca|cuenta|firma|propiedad) .... no (es|era) (la|el)? (mia|mio|nuestra|nuestro)
        (ya)? (habia|habiamos|habian|hemos|he) cancelado ....
        (avise|avisamos|avisado) .... (que)? no (vin*|iba*|hicier*|quer*|necesit*|estab*) ....
        (dijo|dijeron|quedo|quedaron|prometio|prometieron|aseguro) (que|de|en)? .... (iba a|iban a|ivan a|va a|van a)?
            (quitar*|
            bajar*|descontar*|ajustar*|regresar*|devolver*|corregir*|no (me|nos)? (iba*|van|va) a cobrar*|cancelar (la|
            el|
            ese|esa)|no (era|habia) (nada|cargo)) ....
        (quite*|quita*|descuent*|resten|reste|baje*|rebaj*) (le|me|nos)? (lo de|la|el|los|las|eso|ese|esa) .... (y|
            entonces)
            (ya|si)? (le|les|lo|la|te)? pag* ....
        (pago|pagare) (nomas|solo)? (la mitad|una parte|menos) porque ....
        (terminen|termine|arreglen|arregle|acaben|reparen|cumplan|vengan|compongan|corrijan|limpien) .... (y|entonces|
            luego) (ya|
            si|entonces|ahi)? (les|le|lo|la|hablamos|se los)? (pag*|hablamos) ....
        (primero|antes) (que)? (me|nos|lo)? (arreglen|terminen|arregle|termine|reparen|compongan|paguen|repongan|
            corrijan) ....
        me (deben|debe) (una|un|el|la|mi) (_ $|_ (rot*|quebrad*|que)) ....
        por que (hay|tiene|viene|me pusieron|trae|sale|traen|pusieron) (un|el|ese|tanto|otro)? (recargo|cargo|extra|
            cobro|multa|
            interes*|impuesto) ....
        no (entiendo|se|veo|comprendo) por que (les)? (debo|tengo que pagar|me (cobran|estan|cobraron)|sale|es tanto|
            subio)
        no (esta|estan|quedo|quedaron) (terminad*|acabad*|complet*|arreglad*|list*|hech*|pintad*|instalad*|limpi*) ....
        falta (terminar|acabar|arreglar|pintar|limpiar|instalar|hacer|poner|entregar|que (terminen|arreglen|vengan|
            pongan|hagan|
            entreguen)) ....
        (total|cuenta|suma|numeros) no (me)? (sale*|da*|cuadra*) ....
        (es|era|fue) (nomas|nada mas|solo|solamente|un|una) (un|una)? (estimado|cotizacion|presupuesto|revision|
            consulta)
        nomas (pedi|queria|quise|era) .... (estimado|cotizacion|precio|presupuesto|revision)
        """,
        but_not="""
        ^ (hola|oiga|oye|disculpe|buenas|ok|y|tambien)? (cuanto|quien|cual|donde|pueden|puede|podrian|podria|a que|a
            como|
            hacen|aceptan|me puede|me pueden|que|hay) ....
        (si|cuando|en cuanto|apenas|hasta que) (le|les)? (pago|deposito|pagara|pague|cobre|cobro|me paguen|me pagan|
            tenga|
            reciba|me depositen|junte|me llegue|pueda) .... (cobr*|hay|recargo|descuento|pago)
        (no|nunca) (me|nos)? (avis*|dij*|lleg*|mand*) .... (factura|mensaje|correo|link|enlace|fecha|vencia|vence)
        (le|les|te) (di|dimos|mande|abone) (NUMBER|la mitad) .... falta* ....
        no (tengo|traigo) .... (cuenta|casa|contrato) (de|con|en)? (banco|zelle|paypal) ....
        (cancel*) .... (en efectivo|con tarjeta|con cheque|por zelle)
        ya (lo|la)? cancel* (la|esa|el|ese|esta|este|mi)? (FACTURA|deuda|pago|$)
        ahora y ....
        (cancele|cancelo|cancelaron) .... (tarjeta|MENSAJES|recordatorios|mensajes|viaje de|vuelo)
        (deposito|abono|adelanto) .... (el|la|para el|WHEN|manana|DAY|al rato) ...
        (le|les|se lo) (deposito|abono) ....
        (deposito|anticipo|enganche) (de)? NUMBER ....
        sin (problema|falta|falta el|duda) ....
        (dije|dijo) .... (pag*|viernes|WHEN|manana)
        (como|donde|cuando) (le|les)? (pago|puedo pagar|hago) ....
        nada mas (deme|dame|espere*|quiero saber|que|no tengo|tengo|me falta)
        (nomas|solo|solamente) (tengo|puedo|traigo|deme|dame|espereme|me falta|que) ....
        """,
    ),
)
