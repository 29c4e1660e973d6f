using Cendra.Domain.Time;
using Cendra.Lifecycle.Reservations.Sync;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Cendra.Tests.Reservations;

/// <summary>How often a source may be asked, whatever is going on.</summary>
public sealed class CallBudgetTests
{
    private static readonly CallBudget Small = new(Burst: 10, AMinute: 6, KeptForArrivals: 3);
    private static readonly Guid Source = new("00000000-0000-7000-8000-000000000001");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly CallBudgets _budgets;

    public CallBudgetTests() => _budgets = new CallBudgets(new StayClock(_time));

    [Fact]
    public void Readings_leave_room_for_questions_about_arrivals()
    {
        Assert.Equal(7, TakenOf(50, CallPurpose.Reading));
        Assert.Equal(3, TakenOf(50, CallPurpose.Arrival));
        Assert.True(_budgets.OpensUtc(Source) > _time.GetUtcNow());
    }

    [Fact]
    public void Calls_come_back_by_the_minute_and_never_beyond_the_burst()
    {
        TakenOf(50, CallPurpose.Arrival);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(2, TakenOf(50, CallPurpose.Arrival));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(10, TakenOf(50, CallPurpose.Arrival));
    }

    [Fact]
    public void Whoever_waits_as_long_as_is_said_may_ask()
    {
        TakenOf(50, CallPurpose.Reading);
        var wait = _budgets.Take(Source, Small, CallPurpose.Reading);
        _time.Advance(wait);
        Assert.Equal(TimeSpan.Zero, _budgets.Take(Source, Small, CallPurpose.Reading));
    }

    [Fact]
    public void A_source_that_was_asked_too_often_is_left_alone_by_all_until_it_said()
    {
        _budgets.Close(Source, _time.GetUtcNow().AddMinutes(30));
        Assert.Equal(TimeSpan.FromMinutes(30), _budgets.Take(Source, Small, CallPurpose.Arrival));
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(10, TakenOf(50, CallPurpose.Arrival));
        Assert.Equal(TimeSpan.Zero, _budgets.Take(new Guid("00000000-0000-7000-8000-000000000002"), Small, CallPurpose.Reading)); // Each source has its own.
    }

    [Property]
    public bool Over_any_time_no_more_is_taken_than_the_burst_and_what_came_back(byte[] pauses)
    {
        var taken = 0;
        var start = _time.GetUtcNow();
        foreach (var pause in pauses)
        {
            _time.Advance(TimeSpan.FromSeconds(pause));
            taken += TakenOf(4, pause % 2 == 0 ? CallPurpose.Arrival : CallPurpose.Reading);
        }

        return taken <= Small.Burst + ((_time.GetUtcNow() - start).TotalMinutes * Small.AMinute) + 0.001;
    }

    private int TakenOf(int tries, CallPurpose purpose) => Enumerable.Range(0, tries).Count(_ => _budgets.Take(Source, Small, purpose) == TimeSpan.Zero);
}
