using Cendra.Knowledge.Text;

namespace Cendra.Agent.Rules;

/// <summary>How people ask about getting in, and how they say that the door stays shut.</summary>
internal static class AccessWords
{
    private const string FailsEn = "(doesn t|does not|don t|do not|didn t|did not|won t|will not|isn t|is not|not|never|can t|could not|couldn t) .. (work|works|working|open|opening|opens|accept*|respond*|react*|unlock*|go|function*)|wrong|invalid|reject*|fails?|failed|failing|stuck|jammed|broken|dead|blocked|red light|(flash*|blink*|turns|goes|lights|shows) .. red|error|refus*|stopped working|beep*|no light|nothing happens|(still|stays|remains) (locked|closed|shut)";
    private const string FailsEs = "no (funciona*|abre*|va|sirve*|responde*|acepta*|se abre*|me abre|nos abre|me deja*|nos deja*|reacciona*|gira)|(incorrect*|erroneo|erronea|invalid*|equivocad*|bloquead*|rot[oa]|atascad*)|da error|(luz|parpadea*|pone) .. roj[oa]|sin bateria|pita|sigue cerrad[oa]|dejado de funcionar|no (es|lo) acept*";
    private const string FailsDe = "(funktioniert|funktionieren|geht|gehen|klappt|offnet|oeffnet|reagiert|stimmt|passt|lasst|laesst|nimmt) .. nicht|nicht .. (offnen|oeffnen|auf|angenommen|akzeptiert|funktioniert|geklappt)|falsch|ungultig|ungueltig|(blinkt|leuchtet|wird|zeigt) .. rot|rotes licht|kaputt|defekt|klemmt|blockiert|gesperrt|fehler|piept|bleibt (zu|geschlossen|verschlossen)|noch (zu|verschlossen)";
    private const string FailsFr = "(ne )?(marche|fonctionne|marchent|fonctionnent|va|repond|reagit) (toujours )?(pas|plus)|(ne )?(s )?n?\\s?ouvre (toujours )?pas|(incorrect*|faux|errone*|invalide*|bloque*|refuse*|coince*|casse*|mauvais)|(voyant|clignote|lumiere|devient) .. rouge|erreur|bipe|pas accepte|(reste|toujours) fermee?";
    private const string Fails = $"({FailsEn}|{FailsEs}|{FailsDe}|{FailsFr})";

    private const string Door = "(code|codes|codigo|pin|door|doors|doorlock|lock|smartlock|keypad|gate|key|keys|puerta|puertas|cerradura|teclado|llave|llaves|porton|portal|clave|*tur|*tuer|*schloss|tastenfeld|schlussel|schluessel|tor|*code|porte|portes|serrure|clavier|digicode|cle|cles|portail|typed|entrance|entrada|eingang)";
    private const string Things = "(wifi|wi fi|wlan|internet|heating|heater|shower|tv|television|oven|hob|stove|fridge|dishwasher|washing machine|washer|dryer|ac|aircon|air conditioning|toilet|light|lights|lamp|hot water|water|coffee machine|remote|netflix|balcony|window|elevator|lift|socket|iron|kettle|calefaccion|ducha|horno|nevera|lavadora|lavavajillas|aire|aire acondicionado|luz|luces|agua|agua caliente|bano|ventana|ascensor|cafetera|heizung|dusche|fernseher|ofen|herd|kuhlschrank|spulmaschine|waschmaschine|klimaanlage|licht|wasser|warmwasser|toilette|fenster|aufzug|kaffeemaschine|chauffage|douche|four|frigo|lave vaisselle|lave linge|machine a laver|clim|climatisation|lumiere|eau|eau chaude|fenetre|ascenseur|cafetiere|tele)";

