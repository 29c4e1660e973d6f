using System.Text.Json;
using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Knowledge.Meanings;
using Cendra.Knowledge.Search;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using Xunit;

namespace Cendra.Tests.Knowledge;

/// <summary>A model of meanings behind the real client, on the wire: what is found by it, what it is sent, and that nothing depends on it.</summary>
public sealed class MeaningTests : IAsyncLifetime, IDisposable
{
    private static readonly DateOnly Day = new(2026, 6, 5);

    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 5, 10, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;
    private Property _casa = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _casa = _database.Rows.Property();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Embeddings:Provider"] = "OpenAI", ["Embeddings:Endpoint"] = $"{_server.Url}/v1", ["Embeddings:ApiKey"] = "sk-meaning-secret", ["Embeddings:Model"] = "meanings-1",
        }).Build();
        _services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging())
            .AddSingleton(_database.Get<CendraDatabase>()).AddSingleton(new StayClock(_time)).AddMeanings(configuration).AddSingleton<Guides>().BuildServiceProvider();
        await _database.SaveAsync(_casa);
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_question_in_quite_other_words_is_answered_by_its_meaning_and_says_so()
    {
        Answers();
        await WriteAsync("Where do we leave the vehicle?", "In the yard.");
        await WriteAsync("Which day are the bins emptied?", "On Monday.");
        var found = await Guides.FindAsync(Ask("car overnight"), 1, default);
        Assert.Equal("Where do we leave the vehicle?", Assert.Single(found).Text.Question);
        Assert.Contains(found[0].Parts, p => p.Reason.Contains("meaning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Numbers_of_articles_are_kept_and_made_again_when_their_text_changes()
    {
        Answers();
        var article = await WriteAsync("Where do we leave the vehicle?", "In the yard.");
        await Guides.FindAsync(Ask("car"), 1, default);
        await Guides.FindAsync(Ask("car"), 1, default);
        Assert.Equal(3, _server.LogEntries.Count); // The article once, the question twice.
        await using (var db = _database.Open())
        {
            var row = await db.Articles.SingleAsync(a => a.Id == article);
            (row.Answer, row.Number) = ("In the street.", 2);
            await db.SaveChangesAsync();
        }

        await Guides.FindAsync(Ask("car"), 1, default);
        Assert.Equal(5, _server.LogEntries.Count);
        await using var after = _database.Open();
        Assert.Equal(2, (await after.ArticleVectors.SingleAsync()).Number);
    }

    [Fact]
    public async Task A_model_that_fails_rests_and_the_search_goes_on_by_words()
    {
        _server.Given(Request.Create()).RespondWith(Response.Create().WithStatusCode(401).WithBody("""{"error":{"message":"the key sk-meaning-secret is wrong"}}"""));
        await WriteAsync("Where is the garage?", "In the yard.");
        Assert.Single(await Guides.FindAsync(Ask("garage"), 1, default));
        var asked = _server.LogEntries.Count;
        Assert.Single(await Guides.FindAsync(Ask("garage"), 1, default));
        Assert.Equal(asked, _server.LogEntries.Count);
        Assert.DoesNotContain(_services.GetFakeLogCollector().GetSnapshot(), r => $"{r.Message} {r.Exception}".Contains("sk-meaning-secret", StringComparison.Ordinal));
        _server.Reset();
        Answers();
        _time.Advance(TimeSpan.FromMinutes(2));
        await Guides.FindAsync(Ask("car"), 1, default);
        Assert.NotEmpty(_server.LogEntries);
    }

    [Fact]
    public async Task No_address_telephone_or_long_number_is_sent()
    {
        Answers();
        await WriteAsync("Whom to call?", "Ana, +34 600 111 222, ana@host.example, desk 4821.");
        await Guides.FindAsync(Ask("I am l@guest.example, +34 611 222 333, and 4 8 2 1 3 9 is what I typed"), 1, default);
        var sent = string.Join('\n', _server.LogEntries.Select(e => e.RequestMessage?.Body));
        Assert.All(new[] { "600 111", "ana@host", "4821", "l@guest", "611 222", "4 8 2 1" }, word => Assert.DoesNotContain(word, sent, StringComparison.Ordinal));
        Assert.Contains("Whom to call", sent, StringComparison.Ordinal);
    }

    private Guides Guides => _services.GetRequiredService<Guides>();

    private GuideQuestion Ask(string question) => new(_casa.Id, question, "en", true, Day, Day.AddDays(3));

    private async Task<Guid> WriteAsync(string question, string answer)
    {
        var article = new Article { Id = _database.Ids.Next(), Question = question, Answer = answer, Language = "en", IsForAll = true, Status = ArticleStatus.Approved };
        await _database.SaveAsync(article);
        return article.Id;
    }

    /// <summary>Texts of cars lie in one direction, all others in another.</summary>
    private void Answers() => _server.Given(Request.Create().WithPath("/v1/embeddings").UsingPost()).RespondWith(Response.Create().WithCallback(request =>
    {
        using var asked = JsonDocument.Parse(request.Body!);
        var input = asked.RootElement.GetProperty("input");
        var texts = input.ValueKind == JsonValueKind.String ? [input.GetString()!] : input.EnumerateArray().Select(t => t.GetString()!).ToList();
        var data = texts.Select((text, index) => new { @object = "embedding", index, embedding = Encoded(text.Contains("vehicle", StringComparison.Ordinal) || text.Contains("car ", StringComparison.Ordinal)) });
        return new WireMock.ResponseMessage
        {
            StatusCode = 200,
            Headers = new Dictionary<string, WireMock.Types.WireMockList<string>> { ["Content-Type"] = new("application/json") },
            BodyData = new WireMock.Util.BodyData
            {
                DetectedBodyType = WireMock.Types.BodyType.String,
                BodyAsString = JsonSerializer.Serialize(new { @object = "list", model = "meanings-1", data, usage = new { prompt_tokens = 1, total_tokens = 1 } }),
            },
        };
    }));

    /// <summary>The client asks for base64.</summary>
    private static string Encoded(bool isCar) => Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes(new float[] { isCar ? 1 : 0, isCar ? 0 : 1 }.AsSpan()));
}
