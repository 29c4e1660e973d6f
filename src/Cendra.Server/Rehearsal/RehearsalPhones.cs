using Cendra.Messaging.Twilio;
using Cendra.Messaging.WhatsApp;

namespace Cendra.Server.Rehearsal;

/// <summary>The pretended telephone world: the house's number, the host's phone, and the texts that WhatsApp has approved there.</summary>
public sealed class RehearsalPhones(TwilioClient twilio, MessageTexts texts, SimulatorControl control, IConfiguration configuration)
{
    /// <summary>The made-up account.</summary>
    public const string Account = "AC00000000000000000000000000000001";

    /// <summary>The number that the house writes from.</summary>
    public const string House = "+34910000001";

    /// <summary>The phone of whoever is called.</summary>
    public const string Host = "+34600000999";

    /// <summary>The name of whoever is called.</summary>
    public const string HostName = "Marta";

    /// <summary>Has what guests write sent to this server, and every text approved that is not yet.</summary>
    public async Task OpenAsync(string ownUrl, CancellationToken ct)
    {
        await control.ListenAsync($"{ownUrl}/webhooks/twilio/message", ct);
        var known = (await twilio.ListContentAsync(ct)).GroupBy(c => c.FriendlyName).ToDictionary(g => g.Key, g => g.Last());
        foreach (var template in TemplateKind.All.SelectMany(kind => texts.Languages(kind).Select(language => texts.Template(kind, language))))
        {
            var sid = known.TryGetValue(template.Name, out var content) && content.Body == template.Body && content.Buttons.SequenceEqual(template.Content.Buttons)
                ? content.Sid
                : await twilio.CreateContentAsync(template.Content, ct);
            configuration[$"{TwilioOptions.Section}:Templates:{template.Kind}:{template.Language}"] = sid;
        }
    }
}
