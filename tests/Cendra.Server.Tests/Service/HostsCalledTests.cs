using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Server.Console.Commands;
using Cendra.Server.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>A person is called until one has it: on two ways at once, again and again, then the next one too, and never with a code.</summary>
public sealed partial class HostsCalledTests
{
    private const string Second = "+34600000888";

    [Fact]
    public async Task The_first_contact_is_called_on_two_ways_every_five_minutes_and_the_second_joins_in_the_third_round()
    {
        await using var world = await InTroubleAsync();
        Assert.Equal(["sms", "whatsapp"], Channels(world, HousePhones.Host));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        Assert.Equal((4, 0), (world.Told(HousePhones.Host).Count, world.Told(Second).Count));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        Assert.Equal((6, 2), (world.Told(HousePhones.Host).Count, world.Told(Second).Count));
        Assert.All(world.Told(HousePhones.Host), t => Assert.Contains("A guest cannot get in", t, StringComparison.Ordinal));
        Assert.All((await world.MessagesAsync(MessageKinds.HostCalled)).SelectMany(m => m.Deliveries).Where(d => d.Channel == ChannelKind.WhatsApp), d => Assert.Equal(DeliveryForm.Template, d.Form));

        var call = Assert.Single(await world.OpenEscalationsAsync());
        await world.WithRowsAsync(async db => (await db.Escalations.SingleAsync(e => e.Id == call.Id)).Acknowledge(ServiceWorld.HostUser, "Marta", world.Now));
        await world.ClockMovesAsync(TimeSpan.FromHours(1));
        Assert.Equal((6, 2), (world.Told(HousePhones.Host).Count, world.Told(Second).Count));
    }

