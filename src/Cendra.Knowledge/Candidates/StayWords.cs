using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Candidates;

/// <summary>
/// Words of ten languages by which a reply speaks of one stay alone. Written as <see cref="FoldedText"/> folds them: without accents, Japanese without voicing marks, apostrophes as spaces.
/// </summary>
internal static class StayWords
{
    /// <summary>A day of a month by its name, and months with a day.</summary>
    public static readonly Phrases Dates = Lines(
        $"(the )?(\\d|\\d\\d) ?(st|nd|rd|th)? (of )?({EnglishMonths})", $"({EnglishMonths}) (the )?(\\d|\\d\\d)(st|nd|rd|th)?", "on the (\\d|\\d\\d)(st|nd|rd|th)",
        "(\\d|\\d\\d) de (enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)", "el dia (\\d|\\d\\d)",
        "(\\d|\\d\\d) (\\. )?(januar|februar|marz|maerz|april|mai|juni|juli|august|september|oktober|november|dezember)",
        "(\\d|\\d\\d|1er) (janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)",
        "(\\d|\\d\\d) (gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)",
        "(\\d|\\d\\d) de (janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro)",
        "(\\d|\\d\\d) (ocak|subat|mart|nisan|mayis|haziran|temmuz|agustos|eylul|ekim|kasim|aralik)",
        "(\\d|\\d\\d) (يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر)");

    /// <summary>Today, tomorrow, this Tuesday. Days that come again every week ("on Tuesdays") are not among them.</summary>
    public static readonly Phrases Days = Lines(
        "today", "tonight", "tomorrow", "this (morning|afternoon|evening|week|weekend|month)", "next (week|month)", "right now", "in (a few|\\d|\\d\\d|some) (minutes|hours|days)", "(on|this|next|until|by|from) (monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
        "hoy", "esta (noche|tarde|manana|semana|vez)", "manana", "pasado manana", "ahora mismo", "en un rato", "(el|este|hasta el) (lunes|martes|miercoles|jueves|viernes|sabado|domingo)", "(la semana que viene|la proxima semana)",
        "heute", "morgen", "ubermorgen", "diese (woche|nacht)", "diesen (morgen|abend|nachmittag)", "nachste woche", "gerade eben", "(am|diesen|nachsten|kommenden|bis) (montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)",
        "aujourd hui", "demain", "ce soir", "cette (nuit|semaine|fois)", "ce (matin|week end)", "tout a l heure", "(ce|jusqu a) (lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)", "(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (prochain|matin|soir)",
        "oggi", "domani", "stasera", "stanotte", "stamattina", "questa (sera|settimana|mattina)", "questo (pomeriggio|weekend)", "(questo|questa|entro|fino a) (lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica)", "(lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica) prossim*",
        "hoje", "amanha", "esta (noite|semana|tarde)", "hoje a noite", "(na|nesta|esta|ate) (segunda|terca|quarta|quinta|sexta)", "(no|neste|este) (sabado|domingo)",
        "bugun", "yarin", "bu (aksam|gece|sabah|hafta)", "simdi", "(bu|gelecek|onumuzdeki) (pazartesi|sali|carsamba|persembe|cuma|cumartesi|pazar)",
        "اليوم", "الليله", "الليلة", "غدا", "بكره", "بكرة", "هذا المساء", "هذا الاسبوع", "الان", "(هذا|القادم|يوم) (الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعة|السبت|الاحد) (القادم|المقبل)",
        "*今天*", "*明天*", "*今晚*", "*后天*", "*这周*", "*下周*", "*现在*", "*本周*",
        "*今日*", "*明日*", "*今夜*", "*今晩*", "*明後日*", "*今週*", "*来週*", "*今朝*");

    /// <summary>This time, just for you.</summary>
    public static readonly Phrases Exceptions = Lines(
        "this time", "this once", "just (for you|this once)", "(only )?for you (this|only)", "exception*", "exceptionally", "in your case", "as a (favour|favor|courtesy|gesture)", "normally .. but", "usually .. but",
        "por esta vez", "solo por esta vez", "(solo|especialmente) para (usted|ustedes|ti|vosotros)", "excepcion*", "en su caso", "en tu caso",
        "dieses mal", "diesmal", "ausnahm*", "nur fur (sie|dich|euch)", "in ihrem fall", "in deinem fall", "(normalerweise|eigentlich) .. aber",
        "cette fois", "pour cette fois", "exception*", "exceptionnel*", "rien que pour vous", "juste pour vous", "dans votre cas", "eccezion*", "per questa volta", "solo per (lei|voi|te)", "nel (vostro|suo|tuo) caso",
        "desta vez", "excecao", "excecional*", "excepcional*", "excepcionalmente", "so para (voce|voces|si|ti)", "no seu caso", "bu seferlik", "bu sefer", "istisna*", "sadece (sizin|senin) icin", "size ozel",
        "هذه المرة", "هذه المره", "استثناء", "لكم فقط", "لك فقط", "*这次*", "*这一次*", "*例外*", "*仅限您*", "*特别为您*", "*今回*", "*特別に*", "*お客様たけ*");

