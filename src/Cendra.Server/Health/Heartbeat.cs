using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Health;

/// <summary>How the heartbeat is doing since this process began, for the page of connections.</summary>
public sealed class HeartbeatState
{
    private readonly Lock _gate = new();
    private string _words = "Not called yet.";
    private bool _isFailing;
    private DateTimeOffset? _lastGoodUtc;

    /// <summary>In words; whether something is wrong; when the address last answered.</summary>
    public (string Words, bool IsFailing, DateTimeOffset? LastGoodUtc) Read()
    {
        lock (_gate)
        {
            return (_words, _isFailing, _lastGoodUtc);
        }
    }

    /// <summary>The address answered.</summary>
    public void Good(DateTimeOffset nowUtc)
    {
        lock (_gate)
        {
            (_words, _isFailing, _lastGoodUtc) = ("Called every 5 minutes while sweep, locks and channels are well.", false, nowUtc);
        }
    }

    /// <summary>It was not called, or did not answer; true when that is news.</summary>
    public bool Failing(string words)
    {
        lock (_gate)
        {
            var news = !_isFailing || _words != words;
            (_words, _isFailing) = (words, true);
            return news;
        }
    }
}

/// <summary>
/// The dead man's switch: calls <c>Heartbeat:Url</c> while Cendra does its work, so that whoever watches that address raises the alarm when the calls stop. Not called
/// while stays or messages are overdue, locks cannot be read or a channel is refused: silence is the alarm. The address may hold a secret and stands in no log.
/// </summary>
public sealed class Heartbeat(CendraDatabase database, IHttpClientFactory clients, HeartbeatState state, IConfiguration configuration, StayClock clock, ILogger<Heartbeat> log)
{
    /// <summary>The client that makes the call.</summary>
    public const string ClientName = "heartbeat";

    /// <summary>How long the address may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Unheard = TimeSpan.FromMinutes(20);

    /// <summary>One call, if one is to be made. Nothing without an address.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (configuration["Heartbeat:Url"] is not { Length: > 0 } text)
        {
            return;
        }

        var (address, whyNot) = OutboundAddress.Of(text, "Heartbeat:Url", OutboundAddress.Exceptions(configuration));
        if (address is null)
        {
            Fail(whyNot);
        }
        else if (await WhatIsWrongAsync(ct) is { Length: > 0 } wrong)
        {
            Fail($"Not called: {wrong}");
        }
        else
        {
            await CallAsync(address, ct);
        }
    }

    /// <summary>What keeps the heart from beating; empty = all is well.</summary>
    public async Task<string> WhatIsWrongAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (late, unheard) = (now - Overdue, now - Unheard);
        await using var db = database.Open();
        if (await db.Stays.AnyAsync(s => s.DueAtUtc < late, ct))
        {
            return "stays are not looked at in time.";
        }

        if (await db.Messages.AnyAsync(m => (m.State == MessageState.Queued || m.State == MessageState.Sending) && m.Direction == MessageDirection.Outbound && m.DueAtUtc < late, ct))
        {
            return "messages do not leave in time.";
        }

        if (await db.Connections.AnyAsync(c => c.Kind == ConnectionKind.Seam && (c.State != ConnectionState.Good || c.LastGoodUtc < unheard), ct))
        {
            return "the locks cannot be read.";
        }

        return await db.Connections.AnyAsync(c => (c.Kind == ConnectionKind.Twilio || c.Kind == ConnectionKind.Email) && (c.State == ConnectionState.Failing || c.State == ConnectionState.NeedsSignIn), ct)
            ? "messages by WhatsApp, SMS or mail do not work." : "";
    }

    private async Task CallAsync(Uri address, CancellationToken ct)
    {
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ct);
            if (answer.IsSuccessStatusCode)
            {
                state.Good(clock.GetUtcNow());
            }
            else
            {
                Fail(FormattableString.Invariant($"The address of the heartbeat answered {(int)answer.StatusCode}."));
            }
        }
        catch (OutboundException refused)
        {
            Fail($"The address of the heartbeat was not called. {refused.Message}");
        }
        catch (HttpRequestException failure)
        {
            Fail($"The address of the heartbeat could not be reached ({failure.HttpRequestError}).");
        }
    }

    /// <summary>Said once, not every five minutes.</summary>
    private void Fail(string words)
    {
        if (state.Failing(words))
        {
            log.LogWarning("Heartbeat: {Words}", words);
        }
    }
}
