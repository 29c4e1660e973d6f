using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Candidates;

/// <summary>Words of ten languages by which a question greets, asks politely, and says what it wants to know. Written as <see cref="FoldedText"/> folds them.</summary>
internal static class QuestionForms
{
    /// <summary>How much it costs.</summary>
    public static readonly Phrases Price = Lines(
        "how much .. (is|are|does|do|cost|costs|for)", "how much", "price*", "cost*", "cuanto (cuesta|vale|es|cobran|costaria)", "precio*", "was kostet", "was kosten", "wie viel kostet", "wieviel", "wie teuer", "kosten*", "preis*",
        "combien", "prix", "quanto costa*", "quanto viene", "prezzo", "quanto custa*", "preco", "ne kadar", "kac (lira|para|euro|tl)", "fiyat*", "ucret*", "بكم", "كم السعر", "سعر", "كم تكلف*", "*多少钱*", "*价格*", "*費用*", "*いくら*", "*料金*");

    /// <summary>Where.</summary>
    public static readonly Phrases Place = Lines(
        "where", "where s", "donde", "wo", "wohin", "ou", "dove", "onde", "nerede", "neresi", "nereye", "nereden", "اين", "وين", "*哪里*", "*哪儿*", "*在哪*", "*どこ*");

    /// <summary>When.</summary>
    public static readonly Phrases Time = Lines(
        "when", "what time", "which time", "opening (hours|times)", "how late", "how early", "cuando", "(a )?que hora*", "wann", "um wie viel uhr", "wie spat", "quand", "(a )?quelle heure", "quando", "a che ora", "che ora", "a que horas", "ne zaman", "saat kac*",
        "متي", "متى", "اي ساعه", "*几点*", "*什么时候*", "*何时*", "*いつ*", "*何時*");

    /// <summary>How to do it.</summary>
    public static readonly Phrases Way = Lines(
        "how (do|can|does|should|to|would)", "como (se|puedo|podemos|funciona|hago|hacemos|enciendo|usamos|uso)", "wie (kann|konnen|geht|funktioniert|schalte*|benutz*|macht|stell*)", "comment", "come (si|posso|possiamo|funziona|faccio)", "como (eu|posso|faco|ligo)",
        "nasil", "كيف", "*怎么*", "*如何*", "*とうやって*", "*使い方*");

    /// <summary>Greetings, courtesy and thanks: a text of nothing else asks nothing.</summary>
    public static readonly HashSet<string> Courtesy = Set("""
        hi hello hey hiya dear good morning afternoon evening please thanks thank you thx kindly sorry excuse host team sir madam there
        hola buenas buenos dias tardes noches por favor gracias muchas estimado estimada disculpe perdon
        hallo guten moin servus gruss gott tag abend morgen bitte danke vielen dank liebe lieber
        bonjour bonsoir salut coucou madame monsieur merci svp stp beaucoup
        ciao buongiorno buonasera salve grazie prego cortesia mille
        ola bom boa dia tarde noite obrigado obrigada favor
        merhaba selam iyi gunler aksamlar lutfen tesekkurler tesekkur ederim sagolun
        مرحبا السلام عليكم اهلا صباح مساء الخير شكرا فضلك لو سمحت
        你好 您好 请问 谢谢 早上好 晚上好 こんにちは こんはんは おはよう すみません ありかとう ありかとうこさいます
        """);

    /// <summary>Words by which a question asks whether something may be: they are not what it is about.</summary>
    public static readonly HashSet<string> Asking = Set("""
        allowed allow permitted use used need erlaubt gestattet darf durfen permitido permitida permite permiten autorise autorisee permis permise consentito permesso ammessi permitida serbest مسموح يسمح
        """);

    private static Phrases Lines(params IEnumerable<string> lines) => new(lines);

    internal static HashSet<string> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
