using System.Text.RegularExpressions;
using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Articles;

/// <summary>
/// Sentences that speak to a program instead of to a guest: of "your reply", of instructions to forget, of texts to write, and bare questions inside an answer. What hosts write is told to guests and is
/// never a rule for the assistant, so such a sentence is no loss, and a text that came in from outside cannot give orders. It is one of several walls and no proof: what a model writes is checked too.
/// </summary>
public static partial class OrderScreen
{
    private static readonly Phrases Orders = new(
        "(your|the|this|my|a|every|each|all|its) (answer|answers|reply|replies|response|responses|output|completion|prompt)", "(in|to|of|with) (answer|reply|response)", "(your|the) (message|letters|words|main keywords|primary words)", "primary words", "main keywords", "letters (of|in) (your|the) *",
        "(ignore|disregard|forget|override|bypass) (all|any|previous|prior|above|earlier|everything) *", "(system|developer) (prompt|message|instruction*)", "(new|previous|prior) instructions", "you are (now|an ai|a language model|chatgpt|an assistant)", "as an (ai|assistant)", "(language|ai) model", "act as", "pretend (to be|that) *", "(call|use|invoke|run) the (tool|function)*",
        "(tu|su|la|esta|una|cada) (respuesta|contestacion)", "responde (en|con|solo|siempre) *", "(ignora|olvida|omite) (todas|todo|las|lo|cualquier) *", "instrucciones (anteriores|previas|nuevas)", "eres (ahora )?(un|una) (asistente|ia|modelo)",
        "(deine|deiner|ihre|ihrer|die|diese|jede|eine) (antwort|antworten|ausgabe)", "antworte (auf|nur|immer|mit|in) *", "(ignoriere|vergiss|missachte) (alle|alles|die|deine|vorherige*) *", "(vorherige|bisherige|neue|obige) (anweisung|anweisungen|instruktionen)", "du bist (jetzt )?(ein|eine) (assistent|ki|sprachmodell)",
        "(ta|votre|la|cette|une|chaque) reponse", "(reponds|repondez) (en|avec|uniquement|toujours|seulement) *", "(ignore|ignorez|oublie|oubliez) (toutes|tout|les|tes|vos) *", "instructions (precedentes|anterieures)", "(tu es|vous etes) (maintenant )?(un|une) (assistant|ia|modele)",
        "(tua|sua|vostra) risposta", "(ignora|dimentica) (tutte|tutto|le) *", "istruzioni precedenti", "(sua|tua|vossa) resposta", "(ignore|esqueca) (todas|tudo|as) *", "instrucoes anteriores", "(onceki|yukaridaki) talimat*", "(cevabini|yanitini|cevabinda|yanitinda)");

    /// <summary>Work on texts, asked for at the beginning of a sentence: guests are not told to do that.</summary>
    private static readonly Phrases Tasks = new(
        "(can you |could you |please |kindly )?((reply|respond|answer) (in|using|with|only|by|backward*|as)|write .. (story|script|poem|essay|reply|answer|response|email|letter|code|function|program|article|speech|introduction)|write your (reply|answer|response)|draft|compose|develop|summari*e|summarise|translate|encode|decode|encrypt|decrypt|paraphrase|rewrite|analy*e|classify|determine the sentiment|explain|describe|render (your|the)|convert (vowels|letters|your)|reverse (your|the)|scramble|jumble|anagram|misspell|rearrange|integrate|augment|enhance|modify|provide .. (poem|list|command|example|equivalent|insights|answer|reply|response|summary|story|script|solution)|provide insights|show me (a|an|how|the) *|break down|recommend a|help me with|suggest (a|weekend) *|add a (sentence|compelling|fabricated|statement) *|replace (letters|vowels|every|main) *|use (commonly|emoji*|numbers|anagrams|a caesar) *|apply a *|group letters|combine words|remove spaces|introduce random|substitute *|express your|create a|generate a|list (of|the|all) *|include (a|in your) (sentence|line|statement|answer|fact) *) *",
        "how do you say *", "what is * in (english|spanish|french|german|italian|portuguese)");

    /// <summary>The text without such sentences; the rest word for word.</summary>
    public static string Without(string text) => string.Concat(Sentences(text).Where(s => !IsOrder(s)).Select(s => s)).Trim();

    /// <summary>A heading that asks for work on a text, or gives orders to a program. A question alone is what headings are.</summary>
    public static bool IsOrderedBy(string heading) => FoldedText.Of(heading) is var folded && (Orders.In(folded) || StartsTask(folded));

    /// <summary>The sentences that would be left out; empty = none.</summary>
    public static IReadOnlyList<string> In(string text) => [.. Sentences(text).Where(IsOrder).Select(s => s.Trim())];

    private static bool IsOrder(string sentence)
    {
        var folded = FoldedText.Of(sentence);
        return Orders.In(folded) || StartsTask(folded) || (sentence.TrimEnd().EndsWith('?') && FoldedText.Words(folded).Count > 2);
    }

    private static bool StartsTask(string folded)
    {
        var first = string.Join(' ', FoldedText.Words(folded).Take(8));
        return Tasks.StartsIn($" {first} ");
    }

    private static IEnumerable<string> Sentences(string text) => Sentence().Matches(text).Select(m => m.Value);

    /// <summary>Up to a full stop, a question or exclamation mark with a space behind, or the end of a line.</summary>
    [GeneratedRegex(@"[^\n]+?(?:[.!?。！？]+[""'”’)\]]*(?=\s|$)\s*|\n+|$)|\n+")]
    private static partial Regex Sentence();
}
