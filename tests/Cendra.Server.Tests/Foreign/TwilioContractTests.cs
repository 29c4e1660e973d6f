using System.Reflection;
using Cendra.Agent.Prompts;
using Cendra.Messaging.Twilio;
using Cendra.Messaging.WhatsApp;
using Microsoft.Extensions.Configuration;
using Xunit.Abstractions;

namespace Cendra.Server.Tests.Foreign;

/// <summary>Every request that our Twilio client can make, against Prism with Twilio's published OpenAPI: accepted, of known fields only, and its answer understood.</summary>
public sealed class TwilioContractTests(SharedPrism shared, ITestOutputHelper output) : IClassFixture<SharedPrism>
{
    private const string Guest = "whatsapp:+34600111907";
    private const string Ours = "whatsapp:+14155238886";
    private const string Message = "SM0123456789abcdef0123456789abcdef";
    private static readonly string Text = "HX" + new string('a', 32);
    private static readonly Uri Callback = new("https://stay.example.com/webhooks/twilio/status?o=018f3a6e-7c1d-7aaa-8000-00000000ab1e");
    private static readonly DateTimeOffset LongAgo = new(2019, 5, 24, 17, 44, 46, TimeSpan.Zero);

    private static readonly (string Method, string Variant, Func<TwilioClient, Task> Call)[] Calls =
    [
        Send("free text on WhatsApp", new() { To = Guest, From = Ours, Body = "Hola, Lucía 🔑\nEl código es 482 913." }),
        Send("free text by SMS, with reports", new() { To = "+34600111907", From = "+14155238886", Body = "Your code: 482 913", StatusCallback = Callback }),
        Send("the longest text", new() { To = Guest, From = Ours, Body = new string('ñ', TwilioSend.LongestBody) }),
        Send("to a guest without a number", new() { To = "whatsapp:ES.1A2B3C4D5E", From = Ours, Body = "Hi" }),
        Send("an approved text without places", new() { To = Guest, From = Ours, ContentSid = Text, StatusCallback = Callback }),
        Send("an approved text with places", new() { To = Guest, From = Ours, ContentSid = Text, ContentVariables = Variables, StatusCallback = Callback }),
        List("of anybody", null, null),
        List("to a guest", Guest, null),
        List("from us by SMS", null, "+14155238886"),
        List("to a guest from us", Guest, Ours),
        (nameof(TwilioClient.GetAsync), "one message", client => client.GetAsync(Message, CancellationToken.None)),
        (nameof(TwilioClient.RedactAsync), "the text of one message", client => client.RedactAsync(Message, CancellationToken.None)),
        (nameof(TwilioClient.ShowTypingAsync), "under one message", client => client.ShowTypingAsync(Message, CancellationToken.None)),
        (nameof(TwilioClient.ListFilesAsync), "the files of one message", client => client.ListFilesAsync(Message, CancellationToken.None)),
        (nameof(TwilioClient.DeleteFileAsync), "one file", client => client.DeleteFileAsync(Message, "ME0123456789abcdef0123456789abcdef", CancellationToken.None)),
        .. Templates().SelectMany(Submissions),
        (nameof(TwilioClient.ListContentAsync), "all texts", client => client.ListContentAsync(CancellationToken.None)),
    ];

    private static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string> { ["1"] = "Lucía \"Lu\" & Söhne", ["2"] = "482 913", ["3"] = "https://stay.example.com/g/a?b=c&d=1" };

