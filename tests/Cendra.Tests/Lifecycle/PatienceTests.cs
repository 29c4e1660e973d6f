using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Locks;
using Cendra.Tests.World;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>How long a host is spared while a new code is on its way to the lock of a guest who was in the house before.</summary>
public sealed class PatienceTests
{
    [Theory]
    [InlineData("", 2)]
    [InlineData(LockHealth.Flaky, 5)]
    [InlineData(LockHealth.PowerSaving, 5)]
    public async Task A_host_is_called_when_the_lock_has_not_confirmed_in_the_time_that_suits_it(string warning, int minutes)
    {
        await using var world = await TestDatabase.CreateAsync();
        var (picture, current, made) = InHouse(world, warning);
        Assert.Empty(NotOnLock(picture, current, made));
        Assert.Empty(NotOnLock(picture, current, made + TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1)));
        Assert.Single(NotOnLock(picture, current, made + TimeSpan.FromMinutes(minutes)));
        Assert.Contains(made + TimeSpan.FromMinutes(minutes), Patience.EndsUtc(picture, [current[0].Code], made));
    }

    [Fact]
    public async Task What_is_known_against_the_code_calls_at_once()
    {
        await using var world = await TestDatabase.CreateAsync();
        var (picture, current, made) = InHouse(world, "");
        current[0].Code.SetFault(AccessCodeFault.SetFailed, "The lock did not take the code.", made);
        Assert.Single(NotOnLock(picture, current, made));
    }

    [Fact]
    public async Task A_stay_that_a_host_let_in_late_is_given_the_same_time()
    {
        await using var world = await TestDatabase.CreateAsync();
        var (picture, current, made) = InHouse(world, "");
        var letIn = made + TimeSpan.FromHours(3);
        picture.Stay.OverlapAcceptedUtc = letIn;
        Assert.Empty(NotOnLock(picture, current, letIn + TimeSpan.FromSeconds(10)));
        Assert.Single(NotOnLock(picture, current, letIn + TimeSpan.FromMinutes(2)));
    }

    /// <summary>A guest of two days, whose code was made anew a moment ago and is with Seam.</summary>
    private static (StayPicture Picture, IReadOnlyList<(AccessCode Code, DoorUse Door)> Current, DateTimeOffset Made) InHouse(TestDatabase world, string warning)
    {
        var house = world.Rows.House();
        world.Time.Advance(TimeSpan.FromDays(7));
        var made = world.Clock.GetUtcNow();
        house.Lock.Warning = warning;
        house.Property.Doors.Add(house.Door);
        var window = StayWindow.Of(house.Property.Times(), house.Stay.Dates());
        var code = world.Rows.Code(house.Pin, house.Door, new CodeWindow(window.CheckInUtc, window.CodeEndUtc, window.CheckInUtc));
        code.BeginCreate();
        code.MarkAccepted("made");
        return (new StayPicture(house.Stay, house.Property, window, new Neighbours(null, null)) { Addresses = GuestAddresses.Of(house.Stay.Reservation, hasMail: false) }, [(code, house.Door)], made);
    }

    private static IEnumerable<Concern> NotOnLock(StayPicture picture, IReadOnlyList<(AccessCode Code, DoorUse Door)> current, DateTimeOffset nowUtc) =>
        StayConcerns.Of(picture, current, nowUtc).Where(c => c.Cause.StartsWith("not-on-lock:", StringComparison.Ordinal));
}
