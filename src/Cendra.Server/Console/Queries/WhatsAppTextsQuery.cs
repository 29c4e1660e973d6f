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
public sealed class WhatsAppTextsQuery(MessageTexts texts, IServiceScopeFactory scopes, IOptionsMonitor<TwilioOptions> options)
{
    private const string NotConnected = "WhatsApp is not connected. These are the texts to submit once it is.";

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        [TemplateKind.EntryDetails] = "Before the arrival",
        [TemplateKind.CodeChanged] = "The code or its times changed",
        [TemplateKind.HostCalled] = "A host is called",
        [TemplateKind.HostDay] = "A host’s morning",
        [TemplateKind.NotReady] = "A stay is not ready",
    };

    private bool IsConnected => options.CurrentValue is { WhatsAppSender: not null, IsConfigured: true };

    /// <summary>The texts and whether their ids are set, those that every installation needs first. Nobody is asked.</summary>
    public WhatsAppTextsView Read() => View(null, IsConnected ? "" : NotConnected);

    /// <summary>The same with where each stands, by one question to Twilio where it is connected. What keeps it from answering is said in words.</summary>
    public async Task<WhatsAppTextsView> AskAsync(CancellationToken ct)
    {
        if (!IsConnected)
        {
            return Read();
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return View(await scope.ServiceProvider.GetRequiredService<TwilioClient>().ListContentAsync(ct), "");
        }
        catch (TwilioException failure)
        {
            return View(null, $"Twilio could not be asked how they stand. {failure.Message}");
        }
    }

    private WhatsAppTextsView View(IReadOnlyList<TwilioContent>? kept, string trouble) => new(
        [.. TemplateKind.All.Concat(TemplateKind.OfChoice).Select(kind => new WhatsAppTextKind(kind, TitleOf(kind), [.. texts.Languages(kind).Select(language => State(texts.Template(kind, language), kept))]))],
        trouble);

    private TextState State(WhatsAppTemplate text, IReadOnlyList<TwilioContent>? kept) => TextState.Of(text, options.CurrentValue.TemplateFor(text.Kind, text.Language), kept);

    private static string TitleOf(string kind) => Titles.GetValueOrDefault(kind) ?? CourtesyKinds.Of(kind)?.Title ?? kind;
}
