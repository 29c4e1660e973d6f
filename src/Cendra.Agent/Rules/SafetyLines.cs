namespace Cendra.Agent.Rules;

/// <summary>Words of danger in Italian, Portuguese, Turkish, Chinese, Japanese and Arabic, for <see cref="SafetyWords"/>.</summary>
internal static class SafetyLines
{
    public static readonly string[] Child =
    [
        "(bambin*|bimb*|figli*|neonat*) .. (chius*|bloccat*|intrappolat*|rinchius*) .. (dentro|in|nel|nella|nell|nello|a chiave)", "(e|si e|sono|rimast*) (chius*|bloccat*|intrappolat*|rinchius*) .. (bambin*|bimb*|figli*|neonat*)",
        "(crianca*|bebe|filh[oa]|filhos|menin[oa]|meninos) .. (trancad*|trancou|pres[oa]s?|fechad*|encurralad*) .. (dentro|no|na|em|quarto|banheiro|carro)", "(trancou se|(ficou|esta) (trancad*|pres[oa]|fechad*)) .. (crianca*|bebe|filh[oa]|menin[oa])",
        "(cocu*|bebe*|oglum*|oglu|kizim*|kizi) .. (kilitli kal*|kilitlendi|kilitlenmis|mahsur*)",
        "(孩子|小孩|宝宝|寶寶|婴儿|嬰兒|儿子|兒子|女儿|女兒|小朋友)\\w{0,8}(被锁|被鎖|锁在|鎖在|反锁|反鎖|被困|困在|被关|关在|關在)", "(锁在|鎖在|反锁|反鎖|困在|关在)\\w{0,6}(孩子|小孩|宝宝|婴儿|儿子|女儿)",
        "(うちの子|子供|子ども|こども|赤ちゃん|息子|娘|幼児)\\w{0,12}(閉じ込め|とじこめ|出られな|出られま|鍵をかけてしま|鍵がかかって)",
        "(طفل*|اطفال*|اولاد*|ابن*|بنت*|رضيع*|ولد*) .. (محبوس*|محتجز*|عالق*|مقفول*|انحبس*|محاصر*)", "(محبوس*|عالق*|محتجز*) .. (طفل*|ابن*|بنت*|ولد*|رضيع*)", "(انغلق|انقفل|اتقفل|تقفل|اغلق) باب (\\w+ )?علي (طفل*|ابن*|بنت*|ولد*)",
    ];

    public static readonly string[] Gas =
    [
        "(odore|puzza|fuga|fughe|perdita|perdite|sento|sente|sentiamo) .. gas", "gas .. (perde|odore|puzza|fuga)", "monossido", "(allarme|rilevatore|sensore) .. (gas|monossido) .. (suona*|scatta*)",
        "cheir* .. gas", "(fuga|vazamento|vazando|escape|escapando) .. gas", "gas .. (vaza*|fuga|escap*)", "(alarme|detector|detetor) .. (gas|monoxido) .. (toc*|dispar*)",
        "gaz .. (kok*|sizi*|kacag*|kacak|kaciriyor)", "dogalgaz* .. (kok*|sizi*|kac*)", "karbon ?monoksit", "(gaz|karbon*) (alarmi|dedektoru) .. (caliyor|calmaya|otuyor)",
        "(煤气|煤氣|天然气|天然氣|燃气|燃氣|瓦斯)\\w{0,3}(味|泄漏|洩漏|泄露|漏|外泄|外洩)", "漏(煤气|煤氣|瓦斯|燃气)", "一氧化碳", "ガス\\w{0,3}(臭|匂|におい|におう|くさ|漏れ|もれ|警報\\w{0,3}鳴)", "一酸化炭素",
        "(رائحه|ريحه|اشم|نشم|تسرب|تسريب|شامم|شامين) .. غاز*", "غاز .. (يتسرب|تسرب|رائحه|ريحه|يسرب)", "(يسرب|تسرب|يهرب) غاز", "اول اكسيد الكربون",
    ];

