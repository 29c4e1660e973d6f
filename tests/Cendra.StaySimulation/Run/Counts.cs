using System.Globalization;

namespace Cendra.StaySimulation.Run;

/// <summary>How often each thing really happened, not how often it was planned.</summary>
internal sealed class Counts
{
    /// <summary>Stays whose property's clock changed between check-in and check-out.</summary>
    public const string ClockChange = "stays over a clock change";

    /// <summary>All that goes wrong in a long run, whatever its seeds.</summary>
    public static readonly IReadOnlyList<string> Faults =
    [
        "PMS had to send again", "PMS message doubled", "PMS message lost", "PMS message overtaken", "Seam was down", "Seam webhook doubled", "Seam webhook lost", "Seam webhook reordered",
        "Twilio report doubled", "Twilio report lost", "Twilio report reordered", "Twilio was down", "call failed: LateAnswer", "call failed: NoAnswer", "call failed: ServerError",
        "call failed: TooMany", "edited at a lock: Added", "edited at a lock: Modified", "edited at a lock: Removed", "lock accounts cut off", "lock refused a code", "lock refused a removal",
        "lock went offline", "process killed", ClockChange, "booking: moved to the other flat", "booking: moved to the other flat in the house", "booking: given to another guest",
        "booking: back again", "booking: gone", "booking: extended", "booking: moved to other dates",
    ];

    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> All => _counts;

    public void Add(string what, long count = 1) => _counts[what] = _counts.GetValueOrDefault(what) + count;

    public void Add(Counts others)
    {
        foreach (var (what, count) in others._counts)
        {
            Add(what, count);
        }
    }

    public override string ToString() => string.Join('\n', _counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value,9:N0}  {c.Key}")));
}
