using System.Text.RegularExpressions;
using PhoneNumbers;

namespace Cendra.Domain.Conversations;

/// <summary>Phone numbers in E.164 (<c>+34600111907</c>), by Google's libphonenumber.</summary>
public static partial class Phones
{
    private const string WhatsAppPrefix = "whatsapp:";
    private const string Unknown = "ZZ";
    private const int LongestText = 4000;
    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    /// <summary>
    /// The number in E.164, or null when it is none. A national number needs the <paramref name="region"/> ("ES") it is written in and must exist in that country's plan;
    /// one that begins with + or 00 must only be possible, because plans grow faster than lists of them.
    /// </summary>
    public static string? ToE164(string text, string? region)
    {
        var plain = Plain(text);
        if (plain.Any(char.IsAsciiLetter) || plain.Length is 0 or > 40)
        {
            return null;
        }

        try
        {
            var international = plain[0] is '+' or '＋';
            var number = Numbers.Parse(plain, international ? Unknown : region?.ToUpperInvariant() ?? Unknown);
            return (international ? Numbers.IsPossibleNumber(number) : Numbers.IsValidNumber(number)) ? Numbers.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>The international numbers that stand in a text, in E.164: those written with + or 00.</summary>
    public static IReadOnlyList<string> In(string text) => text.Length > LongestText
        ? []
        : [.. Numbers.FindNumbers(LeadingZeros().Replace(text, "+"), Unknown).Select(m => Numbers.Format(m.Number, PhoneNumberFormat.E164)).Distinct(StringComparer.Ordinal)];

    /// <summary>A text without the international numbers in it.</summary>
    public static string Without(string text)
    {
        var plain = LeadingZeros().Replace(text, "+");
        return plain.Length > LongestText ? plain : Numbers.FindNumbers(plain, Unknown).Reverse().Aggregate(plain, (left, m) => left.Remove(m.Start, m.Length).Insert(m.Start, " … "));
    }

    /// <summary>The country of a number ("ES"), of its calling code where the number is in no plan; empty when there is no such code.</summary>
    public static string RegionOf(string e164)
    {
        try
        {
            var number = Numbers.Parse(e164, Unknown);
            return (Numbers.GetRegionCodeForNumber(number) ?? Numbers.GetRegionCodeForCountryCode(number.CountryCode)) is var region and not (Unknown or "001") ? region : "";
        }
        catch (NumberParseException)
        {
            return "";
        }
    }

    /// <summary>
    /// What is compared to tell whether two numbers are one line. WhatsApp writes some numbers differently from the people who have them: Mexico with a 1 and Argentina
    /// with a 9 behind the country's code, Brazil's older mobile numbers without their leading 9. To write to somebody use the number as it was given.
    /// </summary>
    public static string Key(string e164) => Brazil().Replace(Argentina().Replace(Mexico().Replace(e164, "+52$1"), "+54$1"), "+55$1$2");

    /// <summary>
    /// The ways in which a booking may hold this line's number: as it is, and as it would be compared. Brazil's mobile numbers also with the 9 that WhatsApp leaves out.
    /// </summary>
    public static IReadOnlyList<string> WaysToWrite(string e164)
    {
        var key = Key(e164);
        string[] ways = [e164, key, Mexico().IsMatch(e164) ? e164 : MexicoPlain().Replace(key, "+521$1"), ArgentinaPlain().Replace(key, "+549$1"), BrazilPlain().Replace(key, "+55${1}9$2")];
        return [.. ways.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>As people write it down to call it: "+34 930 000 000"; as it is where it is no number.</summary>
    public static string Spaced(string e164)
    {
        try
        {
            return Numbers.Format(Numbers.Parse(e164, Unknown), PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return e164;
        }
    }

    /// <summary>For a screen or a log: "+34 ···· 907".</summary>
    public static string Masked(string e164)
    {
        try
        {
            return $"+{Numbers.Parse(e164, Unknown).CountryCode} ···· {e164[^3..]}";
        }
        catch (NumberParseException)
        {
            return "····";
        }
    }

    private static string Plain(string text)
    {
        var plain = text.Trim();
        plain = plain.StartsWith(WhatsAppPrefix, StringComparison.OrdinalIgnoreCase) ? plain[WhatsAppPrefix.Length..].Trim() : plain;
        return plain.StartsWith("00", StringComparison.Ordinal) ? "+" + plain[2..] : plain;
    }

    [GeneratedRegex(@"(?<![0-9+])00(?=[1-9][0-9 ]{7})")]
    private static partial Regex LeadingZeros();

    [GeneratedRegex(@"\A\+52(\d{10})\z")]
    private static partial Regex MexicoPlain();

    [GeneratedRegex(@"\A\+54(\d{10})\z")]
    private static partial Regex ArgentinaPlain();

    [GeneratedRegex(@"\A\+55(\d{2})([6-9]\d{7})\z")]
    private static partial Regex BrazilPlain();

    [GeneratedRegex(@"\A\+521(\d{10})\z")]
    private static partial Regex Mexico();

    [GeneratedRegex(@"\A\+549(\d{10})\z")]
    private static partial Regex Argentina();

    // Mobile numbers only: behind the 9 theirs begin with 6 to 9, those of landlines with 2 to 5.
    [GeneratedRegex(@"\A\+55(\d{2})9([6-9]\d{7})\z")]
    private static partial Regex Brazil();
}
