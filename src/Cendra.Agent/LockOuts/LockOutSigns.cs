using System.Text.RegularExpressions;
using Cendra.Agent.Rules;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.LockOuts;

/// <summary>
/// How guests at a door say yes, no, that they are in and that the keypad stays dark, in the ten languages. A word too many heard as "I am in" leaves somebody outside with nobody called: whatever asks, denies or goes on
/// behind it is not heard as that.
/// </summary>
internal static partial class LockOutSigns
{
    private const string End = " \\.";

    /// <summary>What may stand at the end of a sentence and says nothing.</summary>
    private static readonly HashSet<string> Politely = Set("now thanks thank you so much very thx finally at last great perfect all good gracias perfecto danke super prima vielen dank jetzt nun merci maintenant enfin beaucoup grazie mille tante ora finalmente obrigado obrigada agora tesekkurler tesekkur ederim sagol");

    private static readonly Phrases Inside = new(
        $"(we|i) (are|am|re|m|ve) (now |finally |already |safely |just )?(in|inside|got in)( the (flat|apartment|house))?{End}", $"(got|came|made it) (in|inside){End}", $"(we|i|it|door|that|code) (has |have |s |ve )?(now |finally |just )?(worked|opened)( this time| up)?{End}", $"(worked|opened)( this time)?{End}", $"(it|door) (s|is) (now |finally )?open{End}",
        $"(estamos|estoy) (ya )?dentro{End}", $"(hemos|he) (podido |conseguido |logrado )?(entrado|entrar|abierto|abrir)( la puerta)?{End}", $"(pudimos|pude|logramos|logre|conseguimos|consegui) (entrar|abrir)( la puerta)?{End}", $"se (ha abierto|abrio)( la puerta)?{End}", $"puerta (ya )?(se )?(ha abierto|abrio|esta abierta){End}", $"(ha )?(funcionado|funciono){End}", $"ya (funciona|abre|abrio|entramos|entre){End}",
        $"(wir|ich) (sind|bin) (jetzt |nun |schon |endlich )?(drin|drinnen|in der wohnung|reingekommen|hineingekommen){End}", $"hat (es )?(jetzt |nun |endlich )?(geklappt|funktioniert){End}", $"(tur|tuer|sie|es) (ist|ging|hat sich) (jetzt |nun |endlich )?(auf|offen|aufgegangen|geoffnet){End}", $"es geht jetzt{End}",
        $"(nous sommes|on est|je suis) (bien |enfin |maintenant )?(a l interieur|dedans|entres?|entree|rentres?){End}", $"(ca|c) (a|est) (marche|ouvert|fonctionne){End}", $"(porte|elle) (est|s est) (enfin )?ouverte{End}", $"(avons|ai|a) (pu|reussi a) (entrer|ouvrir)( la porte)?{End}",
        $"(siamo|sono) (dentro|entrat[oaie]|riuscit[oaie] (a|ad) (entrare|aprire)( la porta)?){End}", $"(ha funzionato|si e (finalmente )?apert[oa]|e (finalmente )?aperta|ha aperto|porta si e aperta){End}",
        $"(estamos|estou) (ja )?(la |ca )?dentro{End}", $"(abriu|abriu se|porta abriu|funcionou|entramos|entrei|(conseguimos|consegui|deu para) (entrar|abrir)( a porta)?){End}",
        $"(girdik|girdim|girebildik|girebildim|icerideyiz|icerdeyiz|iceriye girdik|acildi|acabildik|calisti){End}");

    /// <summary>Whoever asks or denies is not in. "No problem" denies nothing.</summary>
    private static readonly Phrases Denied = new(
        "(not|never|no|nothing|none|neither|nobody|hardly|barely|almost|nearly|isn|hasn|didn|won|can t|but|still|how|why|when|what|if|until|unless|wish|thought)", "(pero|como|aun|todavia|cuando|que|nada|ni|casi)", "(nicht|nichts|kein*|nein|aber|noch|wie|warum|kaum|wenn|ob)", "(pas|rien|non|mais|comment|encore|toujours|presque|jusqu*)", "(ma|ancora|come|quando|niente|nulla|quasi)", "(nao|mas|ainda|quando|quase)", "(hayir|degil*|ama|nasil|hala|hic|eger)", "(لا|لم|لكن|ما|كيف|هل|ليس)");

