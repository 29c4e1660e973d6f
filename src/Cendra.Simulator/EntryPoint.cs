using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cendra.Simulator.Wire;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Cendra.Simulator;

/// <summary>
/// The simulator as a process of its own. One line of JSON in ({"key","folder","seamApiKey","port"} and
/// Twilio's {"twilioAccountSid","twilioAuthToken","twilioWhatsAppFrom","twilioSmsFrom"}), one line out ({"url"}); it listens on
/// 127.0.0.1 only and stops when its standard input ends, that is, when whoever started it is gone. With {"standsAtUtc"} its clock stands there and nothing happens
/// by itself: only moves of the clock make it go on, so that runs of it can be compared.
/// </summary>
internal static class EntryPoint
{
    private const int BadStart = 2;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    public static async Task<int> Main()
    {
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        if (Start.Read(await input.ReadLineAsync()) is not { } start)
        {
            return BadStart;
        }

        using var random = RandomNumberGenerator.Create();
        using var outbound = LoopbackOnly.Open();
        using var world = new SimulatorWorld(start.Settings, start.Time, random, outbound);
        await using var app = Build(new SimulatorWire(world), start.Port);
        await app.StartAsync();
        await TellUrlAsync(app);
        using var stopping = new CancellationTokenSource();
        var beating = start.Time is StandingTime ? Task.CompletedTask : BeatAsync(world, stopping.Token);
        var ends = EndOfAsync(input);
        await Task.WhenAny(beating.IsCompleted ? [ends] : [ends, beating]);
        await stopping.CancelAsync();
        await app.StopAsync();
        await beating;
        return 0;
    }

    /// <summary>Nothing more is said; only the end matters.</summary>
    private static async Task EndOfAsync(StreamReader input)
    {
        while (await input.ReadLineAsync() is not null)
        {
        }
    }

    private static WebApplication Build(SimulatorWire wire, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        app.Run(context => AnswerAsync(wire, context));
        return app;
    }

    private static async Task AnswerAsync(SimulatorWire wire, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var answer = await wire.HandleAsync(
            new SimRequest
            {
                Method = context.Request.Method,
                PathAndQuery = context.Request.Path + context.Request.QueryString.Value,
                Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                Body = body.ToArray(),
            },
            context.RequestAborted);
        if (answer.IsLost)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Body.Length > 0)
        {
            context.Response.ContentType = answer.ContentType;
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }

    private static async Task TellUrlAsync(WebApplication app)
    {
        var url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { url }) + "\n"));
    }

    /// <summary>Lets things happen by themselves and webhooks go out, a few times a second; a failure (a full disk) ends the program.</summary>
    private static async Task BeatAsync(SimulatorWorld world, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Beat, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                await world.CatchUpAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The parent is gone; the world is on disk.
        }
    }

    private sealed class Start
    {
        public required SimulatorSettings Settings { get; init; }

        public required int Port { get; init; }

        public required TimeProvider Time { get; init; }

        /// <summary>Null when the line is not what it must be.</summary>
        public static Start? Read(string? line)
        {
            var request = new SimRequest { Method = "POST", PathAndQuery = "", Headers = new Dictionary<string, string>(), Body = Encoding.UTF8.GetBytes(line ?? "") };
            return WireArguments.Read(request) is { } given && given.Text("key") is { Length: > 0 } key && given.Text("seamApiKey") is { Length: > 0 } seamKey
                ? new Start
                {
                    Settings = new SimulatorSettings
                    {
                        ControlKey = key,
                        SeamApiKey = seamKey,
                        Folder = given.Text("folder"),
                        TwilioAccountSid = given.Text("twilioAccountSid") ?? "",
                        TwilioAuthToken = given.Text("twilioAuthToken") ?? "",
                        TwilioWhatsAppFrom = given.Text("twilioWhatsAppFrom") ?? "",
                        TwilioSmsFrom = given.Text("twilioSmsFrom") ?? "",
                    },
                    Port = given.Number("port") ?? 0,
                    Time = given.Time("standsAtUtc") is { } standsAtUtc ? new StandingTime(standsAtUtc) : TimeProvider.System,
                }
                : null;
        }
    }
}
