using System.Text.RegularExpressions;
using Cendra.Server.Tests.Service;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;

namespace Cendra.Server.Tests.Guests;

/// <summary>Digits that were shown on a page stand nowhere else: not in what is logged at its loudest, measured, traced, stored or queued, and the link stands in none of it either.</summary>
public sealed partial class GuestSecrecyTests
{
    [Fact]
    public async Task Digits_that_were_shown_and_the_link_that_showed_them_stand_nowhere_else()
    {
        using var measures = new HeardMeasures();
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { Seed = 7, Phones = true, Polls = true });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule) with { SupportedCodeLengths = [8] });
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-01 15:10");
        using var guest = GuestBrowser.Of(world);
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.Equal(pin, GuestBrowser.DigitsIn(await guest.TappedAsync("?lang=ar")));
        await guest.TappedAsync("/help?lang=zh");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        using var nothing = await guest.PostAsync("", "not a seal");

        var scan = new PinScan(pin);
        var (rows, jobs) = (await RowTexts.OfAsync(world), JobTexts.Of(world));
        scan.AssertAbsentFromFiles(world.Folder);
        scan.AssertAbsentFromTexts([string.Join('\n', world.Log.Lines), string.Join('\n', await world.Database.TextsAsync()), string.Join('\n', measures.Lines)]);
        scan.AssertAbsentFromTexts(rows.Concat(jobs));
        foreach (var more in new[] { "", "/help", "/help?saw=red" })
        {
            scan.AssertAbsentFromTexts([await guest.PageAsync(more)]);
        }

        Assert.DoesNotContain(rows.Concat(jobs).Concat(await GuestBrowser.RowsAsync(world)), t => t.Contains(guest.Token, StringComparison.Ordinal));

        // The framework tells the address of a request in its chatter, which the server lets nobody write; nothing of ours does, and no warning.
        Assert.DoesNotContain(world.Log.Lines, l => l.Contains(guest.Token, StringComparison.Ordinal) && !Chatter().IsMatch(l));
        Assert.DoesNotContain(measures.Lines, l => l.Contains(guest.Token, StringComparison.Ordinal));
        Assert.Contains(measures.Lines, l => l.Contains("http.server.request.duration", StringComparison.Ordinal));
    }

    /// <summary>Lines below a warning of the web framework: off by <c>HostingSetup</c>, on in a test's world.</summary>
    [GeneratedRegex(@"^Microsoft\.AspNetCore\.\S+ (Trace|Debug|Information|scope) ", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Chatter();
}
