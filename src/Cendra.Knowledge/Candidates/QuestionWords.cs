using System.Security.Cryptography;
using System.Text;
using Cendra.Knowledge.Search;
using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Candidates;

/// <summary>What a question is about, so that two can be compared: its words without greetings, courtesy and what every sentence has, and what it wants to know. Pure.</summary>
public static class QuestionWords
{
    private const int MostWords = 60;

    /// <summary>Two words with so many first letters in common are forms of one ("park", "parking").</summary>
    private const int SharedStart = 4;

    /// <summary>The question without greetings and courtesy, in its order; empty = nothing is asked. Two with the same are the same question.</summary>
    public static string Canonical(string text) =>
        string.Join(' ', FoldedText.Words(Joined(FoldedText.Of(text))).Where(w => !QuestionForms.Courtesy.Contains(w) && w is not "digits" and not "code"));

    /// <summary>The key of a question of a property: SHA-256 of property and words, hex. The words hold no digits of a code: those are masked before.</summary>
    public static string KeyOf(Guid? propertyId, string question) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{propertyId:N}\n{Canonical(question)}")));

    /// <summary>What the text is about: words that carry meaning; of scripts without spaces their pairs of signs.</summary>
    public static IReadOnlyList<string> Content(string text) =>
        [.. WordPieces.Words(Joined(FoldedText.Of(text))).Where(w => !QuestionForms.Courtesy.Contains(w) && !QuestionForms.Asking.Contains(w) && !w.All(char.IsDigit)).Distinct(StringComparer.Ordinal).Take(MostWords)];

    /// <summary>From 0 (nothing in common) to 1 (the same words, in whatever order and form).</summary>
    public static double Likeness(string one, string other) => Likeness(Content(one), Content(other));

    /// <summary>The same for what <see cref="Content"/> gave.</summary>
    public static double Likeness(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        if (one.Count == 0 || other.Count == 0)
        {
            return 0;
        }

        var left = other.ToList();
        var shared = 0;
        foreach (var word in one)
        {
            if (left.FindIndex(o => AreForms(word, o)) is >= 0 and var at)
            {
                left.RemoveAt(at);
                shared++;
            }
        }

        return 2.0 * shared / (one.Count + other.Count);
    }

    /// <summary>What kind of thing is asked for: a place, a time, a price, a way to do it, or whether and what.</summary>
    public static AskedFor AskedFor(string text)
    {
        var folded = FoldedText.Of(text);
        return QuestionForms.Price.In(folded) ? Candidates.AskedFor.Price
            : QuestionForms.Place.In(folded) ? Candidates.AskedFor.Place
            : QuestionForms.Time.In(folded) ? Candidates.AskedFor.Time
            : QuestionForms.Way.In(folded) ? Candidates.AskedFor.Way
            : Candidates.AskedFor.Thing;
    }

    /// <summary>"check in" and "check out" are one word each: apart, only their small words tell them from each other.</summary>
    private static string Joined(string folded) => folded.Replace(" check in ", " checkin ", StringComparison.Ordinal).Replace(" check out ", " checkout ", StringComparison.Ordinal)
        .Replace(" wi fi ", " wifi ", StringComparison.Ordinal).Replace(" air con ", " aircon ", StringComparison.Ordinal);

    private static bool AreForms(string one, string other)
    {
        if (one == other)
        {
            return true;
        }

        var shortest = Math.Min(one.Length, other.Length);
        var shared = 0;
        while (shared < shortest && one[shared] == other[shared])
        {
            shared++;
        }

        return shared >= SharedStart && shared * 10 >= shortest * 8 && Math.Max(one.Length, other.Length) - shared <= SharedStart;
    }
}

/// <summary>What a question wants to know.</summary>
public enum AskedFor
{
    /// <summary>Whether there is something, whether it is allowed, or what it is.</summary>
    Thing = 0,

    /// <summary>Where.</summary>
    Place = 1,

    /// <summary>When.</summary>
    Time = 2,

    /// <summary>How much it costs.</summary>
    Price = 3,

    /// <summary>How to do it.</summary>
    Way = 4,
}
