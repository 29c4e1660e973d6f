using Cendra.Agent.LockOuts;
using Cendra.Agent.Prompts;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Cendra.Tests.Agent.LockOuts;

/// <summary>The words at a locked door, as they ship.</summary>
public sealed class LockOutWordsTests
{
    private static readonly string[] Ten = ["en", "es", "de", "fr", "it", "pt", "tr", "zh", "ja", "ar"];

    private static PromptBook Words => new PromptShelf(new ConfigurationBuilder().Build()).Book(LockOutHelp.Book);

    [Fact]
    public void Every_text_stands_in_ten_languages_with_the_same_places()
    {
        Assert.Equal(Ten.Order(), Words.Languages.Order());
        foreach (var key in Words.Keys)
        {
            var places = Words.Text("en", key).Places.Order();
            Assert.All(Ten, language => Assert.Equal(places, Words.Text(language, key).Places.Order()));
        }
    }

    [Fact]
    public void No_text_stands_twice_and_none_is_left_in_English()
    {
        foreach (var key in Words.Keys)
        {
            Assert.Equal(Ten.Length, Ten.Select(language => Words.Text(language, key).Raw).Distinct().Count());
        }
    }
}
