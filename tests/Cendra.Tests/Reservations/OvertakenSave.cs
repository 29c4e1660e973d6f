using Cendra.Domain.Database.Sqlite;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Tests.Reservations;

/// <summary>Somebody else writes every stay in the very moment in which what a source says of one is saved.</summary>
internal sealed class OvertakenSave : SaveChangesInterceptor
{
    /// <summary>How often it still happens.</summary>
    public int Times { get; set; }

    public void AddTo(IServiceCollection services) => services.ConfigureDbContext<SqliteCendraContext>(o => o.AddInterceptors(this));

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (Times > 0 && eventData.Context!.ChangeTracker.Entries<SourceBooking>().Any(e => e.State == EntityState.Modified))
        {
            Times--;
            await eventData.Context.Database.ExecuteSqlRawAsync("UPDATE \"Stays\" SET \"Version\" = \"Version\" + 1", cancellationToken);
        }

        return result;
    }
}
