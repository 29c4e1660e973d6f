using System.Text.Json;
using Cendra.Domain.Audit;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Orders;
using Cendra.Server.Tests.Service;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Api;

/// <summary>The digits that a program reads: with the scope for it, while the guest may be told them, each time recorded, and nowhere else.</summary>
public sealed class CodeReadsTests
{
    [Fact]
    public async Task Digits_are_read_while_they_may_be_told_and_each_read_is_recorded_with_its_key()
    {
        await using var world = await WorldAsync();
        var program = await ProgramAsync(world);
        Assert.Equal("too_early", Unit(await program.CodesAsync("R1")).GetProperty("answer").GetString());
        Assert.Equal(ServiceWorld.Utc("2026-06-02 15:00"), Unit(await program.CodesAsync("R1")).GetProperty("opensAt").GetDateTimeOffset());
        await world.ClockMovesToAsync("2026-06-02 15:30");
        var heard = await program.CodesAsync("R1");
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.Equal(("share", "no-store"), (Unit(heard).GetProperty("answer").GetString(), heard.Headers["Cache-Control"]));
        Assert.Equal([$"gate {pin}", $"flat {pin}"], Unit(heard).GetProperty("codes").EnumerateArray().Select(c => $"{c.GetProperty("door").GetString()} {c.GetProperty("digits").GetString()}"));
        Assert.Equal(ServiceWorld.Utc("2026-06-05 11:00"), Unit(heard).GetProperty("codes")[0].GetProperty("validUntil").GetDateTimeOffset());
        await using (var db = world.Open())
        {
            var stay = await world.StayAsync("R1");
            var line = await db.AuditEvents.SingleAsync(e => e.Stream == stay.AuditStream && e.Kind == AuditKind.CodeDisclosed && e.What.StartsWith("Code read by the program"));
            Assert.Contains(program.Key[..10], line.What, StringComparison.Ordinal);
            Assert.DoesNotContain(program.Key, line.What, StringComparison.Ordinal);
        }

        Assert.Empty((await world.VerifyAuditAsync()).Problems);
        new PinScan(pin).AssertAbsentFromTexts([string.Join('\n', world.Log.Lines)]);
        await world.ClockMovesToAsync("2026-06-05 11:05");
        Assert.Equal(("ended", 0), (Unit(await program.CodesAsync("R1")).GetProperty("answer").GetString(), Unit(await program.CodesAsync("R1")).GetProperty("codes").GetArrayLength()));
    }

    [Fact]
    public async Task Without_the_scope_without_the_booking_and_for_another_connection_there_are_none()
    {
        await using var world = await WorldAsync();
        var program = await ProgramAsync(world);
        await world.ClockMovesToAsync("2026-06-02 15:30");
        Assert.Equal(403, (await (await ApiProgram.OfAsync(world)).CodesAsync("R1")).Code);
        Assert.Equal(404, (await program.CodesAsync("R2")).Code);
        Assert.Equal(404, (await (await ApiProgram.OfAsync(world, "another", ApiProgram.AllScopes)).CodesAsync("R1")).Code);
        Assert.Equal(401, (await (program with { Key = "none" }).CodesAsync("R1")).Code);
        await program.CancelAsync("R1", 9);
        Assert.Equal("cancelled", Unit(await program.CodesAsync("R1")).GetProperty("answer").GetString());
    }

    [Fact]
    public async Task What_a_program_read_is_not_told_but_the_old_code_stays_when_it_is_replaced_and_a_host_hears_that_beforehand()
    {
        await using var world = await WorldAsync();
        var program = await ProgramAsync(world);
        await world.ClockMovesToAsync("2026-06-02 15:30");
        await program.CodesAsync("R1");
        var (stay, old) = (await world.StayAsync("R1"), await world.DigitsAsync("R1", "flat"));
        await using (var db = world.Open())
        {
            Assert.Equal((null, world.Now), await db.StayPins.Where(p => p.StayId == stay.Id).Select(p => new ValueTuple<DateTimeOffset?, DateTimeOffset?>(p.ToldUtc, p.ReadByProgramUtc)).SingleAsync());
        }

        await world.InScopeAsync<PinOrders>(async orders =>
        {
            var plan = await orders.PlanAsync(stay.Id, PropertyScope.All, CancellationToken.None);
            Assert.Contains(plan.People, p => p.StartsWith("The present code was given to a booking system or another program", StringComparison.Ordinal));
            Assert.Equal("", (await orders.RotateAsync(stay.Id, PropertyScope.All, ApiProgram.Owner.Actor, CancellationToken.None)).Problem);
        });
        await world.WorkAsync();
        await world.ClockMovesToAsync("2026-06-03 15:05");
        Assert.NotEqual(old, await world.DigitsAsync("R1", "flat"));
        Assert.True(await world.GuestTypesAsync("flat", old), "whoever has it from the program gets in");
        Assert.True(await world.GuestTypesAsync("flat", await world.DigitsAsync("R1", "flat")));
    }

    private static JsonElement Unit(ApiHeard heard) => Assert.Single(heard.Json.GetProperty("units").EnumerateArray().ToArray());

    private static async Task<ServiceWorld> WorldAsync()
    {
        var world = await ServiceWorld.OpenAsync();
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("gate", LockBehaviour.NativeSchedule), ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        return world;
    }

    private static async Task<ApiProgram> ProgramAsync(ServiceWorld world)
    {
        var program = await ApiProgram.OfAsync(world, scopes: ApiProgram.AllScopes);
        await program.IsListedAsync("Born 9");
        Assert.Equal(201, (await program.PutAsync("R1", ApiProgram.Body(1, "2026-06-03", "2026-06-05"))).Code);
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        return program;
    }
}
