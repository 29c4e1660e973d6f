using Cendra.Domain.Access;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>A fresh clone's first run: the built program with nothing set, its virtual doors beside it, killed and started again; and that nothing of it mixes with live data.</summary>
public sealed class RehearsalTests
{
    private static readonly AccessCodeState[] Held = [AccessCodeState.Accepted, AccessCodeState.Scheduled, AccessCodeState.Active];

    [LinuxFact]
    public async Task A_rehearsal_gets_its_codes_measures_itself_and_survives_a_kill_with_one_code_for_each_door()
    {
        using var folder = new TestFolder();
        IReadOnlyList<string> codes;
        int doors;
        await using (var server = await ServerProcess.StartAsync(folder.Path))
        {
            doors = Assert.Single(server.Children());
            await ServerProcess.UntilAsync("three bookings have their five codes", async () => (await MadeUpAsync(folder.Path)).Count(c => Held.Contains(c.State)) == 5);
            var (exit, said) = await ServerProcess.RunAsync(folder.Path, "measure", "--url", server.Url.ToString(), "--count", "1");
            Assert.True(exit == 0, said);
            Assert.Contains("POST to code on the lock: median ", said, StringComparison.Ordinal);
            codes = [.. (await MadeUpAsync(folder.Path)).Select(c => c.SeamAccessCodeId!).Order(StringComparer.Ordinal)];
            await server.KillAsync();
        }

        await ServerProcess.UntilAsync("the virtual doors end with the server", () => Task.FromResult(!ServerProcess.Lives(doors)));
        await using var again = await ServerProcess.StartAsync(folder.Path);
        Assert.NotEqual(doors, Assert.Single(again.Children()));
        await ServerProcess.UntilAsync("the bookings have their codes again", async () => (await MadeUpAsync(folder.Path)).Count(c => Held.Contains(c.State)) == 5);
        Assert.Equal(codes, (await MadeUpAsync(folder.Path)).Select(c => c.SeamAccessCodeId!).Order(StringComparer.Ordinal));
        var names = (await MadeUpAsync(folder.Path)).Select(c => c.NameOnLock).ToHashSet(StringComparer.Ordinal);
        var kept = ServerProcess.CodesAtSeam(folder.Path).Where(c => names.Contains(c.Name)).ToList();
        Assert.Equal(5, kept.Count);
        Assert.Equal(5, kept.Distinct().Count());
    }

    [LinuxFact]
    public async Task A_live_server_starts_no_virtual_doors_and_its_folder_never_holds_a_rehearsal()
    {
        using var folder = new TestFolder();
        await using (var live = await ServerProcess.StartAsync(folder.Path, "--Seam:ApiKey=seam_test_nobody", "--Seam:BaseUrl=http://127.0.0.1:9"))
        {
            Assert.Empty(live.Children());
        }

        await using (var unset = await ServerProcess.StartAsync(folder.Path))
        {
            Assert.Empty(unset.Children());
        }

        Assert.False(Directory.Exists(folder.File("data/rehearsal")));
        Assert.True(File.Exists(folder.File("data/cendra.db")));
        var (exit, said) = await ServerProcess.RunAsync(folder.Path, "measure", "--count", "1");
        Assert.Equal(1, exit);
        Assert.Contains("this installation is live", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data/rehearsal")));
    }

    private static async Task<IReadOnlyList<AccessCode>> MadeUpAsync(string folder)
    {
        await using var db = ServerProcess.OpenRehearsal(folder);
        return await db.SourceBookings.Where(b => b.ExternalId.StartsWith("made-up-")).SelectMany(b => b.Reservation!.Stays).SelectMany(s => s.Codes).ToListAsync();
    }
}
