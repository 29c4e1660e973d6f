namespace Cendra.Messaging;

/// <summary>
/// One pass of a sweep at a time within the process: it is woken by many at once, and two that plan the same would only collide. Who comes while a pass runs leaves word that there is
/// more, and the running one goes round again.
/// </summary>
public sealed class OnePass : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private int _more;

    /// <summary>Runs a pass, or leaves word with the one that runs.</summary>
    public async Task RunOrLeaveWordAsync(Func<Task> pass, CancellationToken ct)
    {
        Volatile.Write(ref _more, 1);
        while (Volatile.Read(ref _more) == 1 && await _turn.WaitAsync(TimeSpan.Zero, ct))
        {
            try
            {
                Interlocked.Exchange(ref _more, 0);
                await pass();
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    /// <summary>Waits for its turn and runs a pass: when it returns, what was due is done.</summary>
    public async Task RunAsync(Func<Task> pass, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await pass();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();
}
