using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Knowledge.Secrets;
using Cendra.Knowledge.Text;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Knowledge.Articles;

/// <summary>What seems to be a code in a draft, and where.</summary>
/// <param name="InQuestion">Found in the question.</param>
/// <param name="InAnswer">Found in the answer.</param>
/// <param name="IsReal">It is a code of a door or a secret of a property, as their hashes show: nobody can say that it is none.</param>
public sealed record CodesInArticle(IReadOnlyList<CodeLikeFinding> InQuestion, IReadOnlyList<CodeLikeFinding> InAnswer, bool IsReal)
{
    /// <summary>There is none.</summary>
    public static CodesInArticle None { get; } = new([], [], false);

    /// <summary>Nothing that seems to be a code.</summary>
    public bool IsEmpty => InQuestion.Count == 0 && InAnswer.Count == 0 && !IsReal;

    /// <summary>The same in sentences that say what to do.</summary>
    public IReadOnlyList<string> Problems =>
    [
        .. IsReal ? ["It holds the code of a door or a secret of a property. Take it out: codes are sent by Cendra, and a secret is named by its place, such as {{wifi}}."] : Array.Empty<string>(),
        .. InQuestion.Concat(InAnswer).Select(c => $"Near “{c.Near}” stands what looks like a code. Move it to a secret of the property, or say that it is none."),
    ];
}

/// <summary>Keeps codes out of what is written about properties: what looks like one by its neighbours, and what is one by its keyed hash.</summary>
public sealed class KnownCodes(PinVault pins, SecretVault secrets)
{
    /// <summary>What stands in an imported text where something that looks like a code was left out.</summary>
    public const string LeftOut = "{{left-out}}";

    /// <summary>Why such a text cannot be approved.</summary>
    public const string LeftOutWords = "Something that looked like a code was left out. Put the place of a secret there, such as {{wifi}}, or take it away.";

    private const int MostWords = 2000;

    /// <summary>What is found in a draft. What a person says is no code is not reported again, unless it is a real one.</summary>
    public async Task<CodesInArticle> InAsync(CendraDbContext db, ArticleDraft draft, CancellationToken ct)
    {
        var isReal = await HoldsRealAsync(db, $"{draft.Question}\n{draft.Answer}", ct);
        return draft.HoldsNoCode ? new CodesInArticle([], [], isReal) : new CodesInArticle(CodeLikeScan.Find(draft.Question), CodeLikeScan.Find(draft.Answer), isReal);
    }

    /// <summary>The text holds a PIN that a door knows, or a secret of a property, in any form of digits.</summary>
    public async Task<bool> HoldsRealAsync(CendraDbContext db, string text, CancellationToken ct)
    {
        var pinHashes = DigitRuns(PlainDigits.Of(text)).Distinct(StringComparer.Ordinal).Take(MostWords).Select(pins.Hash).ToList();
        var secretHashes = Words(text).Distinct(StringComparer.Ordinal).Take(MostWords).Select(secrets.Hash).ToList();
        return (pinHashes.Count > 0 && await db.StayPins.AnyAsync(p => p.Sealed != null && pinHashes.Contains(p.Sealed.Hash), ct))
            || (secretHashes.Count > 0 && await db.PropertySecrets.AnyAsync(s => secretHashes.Contains(s.Sealed.Hash), ct));
    }

    private static IEnumerable<string> DigitRuns(string plain)
    {
        var start = -1;
        for (var i = 0; i <= plain.Length; i++)
        {
            if (i < plain.Length && char.IsAsciiDigit(plain[i]))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                if (i - start is >= 4 and <= 20)
                {
                    yield return plain[start..i];
                }

                start = -1;
            }
        }
    }

    private static IEnumerable<string> Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(w => new[] { w, w.Trim('.', ',', ';', ':', '!', '?', '"', '\'', '(', ')', '*', '`', '“', '”', '«', '»') }).Where(w => w.Length >= 4);
}
