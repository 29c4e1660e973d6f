using System.Collections.Concurrent;
using Cendra.Domain.Time;

namespace Cendra.Messaging.Email;

/// <summary>
/// The mails that this process is posting, or posted a moment ago and has not written down what became of: a slow server may take minutes, and as long as it does nobody posts the same mail again.
/// </summary>
public sealed class MailsUnderWay(StayClock clock)
{
    /// <summary>So long after a mail was posted its outcome may still be being written down.</summary>
    private static readonly TimeSpan WrittenDownWithin = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset?> _deliveries = new();

    /// <summary>This delivery is being posted.</summary>
    public bool Contains(Guid deliveryId) => _deliveries.TryGetValue(deliveryId, out var ended) && !(clock.GetUtcNow() - ended > WrittenDownWithin);

    /// <summary>Posts, known to be under way until it ends.</summary>
    public async Task<T> WhileAsync<T>(Guid deliveryId, Func<Task<T>> post)
    {
        var now = clock.GetUtcNow();
        foreach (var over in _deliveries.Where(d => now - d.Value > WrittenDownWithin).Select(d => d.Key).ToList())
        {
            _deliveries.TryRemove(over, out _);
        }

        _deliveries[deliveryId] = null;
        try
        {
            return await post();
        }
        finally
        {
            _deliveries[deliveryId] = clock.GetUtcNow();
        }
    }
}
