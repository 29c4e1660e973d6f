using System.Text;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Reservations.Upload;
using Cendra.Simulator.Locks;
using Cendra.Tests.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Reservations;

/// <summary>A table that a host takes over, until somebody stands at the keypad.</summary>
public sealed class UploadTakeOverTests
{
    private const string Header = "Reservation ID,Guest name,Phone,Check-in,Check-out,Listing,Status\n";
    private const string R1 = "R1,Ana Ruiz,+34600000001,2026-06-02,2026-06-04,Born 9,confirmed\n";
    private const string R2 = "R2,Eva Sol,+34600000002,2026-06-05,2026-06-07,Born 9,confirmed\n";

    [Fact]
    public async Task A_booking_of_a_table_opens_its_door_and_the_same_table_twice_changes_nothing()
    {
        await using var world = await StartAsync();
        Assert.Equal([LineStep.New, LineStep.New], (await PlanAsync(world, Header + R1 + R2)).Lines.Select(l => l.Step));
        Assert.False(await world.Db.SourceBookings.AnyAsync(b => b.ConnectionId == world.Upload)); // The look stored nothing.
        await TakeAsync(world, Header + R1 + R2);
        await world.World.MoveToAsync("2026-06-02 15:05");
        Assert.True(world.World.Opens("flat", await world.World.DigitsAsync("R1", "flat")));
        await world.World.WorkAsync(); // That somebody typed it is written down too.
        var before = await StateAsync(world);
        var again = await PlanAsync(world, Header + R1 + R2);
        Assert.Equal([LineStep.Unchanged, LineStep.Unchanged], again.Lines.Select(l => l.Step));
        await TakeAsync(world, Header + R1 + R2);
        await TakeAsync(world, Header + R2 + R1);
        Assert.Equal(before, await StateAsync(world));
    }

    [Fact]
    public async Task What_changed_is_said_with_what_was_before_and_an_empty_cell_takes_nothing_away()
    {
        await using var world = await StartAsync();
        await TakeAsync(world, Header + R1);
        var plan = await PlanAsync(world, Header + "R1,Ana Ruiz,,2026-06-02,2026-06-05,Born 9,confirmed\n");
        var line = Assert.Single(plan.Lines);
        Assert.Equal((LineStep.Changed, "Check-out: 2026-06-04 becomes 2026-06-05"), (line.Step, Assert.Single(line.Words)));
        await TakeAsync(world, Header + "R1,Ana Ruiz,,2026-06-02,2026-06-05,Born 9,confirmed\n");
        var stay = await world.World.StayAsync("R1");
        Assert.Equal(new DateOnly(2026, 6, 5), stay.CheckOutLocal);
        Assert.Equal("+34600000001", stay.Reservation!.GuestPhone);
        Assert.Equal(LineStep.Unchanged, Assert.Single((await PlanAsync(world, Header + "R1,Ana Ruiz,,2026-06-02,2026-06-05,Born 9,confirmed\n")).Lines).Step);
    }

    [Fact]
    public async Task A_line_that_is_missing_cancels_nobody_and_the_word_cancelled_does()
    {
        await using var world = await StartAsync();
        await TakeAsync(world, Header + R1 + R2);
        await TakeAsync(world, Header + R1);
        await world.World.WorkAsync();
        Assert.Equal(StayStatus.Confirmed, (await world.World.StayAsync("R2")).Status);
        await TakeAsync(world, Header + R2.Replace("confirmed", "Cancelled by guest", StringComparison.Ordinal));
        Assert.Equal(StayStatus.Cancelled, (await world.World.StayAsync("R2")).Status);
    }

    [Fact]
    public async Task Refused_lines_leave_nothing_and_good_ones_beside_them_are_taken_over()
    {
        await using var world = await StartAsync();
        await TakeAsync(world, Header + R1 + "R3,Bad,,2026-06-09,2026-06-08,Born 9,confirmed\n");
        Assert.Equal(["R1"], await world.Db.SourceBookings.Where(b => b.ConnectionId == world.Upload).Select(b => b.ExternalId).ToListAsync());
        Assert.Empty(await world.World.OpenEscalationsAsync());
    }

