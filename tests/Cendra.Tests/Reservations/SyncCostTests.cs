using System.Globalization;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Reservations;

/// <summary>
/// What a reservation costs in statements, whatever else there is. Times are measured by benchmarks/Cendra.Benchmarks; here nothing is timed. Counts hold on every machine.
/// </summary>
public sealed class SyncCostTests
{
    [Fact]
    public async Task Statements_for_each_reservation_do_not_grow_with_their_number()
    {
        var (few, many) = (await MeasureAsync(50), await MeasureAsync(400));
        foreach (var (reading, cost) in many)
        {
            Assert.True(cost.Reading / 400.0 <= few[reading].Reading / 50.0, $"{reading}: {cost.Reading} queries for 400, {few[reading].Reading} for 50");
            Assert.True(cost.Writing / 400.0 <= (few[reading].Writing / 50.0) + 0.01, $"{reading}: {cost.Writing} writes for 400, {few[reading].Writing} for 50");
        }

        Assert.InRange(many["first"].Reading / 400.0, 0, 0.2); // A handful for each page of two hundred.
        Assert.InRange(many["first"].Writing / 400.0, 5, 5.1); // Booking, reservation, stay, and its line in the chain with what is personal in it.
        Assert.InRange(many["unchanged"].Reading, 1, 20);
        Assert.InRange(many["unchanged"].Writing, 1, 10);
    }

    [Fact]
    public async Task A_second_source_of_the_same_stays_does_not_make_each_of_them_dearer()
    {
        var (few, many) = (await MeasureAsync(50, isTwice: true), await MeasureAsync(400, isTwice: true));
        Assert.True(many["first"].Reading / 400.0 <= few["first"].Reading / 50.0, $"{many["first"].Reading} queries for 400, {few["first"].Reading} for 50");
        Assert.InRange(many["first"].Reading / 400.0, 0, 0.2);
    }

    [Fact]
    public async Task A_change_wakes_the_neighbours_in_time_and_nobody_else_in_the_property()
    {
        await using var world = await ListedAsync(30, new CountedStatements());
        await world.World.WorkAsync();
        await world.MoveAsync(1);
        await using (var db = world.World.Database.Open())
        {
            await db.Stays.ExecuteUpdateAsync(s => s.SetProperty(x => x.DueAtUtc, (DateTimeOffset?)null));
        }

        world.List.Has("R15", Day(15, 0), Day(15, 3));
        await ReadWholeAsync(world);
        Assert.Equal(["R14", "R15", "R16"], (await WokenAsync(world)).Intersect(["R14", "R15", "R16"]).Order());
        Assert.DoesNotContain("R1", await WokenAsync(world));
        Assert.DoesNotContain("R30", await WokenAsync(world));
    }

    private static async Task<Dictionary<string, (int Reading, int Writing)>> MeasureAsync(int count, bool isTwice = false)
    {
        var statements = new CountedStatements();
        await using var world = await ListedAsync(count, statements);
        if (isTwice)
        {
            await OfCalendarTooAsync(world, count);
        }

        var costs = new Dictionary<string, (int, int)>();
        await TakeAsync("first");
        Assert.Equal(count, await StaysAsync(world));
        await TakeAsync("unchanged");
        return costs;

        async Task TakeAsync(string name)
        {
            statements.Reset();
            await ReadWholeAsync(world);
            costs[name] = statements.Count;
        }
    }

    /// <summary>The same stays as another source tells them, which is followed from then on.</summary>
    private static async Task OfCalendarTooAsync(SourceWorld world, int count)
    {
        var ids = world.World.Database.Ids;
        await using var db = world.World.Database.Open();
        var property = await db.Properties.SingleAsync();
        var calendar = new Connection { Id = ids.Next(), Kind = ConnectionKind.ICalendar, Name = "calendar", CreatedUtc = world.World.Now };
        db.Connections.Add(calendar);
        for (var i = 1; i <= count; i++)
        {
            var reservation = new Reservation { Id = ids.Next(), CreatedUtc = world.World.Now };
            reservation.Stays.Add(new Stay
            {
                Id = ids.Next(), PropertyId = property.Id, ListingExternalId = "calendar", Status = StayStatus.Confirmed, CreatedUtc = world.World.Now,
                CheckInLocal = DateOnly.Parse(Day(i, 0), CultureInfo.InvariantCulture), CheckOutLocal = DateOnly.Parse(Day(i, 2), CultureInfo.InvariantCulture),
            });
            db.SourceBookings.Add(new SourceBooking { Id = ids.Next(), ConnectionId = calendar.Id, ExternalId = $"C{i}", Reservation = reservation });
        }

        await db.SaveChangesAsync();
    }

    private static async Task<SourceWorld> ListedAsync(int count, CountedStatements statements)
    {
        var world = await SourceWorld.OfListAsync(statements.AddTo);
        for (var i = 1; i <= count; i++)
        {
            world.List.Has($"R{i}", Day(i, 0), Day(i, 2));
        }

        return world;
    }

    private static Task ReadWholeAsync(SourceWorld world) => world.ReadWholeAsync();

    private static string Day(int stay, int night) => new DateOnly(2026, 6, 5).AddDays((stay * 5) + night).ToString("O", CultureInfo.InvariantCulture);

    private static async Task<int> StaysAsync(SourceWorld world)
    {
        await using var db = world.World.Database.Open();
        return await db.Stays.CountAsync();
    }

    private static async Task<IReadOnlyList<string>> WokenAsync(SourceWorld world)
    {
        await using var db = world.World.Database.Open();
        return await db.SourceBookings.Where(b => b.Reservation!.Stays.Any(s => s.DueAtUtc != null)).Select(b => b.ExternalId).ToListAsync();
    }
}
