using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge;
using Cendra.Knowledge.Candidates;
using Cendra.Tests.World;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Tests.Knowledge;

/// <summary>Two properties with a guest each, the knowledge as it is registered, and a host who sees all.</summary>
internal sealed class CandidateWorld : IAsyncDisposable
{
    public static readonly Editor Host = new(AuditActor.Host(new Guid("00000000-0000-7000-8000-00000000ab1e")), PropertyScope.All);

    private CandidateWorld(TestDatabase database)
    {
        Database = database;
        (Casa, Other) = (database.Rows.House("1"), database.Rows.House("2", "739105"));
    }

    public TestDatabase Database { get; }

    public House Casa { get; }

    public House Other { get; }

    public Guid CasaId => Casa.Property.Id;

    public CandidateDesk Desk => Database.Get<CandidateDesk>();

    public static async Task<CandidateWorld> CreateAsync(Action<IServiceCollection>? also = null)
    {
        var world = new CandidateWorld(await TestDatabase.CreateAsync(also: services =>
        {
            services.AddKnowledge(new ConfigurationBuilder().Build());
            also?.Invoke(services);
        }));
        await world.Database.SaveAsync([.. world.Casa.All, .. world.Other.All]);
        return world;
    }

    /// <summary>A host who sees one property.</summary>
    public static Editor Seeing(Guid propertyId) => Host with { Scope = PropertyScope.Some([propertyId]) };

    public AskedQuestion Asked(string text, Guid? propertyId = null, Guid? messageId = null) =>
        new(propertyId ?? CasaId, text, "en", messageId ?? Database.Ids.Next(), Database.Ids.Next(), Casa.Stay.Id, Database.Clock.GetUtcNow());

    /// <summary>Notes it in a unit of work of its own.</summary>
    public async Task AskAsync(AskedQuestion asked)
    {
        await using var db = Database.Open();
        await Database.Get<QuestionBook>().NoteAsync(db, asked, CancellationToken.None);
        await db.SaveChangesAsync();
    }

    public Task AskAsync(string text) => AskAsync(Asked(text));

    /// <summary>A question with a host's answer.</summary>
    public async Task<ArticleCandidate> AnsweredAsync(string question = "Is there a hairdryer?", string answer = "Yes, it is in the bathroom cupboard.", string topic = "bathroom", CandidateKind kind = CandidateKind.Stable, Guid? propertyId = null, bool ofNoProperty = false)
    {
        var property = ofNoProperty ? (Guid?)null : propertyId ?? CasaId;
        var row = new ArticleCandidate
        {
            Id = Database.Ids.Next(), PropertyId = property, Question = question, QuestionKey = QuestionWords.KeyOf(property, question), Language = "en", Topic = topic, Answer = answer, Kind = kind, KindWords = "Because.",
            FirstAskedUtc = Database.Clock.GetUtcNow(), LastAskedUtc = Database.Clock.GetUtcNow(), DueAtUtc = Database.Clock.GetUtcNow().AddHours(1),
        };
        await Database.SaveAsync(row);
        return row;
    }

    /// <summary>An article as a host would have it.</summary>
    public async Task<Article> WroteAsync(string question, string answer, string topic, bool isForAll = false, ArticleStatus status = ArticleStatus.Approved, Action<Article>? but = null, params Guid[] properties)
    {
        var article = new Article { Id = Database.Ids.Next(), Question = question, Answer = answer, Topic = topic, Language = "en", IsForAll = isForAll, Status = status, CreatedUtc = Database.Clock.GetUtcNow(), ChangedUtc = Database.Clock.GetUtcNow() };
        article.Properties.AddRange((properties.Length > 0 || isForAll ? properties : [CasaId]).Select(p => new ArticleProperty { ArticleId = article.Id, PropertyId = p }));
        but?.Invoke(article);
        await Database.SaveAsync(article);
        return article;
    }

    public async Task<T> ReadAsync<T>(Func<CendraDbContext, Task<T>> read)
    {
        await using var db = Database.Open();
        return await read(db);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
