using Cendra.Knowledge.Text;

namespace Cendra.Agent.Rules;

/// <summary>What needs no answer, what only greets, and who wants a person.</summary>
internal static class SmallTalk
{
    /// <summary>More of them in a row are no mere thanks.</summary>
    private const int MostSigns = 12;

    private static readonly HashSet<string> Thanks = Set("""
        thanks thank thx ty cheers ok okay okey okei k great perfect perfecto perfekt parfait super genial vale gracias grazie danke merci dank vielen herzlichen mil muchas moltes obrigado
        got understood noted fine cool nice awesome excellent lovely wonderful received entendido recibido estupendo bien listo verstanden alles klar gut prima toll wunderbar geklappt
        d accord compris bien recu nickel top impeccable de nada bitte
        ringrazio capito ricevuto perfetto ottimo bene benissimo fantastico obg valeu entendi obrigada percebi recebido recebi certo combinado otimo excelente perfeito beleza
        tesekkurler tesekkur sagolun sagol eyvallah tamam tamamdir peki anladim anlasildi harika super mukemmel cok guzel supersin oldu
        شكرا شكر مشكور مشكوره مشكورين تمام حسنا حسن اوكي اوك ممتاز رائع جميل يسلمو تسلم تسلمي تسلمون مفهوم فهمت وصل طيب
        """);

    /// <summary>Words that may stand beside thanks without asking for anything.</summary>
    private static readonly HashSet<string> Beside = Set("""
        you so much very a lot all for the your our help info information it that s is was this i we will be there see soon later again good have day night evening nice one and
        muy por la el los las su tu ayuda informacion todo hasta luego pronto buen buenas noches tardes dia dias un una saludo saludos y nos vemos
        sehr schon fur fuer die das ihre deine hilfe info bis bald dann schonen tag abend noch ich wir auch und
        beaucoup bien tres pour votre ton aide les infos a bientot bonne journee soiree tout et c est
        mille tante tanto vi va per l davvero domani tutto ok il la lo le gli vostro tuo suo aiuto informazioni buona buon giornata serata notte presto dopo un una ci vediamo e di siamo entrati
        obrigada amanha muito muita mesmo tudo o a os as pela pelo sua seu vossa ajuda informacao informacoes bom boa dia noite tarde ate logo breve ja um uma e de estamos dentro funcionou
        sag olun yarin ederim ederiz icin her sey yardiminiz yardim bilgi gorusuruz gorusmek uzere iyi gunler aksamlar geceler gunduz kolay gelsin simdi girdik ilginiz ve
        جزيلا لك لكم لكي على كل شي شيء كثيرا كتير مساعدتك مساعدتكم المساعده الله يعطيك العافيه يعافيك خيرا جزاك جدا الى اللقاء مع السلامه نراكم قريبا يوم سعيد ليله سعيده دخلنا الحمد لله الحمدلله يا استاذ اخي علي الي
        tomorrow manana morgen demain works worked we re in now funciona funciono ha funcionado ya estamos dentro hat geklappt es geht jetzt sind drin ca marche nous sommes sorted
        """);

    private static readonly HashSet<string> Greeting = Set("""
        hi hello hey hiya good morning afternoon evening dear there team hola buenas buenos dias tardes noches hallo guten moin servus gruss gott tag abend morgen zusammen
        bonjour bonsoir salut coucou madame monsieur
        ciao salve buongiorno buonasera buon giorno buona sera signora signore gentile gentili ola oi boa bom dia noite senhor senhora
        merhaba merhabalar selam selamlar gunaydin iyi gunler aksamlar geceler sayin
        مرحبا مرحبًا اهلا هلا السلام سلام عليكم ورحمه الله وبركاته صباح مساء الخير النور هاي
        """);

