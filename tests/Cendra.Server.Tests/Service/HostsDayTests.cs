using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Messaging.Hosts;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>A host's day: one message in the morning at the hour on the own wall, one word four hours before a check-in that is not ready, and neither of them twice.</summary>
public sealed class HostsDayTests
{
    private const string Berlin = "+4915112345678";

    [Fact]
    public async Task The_morning_says_who_arrives_and_who_would_not_get_in_once_a_day()
    {
        await using var world = await StartAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.PmsSendsAndTheLockTakesItAsync("R2", "Attic", "2026-06-02", "2026-06-05", phone: "+34600000002");
        await world.ClockMovesToAsync("2026-06-02 05:00");
        await world.LockGoesOfflineAsync("attic");
        await world.ClockMovesToAsync("2026-06-02 07:29");
        Assert.Empty(await DayAsync(world));
        await world.ClockMovesToAsync("2026-06-02 07:31");
        var morning = Assert.Single(await DayAsync(world));
        Assert.Equal(MessageState.Sent, morning.State);
        Assert.Contains("Arrivals tonight: 2. Ready: 1.", morning.Body, StringComparison.Ordinal);
        Assert.Contains("15:00 Attic: attic: The lock is offline", morning.Body, StringComparison.Ordinal);
        Assert.Single(world.Told(HousePhones.Host), t => t.Contains("Good morning", StringComparison.Ordinal));

        await world.LockComesBackAsync("attic");
        await world.ClockMovesToAsync("2026-06-06 12:00");
        Assert.Single(await DayAsync(world)); // Nobody arrives on the days after.
    }

    [Fact]
    public async Task Restarts_and_sweeps_at_once_write_one_morning_message_also_when_the_server_was_down_at_the_hour()
    {
        await using var world = await StartAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.ClockMovesToAsync("2026-06-02 07:00");
        await world.StopServerAsync();
        world.Time.SetUtcNow(ServiceWorld.Utc("2026-06-02 09:10"));
        await world.StartServerAsync();
        await world.InScopeAsync<HostsDaySweep>(async first => await world.InScopeAsync<HostsDaySweep>(async second =>
        {
            await first.RunAsync(CancellationToken.None);
            await second.RunAsync(CancellationToken.None);
        }));
        await world.WorkAsync();
        await world.RestartAsync();
        await world.ClockMovesAsync(TimeSpan.FromHours(10));
        Assert.Single(await DayAsync(world));
        Assert.Single(world.Told(HousePhones.Host), t => t.Contains("Good morning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_contact_gets_the_own_properties_at_the_own_hour_in_the_own_language()
    {
        await using var world = await StartAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.WithRowsAsync(async db => db.HostContacts.Add(new HostContact
        {
            Id = world.Services.GetRequiredService<IdSource>().Next(), Name = "Anke", Phone = Berlin, CallOrder = 2, Language = "de", TimeZoneId = "America/New_York", MorningAt = new TimeOnly(6, 0),
            PropertyId = await db.Properties.Where(p => p.Name == "Born 9").Select(p => p.Id).SingleAsync(),
        }));
        await world.PmsSendsAndTheLockTakesItAsync("R2", "Attic", "2026-06-02", "2026-06-05", phone: "+34600000002");
        await world.ClockMovesToAsync("2026-06-02 11:59");
        Assert.Empty(world.Told(Berlin));
        await world.ClockMovesToAsync("2026-06-02 12:01");
        Assert.Contains("Ankünfte heute Abend: 1. Bereit: 1.", Assert.Single(world.Told(Berlin)), StringComparison.Ordinal);
        Assert.Single(world.Told(HousePhones.Host), t => t.Contains("Arrivals tonight: 2. Ready: 2.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Four_hours_before_check_in_a_stay_that_is_not_ready_is_told_once_unless_a_call_for_it_is_out()
    {
        await using var world = await StartAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.LockGoesOfflineAsync("flat");
        world.Doors.SetBattery("flat", 0.2);
        await world.WithRowsAsync(async db => await db.SmartLocks.Where(l => l.DeviceId == "flat").ExecuteUpdateAsync(s => s.SetProperty(l => l.BatteryStatus, "low")));
        await world.ClockMovesToAsync("2026-06-02 10:59");
        Assert.DoesNotContain(world.Told(HousePhones.Host), t => t.Contains("Not ready yet", StringComparison.Ordinal));
        await world.ClockMovesToAsync("2026-06-02 14:00");
        await world.RestartAsync();
        await world.ClockMovesToAsync("2026-06-02 14:50");
        Assert.Equal(Readiness.AtRisk, (await world.StayAsync("R1")).Readiness);
        Assert.Empty(await world.OpenEscalationsAsync());
        var told = Assert.Single(world.Told(HousePhones.Host), t => t.Contains("Not ready yet: Born 9", StringComparison.Ordinal));
        Assert.Contains("The battery is low", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stay_for_which_hosts_are_called_already_is_not_told_again_at_four_hours()
    {
        await using var world = await StartAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R2", "Attic", "2026-06-02", "2026-06-05");
        await world.ClockMovesToAsync("2026-06-02 06:00");
        await world.LockGoesOfflineAsync("attic");
        await world.ClockMovesToAsync("2026-06-02 14:50");
        Assert.NotEmpty(await world.OpenEscalationsAsync());
        Assert.DoesNotContain(world.Told(HousePhones.Host), t => t.Contains("Not ready yet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_needs_no_call_is_said_in_the_morning_when_it_is_new_and_once_a_week_while_it_stays()
    {
        await using var world = await StartAsync();
        await world.WithRowsAsync(db =>
        {
            db.Escalations.Add(new Escalation { Id = world.Services.GetRequiredService<IdSource>().Next(), Cause = "small:1", Priority = EscalationPriority.P3, Title = "A small matter", RaisedUtc = world.Now });
            return Task.CompletedTask;
        });
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.ClockMovesToAsync("2026-06-02 08:00");
        Assert.Contains("A small matter", Assert.Single(await DayAsync(world)).Body, StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-03 08:00");
        Assert.DoesNotContain("A small matter", (await DayAsync(world))[^1].Body, StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-08 08:00");
        Assert.Equal(2, (await DayAsync(world)).Count); // Nobody arrives, and nothing is new.
        await world.ClockMovesToAsync("2026-06-09 08:00");
        Assert.Equal(3, (await DayAsync(world)).Count);
        Assert.Contains("A small matter", (await DayAsync(world))[^1].Body, StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-12 08:00");
        Assert.Equal(3, (await DayAsync(world)).Count);
    }

    private static async Task<ServiceWorld> StartAsync()
    {
        var world = await ServiceWorld.WithOneFlatAsync(new WorldOptions { Settings = new() { ["Hosts:Notify:MorningAt"] = "07:30", ["Hosts:Notify:TimeZone"] = ServiceWorld.Zone } });
        await world.HasPropertyAsync("Attic", ServiceWorld.Door("attic", LockBehaviour.JustInTime));
        return world;
    }

    private static async Task<IReadOnlyList<Message>> DayAsync(ServiceWorld world) => await world.MessagesAsync(MessageKinds.HostDay);
}
