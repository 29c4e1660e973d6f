using System.Diagnostics;

namespace Cendra.Benchmarks;

/// <summary>Measures whole readings of a list of one size: the first, a second in which nothing changed, and a third in which one of a hundred did; beside each its floor.</summary>
internal static class SyncMeasurement
{
    private const int Rounds = 3;
    private const int WarmUp = 400;
    private const double Megabyte = 1024 * 1024;

    public static async Task<IReadOnlyList<SyncRow>> RunAsync(int count)
    {
        await RoundAsync(WarmUp); // Compiles everything and fills what is kept for good.
        var rounds = new List<SyncRow>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.AddRange(await RoundAsync(count));
        }

        return [.. rounds.GroupBy(r => r.Reading).Select(Fastest)];
    }

    private static SyncRow Fastest(IGrouping<string, SyncRow> rows)
    {
        var fastest = rows.MinBy(r => r.Milliseconds)!;
        return fastest with
        {
            ProcessorMilliseconds = rows.Min(r => r.ProcessorMilliseconds), FloorMilliseconds = rows.Min(r => r.FloorMilliseconds),
            PeakManagedMegabytes = rows.Max(r => r.PeakManagedMegabytes), PeakWorkingSetMegabytes = rows.Max(r => r.PeakWorkingSetMegabytes),
        };
    }

    private static async Task<IReadOnlyList<SyncRow>> RoundAsync(int count)
    {
        using var list = new ListedHouse(count);
        await using var house = await BenchedHouse.OpenAsync(list);
        var rows = new List<SyncRow> { await MeasureAsync(SyncRow.First, house, count) };
        rows.Add(await MeasureAsync(SyncRow.Unchanged, house, count));
        list.ChangeOneInAHundred();
        rows.Add(await MeasureAsync(SyncRow.OneInAHundred, house, count));
        await using var db = house.Open();
        var plain = await PlainRows.OfAsync(db);
        var writing = await ProcessorAsync(() => plain.WriteAsync(house.EmptyCopy));
        var reading = await ProcessorAsync(() => plain.ReadAsync(house.EmptyCopy));
        return [.. rows.Select(r => r with { FloorMilliseconds = r.Reading == SyncRow.First ? writing : reading })];
    }

    private static async Task<SyncRow> MeasureAsync(string reading, BenchedHouse house, int count)
    {
        GC.Collect();
        house.TakeStatements();
        using var process = Process.GetCurrentProcess();
        using var heap = new HeapWatch();
        var processor = process.TotalProcessorTime;
        var milliseconds = await TimeAsync(house.ReadAsync);
        process.Refresh();
        return new SyncRow(
            reading, count, milliseconds, (process.TotalProcessorTime - processor).TotalMilliseconds, house.TakeStatements(), 0, heap.Peak / Megabyte, process.PeakWorkingSet64 / Megabyte);
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<double> ProcessorAsync(Func<Task> act)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        await act();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMilliseconds;
    }

    /// <summary>Looks at the managed heap every few milliseconds.</summary>
    private sealed class HeapWatch : IDisposable
    {
        private readonly Timer _timer;
        private long _peak;

        public HeapWatch() => _timer = new Timer(_ => Look(), null, 0, 5);

        public long Peak => Interlocked.Read(ref _peak);

        public void Dispose() => _timer.Dispose();

        private void Look()
        {
            var now = GC.GetTotalMemory(forceFullCollection: false);
            if (now > Interlocked.Read(ref _peak))
            {
                Interlocked.Exchange(ref _peak, now);
            }
        }
    }
}
