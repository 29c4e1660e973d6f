using Cendra.Knowledge.Text;

namespace Cendra.Agent.Rules;

/// <summary>How one language speaks of doors, for <see cref="AccessWords"/>. Each finds only its own words, so that no language's "door" is read with another's "broken".</summary>
internal sealed class AccessLines
{
    private readonly Phrases _notADoor;
    private readonly Phrases _otherFails;
    private readonly Phrases _shutOut;
    private readonly Phrases _asks;

    /// <param name="notADoor">Codes and keys that open no door of ours.</param>
    /// <param name="otherFails">Something else that does not work.</param>
    /// <param name="shutOut">The door stays shut.</param>
    /// <param name="asks">Asked about the way in.</param>
    private AccessLines(string[] notADoor, string[] otherFails, string[] shutOut, string[] asks) =>
        (_notADoor, _otherFails, _shutOut, _asks) = (new Phrases(notADoor), new Phrases(otherFails), new Phrases(shutOut), new Phrases(asks));

    public static IReadOnlyList<AccessLines> All { get; } = [Italian(), Portuguese(), Turkish(), Chinese(), Japanese(), Arabic()];

    /// <summary>Without the codes and keys that open no door of ours.</summary>
    public string WithoutOtherCodes(string folded) => _notADoor.CutFrom(folded);

    /// <summary>Without what else does not work.</summary>
    public string WithoutOtherFails(string folded) => _otherFails.CutFrom(folded);

    /// <summary>Says of a text from which both were taken that a door stays shut.</summary>
    public bool IsShutOut(string cut) => _shutOut.In(cut);

    /// <summary>Asks about the way in, in a text without other codes.</summary>
    public bool Asks(string cut) => _asks.In(cut);

    private static AccessLines Italian()
    {
        const string door = "(codice|codici|pin|porta|porte|portone|cancello|serratura|lucchetto|tastierino|tastiera|chiave|chiavi|ingresso|combinazione)";
        const string things = "(wifi|wi fi|internet|riscaldamento|caldaia|doccia|tv|televisione|televisore|forno|fornelli|piano cottura|frigo|frigorifero|lavatrice|lavastoviglie|asciugatrice|aria condizionata|condizionatore|clima|luce|luci|acqua|acqua calda|bagno|water|finestra|ascensore|macchina del caffe|telecomando|tapparella|presa|phon|balcone|lampadina)";
        const string fails = "(non (si |mi |ci |me |lo |la )?(funziona*|va|vanno|apre|aprono|accetta*|riconosce|risponde|reagisce|sblocca*|gira|prende|lascia*|fa entrare|entra)|sbagliat*|errat*|errore|rifiutat*|respint*|bloccat*|rott[oa]|guast[oa]|incastrat*|invalid*|(luce|lampeggia|diventa|spia) .. ross[oa]|scaric[oa]|spent[oa]|(resta|rimane|rimast[oa]|ancora) chius[oa]|non (viene|e stato|e) (accettat[oa]|riconosciut[oa]|valid[oa])|smesso di funzionare)";
        return new AccessLines(
            ["(codice|codici|password|chiave|pin) (del |della |dello |di |per )?(il |la |lo |l )?(wifi|wi fi|internet|rete|sconto|promozionale|postale|fiscale|prenotazione|conferma|cassaforte|televisione|tv|qr|iban|netflix|router|allarme)", "chiavi? (della|di) (macchina|auto)", "indirizzo (e mail|mail|email|di posta)", "parol[ae] chiave", "(porta|porte) (finestra|usb)"],
            [$"{things} (?:\\w+ ){{0,2}}{fails}", $"{fails} (?:\\w+ ){{0,1}}(il |lo |la |l |i |le )?{things}"],
            [
                $"{door} (?:\\w+ ){{0,6}}{fails}", $"{fails} (?:\\w+ ){{0,3}}{door}", "non (riesco|riusciamo|possiamo|posso|riesce) .. (entrare|aprire|accedere)", "(chius[oiae]|rimast[oiae]|bloccat[oiae]) .. fuori", "ancora .. fuori", "siamo fuori (dalla|dal) (porta|portone)",
                "impossibile (entrare|aprire|accedere)", "non (ci|mi) fa entrare", "(luce|led|spia) ross[oa]", "non c e (modo|verso) di (entrare|aprire)",
            ],
            [
                "(come|dove|da dove) .. (entro|entrare|entra|entriamo|accedo|accedere|accediamo|apro|aprire|apre|apriamo|ritiro|ritirare|ritiriamo|prendo|prendiamo|prendere)", "codic[ei]", "chiav[ei]", "indirizzo", "(che|quale|quanto) piano", "(cassetta|keybox|portachiavi)", "pin",
                "dove (e|si trova|sta|s) (l |la |il )?(appartamento|casa|palazzo|edificio|porta|portone|ingresso|alloggio|cancello)", "(siamo|sono|appena) (gia |qui |appena )?(arrivat*|davanti|all ingresso|alla porta|al portone|sotto casa)", "istruzioni .. (entrare|ingresso|arrivo|accesso|check in)", "(fare (il )?|self )check in", "(aprire|apre) (la |il )?(porta|portone|cancello)",
            ]);
    }

