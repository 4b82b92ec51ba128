"""Faults: what is the matter with the work, the goods or those who came. A dispute, whatever is said of the bill."""

from __future__ import annotations

from pastdue.domain.phrases import Rule

FAULTS = (
    # --- a thing meets a fault
    Rule(
        """
        THING ... (FAULT|stopped|stops)
        (its|it is|they are|theyre|it|they|everything|all|half|most|both|some|NUMBER|one|stuff) (of (it|them|the _))?
            (is|are|was|were|came|arrived|got|looks|looked|smells|smelled|tastes|tasted|feels|turned out|came out|
            showed up)
            (already|all|so|really|very|way|super|still|too|kinda|totally|completely)? FAULT
        (heater|furnace|heat|water|shower|showers|food|meal|meals|chicken|coffee|pizza|dishes|soup|rice|spa|hot tub|
            boiler)
            (is|was|were|are|runs|blows|blowing|came|arrived|only|still|always|gets|got)? ... (cold|lukewarm|frozen)
        (ac|air|air conditioner|unit|vents|fridge|freezer) (is|was|just|only|still|keeps)? (blowing|blows|blew|putting
            out|
            pushing|runs|is|was) (out)? ... (hot|warm|lukewarm)
        (toilet|faucet|water|tap|hose|sprinklers|pump|heater|ac|unit|furnace) ... (run|runs|running|ran) (all|
            constantly|
            nonstop|24|every|day and|forever|for hours|but)
        (payroll|taxes|books|math|totals|numbers|measurements|color|alignment|hours|count|spelling|timing|total) (is|
            was|
            are|were|came out)? (all|way|still|a little)? off
        (upstairs|house|home|room|rooms|bedroom|office|inside|building|store|basement|it) (is|was|stays|still|never|
            feels|
            got) (still|at)? (NUMBER degrees|hot|freezing|cold|an oven|a sauna|an icebox)
        (theres|there is|there are|there was|has|have|had|with|found|full of|got) (a|an|some|big|two|NUMBER|these|
            already)?
            (big|huge|long|few)? (typo|typos|scratch|scratches|dent|dents|chip|chips|stain|stains|crack|cracks|streaks|
            gaps|
            gap|bubbles|bumps|misspelling|misspellings|misprint|errors|hair|no pressure|no heat|no hot water) (on|in|at|
            since|from|all|every|everywhere|now|again|where|$)
        """,
        but_not="""
        (not|isnt|arent|aint|wasnt|werent|no longer|no more|never|doesnt|dont|didnt|stopped|any|without|nothing|hasnt|
            havent|wont|shouldnt|cant) (be|been|a|an|it|even|too|very|so|that|get|got|any|was|is|bad or)? FAULT
        (if|when|whenever|in case|once|before|until|unless) .... FAULT
        (other|another|different|next|new|old|neighbors|mothers|moms) (THING|BELONGING) ....
        (THING|BELONGING) .... (not the one you|other one)
        ^ (hi|hey|hello|ok|also|and|so|sir|maam|quick question)? (can|could|would|will|do|does|did|is|are|was|were|how|
            what|
            which|who|where|any|when) ....
        (can|could|would|will) (you|yall|someone|somebody|u) (please|also|guys)? (come|look|fix|check|help|send|do|take|
            give|stop|see|clean|treat|mow|schedule) ....
        (my|our) (THING|BELONGING) .... (so|and|now) .... (money|cash|broke|afford|tight|paycheck|cant pay)
        (late|short) (on|fee|fees|with|for|because|payment|this|notice)
        THING (bill|bills|payment|payments|guy|company|season|is due)
        (in|at|from|to|off|for) (class|bed|the garage|a meeting|the shower|the pool)
        (lost|late|short|quit|stopped|down|slow|split) (my|our|his|her|their|a)? (job|jobs|hours|work|payment|payments|
            wife|
            husband|mom|dad|son|home|it in)
        (wrong|dead|lost|missing|late|stuck|down|half|short|slow) (with (me|my)|in (traffic|bed|the hospital)|at work|
            to pay)
        THING (are|is|were|was) (gone|fixed)
        (sorry|apologies|apologize|my bad|forgive) .... late
        (it|everything|all|they) (is|are|was|were) (down|late|lost|dead|slow|stuck|stopped|half|short|green|missing)
            (for|
            to|on|at|in|from|because|sorry|i|here|right now)
        (half|some|one|all) (now|today|WHEN|of it)
        (lawn|grass|yard|turf) .... green
        came out (so|really|super|very|just|absolutely)? (beautiful*|great|good|nice*|perfect*|amazing|awesome|well|
            fantastic|
            lovely|gorgeous|wonderful*|clean|pretty)
        (in|on) (the|my|another|a)? (other|different) _
        .... (do you|you guys|do yall) (also|do|handle|offer|service|have) ....
        .... (can|could|will) (you|yall) (please|guys)? (send|come|get|have) (someone|somebody|anyone|out|a _|by|over)
            (now|out|
            today|asap|over|tomorrow|here|please|$)
        (need|looking for|want) (a|an|another) CREW ....
        ^ (should|is it|is that) ....
        (link|page|site|website|app|portal|card|phone|email|(my|the|a|your) check|payment|pay|paycheck|business|sales|
            internet|
            service) .... FAULT
        """,
    ),
    # --- what is still so, again so, the same, or worse since they came
    Rule(
        """
        (THING|BELONGING|it|they|everything|whole thing) (is|are|was|were|has|have|keeps)? still _
        (THING|BELONGING) .... (still|again|same as before|like before|as before) $
        (THING|BELONGING|PEST) ... (still|again|keeps|keep|already) ... (FAULT|doing it|doing the same|same)
        still ... (FAULT|hot|cold|warm|running|runs|no hot water|no heat|no ac|no power|no pressure)
        still (have|having|has|see|seeing|got|getting|finding|find|hear|hearing|smell|smelling|feel|makes|making) (a|an|
            the|some|all|lots of|that|same|tons of|those|these|PEST)? (PEST|FAULT|problem|problems|issue|issues|same _|
            THING)
        (makes|making|has|have|having|got|get|getting|does|doing|with|its|is|are|exact|exactly|still|see|hear) (the|
            that|
            this|exact)? same (exact|old|damn)? (virus|viruses|bug|pop ups|popups|smoke|vibration|noise|noises|problem|
            problems|issue|issues|leak|smell|sound|thing|
            trouble|
            error|light|code|pain|spot|stain)
        same (problem|issue|noise|leak|error|code) (again|as before|still|came back|is back|before you|$)
        PEST ... (still|again|everywhere|back|worse|all over|inside|every (night|day|morning)|same|alive|crawling|more
            than)
        (still|again|more|full of|tons of|covered in|worse) ... PEST
        (NUMBER|half|same|next) (degrees|day|days|night|week|weeks|hours|morning) (later|after) .... (FAULT|again|same|
            back)
        (no|zero|low) (hot water|heat|ac|pressure|water pressure|cold air|hot air) (still|since|after|again|now|at all|
            in|
            when|from|anywhere|$)
        (THING|BELONGING|it) .... (worse|louder|slower|dirtier|greener|uglier|leakier|noisier|hotter|weaker) (than|now|
            since|
            after|ever)
        (worse|louder|slower|dirtier|greener) than (before|when|ever|it was|the old|i|last)
        (did|done|does|doing|fixed|solved|accomplished|changed) (absolutely|basically|literally|pretty much)? (nothing|
            squat|jack|zilch|nada)
        (made|making) no difference
        (FAULT|no _|noise|weird|different|not _|wont _|doesnt _|cant _|acting _) .... (since|after) (you|yall|your|they|
            the
            (guy|tech|install*|repair|service|move|treatment|cleaning|update|oil change|visit)|he) (_)?
        (website|site|app|program|software|spreadsheet|report|system|code|page) (you|yall|u|they|he) (built|made|
            designed|set up|did|
            installed|wrote|fixed|updated) .... (doesnt|dont|wont|isnt|not|never|FAULT|keeps|still)
        BELONGING .... (FAULT|wont start|not running) .... (your (shop|guy|tech|repair|mechanic)|after you|since you)
        (since|after) (you|yall|your (guy|guys|tech|crew|people|update|visit|repair|service)|they|the (tech|guy|
            install*|
            repair|treatment|update)) .... (FAULT|not|doesnt|dont|wont|cant|isnt|no|never|keeps|weird)
        """,
        but_not="""
        ^ (hi|hey|hello|ok|also|and|so)? (can|could|would|will|do|does|did|is|are|was|were|how|what|which|who|where|any|
            when|what time) ....
        still (good|great|fine|perfect|perfectly|beautiful|nice|clean|working|works|work|looks (good|great)|
            holding|ok|open|available|scheduled|on|coming|going|interested|here (in|at|if)|planning|under|using|owe*|
            due|
            unpaid|waiting|looking|paying|the best|love|happy|need*|running (great|good|fine|smooth*|strong)|cold|with|
            to|
            at work|my|your|our|a|in|processing|pending|deciding|reviewing|being (reviewed|processed))
        (isnt|not|no longer|never|doesnt|dont) still
        (it|they|this|everything) (is|are|was|were)? still (early|morning|summer|winter|christmas|not (due|paid|my))
        still (short|broke|late|down|out|stuck|lost|slow|sick|hurt|hurting|dead|dying|running|down|half) (on|at|in|to|
            from|
            with|of|late|around|behind|bad|broke|as|a|sorry|$)
        (i am|we are|im|money|business|work|me|sales|hours|income|pay|cash|mom|dad|wife|husband|phone) (is|are)? still
            ....
        (my|our) (car|truck|van) (is)? still (in|at|broke*|down|not) ....
        (link|page|site|website|app|portal|card|phone|email|check|payment|internet|computer|invoice|bill) .... (still|
            again|same)
        no (problem|leak|leaks|issue|issues|smell|noise|PEST|complaints|more) .... (since|after)
        (great|good|fine|perfect*|better|nice|beautiful*|well|wonderful|happy|clean) .... (since|after) ....
        (since|after) .... (great|good|fine|perfect*|better|nice|beautiful*|well|wonderful|happy)
        (if|when|whenever|in case|once) .... (still|again|same|worse|back)
        (after|since) (you|they|yall) (get|call|send|sent|text*|come|email*|told|said|take|mail*|pay|paid|close|open)
        (again|still) (please|thank you|thanks|soon)
        (send|text|email|call|resend|try|tell|say|book|schedule|hire|use|see you|do|mow|clean|come) .... again
        same (day|time|price|card|number|address|boat|situation)
        (no more|no|are|is|all) PEST (gone|left|any more|now)?
        waiting .... still
        (my|our) (BELONGING) .... again
        (worse|better) than (nothing|others)
        """,
    ),
    # --- a thing that does not, the half that was not
    Rule(
        """
        THING (up|down|over|out)? (in the _|on the _|in my _|in (here|there)|you _ (_)? (_)?|yall _ (_)? (_)?|
            they _ (_)? (_)?|he _ (_)? (_)?)? (still|just|really|also|now|even|already|barely)? (doesnt|dont|wont|isnt|
            arent|wasnt|werent|cant|didnt|never|hasnt|havent|not|barely|keeps|keep|kept|refuses to)
        THING .... but (doesnt|dont|wont|isnt|cant|not|never|no)
        BELONGING (still|just|also)? (wont|doesnt|cant|isnt|dont|never) (even)? (start|turn on|connect|print|run|boot|
            shift|go into|stop|brake|fit|steer|idle|charge|sync|ring|clean) .... (since|still|after|again|you|your|yall)
        (half|most|some|none|several|many|part|NUMBER|third|quarter|all) (of)? (the|my|our|them|your|it)? (THING|guests|
            people|kids|stuff|list|order|work|job|jobs|yard|rooms|files|invoices|receipts|tables|food)? (never|didnt|
            wasnt|
            werent|isnt|arent|doesnt|dont|hasnt|not|wont|had no|got no|went without|has no|was left|were left|was
            skipped|
            were skipped|is left|is missing|are missing)
        THING (wont|will not|doesnt|dont|cant) (even)? (open|close|shut|start|latch|lock|turn|spin|drain|flush|light|
            hold|stick|dry)
            (now|any more|right|all the way|at all|properly|still|$)
        (wont|never|doesnt|didnt|doesn|not) (stop|stopped|quit) (leaking|running|dripping|making|beeping|squeaking|
            rattling|
            smelling|tripping|flickering|shaking|barking|flooding|backing|spinning|ringing|crashing|humming|draining|
            overflowing|grinding)
        (leak|leaks|noise|smell|drip|dripping|problem|rattle|beeping|leaking|squeak|issue|flooding) .... (never|didnt|
            hasnt|
            not|wont|isnt) (really|even|been)? (stop*|quit|go* away|went away|gone|fixed|solved|resolved|found|get*
            better)
        ^ (and|also|but)? (never|didnt|not|havent) (even|once|fully)? (edg*|mop*|vacuum*|dust*|sweep*|swept|wip*|scrub*|
            trim*|
            mow*|prun*|haul*|paint*|sand*|seal*|caulk*|prim*|treat*|spray*|test*|inspect*|balanc*|rotat*|flush*|torqu*|
            tighten*|reconcil*|fil*|back* up|updat*|patch*|proofread*|deliver*|set up|clean*|rins*|wash*|iron*|pack*|
            unpack*|wrap*|assembl*|hook* up|connect*|replac*|install*|fix*|repair*|finish*|complet*)
        wasnt (cleaned|fixed|touched|done|mowed|vacuumed|mopped|edged|trimmed|painted|treated|sprayed|installed|
            replaced|
            repaired|hooked|level|straight|sealed|tightened|tested|checked|finished|completed|wiped|dusted|working)
        (doesnt|didnt|dont|wont|not) (even)? (fit|match|line up|close right|close all the way|fit right|look (right|
            good|
            like the|anything like|like what)|taste (right|good)|hold (air|water|a charge|pressure))
        """,
        but_not="""
        ^ (hi|hey|hello|ok|also|and|so)? (can|could|would|will|do|does|did|is|are|was|were|how|what|which|who|where|any|
            when) ....
        (doesnt|dont|wont|isnt|arent|wasnt|werent|cant|didnt|never|hasnt|havent|not|no) (even|been|be|a|an|any|have|
            seem|
            really|had|got|look|get)? (any|a|an)? (FAULT|problem|problems|issue|issues|complaint|complaints|due|urgent|
            emergency|rush|expensive|cheap|big deal|trouble|mad|bad|needed|necessary|scheduled|yet time|better|happier|
            thing wrong|anything wrong)
        (if|when|whenever|in case|once) (the|my|our)? THING ....
        (other|another|different|next|new|old) (THING|BELONGING) ....
        (water|heat|lights|light|gas|internet|tv|washer|dryer|fridge|stove) (isnt|wasnt|not|got|wont be) (on|off|
            included|
            working because|paid) ....
        (half|some|all|most|part|NUMBER) (of)? (my|the)? (check|paycheck|pay|hours|money|income|bills|clients|
            customers) ....
        THING (bill|bills|payment|guy|company) ....
        (my|our) (THING|BELONGING) .... (so|and) .... (money|cash|broke|afford|tight|cant pay)
        (in|at|from|to|off|for) (class|bed|the garage|a meeting|the shower|the pool|the kitchen) ....
        (not|never) (been)? (happier|better)
        (wont|not|dont|cant|doesnt|isnt|arent|didnt|never) (have|be|been|need|want|get|got|open|available|home|there|
            paid|pay|
            know|sure|ready)? (until|till|today|tomorrow|tonight|WHEN|paid|money|home|ready)
        (NUMBER|one|all|some) (not|never)
        (not|isnt|dont|doesnt) (match*) (my|the)? (id|email|name)
        """,
    ),
    # --- those who came: harm done, late, rude, absent, the wrong thing
    Rule(
        """
        CREW (also|just|even|have|has|had|guys|then)? HARMED (up)? (my|our|the|a|an|some|several|NUMBER|all|half|into|
            over|
            everything|it|me|in|through|that|both|two|one of|part of|this)
        (your|ur|yr|yalls) (_)? (truck|van|mower|ladder|guy|guys|crew|tech|people|kid|driver|dog|machine|trailer|trash)
            (_)?
            HARMED
        HARMED .... (by|from) (your|the) (CREW|mower|truck|ladder|move|install*)
        CREW left ... (mess|hole|holes|open|nails|trash|garbage|debris|dirt|mud|tools|early|without|halfway|unlocked|
            stain|
            stains|scratch|scratches|everywhere|all over|half|before|dirty|undone|unfinished|clippings|footprints|boxes|
            on)
        left (nails|trash|garbage|debris|dirt|mud|tools|screws|clippings|paint|footprints|cigarette*|wires|tape|glass|
            a (hole|mess|stain|puddle|scratch|dent|gap|bunch|pile)|holes|half|early|without|the (gate|door|window|water|
            lights|light|old|trash|mess)|my (gate|door|house|yard|kitchen|garage|driveway)) ...
        left .... (unlocked|undone|unfinished|half done|exposed|uncovered|wide open|filthy|dirty|a mess|everywhere|
            all over)
        (CREW|order|food|cake|flyers|delivery|truck|package|shirts|parts|bus|photographer|dj|band) (came|come|comes|
            showed|
            show|shows|arrived|arrives|got|gets|was|were|is|are|been|delivered|showing) (up|here|there|in|to|always)?
            ...
            (late|days later|hours later|after the (event|party|wedding|meeting|deadline|show)|too late|the next day|
            a week later|weeks later|day late|without (tools|the|any|parts)|drunk|high|unprepared)
        (NUMBER|few|couple) (days|day|hours|hour|weeks|week|min|minutes|months) (too)? late
        (after|missed) (the|our|my) (event|party|wedding|deadline|grand opening|trade show|conference|funeral|election)
        CREW (was|were|is|are|been|got|acted|being) (so|very|really|super|extremely|kinda|straight up)? (rude|drunk|
            high|
            disrespectful|unprofessional|nasty|useless|incompetent|clueless|lazy|sloppy|careless|reckless|hungover|
            smoking|sleeping|on (his|her|their) phone|inexperienced|untrained|a joke|a no show|no show|no shows)
        (sat|sitting|stood around|standing around|slept|sleeping|smoking|smoked|napping|on (his|her|their) phone) ....
            (truck|
            van|time|hour|hours|most|half|whole|day|while|instead|around|charg*|bill*)
        (were|was|youre|is|are|another|a|two|NUMBER|its) (a)? (no show|no shows)
        (waited|waiting|took (the|a) day off|took off work|stayed home|sat home) .... (nobody|no one|never|didnt|no
            show|
            not one)
        CREW (did|installed|painted|brought|sent|delivered|printed|made|ordered|used|put|put in|filed|treated|cleaned|
            mowed|cut|fixed|replaced|moved|hung|built|gave|towed|shipped|cooked|served|came to|went to|billed|pulled|
            drilled|spelled|picked up|dropped off|programmed|set up|entered|wrote|trimmed|picked|sold) (me|us|up|on|in|
            out|
            it|them|the|a|my|our|all)? .... (wrong|backwards|upside down|crooked|incorrectly|incorrect|wrongly|badly|
            poorly|twice as|different)
        (cards|card|flyers|sign|signs|banner|banners|shirts|menus|ad|logo|letterhead|brochures|labels|invitations) ....
            (wrong|different|misspelled|incorrect) (phone|number|name|address|date|email|website|logo|time)
        (wrong|incorrect|different) (room|house|color|colors|size|sizes|tooth|part|parts|side|yard|day|date|name|model|
            filter|tire|tires|door|order|item|items|kind|type|fence|car|lot|unit|tree|font|logo|paper|shade|brand|oil|
            pattern|spot|wall|street|apartment|building|spelling|shirts|food|cake|product|file|files|version|address|
            language|year|form|forms) (on|in|for|was|were|and|so|again|than|printed|painted|came|delivered|sent|
            installed|at|$)
        (had|have|having) to (redo|reclean|re clean|repaint|rehang|reprint|remow|refile|reorder|rewash|reseed|resod|
            redo it)
        (had|have|having) to (_)? (clean|fix|finish|do|repair|replace|wash|mow|mop|move|paint|cook|throw|file|carry|
            assemble|rake|pick up|haul|sweep|wipe) .... (myself|ourselves|again|over again|all over|out)
        (had|have|having) to (hire|call|get|find|use|bring|pay|go to|go with|take it to|buy|order|rent) (in)? (someone|
            somebody|another|a different|other|a real|a second|a new|new|one (at|from|last)) (else|_)? (_)? .... (fix|
            redo|
            finish|repair|clean|do|make|instead|because|after|since|company|mechanic|plumber|shop|dentist|else|over|
            again|
            correct*)
        (another|a different|a real|a second|new|other) (company|plumber|electrician|mechanic|contractor|shop|dentist|
            cleaner|roofer|painter|accountant|place|guy|tech|firm) .... (fix*|redo|finish*|repair*|said you|found|told|
            instead|did it|to do)
        CREW (did|do) (a|such a|the)? (bad|terrible|horrible|awful|poor|lousy|half|shitty|crap|sloppy|crappy|
            worst|rush|rushed|messy) .... (job|work|_ $)
        (didnt|never|doesnt|dont|not) (even)? (know|knew) (what|how) (he|they|you|she|to|yall) ....(doing|do|fix|was|
            use)
        CREW (couldnt|cant|couldn) (even)? (fix|find|figure|do|finish|get|solve|open|repair|locate|install|diagnose)
            ....
        (ignored|didnt follow|never followed|went against) (my|our|the) (instructions|directions|request|proof|design|
            list|order)
        (didnt|never) (follow|read) (the|my|our) (instructions|directions|proof|design|list|order|contract)
        (doesnt|dont|didnt|not) (look|taste|smell|sound|work|come out) (anything)? (like|the way) ....
        ^ (the|your|ur)? CREW (didnt|never|wasnt|wouldnt|forgot|skipped|missed|refused|barely|hardly|only (did|cleaned|
            mowed|painted|stayed|worked|came|fixed|finished)) ....
        """,
        but_not="""
        CREW (lost|cut|left|broke|hit|burned|killed|dropped) (his|her|their|my|our|a|the|me)? (job|jobs|hours|pay|home|
            mom|
            dad|wife|husband|leg|arm|hand|foot|back|hip|wrist|work|town|message|voicemail|note|card|invoice|bill|number|
            phone|wallet|home|for|at|me|paycheck|price|benefits|service)
        (left|missed) (you|me|us|a|the|my|your) (a|the|my)? (message|voicemail|note|card|call|calls|wallet|checkbook|
            phone|
            check|payment|money|cash|envelope)
        (i|we) (was|were|am|are) (late|high|rude|sleeping|smoking|on) ....
        (payment|check|i am|we are|im|i was|paying|paid|bill|invoice|rent|money) .... late
        NUMBER (days|day|weeks|week|months) late (on|with|for|paying|because|so|sorry|i)
        (you|they) (was|were|are) (a)? late (fee|with)
        (sorry|apolog*) .... late
        CREW (didnt|never|wasnt|wouldnt|forgot|missed) (send|sent|email*|call*|text*|answer*|tell|told|say|said|get|got|
            receive*|respond*|know|knew|want|mean|see|need|have|pay|paid|give|gave|work today|ask*|leave|left|reply|
            replied|show me|include|mention|charge|bill|cash|deposit|run my|open|understand|hear)
        (i|we|my _) (had|have) to (_)? (clean|move|pay|buy|get|take|go|work|do) (my|our|a|the) (house|rent|kids|mom|car|
            truck|medicine|food|apartment|place|_ bill)
        (people|man|men|lady|woman|kid|girl|doctor|teacher|boss|company) (was|were|is|are|cut|lost|left|broke|hit) ....
        ^ (hi|hey|hello|ok|also|and|so)? (can|could|would|will|do|does|did|is|are|was|were|how|what|which|who|where|any|
            when) ....
        (wrong|different) (name|address|number|person|email|phone) (on|for|in)? (my|the|file|account)? (account|file|$)
        (another|new|different) (company|place|shop) (hired|job)
        if CREW ....
        (you|they|he|she) (cut|hit|painted|left|dropped|lost|sprayed|burned|wiped|erased|drilled) (it|the price|my bill|
            the bill|in half|me a|me off|a deal)
        couldnt (find|get|reach|open|do) (the|your|my|you|me|a)? (link|number|invoice|bill|email|page|address|time|
            hold of|me)
        i (couldnt|cant|didnt) ....
        """,
    ),
    # --- how it turned out, how long it lasted, who had to come again, what was asked and what was got
    Rule(
        """
        (could|can|would) (have|of)? (done|do|painted|paint|cooked|cook|cleaned|clean|fixed|fix|made) (it|a)? better ...
        (looks|look|looked|came out|turned out|tastes|tasted|smells|sounds|feels|performs|works) (so|really|very|pretty|
            just|
            absolutely|exactly)? (like)? (crap|shit|garbage|trash|hell|ass|awful|terrible|horrible|bad|worse|cheap|
            amateur|
            ugly|sloppy|a mess|dirty|off|a kid did it|a child did it|nothing like) ...
        (pictures|photos|video|pics|evidence) (of|that|showing|to prove) ....
        (about|because of|for|over|fix|with) the (damage|damages|scratch|dent|mess|leak|hole|stain|crack|mistake|error|
            overcharge|broken _|water damage)
        (complained|complaining|complain|complaint|complaints) (about|with|to|on|against|twice|again|already|number|
            NUMBER)
        (filing|file|filed|making|lodging|leaving|leave|writing|submit*|have) (a|an|another)? (formal|official|bad|
            negative|one star|1 star)? (complaint|review|claim for damages|one star) ...
        (it|that|repair|fix|patch|job|paint|battery|part) (only|barely|just)? lasted (a|one|two|NUMBER|less|about|not|
            until|
            maybe|all of|like) ....
        ^ lasted (a|one|two|NUMBER|less|about|not|until|maybe|all of|like) ....
        only (worked|lasted|ran|held|stayed (fixed|cold|on|clean)) (for|a|one|two|NUMBER|until|about|fixed|cold|that)
            ....
        (stopped|quit|died|broke|failed|went out|gone out|fell apart|out) (working|running|cooling|heating)? (again|the
            same|
            the next|that night|next day|same day|same night|right after|as soon as|NUMBER (days|hours|weeks) later|
            within) ....
        every time (you|yall|they|he|someone|it) .... (fix*|come*|leave*|touch*|break*|rain*|run*)
        (second|third|fourth|fifth|2nd|3rd|4th|NUMBER|multiple|several) (time|times) (this|for the same|it has|now it|
            you have had
            to|you had to|to fix|trying to fix|that it|its|fixing) ....
        (came|come|been|be|coming|return) (out|back) (two|three|3|4|NUMBER|several|multiple|so many|twice|again) (times|
            and|
            for|to) ....
        (better|fine|good|great|perfect|perfectly|ok|cleaner|worked|ran) (until|till|before) (you|yall|they|he|your _|u)
            (came|touched|showed|fixed|worked|got|started|messed|put|did|serviced|installed|changed|_ed) ....
        (came|come|comes) (back|home|out) with (a|an|no|two|NUMBER|bruise|bruises|cut|cuts|scratches|fleas|missing|less|
            his|
            her) ....
        (pulls|pulling|drifts|drifting|veers|vibrates|shakes|shimmies) (hard)? (to|when|at|left|right|now)
        CREW (ran out|run out|were out|was out) of ...
        (i am|we are|i was|we were|am|are|very|extremely|quite) (very|so|really|quite|extremely)? (dissatisfied|
            unsatisfied|unhappy
            with|displeased|appalled|disgusted|livid|furious|disappointed) ....
        (drops|dropping|cuts out|goes down|disconnect*) (every|all|constantly|still|since) ....
        .... more time on (his|her|their) phone ....
        (not enough|wasnt enough|werent enough|no|ran short on|short on|shorted us|short) (forks|napkins|plates|food|
            chairs|
            tables|cups|ice|servers|staff|meat|chicken|cake|drinks|silverware|utensils|guests) ....
        (ordered|asked for|wanted|requested|picked|chose|paid for|told (him|you|them|her|yall)|said|specified) (a|the|
            an)? _
            (_)? (_)? (, )? (and|but|not) (i|we|you|they|yall|u|he|she|instead|all)? (guys|ended up with|i|we)? (only|
            just)?
            (got|gave|received|sent|delivered|brought|came|put|painted|installed|made|used|did|served|printed) ....
        (not|isnt|nothing|arent|wasnt) (even|at all|anything)? (like)? (the|what|as|how|where) (_)? (_)? (_)? (i|we|she|
            he|my
            _) (picked|chose|ordered|asked|selected|approved|requested|paid for|signed|agreed|expected|pictured|had in
            mind|
            wanted|showed|described|specified|bought) ....
        not as (pictured|described|advertised|promised|expected|shown|agreed|quoted|ordered|specified|requested)
        (spent|spend|was|were|stayed|playing|sat|always|whole time|texting|talking|be) (more time|most|the whole time|
            half the
            time|all day|hours)? .... on (his|her|their|the) phone ....
        (he|they|she|guy|guys|crew|your _) (smoked|smoking|cursed|cussed|yelled|swore|flirted|hit on|peed|urinated|spit|
            parked on|blocked|tracked mud|tracked|snooped|went through) ....
        (sent|send|sending) (me|us)? (a|some|an)? (trainee|kid|rookie|amateur|apprentice|newbie|teenager|someone who|
            somebody
            who|guy who|different _|new guy) ....
        (wasnt|werent|not|never|didnt get) (bagged|edged|leveled|stained|primed|sanded|rinsed|polished|waxed|balanced|
            rotated|
            aligned|greased|torqued|proofed|proofread|notarized|filed|reconciled|posted correctly|backed up|encrypted|
            configured|programmed|calibrated|assembled|stapled|laminated|bound|cropped|edited|retouched|served|
            refrigerated|
            labeled|wrapped|padded|insured|supervised|fed|walked|bathed|groomed|trimmed|vaccinated) ....
        (skip|skipped|missed|forgot|ignored) (the|my|our|a|an|two|half) (back|front|side|whole|entire|upstairs|
            downstairs|
            bathroom|bathrooms|bedroom|closet|corner|corners|edges|spot|spots|yard|kitchen|baseboards|oven|fridge|
            windows|
            garage|trim|ceiling|gutters|first dance|deadline|vows|cake|speeches) ....
        (got|getting|given|received|paid|owe|hit with) (a|an|me a|us a|charged a)? (penalty|fine|notice from the irs|
            irs notice|
            audit|audited|ticket) (because|since|from|and|for|thanks|due) ....
        (irs|state|bank|city|inspector|inspection|county) (rejected|refused|failed|denied|returned|flagged|red tagged)
            ....
        """,
        but_not="""
        (no|any|zero|not a|without|cant|nothing to) (complaint|complaints|complain|complaining)
        (looks|look|came out|turned out|sounds) (great|good|awesome|amazing|fine|perfect) ....
        (i|we|my _) (spent|was|were|am) .... on the phone ....
        (irs|bank|state) (rejected|refused|denied|returned|flagged) (my|our|the) (card|check|payment|loan|refund|
            transfer|zelle)
        (link|page|site|website|app|portal|card|phone|login|password) ....
        (bill|invoice) (isnt|not) (what|as|the) ....
        (second|third|NUMBER) time .... (ask*|text*|request*|call*|link|copy|tell*)
        (told|asked) (you|him|her|them) .... (text*|messag*|call*|friday|WHEN|pay) ....
        (pictures|photos) (of)? (the|my|your)? (check|receipt|payment|kids|family)
        """,
    ),
    # --- Spanish: a thing meets a fault, what is still so, what was not done, harm done
    Rule(
        """
        COSA .... (muy|todo|toda|todos|todas|bien|medio|ya|puro|pura|esta|estan|quedo|quedaron|salio|salieron|llego|
            llegaron|viene|vienen|trae|traen|traia|traian|tiene|tienen|se|sigue|siguen|echa|estaba|estaban|hace|hacen|
            me|
            nos|era|con|de|volvio a|volvieron a)? FALLA
        (COSA|PLAGA) .... (no|nunca|ni) (me|nos|se|la|lo|le)? (quedo|quedaron|sirve*|sirvio|funciona*|jala*|prende*|
            enfria*|
            calienta*|cierra*|abre*|desagua*|salio|salieron|llego|llegaron|esta|estan|es|limpi*|arregl*|repar*|termin*|
            pint*|instal*|entreg*|pusieron|puso|hicieron|hizo|lavaron|cortaron|corto|barrieron|trapearon|aspiraron|
            imprime*|
            conecta*|agarra*|arranca*|frena*|carga*|entra*|queda*|alcanzo|alcanzaron|parece*|sec*|dura*|duro)
        (sigue*|siguen|continua*|todavia|aun|otra vez|de nuevo) .... (sin _|igual|haciendo|con (el|la|los|las) mism*|
            tapand*|tirand*|salien*|rechinand*|sonand*|oliend*|fallan*|gotean*|apagand*|calentand*|chorreand*|doliend*|
            sucio|sucia|sucias|sucios|FALLA|PLAGA)
        (sigue*|siguen|hay|veo|vemos|salen|tengo|tenemos|volvieron|regresaron|aparec*|llen* de) (las|los|la|el|muchas|
            muchos|
            puras|puros|mas|un|una|de|otra vez)? (PLAGA|goteras|fugas|fuga|gotera)
        PLAGA .... (todavia|otra vez|de nuevo|sigue*|volvieron|por todos lados|igual|peor|donde quiera)
        se (me|nos|le|les)? (volvio|volvieron|vuelve|vuelven) a (_)? (FALLA|tapar|caer|romper|descomponer|apagar|parar|
            ir|
            salir|quebrar|zafar|despegar|inundar|tirar|danar|trabar|quemar|fundir|abrir|soltar|mojar)
        (COSA|PLAGA|ya|me) (se)? (volvio|volvieron|vuelve) a (salir|gotear|fallar|doler|chorrear|rechinar|hacer|entrar|
            _r)
        (quedo|quedaron|esta|estan|salio|salieron|dejaron|dejo|anda) (hasta|mucho|todavia|todo|aun|aun mas|peor|mas)?
            (peor|
            igual (de|que|_ $|$)|a medias|mal|mas (mal|feo|sucio|chueco)|lo mismo|las mismas)
        (peor|igual|lo mismo) que (antes|como estaba|cuando|estaba)
        se (me|nos|le|les)? (cayo|cayeron|rompio|rompieron|quebro|quebraron|perdio|perdieron|despego|despegaron|seco|
            secaron|
            murio|murieron|encogio|encogieron|mancho|mancharon|metio el agua|inundo|tapo|apago|salio|solto|zafo|esta
            (pelando|cayendo|saliendo|despegando|tirando)|estan (pelando|cayendo|saliendo|despegando)) .... (COSA|FALLA|
            otra vez|de nuevo|a los|al otro|luego luego|ya|al dia)
        COSA .... se (me|nos|le)? (cayo|cayeron|rompio|rompieron|quebro|quebraron|perdio|perdieron|despego|despegaron|
            seco|
            secaron|murio|murieron|encogio|encogieron|mancho|metio|inundo|tapo|apago|solto|zafo|va|fue|vuelve|esta|
            estan)
        se metio el agua ....
        (rompieron|quebraron|rayaron|mancharon|danaron|golpearon|rasparon|perdieron|tiraron|mataron|cortaron|dejaron|
            descompusieron|rompio|quebro|rayo|mancho|dano|golpeo|raspo|perdio|tiro|mato|abollo|abollaron|maltrataron|
            pisaron|quemaron|quemo|borraron|borro|echaron a perder) (mi|mis|la|el|las|los|una|un|todo|toda|dos|unas|
            unos|mas)
            (_)? ....
        (dejaron|dejo) .... (sin (hacer|terminar|limpiar|pintar|recoger|arreglar|instalar|conectar|agua|luz|_r)|tirad*|
            abiert*|
            basura|suci*|cochin*|clavos|lodo|batidero|tiradero|hoyo|hoyos|pendiente|a la mitad|incomplet*|mal)
        (hicieron|hizo|dejaron|dejo|pusieron|puso|pintaron|pinto|instalaron|instalo|imprimieron|entregaron|mandaron|
            trajeron|
            escribieron|llenaron|cortaron|corto|limpiaron|cobraron|arreglaron|salieron|salio|quedaron|quedo|vinieron|
            llego|
            llegaron) (mal|todo mal|muy mal|al reves|chuec*|equivocad*|diferente|otro|otra|otra cosa|el que no|la que
            no|lo
            que no|a medias|la mitad)
        (mal|mala|malos|malas) (escrit*|hech*|instalad*|pintad*|cortad*|puest*|impres*|cosid*|calculad*|medid*|servicio|
            trabajo|lavad*|limpiad*|llenad*)
        (el|la|los|las) (cuarto|color|nombre|talla|tamano|pieza|modelo|fecha|casa|lado|diente|muela|pared|direccion|
            producto|material|numero) que no (era*|es|pedi|queria)
        (no|nunca|ni|ni siquiera|tampoco) (me|nos|se|le|la|lo|los|las)? (limpi*|cort*|lav*|barri*|trape*|aspir*|pint*|
            arregl*|
            repar*|compus*|termin*|acab*|entreg*|llev*|recogi*|instal*|conect*|cambi*|revis*|fumig*|podar*|hicieron|
            hizo|
            hiciste|pusieron|puso|sirv*|quit*|trajeron|trajo|atendi*|cumpl*|resolv*|solucion*) (ni|el|la|los|las|mi|
            nada|
            bien|todo|toda|bano|cocina|un|una|lo|al|$)
        (vino|vinieron|llegaron|llego|entregaron|trajeron|estuvo|estuvieron) .... (tarde|minutos|y no|y ni|despues (del|
            de|
            de la)? (evento|fiesta|boda)|dias despues|borrach*|y se fue*|una vez|dos veces|horas tarde|sin avisar|sin
            herramient*)
        (espere|esperamos|esperando|estuve esperando) .... (todo el dia|nadie|nunca|no (llego|vino|llegaron|vinieron|
            aparecieron))
        (tuve|tuvimos|tengo|tenemos) que (volver a)? (limpiar|arreglar|pintar|lavar|hacerlo|terminar|llamar|contratar|
            buscar|
            pagarle|reparar|componer|cortar|tirar|comprar otr*|ir con otr*|traer) .... (yo|nosotros|otra vez|de nuevo|a
            otr*|
            otro|otra|mism*)
        no (sirvio|sirvieron|ayudo|cambio|mejoro|hizo|hicieron) (de|para|en|nada|la|el|ningun*|_ $) ....
        (no (le|les)? hizo nada|no hicieron nada|no sirvio de nada|no hizo nada)
        (duele|doliendo|lastima|molesta) (todavia|igual|mas|la (muela|boca|corona)|otra vez|el diente)
        (sigue*|todavia (me)?|aun (me)?) (duele|doliendo|molesta|molestando|lastima|sangra*|hinchad*)
        COSA ni ....
        no (alcanzo|alcanzaron|ajusto|hubo suficiente*) (la|el|los|las|para) (COSA|todos|los invitados|la gente|comida)
        (pedi|pedimos|queria|quise|escogi|ordene|encargue|dije|elegi) .... (y|pero) (me|nos|ellos)? (dieron|mandaron|
            trajeron|
            llego|llegaron|pusieron|hicieron|entregaron|pintaron|dio|mando|trajo|puso|hizo) ....
        no (es|era|fue|son|eran) (la|el|los|las|lo|mi)? (talla|color|modelo|pieza|tamano|medida|marca|estilo|diseno|que
            (escogi|
            pedi|queria|elegi|compre|encargue|ordene)) ....
        (nunca|no) (mandaron|mando|hicieron|presentaron|metieron|prepararon|presento) (mi|mis|la|el|los|las)? COSA ....
        (perro|gato|nino|nina|hijo|hija|bebe|carro) .... (regreso|volvio|llego|salio|vino) (con|lastimad*|golpead*|
            cortad*|
            moread*|enferm*|rayad*|sin) ....
        (mi (nino|nina|hijo|hija|perro)) .... no (fue|asistio|estuvo|tomo|vino|entro) ....
        (estuvo|estaba|estuvieron|estaban) cerrad* ....
        se (fue|fueron) (sin|a medio|a media*|a la mitad|antes de|y no|temprano|y ya no|y me dej*) ....
        a medio (trabajo|terminar|hacer|pintar|acabar|camino)
        ni siquiera .... (barr*|limpi*|termin*|revis*|arregl*|prend*|trajer*|lleg*|toc*|vin*|sirv*|_ron)
        falt* (NUMBER|unos|unas|la|el|los|las|un|una|varios|varias) (platos|sillas|mesas|COSA|cosas|_) ....
        (maestra|maestro|tutor|muchach*|senor|tecnico|trabajador*|plomero|contador*|doctor|dentista) (nunca|no|falto|se
            equivoc*|
            llego (tarde|borrach*)|dejo|me dejo|perdio|rompio|olvido|se le olvido) ....
        equivoc* .... (multa|mal|COSA|en (la|el|mi)|color|talla)
        (grosero|groseros|irrespetuos*|borracho|borrachos|maleducad*|flojos|incompetent*|irresponsabl*|poco
            profesional*)
        """,
        but_not="""
        ^ (hola|oiga|oye|disculpe|buenas|ok|y|tambien)? (cuando|cuanto|como|quien|que|cual|donde|pueden|puede|podrian|
            podria|a
            que|a como|tambien|hacen|arreglan|reparan|venden|tienen|me puede|me pueden|si) ....
        no (me)? (sirve*|abre*|funciona*|carga*|jala*) (el|la|su|este|ese|esa)? (enlace|link|pagina|liga|app|sitio|
            boton)
        (pasto|zacate|cesped|jardin|jardines|arbol|arboles|plantas) .... verde
        no hay (ningun|ninguna|ningunos)? (problema|queja|duda|detalle|falla|molestia) ....
        (ando|estoy|voy) (muy|medio|un poco)? (cort*|mal|apretad*) de (dinero|feria|lana|efectivo) ....
        (no|ya no|nunca|ni) (esta|estan|es|hay|hace|hacen|tiene|tienen|se|me|ha|han|vuelto a)? (un|una)? FALLA
        (no|ya no) (hay|veo|vemos|tengo|salen|tenemos) (mas)? (PLAGA|goteras|fugas|fuga|gotera)
        (otro|otra|otros|otras|nuevo|nueva) COSA ....
        (enlace|link|pagina|liga|app|aplicacion|telefono|celular|tarjeta|correo|sitio|banco|boton|whatsapp) ....
        se (me|nos) (descompuso|murio|quebro|rompio|apago|poncho|inundo|quemo) (el|la|mi) (carro|troca|camioneta|coche|
            telefono|
            celular|refri|estufa|casa|llanta|computadora) ....
        (cortaron|corto|quitaron) (la|el) (luz|agua|gas|telefono|cable) ....
        (mi|el|nuestro) (carro|troca|camioneta|coche|telefono|celular|refri|estufa|computadora) se (me)? (descompuso|
            descompus*|murio|quebro|rompio|apago|fue) (y|por eso|no|ayer|la|esta|ahorita|$) ....
        si .... (otra vez|de nuevo|vuelve|vuelven|FALLA)
        COSA .... (no|ya) (tengo|puedo|le pago)
        (quedo|quedaron|esta|estan|salio) (todo|muy|bien|super)? (bonit*|bien|excelente*|perfect*|padre|chid*|buen*|
            rico|
            rica|limpi*|list*|de lujo|increible)
        (recibo|pago|factura|dinero) .... FALLA
        (sin|con) (dinero|trabajo|empleo|problema|problemas|falta|feria|lana|prisa|tiempo|duda|gusto)
        (mi|el|la) (mama|papa|esposo|esposa|hijo|hija|jefe|abuela|suegra) .... FALLA
        (sigo|sigue|seguimos) (sin)? (trabajo|dinero|enferm*|en el hospital)
        (tengo|hay|tenemos) (un|una|que|mucho|mucha|otro|otra)? (trabajo|clase|clases|tarde)
        trabajo (hasta|tarde|en|de|a|todo|mal pagado)
        (le|les|te) (pago|deposito) ....
        (se me|ya) (hizo|hace) tarde
        (deje|dejo) (el|un|mi) (cheque|pago|dinero|mensaje|recado)
        (perdio|perdi|perdieron) (el|mi|su) (trabajo|empleo|casa|recibo|telefono|celular|factura|papel|numero)
        """,
    ),
    # --- Spanglish: a thing in one language, its fault in the other
    Rule(
        """
        (THING|BELONGING) ... (no (sirve*|funciona*|jala*|prende*|enfria*|calienta*|quedo|esta|salio|cierra|abre)|
            sigue*|
            quedo (mal|feo|chueco|igual)|se (rompio|descompuso|cayo|apago|volvio)|esta (FALLA|MAL)|todavia no|salio
            (mal|
            FALLA)|gote*|still no)
        COSA ... (doesnt|dont|wont|isnt|still|is broken|is leaking|not working|wasnt|didnt|never|keeps|is wrong|FAULT)
        (no|nunca) (me|nos|le)? (arregl*|repar*|limpi*|termin*|fix*|clean*|finish*) (el|la|los|las|mi|nada|bien|their|
            the|my)?
            (THING|BELONGING|COSA|job)
        (guys|you|they|nobody|tech|guy) (didnt|dont|never|no) (fix|arregl*|hicieron|hizo|clean|terminaron|finish|
            vinieron)
            ....
        """,
        but_not="""
        ^ (hola|hey|hi|oiga|ok|y|and)? (cuando|cuanto|como|quien|que|cual|donde|pueden|puede|when|how|can|do|is|are|
            what|si|if)
            ....
        (link|page|enlace|app|phone|card|telefono|tarjeta) ....
        COSA (doesnt|dont|wont|isnt|not) (FAULT|matter) ....
        (my|our) (THING|BELONGING|COSA) .... (so|and|now) .... (money|cash|broke|afford|tight|paycheck|cant pay)
        (COSA|THING) (no longer|never|doesnt|didnt|not) FAULT
        (need|looking for|want) (a|an|another|someone) (CREW|to) ....
        .... (do you|you guys|do yall) (have|got|know) ....
        (not|isnt|arent|wasnt|no longer|no more|never|doesnt|stopped|any|without|is) (been|a|even|too|very)? FAULT
        .... (do you|you guys|do yall) (also|do|handle|offer|service) ....
        """,
    ),
)
