using System.Diagnostics;
using System.Globalization;
using Cendra.Domain.Access;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>The documented way to post a reservation: eng/post-reservation.sh, with real curl and openssl, to a real port.</summary>
public sealed class PostedByHandTests
{
    [CurlFact]
    public async Task The_documented_script_creates_a_reservation_and_its_code()
    {
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { OnKestrel = true, JobsRun = true });
        await world.HasPropertyAsync("attic", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        Assert.StartsWith("HTTP/1.1 202 ", await PostAsync(world), StringComparison.Ordinal);
        await world.UntilAsync("Seam holds the code", async () =>
        {
            await using var db = world.Open();
            return await db.AccessCodes.AnyAsync(c => c.State >= AccessCodeState.Accepted);
        });
        Assert.StartsWith("HTTP/1.1 200 ", await PostAsync(world), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 401 ", await PostAsync(world, ("CENDRA_WEBHOOK_SECRET", ServiceWorld.SeamSecret)), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 404 ", await PostAsync(world, ("CENDRA_CONNECTION", "nobody")), StringComparison.Ordinal);

        var stay = await world.StayAsync("R-1");
        Assert.Equal((new DateOnly(2026, 6, 2), new DateOnly(2026, 6, 4)), (stay.CheckInLocal, stay.CheckOutLocal));
        Assert.Equal("Avery Example", stay.Reservation!.GuestName);
        Assert.Equal(1, world.Doors.CreatedCodes());

        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.Doors.CatchUpAsync();
        await world.UntilAsync("the lock holds the code", async () => (await world.CodeAsync("R-1", "flat")).IsOnLock);
        Assert.Single(world.Doors.PhysicalCodes("flat"));
    }

    private static async Task<string> PostAsync(ServiceWorld world, params (string Name, string Value)[] otherwise)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Clone.Root, "eng", "post-reservation.sh")]) { RedirectStandardOutput = true };
        (string, string)[] settings =
        [
            ("CENDRA_URL", world.Server.ClientOptions.BaseAddress.ToString().TrimEnd('/')), ("CENDRA_CONNECTION", ServiceWorld.Pms), ("CENDRA_WEBHOOK_SECRET", ServiceWorld.PmsSecret),
            ("CENDRA_WEBHOOK_ID", "msg_by_hand"), ("CENDRA_WEBHOOK_TIMESTAMP", world.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), ("TZ", "Europe/Madrid"),
        ];
        foreach (var (name, value) in settings.Concat(otherwise))
        {
            start.Environment[name] = value;
        }

        using var script = Process.Start(start)!;
        var answer = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        Assert.Equal(0, script.ExitCode);
        return answer;
    }
}

/// <summary>Skipped with the reason where a program of the script is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CurlFactAttribute : FactAttribute
{
    public CurlFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = new[] { "bash", "curl", "openssl" }.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        Skip = missing.Count == 0 ? null : $"{string.Join(" and ", missing)} is not installed.";
    }
}

/// <summary>The clone this test was built in.</summary>
internal static class Clone
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cendra.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The test does not run in a clone.");
        }

        return folder.FullName;
    }
}