    /// <summary>Codes and keys that open no door of ours.</summary>
    private static readonly Phrases NotADoor = new(
        "(wifi|wi fi|wlan|internet|network|router|discount|promo|promotion|promotional|voucher|coupon|gift|postal|post|zip|dress|qr|country|area|booking|reservation|confirmation|verification|sms|safe|tv|netflix|tax|vat|source|referral|bar) (code|codes|key|keys|password|pin)",
        "code (for|of|to) (the |a |my |our )?(wifi|wi fi|wlan|internet|tv|safe|discount|booking|reservation|netflix)", "(key|password) (for|of|to) (the )?(wifi|wi fi|wlan|internet|safe)", "car keys?", "key (lime|west|card size)", "(your|the|an|my) e ?mail address", "key (facts|points|question)", "door to door",
        "(codigo|clave|contrasena|pin) (de |del |para )?(la |el |los |las )?(un |una )?(wifi|wi fi|internet|red|descuento|promocional|postal|reserva|confirmacion|verificacion|caja fuerte|tele|television|router|barras|qr)", "codigos? (promocional*|postal|qr|promo)", "llaves del coche", "palabras? clave", "(direccion|correo) de (correo|email|mail)",
        "(wlan|wifi|internet|rabatt|gutschein|promo|post|buchungs|qr|tresor|safe|dress|bestatigungs|netflix) (code|codes|schlussel|passwort|pin)", "(wlan|wifi|rabatt|gutschein|promo|buchungs|qr|tresor|bestatigungs|dress|bar)(code|codes|schlussel|schluessel|passwort)", "code (fur|fuer|vom|zum) .. (wlan|wifi|internet|tresor|safe|rabatt|buchung)", "(auto|wlan)(schlussel|schluessel)", "(mail|email|e mail) adresse", "emailadresse", "mailadresse",
        "code (promo|postal|de reduction|reduction|wifi|wi fi|du wifi|de la wifi|du wi fi|internet|de reservation|de confirmation|qr|du coffre|coffre|barre|cadeau|pour le wifi|pour la wifi|vestimentaire)", "cle (wifi|du wifi|wi fi|de la wifi|usb|de voiture)", "cles de (la |ma )?voiture", "adresse (mail|email|e mail|electronique)", "mots? cles?", "mot de passe .. (wifi|wi fi|internet)",
        "code (for|of) (the )?(washing machine|dryer|coffee machine|alarm)");

    private static readonly Phrases OtherFails = new($"{Things} (?:\\w+ ){{0,2}}{Fails}", $"{Fails} (?:\\w+ ){{0,1}}(the |my |our |la |el |die |der |das |le |l )?{Things}");

    private static readonly Phrases ShutOut = new(
        $"{Door} (?:\\w+ ){{0,6}}{Fails}", $"{Fails} (?:\\w+ ){{0,3}}{Door}",
        "lock(ed)? (me |us |myself |ourselves )?out", "(can t|can not|unable to|not able to|couldn t|didn t manage to) (get in|get inside|get into *|enter|open *|unlock *|access)", "stuck outside", "shut out", "(still|been) .. outside", "red light", "(door|lock|it) won t (open|unlock)", "no access .. (apartment|flat|house|building)", "keeps? (beeping|flashing)",
        "no (puedo|podemos|consigo|conseguimos|logro|logramos) (entrar|abrir|acceder)", "(quedado|quedamos) .. fuera", "luz roja", "(fuera|calle) sin poder entrar", "no (hay|tengo|tenemos) (forma|manera) de (entrar|abrir)", "no (me|nos) deja (entrar|abrir)",
        "(komme|kommen|komm) .. nicht (rein|hinein|herein|ins|in)", "ausgesperrt", "(bekomme|bekommen|kriege|kriegen|krieg) .. nicht (auf|geoffnet|geoeffnet)", "rotes licht", "(konnen|koennen|kann) .. nicht (rein|hinein|offnen|oeffnen|aufmachen|aufschliessen|eintreten)", "stehen (immer )?noch (draussen|vor)", "nicht (rein|hinein)gekommen",
        "(n )?arriv(e|ons|er) (toujours )?pas a (entrer|rentrer|ouvrir|acceder)", "(peux|peut|pouvons|pouvoir) (toujours )?(pas|plus) (entrer|rentrer|ouvrir|acceder)", "(coince*|enferme*|bloque*|reste*) .. dehors", "(toujours|encore) (dehors|devant la porte)", "(voyant|lumiere) rouge", "impossible d (entrer|ouvrir|acceder)", "impossible de rentrer");