    private static AccessLines Portuguese()
    {
        const string door = "(codigo|codigos|pin|senha|porta|portas|portao|fechadura|cadeado|teclado|chave|chaves|entrada|tranca)";
        const string things = "(wifi|wi fi|internet|aquecimento|aquecedor|esquentador|chuveiro|duche|tv|televisao|forno|fogao|placa|frigorifico|geladeira|maquina|ar condicionado|ar|luz|luzes|agua|agua quente|autoclismo|descarga|casa de banho|banheiro|janela|elevador|comando|controle|secador|tomada|varanda)";
        const string fails = "(nao (se |me |nos |esta a |esta )?(funciona*|abre|abrem|abrir|vai|aceita*|responde*|reage|da|destranca|desbloqueia|roda|gira|reconhece|deixa*|entra)|errad[oa]|incorret[oa]|incorrect[oa]|invalid[oa]|bloquead[oa]|avariad[oa]|estragad[oa]|quebrad[oa]|partid[oa]|encravad[oa]|travad[oa]|emperrad[oa]|erro|recusad[oa]|(luz|pisca|fica) .. vermelh[oa]|sem (bateria|pilha|pilhas)|(continua|ficou|permanece) (fechad[oa]|trancad[oa])|nao (e|foi) (aceit[eo]|reconhecid[oa]|valid[oa])|apagad[oa]|(deixou|parou) de funcionar)";
        return new AccessLines(
            ["(codigo|codigos|senha|pin|chave|palavra passe|password) (do |da |de |para o |para a |para )?(wifi|wi fi|internet|rede|desconto|promocional|postal|reserva|confirmacao|cofre|televisao|tv|qr|netflix|router|roteador|alarme|barras)", "chaves? do carro", "(endereco|morada) de (email|e mail|correio)", "palavras? chave"],
            [$"{things} (?:\\w+ ){{0,2}}{fails}", $"{fails} (?:\\w+ ){{0,1}}(o |a |os |as )?{things}"],
            [
                $"{door} (?:\\w+ ){{0,6}}{fails}", $"{fails} (?:\\w+ ){{0,3}}{door}", "nao (consigo|conseguimos|consegui|posso|podemos|da para) .. (entrar|abrir|aceder|acessar)", "(trancad*|fechad*|pres[oa]s?|ficamos|fiquei) .. (fora|na rua)", "(ainda|continuamos|continuo) (ca |la |do lado de )?fora", "sem (poder|conseguir) (entrar|abrir)",
                "luz vermelha", "nada abre", "nao abre nada", "impossivel (entrar|abrir)", "nao (me|nos) deixa entrar",
            ],
            [
                "(como|onde|por onde) .. (entro|entrar|entramos|acedo|aceder|acessar|abro|abrir|abrimos|levanto|levantar|levantamos|pego|pegar|pegamos|recolher|busco|buscar)", "codigos?", "senha (da|do|de) (porta|portao|entrada|predio|apartamento)", "chaves?", "(endereco|morada)", "(que|qual) (e o )?andar", "pin",
                "onde (fica|e|esta) (o |a )?(apartamento|casa|predio|porta|entrada|portao|alojamento)", "(estamos|estou) (ja )?(a porta|na porta|em frente|aqui|na entrada|ca em baixo|la embaixo|aqui embaixo|no predio)", "(chegamos|cheguei|acabamos de chegar|acabei de chegar)", "instrucoes .. (entrada|entrar|chegada|acesso|check in)", "abrir a porta", "fazer (o )?(self )?check in",
            ]);
    }