    [Fact]
    public void Every_method_of_the_client_is_called() => Assert.Equal(
        typeof(TwilioClient).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => !m.IsSpecialName).Select(m => m.Name).Order(StringComparer.Ordinal),
        Calls.Select(c => c.Method).Distinct().Order(StringComparer.Ordinal));

    [PrismFact]
    public async Task Every_request_of_every_method_is_accepted_and_answered()
    {
        var prism = await shared.StartedAsync();
        output.WriteLine(string.Join(", ", prism.Announcement.EnumerateObject().Select(item => $"{item.Name} {item.Value}")));
        var accepted = 0;
        foreach (var (method, variant, call) in Calls)
        {
            using var line = new TwilioLine(prism.Url);
            line.Tap.Leaving = request => LastPage(line, request);
            await call(line.Client);
            Assert.NotEmpty(line.Tap.Attempts);
            Assert.All(line.Tap.Attempts, attempt => Assert.InRange(attempt.Status, 200, 299));
            Assert.All(line.Tap.Attempts, attempt => Assert.Empty(DescribedFields.Unknown(attempt)));
            accepted += line.Tap.Attempts.Count;
            output.WriteLine($"{method}, {variant}: {string.Join(", ", line.Tap.Attempts.Select(a => $"{a.Method} {a.Path} {a.Status}"))}");
        }

        output.WriteLine($"{accepted} requests accepted");
    }

    [PrismFact]
    public async Task Answers_are_read_as_they_are_described()
    {
        using var line = await OpenAsync();
        var sent = await line.Client.SendAsync(new TwilioSend { To = Guest, From = Ours, Body = "Hi" }, CancellationToken.None);
        Assert.StartsWith("SM", sent.Sid, StringComparison.Ordinal);
        Assert.Equal("queued", sent.Status);
        var found = await line.Client.GetAsync(Message, CancellationToken.None);
        Assert.Equal(("sent", 30007, "outbound-api", LongAgo.Year), (found!.Status, found.ErrorCode, found.Direction, found.DateSentUtc?.Year));
        line.Tap.Attempts.Clear();
        line.Tap.Leaving = request => LastPage(line, request);
        var listed = await line.Client.ListAsync(Guest, null, LongAgo, CancellationToken.None);
        Assert.Equal((2, 2), (listed.Count, line.Tap.Attempts.Count));
        Assert.Equal([("sent", null), ("received", (int?)30004)], listed.Select(m => (m.Status, m.ErrorCode)));
        Assert.Equal(LongAgo, listed[0].DateCreatedUtc);

        line.Prefer("example=readResults");
        var kept = await line.Client.ListContentAsync(CancellationToken.None);
        Assert.Equal([("Some content", "unsubmitted"), ("Media Test", "approved"), ("Video Highlights", "rejected")], kept.Select(text => (text.FriendlyName, text.ApprovalStatus)));
        Assert.All(kept, text => Assert.StartsWith("HX", text.Sid, StringComparison.Ordinal));
        Assert.All(kept, text => Assert.NotEmpty(text.Body));
        line.Tap.Leaving = null;
        Assert.StartsWith("HX", await line.Client.CreateContentAsync(Templates()[0].Content, CancellationToken.None), StringComparison.Ordinal);
    }

    [PrismFact]
    public async Task An_API_key_signs_in_as_well()
    {
        using var line = new TwilioLine((await shared.StartedAsync()).Url, ("Twilio:ApiKeySid", "SK0123456789abcdef0123456789abcdef"), ("Twilio:ApiKeySecret", "s3cret"));
        Assert.NotNull(await line.Client.GetAsync(Message, CancellationToken.None));
    }

    private async Task<TwilioLine> OpenAsync() => new((await shared.StartedAsync()).Url);

    /// <summary>Prism's example of a list names itself as its next page: the second is asked for as the last.</summary>
    private static Task LastPage(TwilioLine line, HttpRequestMessage request)
    {
        if (request.RequestUri!.AbsolutePath.EndsWith("/Messages.json", StringComparison.Ordinal) && request.Method == HttpMethod.Get && !line.Tap.Attempts.IsEmpty)
        {
            request.Headers.Add("Prefer", "example=readEmptySentdateGreater");
        }

        return Task.CompletedTask;
    }

    private static (string Method, string Variant, Func<TwilioClient, Task> Call) Send(string variant, TwilioSend send) =>
        (nameof(TwilioClient.SendAsync), variant, client => client.SendAsync(send, CancellationToken.None));

    private static (string Method, string Variant, Func<TwilioClient, Task> Call) List(string variant, string? to, string? from) =>
        (nameof(TwilioClient.ListAsync), variant, client => client.ListAsync(to, from, LongAgo, CancellationToken.None));

    /// <summary>A text is kept and submitted, as an owner would submit each of ours.</summary>
    private static IEnumerable<(string Method, string Variant, Func<TwilioClient, Task> Call)> Submissions(WhatsAppTemplate template) =>
    [
        (nameof(TwilioClient.CreateContentAsync), template.Name, client => client.CreateContentAsync(template.Content, CancellationToken.None)),
        (nameof(TwilioClient.RequestApprovalAsync), template.Name, client => client.RequestApprovalAsync(Text, template.Name, WhatsAppTemplate.Category, CancellationToken.None)),
    ];

    private static IReadOnlyList<WhatsAppTemplate> Templates()
    {
        var texts = new MessageTexts(new PromptShelf(new ConfigurationBuilder().Build()));
        return [.. TemplateKind.All.SelectMany(kind => texts.Languages(kind).Select(language => texts.Template(kind, language)))];
    }
}
