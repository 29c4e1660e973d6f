using System.Collections.Concurrent;
using System.Globalization;
using Cendra.Server.Tests.Service;
using Xunit.Abstractions;

namespace Cendra.Server.Tests.Kills;

/// <summary>
/// P11 over the whole flow: the shipped server, a process of its own, ends itself as <c>kill -9</c> does at a boundary: before or after a commit, before or after an outgoing request.
/// <c>CENDRA_KILL_POINTS</c> says at how many (4), spread over all kinds of boundaries at all stations of the stay; <c>kinds</c> = each of these once, <c>all</c> = every boundary,
/// <c>100-200</c> = these. The table is printed, and stands in the file that <c>CENDRA_KILL_TABLE</c> names.
/// </summary>
public sealed class KillPointTests(ITestOutputHelper output)
{
    private const int Points = 4;
    private const int AtOnce = 2;
    private static readonly Lazy<Task<(string End, IReadOnlyList<Point> Points)>> Undisturbed = new(UndisturbedAsync);

    private static string? Wanted => Environment.GetEnvironmentVariable("CENDRA_KILL_POINTS");

    [LinuxFact]
    public async Task A_server_killed_at_any_boundary_of_a_whole_stay_comes_to_the_end_of_an_undisturbed_one()
    {
        var (expected, all) = await Undisturbed.Value;
        var rows = new ConcurrentBag<Row>();
        var chosen = Chosen(all);
        using var table = new Table(output, string.Create(CultureInfo.InvariantCulture, $"{all.Count} boundaries, {chosen.Count} kill points"));
        await Parallel.ForEachAsync(chosen, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (point, _) =>
        {
            var row = await CutAsync(point, expected);
            rows.Add(row);
            table.Add(row);
        });
        Assert.All(rows, row => Assert.True(row.Deaths == 1, $"{row}"));
        Assert.All(rows, row => Assert.True(row.Difference.Length == 0, $"{row}\n{row.Difference}"));
    }

    [LinuxFact]
    public async Task A_server_killed_again_and_again_comes_to_the_end_of_an_undisturbed_one()
    {
        var jobsRun = Environment.GetEnvironmentVariable("CENDRA_KILL_WORKERS") == "1";
        var boundaries = int.TryParse(Environment.GetEnvironmentVariable("CENDRA_KILL_EVERY"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : 311;
        var (expected, _) = await Undisturbed.Value;
        await using var house = await MortalHouse.OpenAsync(new Death(boundaries, boundaries), jobsRun);
        var end = await WholeFlow.LiveAsync(house);
        output.WriteLine($"Killed after every {boundaries} boundaries: {house.Server.Deaths} times.");
        Assert.True(house.Server.Deaths > 3, "It was hardly killed.");
        // How connections do is heard by sweeps, which live workers run by the machine's own minutes.
        Assert.Equal("", jobsRun ? Difference(WithoutConnections(expected), WithoutConnections(end)) : Difference(expected, end));
    }

    private static string WithoutConnections(string end) => string.Join('\n', end.Split('\n').Where(line => !line.StartsWith("audit ConnectionChanged", StringComparison.Ordinal)));

    private static async Task<(string End, IReadOnlyList<Point> Points)> UndisturbedAsync()
    {
        await using var house = await MortalHouse.OpenAsync(Death.Never);
        var points = new List<Point>();
        var end = await WholeFlow.LiveAsync(house, async station =>
            points.AddRange((await house.Server.BoundariesAsync()).Skip(points.Count).Select((what, i) => new Point(points.Count + i + 1, station, what)).ToList()));
        Assert.Equal(0, house.Server.Deaths);
        return (end, points);
    }

    /// <summary>A life that is cut at this boundary. One that does not even come to its end is told as its difference.</summary>
    private static async Task<Row> CutAsync(Point point, string expected)
    {
        try
        {
            await using var house = await MortalHouse.OpenAsync(new Death(point.At));
            var end = await WholeFlow.LiveAsync(house);
            return new Row(point.At, point.Station, (await house.Server.BoundariesAsync())[^1], house.Server.Deaths, Difference(expected, end));
        }
        catch (Exception failure)
        {
            return new Row(point.At, point.Station, point.What, 1, failure.ToString());
        }
    }

    private static IReadOnlyList<Point> Chosen(IReadOnlyList<Point> all)
    {
        var kinds = all.DistinctBy(p => (p.Station, p.What)).ToList();
        return Wanted switch
        {
            "all" => all,
            "kinds" => kinds,
            { } range when range.Split('-') is [var from, var to] => [.. all.Where(p => p.At >= Number(from) && p.At <= Number(to))],
            var count => Spread(kinds, Math.Min(kinds.Count, count is { Length: > 0 } ? Number(count) : Points)),
        };

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }

    private static IReadOnlyList<Point> Spread(List<Point> kinds, int count) => [.. Enumerable.Range(0, count).Select(i => kinds[(int)((long)i * kinds.Count / count)])];

    /// <summary>The lines in which two lives differ, a few of them; empty when they do not.</summary>
    private static string Difference(string expected, string end)
    {
        var (here, there) = (expected.Split('\n'), end.Split('\n'));
        return string.Join('\n', here.Except(there).Select(l => "- " + l).Concat(there.Except(here).Select(l => "+ " + l)).DefaultIfEmpty(expected == end ? "" : "the same lines, not so often or in another order").Take(12));
    }

    /// <summary>A boundary of the undisturbed life.</summary>
    private sealed record Point(int At, string Station, string What);

    /// <summary>A life that was cut.</summary>
    private sealed record Row(int At, string Station, string What, int Deaths, string Difference)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At} | {Station} | {What} | {Deaths} | {(Difference.Length == 0 ? "yes" : "no")}");
    }

    /// <summary>Printed as it grows; also into the file that <c>CENDRA_KILL_TABLE</c> names.</summary>
    private sealed class Table : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly ITestOutputHelper _output;
        private readonly StreamWriter _file;

        public Table(ITestOutputHelper output, string title)
        {
            (_output, _file) = (output, Environment.GetEnvironmentVariable("CENDRA_KILL_TABLE") is { Length: > 0 } path ? new StreamWriter(path) { AutoFlush = true } : StreamWriter.Null);
            Write(title);
            Write("at | station before which | died | restarts | state equal");
        }

        public void Add(Row row) => Write(row.Difference.Length == 0 ? $"{row}" : $"{row}\n{row.Difference}");

        public void Dispose() => _file.Dispose();

        private void Write(string line)
        {
            lock (_gate)
            {
                _output.WriteLine(line);
                _file.WriteLine(line);
            }
        }
    }
}
