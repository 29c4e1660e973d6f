using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;

namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>The only way to a source: whatever it is asked goes through its budget.</summary>
public sealed class SourceDoor(IEnumerable<IReservationSources> kinds, CallBudgets budgets, StayClock clock)
{
    /// <summary>Whether Cendra reads connections of this kind; others push.</summary>
    public bool Reads(ConnectionKind kind) => kinds.Any(k => k.Kind == kind);

    /// <summary>The source behind a connection that is read.</summary>
    /// <exception cref="SourceException">Its settings cannot be.</exception>
    public async Task<IReservationSource> OpenAsync(Connection connection, CallPurpose purpose, CancellationToken ct) =>
        new BudgetedSource(await kinds.First(k => k.Kind == connection.Kind).OpenAsync(connection, ct), connection.Id, purpose, budgets, clock);
}

/// <summary>A source that is asked no more often than its budget allows. Nothing waits here: what may not be asked now is put off.</summary>
internal sealed class BudgetedSource(IReservationSource source, Guid connectionId, CallPurpose purpose, CallBudgets budgets, StayClock clock) : IReservationSource
{
    private static readonly TimeSpan UnlessSaid = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public SourceTraits Traits => source.Traits;

    /// <inheritdoc />
    public Task<SourcePage> ListAsync(SourceQuery query, string? cursor, CancellationToken ct)
    {
        if (cursor is not null)
        {
            budgets.Spend(connectionId, Traits.Budget); // A reading that was begun is read to its end, and the next one waits the longer.
        }

        return AskAsync(() => source.ListAsync(query, cursor, ct), isBegun: cursor is not null);
    }

    /// <inheritdoc />
    public Task<SourceItem?> GetAsync(string externalId, CancellationToken ct) => AskAsync(() => source.GetAsync(externalId, ct), isBegun: false);

    private async Task<T> AskAsync<T>(Func<Task<T>> ask, bool isBegun)
    {
        if (!isBegun && budgets.Take(connectionId, Traits.Budget, purpose) is var wait && wait > TimeSpan.Zero)
        {
            throw new SourceException(SourceTrouble.TooMany, "It was asked as often as it may be for now.") { RetryAfter = wait, IsOwnLimit = true };
        }

        try
        {
            return await ask();
        }
        catch (SourceException tooMany) when (tooMany is { Trouble: SourceTrouble.TooMany, IsOwnLimit: false })
        {
            budgets.Close(connectionId, clock.GetUtcNow() + (tooMany.RetryAfter ?? UnlessSaid));
            throw;
        }
    }
}