    public static readonly string[] Fire =
    [
        "(c e|ce|scoppiato) (un |il |del )?(incendio|fuoco)", "incendio (in|nel|nella|nell|al|alla)", "(a fuoco|prende fuoco|preso fuoco|in fiamme|ci sono (le )?fiamme)", "(sta bruciando|brucia) .. (cucina|casa|tenda|appartamento|divano|forno|presa|palazzo|letto)",
        "(pieno di|esce|tanto|molto|c e del|c e) fumo", "fumo .. (dappertutto|ovunque|dalla|dal|dall)", "(puzza|odore) di bruciato", "(allarme|rilevatore|sensore) .. (fumo|antincendio|incendio) .. (suona*|suonando|scatta*)",
        "(ha|tem|temos|comecou) (um |o )?(fogo|incendio)", "incendio (no|na|em)", "(pegou|pegando|pegar|a pegar|apanhou) fogo", "(a arder|ardendo|em chamas)", "(esta|estao) (a queimar|queimando)", "(muito|cheio de|cheia de|sai|sair|saindo) .. (fumo|fumaca)",
        "(fumo|fumaca) .. (por todo|por toda|a sair|saindo|do forno|da cozinha)", "cheir* .. queimad[oa]", "(alarme|detector|detetor) .. (incendio|fumo|fumaca) .. (tocar|toca|tocando|disparou|disparar)",
        "yangin (var|cikti|cikiyor)", "(ev|mutfak|daire|bina|perde|firin|priz|oda) .. (yaniyor|tutustu|alev *)", "alev (aldi|almis|var|aliyor)", "alevler", "duman (var|dolu|doldu|cikiyor|geliyor|her)", "(her yer|her taraf|icerisi|oda|ev) .. duman", "bir ?sey(ler)? yaniyor", "duman(la)? .. (doldu|dolu|cikiyor|kapli)", "yanik kok*", "(duman|yangin) (alarmi|dedektoru) .. (caliyor|calmaya|otuyor)",
        "(着火|起火|失火|著火|着了火|冒烟|冒煙|浓烟|濃煙|烧起来|燒起來|焦味|糊味)", "(好多|很多|全是|都是|大量|满屋|一股)\\w{0,2}[烟煙]", "(烟雾|煙霧|火灾|火災|消防|烟感)\\w{0,3}(报警|警报|報警|警報)\\w{0,4}(响|響|叫)", "(发生|發生|有)了?(火灾|火災)",
        "(火事|燃えて|燃えだし|火が出|に火がつ|出火|炎が|火の手|焦げ臭|こげくさ|焦げた(臭|にお))", "煙\\w{0,2}(充満|すご|いっぱい|ひど|もくもく|が出|だらけ|が上が)", "(火災報知|火災警報|煙感知|煙探知)\\w{0,4}(鳴って|鳴り|なって)", "火災\\w{0,2}(発生|起き)",
        "(يوجد|هناك|فيه|في|عندنا|نشب|اندلع|شب) (حريق|حريقه|نار)", "حريق (في|بالمطبخ|بالشقه)", "(تحترق|يحترق|احترق|احترقت|تشتعل|يشتعل|اشتعل*|ولعت|بيحترق|بتحترق)", "نار (تشتعل|مشتعله|ولعت|شبت)", "دخان (كثيف|كثير|يخرج|يطلع|يملا|في كل|بيطلع|اسود)", "(كثير|الكثير) من الدخان",
        "رائحه (حريق|احتراق|شياط)", "انذار (حريق|دخان) .. (يرن|يعمل|انطلق|يصفر|شغال|بيرن)",
    ];