    private static readonly Phrases NoProblem = new("no (problem|problema|worries)", "kein(e)? (problem|sorge)", "pas de (probleme|souci)", "(nessun|sem) problema", "ありがとう(ございます|ございました)?");

    private static readonly string[] InsideUnspaced = Folded("进来了", "進來了", "进去了", "進去了", "打开了", "打開了", "门开了", "門開了", "进门了", "入れました", "開きました", "入りました", "開いた", "入れた", "دخلنا", "دخلت", "انفتح", "نحن في الداخل");
    private static readonly Phrases Beside = new(
        "(the|door|it|we|i|now|finally|at|last|just|so|ok|okay|yes|and|yay|great|this|time|on|first|second|third|try|opened|worked|open)", "(la|puerta|ya|por|fin|ahora|si|y|al|final|bien|abrio|se)", "(die|tur|tuer|jetzt|nun|endlich|ja|und|es|wir|ich|offen|auf|ist)",
        "(la|porte|enfin|maintenant|oui|et|c|bon|ca|y|est)", "(la|porta|ora|finalmente|si|e|adesso|ok)", "(a|porta|agora|finalmente|ja|sim|e|deu|certo)", "(kapi|kapiyi|simdi|sonunda|evet|nihayet|iceri|iceriye|ve)",
        "(我们|我們|已经|已經|终于|終於|成功|现在|刚刚|门|門|房间|房間|啦|了|吧|是的|好了)", "(ドア|扉|玄関|部屋|中|無事|やっと|ようやく|今|はい|が|に|へ|は|も)", "(باب|اخيرا|الان|لقد|نعم|حمد|لله|انفتح|و|خلاص)");

    private static readonly string[] DeniedUnspaced = Folded("不", "没", "沒", "吗", "怎么", "如何", "为什么", "又", "但", "可是", "如果", "要是", "ない", "ません", "どう", "まだ", "でも", "けど", "たら", "れば", "たい", "のに");

    private const string Device = "(keypad|keyboard|lock|display|screen|panel|pad|teclado|cerradura|pantalla|tastenfeld|tastatur|schloss|display|clavier|serrure|ecran|tastiera|serratura|schermo|fechadura|ecra|tus takimi*|tuslar*|kilit|ekran*)";
    private const string NoLife = "(dark|dead|off|no light|no lights|no power|(doesn t|does not|won t|not) (light up|turn on|wake up|react)|no se enciende|apagad[oa]|no responde|no reacciona|sin luz|leuchtet nicht|bleibt dunkel|ist dunkel|reagiert nicht|ist tot|geht nicht an|kein licht|ne s allume pas|s allume pas|ne reagit pas|reagit pas|eteinte?|pas de lumiere|non si (accende|illumina)|non reagisce|spent[oa]|nao (acende|reage|liga)|apagado|morto|sem luz|yanmiyor|tepki (yok|vermiyor)|isik yok)";

    private static readonly Phrases Devices = new(Device);
    private static readonly Phrases Lifeless = new(NoLife);
    private static readonly Phrases Battery = new("(batteries|battery) .. (dead|empty|flat)", "batterie(n)? .. (leer|tot)", "sin bateria", "piles? .. (vides?|mortes?|plat)", "batteri[ae] .. scaric[ah]e?", "pil(i)? bit(mis|ti)");
    private static readonly Phrases DarkAlone = new(NoLife, "(stays|is) dark");

    private static readonly string[] DarkUnspaced = Folded("不亮", "没有反应", "沒有反應", "没反应", "没电", "沒電", "光らない", "反応しない", "反応がない", "反応しません", "電池切れ", "真っ暗", "لا يضيء", "لا تضيء", "لا يستجيب", "لا تستجيب", "مطفأ");
    private static readonly string[] DeviceUnspaced = Folded("键盘", "鍵盤", "锁", "鎖", "密码", "キーパッド", "鍵", "ロック", "テンキー", "لوحة", "قفل", "القفل");

    private static readonly HashSet<string> YesWords = Set("yes yeah yep yup si ja jep jawohl oui ouais sim evet はい うん ええ 是 是的 对 好了 نعم ايوه أجل اجل");
    private static readonly HashSet<string> NoWords = Set("no nope nah nein ne non nao hayir いいえ いや だめ ダメ 不 否 不行 没有 没 لا كلا still aun todavia noch immer toujours encore ancora ainda hala まだ 还没 ليس");
    private static readonly HashSet<string> Small = Set("it did does not is has thanks thank you please gracias grazie danke merci obrigado obrigada tesekkurler nothing nada nichts rien niente nicht pas s open opened sorry lo siento leider desole");