    /// <summary>What the house will do for this guest.</summary>
    public static readonly Phrases Acts = Lines(
        "(i|we) (ll|will|shall) .. (come|bring|send|leave|put|drop|check|ask|meet|fix|repair|arrange|order|call|be there|pass|stop|wait|prepare|get you|let you|look|sort)", "(i|we) (am|m|are|re) (coming|sending|bringing|leaving|on my|on our|going to)", "(i|we) (have|ve) (just |already )?(left|put|sent|asked|called|arranged|ordered|booked|extended|changed)",
        "my (colleague|husband|wife|partner|son|daughter|mother|father|cleaner|neighbour|neighbor|team) (comes|will|is|can|ll|s|has|brings)", "(somebody|someone|the (cleaner|plumber|electrician|technician)) (will|is|comes|ll) .. (come|coming|bring|fix|be|pass|there|by)",
        "(te|le|les|os|lo|la) (llevo|llevamos|mando|mandamos|envio|enviamos|traigo|traemos|dejo|dejamos|dejare|dejaremos|llevare|llevaremos|enviare|enviaremos|llamo|llamare|aviso|avisare|miro)", "(voy|vamos) a (ir|llevar|traer|mandar|dejar|preguntar|enviar|pasar|mirar|llamar)", "(ira|pasara|vendra|viene|pasa) (mi|un|una|el|la|alguien) (companer*|colega|marido|mujer|tecnico|fontanero|electricista|limpia*)", "mi (companer*|colega|marido|mujer) (ira|va|viene|pasa*|vendra|lleva*|trae*)", "(pasare|ire|vendre|pasaremos|iremos)",
        "(ich|wir) (komme|kommen|bringe|bringen|schicke|schicken|lege|frage|fragen|melde|melden|rufe|rufen|schaue|schauen|werde|werden|habe .. (hingelegt|geschickt|bestellt|gefragt|verlangert)|haben .. (hingelegt|geschickt|bestellt|gefragt|verlangert))", "(mein|meine|unser|unsere) (kollege|kollegin|mann|frau|nachbar*|reinigung*|hausmeister*|techniker) (kommt|bringt|wird|ist|schaut)",
        "(je|nous) (vous |te |t |vais |allons )?(apporte*|envoie|envoyons|laisse*|passe*|passons|viens|venons|viendrai*|appelle*|vais|allons|arrive*|depose*)", "(mon|ma|notre) (collegue|mari|femme|voisin*|equipe) (passe*|vient|viendra|va|apporte*)",
        "(vi|ti|le|glielo|glieli) (porto|portiamo|mando|mandiamo|lascio|lasciamo|portero|mandero|lascero|chiamo|invio)", "(verro|passero|arrivo|passiamo|veniamo)", "(il mio|la mia) (collega|marito|moglie|vicin*) (viene|passa|porta|arriva|verra|passera)",
        "(vou|vamos) (levar|trazer|mandar|deixar|passar|enviar|ligar|perguntar|ver)", "(levo|trago|mando|deixo|envio|passo) (ai|lhe|la|hoje)", "(o meu|a minha|meu|minha) (colega|marido|mulher|vizinh*|equipe|equipa) (vai|passa|vem|leva|traz)",
        "(getiriyorum|getirecegim|getiririm|gonderiyorum|gonderecegim|birakiyorum|birakacagim|geliyorum|gelecegim|arayacagim|getirecegiz|gonderecegiz|birakacagiz|gelecegiz)", "arkadasim .. (gelecek|getirecek|geliyor|getirir)",
        "(ساحضر|ساتي|سارسل|ساترك|سنحضر|سنرسل|سنترك|سياتي|ساتصل|سوف .. )", "زميلي (سياتي|سيحضر|قادم)", "*我会*", "*我们会*", "*我马上*", "*我来*", "*我的同事*", "*给您送*", "*给你送*", "*お持ちします*", "*持って行きます*", "*伺います*", "*届けます*", "*同僚か*", "*スタッフか伺*", "*担当者か*");

