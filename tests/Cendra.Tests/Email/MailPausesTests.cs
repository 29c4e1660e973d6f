using Cendra.Messaging.Email.Wire;
using Cendra.Tests.World;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>Pauses after failures.</summary>
public sealed class MailPausesTests
{
    [Fact]
    public void They_grow_from_a_second_to_five_minutes_and_are_never_all_the_same()
    {
        var pauses = new MailPauses(new MailboxOptions(), new FakeTimeProvider(), new SeededRandom(1));
        foreach (var (failures, longest) in new[] { (1, 1), (2, 2), (3, 4), (9, 256), (10, 300), (1000, 300) })
        {
            var drawn = Enumerable.Range(0, 50).Select(_ => pauses.After(failures).TotalSeconds).ToList();
            Assert.All(drawn, seconds => Assert.InRange(seconds, longest / 2.0, longest));
            Assert.True(drawn.Distinct().Count() > 40);
        }
    }

    [Fact]
    public async Task One_ends_early_when_something_was_mended()
    {
        var clock = new FakeTimeProvider();
        var pauses = new MailPauses(new MailboxOptions(), clock, new SeededRandom(1));
        var waiting = pauses.WaitAsync(TimeSpan.FromMinutes(15), CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        pauses.End();
        await waiting;

        using var end = new CancellationTokenSource();
        var cancelled = pauses.WaitAsync(TimeSpan.FromMinutes(15), end.Token);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        var passing = pauses.WaitAsync(TimeSpan.FromMinutes(15), CancellationToken.None);
        clock.Advance(TimeSpan.FromMinutes(15));
        await passing;
        pauses.End();
    }
}
