using Cendra.Messaging.Outbound;
using Cendra.Messaging.Twilio;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>What Twilio keeps of a message that carried a code is taken away when the code is over, and only then; the phone keeps it.</summary>
public sealed class RedactionTests
{
    [Fact]
    public async Task A_day_after_the_stay_Twilio_keeps_no_text_with_a_code_and_everything_else()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-02 15:05");
        var spoken = ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat"));
        await world.GuestWritesOnWhatsAppAsync("¿A qué hora es la salida?");
        await world.GuestWritesOnWhatsAppAsync($"He marcado {await world.DigitsAsync("R1", "flat")} y no abre");
        await world.ClockMovesToAsync("2026-06-04 11:45");
        await SweepAsync(world);
        Assert.Contains(await KeptAsync(world), t => t.Contains(spoken, StringComparison.Ordinal));

        await world.ClockMovesToAsync("2026-06-05 12:00");
        await SweepAsync(world);
        var kept = await KeptAsync(world);
        Assert.DoesNotContain(kept, t => t.Contains(spoken, StringComparison.Ordinal) || t.Contains("He marcado", StringComparison.Ordinal));
        Assert.Contains(kept, t => t.Length > 0); // Words without a code stay.
        Assert.Contains(world.Told(), t => t.Contains(spoken, StringComparison.Ordinal)); // And so does what is on the phone.
        await using var db = world.Open();
        var redacted = await db.Deliveries.Where(d => d.RedactedUtc != null).Select(d => d.MessageId).ToListAsync();
        Assert.Equal(redacted.Order(), (await db.MessageSecrets.Where(s => s.LeftUtc != null).Select(s => s.MessageId).Distinct().ToListAsync()).Order());
        await SweepAsync(world);
        Assert.Equal(redacted.Count, await db.Deliveries.CountAsync(d => d.RedactedUtc == world.Now));
    }

    [Fact]
    public async Task While_a_code_may_still_open_the_text_stays_and_an_outage_is_made_up_for_later()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync(behaviour: LockBehaviour.JustInTime); // One that keeps time itself ends its code by itself.
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-02 15:05");
        var spoken = ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat"));
        await world.ClockMovesToAsync("2026-06-04 10:00");
        world.Doors.FailNextRemovals("flat", 1000);
        await world.LockGoesOfflineAsync("flat");
        await world.ClockMovesToAsync("2026-06-05 12:00");
        await SweepAsync(world);
        Assert.Contains(await KeptAsync(world), t => t.Contains(spoken, StringComparison.Ordinal));

        world.Doors.FailNextRemovals("flat", 0);
        await world.LockComesBackAsync("flat");
        await world.ClockMovesToAsync("2026-06-05 18:00");
        world.Doors.StartMessagesOutage();
        await SweepAsync(world);
        world.Doors.EndMessagesOutage();
        Assert.Contains(await KeptAsync(world), t => t.Contains(spoken, StringComparison.Ordinal));
        await SweepAsync(world);
        Assert.DoesNotContain(await KeptAsync(world), t => t.Contains(spoken, StringComparison.Ordinal));
    }

    private static Task SweepAsync(ServiceWorld world) => world.InScopeAsync<RedactionsSweep>(sweep => sweep.RunAsync(CancellationToken.None));

    /// <summary>The texts that Twilio has.</summary>
    private static async Task<IReadOnlyList<string>> KeptAsync(ServiceWorld world)
    {
        await using var scope = world.Services.CreateAsyncScope();
        return [.. (await scope.ServiceProvider.GetRequiredService<TwilioClient>().ListAsync(null, null, world.Now.AddDays(-7), CancellationToken.None)).Select(m => m.Body)];
    }
}