    private static readonly Phrases Asks = new(
        "(get|gets|getting|got|come|go|let) (in|inside|into *)", "(how|where) .. (enter|access|check in|checkin)", "self check in", "check in (instructions|details|info|process|procedure)", "(entry|door|access|entrance|gate|building|front door|lock|keypad|apartment|flat|house|key|arrival|room|unit) (code|codes|instructions|details|info)", "entr(y|ance) (code|instructions|info)",
        "(the|my|our|a|any|your|new|which|what|need|send|resend|lost|forgot|forgotten|have|get|no|door) (access |entry |door |key ?)?(code|codes|pin|passcode)( again| please| yet)?", "code (for|to|of) (the )?(door|apartment|flat|house|building|gate|entrance|front|main|lock|property|place|street)", "keypad", "keys?", "codes?", "pin", "lockbox", "(open|unlock) (the |this |that )?(door|doors|gate|lock|apartment|flat|house|front *|main *)", "(full |exact |street |the |your |what s |apartment |flat )address", "address", "which (floor|door|building|entrance|apartment|flat)", "what floor", "where (is|s|do we find) (the |your |our )?(apartment|flat|house|building|entrance|door|place|property)", "(find|reach) (the |your |our )?(apartment|flat|house|building|place|property|entrance)", "(at|outside|in front of) (the |your )?(door|building|apartment|flat|house|gate|entrance|property)", "(i m|we re|we are|i am|have|just|we ve|i ve) (now |just |already )?(here|arrived|outside)",
        "(como|donde|por donde) .. (entro|entrar|entramos|accedo|acceder|accedemos|abro|abrir|abrimos|recojo|recoger|recogemos)", "codigos?", "(la|las|una|mi|nuestra) (llave|llaves|clave)", "llaves?", "clave (de|para) (la )?(puerta|entrada|portal)", "direccion", "(que|cual es el) piso", "donde (esta|queda) (el |la )?(apartamento|piso|casa|edificio|puerta|entrada|portal|alojamiento)", "como (llego|llegamos|llegar)", "(estoy|estamos) (ya )?(aqui|fuera|en la puerta|delante|frente|abajo|en el portal)", "(hemos|he|acabo de|acabamos de) (ya )?(llegado|llegar)", "abrir la puerta", "instrucciones .. (entrada|llegada|acceso|check in|entrar)", "hacer (el )?check in", "como .. (hago|hacemos|se hace) .. check in", "check in online", "(abre|abren) la puerta",
        "wie .. (komme|kommen|komm|gelange|gelangen) .. (rein|hinein|herein|in *|ins *|zu *|zur *|zum *)", "(komme|kommen|komm) (ich|wir) .. (rein|hinein|herein|in die *|ins *)", "*(turcode|tuercode|zugangscode|eingangscode|turkode|zahlencode|schlosscode|zutrittscode|schlusselcode)", "(den|der|dem|einen|mein|meinen|unser|unseren|welcher|welchen|kein|keinen|neuen|ihr|ihren) (code|pin|zugangscode|turcode)", "code (fur|fuer|zur|zum|der|von|vergessen|nochmal|bitte)", "pin (fur|fuer)", "*(schlussel|schluessel|schlusselbox|schlusseltresor)", "adresse", "anschrift", "welch(e|er|es|em) (stock|etage|stockwerk|tur|tuer|hausnummer|klingel|eingang)", "wo (ist|liegt|finde|finden) .. (wohnung|haus|eingang|tur|tuer|unterkunft|gebaude|apartment)", "(tur|tuer|haustur|haustuer|wohnungstur) .. (offnen|oeffnen|auf|aufmachen|auf?schliessen)", "(offne|oeffne|offnen|oeffnen) .. (tur|tuer|haustur|haustuer)", "(stehe|stehen|sind|bin) .. (vor der|vor dem|da|angekommen|hier)", "wie .. einchecken", "(selbst|self) check ?in", "check in (anleitung|ablauf|infos?)", "zugang( zur *| zum *)?", "*(haustur|wohnungstur|haustuer|wohnungstuer)",
        "comment .. (entrer|entre|entrons|rentrer|rentre|acceder|accede|ouvrir|ouvre|recuperer|recupere)", "(le|mon|notre|un|du|quel est le|votre|ce) (code|digicode|code d (acces|entree))", "code (d acces|d entree|de la porte|porte|de l (immeuble|appartement|entree)|pour (entrer|la porte|ouvrir|l appartement)|svp|s il)", "digicode", "(la|les|une|mes|nos|des) (cle|cles|clef|clefs)", "boite a (cle|cles|clef|clefs)", "(l |votre |quelle est l |quelle )adresse", "adresse", "quel etage", "ou (est|se trouve|se situe|trouver) .. (appartement|logement|immeuble|entree|porte|maison|batiment)", "(devant|sommes a|suis a) (la |l |votre )?(porte|immeuble|appartement|entree|logement|batiment)", "(suis|sommes|viens d|venons d) (bien |deja |juste )?(arrive|arrives|arrivee|arriver|la|devant)", "instructions .. (arrivee|acces|entree)", "ouvrir la porte", "(l )?acces (a|au) (l )?(appartement|logement|immeuble)");

