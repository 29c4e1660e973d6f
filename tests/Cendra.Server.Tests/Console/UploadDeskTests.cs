using System.Text;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Reservations.Upload;
using Cendra.Server.Console.Commands;
using Cendra.Server.Security;
using Cendra.Server.Tests.Service;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

/// <summary>A table from the page to the door, in the whole service.</summary>
public sealed class UploadDeskTests
{
    private const string Table = "Reservation ID;Guest name;Phone;Check-in;Check-out;Listing;Status\r\nR1;Ana Ruiz;+34600000001;2026-06-02;2026-06-04;Olot;confirmed\r\nR2;Eva Sol;;2026-06-05;2026-06-05;Olot;confirmed\r\n";
    private static readonly SignedInHost Manager = new(Guid.Parse("0192f0a0-0000-7000-8000-000000000002"), "Rui Costa", HostRoles.Manager, PropertyScope.All);

    [Fact]
    public async Task A_table_is_looked_at_taken_over_and_opens_the_door()
    {
        await using var world = await StartAsync();
        var (desk, id) = await UploadAsync(world);
        var look = await desk.LookAsync(id, Bytes(Table), new TableOptions(DateForm.Unsaid, ""), Manager, CancellationToken.None);
        Assert.Equal([LineStep.New, LineStep.Refused], look.Plan!.Lines.Select(l => l.Step));
        Assert.Equal((0, 0), await CountsAsync(world));
        var (taken, problem) = await desk.TakeAsync(id, look, Manager, CancellationToken.None);
        Assert.Equal(("", false), (problem, taken!.IsOther));
        Assert.Equal((1, 1), await CountsAsync(world));
        await world.ClockMovesToAsync(ServiceWorld.Utc("2026-06-02 15:05"));
        Assert.True(await world.GuestTypesAsync("flat", await world.DigitsAsync("R1", "flat")));
        await using var db = world.Open();
        var line = await db.AuditEvents.SingleAsync(e => e.Kind == AuditKind.ConnectionChanged && e.What.StartsWith("Table taken over"));
        Assert.Equal(("Table taken over: 1 new, 0 changed, 0 as they were, 1 refused, 0 left for another time", Manager.Actor), (line.What, line.Actor));
        Assert.Equal(ConnectionState.Good, (await db.Connections.SingleAsync(c => c.Id == id)).State);
        Assert.DoesNotContain(world.Log.Lines, l => l.Contains("Ana Ruiz", StringComparison.Ordinal) && l.Contains("Cendra.Lifecycle", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_who_take_the_same_table_over_at_once_and_again_leave_one_stay()
    {
        await using var world = await StartAsync();
        var (desk, id) = await UploadAsync(world);
        var look = await desk.LookAsync(id, Bytes(Table), new TableOptions(DateForm.Unsaid, ""), Manager, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => desk.TakeAsync(id, look, Manager, CancellationToken.None))));
        Assert.Equal((1, 1), await CountsAsync(world));
        var lines = await world.AuditLinesAsync();
        var again = await desk.LookAsync(id, Bytes(Table), new TableOptions(DateForm.Unsaid, ""), Manager, CancellationToken.None);
        Assert.False(again.Plan!.DoesSomething);
        await desk.TakeAsync(id, again, Manager, CancellationToken.None);
        Assert.Equal(lines, await world.AuditLinesAsync());
        Assert.True((await desk.TakeAsync(id, look, Manager, CancellationToken.None)).Taken!.IsOther);
    }

    [Fact]
    public async Task Nothing_is_taken_over_while_a_date_is_one_day_or_another()
    {
        await using var world = await StartAsync();
        var (desk, id) = await UploadAsync(world);
        var table = Bytes(Table.Replace("2026-06-02", "03/06/2026", StringComparison.Ordinal) + "R3;Pau;;2026-06-08;2026-06-09;Olot;confirmed\r\n");
        var look = await desk.LookAsync(id, table, new TableOptions(DateForm.Unsaid, ""), Manager, CancellationToken.None);
        Assert.NotNull(look.Table!.Question);
        Assert.NotEmpty((await desk.TakeAsync(id, look, Manager, CancellationToken.None)).Problem);
        Assert.Equal((0, 0), await CountsAsync(world));
        var said = await desk.LookAsync(id, table, new TableOptions(DateForm.DayFirst, ""), Manager, CancellationToken.None);
        await desk.TakeAsync(id, said, Manager, CancellationToken.None);
        Assert.Equal(new DateOnly(2026, 6, 3), (await world.StayAsync("R1")).CheckInLocal);
    }

    [Fact]
    public async Task Who_sees_some_properties_or_only_looks_takes_nothing_over()
    {
        await using var world = await StartAsync();
        var (desk, id) = await UploadAsync(world);
        foreach (var other in new[] { Manager with { Role = HostRoles.Viewer }, Manager with { Scope = PropertyScope.Some([]) } })
        {
            Assert.NotEmpty((await desk.MakeAsync("theirs", other, CancellationToken.None)).Problem);
            Assert.Null((await desk.LookAsync(id, Bytes(Table), new TableOptions(DateForm.Unsaid, ""), other, CancellationToken.None)).Plan);
        }

        await using var db = world.Open();
        var pms = await db.Connections.Where(c => c.Name == ServiceWorld.Pms).Select(c => c.Id).SingleAsync();
        Assert.NotEmpty((await desk.LookAsync(pms, Bytes(Table), new TableOptions(DateForm.Unsaid, ""), Manager, CancellationToken.None)).Problem);
        Assert.Contains("empty", (await desk.LookAsync(id, Array.Empty<byte>(), new TableOptions(DateForm.Unsaid, ""), Manager, CancellationToken.None)).Problem, StringComparison.Ordinal);
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<(int Bookings, int Stays)> CountsAsync(ServiceWorld world)
    {
        await using var db = world.Open();
        return (await db.SourceBookings.CountAsync(), await db.Stays.CountAsync());
    }

    private static async Task<(UploadDesk Desk, Guid Id)> UploadAsync(ServiceWorld world)
    {
        var desk = world.Services.GetRequiredService<UploadDesk>();
        var (id, problem) = await desk.MakeAsync("by-table", Manager, CancellationToken.None);
        Assert.Equal("", problem);
        await using var db = world.Open();
        db.PropertyListings.Add(new PropertyListing { Id = new Guid("00000000-0000-7000-8000-00000000dead"), ConnectionId = id!.Value, ExternalId = "Olot", PropertyId = (await db.Properties.SingleAsync()).Id });
        await db.SaveChangesAsync();
        return (desk, id.Value);
    }

    private static async Task<ServiceWorld> StartAsync()
    {
        var world = await ServiceWorld.OpenAsync();
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        return world;
    }
}
