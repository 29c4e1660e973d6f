using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Tests.Agent;
using Cendra.Tests.World;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>
/// Who may hear a code and when, in every combination of who asks, what the source says of the stay, when it is, and where the code stands. The answers are written down here as rules
/// of their own, in the order in which they hold; all that does not follow from them is a fault of one side.
/// </summary>
public sealed class DisclosureMatrixTests
{
    /// <summary>Where the code stands.</summary>
    private enum Code
    {
        /// <summary>None is planned.</summary>
        None,

        /// <summary>Both doors confirmed it.</summary>
        OnLocks,

        /// <summary>The flat's lock refused it and nobody was told.</summary>
        Refused,

        /// <summary>The flat's lock lost it after the guest was told.</summary>
        RefusedButTold,

        /// <summary>What is asked for was replaced by later digits.</summary>
        Replaced,
    }

    private static readonly (string Name, DateTimeOffset AtUtc)[] Moments =
    [
        ("four days before", GuestWorld.CheckIn.AddDays(-4)), ("a minute before it may be told", GuestWorld.CheckIn.AddDays(-1).AddMinutes(-1)), ("when it may be told", GuestWorld.CheckIn.AddDays(-1)),
        ("at check-in", GuestWorld.CheckIn), ("a minute before check-out", GuestWorld.CheckOut.AddMinutes(-1)), ("at check-out", GuestWorld.CheckOut), ("in the hidden half hour", GuestWorld.CheckOut.AddMinutes(10)),
        ("a week after", GuestWorld.CheckOut.AddDays(7)),
    ];

    [Fact]
    public void Every_combination_is_answered_as_the_rules_say_and_grants_follow_the_answer()
    {
        var (count, shared) = (0, 0);
        foreach (var (level, status, moment, code, doors) in
            from level in Enum.GetValues<IdentityLevel>() from status in Enum.GetValues<StayStatus>() from moment in Moments from code in Enum.GetValues<Code>() from doors in new[] { true, false } select (level, status, moment, code, doors))
        {
            var world = Made(status, code, doors);
            var asked = code == Code.Replaced ? world.Pin : null;
            var answer = Disclosure.Decide(world.Stay, asked, level, moment.AtUtc);
            var expected = Expected(world.Stay, level, status, moment.AtUtc, code, doors);
            var what = $"{level}, {status}, {moment.Name}, {code}, doors {doors}";
            Assert.True(expected == answer.Answer, $"{what}: {answer.Answer}, not {expected}");
            Assert.True((answer.Answer == DisclosureAnswer.TooEarly) == (answer.OpensUtc is not null), what);
            if (asked is null)
            {
                var (decision, grants) = new CodeGrants(new SeededRandom(1)).For(world.Stay, level, moment.AtUtc);
                Assert.True(decision == answer && grants.Count > 0 == (answer.Answer == DisclosureAnswer.Share), what);
            }

            (count, shared) = (count + 1, shared + (answer.Answer == DisclosureAnswer.Share ? 1 : 0));
        }

        Assert.Equal(3 * 7 * Moments.Length * 5 * 2, count);
        Assert.Equal(2 * 3 * 2 * 6, shared); // Two levels, three moments, on the locks or told before; every status but cancelled keeps what serves.
    }

    [Theory]
    [InlineData(60, false, 60)]
    [InlineData(7 * 24 * 60, false, 72 * 60)]
    [InlineData(7 * 24 * 60, true, 7 * 24 * 60)]
    public void A_code_may_be_told_from_the_propertys_time_and_not_before_the_lock_holds_it_unless_the_owner_says_so(int leadMinutes, bool early, int opensMinutesBefore)
    {
        var world = Made(StayStatus.Confirmed, Code.OnLocks, doors: true);
        (world.Property.SendLeadMinutes, world.Property.MayTellCodeEarly) = (leadMinutes, early);
        var opens = GuestWorld.CheckIn.AddMinutes(-opensMinutesBefore);
        Assert.Equal(new DisclosureDecision(DisclosureAnswer.TooEarly, opens), Disclosure.Decide(world.Stay, null, IdentityLevel.Attested, opens.AddTicks(-1)));
        Assert.NotEqual(DisclosureAnswer.TooEarly, Disclosure.Decide(world.Stay, null, IdentityLevel.Attested, opens).Answer);
    }

