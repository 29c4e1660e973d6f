using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Xunit;

namespace Cendra.Tests.Messaging;

/// <summary>The later word counts, whatever order words come in; a choice ends with the stay, the guest or its time, and a question keeps its numbers until it is answered or old.</summary>
public sealed class StayChoiceTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 13, 10, 0, TimeSpan.Zero);

    private readonly Stay _one = NewStay(1);
    private readonly Stay _two = NewStay(2);
    private readonly StayChoice _choice = new() { Id = new Guid(9, 0, 0, new byte[8]), AddressHash = "hash" };

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    public void Of_two_words_the_later_written_one_counts_in_whatever_order_they_come(int secondsOfOne, int secondsOfTwo)
    {
        Choose(_one, Now.AddSeconds(secondsOfOne));
        Choose(_two, Now.AddSeconds(secondsOfTwo));
        Assert.Equal(secondsOfTwo > secondsOfOne ? _two.Id : _one.Id, _choice.ChosenStayId);
    }

    [Fact]
    public void The_same_word_twice_is_one()
    {
        Choose(_one, Now);
        Choose(_one, Now);
        Assert.True(_choice.IsOf(_one, Now));
        Assert.False(_choice.IsOf(_two, Now));
    }

    [Fact]
    public void It_ends_with_the_stay_with_its_time_and_with_another_guest()
    {
        Choose(_one, Now);
        Assert.True(_choice.IsOf(_one, _one.CheckOutUtc!.Value.AddSeconds(-1)));
        Assert.False(_choice.IsOf(_one, _one.CheckOutUtc.Value));
        _one.CheckOutUtc = Now.AddHours(1); // The host let it end sooner.
        Assert.False(_choice.IsOf(_one, Now.AddHours(1)));
        _one.Reservation!.GuestVersion++;
        Assert.False(_choice.IsOf(_one, Now));
    }

    [Fact]
    public void A_question_keeps_its_numbers_and_its_count_until_it_is_answered_old_or_another_one()
    {
        _choice.Ask([_one.Id, _two.Id], Now);
        _choice.Put(Now);
        _choice.Ask([_two.Id, _one.Id], Now.AddMinutes(1));
        Assert.Equal([_one.Id, _two.Id], _choice.Stays);
        Assert.Equal(1, _choice.TimesAsked);
        _choice.Ask([_one.Id, _two.Id], Now + StayChoice.AskedFor + TimeSpan.FromSeconds(1));
        Assert.Equal((0, 1, (DateTimeOffset?)null), (_choice.TimesAsked, _choice.Questions, _choice.AskedUtc));
        Choose(_two, Now.AddDays(1));
        Assert.False(_choice.IsOpen);
    }

    private void Choose(Stay stay, DateTimeOffset writtenUtc) => _choice.Choose(stay.Id, stay.Reservation!.GuestVersion, writtenUtc, stay.CheckOutUtc!.Value);

    private static Stay NewStay(int number) => new()
    {
        Id = new Guid(number, 0, 0, new byte[8]), CheckInUtc = Now.AddMinutes(-10), CheckOutUtc = Now.AddDays(3), Reservation = new Reservation { Id = new Guid(number, 1, 0, new byte[8]), GuestVersion = 1 },
    };
}