    public static readonly string[] Flood =
    [
        "(allagat*|allagando|allaga|allagamento|inondat*|inondazione)", "(tubo|tubi|tubatura|tubazione) .. (rott*|scoppiat*|esplos*)", "(rott*|scoppiat*) .. (tubo|tubatura|tubazione)", "acqua .. (dappertutto|ovunque|dal soffitto|dal tetto)", "dal soffitto .. acqua",
        "inund*", "(alagad*|alagou|alagando|alagamento|a alagar)", "(cano|tubo|canalizacao) .. (rebent*|arrebent*|estour*|partid*|partiu|rompeu)", "(rebentou|estourou|arrebentou|rompeu|partiu) .. (cano|tubo)", "agua .. (por todo (o )?lado|por toda (a )?parte|por todos os lados|do tec?to)", "(do|pelo|no) tec?to .. agua", "agua .. (do|pelo|no) tec?to",
        "su bast*", "(boru|borusu|tesisat*) .. (patla*|kirildi|delin*)", "su (her yer*|tavandan|fiskiriyor)", "(tavan*|her yerde|her taraftan) .. su", "her (yer|taraf) su (icinde|doldu|oldu)", "sel bast*", "evi su",
        "(淹了|淹水|被淹|发大水|發大水|水漫|积水很)", "(到处|到處|全|满地|滿地)\\w{0,2}是水", "(天花板|屋顶|屋頂|上面)\\w{0,4}(漏水|滴水|流水|漏下|流下)", "水管\\w{0,3}(爆|裂|破|断|斷)", "水\\w{0,3}(喷出|噴出|涌出|喷)",
        "(水浸し|水びたし|浸水|冠水|洪水|床上浸)", "天井から\\w{0,4}水", "水漏れ\\w{0,4}(ひど|止ま|すご|床)", "(水道管|配管|パイプ|ホース)\\w{0,4}(破裂|壊れ|割れ|裂け)", "水\\w{0,3}(噴き出|吹き出|噴出|あふれ|溢れ)",
        "(فيضان|غرقان*|غرقت|طوفان|تغرق)", "(انفجر*|انكسر*|انفجار|مكسور*) .. (ماسوره|انبوب*|مواسير)", "(ماسوره|انبوب*) .. (انفجر*|انكسر*|مكسور*|مكسوره)", "(ماء|مياه|مويه|ميه) .. (كل مكان|سقف|تغمر|يغمر|تملا)", "(سقف) .. (ينزل|يتسرب|تتسرب|يقطر|ماء|مياه)",
    ];

    public static readonly string[] Intruder =
    [
        "(qualcuno|uomo|sconosciut*|tizio|gente) .. (cerca*|cercando|tenta*|tentando|prova*|provando) .. (entrare|aprire|forzare|sfondare)", "c e (uno |un )?(sconosciut*|uomo|estrane[oi]|intruso|ladro) .. (in casa|dentro|nell appartamento|in appartamento|in camera)", "(ladr[oi]|scassin*|intrus[oi])",
        "stanno (entrando|rubando|forzando|rapinando|scassinando)", "ci (stanno|hanno) (derubat*|rubando|derubando|aggred*|minacci*)", "(mi|ci) (minaccia*|stanno minacciando|ha aggredit*|hanno aggredit*)",
        "(alguem|homem|desconhecid*|estranh*) .. (tent*|forcando|a forcar) .. (entrar|abrir|arrombar|forcar|porta)", "(homem|estranho|desconhecido|intruso|ladrao) .. (dentro|em casa|no apartamento|na casa|no quarto)", "(ladrao|ladroes|arromb*|assaltante*|intruso*)", "(a ser|estamos sendo|fomos|fui) (roubad*|assaltad*|ameacad*|agredid*)", "(ameaca|ameacou|ameacando|a ameacar) *(me|nos|mos)", "(nos|me) (ameaca*|a ameacar|atacou|agrediu)", "invadi(u|ram|ndo)",
        "(biri|birisi|birileri|adam|yabanci*) .. (girmeye|acmaya|zorluyor|kirmaya|kiriyor)", "(evde|icerde|iceride|dairede|odada) .. (yabanci|hirsiz)", "hirsiz*", "(soyuldu*|soygun*)", "(bizi|beni) (tehdit|tehdit *)", "(saldirdi|saldiriyor*|saldiriya)", "zorla gir*",
        "(有人|陌生人|男人|男的|小偷|坏人|歹徒)\\w{0,6}(想进|想進|要进来|要進來|闯|闖|撬|撞门|砸门|破门|破門|试图|試圖|硬要进)", "(有|进|進|来|來)了?(小偷|贼|賊|强盗|強盜)", "(入室(抢|盗|偷|行窃)|闯入|闖入|闯进|闖進|抢劫|搶劫)", "(陌生人|不认识的人|不認識的人)\\w{0,3}(在|进|進)\\w{0,4}(房|屋|家|里|裡)", "(威胁|威脅|攻击|攻擊|袭击)(我|了我)",
        "(誰か|知らない人|知らない男|男の人|男が|不審者|他人)\\w{0,10}(入ろうと|入ってこようと|開けようと|侵入|こじ開け|押し入|壊そうと)", "(泥棒|強盗|空き巣|不審者)(が|に)", "知らない(人|男|女)\\w{0,6}(部屋|家|中)\\w{0,4}(います|いる|入って)", "(襲われ|脅され|脅して|殴られ|刃物)",
        "(شخص|احد|احدهم|رجل|غريب|ناس|واحد) .. (يحاول*|بيحاول*) .. (دخول|يدخل*|فتح|يفتح*|كسر|يكسر*|اقتحام)", "(لص|لصوص|حرامي|حراميه|سارق)", "(اقتحم*|اقتحام|سطو)", "(شخص|رجل) غريب .. (داخل|في (الشقه|البيت|الغرفه))", "غرباء .. (داخل|في)", "(يهددني|يهددنا|هددني|هددنا|هاجمني|هاجمنا|يهاجمنا|يهاجمني)",
    ];

