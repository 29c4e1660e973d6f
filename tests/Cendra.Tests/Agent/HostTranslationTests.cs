using Cendra.Agent.Models;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>A host reads what a guest wrote in another language; no code is asked for it, and no number comes back as another.</summary>
public sealed class HostTranslationTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 17, 0, 0, TimeSpan.Zero);
    private readonly ModelWorld _model = new();

    [Theory]
    [InlineData("¿Podríamos salir el jueves a las 13:00?", true)]
    [InlineData("Tu código es [[code:K7Q2MA]], funciona desde las 16:00.", true)]
    [InlineData("Could we leave on Thursday at 13:00?", false)]
    [InlineData("El código de la caja es 4821.", false)]
    [InlineData("El código es ٤٨٢١.", false)]
    [InlineData("👍", false)]
    [InlineData("", false)]
    public void What_is_in_another_language_and_holds_nothing_like_a_code_may_be_asked(string text, bool expected) => Assert.Equal(expected, HostTranslation.IsWanted(text, "", "en", Now));

    [Fact]
    public async Task A_translation_keeps_times_and_tokens_and_says_what_it_cost()
    {
        _model.Message("Your code [[code:K7Q2MA]] works from 16:00.");
        var translated = await _model.Get<HostTranslation>().OfAsync("Tu código [[code:K7Q2MA]] funciona desde las 16:00.", "en", CancellationToken.None);
        Assert.Equal(("Your code [[code:K7Q2MA]] works from 16:00.", "test-model", 120, 18), (translated!.Text, translated.Model, translated.InputTokens, translated.OutputTokens));
        Assert.Single(_model.Bodies);
    }

    [Theory]
    [InlineData("Could we leave at 15:00?")]
    [InlineData("Could we leave? Your code is 4821.")]
    [InlineData("Could we leave at 13:00? See https://example.com")]
    [InlineData("")]
    public async Task A_translation_with_other_numbers_or_links_is_not_shown(string said)
    {
        _model.Message(said);
        Assert.Equal("", (await _model.Get<HostTranslation>().OfAsync("¿Podríamos salir a las 13:00?", "en", CancellationToken.None))!.Text);
    }

    [Fact]
    public async Task Mail_addresses_and_telephone_numbers_do_not_leave_and_stand_in_the_translation()
    {
        _model.Message("Write to me at [[mail:1]] or call [[number:2]].");
        var translated = await _model.Get<HostTranslation>().OfAsync("Escríbame a ada.guest@example.com o llame al +34 600 00 00 01.", "en", CancellationToken.None);
        Assert.Equal("Write to me at ada.guest@example.com or call +34 600 00 00 01.", translated!.Text);
        var asked = Assert.Single(_model.Bodies);
        Assert.DoesNotContain("example.com", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("600", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translation_that_loses_an_address_is_not_shown()
    {
        _model.Message("Write to me.");
        Assert.Equal("", (await _model.Get<HostTranslation>().OfAsync("Escríbame a ada.guest@example.com.", "en", CancellationToken.None))!.Text);
    }

    [Fact]
    public async Task A_model_that_fails_is_asked_another_time()
    {
        _model.Body(400, "{}");
        Assert.Null(await _model.Get<HostTranslation>().OfAsync("¿Podríamos salir a las 13:00?", "en", CancellationToken.None));
        Assert.DoesNotContain(_model.LogLines, l => l.Contains("salir", StringComparison.Ordinal));
    }

    public void Dispose() => _model.Dispose();
}
