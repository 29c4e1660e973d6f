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

    /// <summary>What nobody writes to a guest, in ten languages: to set rules aside, to be another program, to show what it was told.</summary>
    private static readonly Phrases ToMachines = new(
        "(ignore|disregard|forget|override|bypass) (all|any|your|the|my|these|those|every|previous|prior|above|earlier) (of )?(the |your |my |these )?(previous |prior |above |earlier )?(instruction*|rule|rules|prompt*|guideline*|policy|policies|orders|safeguard*|restrictions)",
        "(system|developer) (prompt|override|instruction|instructions)", "you are now (a|an|the|in) *", "you are (an ai|a language model|chatgpt|an assistant)", "as an ai", "(language|ai) model", "(call|invoke|run) the (tool|function)*", "(reveal|print|repeat|show) (all )?(the |your )?(codes|pins|passwords|secrets|instructions|prompt)",
        "(send|give|forward) (all|every|each|the other) .. (codes|pins|passwords|secrets) .. to",
        "(ignora|ignore|olvida|olvide|omite) (todas |todos |cualquier )?(las |los |tus |sus |estas )?(instrucciones|reglas|normas|indicaciones)", "eres (ahora )?(un|una) (asistente|ia|modelo)", "modelo de lenguaje", "(envia|manda) (todos los|todas las) (codigos|claves|contrasenas)",
        "(ignoriere|vergiss|missachte|ubergehe) (alle )?(deine |die |diese )?(bisherigen |vorherigen |obigen )?(anweisungen|regeln|anweisung|instruktionen|vorgaben)", "du bist (jetzt |nun )?(ein|eine) (assistent|assistentin|ki|sprachmodell)", "sprachmodell", "(sende|schicke) alle .. (codes|passworter|pins)",
        "(ignore|ignorez|oublie|oubliez) (toutes |tous )?(les |tes |vos |ces )?(instructions|regles|consignes)", "(tu es|vous etes) (maintenant )?(un|une) (assistant|ia|modele)", "modele de langage", "(envoie|envoyez) tous les (codes|mots de passe)",
        "(ignora|ignori|dimentica) (tutte |tutti )?(le |i )?(tue |queste |precedenti )?(istruzioni|regole|indicazioni)", "sei (ora |adesso )?(un|una) (assistente|ia|modello)", "modello linguistico", "(invia|manda) (tutti i codici|tutte le password)",
        "(ignore|ignora|esqueca|esquece) (todas |todos )?(as |os )?(suas |tuas |estas )?(instrucoes|regras)", "(voce|tu) (e|es) (agora )?(um|uma) (assistente|ia|modelo)", "modelo de linguagem", "(envie|envia|mande) (todos os codigos|todas as senhas)",
        "(tum |butun )?(onceki |yukaridaki )?(talimatlari|talimatlarini|kurallari|kurallarini) (yok say|unut|gormezden gel|dikkate alma)*", "dil modeli*",
        "(忽略|无视|無視|忘记|忘記)\\w{0,8}(指令|规则|規則|提示词|指示)", "(语言模型|語言模型|系统提示|系統提示)", "(指示|命令|ルール|プロンプト)\\w{0,4}(無視|忘れ)", "(言語モデル|システムプロンプト)",
        "(تجاهل|انس|تجاوز) (كل |جميع )?(تعليمات|قواعد|اوامر|تعليماتك|قواعدك)", "نموذج (لغوي|لغه)");

    /// <summary>Work on texts, asked for at the beginning of a sentence: guests are not told to do that.</summary>
    private static readonly Phrases Tasks = new(
        "(can you |could you |please |kindly )?((reply|respond|answer) (in|using|with|only|by|backward*|as)|write .. (story|script|poem|essay|reply|answer|response|email|letter|code|function|program|article|speech|introduction)|write your (reply|answer|response)|draft|compose|develop|summari*e|summarise|translate|encode|decode|encrypt|decrypt|paraphrase|rewrite|analy*e|classify|determine the sentiment|explain|describe|render (your|the)|convert (vowels|letters|your)|reverse (your|the)|scramble|jumble|anagram|misspell|rearrange|integrate|augment|enhance|modify|provide .. (poem|list|command|example|equivalent|insights|answer|reply|response|summary|story|script|solution)|provide insights|show me (a|an|how|the) *|break down|recommend a|help me with|suggest (a|weekend) *|add a (sentence|compelling|fabricated|statement) *|replace (letters|vowels|every|main) *|use (commonly|emoji*|numbers|anagrams|a caesar) *|apply a *|group letters|combine words|remove spaces|introduce random|substitute *|express your|create a|generate a|list (of|the|all) *|include (a|in your) (sentence|line|statement|answer|fact) *) *",
        "how do you say *", "what is * in (english|spanish|french|german|italian|portuguese)");

    /// <summary>The text without such sentences; the rest word for word.</summary>
    public static string Without(string text) => string.Concat(Sentences(text).Where(s => !IsOrder(s)).Select(s => s)).Trim();

    /// <summary>A heading that asks for work on a text, or gives orders to a program. A question alone is what headings are.</summary>
    public static bool IsOrderedBy(string heading) => FoldedText.Of(heading) is var folded && (Orders.In(folded) || ToMachines.In(folded) || Role().IsMatch(heading) || StartsTask(folded));

    /// <summary>
    /// A sentence of it surely is an order to a program: no host writes that to guests, and whoever reads it would wonder who does. Narrower than what is kept from a model, where a host's own sentence that is left out costs
    /// nothing: here it costs the answer.
    /// </summary>
    public static bool IsForMachines(string text) => Sentences(text).Any(s => Role().IsMatch(s) || ToMachines.In(FoldedText.Of(s)));

    /// <summary>The sentences that would be left out; empty = none.</summary>
    public static IReadOnlyList<string> In(string text) => [.. Sentences(text).Where(IsOrder).Select(s => s.Trim())];

    private static bool IsOrder(string sentence)
    {
        var folded = FoldedText.Of(sentence);
        return Orders.In(folded) || ToMachines.In(folded) || Role().IsMatch(sentence) || StartsTask(folded) || (sentence.TrimEnd().EndsWith('?') && FoldedText.Words(folded).Count > 2);
    }

    private static bool StartsTask(string folded)
    {
        var first = string.Join(' ', FoldedText.Words(folded).Take(8));
        return Tasks.StartsIn($" {first} ");
    }

    private static IEnumerable<string> Sentences(string text) => Sentence().Matches(text).Select(m => m.Value);

    /// <summary>The part that somebody plays in a talk with a model, as its formats write it.</summary>
    [GeneratedRegex(@"^[\s""'(\[*#-]*(?:SYSTEM|ASSISTANT|DEVELOPER)(?:\s+(?:MESSAGE|PROMPT|NOTE|OVERRIDE))?\s*[:>\]]|\[/?INST\]|<\|\w+\|>|<<SYS>>|###\s*(?:System|Instruction)", RegexOptions.NonBacktracking)]
    private static partial Regex Role();

    /// <summary>Up to a full stop, a question or exclamation mark with a space behind, or the end of a line.</summary>
    [GeneratedRegex(@"[^\n]+?(?:[.!?。！？]+[""'”’)\]]*(?=\s|$)\s*|\n+|$)|\n+")]
    private static partial Regex Sentence();
}
