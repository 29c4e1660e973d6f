using Cendra.Domain.Audit;
using Cendra.Domain.Stays;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Audit;

/// <summary>Somebody with the database file changes what happened; verification names the chain and the line.</summary>
public sealed class AuditTamperTests
{
    [Theory]
    [InlineData("\"What\" = 'Nothing happened'")]
    [InlineData("\"Actor\" = 'host:0'")]
    [InlineData("\"Kind\" = 'CodeRevoked'")]
    [InlineData("\"Kind\" = 'NoSuchKind'")]
    [InlineData("\"OccurredUtc\" = \"OccurredUtc\" + 1")]
    [InlineData("\"SubjectId\" = '00000000-0000-0000-0000-000000000001'")]
    [InlineData("\"PersonalCommitment\" = ''")]
    [InlineData("\"Mac\" = upper(\"Mac\")")]
    public async Task An_edited_field_is_found(string edit)
    {
        await using var world = await TestDatabase.CreateAsync();
        var stream = await FiveLinesAsync(world);
        Assert.Equal(1, await world.SqlAsync($"UPDATE \"AuditEvents\" SET {edit} WHERE \"Sequence\" = 3"));
        await FoundAsync(world, stream, 3);
    }

    [Theory]
    [InlineData("\"SubjectId\" = 'no id'")]
    [InlineData("\"OccurredUtc\" = 9223372036854775807")]
    public async Task A_line_that_cannot_even_be_read_is_reported_and_does_not_end_in_an_exception(string edit)
    {
        await using var world = await TestDatabase.CreateAsync();
        var stream = await FiveLinesAsync(world);
        await world.SqlAsync($"UPDATE \"AuditEvents\" SET {edit} WHERE \"Sequence\" = 3");
        var problem = Assert.Single((await world.VerifyAsync()).Problems, p => p.What.Contains("cannot be read", StringComparison.Ordinal));
        Assert.Equal((stream, (long?)3), (problem.Stream, problem.Sequence));
    }

    [Fact]
    public async Task A_deletion_in_the_middle_is_found()
    {
        await using var world = await TestDatabase.CreateAsync();
        var stream = await FiveLinesAsync(world);
        await world.SqlAsync("DELETE FROM \"AuditPersonals\"; DELETE FROM \"AuditEvents\" WHERE \"Sequence\" = 3");
        Assert.Equal("Line 3 is missing or out of order.", (await FoundAsync(world, stream, 4)).What);
    }

