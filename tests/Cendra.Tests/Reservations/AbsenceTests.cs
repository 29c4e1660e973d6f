using Cendra.Lifecycle.Reservations.Sync;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Reservations;

/// <summary>What a list that lacks a booking means, and what it never means.</summary>
public sealed class AbsenceTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_absence_is_counted_and_a_second_half_an_hour_later_is_a_cancellation()
    {
        Assert.Equal(AbsenceStep.Counted, Of(Ahead(10)));
        Assert.Equal(AbsenceStep.TooSoon, Of(Ahead(10) with { Misses = 1, LastMissedUtc = Now.AddMinutes(-29) }));
        Assert.Equal(AbsenceStep.Gone, Of(Ahead(10) with { Misses = 1, LastMissedUtc = Now.AddMinutes(-30) }));
    }

    [Fact]
    public void Within_a_day_of_the_arrival_it_takes_three()
    {
        var near = Ahead(1) with { CheckInUtc = Now.AddHours(20), Misses = 1, LastMissedUtc = Now.AddHours(-1) };
        Assert.Equal(AbsenceStep.Counted, Of(near));
        Assert.Equal(AbsenceStep.Gone, Of(near with { Misses = 2 }));
    }

    [Property]
    public bool A_guest_in_the_house_is_never_put_out_by_an_absence(byte misses, ushort minutesIn, ushort minutesLeft) =>
        Of(new ListedBooking("R", Now.AddMinutes(-minutesIn), Now.AddMinutes(minutesLeft + 1), misses, Now.AddDays(-1))) is AbsenceStep.Counted or AbsenceStep.AskHost;

    [Fact]
    public void From_the_day_of_departure_on_an_absence_means_that_it_is_over() =>
        Assert.Equal(AbsenceStep.Over, Of(new ListedBooking("R", Now.AddDays(-3), Now, 1, Now.AddDays(-1))));

    [Theory]
    [InlineData(10, 3, true)]
    [InlineData(10, 2, false)]
    [InlineData(4, 2, true)]
    [InlineData(2, 1, true)]
    [InlineData(1, 1, false)]
    public void More_than_people_cancel_at_once_is_held(int ahead, int missing, bool isHeld)
    {
        var known = Enumerable.Range(0, ahead).Select(i => Ahead(10) with { ExternalId = $"R{i}", Misses = 5, LastMissedUtc = Now.AddDays(-1) }).ToList();
        var report = Absences.Judge(known, known.Skip(missing).Select(k => k.ExternalId).Append("a block").ToHashSet(), null, Now);
        Assert.Equal((isHeld, missing, ahead, isHeld ? 0 : missing), (report.IsSuspect, report.Missing, report.Ahead, report.Steps.Count));
    }

    [Fact]
    public void A_list_of_nothing_is_held_even_for_one_and_counts_after_a_day_or_at_a_hosts_word()
    {
        ListedBooking[] one = [Ahead(10)];
        var nothing = new HashSet<string>();
        Assert.True(Absences.Judge(one, nothing, null, Now).IsSuspect);
        Assert.True(Absences.Judge(one, nothing, new SuspectList(Now.AddHours(-23), null), Now).IsSuspect);
        Assert.False(Absences.Judge(one, nothing, new SuspectList(Now.AddHours(-24), null), Now).IsSuspect);
        Assert.False(Absences.Judge(one, nothing, new SuspectList(Now.AddHours(-1), Now), Now).IsSuspect);
        Assert.True(Absences.Judge(one, nothing, new SuspectList(Now.AddHours(-1), Now.AddDays(-3)), Now).IsSuspect); // That was another list.
    }

    [Fact]
    public void What_is_over_makes_no_list_suspect()
    {
        var known = Enumerable.Range(0, 6).Select(i => new ListedBooking($"R{i}", Now.AddDays(-5), Now.AddDays(-2), 0, null)).Append(Ahead(10)).ToList();
        var report = Absences.Judge(known, new HashSet<string> { "R" }, null, Now);
        Assert.False(report.IsSuspect);
        Assert.All(report.Steps, s => Assert.Equal(AbsenceStep.Over, s.Step));
    }

    private static AbsenceStep Of(ListedBooking booking) => Assert.Single(Absences.Judge([booking], new HashSet<string> { "a block" }, null, Now).Steps).Step;

    private static ListedBooking Ahead(int days) => new("R", Now.AddDays(days), Now.AddDays(days + 3), 0, null);
}
