using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Knowledge.Secrets;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>A text without codes, and what the codes in it were.</summary>
public sealed record CleanedText(string Text, TypedCode Typed)
{
    /// <summary>At least one of them is not this guest's now, whether or not another one is; or a secret of another property, or the other way in of any.</summary>
    public bool HoldsOthers { get; init; }
}

/// <summary>
/// Takes door codes out of what people write, before anything is stored: runs of digits in any script, spaced or dashed, whose keyed hash is a PIN that some lock here holds. Beside
/// the place stands whether it is this guest's code now; never whose else it is.
/// </summary>
public sealed partial class TypedCodes(PinVault vault, SecretVault secrets, StayClock clock)
{
    /// <summary>What stands in the place of a code.</summary>
    public const string Typed = "[[typed]]";

    private static readonly char[] Around = ['.', ',', ';', ':', '!', '?', '"', '\'', '(', ')', '*', '“', '”', '«', '»', '\u2066', '\u2069'];

    private static readonly char[] Parting = [':', '=', '/'];

    private const int MostWordsOfSecret = 6;
    private const int ShortestWord = 8;
    private const int MostAsked = 400;
    private const int LongestText = 4000;
    private const int FewWordsAtDoor = 8;

    /// <summary>The text without codes, invisible characters and brackets that look like tokens, at most <paramref name="longest"/> characters. The stay has its pins and codes loaded; null = unknown sender. <paramref name="keep"/> is a mark of the caller's own that stays; <paramref name="oneTime"/> digits that are no door's and go all the same.</summary>
    public async Task<CleanedText> CleanAsync(CendraDbContext db, string text, Stay? stay, CancellationToken ct, char? keep = null, IReadOnlySet<string>? oneTime = null, int longest = LongestText)
    {
        var (visible, holdsForeign) = await WithoutSecretsAsync(db, Escape(Visible(text, keep, longest)), stay, ct);
        var windows = TypedDigits.WindowsIn(visible);
        windows.AddRange(TypedDigits.LongIn(visible));
        if (windows.Count == 0)
        {
            return new CleanedText(visible, TypedCode.None) { HoldsOthers = holdsForeign };
        }

        var hashes = windows.Select(w => w.Digits).Distinct(StringComparer.Ordinal).ToDictionary(d => d, vault.Hash, StringComparer.Ordinal);
        var asked = hashes.Values.ToList();
        var (held, boxes) = await HeldAsync(db, asked, ct);
        var own = stay is null ? [] : stay.Pins.Where(p => p.Sealed is not null).Select(p => p.Sealed!.Hash).ToHashSet(StringComparer.Ordinal);
        held.UnionWith(own.Intersect(asked));
        var current = stay is null ? [] : Disclosure.CurrentPins(stay).Where(p => p.Sealed is not null).Select(p => p.Sealed!.Hash).ToHashSet(StringComparer.Ordinal);
        held.UnionWith(boxes);
        bool IsOneTime(TypedDigits window) => oneTime?.Contains(window.Digits) == true;
        var clean = Replace(visible, windows.Where(w => held.Contains(hashes[w.Digits]) || IsOneTime(w)), w => IsOneTime(w) ? TypedCode.OneTime : boxes.Contains(hashes[w.Digits]) ? TypedCode.None : current.Contains(hashes[w.Digits]) ? TypedCode.Match : TypedCode.NoMatch);
        clean = clean with { HoldsOthers = clean.HoldsOthers || holdsForeign || boxes.Count > 0 };
        return clean.Typed == TypedCode.None && stay is not null && await WithoutMistypesAsync(db, clean, stay, ct) is var bare ? bare with { HoldsOthers = bare.HoldsOthers || clean.HoldsOthers } : clean;
    }

    /// <summary>Of these hashes those that are the code of a door, and those that are the other way in of a property, of whichever. A long mail of digits has more of them than a statement takes.</summary>
    private static async Task<(HashSet<string> Held, HashSet<string> Boxes)> HeldAsync(CendraDbContext db, List<string> asked, CancellationToken ct)
    {
        var (held, boxes) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var part in asked.Chunk(MostAsked))
        {
            held.UnionWith(await db.PinHolds.Where(h => part.Contains(h.PinHash)).Select(h => h.PinHash).ToListAsync(ct));
            boxes.UnionWith(await db.Properties.Where(p => p.FallbackSecret != null && part.Contains(p.FallbackSecret.Hash)).Select(p => p.FallbackSecret!.Hash).ToListAsync(ct));
        }