    [Fact]
    public async Task A_take_over_does_what_was_shown_or_nothing()
    {
        await using var world = await StartAsync();
        var shown = await PlanAsync(world, Header + R1);
        await TakeAsync(world, Header + R1.Replace("06-04", "06-06", StringComparison.Ordinal));
        TableTaken? taken = null;
        await world.World.InScopeAsync<TableTakeOver>(async t => taken = await t.TakeAsync(world.Upload, Table(Header + R1), shown.Fingerprint, "host:test", CancellationToken.None));
        Assert.True(taken!.IsOther);
        Assert.Equal(LineStep.Changed, Assert.Single(taken.Plan.Lines).Step);
        Assert.Equal(new DateOnly(2026, 6, 6), (await world.World.StayAsync("R1")).CheckOutLocal);
    }

    [Fact]
    public async Task Where_a_table_has_versions_the_higher_one_holds_whatever_order_they_come_in()
    {
        await using var world = await StartAsync();
        string Version(int version, string until) => $"Reservation ID,Check-in,Check-out,Listing,Version\nR1,2026-06-02,2026-06-{until},Born 9,{version}\n";
        await TakeAsync(world, Version(2, "05"));
        var older = Assert.Single((await PlanAsync(world, Version(1, "04"))).Lines);
        Assert.Equal(LineStep.Refused, older.Step);
        Assert.Contains("older than 2", older.Words[0], StringComparison.Ordinal);
        Assert.Contains("known with other content", Assert.Single((await PlanAsync(world, Version(2, "04"))).Lines).Words[0], StringComparison.Ordinal);
        await TakeAsync(world, Version(7, "05"));
        Assert.Equal(LineStep.Refused, Assert.Single((await PlanAsync(world, Version(6, "04"))).Lines).Step);
        await TakeAsync(world, Version(8, "06"));
        Assert.Equal(new DateOnly(2026, 6, 6), (await world.World.StayAsync("R1")).CheckOutLocal);
    }

    [Fact]
    public async Task A_listing_that_is_no_propertys_is_said_beforehand_and_waits_for_a_host()
    {
        await using var world = await StartAsync();
        var text = Header + R1.Replace("Born 9", "Gràcia 3", StringComparison.Ordinal);
        Assert.Equal(["Gràcia 3"], (await PlanAsync(world, text)).Unmapped);
        await TakeAsync(world, text);
        await world.World.WorkAsync();
        Assert.Null((await world.World.StayAsync("R1")).PropertyId);
        Assert.Contains(await world.World.OpenEscalationsAsync(), e => e.Cause.StartsWith("unmapped", StringComparison.Ordinal));
    }

    private static UploadedTable Table(string text) => UploadedTable.Of(Encoding.UTF8.GetBytes(text), new TableOptions(DateForm.Unsaid, ""));

    private static async Task<TablePlan> PlanAsync(UploadWorld world, string text)
    {
        TablePlan? plan = null;
        await world.World.InScopeAsync<TablePlanner>(async p => plan = await p.PlanAsync(world.Upload, Table(text), CancellationToken.None));
        return plan!;
    }

    private static async Task TakeAsync(UploadWorld world, string text)
    {
        var seen = (await PlanAsync(world, text)).Fingerprint;
        await world.World.InScopeAsync<TableTakeOver>(async t => Assert.Empty((await t.TakeAsync(world.Upload, Table(text), seen, "host:test", CancellationToken.None)).NotTaken));
        await world.World.WorkAsync();
    }

    private static async Task<string> StateAsync(UploadWorld world)
    {
        var db = world.Db;
        var bookings = await db.SourceBookings.AsNoTracking().OrderBy(b => b.ExternalId).Select(b => $"{b.ExternalId} {b.SourceOrder} {b.ContentHash} {b.Version}").ToListAsync();
        return string.Join('\n', [.. bookings, $"{await db.Stays.CountAsync()} stays", $"{await db.AccessCodes.CountAsync()} codes", $"{await db.AuditEvents.CountAsync()} lines", $"{world.World.Doors.CreatedCodes()} created"]);
    }

    private static async Task<UploadWorld> StartAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", LockBehaviour.NativeSchedule));
        var db = world.Database.Open();
        var connection = new Connection { Id = world.Database.Ids.Next(), Kind = ConnectionKind.Upload, Name = "by-table", CreatedUtc = world.Now };
        db.Connections.Add(connection);
        db.PropertyListings.Add(new PropertyListing { Id = world.Database.Ids.Next(), ConnectionId = connection.Id, ExternalId = "Born 9", PropertyId = (await db.Properties.SingleAsync()).Id });
        await db.SaveChangesAsync();
        return new UploadWorld(world, db, connection.Id);
    }

    private sealed record UploadWorld(DoorWorld World, Domain.Database.CendraDbContext Db, Guid Upload) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Db.DisposeAsync();
            await World.DisposeAsync();
        }
    }
}
