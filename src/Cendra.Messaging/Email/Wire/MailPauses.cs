using System.Security.Cryptography;

namespace Cendra.Messaging.Email.Wire;

/// <summary>Growing pauses with some chance in them, so that many watches do not come back at the same moment; any of them can be ended early.</summary>
internal sealed class MailPauses(MailboxOptions options, TimeProvider clock, RandomNumberGenerator random)
{
    private const int MostDoublings = 20;
    private readonly Lock _gate = new();
    private CancellationTokenSource? _waiting;

    /// <summary>Between half and the whole of the first pause, doubled for each failure after the first, up to the longest.</summary>
    public TimeSpan After(int failures)
    {
        var doubled = options.FirstPause * Math.Pow(2, Math.Clamp(failures - 1, 0, MostDoublings));
        Span<byte> bytes = stackalloc byte[4];
        random.GetBytes(bytes);
        return (doubled < options.LongestPause ? doubled : options.LongestPause) * (0.5 + (BitConverter.ToUInt32(bytes) / (2.0 * uint.MaxValue)));
    }

    /// <summary>Waits so long, or until <see cref="End"/>.</summary>
    public async Task WaitAsync(TimeSpan pause, CancellationToken ct)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        lock (_gate)
        {
            _waiting = waiting;
        }

        try
        {
            await Task.Delay(pause, clock, waiting.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Somebody mended something.
        }
        finally
        {
            lock (_gate)
            {
                _waiting = null;
            }
        }
    }

    /// <summary>Ends the pause that is waited for, if any.</summary>
    public void End()
    {
        lock (_gate)
        {
            _waiting?.Cancel();
        }
    }
}