    private static AccessLines Turkish()
    {
        const string door = "(kod|kodu|kodum|kodumuz|kodla|sifre|sifresi|sifrem|sifremiz|kapi|kapiyi|kapisi|kapinin|kapida|kapidaki|kilit|kilidi|kilide|kilitte|tus|tuslar|tuslari|takimi|anahtar|anahtari|anahtarla|giris|pin)";
        const string things = "(wifi|wi fi|internet*|isitma*|kalorifer*|klima*|dus|dusun|televizyon*|tv|firin*|ocak|buzdolabi*|camasir makinesi*|bulasik makinesi*|kombi*|isik|isiklar|lamba*|su|sicak su|tuvalet*|pencere*|asansor*|kahve makinesi|kumanda*|priz*|balkon*|sifon)";
        const string fails = "(calismiyor*|calismadi|calismayi birakti|acilmiyor*|acilmadi|acmiyor*|acmadi|acamiyor*|acamadi*|kabul (etmiyor|etmedi|edilmiyor|edilmedi)|yanmiyor|(hala|halen) (kapali|kilitli)|tepki vermiyor|yanit vermiyor|donmuyor|olmuyor|olmadi|yanlis|hatali|gecersiz|hata (veriyor|verdi)|bozuk|bozulmus|bozuldu|sikis*|takil*|kirmizi .. (yan*|isik)|yanip sonuyor|pili bit*|reddet*)";
        return new AccessLines(
            ["(wifi|wi fi|internet|kablosuz|ag|modem|indirim|rezervasyon|posta|promosyon|kupon|onay|qr|kasa|kasanin|tv|televizyon|netflix|alarm) (sifre*|parola*|kod*|anahtar*|pin*)", "(sifre*|kod*) .. (wifi|internet) icin", "(araba|arabanin|araba) anahtar*", "(e posta|eposta|mail) adres*", "anahtar kelime*"],
            [$"{things} (?:\\w+ ){{0,2}}{fails}", "(balkon|banyo|dolap|buzdolabi|firin) (kapisi|kapagi) .. (acilmiyor*|kapanmiyor*|bozuk)"],
            [
                $"{door} (?:\\w+ ){{0,5}}{fails}", $"{fails} (?:\\w+ ){{0,2}}{door}", "(giremiyor*|giremedik|giremedim)", "(disarida|disarda|kapida|sokakta|kapinin onunde) (kaldik|kaldim|kaliyoruz)", "(hala|halen) (disarida*|disarda*|kapida*)", "kapi* .. (acamiyor*|acamadi*)", "kirmizi isik", "kapi duvar",
            ],
            [
                "(nasil|nereden) .. (gir*|acilir|aciliyor|acacagiz|acacagim|acariz|aliriz|alacagiz|alacagim|alabilir*|alirim|acabilir*)", "(kapi|giris|bina|daire|apartman) (kodu*|sifresi*)", "(kod|kodu|kodumuz|kodunu|kodun|kodumu)", "anahtar*", "adres*", "(kacinci|hangi) (kat*|daire*|kapi*|bina*)", "sifre(miz|yi|m|nin)?",
                "(daire|ev|bina|giris|girisi|binasi|apartman) (nerede|neresi)", "(geldik|vardik|ulastik|geldim|vardim)", "(kapinin onundeyi*|kapidayi*|binanin onundeyi*|asagidayi*)", "giris (talimat*|bilgi*)", "kapiyi .. ac*", "check in (talimat*|bilgi*|nasil)",
            ]);
    }

