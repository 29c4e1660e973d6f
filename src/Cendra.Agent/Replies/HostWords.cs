using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Secrets;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Agent.Replies;

/// <summary>
/// What a host wrote, with its places of secrets filled for one guest at one moment: with a token where the secret may be told now, else with words that say when or who. One secret has one token
/// in a turn. Nothing here knows a secret.
/// </summary>
internal sealed class HostWords(StayFacts facts, SecretGrants grants, IdentityLevel level, DateTimeOffset nowUtc, Func<string, (string Name, string Value)[], string> words)
{
    private readonly Dictionary<string, (string Text, SecretGrant? Grant)> _filled = new(StringComparer.Ordinal);

    /// <summary>The grants of all tokens given so far.</summary>
    public IReadOnlyList<SecretGrant> Grants => [.. _filled.Values.Select(f => f.Grant).OfType<SecretGrant>()];

    /// <summary>Secrets that were asked for and may not be told now, in a host's words.</summary>
    public IReadOnlyList<string> KeptBack => [.. _filled.Where(f => f.Value.Grant is null).Select(f => f.Key)];

    /// <summary>The text with its places filled; no brackets of a token but those of this turn's own grants are left in it.</summary>
    public string Fill(string text) => SecretPlaces.Replace(StayFacts.Said(text), Filled);

    private string Filled(string name)
    {
        if (!_filled.TryGetValue(name, out var filled))
        {
            _filled[name] = filled = Of(facts.Property?.Secrets.Find(s => s.Name == name));
        }

        return filled.Text;
    }

    private (string Text, SecretGrant? Grant) Of(PropertySecret? secret)
    {
        if (secret is null)
        {
            return (words("secret-by-host", []), null);
        }

        var (decision, grant) = grants.For(facts.Stay, secret, level, nowUtc);
        return grant is not null ? (grant.InText, (SecretGrant?)grant)
            : decision is { Answer: DisclosureAnswer.TooEarly, OpensUtc: { } opens } ? (words("secret-later", [("opens", facts.Time(opens)), ("cityTime", facts.CityTime)]), null)
            : (words("secret-by-host", []), null);
    }
}
