using Cendra.Lifecycle.Outbound;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Outbound;

/// <summary>Whoever fails is left alone longer each time, never for less than it asks within reason, and never for ever.</summary>
public sealed class GrowingPauseLaws
{
    [Property]
    public void A_pause_grows_and_has_its_bounds(int failures, int askedSeconds)
    {
        TimeSpan? asked = askedSeconds > 0 ? TimeSpan.FromSeconds(askedSeconds) : null;
        var (pause, next) = (GrowingPause.After(failures, asked), GrowingPause.After(failures + (failures < int.MaxValue ? 1 : 0), asked));
        Assert.InRange(pause, TimeSpan.FromMinutes(2), GrowingPause.LongestAsked);
        Assert.True(next >= pause);
        Assert.True(pause >= asked.GetValueOrDefault() || pause == GrowingPause.LongestAsked);
        Assert.True(asked is not null || pause <= GrowingPause.Longest);
    }
}