    [Fact]
    public async Task A_call_that_was_put_off_is_quiet_until_then_and_calls_again_with_nobody_having_it()
    {
        await using var world = await InTroubleAsync();
        var call = Assert.Single(await world.OpenEscalationsAsync());
        var marta = new SignedInHost(ServiceWorld.HostUser, "Marta", HostRoles.Manager, PropertyScope.All);
        Assert.Equal("It can be put off for up to 15 min.", await world.Services.GetRequiredService<EscalationDesk>().SnoozeAsync(call.Id, TimeSpan.FromMinutes(16), marta, CancellationToken.None));
        Assert.Equal("", await world.Services.GetRequiredService<EscalationDesk>().SnoozeAsync(call.Id, TimeSpan.FromMinutes(15), marta, CancellationToken.None));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(14));
        Assert.Equal(2, world.Told(HousePhones.Host).Count);
        Assert.Equal("Marta", Assert.Single(await world.OpenEscalationsAsync()).AcknowledgedByName);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(4, world.Told(HousePhones.Host).Count);
        var again = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((null, null), (again.AcknowledgedUtc, again.SnoozedUntilUtc));
    }

    [Theory]
    [InlineData(ContactWays.Sms, "sms")]
    [InlineData(ContactWays.WhatsApp, "whatsapp")]
    public async Task A_person_is_called_by_the_way_on_file_alone(ContactWays ways, string channel)
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.WithRowsAsync(async db => (await db.HostContacts.SingleAsync()).Ways = ways);
        await world.GuestWritesOnWhatsAppAsync("La puerta no abre");
        Assert.Equal([channel], Channels(world, HousePhones.Host));
    }

    [Fact]
    public async Task A_call_whose_cause_is_gone_stops()
    {
        await using var world = await InTroubleAsync();
        var call = Assert.Single(await world.OpenEscalationsAsync());
        await world.WithRowsAsync(async db => (await db.Escalations.SingleAsync(e => e.Id == call.Id)).Resolve(AuditActor.Cendra, "gone", world.Now));
        await world.ClockMovesAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, world.Told(HousePhones.Host).Count);
    }

    [Fact]
    public async Task Told_is_only_what_a_provider_took_and_an_outage_is_not_followed_by_a_flood()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        world.Doors.StartMessagesOutage();
        await world.WhatsAppArrivesAsync("La puerta no abre");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(30));
        Assert.Null((await world.OpenEscalationsAsync()).Single(e => e.Priority == EscalationPriority.P0).NotifiedUtc);
        world.Doors.EndMessagesOutage();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(4));
        Assert.NotNull((await world.OpenEscalationsAsync()).Single(e => e.Priority == EscalationPriority.P0).NotifiedUtc);
        Assert.InRange(world.Told(HousePhones.Host).Count(t => t.Contains("A guest cannot get in", StringComparison.Ordinal)), 1, 4);
    }

    [Fact]
    public async Task No_call_holds_a_code_and_its_link_is_known_by_its_hash_alone()
    {
        await using var world = await InTroubleAsync();
        var pin = await world.DigitsAsync("R1", "flat");
        var hashes = (await world.MessagesAsync(MessageKinds.HostCalled)).Select(m => m.LinkTokenHash).Distinct().ToList();
        foreach (var text in world.Told(HousePhones.Host))
        {
            Assert.DoesNotContain(pin, text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
            var token = Link().Match(text).Groups[1].Value;
            Assert.Equal(32, token.Length);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))), Assert.Single(hashes));
            Assert.DoesNotContain(await RowTexts.OfAsync(world), row => row.Contains(token, StringComparison.Ordinal));
            Assert.DoesNotContain(world.Log.Lines, line => line.Contains(token, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_can_wait_waits_for_the_persons_hours()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.WithRowsAsync(async db =>
        {
            var host = await db.HostContacts.SingleAsync();
            (host.TimeZoneId, host.HoursFrom, host.HoursUntil) = (ServiceWorld.Zone, new TimeOnly(9, 0), new TimeOnly(20, 0));
        });
        await world.ClockMovesToAsync("2026-06-01 22:00");
        await world.GuestWritesOnWhatsAppAsync("Is there a hair dryer?");
        Assert.Equal(EscalationPriority.P2, Assert.Single(await world.OpenEscalationsAsync()).Priority);
        await world.ClockMovesToAsync("2026-06-02 08:59");
        Assert.Empty(world.Told(HousePhones.Host));
        await world.ClockMovesToAsync("2026-06-02 09:30");
        Assert.Equal(2, world.Told(HousePhones.Host).Count);
    }

    [Fact]
    public async Task A_guest_who_writes_again_long_after_somebody_took_it_calls_again()
    {
        await using var world = await InTroubleAsync();
        var call = Assert.Single(await world.OpenEscalationsAsync());
        await world.WithRowsAsync(async db => (await db.Escalations.SingleAsync(e => e.Id == call.Id)).Acknowledge(ServiceWorld.HostUser, "Marta", world.Now));
        await world.GuestWritesOnWhatsAppAsync("La puerta no abre");
        Assert.Equal(2, world.Told(HousePhones.Host).Count);
        await world.ClockMovesAsync(TimeSpan.FromHours(5));
        await world.GuestWritesOnWhatsAppAsync("La puerta no abre");
        Assert.Equal(4, world.Told(HousePhones.Host).Count);
    }

    /// <summary>A guest in house stands at a locked door; there are two people to be called.</summary>
    private static async Task<ServiceWorld> InTroubleAsync()
    {
        var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.WithRowsAsync(db =>
        {
            db.HostContacts.Add(new HostContact { Id = world.Services.GetRequiredService<IdSource>().Next(), Name = "Pau", Phone = Second, CallOrder = 2 });
            return Task.CompletedTask;
        });
        await world.GuestWritesOnWhatsAppAsync("La puerta no abre");
        return world;
    }

    private static IEnumerable<string> Channels(ServiceWorld world, string phone) => world.Doors.Phone(phone).Select(m => m.Channel).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"https://cendra\.test/a/([0-9a-f]{32})(?![0-9a-f])")]
    private static partial Regex Link();
}