    private static readonly Phrases Person = new(
        "(talk|speak|chat) (to|with) (a |an |the |some )?(real |actual )?(person|human|someone|somebody|host|owner|agent|people)", "real (person|human)", "human (please|being|agent|help)", "(want|need|give me|get me) .. (a|an) (real )?(person|human|agent)",
        "(call|ring|phone) (me|us)", "not (a|with a|to a) (bot|robot|machine)", "customer service",
        "hablar con (una |un |el |la |alguna )?(persona|humano|alguien|anfitrion*|propietari*|dueno|duena|agente)", "hablar con alguien", "persona (real|de verdad|humana)", "(quiero|necesito) .. (una persona|un humano)", "(llameme|llamame|llamadme|llamenme|llamarme)",
        "mit .. (menschen|mensch|person|mitarbeiter*|gastgeber*|vermieter*|jemandem) .. (sprechen|reden|schreiben|telefonieren)", "(echter|echten|richtiger|richtigen) (mensch|menschen|person)", "(brauche|will|mochte|moechte) .. (einen menschen|eine person)", "rufen sie (mich|uns) .. an", "ruf (mich|uns) .. an",
        "parler (a|avec) (une |un |l |le |la |quelqu )?(personne|humain|hote|proprietaire|un|conseiller)", "(vraie|vrai) (personne|humain)", "(veux|voudrais|besoin) .. (une personne|un humain)", "(appelez|rappelez|appelle) (moi|nous)",
        "(parlare|scrivere|contatt*) .. (persona|umano|qualcuno|host|proprietari*|operator*|padron* di casa|qualcun)", "(voglio|vorrei|vorremmo|serve|bisogno) .. (una persona|un umano|un operatore|una persona vera)", "persona (vera|reale|in carne)", "(mi|ci) (chiami|chiamate|richiami|richiamate|chiama|telefoni|telefonate)", "(chiamatemi|chiamateci|chiamami|richiamatemi|richiamateci|mi puo chiamare|mi potete chiamare|ci puo chiamare|ci potete chiamare)", "non (con )?un (bot|robot)",
        "falar com .. (pessoa|alguem|humano|anfitria*|propriet*|atendente|dono|dona|responsavel)", "(quero|queria|preciso|gostaria) .. (de )?(uma pessoa|um humano|um atendente|pessoa real)", "pessoa (real|de verdade|verdadeira)", "(ligue|liguem|liga|telefone|telefonem) (me|nos|para mim|pra mim)", "(me|nos) (liga|ligue|liguem|ligar|telefonar)", "(ligar|telefonar|ligar e) (me|nos)",
        "(bir |gercek )?(insan|insanla|yetkili|yetkiliyle|yetkiliye|kisiyle|birisiyle|biriyle|ev sahibi|ev sahibiyle|ev sahibine|temsilci|temsilciyle|musteri hizmetleri*|musteri temsilcisi*) .. (konus*|gorus*|ulas*|baglan*|istiyorum|yazis*)", "gercek (bir )?(insan|kisi)*", "(beni|bizi) (arayin|arar|ara|arayabilir|arasin|arasiniz)*", "(robot|bot)(la)? degil",
        "(人工|真人|客服|活人|房东本人)", "(和|跟|找|联系|聯繫|与)\\w{0,3}(房东|房東|人|主人|管家|老板|客服)\\w{0,2}(说|說|聊|谈|講|讲|通话|联系|一下|沟通)?", "(给|給)(我|我们)(回)?(打|个)?\\w{0,2}(电话|電話)", "(打电话|打電話|回电|来电)给?(我|我们)", "不要机器人", "转人工",
        "(人|担当者|担当の方|オーナー|ホスト|スタッフ|責任者|係の方|係の人|管理人|人間)(の方)?(と|に)\\w{0,4}(話|連絡|つない|繋い|代わ|電話|相談|聞)", "(電話|お電話)(を)?(ください|して(ください|ほしい|もらえ|いただけ|下さい)|くれ|いただけ|もらえ|お願い)", "(担当者|オーナー|スタッフ|人間)(を|に)?(お願い|呼ん|代わ)", "(ロボット|ボット|ai|自動応答)\\w{0,2}(じゃな|では?な|でな)",
        "(تحدث|التحدث|اتحدث|نتحدث|اتكلم|نتكلم|كلام|تكلم|تواصل|اتواصل|نتواصل|احكي|نحكي|اكلم|نكلم|محادثه) .. (شخص|انسان|احد|موظف*|مضيف|مالك|صاحب*|مسؤول|حد|بشر)", "(شخص|انسان|موظف) (حقيقي|بشري|فعلي)", "(اريد|ابغي|عايز|عاوز|بدي|نريد|احتاج|ابي|محتاج) .. (شخص|انسان|موظف|مسؤول)", "(اتصل|اتصلوا|كلمني|كلموني|اتصلي) (بي|بنا|علي|علينا|فيني)?", "(اتصل|اتصلوا|كلمني|كلموني|كلمونا)", "مش (روبوت|بوت)");

    private static readonly HashSet<string> PersonAlone = Set("""
        person persona mensch humain human humano personne host anfitrion gastgeber hote agent operator operatore umano proprietario pessoa atendente anfitriao humana yetkili insan kisi temsilci 人工 真人 客服 人工客服 转人工 担当者 人間 オーナー スタッフ شخص موظف انسان مسؤول
        """);

    /// <summary>What may stand beside it.</summary>
    private static readonly HashSet<string> Politely = Set("please bitte por favor favore svp a eine ein un una une per piacere cortesia uma um lutfen bir 请 請 谢谢 お願いします لو سمحت من فضلك رجاء");

