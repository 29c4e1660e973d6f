using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Server.Rehearsal.Play.Stays;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Cendra.Server.Tests.Rehearsal;

/// <summary>What holds for every play: nothing of it is found in the real house, one at a time, it ends when nobody waits for it, and a stay that cannot be played says why.</summary>
public sealed class StayRehearsalTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_of_a_play_is_found_in_the_real_house()
    {
        await using var house = new House();
        var street = await RehearsalStreet.PutUpAsync(house);
        var stay = await street.StayAsync(street.Alba, "Jonas Weber", 6, 3);
        var before = await RowsAsync(house);
        var outcome = await street.PlayAsync(stay, "cancelled", output);
        Assert.Contains(outcome.Timeline, t => t.Text == "Marta is called");
        Assert.Equal(before, await RowsAsync(house));
        Assert.Empty(Folders());
    }

    [Fact]
    public async Task A_second_play_waits_for_the_first()
    {
        await using var house = new House();
        var street = await RehearsalStreet.PutUpAsync(house);
        var (one, two) = (await street.StayAsync(street.Birch, "Jonas Weber", 6, 1), await street.StayAsync(street.Alba, "Nora Lindqvist", 6, 1));
        var plays = house.Services.GetRequiredService<StayRehearsals>();
        var (begun, heard, order) = (new TaskCompletionSource(), new List<StayProgress>(), new List<string>());
        var first = RunAsync("first", one, p => begun.TrySetResult());
        await begun.Task;
        var second = RunAsync("second", two, heard.Add);
        await Task.WhenAll(first, second);
        Assert.True(heard[0].Waits);
        Assert.Equal(["first", "second"], order);

        async Task RunAsync(string name, Guid stay, Action<StayProgress> progress)
        {
            Assert.NotNull((await plays.RunAsync(stay, "plain", PropertyScope.All, progress, CancellationToken.None)).Outcome);
            order.Add(name);
        }
    }

    [Fact]
    public async Task Whoever_leaves_ends_the_play_and_the_next_may_begin()
    {
        await using var house = new House();
        var street = await RehearsalStreet.PutUpAsync(house);
        var stay = await street.StayAsync(street.Birch, "Jonas Weber", 6, 3);
        var plays = house.Services.GetRequiredService<StayRehearsals>();
        using var left = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => plays.RunAsync(stay, "plain", PropertyScope.All, p => Leave(p, left), left.Token));
        Assert.Empty(Folders());
        Assert.NotNull((await plays.RunAsync(stay, "plain", PropertyScope.All, _ => { }, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task A_play_that_takes_too_long_ends_in_words()
    {
        await using var house = new House();
        var street = await RehearsalStreet.PutUpAsync(house);
        var stay = await street.StayAsync(street.Birch, "Jonas Weber", 6, 3);
        var answer = await house.Services.GetRequiredService<StayRehearsals>().RunAsync(stay, "plain", PropertyScope.All, p => house.Time.Advance(p.Share > 0.3 ? StayRehearsals.Longest : TimeSpan.Zero), CancellationToken.None);
        Assert.Null(answer.Outcome);
        Assert.StartsWith("The play took longer than 60 seconds", answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stay_that_cannot_be_rehearsed_says_why_and_what_to_do()
    {
        await using var house = new House();
        var street = await RehearsalStreet.PutUpAsync(house);
        var bare = await new Neighbourhood(house).PropertyAsync("Bare", "Girona", "Europe/Madrid");
        (string Why, Guid Stay)[] cases =
        [
            ("belongs to no property yet", await street.StayAsync(street.Birch, "A", 6, 3, s => s.PropertyId = null)), ("has no door with a lock", await street.StayAsync(bare, "B", 6, 3)),
            ("is cancelled", await street.StayAsync(street.Birch, "C", 6, 3, s => s.Status = StayStatus.Cancelled)), ("is not agreed yet", await street.StayAsync(street.Birch, "D", 6, 3, s => s.Status = StayStatus.Tentative)),
            ("is over", await street.StayAsync(street.Birch, "E", -6, 3)),
        ];
        foreach (var (why, stay) in cases)
        {
            var read = await house.Services.GetRequiredService<StayPlans>().ReadAsync(stay, PropertyScope.All, CancellationToken.None);
            Assert.Contains(why, read!.Problem, StringComparison.Ordinal);
            Assert.True(read.Help.Length > 0 && read.Link.StartsWith('/') && read.Scenarios.Count == 0, why);
            var answer = await house.Services.GetRequiredService<StayRehearsals>().RunAsync(stay, "plain", PropertyScope.All, _ => { }, CancellationToken.None);
            Assert.Equal((null, read.Problem), (answer.Outcome, answer.Problem));
        }
    }

    [Fact]
    public async Task A_scenario_that_this_stay_does_not_have_says_why()
    {
        await using var house = new House();
        var street = await RehearsalStreet.PutUpAsync(house);
        await street.LocksAsync(street.Birch, l => l.Timing = LockTiming.OfflineCode);
        var read = await house.Services.GetRequiredService<StayPlans>().ReadAsync(await street.StayAsync(street.Birch, "Jonas Weber", 6, 3), PropertyScope.All, CancellationToken.None);
        Assert.Equal(["full", "offline"], read!.Scenarios.Where(s => s.WhyNot.Length > 0).Select(s => s.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whoever_does_not_see_the_property_can_play_nothing()
    {
        await using var house = new House();
        var street = await RehearsalStreet.PutUpAsync(house);
        var stay = await street.StayAsync(street.Birch, "Jonas Weber", 6, 3);
        var scope = PropertyScope.Some([street.Alba.Id]);
        Assert.Null(await house.Services.GetRequiredService<StayPlans>().ReadAsync(stay, scope, CancellationToken.None));
        Assert.Null((await house.Services.GetRequiredService<StayRehearsals>().RunAsync(stay, "plain", scope, _ => { }, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task A_property_behind_the_same_street_door_that_the_host_does_not_see_is_played_without_its_names()
    {
        await using var house = new House();
        var street = await RehearsalStreet.PutUpAsync(house);
        var stay = await street.StayAsync(street.Alba, "Jonas Weber", 6, 3);
        await street.StayAsync(street.Other, "Piotr Nowak", 6, 3);
        var read = await house.Services.GetRequiredService<StayPlans>().ReadAsync(stay, PropertyScope.Some([street.Alba.Id]), CancellationToken.None);
        var names = read!.Plan!.Properties.SelectMany(p => p.Doors.SelectMany(d => new[] { p.Name, d.DoorName, d.Lock!.Name })).ToHashSet();
        Assert.DoesNotContain(names, n => n.Contains("Two", StringComparison.Ordinal) || n.Contains("Second", StringComparison.Ordinal));
        Assert.Contains("Another property", names);
        Assert.Single(read.Plan.Neighbours);
    }

    private static void Leave(StayProgress progress, CancellationTokenSource left)
    {
        if (progress.Share > 0.3)
        {
            left.Cancel();
        }
    }

    /// <summary>How many rows every table holds, and what waits to be sent.</summary>
    private static async Task<string> RowsAsync(House house)
    {
        await using var db = house.Database.Open();
        return string.Join(' ', await db.Stays.CountAsync(), await db.Reservations.CountAsync(), await db.SourceBookings.CountAsync(), await db.AccessCodes.CountAsync(), await db.StayPins.CountAsync(), await db.PinHolds.CountAsync(), await db.Messages.CountAsync(),
            await db.Deliveries.CountAsync(), await db.Escalations.CountAsync(), await db.AuditEvents.CountAsync(), await db.ReceivedWebhooks.CountAsync(), await db.FoundCodes.CountAsync(), await db.SmartLocks.CountAsync(), await db.Properties.CountAsync(), await db.HostContacts.CountAsync());
    }

    /// <summary>What plays of this process left behind.</summary>
    private static IEnumerable<string> Folders() => new[] { "/dev/shm", Path.GetTempPath() }.Where(Directory.Exists).SelectMany(f => Directory.EnumerateDirectories(f, $"cendra-play-{Environment.ProcessId}-*"));
}