    private const int FewSigns = 14;

    /// <summary>The guest says that they are in, or that the door opened. <paramref name="text"/> as it was written: a question is none.</summary>
    public static bool IsInside(string text)
    {
        if (text.AsSpan().IndexOfAny("?¿؟？") >= 0)
        {
            return false;
        }

        var folded = string.Concat(Sentences(NoProblem.CutFrom(FoldedText.Of(text))).Select(Bare));
        return (Inside.In(folded) && !Denied.In(folded)) || (Array.Exists(InsideUnspaced, w => folded.Contains(w, StringComparison.Ordinal)) && !Denied.In(folded) && !Array.Exists(DeniedUnspaced, w => folded.Contains(w, StringComparison.Ordinal)));
    }

    /// <summary>
    /// The guest says that the door is open or that they are in, and nothing but politeness beside it: no clause is left that could ask, tell or complain of something. There is nothing to answer and nobody to call.
    /// </summary>
    public static bool IsOnlyInside(string text)
    {
        var clauses = text.AsSpan().IndexOfAny("?¿؟？") >= 0 ? [] : Clauses().Split(text).Select(FoldedText.Of).Where(c => FoldedText.Words(c).Count > 0).ToList();
        return clauses.Exists(IsInside) && !Denied.In(string.Concat(NoProblem.CutFrom(FoldedText.Of(text)))) && clauses.TrueForAll(c => SmallTalk.SaysLittle(Bare(c)) || SmallTalk.SaysLittle(Beside.CutFrom(Bare(c))) || (IsInside(c) && SmallTalk.SaysLittle(WithoutInside(c))));
    }

    /// <summary>One clause without what says that the guest is in, and without what may stand before it: the door, at last, we have.</summary>
    private static string WithoutInside(string clause) =>
        Beside.CutFrom(Beside.CutFrom(InsideUnspaced.Aggregate(Inside.CutFrom(Bare(clause)), (left, word) => left.Replace(word, " ", StringComparison.Ordinal))));

    /// <summary>The guest says that the keypad shows no life. <paramref name="isAnswer"/>: they were asked at a door, and need not name it.</summary>
    public static bool IsDark(string folded, bool isAnswer) => Battery.In(folded) || Sentences(folded).Any(one => Devices.In(one) && Lifeless.In(one)) || (isAnswer && FoldedText.Words(folded).Count <= 4 && DarkAlone.In(folded))
        || (Array.Exists(DarkUnspaced, w => folded.Contains(w, StringComparison.Ordinal)) && (Array.Exists(DeviceUnspaced, w => folded.Contains(w, StringComparison.Ordinal)) || (isAnswer && folded.Length <= FewSigns)));

    /// <summary>A short answer that says yes.</summary>
    public static bool IsYes(string folded) => Has(folded, YesWords) && !Has(folded, NoWords);

    /// <summary>A short answer that says no.</summary>
    public static bool IsNo(string folded) => Has(folded, NoWords);

    private static bool Has(string folded, HashSet<string> words) => FoldedText.Words(folded) is { Count: > 0 } all && all.Any(words.Contains) && all.All(w => words.Contains(w) || Small.Contains(w) || YesWords.Contains(w) || NoWords.Contains(w));

    private static IEnumerable<string> Sentences(string folded) => folded.Split(" . ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(one => $" {one.Trim('.', ' ')} ");

    /// <summary>One sentence without what politely stands at its end, and with its end, which whoever writes in a hurry leaves out.</summary>
    private static string Bare(string sentence)
    {
        var words = FoldedText.Words(sentence).ToList();
        while (words.Count > 0 && Politely.Contains(words[^1]))
        {
            words.RemoveAt(words.Count - 1);
        }

        return $" {string.Join(' ', words)} . ";
    }

    [GeneratedRegex(@"[,;.!\n،؛。！，、~…:)]+", RegexOptions.NonBacktracking)]
    private static partial Regex Clauses();

    private static string[] Folded(params string[] words) => [.. words.Select(w => FoldedText.Of(w).Trim())];

    private static HashSet<string> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => string.Concat(FoldedText.Words(FoldedText.Of(w)))).ToHashSet(StringComparer.Ordinal);
}
