using System.Text;
using Cendra.Lifecycle.Webhooks;
using FsCheck;
using FsCheck.Xunit;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Cendra.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    // From the Standard Webhooks test suite; the second secret is our own.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Other = "whsec_Y2VuZHJhLXRlc3Qtc2VjcmV0LTAwMDAwMDAwMDAwMA==";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Body = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly DateTimeOffset SignedAt = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void The_published_vector_is_signed_and_accepted()
    {
        Assert.Equal(Signature, WebhookSignature.Sign(Secret, Id, SignedAt, Encoding.UTF8.GetBytes(Body)));
        Assert.Equal(new WebhookCheck(WebhookVerdict.Valid, Id), Check());
    }

    [Theory]
    [InlineData(-302, WebhookVerdict.TooNew)]
    [InlineData(-301, WebhookVerdict.TooNew)]
    [InlineData(-299, WebhookVerdict.Valid)]
    [InlineData(299, WebhookVerdict.Valid)]
    [InlineData(300, WebhookVerdict.Valid)]
    [InlineData(301, WebhookVerdict.Stale)]
    [InlineData(302, WebhookVerdict.Stale)]
    public void A_delivery_counts_for_five_minutes_both_ways(int secondsLater, WebhookVerdict verdict) =>
        Assert.Equal(verdict, Check(now: SignedAt.AddSeconds(secondsLater)).Verdict);

    [Fact]
    public void Any_changed_byte_spoils_the_signature()
    {
        var bytes = Encoding.UTF8.GetBytes(Body);
        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            Assert.Equal(WebhookVerdict.BadSignature, Check(body: changed).Verdict);
        }

        Assert.Equal(WebhookVerdict.BadSignature, Check(body: [.. bytes, (byte)' ']).Verdict);
        Assert.Equal(WebhookVerdict.BadSignature, Check(id: Id + "x").Verdict);
        Assert.Equal(WebhookVerdict.BadSignature, Check(timestamp: "1614265331").Verdict);
    }

    [Theory]
    [InlineData("v1,AAAA " + Signature)]
    [InlineData(Signature + " v1,AAAA")]
    [InlineData("v1a,g0hM v2,x " + Signature)]
    public void One_fitting_signature_among_several_is_enough(string signatures) => Assert.Equal(WebhookVerdict.Valid, Check(signature: signatures).Verdict);

    [Theory]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,")]
    [InlineData("v1,not base64")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OEAAAA=")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ")]
    public void Other_versions_and_other_shapes_are_refused(string signature) => Assert.Equal(WebhookVerdict.BadSignature, Check(signature: signature).Verdict);

    [Theory]
    [InlineData(null, "1614265330", Signature)]
    [InlineData("", "1614265330", Signature)]
    [InlineData("with space", "1614265330", Signature)]
    [InlineData(Id, null, Signature)]
    [InlineData(Id, "yesterday", Signature)]
    [InlineData(Id, "-1614265330", Signature)]
    [InlineData(Id, "99999999999999999999", Signature)]
    [InlineData(Id, "1614265330", null)]
    public void Missing_or_odd_headers_are_named_as_such(string? id, string? timestamp, string? signature)
    {
        var headers = new Dictionary<string, string?> { ["webhook-id"] = id, ["webhook-timestamp"] = timestamp, ["webhook-signature"] = signature };

        var check = WebhookSignature.Verify("webhook", name => headers[name], Encoding.UTF8.GetBytes(Body), [Secret], SignedAt);

        Assert.Equal(WebhookVerdict.MissingHeaders, check.Verdict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("fake_secret_3ce1e4968777530da1428c35320a9abd")]
    [InlineData("whsec_***")]
    public void A_secret_that_is_none_is_named_and_a_good_one_beside_it_still_counts(string secret)
    {
        Assert.Equal(WebhookVerdict.BadSecret, Check(secrets: [secret]).Verdict);
        Assert.Equal(WebhookVerdict.Valid, Check(secrets: [secret, Secret]).Verdict);
        var refused = Assert.Throws<ArgumentException>(() => WebhookSignature.Sign(secret, Id, SignedAt, []));
        Assert.True(secret.Length < 8 || !refused.Message.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public void Another_secret_is_refused_and_the_old_one_counts_while_it_is_listed()
    {
        Assert.Equal(WebhookVerdict.BadSignature, Check(secrets: [Other]).Verdict);
        Assert.Equal(WebhookVerdict.Valid, Check(secrets: [Other, Secret]).Verdict);
        Assert.Equal(WebhookVerdict.BadSecret, Check(secrets: []).Verdict);
    }

    [Fact]
    public void The_other_header_family_does_not_count()
    {
        var headers = new HeaderDictionary { ["webhook-id"] = Id, ["webhook-timestamp"] = "1614265330", ["webhook-signature"] = Signature };

        Assert.Equal(WebhookVerdict.Valid, WebhookSignature.Verify("webhook", headers, Encoding.UTF8.GetBytes(Body), [Secret], SignedAt).Verdict);
        Assert.Equal(WebhookVerdict.MissingHeaders, WebhookSignature.Verify("svix", headers, Encoding.UTF8.GetBytes(Body), [Secret], SignedAt).Verdict);
    }

    [Property]
    public bool What_was_signed_is_accepted_and_with_another_key_refused(byte[] body, NonEmptyArray<byte> key, PositiveInt seconds)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds.Get);
        var secret = "whsec_" + Convert.ToBase64String([.. key.Get, .. new byte[16]]);
        var header = new HeaderDictionary
        {
            ["svix-id"] = "m1", ["svix-timestamp"] = at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["svix-signature"] = WebhookSignature.Sign(secret, "m1", at, body),
        };
        return WebhookSignature.Verify("svix", header, body, [secret], at).Verdict == WebhookVerdict.Valid
            && WebhookSignature.Verify("svix", header, body, [Secret], at).Verdict == WebhookVerdict.BadSignature;
    }

    [SharedDataFact]
    public void Vectors_made_by_other_implementations_are_accepted()
    {
        var seam = SharedData.Json("seam", "webhook-signature-vector.json");
        string Of(string name) => seam.GetProperty(name).GetString()!;
        AssertVector("svix", Of("secret"), Of("svix_id"), Of("svix_timestamp"), Of("body"), Of("svix_signature"));
        var all = SharedData.Json("pms", "webhook_signatures", "vectors.json");
        foreach (var (name, prefix) in new[] { ("standard_webhooks", "webhook"), ("guesty_svix", "svix") })
        {
            var vector = all.GetProperty(name);
            var headers = vector.GetProperty("headers");
            AssertVector(
                prefix, vector.GetProperty("secret").GetString()!, headers.GetProperty(prefix + "-id").GetString()!,
                headers.GetProperty(prefix + "-timestamp").GetString()!, vector.GetProperty("body").GetString()!, vector.GetProperty("signature").GetString()!);
        }
    }

    private static void AssertVector(string prefix, string secret, string id, string timestamp, string body, string signature)
    {
        var headers = new HeaderDictionary { [prefix + "-id"] = id, [prefix + "-timestamp"] = timestamp, [prefix + "-signature"] = signature };
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(new WebhookCheck(WebhookVerdict.Valid, id), WebhookSignature.Verify(prefix, headers, Encoding.UTF8.GetBytes(body), [secret], at));
        Assert.Equal(signature, WebhookSignature.Sign(secret, id, at, Encoding.UTF8.GetBytes(body)));
    }

    private static WebhookCheck Check(
        string id = Id, string timestamp = "1614265330", string signature = Signature, byte[]? body = null, string[]? secrets = null, DateTimeOffset? now = null)
    {
        var headers = new HeaderDictionary { ["webhook-id"] = id, ["webhook-timestamp"] = timestamp, ["webhook-signature"] = signature };
        return WebhookSignature.Verify(WebhookSignature.StandardPrefix, headers, body ?? Encoding.UTF8.GetBytes(Body), secrets ?? [Secret], now ?? SignedAt);
    }
}
