using Cendra.Domain.Knowledge;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>Another turn notes the same new question in the moment in which it is saved: a row with its key stands there first. Another candidate has to be there to copy from.</summary>
internal sealed class RacedQuestion : SaveChangesInterceptor
{
    /// <summary>How often it still happens.</summary>
    public int Times { get; set; }

    public void AddTo(IServiceCollection services) => WorldDatabase.Configure(services, options => options.AddInterceptors(this));

    /// <inheritdoc />
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (Times > 0 && eventData.Context!.ChangeTracker.Entries<ArticleCandidate>().FirstOrDefault(e => e.State == EntityState.Added)?.Entity is { } candidate)
        {
            Times--;
            await eventData.Context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "ArticleCandidates" ("Id", "PropertyId", "Question", "QuestionKey", "Language", "Topic", "Answer", "Kind", "KindWords", "ConflictWords", "State", "FirstAskedUtc", "LastAskedUtc", "DueAtUtc", "Version")
                SELECT {new Guid(Times + 1, 0, 0, new byte[8])}, "PropertyId", {candidate.Question}, {candidate.QuestionKey}, "Language", {candidate.Topic}, '', "Kind", '', '', "State", "FirstAskedUtc", "LastAskedUtc", "DueAtUtc", 0
                FROM "ArticleCandidates" LIMIT 1
                """, cancellationToken);
        }

        return result;
    }
}
