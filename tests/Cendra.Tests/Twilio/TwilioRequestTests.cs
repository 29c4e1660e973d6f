using System.Text;
using Cendra.Messaging.Twilio;
using Xunit;
using static Cendra.Tests.Twilio.TwilioEndpoint;

namespace Cendra.Tests.Twilio;

/// <summary>Through a live server: what Twilio signs is what is read.</summary>
public sealed class TwilioRequestTests
{
    [SharedDataFact]
    public async Task Recorded_calls_get_their_verdict_through_a_live_server()
    {
        await using var endpoint = await OpenAsync();

        foreach (var vector in SignatureVector.Recorded())
        {
            Assert.True((vector.IsValid ? 200 : 403) == await endpoint.PostAsync(vector), vector.Name);
        }
    }

    [Fact]
    public async Task Calls_signed_by_another_implementation_get_through_and_their_form_is_untouched()
    {
        await using var endpoint = await OpenAsync();

        foreach (var vector in OwnVectors.All)
        {
            Assert.True(await endpoint.PostAsync(vector) == 200, vector.Name);
            Assert.Equal(vector.Form, endpoint.Read!.Form);
            Assert.Equal(vector.Url, endpoint.Read.SignedUrl);
            Assert.Equal(403, await endpoint.PostAsync(vector with { Signature = "" }));
        }

        await endpoint.PostAsync(OwnVectors.Inbound);
        Assert.Equal(("b", "c", null, ""), (endpoint.Read!["Tag"], endpoint.Read["tag"], endpoint.Read["TAG"], endpoint.Read["MediaUrl0"]));
        Assert.DoesNotContain("600111907", $"{endpoint.Read}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_path_counts_as_it_was_written_and_the_host_as_it_is_configured()
    {
        await using var endpoint = await OpenAsync();
        foreach (var target in new[] { "/%7Ey/a%2Fb?x=%20+&é=%C3%A9'", "//double/../x?", "/a?o=1&o=2" })
        {
            var signature = TwilioSignature.Sign("https://stay.example.com" + Ascii(target), [new("A", "1")], OwnVectors.Token);

            Assert.Equal(200, await endpoint.PostAsync(Ascii(target), FormOf("A=1"u8.ToArray()), signature));
            Assert.Equal("HTTP/1.1 200 OK", await endpoint.SendRawAsync($"POST https://evil.test{Ascii(target)} HTTP/1.1\r\nHost: evil.test", "A=1"u8.ToArray(), signature));
        }
    }

    [Fact]
    public async Task A_path_in_the_public_url_stands_before_the_calls_own_once()
    {
        await using var endpoint = await OpenAsync();
        endpoint.PublicUrl = new Uri("https://example.com/stays/");
        var signature = TwilioSignature.Sign("https://example.com/stays/webhooks", [new("A", "1")], OwnVectors.Token);

        Assert.Equal(200, await endpoint.PostAsync("/webhooks", FormOf("A=1"u8.ToArray()), signature));
        Assert.Equal(200, await endpoint.PostAsync("/stays/webhooks", FormOf("A=1"u8.ToArray()), signature));
        Assert.Equal(403, await endpoint.PostAsync("/staysx/webhooks", FormOf("A=1"u8.ToArray()), signature));
    }

    [Fact]
    public async Task A_body_over_the_cap_is_not_read_and_a_form_that_is_none_never_verifies()
    {
        await using var endpoint = await OpenAsync();

        Assert.Equal(413, await endpoint.PostAsync("/", FormOf(new byte[(256 * 1024) + 1]), ""));
        Assert.Null(endpoint.Read);

        var signature = TwilioSignature.Sign("https://stay.example.com/", [], OwnVectors.Token);
        Assert.Equal(403, await endpoint.PostAsync("/", FormOf(Encoding.ASCII.GetBytes(new string('x', 5000) + "=1")), signature));
        Assert.Equal((false, 5002), (endpoint.Read!.IsReadable, endpoint.Read.RawBytes.Length));
        Assert.Equal(200, await endpoint.PostAsync("/", FormOf([]), signature));
    }

    [Fact]
    public async Task A_form_that_calls_itself_something_else_is_a_body_that_the_url_must_name()
    {
        await using var endpoint = await OpenAsync();
        var url = TwilioSignature.Sign("https://stay.example.com/", [], OwnVectors.Token);

        Assert.Equal(403, await endpoint.PostAsync("/", new StringContent("Body=x", Encoding.UTF8, "text/plain"), url));
    }

    private static string Ascii(string target) => target.Replace("é", "%c3%a9", StringComparison.Ordinal);
}