    /// <summary>Money between this guest and the house.</summary>
    public static readonly Phrases Money = Lines(
        "refund*", "discount*", "(we|i) agreed", "as agreed", "special price", "(pay|owe|transfer|give) (me|us)", "(ll|will|can) charge you", "free of charge for you", "your (invoice|payment|deposit|refund)",
        "reembols*", "descuento*", "(lo )?acordado", "como acordamos", "precio especial", "me (paga|pagas|debe|transfiere)", "(te|le|les|os) (cobro|cobramos|cobrare|devuelvo|devolvemos)", "su (factura|pago|fianza|deposito)",
        "erstatt*", "ruckerstatt*", "rabatt*", "nachlass", "wie (vereinbart|abgemacht|besprochen)", "sonderpreis", "(ihre|ihren|deine) (rechnung|zahlung|kaution)", "rembours*", "une (remise|reduction)", "comme convenu", "votre (facture|paiement|caution)",
        "rimbors*", "sconto", "come (concordato|d accordo)", "(la )?(sua|vostra) (fattura|cauzione)", "reembols*", "desconto", "como combinado", "(a sua|sua) (fatura|caucao)", "iade*", "indirim*", "anlastigimiz", "ozel fiyat", "استرداد", "خصم", "كما اتفقنا", "*退款*", "*折扣*", "*优惠*", "*返金*", "*割引*");

    /// <summary>The booking of this guest.</summary>
    public static readonly Phrases Booking = Lines(
        "your (booking|reservation|dates|nights|party|flight)", "(su|tu|vuestra) (reserva|vuelo)", "(ihre|deine|eure|ihrer) (buchung|reservierung)", "(ihr|dein) flug",
        "(votre|ton|ta) (reservation|vol)", "(sua|vostra|tua) prenotazione", "(suo|vostro|tuo) volo", "(sua|tua) reserva", "seu voo", "rezervasyonunuz*", "ucusunuz*", "حجزك", "حجزكم", "رحلتكم", "*您的预订*", "*你的预订*", "*您的航班*", "*こ予約*", "*お客様の*");

    /// <summary>Holding words: an answer is to come.</summary>
    public static readonly Phrases Holding = Lines(
        "(let me|i ll|i will|we ll|we will|i have to|i need to|i) .. (check|look|ask|find out|get back|see) .. (and|with|for) .. (you|back|know|owner|colleague*|team)", "(let me|i ll|i will|we ll|we will) (check|look|ask|find out|see|have a look|get back to you)", "(one|a|just a) (moment|minute|second|sec)", "get back to you", "(un|dame un|deme un) momento*", "(ahora|enseguida) (te|le|les|os|se) .. (lo )?(digo|miro|confirmo|respondo)", "(lo|te lo|se lo) (miro|consulto|compruebo|confirmo)", "dejame (mirar|preguntar|comprobar|consultar)*", "(ein|einen) (moment|augenblick)", "(ich|wir) (schaue|schauen|frage|fragen|prufe|prufen|melde|melden) (nach|mal|kurz|mich|uns|das)*", "(un|une) (instant|minute|moment)", "(je|nous) (verifie|verifions|regarde|demande|reviens)", "(un|solo un) attimo", "(verifico|controllo|chiedo) .. (e|subito)", "(um|so um) (momento|instante)", "(vou|vamos) (verificar|confirmar|perguntar)", "bir (dakika|saniye|bakayim)", "(kontrol edip|sorup) .. (donecegim|donerim|haber)", "لحظة", "دقيقة", "ساتحقق", "*稍等*", "*我问一下*", "*我确认一下*", "*少々お待ち*", "*確認します*", "*確認いたします*");

    /// <summary>Somebody says who they are.</summary>
    public static readonly Phrases Introduces = Lines("(i m|i am) *", "soy *", "ich bin *", "hier ist *", "je suis *", "sou *", "ben *", "我是*", "انا *");

    /// <summary>Words that make "I am …" an answer all the same.</summary>
    public static readonly Phrases Declines = Lines("not", "afraid", "sorry", "happy", "glad", "fine", "sure", "nicht", "pas", "desole*");

    /// <summary>What reads like a certain day or somebody's act and comes again with every guest: "in the morning", "Monday to Friday".</summary>
    public static readonly Phrases EveryTime = Lines(
        $"(from )?({EnglishDays}) (to|until|till|through|and|or) ({EnglishDays})", "every *", "(por|de|en|a) la manana", "todas las mananas", "(am|jeden|guten|gegen|fruhen) morgen", "(de|desde) (lunes|martes|miercoles|jueves|viernes|sabado|domingo) a *", "(von )?(montag|dienstag|mittwoch|donnerstag|freitag|samstag) bis *",
        "(tous|toutes) les *", "(du |de )?(lundi|mardi|mercredi|jeudi|vendredi|samedi) au *", "(dal |da )?(lunedi|martedi|mercoledi|giovedi|venerdi|sabato) (al|a) *", "ogni *", "her *", "كل *", "*毎*", "*每*");

    private const string EnglishDays = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";
    private const string EnglishMonths = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec";

    private static Phrases Lines(params IEnumerable<string> lines) => new(lines);
}
