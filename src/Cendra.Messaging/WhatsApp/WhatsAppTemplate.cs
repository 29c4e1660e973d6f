using Cendra.Messaging.Twilio;

namespace Cendra.Messaging.WhatsApp;

/// <summary>A text to be approved by WhatsApp.</summary>
/// <param name="Kind">One of <see cref="TemplateKind"/>.</param>
/// <param name="Language">The language of its words.</param>
/// <param name="Name">The name to submit it by: lower case, digits, underscores.</param>
/// <param name="Body">Its words with <c>{{1}}</c>, <c>{{2}}</c> …</param>
/// <param name="Places">What the numbers stand for, in their order.</param>
/// <param name="Samples">A made-up value for every number.</param>
/// <param name="Buttons">What can be tapped under it, in order; none for most.</param>
public sealed record WhatsAppTemplate(
    string Kind, string Language, string Name, string Body, IReadOnlyList<string> Places, IReadOnlyDictionary<string, string> Samples, IReadOnlyList<QuickReply> Buttons)
{
    /// <summary>The category to submit it under: all of them belong to a stay that was booked, none advertises.</summary>
    public const string Category = "UTILITY";

    /// <summary>The type to choose for it in Twilio's Content Template Builder.</summary>
    public string Type => Buttons.Count > 0 ? "quick reply" : "text";

    /// <summary>The same as Twilio keeps it.</summary>
    public TwilioContent Content => new() { FriendlyName = Name, Language = Language, Body = Body, Variables = Samples, Buttons = [.. Buttons.Select(b => new TwilioButton(b.Id, b.Title))] };

    /// <summary>
    /// The configuration key for the id that Twilio gives it (<c>HX…</c>), as an environment variable. Hyphens are underscores in it, which the configuration takes
    /// for the same: shells know no hyphen in a name.
    /// </summary>
    public string ConfigurationKey => $"Twilio__Templates__{Kind.Replace('-', '_')}__{Language}";
}
