using System.Collections.Concurrent;

namespace Cendra.Messaging.Email;

/// <summary>The mails that this process is posting right now: a slow server may take minutes, and as long as it does nobody posts the same mail again.</summary>
public sealed class MailsUnderWay
{
    private readonly ConcurrentDictionary<Guid, byte> _deliveries = new();

    /// <summary>This delivery is being posted.</summary>
    public bool Contains(Guid deliveryId) => _deliveries.ContainsKey(deliveryId);

    /// <summary>Posts, known to be under way until it ends.</summary>
    public async Task<T> WhileAsync<T>(Guid deliveryId, Func<Task<T>> post)
    {
        _deliveries[deliveryId] = 0;
        try
        {
            return await post();
        }
        finally
        {
            _deliveries.TryRemove(deliveryId, out _);
        }
    }
}
