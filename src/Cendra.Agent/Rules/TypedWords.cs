using System.Text.RegularExpressions;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.Rules;

/// <summary>
/// How people say, of digits that they typed, that these open nothing: "I type … and it does not open" names neither code nor door. In the ten languages; only beside digits, or where hardly another word stands there,
/// because a suitcase does not open either.
/// </summary>
internal static partial class TypedWords
{
    /// <summary>So many words may stand beside it that say nothing.</summary>
    private const int FewWords = 3;

    /// <summary>Words that name no thing.</summary>
    private static readonly HashSet<string> Little = new("it this that still please help hello hi sorry y pero ya sigue ayuda hola e ma ancora ciao mas ainda ola es sie das und aber immer noch leider hilfe hallo et mais toujours ca cela elle n bonjour aide hala yine ama merhaba 还是 都 也 怎么 门 まだ 全然 ما باب".Split(' '), StringComparer.Ordinal);

    private static readonly Phrases StaysShut = new(
        "(doesn t|does not|don t|didn t|did not|won t|will not|wouldn t|isn t|is not|not|never|can t) (even |really |seem to |want to )?(open|opening|opens|opened|unlock|unlocks|unlocking)", "(still|stays|stayed|remains) (locked|closed|shut)",
        "no (se |me |nos |se me |se nos )?(abre|abren|abria|abrio)", "no (consigo|conseguimos|logro|logramos|puedo|podemos) (abrir|entrar)", "sigue (cerrad[oa]|sin abrir*)",
        "(geht|gehen|ging|macht|springt) .. nicht auf", "(offnet|oeffnet|offnete|oeffnete) .. nicht", "nicht (offnen|oeffnen|aufgegangen)", "bleibt .. (zu|geschlossen|verschlossen)",
        "(ouvre|ouvrent) .. (pas|plus)", "(reste|toujours) fermee?",
        "non (si |mi |ci |me la )?(apre|aprono|apriva)", "non (riesco|riusciamo) .. (aprire|entrare)", "(resta|rimane|ancora) chius[oa]",
        "nao (se |me |nos |esta a |esta )?(abre|abrem|abriu|abria|abrir|abrindo)", "(continua|fica|ficou) (fechad[oa]|trancad[oa])",
        "(acilmiyor*|acilmadi*|acmiyor*|acmadi*|acamiyor*|acamadi*)",
        "(打不开|打不開|开不了|開不了|开不开|開不開|没开|沒開|没打开|沒打開)", "(開かな|開かず|開きませ|開けられ(な|ま)|あかな|あきませ|空かな)",
        "(لا|ما|مش|مو|لم|مب) (يفتح|تفتح|ينفتح|تنفتح|انفتح|فتح|فتحت|بيفتح|بتفتح)");

    /// <summary>Nothing of the kind, said of digits alone.</summary>
    private static readonly Phrases Fails = new(
        "(doesn t|does not|don t|didn t|did not|won t|will not|isn t|is not|not|never) (even |really |seem to )?(work*|accept*|respond*|react*|go|function*)", "(wrong|invalid|reject*|refus*|error|nothing happens|red light)", "(flash*|blink*|turns|goes|lights|shows) .. red",
        "no (me |nos |lo |la )?(funciona*|va|vale|sirve*|responde*|acepta*|reacciona*|pasa nada|deja*)", "(incorrect[oa]|erroneo|erronea|error|invalid[oa]|luz roja|en rojo)",
        "(funktioniert|funktionieren|geht|gehen|klappt|reagiert|stimmt|passt|passiert|nimmt) .. (nicht|nichts)", "(falsch|ungultig|ungueltig|fehler|rotes licht)", "(blinkt|leuchtet|wird|zeigt) .. rot", "tut sich nichts",
        "(marche|fonctionne|marchent|va|repond|reagit|accepte) .. (pas|plus)", "rien ne se passe", "(incorrect*|faux|errone*|invalide*|refuse*|erreur|voyant rouge)",
        "non (funziona*|va|accetta*|risponde|reagisce|prende|succede (niente|nulla))", "(sbagliat[oa]|errat[oa]|errore|rifiutat[oa]|luce rossa)",
        "nao (funciona*|da|vai|aceita*|responde*|reage|acontece nada)", "(errad[oa]|incorret[oa]|incorrect[oa]|erro|recusad[oa]|luz vermelha)",
        "(calismiyor*|calismadi*|olmuyor*|olmadi*|kabul (etmiyor|etmedi)|yanlis|hatali|hata (veriyor|verdi)|gecersiz|kirmizi)",
        "(不对|不對|错误|錯誤|错了|錯了|不行|没反应|沒反應|没有反应|沒有反應|不管用|不能用|没用|沒用|无效|無效|红灯|紅燈)", "(使えな|使えませ|通らな|通りませ|反応しな|反応しませ|反応がな|反応がありませ|エラー|ダメ|だめ|駄目|間違|赤く|赤い)",
        "(لا|ما|مش|مو|لم) (يعمل|تعمل|يشتغل|تشتغل|شغال|يقبل*|تقبل*|يضبط|اشتغل)", "(خطا|غلط|خاطئ|مرفوض|ضوء احمر)");

    /// <summary>
    /// Of a text without what else does not work: digits that were typed open nothing. <paramref name="ofDoor"/>: they were compared with the codes of doors, and meant for one; <paramref name="isOfDigits"/>: by
    /// <see cref="AreOfDigits"/>.
    /// </summary>
    public static bool OpenNothing(string cut, bool ofDoor, bool isOfDigits) => StaysShut.In(cut) ? ofDoor || isOfDigits || IsAlone(cut) : ofDoor && Fails.In(cut);

    /// <summary>One sentence holds digits as long as a code and says that something stays shut. Digits that were taken out of the text read as those that were left in it do, so that an answer does not tell which they were.</summary>
    public static bool AreOfDigits(string text) =>
        FoldedText.Of(text.Replace("[[typed]]", " 000000 ", StringComparison.Ordinal)).Split(" . ").Any(s => HoldsCode(s) && StaysShut.In($" {s.Trim()} "));

    private static bool HoldsCode(string folded) => Code().IsMatch(folded);

    /// <summary>Hardly another word stands there, and none that could be a thing.</summary>
    private static bool IsAlone(string folded) => FoldedText.Words(StaysShut.CutFrom(folded)) is { Count: <= FewWords } left && left.All(Little.Contains);

    /// <summary>As long as codes of doors are, with or without signs around it.</summary>
    [GeneratedRegex(@"(?:^|\D)\d{4,8}(?:\D|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
