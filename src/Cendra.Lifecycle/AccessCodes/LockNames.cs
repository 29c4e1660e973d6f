using System.Security.Cryptography;
using Cendra.Domain.Portfolio;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// What a code is called on its lock: a host recognises it in the lock's app, and the five letters at its end make it findable after a create whose outcome is
/// unknown. On a lock that keeps only short names (Seam: <c>name_length</c>) the guest's name gives way and the letters stay, so that names differ
/// (<c>name_must_be_unique</c>) also after the lock has cut them.
/// </summary>
public sealed class LockNames(RandomNumberGenerator random)
{
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int ReferenceLength = 5;
    private const int LongestFirstName = 14;

    /// <summary>"Lucía F 7KQ2F", "Lucía 7KQ2F", "Luc 7KQ2F" or "7KQ2F": the longest that this lock keeps.</summary>
    public string For(SmartLock smartLock, string guest)
    {
        var words = guest.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var first = words.Length == 0 ? "" : new string([.. words[0].Where(char.IsLetter).Take(LongestFirstName)]);
        var initial = words.Length > 1 && char.IsLetter(words[^1][0]) ? $" {words[^1][0]}" : "";
        return Fit($"{(first.Length == 0 ? "Guest" : first)}{initial}", Reference(), smartLock.NameShortest, smartLock.NameLongest);
    }

    /// <summary>Joins who and reference within what the lock keeps. Shorter than the reference nothing is made: Seam keeps the whole name, the lock its beginning.</summary>
    public static string Fit(string who, string reference, int? shortest, int? longest)
    {
        var room = (longest ?? int.MaxValue) - reference.Length - 1;
        var kept = (who.Length <= room ? who : room <= 0 ? "" : Shorter(who, room)).TrimEnd();
        var name = kept.Length == 0 ? reference : $"{kept} {reference}";
        return name.Length >= shortest || shortest is null ? name : name.PadLeft(shortest.Value, '-');
    }

    /// <summary>The initial of the last name goes before letters of the first; half of a character that two make up is none.</summary>
    private static string Shorter(string who, int room)
    {
        var first = who.Split(' ')[0];
        var cut = first.Length <= room ? first : first[..room];
        return cut.Length > 0 && char.IsHighSurrogate(cut[^1]) ? cut[..^1] : cut;
    }

    private string Reference()
    {
        Span<byte> bytes = stackalloc byte[ReferenceLength];
        random.GetBytes(bytes);
        return string.Concat(bytes.ToArray().Select(b => Letters[b % Letters.Length]));
    }
}
