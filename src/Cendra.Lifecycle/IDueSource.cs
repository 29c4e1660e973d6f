namespace Cendra.Lifecycle;

/// <summary>A kind of work whose due times are rows: stays and what came by webhook; messages.</summary>
public interface IDueSource
{
    /// <summary>Works off what is due now, as its sweeps do.</summary>
    Task RunAsync(CancellationToken ct);

    /// <summary>The next moment at which something is due; null when nothing is.</summary>
    Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct);
}
