using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Outbound;

/// <summary>A text holds a token that nobody granted to its message: it must not leave.</summary>
public sealed class UngrantedTokenException() : Exception("A text holds a token that was not granted to its message.");

/// <summary>
/// Puts what was granted in the place of its token, at the moment of leaving and after the audit row was saved: one of the exits of digits. Only tokens of this message's own grants
/// are known; any other stops it.
/// </summary>
public sealed partial class CodeFilling(PinVault vault, SecretVault secrets, ILogger<CodeFilling> log)
{
    /// <summary>Fills a text of this letter. Throws <see cref="UngrantedTokenException"/>.</summary>
    public string Fill(string text, Message message, IReadOnlyDictionary<Guid, SealedPin> pins, Letter letter, ChannelKind channel)
    {
        var inOnePiece = RightToLeft().IsMatch(text) || IsRightToLeft(message.Language);
        return Token().Replace(text, match => Filled(match.Groups[1].Value, message, pins, letter, channel, inOnePiece));
    }

    private string Filled(string token, Message message, IReadOnlyDictionary<Guid, SealedPin> pins, Letter letter, ChannelKind channel, bool inOnePiece)
    {
        if (token == Letter.LinkToken && letter.LinkFor(channel) is { Length: > 0 } link)
        {
            return link;
        }

        if (token == Letter.OneTimeToken && letter.OneTime.Length > 0)
        {
            return letter.OneTime;
        }

        var secret = message.Secrets.Find(s => s.Token == token);
        return secret?.SecretKind == SecretGrants.Fallback && letter.Stay?.Property?.FallbackSecret is { } fallback ? Grouped(OpenedFallback(fallback), inOnePiece)
            : secret?.StayPinId is { } id && pins.TryGetValue(id, out var pin) ? Grouped(vault.Reveal(pin), inOnePiece)
            : secret?.SubjectId is { } subject && letter.Stay?.Property?.Secrets.Find(s => s.Id == subject) is { } ofProperty ? InOneLine(Opened(ofProperty), inOnePiece)
            : throw new UngrantedTokenException();
    }

    /// <summary>The secret; dots where the ring that sealed it is lost. The rest of the message still leaves: door codes are read back from their locks.</summary>
    private string Opened(PropertySecret secret)
    {
        try
        {
            return secrets.Reveal(secret.Sealed);
        }
        catch (CryptographicException)
        {
            log.LogError("Secret {Name} of property {PropertyId} cannot be opened: the key ring that sealed it is not here. Set it again", secret.Name, secret.PropertyId);
            return "••••";
        }
    }

    /// <summary>The same for the other way in: the rest of the help at a locked door leaves in any case, and a host is called for it.</summary>
    private string OpenedFallback(SealedPin fallback)
    {
        try
        {
            return vault.Reveal(fallback);
        }
        catch (CryptographicException)
        {
            log.LogError("The digits of another way in cannot be opened: the key ring that sealed them is not here. Set them again");
            return "••••";
        }
    }

    /// <summary>The tokens of a text, without brackets.</summary>
    public static IReadOnlyList<string> TokensOf(string text) => [.. Token().Matches(text).Select(m => m.Groups[1].Value)];

    /// <summary>
    /// Six digits in two groups, eight too; others as they are. In a text that runs from right to left two groups would stand in each other's place (Unicode's bidirectional algorithm,
    /// UAX #9: each is a number of its own), so that whoever types what they see types another code: there they stay in one piece.
    /// </summary>
    private static string Grouped(string digits, bool inOnePiece) => digits.Length is 6 or 8 && !inOnePiece ? $"{digits[..(digits.Length / 2)]} {digits[(digits.Length / 2)..]}" : digits;

    /// <summary>As it was typed; in a text that runs from right to left between isolates, so that its signs stay in their order (UAX #9).</summary>
    private static string InOneLine(string secret, bool isolate) => isolate ? $"\u2066{secret}\u2069" : secret;

    private static bool IsRightToLeft(string language) =>
        language.Split('-')[0] is { Length: 2 or 3 } primary && primary.All(char.IsAsciiLetter) && CultureInfo.GetCultureInfo(primary).TextInfo.IsRightToLeft;

    /// <summary>A letter of a script that runs from right to left.</summary>
    [GeneratedRegex(@"[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]", RegexOptions.NonBacktracking)]
    private static partial Regex RightToLeft();

    [GeneratedRegex(@"\[\[(.*?)\]\]", RegexOptions.Singleline)]
    private static partial Regex Token();
}
