using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>Somebody else changes a row in the very moment in which something is saved that was written for the row as it was; or the saving fails.</summary>
internal sealed class Overtaken(Func<ChangeTracker, bool> when, string? sql) : SaveChangesInterceptor
{
    /// <summary>How often it still happens.</summary>
    public int Times { get; set; }

    public void AddTo(IServiceCollection services) => WorldDatabase.Configure(services, options => options.AddInterceptors(this));

    /// <inheritdoc />
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (Times > 0 && when(eventData.Context!.ChangeTracker))
        {
            Times--;
            await eventData.Context.Database.ExecuteSqlRawAsync(sql ?? throw new InvalidOperationException("It cannot be saved."), cancellationToken);
        }

        return result;
    }
}
