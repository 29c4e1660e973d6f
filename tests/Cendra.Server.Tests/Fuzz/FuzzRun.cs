using System.Globalization;
using Cendra.Lifecycle.Inbox;
using Cendra.Server.Tests.Service;
using Cendra.Tests.World;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>
/// Sends bad calls and, between them, good ones, and holds every answer to what is promised. After each endpoint what was taken is worked off and the log is read.
/// </summary>
internal sealed class FuzzRun(FuzzHouse house, int seed)
{
    private const int BetweenGood = 25;

    /// <summary>Webhooks get more than pages: what they take stays.</summary>
    private const int WeightOfWebhooks = 10;

    /// <summary>So much more memory may be held at the end than after the first endpoint; rows and jobs of what was taken are in it.</summary>
    private const long MostKept = 64L << 20;

    private readonly Bends _bends = new(seed);
    private readonly Inbound _webhooks = new(house.World);
    private readonly List<string> _secrets =
        [ServiceWorld.PmsSecret, ServiceWorld.SeamSecret, ServiceWorld.SeamApiKey, HousePhones.Token, Inbound.Digits, house.Pin, house.ApiKey, .. new[] { ServiceWorld.PmsSecret, ServiceWorld.SeamSecret }.Select(s => s["whsec_".Length..])];
    private int _number;
    private int _accepted;
    private int _answered;

    public FuzzTable Table { get; } = new();

    /// <summary>What went otherwise than promised.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Numbers of the good ones.</summary>
    public List<int> Good { get; } = [];

    /// <summary>So many bad calls to all of them.</summary>
    public async Task AllAsync(IReadOnlyList<FuzzedEndpoint> endpoints, int count)
    {
        var atFirst = 0L;
        var share = Math.Max(1, count / endpoints.Sum(e => e.IsWebhook ? WeightOfWebhooks : 1));
        foreach (var endpoint in endpoints)
        {
            await OneAsync(endpoint, endpoint.IsWebhook ? share * WeightOfWebhooks : share);
            atFirst = atFirst == 0 ? GC.GetTotalMemory(forceFullCollection: true) : atFirst;
        }

        if (GC.GetTotalMemory(forceFullCollection: true) is var now && now > atFirst + MostKept)
        {
            Complaints.Add(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {(now - atFirst) >> 20} MB more are held than after the first endpoint"));
        }
    }

    /// <summary>So many bad calls to this one; all that was thought of before anything by chance.</summary>
    public async Task OneAsync(FuzzedEndpoint endpoint, int count)
    {
        var stored = await house.World.StoredAsync();
        (_accepted, _answered) = (0, 0);
        foreach (var call in _bends.Thought(endpoint, () => ++_number).Take(count).Concat(ByChance(endpoint)).Take(count))
        {
            Judge(endpoint, call, await AnswerAsync(endpoint, call));
            if (_number++ % BetweenGood == 0)
            {
                await GoodAsync();
            }
        }

        // A call of the API is stored when it is new (201) and when it is answered with what came of it, but for a repeat; a refusal stores nothing.
        var most = stored + _accepted + (endpoint.IsApiWrite ? _answered : 0);
        if (await house.World.StoredAsync() is var now && (now > most || now < stored + _accepted))
        {
            Complaints.Add($"seed {seed}, {endpoint.Name}: {_accepted} were taken and {now - stored} are stored");
        }

        if (endpoint.IsWebhook)
        {
            await house.World.WorkAsync();
        }

        Read(endpoint);
    }

    /// <summary>A call that may be anything; counted and held to the rules of all.</summary>
    public async Task<FuzzAnswer> AnswerAsync(FuzzedEndpoint endpoint, FuzzCall call)
    {
        var answer = await house.Way.SendAsync(call);
        Table.Count(endpoint.Name, answer.Status);
        _accepted += answer.Status == 202 || (endpoint.IsApiWrite && answer.Status == 201) ? 1 : 0;
        _answered += answer.Status is 200 or 409 ? 1 : 0;
        return answer;
    }

    private IEnumerable<FuzzCall> ByChance(FuzzedEndpoint endpoint)
    {
        while (true)
        {
            yield return _bends.ByChance(endpoint, ++_number);
        }
    }

    private void Judge(FuzzedEndpoint endpoint, FuzzCall call, FuzzAnswer answer)
    {
        void Complain(string what) => Complaints.Add(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {endpoint.Name}, {call}: {answer.Status} {what} {answer.Fault}"));
        var isPlain = call.Method == "POST" && call.Target.Split('?')[0] == endpoint.Good(0).Target.Split('?')[0];
        if (answer.Status >= 500)
        {
            Complain("is the server's fault");
        }
        else if (answer.Status == 0 && call.Body.Length <= RawBody.MaxBytes)
        {
            Complain("no answer");
        }
        else if (isPlain && endpoint.IsWebhook && call.Body.Length > RawBody.MaxBytes && answer.Status is not (413 or 0 or 400))
        {
            Complain("for more than 256 KB");
        }
        else if (call.What.StartsWith("wrong ", StringComparison.Ordinal) && answer.Status is >= 200 and < 400)
        {
            Complain("for a signature that is none");
        }
        else if (isPlain && endpoint.IsWebhook && answer.Status == 400 && answer.Body.Length > 0 && call["Host"] is null && !answer.Body.Contains("\"errors\"", StringComparison.Ordinal))
        {
            Complain("names no field");
        }

        var secret = answer.Status >= 400 ? _secrets.Append(HousePhones.Guest[1..]).FirstOrDefault(s => (answer.Head + answer.Body).Contains(s, StringComparison.Ordinal)) : null;
        if (secret is not null)
        {
            Complain($"tells {secret[..4]}…");
        }
    }

    private async Task GoodAsync()
    {
        var number = _number;
        Good.Add(number);
        foreach (var (endpoint, call) in new[]
        {
            (_webhooks.Pms, Inbound.Reservation($"G{number}", number)), (_webhooks.Seam, Inbound.Event($"good_{number}", number)),
            (_webhooks.Message, Inbound.Wrote($"SMgood{number}", number)), (_webhooks.Report, Inbound.Told($"SMtold{number}")),
        })
        {
            var answer = await house.Way.SendAsync(endpoint.Sign(call));
            Table.Count("good ones between them", answer.Status);
            _accepted += answer.Status == 202 ? 1 : 0;
            if (answer.Status != 202)
            {
                Complaints.Add(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, a good call to {endpoint.Name} after {number}: {answer.Status} {answer.Body} {answer.Fault}"));
            }
        }
    }

    private void Read(FuzzedEndpoint endpoint)
    {
        var log = string.Join('\n', house.World.Log.Taken());
        Complaints.AddRange(_secrets.Append("34611222333").Append(HousePhones.Guest[1..]).Where(s => log.Contains(s, StringComparison.Ordinal))
            .Select(s => $"seed {seed}, {endpoint.Name}: the log holds {s[..4]}…: {Around(log, s)}"));
        Complaints.AddRange(new[] { house.Pin, Inbound.Digits }.SelectMany(pin => new PinScan(pin).Find(log)).Select(dress => $"seed {seed}, {endpoint.Name}: the log holds digits ({dress})"));
        while (house.World.Log.Errors.TryDequeue(out var error))
        {
            Complaints.Add($"seed {seed}, {endpoint.Name}: {error}");
        }
    }

    private static string Around(string text, string found) => text.IndexOf(found, StringComparison.Ordinal) is var at and >= 0 ? text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 80)] : "";
}