    public static readonly string[] Medical =
    [
        "(ambulanza|infarto|ictus|overdose)", "non (respira|respiro|riesce a respirare|riesco a respirare)", "(priv[oa] di sensi|svenut*|incosciente|perso (i sensi|conoscenza)|emergenza medica|convulsion*)", "(sanguina|perde sangue|perdendo sangue) .. (molto|tanto|testa)", "(soffoca|sta soffocando|soffocando)",
        "(ambulancia|enfarte|(um|teve|tem|com) avc|ataque cardiaco|emergencia medica|convulso*|overdose)", "nao (consigo |consegue |esta a |esta )?(respir*)", "(desmai*|inconsciente|perdeu os sentidos)", "sangr* .. (muito|cabeca)", "(engasg*|sufocar|sufocando|a sufocar)",
        "(ambulans|kalp krizi|felc|bayildi|bayilmis|bilincsiz|bogulu*|zehirlendi|zehirlenme)", "nefes (alamiyor*|almiyor*)", "bilinc* .. (kapali|kaybetti|yerinde degil|yok)", "(cok|fazla|siddetli) kan(iyor|amasi|amali|amam| kaybediyor)", "kanama* .. (durmuyor|cok)", "nobet gecir*", "acil (doktor|tibbi)",
        "(救护车|救護車|心脏病发|心臟病發|心梗|中风|中風|昏倒|晕倒|暈倒|昏迷|昏过去|失去意识|失去意識|没有意识|不省人事|喘不过气|喘不過氣|呼吸困难|呼吸困難|大出血|流血不止|血流不止|抽搐|休克|窒息|食物中毒|煤气中毒)", "(没有|沒有|不能|无法|無法|没了|停止)\\w{0,1}呼吸", "血止不住|止不住血",
        "(救急車|心臓発作|心筋梗塞|脳卒中|脳梗塞|意識不明|気を失|失神|呼吸困難|痙攣|けいれん|窒息|アナフィラキシー)", "意識が(ない|ありませ|無|なく|戻)", "(息|呼吸)(を|が|も)?(して(い)?な|して(い)?ませ|でき|止ま)", "(血が止ま|大量\\w{0,2}出血|出血が(ひど|止))", "(夫|妻|母|父|祖母|祖父|友人|友達|子供|彼|彼女|主人|家族|人)が\\w{0,4}倒れ",
        "(اسعاف|جلطه|سكته|نزيف|تشنج*|اختناق)", "(نوبه|ازمه) قلبيه", "(فاقد|فاقده|فقد|فقدت) .. وعي*", "(اغمي|مغمي|مغما|مغشي) علي*", "(لا|ما|مش|مو) (يتنفس|تتنفس|اتنفس|يقدر يتنفس|تقدر تتنفس|استطيع التنفس|يستطيع التنفس|تستطيع التنفس|قادر يتنفس|قادره تتنفس)", "صعوبه .. تنفس", "(ينزف|تنزف) .. (بشده|كثير*|بغزاره)", "طوارئ طبيه", "حاله طبيه طارئه", "(يختنق|تختنق|بيختنق)",
    ];

