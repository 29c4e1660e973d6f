using Cendra.Messaging.Twilio;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Foreign;

/// <summary>Our Twilio client as the container makes it, over real HTTP to Prism, which mocks both of Twilio's hosts at one address.</summary>
internal sealed class TwilioLine : IDisposable
{
    public const string Account = "AC0123456789abcdef0123456789abcdef";
    private readonly ServiceProvider _services;

    public TwilioLine(Uri server, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Twilio:BaseUrl"] = server.AbsoluteUri, ["Twilio:ContentBaseUrl"] = server.AbsoluteUri, ["Twilio:MessagingBaseUrl"] = server.AbsoluteUri, ["Twilio:AccountSid"] = Account,
            ["Twilio:AuthToken"] = "t0kenOfTheAccount", ["Twilio:RetryDelay"] = "00:00:00",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddTwilio(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
        services.AddHttpClient(TwilioSetup.HttpClientName).AddHttpMessageHandler(Tap.Handler);
        _services = services.BuildServiceProvider();
        Client = _services.GetRequiredService<TwilioClient>();
    }

    public TwilioClient Client { get; }

    public LineTap Tap { get; } = new();

    /// <summary>Asks Prism for one of the answers that the description holds: <c>code=429</c>, <c>example=readResults</c>.</summary>
    public void Prefer(string answer) => Tap.Leaving = request =>
    {
        request.Headers.Remove("Prefer");
        request.Headers.Add("Prefer", answer);
        return Task.CompletedTask;
    };

    public void Dispose() => _services.Dispose();
}