    private static readonly Phrases Elsewhere = new(
        "wifi", "wi fi", "wlan", "internet", "password", "contrasena", "passwort", "mot de passe", "park*", "aparca*", "garaje", "stationn*", "refund*", "reembolso*", "erstatt*", "rembours*", "money back", "discount*", "descuento*", "rabatt*", "reduction", "invoice", "factura", "rechnung", "facture", "late check ?out", "early check ?in", "luggage", "bags", "equipaje", "maletas", "gepack", "gepaeck", "bagages", "valises", "pet", "pets", "dog", "mascota*", "perro", "hund", "haustier*", "chien", "animaux", "cot", "crib", "cuna", "kinderbett", "lit bebe", "pool", "piscina", "piscine", "towel*", "toalla*", "handtuch*", "handtucher", "serviettes", "cancel*", "storn*", "annul*", "dirty", "sucio", "schmutzig", "sale", "heating", "calefaccion", "heizung", "chauffage", "(early|late|earlier|later) (arrival|check ?in|check ?out|departure)", "check ?out", "salida tardia", "spater auschecken", "depart tardif", "extend", "extra night", "restaurant*", "supermarket", "supermercado", "supermarkt", "supermarche", "taxi", "airport", "aeropuerto", "flughafen", "aeroport",
        "parchegg*", "rimbors*", "sconto", "fattura", "ricevuta", "bagagl*", "valig*", "cane", "animal*", "culla", "piscina", "asciugaman*", "cancellare", "sporc*", "riscaldamento", "supermercato", "aeroporto", "ristorant*", "farmacia", "prolung*", "(arrivare|entrare) prima", "(uscire|partire) piu tardi",
        "estacion*", "reembols*", "desconto", "fatura", "recibo", "bagag*", "malas", "cao", "cachorro", "berco", "toalh*", "sujo", "suja", "aquecimento", "prolongar", "restaurante*", "(chegar|entrar) mais cedo", "sair mais tarde",
        "otopark*", "park yeri", "iade*", "indirim*", "fatura*", "bagaj*", "valiz*", "bavul*", "kopek*", "evcil*", "bebek yatagi", "havuz*", "havlu*", "iptal*", "kirli", "isitma*", "klima*", "market*", "restoran*", "havaalani*", "uzat*", "erken (giris|gelebilir*)", "gec cikis",
        "(停车|停車|退款|折扣|发票|發票|行李|宠物|寵物|狗|婴儿床|泳池|毛巾|取消|脏|髒|暖气|暖氣|空调|超市|餐厅|餐廳|机场|機場|延住|续住|提前入住|早到|晚退|退房|无线|网络|出租车)", "(駐車|返金|割引|領収書|荷物|ペット|犬|ベビーベッド|プール|タオル|キャンセル|汚|暖房|エアコン|スーパー|レストラン|空港|延泊|早め|アーリー|レイト|チェックアウト|パスワード|タクシー)",
        "(موقف*|مواقف|استرداد*|خصم|فاتوره|حقائب|حقيبه|شنط|امتعه|كلب|حيوان*|سرير اطفال|مسبح|مناشف|منشفه|الغاء|وسخ*|متسخ*|تدفئه|تكييف|مغادره|سوبرماركت|مطعم|مطاعم|مطار|تمديد|باسورد|انترنت|تاكسي)");

