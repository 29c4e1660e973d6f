using System.Text.RegularExpressions;
using Cendra.Domain.Conversations;

namespace Cendra.Messaging.Proofs;

/// <summary>
/// What somebody unknown may name a booking by: its number, or the telephone number it was made with. Such words prove nothing; they only say whose address on file a one-time code
/// goes to. A booking number has six characters or more and a digit among them, so that nobody finds bookings by trying; six digits alone are the shape of a one-time code and are none.
/// </summary>
/// <param name="Numbers">Booking numbers: as written, in capitals and in small letters.</param>
/// <param name="Telephones">E.164.</param>
public sealed partial record BookingReferences(IReadOnlyList<string> Numbers, IReadOnlyList<string> Telephones)
{
    private const int Most = 5;

    /// <summary>Nothing is named.</summary>
    public bool IsEmpty => Numbers.Count == 0 && Telephones.Count == 0;

    /// <summary>The first five of each that stand in a text as it was written.</summary>
    public static BookingReferences In(string text)
    {
        var telephones = Phones.In(text).Take(Most).ToList();
        var numbers = Word().Matches(text).Select(m => m.Value).Where(w => w.Any(char.IsAsciiDigit) && !SixDigits().IsMatch(w) && !Date().IsMatch(w));
        return new BookingReferences([.. numbers.Take(Most).SelectMany(Written).Distinct(StringComparer.Ordinal)], telephones);
    }

    private static string[] Written(string number) => [number, number.ToUpperInvariant(), string.Create(number.Length, number, (letters, from) => from.AsSpan().ToLowerInvariant(letters))];

    /// <summary>Never printed: it is what a person wrote.</summary>
    public override string ToString() => nameof(BookingReferences);

    [GeneratedRegex(@"[A-Za-z0-9][A-Za-z0-9_-]{4,38}[A-Za-z0-9]", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"\A[0-9]{3}[_-]?[0-9]{3}\z")]
    private static partial Regex SixDigits();

    [GeneratedRegex(@"\A[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,4}\z")]
    private static partial Regex Date();
}