    private static AccessLines Chinese()
    {
        const string door = "(门|門|锁|鎖|密码|密碼|门码|代码|钥匙|鑰匙|键盘|鍵盤|门卡|房卡)";
        const string things = "(空调|空調|暖气|暖氣|热水器?|熱水器?|淋浴|花洒|电视|電視|冰箱|洗衣机|洗衣機|洗碗机|烤箱|灶|炉子|灯|燈|马桶|馬桶|窗户|窗戶|窗|电梯|電梯|网络|網路|网|wifi|fi|无线|吹风机|咖啡机|遥控器|水龙头|插座|柜子|保险箱|柜门|冰箱门|浴室门|阳台门|窗帘)";
        const string fails = "(打不开|打不開|开不了|開不了|开不开|開不開|没有反应|沒有反應|没反应|沒反應|无反应|不工作|不管用|不能用|没用|沒用|无效|無效|不对|不對|错误|錯誤|错了|錯了|不正确|失败|失敗|失灵|失靈|坏了|壞了|卡住|红灯|紅燈|闪红|亮红|没电|沒電|不行|用不了|不识别|转不动|轉不動|不亮|拒绝|报错|報錯|(还是|一直|仍然|还|還是)(关着|锁着|關著|鎖著))";
        return new AccessLines(
            ["(wifi|fi|无线|無線|网络|網路|网|上网|路由器|保险箱|保险柜|优惠|折扣|邮政|邮箱|预订|预定|订单|确认|电视|支付|奈飞|会员)的?(密码|密碼|代码|码|号)", "(wifi|fi) (密码|密碼)", "(二维码|邮编|验证码|车钥匙|优惠码|邮件地址|邮箱地址)"],
            [$"{things}\\w{{0,6}}{fails}", $"{fails}了?的?{things}", "(打不开|开不了)\\w{0,3}(空调|电视|窗|灯|热水|冰箱|柜)"],
            [
                $"{door}\\w{{0,10}}{fails}", $"{fails}\\w{{0,4}}{door}", $"{door}\\w{{0,30}} (?:\\w+ ){{0,2}}\\w{{0,30}}{fails}", "(进不去|進不去|进不了|進不了|进不来|進不來|入不了|开不了门|開不了門|打不开门|打不開門)", "(锁|鎖|关|關)在?了?(门外|門外|外面|外头)", "(还|還)在(外面|门外|門外)",
            ],
            [
                "(怎么|怎麼|如何|怎样|怎樣|怎麽)\\w{0,4}(进|進|入住|开门|開門|开锁|拿钥匙|取钥匙|拿鑰匙)", "(密码|密碼|钥匙|鑰匙|门卡|房卡|门码|门禁)", "(门|門)\\w{0,3}(怎么|怎麼|如何)\\w{0,2}开", "(地址|位置|定位)", "(几楼|几层|幾樓|哪层|哪一层|哪栋|哪个门|门牌|几号楼|几号房)", "(到了|已经到|已到|到门口|在门口|在楼下|到楼下|刚到)",
                "(入住|进门|进入)(指南|说明|方式|流程|办法|须知)", "(公寓|房子|民宿|入口|大门|房源)在哪",
            ]);
    }

    private static AccessLines Japanese()
    {
        const string door = "(ドア|扉|玄関|鍵|カギ|かぎ|ロック|錠|コード|暗証番号|番号|キーパッド|テンキー|入口|エントランス|門)";
        const string things = "(エアコン|暖房|冷房|シャワー|テレビ|冷蔵庫|洗濯機|食洗機|オーブン|コンロ|電気|照明|ライト|お湯|給湯器?|トイレ|窓|エレベーター|wifi|fi|ネット|ドライヤー|リモコン|電子レンジ|レンジ|金庫|風呂|コーヒーメーカー|コンセント|車)";
        const string fails = "(開かな|開かず|開きませ|開けられ(な|ま)|開けれな|あかな|あきませ|空かな|動かな|動きませ|反応しな|反応しませ|反応がな|反応がありませ|使えな|使えず|使えませ|効かな|効きませ|通らな|通りませ|受け付け(な|ませ|てくれ|られな|られませ)|(閉まった|閉じた)まま|光らな|光りませ|間違|違いま|違うみたい|違うよう|違って|エラー|赤く|赤い|赤ラ|壊れ|故障|ダメ|だめ|駄目|無効|回らな|回りませ|電池が切れ|点かな|点きませ|つかな|つきませ|解除(でき|され)(な|ませ))";
        return new AccessLines(
            ["(wifi|fi|無線|ネット|ルーター|金庫|割引|クーポン|郵便|予約|確認|テレビ|qr|メール|プロモ)の?(パスワード|コード|番号|暗証番号|アドレス|キー)", "(wifi|fi|qr|pr) (コード|パスワード)", "車の(鍵|キー)"],
            [$"{things}\\w{{0,6}}{fails}", $"(シャワー|冷蔵庫|トイレ|風呂|バルコニー|ベランダ)の{door}\\w{{0,4}}{fails}"],
            [
                $"{door}\\w{{0,12}}{fails}", $"{door}\\w{{0,30}} (?:\\w+ ){{0,2}}\\w{{0,30}}{fails}", "(入れな|入れませ|入室できな|入室できませ|締め出|閉め出|しめだ|インロック|鍵を中に|外で待た|まだ外に|解錠できな|解錠できませ)",
            ],
            [
                "(どうやって|どのように|どうすれば|どうしたら|どこから)\\w{0,8}(入|開け|チェックイン)", "(入り方|開け方|入室方法|入室手順|チェックインの?(方法|手順|仕方|やり方|案内))", "(ドア|玄関|鍵|入口|部屋|建物|エントランス)の?(コード|暗証番号|番号|パスワード)", "(暗証番号|コード|鍵|キーボックス)", "(住所|行き方)",
                "(何階|何号室|どの(ドア|建物|入口|部屋)|部屋番号)", "(着きました|到着しました|着いた|着いています|到着した|の前にいます|の前に着|玄関前)", "(アパート|マンション|部屋|建物|入口|宿|家)はどこ",
            ]);
    }

