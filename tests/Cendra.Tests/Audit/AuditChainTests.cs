using Cendra.Domain.Audit;
using Cendra.Domain.Stays;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Audit;

/// <summary>How lines come into a chain.</summary>
public sealed class AuditChainTests
{
    [Fact]
    public async Task A_change_and_its_line_are_stored_by_the_same_save()
    {
        await using var world = await TestDatabase.CreateAsync();
        var house = world.Rows.House();
        await world.SaveAsync(house.All);

        await using var db = world.Open();
        var line = await db.AuditEvents.SingleAsync();
        Assert.Equal(house.Code.AuditStream, line.Stream);
        Assert.Equal((1L, "", AuditKind.CodePlanned, AuditActor.Cendra), (line.Sequence, line.PreviousMac, line.Kind, line.Actor));
        Assert.Equal("Flat 3-2: code planned", line.What);
        Assert.Equal(house.Code.Id, line.SubjectId);
        Assert.Equal(TestDatabase.Start, line.OccurredUtc);
        Assert.Equal(line.ComputeMac(world.Keys.AuditKey), line.Mac);
        Assert.Equal(new AuditHead(line.Stream, 1, line.Mac), Assert.Single(world.Heads.All()));
    }

    [Fact]
    public async Task A_code_and_its_stay_write_one_chain_in_the_order_in_which_they_noted()
    {
        await using var world = await TestDatabase.CreateAsync();
        var house = world.Rows.House();
        await world.SaveAsync(house.All);
        await using var db = world.Open();
        var code = await db.AccessCodes.SingleAsync();
        var stay = await db.Stays.SingleAsync();
        code.BeginCreate();
        code.MarkAccepted("seam-1");
        stay.NoteThat(AuditKind.WindowChanged, AuditActor.Cendra, "Later check-in");
        await db.SaveChangesAsync();

        var lines = await db.AuditEvents.OrderBy(e => e.Sequence).ToListAsync();
        Assert.Equal([1, 2, 3, 4], lines.Select(l => l.Sequence));
        Assert.Equal(lines.Take(3).Select(l => l.Mac), lines.Skip(1).Select(l => l.PreviousMac));
        Assert.True(lines.FindIndex(l => l.Kind == AuditKind.CodeRequested) < lines.FindIndex(l => l.Kind == AuditKind.CodeAccepted));
        Assert.Empty((await world.VerifyAsync()).Problems);
    }

    [Fact]
    public async Task Saves_to_one_stream_from_eight_tasks_leave_an_unbroken_chain()
    {
        await using var world = await TestDatabase.CreateAsync();
        var stay = await StayAsync(world);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(task => Task.Run(async () =>
        {
            for (var i = 0; i < 6; i++)
            {
                await using var db = world.Open();
                (await db.Stays.SingleAsync(s => s.Id == stay.Id)).NoteThat(AuditKind.WindowChanged, AuditActor.Cendra, $"task {task} line {i}");
                await db.SaveChangesAsync();
            }
        })));

        var report = await world.VerifyAsync();
        Assert.Empty(report.Problems);
        Assert.Equal((1, 48), (report.Streams, report.Events));
    }

    [Fact]
    public async Task A_refused_save_leaves_no_line_and_the_next_save_of_the_same_context_writes_it_once()
    {
        await using var world = await TestDatabase.CreateAsync();
        var stay = await StayAsync(world);
        await using var db = world.Open();
        var mine = await db.Stays.SingleAsync();
        mine.NoteThat(AuditKind.WindowChanged, AuditActor.Cendra, "first");
        await world.SaveAsync(world.Rows.Webhook());
        var repeat = world.Rows.Webhook();
        db.Add(repeat);
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        Assert.Equal(0, Assert.Single(world.Heads.All()).Sequence); // Announced, not begun.

        // Somebody else's line comes between the refusal and the next attempt.
        await using (var other = world.Open())
        {
            (await other.Stays.SingleAsync()).NoteThat(AuditKind.WindowChanged, AuditActor.Cendra, "other");
            await other.SaveChangesAsync();
        }

        db.Entry(repeat).State = EntityState.Detached;
        mine.NoteThat(AuditKind.WindowChanged, AuditActor.Cendra, "second");
        await db.SaveChangesAsync();
        Assert.Equal(["other", "first", "second"], await db.AuditEvents.OrderBy(e => e.Sequence).Select(e => e.What).ToListAsync());
        Assert.Equal(3, Assert.Single(world.Heads.All()).Sequence);
        Assert.Empty((await world.VerifyAsync()).Problems);
        Assert.Equal(stay.AuditStream, Assert.Single(world.Heads.All()).Stream);
    }

    [Fact]
    public async Task A_line_is_written_once_however_often_its_context_saves_also_of_a_row_that_was_removed()
    {
        await using var world = await TestDatabase.CreateAsync();
        await StayAsync(world);
        await using var db = world.Open();
        var stay = await db.Stays.SingleAsync();
        stay.NoteThat(AuditKind.WindowChanged, AuditActor.Cendra, "kept");
        await db.SaveChangesAsync();
        await db.SaveChangesAsync();
        stay.NoteThat(AuditKind.ReservationCancelled, AuditActor.Cendra, "removed");
        db.Remove(stay);
        await db.SaveChangesAsync();
        db.Add(stay);
        await db.SaveChangesAsync();
        Assert.Equal(["kept", "removed"], await db.AuditEvents.OrderBy(e => e.Sequence).Select(e => e.What).ToListAsync());
        Assert.Empty((await world.VerifyAsync()).Problems);
    }

    [Fact]
    public async Task Lines_are_not_saved_inside_a_transaction_that_could_take_them_back_after_their_head_moved()
    {
        await using var world = await TestDatabase.CreateAsync();
        await StayAsync(world);
        await using var db = world.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        (await db.Stays.SingleAsync()).NoteThat(AuditKind.WindowChanged, AuditActor.Cendra, "inside");
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        await transaction.RollbackAsync();
        Assert.Empty((await world.VerifyAsync()).Problems);
    }

    private static async Task<Stay> StayAsync(TestDatabase world)
    {
        var rows = world.Rows;
        var stay = rows.Stay(rows.Reservation(), property: null);
        await world.SaveAsync(stay);
        return stay;
    }
}
