using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Import.Past;

/// <summary>Whether a message asks something, and whether it says more than thanks and greetings, in ten languages.</summary>
internal static class PastWords
{
    private static readonly Phrases Politeness = new(
        "(hi|hello|hey|dear|good (morning|afternoon|evening|night)|thanks|thank you|thx|many thanks|so much|very much|a lot|ok|okay|great|perfect|super|see you|bye|cheers|best regards|kind regards|regards|noted|understood|sounds good|got it)",
        "(hola|buenos dias|buenas tardes|buenas noches|buenas|gracias|muchas gracias|mil gracias|vale|perfecto|genial|de acuerdo|saludos|un saludo|hasta luego|adios)",
        "(bonjour|bonsoir|salut|merci|merci beaucoup|d accord|parfait|super|cordialement|a bientot|bonne journee|bonne soiree)",
        "(hallo|guten (tag|morgen|abend)|moin|danke|vielen dank|danke schon|dankeschon|alles klar|perfekt|mit freundlichen grussen|freundliche grusse|liebe grusse|viele grusse|bis dann|tschuss)",
        "(ciao|buongiorno|buonasera|salve|grazie|grazie mille|va bene|perfetto|cordiali saluti|a presto)", "(ola|bom dia|boa tarde|boa noite|obrigado|obrigada|muito obrigado|muito obrigada|perfeito|tudo bem|ate logo)",
        "(merhaba|selam|gunaydin|iyi (gunler|aksamlar)|tesekkurler|tesekkur ederim|cok tesekkurler|tamam|peki|gorusuruz)", "(你好|您好|谢谢|谢谢您|谢谢你|好的|好|再见|多谢)", "(こんにちは|こんはんは|おはようこさいます|ありかとう|ありかとうこさいます|了解です|承知しました|よろしくお願いします)",
        "(مرحبا|السلام عليكم|اهلا|شكرا|شكرا جزيلا|شكرا لك|تمام|حسنا|مع السلامة)");

    private static readonly Phrases Questions = new(
        "(who|what|what s|where|where s|when|why|how|which|can (i|we|you|my|our|the|he|she|they)|could (i|we|you)|may (i|we)|is (there|it|the|this|that)|are (there|the|we|you)|do (you|we|i|the)|does (it|the)|will (you|the|there|it)|would (it|you)|would like|i d like|need to know|please (tell|send|let)|let (me|us) know|wondering|looking for|can t find|don t know)",
        "(que|donde|cuando|como|cual|cuanto|cuantos|cuanta|por que|hay|puedo|podemos|podria|podrian|se puede|tienen|tienes|necesito|necesitamos|quisiera|me gustaria|nos gustaria)",
        "(ou|quand|comment|quel|quelle|quels|quelles|combien|pourquoi|est ce|y a t il|peut on|puis je|pouvons nous|pourriez|pouvez|avez vous|j aimerais|nous aimerions|besoin)",
        "(wo|wann|wie|was|welche*|warum|wieviel*|gibt es|konnen (wir|sie|ich)|kann (ich|man)|konnte*|durfen (wir|sie)|darf (ich|man)|haben sie|ist (es|das|der|die)|sind (die|sie)|mochte*|brauche*|hatte*)",
        "(dove|quando|come|quale|quali|quanto|quanti|perche|c e|ci sono|posso|possiamo|potrei|potremmo|si puo|avete|vorrei|vorremmo|serve)", "(onde|quando|como|qual|quais|quanto|quantos|posso|podemos|poderia|ha|tem|voces|gostaria|preciso|precisamos)",
        "(nerede|nereye|ne|nasil|hangi|kac|neden|niye|var mi|mi|mu|miyim|miyiz|misiniz|musunuz|bilir*|istiyor*|lazim)", "(اين|أين|متى|كيف|ماذا|ما|هل|كم|لماذا|أي|نريد|اريد|احتاج|ممكن)");

    private static readonly string[] Joined = ["吗", "呢", "什么", "哪", "怎么", "如何", "多少", "几点", "可以", "能不能", "有没有", "请问", "か?", "か。", "ますか", "ですか", "とこ", "いつ", "とう", "何", "教えて"];

    /// <summary>A guest wants to know something.</summary>
    public static bool Asks(string text)
    {
        var folded = FoldedText.Of(text);
        return SaysSomething(text) && (text.AsSpan().IndexOfAny('?', '？', '؟') >= 0 || Questions.In(folded) || Joined.Any(w => folded.Contains(w, StringComparison.Ordinal)));
    }

    /// <summary>More than thanks, greetings and signs.</summary>
    public static bool SaysSomething(string text)
    {
        var rest = Politeness.CutFrom(FoldedText.Of(text));
        return rest.Count(char.IsLetterOrDigit) >= 2;
    }
}
