"""Word classes: the sets of words, English and Spanish, that the phrases of meanings/ name in capitals."""

from __future__ import annotations

from collections.abc import Mapping

# Named sets of words, which phrases name in capitals.
SETS: Mapping[str, str] = {
    "TEXTS": """
        (text|texts|message|messages|msg|msgs|sms|reminder|reminders|notification|notifications|notices|texting|
        messaging|spam)
    """,
    "TEXTING": """
        (text*|messag*|contact*|send*|bother*|harass*|bug|bugging|call*|spam*|writ*|pester*|annoy*|remind*|
        email*|msg*|reach*|blowing|hound*|communicat*|ask*|nag*)
    """,
    "MENSAJES": """
        (mensaje|mensajes|texto|textos|sms|recordatorio|recordatorios|mensajito|mensajitos|aviso|avisos|
        notificaciones)
    """,
    "MANDAR": """
        (mand*|envi*|escrib*|molest*|texte*|contact*|llam*|fastidi*|acos*|hostig*|jod*|ching*|insist*|busc*|
        habl*)
    """,
    "BILL": """
        (invoice|invoices|bill|bills|statement|statements|charge|charges|amount|amounts|total|totals|balance|
        balances|billing|order|orders|account|accounts|price|prices)
    """,
    "FACTURA": """
        (factura|cuenta|cobro|cargo|monto|total|cantidad|importe|precio|recibo|pedido|orden|saldo)
    """,
    "MONEY": """
        (check|checks|cheque|cheques|payment|payments|money|cash|ach|wire|funds|deposit|transfer|money order|
        zelle|venmo|paypal|cash app|cashapp)
    """,
    "PAGO": """
        (pago|cheque|transferencia|deposito|dinero|efectivo|giro|zelle|plata|abono|money order)
    """,
    "DAY": """
        (mon|monday|mondays|tue|tues|tuesday|wed|weds|wednesday|thu|thur|thurs|thursday|fri|friday|fridays|sat|
        saturday|sun|sunday|lunes|martes|miercoles|jueves|viernes|sabado|domingo)
    """,
    "MONTH": """
        (jan|january|feb|february|mar|march|apr|april|may|jun|june|jul|july|aug|august|sep|sept|september|oct|
        october|nov|november|dec|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|
        setiembre|octubre|noviembre|diciembre|ene|abr|ago|dic)
    """,
    "NUMBER": """
        (#|hundred|fifty|twenty|thirty|forty|thousand|cien|cincuenta|treinta|cuarenta|doscientos|trescientos|
        mil|one|two|three|four|five|six|seven|eight|nine|ten|un|una|uno|dos|tres|cuatro|cinco|seis|siete|ocho|
        nueve|diez|quince|veinte)
    """,
    "SOME": """
        (NUMBER|a|an|few|a few|couple|a couple|a couple of|couple of|unos|unas|un par de|otra|otro|another|
        one more)
    """,
    "WHEN": """
        (
            (this|next|coming|este|proximo|on|by|el|para el)? DAY (morning|afternoon|evening|night|
            (por|en) la (manana|tarde|noche))?|
            today|tonight|this (morning|afternoon|evening|week|weekend|month)|tomorrow (morning|afternoon|evening|
            night)?|
            now|right now|later (today|this week|this month|tonight)|
            after work|in a (bit|minute|sec|second|little bit)|when i get (home|off work|off|back home)|
            (mas)? al rato|mas tarde|en un rato|en un ratito|saliendo del trabajo|llegando a (la)? casa|
            (next|coming|following) (week|weekend|month|payday|paycheck|pay day)|(the|this)? weekend|
            end of (the|this|next)? (day|week|month|year)|month end|eom|eow|eod|payday|pay day|
            first of (the|next)? month|beginning of (the|next)? (week|month)|
            the? #th (of (MONTH|the? month))?|(el|dia|el dia) (primero|quince|treinta|dia ultimo|ultimo)|(on|by|before|
            until) the #|
            the (first|fifteenth)|
            MONTH (#|#th)|(#|#th) (of|de)? MONTH|#/#|
            in? (like|about|around|maybe|roughly)? SOME more? (hour|hours|day|days|week|weeks|month|months)|
            hoy|hoy mismo|manana|pasado manana|ahorita|ahora|ahora mismo|esta (noche|tarde|semana)|este mes|
            (la|el)? (proxima|proximo|otra|otro|siguiente) (semana|mes|quincena)|fin de semana|
            (semana|mes|DAY) (que (viene|entra)|entrante)|semana proxima|mes proximo|
            (a|al|para)? (fin|fines|final|finales) (de|del) mes|(esta|la)? quincena|
            (el|para el|hasta el) dia? # (de MONTH)?|dia #|
            (en|dentro de)? SOME (hora|horas|dia|dias|semana|semanas|mes|meses)|unos dias
        )
    """,
    "FILLER": """
        (please|thanks|sir|maam|before noon|by noon|sure|ok|for sure|latest|at the latest|thank you|por favor|
            gracias|sin falta|
        seguro|maybe|(before|by|around|at|after) (noon|lunch|midday|closing|NUMBER|#|5pm|work|cob)|cob|temprano|
        (por|en) la (manana|tarde|noche)|sir|bro|boss|jefe|patron|amigo|senor|hopefully|probably|if thats ok|
        i swear|i promise|promise|swear|on god|fr|for real|my word|te lo juro|lo prometo|prometido|
        if possible|primero dios|si dios quiere|god willing)
    """,
    # What people call our texts without naming them.
    "THESE": """
        (TEXTS|this|these|those|them|it|that|stuff|crap|shit|junk|garbage|nonsense|bs|any|anything|any more|from you|
        from yall|one of these|more)
    """,
    "GETTING": """
        (get|gets|getting|got|receive|receives|receiving|see|seeing|have|having|send|sends|sending|sent|read|reading|
        deal with|dealing with|put up with|answer|answering|hear|hearing)
    """,
    # What a person wants done with the texts, with the number, and why.
    "CEASING": """
        (stop|quit|cease|halt|discontinue|desist|refrain|knock off|cut out|lay off|back off|chill|ease up|
        hold off|turn off|shut off|switch off|disable|deactivate|suspend|silence|mute|avoid|no more|enough|done with|
        over with|through with|put an end)
    """,
    "STRIKING": """
        (take|taken|get|remove|removed|removal|delete|deleted|erase|erased|pull|drop|cross|strike|scratch|wipe|purge|
        scrub|exclude|unlist|lose|forget|keep|leave|want|be|been)
    """,
    "MY_PLACE": """
        (me|us|number|phone|cell|mobile|line|name|info|information|contact|details|cellphone|landline)
    """,
    "ITS_LIST": """
        (list|lists|system|database|contacts|rotation|thread|chat|group|records|file|files|computer|program|campaign|
        roster|phonebook|directory|this|these|here|it|whatever|there|yours|TEXTS)
    """,
    "ANNOYING": """
        (annoy*|bothering|bothersome|harass*|spamming|spammed|tired|sick|fed up|hate|hates|unwanted|unsolicited|
        nuisance|ridiculous|excessive|scare|scares|scaring|creepy|disturb*|pester*|waking|wake|wakes|woke|
        inappropriate|rude|
        unprofessional|illegal|nonstop|constant|constantly|too many|million|blowing up|obnoxious|intrusive|
        unacceptable|invasive|unwelcome)
    """,
    "OTHER_WAY": """
        (email|emails|mail|usps|letter|letters|paper|phone calls|phone call|calls|call me|email me|mail me|voicemail)
    """,
    "DEJAR": """
        (deje|dejen|deja|dejar|dejense|pare|paren|parar|parele|parenle|parale|cese|cesen|cesar|suspenda|suspendan|
        suspender|detenga|detengan|deten|detener|termine|terminen|cancele|cancelen|cancelar|cancela|evite|eviten|
        evitar|abstengase|abstenganse|desactive|desactiven|desactivar|basta|bajele|bajenle|chole|stop)
    """,
    "MANDANDO": """
        (mandar*|enviar*|escribir*|textear*|molestar*|contactar*|llamar*|mandando*|enviando*|escribiendo*|texteando*|
        molestando*|chingando|fastidiando|jodiendo|fregando|insistiendo|insistir|acosando|chingar|joder|fregar|
        spamear|spameando|buscarme|hostigar|mamar)
    """,
    "INSULTING": """
        (stupid|damn|dumb|fucking|fuckin|effing|bloody|silly|goddamn|freaking|lame|dumbass|pointless|useless|idiotic|
        crappy|
        shitty|worthless|moronic)
    """,
    # Who did the work, what went wrong with it, and what nobody asked for.
    "THEY": """
        (you|yall|they|he|she|guy|guys|tech|techs|technician|crew|driver|worker|workers|plumber|electrician|painter|
        roofer|contractor|installer|installers|team|company|man|men|people|dude|employee|employees|nobody|someone|
        mechanic|landscaper|landscapers|cleaner|cleaners|handyman)
    """,
    "DO_WORK": """
        (come|came|show|showed|finish*|fix*|complet*|deliver*|do|did|done|install*|repair*|clean|cleaned|honor*|
        resolve*|replace*|hook*|connect*|touch*|haul*|spray*|treat*|mow*|paint|painted|solve*|service|serviced|
        inspect*|diagnose*|cleanup|test|tested)
    """,
    "DAMAGED": """
        (broke|broken|damag*|scratch*|flood*|ruin*|crack*|dented|stain*|destroy*|messed up|screwed up|tore|wrecked|
        botched|busted|burned|burnt)
    """,
    "PERSISTS": """
        (leak*|drip*|broken|clog*|rattl*|smell*|squeak*|crooked|loose|peeling|bubbling|backed up|backing up|making
        noise|not working|isnt working|doesnt work|wont work|not fixed|not done|not finished|no heat|no hot water|
        no ac|not cooling|not heating|acting up|falling|sagging|flickering|tripping)
    """,
    "WRONG": """
        (wrong|incorrect|inaccurate|mistake|mistaken|error|bogus|crazy|ridiculous|outrageous|insane|absurd|excessive|
        inflated|steep|unfair|unreasonable|bs|bullshit|joke|ripoff|scam|unjustified|false|invalid|double|doubled|
        off by|way off|messed up|screwed up)
    """,
    "SOMEONE_ELSE": """
        (landlord|landlords|tenant|tenants|renter|renters|previous owner|former owner|old owner|insurance|warranty|
        hoa|property manager|property management|homeowner|homeowners|ex|ex husband|ex wife|roommate|neighbor|
        neighbors|employer|another company|other company|general contractor|seller|manufacturer)
    """,
    "UNDONE": """
        (voided|void|canceled|credited|removed|reversed|refunded|zero|waived|adjusted|deleted|taken off|written off|
        forgiven|comped|dropped|rescinded|discounted|prorated|reduced)
    """,
    "MAL": """
        (mal|equivocad*|incorrect*|erron*|injust*|errad*|alterad*|inflad*|exagerad*|excesiv*|car*|alt*|elevad*|dobl*|
        duplicad*|raro|rara)
    """,
    "FACTURAS": """
        (FACTURA|facturas|cuentas|cobros|cargos|numeros|horas|cobranza|total|suma|recargo|recargos|presupuesto|
        cotizacion)
    """,
    "HICIERON": """
        (termin*|arregl*|repar*|vin*|fueron|entreg*|instal*|cumpl*|hicier*|hizo|acab*|limpi*|pint*|trajer*|trajo|
        sirv*|conect*|respet*|aparec*|presentar*|resolv*|solucion*|compus*|quedo)
    """,
    "ROMPIERON": """
        (rompio|rompieron|quebr*|danaron|dano|rayaron|rayo|mancharon|mancho|inundaron|inundo|descompus*|arruin*|
        destruyeron|echaron a perder|echo a perder|dejaron (todo)? (tirado|sucio|mal|peor|a medias|cochino))
    """,
    "SHODDY": """
        (sloppy|shoddy|crooked|uneven|lopsided|half ass*|halfass*|botched|amateur|substandard|subpar|defective|
        faulty|lousy|messy|unprofessional|unsafe|dangerous|incomplete|unfinished|useless|worthless|disaster|mess|
        garbage|trash|joke|nightmare|hack|incompetent|careless|poorly|badly)
    """,
    "CHUECO": """
        (chuec*|disparej*|desnivel*|mal hech*|a medias|incomplet*|defectuos*|chafa|pesim*|cochin*|porqueria|basura|
        mal puest*|mal instalad*|mal pintad*|desparej*|torcid*|flojo|flojas|floja|malo|mala|fatal|desastre|inservible|
        horrible|feo|fea|feos|espantos*)
    """,
    # What tradespeople fix, make, clean, print, cook and carry; left out is what people lose when they are poor
    # (car, phone, power), which `BELONGING` holds.
    "THING": """
        (toilet|toilets|sink|sinks|faucet|faucets|shower|showers|tub|bathtub|drain|drains|pipe|pipes|sewer|septic|
        disposal|valve|valves|hose|spigot|boiler|sump|pressure|water heater|water|
        ac|air conditioner|air|furnace|heater|heat|heating|thermostat|vent|vents|duct|ducts|unit|units|compressor|
        blower|
        upstairs|downstairs|basement|attic|
        roof|shingle|shingles|gutter|gutters|flashing|siding|chimney|skylight|downspout|
        lawn|yard|grass|sod|tree|trees|stump|stumps|hedge|hedges|bushes|shrubs|plants|flowers|mulch|weeds|sprinkler|
        sprinklers|
        irrigation|fence|fences|gate|gates|deck|patio|driveway|concrete|walkway|sidewalk|leaves|branches|debris|turf|
        kitchen|bathroom|bathrooms|bath|floor|floors|carpet|carpets|rug|rugs|window|windows|oven|baseboard|baseboards|
        counter|counters|countertop|countertops|couch|sofa|upholstery|room|rooms|bedroom|bedrooms|tile|tiles|grout|
        mirror|mirrors|shelf|shelves|stairs|railing|wall|walls|ceiling|drywall|paint|trim|cabinet|cabinets|drawer|
        drawers|door|doors|lock|locks|key|keys|garage|opener|hinge|knob|handle|blinds|curtain|curtains|shade|shades|
        shutter|shutters|screens|awning|
        printer|server|network|server|router|backup|backups|software|files|
        camera|cameras|alarm|monitor|database|
        food|cake|cakes|meal|meals|chicken|beef|rice|salad|buffet|tray|trays|plates|desserts|catering|dish|dishes|
        guests|drinks|cupcakes|
        banner|banners|flyer|flyers|brochure|brochures|poster|posters|shirt|shirts|logo|print|prints|printing|sign|
        signs|letterhead|menus|invitations|sticker|stickers|label|labels|colors|business cards|every card|
        envelopes|photos|pictures|album|
        taxes|payroll|filing|filings|w2|1099|ledger|bookkeeping|
        brake|brakes|engine|motor|transmission|tire|tires|battery|alternator|radiator|clutch|starter|windshield|bumper|
        wipers|headlight|headlights|alignment|muffler|exhaust|engine light|steering|suspension|oil change|
        pool|pump|pumps|filter|filters|liner|spa|hot tub|jacuzzi|
        mover|movers|dresser|table|tables|desk|chair|chairs|box|boxes|furniture|piano|mattress|lamp|
        class|classes|lesson|lessons|session|sessions|tutor|tutoring|
        tooth|teeth|crown|filling|fillings|denture|dentures|implant|veneer|veneers|molar|braces|bridge|
        outlet|outlets|breaker|breakers|light|lights|fan|fans|switch|switches|panel|wiring|circuit|charger|generator|
        dishwasher|icemaker|ice maker|
        repair|repairs|installation|install|parts|cleaning|treatment|spray|product|
        products|items|material|materials|equipment|machine|hole|holes|seal|hair|haircut|nails|lashes|dress|suit|
        jets|boards|deck boards|sewage|wire|wires|invitation|ink|seat|seats|bolts|screws|lug nuts|napkins|forks|foam|
        ceilings|
        groom|grooming|glasses|frames|whole thing|the thing)
    """,
    # What breaks in a life as well as in a workshop: a fault counts only beside "still", "again", "since you".
    "BELONGING": """
        (wifi|internet|system|systems|washer|dryer|fridge|refrigerator|freezer|stove|microwave|tv|bed|car|cars|truck|
        van|suv|jeep|vehicle|phone|phones|computer|laptop|pc|house|home|place|office|power|electricity|
        dog|cat|email|site|website)
    """,
    "PEST": """
        (ants|ant|roach|roaches|cockroaches|mice|mouse|rat|rats|bugs|bedbugs|bed bugs|termites|wasps|hornets|spiders|
        fleas|
        bees|mosquitoes|rodents|squirrels|raccoons|gophers|moles|ticks|flies|moths|algae|mold|mildew|weeds|crickets)
    """,
    # What is the matter with a thing, in words that are never said of a good one.
    "FAULT": """
        (leak|leaks|leaking|leaked|drip|drips|dripping|dripped|clogged|clogs|clogging|backed up|backs up|backing up|
        overflow*|flood*|burst|bursting|seep*|spraying|gush*|
        dirty|filthy|dusty|sticky|greasy|streaky|streaks|stained|stains|smelly|smells|smell|stinks|stink|stunk|smelled|
        reeks|muddy|moldy|grimy|nasty|gross|disgusting|untouched|
        raw|undercooked|overcooked|burnt|burned|stale|soggy|spoiled|rotten|inedible|salty|
        late|wrong|broken|broke|busted|bent|crooked|uneven|leaning|leans|lopsided|wobbly|wobbles|loose|lifting|sagging|
        sags|
        bubbling|bubbled|peeling|peels|peeled|cracked|cracking|cracks|crack|chipped|chipping|chips|chip|scratched|
        scratches|scratch|scraped|dented|
        dents|dent|warped|buckling|buckled|rusty|rusted|rusting|faded|fading|discolored|patchy|blotchy|bare|
        blurry|blurred|smudged|smeared|pixelated|misspelled|misspelt|mispelled|misprinted|typo|typos|misaligned|
        dead|died|dies|dying|brown|yellow|green|cloudy|murky|overgrown|
        stuck|sticks|sticking|jammed|jams|jamming|shut off|shuts off|shutting off|cuts out|cuts off|cutting out|
        turns off|turned off|kicks off|trips|tripping|trip|tripped|flicker|flickers|flickering|sparks|sparking|
        down|crashed|crashing|crashes|crash|corrupted|lost|offline|frozen|freezing|froze|freezes|slow|slower|
        loud|louder|noisy|noise|noises|rattles|rattling|rattle|squeaks|squeaking|squeak|squeals|squealing|squeal|
        grinding|grinds|grind|hums|humming|vibrates|vibrating|shakes|shaking|slips|slipping|knocking|whistling|
        overheats|overheating|overheated|stalls|stalling|stalled|
        worse|worst|terrible|horrible|awful|awfully|disaster|mess|messy|sloppy|shoddy|ruined|useless|unusable|defective|
        faulty|
        damaged|torn|ripped|shrunk|shrank|split|shattered|mangled|smashed|missing|short|unfinished|incomplete|undone|
        hurts|hurting|hurt|painful|sore|swollen|infected|
        fell off|fell out|fell apart|fell down|falls off|falls out|falling off|falling out|falling apart|falling down|
        fallen|came off|came out|came apart|came loose|comes off|coming off|coming apart|coming loose|coming up|popped|
        broke off|broke down|gave out|went out|went bad|quit|quits|conked|shot|toast|
        puddles|puddle|blew off|flew off|rubs off|rubs right off|washed off|popping|pops|poking|pokes|bouncing|
        disconnects|
        disconnecting|glitching|glitchy|lumpy|bumpy|gaps|mushy|slimy|came up|cut out|taller|ugly|itchy|
        too small|too big|too short|too long|too tight|too dark|too light|too thin|too low|too high|upside down|
        backwards|inside out|acting up|out again|off again|back on|came back|came right back|back again|still there|
        still here|is back|are back|off center|off by|mixed up|not there|no good|no better)
    """,
    # What somebody who did the work did to, or with, what was not theirs.
    "HARMED": """
        (broke|dented|scratched|scraped|cracked|chipped|ruined|damaged|destroyed|stained|flooded|spilled|dropped|lost|
        stole|cut|knocked|hit|ran over|drove over|mowed over|backed into|tore|ripped|smashed|shattered|killed|burned|
        burnt|
        busted|snapped|bent|drilled|punctured|messed up|screwed up|fucked up|painted|trampled|crushed|gouged|sprayed|
        poisoned|misplaced|threw away|threw out|deleted|wiped|erased|left)
    """,
    # Who came and did the work.
    "CREW": """
        (you|yall|u|they|he|she|guy|guys|tech|techs|technician|crew|driver|worker|workers|plumber|electrician|painter|
        painters|roofer|roofers|contractor|installer|installers|mover|movers|landscaper|landscapers|cleaner|cleaners|
        cleaning lady|maid|maids|handyman|mechanic|dentist|doctor|hygienist|tutor|teacher|sitter|babysitter|nanny|
        caterer|
        baker|printer|bookkeeper|accountant|exterminator|team|company|employee|employees|helper|helpers|lady|kid|dude|
        subcontractor|sub|subs|people|man|men|woman|girl|photographer|groomer|stylist)
    """,
    "BILLING": """
        (bill|billed|billing|bills|charge|charged|charging|charges|invoice|invoiced|invoicing|says|say|shows|showing|
        show|
        lists|listed|claims|claim|total|want|wants|asking|paying|pay|owe|have me|has me|got me|put|cost|costs)
    """,
    "FEE": """
        (fee|fees|surcharge|surcharges|charge|charges|markup|upcharge|minimum|rate|tax|interest|service call|
        overtime|mileage|travel|fuel|trip|extras|add on|add ons|increase|penalty)
    """,
    "COSA": """
        (bano|banos|inodoro|taza|excusado|llave|llaves|tuberia|tuberias|tubo|tubos|drenaje|coladera|lavabo|fregadero|
        regadera|tina|tinaco|calentador|boiler|agua|fuga|
        aire|aires|calefaccion|termostato|unidad|compresor|ventilador|ducto|clima|minisplit|
        techo|tejas|canaleta|canaletas|gotera|goteras|chimenea|
        pasto|zacate|cesped|jardin|yarda|arbol|arboles|plantas|flores|ramas|hojas|cerca|barda|reja|patio|banqueta|
        concreto|
        cemento|
        cocina|piso|pisos|alfombra|alfombras|ventana|ventanas|horno|estufa|cuarto|cuartos|sala|recamara|loseta|azulejo|
        azulejos|espejo|pared|paredes|pintura|puerta|puertas|chapa|cerradura|gabinete|gabinetes|cajon|cajones|mueble|
        muebles|persianas|cortinas|escalera|porton|vidrio|
        impresora|red|servidor|sistema|programa|archivos|camaras|camara|alarma|respaldo|wifi|
        comida|pastel|platillos|platos|pollo|carne|arroz|bocadillos|banquete|postres|pasteles|
        tarjetas|volantes|folletos|lona|lonas|camisetas|playeras|letrero|letreros|invitaciones|logo|impresion|
        impresiones|
        etiquetas|fotos|foto|recuerdos|pelo|video|
        taxes|impuestos|declaracion|nomina|
        freno|frenos|motor|llanta|llantas|bateria|transmision|alternador|radiador|aceite|faros|parabrisas|defensa|mofle|
        alberca|piscina|bomba|filtro|jacuzzi|
        mesa|sillon|sofa|tele|television|colchon|caja|cajas|comoda|espejos|mudanza|
        clase|clases|sesion|sesiones|maestra|
        muela|muelas|diente|dientes|corona|empaste|amalgama|puente|placa|frenillos|
        luz|luces|foco|focos|contacto|contactos|apagador|apagadores|cables|cableado|breaker|enchufe|
        lavadora|secadora|refri|refrigerador|lavaplatos|microondas|
        trabajo|servicio|obra|reparacion|instalacion|limpieza|fumigacion|fumigada|pieza|piezas|parte|partes|producto|
        material|materiales|maquina|equipo|hoyo|hoyos|vestido|corte|unas|
        sink|toilet|ac|heater|leak|roof|carpet|water heater|dishwasher|dryer|washer|freezer|fridge|furnace|fence|pool|
        carro|troca|camioneta|coche|auto|casa|computadora)
    """,
    "PLAGA": """
        (cucaracha|cucarachas|hormiga|hormigas|raton|ratones|rata|ratas|chinche|chinches|termita|termitas|bicho|bichos|
        animales|aranas|avispas|pulgas|mosquitos|moho|algas|plaga|alacranes|grillos|polilla)
    """,
    # What is the matter with a thing, in Spanish.
    "FALLA": """
        (gote*|fug*|chorre*|tir* agua|tapad*|tap*|inund*|desbord*|se sale|se tira|huele*|apest*|oli*|
        sucio|sucia|sucios|sucias|cochin*|manchad*|pegajos*|polvos*|grasos*|mugros*|asqueros*|
        fria|frio|frias|frios|cruda|crudo|quemad*|salad*|echad* a perder|agri*|rancio|
        tarde|equivocad*|mal|rot*|quebrad*|chuec*|torcid*|disparej*|desnivelad*|ladead*|de lado|floj*|suelt*|
        zafad*|despegad*|despegando|pelando|pelad*|cay*|caid*|cuarte*|agriet*|rajad*|rayad*|abollad*|golpead*|oxidad*|
        descolorid*|despintad*|borros*|manch*|rechin*|ruid*|ruidos*|truen*|vibr*|brinc*|cascabel*|
        sec*|muri*|muert*|amarill*|verde|turbi*|cafe|
        atorad*|atora|trab*|se apaga|se apago|apagando|apagar|se va|se fue|se prende|parpade*|chispas|tumb*|bota|
        caliente|descompues*|descompuso|descompone|fall*|danad*|lent*|se traba|
        peor|pesim*|horrible|feo|fea|feos|feas|desastre|inservible*|defectuos*|incomplet*|a medias|sin terminar|perdi*|
        duel*|doliendo|hinchad*|infectad*|encogi*|chic*|cort*|grande|descosi*|error|errores|otro nombre|al reves)
    """,
    "PERSON": """
        (owner|person|user|holder|tenant|guy|lady|woman|man|family|people|residents|number|customer|subscriber)
    """,
    # Words after "this isn't" and "I'm not" that are no names.
    "NO_NAME": """
        (right|correct|mine|my|our|ours|the|a|an|accurate|good|ok|fair|true|what|how|possible|acceptable|
        working|due|paid|legal|real|funny|for|necessary|legit|yours|your|it|over|happening|cool|spam|helpful|
        urgent|enough|clear|valid|sure|paying|interested|happy|able|home|available|going|at|in|done|satisfied|
        responsible|there|well|ready|mad|aware|late|certain|seeing|lying|getting|gonna|from|with|on|to|made|
        rich|feeling|fine|here|liable|giving|doing|trying|saying|asking|disputing|owed|buying|worth|near|
        anywhere|comfortable|really|so|very|that|this|as|any|all|allowed|authorized|accepting|up|signing|
        sending|complete|completed|finished|fixed|off|when|where|because|now|yet|today|
        bad|much|again|nice|necessarily|tonight|tomorrow|exactly|quite|ever|anything|one|wanted|welcome|needed|
        appreciated|supposed|useful|professional|safe|satisfactory)
    """,
}