    [Theory]
    [InlineData(LockTiming.NativeSchedule, 5, DisclosureAnswer.NoCodeYet)]
    [InlineData(LockTiming.NativeSchedule, 100, DisclosureAnswer.Share)]
    [InlineData(LockTiming.JustInTime, 5, DisclosureAnswer.Share)]
    public void Young_digits_that_nobody_heard_yet_are_told_when_the_lock_that_must_hold_them_by_now_has_confirmed_them(LockTiming timing, int hoursBefore, DisclosureAnswer expected)
    {
        var world = new GuestWorld();
        (world.Property.SendLeadMinutes, world.Property.MayTellCodeEarly) = (5 * 24 * 60, true);
        var now = GuestWorld.CheckIn.AddHours(-hoursBefore);
        var codes = world.Property.Doors.ConvertAll(door =>
        {
            door.Lock!.Timing = timing;
            var code = AccessCode.Plan(Guid.Parse($"00000000-0000-7000-8000-00000000000{door.WalkingOrder}"), world.Pin, door, "Cendra", new CodeWindow(GuestWorld.CheckIn, world.Stay.CodeEndUtc!.Value, GuestWorld.CheckIn), now.AddSeconds(-2));
            code.BeginCreate();
            code.MarkAccepted($"seam-{door.WalkingOrder}");
            return code;
        });
        world.Stay.Codes.AddRange(codes);
        Assert.Equal(expected, Disclosure.Decide(world.Stay, null, IdentityLevel.Attested, now).Answer);

        foreach (var code in codes)
        {
            code.Observe(new CodeReading(CodePresence.ScheduledOnLock, GuestWorld.CheckIn, world.Stay.CodeEndUtc, WindowChangePending: false, null, AccessCodeFault.None, "", LockReachable: true), now);
        }

        Assert.Equal(DisclosureAnswer.Share, Disclosure.Decide(world.Stay, null, IdentityLevel.Attested, now).Answer);
    }

    private static DisclosureAnswer Expected(Stay stay, IdentityLevel level, StayStatus status, DateTimeOffset nowUtc, Code code, bool doors) =>
        level == IdentityLevel.Unknown ? DisclosureAnswer.NotThisGuest
        : status == StayStatus.Cancelled ? DisclosureAnswer.Cancelled
        : nowUtc >= GuestWorld.CheckOut ? DisclosureAnswer.Ended
        : !doors ? DisclosureAnswer.NoLock
        : nowUtc < GuestWorld.CheckIn.AddDays(-1) ? DisclosureAnswer.TooEarly
        : code == Code.Replaced ? DisclosureAnswer.Replaced
        : code is Code.None or Code.Refused || stay.Entitlement == Entitlement.None ? DisclosureAnswer.NoCodeYet
        : DisclosureAnswer.Share;

    private static GuestWorld Made(StayStatus status, Code code, bool doors)
    {
        var world = new GuestWorld(status);
        world.Property.SendLeadMinutes = 24 * 60;
        if (code != Code.None)
        {
            world.WithCodeOnDoors(code is Code.Refused or Code.RefusedButTold ? AccessCodeFault.SetFailed : AccessCodeFault.None);
        }

        world.Pin.ToldUtc = code == Code.RefusedButTold ? GuestWorld.CheckIn.AddDays(-2) : null;
        world.Pin.ReplacedUtc = code == Code.Replaced ? GuestWorld.CheckIn.AddDays(-2) : null;
        if (!doors)
        {
            world.Property.Doors.Clear();
        }

        return world;
    }
}
