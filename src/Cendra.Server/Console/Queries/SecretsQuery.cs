using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Secrets;
using Cendra.Knowledge.Articles;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>A text that names a secret. <paramref name="ArticleId"/> is null for a step of the way in.</summary>
public sealed record SecretUse(Guid? ArticleId, string Words);

/// <summary>A secret of a property, without the secret itself.</summary>
public sealed record SecretRow(string Name, SecretKind Kind, string Words, SecretTold Told, DateTimeOffset ChangedUtc, IReadOnlyList<SecretUse> Uses);

/// <summary>A place in a text of a property for which no secret is set.</summary>
public sealed record SecretMissing(string Name, IReadOnlyList<SecretUse> Uses);

/// <summary>The secrets of a property.</summary>
public sealed record SecretsView(string Property, string Zone, IReadOnlyList<SecretRow> Secrets, IReadOnlyList<SecretMissing> Missing);

/// <summary>Reads the secrets of a property and where they are named. What is sealed is never read.</summary>
public sealed class SecretsQuery(CendraDatabase database)
{
    /// <summary>Null when there is no such property, or it lies outside the scope: the two look the same.</summary>
    public async Task<SecretsView?> RunAsync(Guid propertyId, PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        var property = await scope.Of(db.Properties).Where(p => p.Id == propertyId).Select(p => new { p.Name, p.TimeZoneId }).SingleOrDefaultAsync(ct);
        if (property is null)
        {
            return null;
        }

        var secrets = await db.PropertySecrets.Where(s => s.PropertyId == propertyId).OrderBy(s => s.Name).Select(s => new { s.Name, s.Kind, s.Words, s.Told, s.ChangedUtc }).ToListAsync(ct);
        var uses = await UsesAsync(db, propertyId, scope, ct);
        return new SecretsView(
            property.Name, property.TimeZoneId,
            [.. secrets.Select(s => new SecretRow(s.Name, s.Kind, s.Words, s.Told, s.ChangedUtc, [.. uses[s.Name]]))],
            [.. uses.Where(u => secrets.TrueForAll(s => s.Name != u.Key)).OrderBy(u => u.Key, StringComparer.Ordinal).Select(u => new SecretMissing(u.Key, [.. u]))]);
    }

    private static async Task<ILookup<string, SecretUse>> UsesAsync(CendraDbContext db, Guid propertyId, PropertyScope scope, CancellationToken ct)
    {
        var articles = await ArticleDesk.Visible(db, scope).Where(a => a.Status != ArticleStatus.Off && (a.IsForAll || a.Properties.Any(p => p.PropertyId == propertyId)) && a.Answer.Contains("{{"))
            .OrderBy(a => a.Question).Select(a => new { a.Id, a.Question, a.Answer }).ToListAsync(ct);
        var steps = await db.EntrySteps.Where(s => s.PropertyId == propertyId).OrderBy(s => s.DoorId).ThenBy(s => s.Position).Select(s => new { s.Position, s.Words, s.Typing, s.IfItFails }).ToListAsync(ct);
        return articles.SelectMany(a => SecretPlaces.In(a.Answer).Distinct(StringComparer.Ordinal).Select(n => (Name: n, Use: new SecretUse(a.Id, a.Question))))
            .Concat(steps.SelectMany(s => SecretPlaces.In($"{s.Words}\n{s.Typing}\n{s.IfItFails}").Distinct(StringComparer.Ordinal).Select(n => (Name: n, Use: new SecretUse(null, $"Step {s.Position} of the way in")))))
            .Where(u => $"{{{{{u.Name}}}}}" != Cendra.Knowledge.Articles.KnownCodes.LeftOut).ToLookup(u => u.Name, u => u.Use, StringComparer.Ordinal);
    }
}
