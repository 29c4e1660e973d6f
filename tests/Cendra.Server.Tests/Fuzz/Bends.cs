using System.Globalization;
using System.Text;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>Bad calls, each bent from a good one: all that somebody thought of, and by chance what nobody did.</summary>
internal sealed class Bends(int seed)
{
    private readonly Dice _dice = new(seed);

    /// <summary>All that somebody thought of, in an order of the seed's; each is made when it is taken, for some are large.</summary>
    public IEnumerable<FuzzCall> Thought(FuzzedEndpoint endpoint, Func<int> number) =>
        _dice.Shuffled(Bodies(endpoint, number).Concat(Headers(endpoint, number)).Concat(Targets(endpoint, number))).Select(make => make());

    /// <summary>One thing or several by chance; mostly signed as it is then, so that it is read.</summary>
    public FuzzCall ByChance(FuzzedEndpoint endpoint, int number)
    {
        var good = endpoint.Good(number);
        var body = good.Body;
        for (var times = 1 + _dice.Below(3); times > 0 && endpoint.Reads != Reads.Nothing; times--)
        {
            body = endpoint.Reads == Reads.Json ? Json(body) : Form(body);
        }

        var bent = (good with { Body = body, Chunked = _dice.Below(8) == 0 }).Called("by chance");
        if (_dice.Below(4) == 0 || endpoint.Reads == Reads.Nothing)
        {
            bent = bent with { Target = _dice.Of(OddTargets.Of(bent.Target).ToList()) };
        }

        var signed = _dice.Below(8) == 0 ? bent : endpoint.Sign(bent);
        return _dice.Below(4) == 0 ? signed.With(_dice.Of(OddHeaders.Anywhere.ToList()).Headers) : signed;
    }

    private static IEnumerable<Func<FuzzCall>> Bodies(FuzzedEndpoint endpoint, Func<int> number)
    {
        FuzzCall Bent(string what, byte[] body, string? type)
        {
            var own = number();
            var bent = endpoint.Good(own).Called(what) with { Body = Renamed(body, own), Chunked = body.Length % 2 == 1 };
            return type is null ? bent : bent.With(("Content-Type", type));
        }

        foreach (var (what, body, type) in Odd(endpoint))
        {
            yield return () => endpoint.Sign(Bent(what, body, type));
            if (body.Length > OddJson.TooLarge || body.Length % 5 == 0)
            {
                yield return () => Bent(what + ", not signed", body, type) with { Chunked = body.Length % 2 == 0 };
            }
        }

        if (endpoint.Reads != Reads.Nothing)
        {
            yield return () => endpoint.Sign(Bent("zipped and said so", OddJson.Zipped(endpoint.Good(0).Body), null)).With(("Content-Encoding", "gzip"));
        }
    }

    /// <summary>A delivery of its own: the one from which all were bent would be known already.</summary>
    private static byte[] Renamed(byte[] body, int number) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(body).Replace("bent0", string.Create(CultureInfo.InvariantCulture, $"bent{number}"), StringComparison.Ordinal));

    private static IEnumerable<(string What, byte[] Body, string? Type)> Odd(FuzzedEndpoint endpoint) => endpoint.Reads switch
    {
        Reads.Json => OddJson.Of(endpoint.Good(0).Body).Select(odd => (odd.What, odd.Body, (string?)null)),
        Reads.Form => OddForms.Of(endpoint.Good(0).Body),
        _ => [("a body where none is", "a=b"u8.ToArray(), OddForms.FormType), ("JSON where none is", "{}"u8.ToArray(), "application/json")],
    };

    private static IEnumerable<Func<FuzzCall>> Headers(FuzzedEndpoint endpoint, Func<int> number)
    {
        foreach (var (what, headers) in OddHeaders.Anywhere)
        {
            yield return () => endpoint.Sign(endpoint.Good(number())).With(headers).Called(what);
        }

        if (!endpoint.IsWebhook)
        {
            yield break;
        }

        foreach (var (what, headers) in OddHeaders.OfSignature(endpoint.SignaturePrefix))
        {
            FuzzCall Good() => endpoint.Sign(endpoint.Good(number()));
            yield return () => Good().With(headers).Called("wrong " + what);
            yield return () => Good().And(headers[0].Name, headers[0].Value).Called("doubled " + what);
            yield return () => Good().Without(headers[0].Name).Called("wrong, without " + headers[0].Name);
        }
    }

    private static IEnumerable<Func<FuzzCall>> Targets(FuzzedEndpoint endpoint, Func<int> number)
    {
        foreach (var target in OddTargets.Of(endpoint.Good(0).Target))
        {
            yield return () => endpoint.Sign(endpoint.Good(number()) with { Target = target }).Called("an odd path");
        }

        foreach (var method in OddTargets.Methods)
        {
            yield return () => endpoint.Sign(endpoint.Good(number()) with { Method = method }).Called("by " + method);
        }
    }

    private byte[] Json(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        var colons = OddJson.Colons(text);
        return _dice.Below(3) == 0 || colons.Count == 0 ? Bytes(body) : Encoding.UTF8.GetBytes(OddJson.Replaced(text, _dice.Of(colons), _dice.Of(OddJson.ByChance)));
    }

    private byte[] Form(byte[] body)
    {
        var fields = Encoding.UTF8.GetString(body).Split('&');
        if (_dice.Below(4) == 0)
        {
            return Bytes(body);
        }

        var at = _dice.Below(fields.Length);
        fields[at] = _dice.Below(6) switch
        {
            0 => "",
            1 => fields[at] + "&" + fields[_dice.Below(fields.Length)],
            _ => fields[at].Split('=')[0] + "=" + _dice.Of(OddForms.InEachPlace),
        };
        return Encoding.UTF8.GetBytes(string.Join('&', fields));
    }

    private byte[] Bytes(byte[] body)
    {
        if (body.Length == 0)
        {
            return [0xff];
        }

        var (copy, at) = ((byte[])body.Clone(), _dice.Below(body.Length));
        switch (_dice.Below(4))
        {
            case 0:
                copy[at] ^= (byte)(1 << _dice.Below(8));
                return copy;
            case 1:
                return copy[..at];
            case 2:
                return [.. copy[..at], .. copy[Math.Min(copy.Length, at + _dice.Below(20))..]];
            default:
                return [.. copy, .. copy[at..]];
        }
    }
}
