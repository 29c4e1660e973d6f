using System.Buffers.Binary;
using System.Net;
using Cendra.Messaging.Inbound;
using Cendra.Simulator.Phones;
using Cendra.Tests.World;

namespace Cendra.Server.Tests.Service;

/// <summary>
/// Guests who write over a line on which little goes as it should: of the webhooks some come at once, some late, twice or behind later ones, some never, so that only the list shows the
/// message; of the calls to the provider one in twenty is cut off before it arrives, one in twenty after, and some are refused as too many; reports are lost, doubled and turned round.
/// </summary>
internal sealed class BadLine
{
    private const string Sends = "/Messages.json";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ListIsReadEvery = TimeSpan.FromMinutes(1);

    /// <summary>Each of them gets an answer, and none calls a person.</summary>
    private static readonly string[] Says = ["How do I get in?", "What is the door code?", "Can you send me the code again?", "Hello"];

    private readonly ServiceWorld _world;
    private readonly SeededRandom _random;
    private readonly PriorityQueue<(string Phone, int Left), DateTimeOffset> _writers = new();
    private readonly PriorityQueue<Dictionary<string, string>, DateTimeOffset> _posts = new();
    private readonly Dictionary<string, int> _counts = [];
    private DateTimeOffset _listUtc;

    public BadLine(ServiceWorld world, int seed)
    {
        (_world, _random, _listUtc) = (world, new SeededRandom(seed + 77), world.Now);
        world.Wire.Passing = Pass;
    }

    /// <summary>Calls of the provider that sends went by, cut off ones included.</summary>
    public int Sent => _counts.GetValueOrDefault("calls to the provider");

    public int Failed => _counts.Where(c => c.Key.StartsWith("calls cut off", StringComparison.Ordinal)).Sum(c => c.Value);

    public IEnumerable<(string, int)> Table() => _counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value));

    /// <summary>Each of these numbers writes so often, minutes apart.</summary>
    public async Task PlayAsync(IReadOnlyList<string> phones, int lines)
    {
        foreach (var phone in phones)
        {
            _writers.Enqueue((phone, lines), _world.Now.AddSeconds(Below(240)));
        }

        while (_writers.Count + _posts.Count > 0)
        {
            await StepAsync();
        }
    }

    /// <summary>The line is good again, and everything has the time it needs.</summary>
    public async Task CalmAsync()
    {
        _world.Wire.Passing = null;
        _world.Doors.DropNextCallbacks(0);
        await ReadListAsync();
        await _world.ClockMovesAsync(TimeSpan.FromMinutes(20));
    }

    private async Task StepAsync()
    {
        _world.Time.SetUtcNow(_world.Now + Step);
        while (_writers.TryPeek(out var writer, out var at) && at <= _world.Now)
        {
            _writers.Dequeue();
            await WriteAsync(writer.Phone);
            if (writer.Left > 1)
            {
                _writers.Enqueue((writer.Phone, writer.Left - 1), _world.Now.AddSeconds(60 + Below(180)));
            }
        }

        while (_posts.TryPeek(out var call, out var at) && at <= _world.Now)
        {
            _posts.Dequeue();
            using var answer = await _world.CallAsync(TwilioCalls.Of(TwilioCalls.Messages, call));
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted, $"A message was answered {(int)answer.StatusCode}.");
            Count(answer.StatusCode == HttpStatusCode.OK ? "webhooks that came again" : "webhooks that were new");
        }

        Trouble();
        await _world.Doors.CatchUpAsync();
        if (_world.Now >= _listUtc)
        {
            _listUtc = _world.Now + ListIsReadEvery;
            await ReadListAsync();
        }

        await _world.WorkAsync();
        _ = _world.Log.Taken(); // A thousand guests fill more memory with lines than a machine has.
    }

    /// <summary>The phone and the provider's list have it; what comes of its webhook is the dice's.</summary>
    private async Task WriteAsync(string phone)
    {
        var says = Says[Below(Says.Length)];
        var written = await _world.Doors.PhoneWritesAsync(new PhoneText { From = phone, Body = says, Drop = true });
        var call = TwilioCalls.MessageOf(written.MessageSid, says, "whatsapp:" + phone);
        switch (Below(20))
        {
            case 0:
                Count("webhooks that never came");
                break;
            case < 6:
                Count("webhooks that came late");
                _posts.Enqueue(call, _world.Now.AddSeconds(5 + Below(300)));
                break;
            case < 10:
                _posts.Enqueue(call, _world.Now);
                _posts.Enqueue(call, _world.Now.AddSeconds(Below(200)));
                _posts.Enqueue(call, _world.Now.AddSeconds(Below(200)));
                break;
            default:
                _posts.Enqueue(call, _world.Now);
                break;
        }
    }

    private async Task ReadListAsync()
    {
        try
        {
            await _world.InScopeAsync<MissedMessagesSweep>(sweep => sweep.RunAsync(CancellationToken.None));
        }
        catch (Messaging.Twilio.TwilioException)
        {
            Count("lists that could not be read");
        }
    }

    private void Trouble()
    {
        switch (Below(60))
        {
            case 0: _world.Doors.DropNextCallbacks(1 + Below(6)); Count("times that reports were lost"); break;
            case 1: _world.Doors.DuplicateNextCallbacks(1 + Below(6)); Count("times that reports were doubled"); break;
            case 2: _world.Doors.ReorderNextCallbacks(2 + Below(4)); Count("times that reports were turned round"); break;
            case 3: _world.Doors.RefuseNextMessages(1 + Below(2)); Count("times that it was too many"); break;
        }
    }

    /// <summary>Cuts one call in twenty off before and one after it took effect.</summary>
    private void Pass(string moment)
    {
        if (!moment.EndsWith(Sends, StringComparison.Ordinal))
        {
            return;
        }

        var before = moment.StartsWith("before", StringComparison.Ordinal);
        if (before)
        {
            Count("calls to the provider");
        }

        if (Below(20) == 0)
        {
            Count(before ? "calls cut off before they arrived" : "calls cut off after they took effect");
            throw new HttpRequestException("The line was cut.");
        }
    }

    private void Count(string what)
    {
        lock (_counts)
        {
            _counts[what] = _counts.GetValueOrDefault(what) + 1;
        }
    }

    private int Below(int bound)
    {
        Span<byte> bytes = stackalloc byte[8];
        lock (_counts)
        {
            _random.GetBytes(bytes);
        }

        return (int)(BinaryPrimitives.ReadUInt64LittleEndian(bytes) % (ulong)bound);
    }
}
