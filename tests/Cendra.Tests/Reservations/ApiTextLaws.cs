using Cendra.Lifecycle.Reservations;
using Cendra.Lifecycle.Reservations.Api;
using Cendra.Tests.World;
using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Reservations;

/// <summary>What the API writes for programs to bring back, and what it makes of whatever they bring.</summary>
public sealed class ApiTextLaws
{
    [Property(MaxTest = 300)]
    public void A_cursor_reads_back_as_what_was_written(NonEmptyString id, PositiveInt seconds)
    {
        var text = new string([.. id.Get.Where(c => c != '\0' && !char.IsSurrogate(c)).Take(200)]);
        if (text.Length > 0)
        {
            var cursor = new ApiCursor(DateTimeOffset.UnixEpoch.AddSeconds(seconds.Get).AddTicks(10), text);
            Assert.Equal(cursor, ApiCursor.Read(cursor.Write()));
        }
    }

    [Property(MaxTest = 500)]
    public void Whatever_comes_as_a_cursor_or_a_key_is_one_or_is_none(string? text)
    {
        _ = ApiCursor.Read(text ?? "");
        Assert.Null(ApiKeyText.HashOf(text ?? ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("IA")]
    [InlineData("MSA")]
    [InlineData("OTk5OTk5OTk5OTk5OTk5OTk5OSBh")]
    [InlineData("LTUgYQ")]
    [InlineData("NjM4MDAwMDAwMDAwMDAwMDAwIAA")]
    [InlineData("/+==")]
    public void What_no_page_ended_with_is_no_cursor(string text) => Assert.Null(ApiCursor.Read(text));

    [Fact]
    public void A_key_has_256_bits_and_its_hash_is_its_own()
    {
        using var random = new SeededRandom(3);
        var keys = Enumerable.Range(0, 100).Select(_ => ApiKeyText.New(random)).ToList();
        Assert.Equal(100, keys.Select(ApiKeyText.HashOf).OfType<string>().Distinct(StringComparer.Ordinal).Count());
        Assert.All(keys, k => Assert.Equal(50, k.Length));
        Assert.All(keys, k => Assert.StartsWith(ApiKeyText.FirstLetters(k), k, StringComparison.Ordinal));
    }

    [Fact]
    public void What_came_of_a_call_reads_back_from_its_words() =>
        Assert.All(Enum.GetValues<SourceNews>(), news => Assert.Equal(news, SourceNewsWords.Read(news.InWords())));
}
