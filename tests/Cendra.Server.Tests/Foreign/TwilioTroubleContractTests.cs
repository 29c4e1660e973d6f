using System.Net;
using System.Net.Http.Headers;
using Cendra.Messaging.Twilio;

namespace Cendra.Server.Tests.Foreign;

/// <summary>What Prism refuses, so that its consent to the other requests means something, and Twilio's described failures as our client takes them.</summary>
public sealed class TwilioTroubleContractTests(SharedPrism shared) : IClassFixture<SharedPrism>
{
    private const string Message = "SM0123456789abcdef0123456789abcdef";

    [PrismFact]
    public async Task Ids_that_are_none_are_refused()
    {
        var prism = await shared.StartedAsync();
        using var line = new TwilioLine(prism.Url);
        await RefusedAsync(422, () => line.Client.GetAsync("SM1", CancellationToken.None));
        await RefusedAsync(422, () => line.Client.SendAsync(Approved("HX1"), CancellationToken.None));
        await RefusedAsync(422, () => line.Client.RequestApprovalAsync("HX1", "a", "UTILITY", CancellationToken.None));
        using var wrongAccount = new TwilioLine(prism.Url, ("Twilio:AccountSid", "AC123"));
        await RefusedAsync(422, () => wrongAccount.Client.SendAsync(FreeText, CancellationToken.None));
        await RefusedAsync(422, () => wrongAccount.Client.ListAsync(null, null, DateTimeOffset.UnixEpoch, CancellationToken.None));
    }

    [PrismFact]
    public async Task A_message_without_its_address_or_in_another_form_is_refused()
    {
        using var line = new TwilioLine((await shared.StartedAsync()).Url);
        line.Tap.Leaving = request => ReplaceAsync(request, new FormUrlEncodedContent([new("From", "+14155238886"), new("Body", "Hi")]));
        await RefusedAsync(422, () => line.Client.SendAsync(FreeText, CancellationToken.None));
        line.Tap.Leaving = request => ReplaceAsync(request, new StringContent("""{"To":"+34600111907"}""", new MediaTypeHeaderValue("application/json")));
        await RefusedAsync(415, () => line.Client.SendAsync(FreeText, CancellationToken.None));
        line.Tap.Leaving = request => ReplaceAsync(request, new StringContent("""{"friendly_name":"a"}""", new MediaTypeHeaderValue("application/json")));
        await RefusedAsync(422, () => line.Client.CreateContentAsync(new TwilioContent { FriendlyName = "a", Language = "en", Body = "Hi" }, CancellationToken.None));
        Assert.Equal(["Too"], DescribedFields.Unknown(new Attempt(HttpMethod.Post, new Uri($"http://a/2010-04-01/Accounts/{TwilioLine.Account}/Messages.json"), null, "Too=1&Body=2", 0)));
    }

    [PrismFact]
    public async Task A_call_that_is_not_signed_in_asks_for_new_credentials()
    {
        using var line = new TwilioLine((await shared.StartedAsync()).Url);
        line.Tap.Leaving = request =>
        {
            request.Headers.Authorization = null;
            return Task.CompletedTask;
        };
        var failure = await Assert.ThrowsAsync<TwilioException>(() => line.Client.SendAsync(FreeText, CancellationToken.None));
        Assert.Equal((HttpStatusCode.Unauthorized, TwilioRetry.AfterSignIn, false), (failure.StatusCode, failure.Retry, failure.OutcomeUnknown));
    }

    [PrismFact]
    public async Task Twilios_described_failures_are_taken_for_what_they_are()
    {
        using var line = new TwilioLine((await shared.StartedAsync()).Url);
        line.Prefer("code=429");
        await FailsAsync(line, 429, attempts: 5, unknown: false);
        line.Prefer("code=503");
        await FailsAsync(line, 503, attempts: 1, unknown: true);
        line.Prefer("code=500");
        await FailsAsync(line, 500, attempts: 1, unknown: true);
        line.Tap.Attempts.Clear();
        await Assert.ThrowsAsync<TwilioException>(() => line.Client.GetAsync(Message, CancellationToken.None));
        Assert.Equal(5, line.Tap.Attempts.Count);
        line.Prefer("code=404");
        Assert.Null(await line.Client.GetAsync(Message, CancellationToken.None));
    }

    private static TwilioSend FreeText { get; } = new() { To = "+34600111907", From = "+14155238886", Body = "Your code: 482 913" };

    private static TwilioSend Approved(string sid) => new() { To = "+34600111907", From = "+14155238886", ContentSid = sid };

    private static async Task FailsAsync(TwilioLine line, int status, int attempts, bool unknown)
    {
        line.Tap.Attempts.Clear();
        var failure = await Assert.ThrowsAsync<TwilioException>(() => line.Client.SendAsync(FreeText, CancellationToken.None));
        Assert.Equal((status, TwilioRetry.Later, unknown, attempts), ((int)failure.StatusCode!, failure.Retry, failure.OutcomeUnknown, line.Tap.Attempts.Count));
        Assert.NotNull(failure.Code);
    }

    private static async Task RefusedAsync(int status, Func<Task> act)
    {
        var failure = await Assert.ThrowsAsync<TwilioException>(act);
        Assert.Equal((status, TwilioRetry.Never, false), ((int)failure.StatusCode!, failure.Retry, failure.OutcomeUnknown));
    }

    private static Task ReplaceAsync(HttpRequestMessage request, HttpContent content)
    {
        request.Content = content;
        return Task.CompletedTask;
    }
}
