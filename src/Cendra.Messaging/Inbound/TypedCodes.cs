using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Knowledge.Secrets;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>A text without codes, and what the codes in it were.</summary>
public sealed record CleanText(string Text, TypedCode Typed)
{
    /// <summary>At least one of them is not this guest's now, whether or not another one is.</summary>
    public bool HoldsOthers { get; init; }
}

/// <summary>
/// Takes door codes out of what people write, before anything is stored: runs of digits in any script, spaced or dashed, whose keyed hash is a PIN that some lock here holds. Beside
/// the place stands whether it is this guest's code now; never whose else it is.
/// </summary>
public sealed partial class TypedCodes(PinVault vault, SecretVault secrets)
{
    /// <summary>What stands in the place of a code.</summary>
    public const string Typed = "[[typed]]";

    private static readonly char[] Around = ['.', ',', ';', ':', '!', '?', '"', '\'', '(', ')', '*', '“', '”', '«', '»', '\u2066', '\u2069'];

    private static readonly char[] Parting = [':', '=', '/'];

    private const int MostWordsOfSecret = 6;
    private const int Shortest = 4;
    private const int Longest = 9;
    private const int LongestText = 4000;
    private const int MostGap = 3;

    /// <summary>The text without codes, invisible characters and brackets that look like tokens, at most <paramref name="longest"/> characters. The stay has its pins and codes loaded; null = unknown sender. <paramref name="keep"/> is a mark of the caller's own that stays; <paramref name="oneTime"/> digits that are no door's and go all the same.</summary>
    public async Task<CleanText> CleanAsync(CendraDbContext db, string text, Stay? stay, CancellationToken ct, char? keep = null, IReadOnlySet<string>? oneTime = null, int longest = LongestText)
    {
        var visible = WithoutSecrets(Escape(Visible(text, keep, longest)), stay);
        var runs = Runs(visible);
        var windows = runs.SelectMany(r => Windows(r)).ToList();
        if (windows.Count == 0)
        {
            return new CleanText(visible, TypedCode.None);
        }

        var hashes = windows.Select(w => w.Digits).Distinct(StringComparer.Ordinal).ToDictionary(d => d, vault.Hash, StringComparer.Ordinal);
        var asked = hashes.Values.ToList();
        var held = (await db.PinHolds.Where(h => asked.Contains(h.PinHash)).Select(h => h.PinHash).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var own = stay is null ? [] : stay.Pins.Where(p => p.Sealed is not null).Select(p => p.Sealed!.Hash).ToHashSet(StringComparer.Ordinal);
        held.UnionWith(own.Intersect(asked));
        var current = stay is null ? [] : Disclosure.CurrentPins(stay).Where(p => p.Sealed is not null).Select(p => p.Sealed!.Hash).ToHashSet(StringComparer.Ordinal);
        bool IsOneTime(Window window) => oneTime?.Contains(window.Digits) == true;
        return Replace(visible, windows.Where(w => held.Contains(hashes[w.Digits]) || IsOneTime(w)), w => IsOneTime(w) ? TypedCode.OneTime : current.Contains(hashes[w.Digits]) ? TypedCode.Match : TypedCode.NoMatch);
    }

    /// <summary>
    /// With places (<c>{{wifi}}</c>) for the secrets of the stay's property: what a guest reads of us comes back quoted or retyped, and a host types what they know by heart. Up to six words in a row are looked
    /// at, and what stands behind a colon or a slash. The stay has its secrets loaded.
    /// </summary>
    private string WithoutSecrets(string text, Stay? stay)
    {
        if (stay?.Property?.Secrets is not { Count: > 0 } ofProperty)
        {
            return text;
        }

        var names = ofProperty.GroupBy(s => s.Sealed.Hash, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Name, StringComparer.Ordinal);
        var words = Word().Matches(text);
        var (kept, at) = (new StringBuilder(text.Length), 0);
        for (var i = 0; i < words.Count; i++)
        {
            for (var count = Math.Min(MostWordsOfSecret, words.Count - i); count > 0; count--)
            {
                var (from, until) = (words[i].Index, words[i + count - 1].Index + words[i + count - 1].Length);
                if (SecretIn(text[from..until], names) is { } found)
                {
                    kept.Append(text, at, from - at).Append(text[from..until].Replace(found.Written, SecretPlaces.Of(found.Name), StringComparison.Ordinal));
                    (at, i) = (until, i + count - 1);
                    break;
                }
            }
        }

        return kept.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The secret that these words are, as written among them: without the signs around it, or the part behind a colon, an equals sign or a slash; digits also apart.</summary>
    private (string Written, string Name)? SecretIn(string words, Dictionary<string, string> names)
    {
        foreach (var written in new[] { words, words.Trim(Around) }.Concat(words.Split(Parting).Select(part => part.Trim(Around))).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal))
        {
            foreach (var read in new[] { written, Spaces().Replace(written, " "), Spaces().Replace(written, "") })
            {
                if (names.TryGetValue(secrets.Hash(read), out var name))
                {
                    return (written, name);
                }
            }
        }

        return null;
    }

    private static CleanText Replace(string text, IEnumerable<Window> found, Func<Window, TypedCode> kindOf)
    {
        var (builder, at, typed, others) = (new StringBuilder(), 0, TypedCode.None, false);
        foreach (var window in found.OrderBy(w => w.From).ThenByDescending(w => w.Until - w.From))
        {
            var kind = kindOf(window);
            typed = kind == TypedCode.OneTime || (kind == TypedCode.NoMatch && typed == TypedCode.Match) ? typed : kind; // A one-time code has nothing to do with the door.
            others |= kind == TypedCode.NoMatch;

            if (window.From >= at)
            {
                builder.Append(text, at, window.From - at).Append(Typed);
                at = window.Until;
            }
            else if (window.Until > at)
            {
                at = window.Until; // Overlaps the one before: its digits go too.
            }
        }

        return new CleanText(builder.Append(text, at, text.Length - at).ToString(), typed) { HoldsOthers = others };
    }

    private static string Escape(string text) => Brackets().Replace(text, "$0 ");

    /// <summary>Without controls, bidirectional marks, zero-width and tag characters, in which instructions and digits hide.</summary>
    private static string Visible(string text, char? keep, int longest)
    {
        var builder = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var hidden = category is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;
            if ((!hidden || rune.Value is '\n' or 0x200D || rune.Value == keep) && builder.Length + rune.Utf16SequenceLength <= longest)
            {
                builder.Append(rune.ToString());
            }
        }

        return builder.ToString().Trim();
    }