    /// <summary>Things that only sound like danger: they are taken out first.</summary>
    public static readonly string[] NoDanger =
    [
        "(locked|shut|stuck|stand*|left) (us |me |him |her |them )?(out|outside)", "outside", "(encerrad*|quedad*|cerrad*) (nos |me )?(fuera|afuera)", "fuera", "(ausgesperrt|ausgeschlossen|draussen)", "(enferme*|coince*|bloque*) dehors", "dehors", "(chius*|rimast* chius*|bloccat*) fuori", "fuori",
        "(trancad*|fechad*|presos?) (do lado de )?fora", "(disarida|kapida) kal*", "(锁在|鎖在|被锁|被鎖|关在|困在)\\w{0,2}(门外|門外|外面)", "(门外|門外|外面)", "(外|ドアの前)で", "(في الخارج|بره|برا)",
        "es brennt (\\w+ ){0,2}(licht|lampe|led|rot|rotes|birne)", "(licht|lampe|led) .. brennt", "feu (rouge|vert|orange|tricolore|de camp)", "au feu rouge", "(make|light|start|build) (a |the )?fire", "fire ?(pit|place|wood)", "fireplace", "(avez vous|y a t il|il y a) (une )?alarme incendie", "(hay|tienen) alarma de incendio*", "einbruch der dunkelheit", "ladron para", "(mosquito*|bugs|insects|ants) .. attack*", "vista*? de infarto", "de infarto", "(bed|chair|sofa|table|shelf) .. collapsed",
        "burglar alarms?", "(is|are) there .. (carbon monoxide|co|smoke|fire|gas) (detector|detectors|alarm|alarms)", "(do you|does the *|does it) have .. (carbon monoxide|co|smoke|gas) (detector|detectors|alarm|alarms)", "floodlights?", "(test|testing|change|changing|battery|batteries) .. (carbon monoxide|co|smoke) (detector|alarm)",
        "(in caso di|uscita|porta|scala|assicurazione) incendio", "(hay|tienen|teneis|tiene) (un |algun )?detector de (monoxido|humo|gas)", "(en caso de|salida de|seguro de|extintor de) incendio*", "alarma antirrobo", "(gibt es|haben sie|ist|hat) .. (co|kohlenmonoxid|rauch|gas) ?(melder|warner)", "(gibt es|haben sie) .. (kohlenmonoxidmelder|rauchmelder|co melder)", "einbruchschutz|einbruchsicher*",
        "(avez vous|y a t il|il y a) (un )?detecteur de (monoxyde|fumee|gaz)", "(en cas d|issue de secours|porte) incendie", "(c e|avete|ha) (un )?(rilevatore|sensore) di (monossido|fumo|gas)", "(tem|ha|existe) (um )?(detector|detetor) de (monoxido|fumo|gas|fumaca)", "(em caso de|saida de|seguro contra|extintor de) incendio*", "karbon ?monoksit (dedektoru|alarmi) (var|bulunuyor|nerede)*", "hirsiz alarmi",
        "一氧化碳(报警器|探测器|警报器|報警器)(吗|有吗|在哪)", "(有|有没有)一氧化碳", "一酸化炭素(警報器|検知器|チェッカー)(は|が)?(あり|どこ)", "(كاشف|جهاز كشف) (اول اكسيد الكربون|دخان|غاز)", "(打不着|点不着|點不著|打不著)火", "(有|没有)小偷(吗|嗎)", "(如果|万一|萬一)\\w{0,4}(着火|失火|起火|火灾|火災)", "火事(の(とき|時|際|場合)|になったら|が起きたら)",
    ];
}