    private static AccessLines Arabic()
    {
        const string door = "(باب|بابي|بوابه|قفل|كود|كودي|رمز|رمزي|رقم|مفتاح|مفاتيح|لوحه|كيباد|شفره|كلمه السر|مدخل)";
        const string things = "(واي فاي|وايفاي|انترنت|نت|مكيف|تكييف|تدفئه|سخان|ماء|مياه|دش|تلفزيون|تلفاز|فرن|ثلاجه|غساله|نور|اضاءه|لمبه|مصعد|اسانسير|حمام|مرحاض|شباك|نافذه|ريموت|كهرباء|خزنه|بلكونه)";
        const string fails = "((لا|ما|مش|مو|لم|مب) (يعمل|تعمل|يفتح|تفتح|ينفتح|يشتغل|تشتغل|شغال|شغاله|اشتغل|انفتح|يستجيب|تستجيب|يقبل*|تقبل*|يضبط|راضي يفتح|مضبوط|صحيح|يضيء|تضيء|يدور)|(ما زال|لا يزال|مازال|لسه|بقي) (مغلق*|مقفل*|مسكر*)|معطل*|خربان*|عطلان*|خطا|غلط|خاطئ*|غير صحيح*|مرفوض*|عالق*|مكسور*|احمر|حمراء|يرفض*)";
        return new AccessLines(
            ["(كلمه|رمز|كود|باسورد|رقم|مفتاح) (سر |مرور )?(شبكه )?(واي|وايفاي|انترنت|نت|خصم|حجز|بريد*|تاكيد|خزنه|تلفزيون|تلفاز|راوتر|نتفلكس|ضريب*|استجابه)", "(مفتاح|مفاتيح) سياره", "عنوان (بريد*|ايميل)", "(رقم|ارقام) (هاتف|تلفون|جوال|حجز)"],
            [$"{things} (?:\\w+ ){{0,2}}{fails}", $"{fails} (?:\\w+ ){{0,1}}{things}", "باب (حمام|بلكونه|ثلاجه|فرن|غساله|خزانه) .. (لا|ما|مش|مكسور) *"],
            [
                $"{door} (?:\\w+ ){{0,4}}{fails}", $"{fails} (?:\\w+ ){{0,3}}{door}", "(لا|ما|مش|لم|مو) (استطيع|نستطيع|اقدر|نقدر|قادر|قادره|قادرين|نتمكن|اتمكن|عارف|عارفين|اعرف|نعرف|استطع|نستطع) .. (ادخل|ندخل|دخول|نفتح|افتح|فتح)", "(محبوس*|عالق*|واقف*|منتظر*) .. (خارج|برا|بره|شارع)",
                "(ما زلنا|ما زلت|لا نزال|لسه|لسا) .. (برا|بره|خارج)", "(انقفل|اتقفل|اغلق|انغلق) .. (علينا|علي) .. (برا|بره|خارج)", "ضوء احمر",
            ],
            [
                "(كيف|كيفيه|ازاي|شلون|من اين|من وين) .. (ادخل|ندخل|دخول|افتح|نفتح|استلم|نستلم|اخذ|ناخذ)", "(كود|رمز|شفره|رقم) (باب|دخول|شقه|مبني|عماره|بوابه|قفل|مدخل)", "(كود|رمز|كودي|رمزي)", "(مفتاح|مفاتيح)", "عنوان", "(اي|كم|باي|رقم) (طابق|دور|شقه|باب|مبني)", "(لوكيشن|موقع)",
                "(اين|وين|فين) (تقع |يقع )?(شقه|بيت|مبني|عماره|مدخل|باب|مكان|سكن)", "(وصلنا|وصلت|امام باب|عند باب|قدام باب|تحت عماره|امام مبني)", "(تعليمات|طريقه|معلومات) (دخول|وصول|تسجيل)",
            ]);
    }
}
