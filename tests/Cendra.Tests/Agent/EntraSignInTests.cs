using Cendra.Agent;
using Cendra.Domain.Portfolio;
using Microsoft.Extensions.Time.Testing;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>Azure OpenAI without a key: an application of Entra signs in, over the wire.</summary>
public sealed class EntraSignInTests : IDisposable
{
    private const string Secret = "application-secret-value";
    private const string Lift = "There is a lift on the left.";
    private readonly WireMockServer _entra = WireMockServer.Start();
    private readonly FakeTimeProvider _clock = new(GuestWorld.CheckIn);

    [Fact]
    public async Task The_applications_token_signs_requests_and_is_kept_until_shortly_before_its_end()
    {
        HandsOut("token-one");
        using var model = Azure().Says(Lift);
        await AskAsync(model);
        await AskAsync(model);
        Assert.Equal(["/openai/v1/chat/completions", "/openai/v1/chat/completions"], model.Paths);
        Assert.Equal(["Bearer token-one", "Bearer token-one"], model.Keys);
        var asked = Assert.Single(_entra.LogEntries).RequestMessage!;
        Assert.Equal("/contoso/oauth2/v2.0/token", asked.Path);
        Assert.Equal($"grant_type=client_credentials&client_id=app&client_secret={Secret}&scope=https%3A%2F%2Fcognitiveservices.azure.com%2F.default", asked.Body);

        HandsOut("token-two");
        _clock.Advance(TimeSpan.FromMinutes(59));
        await AskAsync(model);
        Assert.Equal("Bearer token-two", model.Keys[^1]);
        Assert.All(model.LogLines, l => Assert.False(l.Contains(Secret, StringComparison.Ordinal) || l.Contains("token-", StringComparison.Ordinal), l));
    }

    [Fact]
    public async Task A_token_that_the_resource_refuses_is_replaced_once()
    {
        HandsOut("token-one");
        using var model = Azure().Says(Lift).Body(401, "{}").Says(Lift);
        await AskAsync(model);
        HandsOut("token-two");
        Assert.Equal("agent", (await AskAsync(model)).Record.Responder);
        Assert.Equal(["Bearer token-one", "Bearer token-one", "Bearer token-two"], model.Keys);
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client","error_description":"secret application-secret-value expired"}""", "The sign-in to Entra was refused", ConnectionState.NeedsSignIn)]
    [InlineData(503, "{}", "The model's endpoint cannot be reached", ConnectionState.Failing)]
    [InlineData(200, "{}", "The model's endpoint cannot be reached", ConnectionState.Failing)]
    public async Task Where_Entra_gives_no_token_basic_replies_answer_and_the_page_says_why(int status, string body, string why, ConnectionState state)
    {
        _entra.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithStatusCode(status).WithBody(body));
        using var model = Azure().Says(Lift);
        var reply = await model.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("how do I get in?"));
        Assert.Equal(("basic-replies", why), (reply.Record.Responder, reply.Record.Outcome));
        Assert.Equal(state, model.Health.Read().State);
        Assert.Empty(model.Bodies);
        Assert.All(model.LogLines, l => Assert.DoesNotContain(Secret, l, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401, """{"error":"invalid_client"}""")]
    [InlineData(503, "{}")]
    public async Task Where_Entra_refuses_again_and_again_neither_it_nor_the_model_is_asked_for_a_minute(int status, string body)
    {
        _entra.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithStatusCode(status).WithBody(body));
        using var model = Azure().Says(Lift);
        for (var i = 0; i < 5; i++)
        {
            await AskAsync(model);
        }

        var asked = _entra.LogEntries.Count;
        Assert.True(model.Health.IsResting);
        Assert.Equal("The model failed again and again and is not asked now", (await AskAsync(model)).Record.Outcome);
        Assert.Equal(asked, _entra.LogEntries.Count);

        HandsOut("token-one");
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("agent", (await AskAsync(model)).Record.Responder);
        Assert.False(model.Health.IsResting);
    }

    [Fact]
    public async Task A_key_comes_before_the_application()
    {
        using var model = Azure(key: "resource-key").Says(Lift);
        await AskAsync(model);
        Assert.Equal("Bearer resource-key", Assert.Single(model.Keys));
        Assert.Empty(_entra.LogEntries);
    }

    public void Dispose() => _entra.Dispose();

    private static Task<AgentReply> AskAsync(ModelWorld model) => model.AnswerAsync(new GuestWorld().WithCodeOnDoors().Wrote("Lift", Lift).Writes("Is there a lift?"));

    private void HandsOut(string token)
    {
        _entra.ResetMappings();
        _entra.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithBody($$"""{"token_type":"Bearer","expires_in":3599,"access_token":"{{token}}"}"""));
    }

    private ModelWorld Azure(string? key = null) => new(
        new()
        {
            ["ChatModel:Provider"] = "AzureOpenAI", ["ChatModel:ApiKey"] = key,
            ["ChatModel:Entra:Authority"] = $"{_entra.Url}/", ["ChatModel:Entra:TenantId"] = "contoso", ["ChatModel:Entra:ClientId"] = "app", ["ChatModel:Entra:ClientSecret"] = Secret,
        }, _clock);
}
