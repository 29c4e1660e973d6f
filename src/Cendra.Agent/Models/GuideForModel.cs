using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Cendra.Agent.Replies;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Search;

namespace Cendra.Agent.Models;

/// <summary>
/// What the host wrote, as a model reads it: each article under a number of this turn, with tokens in the place of secrets and without sentences that read like orders to a program. The whole guide where
/// it fits its share of the prompt; else what is nearest to the question, and the rest through a search.
/// </summary>
internal sealed class GuideForModel
{
    /// <summary>The share of the prompt, in characters (about 1,500 tokens).</summary>
    public const int Room = 4500;

    /// <summary>Most snippets that one search gives.</summary>
    public const int MostFound = 4;

    private const int FirstFound = 8;

    /// <summary>What is left of texts of compiled guides, which stay as they are from question to question.</summary>
    private static readonly ConditionalWeakTable<GuideText, Screened> Known = new();

    private readonly CompiledGuide _guide;
    private readonly HostWords _words;
    private readonly string _language;
    private readonly KnownPins _pins;
    private readonly Dictionary<string, TurnSource> _shown = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<GuideText> _texts = [];
    private readonly List<string> _leftOut = [];

    public GuideForModel(GuestTurn turn, HostWords words, string language)
    {
        (_guide, _words, _language, _pins) = (turn.Guide, words, language, turn.Pins);
        var question = string.Join('\n', turn.New.Select(l => l.Text));
        IsWhole = _guide.Texts.Sum(t => t.Question.Length + t.Answer.Length + 10) <= Room;
        var first = IsWhole ? _guide.Texts.Select(t => (Text: t, Why: "The whole guide was read")) : _guide.Find(question, language, FirstFound, turn.Meaning).Select(f => (f.Text, Why: FactAnswer.SourceOf(f).Why));
        var prompt = new StringBuilder();
        foreach (var (text, why) in first)
        {
            var entry = Entry(text, why);
            if (prompt.Length + entry.Length <= Room)
            {
                prompt.AppendLine(entry);
            }
        }

        InPrompt = prompt.Length == 0 ? "(nothing is written down)" : prompt.ToString().TrimEnd();
    }

    /// <summary>For the prompt.</summary>
    public string InPrompt { get; }

    /// <summary>Every article stands in the prompt.</summary>
    public bool IsWhole { get; }

    /// <summary>The articles that the model has seen.</summary>
    public IReadOnlyList<GuideText> Shown => _texts;

    /// <summary>Articles of which sentences were left out, by their questions.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>What is nearest to a query, as the tool gives it.</summary>
    public string Search(string query)
    {
        var found = _guide.Find(query, _language, MostFound);
        return found.Count == 0 ? "Nothing is written down about that." : string.Join('\n', found.Select(f => Entry(f.Text, FactAnswer.SourceOf(f).Why)));
    }

    /// <summary>The article behind a number that a model named; null = it was never shown.</summary>
    public TurnSource? Source(string id) => _shown.GetValueOrDefault(id.Trim());

    /// <summary>The articles behind the numbers that a model named, without those it was never shown.</summary>
    public IReadOnlyList<GuideText> Named(IEnumerable<string> ids) => [.. ids.Select(Source).OfType<TurnSource>().Select(s => _texts.Find(t => t.Id == s.ArticleId)!).Distinct()];

    private string Entry(GuideText text, string why)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"A{_guide.Texts.TakeWhile(t => t.Id != text.Id).Count() + 1}");
        if (_shown.TryAdd(id, new TurnSource(text.Id, text.Number, text.Question, why)))
        {
            _texts.Add(text);
        }

        var screened = Known.GetValue(text, Screened.Of);
        if (screened.LacksSentences && !_leftOut.Contains(text.Question))
        {
            _leftOut.Add(text.Question);
        }

        return $"[{id}] {_pins.Masked(screened.Heading)}\n{_words.Fill(_pins.Masked(screened.Answer))}"; // Whoever said that it holds no code: what a door knows is one.
    }

    /// <summary>A text without what reads like an order to a program.</summary>
    private sealed record Screened(string Heading, string Answer, bool LacksSentences)
    {
        public static Screened Of(GuideText text)
        {
            var plain = GuestText.Of(text.Answer);
            var kept = OrderScreen.Without(plain);
            return new Screened(OrderScreen.IsOrderedBy(text.Question) ? "(heading left out)" : StayFacts.Said(text.Question), kept, kept.Length < plain.Length);
        }
    }
}
