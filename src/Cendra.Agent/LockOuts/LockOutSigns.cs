using Cendra.Knowledge.Text;

namespace Cendra.Agent.LockOuts;

/// <summary>How guests at a door say yes, no, that they are in and that the keypad stays dark, in the ten languages.</summary>
internal static class LockOutSigns
{
    private static readonly Phrases Inside = new(
        "(we|i) (are|am|re|m) (now |finally |already |safely )?(in|inside)", "(got|came|made it) (in|inside)", "(it|door|that|code) (now )?(worked|works|opened|opens|is open)( now| thanks| thank you)?", "(it|door) (s|is) open( now)?", "all good now", "managed to (open|get in)",
        "(ya )?(estamos|estoy) (ya )?dentro", "(hemos|he) (podido )?(entrado|entrar|abierto|abrir)", "(ya )?(se )?(ha )?(abierto|funcionado|funciona)( ya| gracias)?", "ya (abre|abrio|funciona|entramos)",
        "(wir|ich) (sind|bin) (jetzt |nun |schon )?(drin|drinnen|in der wohnung)", "(jetzt |nun )?(hat|es) (es )?(geklappt|funktioniert|aufgegangen)", "(tur|tuer) ist (jetzt |nun )?(auf|offen)", "(geht|ging) (jetzt|auf)", "es geht jetzt",
        "(nous sommes|on est|je suis) (bien |enfin |maintenant )?(a l interieur|dedans|entres?|entree|rentres?)", "(ca|c est|ca a) (a )?(marche|ouvert|fonctionne)( maintenant| merci)?", "porte (est|s est) ouverte",
        "(siamo|sono) (dentro|entrat[oaie])", "(ha funzionato|funziona ora|si e aperta|e aperta|ha aperto)", "(ja )?(estamos|estou) (ja )?(la )?dentro", "(ja )?(abriu|funcionou|entramos|entrei|conseguimos entrar|consegui entrar)",
        "(iceri|icerde|icerdey*|girdik|girdim|acildi|calisti|oldu acildi)");

    private static readonly string[] InsideUnspaced = ["进来了", "进去了", "打开了", "开了", "进门了", "入れました", "開きました", "入りました", "開いた", "入れた", "دخلنا", "دخلت", "انفتح", "فتح الباب", "نحن في الداخل", "انا في الداخل"];

    private static readonly Phrases Dark = new(
        "no (light|lights|power|sound)", "(keypad|lock|display|screen|it) (is|stays|s|seems|looks) .. (dark|dead|off)", "(keypad|lock|it|nothing) .. (doesn t|does not|won t|not) (light up|react|respond|turn on|wake up|beep)", "(batteries|battery) .. (dead|empty|flat)", "nothing happens", "no response",
        "(no (hay|tiene|da) luz|no se enciende|no responde|apagad[oa]|sin bateria|no reacciona|no pasa nada)",
        "(kein licht|keine reaktion|leuchtet nicht|bleibt dunkel|reagiert nicht|ist tot|batterie .. (leer|tot)|batterien .. leer|akku .. leer|nichts passiert|passiert nichts|geht nicht an)",
        "(pas de lumiere|ne s allume pas|s allume pas|ne reagit pas|reagit pas|est eteint|pile .. (vide|morte|a plat)|piles .. (vides|mortes|a plat)|rien ne se passe)",
        "(non si (accende|illumina)|nessuna luce|non reagisce|e spent[oa]|batteria .. scarica|batterie .. scariche|non succede niente|non succede nulla)",
        "(nao (acende|reage|liga)|sem luz|sem bateria|esta (apagado|apagada|morto|morta)|pilha[s]? .. (gasta|gastas|fraca)|nao acontece nada)",
        "(isik (yok|yanmiyor)|yanmiyor|tepki (yok|vermiyor)|pil(i)? bit(mis|ti)|kapali gorunuyor|hicbir sey olmuyor)");

    private static readonly string[] DarkUnspaced = ["不亮", "没有反应", "沒有反應", "没反应", "没电", "沒電", "电池没", "光らない", "反応しない", "反応がない", "反応しません", "電池切れ", "真っ暗", "لا يضيء", "لا يعمل الضوء", "لا يوجد ضوء", "لا يستجيب", "لا تستجيب", "لا تضيء", "البطارية فارغة", "مطفأ"];

    private static readonly HashSet<string> YesWords = Set("yes yeah yep yup si ja jep jawohl oui ouais sim evet はい うん ええ 是 是的 对 好了 نعم ايوه أجل اجل");
    private static readonly HashSet<string> NoWords = Set("no nope nah nein ne non nao hayir いいえ いや だめ ダメ 不 否 不行 没有 没 لا كلا still aun todavia noch immer toujours encore ancora ainda hala まだ 还没 ليس");

    private static readonly HashSet<string> Small = Set("it did does not is has thanks thank you please gracias grazie danke merci obrigado obrigada tesekkurler nothing nada nichts rien niente not nicht pas non it s open opened sorry lo siento leider desole");

    /// <summary>The guest says that they are in, or that the door opened.</summary>
    public static bool IsInside(string folded) => Inside.In(folded) && !Denied.In(folded) || InsideUnspaced.Any(w => folded.Contains(w, StringComparison.Ordinal));

    /// <summary>The guest says that the keypad shows no life.</summary>
    public static bool IsDark(string folded) => Dark.In(folded) || DarkUnspaced.Any(w => folded.Contains(w, StringComparison.Ordinal));

    /// <summary>A short answer that says yes.</summary>
    public static bool IsYes(string folded) => Has(folded, YesWords) && !Has(folded, NoWords);

    /// <summary>A short answer that says no.</summary>
    public static bool IsNo(string folded) => Has(folded, NoWords);

    private static readonly Phrases Denied = new("(not|never|no|nicht|pas|non|nao|hala)", "(didn t|doesn t|hasn t|isn t|won t|can t)");

    private static bool Has(string folded, HashSet<string> words) => FoldedText.Words(folded) is { Count: > 0 } all && all.Any(words.Contains) && all.All(w => words.Contains(w) || Small.Contains(w) || YesWords.Contains(w) || NoWords.Contains(w));

    private static HashSet<string> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => string.Concat(FoldedText.Words(FoldedText.Of(w)))).ToHashSet(StringComparer.Ordinal);
}