    [Fact]
    public async Task A_deletion_that_renumbers_the_rest_is_found()
    {
        await using var world = await TestDatabase.CreateAsync();
        var stream = await FiveLinesAsync(world);
        await world.SqlAsync("""
            DELETE FROM "AuditPersonals"; DELETE FROM "AuditEvents" WHERE "Sequence" = 3;
            UPDATE "AuditEvents" SET "Sequence" = 3, "PreviousMac" = (SELECT "Mac" FROM "AuditEvents" WHERE "Sequence" = 2) WHERE "Sequence" = 4;
            UPDATE "AuditEvents" SET "Sequence" = 4 WHERE "Sequence" = 5;
            """);
        await FoundAsync(world, stream, 3);
        Assert.Contains((await world.VerifyAsync()).Problems, p => p.What.StartsWith("The tail is cut", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cut_tail_is_found()
    {
        await using var world = await TestDatabase.CreateAsync();
        var stream = await FiveLinesAsync(world);
        await world.SqlAsync("DELETE FROM \"AuditEvents\" WHERE \"Sequence\" > 3");
        await world.RestartAsync();
        Assert.Equal("The tail is cut: the sealed head is line 5, the chain ends at 3.", (await FoundAsync(world, stream, 5)).What);
    }

    [Fact]
    public async Task Two_swapped_lines_are_found()
    {
        await using var world = await TestDatabase.CreateAsync();
        var stream = await FiveLinesAsync(world);
        await world.SqlAsync("""
            UPDATE "AuditEvents" SET "Sequence" = -2 WHERE "Sequence" = 2;
            UPDATE "AuditEvents" SET "Sequence" = 2 WHERE "Sequence" = 3;
            UPDATE "AuditEvents" SET "Sequence" = 3 WHERE "Sequence" = -2;
            """);
        await FoundAsync(world, stream, 2);
        await FoundAsync(world, stream, 3);
    }

    [Theory]
    [InlineData("\"Stream\"", 6)]
    [InlineData("'stay:forged'", 1)]
    public async Task A_forged_line_is_found(string stream, long sequence)
    {
        await using var world = await TestDatabase.CreateAsync();
        var own = await FiveLinesAsync(world);
        await world.SqlAsync($"""
            INSERT INTO "AuditEvents" ("Id", "Stream", "Sequence", "OccurredUtc", "Actor", "Kind", "What", "SubjectId", "PersonalCommitment", "PreviousMac", "Mac")
            SELECT '00000000-0000-0000-0000-0000000000FF', {stream}, {sequence}, "OccurredUtc", "Actor", "Kind", 'Forged', NULL, '',
                CASE {sequence} WHEN 1 THEN '' ELSE "Mac" END, "Mac" FROM "AuditEvents" WHERE "Sequence" = 5
            """);
        await FoundAsync(world, sequence == 1 ? "stay:forged" : own, sequence);
    }

    [Fact]
    public async Task A_chain_that_is_gone_as_a_whole_is_found()
    {
        await using var world = await TestDatabase.CreateAsync();
        var stream = await FiveLinesAsync(world);
        await world.SqlAsync("DELETE FROM \"AuditPersonals\"; DELETE FROM \"AuditEvents\"");
        Assert.Equal("The whole chain is missing from the database.", (await FoundAsync(world, stream, 5)).What);
    }

    [Theory]
    [InlineData("UPDATE \"AuditPersonals\" SET \"Fields\" = '{\"guest\":\"Somebody Else\"}'", "Personal fields were changed after the line was written.")]
    [InlineData("UPDATE \"AuditPersonals\" SET \"Salt\" = 'other'", "Personal fields were changed after the line was written.")]
    [InlineData("DELETE FROM \"AuditPersonals\"", "Personal fields are gone without a line that says they were erased.")]
    [InlineData("UPDATE \"AuditPersonals\" SET \"AuditEventId\" = (SELECT \"Id\" FROM \"AuditEvents\" WHERE \"Sequence\" = 2)", "Personal fields were added after the line was written.")]
    public async Task Changed_moved_or_silently_erased_personal_fields_are_found(string sql, string sentence)
    {
        await using var world = await TestDatabase.CreateAsync();
        var stream = await FiveLinesAsync(world);
        Assert.Equal(1, await world.SqlAsync(sql));
        var problems = (await world.VerifyAsync()).Problems;
        Assert.Contains(problems, p => p.Stream == stream && p.What == sentence);
    }

    [Fact]
    public async Task Personal_fields_erased_with_a_line_that_says_so_leave_a_chain_in_order()
    {
        await using var world = await TestDatabase.CreateAsync();
        await FiveLinesAsync(world);
        await using (var db = world.Open())
        {
            db.RemoveRange(await db.AuditPersonals.ToListAsync());
            (await db.Stays.SingleAsync()).NoteThat(AuditKind.PersonalErased, AuditActor.Cendra, "Erased on the guest's request");
            await db.SaveChangesAsync();
        }

        var report = await world.VerifyAsync();
        Assert.Empty(report.Problems);
        Assert.Equal(6, report.Events);
    }

    /// <summary>A stay's chain of five lines, the third with personal fields; it verifies. Returns its stream.</summary>
    private static async Task<string> FiveLinesAsync(TestDatabase world)
    {
        Stay stay = world.Rows.Stay(world.Rows.Reservation(), property: null);
        await world.SaveAsync(stay);
        for (var i = 1; i <= 5; i++)
        {
            await using var db = world.Open();
            var loaded = await db.Stays.SingleAsync();
            if (i == 3)
            {
                loaded.NotePersonal(AuditKind.ReservationChanged, AuditActor.Pms, "Guest changed", new Dictionary<string, string> { ["guest"] = "Ada Guest" });
            }
            else
            {
                loaded.NoteThat(AuditKind.WindowChanged, AuditActor.Cendra, $"Line {i}");
            }

            await db.SaveChangesAsync();
        }

        var report = await world.VerifyAsync();
        Assert.Empty(report.Problems);
        Assert.Equal((1, 5), (report.Streams, report.Events));
        return stay.AuditStream;
    }

    private static async Task<AuditProblem> FoundAsync(TestDatabase world, string stream, long sequence)
    {
        var problems = (await world.VerifyAsync()).Problems;
        var found = problems.FirstOrDefault(p => p.Stream == stream && p.Sequence == sequence);
        Assert.True(found is not null, $"Nothing found at {stream} line {sequence}: {string.Join(' ', problems)}");
        Assert.EndsWith(".", found.What, StringComparison.Ordinal);
        return found;
    }
}
