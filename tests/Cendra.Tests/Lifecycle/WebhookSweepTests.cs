using Cendra.Domain.Database;
using Cendra.Domain.Inbox;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>What was stored and could not be worked off is tried again after a growing pause; what somebody else worked off in the same moment stays as it is.</summary>
public sealed class WebhookSweepTests
{
    private const string Source = "made-up";

    [Fact]
    public async Task What_fails_is_tried_again_later_and_later_and_says_so()
    {
        await using var world = await WorldAsync((_, _, _) => throw new InvalidOperationException("broken"));
        var id = await StoredAsync(world);
        await SweepAsync(world);
        var row = await RowAsync(world, id);
        Assert.Equal((1, world.Now.AddMinutes(1)), (row.Attempts, row.DueAtUtc));
        Assert.StartsWith("It could not be worked off", row.Outcome, StringComparison.Ordinal);
        world.Database.Time.Advance(TimeSpan.FromMinutes(1));
        await SweepAsync(world);
        row = await RowAsync(world, id);
        Assert.Equal((2, world.Now.AddMinutes(2)), (row.Attempts, row.DueAtUtc));
    }

    [Fact]
    public async Task A_collision_with_whoever_worked_it_off_leaves_what_they_wrote()
    {
        await using var world = await WorldAsync(async (services, id, ct) =>
        {
            await using var db = services.GetRequiredService<CendraDatabase>().Open();
            await db.ReceivedWebhooks.Where(w => w.Id == id).ExecuteUpdateAsync(s => s.SetProperty(w => w.ProcessedUtc, DoorWorld.Utc("2026-06-01 10:00")).SetProperty(w => w.DueAtUtc, (DateTimeOffset?)null).SetProperty(w => w.Outcome, "made"), ct);
            throw new DbUpdateException("Somebody else was faster.");
        });
        var id = await StoredAsync(world);
        await SweepAsync(world);
        var row = await RowAsync(world, id);
        Assert.Equal(("made", 0, null), (row.Outcome, row.Attempts, row.DueAtUtc));
    }

    private static Task<DoorWorld> WorldAsync(Func<IServiceProvider, Guid, CancellationToken, Task> take) =>
        DoorWorld.CreateAsync(also: services => services.AddSingleton(new WebhookTaker(Source, take)));

    private static async Task<Guid> StoredAsync(DoorWorld world)
    {
        var row = new ReceivedWebhook { Id = world.Database.Ids.Next(), Source = Source, ExternalId = "1", BodyHash = new string('0', 64), Cleaned = "{}", ReceivedUtc = world.Now, DueAtUtc = world.Now };
        await world.Database.SaveAsync(row);
        return row.Id;
    }

    private static Task SweepAsync(DoorWorld world) => world.InScopeAsync<ReceivedWebhooksSweep>(sweep => sweep.RunAsync(CancellationToken.None));

    private static async Task<ReceivedWebhook> RowAsync(DoorWorld world, Guid id)
    {
        await using var db = world.Database.Open();
        return await db.ReceivedWebhooks.AsNoTracking().SingleAsync(w => w.Id == id);
    }
}
