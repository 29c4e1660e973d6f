using System.Text.RegularExpressions;
using Cendra.Knowledge.Text;
using Cendra.Lifecycle.Said;

namespace Cendra.Agent.Rules;

/// <summary>
/// Whoever asks, in one sentence, whether they may come in or leave at a time that they name: "can we get in at 13:00?", in the ten languages. It is read only so that a person hears of it; which time is meant and whether
/// it may be is told by <see cref="TimeWish"/> or by that person.
/// </summary>
internal static partial class WishedTimes
{
    private static readonly Phrases Moves = new(
        "(get|come|go|be|move) (in|inside|into *|out)", "(enter|arrive|access|check in|check out|checkin|checkout|leave|stay|stop by|drop *)",
        "(entrar|llegar|acceder|venir|pasar|instalarnos|hacer el check in|salir|irnos|irme|marcharnos|quedarnos|quedarme|dejar)",
        "(rein|hinein|herein|kommen|ankommen|anreisen|einziehen|einchecken|beziehen|auschecken|abreisen|bleiben|gehen|raus)", "(in|an) (die|der|das|den) (wohnung|unterkunft|apartment|haus|ferienwohnung)",
        "(entrer|rentrer|arriver|venir|acceder|nous installer|m installer|partir|rester|quitter|sortir)",
        "(entrare|arrivare|venire|accedere|fare il check in|entriamo|arriviamo|uscire|partire|restare|rimanere|lasciare)",
        "(entrar|chegar|vir|aceder|acessar|fazer (o )?check in|sair|partir|ficar|deixar)",
        "(gir*|gel*|yerles*|cik*|ayril*|kal*)",
        "(入住|进|進|到|过来|過來|住进|退房|离开|離開|走|住到)", "(入れ|入る|入り|入室|入って|入っても|チェックイン|チェックアウト|出れ|出る|いられ|滞在|退室)",
        "(ادخل|ندخل|دخول|نصل|اصل|وصول|ناتي|نجي|نيجي|استلام|نستلم|اغادر|نغادر|مغادره|نخرج|خروج|نبقي|ابقي)");

    private static readonly Phrases Asks = new(
        "(can|could|may|might|should|shall) (we|i|you let us)", "(is it|be|would it be|it) (possible|ok|okay|fine|alright)", "possible to", "(we|i) (would|d) (like|love|prefer)", "let us",
        "(podemos|puedo|podriamos|podria|podremos|es posible|se puede|se podria|nos gustaria|me gustaria|quisieramos|querriamos|nos deja|nos dejan)",
        "(konnen|konnten|koennen|koennten|durfen|durften|duerfen|mochten|moechten|wurden|wuerden) (wir|sie uns)", "(kann|konnte|koennte|darf|durfte|mochte) (ich|man)", "(moglich|moeglich|geht es|ginge es|ware es|waere es)",
        "(pouvons|pourrions|pourrons) nous", "(peut|pourrait|peux) (on|t on)", "(on|nous) (peut|pourrait|pouvons|pourrions|aimerions|aimerait|voudrait|voudrions|souhaite*)", "(puis|pourrais) je", "(possible|serait il)",
        "(possiamo|potremmo|posso|potrei|possibile|vorremmo|vorrei|si puo|si potrebbe|ci fate|ci fa)",
        "(podemos|podiamos|poderiamos|poderemos|posso|poderia|podia|possivel|gostariamos|gostaria|da para|da pra|queriamos)",
        "(mumkun|mumkunmu|olur|musait|uygun|miyiz|miyim|muyuz|muyum|isteriz|istiyoruz|isterdik|istiyorum)",
        "(可以|能不能|能否|可否|可不可以|能|想|行吗|行嗎|方便)", "(できますか|できるでしょうか|でしょうか|可能|いいですか|よいですか|大丈夫|もらえ|いただけ|ますか|ませんか|られますか|たい)",
        "(هل يمكن*|هل نستطيع|هل استطيع|هل نقدر|ممكن|يمكننا|يمكنني|نستطيع|نقدر|اقدر|نود|نريد|فينا|بامكاننا|مسموح)");

    /// <summary>"How can we get in? We come at 16:00" asks for the way, and the code is its answer.</summary>
    private static readonly Phrases HowTo = new(
        "(how|where)", "(como|donde|por donde)", "(wie|wo)", "(comment|ou)", "(come|dove)", "(onde)", "(nasil|nereden)", "(怎么|怎麼|如何|怎样|怎樣|哪里|哪裡)", "(どうやって|どのように|どうすれば|どうしたら|どこから)", "(كيف|كيفيه|ازاي|شلون|اين|وين)");

    /// <summary>One of the sentences does.</summary>
    public static bool In(string text) => Ends().Split(text).Any(IsOne);

    private static bool IsOne(string sentence)
    {
        var folded = FoldedText.Of(sentence);
        return Moves.In(folded) && Asks.In(folded) && !HowTo.In(folded) && (ClockReader.Of(SaidText.Of(sentence)).Count > 0 || HourOfSigns().IsMatch(PlainDigits.Of(sentence)));
    }

    /// <summary>The end of a part of a sentence; the dot of "13.00" is none. In "we come at 16:00, can we have the code?" nothing is asked of the time.</summary>
    [GeneratedRegex(@"[.!?؟,،;:]\s|[。！？，、\n]", RegexOptions.NonBacktracking)]
    private static partial Regex Ends();

    /// <summary>Hours as they are written where no sign stands between hour and minute: 13点, 13時, الساعة 13, saat 13.</summary>
    [GeneratedRegex(@"(?:[01]?\d|2[0-3])\s?(?:点|點|时|時)|(?:الساعة|الساعه|\bsaat)\s(?:[01]?\d|2[0-3])", RegexOptions.NonBacktracking)]
    private static partial Regex HourOfSigns();
}