    /// <summary>Digits that stand together, each with its place in the text; at most three characters that are neither digit nor letter between them, blanks in a row counting as one.</summary>
    private static List<List<(char Digit, int From, int Until)>> Runs(string text)
    {
        var runs = new List<List<(char, int, int)>>();
        var (run, gap, index, blank) = (new List<(char, int, int)>(), 0, 0, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var until = index + rune.Utf16SequenceLength;
            if (DigitOf(rune) is { } digit)
            {
                run.Add((digit, index, until));
                gap = 0;
            }
            else if (IsJoined(rune))
            {
                // A keycap, an accent or a stroke on the digit before it: part of it.
            }
            else if (Rune.IsLetter(rune) || (!(blank && Rune.IsWhiteSpace(rune)) && ++gap > MostGap))
            {
                Close();
            }

            (index, blank) = (until, Rune.IsWhiteSpace(rune));
        }

        Close();
        return runs;

        void Close()
        {
            if (run.Count >= Shortest)
            {
                runs.Add(run);
            }

            (run, gap) = ([], 0);
        }
    }

    private static char? DigitOf(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber && Rune.GetNumericValue(rune) is >= 0 and <= 9 and var value && value == Math.Floor(value)
            ? (char)('0' + (int)value)
            : null;

    /// <summary>A bracket before another of its kind, however many there are.</summary>
    [GeneratedRegex(@"\[(?=\[)|\](?=\])")]
    private static partial Regex Brackets();

    private static bool IsJoined(Rune rune) =>
        rune.Value == 0x200D || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;

    private static IEnumerable<Window> Windows(List<(char Digit, int From, int Until)> run)
    {
        for (var length = Shortest; length <= Math.Min(Longest, run.Count); length++)
        {
            for (var start = 0; start + length <= run.Count; start++)
            {
                var digits = new string([.. run.Skip(start).Take(length).Select(d => d.Digit)]);
                yield return new Window(digits, run[start].From, run[start + length - 1].Until);
            }
        }
    }

    private sealed record Window(string Digits, int From, int Until)
    {
        public override string ToString() => nameof(Window);
    }

    [GeneratedRegex(@"\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
