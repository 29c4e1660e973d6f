using System.Globalization;
using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>
/// The promises as oracles over seeded worlds. <c>CENDRA_SIMULATION_SIZE</c> says how many (20), <c>CENDRA_SIMULATION_SEED</c> where to begin (1),
/// <c>CENDRA_SIMULATION_STEPS</c> how much happens in each (6); a failure names its seed.
/// </summary>
public sealed class RandomWorldTests
{
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task In_every_seeded_world_the_doors_do_what_is_said_of_them()
    {
        var (first, size) = (Setting("CENDRA_SIMULATION_SEED", 1), Setting("CENDRA_SIMULATION_SIZE", 20));
        var steps = Setting("CENDRA_SIMULATION_STEPS", 6);
        for (var seed = first; seed < first + size; seed++)
        {
            await using var world = await DoorWorld.CreateAsync(seed);
            using var random = new RandomWorld(world, seed);
            await random.BuildAsync();
            for (var step = 0; step < steps; step++)
            {
                await random.StepAsync();
                Report(seed, random, await BreachesAsync(world));
            }

            await random.CalmDownAsync();
            Report(seed, random, [.. await BreachesAsync(world), .. await RemainsAsync(world)]);
        }
    }

    private static void Report(int seed, RandomWorld random, IReadOnlyList<string> breaches) =>
        Assert.True(breaches.Count == 0, $"seed {seed}\n{random.Story}\n-> {string.Join("\n-> ", breaches)}");

    private static async Task<IReadOnlyList<string>> BreachesAsync(DoorWorld world)
    {
        await using var db = world.Database.Open();
        var stays = await db.Stays.Include(s => s.Pins).Include(s => s.Codes).ThenInclude(c => c.Lock).Include(s => s.Property!.Doors).AsSplitQuery().ToListAsync();
        var told = await db.Escalations.Where(e => e.ResolvedUtc == null).SelectMany(e => e.Stays.Select(s => s.StayId)).ToListAsync();
        var found = new List<string>();
        foreach (var door in RandomWorld.Locks)
        {
            found.AddRange(AtDoor(world, door, stays));
        }

        foreach (var stay in stays)
        {
            found.AddRange(OfStay(world, stay, told.Contains(stay.Id)));
        }

        return found;
    }

    /// <summary>P1, P3 and P5 at one keypad.</summary>
    private static IEnumerable<string> AtDoor(DoorWorld world, string door, List<Stay> stays)
    {
        var now = world.Now;
        var onLock = world.Doors.PhysicalCodes(door);
        foreach (var twins in onLock.Where(p => Opens(p.FromUtc, p.UntilUtc, now)).GroupBy(p => p.Digits).Where(g => g.Count() > 1))
        {
            yield return $"P3 {twins.Count()} codes with the same digits at {door}";
        }

        foreach (var held in onLock.Where(p => Opens(p.FromUtc, p.UntilUtc, now)))
        {
            var code = stays.SelectMany(s => s.Codes).FirstOrDefault(c => c.SeamAccessCodeId == held.AccessCodeId || (c.SeamAccessCodeId is null && c.NameOnLock == held.Name));
            if (code is null)
            {
                yield return $"P5 {door} opens with a code that no row knows";
            }
            else if (code.State is AccessCodeState.Revoked or AccessCodeState.EndedByLock)
            {
                yield return $"P5 {door} opens with a code that is {code.State}";
            }
            else if (now < code.MayOpenFromUtc - Slack && code.IsServing && code.Lock!.IsOnline)
            {
                yield return $"P1 {door} opens before {code.MayOpenFromUtc:u}, state {code.State}";
            }
            else if (now > code.IntendedUntilUtc + TimeSpan.FromMinutes(16) && code.State != AccessCodeState.Unproven)
            {
                yield return $"P5 {door} opens after {code.IntendedUntilUtc:u}, state {code.State}";
            }
        }
    }

    /// <summary>P2 and what is said of the stay.</summary>
    private static IEnumerable<string> OfStay(DoorWorld world, Stay stay, bool isTold)
    {
        var now = world.Now;
        if (stay.Codes.Exists(c => !c.IsSettled) && !(stay.DueAtUtc > now.AddMinutes(-2)))
        {
            yield return $"{stay.ListingExternalId} {stay.CheckInLocal} has unfinished codes and is due at {stay.DueAtUtc:u}";
        }

        if (stay.Entitlement != Entitlement.Earns || !(now > stay.CheckInUtc) || !(now < stay.CheckOutUtc))
        {
            yield break;
        }

        var shut = stay.Property!.Doors.Where(d => !LetsIn(world, stay, d)).Select(d => d.DoorName).ToList();
        if (shut.Count > 0 && stay.Readiness == Readiness.Ready)
        {
            yield return $"P2 {stay.ListingExternalId} {stay.CheckInLocal} is called ready, but {string.Join(", ", shut)} stays shut";
        }

        if (shut.Count > 0 && !isTold && now > stay.CreatedUtc.AddMinutes(10))
        {
            yield return $"P2 {stay.ListingExternalId} {stay.CheckInLocal} stands before {string.Join(", ", shut)} and nobody was told; {stay.Readiness}: {stay.WorstReason}";
        }
    }

    private static bool LetsIn(DoorWorld world, Stay stay, DoorUse door)
    {
        var codes = stay.Codes.Where(c => c.LockId == door.LockId && c.SeamAccessCodeId is not null).Select(c => c.SeamAccessCodeId).ToList();
        return world.Doors.PhysicalCodes(door.DoorName).Any(p => codes.Contains(p.AccessCodeId) && Opens(p.FromUtc, p.UntilUtc, world.Now));
    }

    /// <summary>When all is over nothing is left: no code at a door, no open end, no task, and as many creates as codes.</summary>
    private static async Task<IReadOnlyList<string>> RemainsAsync(DoorWorld world)
    {
        await using var db = world.Database.Open();
        var stays = await db.Stays.Include(s => s.Codes).ThenInclude(c => c.Lock).ToListAsync();
        var found = stays.SelectMany(s => s.Codes).Where(c => !c.IsSettled).Select(c => $"P5 {c.DoorName} {c.State} is left, fault {c.Fault}").ToList();
        found.AddRange(stays.Where(s => s.Readiness != Readiness.Ended).Select(s => $"{s.ListingExternalId} {s.CheckInLocal} is left {s.Readiness}: {s.WorstReason}"));
        found.AddRange((await world.OpenEscalationsAsync()).Select(e => $"the task is left: {e.Title}"));
        found.AddRange(RandomWorld.Locks.SelectMany(d => world.Doors.PhysicalCodes(d).Where(p => Opens(p.FromUtc, p.UntilUtc, world.Now)).Select(_ => $"P5 {d} still opens")));
        var rows = stays.Sum(s => s.Codes.Count(c => c.SeamAccessCodeId is not null));
        if (rows != world.Doors.CreatedCodes())
        {
            found.Add($"P11 {world.Doors.CreatedCodes()} codes were made for {rows} rows");
        }

        return found;
    }

    private static bool Opens(DateTimeOffset? from, DateTimeOffset? until, DateTimeOffset now) => !(from > now) && !(until <= now);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
