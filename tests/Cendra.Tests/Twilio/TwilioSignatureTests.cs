using Cendra.Messaging.Twilio;
using Xunit;

namespace Cendra.Tests.Twilio;

public sealed class TwilioSignatureTests
{
    [SharedDataFact]
    public void Vectors_of_Twilios_own_libraries_get_their_verdict()
    {
        var vectors = SignatureVector.Recorded();

        Assert.Equal(14, vectors.Count);
        Assert.Equal(2, vectors.Count(vector => !vector.IsValid));
        Assert.All(vectors, vector => Assert.True(vector.IsValid == Verify(vector), vector.Name));
    }

    [Fact]
    public void Calls_signed_by_another_implementation_are_accepted() => Assert.All(OwnVectors.All, vector =>
    {
        Assert.True(Verify(vector), vector.Name);
        Assert.Equal(vector.Signature, TwilioSignature.Sign(vector.Url, vector.Form, vector.Token));
    });

    [Fact]
    public void One_changed_letter_anywhere_is_refused()
    {
        var call = OwnVectors.Inbound;
        SignatureVector[] changed =
        [
            call with { Url = call.Url + "?" },
            call with { Url = call.Url.Replace("https", "http", StringComparison.Ordinal) },
            call with { Url = call.Url.Replace("stay", "Stay", StringComparison.Ordinal) },
            call with { Token = call.Token.ToUpperInvariant() },
            call with { Token = "" },
            call with { Signature = "" },
            call with { Signature = call.Signature[..^4] },
            call with { Signature = call.Signature + call.Signature },
            call with { Signature = "?" + call.Signature[1..] },
            call with { Form = [.. call.Form.Select(field => KeyValuePair.Create(field.Key, field.Value.Trim()))] },
            call with { Form = call.Form[1..] },
            call with { Form = [.. call.Form, KeyValuePair.Create("X", "")] },
            call with { Form = [.. call.Form.Select(field => KeyValuePair.Create(field.Key == "tag" ? "Tag" : field.Key, field.Value))] },
        ];

        Assert.All(changed, vector => Assert.False(Verify(vector), $"{vector.Url} {vector.Signature} {vector.Form.Length}"));
    }

    [Fact]
    public void Order_of_fields_and_doubled_values_do_not_matter() =>
        Assert.True(Verify(OwnVectors.Inbound with { Form = [.. OwnVectors.Inbound.Form.Reverse().Concat(OwnVectors.Inbound.Form)] }));

    [Fact]
    public void An_empty_token_signs_nothing()
    {
        var forged = OwnVectors.Status with { Token = "", Signature = TwilioSignature.Sign(OwnVectors.Status.Url, OwnVectors.Status.Form, "") };

        Assert.False(Verify(forged));
        Assert.False(TwilioSignature.Verify(OwnVectors.Status.Url, OwnVectors.Status.Form, null, OwnVectors.Status.Signature, []));
    }

    [Fact]
    public void While_the_token_is_being_changed_both_are_accepted()
    {
        var (call, tokens) = (OwnVectors.Status, new TwilioOptions { AuthToken = $" another  {OwnVectors.Token} " }.AuthTokens);

        Assert.True(TwilioSignature.Verify(call.Url, call.Form, null, call.Signature, tokens));
        Assert.False(TwilioSignature.Verify(call.Url, call.Form, null, call.Signature, ["another"]));
    }

    [Fact]
    public void A_body_that_the_url_does_not_name_is_refused()
    {
        var bare = OwnVectors.Json.Url.Split('?')[0];

        Assert.False(Verify(OwnVectors.Json with { RawBody = """{"a":"e"}""" }));
        Assert.False(Verify(OwnVectors.Json with { Url = bare, Signature = TwilioSignature.Sign(bare, [], OwnVectors.Token) }));
        Assert.True(Verify(OwnVectors.Json with { Url = bare, Signature = TwilioSignature.Sign(bare, [], OwnVectors.Token), RawBody = null }));
    }

    [Theory]
    [InlineData("https://a.test/x?y=1", "https://a.test:443/x?y=1")]
    [InlineData("https://a.test:443/x", "https://a.test/x")]
    [InlineData("http://a.test", "http://a.test:80")]
    [InlineData("https://a.test:8443/x", "https://a.test/x")]
    [InlineData("https://user:pass@a.test/x", "https://a.test/x")]
    [InlineData("https://user:pass@a.test:8443/x", "https://a.test/x")]
    [InlineData("https://[2001:db8::1]/x", "https://[2001:db8::1]:443/x")]
    [InlineData("https://a.test/x#rc=3", "https://a.test/x")]
    [InlineData("https://a.test/x:1?u=@:2", "https://a.test:443/x:1?u=@:2")]
    public void A_url_is_accepted_as_any_of_Twilios_signers_writes_it(string seen, string signed) =>
        Assert.True(TwilioSignature.Verify(seen, [], null, TwilioSignature.Sign(signed, [], OwnVectors.Token), [OwnVectors.Token]));

    [Theory]
    [InlineData("https://a.test/x", "https://b.test/x")]
    [InlineData("https://a.test/x", "https://a.test:8443/x")]
    [InlineData("https://a.test/x", "https://a.test:80/x")]
    [InlineData("https://a.test/x", "http://a.test/x")]
    [InlineData("https://a.test/x", "https://a.test/y")]
    public void Another_url_is_not(string seen, string signed) =>
        Assert.False(TwilioSignature.Verify(seen, [], null, TwilioSignature.Sign(signed, [], OwnVectors.Token), [OwnVectors.Token]));

    private static bool Verify(SignatureVector vector) =>
        TwilioSignature.Verify(vector.Url, vector.Form, vector.RawBytes, vector.Signature, [vector.Token]);
}
