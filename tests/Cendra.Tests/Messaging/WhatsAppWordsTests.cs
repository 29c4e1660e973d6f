using Cendra.Messaging.WhatsApp;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Messaging;

public sealed class WhatsAppWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 13, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("en", "Monday 1 June, 15:00", "Monday 1 June, 15:00, Barcelona time")]
    [InlineData("en-US", "Monday 1 June, 15:00", "Monday 1 June, 15:00, Barcelona time")]
    [InlineData("es", "lunes 1 de junio a las 15:00", "lunes 1 de junio a las 15:00, hora de Barcelona")]
    [InlineData("de-AT", "Montag, 1. Juni, 15:00 Uhr", "Montag, 1. Juni, 15:00 Uhr, Ortszeit Barcelona")]
    [InlineData("fr", "lundi 1er juin à 15h00", "lundi 1er juin à 15h00, heure de Barcelona")]
    [InlineData("ja", "6月1日(月) 15:00", "6月1日(月) 15:00, Barcelona時間")]
    [InlineData("sv", "Monday 1 June, 15:00", "Monday 1 June, 15:00, Barcelona time")]
    [InlineData("", "Monday 1 June, 15:00", "Monday 1 June, 15:00, Barcelona time")]
    public void A_moment_is_told_in_the_guests_words_and_the_propertys_time(string language, string moment, string withCity)
    {
        Assert.Equal(moment, GuestDates.Moment(Now, "Europe/Madrid", language));
        Assert.Equal(withCity, GuestDates.MomentIn(Now, "Europe/Madrid", "Barcelona", language));
        Assert.Equal(moment, GuestDates.MomentIn(Now, "Europe/Madrid", " ", language));
    }

    [Fact]
    public void The_day_is_the_propertys_and_French_knows_its_articles()
    {
        Assert.Equal("mardi 2 juin à 01h00", GuestDates.Moment(Now.AddHours(10), "Europe/Madrid", "fr"));
        Assert.Equal("heure d’Avignon", GuestDates.CityTime("Avignon", "fr"));
        Assert.Equal("Tuesday 3 November, 08:30", GuestDates.Moment(new DateTimeOffset(2026, 11, 3, 13, 30, 0, TimeSpan.Zero), "America/New_York", "en"));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1434, true)]
    [InlineData(1435, false)]
    [InlineData(1440, false)]
    [InlineData(100000, false)]
    public void Free_text_may_go_until_five_minutes_before_a_day_has_passed(int minutesAgo, bool open)
    {
        Assert.Equal(open, WhatsAppWindow.IsOpen(Now.AddMinutes(-minutesAgo), Now));
        Assert.Equal(TimeSpan.FromMinutes(open ? 1435 - minutesAgo : 0), WhatsAppWindow.Remaining(Now.AddMinutes(-minutesAgo), Now));
    }

    [Fact]
    public void The_window_of_a_guest_who_never_wrote_is_closed_and_a_clock_ahead_opens_no_longer_one()
    {
        Assert.False(WhatsAppWindow.IsOpen(null, Now));
        Assert.Equal(WhatsAppWindow.Length, WhatsAppWindow.Remaining(Now.AddHours(3), Now));
    }

    [Fact]
    public void A_short_text_stays_one_message_and_a_blank_one_none()
    {
        Assert.Equal(["Hello."], MessageSplit.Of(" Hello.\n"));
        Assert.Empty(MessageSplit.Of(" \n "));
    }

    [Theory]
    [InlineData("One sentence here. Another one follows.", 25, "One sentence here.|Another one follows.")]
    [InlineData("First part here.\n\nSecond part. More.", 32, "First part here.|Second part. More.")]
    [InlineData("no end of a sentence in this", 12, "no end of a|sentence in|this")]
    [InlineData("Take these steps:\n1. Street door\n2. Attic", 25, "Take these steps:|1. Street door\n2. Attic")]
    [InlineData("Your code is [[code:K7Q2]] now", 20, "Your code is|[[code:K7Q2]] now")]
    [InlineData("xxxxxxxxxxxx[[code:K7Q2]]", 20, "xxxxxxxxxxxx|[[code:K7Q2]]")]
    [InlineData("[[code:K7Q2]] x", 5, "[[code:K7Q2]]|x")]
    [InlineData("日本語です。次の文です。", 8, "日本語です。|次の文です。")]
    [InlineData("👩🏽👩🏽👩🏽", 9, "👩🏽👩🏽|👩🏽")]
    public void A_long_text_is_broken_where_a_reader_would(string text, int longest, string parts) => Assert.Equal(parts.Split('|'), MessageSplit.Of(text, longest));

    [Property(MaxTest = 300)]
    public Property Nothing_is_lost_and_no_token_broken() => Prop.ForAll(
        Gen.Elements("word", "[[code:K7Q2]]", "[[wifi:AB12]]", ".", "! ", "\n\n", " ", "\n", "👩🏽", "é", "123").ListOf().Select(string.Concat).ToArbitrary(), Gen.Choose(14, 60).ToArbitrary(),
        (text, longest) =>
        {
            var parts = MessageSplit.Of(text, longest);
            return Letters(string.Concat(parts)) == Letters(text)
                && parts.All(part => part.Length <= longest && part.Trim() == part && part.Length > 0)
                && parts.Sum(part => part.Split("[[").Length) - parts.Count == text.Split("[[").Length - 1
                && parts.All(part => part.Split("[[").Length == part.Split("]]").Length);
        });

    private static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
