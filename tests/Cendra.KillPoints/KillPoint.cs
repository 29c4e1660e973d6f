using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Cendra.KillPoints;

/// <summary>
/// Counts boundaries from the start of the process and ends it at one of them as <c>kill -9</c> does: nothing is flushed, nothing is told. Where <c>CENDRA_TEST_BOUNDARIES</c> names a
/// file, what each boundary was stands there, a line each, and that of the death last.
/// </summary>
internal sealed class KillPoint(int dieAt, FileStream? written)
{
    private readonly Lock _gate = new();
    private int _passed;

    /// <summary>Dies never unless the environment says when.</summary>
    public static KillPoint FromEnvironment() => new(
        int.TryParse(Environment.GetEnvironmentVariable("CENDRA_TEST_KILL_AT"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : int.MaxValue,
        Environment.GetEnvironmentVariable("CENDRA_TEST_BOUNDARIES") is { Length: > 0 } path ? new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0) : null);

    /// <summary>One boundary is reached; does not return from the last.</summary>
    public void Reach(string what)
    {
        lock (_gate)
        {
            written?.Write(Encoding.UTF8.GetBytes(what + "\n"));
            if (++_passed < dieAt)
            {
                return;
            }

            using var self = Process.GetCurrentProcess();
            self.Kill();
            new ManualResetEvent(initialState: false).WaitOne(); // The signal is on its way: nobody gets past here.
        }
    }
}
