namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>One at a time for each name, within this process: whoever comes second waits and finds done what the first did.</summary>
public sealed class Turns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>The turn for one source.</summary>
    public static string OfSource(Guid connectionId) => $"source:{connectionId:N}";

    /// <summary>The turn for one booking of a source.</summary>
    public static string OfBooking(Guid connectionId, string externalId) => $"booking:{connectionId:N}:{externalId}";

    /// <summary>Waits for the turn; dispose what it returns when it is over.</summary>
    public async Task<IDisposable> TakeAsync(string name, CancellationToken ct)
    {
        Turn turn;
        lock (_lock)
        {
            turn = _turns.TryGetValue(name, out var known) ? known : _turns[name] = new Turn(this, name);
            turn.Users++;
        }

        try
        {
            await turn.Gate.WaitAsync(ct);
            return turn;
        }
        catch
        {
            Leave(turn);
            throw;
        }
    }

    private void Leave(Turn turn)
    {
        lock (_lock)
        {
            if (--turn.Users == 0)
            {
                _turns.Remove(turn.Name);
                turn.Gate.Dispose();
            }
        }
    }

    private sealed class Turn(Turns turns, string name) : IDisposable
    {
        public string Name => name;

        public SemaphoreSlim Gate { get; } = new(1);

        public int Users { get; set; }

        public void Dispose()
        {
            Gate.Release();
            turns.Leave(this);
        }
    }
}
