using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Cendra.Benchmarks;

// One size in a process of its own, so that the peak of its memory is its own: "one 3000".
if (args is ["one", var size])
{
    var rows = await SyncMeasurement.RunAsync(int.Parse(size, CultureInfo.InvariantCulture));
    await using var answer = Console.OpenStandardOutput();
    await JsonSerializer.SerializeAsync(answer, rows);
    return 0;
}

// Questions at a thousand guides: "guides", with a document that takes the table.
if (args is ["guides", ..])
{
    var guides = await GuideMeasurement.RunAsync();
    if (args is [_, var into, ..])
    {
        await MeasuredText.WriteIntoAsync(into, "guides", guides.ToString());
    }

    await using var told = new StreamWriter(Console.OpenStandardOutput());
    await told.WriteLineAsync(guides.ToString());
    return 0;
}

// A guest's turn with a model that answers at once: "turn", with a document that takes the table.
if (args is ["turn", ..])
{
    var turns = await TurnMeasurement.RunAsync();
    if (args is [_, var page, ..])
    {
        await MeasuredText.WriteIntoAsync(page, "turn", turns.ToString());
    }

    await using var heard = new StreamWriter(Console.OpenStandardOutput());
    await heard.WriteLineAsync(turns.ToString());
    return 0;
}

int[] sizes = args.Length > 1 ? [.. args[1..].Select(a => int.Parse(a, CultureInfo.InvariantCulture))] : [1_000, 3_000, 10_000];
var measured = new List<SyncRow>();
foreach (var count in sizes)
{
    measured.AddRange(await MeasureElsewhereAsync(count));
}

var table = new SyncTable(measured);
if (args is [var file, ..])
{
    await table.WriteIntoAsync(file);
}

await using var said = new StreamWriter(Console.OpenStandardOutput());
await said.WriteLineAsync(table.ToString());
foreach (var steep in table.TooSteep)
{
    await said.WriteLineAsync(steep);
}

return table.TooSteep.Count == 0 ? 0 : 1;

static async Task<IReadOnlyList<SyncRow>> MeasureElsewhereAsync(int count)
{
    var start = new ProcessStartInfo(Environment.ProcessPath!, ["one", count.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
    using var process = Process.Start(start) ?? throw new InvalidOperationException("The measuring process did not start.");
    var rows = await JsonSerializer.DeserializeAsync<List<SyncRow>>(process.StandardOutput.BaseStream);
    await process.WaitForExitAsync();
    return process.ExitCode == 0 && rows is not null ? rows : throw new InvalidOperationException($"Measuring {count} reservations failed.");
}
