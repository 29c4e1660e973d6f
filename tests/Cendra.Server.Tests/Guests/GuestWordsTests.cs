using System.Text.RegularExpressions;
using Cendra.Agent.Prompts;
using Cendra.Messaging.WhatsApp;
using Cendra.Server.Guests;
using Cendra.Server.Tests.Service;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Guests;

/// <summary>The words of the page: all of them in all twelve languages, with the same places, and dates as each language writes them.</summary>
public sealed partial class GuestWordsTests
{
    [Fact]
    public async Task Every_text_is_written_in_twelve_languages_with_the_same_places_and_none_is_left_over()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var book = world.Services.GetRequiredService<PromptShelf>().Book(GuestWords.Book);
        var languages = GuestLanguages.All.Select(l => l.Code).ToList();
        Assert.Equal(12, languages.Count);
        Assert.Equal(languages.Order(StringComparer.Ordinal), book.Languages.Order(StringComparer.Ordinal));
        foreach (var key in book.Keys.Where(k => k.Length > 0))
        {
            var english = string.Join(' ', book.Text("en", key).Places.Order(StringComparer.Ordinal));
            Assert.All(languages, language => Assert.Equal(english, string.Join(' ', book.Text(language, key).Places.Order(StringComparer.Ordinal))));
            Assert.True(languages.Select(l => book.Text(l, key).Raw).Distinct(StringComparer.Ordinal).Count() >= 8, $"'{key}' is not translated");
        }
    }

    [Fact]
    public async Task No_text_holds_a_digit_or_speaks_of_what_a_guest_need_not_know()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var book = world.Services.GetRequiredService<PromptShelf>().Book(GuestWords.Book);
        foreach (var text in book.Keys.Where(k => k.Length > 0).SelectMany(k => GuestLanguages.All.Select(l => book.Text(l.Code, k).Raw)))
        {
            Assert.DoesNotContain(text, char.IsDigit);
            Assert.DoesNotMatch(Unwanted(), text);
        }
    }

    [Theory]
    [InlineData("en", "Monday 23 November, 16:00", "Mon 23 Nov, 16:00")]
    [InlineData("it", "lunedì 23 novembre, 16:00", "lun 23 nov, 16:00")]
    [InlineData("pt", "segunda-feira, 23 de novembro, 16:00", "23 nov., 16:00")]
    [InlineData("nl", "maandag 23 november, 16:00", "ma 23 nov, 16:00")]
    [InlineData("ar", "الاثنين 23 نوفمبر، 16:00", "23 نوفمبر، 16:00")]
    [InlineData("zh", "11月23日星期一 16:00", "11月23日 16:00")]
    [InlineData("tr", "23 Kasım Pazartesi, 16:00", "23 Kas Pzt, 16:00")]
    [InlineData("ja", "11月23日(月) 16:00", "11月23日(月) 16:00")]
    [InlineData("ru", "понедельник, 23 ноября, 16:00", "пн, 23 нояб., 16:00")]
    public void Dates_are_written_as_the_language_writes_them(string language, string moment, string brief)
    {
        var at = new DateTimeOffset(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
        Assert.Equal(moment, GuestDates.Moment(at, "Europe/Madrid", language));
        Assert.Equal(brief, GuestDates.Short(at, "Europe/Madrid", language));
    }

    [Theory]
    [InlineData("ar-EG", "", "", "ar")]
    [InlineData("", "zh-Hans-CN", "de", "zh")]
    [InlineData("xx", "", "fr-CH, de;q=0.9", "fr")]
    [InlineData("", "ko", "tlh, *;q=0.1", "en")]
    [InlineData("", "", "", "en")]
    public void What_is_chosen_goes_before_the_booking_and_the_booking_before_the_browser(string chosen, string booked, string accepted, string language) =>
        Assert.Equal(language, GuestLanguages.Of(chosen, booked, accepted).Code);

    [GeneratedRegex("(?i)token|sync|device|grace\\b|\\bAPI\\b|\\bPIN\\b|!|we apologi[sz]e", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unwanted();
}
