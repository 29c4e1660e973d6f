using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Reservations.Generic;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>Bookings whose dates are not settled, and sources that have a listing in another time zone. Rows of docs/lifecycle.md.</summary>
public sealed class SourceDatesTests
{
    [Fact]
    public async Task T43_A_booking_without_dates_gets_no_code_and_is_a_hosts_task_until_they_come()
    {
        await using var world = await StartAsync();
        await world.BodyArrivesAsync(Body(1, "\"checkIn\":null,\"checkOut\":null,\"datesUnspecified\":true"));
        await world.WorkAsync();
        await using var db = world.Database.Open();
        Assert.Equal((1, 0), (await db.SourceBookings.CountAsync(), await db.Stays.CountAsync()));
        var task = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P2, "The booking \"R1\" has no dates yet"), (task.Priority, task.Title));
        await world.BodyArrivesAsync(Body(1, "\"checkIn\":null,\"checkOut\":null,\"datesUnspecified\":true"));
        Assert.Single(await world.OpenEscalationsAsync());
        await world.BodyArrivesAsync(Body(2, "\"checkIn\":\"2026-06-02\",\"checkOut\":\"2026-06-04\",\"datesUnspecified\":false"));
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.MoveToAsync("2026-06-02 15:05");
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
    }

    [Fact]
    public async Task T43_Dates_that_are_taken_back_end_nothing_until_others_come_and_a_cancellation_closes_the_task()
    {
        await using var world = await StartAsync();
        await world.BodyArrivesAsync(Body(1, "\"checkIn\":\"2026-06-02\",\"checkOut\":\"2026-06-04\""));
        await world.BodyArrivesAsync(Body(2, "\"datesUnspecified\":true"));
        await world.WorkAsync();
        Assert.Equal(StayStatus.Confirmed, (await world.StayAsync("R1")).Status);
        Assert.Single(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("undated:", StringComparison.Ordinal));
        await world.BodyArrivesAsync(Body(3, "\"datesUnspecified\":true", "cancelled"));
        await world.WorkAsync();
        Assert.Equal(StayStatus.Cancelled, (await world.StayAsync("R1")).Status);
        Assert.DoesNotContain(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("undated:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"checkIn\":\"2026-06-02\",\"datesUnspecified\":true", "reservation.checkIn")]
    [InlineData("\"units\":[],\"datesUnspecified\":true", "reservation.units")]
    [InlineData("\"datesUnspecified\":\"yes\"", "reservation.datesUnspecified")]
    [InlineData("\"checkIn\":null,\"checkOut\":null", "reservation.checkIn")]
    [InlineData("\"checkIn\":\"2026-06-02\",\"checkOut\":\"2026-06-04\",\"timeZone\":\"Madrid\"", "reservation.timeZone")]
    public void What_contradicts_itself_or_is_not_said_is_refused_with_its_field(string dates, string field)
    {
        var (snapshot, errors) = GenericBody.Read(Body(1, dates));
        Assert.Null(snapshot);
        Assert.Contains(field, errors.Keys);
    }

    [Theory]
    [InlineData("+01:00")]
    [InlineData("-0700")]
    [InlineData("Atlantic/Canary")]
    public async Task T40_The_zone_that_a_host_set_wins_and_another_one_is_told_once(string said)
    {
        await using var world = await StartAsync();
        await world.BodyArrivesAsync(Zoned(1, "2026-06-02", said));
        await world.WorkAsync();
        Assert.Equal(DoorWorld.Utc("2026-06-02 15:00"), (await world.StayAsync("R1")).CheckInUtc);
        var told = Assert.Single(await world.OpenEscalationsAsync());
        Assert.StartsWith("source-zone:", told.Cause, StringComparison.Ordinal);
        Assert.Contains($"says {said} for the listing", told.Text, StringComparison.Ordinal);
        await using (var db = world.Database.Open())
        {
            (await db.Escalations.SingleAsync()).Resolve("host:test", "Seen", world.Now);
            await db.SaveChangesAsync();
        }

        await world.BodyArrivesAsync(Zoned(2, "2026-06-03", said));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Theory]
    [InlineData("+02:00", "2026-06-02")]
    [InlineData("+0100", "2026-12-02")]
    [InlineData("Europe/Paris", "2026-06-02")]
    [InlineData(null, "2026-06-02")]
    public async Task T40_A_zone_that_is_the_same_on_that_day_or_is_not_said_troubles_nobody(string? said, string checkIn)
    {
        await using var world = await StartAsync();
        await world.BodyArrivesAsync(Zoned(1, checkIn, said));
        await world.WorkAsync();
        Assert.Equal(DoorWorld.Utc($"{checkIn} 15:00"), (await world.StayAsync("R1")).CheckInUtc);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    private static string Zoned(int version, string checkIn, string? zone) =>
        Body(version, $"\"checkIn\":\"{checkIn}\",\"checkOut\":\"{checkIn[..8]}09\",\"timeZone\":{(zone is null ? "null" : $"\"{zone}\"")}");

    private static string Body(int version, string dates, string status = "confirmed") =>
        $$$"""{"type":"reservation.upserted","reservation":{"externalId":"R1","version":{{{version}}},"listingExternalId":"Born 9","status":"{{{status}}}",{{{dates}}},"guest":{"name":"Ana Ruiz","phone":"+34600000001"} } }""";

    private static async Task<DoorWorld> StartAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", LockBehaviour.NativeSchedule));
        return world;
    }
}
