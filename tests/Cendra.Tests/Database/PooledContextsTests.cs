using System.Collections.Concurrent;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Tests.World;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Cendra.Tests.Database;

/// <summary>Contexts are lent out again and again: never to two at once, or one unit of work would save, lose or close what is another's.</summary>
public sealed class PooledContextsTests
{
    private const int Scopes = 400_000;

    [Fact]
    public void A_context_is_never_with_two_units_of_work_at_once()
    {
        using var folder = new TestFolder();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(new StayClock(TimeProvider.System)).AddDataProtection();
        using var provider = services.AddCendraDatabase(new ConfigurationBuilder().Build(), folder.File("data"), folder.File("keys")).BuildServiceProvider();
        var lent = new ConcurrentDictionary<CendraDbContext, int>(ReferenceEqualityComparer.Instance);
        var twice = 0;
        Parallel.For(0, Scopes, new ParallelOptions { MaxDegreeOfParallelism = 8 }, one =>
        {
            using var scope = provider.CreateScope();
            var db = scope.ServiceProvider.GetRequiredService<CendraDbContext>();
            if (!lent.TryAdd(db, one))
            {
                Interlocked.Increment(ref twice);
                return;
            }

            lent.TryRemove(db, out _);
        });
        Assert.Equal(0, twice);
    }
}
