using System.Net;
using Cendra.Messaging.Twilio;
using Xunit;
using static Cendra.Tests.Twilio.TwilioWorld;

namespace Cendra.Tests.Twilio;

public sealed class TwilioFailuresTests
{
    [Theory]
    [InlineData(400, 21211, TwilioRetry.Never, false)]
    [InlineData(400, 63016, TwilioRetry.Never, false)]
    [InlineData(400, 20003, TwilioRetry.AfterSignIn, false)]
    [InlineData(401, 20003, TwilioRetry.AfterSignIn, false)]
    [InlineData(401, 20404, TwilioRetry.AfterSignIn, false)]
    [InlineData(403, 20005, TwilioRetry.AfterSignIn, false)]
    [InlineData(403, 21610, TwilioRetry.Never, false)]
    [InlineData(404, 20404, TwilioRetry.Never, false)]
    [InlineData(301, 0, TwilioRetry.Never, false)]
    [InlineData(400, 21611, TwilioRetry.Later, false)]
    [InlineData(429, 20429, TwilioRetry.Later, false)]
    [InlineData(503, 20429, TwilioRetry.Later, false)]
    [InlineData(408, 0, TwilioRetry.Later, true)]
    [InlineData(500, 20500, TwilioRetry.Later, true)]
    [InlineData(503, 20503, TwilioRetry.Later, true)]
    public async Task A_refused_message_says_what_helps_and_whether_it_may_have_gone(int status, int code, TwilioRetry retry, bool unknown)
    {
        using var world = new TwilioWorld(Refuses(status, code));

        var failure = await Assert.ThrowsAsync<TwilioException>(() => world.Client.SendAsync(FreeText(), default));

        Assert.Equal((retry, unknown, (HttpStatusCode)status, code), (failure.Retry, failure.OutcomeUnknown, failure.StatusCode, failure.Code));
    }

    [Theory]
    [InlineData("""{"type":"https://www.twilio.com/docs/api/errors/20404","title":"Not found","status":404,"detail":"x"}""", 20404)]
    [InlineData("""{"type":"about:blank","title":"Bad","status":400,"code":"21656","errors":[]}""", 21656)]
    [InlineData("""{"type":"about:blank","code":21656}""", 21656)]
    [InlineData("""{"code":null}""", null)]
    [InlineData("""{"code":{"x":1}}""", null)]
    [InlineData("""{"code":99999999999}""", null)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    [InlineData("<html>", null)]
    [InlineData("", null)]
    public async Task Both_forms_of_an_error_are_read_and_anything_else_is_no_error_of_its_own(string body, int? code)
    {
        using var world = new TwilioWorld(Answer(400, body));

        var failure = await Assert.ThrowsAsync<TwilioException>(() => world.Client.SendAsync(FreeText(), default));

        Assert.Equal((code, TwilioRetry.Never), (failure.Code, failure.Retry));
    }

    [Theory]
    [InlineData("<html>ok</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"sid":"SM1"}""")]
    public async Task A_success_that_cannot_be_read_may_have_sent_the_message(string body)
    {
        using var world = new TwilioWorld(Answer(201, body));

        var failure = await Assert.ThrowsAsync<TwilioException>(() => world.Client.SendAsync(FreeText(), default));

        Assert.Equal((TwilioRetry.Later, true), (failure.Retry, failure.OutcomeUnknown));
        Assert.Null(failure.InnerException);
    }

    [Theory]
    [InlineData(HttpRequestError.ResponseEnded, true)]
    [InlineData(HttpRequestError.Unknown, true)]
    [InlineData(HttpRequestError.ConnectionError, false)]
    [InlineData(HttpRequestError.NameResolutionError, false)]
    [InlineData(HttpRequestError.SecureConnectionError, false)]
    public async Task A_connection_that_broke_after_it_stood_may_have_sent_the_message(HttpRequestError error, bool unknown)
    {
        using var world = new TwilioWorld(Breaks(error));

        var failure = await Assert.ThrowsAsync<TwilioException>(() => world.Client.SendAsync(FreeText(), default));

        Assert.Equal((TwilioRetry.Later, unknown, null), (failure.Retry, failure.OutcomeUnknown, failure.StatusCode));
        Assert.Single(world.Wire.Requests);
    }

    [Fact]
    public async Task No_answer_in_time_may_have_sent_the_message_and_it_is_not_sent_again()
    {
        using var world = new TwilioWorld(Hangs());

        var failure = await Assert.ThrowsAsync<TwilioException>(() => world.ThroughAsync(world.Client.SendAsync(FreeText(), default)));

        Assert.Equal((TwilioRetry.Later, true), (failure.Retry, failure.OutcomeUnknown));
        Assert.Single(world.Wire.Requests);
    }

    [Fact]
    public async Task The_callers_own_cancellation_stays_one()
    {
        using var world = new TwilioWorld(Hangs());
        using var stop = new CancellationTokenSource();
        var call = world.Client.SendAsync(FreeText(), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public void Every_known_error_has_words_for_a_host_and_an_unknown_one_leads_to_the_other_channel()
    {
        Assert.True(TwilioErrors.All.Count > 50);
        Assert.All(TwilioErrors.All, error =>
        {
            Assert.EndsWith(".", error.Meaning, StringComparison.Ordinal);
            Assert.Same(error, TwilioErrors.Of(error.Code));
        });
        Assert.Equal(Enum.GetValues<TwilioErrorAction>(), TwilioErrors.All.Select(error => error.Action).Distinct().Order());
        Assert.Equal((TwilioErrorAction.NextChannel, 99999), (TwilioErrors.Of(99999).Action, TwilioErrors.Of(99999).Code));
        Assert.Equal(TwilioErrorAction.NextChannel, TwilioErrors.Of(null).Action);
    }

    [Theory]
    [InlineData(20003, TwilioErrorAction.StopChannel)]
    [InlineData(20429, TwilioErrorAction.RetryLater)]
    [InlineData(21211, TwilioErrorAction.PhoneUnusable)]
    [InlineData(21610, TwilioErrorAction.Suppress)]
    [InlineData(21617, TwilioErrorAction.OurBug)]
    [InlineData(63003, TwilioErrorAction.NextChannel)]
    [InlineData(63016, TwilioErrorAction.UseTemplate)]
    [InlineData(63024, TwilioErrorAction.NextChannel)]
    [InlineData(63040, TwilioErrorAction.ConfigurationAlert)]
    [InlineData(63051, TwilioErrorAction.StopChannel)]
    public void An_error_leads_to_its_own_next_step(int code, TwilioErrorAction action) => Assert.Equal(action, TwilioErrors.Of(code).Action);
}
