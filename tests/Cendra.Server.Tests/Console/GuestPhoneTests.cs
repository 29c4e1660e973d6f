using Cendra.Server.Console.Parts;
using Cendra.Server.Console.Words;
using Cendra.Server.Tests.World;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cendra.Server.Tests.Console;

public sealed class GuestPhoneTests
{
    private static readonly Uri[] Own = [new("http://127.0.0.1:5080/")];

    [Theory]
    [InlineData("See http://127.0.0.1:5080/g/abc.", "http://127.0.0.1:5080/g/abc")]
    [InlineData("(http://127.0.0.1:5080/g/abc)", "http://127.0.0.1:5080/g/abc")]
    [InlineData("http://127.0.0.1:5081/g/abc", null)]
    [InlineData("https://127.0.0.1:5080/g/abc", null)]
    [InlineData("http://127.0.0.1:5080.evil.example/g/abc", null)]
    [InlineData("http://127.0.0.1:5080@evil.example/", null)]
    [InlineData("http://marta@127.0.0.1:5080/", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("nothing", null)]
    public void Only_addresses_of_this_server_become_links_and_no_letter_is_lost(string text, string? link)
    {
        var parts = LinkedText.Parts(text, Own);
        Assert.Equal(text, string.Concat(parts.Select(p => p.Text)));
        Assert.Equal(link, parts.SingleOrDefault(p => p.Link is not null)?.Link!.AbsoluteUri);
    }

    [Fact]
    public async Task The_phone_shows_its_holders_words_right_the_houses_left_and_the_code_as_it_arrived()
    {
        var html = await RenderAsync(
            new PhoneBubble(false, "Tu código 482 073 funciona desde el lunes. http://127.0.0.1:5080/g/abc", House.Evening.AddDays(-1), "WhatsApp"),
            new PhoneBubble(true, "<b>¡Ya estamos dentro!</b>", House.Evening, ""));
        Assert.Contains("482 073", html, StringComparison.Ordinal);
        Assert.Contains("href=\"http://127.0.0.1:5080/g/abc\"", html, StringComparison.Ordinal);
        Assert.Contains("class=\"say me\"", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("Sunday 22 November", html, StringComparison.Ordinal);
        Assert.Contains("Write as Luc", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bubble_in_a_log_says_nothing() => Assert.Equal(nameof(PhoneBubble), new PhoneBubble(false, "482 073", House.Evening, "").ToString());

    private static async Task<string> RenderAsync(params PhoneBubble[] bubbles)
    {
        var services = new ServiceCollection()
            .AddSingleton<NavigationManager>(new Here()).AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<GuestPhone>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(GuestPhone.Title)] = "Lucía’s phone", [nameof(GuestPhone.Subtitle)] = "WhatsApp, rehearsal", [nameof(GuestPhone.Bubbles)] = bubbles,
            [nameof(GuestPhone.Zone)] = "Europe/Madrid", [nameof(GuestPhone.MayWrite)] = true,
        }))).ToHtmlString());
    }

    private sealed class Here : NavigationManager
    {
        public Here() => Initialize("http://127.0.0.1:5080/", "http://127.0.0.1:5080/rehearsal");
    }
}
