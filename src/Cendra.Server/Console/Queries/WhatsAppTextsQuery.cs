using Cendra.Messaging.Scheduled;
using Cendra.Messaging.Twilio;
using Cendra.Messaging.WhatsApp;
using Microsoft.Extensions.Options;

namespace Cendra.Server.Console.Queries;

/// <summary>The texts of one kind of message in all languages.</summary>
public sealed record WhatsAppTextKind(string Kind, string Title, IReadOnlyList<TextState> Texts);

/// <summary>All texts that WhatsApp is to approve. <paramref name="Trouble"/> says why Twilio could not be asked how they stand; empty = it was.</summary>
public sealed record WhatsAppTextsView(IReadOnlyList<WhatsAppTextKind> Kinds, string Trouble);

/// <summary>Asks Twilio where the texts stand that WhatsApp approves. For owners; the page asks.</summary>
public sealed class WhatsAppTextsQuery(MessageTexts texts, TwilioClient twilio, IOptionsMonitor<TwilioOptions> options)
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        [TemplateKind.EntryDetails] = "Before the arrival",
        [TemplateKind.CodeChanged] = "The code or its times changed",
        [TemplateKind.HostCalled] = "A host is called",
        [TemplateKind.HostDay] = "A host’s morning",
        [TemplateKind.NotReady] = "A stay is not ready",
    };

    /// <summary>Those that every installation needs first. One call to Twilio, where it is connected.</summary>
    public async Task<WhatsAppTextsView> RunAsync(CancellationToken ct)
    {
        var (kept, trouble) = await KeptAsync(ct);
        return new WhatsAppTextsView(
            [.. TemplateKind.All.Concat(TemplateKind.OfChoice).Select(kind => new WhatsAppTextKind(kind, TitleOf(kind), [.. texts.Languages(kind).Select(language => State(texts.Template(kind, language), kept))]))],
            trouble);
    }

    private TextState State(WhatsAppTemplate text, IReadOnlyList<TwilioContent>? kept) => TextState.Of(text, options.CurrentValue.TemplateFor(text.Kind, text.Language), kept);

    private async Task<(IReadOnlyList<TwilioContent>? Kept, string Trouble)> KeptAsync(CancellationToken ct)
    {
        if (options.CurrentValue.WhatsAppSender is null || !options.CurrentValue.IsConfigured)
        {
            return (null, "WhatsApp is not connected. These are the texts to submit once it is.");
        }

        try
        {
            return (await twilio.ListContentAsync(ct), "");
        }
        catch (TwilioException failure)
        {
            return (null, $"Twilio could not be asked how they stand. {failure.Message}");
        }
    }

    private static string TitleOf(string kind) => Titles.GetValueOrDefault(kind) ?? CourtesyKinds.Of(kind)?.Title ?? kind;
}