        return (held, boxes);
    }

    /// <summary>Of these stays those whose code, as it holds now, stands in the text.</summary>
    public async Task<IReadOnlyList<Guid>> StaysOfAsync(CendraDbContext db, string text, IReadOnlyCollection<Guid> stays, CancellationToken ct)
    {
        var hashes = TypedDigits.WindowsIn(Escape(Visible(text, null, LongestText))).Select(w => w.Digits).Distinct(StringComparer.Ordinal).Select(vault.Hash).ToList();
        return hashes.Count == 0 ? [] : await db.StayPins.Where(p => stays.Contains(p.StayId) && p.ReplacedUtc == null && p.Sealed != null && hashes.Contains(p.Sealed.Hash)).Select(p => p.StayId).Distinct().ToListAsync(ct);
    }

    /// <summary>
    /// Digits that all but are this guest's code, and at a locked door any that may be meant for it: they were typed at the keypad. Compared only while the code may be told to the guest; how they differ is kept, they are not.
    /// </summary>
    private async Task<CleanedText> WithoutMistypesAsync(CendraDbContext db, CleanedText clean, Stay stay, CancellationToken ct)
    {
        var runs = TypedDigits.RunsIn(clean.Text);
        var pins = runs.Count == 0 ? [] : Disclosure.CurrentPins(stay).Where(p => p.Sealed is not null).Select(p => p.Sealed!).ToList();
        if (pins.Count == 0 || Disclosure.Decide(stay, null, IdentityLevel.Attested, clock.GetUtcNow()).Answer != DisclosureAnswer.Share)
        {
            return clean;
        }

        var atDoor = clean.Text.Split(' ').Length <= FewWordsAtDoor && await db.LockOuts.AnyAsync(l => l.StayId == stay.Id && l.EndedUtc == null && (l.Step == LockOutStep.AskedDigits || l.Step == LockOutStep.AskedTry || l.Step == LockOutStep.AskedInside), ct);
        var kinds = runs.ToDictionary(r => r, r => pins.Select(p => Compared(p, r.Digits)).Where(k => k != Mistype.None).DefaultIfEmpty(Mistype.Other).Min());
        return Replace(clean.Text, runs.Where(r => kinds[r] != Mistype.Other || (atDoor && IsOneNumber(clean.Text, r) && pins.Exists(p => Math.Abs(p.Length - r.Digits.Length) <= 2))), r => kinds[r] switch
        {
            Mistype.Swapped => TypedCode.Swapped,
            Mistype.OneOther => TypedCode.OneOther,
            Mistype.OneMissing => TypedCode.OneMissing,
            Mistype.OneTooMany => TypedCode.OneTooMany,
            _ => TypedCode.NoMatch,
        });
    }

    /// <summary>Neither a time nor a date: nothing but blanks stands between the digits.</summary>
    private static bool IsOneNumber(string text, TypedDigits run) => text[run.From..run.Until].IndexOfAny([':', '.', '/', '-', ',']) < 0;

    /// <summary>How they differ; as far as can be told, where the ring that sealed the code is lost.</summary>
    private Mistype Compared(SealedPin pin, string digits)
    {
        try
        {
            return vault.Compare(pin, digits);
        }
        catch (CryptographicException)
        {
            return Mistype.Other;
        }
    }

    /// <summary>
    /// With places (<c>{{wifi}}</c>) for the secrets of the stay's property: what a guest reads of us comes back quoted or retyped, and a host types what they know by heart. In the place of a secret of another property,
    /// or of any where no stay is known (a guest who was here before, somebody who was told it), stands <see cref="Typed"/>, and true beside it. Up to six words in a row are looked at, and what stands behind a colon or
    /// a slash. The stay has its secrets loaded.
    /// </summary>
    private async Task<(string Text, bool HoldsForeign)> WithoutSecretsAsync(CendraDbContext db, string text, Stay? stay, CancellationToken ct)
    {
        var words = Word().Matches(text);
        var places = await ForeignAsync(db, text, words, ct);
        foreach (var own in stay?.Property?.Secrets ?? [])
        {
            places[own.Sealed.Hash] = SecretPlaces.Of(own.Name);
        }

        var (kept, at, isForeign) = (new StringBuilder(text.Length), 0, false);
        for (var i = 0; places.Count > 0 && i < words.Count; i++)
        {
            for (var count = Math.Min(MostWordsOfSecret, words.Count - i); count > 0; count--)
            {
                var (from, until) = Span(words, i, count);
                if (SecretIn(text[from..until], places) is { } found)
                {
                    kept.Append(text, at, from - at).Append(text[from..until].Replace(found.Written, found.Place, StringComparison.Ordinal));
                    (at, i, isForeign) = (until, i + count - 1, isForeign || found.Place == Typed);
                    break;
                }
            }
        }

        return (kept.Append(text, at, text.Length - at).ToString(), isForeign);
    }

    /// <summary>The hashes of secrets of any property that stand in the text, each with what is put in its place. Short words without a digit are left: they are words that everybody uses.</summary>
    private async Task<Dictionary<string, string>> ForeignAsync(CendraDbContext db, string text, MatchCollection words, CancellationToken ct)
    {
        var spans = Enumerable.Range(0, words.Count).SelectMany(i => Enumerable.Range(1, Math.Min(MostWordsOfSecret, words.Count - i)).Select(count => Span(words, i, count)));
        var asked = spans.SelectMany(span => Readings(text[span.From..span.Until])).Select(r => r.Read).Where(read => read.Length >= ShortestWord || read.Any(char.IsDigit)).Distinct(StringComparer.Ordinal).Select(secrets.Hash).ToHashSet(StringComparer.Ordinal);
        var known = db.PropertySecrets.Select(s => s.Sealed.Hash);
        var found = asked.Count is > 0 and <= MostAsked ? await known.Where(hash => asked.Contains(hash)).ToListAsync(ct) : asked.Count == 0 ? [] : await known.ToListAsync(ct); // A long text has more stretches of words than a house has secrets.
        return found.Where(asked.Contains).Distinct(StringComparer.Ordinal).ToDictionary(hash => hash, _ => Typed, StringComparer.Ordinal);
    }

    private static (int From, int Until) Span(MatchCollection words, int first, int count) => (words[first].Index, words[first + count - 1].Index + words[first + count - 1].Length);

    /// <summary>The secret that these words are, as written among them, with what is put in its place.</summary>
    private (string Written, string Place)? SecretIn(string words, Dictionary<string, string> places)
    {
        foreach (var (written, read) in Readings(words))
        {
            if (places.TryGetValue(secrets.Hash(read), out var place))
            {
                return (written, place);
            }
        }

        return null;
    }

    /// <summary>What these words may be a secret as: without the signs around them, or the part behind a colon, an equals sign or a slash; digits also apart.</summary>
    private static IEnumerable<(string Written, string Read)> Readings(string words) =>
        new[] { words, words.Trim(Around) }.Concat(words.Split(Parting).Select(part => part.Trim(Around))).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal)
            .SelectMany(written => new[] { written, Spaces().Replace(written, " "), Spaces().Replace(written, "") }.Select(read => (written, read)));

    private static CleanedText Replace(string text, IEnumerable<TypedDigits> found, Func<TypedDigits, TypedCode> kindOf)
    {
        var (builder, at, typed, others) = (new StringBuilder(), 0, TypedCode.None, false);
        foreach (var window in found.OrderBy(w => w.From).ThenByDescending(w => w.Until - w.From))
        {
            var kind = kindOf(window);
            typed = kind == TypedCode.OneTime || (kind.IsWrong() && typed == TypedCode.Match) ? typed : kind; // A one-time code has nothing to do with the door.
            others |= kind.IsWrong();

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

        return new CleanedText(builder.Append(text, at, text.Length - at).ToString(), typed) { HoldsOthers = others };
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

    /// <summary>A bracket before another of its kind, however many there are.</summary>
    [GeneratedRegex(@"\[(?=\[)|\](?=\])")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