    /// <summary>The same as <see cref="Thanks"/> where no spaces part the words.</summary>
    private static readonly Phrases ThanksOfSigns = new("(谢谢|謝謝|多谢|多謝|感谢|感謝|好的|好滴|好嘞|好呀|好哒|收到|明白了?|知道了|了解了?|没问题|沒問題|太好了|太棒了|完美|搞定了?|嗯嗯|行|可以了|ok|好)", "(ありがとうございま(す|した)|ありがとう|有難うございます|有難う|感謝します|感謝いたします|了解です|了解しました|了解|承知しました|承知いたしました|わかりました|分かりました|助かりました|助かります|なるほど|オッケー|完璧です|大丈夫です|はい|よかったです|良かったです)");

    private static readonly Phrases BesideOfSigns = new(
        "(你|您|你们|您们|非常|很|真的|的|了|啦|啊|哦|呢|吧|帮助|帮忙|您的|你的|晚安|再见|拜拜|回头见|明天见|我们|已经|进来了|进去了|门开了|辛苦)", "(本当に|どうも|とても|大変|いろいろと|丁寧に|ご丁寧に|ご連絡|連絡|お返事|返信|ご返信|ご案内|ご対応|対応|では|それでは|よろしくお願いします|よろしくお願いいたします|お願いします|おやすみなさい|また|後ほど|です|ね|よ|しました|いたしました|入れました|開きました|無事に?|を|の|に|て|くださり|いただき|早速|すぐに)");

    private static readonly Phrases GreetingOfSigns = new("(你好|您好|嗨|哈喽|早上好|早安|下午好|晚上好|房东|房東|大家好|在吗|早)", "(こんにちは|こんばんは|おはようございます|おはよう|はじめまして|初めまして|お世話になります|お世話になっております|すみません|どうも)");

    /// <summary>Thanks, "ok", emoji: nothing is asked.</summary>
    public static bool NeedsNoAnswer(string text, string folded)
    {
        var (rest, thanked) = WithoutSigns(folded, ThanksOfSigns, BesideOfSigns, GreetingOfSigns);
        var words = FoldedText.Words(rest);
        return !Questions.Marked(text) && !OnlyGreets(folded) && !Pictures.OfDoor(text) && !text.Contains("[[", StringComparison.Ordinal)
            && (words.Count == 0 ? thanked || (FoldedText.Words(folded).Count == 0 && text.EnumerateRunes().Any(r => r.Value > 0x2000)) : (thanked || words.Any(Thanks.Contains)) && words.All(w => Thanks.Contains(w) || Beside.Contains(w) || Greeting.Contains(w)));
    }

    /// <summary>Nothing but politeness: thanks, a greeting and what stands beside them, or no word at all.</summary>
    public static bool SaysLittle(string folded) =>
        FoldedText.Words(WithoutSigns(folded, ThanksOfSigns, BesideOfSigns, GreetingOfSigns).Left).All(w => Thanks.Contains(w) || Beside.Contains(w) || Greeting.Contains(w));

    /// <summary>A greeting and nothing else.</summary>
    public static bool OnlyGreets(string folded)
    {
        var (rest, greeted) = WithoutSigns(folded, GreetingOfSigns);
        return FoldedText.Words(rest) is var words && (words.Count == 0 ? greeted : words.Count <= 6 && words.All(Greeting.Contains));
    }

    /// <summary>It begins with a greeting.</summary>
    public static bool Greets(string folded) => FoldedText.Words(folded) is [var first, ..] && (Greeting.Contains(first) || GreetingOfSigns.StartsIn($" {first} "));

    /// <summary>A person is asked for.</summary>
    public static bool WantsPerson(string folded)
    {
        var words = FoldedText.Words(folded);
        return Person.In(folded) || (words.Count is > 0 and <= 3 && words.Any(PersonAlone.Contains) && words.All(w => PersonAlone.Contains(w) || Politely.Contains(w)));
    }

    /// <summary>Takes words out of runs of signs that no space parts, until none is left; whether one of the first list was among them.</summary>
    private static (string Left, bool HasFirst) WithoutSigns(string folded, params ReadOnlySpan<Phrases> lists)
    {
        if (!folded.EnumerateRunes().Any(FoldedText.IsUnspaced))
        {
            return (folded, false);
        }

        var hasFirst = lists[0].In(folded);
        for (var (before, rounds) = ("", 0); before != folded && rounds < MostSigns; rounds++)
        {
            before = folded;
            foreach (var list in lists)
            {
                folded = list.CutFrom(folded);
            }
        }

        return (folded, hasFirst);
    }

    private static HashSet<string> Set(string words) => FoldedText.Words(FoldedText.Of(words)).ToHashSet(StringComparer.Ordinal);
}

/// <summary>Emoji that speak of a door.</summary>
internal static class Pictures
{
    private static readonly string[] Door = ["🔑", "🗝", "🚪", "🔒", "🔐", "🔓", "🏠❓"];

    public static bool OfDoor(string text) => Door.Any(d => text.Contains(d, StringComparison.Ordinal));
}
