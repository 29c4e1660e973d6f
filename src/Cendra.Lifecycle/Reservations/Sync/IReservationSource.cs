using Cendra.Domain.Portfolio;

namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>
/// A system that is asked for reservations. It lists and fetches and knows nothing of what follows: absences, order, holds, budgets and repetitions are the engine's
/// (<see cref="SourcePass"/>). Whatever goes wrong is a <see cref="SourceException"/>; an answer that is not whole is never returned as if it were.
/// </summary>
public interface IReservationSource
{
    /// <summary>What it can do.</summary>
    SourceTraits Traits { get; }

    /// <summary>One page of its list.</summary>
    Task<SourcePage> ListAsync(SourceQuery query, string? cursor, CancellationToken ct);

    /// <summary>One booking as it is now; null = the source has no such booking. Only where <see cref="SourceTraits.FetchesOne"/>.</summary>
    Task<SourceItem?> GetAsync(string externalId, CancellationToken ct);
}

/// <summary>Makes the source of a connection; one for each kind of connection that is read.</summary>
public interface IReservationSources
{
    /// <summary>Which connections it reads.</summary>
    ConnectionKind Kind { get; }

    /// <summary>The source behind this connection.</summary>
    /// <exception cref="SourceException">Its settings cannot be.</exception>
    Task<IReservationSource> OpenAsync(Connection connection, CancellationToken ct);
}

/// <summary>What a source can do, and how often it may be asked.</summary>
/// <param name="TellsChanges">It can list what changed since a moment; otherwise every list is whole.</param>
/// <param name="FetchesOne">It can be asked for one booking by its id.</param>
/// <param name="Pause">Between two readings on a quiet day.</param>
/// <param name="PauseNearArrival">Between two readings while somebody arrives within a day.</param>
public sealed record SourceTraits(bool TellsChanges, bool FetchesOne, TimeSpan Pause, TimeSpan PauseNearArrival)
{
    /// <summary>How many calls it is spared beyond.</summary>
    public CallBudget Budget { get; init; } = new(Burst: 240, AMinute: 120, KeptForArrivals: 40);
}

/// <summary>What is asked for.</summary>
/// <param name="ChangedSinceUtc">Only what changed since then; null = everything that ends in the last two days or later and begins within eighteen months, cancelled ones included.</param>
/// <param name="NowUtc">The moment of asking; a source without versions of its own counts by it.</param>
/// <param name="ETag">What the source called its last whole list; empty = none is known.</param>
/// <param name="ContentHash">The hash of the last whole list; empty = none is known.</param>
public sealed record SourceQuery(DateTimeOffset? ChangedSinceUtc, DateTimeOffset NowUtc, string ETag, string ContentHash);

/// <summary>One page of a list.</summary>
/// <param name="Items">What stands on it.</param>
/// <param name="NextCursor">Where the next page is; null = this was the last.</param>
public sealed record SourcePage(IReadOnlyList<SourceItem> Items, string? NextCursor)
{
    /// <summary>Nothing changed since the list with the query's ETag or hash: everything that was listed is listed.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>What the source calls this list.</summary>
    public string ETag { get; init; } = "";

    /// <summary>The hash of this list without what changes with every reading.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>The source's own clock at the moment of the answer, where it tells; the next change is asked for from there.</summary>
    public DateTimeOffset? ServerUtc { get; init; }

    /// <summary>What cannot be told of single bookings, in words for a host; empty = nothing.</summary>
    public string Complaint { get; init; } = "";
}

/// <summary>A booking in a list: what it says, or why it is not believed. It is listed either way.</summary>
/// <param name="ExternalId">The source's id.</param>
/// <param name="Snapshot">What it says; null = it is left as it was.</param>
/// <param name="WhyRefused">In a host's words, when it is not believed; empty = it says nothing that concerns Cendra.</param>
public sealed record SourceItem(string ExternalId, ReservationSnapshot? Snapshot, string WhyRefused = "");

/// <summary>Why a source could not be read.</summary>
public enum SourceTrouble
{
    /// <summary>It does not answer, or answers with a fault of its own: tried again, later each time.</summary>
    Unavailable,

    /// <summary>It answers with something that is not what it should be.</summary>
    Unreadable,

    /// <summary>It refuses the key: somebody must sign in again.</summary>
    SignIn,

    /// <summary>It was asked too often.</summary>
    TooMany,

    /// <summary>What is set for the connection cannot be.</summary>
    Settings,
}

/// <summary>A source could not be read. Nothing follows from it for any booking. The message is for a host and holds neither keys nor addresses.</summary>
public sealed class SourceException(SourceTrouble trouble, string inWords, Exception? cause = null) : Exception(inWords, cause)
{
    /// <summary>What kind of trouble.</summary>
    public SourceTrouble Trouble => trouble;

    /// <summary>The source was not asked at all: Cendra's own budget for it is used up for now.</summary>
    public bool IsOwnLimit { get; init; }

    /// <summary>When the source wants to be asked again; null = it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
