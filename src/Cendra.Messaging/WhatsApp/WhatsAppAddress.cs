using System.Text.RegularExpressions;
using Cendra.Domain.Conversations;

namespace Cendra.Messaging.WhatsApp;

/// <summary>
/// Who writes on WhatsApp: a phone number, or, when the guest hides it behind a user name, an id that is the same for every message to this business and leads to
/// no phone. Somebody known by the id alone cannot be matched to a reservation by it.
/// </summary>
/// <param name="Phone">E.164, as WhatsApp gave it.</param>
/// <param name="Bsuid">The business-scoped user id, <c>ES.1A2B…</c>.</param>
/// <param name="Key">What identifies the sender: the phone as <see cref="Phones.Key"/> compares it, or the id.</param>
public sealed partial record WhatsAppAddress(string? Phone, string? Bsuid, string Key)
{
    private const string Prefix = "whatsapp:";

    /// <summary>The address to answer to, as Twilio writes it.</summary>
    public string Twilio => Prefix + (Phone ?? Bsuid);

    /// <summary>For a screen or a log.</summary>
    public string Masked => Phone is null ? $"{Key[..2]} ····" : Phones.Masked(Phone);

    /// <summary>Reads <c>From</c>, <c>To</c> or <c>ExternalUserId</c> of a webhook. Null when it is neither form; an SMS sender without the prefix is read as a phone.</summary>
    public static WhatsAppAddress? Parse(string? from)
    {
        var text = from?.Trim() ?? "";
        text = text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text[Prefix.Length..] : text;
        return PhoneShape().IsMatch(text) ? new WhatsAppAddress(text, null, Phones.Key(Phones.ToE164(text, null) ?? text))
            : BsuidShape().IsMatch(text) ? new WhatsAppAddress(null, text, text)
            : null;
    }

    /// <summary>Masked: it stands in logs.</summary>
    public override string ToString() => $"WhatsAppAddress {Masked}";

    [GeneratedRegex(@"\A\+[1-9][0-9]{6,14}\z")]
    private static partial Regex PhoneShape();

    // Twilio: country, a dot, optionally "ENT" and a dot, at most 128 letters and digits.
    [GeneratedRegex(@"\A[A-Z]{2}(?:\.ENT)?\.[A-Za-z0-9]{1,128}\z")]
    private static partial Regex BsuidShape();
}
