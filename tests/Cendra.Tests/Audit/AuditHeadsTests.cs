using Cendra.Domain.Audit;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Audit;

/// <summary>The sealed ends of the chains, outside the database.</summary>
public sealed class AuditHeadsTests
{
    [Fact]
    public async Task A_crash_between_a_save_and_its_head_is_accepted_and_the_chain_goes_on()
    {
        await using var world = await TestDatabase.CreateAsync();
        await LinesAsync(world, 3);
        File.WriteAllLines(world.HeadsFile, File.ReadAllLines(world.HeadsFile)[..^1]);
        await world.RestartAsync();

        Assert.Equal(2, Assert.Single(world.Heads.All()).Sequence);
        Assert.Empty((await world.VerifyAsync()).Problems);
        await LineAsync(world);
        Assert.Empty((await world.VerifyAsync()).Problems);
        Assert.Equal(4, Assert.Single(world.Heads.All()).Sequence);
    }

    [Fact]
    public async Task A_crash_between_the_first_save_of_a_chain_and_its_head_is_accepted_and_the_chain_goes_on()
    {
        await using var world = await TestDatabase.CreateAsync();
        var stream = await LinesAsync(world, 1);
        File.WriteAllLines(world.HeadsFile, File.ReadAllLines(world.HeadsFile)[..^1]);
        await world.RestartAsync();
        Assert.Empty((await world.VerifyAsync()).Problems);

        await LineAsync(world);
        await world.RestartAsync();
        Assert.Empty((await world.VerifyAsync()).Problems);
        Assert.Equal((stream, 2), (world.Heads.All().Single().Stream, world.Heads.All().Single().Sequence));
    }

    [Fact]
    public async Task A_chain_that_was_announced_and_never_saved_is_none()
    {
        await using var world = await TestDatabase.CreateAsync();
        await LinesAsync(world, 1);
        await world.SqlAsync("DELETE FROM AuditEvents");
        File.WriteAllLines(world.HeadsFile, File.ReadAllLines(world.HeadsFile)[..^1]);
        await world.RestartAsync();
        Assert.Empty((await world.VerifyAsync()).Problems);
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_writing_a_head_is_accepted_and_spoils_no_later_head()
    {
        await using var world = await TestDatabase.CreateAsync();
        await LinesAsync(world, 3);
        await using (var file = File.Open(world.HeadsFile, FileMode.Open))
        {
            file.SetLength(file.Length - 20);
        }

        await world.RestartAsync();
        Assert.Empty((await world.VerifyAsync()).Problems);
        await LineAsync(world);
        await world.RestartAsync();
        Assert.Empty((await world.VerifyAsync()).Problems);
        Assert.Equal(4, Assert.Single(world.Heads.All()).Sequence);
    }

    [Theory]
    [InlineData("no base64!")]
    [InlineData("AAAA")]
    public async Task A_line_that_does_not_open_is_reported(string line)
    {
        await using var world = await TestDatabase.CreateAsync();
        await LinesAsync(world, 3);
        var lines = File.ReadAllLines(world.HeadsFile);
        lines[1] = line;
        File.WriteAllLines(world.HeadsFile, lines);
        await world.RestartAsync();
        var problem = Assert.Single((await world.VerifyAsync()).Problems);
        Assert.Equal(("heads", "1 sealed heads cannot be opened with this key ring."), (problem.Stream, problem.What));
    }

    [Fact]
    public async Task Heads_that_are_gone_are_reported_for_every_chain()
    {
        await using var world = await TestDatabase.CreateAsync();
        var stream = await LinesAsync(world, 3);
        File.Delete(world.HeadsFile);
        await world.RestartAsync();
        var problem = Assert.Single((await world.VerifyAsync()).Problems);
        Assert.Equal((stream, "The chain has no sealed head: it was not written by Cendra with these keys."), (problem.Stream, problem.What));
    }

    [Fact]
    public async Task Heads_of_another_installation_do_not_count()
    {
        await using var world = await TestDatabase.CreateAsync();
        await using var other = await TestDatabase.CreateAsync(seed: 2);
        await LinesAsync(world, 2);
        await LinesAsync(other, 2);
        File.Copy(other.HeadsFile, world.HeadsFile, overwrite: true);
        await world.RestartAsync();
        var problems = (await world.VerifyAsync()).Problems;
        Assert.Contains(problems, p => p.What.StartsWith("3 sealed heads", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.What.StartsWith("The chain has no sealed head", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_grown_far_beyond_its_chains_is_written_anew_and_says_the_same()
    {
        await using var world = await TestDatabase.CreateAsync();
        await LinesAsync(world, 2);
        var last = File.ReadAllLines(world.HeadsFile)[^1];
        File.AppendAllLines(world.HeadsFile, Enumerable.Repeat(last, 1100));
        await world.RestartAsync();
        Assert.Empty((await world.VerifyAsync()).Problems);
        Assert.Single(File.ReadAllLines(world.HeadsFile));
        await LineAsync(world);
        await world.RestartAsync();
        Assert.Equal(3, Assert.Single(world.Heads.All()).Sequence);
    }

    private static async Task<string> LinesAsync(TestDatabase world, int count)
    {
        var stay = world.Rows.Stay(world.Rows.Reservation(), property: null);
        await world.SaveAsync(stay);
        for (var i = 0; i < count; i++)
        {
            await LineAsync(world);
        }

        return stay.AuditStream;
    }

    private static async Task LineAsync(TestDatabase world)
    {
        await using var db = world.Open();
        (await db.Stays.SingleAsync()).NoteThat(AuditKind.WindowChanged, AuditActor.Cendra, "A line");
        await db.SaveChangesAsync();
    }
}