    /// <summary>A lamp of a lock is no lamp of the flat.</summary>
    private static readonly Phrases RedAtTheDoor = new("(keypad|lock|door) .. red light", "(teclado|cerradura|puerta) .. luz roja", "(tastenfeld|schloss|tur) .. rotes licht", "(clavier|serrure|porte) .. (voyant|lumiere) rouge",
        "(luce|spia|led) .. (serratura|tastierino|porta) .. ross[oa]", "(luz|led) .. (fechadura|teclado|porta) .. vermelh[oa]", "(门锁|門鎖|锁|键盘)\\w{0,4}(红灯|亮红|闪红)");

    /// <summary>Anything about door, key, code, lock or going in, as a bare word. Who may be told the code now loses nothing by a wrong guess.</summary>
    private static readonly Phrases Bare = new(
        "(doors?|keys?|codes?|locks?|enter|entering|entry|entrance|keypad|gate|get in|getting in)", "(puertas?|llaves?|codigos?|cerraduras?|entrar|entramos|entrada|portal|porton)", "(portes?|cles?|clefs?|codes?|serrures?|entrer|entree|digicode|portail)",
        "(tur|tuer|turen|tueren|haustur|haustuer|wohnungstur|wohnungstuer|schlussel|schluessel|codes?|turcode|tuercode|schloss|eintreten|hineinkommen|reinkommen|hinein|rein|eingang|aufschliessen|aufsperren)",
        "(porta|porte|portone|chiav[ei]|codic[ei]|serratur[ae]|entrare|entriamo|ingresso|cancello)", "(portas?|portao|chaves?|codigos?|fechaduras?|entrar|entramos|entrada)", "(kapi*|anahtar*|kod|kodu|kodum|kodumuz|kodlar*|sifre*|kilit*|girmek|gireb*|girece*|giriyor*|girer*|iceri)",
        "(房门|房門|大门|大門|门口|門口|开门|開門|门锁|門鎖|锁|鎖|钥匙|鑰匙|门码|密码|密碼|进去|進去|进门|進門|进入|進入|入户)", "(ドア|扉|玄関|鍵|カギ|ロック|暗証番号|コード|入室|入れ|入る|入りたい|エントランス)",
        "(باب|ابواب|بوابه|مفتاح|مفاتيح|كود|رمز|رموز|قفل|اقفال|دخول|ندخل|ادخل)");

    /// <summary>Somebody stands outside or says that code, lock or door does not do. <paramref name="ofDoor"/>: digits that were meant for a door were typed with it;
    /// <paramref name="isOfDigits"/>: by <see cref="TypedWords.AreOfDigits"/>.</summary>
    public static bool IsShutOut(string folded, bool ofDoor = false, bool isOfDigits = false)
    {
        var doors = OfDoors(folded);
        var left = AccessLines.All.Aggregate(OtherFails.CutFrom(doors), (text, language) => language.WithoutOtherFails(text));
        return RedAtTheDoor.In(doors) || ShutOut.In(left) || AccessLines.All.Any(l => l.IsShutOut(left)) || TypedWords.OpenNothing(left, ofDoor, isOfDigits);
    }

    /// <summary>Asked about the way in: code, key, door, address.</summary>
    public static bool Asked(string folded) => OfDoors(folded) is var doors && (Asks.In(doors) || AccessLines.All.Any(l => l.Asks(doors)));

    /// <summary>Speaks of door, key, code, lock or going in at all.</summary>
    public static bool Speaks(string folded) => Bare.In(OfDoors(folded));

    /// <summary>Without the codes and keys that open no door, in any language: "código del wifi" is near "codigo".</summary>
    private static string OfDoors(string folded) => AccessLines.All.Aggregate(NotADoor.CutFrom(folded), (text, language) => language.WithoutOtherCodes(text));

    /// <summary>Something is asked that only the host's own words could answer.</summary>
    public static bool SpeaksOfOtherMatters(string folded) => Elsewhere.In(folded);
}
